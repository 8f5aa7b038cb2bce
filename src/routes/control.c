/* What stands before a handler, and what it reaches. */
#include "routes/routes_p.h"

#include "base/banned.h"

#define NAME_STEPS 32
#define NAME_DEPTH 3 /* calls that a handler is wrapped in */

/* ---- functions that are reached ---- */

static void reach_function(mln_router *r, uint32_t function)
{
    if (function < r->seen.len && !r->seen.data[function]) {
        r->seen.data[function] = 1;
        mln_vec_add(&r->queue, function);
    }
}

static void reach_value(mln_router *r, uint32_t value)
{
    const mln_resolution *resolution = r->resolution;
    for (uint32_t i = resolution->first_state[value]; i < resolution->first_state[value + 1]; i++)
        if (resolution->states[i].kind == MLN_STATE_FUNCTION)
            reach_function(r, resolution->states[i].index);
}

static void begin(mln_router *r, const mln_resolution *resolution)
{
    r->resolution = resolution;
    uint32_t count = resolution->facts->function_count;
    mln_vec_clear(&r->queue);
    mln_vec_reserve(&r->seen, count);
    r->seen.len = count;
    memset(r->seen.data, 0, count);
}

/* Callees, and the functions that are made inside: callbacks. */
static void spread(mln_router *r)
{
    const mln_facts *facts = r->resolution->facts;
    for (uint32_t at = 0; at < r->queue.len; at++) {
        uint32_t function = r->queue.data[at];
        for (uint32_t t = 0; t < r->resolution->target_count; t++)
            if (facts->func[r->resolution->targets[t].call] == function)
                reach_function(r, r->resolution->targets[t].function);
        for (uint32_t f = function + 1; f < facts->function_count; f++)
            if (facts->functions[f].parent == function)
                reach_function(r, f);
    }
}

static bool is_reached(const mln_router *r, uint32_t value)
{
    return r->seen.data[r->resolution->facts->func[value]] != 0;
}

static bool has_set(const uint32_t *sets, uint32_t count, uint32_t set)
{
    for (uint32_t i = 0; i < count; i++)
        if (sets[i] == set)
            return true;
    return false;
}

/* ---- evidence ---- */

/* A value with a role of the sets, in the functions that were reached. */
static uint32_t find_role_inside(const mln_router *r, const uint32_t *sets, uint32_t count)
{
    for (uint32_t i = 0; i < r->resolution->role_count; i++) {
        const mln_role_hit *hit = &r->resolution->roles[i];
        uint32_t place = hit->call != MLN_FLOW_NONE ? hit->call : hit->value;
        if (has_set(sets, count, hit->role->set) && is_reached(r, place))
            return place;
    }
    return MLN_FLOW_NONE;
}

/* A role that the value itself has, or what it was copied from. */
static const mln_api_role *find_role_of(const mln_router *r, uint32_t value, const uint32_t *sets,
                                        uint32_t count)
{
    const mln_facts *facts = r->resolution->facts;
    uint32_t bottom = mln_facts_skip_copies(facts, value), both[] = {value, bottom};
    for (int b = 0; b < 2; b++) {
        uint32_t first, last = mln_resolution_find_roles(r->resolution, both[b], &first);
        for (uint32_t i = first; i < last; i++)
            if (has_set(sets, count, r->resolution->roles[i].role->set) &&
                mln_router_get_property(r->resolution, both[b], r->resolution->roles[i].role) !=
                    MLN_FLOW_NONE)
                return r->resolution->roles[i].role;
    }
    return NULL;
}

static bool is_status(const mln_facts *facts, uint32_t value, const mln_route_control *control)
{
    if (mln_facts_op(facts, value) != MLN_FLOW_CONST || facts->aux[value] != MLN_FLOW_NUMBER)
        return false;
    for (uint32_t i = 0; i < control->status_count; i++)
        if (mln_str_equal(mln_facts_string(facts, facts->sym[value]), control->statuses[i]))
            return true;
    return false;
}

/* What a function that was reached answers with. */
static uint32_t find_status(const mln_router *r, const mln_route_control *control)
{
    const mln_facts *facts = r->resolution->facts;
    if (!control->status_count)
        return MLN_FLOW_NONE;
    for (uint32_t v = 0; v < facts->value_count; v++)
        if (is_reached(r, v) && is_status(facts, v, control))
            return v;
    return MLN_FLOW_NONE;
}

static bool matches(const mln_facts *facts, uint32_t sym, const mln_regex *names,
                    mln_regex_matcher *m)
{
    return sym && sym < facts->string_count &&
           mln_regex_match(names, m, mln_facts_string(facts, sym), 0, NULL, NULL) ==
               MLN_REGEX_MATCH;
}

/* Whether a value is the call of an object's method; what a module offers is a function. */
static bool is_method_call(const mln_facts *facts, uint32_t value)
{
    if (mln_facts_op(facts, value) != MLN_FLOW_CALL)
        return false;
    uint32_t callee = mln_facts_skip_copies(facts, mln_facts_operands(facts, value)[0].value);
    if (mln_facts_op(facts, callee) != MLN_FLOW_LOAD)
        return false;
    uint32_t base = mln_facts_skip_copies(facts, mln_facts_operands(facts, callee)[0].value);
    return mln_facts_op(facts, base) != MLN_FLOW_MODULE;
}

static bool is_called(const mln_facts *facts, uint32_t value, const mln_regex *names,
                      mln_regex_matcher *m, int depth)
{
    value = mln_facts_skip_copies(facts, value);
    const mln_flow_operand *operands = mln_facts_operands(facts, value);
    switch (mln_facts_op(facts, value)) {
    case MLN_FLOW_LOAD:
        return matches(facts, operands[0].key, names, m);
    case MLN_FLOW_CLOSURE:
        return matches(facts, facts->functions[facts->aux[value]].name, names, m);
    case MLN_FLOW_GLOBAL:
        return matches(facts, facts->sym[value], names, m);
    case MLN_FLOW_MODULE: { /* by the name of its file */
        mln_str path = mln_facts_string(facts, facts->sym[value]);
        mln_str name = mln_str_before_first(mln_str_after_last(path, '/'), '.');
        return mln_regex_match(names, m, name, 0, NULL, NULL) == MLN_REGEX_MATCH;
    }
    case MLN_FLOW_CALL: /* the function that makes it, the receiver of `bind`, what is wrapped */
    case MLN_FLOW_PHI:
    case MLN_FLOW_CELL:
        for (uint32_t i = is_method_call(facts, value); i < facts->count[value] && depth; i++)
            if (is_called(facts, operands[i].value, names, m, depth - 1))
                return true;
        return false;
    default:
        return false;
    }
}

bool mln_router_is_handler_named(const mln_routes *routes, const mln_route *route,
                                 const mln_regex *names, mln_regex_matcher *matcher)
{
    return route->handler != MLN_FLOW_NONE &&
           is_called(routes->resolution->facts, route->handler, names, matcher, NAME_DEPTH);
}

/* Names on the way to a value that comes from another file: module, export, property. */
static bool is_named(const mln_facts *facts, uint32_t value, const mln_regex *names,
                     mln_regex_matcher *m)
{
    for (int i = 0; i < NAME_STEPS; i++) {
        value = mln_facts_skip_copies(facts, value);
        if (matches(facts, facts->sym[value], names, m))
            return true;
        switch (mln_facts_op(facts, value)) {
        case MLN_FLOW_LOAD:
            if (matches(facts, mln_facts_operands(facts, value)[0].key, names, m))
                return true;
            value = mln_facts_operands(facts, value)[0].value;
            break;
        case MLN_FLOW_CALL:
        case MLN_FLOW_PHI:
        case MLN_FLOW_CELL:
            if (!facts->count[value])
                return false;
            value = mln_facts_operands(facts, value)[0].value;
            break;
        case MLN_FLOW_OUT:
            value = mln_facts_operands(facts, value)[1].value;
            break;
        default:
            return false;
        }
    }
    return false;
}

bool mln_router_is_behind(const mln_routes *routes, const mln_route *route, const mln_regex *names,
                          mln_regex_matcher *matcher)
{
    const mln_facts *facts = routes->resolution->facts;
    for (uint32_t i = 0; i < route->chain_count; i++)
        if (is_named(facts, route->chain[i], names, matcher) ||
            is_called(facts, route->chain[i], names, matcher, NAME_DEPTH))
            return true;
    return false;
}

static uint32_t find_in_chain(mln_router *r, const uint32_t *chain, uint32_t count,
                              const mln_route_control *control, mln_regex_matcher *matcher)
{
    for (uint32_t i = 0; i < count; i++) {
        if (find_role_of(r, chain[i], control->sets, control->set_count) ||
            (control->names && is_named(r->resolution->facts, chain[i], control->names, matcher)))
            return chain[i];
        begin(r, r->resolution);
        reach_value(r, chain[i]);
        if (!r->queue.len) /* no function of the file */
            continue;
        spread(r);
        if (find_status(r, control) != MLN_FLOW_NONE ||
            find_role_inside(r, control->sets, control->set_count) != MLN_FLOW_NONE)
            return chain[i];
    }
    return MLN_FLOW_NONE;
}

uint32_t mln_router_find_control(mln_router *r, const mln_routes *routes, const mln_route *route,
                                 const mln_route_control *control, mln_regex_matcher *matcher)
{
    begin(r, routes->resolution);
    uint32_t found = find_in_chain(r, route->chain, route->chain_count, control, matcher);
    if (found != MLN_FLOW_NONE || route->handler == MLN_FLOW_NONE)
        return found;
    /* A handler wrapped by a control, or one that does the work itself. */
    return find_in_chain(r, &route->handler, 1, control, matcher);
}

static bool counts(const mln_router *r, const mln_route_wanted *wanted, uint32_t value)
{
    const mln_facts *facts = r->resolution->facts;
    value = mln_facts_skip_copies(facts, value);
    if (!wanted->not_argument || mln_facts_op(facts, value) != MLN_FLOW_CALL ||
        facts->count[value] < 3)
        return true;
    uint32_t first = mln_facts_skip_copies(facts, mln_facts_operands(facts, value)[2].value);
    return mln_facts_op(facts, first) != MLN_FLOW_CONST ||
           !matches(facts, facts->sym[first], wanted->not_argument, wanted->matcher);
}

static uint32_t find_wanted_of(const mln_router *r, const mln_route_wanted *wanted, uint32_t value,
                               const mln_api_role **role)
{
    *role = find_role_of(r, value, wanted->sets, wanted->set_count);
    return *role && counts(r, wanted, value) ? value : MLN_FLOW_NONE;
}

/* A call in a function that was reached, by the last name of its callee. */
static uint32_t find_named(const mln_router *r, const mln_route_wanted *wanted)
{
    const mln_facts *facts = r->resolution->facts;
    for (uint32_t v = 0; v < facts->value_count; v++) {
        if (mln_facts_op(facts, v) != MLN_FLOW_CALL || !is_reached(r, v))
            continue;
        if (matches(facts, mln_router_get_callee(facts, v), wanted->named, wanted->matcher))
            return v;
    }
    return MLN_FLOW_NONE;
}

uint32_t mln_router_find_reached(mln_router *r, const mln_routes *routes, const mln_route *route,
                                 const mln_route_wanted *wanted, const mln_api_role **role)
{
    const mln_resolution *resolution = routes->resolution;
    uint32_t found = MLN_FLOW_NONE;
    begin(r, resolution);
    if (route->handler != MLN_FLOW_NONE) {
        found = find_wanted_of(r, wanted, route->handler, role);
        reach_value(r, route->handler);
    }
    spread(r);
    for (uint32_t i = 0; i < resolution->role_count && found == MLN_FLOW_NONE; i++) {
        const mln_role_hit *hit = &resolution->roles[i];
        uint32_t place = hit->call != MLN_FLOW_NONE ? hit->call : hit->value;
        if (has_set(wanted->sets, wanted->set_count, hit->role->set) && is_reached(r, place) &&
            counts(r, wanted, place)) {
            *role = hit->role;
            found = place;
        }
    }
    if (wanted->named && found == MLN_FLOW_NONE)
        found = find_named(r, wanted);
    /* Middleware of this route: passport.authenticate('local') before the handler. */
    for (uint32_t i = 0; i < route->chain_count && found == MLN_FLOW_NONE; i++)
        found = find_wanted_of(r, wanted, route->chain[i], role);
    if (found == MLN_FLOW_NONE)
        *role = NULL;
    return found;
}

bool mln_router_has_global(mln_router *r, const mln_routes *routes,
                           const mln_route_control *control, mln_regex_matcher *matcher)
{
    begin(r, routes->resolution);
    for (uint32_t i = 0; i < routes->resolution->role_count; i++)
        if (routes->resolution->roles[i].role->set == control->global &&
            control->global != UINT32_MAX)
            return true;
    for (uint32_t u = 0; u < r->uses.len; u++) {
        const mln_use *use = &r->uses.data[u];
        if ((use->path.len == 0 || mln_str_is(use->path, "/") || mln_str_is(use->path, "*")) &&
            find_in_chain(r, use->chain, use->chain_count, control, matcher) != MLN_FLOW_NONE)
            return true;
    }
    return false;
}
