/* guard_p: what the parts of guard share. */
#ifndef MLN_FLOW_GUARD_P_H
#define MLN_FLOW_GUARD_P_H

#include "flow/facts.h"

/* How deep values are looked into, and functions. */
#define MLN_GUARD_DEPTH 8

/* ---- guard_list.c ---- */

/* Whether a value is certainly made of constants: an array, Set or Map literal of them, a constant
 * text, the keys or values of a literal object. Or what another file of the project offers under a
 * name: such lists are constants there. */
bool mln_guard_is_list(const mln_facts *facts, uint32_t value, int depth);

/* Whether a value is an object literal of this file whose keys are all written there. */
bool mln_guard_is_object(const mln_facts *facts, uint32_t value, int depth);

/* The name a call calls: a method's, or a global function's; empty otherwise. `*base`: the object
 * it is a method of, or MLN_FLOW_NONE. */
mln_str mln_guard_get_name(const mln_facts *facts, uint32_t call, uint32_t *base);

/* Whether a value is the global of that name. */
bool mln_guard_is_global(const mln_facts *facts, uint32_t value, const char *name);

#endif
