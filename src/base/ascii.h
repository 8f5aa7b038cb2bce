/* ascii: classes of bytes as in the C locale, whatever locale the process runs in.
 *
 * <ctype.h> asks the process's locale, and is undefined for a `char` below 0. These take any byte,
 * as `char` or as `unsigned char`; what is not ASCII belongs to no class and stays as it is.
 */
#ifndef MLN_BASE_ASCII_H
#define MLN_BASE_ASCII_H

#include <stdbool.h>

static inline bool mln_ascii_is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static inline bool mln_ascii_is_upper(int c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool mln_ascii_is_lower(int c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool mln_ascii_is_letter(int c)
{
    return mln_ascii_is_lower(c) || mln_ascii_is_upper(c);
}

static inline bool mln_ascii_is_alnum(int c)
{
    return mln_ascii_is_letter(c) || mln_ascii_is_digit(c);
}

/* Blank, tab, line feed, vertical tab, form feed and carriage return. */
static inline bool mln_ascii_is_space(int c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline char mln_ascii_to_lower(char c)
{
    return mln_ascii_is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

static inline char mln_ascii_to_upper(char c)
{
    return mln_ascii_is_lower(c) ? (char)(c - 'a' + 'A') : c;
}

/* The value of a hexadecimal digit, or -1. */
static inline int mln_ascii_get_hex(int c)
{
    return mln_ascii_is_digit(c)  ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

#endif
