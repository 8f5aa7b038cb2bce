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

mln_span mln_match_get_span(const mln_matcher *m, mln_node n)
{
    const mln_tree *tree = m->tree;
    mln_span span = mln_tree_span(tree, n);
    bool c = tree->lang == MLN_LANG_C;
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_DECLARATOR:
    case MLN_KIND_IMPORT:
    case MLN_KIND_EXPORT:
        if (!c)
            trim_end(tree, &span, ';');
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
    case MLN_KIND_FUNCTION: {
        mln_node root = m->pattern->root, parent = mln_tree_parent(tree, n);
        bool held = mln_tree_is(tree, parent, MLN_KIND_PROPERTY) ||
                    mln_tree_is(tree, parent, MLN_KIND_FIELD);
        if (!c && n.id == m->root && held && mln_match_pkind(m, root) == MLN_KIND_FUNCTION &&
            mln_match_meta(m, mln_tree_first(root)) != MLN_META_ELLIPSIS &&
            !mln_match_is_none(m->ptree, mln_tree_first(root)))
            span.start = tree->start[mln_tree_first(parent).id];
        break;
    }
    default:
        break;
    }
    return span;
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
    if (!mln_match_is_around(m, span))
        return;
    mln_arena_mark mark = mln_arena_get_mark(m->arena);
    m->root = t.id;
    m->span = span;
    mln_solve_way(m, GOAL_NODE(m, m->pattern->root, t, NULL));
    mln_arena_rewind(m->arena, mark);
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
        m->root = n.id;
        mln_span span = mln_match_get_span(m, n);
        mln_kind root = mln_match_pkind(m, m->pattern->root);
        if (root == MLN_KIND_ASSIGN && (kind == MLN_KIND_DECLARATOR || kind == MLN_KIND_FIELD)) {
            /* As an assignment a declaration begins at its name and ends with its value; one that
             * takes apart begins with its word. */
            if (m->tree->kind[n.id + 1] != MLN_KIND_OBJECT &&
                m->tree->kind[n.id + 1] != MLN_KIND_ARRAY)
                span.start = m->tree->start[mln_tree_first(n).id];
            span.stop = m->tree->stop[mln_match_child(m, n, 2).id];
        }
        if (m->pattern->shape == MLN_SHAPE_EXPRESSION && kind != MLN_KIND_JSX &&
            m->tree->role[n.id] != MLN_ROLE_EXPR && kind != MLN_KIND_DECLARATOR &&
            kind != MLN_KIND_FIELD && kind != MLN_KIND_FUNCTION && kind != MLN_KIND_CLASS)
            continue;
        try_root(m, n, span);
    }
}

static void try_roles(mln_matcher *m, mln_role role)
{
    for (uint32_t id = 0; id < m->tree->count; id++)
        if ((m->tree->role[id] == role && m->tree->kind[id] != MLN_KIND_NONE) ||
            (role == MLN_ROLE_EXPR && m->tree->kind[id] == MLN_KIND_JSX)) {
            m->root = id;
            try_root(m, (mln_node){id}, mln_match_get_span(m, (mln_node){id}));
        }
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
        break;
    case MLN_KIND_TEMPLATE:
        if (!m->pattern->nodes[root.id].has_ellipsis)
            try_kind(m, MLN_KIND_STRING);
        break;
    case MLN_KIND_ASSIGN:
        if (m->pattern->options.vardef_assign)
            try_kind(m, MLN_KIND_DECLARATOR);
        if (m->pattern->options.flddef_assign)
            try_kind(m, MLN_KIND_FIELD);
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
        if (!mln_match_is_none(m->tree, finalizer))
            try_root(m, finalizer, mln_tree_span(m->tree, finalizer));
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
