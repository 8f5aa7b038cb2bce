/* Members and calls. */
#include "pattern/match_p.h"

#include "base/banned.h"

/* `m.a` in the pattern, `b` in the code, by `import {a as b} from 'm'`. */
static bool is_imported_from(const mln_matcher *m, mln_node object, mln_node key, mln_node t)
{
    const mln_binding_info *info = mln_names_get(m->names, t);
    if (!info || info->from == MLN_FROM_NOWHERE || !info->imported.id)
        return false;
    if (!mln_tree_is(m->ptree, object, MLN_KIND_IDENT) ||
        mln_match_meta(m, object) != MLN_META_PLAIN || mln_match_meta(m, key) != MLN_META_PLAIN)
        return false;
    return mln_match_sym(m, key, info->imported) &&
           (mln_match_sym(m, object, info->module) || mln_match_sym(m, object, info->base));
}

/* `$X. ... .f`: whatever members and calls lie between. */
static const mln_goal *match_chain_ellipsis(mln_matcher *m, mln_node p, mln_node t,
                                            const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    mln_node object = mln_tree_first(p);
    for (;;) {
        mln_solve_way(m, GOAL_NODE(m, object, t, next));
        if (m->out->spent)
            return FAIL;
        /* A call is a link of the chain only as `.f()`. */
        if (mln_tree_is(tree, t, MLN_KIND_CALL))
            t = mln_tree_first(t);
        if (!mln_tree_is(tree, t, MLN_KIND_MEMBER))
            return FAIL;
        t = mln_tree_first(t);
    }
}

/* `$M.a` or `$M.$A` in the pattern, a name that was imported in the code. */
static const mln_goal *match_open_import(mln_matcher *m, mln_node p, mln_node t,
                                         const mln_binding_info *info, const mln_goal *next)
{
    mln_node object = mln_tree_first(p), key = mln_match_pchild(m, p, 1);
    mln_span span = mln_tree_span(m->tree, t);
    mln_bound module = {.kind = MLN_BOUND_TEXT, .node = t, .sym = info->module, .span = span};
    mln_bound name = {.kind = MLN_BOUND_TEXT, .node = t, .sym = info->imported, .span = span};
    if (mln_match_meta(m, key) == MLN_META_PLAIN) {
        if (!mln_match_sym(m, key, info->imported))
            return FAIL;
    } else if (mln_match_meta(m, key) != MLN_META_VARIABLE ||
               !mln_match_bind(m, m->pattern->nodes[key.id].variable, name)) {
        return FAIL;
    }
    return mln_match_bind(m, m->pattern->nodes[object.id].variable, module) ? next : FAIL;
}

const mln_goal *mln_match_member(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    mln_node object = mln_tree_first(p), key = mln_match_pchild(m, p, 1);
    if (mln_match_meta(m, key) == MLN_META_ELLIPSIS)
        return match_chain_ellipsis(m, p, t, next);
    /* `m. ... .a()` is what `a` was imported as. */
    if (mln_tree_is(tree, t, MLN_KIND_IDENT) && mln_match_pkind(m, object) == MLN_KIND_MEMBER &&
        mln_match_meta(m, mln_match_pchild(m, object, 1)) == MLN_META_ELLIPSIS)
        return is_imported_from(m, mln_tree_first(object), key, t) ? next : FAIL;
    if (mln_tree_is(tree, t, MLN_KIND_IDENT)) {
        const mln_binding_info *info = mln_names_get(m->names, t);
        if (info && info->imported.id && mln_match_meta(m, object) == MLN_META_VARIABLE)
            return match_open_import(m, p, t, info, next);
        return is_imported_from(m, object, key, t) ? next : FAIL;
    }
    if (!mln_tree_is(tree, t, MLN_KIND_MEMBER))
        return FAIL;
    unsigned op = mln_tree_op(m->ptree, p), have = mln_tree_op(tree, t);
    if (mln_tree_has(m->ptree, p, MLN_FLAG_OPTIONAL) != mln_tree_has(tree, t, MLN_FLAG_OPTIONAL))
        return FAIL;
    /* `p->f` is `(*p).f`. */
    if (op != have && op == MLN_MEMBER_ARROW) {
        mln_node pointer = mln_tree_first(t);
        if (!mln_tree_is(tree, pointer, MLN_KIND_UNARY) || mln_tree_op(tree, pointer) != MLN_OP_MUL)
            return FAIL;
        return GOAL_NODE(m, object, mln_tree_first(pointer),
                         GOAL_NODE(m, key, mln_match_child(m, t, 1), next));
    }
    return GOAL_NODE(m, object, mln_tree_first(t),
                     GOAL_NODE(m, key, mln_match_child(m, t, 1), next));
}

/* The type arguments of a call, behind its arguments. */
static mln_node find_types(const mln_tree *tree, mln_node call)
{
    MLN_EACH_CHILD(tree, call, c)
    if (mln_tree_is(tree, c, MLN_KIND_TYPE_ARGS))
        return c;
    return MLN_NO_NODE;
}

const mln_goal *mln_match_call(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    mln_node callee = mln_tree_first(p);
    if (mln_tree_is(tree, t, MLN_KIND_CALL)) {
        mln_node have = mln_tree_first(t);
        mln_node types = find_types(m->ptree, p), have_types = find_types(tree, t);
        const mln_goal *rest = next;
        if (types.id != UINT32_MAX) {
            if (have_types.id == UINT32_MAX)
                return FAIL;
            rest = mln_match_children(m, types, have_types, next);
        }
        return GOAL_NODE(m, callee, have,
                         mln_goal_list(m, m->ptree->end[callee.id], m->ptree->end[p.id],
                                       tree->end[have.id], tree->end[t.id], rest));
    }
    /* A tagged template and `delete x` are calls to a pattern that leaves the callee open. */
    mln_node arg = {m->ptree->end[callee.id]};
    bool any_args = arg.id < m->ptree->end[p.id] && mln_match_meta(m, arg) == MLN_META_ELLIPSIS;
    if (mln_tree_is(tree, t, MLN_KIND_TAGGED) && any_args)
        return GOAL_NODE(m, callee, mln_tree_first(t), next);
    if (mln_tree_is(tree, t, MLN_KIND_UNARY) && mln_tree_op(tree, t) == MLN_OP_DELETE &&
        mln_match_meta(m, callee) == MLN_META_VARIABLE) {
        uint32_t start = tree->start[t.id];
        mln_bound word = {.kind = MLN_BOUND_SPAN,
                          .node = MLN_NO_NODE,
                          .span = {start, start + (uint32_t)sizeof "delete" - 1}};
        if (!mln_match_bind(m, m->pattern->nodes[callee.id].variable, word))
            return FAIL;
        return mln_goal_list(m, arg.id, m->ptree->end[p.id], t.id + 1, tree->end[t.id], next);
    }
    return FAIL;
}
