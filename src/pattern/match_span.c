/* The range of a match, as the language has it. */
#include "pattern/match_p.h"

#include "base/banned.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Without `what` at the end, and the blanks before it. */
static void trim_end(const mln_tree *tree, mln_span *span, char what)
{
    uint32_t stop = span->stop;
    while (stop > span->start && is_blank(tree->text.ptr[stop - 1]))
        stop--;
    if (stop == span->start || tree->text.ptr[stop - 1] != what)
        return;
    stop--;
    while (stop > span->start && is_blank(tree->text.ptr[stop - 1]))
        stop--;
    span->stop = stop;
}

/* Where `=>` stands before the expression body of an arrow; `start` when it cannot be seen. */
static uint32_t find_arrow(const mln_tree *tree, uint32_t start)
{
    uint32_t at = start;
    while (at > 0 && (is_blank(tree->text.ptr[at - 1]) || tree->text.ptr[at - 1] == '('))
        at--;
    bool found = at > 1 && tree->text.ptr[at - 1] == '>' && tree->text.ptr[at - 2] == '=';
    return found ? at - 2 : start;
}

static bool is_arrow_body(const mln_tree *tree, mln_node n)
{
    mln_node block = mln_tree_parent(tree, n), function = mln_tree_parent(tree, block);
    return n.id && mln_tree_is(tree, block, MLN_KIND_BLOCK) &&
           mln_tree_has(tree, block, MLN_FLAG_IMPLICIT) &&
           mln_tree_is(tree, function, MLN_KIND_FUNCTION) &&
           mln_tree_op(tree, function) == MLN_FUNCTION_ARROW;
}

/* Whether the pattern takes a declaration for an assignment. */
static bool is_assignment(const mln_matcher *m)
{
    mln_node root = m->pattern->root;
    return mln_match_pkind(m, root) == MLN_KIND_ASSIGN ||
           (m->pattern->shape == MLN_SHAPE_EXPRESSION && mln_match_meta(m, root) == MLN_META_DEEP);
}

/* As an assignment a declaration begins at its name and ends with its value; one that takes apart
 * begins with its word. */
static mln_span get_assignment(const mln_tree *tree, mln_node n)
{
    mln_span span = mln_tree_span(tree, n);
    mln_node name = mln_tree_first(n);
    if (!mln_tree_is(tree, name, MLN_KIND_OBJECT) && !mln_tree_is(tree, name, MLN_KIND_ARRAY))
        span.start = tree->start[name.id];
    span.stop = tree->stop[mln_tree_child(tree, n, 2).id];
    return span;
}

/* Where the last of a declarator's own parts ends. */
static uint32_t get_inner_stop(const mln_tree *tree, mln_node n)
{
    uint32_t stop = tree->stop[n.id + 1];
    MLN_EACH_CHILD(tree, n, c)
    {
        if (!mln_tree_is(tree, c, MLN_KIND_NONE) && tree->start[c.id] > tree->start[n.id + 1] &&
            tree->stop[c.id] > stop)
            stop = tree->stop[c.id];
    }
    return stop;
}

/* Whether another declarator of the same statement stands behind this one. */
static bool is_followed(const mln_tree *tree, mln_node n)
{
    mln_node next = mln_tree_next(tree, n);
    return next.id < mln_tree_end(tree, mln_tree_parent(tree, n)) &&
           mln_tree_is(tree, next, MLN_KIND_DECLARATOR) &&
           mln_span_equal(mln_tree_span(tree, next), mln_tree_span(tree, n));
}

/* Where a word begins in a span; its start when it does not stand there. */
static uint32_t find_word(const mln_tree *tree, mln_span span, mln_str word)
{
    for (uint32_t at = span.start; at + word.len <= span.stop; at++)
        if (memcmp(tree->text.ptr + at, word.ptr, word.len) == 0)
            return at;
    return span.start;
}

mln_node mln_match_get_exported(const mln_tree *tree, mln_node export)
{
    mln_node declared = mln_tree_child(tree, export, 1);
    bool definition = mln_tree_is(tree, declared, MLN_KIND_FUNCTION) ||
                      mln_tree_is(tree, declared, MLN_KIND_CLASS);
    bool named = definition && !mln_match_is_none(tree, mln_tree_first(declared));
    return named ? mln_tree_first(declared) : declared;
}

/* Whether the pattern is `export default $X`. */
static bool is_any_default(const mln_matcher *m)
{
    mln_node root = m->pattern->root;
    return mln_match_pkind(m, root) == MLN_KIND_EXPORT &&
           mln_tree_has(m->ptree, root, MLN_FLAG_DEFAULT) &&
           mln_match_meta(m, mln_match_pchild(m, root, 1)) == MLN_META_VARIABLE;
}

static uint32_t get_first_item(const mln_tree *tree, mln_node export)
{
    MLN_EACH_CHILD(tree, export, c)
    if (mln_tree_is(tree, c, MLN_KIND_EXPORT_ITEM))
        return tree->start[c.id];
    return tree->start[export.id];
}

/* What stands before the body of a definition or an `if`. */
static mln_span get_head(const mln_tree *tree, mln_node n)
{
    mln_kind kind = mln_tree_kind(tree, n);
    uint32_t index = kind == MLN_KIND_FUNCTION ? 3 : kind == MLN_KIND_CLASS ? 2 : 1;
    mln_node body = mln_tree_child(tree, n, index);
    mln_span span = mln_tree_span(tree, n);
    if (!mln_tree_is(tree, body, MLN_KIND_NONE))
        span.stop = tree->start[body.id];
    while (span.stop > span.start && is_blank(tree->text.ptr[span.stop - 1]))
        span.stop--;
    return span;
}

/* A definition by a named pattern begins with the key that it is the value of. What a pattern with
 * any name matches begins with `function`, or else with the parameters. */
static mln_span get_function(const mln_matcher *m, mln_node n)
{
    const mln_tree *tree = m->tree;
    mln_span span = m->pattern->is_open ? get_head(tree, n) : mln_tree_span(tree, n);
    if (tree->lang == MLN_LANG_C)
        return span;
    mln_node name = mln_tree_first(m->pattern->root), parent = mln_tree_parent(tree, n);
    if (mln_match_meta(m, name) == MLN_META_ELLIPSIS) {
        uint32_t params = tree->start[mln_tree_child(tree, n, 1).id];
        uint32_t word = find_word(tree, (mln_span){span.start, params}, MLN_STR("function"));
        bool method = mln_tree_op(tree, n) != MLN_FUNCTION_DECLARATION &&
                      mln_tree_op(tree, n) != MLN_FUNCTION_EXPRESSION;
        span.start = method ? params : word;
    } else if (!mln_match_is_none(m->ptree, name) && mln_tree_is(tree, parent, MLN_KIND_PROPERTY)) {
        span.start = tree->start[mln_tree_first(parent).id];
    } else if (!mln_match_is_none(m->ptree, name) && mln_tree_is(tree, parent, MLN_KIND_FIELD)) {
        span.start = tree->start[parent.id];
    }
    return span;
}

mln_span mln_match_get_span(const mln_matcher *m, mln_node n)
{
    const mln_tree *tree = m->tree;
    mln_span span = mln_tree_span(tree, n);
    bool c = tree->lang == MLN_LANG_C;
    mln_kind root = mln_match_pkind(m, m->pattern->root);
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_DECLARATOR:
        if (n.id == m->root && is_assignment(m))
            return get_assignment(tree, n);
        /* Of `a = 1, b = 2` all but the last end with their value. */
        if (is_followed(tree, n))
            return (mln_span){span.start, get_inner_stop(tree, n)};
        if (!c)
            trim_end(tree, &span, ';');
        break;
    case MLN_KIND_FIELD:
        if (n.id == m->root && is_assignment(m))
            return get_assignment(tree, n);
        break;
    case MLN_KIND_EXPORT:
        trim_end(tree, &span, ';');
        if (n.id == m->root && (root == MLN_KIND_EXPR_STMT || root == MLN_KIND_ASSIGN))
            span.start = find_word(tree, span, MLN_STR("default"));
        if (n.id == m->root && root == MLN_KIND_IMPORT)
            span.start = get_first_item(tree, n);
        if (n.id == m->root && (is_any_default(m) || root == MLN_KIND_ASSIGN) &&
            mln_match_get_exported(tree, n).id != mln_tree_child(tree, n, 1).id)
            span.stop = tree->stop[mln_match_get_exported(tree, n).id];
        break;
    case MLN_KIND_IMPORT:
        if (!c)
            trim_end(tree, &span, ';');
        break;
    case MLN_KIND_IF:
    case MLN_KIND_CLASS:
        if (n.id == m->root && m->pattern->is_open)
            return get_head(tree, n);
        break;
    case MLN_KIND_EXPR_STMT:
    case MLN_KIND_RETURN:
        if (is_arrow_body(tree, n))
            span.start = find_arrow(tree, span.start);
        break;
    case MLN_KIND_DEFINE:
        span.start = tree->start[mln_tree_first(n).id];
        while (span.stop > span.start && is_blank(tree->text.ptr[span.stop - 1]))
            span.stop--;
        break;
    case MLN_KIND_INCLUDE:
        while (span.stop > span.start && is_blank(tree->text.ptr[span.stop - 1]))
            span.stop--;
        break;
    case MLN_KIND_FUNCTION:
        if (n.id == m->root && root == MLN_KIND_FUNCTION)
            return get_function(m, n);
        break;
    default:
        break;
    }
    return span;
}
