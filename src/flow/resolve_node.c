#include "flow/resolve_p.h"

#include "base/banned.h"

#define FIRST_SLOTS 1024u

/* ---- a new file ---- */

/* Operations that pass on states of their operands, or look at them. */
static bool looks_at_operands(mln_flow_op op)
{
    switch (op) {
    case MLN_FLOW_COPY:
    case MLN_FLOW_PHI:
    case MLN_FLOW_CAPTURE:
    case MLN_FLOW_CELL:
    case MLN_FLOW_LOAD:
    case MLN_FLOW_STORE:
    case MLN_FLOW_OBJECT:
    case MLN_FLOW_ARRAY:
    case MLN_FLOW_REST:
    case MLN_FLOW_CALL:
    case MLN_FLOW_OUT:
    case MLN_FLOW_AWAIT:
    case MLN_FLOW_YIELD:
    case MLN_FLOW_CATCH:
    case MLN_FLOW_REFINE:
        return true;
    default:
        return false;
    }
}

/* Who uses each value: a counting sort of the operands. */
static void find_users(mln_resolver *r)
{
    const mln_facts *facts = r->facts;
    uint32_t values = facts->value_count;
    mln_vec_reserve(&r->first_user, values + 1);
    mln_vec_reserve(&r->users, facts->operand_count);
    mln_vec_reserve(&r->user_of, facts->operand_count);
    uint32_t *first = r->first_user.data;
    memset(first, 0, ((size_t)values + 1) * sizeof *first);
    for (uint32_t v = 0; v < values; v++) {
        if (!looks_at_operands(mln_facts_op(facts, v)))
            continue;
        for (uint32_t i = facts->first[v]; i < facts->first[v] + facts->count[v]; i++) {
            r->user_of.data[i] = v;
            first[facts->operands[i].value]++;
        }
    }
    uint32_t at = 0;
    for (uint32_t v = 0; v < values; v++)
        first[v] = at += first[v];
    first[values] = at;
    for (uint32_t v = values; v-- > 0;) {
        if (!looks_at_operands(mln_facts_op(facts, v)))
            continue;
        for (uint32_t i = facts->first[v] + facts->count[v]; i-- > facts->first[v];)
            r->users.data[--first[facts->operands[i].value]] = i;
    }
}

static void find_names(mln_resolver *r)
{
    const mln_facts *facts = r->facts;
    const mln_api *api = r->api;
    mln_vec_reserve(&r->name_of, facts->string_count);
    mln_vec_reserve(&r->sym_of, api->names.entries.len);
    memset(r->sym_of.data, 0, api->names.entries.len * sizeof *r->sym_of.data);
    for (uint32_t sym = 0; sym < facts->string_count; sym++) {
        uint32_t name = mln_strtab_find(&api->names, mln_facts_string(facts, sym));
        r->name_of.data[sym] = name == UINT32_MAX ? 0 : name;
        if (name != UINT32_MAX)
            r->sym_of.data[name] = sym;
    }
    r->name_of.len = facts->string_count;
    r->sym_of.len = api->names.entries.len;
}

static void find_classes(mln_resolver *r)
{
    const mln_facts *facts = r->facts;
    mln_vec_reserve(&r->class_of, facts->string_count);
    mln_vec_reserve(&r->constructors, facts->class_count);
    memset(r->class_of.data, 0, facts->string_count * sizeof *r->class_of.data);
    if (facts->class_count)
        memset(r->constructors.data, 0, facts->class_count * sizeof *r->constructors.data);
    mln_vec_clear(&r->instances);
    for (uint32_t c = 0; c < facts->class_count; c++) {
        r->class_of.data[facts->classes[c].name] = c + 1;
        mln_vec_add(&r->instances, mln_resolver_add_between(r, mln_resolve_pack(MLN_STATE_CLASS, c),
                                                            MLN_RESOLVE_INSTANCES));
    }
    r->class_of.data[0] = 0;
    for (uint32_t f = 0; f < facts->function_count; f++)
        if (facts->functions[f].class_id != MLN_FLOW_NONE &&
            (facts->functions[f].flags & MLN_FLOW_FUNCTION_CONSTRUCTOR))
            r->constructors.data[facts->functions[f].class_id] = f + 1;
}

static void clear_slots(mln_resolver *r)
{
    /* A huge file must not make every later one expensive. */
    while (r->slot_count > FIRST_SLOTS && r->slots_used < r->slot_count / 16)
        r->slot_count /= 2;
    if (r->slot_count < FIRST_SLOTS) {
        r->slot_count = FIRST_SLOTS;
        r->slots = mln_mem_resize(r->slots, r->slot_count, sizeof *r->slots);
    }
    memset(r->slots, 0, r->slot_count * sizeof *r->slots);
    r->slots_used = 0;
}

void mln_resolver_begin(mln_resolver *r, const mln_facts *facts)
{
    r->facts = facts;
    r->family = mln_api_get_family(facts->lang);
    r->overflows = 0;
    clear_slots(r);
    mln_vec_clear(&r->chunks);
    mln_vec_clear(&r->links);
    mln_vec_clear(&r->uses);
    mln_vec_clear(&r->properties);
    mln_vec_clear(&r->work);
    mln_vec_clear(&r->targets);
    mln_vec_clear(&r->hits);
    mln_vec_reserve(&r->nodes, facts->value_count + 1);
    memset(r->nodes.data, 0, facts->value_count * sizeof *r->nodes.data);
    r->nodes.len = facts->value_count;
    find_users(r);
    find_names(r);
    find_classes(r);
}

/* ---- states ---- */

static const uint8_t most_states[] = {[MLN_RESOLVE_APIS] = MLN_RESOLVE_APIS_MAX,
                                      [MLN_RESOLVE_FUNCTIONS] = MLN_RESOLVE_FUNCTIONS_MAX,
                                      [MLN_RESOLVE_OBJECTS] = MLN_RESOLVE_OBJECTS_MAX};

/* The node keeps none of the group, and tells its copies. */
static void overflow(mln_resolver *r, uint32_t node_id, uint32_t state)
{
    mln_resolve_node *node = &r->nodes.data[node_id];
    int group = mln_resolve_group(state);
    node->counts[group] = MLN_RESOLVE_FULL;
    for (uint32_t at = node->states; at; at = r->chunks.data[at - 1].next)
        for (uint32_t i = 0; i < MLN_RESOLVE_CHUNK; i++)
            if (mln_resolve_group(r->chunks.data[at - 1].states[i]) == group)
                r->chunks.data[at - 1].states[i] = 0;
    if (group == MLN_RESOLVE_OBJECTS)
        return;
    uint32_t too_many = mln_resolve_pack(mln_resolve_kind(state), MLN_RESOLVE_TOO_MANY);
    mln_resolve_work work = {node_id, too_many, false};
    mln_vec_add(&r->work, work);
    r->overflows += mln_resolve_index(state) != MLN_RESOLVE_TOO_MANY;
}

/* Where a state is in a node, or where there is room for it; NULL when there is neither. */
static uint32_t *find_state(mln_resolver *r, const mln_resolve_node *node, uint32_t state)
{
    uint32_t *room = NULL;
    for (uint32_t at = node->states; at; at = r->chunks.data[at - 1].next) {
        uint32_t *states = r->chunks.data[at - 1].states;
        for (uint32_t i = 0; i < MLN_RESOLVE_CHUNK; i++) {
            if (((states[i] ^ state) & ~MLN_RESOLVE_ORIGIN) == 0)
                return &states[i];
            if (states[i] == 0 && !room)
                room = &states[i];
        }
    }
    return room;
}

void mln_resolver_add_state(mln_resolver *r, uint32_t node_id, uint32_t state)
{
    mln_resolve_node *node = &r->nodes.data[node_id];
    int group = mln_resolve_group(state);
    if (node->counts[group] == MLN_RESOLVE_FULL)
        return;
    if (mln_resolve_index(state) == MLN_RESOLVE_TOO_MANY) {
        overflow(r, node_id, state);
        return;
    }
    uint32_t *slot = find_state(r, node, state);
    if (slot && *slot) {
        *slot |= state & MLN_RESOLVE_ORIGIN;
        return;
    }
    if (node->counts[group] == most_states[group]) {
        overflow(r, node_id, state);
        return;
    }
    node->counts[group]++;
    if (slot) {
        *slot = state;
    } else {
        mln_resolve_chunk chunk = {.states = {state}, .next = node->states};
        mln_vec_add(&r->chunks, chunk);
        node->states = r->chunks.len;
    }
    if (mln_resolve_kind(state) == MLN_STATE_API &&
        !r->api->states[mln_resolve_index(state)].travels)
        return;
    mln_resolve_work work = {node_id, state & ~MLN_RESOLVE_ORIGIN, false};
    mln_vec_add(&r->work, work);
}

void mln_resolver_add_api(mln_resolver *r, uint32_t node, uint32_t target)
{
    const mln_api_state *state = &r->api->states[target];
    for (uint32_t i = 0; i < state->closure_count; i++)
        mln_resolver_add_state(
            r, node,
            mln_resolve_pack(MLN_STATE_API, r->api->closures[state->first_closure + i]) |
                MLN_RESOLVE_ORIGIN);
}

/* ---- uses ---- */

static void add_one_use(mln_resolver *r, uint32_t node_id, uint32_t state, uint32_t call)
{
    mln_resolve_node *node = &r->nodes.data[node_id];
    for (uint32_t at = node->uses; at; at = r->uses.data[at - 1].next)
        if (r->uses.data[at - 1].state == state && r->uses.data[at - 1].call == call)
            return;
    if (node->use_count == MLN_RESOLVE_USES_MAX) {
        r->overflows++;
        return;
    }
    mln_resolve_use use = {state, call, node->uses};
    mln_vec_add(&r->uses, use);
    node->uses = r->uses.len;
    node->use_count++;
    mln_resolve_work work = {node_id, r->uses.len - 1, true};
    mln_vec_add(&r->work, work);
}

void mln_resolver_add_use(mln_resolver *r, uint32_t node, uint32_t target, uint32_t call)
{
    const mln_api_state *state = &r->api->states[target];
    for (uint32_t i = 0; i < state->closure_count; i++) {
        uint32_t one = r->api->closures[state->first_closure + i];
        add_one_use(r, node, one, call);
        const mln_resolve_property *property = mln_resolver_get_owner(r, node);
        if (!property || property->key != MLN_RESOLVE_ALL)
            continue;
        uint32_t count = r->facts->value_count;
        for (uint32_t at = property->first; at; at = r->properties.data[at - count].next)
            add_one_use(r, at, one, call);
    }
}

/* ---- properties ---- */

static uint32_t hash_property(uint32_t owner, uint32_t key)
{
    uint64_t mixed = ((uint64_t)owner << 32 | key) * UINT64_C(0x9e3779b97f4a7c15);
    return (uint32_t)(mixed >> 32);
}

static uint32_t *find_slot(const mln_resolver *r, uint32_t owner, uint32_t key)
{
    uint32_t mask = r->slot_count - 1, slot = hash_property(owner, key) & mask;
    for (; r->slots[slot]; slot = (slot + 1) & mask) {
        const mln_resolve_property *property = mln_resolver_get_owner(r, r->slots[slot] - 1);
        if (property->owner == owner && property->key == key)
            break;
    }
    return &r->slots[slot];
}

static void grow_slots(mln_resolver *r)
{
    uint32_t *old = r->slots, old_count = r->slot_count;
    r->slot_count *= 2;
    r->slots = mln_mem_new(r->slot_count, sizeof *r->slots);
    for (uint32_t i = 0; i < old_count; i++) {
        if (!old[i])
            continue;
        const mln_resolve_property *property = mln_resolver_get_owner(r, old[i] - 1);
        *find_slot(r, property->owner, property->key) = old[i];
    }
    mln_mem_free(old);
}

uint32_t mln_resolver_add_between(mln_resolver *r, uint32_t owner, uint32_t key)
{
    mln_resolve_node node = {0};
    mln_resolve_property property = {.owner = owner, .key = key};
    mln_vec_add(&r->nodes, node);
    mln_vec_add(&r->properties, property);
    return r->nodes.len - 1;
}

/* A new property takes part in what is known of all properties. */
static void join_object(mln_resolver *r, uint32_t node, uint32_t owner)
{
    uint32_t all = mln_resolver_get_property(r, owner, MLN_RESOLVE_ALL);
    uint32_t count = r->facts->value_count;
    r->properties.data[node - count].next = r->properties.data[all - count].first;
    r->properties.data[all - count].first = node;
    if (r->nodes.data[all].merges)
        mln_resolver_add_edge(r, node, all);
    for (uint32_t at = r->nodes.data[all].uses; at; at = r->uses.data[at - 1].next)
        add_one_use(r, node, r->uses.data[at - 1].state, r->uses.data[at - 1].call);
}

uint32_t mln_resolver_get_property(mln_resolver *r, uint32_t owner, uint32_t key)
{
    owner &= ~MLN_RESOLVE_ORIGIN;
    uint32_t *slot = find_slot(r, owner, key);
    if (*slot)
        return *slot - 1;
    uint32_t node = mln_resolver_add_between(r, owner, key);
    *slot = node + 1;
    if (++r->slots_used > r->slot_count / 2)
        grow_slots(r);
    if (key != MLN_RESOLVE_ALL)
        join_object(r, node, owner);
    return node;
}

uint32_t mln_resolver_merge(mln_resolver *r, uint32_t owner)
{
    uint32_t all = mln_resolver_get_property(r, owner, MLN_RESOLVE_ALL);
    if (r->nodes.data[all].merges)
        return all;
    r->nodes.data[all].merges = true;
    uint32_t count = r->facts->value_count;
    for (uint32_t at = r->properties.data[all - count].first; at;
         at = r->properties.data[at - count].next)
        mln_resolver_add_edge(r, at, all);
    return all;
}
