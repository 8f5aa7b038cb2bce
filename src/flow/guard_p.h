/* guard_p: what the parts of guard share. */
#ifndef MLN_FLOW_GUARD_P_H
#define MLN_FLOW_GUARD_P_H

#include "flow/facts.h"

/* ---- guard_list.c ---- */

#define MLN_GUARD_ROOTS_MAX 8

/* What a value may be, where ways have met: through copies, PHIs, CELLs, and calls that it was
 * given to and that do not change it. */
typedef struct {
    uint32_t values[MLN_GUARD_ROOTS_MAX];
    uint32_t count;
} mln_guard_roots;

/* False when they are too many, or none. */
bool mln_guard_find_roots(const mln_facts *facts, uint32_t value, mln_guard_roots *roots);

/* Whether a value is certainly made of constants: an array, Set or Map literal of them, a constant
 * text, the keys or values of a literal object. Or what another file of the project offers under a
 * name: such lists are constants there. */
bool mln_guard_is_list(const mln_facts *facts, uint32_t value);

/* Whether a value is an object literal of this file whose keys are all written there. */
bool mln_guard_is_object(const mln_facts *facts, uint32_t value);

/* Whether a value is what another file of the project offers, or something of it. */
bool mln_guard_is_offered(const mln_facts *facts, uint32_t value);

/* The name a call calls: a method's, or a global function's; empty otherwise. `*base`: the object
 * it is a method of, or MLN_FLOW_NONE. */
mln_str mln_guard_get_name(const mln_facts *facts, uint32_t call, uint32_t *base);

/* Whether a value is the global of that name. */
bool mln_guard_is_global(const mln_facts *facts, uint32_t value, const char *name);

#endif
