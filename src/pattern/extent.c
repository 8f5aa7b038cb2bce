#include "pattern/extent.h"

#include "base/ascii.h"

#include "base/banned.h"

/* Whether nothing but `bracket` and white space stands between two offsets. */
static bool is_only(const mln_tree *tree, uint32_t from, uint32_t to, char bracket)
{
    for (uint32_t i = from; i < to; i++)
        if (tree->text.ptr[i] != bracket && !mln_ascii_is_space(tree->text.ptr[i]))
            return false;
    return true;
}

/* The child that ends last, or begins first: types and decorators stand out of order. NO_NODE
 * without children. */
static mln_node find_child(const mln_tree *tree, mln_node n, bool last)
{
    mln_node best = MLN_NO_NODE;
    MLN_EACH_CHILD(tree, n, c)
    {
        if (mln_tree_is(tree, c, MLN_KIND_NONE))
            continue;
        if (best.id == UINT32_MAX || (last ? tree->stop[c.id] >= tree->stop[best.id]
                                           : tree->start[c.id] < tree->start[best.id]))
            best = c;
    }
    return best;
}

/* Behind the first name of the closing tag; a fragment's has none. */
static uint32_t find_closing_name(const mln_tree *tree, mln_node n, uint32_t from)
{
    const char *text = tree->text.ptr;
    uint32_t at = tree->stop[n.id];
    while (at > from + 1 && !(text[at - 2] == '<' && text[at - 1] == '/'))
        at--;
    if (at <= from + 1)
        return tree->stop[n.id];
    while (mln_ascii_is_space(text[at]))
        at++;
    uint32_t name = at;
    while (at < tree->stop[n.id] && text[at] != '>' && text[at] != '.' && text[at] != ':' &&
           !mln_ascii_is_space(text[at]))
        at++;
    return at > name ? at : from;
}

static bool closes_itself(const mln_tree *tree, mln_node n)
{
    uint32_t stop = tree->stop[n.id];
    return stop - tree->start[n.id] > 2 && tree->text.ptr[stop - 2] == '/';
}

/* What of a node its range ends with: that node, or NO_NODE when `*stop` is set. */
static mln_node find_last(const mln_tree *tree, mln_node n, uint32_t *stop)
{
    mln_node last = find_child(tree, n, true);
    *stop = tree->stop[n.id];
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_TEMPLATE:
        if (last.id == UINT32_MAX)
            *stop = tree->start[n.id] + 1;
        return last;
    case MLN_KIND_JSX:
        if (!closes_itself(tree, n))
            *stop = find_closing_name(
                tree, n, last.id == UINT32_MAX ? tree->start[n.id] + 2 : tree->stop[last.id]);
        return MLN_NO_NODE;
    case MLN_KIND_SIZEOF:
        return last.id != UINT32_MAX && mln_tree_role(tree, last) == MLN_ROLE_EXPR ? last
                                                                                   : MLN_NO_NODE;
    case MLN_KIND_SWITCH:
    case MLN_KIND_DO:
        return last;
    case MLN_KIND_CASE:
        if (last.id == UINT32_MAX)
            *stop = tree->start[n.id] + (uint32_t)sizeof "default" - 1;
        return last;
    default:
        break;
    }
    if (last.id == UINT32_MAX || tree->stop[last.id] == tree->stop[n.id])
        return last;
    bool parentheses = tree->lang == MLN_LANG_C && mln_tree_role(tree, n) == MLN_ROLE_EXPR &&
                       !mln_tree_is(tree, n, MLN_KIND_CALL) &&
                       is_only(tree, tree->stop[last.id], tree->stop[n.id], ')');
    return parentheses ? last : MLN_NO_NODE;
}

static uint32_t get_stop(const mln_tree *tree, mln_node n)
{
    uint32_t stop = tree->stop[n.id];
    while (n.id != UINT32_MAX)
        n = find_last(tree, n, &stop);
    return stop;
}

static uint32_t get_start(const mln_tree *tree, mln_node n)
{
    while (tree->lang == MLN_LANG_C) {
        mln_node first = find_child(tree, n, false);
        if (first.id == UINT32_MAX || mln_tree_is(tree, n, MLN_KIND_CAST) ||
            !is_only(tree, tree->start[n.id], tree->start[first.id], '('))
            break;
        n = first;
    }
    return tree->start[n.id];
}

mln_span mln_extent_get(const mln_tree *tree, mln_span whole)
{
    mln_node first = MLN_NO_NODE, last = MLN_NO_NODE;
    for (uint32_t n = 1; n < tree->count && (first.id == UINT32_MAX || last.id == UINT32_MAX);) {
        if (tree->start[n] >= whole.stop || tree->stop[n] <= whole.start) {
            n = tree->end[n];
            continue;
        }
        bool is_node = tree->kind[n] != MLN_KIND_NONE;
        if (is_node && first.id == UINT32_MAX && tree->start[n] == whole.start &&
            (tree->stop[n] <= whole.stop || tree->kind[n] == MLN_KIND_IF))
            first.id = n;
        if (is_node && last.id == UINT32_MAX && tree->stop[n] == whole.stop &&
            tree->start[n] >= whole.start)
            last.id = n;
        n++;
    }
    mln_span span = whole;
    if (first.id != UINT32_MAX)
        span.start = get_start(tree, first);
    if (last.id != UINT32_MAX)
        span.stop = get_stop(tree, last);
    else if (first.id != UINT32_MAX && mln_tree_is(tree, first, MLN_KIND_IF))
        span.stop = get_stop(tree, mln_tree_first(first)); /* the head alone */
    return span.start < span.stop ? span : whole;
}
