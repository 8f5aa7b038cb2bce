/* requires: conditions on taint labels, `A and not (B or C)`, as the rule syntax has them.
 *
 * Python's precedence: `not`, then `and`, then `or`. Bounded in length and depth, without
 * recursion.
 */
#ifndef MLN_RULESET_REQUIRES_H
#define MLN_RULESET_REQUIRES_H

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"
#include "flow/require.h"

/* With so many steps no more than half of them are waiting at a time. */
#define MLN_REQUIRES_STEP_MAX (2 * MLN_REQUIRE_DEPTH_MAX)

/* The labels of one rule, by first mention. */
typedef struct {
    mln_str list[32];
    uint32_t count;
} mln_labels;

/* The label's index, made if new; UINT32_MAX when there is no room. The text is borrowed. */
uint32_t mln_labels_add(mln_labels *labels, mln_str name);

/* Whether a label can be called that. */
bool mln_labels_is_name(mln_str name);

/* Compiles to a postfix program over indices of `labels`, to which what is mentioned is added.
 * MLN_SYNTAX, or MLN_LIMIT: `error` says why, NUL-terminated, `*offset` at which byte. */
MLN_CHECK_RESULT mln_status mln_requires_parse(mln_arena *arena, mln_str text, mln_labels *labels,
                                               mln_require *program, char *error, size_t error_size,
                                               uint32_t *offset);

#endif
