/* utf8: reading UTF-8 that may be broken, one code point at a time.
 *
 * Decoding follows the WHATWG practice (as browsers and Node do): each longest prefix of a valid
 * sequence that is not completed counts as one U+FFFD. So two programs that read the same bytes
 * count the same characters.
 */
#ifndef MLN_FINDING_UTF8_H
#define MLN_FINDING_UTF8_H

#include "base/str.h"

#define MLN_UTF8_REPLACEMENT 0xFFFDu

typedef struct {
    uint32_t code;
    uint32_t len; /* bytes taken; at least 1 */
    bool valid;   /* false: `code` is the replacement character */
} mln_utf8;

/* The code point at `at`, which is below `text.len`. */
static inline mln_utf8 mln_utf8_get(mln_str text, uint32_t at)
{
    const unsigned char *ptr = (const unsigned char *)text.ptr + at;
    uint32_t left = text.len - at, first = ptr[0];
    if (first < 0x80)
        return (mln_utf8){first, 1, true};
    uint32_t need = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC2 || first > 0xF4)
        return (mln_utf8){MLN_UTF8_REPLACEMENT, 1, false};
    /* The second byte's range excludes overlong forms, surrogates and what is past U+10FFFF. */
    uint32_t low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    uint32_t high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    uint32_t code = first & (0x3Fu >> need);
    for (uint32_t i = 1; i <= need; i++) {
        if (i >= left || ptr[i] < low || ptr[i] > high)
            return (mln_utf8){MLN_UTF8_REPLACEMENT, i, false};
        code = code << 6 | (ptr[i] & 0x3Fu);
        low = 0x80;
        high = 0xBF;
    }
    return (mln_utf8){code, need + 1, true};
}

/* The length of the longest prefix of `text` that has at most `max` bytes and does not end inside
 * a code point. */
static inline uint32_t mln_utf8_cut(mln_str text, uint32_t max)
{
    if (text.len <= max)
        return text.len;
    uint32_t at = max;
    while (at > 0 && max - at < 3 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80)
        at--;
    return ((unsigned char)text.ptr[at] & 0xC0) == 0x80 ? max : at;
}

#endif
