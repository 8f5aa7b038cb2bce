#include "flow/guard_p.h"

#include "base/banned.h"

/* How deep lists are looked into: spread ones, frozen ones, those that are a property. */
#define DEPTH_MAX 5
#define WORK_MAX 100 /* lists in one of them */

static bool is_list(const mln_facts *facts, uint32_t value, uint32_t *work, int depth);
static bool is_object(const mln_facts *facts, uint32_t value, uint32_t *work, int depth);

bool mln_guard_is_global(const mln_facts *facts, uint32_t value, const char *name)
{
    value = mln_facts_skip_copies(facts, value);
    return mln_facts_op(facts, value) == MLN_FLOW_GLOBAL &&
           mln_str_is(mln_facts_string(facts, facts->sym[value]), name);
}

mln_str mln_guard_get_name(const mln_facts *facts, uint32_t call, uint32_t *base)
{
    uint32_t callee = mln_facts_skip_copies(facts, mln_facts_operands(facts, call)[0].value);
    *base = MLN_FLOW_NONE;
    if (mln_facts_op(facts, callee) == MLN_FLOW_GLOBAL)
        return mln_facts_string(facts, facts->sym[callee]);
    if (mln_facts_op(facts, callee) != MLN_FLOW_LOAD)
        return MLN_STR("");
    mln_flow_operand object = mln_facts_operands(facts, callee)[0];
    if (object.key >= facts->string_count)
        return MLN_STR("");
    *base = object.value;
    return mln_facts_string(facts, object.key);
}

/* Methods that leave their receiver as it is. */
static const char *const readers[] = {"at",
                                      "concat",
                                      "entries",
                                      "every",
                                      "filter",
                                      "find",
                                      "findIndex",
                                      "get",
                                      "flatMap",
                                      "forEach",
                                      "has",
                                      "slice",
                                      "hasOwnProperty",
                                      "includes",
                                      "join",
                                      "lastIndexOf",
                                      "indexOf",
                                      "keys",
                                      "map",
                                      "reduce",
                                      "some",
                                      "test",
                                      "toString",
                                      "values",
                                      "exec",
                                      "match",
                                      "flat"};

/* The argument of a call, or MLN_FLOW_NONE. */
static uint32_t get_argument(const mln_facts *facts, uint32_t call, uint32_t index)
{
    const mln_flow_operand *operands = mln_facts_operands(facts, call);
    if (facts->count[call] <= index + 2 || operands[index + 2].key == MLN_FLOW_SPREAD)
        return MLN_FLOW_NONE;
    return operands[index + 2].value;
}

static bool is_const(const mln_facts *facts, uint32_t value)
{
    value = mln_facts_skip_copies(facts, value);
    return mln_facts_op(facts, value) == MLN_FLOW_CONST;
}

/* What an object was before calls that it was given to and that do not change it: its own methods
 * that read, or add constants. Being passed as an argument is not taken for being changed. */
static uint32_t skip_calls(const mln_facts *facts, uint32_t value)
{
    for (int i = 0; i < 1024; i++) {
        value = mln_facts_skip_copies(facts, value);
        if (mln_facts_op(facts, value) != MLN_FLOW_OUT)
            break;
        uint32_t call = mln_facts_operands(facts, value)[0].value, base;
        if (facts->aux[value] == MLN_FLOW_PORT_RECEIVER &&
            mln_facts_op(facts, call) == MLN_FLOW_CALL) {
            bool constant = true;
            for (uint32_t a = 2; a < facts->count[call]; a++)
                constant = constant && is_const(facts, mln_facts_operands(facts, call)[a].value);
            if (!constant && !mln_str_is_one_of(mln_guard_get_name(facts, call, &base), readers,
                                                MLN_COUNT_OF(readers)))
                break;
        }
        value = mln_facts_operands(facts, value)[1].value;
    }
    return value;
}

#define JOINS_MAX 128

bool mln_guard_find_roots(const mln_facts *facts, uint32_t value, mln_guard_roots *roots)
{
    uint32_t joins[JOINS_MAX], join_count = 0, next = 0;
    roots->count = 0;
    for (uint32_t slot = 0;;) {
        uint32_t root = skip_calls(facts, value), known = 0;
        mln_flow_op op = mln_facts_op(facts, root);
        if (op == MLN_FLOW_PHI || op == MLN_FLOW_CELL) {
            while (known < join_count && joins[known] != root)
                known++;
            if (known == JOINS_MAX)
                return false;
            if (known == join_count)
                joins[join_count++] = root;
        } else {
            while (known < roots->count && roots->values[known] != root)
                known++;
            if (known == MLN_GUARD_ROOTS_MAX)
                return false;
            if (known == roots->count)
                roots->values[roots->count++] = root;
        }
        while (next < join_count && slot >= facts->count[joins[next]]) {
            next++;
            slot = 0;
        }
        if (next == join_count)
            return roots->count > 0;
        value = mln_facts_operands(facts, joins[next])[slot++].value;
    }
}

/* `Object.NAME(argument)`, or MLN_FLOW_NONE. */
static uint32_t get_object_argument(const mln_facts *facts, uint32_t call, const char *name)
{
    uint32_t base;
    mln_str called = mln_guard_get_name(facts, call, &base);
    if (base == MLN_FLOW_NONE || !mln_str_is(called, name) ||
        !mln_guard_is_global(facts, base, "Object"))
        return MLN_FLOW_NONE;
    return get_argument(facts, call, 0);
}

/* The one thing a value can be, or itself. */
static uint32_t find_root(const mln_facts *facts, uint32_t value)
{
    mln_guard_roots roots;
    bool one = mln_guard_find_roots(facts, value, &roots) && roots.count == 1;
    return one ? roots.values[0] : value;
}

static bool are_values_const(const mln_facts *facts, uint32_t object)
{
    object = find_root(facts, object);
    if (mln_facts_op(facts, object) != MLN_FLOW_OBJECT)
        return false;
    for (uint32_t i = 0; i < facts->count[object]; i++)
        if (!is_const(facts, mln_facts_operands(facts, object)[i].value))
            return false;
    return true;
}

static bool is_list_call(const mln_facts *facts, uint32_t call, uint32_t *work, int depth)
{
    uint32_t base, argument = get_argument(facts, call, 0);
    mln_str name = mln_guard_get_name(facts, call, &base);
    if (argument == MLN_FLOW_NONE)
        return false;
    if (facts->flags[call] & MLN_FLOW_FLAG_NEW)
        return base == MLN_FLOW_NONE && (mln_str_is(name, "Set") || mln_str_is(name, "Map")) &&
               is_list(facts, argument, work, depth - 1);
    uint32_t object = get_object_argument(facts, call, "freeze");
    if (object != MLN_FLOW_NONE)
        return is_list(facts, object, work, depth - 1);
    object = get_object_argument(facts, call, "keys");
    if (object != MLN_FLOW_NONE)
        return is_object(facts, object, work, depth - 1);
    object = get_object_argument(facts, call, "values");
    return object != MLN_FLOW_NONE && are_values_const(facts, object);
}

/* An element: a constant, or (of a Map) a pair that begins with one. */
static bool is_element(const mln_facts *facts, uint32_t value)
{
    value = mln_facts_skip_copies(facts, value);
    if (mln_facts_op(facts, value) == MLN_FLOW_ARRAY)
        return facts->count[value] && is_const(facts, mln_facts_operands(facts, value)[0].value);
    return is_const(facts, value);
}

static bool is_list_load(const mln_facts *facts, uint32_t load, uint32_t *work, int depth)
{
    if (depth <= 0)
        return false;
    mln_flow_operand base = mln_facts_operands(facts, load)[0];
    uint32_t object = find_root(facts, base.value);
    const mln_flow_operand *operands = mln_facts_operands(facts, object);
    switch (mln_facts_op(facts, object)) {
    case MLN_FLOW_OBJECT:
        for (uint32_t i = facts->count[object]; i-- > 0;) {
            if (operands[i].key == base.key)
                return is_list(facts, operands[i].value, work, depth - 1);
            if (operands[i].key == MLN_FLOW_SPREAD || operands[i].key == MLN_FLOW_ELEMENT)
                return false;
        }
        return false;
    case MLN_FLOW_MODULE:
        return mln_str_starts_with(mln_facts_string(facts, facts->sym[object]), MLN_STR("."));
    case MLN_FLOW_LOAD:
        return base.key < facts->string_count && is_list_load(facts, object, work, depth - 1);
    default:
        return false;
    }
}

static bool is_list_root(const mln_facts *facts, uint32_t value, uint32_t *work, int depth)
{
    const mln_flow_operand *operands = mln_facts_operands(facts, value);
    switch (mln_facts_op(facts, value)) {
    case MLN_FLOW_CONST:
        return facts->aux[value] == MLN_FLOW_STRING;
    case MLN_FLOW_ARRAY:
        for (uint32_t i = 0; i < facts->count[value]; i++)
            if (operands[i].key == MLN_FLOW_SPREAD
                    ? !is_list(facts, operands[i].value, work, depth - 1)
                    : !is_element(facts, operands[i].value))
                return false;
        return true;
    case MLN_FLOW_CALL:
        return is_list_call(facts, value, work, depth);
    case MLN_FLOW_LOAD:
        return is_list_load(facts, value, work, depth);
    case MLN_FLOW_MODULE:
        return mln_str_starts_with(mln_facts_string(facts, facts->sym[value]), MLN_STR("."));
    default:
        return false;
    }
}

static bool is_list(const mln_facts *facts, uint32_t value, uint32_t *work, int depth)
{
    mln_guard_roots roots;
    if (depth <= 0 || ++*work > WORK_MAX || !mln_guard_find_roots(facts, value, &roots))
        return false;
    for (uint32_t i = 0; i < roots.count; i++)
        if (!is_list_root(facts, roots.values[i], work, depth))
            return false;
    return true;
}

static bool is_object_root(const mln_facts *facts, uint32_t value, uint32_t *work, int depth)
{
    const mln_flow_operand *operands = mln_facts_operands(facts, value);
    switch (mln_facts_op(facts, value)) {
    case MLN_FLOW_OBJECT:
        for (uint32_t i = 0; i < facts->count[value]; i++)
            if (operands[i].key == MLN_FLOW_ELEMENT ||
                (operands[i].key == MLN_FLOW_SPREAD &&
                 !is_object(facts, operands[i].value, work, depth - 1)))
                return false;
        return true;
    case MLN_FLOW_STORE: /* one more, by name */
        return operands[1].key < facts->string_count &&
               is_object(facts, operands[0].value, work, depth - 1);
    case MLN_FLOW_CALL: {
        uint32_t frozen = get_object_argument(facts, value, "freeze");
        return frozen != MLN_FLOW_NONE && is_object(facts, frozen, work, depth - 1);
    }
    default:
        return false;
    }
}

static bool is_object(const mln_facts *facts, uint32_t value, uint32_t *work, int depth)
{
    mln_guard_roots roots;
    if (depth <= 0 || ++*work > WORK_MAX || !mln_guard_find_roots(facts, value, &roots))
        return false;
    for (uint32_t i = 0; i < roots.count; i++)
        if (!is_object_root(facts, roots.values[i], work, depth))
            return false;
    return true;
}

bool mln_guard_is_list(const mln_facts *facts, uint32_t value)
{
    uint32_t work = 0;
    return is_list(facts, value, &work, DEPTH_MAX);
}

bool mln_guard_is_object(const mln_facts *facts, uint32_t value)
{
    uint32_t work = 0;
    return is_object(facts, value, &work, DEPTH_MAX);
}

bool mln_guard_is_offered(const mln_facts *facts, uint32_t value)
{
    for (int i = 0; i < DEPTH_MAX; i++) {
        uint32_t root = find_root(facts, value);
        if (mln_facts_op(facts, root) == MLN_FLOW_MODULE)
            return mln_str_starts_with(mln_facts_string(facts, facts->sym[root]), MLN_STR("."));
        if (mln_facts_op(facts, root) != MLN_FLOW_LOAD ||
            mln_facts_operands(facts, root)[0].key >= facts->string_count)
            return false;
        value = mln_facts_operands(facts, root)[0].value;
    }
    return false;
}
