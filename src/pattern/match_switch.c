/* `switch` and its cases. */
#include "pattern/match_p.h"

#include "base/banned.h"

/* The pattern's cases in order, others between them. What stands before the first `case` of C is a
 * statement that no `switch` has. */
const mln_goal *mln_match_switch(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    mln_node value = mln_tree_first(p), have = mln_tree_first(t);
    mln_node head = mln_tree_next(m->ptree, value);
    if (m->tree->lang == MLN_LANG_C && head.id < mln_tree_end(m->ptree, p) &&
        !mln_tree_is(m->ptree, head, MLN_KIND_CASE))
        return FAIL;
    const mln_goal *rest = mln_goal_set(m, m->ptree->end[value.id], m->ptree->end[p.id],
                                        m->tree->end[have.id], m->tree->end[t.id], false, next);
    return GOAL_NODE(m, value, have, rest);
}

/* In C labels without statements go with the next: `case 1: case 2: f();` is one case. */
static bool has_body(const mln_tree *tree, mln_node label)
{
    return mln_tree_next(tree, mln_tree_first(label)).id < mln_tree_end(tree, label);
}

static bool continues_case(const mln_tree *tree, mln_node t)
{
    mln_node before = MLN_NO_NODE;
    MLN_EACH_CHILD(tree, mln_tree_parent(tree, t), c)
    {
        if (c.id >= t.id)
            break;
        before = c;
    }
    return before.id != UINT32_MAX && mln_tree_is(tree, before, MLN_KIND_CASE) &&
           !has_body(tree, before);
}

const mln_goal *mln_match_case(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    mln_node value = mln_tree_first(p), have = mln_tree_first(t);
    mln_node label = have;
    bool of_switch = mln_tree_is(m->ptree, mln_tree_parent(m->ptree, p), MLN_KIND_SWITCH);
    if (of_switch && t.id != m->root && m->tree->lang == MLN_LANG_C) {
        /* In a `switch` of C the first label stands for all, with the statements of the last. */
        if (continues_case(m->tree, t) != continues_case(m->ptree, p))
            return FAIL;
        bool continued =
            mln_tree_next(m->ptree, p).id < mln_tree_end(m->ptree, mln_tree_parent(m->ptree, p));
        if (!has_body(m->ptree, p) && continued)
            return mln_match_strict(m, value, label, next);
        uint32_t end = mln_tree_end(m->tree, mln_tree_parent(m->tree, t));
        while (!has_body(m->tree, t) && mln_tree_next(m->tree, t).id < end)
            t = mln_tree_next(m->tree, t);
        have = mln_tree_first(t);
    }
    /* `$S;` alone is all that the case does. */
    mln_node only = mln_tree_next(m->ptree, value);
    if (mln_tree_child_count(m->ptree, p) == 2 && mln_tree_child_count(m->tree, t) > 2 &&
        mln_match_meta(m, only) == MLN_META_VARIABLE) {
        mln_node from = mln_tree_next(m->tree, have);
        mln_span span = {m->tree->start[from.id], m->tree->stop[t.id]};
        mln_bound all = {.kind = MLN_BOUND_LIST,
                         .node = from,
                         .stop_node = mln_tree_end(m->tree, t),
                         .span = span};
        bool bound = mln_match_bind(m, m->pattern->nodes[only.id].variable, all);
        return bound ? mln_match_strict(m, value, label, next) : FAIL;
    }
    mln_goal *items = mln_arena_alloc(m->arena, sizeof *items);
    *items = (mln_goal){.next = next,
                        .op = MLN_GOAL_STMTS,
                        .flags = m->pattern->nodes[p.id].has_ellipsis ? MLN_GOAL_OPEN : 0,
                        .a = m->ptree->end[value.id],
                        .b = m->ptree->end[p.id],
                        .c = m->tree->end[have.id],
                        .d = m->tree->end[t.id]};
    return mln_match_strict(m, value, label, items);
}
