/* value: constant values of expressions.
 *
 * Two sources, as the rule language has them: a binding that is never reassigned has its
 * initialiser's value everywhere; and inside a function the value follows the flow of assignments,
 * where different constants join to "some string". Folded are string `+`, templates, `!`, and
 * arithmetic in C. Worked out on demand; bounded in depth.
 */
#ifndef MLN_NAMES_VALUE_H
#define MLN_NAMES_VALUE_H

#include "names/names.h"

typedef enum {
    MLN_CONSTANT_UNKNOWN,
    MLN_CONSTANT_STRING,      /* sym: the decoded text */
    MLN_CONSTANT_NUMBER,      /* sym: the normalised spelling */
    MLN_CONSTANT_BOOL,        /* sym: "true" or "false" */
    MLN_CONSTANT_NULL,        /* sym: the spelling */
    MLN_CONSTANT_SOME_STRING, /* a constant string, which one is not known */
    MLN_CONSTANT_BUSY,        /* internal: being worked out */
    MLN_CONSTANT_NO           /* internal: known to be unknown */
} mln_constant_kind;

typedef struct {
    mln_constant_kind kind;
    mln_sym sym;
} mln_constant;

/* The constant value of an expression; kind UNKNOWN when it has none. May add symbols. */
mln_constant mln_names_get_value(mln_names *names, mln_node n);

/* The value an identifier has where it is used, by the assignments that reach it. Called by the
 * above for bindings that are assigned to. */
mln_constant mln_names_get_flow_value(mln_names *names, mln_node use);

#endif
