/* Strings, numbers and other literals, and what is one by its value. */
#include "names/value.h"
#include "pattern/match_p.h"

#include "base/banned.h"

static mln_constant get_constant(mln_matcher *m, mln_node t)
{
    mln_kind kind = mln_tree_kind(m->tree, t);
    bool literal = kind == MLN_KIND_STRING || kind == MLN_KIND_NUMBER || kind == MLN_KIND_BOOL ||
                   (kind == MLN_KIND_TEMPLATE && mln_tree_child_count(m->tree, t) <= 1);
    if (!literal && !m->pattern->options.constant_propagation)
        return (mln_constant){MLN_CONSTANT_UNKNOWN, {0}};
    return mln_names_get_value(m->names, t);
}

/* Backquotes without substitutions count as quotes. */
static bool is_quoted(const mln_tree *tree, mln_node t)
{
    if (mln_tree_is(tree, t, MLN_KIND_STRING))
        return true;
    return mln_tree_is(tree, t, MLN_KIND_TEMPLATE) &&
           (!mln_tree_has_children(tree, t) ||
            (mln_tree_is(tree, mln_tree_first(t), MLN_KIND_TEMPLATE_TEXT) &&
             mln_tree_child_count(tree, t) == 1));
}

static bool is_empty_template(const mln_tree *tree, mln_node t)
{
    return mln_tree_is(tree, t, MLN_KIND_TEMPLATE) && !mln_tree_has_children(tree, t);
}

/* What stands between the quotes; the first character may be of a prefix. */
static mln_span get_quoted(const mln_tree *tree, mln_node t)
{
    mln_span span = mln_tree_span(tree, t);
    if (!is_quoted(tree, t) || span.stop - span.start < 2)
        return span;
    /* L"…" has more in front. */
    while (span.start + 2 < span.stop && tree->text.ptr[span.start] != '"' &&
           tree->text.ptr[span.start] != '\'' && tree->text.ptr[span.start] != '`')
        span.start++;
    while (span.stop > span.start + 2 &&
           tree->text.ptr[span.stop - 1] != tree->text.ptr[span.start])
        span.stop--; /* parentheses */
    span.start++;
    span.stop--;
    return span;
}

bool mln_match_get_spelling(const mln_tree *tree, mln_node t, mln_str *text)
{
    if (!is_quoted(tree, t))
        return false;
    mln_span span = get_quoted(tree, t);
    *text = (mln_str){tree->text.ptr + span.start, span.stop - span.start};
    /* Of several that stand side by side only the value is one. */
    char quote = span.start ? tree->text.ptr[span.start - 1] : '\0';
    for (uint32_t i = 0; i < text->len; i++) {
        if (text->ptr[i] == quote)
            return false;
        i += text->ptr[i] == '\\';
    }
    return true;
}

/* Two literals of one value are the same when they are spelled so: `"\x41"` is not `"A"`. */
static bool is_spelled(const mln_matcher *m, mln_node p, mln_node t)
{
    mln_str want, have;
    return !mln_match_get_spelling(m->ptree, p, &want) ||
           !mln_match_get_spelling(m->tree, t, &have) || mln_str_equal(want, have);
}

const mln_goal *mln_match_string(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    /* A quoted key is a key. */
    if (mln_tree_is(tree, t, MLN_KIND_PROPERTY_NAME)) {
        if (mln_match_meta(m, p) == MLN_META_PLAIN)
            return mln_match_literal(m, p, t) ? next : FAIL;
        if (mln_match_meta(m, p) == MLN_META_ANY_STRING)
            return next;
    }
    mln_constant value = get_constant(m, t);
    if (value.kind != MLN_CONSTANT_STRING && value.kind != MLN_CONSTANT_SOME_STRING) {
        /* JSX text and property names are texts too, for a regular expression. */
        if (!mln_tree_is(tree, t, MLN_KIND_PROPERTY_NAME))
            return FAIL;
        value = (mln_constant){MLN_CONSTANT_STRING, {tree->sym[t.id]}};
    }
    const mln_pattern_node *node = mln_match_pnode(m, p);
    if (node->meta == MLN_META_ANY_STRING)
        return is_empty_template(tree, t) ? FAIL : next;
    if (value.kind != MLN_CONSTANT_STRING)
        return FAIL;
    if (node->meta == MLN_META_PLAIN) {
        /* The empty string has no symbol of its own; an empty template is none. */
        if (!m->ptree->sym[p.id])
            return value.sym.id == 0 && !is_empty_template(tree, t) ? next : FAIL;
        return mln_match_sym(m, p, value.sym) && is_spelled(m, p, t) ? next : FAIL;
    }
    if (node->meta == MLN_META_STRING_REGEX) {
        mln_str text;
        if (!mln_match_get_spelling(tree, t, &text))
            text = mln_strtab_get(&tree->syms, value.sym.id);
        return mln_regex_match(node->regex, m->subject->regex, text, 0, NULL, NULL) ==
                       MLN_REGEX_MATCH
                   ? next
                   : FAIL;
    }
    mln_bound bound = {
        .kind = MLN_BOUND_TEXT, .node = t, .sym = value.sym, .span = get_quoted(tree, t)};
    return mln_match_bind(m, node->variable, bound) ? next : FAIL;
}

const mln_goal *mln_match_constant(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    mln_kind want = mln_match_pkind(m, p);
    if (mln_tree_is(m->tree, t, want))
        return mln_match_literal(m, p, t) ? next : FAIL;
    mln_constant value = get_constant(m, t);
    if ((want == MLN_KIND_NUMBER && value.kind == MLN_CONSTANT_NUMBER) ||
        (want == MLN_KIND_BOOL && value.kind == MLN_CONSTANT_BOOL) ||
        (want == MLN_KIND_NULL && value.kind == MLN_CONSTANT_NULL))
        return mln_match_sym(m, p, value.sym) ? next : FAIL;
    return FAIL;
}

/* A template is no string, even without substitutions, where the pattern writes one. */
const mln_goal *mln_match_template(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    return mln_tree_is(m->tree, t, MLN_KIND_TEMPLATE) ? mln_match_children(m, p, t, next) : FAIL;
}
