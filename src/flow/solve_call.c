#include "flow/solve_p.h"

#include "base/ascii.h"
#include "flow/format.h"

#include "base/banned.h"

/* ---- how a function is called ---- */

/* `f.call(this, a)` and `f.apply(this, [a])` where f is the function itself. */
typedef enum { CALLED_PLAIN, CALLED_BY_CALL, CALLED_BY_APPLY } how_called;

static how_called find_how(const mln_solver *solver, mln_solve_site site)
{
    const mln_facts *facts = solver->facts;
    const mln_resolution *resolution = solver->in->resolution;
    uint32_t callee = mln_facts_skip_copies(facts, mln_facts_operands(facts, site.call)[0].value);
    if (site.port != MLN_PORT_DIRECT || mln_facts_op(facts, callee) != MLN_FLOW_LOAD ||
        !resolution->first_state)
        return CALLED_PLAIN;
    mln_flow_operand method = mln_facts_operands(facts, callee)[0];
    if (method.key >= facts->string_count)
        return CALLED_PLAIN;
    mln_str name = mln_facts_string(facts, method.key);
    how_called how = mln_str_is(name, "call")    ? CALLED_BY_CALL
                     : mln_str_is(name, "apply") ? CALLED_BY_APPLY
                                                 : CALLED_PLAIN;
    if (how == CALLED_PLAIN)
        return how;
    for (uint32_t s = resolution->first_state[method.value];
         s < resolution->first_state[method.value + 1]; s++)
        if (resolution->states[s].kind == MLN_STATE_FUNCTION &&
            resolution->states[s].index == site.function)
            return how;
    return CALLED_PLAIN;
}

/* ---- out of a function ---- */

typedef void (*give_fn)(mln_solver *solver, const mln_solve_from *from, mln_solve_use use,
                        mln_solve_site site, uint32_t context, uint64_t bits, uint32_t entry);

static void deliver(mln_solver *solver, const mln_solve_from *from, uint32_t call, uint32_t context,
                    const struct mln_api_port *to, mln_path path, uint64_t bits, uint32_t entry);

/* Follows a port's keys into a path. False when the taint is not there. */
static bool take_keys(mln_solver *solver, uint32_t list, mln_path *path)
{
    uint32_t count;
    const uint32_t *keys = mln_solver_get_keys(solver, list, &count);
    for (uint32_t i = 0; i < count && *path; i++) {
        if (!mln_path_keys_meet(mln_paths_get_first(&solver->paths, *path), keys[i]))
            return false;
        *path = mln_paths_get_rest(&solver->paths, *path);
    }
    return true;
}

/* The OUTs of a call: what the variables hold that were given to it. False when there is none. */
static bool push_out(mln_solver *solver, const mln_solve_from *from, uint32_t call,
                     uint32_t context, uint32_t port, mln_path path, uint64_t bits,
                     mln_step_kind why, uint32_t entry)
{
    const mln_facts *facts = solver->facts;
    bool any = false;
    uint32_t stop = solver->first_use.data[call + 1];
    for (uint32_t i = solver->first_use.data[call]; i < stop; i++) {
        mln_solve_use use = solver->uses.data[i];
        if (use.slot != 0 || mln_facts_op(facts, use.user) != MLN_FLOW_OUT)
            continue;
        uint32_t at = facts->aux[use.user];
        if (at != port && (port != MLN_API_ANY_PORT || at >= MLN_FLOW_PORT_THROWN))
            continue;
        mln_solver_push(solver, from, use.user, context, path, bits, why, entry);
        any = true;
    }
    return any;
}

static void give_result(mln_solver *solver, const mln_solve_from *from, mln_solve_use use,
                        mln_solve_site site, uint32_t context, uint64_t bits, uint32_t entry)
{
    const mln_facts *facts = solver->facts;
    mln_path path = from->path;
    if (facts->functions[use.user].flags & MLN_FLOW_FUNCTION_GENERATOR)
        path = mln_paths_push(&solver->paths, MLN_FLOW_ELEMENT, path);
    if (site.port == MLN_PORT_DIRECT) {
        mln_solver_push(solver, from, site.call, context, path,
                        bits & solver->in->policy.interprocedural, MLN_STEP_RETURN, entry);
        return;
    }
    const mln_resolution *resolution = solver->in->resolution;
    uint32_t first, last = mln_resolution_find_roles(resolution, site.call, &first);
    for (uint32_t i = first; i < last; i++) {
        const mln_api_role *role = resolution->roles[i].role;
        mln_path taken = path;
        if (role->kind == MLN_API_FLOW && role->from.where == MLN_API_PORT_RESULT &&
            (role->from.port == site.port || role->from.port == MLN_API_ANY_PORT) &&
            take_keys(solver, role->from.path, &taken))
            deliver(solver, from, site.call, context, &role->to, taken, bits, entry);
    }
}

/* What a parameter's variable, or `this`, holds at the end. */
static void give_exit(mln_solver *solver, const mln_solve_from *from, mln_solve_use use,
                      mln_solve_site site, uint32_t context, uint64_t bits, uint32_t entry)
{
    const mln_facts *facts = solver->facts;
    const mln_flow_function *function = &facts->functions[use.user];
    uint32_t exit = use.slot - MLN_SLOT_EXIT;
    how_called how = find_how(solver, site);
    if (site.port != MLN_PORT_DIRECT || how == CALLED_BY_APPLY)
        return;
    bits &= solver->in->policy.interprocedural;
    if (exit == function->param_count) {
        push_out(solver, from, site.call, context,
                 how == CALLED_BY_CALL ? 0 : MLN_FLOW_PORT_RECEIVER, from->path, bits,
                 MLN_STEP_RETURN, entry);
        if (facts->flags[site.call] & MLN_FLOW_FLAG_NEW)
            mln_solver_push(solver, from, site.call, context, from->path, bits, MLN_STEP_RETURN,
                            entry);
    } else if (!(function->flags & MLN_FLOW_FUNCTION_REST) || exit + 1 < function->param_count) {
        push_out(solver, from, site.call, context, exit + (how == CALLED_BY_CALL), from->path, bits,
                 MLN_STEP_RETURN, entry);
    }
}

/* What is thrown reaches the clause around the call, or leaves the caller as well. */
static void give_thrown(mln_solver *solver, const mln_solve_from *from, mln_solve_use use,
                        mln_solve_site site, uint32_t context, uint64_t bits, uint32_t entry)
{
    (void)use;
    const mln_facts *facts = solver->facts;
    if (site.port == MLN_PORT_DIRECT)
        bits &= solver->in->policy.interprocedural;
    bits &= solver->in->policy.throws;
    if (!push_out(solver, from, site.call, context, MLN_FLOW_PORT_THROWN, from->path, bits,
                  MLN_STEP_RETURN, entry))
        mln_solver_push(solver, from, facts->functions[facts->func[site.call]].thrown, context,
                        from->path, bits, MLN_STEP_RETURN, entry);
}

static give_fn find_give(uint32_t slot)
{
    return slot == MLN_SLOT_RESULT   ? give_result
           : slot == MLN_SLOT_THROWN ? give_thrown
                                     : give_exit;
}

/* The bits that may leave by an entry: those it put in, and those that began inside. */
static uint64_t get_open(const mln_solver *solver, uint64_t entered)
{
    return entered | solver->derived;
}

static void remember_left(mln_solver *solver, const mln_solve_from *from, uint32_t slot)
{
    mln_solve_context *context = &solver->context_data.data[from->context - 1];
    mln_vec_add(&solver->left, (mln_solve_left){.taint = from->taint, .slot = slot});
    if (context->last_left)
        solver->left.data[context->last_left - 1].next = solver->left.len;
    else
        context->first_left = solver->left.len;
    context->last_left = solver->left.len;
}

void mln_solver_leave(mln_solver *solver, const mln_solve_from *from, mln_solve_use use)
{
    give_fn give = find_give(use.slot);
    uint32_t f = use.user;
    if (from->context && solver->contexts.all.data[from->context - 1].part[0] == f) {
        remember_left(solver, from, use.slot);
        for (uint32_t e = solver->context_data.data[from->context - 1].first_entry; e;) {
            mln_tuple key = solver->entry_keys.all.data[e - 1];
            uint64_t open = get_open(solver, solver->entries.data[e - 1].mask);
            give(solver, from, use, (mln_solve_site){f, key.part[1], key.part[3]}, key.part[2],
                 from->bits & open, e - 1);
            e = solver->entries.data[e - 1].next;
        }
        return;
    }
    /* Whatever the caller: the value is from here, or from a function around this one. */
    for (uint32_t i = solver->first_site.data[f]; i < solver->first_site.data[f + 1]; i++) {
        mln_solve_site site = solver->sites.data[i];
        give(solver, from, use, site, mln_solver_place(solver, from->context, site.call),
             from->bits, MLN_FLOW_NONE);
    }
}

/* ---- into a function ---- */

/* Gives a new caller what is known to come out of its context already. */
static void replay(mln_solver *solver, uint32_t context, uint32_t entry, uint64_t open)
{
    mln_tuple key = solver->entry_keys.all.data[entry];
    uint32_t f = solver->contexts.all.data[context - 1].part[0];
    mln_solve_site site = {f, key.part[1], key.part[3]};
    for (uint32_t at = solver->context_data.data[context - 1].first_left; at;) {
        mln_solve_left left = solver->left.data[at - 1];
        const mln_solve_taint *taint = &solver->taints.data[left.taint];
        mln_tuple fact = solver->fact_keys.all.data[taint->fact];
        mln_solve_from from = {.taint = left.taint,
                               .value = fact.part[0],
                               .context = context,
                               .path = fact.part[2],
                               .bits = taint->bits & open};
        if (from.bits)
            find_give(left.slot)(solver, &from, (mln_solve_use){f, left.slot}, site, key.part[2],
                                 from.bits, entry);
        at = left.next;
    }
}

static void enter(mln_solver *solver, const mln_solve_from *from, mln_solve_site site,
                  uint32_t value, mln_path path, uint64_t bits)
{
    if (site.port == MLN_PORT_DIRECT)
        bits &= solver->in->policy.interprocedural;
    if (!bits)
        return;
    mln_tuple tuple = {{site.function, value, path, 0}};
    uint32_t context = mln_tuples_find(&solver->contexts, tuple) + 1;
    if (context == 0) {
        path = mln_solver_widen(solver, (mln_tuple){{site.function, value, 0, 1}}, path);
        tuple.part[2] = path;
        context = mln_tuples_add(&solver->contexts, tuple) + 1;
    }
    if (context > solver->context_data.len)
        mln_vec_add(&solver->context_data, (mln_solve_context){0});
    uint32_t entry = mln_tuples_add(&solver->entry_keys,
                                    (mln_tuple){{context, site.call, from->context, site.port}});
    if (entry == solver->entries.len) {
        mln_solve_entry made = {.next = solver->context_data.data[context - 1].first_entry};
        mln_vec_add(&solver->entries, made);
        solver->context_data.data[context - 1].first_entry = entry + 1;
    }
    mln_solve_entry *known = &solver->entries.data[entry];
    bits &= ~known->mask;
    if (!bits)
        return;
    known->mask |= bits;
    mln_vec_add(&solver->ways, (mln_solve_way){bits, from->taint, known->first_way});
    known->first_way = solver->ways.len;
    mln_solver_push(solver, from, value, context, path, bits, MLN_STEP_CALL, MLN_FLOW_NONE);

    replay(solver, context, entry, get_open(solver, bits));
}

/* As argument `index` of a function. */
static void enter_param(mln_solver *solver, const mln_solve_from *from, mln_solve_site site,
                        uint32_t index, mln_path path, uint64_t bits)
{
    const mln_flow_function *function = &solver->facts->functions[site.function];
    if (function->param_count == 0)
        return;
    uint32_t last = function->param_count - 1;
    if ((function->flags & MLN_FLOW_FUNCTION_REST) && index >= last) {
        path = mln_paths_push(&solver->paths, MLN_FLOW_ELEMENT, path);
        index = last;
    }
    if (index <= last)
        enter(solver, from, site, function->first_param + index, path, bits);
}

static void enter_params_from(mln_solver *solver, const mln_solve_from *from, mln_solve_site site,
                              uint32_t index, mln_path path, uint64_t bits)
{
    for (uint32_t i = index; i < solver->facts->functions[site.function].param_count; i++)
        enter_param(solver, from, site, i, path, bits);
}

/* A number that a key is, or UINT32_MAX. */
static uint32_t get_index(const mln_facts *facts, uint32_t key)
{
    if (key >= facts->string_count)
        return UINT32_MAX;
    mln_str text = mln_facts_string(facts, key);
    uint32_t index = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        if (!mln_ascii_is_digit(text.ptr[i]) || index > 0xffff)
            return UINT32_MAX;
        index = index * 10 + (uint32_t)(text.ptr[i] - '0');
    }
    return text.len ? index : UINT32_MAX;
}

/* The argument before which places are certain: the first spread one, or the number of arguments.
 */
static uint32_t find_spread(const mln_facts *facts, uint32_t call)
{
    const mln_flow_operand *operands = mln_facts_operands(facts, call);
    uint32_t i = 2;
    while (i < facts->count[call] && operands[i].key != MLN_FLOW_SPREAD)
        i++;
    return i - 2;
}

static void enter_this(mln_solver *solver, const mln_solve_from *from, mln_solve_site site)
{
    const mln_facts *facts = solver->facts;
    const mln_flow_function *function = &facts->functions[site.function];
    if (!(facts->flags[site.call] & MLN_FLOW_FLAG_NEW) &&
        !(function->flags & MLN_FLOW_FUNCTION_ARROW))
        enter(solver, from, site, function->this_value, from->path, from->bits);
}

/* What is spread from argument `index` on. */
static void enter_spread(mln_solver *solver, const mln_solve_from *from, mln_solve_site site,
                         uint32_t index, bool certain)
{
    if (from->path == 0) {
        enter_params_from(solver, from, site, index, 0, from->bits);
        return;
    }
    uint32_t first = mln_paths_get_first(&solver->paths, from->path);
    mln_path rest = mln_paths_get_rest(&solver->paths, from->path);
    uint32_t at = get_index(solver->facts, first);
    if (certain && at != UINT32_MAX)
        enter_param(solver, from, site, index + at, rest, from->bits);
    else if (mln_solver_is_element(solver, first))
        enter_params_from(solver, from, site, index, rest, from->bits);
}

static void enter_target(mln_solver *solver, const mln_solve_from *from, mln_solve_site site,
                         uint32_t slot)
{
    const mln_facts *facts = solver->facts;
    how_called how = find_how(solver, site);
    if (slot == 0 || (slot == 1 && how != CALLED_PLAIN))
        return;
    if (slot == 1 || (slot == 2 && how != CALLED_PLAIN)) {
        enter_this(solver, from, site);
        return;
    }
    if (how == CALLED_BY_APPLY) {
        if (slot == 3)
            enter_spread(solver, from, site, 0, true);
        return;
    }
    uint32_t shift = how == CALLED_BY_CALL ? 1 : 0;
    uint32_t argument = slot - 2, spread = find_spread(facts, site.call);
    uint32_t unsure = spread > shift ? spread - shift : 0;
    if (mln_facts_operands(facts, site.call)[slot].key == MLN_FLOW_SPREAD)
        enter_spread(solver, from, site, unsure, argument == spread && argument >= shift);
    else if (argument < spread)
        enter_param(solver, from, site, argument - shift, from->path, from->bits);
    else
        enter_params_from(solver, from, site, unsure, from->path, from->bits);
}

/* ---- models ---- */

static void deliver(mln_solver *solver, const mln_solve_from *from, uint32_t call, uint32_t context,
                    const struct mln_api_port *to, mln_path path, uint64_t bits, uint32_t entry)
{
    const mln_resolution *resolution = solver->in->resolution;
    const mln_facts *facts = solver->facts;
    uint32_t count;
    const uint32_t *keys = mln_solver_get_keys(solver, to->path, &count);
    for (uint32_t i = count; i-- > 0;)
        path = mln_paths_push(&solver->paths, keys[i], path);
    switch (to->where) {
    case MLN_API_PORT_RETURN:
        mln_solver_push(solver, from, call, context, path, bits, MLN_STEP_THROUGH, entry);
        break;
    case MLN_API_PORT_ARG:
        push_out(solver, from, call, context, to->port, path, bits, MLN_STEP_THROUGH, entry);
        break;
    case MLN_API_PORT_RECEIVER:
        push_out(solver, from, call, context, MLN_FLOW_PORT_RECEIVER, path, bits, MLN_STEP_THROUGH,
                 entry);
        break;
    case MLN_API_PORT_PARAM:
        /* From what a callback gives to what another is given: only once it is a value of the call.
         */
        if (entry != MLN_FLOW_NONE || !resolution->first_state)
            break;
        for (uint32_t i = 2; i < facts->count[call]; i++) {
            if (to->port != MLN_API_ANY_PORT && to->port != i - 2)
                continue;
            uint32_t value = mln_facts_operands(facts, call)[i].value;
            for (uint32_t s = resolution->first_state[value];
                 s < resolution->first_state[value + 1]; s++)
                if (resolution->states[s].kind == MLN_STATE_FUNCTION)
                    enter_param(solver, from,
                                (mln_solve_site){resolution->states[s].index, call, i - 2},
                                to->param, path, bits);
        }
        break;
    default:
        break;
    }
}

/* Whether an argument is a variable or a field, and not a place in one (`buf + n`). */
static bool is_variable(const mln_facts *facts, uint32_t value)
{
    while (mln_facts_op(facts, value) == MLN_FLOW_COPY &&
           !(facts->flags[value] & MLN_FLOW_FLAG_BIND)) {
        uint32_t inner = mln_facts_operands(facts, value)[0].value;
        if (mln_facts_op(facts, inner) != MLN_FLOW_COPY ||
            (facts->flags[inner] & MLN_FLOW_FLAG_BIND))
            return true;
        if (facts->stop[inner] < facts->stop[value])
            return false;
        value = inner;
    }
    return mln_facts_op(facts, value) == MLN_FLOW_LOAD &&
           mln_facts_operands(facts, value)[0].key < facts->string_count;
}

bool mln_solver_is_overwritten(const mln_solver *solver, uint32_t out)
{
    const mln_facts *facts = solver->facts;
    const mln_resolution *resolution = solver->in->resolution;
    if (facts->lang != MLN_LANG_C)
        return false;
    uint32_t call = mln_facts_operands(facts, out)[0].value, port = facts->aux[out];
    if (port >= MLN_FLOW_PORT_THROWN || facts->count[call] <= port + 2)
        return false;
    uint32_t first, last = mln_resolution_find_roles(resolution, call, &first);
    bool written = false;
    for (uint32_t i = first; i < last; i++) {
        const mln_api_role *role = resolution->roles[i].role;
        if (role->kind != MLN_API_FLOW || role->to.where != MLN_API_PORT_ARG ||
            role->to.port != port || role->to.path)
            continue;
        if (role->from.where == MLN_API_PORT_ARG && role->from.port == port)
            return false;
        written = true;
    }
    return written && is_variable(facts, mln_facts_operands(facts, call)[port + 2].value);
}

/* Whether a port stands for another argument than the one that is written to: `* -> 0` is each but
 * 0. */
static bool is_itself(const mln_api_role *role, uint32_t slot)
{
    return role->from.port == MLN_API_ANY_PORT && role->to.where == MLN_API_PORT_ARG && slot >= 2 &&
           role->to.port == slot - 2;
}

/* Whether operand `slot` of the call is what the port names; `*path` is what of it. */
static bool is_port(mln_solver *solver, const struct mln_api_port *port, uint32_t call,
                    uint32_t slot, mln_path *path)
{
    const mln_facts *facts = solver->facts;
    if (port->where == MLN_API_PORT_RECEIVER)
        return slot == 1 && take_keys(solver, port->path, path);
    if (port->where != MLN_API_PORT_ARG || slot < 2)
        return false;
    uint32_t argument = slot - 2;
    bool any = port->port == MLN_API_ANY_PORT;
    if (mln_facts_operands(facts, call)[slot].key == MLN_FLOW_SPREAD) {
        if (*path) {
            uint32_t first = mln_paths_get_first(&solver->paths, *path);
            uint32_t index = get_index(facts, first);
            bool certain = index != UINT32_MAX && find_spread(facts, call) == argument;
            if (!mln_solver_is_element(solver, first) ||
                (certain && !any && argument + index != port->port))
                return false;
            *path = mln_paths_get_rest(&solver->paths, *path);
        }
        return (any || port->port >= find_spread(facts, call)) &&
               take_keys(solver, port->path, path);
    }
    uint32_t spread = find_spread(facts, call);
    bool here = any || (argument < spread ? port->port == argument : port->port >= spread);
    return here && take_keys(solver, port->path, path);
}

/* What a flow through a format lets pass of what comes by operand `slot`. */
static uint64_t pass_format(const mln_solver *solver, const mln_api_role *role, uint32_t call,
                            uint32_t slot, uint64_t bits)
{
    const mln_facts *facts = solver->facts;
    uint32_t format = role->format - 1u, at = 0;
    bool scans = role->to.where == MLN_API_PORT_ARG && role->to.port > format;
    uint32_t argument = scans ? role->to.port : slot - 2;
    if (slot < 2 || argument <= format)
        return bits;
    switch (
        mln_format_find(mln_format_get(facts, call, format), scans, argument - format - 1, &at)) {
    case MLN_FORMAT_NUMBER:
        return 0;
    case MLN_FORMAT_TEXT:
        if (!scans && (bits & solver->in->policy.prefix_kills) &&
            mln_format_is_fixed(facts, call, format, at))
            bits &= ~solver->in->policy.prefix_kills;
        return bits;
    default:
        return bits;
    }
}

void mln_solver_enter_call(mln_solver *solver, const mln_solve_from *from, uint32_t call,
                           uint32_t slot)
{
    const mln_resolution *resolution = solver->in->resolution;
    uint32_t first, last = mln_resolution_find_targets(resolution, call, &first);
    for (uint32_t i = first; i < last; i++)
        enter_target(solver, from,
                     (mln_solve_site){resolution->targets[i].function, call, MLN_PORT_DIRECT},
                     slot);

    const mln_solve_policy *policy = &solver->in->policy;
    last = mln_resolution_find_roles(resolution, call, &first);
    for (uint32_t i = first; i < last; i++) {
        const mln_api_role *role = resolution->roles[i].role;
        mln_path path = from->path;
        /* Into a callback is across functions. */
        bool inward = role->to.where == MLN_API_PORT_PARAM;
        uint64_t known = from->bits & (policy->library | (inward ? policy->interprocedural : 0));
        if (role->kind == MLN_API_FLOW && known && !is_itself(role, slot) &&
            is_port(solver, &role->from, call, slot, &path))
            deliver(solver, from, call, mln_solver_place(solver, from->context, call), &role->to,
                    path, role->format ? pass_format(solver, role, call, slot, known) : known,
                    MLN_FLOW_NONE);
    }

    /* A tainted constructor makes no tainted object; to the rule syntax what it is given does, even
     * where it takes functions to be safe. */
    bool is_new = (solver->facts->flags[call] & MLN_FLOW_FLAG_NEW) != 0;
    if (slot == 0 && is_new)
        return;
    uint64_t through = policy->unknown_pass | (is_new ? ~policy->library : 0);
    mln_solver_push(solver, from, call, mln_solver_place(solver, from->context, call), 0,
                    from->bits & through, MLN_STEP_THROUGH, MLN_FLOW_NONE);
}
