/* What models say of the values, once it is known what they are. */
#include "flow/resolve_p.h"

#include <stdlib.h>

#include "base/banned.h"

static void add_hit(mln_resolver *r, uint32_t value, uint32_t call, const mln_api_role *role)
{
    mln_role_hit hit = {.value = value, .call = call, .role = role};
    mln_vec_add(&r->hits, hit);
}

/* Hits for the roles of one automaton state whose kind is in `kinds` (bits). */
static void add_roles(mln_resolver *r, uint32_t api_state, uint32_t kinds, uint32_t value,
                      uint32_t call)
{
    const mln_api *api = r->api;
    const mln_api_state *state = &api->states[api_state];
    for (uint32_t i = 0; i < state->role_count; i++) {
        const mln_api_role *role = &api->roles.data[api->role_ids[state->first_role + i]];
        if (kinds & (1u << role->kind))
            add_hit(r, value, call, role);
    }
}

#define COMES (1u << MLN_API_SOURCE | 1u << MLN_API_SANITIZER)
#define GOES (1u << MLN_API_SINK | 1u << MLN_API_GUARD)
#define CALLS (1u << MLN_API_FLOW | 1u << MLN_API_CALL)

/* The call a value comes from. */
static uint32_t get_call(const mln_facts *facts, uint32_t value)
{
    if (mln_facts_op(facts, value) == MLN_FLOW_CALL)
        return value;
    if (mln_facts_op(facts, value) == MLN_FLOW_OUT)
        return mln_facts_operands(facts, value)[0].value;
    return MLN_FLOW_NONE;
}

/* C: whether the file holds the body of what a call calls: then that says where the value comes
 * from. */
static bool is_known(const mln_resolver *r, uint32_t call)
{
    if (r->facts->lang != MLN_LANG_C || call == MLN_FLOW_NONE)
        return false;
    uint32_t callee = mln_facts_operands(r->facts, call)[0].value;
    mln_resolve_walk walk = mln_resolver_walk(r, callee);
    for (uint32_t state; (state = mln_resolve_next(r, &walk)) != 0;)
        if (mln_resolve_kind(state) == MLN_STATE_FUNCTION)
            return true;
    return false;
}

/* `mg_match(hm->uri, …)`, `ngx_pstrdup(pool, &r->args)`: a struct is handed on with the field that
 * a model has for a source. */
static void add_fields(mln_resolver *r, uint32_t value, uint32_t call, const mln_api_state *state)
{
    const mln_api *api = r->api;
    for (uint32_t i = 0; i < state->member_count; i++) {
        const mln_api_member *member = &api->members[state->first_member + i];
        const mln_api_state *field = &api->states[member->target];
        uint32_t key = r->sym_of.data[member->name];
        for (uint32_t n = 0; key && n < field->role_count; n++) {
            const mln_api_role *role = &api->roles.data[api->role_ids[field->first_role + n]];
            mln_role_hit hit = {.value = value, .call = call, .role = role, .key = key};
            if (role->kind == MLN_API_SOURCE)
                mln_vec_add(&r->hits, hit);
        }
    }
}

static bool may_be_struct(const mln_facts *facts, uint32_t value)
{
    mln_flow_op op = mln_facts_op(facts, value);
    return facts->lang == MLN_LANG_C &&
           (op == MLN_FLOW_LOAD || op == MLN_FLOW_OUT || op == MLN_FLOW_CALL);
}

static void find_coming(mln_resolver *r, uint32_t value)
{
    if (is_known(r, get_call(r->facts, value)))
        return;
    mln_resolve_walk walk = mln_resolver_walk(r, value);
    for (uint32_t state; (state = mln_resolve_next(r, &walk)) != 0;) {
        if (mln_resolve_kind(state) != MLN_STATE_API || !(state & MLN_RESOLVE_ORIGIN))
            continue;
        uint32_t index = mln_resolve_index(state), call = get_call(r->facts, value);
        add_roles(r, index, COMES, value, call);
        if (may_be_struct(r->facts, value))
            add_fields(r, value, call, &r->api->states[index]);
    }
}

/* What a function returns comes together in one value; the sink is each thing returned. */
static void find_going(mln_resolver *r, uint32_t value)
{
    const mln_facts *facts = r->facts;
    for (uint32_t at = r->nodes.data[value].uses; at; at = r->uses.data[at - 1].next) {
        const mln_resolve_use *use = &r->uses.data[at - 1];
        if (use->call != MLN_FLOW_NONE || mln_facts_op(facts, value) != MLN_FLOW_PHI) {
            add_roles(r, use->state, GOES, value, use->call);
            continue;
        }
        for (uint32_t i = 0; i < facts->count[value]; i++)
            add_roles(r, use->state, GOES, mln_facts_operands(facts, value)[i].value,
                      MLN_FLOW_NONE);
    }
}

static void find_calls(mln_resolver *r, uint32_t call)
{
    uint32_t callee = mln_facts_operands(r->facts, call)[0].value;
    uint32_t kinds = is_known(r, call) ? 1u << MLN_API_CALL : CALLS;
    mln_resolve_walk walk = mln_resolver_walk(r, callee);
    for (uint32_t state; (state = mln_resolve_next(r, &walk)) != 0;)
        if (mln_resolve_kind(state) == MLN_STATE_API)
            add_roles(r, mln_resolve_index(state), kinds, call, call);
}

static void add_stored(mln_resolver *r, uint32_t target, uint32_t value)
{
    const mln_api_state *state = &r->api->states[target];
    for (uint32_t i = 0; i < state->closure_count; i++)
        add_roles(r, r->api->closures[state->first_closure + i], 1u << MLN_API_SINK, value,
                  MLN_FLOW_NONE);
}

/* `response.body = value`. */
static void find_stored(mln_resolver *r, uint32_t store)
{
    const mln_flow_operand *operands = mln_facts_operands(r->facts, store);
    uint32_t name = mln_resolver_get_name(r, operands[1].key);
    if (name)
        add_stored(r, r->api->families[r->family].any[name], operands[1].value);
    mln_resolve_walk walk = mln_resolver_walk(r, operands[0].value);
    for (uint32_t state; (state = mln_resolve_next(r, &walk)) != 0;) {
        uint32_t index = mln_resolve_index(state);
        if (mln_resolve_kind(state) != MLN_STATE_API)
            continue;
        if (name)
            add_stored(r, mln_api_find_member(r->api, index, name), operands[1].value);
        add_stored(r, r->api->states[index].star, operands[1].value);
        if (operands[1].key == MLN_FLOW_ELEMENT)
            add_stored(r, r->api->states[index].element, operands[1].value);
    }
}

static int compare_hits(const void *left, const void *right)
{
    const mln_role_hit *a = left, *b = right;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    if (a->role != b->role)
        return a->role < b->role ? -1 : 1;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->call < b->call ? -1 : a->call > b->call;
}

static void sort_hits(mln_resolver *r)
{
    if (r->hits.len > 1)
        qsort(r->hits.data, r->hits.len, sizeof *r->hits.data, compare_hits);
    uint32_t count = 0;
    for (uint32_t i = 0; i < r->hits.len; i++)
        if (count == 0 || compare_hits(&r->hits.data[count - 1], &r->hits.data[i]) != 0)
            r->hits.data[count++] = r->hits.data[i];
    r->hits.len = count;
}

void mln_resolver_find_roles(mln_resolver *r)
{
    const mln_facts *facts = r->facts;
    for (uint32_t v = 0; v < facts->value_count; v++) {
        if (r->nodes.data[v].states)
            find_coming(r, v);
        if (r->nodes.data[v].uses)
            find_going(r, v);
        if (mln_facts_op(facts, v) == MLN_FLOW_CALL)
            find_calls(r, v);
        else if (mln_facts_op(facts, v) == MLN_FLOW_STORE)
            find_stored(r, v);
    }
    sort_hits(r);
}
