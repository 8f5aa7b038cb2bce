/* literal: constants as rules and models write them, and which values of the code they stand for.
 */
#ifndef MLN_FLOW_LITERAL_H
#define MLN_FLOW_LITERAL_H

#include "base/regex.h"
#include "flow/facts.h"

typedef enum {
    MLN_LITERAL_TEXT, /* a text of the code, or a name that nothing declares: `SSL_VERIFY_NONE` */
    MLN_LITERAL_NUMBER,
    MLN_LITERAL_BOOL,
    MLN_LITERAL_NULL /* null, NULL; undefined counts as absent */
} mln_literal_kind;

typedef struct {
    mln_literal_kind kind;
    mln_str text;
    double number; /* of a NUMBER; of a BOOL 0 or 1 */
} mln_literal;

typedef enum {
    MLN_LITERALS_NONE,     /* nothing is asked for */
    MLN_LITERALS_ANY_TEXT, /* any constant text */
    MLN_LITERALS_LIST,     /* one of a list */
    MLN_LITERALS_REGEX     /* a constant text, or a regular expression literal, with a match */
} mln_literals_kind;

/* A set of constants. Immutable, shared by threads. */
typedef struct {
    mln_literals_kind kind;
    const mln_literal *list;
    uint32_t count;
    const mln_regex *regex; /* owned by whoever read it */
    mln_str regex_text;
} mln_literals;

/* The constant that a CONST, GLOBAL or REGEX value of the facts is. False for other values. A
 * REGEX and a GLOBAL come as TEXT. */
bool mln_literal_of(const mln_facts *facts, uint32_t value, mln_literal *literal);

/* A number as code spells it: `8`, `0x10`, `10_000`, `5UL`, `10n`. */
bool mln_literal_parse_number(mln_str text, double *number);

/* Whether a constant is one of the set. `op`: what the value is (CONST, GLOBAL, REGEX): a name is
 * no text of ANY_TEXT or REGEX, and a regular expression literal is one of REGEX alone. */
bool mln_literals_take(const mln_literals *set, mln_flow_op op, const mln_literal *literal,
                       mln_regex_matcher *matcher);

/* The same for a value of the facts: the marks of a source with `constant:`. Constant texts that
 * are put together are not folded here. */
bool mln_literals_match(const mln_literals *set, const mln_facts *facts, uint32_t value,
                        mln_regex_matcher *matcher);

#endif
