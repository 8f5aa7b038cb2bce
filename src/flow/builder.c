#include "flow/builder.h"

#include <stdlib.h>

#include "flow/blob_p.h"

#include "base/banned.h"

void mln_facts_builder_init(mln_facts_builder *builder, mln_lang lang)
{
    builder->lang = lang;
    if (builder->strings.slot_count)
        mln_strtab_clear(&builder->strings);
    else
        mln_strtab_init(&builder->strings);
    mln_vec_clear(&builder->values);
    mln_vec_clear(&builder->operands);
    mln_vec_clear(&builder->late);
    mln_vec_clear(&builder->functions);
    mln_vec_clear(&builder->exits);
    mln_vec_clear(&builder->classes);
    mln_vec_clear(&builder->fields);
    mln_vec_clear(&builder->types);
    mln_vec_clear(&builder->decorations);
    mln_vec_clear(&builder->exports);
    mln_vec_clear(&builder->blocks);
    mln_vec_clear(&builder->edges);
}

void mln_facts_builder_release(mln_facts_builder *builder)
{
    mln_strtab_release(&builder->strings);
    mln_vec_release(&builder->values);
    mln_vec_release(&builder->operands);
    mln_vec_release(&builder->late);
    mln_vec_release(&builder->functions);
    mln_vec_release(&builder->exits);
    mln_vec_release(&builder->classes);
    mln_vec_release(&builder->fields);
    mln_vec_release(&builder->types);
    mln_vec_release(&builder->decorations);
    mln_vec_release(&builder->exports);
    mln_vec_release(&builder->blocks);
    mln_vec_release(&builder->edges);
}

uint32_t mln_facts_builder_add_string(mln_facts_builder *builder, mln_str text)
{
    return mln_strtab_add(&builder->strings, text);
}

uint32_t mln_facts_builder_add(mln_facts_builder *builder, mln_flow_op op, uint32_t func,
                               uint32_t block, mln_span span, const mln_flow_operand *operands,
                               uint32_t count)
{
    mln_builder_value value = {.op = (uint8_t)op,
                               .first = builder->operands.len,
                               .count = count,
                               .start = span.start,
                               .stop = span.stop,
                               .func = func,
                               .block = block,
                               .forward = builder->values.len};
    for (uint32_t i = 0; i < count; i++)
        mln_vec_add(&builder->operands, operands[i]);
    mln_vec_add(&builder->values, value);
    return builder->values.len - 1;
}

void mln_facts_builder_add_operand(mln_facts_builder *builder, uint32_t value,
                                   mln_flow_operand operand)
{
    mln_builder_value *v = &builder->values.data[value];
    mln_builder_late late = {operand, v->more};
    mln_vec_add(&builder->late, late);
    v->more = builder->late.len;
}

uint32_t mln_facts_builder_resolve(mln_facts_builder *builder, uint32_t value)
{
    mln_builder_value *values = builder->values.data;
    uint32_t at = value;
    while (values[at].forward != at)
        at = values[at].forward;
    while (values[value].forward != at) {
        uint32_t next = values[value].forward;
        values[value].forward = at;
        value = next;
    }
    return at;
}

/* ---- sealing ---- */

static int compare_fields(const void *left, const void *right)
{
    const mln_flow_field *a = left, *b = right;
    if (a->class_id != b->class_id)
        return a->class_id < b->class_id ? -1 : 1;
    return a->key < b->key ? -1 : a->key > b->key;
}

static int compare_types(const void *left, const void *right)
{
    const mln_flow_type *a = left, *b = right;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return a->name < b->name ? -1 : a->name > b->name;
}

static int compare_edges(const void *left, const void *right)
{
    const mln_flow_operand *a = left, *b = right;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return a->key < b->key ? -1 : a->key > b->key;
}

/* qsort must not be handed a null pointer, even for nothing. */
static void sort(void *data, uint32_t count, size_t size,
                 int (*compare)(const void *, const void *))
{
    if (count > 1)
        qsort(data, count, size, compare);
}

/* Late operands are a list from the newest back: written from the end. */
static uint32_t count_late(const mln_facts_builder *builder, const mln_builder_value *value)
{
    uint32_t count = 0;
    for (uint32_t at = value->more; at; at = builder->late.data[at - 1].next)
        count++;
    return count;
}

static void write_operands(mln_facts_builder *builder, uint32_t id, mln_flow_operand *out)
{
    const mln_builder_value *value = &builder->values.data[id];
    uint32_t resolved = mln_facts_builder_resolve(builder, id);
    if (resolved != id) {
        out[0] = (mln_flow_operand){resolved, 0};
        return;
    }
    for (uint32_t i = 0; i < value->count; i++)
        out[i] = builder->operands.data[value->first + i];
    uint32_t late = count_late(builder, value);
    for (uint32_t at = value->more; at; at = builder->late.data[at - 1].next)
        out[value->count + --late] = builder->late.data[at - 1].operand;
}

static uint32_t count_operands(mln_facts_builder *builder, uint32_t id)
{
    const mln_builder_value *value = &builder->values.data[id];
    if (mln_facts_builder_resolve(builder, id) != id)
        return 1;
    return value->count + count_late(builder, value);
}

static void resolve_in(mln_facts_builder *builder, uint32_t *value)
{
    if (*value != MLN_FLOW_NONE)
        *value = mln_facts_builder_resolve(builder, *value);
}

static void resolve_tables(mln_facts_builder *builder)
{
    for (uint32_t i = 0; i < builder->exits.len; i++)
        resolve_in(builder, &builder->exits.data[i]);
    for (uint32_t i = 0; i < builder->classes.len; i++)
        resolve_in(builder, &builder->classes.data[i].extends);
    for (uint32_t i = 0; i < builder->exports.len; i++)
        resolve_in(builder, &builder->exports.data[i].value);
    for (uint32_t i = 0; i < builder->decorations.len; i++)
        resolve_in(builder, &builder->decorations.data[i].decorator);
}

static uint32_t align(uint32_t at)
{
    return (at + 7u) & ~7u;
}

static void set_edges(mln_facts_builder *builder)
{
    sort(builder->edges.data, builder->edges.len, sizeof *builder->edges.data, compare_edges);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < builder->edges.len; i++) {
        mln_flow_operand edge = builder->edges.data[i];
        if (kept && compare_edges(&builder->edges.data[kept - 1], &edge) == 0)
            continue;
        builder->edges.data[kept++] = edge;
    }
    builder->edges.len = kept;
    uint32_t at = 0;
    for (uint32_t b = 0; b < builder->blocks.len; b++) {
        mln_flow_block *block = &builder->blocks.data[b];
        block->first_next = at;
        while (at < kept && builder->edges.data[at].value == b)
            at++;
        block->next_count = at - block->first_next;
    }
}

void mln_facts_builder_seal(mln_facts_builder *builder, mln_arena *arena, mln_facts *facts)
{
    sort(builder->fields.data, builder->fields.len, sizeof *builder->fields.data, compare_fields);
    sort(builder->types.data, builder->types.len, sizeof *builder->types.data, compare_types);
    set_edges(builder);
    resolve_tables(builder);

    uint32_t counts[MLN_BLOB_PART_COUNT] = {0}, operand_count = 0, string_bytes = 0;
    for (uint32_t v = 0; v < builder->values.len; v++)
        operand_count += count_operands(builder, v);
    for (uint32_t s = 0; s < builder->strings.entries.len; s++)
        string_bytes += mln_strtab_get(&builder->strings, s).len;
    counts[MLN_BLOB_OP] = counts[MLN_BLOB_FLAGS] = builder->values.len;
    for (int part = MLN_BLOB_AUX; part <= MLN_BLOB_BLOCK_OF; part++)
        counts[part] = builder->values.len;
    counts[MLN_BLOB_OPERANDS] = operand_count;
    counts[MLN_BLOB_FUNCTIONS] = builder->functions.len;
    counts[MLN_BLOB_EXITS] = builder->exits.len;
    counts[MLN_BLOB_CLASSES] = builder->classes.len;
    counts[MLN_BLOB_FIELDS] = builder->fields.len;
    counts[MLN_BLOB_TYPES] = builder->types.len;
    counts[MLN_BLOB_DECORATIONS] = builder->decorations.len;
    counts[MLN_BLOB_EXPORTS] = builder->exports.len;
    counts[MLN_BLOB_BLOCKS] = builder->blocks.len;
    counts[MLN_BLOB_EDGES] = builder->edges.len;
    counts[MLN_BLOB_STRING_FIRST] = builder->strings.entries.len + 1;
    counts[MLN_BLOB_STRING_BYTES] = string_bytes;

    mln_blob_header header = {.magic = MLN_BLOB_MAGIC, .lang = (uint32_t)builder->lang};
    uint32_t at = align((uint32_t)sizeof header);
    for (int part = 0; part < MLN_BLOB_PART_COUNT; part++) {
        header.offset[part] = at;
        header.count[part] = counts[part];
        at = align(at + counts[part] * mln_blob_part_size[part]);
    }
    header.size = at;
    char *blob = mln_arena_alloc_zeroed(arena, at, 1);
    memcpy(blob, &header, sizeof header);

#define PART(type, part) ((type *)(void *)(blob + header.offset[part]))
    mln_flow_operand *operands = PART(mln_flow_operand, MLN_BLOB_OPERANDS);
    uint32_t next = 0;
    for (uint32_t v = 0; v < builder->values.len; v++) {
        const mln_builder_value *value = &builder->values.data[v];
        bool gone = mln_facts_builder_resolve(builder, v) != v;
        uint32_t count = count_operands(builder, v);
        PART(uint8_t, MLN_BLOB_OP)[v] = gone ? MLN_FLOW_COPY : value->op;
        PART(uint8_t, MLN_BLOB_FLAGS)[v] = value->flags;
        PART(uint32_t, MLN_BLOB_AUX)[v] = value->aux;
        PART(uint32_t, MLN_BLOB_SYM)[v] = value->sym;
        PART(uint32_t, MLN_BLOB_FIRST)[v] = next;
        PART(uint32_t, MLN_BLOB_COUNT)[v] = count;
        PART(uint32_t, MLN_BLOB_START)[v] = value->start;
        PART(uint32_t, MLN_BLOB_STOP)[v] = value->stop;
        PART(uint32_t, MLN_BLOB_FUNC)[v] = value->func;
        PART(uint32_t, MLN_BLOB_BLOCK_OF)[v] = value->block;
        write_operands(builder, v, operands + next);
        for (uint32_t i = 0; i < count; i++)
            resolve_in(builder, &operands[next + i].value);
        next += count;
    }
#define COPY(vec, part)                                                                            \
    if ((vec).len)                                                                                 \
    memcpy(blob + header.offset[part], (vec).data, (vec).len * sizeof *(vec).data)
    COPY(builder->functions, MLN_BLOB_FUNCTIONS);
    COPY(builder->exits, MLN_BLOB_EXITS);
    COPY(builder->classes, MLN_BLOB_CLASSES);
    COPY(builder->fields, MLN_BLOB_FIELDS);
    COPY(builder->types, MLN_BLOB_TYPES);
    COPY(builder->decorations, MLN_BLOB_DECORATIONS);
    COPY(builder->exports, MLN_BLOB_EXPORTS);
    COPY(builder->blocks, MLN_BLOB_BLOCKS);
    for (uint32_t i = 0; i < builder->edges.len; i++)
        PART(uint32_t, MLN_BLOB_EDGES)[i] = builder->edges.data[i].key;
    uint32_t offset = 0;
    for (uint32_t s = 0; s < builder->strings.entries.len; s++) {
        mln_str text = mln_strtab_get(&builder->strings, s);
        PART(uint32_t, MLN_BLOB_STRING_FIRST)[s] = offset;
        if (text.len)
            memcpy(PART(char, MLN_BLOB_STRING_BYTES) + offset, text.ptr, text.len);
        offset += text.len;
    }
    PART(uint32_t, MLN_BLOB_STRING_FIRST)[builder->strings.entries.len] = offset;
    mln_blob_view(facts, blob);
}
