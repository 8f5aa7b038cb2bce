/* builder: facts while they grow.
 *
 * What lowers code (flow/build.h) adds values one by one and seals them into one block; tests make
 * facts by hand the same way. Operands of a PHI, CELL or CATCH may come later than the value.
 */
#ifndef MLN_FLOW_BUILDER_H
#define MLN_FLOW_BUILDER_H

#include "base/strtab.h"
#include "base/vec.h"
#include "flow/facts.h"

typedef struct {
    uint8_t op;
    uint8_t flags;
    uint32_t aux;
    uint32_t sym;
    uint32_t first; /* of the builder's operands */
    uint32_t count;
    uint32_t more; /* operands added later: index + 1 of the newest in `late`, 0 for none */
    uint32_t start, stop;
    uint32_t func;
    uint32_t block;
    uint32_t forward; /* another value that stands for this one, or itself */
} mln_builder_value;

typedef struct {
    mln_flow_operand operand;
    uint32_t next; /* index + 1 */
} mln_builder_late;

typedef struct {
    mln_lang lang;
    mln_strtab strings;
    MLN_VEC(mln_builder_value)
    values;
    MLN_VEC(mln_flow_operand)
    operands;
    MLN_VEC(mln_builder_late)
    late;
    MLN_VEC(mln_flow_function)
    functions;
    MLN_VEC(uint32_t)
    exits;
    MLN_VEC(mln_flow_class)
    classes;
    MLN_VEC(mln_flow_field)
    fields;
    MLN_VEC(mln_flow_type)
    types;
    MLN_VEC(mln_flow_decoration)
    decorations;
    MLN_VEC(mln_flow_export)
    exports;
    MLN_VEC(mln_flow_block)
    blocks;
    MLN_VEC(mln_flow_operand)
    edges; /* value: from, key: to; sorted when sealed */
} mln_facts_builder;

/* All-zero memory is ready; init and clear make it so again and keep what is allocated. */
void mln_facts_builder_init(mln_facts_builder *builder, mln_lang lang);
void mln_facts_builder_release(mln_facts_builder *builder);

uint32_t mln_facts_builder_add_string(mln_facts_builder *builder, mln_str text);

/* A value with its operands, which are copied. */
uint32_t mln_facts_builder_add(mln_facts_builder *builder, mln_flow_op op, uint32_t func,
                               uint32_t block, mln_span span, const mln_flow_operand *operands,
                               uint32_t count);

/* One more operand of a value that is there. */
void mln_facts_builder_add_operand(mln_facts_builder *builder, uint32_t value,
                                   mln_flow_operand operand);

/* What stands for `value` after trivial PHIs are gone. */
uint32_t mln_facts_builder_resolve(mln_facts_builder *builder, uint32_t value);

/* One block of memory in the arena, and the views. Operands are written through `forward`. Value
 * ids stay: a forwarded value becomes a COPY of what stands for it. */
void mln_facts_builder_seal(mln_facts_builder *builder, mln_arena *arena, mln_facts *facts);

#endif
