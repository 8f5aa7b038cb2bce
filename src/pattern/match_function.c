/* Functions and classes. */
#include "pattern/match_p.h"

#include "base/banned.h"

/* ---- functions ---- */

/* Declarations, methods, and functions that are the value of a field or property. */
static bool is_definition(const mln_matcher *m, mln_node t)
{
    const mln_tree *tree = m->tree;
    switch (mln_tree_op(tree, t)) {
    case MLN_FUNCTION_EXPRESSION:
    case MLN_FUNCTION_ARROW: {
        if (mln_tree_op(tree, t) == MLN_FUNCTION_ARROW && !m->pattern->options.arrow_is_function)
            return false;
        mln_kind parent = mln_tree_kind(tree, mln_tree_parent(tree, t));
        return parent == MLN_KIND_PROPERTY || parent == MLN_KIND_FIELD;
    }
    default:
        return true;
    }
}

/* The name of a definition: its own, or the key it is the value of. */
static mln_node get_name(const mln_tree *tree, mln_node t)
{
    mln_node name = mln_tree_first(t);
    if (!mln_match_is_none(tree, name))
        return name;
    mln_node parent = mln_tree_parent(tree, t);
    mln_kind kind = mln_tree_kind(tree, parent);
    if (kind == MLN_KIND_PROPERTY || kind == MLN_KIND_FIELD)
        return mln_tree_first(parent);
    return name;
}

/* Every decorator of the pattern is one of the code's. */
const mln_goal *mln_match_decorators(mln_matcher *m, mln_node p, mln_node t, uint32_t fixed,
                                     const mln_goal *next)
{
    uint32_t p_from = mln_match_pchild(m, p, fixed - 1).id;
    uint32_t t_from = mln_match_child(m, t, fixed - 1).id;
    uint32_t from = m->ptree->end[p_from], to = m->ptree->end[p.id];
    while (from < to && m->ptree->kind[from] != MLN_KIND_DECORATOR)
        from = m->ptree->end[from];
    if (from >= to)
        return next;
    return mln_goal_set(m, from, to, m->tree->end[t_from], m->tree->end[t.id], false, next);
}

static bool has_modifiers(const mln_matcher *m, mln_node p, mln_node t, bool value)
{
    unsigned wanted = MLN_FLAG_STATIC | (value ? 0u : (unsigned)MLN_FLAG_ASYNC);
    unsigned flags = m->ptree->flags[p.id] & wanted;
    if ((m->tree->flags[t.id] & flags) != flags)
        return false;
    unsigned op = mln_tree_op(m->ptree, p);
    if (op == MLN_FUNCTION_GETTER || op == MLN_FUNCTION_SETTER)
        return mln_tree_op(m->tree, t) == op;
    return true;
}

const mln_goal *mln_match_function(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    if (!mln_tree_is(tree, t, MLN_KIND_FUNCTION))
        return FAIL;
    unsigned op = mln_tree_op(m->ptree, p);
    mln_node name = mln_tree_first(p);
    bool any = mln_match_meta(m, name) == MLN_META_ELLIPSIS;
    bool value = op == MLN_FUNCTION_EXPRESSION || op == MLN_FUNCTION_ARROW;
    if (tree->lang != MLN_LANG_C) {
        mln_kind holder = mln_match_pkind(m, mln_tree_parent(m->ptree, p));
        if (value && (holder == MLN_KIND_PROPERTY || holder == MLN_KIND_FIELD))
            value = !is_definition(m, t);
        else if (!any && is_definition(m, t) == value)
            return FAIL;
        if (value && m->root != t.id && tree->role[t.id] != MLN_ROLE_EXPR)
            return FAIL;
        if ((op == MLN_FUNCTION_METHOD || op == MLN_FUNCTION_GETTER || op == MLN_FUNCTION_SETTER) &&
            tree->role[t.id] != MLN_ROLE_MEMBER && m->root != t.id)
            return FAIL;
        if (mln_tree_op(tree, t) == MLN_FUNCTION_SIGNATURE && op != MLN_FUNCTION_SIGNATURE)
            return FAIL;
    } else if ((mln_tree_op(tree, t) == MLN_FUNCTION_SIGNATURE) != (op == MLN_FUNCTION_SIGNATURE) ||
               mln_match_is_none(m->ptree, mln_match_pchild(m, p, 2))) {
        return FAIL;
    }
    if (!has_modifiers(m, p, t, value))
        return FAIL;
    mln_node p_params = mln_match_pchild(m, p, 1), params = mln_match_child(m, t, 1);
    mln_node p_result = mln_match_pchild(m, p, 2), result = mln_match_child(m, t, 2);
    mln_node p_body = mln_match_pchild(m, p, 3), body = mln_match_child(m, t, 3);
    /* `$F(...) {...}` in C has no result: it reads as a macro, which defines something of its own.
     */
    if (tree->lang == MLN_LANG_C && mln_match_is_none(m->ptree, p_params) &&
        !mln_match_is_none(tree, params))
        return FAIL;
    const mln_goal *rest = mln_match_decorators(m, p, t, 4, next);
    if (!mln_match_is_none(m->ptree, p_body))
        rest = GOAL_NODE(m, p_body, body, rest);
    rest = mln_match_lenient(m, p_result, result, rest);
    if (mln_tree_is(tree, params, MLN_KIND_PARAMS) &&
        mln_tree_is(m->ptree, p_params, MLN_KIND_PARAMS))
        rest = mln_goal_list(m, p_params.id + 1, m->ptree->end[p_params.id], params.id + 1,
                             tree->end[params.id], rest);
    else if (mln_tree_is(m->ptree, p_params, MLN_KIND_PARAMS) &&
             !m->pattern->nodes[p_params.id].has_ellipsis &&
             mln_tree_has_children(m->ptree, p_params))
        return FAIL;
    if (any || mln_match_is_none(m->ptree, name))
        return rest;
    bool of_property = mln_tree_is(m->ptree, mln_tree_parent(m->ptree, p), MLN_KIND_PROPERTY);
    mln_node have = of_property ? mln_tree_first(t) : get_name(tree, t);
    if (mln_match_is_none(tree, have))
        return value && !of_property && mln_match_meta(m, name) == MLN_META_VARIABLE ? rest : FAIL;
    return GOAL_NODE(m, name, have, rest);
}

const mln_goal *mln_match_param(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    if (!mln_tree_is(tree, t, MLN_KIND_PARAM))
        return FAIL;
    bool open = mln_match_meta(m, mln_tree_first(p)) == MLN_META_VARIABLE;
    bool rest_p = mln_tree_has(m->ptree, p, MLN_FLAG_REST);
    bool rest_t = mln_tree_has(tree, t, MLN_FLAG_REST);
    if (rest_p != rest_t && (rest_p || !open))
        return FAIL;
    mln_node p_name = mln_tree_first(p), name = mln_tree_first(t);
    mln_node p_default = mln_match_pchild(m, p, 2), value = mln_match_child(m, t, 2);
    bool destructured =
        mln_tree_is(tree, name, MLN_KIND_OBJECT) || mln_tree_is(tree, name, MLN_KIND_ARRAY);
    if (destructured && mln_match_is_none(m->ptree, p_default) && !mln_match_is_none(tree, value) &&
        mln_match_meta(m, p_name) != MLN_META_VARIABLE)
        return FAIL;
    const mln_goal *rest = mln_match_decorators(m, p, t, 3, next);
    rest = mln_match_lenient(m, p_default, value, rest);
    rest = mln_match_lenient(m, mln_match_pchild(m, p, 1), mln_match_child(m, t, 1), rest);
    return mln_match_lenient(m, p_name, name, rest);
}

/* ---- classes ---- */

const mln_goal *mln_match_class(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    if (!mln_tree_is(m->tree, t, MLN_KIND_CLASS) ||
        mln_tree_op(m->ptree, p) != mln_tree_op(m->tree, t))
        return FAIL;
    const mln_goal *rest = mln_match_decorators(m, p, t, 3, next);
    mln_node body = mln_match_pchild(m, p, 2);
    if (mln_match_meta(m, body) != MLN_META_ANYTHING)
        rest = mln_match_lenient(m, body, mln_match_child(m, t, 2), rest);
    rest = mln_match_lenient(m, mln_match_pchild(m, p, 1), mln_match_child(m, t, 1), rest);
    return mln_match_lenient(m, mln_tree_first(p), mln_tree_first(t), rest);
}
