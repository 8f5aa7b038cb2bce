/* The test of a file: Horn clauses. A path is a clause: its literals, and the type it begins with,
 * make its set or its type possible. Each clause waits for one of its literals or for its type, so
 * that only clauses are looked at of which something is there. */
#include "flow/api_p.h"

#include "base/banned.h"

#define SETS_PER_WORD 64u

struct mln_api_filter {
    const mln_api *api;
    int family;
    bool *has_name; /* by name of the vocabulary */
    bool *has_text; /* the same, as a text: what is imported */
    bool *has_type;
    uint64_t *sets[MLN_API_ROLE_COUNT];
    MLN_VEC(uint32_t)
    present; /* names that are there */
    MLN_VEC(uint32_t)
    types; /* types that are possible and not looked at yet */
};

/* ---- clauses ---- */

static void need_one(mln_api *api, mln_api_clause *clause, uint32_t first, uint32_t count)
{
    mln_api_group group = {first, count};
    mln_vec_add(&api->groups, group);
    clause->group_count++;
}

static void need_steps(mln_api *api, mln_api_clause *clause, const mln_api_path *path)
{
    for (uint32_t i = 0; i < path->step_count; i++) {
        mln_api_step step = api->steps.data[path->first_step + i];
        if (step.kind == MLN_API_STEP_MEMBER || step.kind == MLN_API_STEP_NAMED)
            need_one(api, clause, step.first, step.count);
    }
}

static void add_clause(mln_api *api, const mln_api_path *path, uint32_t type, uint32_t root)
{
    mln_api_clause clause = {
        .first_group = api->groups.len, .type = type, .makes = path->makes, .family = path->family};
    switch ((mln_api_root)path->root) {
    case MLN_API_ROOT_NAME:
        if (type)
            break;
        if (path->family != MLN_API_C)
            clause.package = path->package;
        need_one(api, &clause, root, 1);
        break;
    case MLN_API_ROOT_EXPORTS:
        clause.package = path->package;
        break;
    case MLN_API_ROOT_GLOBAL:
    case MLN_API_ROOT_LOCAL:
        need_one(api, &clause, root, 1);
        break;
    case MLN_API_ROOT_TYPE:
        if (path->family != MLN_API_C)
            clause.package = path->package;
        need_one(api, &clause, root, 1);
        break;
    case MLN_API_ROOT_REFERENCE:
    case MLN_API_ROOT_ANY:
    case MLN_API_ROOT_SHAPE:
    case MLN_API_ROOT_CAUGHT:
        break;
    }
    need_steps(api, &clause, path);
    if (path->makes) {
        mln_vec_add(&api->clauses, clause);
        return;
    }
    uint64_t last = UINT64_MAX; /* alternatives of a sink's keys are roles of one set */
    for (uint32_t i = 0; i < path->role_count; i++) {
        const mln_api_role *role = &api->roles.data[path->first_role + i];
        uint64_t this_one = ((uint64_t)role->kind << 32) | role->set;
        if (role->kind == MLN_API_FLOW || this_one == last)
            continue;
        last = this_one;
        clause.kind = (uint8_t)role->kind;
        clause.set = role->set;
        mln_vec_add(&api->clauses, clause);
    }
}

/* The literal a clause waits for: of a group that is one name, the last, which says most. */
static uint32_t get_watched(const mln_api *api, const mln_api_clause *clause)
{
    for (uint32_t i = clause->group_count; i-- > 0;) {
        const mln_api_group *group = &api->groups.data[clause->first_group + i];
        if (group->count == 1)
            return api->alternatives.data[group->first];
    }
    return clause->package;
}

static void count_watches(mln_api *api)
{
    uint32_t names = api->names.entries.len, keys = names + api->types.entries.len;
    api->watch_first = MLN_ARENA_ARRAY(&api->arena, uint32_t, keys + 1);
    api->watches = MLN_ARENA_ARRAY(&api->arena, uint32_t, api->clauses.len + 1);
    uint32_t *keys_of = MLN_ARENA_ARRAY(&api->arena, uint32_t, api->clauses.len + 1);
    for (uint32_t i = 0; i < api->clauses.len; i++) {
        const mln_api_clause *clause = &api->clauses.data[i];
        keys_of[i] = clause->type ? names + clause->type : get_watched(api, clause);
        if (keys_of[i])
            api->watch_first[keys_of[i] + 1]++;
        else
            mln_vec_add(&api->free_clauses, i);
    }
    for (uint32_t key = 0; key < keys; key++)
        api->watch_first[key + 1] += api->watch_first[key];
    for (uint32_t i = api->clauses.len; i-- > 0;)
        if (keys_of[i])
            api->watches[--api->watch_first[keys_of[i] + 1]] = i;
    /* Filled from the end, each count has become the beginning of its key, one place too far. */
    for (uint32_t key = 0; key < keys; key++)
        api->watch_first[key] = api->watch_first[key + 1];
    api->watch_first[keys] = api->clauses.len - api->free_clauses.len;
}

void mln_api_make_clauses(mln_api *api)
{
    for (uint32_t i = 0; i < api->paths.len; i++) {
        const mln_api_path *path = &api->paths.data[i];
        for (uint32_t r = 0; r < path->root_count; r++) {
            uint32_t at = path->first_root + r, name = api->alternatives.data[at], type = 0;
            if (path->root == MLN_API_ROOT_REFERENCE)
                type = name;
            else if (path->root == MLN_API_ROOT_NAME)
                type = mln_api_find_type(api, path->family, path->package, name);
            add_clause(api, path, type, at);
        }
        if (path->root_count == 0)
            add_clause(api, path, 0, 0);
    }
    count_watches(api);
}

/* ---- a file ---- */

mln_api_filter *mln_api_filter_new(const mln_api *api)
{
    mln_api_filter *filter = mln_mem_new(1, sizeof *filter);
    filter->api = api;
    filter->has_name = mln_mem_new(api->names.entries.len, sizeof *filter->has_name);
    filter->has_text = mln_mem_new(api->names.entries.len, sizeof *filter->has_text);
    filter->has_type = mln_mem_new(api->types.entries.len, sizeof *filter->has_type);
    for (int kind = 0; kind < MLN_API_ROLE_COUNT; kind++)
        filter->sets[kind] = mln_mem_new(api->sets.entries.len / SETS_PER_WORD + 1, 8);
    return filter;
}

void mln_api_filter_free(mln_api_filter *filter)
{
    if (!filter)
        return;
    mln_mem_free(filter->has_name);
    mln_mem_free(filter->has_text);
    mln_mem_free(filter->has_type);
    for (int kind = 0; kind < MLN_API_ROLE_COUNT; kind++)
        mln_mem_free(filter->sets[kind]);
    mln_vec_release(&filter->present);
    mln_vec_release(&filter->types);
    mln_mem_free(filter);
}

static void note_name(mln_api_filter *filter, uint32_t name, bool text)
{
    if (name == UINT32_MAX)
        return;
    filter->has_text[name] |= text;
    if (filter->has_name[name])
        return;
    filter->has_name[name] = true;
    mln_vec_add(&filter->present, name);
}

static bool holds(const mln_api_filter *filter, const mln_api_clause *clause)
{
    const mln_api *api = filter->api;
    if (clause->family != filter->family || (clause->type && !filter->has_type[clause->type]) ||
        (clause->package && !filter->has_text[clause->package]))
        return false;
    for (uint32_t i = 0; i < clause->group_count; i++) {
        const mln_api_group *group = &api->groups.data[clause->first_group + i];
        uint32_t n = 0;
        while (n < group->count && !filter->has_name[api->alternatives.data[group->first + n]])
            n++;
        if (n == group->count)
            return false;
    }
    return true;
}

static void look_at(mln_api_filter *filter, uint32_t index)
{
    const mln_api_clause *clause = &filter->api->clauses.data[index];
    if (clause->makes ? filter->has_type[clause->makes]
                      : mln_api_filter_may(filter, (mln_api_role_kind)clause->kind, clause->set))
        return;
    if (!holds(filter, clause))
        return;
    if (clause->makes) {
        filter->has_type[clause->makes] = true;
        mln_vec_add(&filter->types, clause->makes);
    } else {
        filter->sets[clause->kind][clause->set / SETS_PER_WORD] |= UINT64_C(1)
                                                                   << clause->set % SETS_PER_WORD;
    }
}

static void wake(mln_api_filter *filter, uint32_t key)
{
    const mln_api *api = filter->api;
    for (uint32_t i = api->watch_first[key]; i < api->watch_first[key + 1]; i++)
        look_at(filter, api->watches[i]);
}

void mln_api_filter_load(mln_api_filter *filter, mln_lang lang, const mln_strtab *names,
                         const uint64_t *texts)
{
    const mln_api *api = filter->api;
    filter->family = mln_api_get_family(lang);
    for (uint32_t i = 0; i < filter->present.len; i++)
        filter->has_name[filter->present.data[i]] = filter->has_text[filter->present.data[i]] =
            false;
    mln_vec_clear(&filter->present);
    memset(filter->has_type, 0, api->types.entries.len * sizeof *filter->has_type);
    for (int kind = 0; kind < MLN_API_ROLE_COUNT; kind++)
        memset(filter->sets[kind], 0, (api->sets.entries.len / SETS_PER_WORD + 1) * 8);
    for (uint32_t id = 1; id < names->entries.len; id++) {
        mln_str name = mln_strtab_get(names, id);
        bool text = !texts || (texts[id / 64] >> (id % 64) & 1);
        note_name(filter, mln_strtab_find_hashed(&api->names, name, mln_strtab_get_hash(names, id)),
                  text);
        mln_str package = mln_api_get_package_name(name);
        if (package.len != name.len)
            note_name(filter, mln_strtab_find(&api->names, package), text);
    }
    for (uint32_t i = 0; i < api->free_clauses.len; i++)
        look_at(filter, api->free_clauses.data[i]);
    for (uint32_t i = 0; i < filter->present.len; i++)
        wake(filter, filter->present.data[i]);
    while (filter->types.len)
        wake(filter, api->names.entries.len + filter->types.data[--filter->types.len]);
}

bool mln_api_filter_may(const mln_api_filter *filter, mln_api_role_kind kind, uint32_t set)
{
    if (set >= filter->api->sets.entries.len)
        return false;
    return (filter->sets[kind][set / SETS_PER_WORD] >> set % SETS_PER_WORD) & 1;
}
