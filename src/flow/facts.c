#include "flow/facts.h"

#include "base/buf.h"
#include "flow/blob_p.h"

#include "base/banned.h"

#define COPIES_MAX 64

const uint32_t mln_blob_part_size[MLN_BLOB_PART_COUNT] = {
    [MLN_BLOB_OP] = 1,
    [MLN_BLOB_FLAGS] = 1,
    [MLN_BLOB_AUX] = 4,
    [MLN_BLOB_SYM] = 4,
    [MLN_BLOB_FIRST] = 4,
    [MLN_BLOB_COUNT] = 4,
    [MLN_BLOB_START] = 4,
    [MLN_BLOB_STOP] = 4,
    [MLN_BLOB_FUNC] = 4,
    [MLN_BLOB_BLOCK_OF] = 4,
    [MLN_BLOB_OPERANDS] = sizeof(mln_flow_operand),
    [MLN_BLOB_FUNCTIONS] = sizeof(mln_flow_function),
    [MLN_BLOB_EXITS] = 4,
    [MLN_BLOB_CLASSES] = sizeof(mln_flow_class),
    [MLN_BLOB_FIELDS] = sizeof(mln_flow_field),
    [MLN_BLOB_TYPES] = sizeof(mln_flow_type),
    [MLN_BLOB_DECORATIONS] = sizeof(mln_flow_decoration),
    [MLN_BLOB_EXPORTS] = sizeof(mln_flow_export),
    [MLN_BLOB_BLOCKS] = sizeof(mln_flow_block),
    [MLN_BLOB_EDGES] = 4,
    [MLN_BLOB_STRING_FIRST] = 4,
    [MLN_BLOB_STRING_BYTES] = 1,
};

void mln_blob_view(mln_facts *facts, const void *blob)
{
    const mln_blob_header *header = blob;
    const char *bytes = blob;
#define VIEW(part) ((const void *)(bytes + header->offset[part]))
    *facts = (mln_facts){
        .blob = blob,
        .blob_size = header->size,
        .lang = (mln_lang)header->lang,
        .value_count = header->count[MLN_BLOB_OP],
        .op = VIEW(MLN_BLOB_OP),
        .flags = VIEW(MLN_BLOB_FLAGS),
        .aux = VIEW(MLN_BLOB_AUX),
        .sym = VIEW(MLN_BLOB_SYM),
        .first = VIEW(MLN_BLOB_FIRST),
        .count = VIEW(MLN_BLOB_COUNT),
        .start = VIEW(MLN_BLOB_START),
        .stop = VIEW(MLN_BLOB_STOP),
        .func = VIEW(MLN_BLOB_FUNC),
        .block_of = VIEW(MLN_BLOB_BLOCK_OF),
        .operands = VIEW(MLN_BLOB_OPERANDS),
        .operand_count = header->count[MLN_BLOB_OPERANDS],
        .functions = VIEW(MLN_BLOB_FUNCTIONS),
        .function_count = header->count[MLN_BLOB_FUNCTIONS],
        .exits = VIEW(MLN_BLOB_EXITS),
        .exit_count = header->count[MLN_BLOB_EXITS],
        .classes = VIEW(MLN_BLOB_CLASSES),
        .class_count = header->count[MLN_BLOB_CLASSES],
        .fields = VIEW(MLN_BLOB_FIELDS),
        .field_count = header->count[MLN_BLOB_FIELDS],
        .types = VIEW(MLN_BLOB_TYPES),
        .type_count = header->count[MLN_BLOB_TYPES],
        .decorations = VIEW(MLN_BLOB_DECORATIONS),
        .decoration_count = header->count[MLN_BLOB_DECORATIONS],
        .exports = VIEW(MLN_BLOB_EXPORTS),
        .export_count = header->count[MLN_BLOB_EXPORTS],
        .blocks = VIEW(MLN_BLOB_BLOCKS),
        .block_count = header->count[MLN_BLOB_BLOCKS],
        .edges = VIEW(MLN_BLOB_EDGES),
        .edge_count = header->count[MLN_BLOB_EDGES],
        .string_first = VIEW(MLN_BLOB_STRING_FIRST),
        .string_bytes = VIEW(MLN_BLOB_STRING_BYTES),
        .string_count = header->count[MLN_BLOB_STRING_FIRST] - 1,
    };
}

mln_status mln_facts_open(mln_facts *facts, const void *blob, uint32_t size)
{
    const mln_blob_header *header = blob;
    if (size < sizeof *header || header->magic != MLN_BLOB_MAGIC || header->size > size)
        return MLN_SYNTAX;
    uint64_t at = sizeof *header;
    for (int part = 0; part < MLN_BLOB_PART_COUNT; part++) {
        if (header->offset[part] % 8 || header->offset[part] < at)
            return MLN_SYNTAX;
        at = header->offset[part] + (uint64_t)header->count[part] * mln_blob_part_size[part];
        if (at > header->size)
            return MLN_SYNTAX;
    }
    if (header->count[MLN_BLOB_STRING_FIRST] == 0)
        return MLN_SYNTAX;
    for (int part = MLN_BLOB_FLAGS; part <= MLN_BLOB_BLOCK_OF; part++)
        if (header->count[part] != header->count[MLN_BLOB_OP])
            return MLN_SYNTAX;
    mln_blob_view(facts, blob);
    return mln_facts_check(facts) ? MLN_SYNTAX : MLN_OK;
}

uint32_t mln_facts_find_field(const mln_facts *facts, uint32_t class_id, uint32_t key)
{
    uint32_t low = 0, high = facts->field_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const mln_flow_field *field = &facts->fields[middle];
        if (field->class_id < class_id || (field->class_id == class_id && field->key < key))
            low = middle + 1;
        else
            high = middle;
    }
    if (low < facts->field_count && facts->fields[low].class_id == class_id &&
        facts->fields[low].key == key)
        return facts->fields[low].cell;
    return MLN_FLOW_NONE;
}

uint32_t mln_facts_skip_copies(const mln_facts *facts, uint32_t value)
{
    for (int i = 0; i < COPIES_MAX; i++) {
        switch (mln_facts_op(facts, value)) {
        case MLN_FLOW_COPY:
        case MLN_FLOW_CAPTURE:
        case MLN_FLOW_AWAIT:
        case MLN_FLOW_REFINE:
            value = mln_facts_operands(facts, value)[0].value;
            break;
        default:
            return value;
        }
    }
    return value;
}

static const struct {
    const char *name;
    const char *operands;
} ops[] = {
#define MLN_FLOW_OP(name, text, operands) {text, operands},
#include "flow/op_list.h"
#undef MLN_FLOW_OP
};

const char *mln_flow_op_get_name(mln_flow_op op)
{
    return ops[op].name;
}

/* ---- check ---- */

/* Fewest and most operands of an op, by its layout in op_list.h. */
static uint32_t get_least(mln_flow_op op, uint32_t *most)
{
    uint32_t least = 0;
    *most = 0;
    for (const char *at = ops[op].operands; *at;) {
        size_t len = strcspn(at, " ");
        if (memchr(at, '*', len)) {
            *most = UINT32_MAX;
        } else {
            if (!memchr(at, '?', len))
                least++;
            if (*most != UINT32_MAX)
                ++*most;
        }
        at += len;
        at += strspn(at, " ");
    }
    return least;
}

static bool is_key(const mln_facts *facts, uint32_t key)
{
    return key < facts->string_count || key == MLN_FLOW_ELEMENT || key == MLN_FLOW_SPREAD;
}

static const char *check_value(const mln_facts *facts, uint32_t v)
{
    if (facts->op[v] >= MLN_FLOW_OP_COUNT)
        return "unknown operation";
    uint32_t most, least = get_least(mln_facts_op(facts, v), &most);
    if (facts->count[v] < least || facts->count[v] > most)
        return "wrong number of operands";
    if (facts->first[v] > facts->operand_count ||
        facts->count[v] > facts->operand_count - facts->first[v])
        return "operands outside the table";
    if (facts->func[v] >= facts->function_count)
        return "no such function";
    if (facts->block_of[v] >= facts->block_count && facts->block_of[v] != MLN_FLOW_NONE)
        return "no such block";
    if (facts->sym[v] >= facts->string_count)
        return "no such symbol";
    if (facts->start[v] > facts->stop[v])
        return "span turned round";
    mln_flow_op op = mln_facts_op(facts, v);
    if ((op == MLN_FLOW_CLOSURE && facts->aux[v] >= facts->function_count) ||
        (op == MLN_FLOW_CLASS && facts->aux[v] >= facts->class_count))
        return "no such function or class";
    if ((op == MLN_FLOW_BINARY || op == MLN_FLOW_UNARY) && facts->aux[v] >= MLN_FLOW_OPERATOR_COUNT)
        return "unknown operator";
    for (uint32_t i = 0; i < facts->count[v]; i++) {
        mln_flow_operand operand = facts->operands[facts->first[v] + i];
        if (operand.value >= facts->value_count)
            return "no such operand";
        if (!is_key(facts, operand.key))
            return "no such key";
    }
    return NULL;
}

static bool is_value(const mln_facts *facts, uint32_t value)
{
    return value < facts->value_count;
}

static bool is_value_or_none(const mln_facts *facts, uint32_t value)
{
    return value < facts->value_count || value == MLN_FLOW_NONE;
}

static const char *check_function(const mln_facts *facts, uint32_t f)
{
    const mln_flow_function *function = &facts->functions[f];
    if (function->parent != MLN_FLOW_NONE && function->parent >= facts->function_count)
        return "no such outer function";
    if (function->class_id != MLN_FLOW_NONE && function->class_id >= facts->class_count)
        return "no such class";
    if (function->param_count > facts->value_count ||
        function->first_param > facts->value_count - function->param_count)
        return "parameters outside the table";
    for (uint32_t i = 0; i < function->param_count; i++)
        if (mln_facts_op(facts, function->first_param + i) != MLN_FLOW_PARAM)
            return "a parameter that is none";
    if (!is_value(facts, function->this_value) || !is_value(facts, function->result) ||
        !is_value(facts, function->thrown) || !is_value_or_none(facts, function->closure))
        return "a function without its values";
    if (function->param_count + 1 > facts->exit_count ||
        function->first_exit > facts->exit_count - (function->param_count + 1))
        return "exits outside the table";
    return function->name < facts->string_count ? NULL : "no such symbol";
}

static const char *check_tables(const mln_facts *facts)
{
    for (uint32_t i = 0; i < facts->exit_count; i++)
        if (!is_value_or_none(facts, facts->exits[i]))
            return "no such exit";
    for (uint32_t i = 0; i < facts->class_count; i++)
        if (facts->classes[i].name >= facts->string_count ||
            !is_value(facts, facts->classes[i].value) ||
            !is_value_or_none(facts, facts->classes[i].extends))
            return "a class without its values";
    for (uint32_t i = 0; i < facts->field_count; i++)
        if (facts->fields[i].class_id >= facts->class_count ||
            facts->fields[i].key >= facts->string_count || !is_value(facts, facts->fields[i].cell))
            return "a field without its values";
    for (uint32_t i = 0; i < facts->type_count; i++)
        if (!is_value(facts, facts->types[i].value) ||
            facts->types[i].module >= facts->string_count ||
            facts->types[i].name >= facts->string_count)
            return "a type without its value";
    for (uint32_t i = 0; i < facts->decoration_count; i++) {
        const mln_flow_decoration *d = &facts->decorations[i];
        uint32_t limit = d->place == MLN_FLOW_ON_FUNCTION ? facts->function_count
                         : d->place == MLN_FLOW_ON_CLASS  ? facts->class_count
                                                          : facts->value_count;
        if (d->target >= limit || !is_value(facts, d->decorator))
            return "a decorator without its values";
    }
    for (uint32_t i = 0; i < facts->export_count; i++)
        if (facts->exports[i].name >= facts->string_count ||
            facts->exports[i].module >= facts->string_count ||
            facts->exports[i].imported >= facts->string_count ||
            !is_value_or_none(facts, facts->exports[i].value))
            return "an export without its value";
    for (uint32_t i = 0; i < facts->block_count; i++)
        if (facts->blocks[i].function >= facts->function_count ||
            facts->blocks[i].next_count > facts->edge_count ||
            facts->blocks[i].first_next > facts->edge_count - facts->blocks[i].next_count)
            return "edges outside the table";
    for (uint32_t i = 0; i < facts->edge_count; i++)
        if (facts->edges[i] >= facts->block_count)
            return "no such block";
    return NULL;
}

const char *mln_facts_check(const mln_facts *facts)
{
    const char *broken = NULL;
    if (facts->function_count == 0)
        return "no function";
    for (uint32_t s = 0; s < facts->string_count && !broken; s++)
        if (facts->string_first[s] > facts->string_first[s + 1])
            broken = "strings out of order";
    if (facts->string_count == 0 || facts->string_first[0] != 0)
        broken = "strings out of order";
    for (uint32_t v = 0; v < facts->value_count && !broken; v++)
        broken = check_value(facts, v);
    for (uint32_t f = 0; f < facts->function_count && !broken; f++)
        broken = check_function(facts, f);
    return broken ? broken : check_tables(facts);
}

/* ---- print ---- */

static void print_key(const mln_facts *facts, uint32_t key, mln_buf *out)
{
    if (key == MLN_FLOW_ELEMENT)
        mln_buf_add_str(out, MLN_STR("[*]"));
    else if (key == MLN_FLOW_SPREAD)
        mln_buf_add_str(out, MLN_STR("[...]"));
    else
        mln_buf_addf(out, "[%.*s]", MLN_STR_ARGS(mln_facts_string(facts, key)));
}

static const char *const operators[MLN_FLOW_OPERATOR_COUNT] = {
    "arithmetic", "bitwise",    "==", "!=",     "<",    "<=",     ">",   ">=",
    "in",         "instanceof", "!",  "typeof", "void", "delete", "sign"};

static bool has_keys(mln_flow_op op)
{
    return strchr(ops[op].operands, '[') != NULL;
}

static void print_value(const mln_facts *facts, uint32_t v, mln_buf *out)
{
    mln_flow_op op = mln_facts_op(facts, v);
    mln_buf_addf(out, "  v%u = %s", v, mln_flow_op_get_name(op));
    if (facts->sym[v])
        mln_buf_addf(out, " '%.*s'", MLN_STR_ARGS(mln_facts_string(facts, facts->sym[v])));
    switch (op) {
    case MLN_FLOW_PARAM:
    case MLN_FLOW_CLOSURE:
    case MLN_FLOW_CLASS:
    case MLN_FLOW_OUT:
    case MLN_FLOW_REFINE:
        mln_buf_addf(out, " #%u", facts->aux[v]);
        break;
    case MLN_FLOW_BINARY:
    case MLN_FLOW_UNARY:
        mln_buf_addf(out, " %s", operators[facts->aux[v]]);
        break;
    default:
        break;
    }
    for (uint32_t i = 0; i < facts->count[v]; i++) {
        mln_flow_operand operand = facts->operands[facts->first[v] + i];
        mln_buf_addf(out, " v%u", operand.value);
        if (has_keys(op) && operand.key)
            print_key(facts, operand.key, out);
    }
    if (facts->flags[v])
        mln_buf_addf(out, " flags %u", facts->flags[v]);
    mln_buf_addf(out, "  b%d @%u-%u\n", (int)facts->block_of[v], facts->start[v], facts->stop[v]);
}

void mln_facts_print(const mln_facts *facts, mln_buf *out)
{
    for (uint32_t f = 0; f < facts->function_count; f++) {
        const mln_flow_function *function = &facts->functions[f];
        mln_buf_addf(out, "function %u", f);
        if (function->name)
            mln_buf_addf(out, " %.*s", MLN_STR_ARGS(mln_facts_string(facts, function->name)));
        mln_buf_addf(out, " (%u parameters) this v%u returns v%u throws v%u\n",
                     function->param_count, function->this_value, function->result,
                     function->thrown);
        for (uint32_t v = 0; v < facts->value_count; v++)
            if (facts->func[v] == f)
                print_value(facts, v, out);
    }
    for (uint32_t i = 0; i < facts->field_count; i++)
        mln_buf_addf(out, "field %u.%.*s v%u\n", facts->fields[i].class_id,
                     MLN_STR_ARGS(mln_facts_string(facts, facts->fields[i].key)),
                     facts->fields[i].cell);
    for (uint32_t i = 0; i < facts->type_count; i++)
        mln_buf_addf(out, "type v%u %.*s:%.*s\n", facts->types[i].value,
                     MLN_STR_ARGS(mln_facts_string(facts, facts->types[i].module)),
                     MLN_STR_ARGS(mln_facts_string(facts, facts->types[i].name)));
    for (uint32_t i = 0; i < facts->export_count; i++)
        mln_buf_addf(out, "export %.*s v%d\n",
                     MLN_STR_ARGS(mln_facts_string(facts, facts->exports[i].name)),
                     (int)facts->exports[i].value);
}
