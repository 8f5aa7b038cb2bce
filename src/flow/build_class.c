/* Classes, decorators, imports and exports. */
#include "flow/build_p.h"

#include "base/banned.h"

void mln_build_decorate(mln_lowering *l, mln_node n, uint32_t first_fixed, mln_flow_place place,
                        uint32_t target)
{
    const mln_tree *tree = l->tree;
    uint32_t index = 0;
    MLN_EACH_CHILD(tree, n, c)
    {
        if (index++ < first_fixed || !mln_tree_is(tree, c, MLN_KIND_DECORATOR))
            continue;
        uint32_t value = mln_build_expr(l, mln_tree_first(c));
        mln_vec_add(&l->b.decorations, (mln_flow_decoration){place, target, value});
    }
}

/* ---- classes ---- */

static void add_to_field(mln_lowering *l, uint32_t class_id, uint32_t key, uint32_t value)
{
    if (key != MLN_FLOW_ELEMENT)
        mln_facts_builder_add_operand(&l->b, mln_build_get_field(l, class_id, key),
                                      (mln_flow_operand){value, 1});
}

static void lower_method(mln_lowering *l, mln_node n, uint32_t class_id)
{
    const mln_tree *tree = l->tree;
    unsigned op = mln_tree_op(tree, n);
    if (op == MLN_FUNCTION_SIGNATURE)
        return;
    uint32_t key = mln_build_key(l, mln_tree_first(n));
    uint32_t closure = mln_build_closure(l, n, class_id, true);
    mln_build_decorate(l, n, 4, MLN_FLOW_ON_FUNCTION, l->b.values.data[closure].aux);
    if (op == MLN_FUNCTION_GETTER) {
        /* Reading the property calls it. */
        closure = mln_build_add2(l, MLN_FLOW_CALL, MLN_NO_NODE, closure, mln_build_nothing(l));
        add_to_field(l, class_id, key, closure);
    } else if (op != MLN_FUNCTION_SETTER) {
        add_to_field(l, class_id, key, closure);
    }
}

static void lower_field(mln_lowering *l, mln_node n, uint32_t class_id)
{
    const mln_tree *tree = l->tree;
    mln_node key_node = mln_tree_first(n), type = mln_tree_next(tree, key_node);
    mln_node init = mln_tree_next(tree, type);
    uint32_t key = mln_build_key(l, key_node);
    if (!mln_tree_is(tree, init, MLN_KIND_NONE)) {
        uint32_t value = mln_build_add1(l, MLN_FLOW_COPY, key_node, mln_build_expr(l, init));
        l->b.values.data[value].flags = MLN_FLOW_FLAG_BIND;
        add_to_field(l, class_id, key, value);
    }
    if (key == MLN_FLOW_ELEMENT)
        return;
    uint32_t cell = mln_build_get_field(l, class_id, key);
    mln_build_add_type(l, cell, type);
    mln_build_decorate(l, n, 3, MLN_FLOW_ON_FIELD, cell);
}

uint32_t mln_build_class(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node name = mln_tree_first(n), heritage = mln_tree_next(tree, name);
    mln_node body = mln_tree_next(tree, heritage);
    mln_flow_class made = {
        .extends = MLN_FLOW_NONE, .start = tree->start[n.id], .stop = tree->stop[n.id]};
    if (mln_tree_is(tree, heritage, MLN_KIND_HERITAGE))
        MLN_EACH_CHILD(tree, heritage, h)
    if (mln_tree_is(tree, h, MLN_KIND_EXTENDS) && mln_tree_has_children(tree, h))
        made.extends = mln_build_expr(l, mln_tree_first(h));
    uint32_t class_id = l->b.classes.len, value = mln_build_add(l, MLN_FLOW_CLASS, n, NULL, 0);
    l->b.values.data[value].aux = class_id;
    made.value = value;
    if (mln_tree_is(tree, name, MLN_KIND_IDENT))
        made.name = mln_build_sym(l, tree->sym[name.id]);
    mln_vec_add(&l->b.classes, made);
    if (mln_tree_is(tree, name, MLN_KIND_IDENT))
        mln_build_bind(l, name, value);
    mln_build_decorate(l, n, 3, MLN_FLOW_ON_CLASS, class_id);
    uint32_t outer = l->at->class_id;
    l->at->class_id = class_id;
    if (mln_tree_is(tree, body, MLN_KIND_CLASS_BODY))
        MLN_EACH_CHILD(tree, body, member)
    switch (mln_tree_kind(tree, member)) {
    case MLN_KIND_FUNCTION:
        lower_method(l, member, class_id);
        break;
    case MLN_KIND_FIELD:
        lower_field(l, member, class_id);
        break;
    case MLN_KIND_STATIC_BLOCK:
        mln_build_stmt(l, mln_tree_first(member));
        break;
    default:
        break;
    }
    l->at->class_id = outer;
    return value;
}

/* ---- imports ---- */

void mln_build_import(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node source = mln_tree_first(n);
    if (!mln_tree_is(tree, source, MLN_KIND_STRING))
        return;
    for (mln_node item = mln_tree_next(tree, source); item.id < tree->end[n.id];
         item = mln_tree_next(tree, item)) {
        if (!mln_tree_is(tree, item, MLN_KIND_IMPORT_ITEM))
            continue;
        mln_node imported = mln_tree_first(item), local = mln_tree_next(tree, imported);
        uint32_t value = mln_build_add(l, MLN_FLOW_MODULE, item, NULL, 0);
        l->b.values.data[value].sym = mln_build_sym(l, tree->sym[source.id]);
        unsigned op = mln_tree_op(tree, item);
        if (op == MLN_ITEM_NAMED)
            value = mln_build_load(l, MLN_NO_NODE, value, mln_build_sym(l, tree->sym[imported.id]));
        else if (op == MLN_ITEM_DEFAULT)
            value = mln_build_load(l, MLN_NO_NODE, value, mln_build_text(l, MLN_STR("default")));
        if (mln_tree_is(tree, local, MLN_KIND_IDENT))
            mln_build_bind(l, local, value);
    }
}

/* ---- exports ---- */

static void add_export(mln_lowering *l, uint32_t name, uint32_t value, uint32_t module,
                       uint32_t imported)
{
    mln_vec_add(&l->b.exports, (mln_flow_export){name, value, module, imported});
}

void mln_build_export(mln_lowering *l, mln_node n)
{
    mln_node declared = mln_tree_child(l->tree, n, 1);
    if (!mln_tree_is(l->tree, declared, MLN_KIND_NONE))
        mln_build_stmt(l, declared);
}

static uint32_t get_file_value(mln_lowering *l, uint32_t sym)
{
    const mln_names *names = l->names;
    for (uint32_t b = names->scopes.data[0].first_binding; b != UINT32_MAX;
         b = names->bindings.data[b].next)
        if (names->bindings.data[b].name.id == sym)
            return mln_build_read(l, b);
    return MLN_FLOW_NONE;
}

/* `*next`: the first of the names' exports that may lie behind the statements before; they are in
 * order. */
static void export_items(mln_lowering *l, mln_node n, uint32_t *next)
{
    const mln_tree *tree = l->tree;
    mln_node source = mln_tree_first(n), declared = mln_tree_next(tree, source);
    uint32_t module =
        mln_tree_is(tree, source, MLN_KIND_STRING) ? mln_build_sym(l, tree->sym[source.id]) : 0;
    uint32_t text_default = mln_build_text(l, MLN_STR("default")), count = 0;
    for (mln_node item = mln_tree_next(tree, declared); item.id < tree->end[n.id];
         item = mln_tree_next(tree, item), count++) {
        mln_node local = mln_tree_first(item), as = mln_tree_next(tree, local);
        if (mln_tree_is(tree, as, MLN_KIND_NONE))
            as = local;
        uint32_t name = mln_build_sym(l, tree->sym[as.id]);
        if (module)
            add_export(l, name, MLN_FLOW_NONE, module, mln_build_sym(l, tree->sym[local.id]));
        else
            add_export(l, name, get_file_value(l, tree->sym[local.id]), 0, 0);
    }
    if (module && count == 0)
        add_export(l, 0, MLN_FLOW_NONE, module, 0);
    if (mln_tree_is(tree, declared, MLN_KIND_NONE))
        return;
    if (mln_tree_has(tree, n, MLN_FLAG_DEFAULT)) {
        mln_node value =
            mln_tree_is(tree, declared, MLN_KIND_EXPR_STMT) ? mln_tree_first(declared) : declared;
        add_export(l, text_default, mln_flow_get_value(l, value), 0, 0);
        return;
    }
    if (mln_tree_role(tree, declared) == MLN_ROLE_EXPR) { /* `export = value` */
        add_export(l, 0, mln_flow_get_value(l, declared), 0, 0);
        return;
    }
    for (; *next < l->names->exports.len; ++*next) {
        mln_export known = l->names->exports.data[*next];
        if (known.node.id >= tree->end[n.id])
            break;
        if (known.node.id <= n.id)
            continue;
        uint32_t var = mln_build_get_var(l, known.node);
        if (var != MLN_NO_VAR)
            add_export(l, mln_build_sym(l, known.name.id), mln_build_read(l, var), 0, 0);
    }
}

void mln_build_exports(mln_lowering *l)
{
    const mln_tree *tree = l->tree;
    if (l->c || mln_build_is_dead(l))
        return;
    uint32_t next = 0;
    for (mln_node n = {1}; n.id < tree->count; n = mln_tree_next(tree, n))
        if (mln_tree_is(tree, n, MLN_KIND_EXPORT))
            export_items(l, n, &next);
}

static bool is_free(const mln_lowering *l, mln_node n, const char *name)
{
    return mln_tree_is(l->tree, n, MLN_KIND_IDENT) && !mln_names_get_id(l->names, n) &&
           mln_str_is(mln_tree_sym_text(l->tree, n), name);
}

void mln_build_note_export(mln_lowering *l, mln_node target, uint32_t value)
{
    const mln_tree *tree = l->tree;
    if (!mln_tree_is(tree, target, MLN_KIND_MEMBER))
        return;
    mln_node object = mln_tree_first(target), key = mln_tree_next(tree, object);
    uint32_t name = mln_build_sym(l, tree->sym[key.id]);
    if (is_free(l, object, "module") && mln_str_is(mln_tree_sym_text(tree, key), "exports"))
        add_export(l, 0, value, 0, 0);
    else if (is_free(l, object, "exports"))
        add_export(l, name, value, 0, 0);
    else if (mln_tree_is(tree, object, MLN_KIND_MEMBER) &&
             is_free(l, mln_tree_first(object), "module") &&
             mln_str_is(mln_tree_sym_text(tree, mln_tree_next(tree, mln_tree_first(object))),
                        "exports"))
        add_export(l, name, value, 0, 0);
}
