/* wrap: how a pattern is put into something that the grammar reads, for `f($X)` is no file of C and
 * a field no statement. Internal to the room. A text is tried in several wrappings, the usual ones
 * first; reading one needs nothing but a parser, so that many texts are read at once
 * (program_parse.c).
 */
#ifndef MLN_PATTERN_WRAP_P_H
#define MLN_PATTERN_WRAP_P_H

#include "syntax/parse.h"

/* What of the result the pattern is. */
typedef enum {
    HOW_PLAIN,  /* the statements of the file */
    HOW_EXPR,   /* the expression of the first statement */
    HOW_OPEN,   /* an empty body was added */
    HOW_CATCH,  /* the catch or finally of a try */
    HOW_CASE,   /* the first case of a switch */
    HOW_MEMBER, /* the first member of a class */
    HOW_FIELD,  /* the first member of an object */
    HOW_BODY,   /* the statements of the function's body */
    HOW_BODY_OPEN,
    HOW_BODY_CASE,
    HOW_RIGHT,  /* the right side of the assignment in the function's body */
    HOW_NOTHING /* it is a part that matches nothing by itself */
} mln_wrapping_kind;

typedef struct {
    const char *before;
    const char *after;
    mln_wrapping_kind how;
} mln_wrapping;

/* A text in the first of its wrappings, from one on, with which it parses. */
typedef struct {
    mln_tree tree;                /* in the arena */
    const mln_wrapping *wrapping; /* NULL: it parses with none of those that were left */
    uint32_t index;               /* the number of that wrapping */
    uint32_t error_line;          /* of the text in its first wrapping, if that one was tried */
    mln_status status;            /* of the parser itself */
} mln_wrapped;

/* Reads `text` in its wrappings from number `first` on. `scratch` is written over. */
void mln_wrapped_read(mln_wrapped *wrapped, mln_parser *parser, mln_tree *scratch, mln_arena *arena,
                      mln_str text, mln_lang lang, uint32_t first);

/* Whether a text begins as a statement and as no expression. */
bool mln_wrap_starts_statement(mln_str text);

#endif
