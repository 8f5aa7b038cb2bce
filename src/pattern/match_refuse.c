/* What cannot match, told at a glance: most of the nodes at which a pattern is tried are of another
 * kind, or are calls of something else. Setting up a way to match costs more than to see that.
 *
 * True only where the solver, given the two nodes, finds nothing; each case says what else than its
 * own kind a pattern's kind can match, as match_expr.c and match_call.c have it. What they look
 * through is not refused: casts, what a name was imported as or stands for.
 */
#include "pattern/match_p.h"

#include "base/banned.h"

/* Whether a name in the code can be the pattern's name: the same, or brought in from a module. */
static bool refuses_name(const mln_matcher *m, mln_node p, mln_node t)
{
    const mln_tree *tree = m->tree;
    switch (mln_tree_kind(tree, t)) {
    case MLN_KIND_IDENT:
        return !m->names->binding_of[t.id] && !mln_match_literal(m, p, t);
    case MLN_KIND_PROPERTY_NAME:
    case MLN_KIND_TYPE_NAME:
        return !mln_match_literal(m, p, t);
    case MLN_KIND_CAST:
        return false;
    default:
        return true;
    }
}

/* Of a pattern `o.k`: by the key alone. */
static bool refuses_member(const mln_matcher *m, mln_node p, mln_node t)
{
    const mln_tree *tree = m->tree;
    mln_node key = mln_match_pchild(m, p, 1);
    if (mln_match_meta(m, key) == MLN_META_ELLIPSIS)
        return false;
    switch (mln_tree_kind(tree, t)) {
    case MLN_KIND_IDENT:
        return !m->names->binding_of[t.id];
    case MLN_KIND_CAST:
        return false;
    case MLN_KIND_MEMBER:
        break;
    default:
        return true;
    }
    mln_node have = mln_match_child(m, t, 1);
    if (mln_match_meta(m, key) != MLN_META_PLAIN ||
        mln_match_pkind(m, key) != MLN_KIND_PROPERTY_NAME)
        return false;
    return mln_tree_is(tree, have, MLN_KIND_PROPERTY_NAME) && !mln_match_literal(m, key, have);
}

static uint32_t skip_types(const mln_tree *tree, uint32_t n, uint32_t end)
{
    while (n < end && tree->kind[n] == MLN_KIND_TYPE_ARGS)
        n = tree->end[n];
    return n;
}

/* Of what stands behind an ellipsis, when that is one argument: it is the last. */
static bool refuses_last(const mln_matcher *m, uint32_t p, uint32_t p_end, uint32_t t,
                         uint32_t t_end)
{
    p = skip_types(m->ptree, p, p_end);
    if (p >= p_end || skip_types(m->ptree, m->ptree->end[p], p_end) < p_end)
        return false;
    mln_meta meta = mln_match_meta(m, (mln_node){p});
    if (meta == MLN_META_ELLIPSIS || meta == MLN_META_LIST)
        return false;
    uint32_t last = t_end;
    for (; t < t_end; t = m->tree->end[t])
        if (m->tree->kind[t] != MLN_KIND_TYPE_ARGS)
            last = t;
    return last == t_end || mln_match_refuses(m, (mln_node){p}, (mln_node){last});
}

/* Of two lists of arguments: by those in front of an ellipsis, the last behind one, and by their
 * number. */
static bool refuses_args(const mln_matcher *m, uint32_t p, uint32_t p_end, uint32_t t,
                         uint32_t t_end)
{
    for (;;) {
        p = skip_types(m->ptree, p, p_end);
        t = skip_types(m->tree, t, t_end);
        if (p >= p_end)
            return t < t_end;
        mln_meta meta = mln_match_meta(m, (mln_node){p});
        if (meta == MLN_META_LIST)
            return false;
        if (meta == MLN_META_ELLIPSIS)
            return refuses_last(m, m->ptree->end[p], p_end, t, t_end);
        if (t >= t_end || mln_match_refuses(m, (mln_node){p}, (mln_node){t}))
            return true;
        p = m->ptree->end[p];
        t = m->tree->end[t];
    }
}

static bool refuses_call(const mln_matcher *m, mln_node p, mln_node t)
{
    switch (mln_tree_kind(m->tree, t)) {
    case MLN_KIND_CALL:
        break;
    case MLN_KIND_TAGGED:
    case MLN_KIND_UNARY:
    case MLN_KIND_CAST:
        return false;
    default:
        return true;
    }
    mln_node callee = mln_tree_first(p), have = mln_tree_first(t);
    return mln_match_refuses(m, callee, have) ||
           refuses_args(m, m->ptree->end[callee.id], m->ptree->end[p.id], m->tree->end[have.id],
                        m->tree->end[t.id]);
}

/* Of an assignment, by what is assigned and to what. */
static bool refuses_assign(const mln_matcher *m, mln_node p, mln_node t)
{
    const mln_tree *tree = m->tree;
    mln_node value;
    switch (mln_tree_kind(tree, t)) {
    case MLN_KIND_ASSIGN:
        value = mln_match_child(m, t, 1);
        break;
    case MLN_KIND_DECLARATOR:
    case MLN_KIND_FIELD:
        value = mln_match_child(m, t, 2);
        if (mln_match_is_none(tree, value))
            return true;
        break;
    case MLN_KIND_EXPORT: /* `export default x` */
        return false;
    default:
        return !mln_tree_is(tree, t, MLN_KIND_CAST);
    }
    if (mln_match_refuses(m, mln_tree_first(p), mln_tree_first(t)))
        return true;
    /* With an operator it may be the half of the value. */
    return mln_tree_op(m->ptree, p) == MLN_OP_NONE &&
           mln_match_refuses(m, mln_match_pchild(m, p, 1), value);
}

/* Kinds of code that have no constant value. */
static bool is_composed(mln_kind kind)
{
    return kind == MLN_KIND_OBJECT || kind == MLN_KIND_ARRAY || kind == MLN_KIND_FUNCTION ||
           kind == MLN_KIND_NEW || kind == MLN_KIND_REGEX;
}

static bool refuses_text(const mln_matcher *m, mln_node p, mln_node t)
{
    switch (mln_tree_kind(m->tree, t)) {
    case MLN_KIND_STRING:
        return m->ptree->sym[p.id] && !mln_match_literal(m, p, t);
    case MLN_KIND_NUMBER:
    case MLN_KIND_BOOL:
    case MLN_KIND_NULL:
        return true;
    default:
        return is_composed(mln_tree_kind(m->tree, t));
    }
}

/* By the kinds alone: what is exported stands for the export, an expression statement of a pattern
 * is looked for in those that have expressions of their own. */
bool mln_match_refuses_stmt(const mln_matcher *m, mln_node p, mln_node t)
{
    if (mln_match_meta(m, p) != MLN_META_PLAIN)
        return false;
    mln_kind kind = mln_match_pkind(m, p), have = mln_tree_kind(m->tree, t);
    if (have == kind || have == MLN_KIND_EXPORT)
        return false;
    switch (kind) {
    case MLN_KIND_EXPR_STMT:
        return mln_match_meta(m, mln_tree_first(p)) != MLN_META_DEEP &&
               have != MLN_KIND_DECLARATOR && have != MLN_KIND_RETURN &&
               m->tree->role[t.id] != MLN_ROLE_EXPR;
    case MLN_KIND_DECLARATOR:
    case MLN_KIND_FUNCTION:
    case MLN_KIND_CLASS:
    case MLN_KIND_BLOCK:
    case MLN_KIND_IF:
    case MLN_KIND_WHILE:
    case MLN_KIND_DO:
    case MLN_KIND_SWITCH:
    case MLN_KIND_TRY:
    case MLN_KIND_THROW:
    case MLN_KIND_BREAK:
    case MLN_KIND_GOTO:
        return true;
    default:
        return false;
    }
}

bool mln_match_refuses(const mln_matcher *m, mln_node p, mln_node t)
{
    /* With this option a name is whatever was assigned to it. */
    if (mln_match_meta(m, p) != MLN_META_PLAIN || m->pattern->options.symbolic_propagation)
        return false;
    mln_kind kind = mln_match_pkind(m, p), have = mln_tree_kind(m->tree, t);
    switch (kind) {
    case MLN_KIND_CALL:
        return refuses_call(m, p, t);
    case MLN_KIND_MEMBER:
        return refuses_member(m, p, t);
    case MLN_KIND_IDENT:
        return refuses_name(m, p, t);
    case MLN_KIND_ASSIGN:
        return refuses_assign(m, p, t);
    case MLN_KIND_BOOL:
    case MLN_KIND_NUMBER:
        return have == kind ? !mln_match_literal(m, p, t) : is_composed(have);
    case MLN_KIND_STRING:
        return refuses_text(m, p, t);
    case MLN_KIND_FUNCTION:
    case MLN_KIND_CLASS:
        return have != kind && have != MLN_KIND_EXPORT;
    case MLN_KIND_BINARY:
        return (have != kind && have != MLN_KIND_ASSIGN && have != MLN_KIND_CAST) ||
               (have == kind && mln_tree_op(m->ptree, p) != mln_tree_op(m->tree, t));
    case MLN_KIND_NEW:
    case MLN_KIND_INDEX:
    case MLN_KIND_UNARY:
    case MLN_KIND_UPDATE:
    case MLN_KIND_CONDITIONAL:
    case MLN_KIND_OBJECT:
    case MLN_KIND_ARRAY:
        return have != kind && have != MLN_KIND_CAST;
    default:
        return false;
    }
}
