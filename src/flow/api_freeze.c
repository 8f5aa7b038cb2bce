/* From paths to the automaton: a trie with shared prefixes, in which a type is a root of its own
 * and the state a type's path ends in leads to it without a step. */
#include "flow/api_p.h"

#include <stdlib.h>

#include "base/banned.h"

/* An edge is told by its kind, and by name or numbers. */
typedef struct {
    uint8_t kind;
    uint32_t a, b;
    uint32_t target;
    uint32_t next; /* index + 1 */
} edge;

typedef struct {
    uint32_t what; /* a role, a same, or a state */
    uint32_t next;
} link;

typedef struct {
    uint32_t edges, roles, sames, types; /* index + 1 of the newest */
    uint32_t edge_count;
    bool is_module;
    uint32_t visited;
} node;

typedef struct {
    mln_api *api;
    MLN_VEC(node)
    nodes;
    MLN_VEC(edge)
    edges;
    MLN_VEC(link)
    links;
    uint32_t *types; /* the states of the types */
    MLN_VEC(uint32_t)
    frontier;
    MLN_VEC(uint32_t)
    reached;
} maker;

static uint32_t add_node(maker *m)
{
    node fresh = {0};
    mln_vec_add(&m->nodes, fresh);
    return m->nodes.len - 1;
}

static void add_link(maker *m, uint32_t *head, uint32_t what)
{
    for (uint32_t at = *head; at; at = m->links.data[at - 1].next)
        if (m->links.data[at - 1].what == what)
            return;
    link fresh = {what, *head};
    mln_vec_add(&m->links, fresh);
    *head = m->links.len;
}

static uint32_t step_to(maker *m, uint32_t from, uint8_t kind, uint32_t a, uint32_t b)
{
    for (uint32_t at = m->nodes.data[from].edges; at; at = m->edges.data[at - 1].next) {
        const edge *e = &m->edges.data[at - 1];
        if (e->kind == kind && e->a == a && e->b == b)
            return e->target;
    }
    edge fresh = {kind, a, b, add_node(m), m->nodes.data[from].edges};
    mln_vec_add(&m->edges, fresh);
    m->nodes.data[from].edges = m->edges.len;
    m->nodes.data[from].edge_count++;
    return fresh.target;
}

/* The state in a table of roots, made if new. */
static uint32_t find_root(maker *m, uint32_t *root)
{
    if (*root == 0)
        *root = add_node(m);
    return *root;
}

static uint32_t find_module(maker *m, const mln_api_path *path)
{
    uint32_t state = find_root(m, &m->api->families[path->family].modules[path->package]);
    m->nodes.data[state].is_module = true;
    return state;
}

static uint32_t find_annotation(maker *m, const mln_api_path *path, uint32_t name)
{
    mln_api_family *family = &m->api->families[path->family];
    uint32_t package = path->family == MLN_API_C ? 0 : path->package;
    for (uint32_t i = 0; i < family->annotations.len; i++)
        if (family->annotations.data[i].name == name &&
            family->annotations.data[i].package == package)
            return family->annotations.data[i].target;
    mln_api_annotation fresh = {name, package, add_node(m)};
    mln_vec_add(&family->annotations, fresh);
    return fresh.target;
}

static bool is_same_shape(const mln_api *api, const mln_api_shape *shape, const mln_api_path *path,
                          uint32_t count)
{
    if (shape->count != count)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const mln_api_step *step = &api->steps.data[path->first_step + i];
        const mln_api_group *group = &api->groups.data[shape->first_group + i];
        if (group->count != step->count)
            return false;
        for (uint32_t n = 0; n < step->count; n++)
            if (api->alternatives.data[group->first + n] != api->alternatives.data[step->first + n])
                return false;
    }
    return true;
}

static uint32_t find_shape(maker *m, const mln_api_path *path, uint32_t count)
{
    mln_api *api = m->api;
    mln_api_family *family = &api->families[path->family];
    for (uint32_t i = 0; i < family->shapes.len; i++)
        if (is_same_shape(api, &family->shapes.data[i], path, count))
            return family->shapes.data[i].target;
    mln_api_shape fresh = {api->groups.len, count, add_node(m)};
    for (uint32_t i = 0; i < count; i++) {
        const mln_api_step *step = &api->steps.data[path->first_step + i];
        mln_api_group group = {step->first, step->count};
        mln_vec_add(&api->groups, group);
    }
    mln_vec_add(&family->shapes, fresh);
    return fresh.target;
}

/* `name`: a type of the model, else an export of the package; a function in C. */
static uint32_t find_named(maker *m, const mln_api_path *path, uint32_t name)
{
    mln_api *api = m->api;
    uint32_t type = mln_api_find_type(api, path->family, path->package, name);
    if (type)
        return find_root(m, &m->types[type]);
    if (path->family == MLN_API_C || path->package == 0)
        return find_root(m, &api->families[path->family].globals[name]);
    return step_to(m, find_module(m, path), MLN_API_STEP_MEMBER, name, 0);
}

/* Puts the states a path begins with into the frontier; returns how many steps that took. */
static uint32_t begin(maker *m, const mln_api_path *path)
{
    mln_api *api = m->api;
    mln_api_family *family = &api->families[path->family];
    mln_vec_clear(&m->frontier);
    for (uint32_t i = 0; i < path->root_count; i++) {
        uint32_t state = 0, root = api->alternatives.data[path->first_root + i];
        switch ((mln_api_root)path->root) {
        case MLN_API_ROOT_NAME:
            state = find_named(m, path, root);
            break;
        case MLN_API_ROOT_REFERENCE:
            state = find_root(m, &m->types[root]);
            break;
        case MLN_API_ROOT_GLOBAL:
            state = find_root(m, &family->globals[root]);
            break;
        case MLN_API_ROOT_LOCAL:
            state = find_root(m, &family->locals[root]);
            break;
        default:
            state = find_annotation(m, path, root);
            break;
        }
        mln_vec_add(&m->frontier, state);
    }
    uint32_t taken = 0;
    switch ((mln_api_root)path->root) {
    case MLN_API_ROOT_EXPORTS:
        mln_vec_add(&m->frontier, find_module(m, path));
        break;
    case MLN_API_ROOT_CAUGHT:
        mln_vec_add(&m->frontier, find_root(m, &family->caught));
        break;
    case MLN_API_ROOT_ANY: {
        const mln_api_step *step = &api->steps.data[path->first_step];
        for (uint32_t i = 0; i < step->count; i++) {
            uint32_t *any = &family->any[api->alternatives.data[step->first + i]];
            mln_vec_add(&m->frontier, find_root(m, any));
        }
        taken = 1;
        break;
    }
    case MLN_API_ROOT_SHAPE:
        while (taken < path->step_count &&
               api->steps.data[path->first_step + taken].kind == MLN_API_STEP_NAMED)
            taken++;
        mln_vec_add(&m->frontier, find_shape(m, path, taken));
        break;
    default:
        break;
    }
    return taken;
}

static void advance(maker *m, const mln_api_step *step)
{
    mln_vec_clear(&m->reached);
    for (uint32_t i = 0; i < m->frontier.len; i++) {
        uint32_t from = m->frontier.data[i];
        if (step->kind != MLN_API_STEP_MEMBER) {
            bool numbered = step->kind == MLN_API_STEP_ARG || step->kind == MLN_API_STEP_LAST ||
                            step->kind == MLN_API_STEP_PARAM;
            uint32_t to =
                step_to(m, from, step->kind, numbered ? step->from : 0, numbered ? step->to : 0);
            mln_vec_add(&m->reached, to);
            continue;
        }
        for (uint32_t n = 0; n < step->count; n++) {
            uint32_t name = m->api->alternatives.data[step->first + n];
            mln_vec_add(&m->reached, step_to(m, from, MLN_API_STEP_MEMBER, name, 0));
        }
    }
    mln_vec_clear(&m->frontier);
    for (uint32_t i = 0; i < m->reached.len; i++)
        mln_vec_add(&m->frontier, m->reached.data[i]);
}

static void add_path(maker *m, const mln_api_path *path)
{
    for (uint32_t i = begin(m, path); i < path->step_count; i++)
        advance(m, &m->api->steps.data[path->first_step + i]);
    for (uint32_t i = 0; i < m->frontier.len; i++) {
        uint32_t state = m->frontier.data[i];
        if (path->makes) {
            uint32_t type = find_root(m, &m->types[path->makes]);
            if (type != state)
                add_link(m, &m->nodes.data[state].types, type);
            continue;
        }
        for (uint32_t r = path->role_count; r-- > 0;)
            add_link(m, &m->nodes.data[state].roles, path->first_role + r);
        if (path->same_count)
            add_link(m, &m->nodes.data[state].sames, path->first_same);
    }
}

/* What a rejected promise hands to its handlers is what a catch clause is given. */
static void add_rejections(maker *m)
{
    static const struct {
        const char *name;
        uint32_t argument;
    } handlers[] = {{"catch", 0}, {"then", 1}};
    mln_api *api = m->api;
    mln_api_family *family = &api->families[MLN_API_ECMA];
    if (!family->caught)
        return;
    for (size_t i = 0; i < MLN_COUNT_OF(handlers); i++) {
        uint32_t name = mln_strtab_find(&api->names, mln_str_of(handlers[i].name));
        uint32_t state = find_root(m, &family->any[name]);
        state = step_to(m, state, MLN_API_STEP_ARG, handlers[i].argument, handlers[i].argument);
        state = step_to(m, state, MLN_API_STEP_PARAM, 0, MLN_API_ANY_PORT);
        add_link(m, &m->nodes.data[state].types, family->caught);
    }
}

/* ---- writing it down ---- */

static int compare_members(const void *left, const void *right)
{
    const mln_api_member *a = left, *b = right;
    return a->name < b->name ? -1 : a->name > b->name;
}

static int compare_ranges(const void *left, const void *right)
{
    const mln_api_range *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return a->to < b->to ? -1 : a->to > b->to;
}

static int compare_numbers(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

static int compare_annotations(const void *left, const void *right)
{
    const mln_api_annotation *a = left, *b = right;
    if (a->name != b->name)
        return a->name < b->name ? -1 : 1;
    return a->package < b->package ? -1 : a->package > b->package;
}

static uint32_t write_links(const maker *m, uint32_t head, uint32_t *out, uint32_t at)
{
    uint32_t from = at;
    for (; head; head = m->links.data[head - 1].next)
        out[at++] = m->links.data[head - 1].what;
    if (at > from + 1)
        qsort(out + from, at - from, sizeof *out, compare_numbers);
    return at;
}

static void write_edges(maker *m)
{
    mln_api *api = m->api;
    uint32_t member = 0, range = 0;
    for (uint32_t s = 0; s < m->nodes.len; s++) {
        mln_api_state *state = &api->states[s];
        state->first_member = member;
        state->first_arg = range;
        for (uint32_t at = m->nodes.data[s].edges; at; at = m->edges.data[at - 1].next) {
            const edge *e = &m->edges.data[at - 1];
            switch ((mln_api_step_kind)e->kind) {
            case MLN_API_STEP_MEMBER:
                api->members[member++] = (mln_api_member){e->a, e->target};
                break;
            case MLN_API_STEP_ARG:
            case MLN_API_STEP_LAST:
                api->ranges[range++] = (mln_api_range){e->kind, e->a, e->b, e->target};
                state->arg_count++;
                break;
            case MLN_API_STEP_STAR:
                state->star = e->target;
                break;
            case MLN_API_STEP_ELEMENT:
                state->element = e->target;
                break;
            case MLN_API_STEP_CALL:
                state->call = e->target;
                break;
            case MLN_API_STEP_RECEIVER:
                state->receiver = e->target;
                break;
            case MLN_API_STEP_RESULT:
                state->result = e->target;
                break;
            case MLN_API_STEP_INSTANCE:
                state->instance = e->target;
                break;
            case MLN_API_STEP_DECORATED:
                state->decorated = e->target;
                break;
            case MLN_API_STEP_THIS:
                state->this_value = e->target;
                break;
            case MLN_API_STEP_PARAM:
            case MLN_API_STEP_NAMED:
                break;
            }
        }
        state->first_param = range;
        for (uint32_t at = m->nodes.data[s].edges; at; at = m->edges.data[at - 1].next) {
            const edge *e = &m->edges.data[at - 1];
            if (e->kind != MLN_API_STEP_PARAM)
                continue;
            api->ranges[range++] = (mln_api_range){e->kind, e->a, e->b, e->target};
            state->param_count++;
        }
        state->member_count = member - state->first_member;
        qsort(api->members + state->first_member, state->member_count, sizeof *api->members,
              compare_members);
        qsort(api->ranges + state->first_arg, state->arg_count, sizeof *api->ranges,
              compare_ranges);
        qsort(api->ranges + state->first_param, state->param_count, sizeof *api->ranges,
              compare_ranges);
    }
}

static bool is_useful(const node *n)
{
    return n->edges || n->roles || n->sames || n->is_module;
}

/* What the values of each state are in, by a walk over the ways without a step. */
static void write_closures(maker *m)
{
    MLN_VEC(uint32_t)
    all = {0};
    MLN_VEC(uint32_t)
    stack = {0};
    for (uint32_t s = 1; s < m->nodes.len; s++) {
        uint32_t first = all.len;
        mln_vec_add(&stack, s);
        m->nodes.data[s].visited = s;
        while (stack.len) {
            const node *n = &m->nodes.data[stack.data[--stack.len]];
            if (is_useful(n))
                mln_vec_add(&all, (uint32_t)(n - m->nodes.data));
            for (uint32_t at = n->types; at; at = m->links.data[at - 1].next) {
                uint32_t next = m->links.data[at - 1].what;
                if (m->nodes.data[next].visited != s) {
                    m->nodes.data[next].visited = s;
                    mln_vec_add(&stack, next);
                }
            }
        }
        m->api->states[s].first_closure = first;
        m->api->states[s].closure_count = all.len - first;
        if (all.len > first)
            qsort(all.data + first, all.len - first, sizeof *all.data, compare_numbers);
    }
    m->api->closures = MLN_ARENA_ARRAY(&m->api->arena, uint32_t, all.len + 1);
    if (all.len)
        memcpy(m->api->closures, all.data, all.len * sizeof *all.data);
    mln_vec_release(&all);
    mln_vec_release(&stack);
}

static void write_states(maker *m)
{
    mln_api *api = m->api;
    api->state_count = m->nodes.len;
    api->states = MLN_ARENA_ARRAY(&api->arena, mln_api_state, m->nodes.len);
    api->members = MLN_ARENA_ARRAY(&api->arena, mln_api_member, m->edges.len + 1);
    api->ranges = MLN_ARENA_ARRAY(&api->arena, mln_api_range, m->edges.len + 1);
    api->role_ids = MLN_ARENA_ARRAY(&api->arena, uint32_t, m->links.len + 1);
    api->same_ids = MLN_ARENA_ARRAY(&api->arena, uint32_t, m->links.len + 1);
    uint32_t role = 0, same = 0;
    for (uint32_t s = 0; s < m->nodes.len; s++) {
        const node *n = &m->nodes.data[s];
        mln_api_state *state = &api->states[s];
        state->is_module = n->is_module;
        state->first_role = role;
        role = write_links(m, n->roles, api->role_ids, role);
        state->role_count = role - state->first_role;
        state->first_same = same;
        same = write_links(m, n->sames, api->same_ids, same);
        state->same_count = same - state->first_same;
        state->travels = n->edges || n->sames || n->is_module;
        for (uint32_t i = state->first_role; i < role; i++) {
            mln_api_role_kind kind = api->roles.data[api->role_ids[i]].kind;
            state->travels = state->travels || kind == MLN_API_FLOW || kind == MLN_API_CALL;
        }
    }
    write_edges(m);
    write_closures(m);
    for (int family = 0; family < MLN_API_FAMILY_COUNT; family++) {
        mln_api_family *f = &api->families[family];
        if (f->annotations.len > 1)
            qsort(f->annotations.data, f->annotations.len, sizeof *f->annotations.data,
                  compare_annotations);
    }
}

static void find_unknown(mln_api *api)
{
    for (uint32_t id = 1; id < api->types.entries.len; id++)
        if (!api->type_is_made.data[id])
            mln_vec_add(&api->unknown, id);
}

void mln_api_freeze(mln_api *api)
{
    if (api->frozen)
        return;
    api->frozen = true;
    mln_strtab_add(&api->names, MLN_STR("catch"));
    mln_strtab_add(&api->names, MLN_STR("then"));
    for (int family = 0; family < MLN_API_FAMILY_COUNT; family++) {
        mln_api_family *f = &api->families[family];
        uint32_t count = api->names.entries.len;
        f->modules = MLN_ARENA_ARRAY(&api->arena, uint32_t, count);
        f->globals = MLN_ARENA_ARRAY(&api->arena, uint32_t, count);
        f->locals = MLN_ARENA_ARRAY(&api->arena, uint32_t, count);
        f->any = MLN_ARENA_ARRAY(&api->arena, uint32_t, count);
    }
    maker m = {.api = api};
    m.types = mln_mem_new(api->types.entries.len, sizeof *m.types);
    add_node(&m); /* none */
    for (uint32_t i = 0; i < api->paths.len; i++)
        add_path(&m, &api->paths.data[i]);
    add_rejections(&m);
    write_states(&m);
    find_unknown(api);
    mln_api_make_clauses(api);
    mln_vec_release(&m.nodes);
    mln_vec_release(&m.edges);
    mln_vec_release(&m.links);
    mln_vec_release(&m.frontier);
    mln_vec_release(&m.reached);
    mln_mem_free(m.types);
}

uint32_t mln_api_find_member(const mln_api *api, uint32_t state, uint32_t name)
{
    const mln_api_member *members = api->members + api->states[state].first_member;
    uint32_t low = 0, high = api->states[state].member_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (members[middle].name < name)
            low = middle + 1;
        else
            high = middle;
    }
    return low < api->states[state].member_count && members[low].name == name ? members[low].target
                                                                              : 0;
}

uint32_t mln_api_find_annotation(const mln_api *api, int family, uint32_t package, uint32_t name)
{
    const mln_api_family *f = &api->families[family];
    uint32_t low = 0, high = f->annotations.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const mln_api_annotation *a = &f->annotations.data[middle];
        if (a->name < name || (a->name == name && a->package < package))
            low = middle + 1;
        else
            high = middle;
    }
    return low < f->annotations.len && f->annotations.data[low].name == name &&
                   f->annotations.data[low].package == package
               ? f->annotations.data[low].target
               : 0;
}
