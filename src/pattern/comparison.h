/* comparison: the expressions of `metavariable-comparison`.
 *
 * A subset of Python: numbers, strings, True, False, None, metavariables, + - * / // % **, & | ^ ~
 * << >>, comparisons (chains too), in and not in on a list or a string, and, or, not, parentheses,
 * and the calls int(), float(), str(), re.match(), strptime(), today(). A text is compiled once to
 * a program without pointers for a stack machine and run for each candidate. As in the rule
 * language's own engine nothing is short-circuited: one part that has no value makes the whole
 * fail, under `not` and `or` too; `in` wants equal types, `==` does not.
 */
#ifndef MLN_PATTERN_COMPARISON_H
#define MLN_PATTERN_COMPARISON_H

#include "base/arena.h"
#include "base/regex.h"
#include "base/status.h"
#include "base/str.h"

typedef enum {
    MLN_VALUE_NONE,   /* no value at all: the metavariable is unbound */
    MLN_VALUE_TEXT,   /* code or text without a constant value: only str(), int(), float() use it */
    MLN_VALUE_NULL,   /* None, null */
    MLN_VALUE_BOOL,   /* `as.boolean` */
    MLN_VALUE_INT,    /* `as.integer`; C */
    MLN_VALUE_FLOAT,  /* `as.number`; every number of JavaScript */
    MLN_VALUE_STRING, /* `text`, without its quotes */
} mln_value_kind;

typedef struct {
    mln_value_kind kind;
    union {
        bool boolean;
        int64_t integer;
        double number;
    } as;
    mln_str text; /* what str() gives: the code, of a string literal without its quotes */
} mln_value;

/* The value of a metavariable ("$X"); text must live until the evaluation ends. */
typedef mln_value (*mln_value_lookup)(void *context, mln_str name);

typedef struct mln_comparison mln_comparison;

typedef enum {
    MLN_COMPARISON_FALSE,
    MLN_COMPARISON_TRUE,
    MLN_COMPARISON_ERROR
} mln_comparison_result;

/* Compiles `text` into `arena`. With `strip` every metavariable is read as int(..) of it, in base
 * `base` (0: ten). MLN_SYNTAX: not an expression of the subset, or it speaks of `$1`; MLN_LIMIT:
 * too long or too deep. Then `error` says why, NUL-terminated, and `*error_offset` where in `text`;
 * both may be NULL. Calls and names that the subset lacks compile and never have a value, as in the
 * language's own engine; see mln_comparison_get_unknown. */
MLN_CHECK_RESULT mln_status mln_comparison_compile(mln_arena *arena, mln_str text, bool strip,
                                                   int base, const mln_comparison **comparison,
                                                   char *error, size_t error_size,
                                                   uint32_t *error_offset);

/* Frees what is not in the arena: the compiled regular expressions. */
void mln_comparison_release(const mln_comparison *comparison);

/* The first call or name of the expression that has no value here ("len"), because of which the
 * condition can never hold; empty when there is none. For a warning. */
mln_str mln_comparison_get_unknown(const mln_comparison *comparison);

/* The metavariables it speaks of, without repetition. */
uint32_t mln_comparison_get_name_count(const mln_comparison *comparison);
mln_str mln_comparison_get_name(const mln_comparison *comparison, uint32_t index);

/* Runs it. ERROR: some part had no value, types did not fit, or the result is no truth value; the
 * condition then does not hold. Allocates nothing. */
mln_comparison_result mln_comparison_evaluate(const mln_comparison *comparison,
                                              mln_regex_matcher *matcher, mln_value_lookup lookup,
                                              void *context);

#endif
