/* Calls: of functions of the file, of classes, and of what libraries offer. */
#include "flow/resolve_p.h"

#include "base/banned.h"

#define DEPTH_MAX 8u /* of classes that extend one another */

#define FIRST_ARG 2u

static const mln_flow_operand *get_args(const mln_resolver *r, uint32_t call, uint32_t *count)
{
    *count = r->facts->count[call] - FIRST_ARG;
    return mln_facts_operands(r->facts, call) + FIRST_ARG;
}

/* ---- functions of the file ---- */

/* Hands arguments from `skip` on to the parameters. Behind a spread nobody knows which is which. */
static void pass_args(mln_resolver *r, uint32_t call, uint32_t function, uint32_t skip)
{
    const mln_flow_function *f = &r->facts->functions[function];
    uint32_t count, params = f->param_count;
    const mln_flow_operand *args = get_args(r, call, &count);
    if (params && (f->flags & MLN_FLOW_FUNCTION_REST))
        params--;
    for (uint32_t i = skip; i < count && i - skip < params && args[i].key != MLN_FLOW_SPREAD; i++)
        mln_resolver_add_edge(r, args[i].value, f->first_param + i - skip);
}

static bool has_own_this(const mln_flow_function *f)
{
    return (f->flags & MLN_FLOW_FUNCTION_ARROW) == 0;
}

static void add_target(mln_resolver *r, uint32_t call, uint32_t function)
{
    mln_call_target target = {call, function};
    mln_vec_add(&r->targets, target);
}

static void call_function(mln_resolver *r, uint32_t call, uint32_t function)
{
    const mln_facts *facts = r->facts;
    const mln_flow_function *f = &facts->functions[function];
    add_target(r, call, function);
    pass_args(r, call, function, 0);
    mln_resolver_add_edge(r, f->result, call);
    if (facts->flags[call] & MLN_FLOW_FLAG_NEW) {
        if (f->closure == MLN_FLOW_NONE)
            return;
        uint32_t made = mln_resolve_pack(MLN_STATE_OBJECT, f->closure);
        uint32_t prototype = r->sym_of.data[MLN_WORD_PROTOTYPE];
        mln_resolver_add_state(r, call, made);
        mln_resolver_add_state(r, f->this_value, made);
        if (prototype)
            mln_resolver_add_edge(r,
                                  mln_resolver_get_property(
                                      r, mln_resolve_pack(MLN_STATE_FUNCTION, function), prototype),
                                  call);
        return;
    }
    uint32_t receiver = mln_facts_operands(facts, call)[1].value;
    if (has_own_this(f) && mln_facts_op(facts, receiver) != MLN_FLOW_UNDEFINED)
        mln_resolver_add_edge(r, receiver, f->this_value);
}

void mln_resolver_construct(mln_resolver *r, uint32_t call, uint32_t class_id, uint32_t depth)
{
    uint32_t function = r->constructors.data[class_id];
    uint32_t parent = r->facts->classes[class_id].extends;
    if (function) {
        add_target(r, call, function - 1);
        pass_args(r, call, function - 1, 0);
    } else if (parent != MLN_FLOW_NONE && depth < DEPTH_MAX) {
        mln_resolver_add_link(
            r, parent, (mln_resolve_link){.kind = MLN_LINK_CONSTRUCT, .a = call, .c = depth + 1});
    }
}

static void call_class(mln_resolver *r, uint32_t call, uint32_t class_id)
{
    uint8_t flags = r->facts->flags[call];
    if ((flags & (MLN_FLOW_FLAG_NEW | MLN_FLOW_FLAG_SUPER)) == 0)
        return;
    if (flags & MLN_FLOW_FLAG_NEW) {
        mln_resolver_add_state(r, call, mln_resolve_pack(MLN_STATE_INSTANCE, class_id));
        mln_resolver_add_edge(r, r->instances.data[class_id], call);
    }
    mln_resolver_construct(r, call, class_id, 0);
}

/* ---- what libraries offer ---- */

/* Whether a range speaks of argument `position` of `count`; behind a spread (`behind`) only one
 * that is open speaks of it for certain. */
static bool range_holds(const mln_api_range *range, uint32_t position, uint32_t count, bool behind)
{
    if (range->kind == MLN_API_STEP_LAST)
        return position + range->from == count;
    return range->from <= position &&
           (behind ? range->to == MLN_API_ANY_PORT : position <= range->to);
}

/* A spread argument may be any from its position on. */
static bool range_holds_spread(const mln_api_range *range, uint32_t position, uint32_t count)
{
    if (range->kind == MLN_API_STEP_LAST)
        return position + range->from == count;
    return range->to >= position;
}

typedef struct {
    uint32_t call;
    const mln_flow_operand *args; /* from the first that counts */
    uint32_t count;
    uint32_t receiver; /* value, or MLN_FLOW_NONE */
    uint32_t shift;    /* arguments before the first that counts */
} site;

static site get_site(const mln_resolver *r, uint32_t call, bool by_call_method)
{
    site s = {.call = call};
    s.args = get_args(r, call, &s.count);
    s.receiver = mln_facts_operands(r->facts, call)[1].value;
    if (by_call_method && s.count) {
        s.receiver = s.args[0].value;
        s.args++;
        s.count--;
        s.shift = 1;
    }
    if (mln_facts_op(r->facts, s.receiver) == MLN_FLOW_UNDEFINED)
        s.receiver = MLN_FLOW_NONE;
    return s;
}

static void use_args(mln_resolver *r, const site *s, const mln_api_state *state)
{
    const mln_api_range *ranges = r->api->ranges + state->first_arg;
    bool behind = false;
    for (uint32_t i = 0; i < s->count; i++) {
        bool spread = s->args[i].key == MLN_FLOW_SPREAD;
        for (uint32_t n = 0; n < state->arg_count; n++) {
            if (!(spread ? range_holds_spread(&ranges[n], i, s->count)
                         : range_holds(&ranges[n], i, s->count, behind)))
                continue;
            mln_resolver_add_use(r, s->args[i].value, ranges[n].target, s->call);
            if (spread)
                mln_resolver_add_link(r, s->args[i].value,
                                      (mln_resolve_link){.kind = MLN_LINK_SPREAD,
                                                         .a = ranges[n].target,
                                                         .b = s->call});
        }
        behind = behind || spread;
    }
}

/* What the call leaves in the variables it was given. */
static void fill_outs(mln_resolver *r, const site *s, const mln_api_state *state)
{
    const mln_facts *facts = r->facts;
    const mln_api_range *ranges = r->api->ranges + state->first_arg;
    for (uint32_t i = r->first_user.data[s->call]; i < r->first_user.data[s->call + 1]; i++) {
        uint32_t out = r->user_of.data[r->users.data[i]];
        if (mln_facts_op(facts, out) != MLN_FLOW_OUT || r->users.data[i] != facts->first[out])
            continue;
        uint32_t port = facts->aux[out];
        if (port == MLN_FLOW_PORT_THROWN)
            continue;
        if (port == MLN_FLOW_PORT_RECEIVER) {
            if (state->receiver && s->shift == 0)
                mln_resolver_add_api(r, out, state->receiver);
            continue;
        }
        for (uint32_t n = 0; n < state->arg_count && port >= s->shift; n++)
            if (range_holds(&ranges[n], port - s->shift, s->count, false))
                mln_resolver_add_api(r, out, ranges[n].target);
    }
}

/* The file's key for one in a port's path; MLN_FLOW_NONE when the file has none such. */
static uint32_t find_key(const mln_resolver *r, mln_str text)
{
    if (mln_str_is(text, MLN_API_KEY_ELEMENT) || mln_str_is(text, MLN_API_KEY_ANY))
        return MLN_FLOW_ELEMENT;
    uint32_t name = mln_strtab_find(&r->api->names, text);
    uint32_t sym = name == UINT32_MAX ? 0 : r->sym_of.data[name];
    return sym ? sym : MLN_FLOW_NONE;
}

static const mln_str *get_keys(const mln_resolver *r, uint32_t path)
{
    static const mln_str none = {0};
    return path ? r->api->key_lists.data[path - 1] : &none;
}

/* The node of what lies under a port's keys; MLN_FLOW_NONE when there is nothing. */
static uint32_t read_keys(mln_resolver *r, uint32_t node, uint32_t path)
{
    for (const mln_str *key = get_keys(r, path); key->len; key++) {
        uint32_t sym = find_key(r, *key);
        if (sym == MLN_FLOW_NONE)
            return MLN_FLOW_NONE;
        uint32_t next = mln_resolver_add_between(r, 0, MLN_RESOLVE_BETWEEN);
        mln_resolver_add_link(r, node,
                              (mln_resolve_link){.kind = MLN_LINK_LOAD, .a = next, .b = sym});
        node = next;
    }
    return node;
}

static uint32_t get_argument(const site *s, uint32_t index)
{
    return index < s->count && s->args[index].key != MLN_FLOW_SPREAD ? s->args[index].value
                                                                     : MLN_FLOW_NONE;
}

static void hand_over(mln_resolver *r, const site *s, uint32_t from, const struct mln_api_port *to)
{
    uint32_t base = MLN_FLOW_NONE;
    switch (to->where) {
    case MLN_API_PORT_RETURN:
        base = s->call;
        if (to->path)
            mln_resolver_add_state(r, base, mln_resolve_pack(MLN_STATE_OBJECT, s->call));
        break;
    case MLN_API_PORT_RECEIVER:
        base = s->receiver;
        break;
    case MLN_API_PORT_ARG:
        base = get_argument(s, to->port);
        break;
    case MLN_API_PORT_PARAM: {
        uint32_t function = get_argument(s, to->port);
        if (function != MLN_FLOW_NONE)
            mln_resolver_add_link(
                r, function, (mln_resolve_link){.kind = MLN_LINK_PARAM, .a = from, .b = to->param});
        return;
    }
    default:
        return;
    }
    if (base == MLN_FLOW_NONE)
        return;
    if (to->path == 0) {
        if (to->where == MLN_API_PORT_RETURN)
            mln_resolver_add_edge(r, from, base);
        return;
    }
    uint32_t key = find_key(r, get_keys(r, to->path)[0]);
    if (key != MLN_FLOW_NONE)
        mln_resolver_add_link(r, base,
                              (mln_resolve_link){.kind = MLN_LINK_STORE, .a = from, .b = key});
}

/* `=>`: what goes in at one port is what comes out at the other. */
static void join_ports(mln_resolver *r, const site *s, const mln_api_same *same)
{
    uint32_t first = same->from.port == MLN_API_ANY_PORT ? 0 : same->from.port;
    uint32_t last = same->last;
    if (same->from.where == MLN_API_PORT_RECEIVER)
        first = last = 0;
    for (uint32_t i = first; i <= last && i < (s->count ? s->count : 1); i++) {
        uint32_t from =
            same->from.where == MLN_API_PORT_RECEIVER ? s->receiver : get_argument(s, i);
        if (from == MLN_FLOW_NONE)
            continue;
        if (same->from.where == MLN_API_PORT_RESULT) {
            uint32_t result = mln_resolver_add_between(r, 0, MLN_RESOLVE_BETWEEN);
            mln_resolver_add_link(r, from,
                                  (mln_resolve_link){.kind = MLN_LINK_RESULT, .a = result});
            from = result;
        } else if (same->from.where == MLN_API_PORT_PARAM) {
            continue;
        }
        from = read_keys(r, from, same->from.path);
        if (from != MLN_FLOW_NONE)
            hand_over(r, s, from, &same->to);
    }
}

static void call_api(mln_resolver *r, const site *s, uint32_t api_state)
{
    const mln_api *api = r->api;
    const mln_api_state *state = &api->states[api_state];
    mln_resolver_add_api(r, s->call, state->call);
    if (state->arg_count)
        use_args(r, s, state);
    if (state->receiver && s->receiver != MLN_FLOW_NONE)
        mln_resolver_add_use(r, s->receiver, state->receiver, s->call);
    if (state->arg_count || state->receiver)
        fill_outs(r, s, state);
    for (uint32_t i = 0; i < state->same_count; i++)
        join_ports(r, s, &api->sames.data[api->same_ids[state->first_same + i]]);
}

void mln_resolver_call(mln_resolver *r, uint32_t call, uint32_t state)
{
    uint32_t index = mln_resolve_index(state);
    switch (mln_resolve_kind(state)) {
    case MLN_STATE_API: {
        site s = get_site(r, call, false);
        call_api(r, &s, index);
        break;
    }
    case MLN_STATE_FUNCTION:
        call_function(r, call, index);
        break;
    case MLN_STATE_CLASS:
        call_class(r, call, index);
        break;
    case MLN_STATE_INSTANCE:
    case MLN_STATE_OBJECT:
        break;
    }
}

void mln_resolver_call_method(mln_resolver *r, uint32_t call, mln_api_word word, uint32_t state)
{
    uint32_t count, index = mln_resolve_index(state);
    const mln_flow_operand *args = get_args(r, call, &count);
    mln_state_kind kind = mln_resolve_kind(state);
    if (kind == MLN_STATE_FUNCTION && count && has_own_this(&r->facts->functions[index]))
        mln_resolver_add_edge(r, args[0].value, r->facts->functions[index].this_value);
    if (word == MLN_WORD_BIND) {
        if (count < 2) /* with more, its parameters are others */
            mln_resolver_add_state(r, call, state);
    } else if (kind == MLN_STATE_FUNCTION) {
        add_target(r, call, index);
        if (word == MLN_WORD_CALL)
            pass_args(r, call, index, 1);
        mln_resolver_add_edge(r, r->facts->functions[index].result, call);
    } else if (kind == MLN_STATE_API && word == MLN_WORD_CALL) {
        site s = get_site(r, call, true);
        call_api(r, &s, index);
    }
}

/* ---- what a library does with what it is given ---- */

static void use_function(mln_resolver *r, const mln_api_state *state, uint32_t function)
{
    const mln_flow_function *f = &r->facts->functions[function];
    bool rest = (f->flags & MLN_FLOW_FUNCTION_REST) != 0;
    for (uint32_t i = 0; i < state->param_count; i++) {
        const mln_api_range *range = &r->api->ranges[state->first_param + i];
        if (range->from >= f->param_count || (rest && range->from + 1 == f->param_count) ||
            (range->to != MLN_API_ANY_PORT && range->to != f->param_count))
            continue;
        mln_resolver_add_api(r, f->first_param + range->from, range->target);
    }
    if (state->result)
        mln_resolver_add_use(r, f->result, state->result, MLN_FLOW_NONE);
    if (state->this_value && has_own_this(f))
        mln_resolver_add_api(r, f->this_value, state->this_value);
}

void mln_resolver_use_methods(mln_resolver *r, uint32_t class_id, uint32_t api_state)
{
    const mln_api_state *state = &r->api->states[api_state];
    for (uint32_t i = 0; i < state->member_count; i++) {
        const mln_api_member *member = &r->api->members[state->first_member + i];
        uint32_t sym = r->sym_of.data[member->name];
        uint32_t cell = sym ? mln_facts_find_field(r->facts, class_id, sym) : MLN_FLOW_NONE;
        if (cell != MLN_FLOW_NONE)
            mln_resolver_add_use(r, cell, member->target, MLN_FLOW_NONE);
    }
}

static void use_object(mln_resolver *r, const mln_api_state *state, uint32_t object, uint32_t call)
{
    for (uint32_t i = 0; i < state->member_count; i++) {
        const mln_api_member *member = &r->api->members[state->first_member + i];
        uint32_t sym = r->sym_of.data[member->name];
        if (sym)
            mln_resolver_add_use(r, mln_resolver_get_property(r, object, sym), member->target,
                                 call);
    }
    uint32_t all =
        state->star || state->element ? mln_resolver_get_property(r, object, MLN_RESOLVE_ALL) : 0;
    if (state->star)
        mln_resolver_add_use(r, all, state->star, call);
    if (state->element)
        mln_resolver_add_use(r, all, state->element, call);
}

void mln_resolver_apply_use(mln_resolver *r, const mln_resolve_use *use, uint32_t state)
{
    const mln_api_state *as = &r->api->states[use->state];
    uint32_t index = mln_resolve_index(state), call = use->call;
    switch (mln_resolve_kind(state)) {
    case MLN_STATE_API:
        break;
    case MLN_STATE_FUNCTION:
        use_function(r, as, index);
        break;
    case MLN_STATE_CLASS:
        if (as->instance)
            mln_resolver_add_api(r, r->instances.data[index], as->instance);
        mln_resolver_use_methods(r, index, use->state);
        break;
    case MLN_STATE_INSTANCE:
        mln_resolver_use_methods(r, index, use->state);
        use_object(r, as, state, call);
        break;
    case MLN_STATE_OBJECT:
        use_object(r, as, state, call);
        break;
    }
}

void mln_resolver_decorate(mln_resolver *r, uint32_t decoration, uint32_t state)
{
    const mln_flow_decoration *d = &r->facts->decorations[decoration];
    if (mln_resolve_kind(state) != MLN_STATE_API)
        return;
    uint32_t target = r->api->states[mln_resolve_index(state)].decorated, node = d->target;
    if (target == 0)
        return;
    if (d->place == MLN_FLOW_ON_FUNCTION)
        node = r->facts->functions[d->target].closure;
    else if (d->place == MLN_FLOW_ON_CLASS)
        node = r->facts->classes[d->target].value;
    if (node == MLN_FLOW_NONE)
        return;
    if (d->place == MLN_FLOW_ON_PARAM || d->place == MLN_FLOW_ON_FIELD)
        mln_resolver_add_api(r, node, target);
    mln_resolver_add_use(r, node, target, MLN_FLOW_NONE);
}
