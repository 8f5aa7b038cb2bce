/* build: from tree and names to facts, for JavaScript, TypeScript and C. */
#ifndef MLN_FLOW_BUILD_H
#define MLN_FLOW_BUILD_H

#include "flow/facts.h"
#include "names/names.h"

typedef struct mln_flow_lowering mln_flow_lowering;

/* Memory that is kept from file to file; one a thread. */
mln_flow_lowering *mln_flow_lowering_new(void);
void mln_flow_lowering_free(mln_flow_lowering *lowering);

/* Lowers a file. The facts' block lies in `arena`. `*spent`: a function was too large and holds no
 * values but its parameters (its calls are unknown). */
void mln_flow_build(mln_flow_lowering *lowering, mln_names *names, mln_arena *arena,
                    mln_facts *facts, uint32_t *spent);

/* The value of a node in the file lowered last; MLN_FLOW_NONE where it has none.
 * An expression: the value of this occurrence (an identifier that is read: its COPY). A name that
 * is declared or assigned to, a parameter included: the COPY with FLAG_BIND of what it is given, or
 * the PARAM. A member that is assigned to (`a.b = v`): the STORE. A function: its CLOSURE. A class:
 * its CLASS. An argument or receiver that is a variable has an OUT beside it: mln_flow_find_out. */
uint32_t mln_flow_get_value(const mln_flow_lowering *lowering, mln_node n);

/* The OUT that took a variable's place after the call that the occurrence `value` was given to;
 * MLN_FLOW_NONE. */
uint32_t mln_flow_find_out(const mln_flow_lowering *lowering, uint32_t value);

/* The tree node a value was made for; MLN_NO_NODE for those that stand for none. */
mln_node mln_flow_get_node(const mln_flow_lowering *lowering, uint32_t value);

#endif
