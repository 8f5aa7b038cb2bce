#include "routes/routes.h"

#include "routes/routes_p.h"

#include "base/banned.h"

/* A variable is used and written anew by every registration: as long as a setup file is. */
#define ORIGIN_STEPS 20000
#define MOUNTS_MAX 8
#define FLATTEN_DEPTH 4
#define CHAIN_MAX 256u

void mln_route_sets_init(mln_route_sets *sets, const mln_api *api)
{
    *sets = (mln_route_sets){
        .handle = mln_api_find_set(api, MLN_STR("route.handle")),
        .path = mln_api_find_set(api, MLN_STR("route.path")),
        .use = mln_api_find_set(api, MLN_STR("route.use")),
        .object = mln_api_find_set(api, MLN_STR("route.object")),
        .decorator = mln_api_find_set(api, MLN_STR("route.decorator")),
        .group = mln_api_find_set(api, MLN_STR("route.group")),
        .root = mln_api_find_set(api, MLN_STR("route.root")),
        .object_path = mln_api_find_set(api, MLN_STR("route.object.path")),
        .object_method = mln_api_find_set(api, MLN_STR("route.object.method")),
        .object_handler = mln_api_find_set(api, MLN_STR("route.object.handler")),
    };
}

mln_router *mln_router_new(void)
{
    return mln_mem_new(1, sizeof(mln_router));
}

void mln_router_free(mln_router *router)
{
    if (!router)
        return;
    mln_vec_release(&router->routes);
    mln_vec_release(&router->uses);
    mln_vec_release(&router->mounts);
    mln_vec_release(&router->chain);
    mln_vec_release(&router->seen);
    mln_vec_release(&router->queue);
    mln_buf_release(&router->text);
    mln_mem_free(router);
}

/* ---- values ---- */

/* The value a use of a variable goes back to; past what calls may have done to it. */
static uint32_t step_back(const mln_facts *facts, uint32_t value)
{
    const mln_flow_operand *operands = mln_facts_operands(facts, value);
    switch (mln_facts_op(facts, value)) {
    case MLN_FLOW_COPY:
    case MLN_FLOW_CAPTURE:
    case MLN_FLOW_AWAIT:
    case MLN_FLOW_REFINE:
        return operands[0].value;
    case MLN_FLOW_OUT:
        return operands[1].value;
    case MLN_FLOW_STORE:
        return operands[0].value;
    case MLN_FLOW_PHI:
    case MLN_FLOW_CELL:
        return facts->count[value] ? operands[0].value : value;
    default:
        return value;
    }
}

static uint32_t skip(const mln_facts *facts, uint32_t value)
{
    for (int i = 0; i < ORIGIN_STEPS; i++) {
        uint32_t next = step_back(facts, value);
        if (next == value)
            break;
        value = next;
    }
    return value;
}

bool mln_router_has_call_role(const mln_resolution *resolution, uint32_t call, uint32_t set)
{
    uint32_t first, last = mln_resolution_find_roles(resolution, call, &first);
    for (uint32_t i = first; i < last; i++)
        if (resolution->roles[i].role->kind == MLN_API_CALL &&
            resolution->roles[i].role->set == set)
            return true;
    return false;
}

uint32_t mln_router_get_property(const mln_resolution *resolution, uint32_t value,
                                 const mln_api_role *role)
{
    const mln_facts *facts = resolution->facts;
    if (!role->path)
        return value;
    for (const mln_str *key = resolution->key_lists[role->path - 1]; key->len; key++) {
        value = skip(facts, value);
        if (mln_facts_op(facts, value) != MLN_FLOW_OBJECT)
            return MLN_FLOW_NONE;
        const mln_flow_operand *operands = mln_facts_operands(facts, value);
        uint32_t at = facts->count[value];
        while (at > 0 && !(operands[at - 1].key < facts->string_count &&
                           mln_str_equal(mln_facts_string(facts, operands[at - 1].key), *key)))
            at--;
        if (at == 0)
            return MLN_FLOW_NONE;
        value = operands[at - 1].value;
    }
    return value;
}

static bool is_registration(const mln_router *r, uint32_t call)
{
    return mln_router_has_call_role(r->resolution, call, r->sets.handle) ||
           mln_router_has_call_role(r->resolution, call, r->sets.use) ||
           mln_router_has_call_role(r->resolution, call, r->sets.path);
}

/* Where an app or router comes from: registrations can be chained, they give it back. `*path`: what
 * a `route.path` on the way says. */
static uint32_t get_origin(const mln_router *r, uint32_t value, uint32_t *path_call)
{
    const mln_facts *facts = r->resolution->facts;
    for (int i = 0; i < ORIGIN_STEPS; i++) {
        value = skip(facts, value);
        if (mln_facts_op(facts, value) != MLN_FLOW_CALL || !is_registration(r, value))
            break;
        if (path_call && mln_router_has_call_role(r->resolution, value, r->sets.path))
            *path_call = value;
        value = mln_facts_operands(facts, value)[1].value;
    }
    return value;
}

/* ---- texts ---- */

/* The constant parts of a text, `*` where another part stands. False when it is no text. */
static bool add_text(mln_router *r, uint32_t value, int depth)
{
    const mln_facts *facts = r->resolution->facts;
    value = skip(facts, value);
    switch (mln_facts_op(facts, value)) {
    case MLN_FLOW_CONST:
        if (facts->aux[value] != MLN_FLOW_STRING)
            return false;
        mln_buf_add_str(&r->text, mln_facts_string(facts, facts->sym[value]));
        return true;
    case MLN_FLOW_REGEX:
        mln_buf_add_str(&r->text, mln_facts_string(facts, facts->sym[value]));
        return true;
    case MLN_FLOW_ARRAY:
        return depth > 0 && facts->count[value] > 0 &&
               add_text(r, mln_facts_operands(facts, value)[0].value, depth - 1);
    case MLN_FLOW_CONCAT:
        for (uint32_t i = 0; i < facts->count[value]; i++)
            if (depth == 0 || !add_text(r, mln_facts_operands(facts, value)[i].value, depth - 1))
                mln_buf_add_char(&r->text, '*');
        return true;
    default:
        return false;
    }
}

static bool read_text(mln_router *r, uint32_t value, mln_str *text)
{
    mln_buf_clear(&r->text);
    if (!add_text(r, value, 3))
        return false;
    *text = (mln_str){mln_arena_dup(r->arena, r->text.data, r->text.len), (uint32_t)r->text.len};
    return true;
}

uint32_t mln_router_get_callee(const mln_facts *facts, uint32_t call)
{
    uint32_t callee = mln_facts_skip_copies(facts, mln_facts_operands(facts, call)[0].value);
    uint32_t name = facts->sym[callee];
    if (mln_facts_op(facts, callee) == MLN_FLOW_LOAD)
        name = mln_facts_operands(facts, callee)[0].key;
    else if (mln_facts_op(facts, callee) == MLN_FLOW_CLOSURE)
        name = facts->functions[facts->aux[callee]].name;
    return name < facts->string_count ? name : 0;
}

/* ---- chains ---- */

static void push(mln_router *r, uint32_t value)
{
    if (r->chain.len < CHAIN_MAX)
        mln_vec_add(&r->chain, value);
}

/* An argument, and what is in it when it is an array or an object. */
static void push_flat(mln_router *r, uint32_t value, int depth)
{
    const mln_facts *facts = r->resolution->facts;
    uint32_t bottom = skip(facts, value);
    mln_flow_op op = mln_facts_op(facts, bottom);
    push(r, value);
    if (depth == 0 || (op != MLN_FLOW_ARRAY && op != MLN_FLOW_OBJECT))
        return;
    for (uint32_t i = 0; i < facts->count[bottom]; i++)
        push_flat(r, mln_facts_operands(facts, bottom)[i].value, depth - 1);
}

/* Whether middleware registered for `prefix` is on the way to `path`. */
static bool covers(mln_str prefix, mln_str path)
{
    if (prefix.len == 0 || path.len == 0 || mln_str_is(prefix, "/") || mln_str_is(prefix, "*"))
        return true;
    return mln_str_starts_with(path, prefix) || memchr(prefix.ptr, '*', prefix.len) ||
           memchr(prefix.ptr, ':', prefix.len) || memchr(prefix.ptr, '(', prefix.len);
}

/* What runs before a value registered on `target` at the time of `call`: what its app or router was
 * given before, and what the one it is mounted on was given before that. */
static void push_inherited(mln_router *r, uint32_t target, uint32_t call, mln_str path, int depth)
{
    if (depth == 0 || target == MLN_FLOW_NONE)
        return;
    for (uint32_t m = 0; m < r->mounts.len; m++) {
        const mln_mount *mount = &r->mounts.data[m];
        if (mount->router != target)
            continue;
        push_inherited(r, mount->target, mount->call, MLN_STR(""), depth - 1);
        for (uint32_t i = 0; i < mount->chain_count; i++)
            push(r, mount->chain[i]);
    }
    for (uint32_t u = 0; u < r->uses.len; u++) {
        const mln_use *use = &r->uses.data[u];
        if (use->target != target || use->call >= call || !covers(use->path, path))
            continue;
        for (uint32_t i = 0; i < use->chain_count; i++)
            push(r, use->chain[i]);
    }
}

static const uint32_t *keep_chain(mln_router *r, uint32_t from, uint32_t *count)
{
    *count = r->chain.len - from;
    uint32_t *kept = MLN_ARENA_ARRAY(r->arena, uint32_t, *count + 1);
    if (*count)
        memcpy(kept, r->chain.data + from, *count * sizeof *kept);
    r->chain.len = from;
    return kept;
}

/* ---- registrations ---- */

/* An app or router that is not made by a call here, or that leaves the file. What is mounted here
 * is as open as what it is mounted on; nothing comes before the routes of an app. */
static bool is_open(const mln_router *r, uint32_t target, int depth)
{
    const mln_facts *facts = r->resolution->facts;
    if (target == MLN_FLOW_NONE || mln_router_has_call_role(r->resolution, target, r->sets.root))
        return false;
    for (uint32_t m = 0; m < r->mounts.len && depth; m++)
        if (r->mounts.data[m].router == target)
            return is_open(r, r->mounts.data[m].target, depth - 1);
    if (mln_facts_op(facts, target) != MLN_FLOW_CALL)
        return true;
    for (uint32_t i = 0; i < facts->export_count; i++)
        if (facts->exports[i].value != MLN_FLOW_NONE &&
            get_origin(r, facts->exports[i].value, NULL) == target)
            return true;
    return false;
}

static uint32_t get_first_arg(mln_router *r, uint32_t call, mln_str *path)
{
    const mln_facts *facts = r->resolution->facts;
    bool given =
        facts->count[call] > 2 && read_text(r, mln_facts_operands(facts, call)[2].value, path);
    return given ? 3 : 2;
}

static void add_use(mln_router *r, uint32_t call)
{
    const mln_facts *facts = r->resolution->facts;
    mln_use use = {.call = call};
    use.target = get_origin(r, mln_facts_operands(facts, call)[1].value, NULL);
    uint32_t first = get_first_arg(r, call, &use.path);
    for (uint32_t i = first; i < facts->count[call]; i++) {
        uint32_t value = mln_facts_operands(facts, call)[i].value;
        uint32_t router = get_origin(r, value, NULL);
        mln_flow_op op = mln_facts_op(facts, router);
        /* A plugin: its first parameter is the app. */
        if (op == MLN_FLOW_CLOSURE && facts->functions[facts->aux[router]].param_count) {
            router = facts->functions[facts->aux[router]].first_param;
            op = MLN_FLOW_PARAM;
        }
        /* What stands before a router in one `use` is before its routes too. */
        if (op == MLN_FLOW_CALL || op == MLN_FLOW_PARAM) {
            uint32_t at = r->chain.len;
            for (uint32_t k = first; k < i; k++)
                push_flat(r, mln_facts_operands(facts, call)[k].value, FLATTEN_DEPTH);
            mln_mount mount = {.router = router, .target = use.target, .call = call};
            mount.chain = keep_chain(r, at, &mount.chain_count);
            if (router != use.target)
                mln_vec_add(&r->mounts, mount);
        }
    }
    uint32_t at = r->chain.len;
    for (uint32_t i = first; i < facts->count[call]; i++)
        push_flat(r, mln_facts_operands(facts, call)[i].value, FLATTEN_DEPTH);
    use.chain = keep_chain(r, at, &use.chain_count);
    mln_vec_add(&r->uses, use);
}

static void add_handle(mln_router *r, uint32_t call)
{
    const mln_facts *facts = r->resolution->facts;
    uint32_t path_call = MLN_FLOW_NONE;
    mln_route route = {.call = call, .handler = MLN_FLOW_NONE};
    route.target = get_origin(r, mln_facts_operands(facts, call)[1].value, &path_call);
    route.method = mln_facts_string(facts, mln_router_get_callee(facts, call));
    uint32_t first = get_first_arg(r, call, &route.path);
    if (path_call != MLN_FLOW_NONE)
        (void)get_first_arg(r, path_call, &route.path);
    /* A setting: app.get('name'). */
    if (first >= facts->count[call])
        return;
    push_inherited(r, route.target, call, route.path, MOUNTS_MAX);
    uint32_t last = facts->count[call] - 1;
    for (uint32_t i = first; i < last; i++)
        push_flat(r, mln_facts_operands(facts, call)[i].value, FLATTEN_DEPTH);
    route.handler = mln_facts_operands(facts, call)[last].value;
    uint32_t bottom = skip(facts, route.handler);
    if (mln_facts_op(facts, bottom) == MLN_FLOW_ARRAY && facts->count[bottom]) {
        const mln_flow_operand *items = mln_facts_operands(facts, bottom);
        for (uint32_t i = 0; i + 1 < facts->count[bottom]; i++)
            push_flat(r, items[i].value, FLATTEN_DEPTH);
        route.handler = items[facts->count[bottom] - 1].value;
    } else if (mln_facts_op(facts, bottom) == MLN_FLOW_OBJECT) {
        push_flat(r, route.handler, FLATTEN_DEPTH);
    }
    route.chain = keep_chain(r, 0, &route.chain_count);
    route.open = is_open(r, route.target, MOUNTS_MAX);
    mln_vec_add(&r->routes, route);
}

/* Properties of a route object by the roles that models give them. */
static void read_object(mln_router *r, uint32_t value, mln_route *route)
{
    uint32_t first, last = mln_resolution_find_roles(r->resolution, value, &first);
    for (uint32_t i = first; i < last; i++) {
        const mln_api_role *role = r->resolution->roles[i].role;
        uint32_t property = mln_router_get_property(r->resolution, value, role);
        if (property == MLN_FLOW_NONE)
            continue;
        if (role->set == r->sets.object_path)
            (void)read_text(r, property, &route->path);
        else if (role->set == r->sets.object_method)
            (void)read_text(r, property, &route->method);
        else if (role->set == r->sets.object_handler)
            route->handler = property;
    }
}

static void add_object(mln_router *r, uint32_t call, uint32_t object)
{
    const mln_facts *facts = r->resolution->facts;
    mln_route route = {.call = call, .handler = MLN_FLOW_NONE};
    route.target = get_origin(r, mln_facts_operands(facts, call)[1].value, NULL);
    read_object(r, object, &route);
    if (route.handler == MLN_FLOW_NONE)
        return;
    push_inherited(r, route.target, call, route.path, MOUNTS_MAX);
    push_flat(r, object, FLATTEN_DEPTH);
    route.chain = keep_chain(r, 0, &route.chain_count);
    route.open = is_open(r, route.target, MOUNTS_MAX);
    mln_vec_add(&r->routes, route);
}

/* One object, or an array of them. */
static void add_objects(mln_router *r, uint32_t call)
{
    const mln_facts *facts = r->resolution->facts;
    for (uint32_t i = 2; i < facts->count[call]; i++) {
        uint32_t value = mln_facts_operands(facts, call)[i].value, bottom = skip(facts, value);
        if (mln_facts_op(facts, bottom) != MLN_FLOW_ARRAY) {
            add_object(r, call, value);
            continue;
        }
        for (uint32_t k = 0; k < facts->count[bottom]; k++)
            add_object(r, call, mln_facts_operands(facts, bottom)[k].value);
    }
}

/* ---- decorators ---- */

static mln_str join_paths(mln_router *r, mln_str group, mln_str path)
{
    const mln_str parts[] = {group, path};
    mln_buf_clear(&r->text);
    for (size_t i = 0; i < MLN_COUNT_OF(parts); i++) {
        mln_str part = parts[i];
        while (part.len && part.ptr[0] == '/')
            part = (mln_str){part.ptr + 1, part.len - 1};
        if (!part.len)
            continue;
        mln_buf_add_char(&r->text, '/');
        mln_buf_add_str(&r->text, part);
    }
    if (!r->text.len)
        mln_buf_add_char(&r->text, '/');
    return (mln_str){mln_arena_dup(r->arena, r->text.data, r->text.len), (uint32_t)r->text.len};
}

static void push_decorator(mln_router *r, uint32_t decorator)
{
    const mln_facts *facts = r->resolution->facts;
    push(r, decorator);
    if (mln_facts_op(facts, decorator) == MLN_FLOW_CALL)
        for (uint32_t i = 2; i < facts->count[decorator]; i++)
            push_flat(r, mln_facts_operands(facts, decorator)[i].value, FLATTEN_DEPTH);
}

static void add_decorated(mln_router *r, const mln_flow_decoration *d)
{
    const mln_facts *facts = r->resolution->facts;
    const mln_flow_function *function = &facts->functions[d->target];
    mln_route route = {.call = d->decorator, .target = MLN_FLOW_NONE, .handler = function->closure};
    mln_str path = MLN_STR(""), group = MLN_STR("");
    route.method = mln_facts_string(facts, mln_router_get_callee(facts, d->decorator));
    route.open = true;
    (void)get_first_arg(r, d->decorator, &path);
    for (uint32_t i = 0; i < facts->decoration_count; i++) {
        const mln_flow_decoration *other = &facts->decorations[i];
        bool on_class = other->place == MLN_FLOW_ON_CLASS && other->target == function->class_id;
        bool on_method = other->place == MLN_FLOW_ON_FUNCTION && other->target == d->target;
        if (on_class && mln_router_has_call_role(r->resolution, other->decorator, r->sets.group))
            (void)get_first_arg(r, other->decorator, &group);
        if (on_class || on_method)
            push_decorator(r, other->decorator);
    }
    route.path = join_paths(r, group, path);
    route.chain = keep_chain(r, 0, &route.chain_count);
    mln_vec_add(&r->routes, route);
}

void mln_router_find(mln_router *r, const mln_resolution *resolution, const mln_route_sets *sets,
                     mln_arena *arena, mln_routes *routes)
{
    const mln_facts *facts = resolution->facts;
    r->resolution = resolution;
    r->sets = *sets;
    r->arena = arena;
    mln_vec_clear(&r->routes);
    mln_vec_clear(&r->uses);
    mln_vec_clear(&r->mounts);
    mln_vec_clear(&r->chain);
    /* Values are in order of evaluation, roles in order of values. What is used and mounted is
     * gathered first: a router may be mounted after its routes were registered. */
    for (int pass = 0; pass < 2; pass++) {
        uint32_t before = MLN_FLOW_NONE;
        for (uint32_t i = 0; i < resolution->role_count; i++) {
            const mln_role_hit *hit = &resolution->roles[i];
            if (hit->role->kind != MLN_API_CALL || hit->value == before ||
                mln_facts_op(facts, hit->value) != MLN_FLOW_CALL || facts->count[hit->value] < 2)
                continue;
            uint32_t set = hit->role->set;
            bool use = set == sets->use, handle = set == sets->handle, object = set == sets->object;
            if (!use && !handle && !object)
                continue;
            before = hit->value;
            if (pass == 0 && use)
                add_use(r, hit->value);
            else if (pass == 1 && handle)
                add_handle(r, hit->value);
            else if (pass == 1 && object)
                add_objects(r, hit->value);
        }
    }
    for (uint32_t i = 0; i < facts->decoration_count; i++)
        if (facts->decorations[i].place == MLN_FLOW_ON_FUNCTION &&
            mln_facts_op(facts, facts->decorations[i].decorator) == MLN_FLOW_CALL &&
            mln_router_has_call_role(resolution, facts->decorations[i].decorator, sets->decorator))
            add_decorated(r, &facts->decorations[i]);
    mln_route *kept = MLN_ARENA_ARRAY(arena, mln_route, r->routes.len + 1);
    if (r->routes.len)
        memcpy(kept, r->routes.data, r->routes.len * sizeof *kept);
    *routes = (mln_routes){resolution, kept, r->routes.len};
}
