#include "flow/resolve_p.h"

#include <stdlib.h>

#include "base/ascii.h"

#include "base/banned.h"

#define DEPTH_MAX 8u /* of classes that extend one another */

mln_resolver *mln_resolver_new(const mln_api *api)
{
    mln_resolver *r = mln_mem_new(1, sizeof *r);
    r->api = api;
    return r;
}

void mln_resolver_free(mln_resolver *r)
{
    if (!r)
        return;
    mln_vec_release(&r->nodes);
    mln_vec_release(&r->chunks);
    mln_vec_release(&r->links);
    mln_vec_release(&r->uses);
    mln_vec_release(&r->properties);
    mln_mem_free(r->slots);
    mln_vec_release(&r->work);
    mln_vec_release(&r->first_user);
    mln_vec_release(&r->users);
    mln_vec_release(&r->user_of);
    mln_vec_release(&r->name_of);
    mln_vec_release(&r->sym_of);
    mln_vec_release(&r->class_of);
    mln_vec_release(&r->constructors);
    mln_vec_release(&r->instances);
    mln_vec_release(&r->targets);
    mln_vec_release(&r->hits);
    mln_mem_free(r);
}

/* ---- properties ---- */

static bool is_index(const mln_facts *facts, uint32_t key)
{
    if (key == MLN_FLOW_ELEMENT)
        return true;
    mln_str text = mln_facts_string(facts, key);
    return text.len && mln_ascii_is_digit(text.ptr[0]);
}

static void load_api(mln_resolver *r, uint32_t node, uint32_t key, uint32_t api_state)
{
    const mln_api *api = r->api;
    const mln_api_state *state = &api->states[api_state];
    uint32_t name = mln_resolver_get_name(r, key);
    if (name)
        mln_resolver_add_api(r, node, mln_api_find_member(api, api_state, name));
    if (state->is_module && name == MLN_WORD_DEFAULT)
        mln_resolver_add_api(r, node, api_state);
    mln_resolver_add_api(r, node, state->star);
    if (state->element && is_index(r->facts, key))
        mln_resolver_add_api(r, node, state->element);
}

static bool is_method(const mln_facts *facts, uint32_t cell)
{
    const mln_flow_operand *operands = mln_facts_operands(facts, cell);
    for (uint32_t i = 0; i < facts->count[cell]; i++)
        if (mln_facts_op(facts, operands[i].value) == MLN_FLOW_CLOSURE)
            return true;
    return false;
}

void mln_resolver_load_field(mln_resolver *r, uint32_t node, uint32_t class_id, uint32_t key,
                             uint32_t depth)
{
    uint32_t cell = mln_facts_find_field(r->facts, class_id, key);
    uint32_t parent = r->facts->classes[class_id].extends;
    if (cell != MLN_FLOW_NONE)
        mln_resolver_add_edge(r, cell, node);
    /* A class that only uses a field has a CELL for it too; a method hides what is above it. */
    if (cell != MLN_FLOW_NONE && is_method(r->facts, cell))
        return;
    if (parent != MLN_FLOW_NONE && depth < DEPTH_MAX)
        mln_resolver_add_link(
            r, parent,
            (mln_resolve_link){.kind = MLN_LINK_FIELD, .a = node, .b = key, .c = depth + 1});
}

static void load_property(mln_resolver *r, uint32_t node, uint32_t key, uint32_t owner)
{
    if (key == MLN_FLOW_ELEMENT) {
        mln_resolver_add_edge(r, mln_resolver_merge(r, owner), node);
        return;
    }
    mln_resolver_add_edge(r, mln_resolver_get_property(r, owner, key), node);
    mln_resolver_add_edge(r, mln_resolver_get_property(r, owner, MLN_FLOW_ELEMENT), node);
}

void mln_resolver_load(mln_resolver *r, uint32_t node, uint32_t key, uint32_t state)
{
    uint32_t index = mln_resolve_index(state);
    bool prototype = mln_resolver_get_name(r, key) == MLN_WORD_PROTOTYPE;
    switch (mln_resolve_kind(state)) {
    case MLN_STATE_API:
        load_api(r, node, key, index);
        return;
    case MLN_STATE_CLASS:
        if (prototype)
            mln_resolver_add_state(r, node, mln_resolve_pack(MLN_STATE_INSTANCE, index));
        mln_resolver_load_field(r, node, index, key, 0);
        break;
    case MLN_STATE_INSTANCE:
        mln_resolver_load_field(r, node, index, key, 0);
        break;
    case MLN_STATE_FUNCTION: {
        uint32_t closure = r->facts->functions[index].closure;
        if (prototype && closure != MLN_FLOW_NONE)
            mln_resolver_add_state(r, node, mln_resolve_pack(MLN_STATE_OBJECT, closure));
        break;
    }
    case MLN_STATE_OBJECT:
        break;
    }
    load_property(r, node, key, state);
}

/* `f.call(…)` and its like: the call that the LOAD is callee of. */
static void call_methods(mln_resolver *r, uint32_t load, uint32_t state)
{
    uint32_t name = mln_resolver_get_name(r, mln_facts_operands(r->facts, load)[0].key);
    if (name < MLN_WORD_CALL || name > MLN_WORD_BIND)
        return;
    for (uint32_t i = r->first_user.data[load]; i < r->first_user.data[load + 1]; i++) {
        uint32_t operand = r->users.data[i], user = r->user_of.data[operand];
        if (mln_facts_op(r->facts, user) == MLN_FLOW_CALL && operand == r->facts->first[user])
            mln_resolver_call_method(r, user, (mln_api_word)name, state);
    }
}

/* ---- along the operands ---- */

/* `handlers.on_body = f`: a library's object is given a function; it is used as one that is given
 * as an argument. */
static void hand_to_member(mln_resolver *r, uint32_t value, uint32_t key, uint32_t api_state)
{
    uint32_t name = mln_resolver_get_name(r, key);
    uint32_t target = name ? mln_api_find_member(r->api, api_state, name) : 0;
    if (target)
        mln_resolver_add_use(r, value, target, MLN_FLOW_NONE);
}

/* `state` has come to the base or the value of a STORE: everything the value is, is now in
 * everything the base is. */
static void store(mln_resolver *r, uint32_t store_value, uint32_t which, uint32_t state)
{
    const mln_flow_operand *operands = mln_facts_operands(r->facts, store_value);
    uint32_t key = operands[1].key;
    uint32_t other = operands[which == 0 ? 1 : 0].value;
    if (which == 0 && mln_resolve_kind(state) == MLN_STATE_API)
        hand_to_member(r, operands[1].value, key, mln_resolve_index(state));
    if (which > 1 || (which == 0 && !mln_resolver_is_object(state)))
        return;
    mln_resolve_walk walk = mln_resolver_walk(r, other);
    for (uint32_t met; (met = mln_resolve_next(r, &walk)) != 0;) {
        met &= ~MLN_RESOLVE_ORIGIN;
        uint32_t owner = which == 0 ? state : met, stored = which == 0 ? met : state;
        if (mln_resolver_is_object(owner))
            mln_resolver_add_state(r, mln_resolver_get_property(r, owner, key), stored);
    }
}

/* Whether a value is its operand number `which`, or may be. */
static bool is_copy(mln_flow_op op, uint32_t which)
{
    switch (op) {
    case MLN_FLOW_COPY:
    case MLN_FLOW_PHI:
    case MLN_FLOW_CAPTURE:
    case MLN_FLOW_CELL:
    case MLN_FLOW_AWAIT:
    case MLN_FLOW_YIELD:
    case MLN_FLOW_CATCH:
        return true;
    case MLN_FLOW_REFINE:
    case MLN_FLOW_REST:
    case MLN_FLOW_STORE:
        return which == 0;
    case MLN_FLOW_OUT:
        return which == 1;
    default:
        return false;
    }
}

static void follow_operand(mln_resolver *r, uint32_t operand, uint32_t state)
{
    const mln_facts *facts = r->facts;
    uint32_t user = r->user_of.data[operand], which = operand - facts->first[user];
    uint32_t key = facts->operands[operand].key;
    mln_flow_op op = mln_facts_op(facts, user);
    if (is_copy(op, which))
        mln_resolver_add_state(r, user, state);
    if (mln_resolve_index(state) == MLN_RESOLVE_TOO_MANY)
        return;
    switch (op) {
    case MLN_FLOW_LOAD:
        if (which == 0) {
            mln_resolver_load(r, user, key, state);
            call_methods(r, user, state);
        }
        break;
    case MLN_FLOW_STORE:
        store(r, user, which, state);
        break;
    case MLN_FLOW_OBJECT:
    case MLN_FLOW_ARRAY:
        /* What is spread is taken for the object itself: its properties are read through it. */
        if (key != MLN_FLOW_SPREAD)
            user = mln_resolver_get_property(r, mln_resolve_pack(MLN_STATE_OBJECT, user), key);
        mln_resolver_add_state(r, user, state);
        break;
    case MLN_FLOW_CALL:
        if (which == 0)
            mln_resolver_call(r, user, state);
        break;
    default:
        break;
    }
}

/* ---- along the links ---- */

/* A class extends something: its instances are what the library makes of it. */
static void extend(mln_resolver *r, uint32_t class_id, uint32_t state)
{
    uint32_t node = r->instances.data[class_id], index = mln_resolve_index(state);
    if (mln_resolve_kind(state) == MLN_STATE_CLASS) {
        mln_resolver_add_edge(r, r->instances.data[index], node);
    } else if (mln_resolve_kind(state) == MLN_STATE_API) {
        mln_resolver_add_api(r, node, r->api->states[index].instance);
        mln_resolver_add_api(r, node, r->api->states[index].call);
    }
}

static void follow_link(mln_resolver *r, const mln_resolve_link *link, uint32_t state)
{
    mln_state_kind kind = mln_resolve_kind(state);
    uint32_t index = mln_resolve_index(state);
    if (index == MLN_RESOLVE_TOO_MANY && link->kind != MLN_LINK_EDGE)
        return;
    switch (link->kind) {
    case MLN_LINK_EDGE:
        mln_resolver_add_state(r, link->a, state);
        break;
    case MLN_LINK_LOAD:
        mln_resolver_load(r, link->a, link->b, state);
        break;
    case MLN_LINK_STORE:
        if (mln_resolver_is_object(state))
            mln_resolver_add_edge(r, link->a, mln_resolver_get_property(r, state, link->b));
        break;
    case MLN_LINK_FIELD:
        if (kind == MLN_STATE_CLASS)
            mln_resolver_load_field(r, link->a, index, link->b, link->c);
        break;
    case MLN_LINK_EXTENDS:
        extend(r, link->a, state);
        break;
    case MLN_LINK_CONSTRUCT:
        if (kind == MLN_STATE_CLASS)
            mln_resolver_construct(r, link->a, index, link->c);
        break;
    case MLN_LINK_DECORATE:
        mln_resolver_decorate(r, link->a, state);
        break;
    case MLN_LINK_PARAM:
        if (kind == MLN_STATE_FUNCTION && link->b < r->facts->functions[index].param_count)
            mln_resolver_add_edge(r, link->a, r->facts->functions[index].first_param + link->b);
        break;
    case MLN_LINK_RESULT:
        if (kind == MLN_STATE_FUNCTION)
            mln_resolver_add_edge(r, r->facts->functions[index].result, link->a);
        break;
    case MLN_LINK_SPREAD:
        if (kind == MLN_STATE_OBJECT)
            mln_resolver_add_use(r, mln_resolver_get_property(r, state, MLN_RESOLVE_ALL), link->a,
                                 link->b);
        break;
    }
}

void mln_resolver_add_link(mln_resolver *r, uint32_t node, mln_resolve_link link)
{
    link.next = r->nodes.data[node].links;
    mln_vec_add(&r->links, link);
    r->nodes.data[node].links = r->links.len;
    mln_resolve_walk walk = mln_resolver_walk(r, node);
    for (uint32_t state; (state = mln_resolve_next(r, &walk)) != 0;)
        follow_link(r, &link, state & ~MLN_RESOLVE_ORIGIN);
}

/* ---- the worklist ---- */

/* A function that is a property is called on the object; a library calls methods of its classes. */
static void look_at_owner(mln_resolver *r, const mln_resolve_property *property, uint32_t state)
{
    uint32_t index = mln_resolve_index(state);
    if (property->key == MLN_RESOLVE_INSTANCES) {
        if (mln_resolve_kind(state) == MLN_STATE_API)
            mln_resolver_use_methods(r, mln_resolve_index(property->owner), index);
    } else if (property->key != MLN_RESOLVE_BETWEEN && property->key != MLN_RESOLVE_ALL &&
               mln_resolve_kind(state) == MLN_STATE_FUNCTION) {
        const mln_flow_function *f = &r->facts->functions[index];
        if ((f->flags & MLN_FLOW_FUNCTION_ARROW) == 0 && f->class_id == MLN_FLOW_NONE)
            mln_resolver_add_state(r, f->this_value, property->owner);
    }
}

static void follow_state(mln_resolver *r, uint32_t node, uint32_t state)
{
    bool too_many = mln_resolve_index(state) == MLN_RESOLVE_TOO_MANY;
    if (!too_many && r->nodes.data[node].counts[mln_resolve_group(state)] == MLN_RESOLVE_FULL)
        return;
    for (uint32_t at = r->nodes.data[node].links; at;) {
        mln_resolve_link link = r->links.data[at - 1];
        follow_link(r, &link, state);
        at = link.next;
    }
    for (uint32_t at = too_many ? 0 : r->nodes.data[node].uses; at;) {
        mln_resolve_use use = r->uses.data[at - 1];
        mln_resolver_apply_use(r, &use, state);
        at = use.next;
    }
    if (node < r->facts->value_count) {
        for (uint32_t i = r->first_user.data[node]; i < r->first_user.data[node + 1]; i++)
            follow_operand(r, r->users.data[i], state);
    } else if (!too_many) {
        mln_resolve_property property = *mln_resolver_get_owner(r, node);
        look_at_owner(r, &property, state);
    }
}

static void follow_use(mln_resolver *r, uint32_t node, uint32_t index)
{
    mln_resolve_use use = r->uses.data[index];
    mln_resolve_walk walk = mln_resolver_walk(r, node);
    for (uint32_t state; (state = mln_resolve_next(r, &walk)) != 0;)
        mln_resolver_apply_use(r, &use, state & ~MLN_RESOLVE_ORIGIN);
}

static void settle(mln_resolver *r)
{
    while (r->work.len) {
        mln_resolve_work work = r->work.data[--r->work.len];
        if (work.is_use)
            follow_use(r, work.node, work.state);
        else
            follow_state(r, work.node, work.state);
    }
}

/* ---- what comes out ---- */

/* By kind, then index. They are few. */
static void sort_states(mln_state *states, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        mln_state state = states[i];
        uint32_t at = i;
        for (; at > 0 && (states[at - 1].kind > state.kind || (states[at - 1].kind == state.kind &&
                                                               states[at - 1].index > state.index));
             at--)
            states[at] = states[at - 1];
        states[at] = state;
    }
}

static void write_states(const mln_resolver *r, mln_arena *arena, mln_resolution *out)
{
    uint32_t count = 0, values = r->facts->value_count;
    uint32_t *first = mln_arena_alloc(arena, ((size_t)values + 1) * sizeof *first);
    mln_state *states =
        mln_arena_alloc(arena, ((size_t)r->chunks.len * MLN_RESOLVE_CHUNK + 1) * sizeof *states);
    for (uint32_t v = 0; v < values; v++) {
        first[v] = count;
        mln_resolve_walk walk = mln_resolver_walk(r, v);
        for (uint32_t state; (state = mln_resolve_next(r, &walk)) != 0;)
            states[count++] = (mln_state){mln_resolve_kind(state), mln_resolve_index(state)};
        sort_states(states + first[v], count - first[v]);
    }
    first[values] = count;
    out->states = states;
    out->first_state = first;
}

static int compare_targets(const void *left, const void *right)
{
    const mln_call_target *a = left, *b = right;
    if (a->call != b->call)
        return a->call < b->call ? -1 : 1;
    return a->function < b->function ? -1 : a->function > b->function;
}

static void write_targets(mln_resolver *r, mln_arena *arena, mln_resolution *out)
{
    mln_call_target *targets =
        mln_arena_alloc(arena, ((size_t)r->targets.len + 1) * sizeof *targets);
    if (r->targets.len > 1)
        qsort(r->targets.data, r->targets.len, sizeof *r->targets.data, compare_targets);
    uint32_t count = 0;
    for (uint32_t i = 0; i < r->targets.len; i++)
        if (count == 0 || compare_targets(&targets[count - 1], &r->targets.data[i]) != 0)
            targets[count++] = r->targets.data[i];
    out->targets = targets;
    out->target_count = count;
}

void mln_resolver_run(mln_resolver *r, const mln_facts *facts, mln_arena *arena,
                      mln_resolution *resolution)
{
    mln_resolver_begin(r, facts);
    mln_resolver_add_known(r);
    settle(r);
    mln_resolver_find_roles(r);

    *resolution = (mln_resolution){.facts = facts,
                                   .api = r->api,
                                   .key_lists = r->api->key_lists.data,
                                   .overflows = r->overflows};
    write_states(r, arena, resolution);
    write_targets(r, arena, resolution);
    mln_role_hit *hits = mln_arena_alloc(arena, ((size_t)r->hits.len + 1) * sizeof *hits);
    if (r->hits.len)
        memcpy(hits, r->hits.data, r->hits.len * sizeof *hits);
    resolution->roles = hits;
    resolution->role_count = r->hits.len;
}
