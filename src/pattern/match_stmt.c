/* Statements, functions, classes and imports. */
#include "pattern/match_p.h"

#include "base/banned.h"

/* ---- an expression anywhere in a statement ---- */

/* Whether a statement pattern looks from `parent` into its child `n`. */
static bool looks_into(const mln_tree *tree, mln_node parent, mln_node n)
{
    switch (mln_tree_kind(tree, parent)) {
    case MLN_KIND_ASSIGN:
        return mln_tree_first(parent).id != n.id;
    case MLN_KIND_MEMBER:
        return mln_tree_first(parent).id == n.id;
    case MLN_KIND_BINARY:
    case MLN_KIND_UNARY:
    case MLN_KIND_UPDATE:
    case MLN_KIND_CALL:
    case MLN_KIND_SPREAD:
    case MLN_KIND_AWAIT:
    case MLN_KIND_YIELD:
    case MLN_KIND_ARRAY:
    case MLN_KIND_OBJECT:
    case MLN_KIND_TEMPLATE:
    case MLN_KIND_CAST:
        return true;
    case MLN_KIND_PROPERTY:
        return mln_tree_first(parent).id != n.id;
    default:
        return false;
    }
}

/* `anywhere`: what is declared or returned is looked through whole, but for functions in it. */
static const mln_goal *match_inside(mln_matcher *m, mln_node e, mln_node top, bool anywhere,
                                    const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    if (mln_match_is_none(tree, top))
        return FAIL;
    for (uint32_t n = top.id; n < tree->end[top.id] && !m->out->spent;) {
        mln_node at = {n};
        bool in = anywhere ? !mln_tree_is(tree, at, MLN_KIND_FUNCTION)
                           : looks_into(tree, mln_tree_parent(tree, at), at);
        if (n != top.id && !in) {
            n = tree->end[n];
            continue;
        }
        if (tree->role[n] == MLN_ROLE_EXPR && !mln_match_refuses(m, e, at))
            mln_solve_way(m, GOAL_NODE(m, e, at, next));
        n++;
    }
    return FAIL;
}

/* Anywhere in the expressions that are a statement's own: not in those of statements in it. */
static const mln_goal *match_deep(mln_matcher *m, mln_node e, mln_node t, const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    for (uint32_t n = t.id; n < tree->end[t.id] && !m->out->spent;) {
        mln_kind kind = (mln_kind)tree->kind[n];
        bool other = n != t.id && (tree->role[n] == MLN_ROLE_STMT || kind == MLN_KIND_CASE ||
                                   kind == MLN_KIND_CATCH);
        bool definition =
            kind == MLN_KIND_BLOCK || kind == MLN_KIND_FUNCTION || kind == MLN_KIND_CLASS;
        if (other || (n == t.id && definition)) {
            n = tree->end[n];
            continue;
        }
        if (kind != MLN_KIND_NONE && (tree->role[n] == MLN_ROLE_EXPR || kind == MLN_KIND_JSX) &&
            !mln_match_refuses(m, e, (mln_node){n}))
            mln_solve_way(m, GOAL_NODE(m, e, (mln_node){n}, next));
        n = kind == MLN_KIND_FUNCTION ? tree->end[n] : n + 1;
    }
    return FAIL;
}

const mln_goal *mln_match_expr_stmt(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    mln_node e = mln_tree_first(p);
    if (mln_match_meta(m, e) == MLN_META_DEEP)
        return match_deep(m, mln_match_pchild(m, e, 1), t, next);
    switch (mln_tree_kind(tree, t)) {
    case MLN_KIND_EXPR_STMT:
        return match_inside(m, e, mln_tree_first(t), false, next);
    case MLN_KIND_RETURN:
        return match_inside(m, e, mln_tree_first(t), true, next);
    case MLN_KIND_DECLARATOR:
    case MLN_KIND_FIELD: {
        bool field = mln_tree_is(tree, t, MLN_KIND_FIELD);
        if (mln_tree_is(m->ptree, e, MLN_KIND_ASSIGN) && m->pattern->options.vardef_assign)
            mln_solve_way(m, mln_match_assign(m, e, t, next));
        mln_node value = mln_match_child(m, t, 2);
        if (field && mln_tree_is(tree, value, MLN_KIND_FUNCTION))
            return FAIL; /* a method */
        return match_inside(m, e, value, true, next);
    }
    default:
        /* export default e; */
        return tree->role[t.id] == MLN_ROLE_EXPR ? match_inside(m, e, t, false, next) : FAIL;
    }
}

/* ---- bodies ---- */

static bool is_implicit(const mln_tree *tree, mln_node n)
{
    return mln_tree_has(tree, n, MLN_FLAG_IMPLICIT);
}

static const mln_goal *match_block(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    if (!mln_tree_is(m->tree, t, MLN_KIND_BLOCK))
        return FAIL;
    /* A body that is one open statement takes any body. */
    if (is_implicit(m->ptree, p) && mln_tree_has_children(m->ptree, p)) {
        mln_node only = mln_tree_first(p);
        mln_meta meta = mln_match_meta(m, only);
        if (meta == MLN_META_ELLIPSIS)
            return next;
        if (meta == MLN_META_VARIABLE) {
            mln_node bound = t;
            if (is_implicit(m->tree, t) && mln_tree_has_children(m->tree, t))
                bound = mln_tree_first(t);
            return mln_match_bind_node(m, m->pattern->nodes[only.id].variable, bound) ? next : FAIL;
        }
    }
    mln_kind parent = mln_match_pkind(m, mln_tree_parent(m->ptree, p));
    if (is_implicit(m->ptree, p) != is_implicit(m->tree, t)) {
        bool loop = parent == MLN_KIND_FOR || parent == MLN_KIND_FOR_IN ||
                    parent == MLN_KIND_WHILE || parent == MLN_KIND_DO;
        if (loop)
            return FAIL;
        if (parent == MLN_KIND_IF && m->pattern->nodes[p.id].has_ellipsis &&
            mln_tree_child_count(m->ptree, p) > 1)
            return FAIL;
    }
    return mln_goal_block(m, p, t, next);
}

/* ---- declarations ---- */

const mln_goal *mln_match_declarator(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    if (!mln_tree_is(tree, t, MLN_KIND_DECLARATOR))
        return FAIL;
    unsigned op = mln_tree_op(m->ptree, p), have = mln_tree_op(tree, t);
    bool any = op == MLN_DECL_VAR && m->pattern->options.let_is_var && have != MLN_DECL_PLAIN;
    if (op != have && !any)
        return FAIL;
    if (mln_tree_has(m->ptree, p, MLN_FLAG_STATIC) && !mln_tree_has(tree, t, MLN_FLAG_STATIC))
        return FAIL;
    /* `const $X = f()` declares one name; `$X = f()` also takes apart. */
    if (tree->lang != MLN_LANG_C && mln_match_meta(m, mln_tree_first(p)) == MLN_META_VARIABLE &&
        !mln_tree_is(tree, mln_tree_first(t), MLN_KIND_IDENT))
        return FAIL;
    const mln_goal *rest =
        mln_match_strict(m, mln_match_pchild(m, p, 2), mln_match_child(m, t, 2), next);
    rest = mln_match_lenient(m, mln_match_pchild(m, p, 1), mln_match_child(m, t, 1), rest);
    return mln_match_lenient(m, mln_tree_first(p), mln_tree_first(t), rest);
}

/* ---- imports ---- */

static const mln_goal *match_import_item(mln_matcher *m, mln_node p, mln_node t,
                                         const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    mln_node imported = mln_tree_first(p), local = mln_match_pchild(m, p, 1);
    bool variable = mln_match_meta(m, imported) == MLN_META_VARIABLE;
    bool renamed = mln_tree_text(m->ptree, imported).ptr != mln_tree_text(m->ptree, local).ptr;
    if (renamed && mln_tree_is(tree, t, MLN_KIND_IMPORT_ITEM) &&
        mln_tree_op(tree, t) == MLN_ITEM_NAMED &&
        tree->start[mln_tree_first(t).id] == tree->start[mln_match_child(m, t, 1).id])
        return FAIL;
    if (mln_tree_is(tree, t, MLN_KIND_PROPERTY)) {
        /* const {a: b} = require(..) */
        if (mln_tree_op(m->ptree, p) != MLN_ITEM_NAMED)
            return FAIL;
        const mln_goal *rest = renamed ? GOAL_NODE(m, local, mln_match_child(m, t, 1), next) : next;
        return GOAL_NODE(m, imported, mln_tree_first(t), rest);
    }
    if (!mln_tree_is(tree, t, MLN_KIND_IMPORT_ITEM))
        return FAIL;
    unsigned op = mln_tree_op(m->ptree, p), have = mln_tree_op(tree, t);
    if (op == MLN_ITEM_NAMED && have == MLN_ITEM_DEFAULT && variable && !renamed)
        return GOAL_NODE(m, imported, mln_match_child(m, t, 1), next);
    if (op != have)
        return FAIL;
    if (op != MLN_ITEM_NAMED)
        return GOAL_NODE(m, local, mln_match_child(m, t, 1), next);
    const mln_goal *rest = renamed ? GOAL_NODE(m, local, mln_match_child(m, t, 1), next) : next;
    return GOAL_NODE(m, imported, mln_tree_first(t), rest);
}

/* A file of the package is an import of the package. */
static bool is_below(const mln_matcher *m, mln_node source, mln_node have)
{
    if (mln_match_meta(m, source) != MLN_META_PLAIN || !mln_tree_is(m->tree, have, MLN_KIND_STRING))
        return false;
    mln_str want = mln_tree_sym_text(m->ptree, source), path = mln_tree_sym_text(m->tree, have);
    return want.len && path.len > want.len && path.ptr[want.len] == '/' &&
           mln_str_starts_with(path, want);
}

const mln_goal *mln_match_import(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    mln_node source = mln_tree_first(p);
    uint32_t items = m->ptree->end[source.id], items_end = m->ptree->end[p.id];
    bool bare = items >= items_end;
    switch (mln_tree_kind(tree, t)) {
    case MLN_KIND_IMPORT: {
        mln_node have = mln_tree_first(t);
        const mln_goal *rest =
            mln_goal_set(m, items, items_end, tree->end[have.id], tree->end[t.id], false, next);
        return is_below(m, source, have) ? rest : GOAL_NODE(m, source, have, rest);
    }
    case MLN_KIND_DECLARATOR: {
        mln_node module = mln_names_get_required(tree, mln_match_child(m, t, 2));
        if (module.id == UINT32_MAX)
            return FAIL;
        if (bare)
            return GOAL_NODE(m, source, module, next);
        mln_node name = mln_tree_first(t);
        if (!mln_tree_is(tree, name, MLN_KIND_OBJECT))
            return FAIL;
        return GOAL_NODE(
            m, source, module,
            mln_goal_set(m, items, items_end, name.id + 1, tree->end[name.id], false, next));
    }
    case MLN_KIND_EXPORT: {
        mln_node have = mln_tree_first(t);
        if (!bare || mln_match_is_none(tree, have) || mln_tree_child_count(tree, t) < 3)
            return FAIL;
        return GOAL_NODE(m, source, have, next);
    }
    default:
        return FAIL;
    }
}

/* ---- the rest ---- */

static const mln_goal *match_for(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    mln_node init = mln_tree_first(p), cond = mln_match_pchild(m, p, 1);
    mln_node body = mln_match_pchild(m, p, 3);
    bool any_head = mln_match_meta(m, init) == MLN_META_ELLIPSIS &&
                    mln_match_is_none(m->ptree, cond) &&
                    mln_match_is_none(m->ptree, mln_match_pchild(m, p, 2));
    if (any_head && mln_tree_is(tree, t, MLN_KIND_FOR_IN))
        return GOAL_NODE(m, body, mln_match_child(m, t, 2), next);
    if (!mln_tree_is(tree, t, MLN_KIND_FOR))
        return FAIL;
    if (any_head)
        return GOAL_NODE(m, body, mln_match_child(m, t, 3), next);
    /* A head that assigns is not one that declares. */
    if (mln_kind_get_class(mln_match_pkind(m, init)) == MLN_CLASS_EXPR &&
        mln_match_meta(m, init) == MLN_META_PLAIN &&
        mln_tree_is(tree, mln_tree_first(t), MLN_KIND_DECLARATOR))
        return FAIL;
    const mln_goal *rest = GOAL_NODE(m, body, mln_match_child(m, t, 3), next);
    for (uint32_t i = 3; i-- > 0;)
        rest = mln_match_strict(m, mln_match_pchild(m, p, i), mln_match_child(m, t, i), rest);
    return rest;
}

static const mln_goal *match_try(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    const mln_goal *rest =
        mln_match_strict(m, mln_match_pchild(m, p, 2), mln_match_child(m, t, 2), next);
    rest = mln_match_lenient(m, mln_match_pchild(m, p, 1), mln_match_child(m, t, 1), rest);
    return GOAL_NODE(m, mln_tree_first(p), mln_tree_first(t), rest);
}

static const mln_goal *match_catch(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    mln_node p_param = mln_tree_first(p), param = mln_tree_first(t);
    mln_node p_body = mln_match_pchild(m, p, 1);
    const mln_goal *rest = GOAL_NODE(m, p_body, mln_match_child(m, t, 1), next);
    if (mln_match_is_none(m->tree, param) && mln_match_meta(m, p_param) == MLN_META_VARIABLE)
        return rest;
    return mln_match_lenient(m, p_param, param, rest);
}

/* What an export declares stands for the statement itself, unless the pattern says `export`. */
static mln_node skip_export(const mln_tree *tree, mln_node t)
{
    if (!mln_tree_is(tree, t, MLN_KIND_EXPORT))
        return t;
    mln_node declared = mln_tree_child(tree, t, 1);
    if (mln_tree_is(tree, declared, MLN_KIND_BLOCK) && mln_tree_has_children(tree, declared))
        return mln_tree_first(declared);
    return mln_match_is_none(tree, declared) ? t : declared;
}

static const mln_goal *match_export(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    mln_node declared = mln_match_child(m, t, 1), want = mln_match_pchild(m, p, 1);
    bool is_default = mln_tree_has(m->tree, t, MLN_FLAG_DEFAULT);
    if (mln_tree_has(m->ptree, p, MLN_FLAG_DEFAULT) != is_default)
        return FAIL;
    if (is_default && mln_match_meta(m, want) == MLN_META_VARIABLE)
        declared = mln_match_get_exported(m->tree, t);
    return mln_match_lenient(m, mln_tree_first(p), mln_tree_first(t),
                             mln_match_lenient(m, want, declared, next));
}

/* A function value whose body is one expression: `=> e` also takes `function () { e }`. */
static bool is_lone_expression(const mln_matcher *m, mln_node p, mln_node t)
{
    const mln_tree *tree = m->tree;
    if (!mln_tree_is(tree, t, MLN_KIND_EXPR_STMT))
        return false;
    mln_node p_block = mln_tree_parent(m->ptree, p), block = mln_tree_parent(tree, t);
    mln_node p_function = mln_tree_parent(m->ptree, p_block);
    mln_node function = mln_tree_parent(tree, block);
    return mln_tree_is(m->ptree, p_function, MLN_KIND_FUNCTION) &&
           mln_tree_op(m->ptree, p_function) == MLN_FUNCTION_ARROW &&
           mln_tree_child_count(m->ptree, p_block) == 1 &&
           mln_tree_is(tree, function, MLN_KIND_FUNCTION) &&
           mln_tree_op(tree, function) == MLN_FUNCTION_EXPRESSION &&
           mln_tree_child_count(tree, block) == 1;
}

const mln_goal *mln_match_stmt(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    mln_kind kind = mln_match_pkind(m, p);
    if (kind == MLN_KIND_IMPORT)
        return mln_match_import(m, p, t, next);
    if (kind == MLN_KIND_EXPR_STMT && t.id == m->root && m->pattern->shape != MLN_SHAPE_SEQUENCE &&
        mln_tree_is(m->tree, t, MLN_KIND_EXPORT) && !mln_tree_has(m->tree, t, MLN_FLAG_DEFAULT))
        return FAIL;
    if (kind != MLN_KIND_EXPORT)
        t = skip_export(m->tree, t);
    switch (kind) {
    case MLN_KIND_EXPR_STMT:
        return mln_match_expr_stmt(m, p, t, next);
    case MLN_KIND_DECLARATOR:
        return mln_match_declarator(m, p, t, next);
    case MLN_KIND_FOR:
        return match_for(m, p, t, next);
    case MLN_KIND_BLOCK:
        return match_block(m, p, t, next);
    default:
        break;
    }
    if (kind == MLN_KIND_RETURN && is_lone_expression(m, p, t))
        return mln_match_strict(m, mln_tree_first(p), mln_tree_first(t), next);
    if (!mln_tree_is(m->tree, t, kind))
        return FAIL;
    switch (kind) {
    case MLN_KIND_IF:
        return GOAL_NODE(m, mln_tree_first(p), mln_tree_first(t),
                         GOAL_NODE(m, mln_match_pchild(m, p, 1), mln_match_child(m, t, 1),
                                   mln_match_lenient(m, mln_match_pchild(m, p, 2),
                                                     mln_match_child(m, t, 2), next)));
    case MLN_KIND_TRY:
        return match_try(m, p, t, next);
    case MLN_KIND_SWITCH:
        return mln_match_switch(m, p, t, next);
    case MLN_KIND_FOR_IN: {
        /* `in` is also `of`. */
        if (mln_tree_op(m->ptree, p) != mln_tree_op(m->tree, t) &&
            mln_tree_op(m->ptree, p) != MLN_LOOP_IN)
            return FAIL;
        /* Which word declares the variable does not matter here, nor whether one does. */
        mln_node target = mln_tree_first(p), have = mln_tree_first(t);
        if (mln_tree_is(m->ptree, target, MLN_KIND_DECLARATOR))
            target = mln_tree_first(target);
        if (mln_tree_is(m->tree, have, MLN_KIND_DECLARATOR))
            have = mln_tree_first(have);
        return GOAL_NODE(
            m, target, have,
            GOAL_NODE(m, mln_match_pchild(m, p, 1), mln_match_child(m, t, 1),
                      GOAL_NODE(m, mln_match_pchild(m, p, 2), mln_match_child(m, t, 2), next)));
    }
    case MLN_KIND_INCLUDE: {
        mln_node path = mln_tree_first(p), have = mln_tree_first(t);
        if (mln_match_meta(m, path) == MLN_META_STRING_VARIABLE ||
            mln_tree_op(m->ptree, path) != mln_tree_op(m->tree, have))
            return FAIL;
        return GOAL_NODE(m, path, have, next);
    }
    case MLN_KIND_RETURN:
        return mln_match_strict(m, mln_tree_first(p), mln_tree_first(t), next);
    case MLN_KIND_EXPORT:
        return match_export(m, p, t, next);
    default:
        return mln_match_children(m, p, t, next);
    }
}

/* `f = (...) => {...}` among members is `f(...) {...}` too. */
static const mln_goal *match_field_of_function(mln_matcher *m, mln_node p, mln_node t,
                                               const mln_goal *next)
{
    mln_node function = mln_match_pchild(m, p, 2);
    if (!mln_tree_is(m->ptree, function, MLN_KIND_FUNCTION) ||
        mln_tree_op(m->tree, t) != MLN_FUNCTION_METHOD ||
        (mln_tree_has(m->ptree, p, MLN_FLAG_STATIC) && !mln_tree_has(m->tree, t, MLN_FLAG_STATIC)))
        return FAIL;
    return mln_match_function(m, function, t,
                              GOAL_NODE(m, mln_tree_first(p), mln_tree_first(t), next));
}

static const mln_goal *match_part(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    mln_kind kind = mln_match_pkind(m, p);
    const mln_tree *tree = m->tree;
    switch (kind) {
    case MLN_KIND_PROPERTY_NAME:
    case MLN_KIND_PROPERTY:
        return mln_match_expr(m, p, t, next);
    case MLN_KIND_PARAM:
        return mln_match_param(m, p, t, next);
    case MLN_KIND_IMPORT_ITEM:
        return match_import_item(m, p, t, next);
    default:
        break;
    }
    if (kind == MLN_KIND_FIELD && mln_tree_is(tree, t, MLN_KIND_FUNCTION))
        return match_field_of_function(m, p, t, next);
    if (!mln_tree_is(tree, t, kind))
        return FAIL;
    switch (kind) {
    case MLN_KIND_CATCH:
        return match_catch(m, p, t, next);
    case MLN_KIND_CASE:
        return mln_match_case(m, p, t, next);
    case MLN_KIND_CLASS_BODY:
    case MLN_KIND_MEMBERS:
    case MLN_KIND_HERITAGE:
        return mln_goal_set(m, p.id + 1, m->ptree->end[p.id], t.id + 1, tree->end[t.id], false,
                            next);
    case MLN_KIND_FIELD: {
        if (mln_tree_has(m->ptree, p, MLN_FLAG_STATIC) && !mln_tree_has(tree, t, MLN_FLAG_STATIC))
            return FAIL;
        const mln_goal *rest = mln_match_decorators(m, p, t, 3, next);
        rest = mln_match_strict(m, mln_match_pchild(m, p, 2), mln_match_child(m, t, 2), rest);
        rest = mln_match_lenient(m, mln_match_pchild(m, p, 1), mln_match_child(m, t, 1), rest);
        return GOAL_NODE(m, mln_tree_first(p), mln_tree_first(t), rest);
    }
    case MLN_KIND_DECORATOR: {
        /* `@D` is also `@D()`, `@D(...)` also `@D`. */
        mln_node e = mln_tree_first(p), have = mln_tree_first(t);
        bool call = mln_tree_is(tree, have, MLN_KIND_CALL);
        if (call && !mln_tree_is(m->ptree, e, MLN_KIND_CALL))
            return mln_tree_child_count(tree, have) == 1
                       ? GOAL_NODE(m, e, mln_tree_first(have), next)
                       : FAIL;
        if (!call && mln_tree_is(m->ptree, e, MLN_KIND_CALL) &&
            m->pattern->nodes[e.id].has_ellipsis)
            return GOAL_NODE(m, mln_tree_first(e), have, next);
        return GOAL_NODE(m, e, have, next);
    }
    default:
        return mln_match_expr(m, p, t, next);
    }
}

const mln_goal *mln_match_node(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    const mln_pattern_node *node = mln_match_pnode(m, p);
    bool absent = mln_match_is_none(m->tree, t);
    switch ((mln_meta)node->meta) {
    case MLN_META_ELLIPSIS:
    case MLN_META_ANYTHING:
        return next;
    case MLN_META_VARIABLE:
        if (absent)
            return FAIL;
        if (mln_match_pkind(m, p) == MLN_KIND_EXPR_STMT && m->tree->role[t.id] != MLN_ROLE_STMT)
            return FAIL;
        /* Text and code of a template do not stand for each other. */
        if (mln_tree_is(m->tree, t, MLN_KIND_TEMPLATE_TEXT) !=
            (mln_match_pkind(m, p) == MLN_KIND_TEMPLATE_TEXT))
            return FAIL;
        /* `{$X}` in JSX is the expression, without its braces. */
        if (mln_match_pkind(m, p) == MLN_KIND_JSX_EXPR &&
            mln_tree_is(m->tree, t, MLN_KIND_JSX_EXPR) && mln_tree_has_children(m->tree, t))
            t = mln_tree_first(t);
        if (m->tree->role[t.id] == MLN_ROLE_TYPE &&
            mln_tree_is(m->ptree, mln_tree_parent(m->ptree, p), MLN_KIND_SIZEOF))
            return FAIL;
        return mln_match_bind_node(m, node->variable, t) ? next : FAIL;
    case MLN_META_LIST:
        if (absent)
            return next;
        return mln_match_bind(m, node->variable,
                              (mln_bound){.kind = MLN_BOUND_LIST,
                                          .node = t,
                                          .stop_node = m->tree->end[t.id],
                                          .span = mln_tree_span(m->tree, t)})
                   ? next
                   : FAIL;
    case MLN_META_DEEP:
        if (absent)
            return FAIL;
        return mln_match_deep(m, mln_match_pchild(m, p, 1), t.id, m->tree->end[t.id], next);
    case MLN_META_TYPED:
        return absent ? FAIL : mln_match_typed(m, p, t, next);
    case MLN_META_ANY_STRING:
    case MLN_META_STRING_VARIABLE:
    case MLN_META_STRING_REGEX:
        return absent ? FAIL : mln_match_string(m, p, t, next);
    case MLN_META_ANY_REGEX:
        return mln_tree_is(m->tree, t, MLN_KIND_REGEX) ? next : FAIL;
    case MLN_META_REGEX_VARIABLE: {
        if (!mln_tree_is(m->tree, t, MLN_KIND_REGEX))
            return FAIL;
        mln_span span = mln_tree_span(m->tree, t);
        mln_str body = mln_tree_sym_text(m->tree, t);
        span.start++;
        span.stop = span.start + body.len;
        return mln_match_bind(m, node->variable,
                              (mln_bound){.kind = MLN_BOUND_TEXT,
                                          .node = t,
                                          .sym = {m->tree->sym[t.id]},
                                          .span = span})
                   ? next
                   : FAIL;
    }
    case MLN_META_PLAIN:
        break;
    }
    mln_kind kind = mln_match_pkind(m, p);
    if (kind == MLN_KIND_NONE)
        return absent ? next : FAIL;
    if (absent)
        return FAIL;
    if (kind == MLN_KIND_FUNCTION)
        return mln_match_function(m, p, skip_export(m->tree, t), next);
    if (kind == MLN_KIND_CLASS)
        return mln_match_class(m, p, skip_export(m->tree, t), next);
    switch (mln_kind_get_class(kind)) {
    case MLN_CLASS_STMT:
        return mln_match_stmt(m, p, t, next);
    case MLN_CLASS_PART:
        return match_part(m, p, t, next);
    case MLN_CLASS_EXPR:
    case MLN_CLASS_TYPE:
        return mln_match_expr(m, p, t, next);
    }
    return FAIL;
}
