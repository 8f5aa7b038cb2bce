#include "flow/resolve_p.h"

#include "base/banned.h"

static void begin_global(mln_resolver *r, uint32_t value, uint32_t *first_exports,
                         uint32_t *first_module)
{
    const mln_api_family *family = &r->api->families[r->family];
    uint32_t name = mln_resolver_get_name(r, r->facts->sym[value]);
    if (name) {
        mln_resolver_add_api(r, value, family->globals[name]);
        mln_resolver_add_api(r, value, family->locals[name]);
    }
    if (r->family != MLN_API_ECMA)
        return;
    uint32_t *first = name == MLN_WORD_EXPORTS  ? first_exports
                      : name == MLN_WORD_MODULE ? first_module
                                                : NULL;
    if (!first)
        return;
    if (*first == MLN_FLOW_NONE)
        *first = value;
    mln_resolver_add_state(r, value, mln_resolve_pack(MLN_STATE_OBJECT, *first));
}

/* The file of the project that a module is, by its name without folder and extension; empty for a
 * package. */
static mln_str get_file_name(mln_str module)
{
    if (module.len == 0 || (module.ptr[0] != '.' && module.ptr[0] != '/'))
        return MLN_STR("");
    return mln_str_before_first(mln_str_after_last(module, '/'), '.');
}

/* What another file of the project gives: a function of a name, or all of it. */
static void begin_local(mln_resolver *r, uint32_t value, uint32_t module, uint32_t key)
{
    mln_str file = get_file_name(mln_facts_string(r->facts, module));
    uint32_t name = mln_resolver_get_name(r, key);
    if (file.len == 0)
        return;
    if (key == MLN_FLOW_NONE || name == MLN_WORD_DEFAULT)
        name = mln_strtab_find(&r->api->names, file);
    if (name && name != UINT32_MAX)
        mln_resolver_add_api(r, value, r->api->families[r->family].locals[name]);
}

/* `const name = require('./file')`: what a variable of the name holds, where it comes from. */
static void begin_variable(mln_resolver *r, uint32_t value)
{
    uint32_t name = mln_resolver_get_name(r, r->facts->sym[value]);
    uint32_t target = name ? r->api->families[r->family].locals[name] : 0;
    if (!target)
        return;
    uint32_t origin = mln_facts_skip_copies(r->facts, value);
    mln_flow_op op = mln_facts_op(r->facts, origin);
    bool whole = op == MLN_FLOW_MODULE || op == MLN_FLOW_LOAD || op == MLN_FLOW_CALL ||
                 op == MLN_FLOW_GLOBAL;
    mln_resolver_add_api(r, whole ? origin : value, target);
}

/* `globalThis.name` is a global too, and some names are known of any value. */
static void begin_load(mln_resolver *r, uint32_t value)
{
    const mln_facts *facts = r->facts;
    const mln_api_family *family = &r->api->families[r->family];
    mln_flow_operand base = mln_facts_operands(facts, value)[0];
    uint32_t name = mln_resolver_get_name(r, base.key);
    if (name == 0)
        return;
    mln_resolver_add_api(r, value, family->any[name]);
    uint32_t object = mln_facts_skip_copies(facts, base.value);
    if (mln_facts_op(facts, object) == MLN_FLOW_MODULE)
        begin_local(r, value, facts->sym[object], base.key);
    uint32_t word = mln_facts_op(facts, object) == MLN_FLOW_GLOBAL
                        ? mln_resolver_get_name(r, facts->sym[object])
                        : 0;
    if (word >= MLN_WORD_GLOBAL_THIS && word <= MLN_WORD_SELF)
        mln_resolver_add_api(r, value, family->globals[name]);
}

static uint32_t find_package(const mln_resolver *r, uint32_t sym)
{
    mln_str text = mln_facts_string(r->facts, sym), name = mln_api_get_package_name(text);
    if (name.len == text.len)
        return mln_resolver_get_name(r, sym);
    uint32_t id = mln_strtab_find(&r->api->names, name);
    return id == UINT32_MAX ? 0 : id;
}

static void begin_values(mln_resolver *r)
{
    const mln_facts *facts = r->facts;
    const mln_api_family *family = &r->api->families[r->family];
    uint32_t exports = MLN_FLOW_NONE, module = MLN_FLOW_NONE;
    for (uint32_t v = 0; v < facts->value_count; v++) {
        switch (mln_facts_op(facts, v)) {
        case MLN_FLOW_MODULE: {
            uint32_t name = find_package(r, facts->sym[v]);
            if (name)
                mln_resolver_add_api(r, v, family->modules[name]);
            begin_local(r, v, facts->sym[v], MLN_FLOW_NONE);
            break;
        }
        case MLN_FLOW_GLOBAL:
            begin_global(r, v, &exports, &module);
            break;
        case MLN_FLOW_CLOSURE:
            mln_resolver_add_state(r, v, mln_resolve_pack(MLN_STATE_FUNCTION, facts->aux[v]));
            /* A library that is a part of the program, as small servers are, is still that library;
             * a function that the file keeps to itself is no library's. */
            if (facts->lang == MLN_LANG_C &&
                (facts->functions[facts->aux[v]].flags & MLN_FLOW_FUNCTION_EXPORTED)) {
                uint32_t name = mln_resolver_get_name(r, facts->functions[facts->aux[v]].name);
                if (name)
                    mln_resolver_add_api(r, v, family->globals[name]);
            }
            break;
        case MLN_FLOW_CLASS:
            mln_resolver_add_state(r, v, mln_resolve_pack(MLN_STATE_CLASS, facts->aux[v]));
            break;
        case MLN_FLOW_OBJECT:
        case MLN_FLOW_ARRAY:
            mln_resolver_add_state(r, v, mln_resolve_pack(MLN_STATE_OBJECT, v));
            break;
        case MLN_FLOW_CATCH:
            mln_resolver_add_api(r, v, family->caught);
            break;
        case MLN_FLOW_LOAD:
            begin_load(r, v);
            break;
        case MLN_FLOW_COPY:
            if (facts->flags[v] & MLN_FLOW_FLAG_BIND)
                begin_variable(r, v);
            break;
        default:
            break;
        }
    }
    /* `exports` is what `module.exports` was in the beginning. */
    uint32_t key = r->sym_of.data[MLN_WORD_EXPORTS];
    if (exports != MLN_FLOW_NONE && module != MLN_FLOW_NONE)
        mln_resolver_add_state(
            r, mln_resolver_get_property(r, mln_resolve_pack(MLN_STATE_OBJECT, module), key),
            mln_resolve_pack(MLN_STATE_OBJECT, exports));
}

/* A type is what the value is, and what it will be used as. */
static void begin_types(mln_resolver *r)
{
    const mln_facts *facts = r->facts;
    for (uint32_t i = 0; i < facts->type_count; i++) {
        const mln_flow_type *type = &facts->types[i];
        uint32_t name = mln_resolver_get_name(r, type->name);
        uint32_t package = type->module ? find_package(r, type->module) : 0;
        uint32_t target = 0;
        if (name && (package || type->module == 0))
            target = mln_api_find_annotation(r->api, r->family, package, name);
        if (target) {
            mln_resolver_add_api(r, type->value, target);
            mln_resolver_add_use(r, type->value, target, MLN_FLOW_NONE);
        }
        uint32_t class_id = type->module ? 0 : r->class_of.data[type->name];
        if (class_id) {
            mln_resolver_add_state(r, type->value,
                                   mln_resolve_pack(MLN_STATE_INSTANCE, class_id - 1));
            mln_resolver_add_edge(r, r->instances.data[class_id - 1], type->value);
        }
    }
}

static bool has_shape(const mln_resolver *r, const mln_flow_function *f, const mln_api_shape *shape)
{
    if (f->param_count < shape->count)
        return false;
    for (uint32_t i = 0; i < shape->count; i++) {
        const mln_api_group *group = &r->api->groups.data[shape->first_group + i];
        uint32_t name = mln_resolver_get_name(r, r->facts->sym[f->first_param + i]), n = 0;
        while (n < group->count && r->api->alternatives.data[group->first + n] != name)
            n++;
        if (n == group->count)
            return false;
    }
    return true;
}

static void begin_functions(mln_resolver *r)
{
    const mln_facts *facts = r->facts;
    const mln_api_family *family = &r->api->families[r->family];
    for (uint32_t i = 0; i < facts->function_count; i++) {
        const mln_flow_function *f = &facts->functions[i];
        uint32_t name = mln_resolver_get_name(r, f->name);
        if (name && f->closure != MLN_FLOW_NONE && family->locals[name]) {
            mln_resolver_add_api(r, f->closure, family->locals[name]);
            mln_resolver_add_use(r, f->closure, family->locals[name], MLN_FLOW_NONE);
        }
        for (uint32_t s = 0; s < family->shapes.len && f->closure != MLN_FLOW_NONE; s++)
            if (has_shape(r, f, &family->shapes.data[s]))
                mln_resolver_add_use(r, f->closure, family->shapes.data[s].target, MLN_FLOW_NONE);
        if (f->class_id == MLN_FLOW_NONE || (f->flags & MLN_FLOW_FUNCTION_ARROW))
            continue;
        bool is_static = (f->flags & MLN_FLOW_FUNCTION_STATIC) != 0;
        mln_resolver_add_state(
            r, f->this_value,
            mln_resolve_pack(is_static ? MLN_STATE_CLASS : MLN_STATE_INSTANCE, f->class_id));
        if (!is_static)
            mln_resolver_add_edge(r, r->instances.data[f->class_id], f->this_value);
    }
}

static void begin_classes(mln_resolver *r)
{
    const mln_facts *facts = r->facts;
    for (uint32_t c = 0; c < facts->class_count; c++)
        if (facts->classes[c].extends != MLN_FLOW_NONE)
            mln_resolver_add_link(r, facts->classes[c].extends,
                                  (mln_resolve_link){.kind = MLN_LINK_EXTENDS, .a = c});
    for (uint32_t i = 0; i < facts->decoration_count; i++) {
        mln_resolve_link link = {.kind = MLN_LINK_DECORATE, .a = i};
        uint32_t decorator = facts->decorations[i].decorator;
        mln_resolver_add_link(r, decorator, link);
        if (mln_facts_op(facts, decorator) == MLN_FLOW_CALL)
            mln_resolver_add_link(r, mln_facts_operands(facts, decorator)[0].value, link);
    }
}

void mln_resolver_add_known(mln_resolver *r)
{
    begin_values(r);
    begin_types(r);
    begin_functions(r);
    begin_classes(r);
}
