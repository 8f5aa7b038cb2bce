#include "flow/option_p.h"

#include "base/banned.h"

#define ITEM_MAX 512u /* a lookup */
#define CONTEXT_DEPTH_MAX 6u
#define CONTEXT_MAX 1024u    /* a call */
#define PATH_COUNT_MAX 1024u /* a call */
#define CALLER_MAX 8u
#define PATH_KEYS_MAX 12u
#define FOUND_MAX 32u
#define WAY_MAX 12u

void mln_lookup_release(mln_lookup *lookup)
{
    mln_vec_release(&lookup->items);
    mln_vec_release(&lookup->keys);
    mln_vec_release(&lookup->contexts);
    mln_vec_release(&lookup->found);
}

void mln_lookup_begin(mln_lookup *lookup, const mln_resolution *resolution, mln_arena *arena)
{
    lookup->resolution = resolution;
    lookup->arena = arena;
    mln_vec_clear(&lookup->items);
    mln_vec_clear(&lookup->keys);
    mln_vec_clear(&lookup->contexts);
    mln_vec_clear(&lookup->found);
    mln_vec_add(&lookup->keys, (mln_lookup_key){0});
    mln_vec_add(&lookup->contexts, (mln_lookup_context){.call = MLN_FLOW_NONE});
}

/* --- what the resolution says ---------------------------------------------------------------- */

uint32_t mln_lookup_get_argument(const mln_facts *facts, uint32_t call, uint32_t index,
                                 bool *unknown)
{
    const mln_flow_operand *operands = mln_facts_operands(facts, call);
    uint32_t count = facts->count[call];
    *unknown = facts->flags[call] & MLN_FLOW_FLAG_TAGGED;
    for (uint32_t i = 2; i < count && i <= index + 2; i++)
        *unknown |= operands[i].key == MLN_FLOW_SPREAD;
    return *unknown || index >= count || index + 2 >= count ? MLN_FLOW_NONE
                                                            : operands[index + 2].value;
}

static bool calls(const mln_resolution *resolution, uint32_t call, uint32_t function)
{
    uint32_t first, last = mln_resolution_find_targets(resolution, call, &first);
    for (uint32_t i = first; i < last; i++)
        if (resolution->targets[i].function == function)
            return true;
    return false;
}

/* Whether code of other files may call it. */
static bool is_exported(const mln_facts *facts, uint32_t function)
{
    if (facts->functions[function].flags & MLN_FLOW_FUNCTION_EXPORTED)
        return true;
    for (uint32_t i = 0; i < facts->export_count; i++)
        if (facts->exports[i].value != MLN_FLOW_NONE &&
            mln_facts_skip_copies(facts, facts->exports[i].value) ==
                facts->functions[function].closure)
            return true;
    return false;
}

/* --- one lookup ------------------------------------------------------------------------------ */

/* Where a lookup is: the item it looks at. */
typedef struct {
    mln_lookup *lookup;
    const mln_facts *facts;
    bool whole;
    uint32_t at; /* item */
    uint32_t value, path, context;
    bool reached;
} walker;

static void push(walker *w, uint32_t value, uint32_t path, uint32_t context)
{
    mln_lookup *lookup = w->lookup;
    for (uint32_t i = lookup->first_item; i < lookup->items.len; i++) {
        const mln_lookup_item *item = &lookup->items.data[i];
        if (item->value == value && item->path == path && item->context == context)
            return;
    }
    if (lookup->items.len - lookup->first_item == ITEM_MAX || lookup->budget == 0) {
        lookup->cut = true;
        return;
    }
    lookup->budget--;
    mln_vec_add(&lookup->items,
                (mln_lookup_item){value, path, context, w->at, w->reached || path == 0});
}

static void add_definition(walker *w, mln_definition definition)
{
    mln_lookup *lookup = w->lookup;
    for (uint32_t i = 0; i < lookup->found.len; i++) {
        const mln_definition *other = &lookup->found.data[i];
        if (other->kind == definition.kind && other->value == definition.value &&
            other->context == definition.context)
            return;
    }
    if (lookup->found.len < FOUND_MAX)
        mln_vec_add(&lookup->found, definition);
    else
        lookup->cut = true;
}

static void define(walker *w, mln_defined_kind kind)
{
    add_definition(w, (mln_definition){.kind = kind,
                                       .value = w->value,
                                       .context = w->context,
                                       .item = w->at,
                                       .outside = !w->reached});
}

/* Paths are shared, so that equal ones are one number. */
static uint32_t add_key(mln_lookup *lookup, uint32_t key, uint32_t rest)
{
    for (uint32_t i = 1; i < lookup->keys.len; i++)
        if (lookup->keys.data[i].key == key && lookup->keys.data[i].rest == rest)
            return i;
    mln_vec_add(&lookup->keys, (mln_lookup_key){key, rest});
    return lookup->keys.len - 1;
}

static uint32_t get_path_length(const mln_lookup *lookup, uint32_t path)
{
    uint32_t length = 0;
    for (; path; path = lookup->keys.data[path].rest)
        length++;
    return length;
}

/* Enters a function by a call; 0 with `*deep` where contexts end. */
static uint32_t enter(walker *w, uint32_t call, bool *deep)
{
    mln_lookup *lookup = w->lookup;
    uint32_t depth = lookup->contexts.data[w->context].depth;
    *deep = depth == CONTEXT_DEPTH_MAX || lookup->contexts.len == CONTEXT_MAX;
    if (*deep)
        return 0;
    for (uint32_t i = 1; i < lookup->contexts.len; i++)
        if (lookup->contexts.data[i].call == call && lookup->contexts.data[i].parent == w->context)
            return i;
    mln_vec_add(&lookup->contexts, (mln_lookup_context){call, w->context, depth + 1});
    return lookup->contexts.len - 1;
}

static void push_operands(walker *w)
{
    const mln_flow_operand *operands = mln_facts_operands(w->facts, w->value);
    for (uint32_t i = 0; i < w->facts->count[w->value]; i++)
        push(w, operands[i].value, w->path, w->context);
    if (w->facts->count[w->value] == 0)
        define(w, MLN_DEFINED_UNKNOWN);
}

/* --- objects --------------------------------------------------------------------------------- */

/* A key of an OBJECT or ARRAY: the last that gives it counts. */
static void look_in_object(walker *w)
{
    const mln_flow_operand *operands = mln_facts_operands(w->facts, w->value);
    mln_lookup_key key = w->lookup->keys.data[w->path];
    bool any = key.key == MLN_FLOW_ELEMENT;
    for (uint32_t i = w->facts->count[w->value]; i-- > 0;) {
        mln_flow_operand operand = operands[i];
        if (operand.key == MLN_FLOW_SPREAD) {
            mln_has_key has =
                any ? MLN_MAY_HAVE : mln_facts_find_key(w->facts, operand.value, key.key);
            if (has == MLN_HAS_NOT)
                continue;
            push(w, operand.value, w->path, w->context);
            if (has == MLN_HAS)
                return;
            if (!any)
                define(w, MLN_DEFINED_UNKNOWN);
        } else if (any) {
            push(w, operand.value, key.rest, w->context);
        } else if (operand.key == key.key) {
            push(w, operand.value, key.rest, w->context);
            return;
        } else if (operand.key == MLN_FLOW_ELEMENT) {
            define(w, MLN_DEFINED_UNKNOWN);
        }
    }
    if (!any)
        define(w, MLN_DEFINED_ABSENT);
}

static void look_in_store(walker *w)
{
    const mln_flow_operand *operands = mln_facts_operands(w->facts, w->value);
    mln_lookup_key key = w->lookup->keys.data[w->path];
    bool any = key.key == MLN_FLOW_ELEMENT || operands[1].key == MLN_FLOW_ELEMENT;
    if (operands[1].key == key.key || any)
        push(w, operands[1].value, key.rest, w->context);
    if (any && key.key != MLN_FLOW_ELEMENT)
        define(w, MLN_DEFINED_UNKNOWN);
    if (operands[1].key != key.key || any)
        push(w, operands[0].value, w->path, w->context);
}

/* A property of `this` or of what `new` gave. */
static bool look_in_class(walker *w, uint32_t class_id)
{
    mln_lookup_key key = w->lookup->keys.data[w->path];
    if (class_id == MLN_FLOW_NONE || key.key >= MLN_FLOW_SPREAD)
        return false;
    uint32_t cell = mln_facts_find_field(w->facts, class_id, key.key);
    if (cell == MLN_FLOW_NONE)
        return false;
    push(w, cell, key.rest, w->context);
    return true;
}

static void look_in_load(walker *w)
{
    const mln_flow_operand *operands = mln_facts_operands(w->facts, w->value);
    uint32_t key = operands[0].key;
    mln_lookup *lookup = w->lookup;
    /* `table['dev']` with a constant in a variable is a property like others. */
    if (key == MLN_FLOW_ELEMENT && w->facts->count[w->value] > 1) {
        uint32_t index = mln_facts_skip_copies(w->facts, operands[1].value);
        if (mln_facts_op(w->facts, index) == MLN_FLOW_CONST)
            key = w->facts->sym[index];
    }
    if (key == MLN_FLOW_ELEMENT)
        define(w, MLN_DEFINED_UNKNOWN);
    if (get_path_length(lookup, w->path) >= PATH_KEYS_MAX || lookup->keys.len == PATH_COUNT_MAX)
        define(w, MLN_DEFINED_UNKNOWN);
    else
        push(w, operands[0].value, add_key(lookup, key, w->path), w->context);
}

static void look_in_rest(walker *w)
{
    const mln_flow_operand *operands = mln_facts_operands(w->facts, w->value);
    uint32_t key = w->lookup->keys.data[w->path].key;
    for (uint32_t i = 1; i < w->facts->count[w->value]; i++)
        if (operands[i].key == key) {
            define(w, MLN_DEFINED_ABSENT);
            return;
        }
    push(w, operands[0].value, w->path, w->context);
}

/* --- calls ----------------------------------------------------------------------------------- */

/* What flows of models hand to a port of a call, when it is handed on as it is. */
static bool push_flows(walker *w, uint32_t call, uint8_t where, uint32_t port)
{
    const mln_resolution *resolution = w->lookup->resolution;
    const mln_flow_operand *operands = mln_facts_operands(w->facts, call);
    uint32_t first, last, count = w->facts->count[call];
    bool found = false;
    last = mln_resolution_find_roles(resolution, call, &first);
    for (uint32_t i = first; i < last; i++) {
        const mln_api_role *role = resolution->roles[i].role;
        if (role->kind != MLN_API_FLOW || role->to.where != where || role->to.path ||
            role->from.path || (where == MLN_API_PORT_ARG && role->to.port != port))
            continue;
        if (role->from.where == MLN_API_PORT_RECEIVER)
            push(w, operands[1].value, w->path, w->context);
        else if (role->from.where != MLN_API_PORT_ARG)
            continue;
        for (uint32_t arg = 2; role->from.where == MLN_API_PORT_ARG && arg < count; arg++)
            if (role->from.port == MLN_API_ANY_PORT || role->from.port == arg - 2)
                push(w, operands[arg].value, w->path, w->context);
        found = true;
    }
    return found;
}

/* Objects that several arguments are put together to, the later before the earlier: what
 * `Object.assign` and its likes do. */
static void look_in_result(walker *w)
{
    const mln_resolution *resolution = w->lookup->resolution;
    const mln_flow_operand *operands = mln_facts_operands(w->facts, w->value);
    mln_lookup_key key = w->lookup->keys.data[w->path];
    uint32_t first, last = mln_resolution_find_roles(resolution, w->value, &first);
    for (uint32_t i = first; i < last; i++) {
        const mln_api_role *role = resolution->roles[i].role;
        if (role->kind != MLN_API_FLOW || role->to.where != MLN_API_PORT_RETURN || role->to.path ||
            role->from.path || role->from.where != MLN_API_PORT_ARG ||
            role->from.port != MLN_API_ANY_PORT)
            continue;
        for (uint32_t arg = w->facts->count[w->value]; arg-- > 2;) {
            mln_has_key has = operands[arg].key == MLN_FLOW_SPREAD
                                  ? MLN_MAY_HAVE
                                  : mln_facts_find_key(w->facts, operands[arg].value, key.key);
            if (has != MLN_HAS_NOT)
                push(w, operands[arg].value, w->path, w->context);
            if (has == MLN_HAS)
                return;
        }
        define(w, MLN_DEFINED_UNKNOWN);
        return;
    }
    (void)push_flows(w, w->value, MLN_API_PORT_RETURN, 0);
    define(w, MLN_DEFINED_UNKNOWN);
}

static void look_in_call(walker *w)
{
    const mln_resolution *resolution = w->lookup->resolution;
    uint32_t first, last = mln_resolution_find_targets(resolution, w->value, &first);
    bool constructs = w->facts->flags[w->value] & MLN_FLOW_FLAG_NEW;
    for (uint32_t i = first; i < last && !constructs; i++) {
        bool deep;
        uint32_t context = enter(w, w->value, &deep);
        const mln_flow_function *function = &w->facts->functions[resolution->targets[i].function];
        if (deep || (function->flags & MLN_FLOW_FUNCTION_GENERATOR))
            define(w, MLN_DEFINED_UNKNOWN);
        else
            push(w, function->result, w->path, context);
    }
    if (first < last && !constructs)
        return;
    if (!w->path) {
        define(w, MLN_DEFINED_CALL);
        return;
    }
    for (uint32_t s = resolution->first_state[w->value];
         constructs && s < resolution->first_state[w->value + 1]; s++)
        if (resolution->states[s].kind == MLN_STATE_INSTANCE &&
            look_in_class(w, resolution->states[s].index))
            return;
    look_in_result(w);
}

/* What a variable holds after a call that was given it. */
static void look_in_out(walker *w)
{
    const mln_flow_operand *operands = mln_facts_operands(w->facts, w->value);
    uint32_t call = operands[0].value, port = w->facts->aux[w->value], first, last;
    last = mln_resolution_find_targets(w->lookup->resolution, call, &first);
    bool known = first < last;
    for (uint32_t i = first; i < last; i++) {
        const mln_flow_function *function =
            &w->facts->functions[w->lookup->resolution->targets[i].function];
        bool receiver = port == MLN_FLOW_PORT_RECEIVER, deep;
        if (!receiver && port >= function->param_count) {
            known &= !(function->flags & MLN_FLOW_FUNCTION_REST);
            continue;
        }
        uint32_t exit =
            w->facts->exits[function->first_exit + (receiver ? function->param_count : port)];
        uint32_t context = exit == MLN_FLOW_NONE ? 0 : enter(w, call, &deep);
        if (exit != MLN_FLOW_NONE && deep)
            known = false;
        else if (exit != MLN_FLOW_NONE)
            push(w, exit, w->path, context);
    }
    uint32_t role, end = mln_resolution_find_roles(w->lookup->resolution, call, &role);
    bool assigned = push_flows(w, call, MLN_API_PORT_ARG, port);
    /* A call that models speak of writes what they say; JavaScript's plain values never change. */
    known = known || role < end;
    known = known || (!w->path && w->facts->lang != MLN_LANG_C);
    if (!known || assigned)
        define(w, MLN_DEFINED_UNKNOWN);
    push(w, operands[1].value, w->path, w->context);
}

/* --- parameters ------------------------------------------------------------------------------ */

static void push_argument(walker *w, uint32_t call, uint32_t index, uint32_t context)
{
    bool unknown;
    uint32_t value = mln_lookup_get_argument(w->facts, call, index, &unknown);
    if (unknown)
        define(w, MLN_DEFINED_UNKNOWN);
    else if (value == MLN_FLOW_NONE)
        define(w, MLN_DEFINED_ABSENT);
    else
        push(w, value, w->path, context);
}

static void look_at_param(walker *w)
{
    const mln_resolution *resolution = w->lookup->resolution;
    uint32_t function = w->facts->func[w->value], index = w->facts->aux[w->value];
    const mln_flow_function *info = &w->facts->functions[function];
    if ((info->flags & MLN_FLOW_FUNCTION_REST) && index + 1 == info->param_count) {
        define(w, MLN_DEFINED_UNKNOWN);
        return;
    }
    for (uint32_t c = w->context; c; c = w->lookup->contexts.data[c].parent)
        if (calls(resolution, w->lookup->contexts.data[c].call, function)) {
            push_argument(w, w->lookup->contexts.data[c].call, index,
                          w->lookup->contexts.data[c].parent);
            return;
        }
    uint32_t callers = 0;
    for (uint32_t i = 0; i < resolution->target_count && callers <= CALLER_MAX; i++)
        if (resolution->targets[i].function == function && ++callers <= CALLER_MAX)
            push_argument(w, resolution->targets[i].call, index, 0);
    if (callers == 0 || callers > CALLER_MAX || is_exported(w->facts, function))
        define(w, MLN_DEFINED_UNKNOWN);
}

/* --- values ---------------------------------------------------------------------------------- */

static void define_literal(walker *w, mln_defined_kind kind)
{
    mln_definition definition = {
        .kind = kind, .value = w->value, .context = w->context, .item = w->at};
    if (mln_literal_of(w->facts, w->value, &definition.literal))
        add_definition(w, definition);
    else
        define(w, MLN_DEFINED_UNKNOWN);
}

static void define_folded(walker *w)
{
    mln_definition definition = {
        .kind = MLN_DEFINED_CONSTANT, .value = w->value, .context = w->context, .item = w->at};
    if (!w->path && mln_fold_constant(w->facts, w->value, w->lookup->arena, &definition.literal))
        add_definition(w, definition);
    else
        define(w, MLN_DEFINED_UNKNOWN);
}

static void look_at_const(walker *w)
{
    bool null = w->facts->aux[w->value] == MLN_FLOW_NULL;
    mln_str text = mln_facts_string(w->facts, w->facts->sym[w->value]);
    if (null && (w->path || mln_str_is(text, "undefined")))
        define(w, MLN_DEFINED_ABSENT);
    else if (w->path)
        define(w, MLN_DEFINED_UNKNOWN);
    else
        define_literal(w, MLN_DEFINED_CONSTANT);
}

/* An object at the end of the path, or that more is to be looked up in later. */
static bool stop_at_object(walker *w)
{
    if (!w->path)
        define(w, MLN_DEFINED_OBJECT);
    return !w->path;
}

static void look(walker *w)
{
    const mln_flow_operand *operands = mln_facts_operands(w->facts, w->value);
    switch (mln_facts_op(w->facts, w->value)) {
    case MLN_FLOW_COPY:
    case MLN_FLOW_CAPTURE:
    case MLN_FLOW_AWAIT:
    case MLN_FLOW_REFINE:
        push(w, operands[0].value, w->path, w->context);
        break;
    case MLN_FLOW_PHI:
    case MLN_FLOW_CELL:
        push_operands(w);
        break;
    case MLN_FLOW_UNDEFINED:
        define(w, MLN_DEFINED_ABSENT);
        break;
    case MLN_FLOW_CONST:
        look_at_const(w);
        break;
    case MLN_FLOW_GLOBAL:
        if (w->path)
            define(w, MLN_DEFINED_UNKNOWN);
        else
            define_literal(w, MLN_DEFINED_NAME);
        break;
    case MLN_FLOW_REGEX:
        define_literal(w, MLN_DEFINED_REGEX);
        break;
    case MLN_FLOW_CLOSURE:
        define(w, w->path ? MLN_DEFINED_UNKNOWN : MLN_DEFINED_FUNCTION);
        break;
    case MLN_FLOW_CONCAT:
    case MLN_FLOW_BINARY:
    case MLN_FLOW_UNARY:
        define_folded(w);
        break;
    case MLN_FLOW_OBJECT:
    case MLN_FLOW_ARRAY:
        if (!stop_at_object(w))
            look_in_object(w);
        break;
    case MLN_FLOW_STORE:
        if (w->whole && !w->path)
            define(w, MLN_DEFINED_OBJECT);
        else if (!w->path)
            push(w, operands[0].value, 0, w->context);
        else
            look_in_store(w);
        break;
    case MLN_FLOW_OUT:
        if (w->whole && !w->path)
            define(w, MLN_DEFINED_OBJECT);
        else
            look_in_out(w);
        break;
    case MLN_FLOW_REST:
        if (!stop_at_object(w))
            look_in_rest(w);
        break;
    case MLN_FLOW_LOAD:
        look_in_load(w);
        break;
    case MLN_FLOW_CALL:
        look_in_call(w);
        break;
    case MLN_FLOW_PARAM:
        look_at_param(w);
        break;
    case MLN_FLOW_THIS:
        if (!w->path || !look_in_class(w, w->facts->functions[w->facts->func[w->value]].class_id))
            define(w, MLN_DEFINED_UNKNOWN);
        break;
    default:
        define(w, MLN_DEFINED_UNKNOWN);
    }
}

void mln_lookup_run(mln_lookup *lookup, uint32_t value, uint32_t context, const uint32_t *keys,
                    uint32_t key_count, bool whole, uint32_t parent)
{
    walker w = {.lookup = lookup,
                .facts = lookup->resolution->facts,
                .whole = whole,
                .at = parent,
                .context = context};
    uint32_t path = 0;
    for (uint32_t i = key_count; i-- > 0;)
        path = add_key(lookup, keys[i], path);
    lookup->first_item = lookup->items.len;
    mln_vec_clear(&lookup->found);
    lookup->cut = false;
    w.value = value;
    push(&w, value, path, context);
    for (uint32_t i = lookup->first_item; i < lookup->items.len; i++) {
        const mln_lookup_item *item = &lookup->items.data[i];
        w.at = i;
        w.value = item->value;
        w.path = item->path;
        w.context = item->context;
        w.reached = item->reached;
        look(&w);
    }
    /* What was not looked at could be anything. */
    if (lookup->cut) {
        lookup->spent = true;
        if (lookup->found.len == FOUND_MAX)
            lookup->found.len--;
        define(&w, MLN_DEFINED_UNKNOWN);
    }
}

uint32_t mln_lookup_get_caller(const mln_lookup *lookup, uint32_t item)
{
    const mln_facts *facts = lookup->resolution->facts;
    for (uint32_t i = item; i != MLN_FLOW_NONE; i = lookup->items.data[i].parent) {
        uint32_t parent = lookup->items.data[i].parent;
        if (parent != MLN_FLOW_NONE &&
            mln_facts_op(facts, lookup->items.data[parent].value) == MLN_FLOW_PARAM)
            return i;
    }
    return MLN_FLOW_NONE;
}

/* --- ways ------------------------------------------------------------------------------------ */

static bool is_step(const mln_facts *facts, uint32_t value, mln_step_kind *kind)
{
    switch (mln_facts_op(facts, value)) {
    case MLN_FLOW_COPY:
        *kind = MLN_STEP_ASSIGN;
        return facts->flags[value] & MLN_FLOW_FLAG_BIND;
    case MLN_FLOW_STORE:
        *kind = MLN_STEP_ASSIGN;
        return true;
    case MLN_FLOW_PARAM:
        *kind = MLN_STEP_CALL;
        return true;
    case MLN_FLOW_CALL:
        *kind = MLN_STEP_RETURN;
        return true;
    default:
        return false;
    }
}

const mln_flow_step *mln_lookup_get_way(const mln_lookup *lookup, const mln_definition *definition,
                                        uint32_t call, mln_arena *arena, uint32_t *count)
{
    const mln_facts *facts = lookup->resolution->facts;
    mln_flow_step *steps = MLN_ARENA_ARRAY(arena, mln_flow_step, WAY_MAX + 2);
    *count = 0;
    steps[(*count)++] = (mln_flow_step){definition->value, MLN_STEP_SOURCE};
    for (uint32_t i = definition->item; i != MLN_FLOW_NONE && *count <= WAY_MAX;
         i = lookup->items.data[i].parent) {
        mln_step_kind kind;
        uint32_t value = lookup->items.data[i].value;
        if (value != definition->value && value != call && is_step(facts, value, &kind) &&
            steps[*count - 1].value != value)
            steps[(*count)++] = (mln_flow_step){value, kind};
    }
    steps[(*count)++] = (mln_flow_step){call, MLN_STEP_SINK};
    return steps;
}
