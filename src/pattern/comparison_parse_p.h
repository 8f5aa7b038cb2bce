/* comparison, private: the parser of its text, in two files: tokens (comparison_token.c) and what
 * they make up (comparison.c). Every function leaves `failed` set after an error. */
#ifndef MLN_PATTERN_COMPARISON_PARSE_P_H
#define MLN_PATTERN_COMPARISON_PARSE_P_H

#include "pattern/comparison_p.h"

typedef struct {
    /* What is read. */
    mln_str text;
    uint32_t at;
    char *pool; /* room for every string: the text, unescaped, is never longer */
    uint32_t pool_len;
    /* The first error. */
    mln_status failed;
    uint32_t error_at;
    char *error;
    size_t error_size;
    /* What is made. */
    uint32_t depth;
    bool strip;
    uint32_t base;
    uint32_t stack; /* height at this point of the program */
    mln_comparison *out;
    mln_comparison_op ops[MLN_COMPARISON_OP_MAX];
    uint32_t op_count;
} mln_comparison_parser;

/* Keeps the first error alone. */
void mln_comparison_fail(mln_comparison_parser *p, mln_status status, uint32_t at,
                         const char *format, ...) MLN_PRINTF(4, 5);

/* Copies a text to the pool. */
mln_span mln_comparison_keep(mln_comparison_parser *p, const char *text, uint32_t len);

/* Of a name or a number. */
bool mln_comparison_is_word(char c);

/* The character so many behind this one, or 0. */
char mln_comparison_peek_at(const mln_comparison_parser *p, uint32_t ahead);

/* The next character behind white space, or 0. */
char mln_comparison_peek(mln_comparison_parser *p);

bool mln_comparison_at_end(mln_comparison_parser *p);

/* Takes a sign, unless it is the beginning of a longer one. */
bool mln_comparison_take(mln_comparison_parser *p, const char *sign,
                         const char *unless_followed_by);

/* Takes a whole word. */
bool mln_comparison_take_word(mln_comparison_parser *p, const char *word);

/* Takes a sign, or fails. */
void mln_comparison_expect(mln_comparison_parser *p, char sign);

/* At a string literal, perhaps one with prefixes? */
bool mln_comparison_at_string(const mln_comparison_parser *p);

/* Reads one literal, or several side by side, which are one, into the pool. False: failed. */
bool mln_comparison_read_strings(mln_comparison_parser *p, mln_span *span);

#endif
