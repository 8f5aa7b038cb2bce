#include "names/names.h"

#include "base/banned.h"

#define NONE UINT32_MAX

void mln_names_release(mln_names *names)
{
    mln_vec_release(&names->scopes);
    mln_vec_release(&names->bindings);
    mln_vec_release(&names->exports);
    mln_vec_release(&names->values);
    mln_vec_release(&names->flow_values);
    mln_vec_release(&names->only_values);
    mln_vec_release(&names->current);
    mln_vec_release(&names->undo);
    mln_mem_free(names->binding_of);
    mln_buf_release(&names->text);
    *names = (mln_names){0};
}

static bool opens_scope(const mln_tree *tree, mln_node n)
{
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_FILE:
    case MLN_KIND_FUNCTION:
    case MLN_KIND_BLOCK:
    case MLN_KIND_FOR:
    case MLN_KIND_FOR_IN:
    case MLN_KIND_CATCH:
    case MLN_KIND_CLASS:
    case MLN_KIND_SWITCH:
        return true;
    default:
        return false;
    }
}

/* Preprocessor branches and made-up lists of declarators are no scopes. */
static bool is_transparent_block(const mln_tree *tree, mln_node n)
{
    if (!mln_tree_is(tree, n, MLN_KIND_BLOCK) || !mln_tree_has(tree, n, MLN_FLAG_IMPLICIT))
        return false;
    mln_kind parent = mln_tree_kind(tree, mln_tree_parent(tree, n));
    return parent == MLN_KIND_CONDITIONAL_PP || parent == MLN_KIND_FOR || parent == MLN_KIND_EXPORT;
}

/* What declares the identifier `n`, whose role is BIND. */
static mln_node find_owner(const mln_tree *tree, mln_node n)
{
    mln_node at = mln_tree_parent(tree, n);
    for (;;) {
        switch (mln_tree_kind(tree, at)) {
        case MLN_KIND_DECLARATOR:
        case MLN_KIND_PARAM:
        case MLN_KIND_FUNCTION:
        case MLN_KIND_CLASS:
        case MLN_KIND_IMPORT_ITEM:
        case MLN_KIND_CATCH:
        case MLN_KIND_NAMESPACE:
        case MLN_KIND_INTERFACE:
        case MLN_KIND_TYPE_ALIAS:
        case MLN_KIND_STRUCT:
        case MLN_KIND_ENUM:
        case MLN_KIND_TYPE_PARAM:
        case MLN_KIND_DEFINE:
        case MLN_KIND_FILE:
            return at;
        default:
            at = mln_tree_parent(tree, at);
        }
    }
}

static mln_binding_kind kind_of(mln_kind owner)
{
    switch (owner) {
    case MLN_KIND_PARAM:
        return MLN_BINDING_PARAM;
    case MLN_KIND_FUNCTION:
        return MLN_BINDING_FUNCTION;
    case MLN_KIND_CLASS:
        return MLN_BINDING_CLASS;
    case MLN_KIND_IMPORT_ITEM:
        return MLN_BINDING_IMPORT;
    case MLN_KIND_CATCH:
        return MLN_BINDING_CATCH;
    case MLN_KIND_DECLARATOR:
        return MLN_BINDING_VARIABLE;
    default:
        return MLN_BINDING_TYPE;
    }
}

/* The scope that a declaration in `scope` belongs to. */
static uint32_t home_scope(const mln_names *names, mln_node owner, uint32_t scope)
{
    const mln_tree *tree = names->tree;
    const mln_scope *scopes = names->scopes.data;
    mln_kind kind = mln_tree_kind(tree, owner);
    /* The name of a function or class declaration is visible around it, not only inside. */
    if ((kind == MLN_KIND_FUNCTION || kind == MLN_KIND_CLASS) &&
        scopes[scope].node.id == owner.id && mln_tree_op(tree, owner) != MLN_FUNCTION_EXPRESSION &&
        scopes[scope].parent != NONE)
        return scopes[scope].parent;
    if (kind == MLN_KIND_DECLARATOR && mln_tree_op(tree, owner) == MLN_DECL_VAR)
        while (!scopes[scope].is_function && scopes[scope].parent != NONE)
            scope = scopes[scope].parent;
    return scope;
}

/* `'../x/m.js'` counts as `m`. */
static mln_sym base_of(mln_names *names, mln_sym module)
{
    mln_str path = mln_strtab_get(&names->tree->syms, module.id);
    uint32_t start = 0;
    for (uint32_t i = 0; i < path.len; i++)
        if (path.ptr[i] == '/')
            start = i + 1;
    mln_str base = {path.ptr + start, path.len - start};
    if (mln_str_ends_with(base, MLN_STR(".js")))
        base.len -= 3;
    if (base.len == path.len || base.len == 0)
        return module;
    /* The text may move when the table grows: it is copied by then. */
    return (mln_sym){mln_strtab_add(&names->tree->syms, base)};
}

mln_node mln_names_get_required(const mln_tree *tree, mln_node call)
{
    if (!mln_tree_is(tree, call, MLN_KIND_CALL))
        return MLN_NO_NODE;
    mln_node callee = mln_tree_first(call), arg = mln_tree_next(tree, callee);
    if (!mln_tree_is(tree, callee, MLN_KIND_IDENT) || arg.id >= mln_tree_end(tree, call) ||
        !mln_str_is(mln_tree_sym_text(tree, callee), "require"))
        return MLN_NO_NODE;
    return arg;
}

static void note_import(mln_names *names, mln_binding_info *binding)
{
    const mln_tree *tree = names->tree;
    if (mln_tree_is(tree, binding->owner, MLN_KIND_IMPORT_ITEM)) {
        mln_node source = mln_tree_first(mln_tree_parent(tree, binding->owner));
        if (!mln_tree_is(tree, source, MLN_KIND_STRING))
            return;
        unsigned op = mln_tree_op(tree, binding->owner);
        binding->from = op == MLN_ITEM_REQUIRE ? MLN_FROM_REQUIRE : MLN_FROM_IMPORT;
        binding->module = (mln_sym){tree->sym[source.id]};
        binding->base =
            binding->from == MLN_FROM_IMPORT ? base_of(names, binding->module) : binding->module;
        binding->is_default = op == MLN_ITEM_DEFAULT;
        if (op == MLN_ITEM_NAMED)
            binding->imported = (mln_sym){tree->sym[mln_tree_first(binding->owner).id]};
        return;
    }
    if (!mln_tree_is(tree, binding->owner, MLN_KIND_DECLARATOR))
        return;
    mln_node source = mln_names_get_required(tree, mln_tree_child(tree, binding->owner, 2));
    if (source.id == NONE || !mln_tree_is(tree, source, MLN_KIND_STRING))
        return;
    mln_node name = mln_tree_first(binding->owner);
    if (name.id != binding->node.id) {
        /* const {a: b} = require('m'): only directly. */
        mln_node property = mln_tree_parent(tree, binding->node);
        if (!mln_tree_is(tree, property, MLN_KIND_PROPERTY) ||
            mln_tree_parent(tree, property).id != name.id)
            return;
        mln_node key = mln_tree_first(property);
        if (!mln_tree_is(tree, key, MLN_KIND_PROPERTY_NAME))
            return;
        binding->imported = (mln_sym){tree->sym[key.id]};
    }
    binding->from = MLN_FROM_REQUIRE;
    binding->module = (mln_sym){tree->sym[source.id]};
    binding->base = binding->module;
}

static uint32_t find_in_scope(const mln_names *names, uint32_t scope, uint32_t sym)
{
    for (uint32_t b = names->scopes.data[scope].first_binding; b != NONE;
         b = names->bindings.data[b].next)
        if (names->bindings.data[b].name.id == sym)
            return b;
    return NONE;
}

static bool is_signature(const mln_tree *tree, mln_node owner)
{
    return mln_tree_is(tree, owner, MLN_KIND_FUNCTION) &&
           mln_tree_op(tree, owner) == MLN_FUNCTION_SIGNATURE;
}

/* A prototype or an overload says what a function looks like, before the function or behind it: the
 * one with a body is what the name stands for, and nothing is written. */
static void declare_again(const mln_tree *tree, mln_binding_info *known, mln_node n, mln_node owner)
{
    known->declared++;
    if (is_signature(tree, owner))
        return;
    if (is_signature(tree, known->owner)) {
        known->node = n;
        known->owner = owner;
    } else {
        known->writes++;
    }
}

static void declare(mln_names *names, mln_node n, uint32_t scope)
{
    mln_tree *tree = names->tree;
    mln_node owner = find_owner(tree, n);
    scope = home_scope(names, owner, scope);
    uint32_t sym = tree->sym[n.id];
    /* Only small scopes are searched: a second declaration of one name is a rarity. */
    uint32_t found = names->current.data[sym];
    uint32_t known = NONE;
    if (found)
        known = names->bindings.data[found - 1].scope == scope ? found - 1
                                                               : find_in_scope(names, scope, sym);
    if (known != NONE) {
        declare_again(tree, &names->bindings.data[known], n, owner);
        names->binding_of[n.id] = known + 1;
        return;
    }
    mln_binding_info binding = {.name = {sym},
                                .node = n,
                                .owner = owner,
                                .scope = scope,
                                .next = names->scopes.data[scope].first_binding,
                                .kind = kind_of(mln_tree_kind(tree, owner)),
                                .first_write = NONE,
                                .declared = 1};
    note_import(names, &binding);
    names->scopes.data[scope].first_binding = names->bindings.len;
    names->binding_of[n.id] = names->bindings.len + 1;
    names->current.data[sym] = names->bindings.len + 1;
    mln_vec_add(&names->bindings, binding);
}

/* `struct stat`: tags of C have names of their own; the function `stat` is another thing. */
static bool is_tag(const mln_tree *tree, mln_node n)
{
    mln_kind parent = mln_tree_kind(tree, mln_tree_parent(tree, n));
    return tree->lang == MLN_LANG_C && (parent == MLN_KIND_STRUCT || parent == MLN_KIND_ENUM);
}

static void declare_all(mln_names *names)
{
    mln_tree *tree = names->tree;
    uint32_t scope = NONE;
    for (uint32_t id = 0; id < tree->count; id++) {
        mln_node n = {id};
        while (scope != NONE && id >= mln_tree_end(tree, names->scopes.data[scope].node))
            scope = names->scopes.data[scope].parent;
        if (opens_scope(tree, n) && !is_transparent_block(tree, n)) {
            bool function = mln_tree_is(tree, n, MLN_KIND_FUNCTION) || id == 0;
            mln_vec_add(&names->scopes, (mln_scope){scope, n, NONE, function});
            scope = names->scopes.len - 1;
        } else if (tree->kind[id] == MLN_KIND_IDENT && tree->role[id] == MLN_ROLE_BIND &&
                   !is_tag(tree, n)) {
            declare(names, n, scope);
        }
    }
}

static void enter_scope(mln_names *names, uint32_t scope)
{
    for (uint32_t b = names->scopes.data[scope].first_binding; b != NONE;
         b = names->bindings.data[b].next) {
        uint32_t sym = names->bindings.data[b].name.id;
        mln_vec_add(&names->undo, names->current.data[sym]);
        names->current.data[sym] = b + 1;
    }
}

static void leave_scope(mln_names *names, uint32_t scope)
{
    /* Undone in the opposite order: the list of the scope is walked twice. */
    uint32_t count = 0;
    for (uint32_t b = names->scopes.data[scope].first_binding; b != NONE;
         b = names->bindings.data[b].next)
        count++;
    uint32_t at = names->undo.len - count;
    names->undo.len = at;
    for (uint32_t b = names->scopes.data[scope].first_binding; b != NONE;
         b = names->bindings.data[b].next)
        names->current.data[names->bindings.data[b].name.id] = names->undo.data[at++];
}

bool mln_names_is_written(const mln_tree *tree, mln_node n)
{
    for (;;) {
        mln_node parent = mln_tree_parent(tree, n);
        switch (mln_tree_kind(tree, parent)) {
        case MLN_KIND_ASSIGN:
        case MLN_KIND_FOR_IN:
            return mln_tree_first(parent).id == n.id;
        case MLN_KIND_UPDATE:
            return true;
        case MLN_KIND_UNARY: /* C: who has the address may write */
            return tree->lang == MLN_LANG_C && mln_tree_op(tree, parent) == MLN_OP_BIT_AND;
        case MLN_KIND_ARRAY:
        case MLN_KIND_OBJECT:
            if (!mln_tree_has(tree, parent, MLN_FLAG_PATTERN))
                return false;
            break;
        case MLN_KIND_PROPERTY:
        case MLN_KIND_SPREAD:
            break;
        case MLN_KIND_DEFAULT_VALUE:
            if (mln_tree_first(parent).id != n.id)
                return false;
            break;
        default:
            return false;
        }
        n = parent;
    }
}

static void resolve_all(mln_names *names)
{
    mln_tree *tree = names->tree;
    memset(names->current.data, 0, names->current.len * sizeof(uint32_t));
    mln_vec_clear(&names->undo);
    uint32_t scope = NONE, next_scope = 0;
    for (uint32_t id = 0; id < tree->count; id++) {
        mln_node n = {id};
        while (scope != NONE && id >= mln_tree_end(tree, names->scopes.data[scope].node)) {
            leave_scope(names, scope);
            scope = names->scopes.data[scope].parent;
        }
        if (next_scope < names->scopes.len && names->scopes.data[next_scope].node.id == id) {
            scope = next_scope++;
            enter_scope(names, scope);
            continue;
        }
        if (tree->kind[id] != MLN_KIND_IDENT || tree->role[id] == MLN_ROLE_BIND ||
            tree->role[id] == MLN_ROLE_KEY)
            continue;
        uint32_t found = names->current.data[tree->sym[id]];
        if (!found)
            continue;
        names->binding_of[id] = found;
        if (tree->role[id] == MLN_ROLE_EXPR && mln_names_is_written(tree, n)) {
            mln_binding_info *binding = &names->bindings.data[found - 1];
            if (binding->writes++ == 0)
                binding->first_write = id;
        }
    }
}

static void find_exports(mln_names *names)
{
    const mln_tree *tree = names->tree;
    if (tree->lang == MLN_LANG_C)
        return;
    for (mln_node n = {1}; n.id < tree->count; n.id = tree->end[n.id]) {
        if (!mln_tree_is(tree, n, MLN_KIND_EXPORT))
            continue;
        mln_node source = mln_tree_first(n);
        mln_node declared = mln_tree_next(tree, source);
        if (mln_tree_has(tree, n, MLN_FLAG_DEFAULT)) {
            uint32_t name = mln_strtab_add(&names->tree->syms, MLN_STR("default"));
            mln_vec_add(&names->exports, (mln_export){{name}, declared});
        } else if (!mln_tree_is(tree, declared, MLN_KIND_NONE)) {
            for (uint32_t id = declared.id; id < tree->end[declared.id]; id++) {
                if (tree->kind[id] != MLN_KIND_IDENT || tree->role[id] != MLN_ROLE_BIND)
                    continue;
                mln_node owner = find_owner(tree, (mln_node){id});
                if (owner.id == declared.id || mln_tree_parent(tree, owner).id == declared.id)
                    mln_vec_add(&names->exports, (mln_export){{tree->sym[id]}, {id}});
            }
        }
        for (mln_node item = mln_tree_next(tree, declared); item.id < tree->end[n.id];
             item = mln_tree_next(tree, item)) {
            mln_node local = mln_tree_first(item), exported = mln_tree_next(tree, local);
            if (mln_tree_is(tree, exported, MLN_KIND_NONE))
                exported = local;
            mln_vec_add(&names->exports, (mln_export){{tree->sym[exported.id]}, local});
        }
    }
}

void mln_names_resolve(mln_names *names, mln_tree *tree)
{
    names->tree = tree;
    mln_vec_clear(&names->scopes);
    mln_vec_clear(&names->bindings);
    mln_vec_clear(&names->exports);
    mln_vec_clear(&names->values);
    mln_vec_clear(&names->flow_values);
    mln_vec_clear(&names->only_values);
    if (names->binding_of_capacity < tree->count) {
        names->binding_of_capacity = tree->capacity;
        names->binding_of =
            mln_mem_resize(names->binding_of, tree->capacity, sizeof *names->binding_of);
    }
    memset(names->binding_of, 0, tree->count * sizeof *names->binding_of);
    mln_vec_clear(&names->current);
    mln_vec_reserve(&names->current, tree->syms.entries.len);
    names->current.len = tree->syms.entries.len;
    memset(names->current.data, 0, names->current.len * sizeof(uint32_t));
    declare_all(names);
    resolve_all(names);
    find_exports(names);
    mln_vec_reserve(&names->values, names->bindings.len);
    names->values.len = names->bindings.len;
    if (names->values.len)
        memset(names->values.data, 0, names->values.len * sizeof *names->values.data);
}

mln_node mln_names_get_function(const mln_names *names, mln_node n)
{
    const mln_tree *tree = names->tree;
    while (n.id != 0) {
        n = mln_tree_parent(tree, n);
        if (mln_tree_is(tree, n, MLN_KIND_FUNCTION))
            return n;
    }
    return MLN_NO_NODE;
}
