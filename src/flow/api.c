#include "flow/api_p.h"

#include <stdio.h>

#include "base/banned.h"

#define FLOW_ARGUMENTS 8u /* `1..` of a flow stands for so many */

static const char *const words[MLN_WORD_COUNT] = {
    [MLN_WORD_DEFAULT] = "default", [MLN_WORD_PROTOTYPE] = "prototype",
    [MLN_WORD_CALL] = "call",       [MLN_WORD_APPLY] = "apply",
    [MLN_WORD_BIND] = "bind",       [MLN_WORD_GLOBAL_THIS] = "globalThis",
    [MLN_WORD_GLOBAL] = "global",   [MLN_WORD_WINDOW] = "window",
    [MLN_WORD_SELF] = "self",       [MLN_WORD_MODULE] = "module",
    [MLN_WORD_EXPORTS] = "exports"};

mln_api *mln_api_new(void)
{
    mln_api *api = mln_mem_new(1, sizeof *api);
    mln_strtab_init(&api->names);
    mln_strtab_init(&api->sets);
    mln_strtab_init(&api->types);
    for (int i = 1; i < MLN_WORD_COUNT; i++)
        mln_strtab_add(&api->names, mln_str_of(words[i]));
    mln_vec_add(&api->type_is_made, false);
    return api;
}

void mln_api_free(mln_api *api)
{
    if (!api)
        return;
    for (int family = 0; family < MLN_API_FAMILY_COUNT; family++) {
        mln_vec_release(&api->families[family].annotations);
        mln_vec_release(&api->families[family].shapes);
    }
    mln_vec_release(&api->type_is_made);
    mln_vec_release(&api->paths);
    mln_vec_release(&api->steps);
    mln_vec_release(&api->alternatives);
    mln_vec_release(&api->roles);
    mln_vec_release(&api->sames);
    mln_vec_release(&api->key_lists);
    mln_vec_release(&api->groups);
    mln_vec_release(&api->clauses);
    mln_vec_release(&api->free_clauses);
    mln_vec_release(&api->unknown);
    mln_strtab_release(&api->names);
    mln_strtab_release(&api->sets);
    mln_strtab_release(&api->types);
    mln_arena_release(&api->arena);
    mln_mem_free(api);
}

uint32_t mln_api_add_set(mln_api *api, mln_str name)
{
    return mln_strtab_add(&api->sets, name);
}

uint32_t mln_api_find_set(const mln_api *api, mln_str name)
{
    return mln_strtab_find(&api->sets, name);
}

mln_str mln_api_get_package_name(mln_str name)
{
    if (mln_str_starts_with(name, MLN_STR("node:")))
        return (mln_str){name.ptr + 5, name.len - 5};
    return name;
}

/* ---- adding ---- */

/* A type's text in the table: C and the others have types of their own. */
static mln_str make_type_text(mln_api *api, int family, mln_str package, mln_str name)
{
    package = mln_api_get_package_name(package);
    size_t size = (size_t)package.len + name.len + 3;
    char *text = mln_arena_alloc(&api->arena, size);
    int len = snprintf(text, size, "%c%.*s#%.*s", family == MLN_API_C ? 'c' : 'e',
                       MLN_STR_ARGS(package), MLN_STR_ARGS(name));
    return (mln_str){text, (uint32_t)len};
}

static uint32_t add_type(mln_api *api, int family, mln_str package, mln_str name)
{
    mln_arena_mark mark = mln_arena_get_mark(&api->arena);
    uint32_t id = mln_strtab_add(&api->types, make_type_text(api, family, package, name));
    mln_arena_rewind(&api->arena, mark);
    while (id >= api->type_is_made.len)
        mln_vec_add(&api->type_is_made, false);
    return id;
}

uint32_t mln_api_find_type(mln_api *api, int family, uint32_t package, uint32_t name)
{
    mln_arena_mark mark = mln_arena_get_mark(&api->arena);
    mln_str text = make_type_text(api, family, mln_strtab_get(&api->names, package),
                                  mln_strtab_get(&api->names, name));
    uint32_t id = mln_strtab_find(&api->types, text);
    mln_arena_rewind(&api->arena, mark);
    return id != UINT32_MAX && api->type_is_made.data[id] ? id : 0;
}

/* Index + 1 of a list of keys; 0 for the empty one. */
static uint32_t add_key_list(mln_api *api, const mln_str *keys, uint32_t count)
{
    if (count == 0)
        return 0;
    for (uint32_t i = 0; i < api->key_lists.len; i++) {
        const mln_str *list = api->key_lists.data[i];
        uint32_t same = 0;
        while (same < count && mln_str_equal(list[same], keys[same]))
            same++;
        if (same == count && list[count].len == 0)
            return i + 1;
    }
    mln_str *list = MLN_ARENA_ARRAY(&api->arena, mln_str, count + 1);
    for (uint32_t i = 0; i < count; i++)
        list[i] = (mln_str){mln_arena_dup(&api->arena, keys[i].ptr, keys[i].len), keys[i].len};
    mln_vec_add(&api->key_lists, list);
    return api->key_lists.len;
}

static mln_status complain(char *error, size_t error_size, const char *text)
{
    if (error && error_size)
        (void)snprintf(error, error_size, "%s", text);
    return MLN_SYNTAX;
}

/* The steps of a sink behind the last argument or result: which property of it counts. */
static uint32_t count_key_steps(const mln_api_written *path)
{
    uint32_t count = 0;
    while (count < path->step_count) {
        uint8_t kind = path->steps[path->step_count - 1 - count].kind;
        if (kind == MLN_API_STEP_ARG || kind == MLN_API_STEP_LAST ||
            kind == MLN_API_STEP_RECEIVER || kind == MLN_API_STEP_RESULT)
            return count;
        if (kind != MLN_API_STEP_MEMBER && kind != MLN_API_STEP_STAR &&
            kind != MLN_API_STEP_ELEMENT)
            return 0;
        count++;
    }
    return 0;
}

/* How many arguments a port speaks of, one role each. */
static uint32_t count_arguments(const mln_api_written_port *port)
{
    if (port->to == port->port)
        return 1;
    return port->to == MLN_API_ANY_PORT ? FLOW_ARGUMENTS : port->to - port->port + 1;
}

/* The ways to choose among the alternatives of a path; at most one over the limit. */
static uint32_t count_alternatives(const mln_api_written *path)
{
    uint32_t count = path->root_count ? path->root_count : 1;
    for (uint32_t i = 0; i < path->step_count && count <= MLN_API_ALTERNATIVES_MAX; i++)
        if (path->steps[i].kind == MLN_API_STEP_MEMBER)
            count *= path->steps[i].count;
    if (path->is_flow && count <= MLN_API_ALTERNATIVES_MAX)
        count *= count_arguments(&path->from);
    if (path->is_flow && count <= MLN_API_ALTERNATIVES_MAX)
        count *= count_arguments(&path->to);
    return count <= MLN_API_ALTERNATIVES_MAX ? count : MLN_API_ALTERNATIVES_MAX + 1;
}

/* Why a role cannot stand at the end of this path; NULL when it can. */
static const char *check_role(const mln_api_written *path, const mln_api_role *role)
{
    uint8_t last = path->step_count ? path->steps[path->step_count - 1].kind : MLN_API_STEP_STAR;
    if (role->kind == MLN_API_FLOW && !path->is_flow)
        return "a flow ends in its ports: (FROM -> TO)";
    if (role->kind != MLN_API_FLOW && path->is_flow)
        return "ports (FROM -> TO) are for flows only";
    if (path->deep && role->kind != MLN_API_SINK)
        return "'..' is for sinks only";
    if (path->is_flow && (path->to.where == MLN_API_PORT_RESULT))
        return "what a function returns is where a flow comes from, not where it goes";
    if (path->is_flow && path->from.where == MLN_API_PORT_RETURN)
        return "'return' is where a flow goes to, not where it comes from";
    if (role->kind == MLN_API_GUARD && last != MLN_API_STEP_ARG && last != MLN_API_STEP_LAST &&
        last != MLN_API_STEP_RECEIVER)
        return "a guard ends in the argument that it checks: isInt(0)";
    if (role->kind == MLN_API_SINK &&
        (last == MLN_API_STEP_CALL || last == MLN_API_STEP_PARAM || last == MLN_API_STEP_INSTANCE ||
         last == MLN_API_STEP_DECORATED || last == MLN_API_STEP_THIS))
        return "a sink ends in an argument, in a property that is written, or in '.result'";
    return NULL;
}

/* A role for each combination of the alternatives in the key steps. */
static void add_sink_roles(mln_api *api, mln_api_path *out, const mln_api_written *path,
                           mln_api_role role)
{
    uint32_t count = count_key_steps(path);
    const mln_api_step *steps = path->steps + path->step_count - count;
    uint32_t combinations = 1;
    for (uint32_t i = 0; i < count; i++)
        if (steps[i].kind == MLN_API_STEP_MEMBER)
            combinations *= steps[i].count;
    for (uint32_t n = 0; n < combinations; n++) {
        mln_str keys[MLN_API_STEPS_MAX];
        uint32_t rest = n;
        for (uint32_t i = 0; i < count; i++) {
            keys[i] = steps[i].kind == MLN_API_STEP_ELEMENT ? MLN_STR(MLN_API_KEY_ELEMENT)
                                                            : MLN_STR(MLN_API_KEY_ANY);
            if (steps[i].kind == MLN_API_STEP_MEMBER) {
                keys[i] = path->names[steps[i].first + rest % steps[i].count];
                rest /= steps[i].count;
            }
        }
        role.path = add_key_list(api, keys, count);
        mln_vec_add(&api->roles, role);
    }
    out->step_count = path->step_count - count;
    out->role_count = combinations;
}

static struct mln_api_port make_port(mln_api *api, const mln_api_written_port *port)
{
    for (uint32_t i = 0; i < port->key_count; i++)
        (void)mln_strtab_add(&api->names, port->keys[i]);
    return (struct mln_api_port){.port = port->port,
                                 .param = port->param,
                                 .path = add_key_list(api, port->keys, port->key_count),
                                 .where = port->where};
}

/* `1..` is a role an argument: a role speaks of one argument or of each. */
static void add_flow_roles(mln_api *api, mln_api_path *out, const mln_api_written *path,
                           mln_api_role role)
{
    role.from = make_port(api, &path->from);
    role.to = make_port(api, &path->to);
    if (path->identity) {
        mln_api_same same = {role.from, role.to, path->from.to};
        out->first_same = api->sames.len;
        out->same_count = 1;
        mln_vec_add(&api->sames, same);
    }
    uint32_t from_count = count_arguments(&path->from), to_count = count_arguments(&path->to);
    for (uint32_t from = 0; from < from_count; from++) {
        for (uint32_t to = 0; to < to_count; to++) {
            role.from.port = path->from.port + from;
            role.to.port = path->to.port + to;
            mln_vec_add(&api->roles, role);
        }
    }
    out->role_count = from_count * to_count;
}

static void add_steps(mln_api *api, mln_api_path *out, const mln_api_written *path)
{
    out->first_step = api->steps.len;
    for (uint32_t i = 0; i < out->step_count; i++) {
        mln_api_step step = path->steps[i];
        step.first = api->alternatives.len;
        for (uint32_t n = 0; n < step.count; n++)
            mln_vec_add(&api->alternatives,
                        mln_strtab_add(&api->names, path->names[path->steps[i].first + n]));
        mln_vec_add(&api->steps, step);
    }
}

static void add_roots(mln_api *api, mln_api_path *out, const mln_api_written *path, mln_str package)
{
    out->package = mln_strtab_add(&api->names, mln_api_get_package_name(package));
    out->first_root = api->alternatives.len;
    out->root_count = path->root_count;
    for (uint32_t i = 0; i < path->root_count; i++) {
        mln_str name = path->names[path->first_root + i];
        uint32_t id = path->root == MLN_API_ROOT_REFERENCE
                          ? add_type(api, out->family, path->package, name)
                          : mln_strtab_add(&api->names, name);
        mln_vec_add(&api->alternatives, id);
    }
}

/* Adds the path to each family of `langs`: as a path of the type, or with its role. */
static mln_status add_path(mln_api *api, mln_lang_set langs, mln_str package, mln_str text,
                           mln_str type, const mln_api_role *role, char *error, size_t error_size,
                           uint32_t *offset)
{
    mln_api_written path;
    mln_status status = mln_api_parse(&path, text, error, error_size, offset);
    if (status != MLN_OK)
        return status;
    const char *broken = NULL;
    if (role)
        broken = check_role(&path, role);
    else if (path.is_flow || path.deep)
        broken = "a type is what a path leads to, without ports and '..'";
    if (!broken && count_alternatives(&path) > MLN_API_ALTERNATIVES_MAX)
        broken = "the alternatives of this path are too many: write it as several";
    *offset = broken ? text.len : 0;
    bool families[MLN_API_FAMILY_COUNT] = {[MLN_API_ECMA] =
                                               (langs & ~MLN_LANG_BIT(MLN_LANG_C)) != 0,
                                           [MLN_API_C] = (langs & MLN_LANG_BIT(MLN_LANG_C)) != 0};
    if (!broken && families[MLN_API_C] && path.root == MLN_API_ROOT_EXPORTS) {
        broken = "C has no 'exports': a path begins with the function";
        *offset = 0;
    }
    if (broken)
        return complain(error, error_size, broken);
    mln_api_role kept = role ? *role : (mln_api_role){0};
    kept.path = 0;
    kept.deep = kept.deep || path.deep;
    kept.package = (mln_str){mln_arena_dup(&api->arena, package.ptr, package.len), package.len};
    for (int family = 0; family < MLN_API_FAMILY_COUNT; family++) {
        if (!families[family])
            continue;
        mln_api_path out = {.root = (uint8_t)path.root,
                            .family = (uint8_t)family,
                            .step_count = path.step_count,
                            .first_role = api->roles.len};
        if (!role) {
            out.makes = add_type(api, family, package, type);
            api->type_is_made.data[out.makes] = true;
        } else if (role->kind == MLN_API_SINK) {
            add_sink_roles(api, &out, &path, kept);
        } else if (role->kind == MLN_API_FLOW) {
            add_flow_roles(api, &out, &path, kept);
        } else {
            mln_vec_add(&api->roles, kept);
            out.role_count = 1;
        }
        add_roots(api, &out, &path, package);
        add_steps(api, &out, &path);
        mln_vec_add(&api->paths, out);
    }
    return MLN_OK;
}

mln_status mln_api_add(mln_api *api, mln_lang_set langs, mln_str package, mln_str path,
                       const mln_api_role *role, char *error, size_t error_size, uint32_t *offset)
{
    return add_path(api, langs, package, path, (mln_str){0}, role, error, error_size, offset);
}

mln_status mln_api_add_type(mln_api *api, mln_lang_set langs, mln_str package, mln_str type,
                            mln_str path, char *error, size_t error_size, uint32_t *offset)
{
    *offset = 0;
    if (type.len == 0)
        return complain(error, error_size, "a type needs a name");
    return add_path(api, langs, package, path, type, NULL, error, error_size, offset);
}

bool mln_api_get_unknown(const mln_api *api, uint32_t index, mln_str *type, mln_str *suggestion)
{
    if (index >= api->unknown.len)
        return false;
    *type = mln_strtab_get(&api->types, api->unknown.data[index]);
    *suggestion = (mln_str){0};
    uint32_t count = 0;
    const char **names = mln_mem_new(api->types.entries.len, sizeof *names);
    for (uint32_t id = 1; id < api->types.entries.len; id++) {
        mln_str text = mln_strtab_get(&api->types, id);
        if (api->type_is_made.data[id] && text.ptr[0] == type->ptr[0])
            names[count++] = text.ptr;
    }
    const char *near = mln_str_suggest(*type, names, count);
    if (near)
        *suggestion = mln_str_of(near + 1);
    mln_mem_free(names);
    type->ptr++; /* behind the family */
    type->len--;
    return true;
}
