#include "secrets/place.h"

#include "secrets/judge.h"

#include "base/banned.h"

/* Whether the first child names what the others are. */
static bool gives_name(mln_kind kind)
{
    return kind == MLN_KIND_DECLARATOR || kind == MLN_KIND_PROPERTY || kind == MLN_KIND_ASSIGN ||
           kind == MLN_KIND_FIELD || kind == MLN_KIND_PARAM || kind == MLN_KIND_DEFAULT_VALUE ||
           kind == MLN_KIND_DEFINE || kind == MLN_KIND_JSX_ATTR || kind == MLN_KIND_ENUM_MEMBER;
}

/* The last part of `a.b.c`, `a['c']`, `c[8]`. */
static mln_str get_name(const mln_tree *tree, mln_node n)
{
    while (mln_tree_is(tree, n, MLN_KIND_MEMBER))
        n = mln_tree_child(tree, n, 1);
    if (mln_tree_is(tree, n, MLN_KIND_INDEX)) {
        mln_node index = mln_tree_child(tree, n, 1);
        n = mln_tree_is(tree, index, MLN_KIND_STRING) ? index : mln_tree_first(n);
    }
    if (mln_tree_is(tree, n, MLN_KIND_IDENT) || mln_tree_is(tree, n, MLN_KIND_PROPERTY_NAME) ||
        mln_tree_is(tree, n, MLN_KIND_STRING))
        return mln_tree_sym_text(tree, n);
    return MLN_STR("");
}

mln_place mln_place_find(const mln_tree *tree, uint32_t offset)
{
    mln_place place = {.name = MLN_STR("")};
    for (uint32_t n = 1; n < tree->count;) {
        if (tree->start[n] > offset || tree->stop[n] <= offset) {
            n = tree->end[n];
            continue;
        }
        mln_node node = {n};
        mln_kind kind = mln_tree_kind(tree, node);
        if (gives_name(kind) && mln_tree_has_children(tree, node)) {
            mln_node first = mln_tree_first(node);
            /* What stands in the name itself is not the value. */
            if (tree->stop[first.id] <= offset)
                place.name = get_name(tree, first);
        } else if (kind == MLN_KIND_FUNCTION || kind == MLN_KIND_CALL) {
            place.name = MLN_STR("");
        }
        place.is_sample = place.is_sample || mln_judge_is_sample_name(place.name);
        n++;
    }
    return place;
}
