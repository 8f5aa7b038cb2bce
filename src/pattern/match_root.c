/* Where a pattern is tried: the nodes that can be its root. */
#include <stdlib.h>

#include "pattern/match_p.h"

#include "base/banned.h"

#define STEP_BUDGET 4000000u

static void index_kinds(mln_subject *s)
{
    const mln_tree *tree = s->tree;
    uint32_t counts[MLN_KIND_COUNT + 1] = {0};
    for (uint32_t n = 0; n < tree->count; n++)
        counts[tree->kind[n] + 1]++;
    for (uint32_t k = 0; k < MLN_KIND_COUNT; k++)
        counts[k + 1] += counts[k];
    memcpy(s->kind_start, counts, sizeof counts);
    mln_vec_reserve(&s->by_kind, tree->count);
    for (uint32_t n = 0; n < tree->count; n++)
        s->by_kind.data[counts[tree->kind[n]]++] = n;
    s->by_kind.len = tree->count;
    s->has_index = true;
}

bool mln_match_is_around(const mln_matcher *m, mln_span span)
{
    bool found = m->around_count == 0;
    for (uint32_t i = 0; i < m->around_count && !found; i++)
        found = mln_span_contains(span, m->around[i]);
    return found;
}

static void try_root(mln_matcher *m, mln_node t, mln_span span)
{
    mln_arena_mark mark = mln_arena_get_mark(m->arena);
    m->root = t.id;
    m->span = span;
    mln_solve_way(m, GOAL_NODE(m, m->pattern->root, t, NULL));
    mln_arena_rewind(m->arena, mark);
}

/* A match has the range that the language gives it, which is worked out when there is one. */
static void try_node(mln_matcher *m, mln_node n)
{
    m->root = n.id;
    if (m->around_count == 0 || mln_match_is_around(m, mln_match_get_span(m, n)))
        try_root(m, n, MLN_MATCH_SPAN_DUE);
}

/* Besides expressions, what an expression pattern matches: what gives something a value,
 * definitions, and what a declaration or parameter takes apart. */
static bool counts_as_expression(const mln_tree *tree, mln_node n)
{
    if (mln_tree_role(tree, n) == MLN_ROLE_EXPR)
        return true;
    mln_node parent = mln_tree_parent(tree, n);
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_JSX:
    case MLN_KIND_DECLARATOR:
    case MLN_KIND_FIELD:
    case MLN_KIND_FUNCTION:
    case MLN_KIND_CLASS:
    case MLN_KIND_EXPORT:
        return true;
    case MLN_KIND_OBJECT:
        return mln_tree_is(tree, parent, MLN_KIND_PARAM) ||
               mln_tree_is(tree, parent, MLN_KIND_CATCH) ||
               mln_tree_is(tree, parent, MLN_KIND_PROPERTY) ||
               (mln_tree_is(tree, parent, MLN_KIND_DECLARATOR) &&
                !mln_tree_is(tree, mln_tree_parent(tree, parent), MLN_KIND_FOR_IN));
    default:
        return false;
    }
}

static void try_kind(mln_matcher *m, mln_kind kind)
{
    mln_subject *s = m->subject;
    for (uint32_t i = s->kind_start[kind]; i < s->kind_start[kind + 1]; i++) {
        mln_node n = {s->by_kind.data[i]};
        /* The head of a loop is no statement. */
        if (kind == MLN_KIND_DECLARATOR &&
            mln_tree_is(m->tree, mln_tree_parent(m->tree, n), MLN_KIND_FOR))
            continue;
        if (m->pattern->shape == MLN_SHAPE_EXPRESSION && mln_match_refuses(m, m->pattern->root, n))
            continue;
        if (m->pattern->shape == MLN_SHAPE_EXPRESSION && !counts_as_expression(m->tree, n))
            continue;
        try_node(m, n);
    }
}

static void try_roles(mln_matcher *m, mln_role role)
{
    for (uint32_t id = 0; id < m->tree->count; id++)
        if ((m->tree->role[id] == role && m->tree->kind[id] != MLN_KIND_NONE) ||
            (role == MLN_ROLE_EXPR && m->tree->kind[id] == MLN_KIND_JSX))
            try_node(m, (mln_node){id});
}

static void try_expression(mln_matcher *m)
{
    mln_node root = m->pattern->root;
    mln_kind kind = mln_match_pkind(m, root);
    mln_meta meta = mln_match_meta(m, root);
    switch (meta) {
    case MLN_META_ELLIPSIS:
    case MLN_META_VARIABLE:
    case MLN_META_LIST:
    case MLN_META_DEEP:
    case MLN_META_TYPED:
        try_roles(m, MLN_ROLE_EXPR);
        /* What a declaration or a field is given is an assignment. */
        if (meta == MLN_META_DEEP && m->pattern->options.vardef_assign)
            try_kind(m, MLN_KIND_DECLARATOR);
        if (meta == MLN_META_DEEP && m->pattern->options.vardef_assign)
            try_kind(m, MLN_KIND_FIELD);
        return;
    default:
        break;
    }
    try_kind(m, kind);
    switch (kind) {
    case MLN_KIND_STRING:
    case MLN_KIND_NUMBER:
    case MLN_KIND_BOOL:
        if (kind == MLN_KIND_STRING)
            try_kind(m, MLN_KIND_TEMPLATE);
        try_kind(m, MLN_KIND_IDENT);
        try_kind(m, MLN_KIND_MEMBER);
        try_kind(m, MLN_KIND_BINARY);
        try_kind(m, MLN_KIND_UNARY);
        try_kind(m, MLN_KIND_CONDITIONAL);
        break;
    case MLN_KIND_TEMPLATE:
        if (!m->pattern->nodes[root.id].has_ellipsis)
            try_kind(m, MLN_KIND_STRING);
        break;
    case MLN_KIND_ASSIGN:
        if (m->pattern->options.vardef_assign)
            try_kind(m, MLN_KIND_DECLARATOR);
        if (m->pattern->options.vardef_assign || m->pattern->options.flddef_assign)
            try_kind(m, MLN_KIND_FIELD);
        if (m->pattern->options.vardef_assign)
            try_kind(m, MLN_KIND_EXPORT);
        break;
    case MLN_KIND_MEMBER:
        try_kind(m, MLN_KIND_IDENT);
        break;
    case MLN_KIND_BINARY:
        if (m->tree->lang != MLN_LANG_C)
            try_kind(m, MLN_KIND_ASSIGN);
        break;
    case MLN_KIND_CALL:
        try_kind(m, MLN_KIND_TAGGED);
        try_kind(m, MLN_KIND_UNARY);
        break;
    default:
        break;
    }
}

static void try_statement(mln_matcher *m)
{
    mln_node root = m->pattern->root;
    mln_meta meta = mln_match_meta(m, root);
    mln_kind kind = mln_match_pkind(m, root);
    if (meta != MLN_META_PLAIN) {
        try_roles(m, MLN_ROLE_STMT);
        return;
    }
    switch (kind) {
    case MLN_KIND_EXPR_STMT:
        if (mln_match_meta(m, mln_tree_first(root)) == MLN_META_DEEP) {
            try_roles(m, MLN_ROLE_STMT);
            return;
        }
        try_kind(m, MLN_KIND_EXPR_STMT);
        try_kind(m, MLN_KIND_DECLARATOR);
        try_kind(m, MLN_KIND_RETURN);
        try_kind(m, MLN_KIND_EXPORT); /* of a value: what it declares is found by itself */
        try_kind(m, MLN_KIND_FIELD);
        break;
    case MLN_KIND_FOR:
        try_kind(m, MLN_KIND_FOR);
        try_kind(m, MLN_KIND_FOR_IN);
        break;
    case MLN_KIND_IMPORT:
        try_kind(m, MLN_KIND_IMPORT);
        try_kind(m, MLN_KIND_DECLARATOR);
        try_kind(m, MLN_KIND_EXPORT);
        break;
    case MLN_KIND_DECLARATOR:
        try_kind(m, MLN_KIND_DECLARATOR);
        break;
    default:
        try_kind(m, kind);
    }
}

static void try_part(mln_matcher *m)
{
    if (m->pattern->shape != MLN_SHAPE_FINALLY) {
        try_kind(m, mln_match_pkind(m, m->pattern->root));
        return;
    }
    mln_subject *s = m->subject;
    for (uint32_t i = s->kind_start[MLN_KIND_TRY]; i < s->kind_start[MLN_KIND_TRY + 1]; i++) {
        mln_node finalizer = mln_match_child(m, (mln_node){s->by_kind.data[i]}, 2);
        mln_span span = mln_tree_span(m->tree, finalizer);
        if (!mln_match_is_none(m->tree, finalizer) && mln_match_is_around(m, span))
            try_root(m, finalizer, span);
    }
}

static int compare_matches(const void *left, const void *right)
{
    const mln_match *a = left, *b = right;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->span.stop != b->span.stop)
        return a->span.stop < b->span.stop ? -1 : 1;
    return 0;
}

void mln_match_find(mln_subject *subject, const mln_pattern *pattern, mln_arena *arena,
                    mln_matches *list)
{
    mln_match_find_around(subject, pattern, NULL, 0, arena, list);
}

void mln_match_find_around(mln_subject *subject, const mln_pattern *pattern, const mln_span *around,
                           uint32_t around_count, mln_arena *arena, mln_matches *list)
{
    if (pattern->shape == MLN_SHAPE_NOTHING)
        return;
    if (!subject->has_index)
        index_kinds(subject);
    mln_matcher m = {.subject = subject,
                     .tree = subject->tree,
                     .names = subject->names,
                     .pattern = pattern,
                     .ptree = &pattern->tree,
                     .arena = &subject->scratch,
                     .results = arena,
                     .out = list,
                     .around = around,
                     .around_count = around_count,
                     .budget = STEP_BUDGET};
    m.bounds = mln_arena_alloc_zeroed(arena, pattern->variable_count + 1, sizeof *m.bounds);
    switch (pattern->shape) {
    case MLN_SHAPE_EXPRESSION:
        try_expression(&m);
        break;
    case MLN_SHAPE_STATEMENT:
        try_statement(&m);
        break;
    case MLN_SHAPE_SEQUENCE:
        mln_match_sequence(&m);
        break;
    case MLN_SHAPE_PART:
    case MLN_SHAPE_FINALLY:
        try_part(&m);
        break;
    case MLN_SHAPE_NOTHING:
        break;
    }
    list->steps += m.steps;
    mln_vec_release(&m.trail);
    if (list->matches.len > 1)
        qsort(list->matches.data, list->matches.len, sizeof *list->matches.data, compare_matches);
}
