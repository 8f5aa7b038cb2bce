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

static void try_root(mln_matcher *m, mln_node t, mln_span span)
{
    mln_arena_mark mark = mln_arena_get_mark(m->arena);
    m->root = t.id;
    m->span = span;
    mln_solve_way(m, GOAL_NODE(m, m->pattern->root, t, NULL));
    mln_arena_rewind(m->arena, mark);
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

static void try_kind(mln_matcher *m, mln_node within, mln_kind kind)
{
    mln_subject *s = m->subject;
    uint32_t end = m->tree->end[within.id];
    for (uint32_t i = s->kind_start[kind]; i < s->kind_start[kind + 1]; i++) {
        mln_node n = {s->by_kind.data[i]};
        if (n.id < within.id)
            continue;
        if (n.id >= end)
            break;
        /* The head of a loop is no statement. */
        if (kind == MLN_KIND_DECLARATOR &&
            mln_tree_is(m->tree, mln_tree_parent(m->tree, n), MLN_KIND_FOR))
            continue;
        m->root = n.id;
        if (m->pattern->shape == MLN_SHAPE_EXPRESSION && !counts_as_expression(m->tree, n))
            continue;
        try_root(m, n, mln_match_get_span(m, n));
    }
}

static void try_roles(mln_matcher *m, mln_node within, mln_role role)
{
    for (uint32_t id = within.id; id < m->tree->end[within.id]; id++)
        if ((m->tree->role[id] == role && m->tree->kind[id] != MLN_KIND_NONE) ||
            (role == MLN_ROLE_EXPR && m->tree->kind[id] == MLN_KIND_JSX)) {
            m->root = id;
            try_root(m, (mln_node){id}, mln_match_get_span(m, (mln_node){id}));
        }
}

static void try_expression(mln_matcher *m, mln_node within)
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
        try_roles(m, within, MLN_ROLE_EXPR);
        /* What a declaration or a field is given is an assignment. */
        if (meta == MLN_META_DEEP && m->pattern->options.vardef_assign)
            try_kind(m, within, MLN_KIND_DECLARATOR);
        if (meta == MLN_META_DEEP && m->pattern->options.vardef_assign)
            try_kind(m, within, MLN_KIND_FIELD);
        return;
    default:
        break;
    }
    try_kind(m, within, kind);
    switch (kind) {
    case MLN_KIND_STRING:
    case MLN_KIND_NUMBER:
    case MLN_KIND_BOOL:
        if (kind == MLN_KIND_STRING)
            try_kind(m, within, MLN_KIND_TEMPLATE);
        try_kind(m, within, MLN_KIND_IDENT);
        try_kind(m, within, MLN_KIND_MEMBER);
        try_kind(m, within, MLN_KIND_BINARY);
        try_kind(m, within, MLN_KIND_UNARY);
        break;
    case MLN_KIND_ASSIGN:
        if (m->pattern->options.vardef_assign)
            try_kind(m, within, MLN_KIND_DECLARATOR);
        if (m->pattern->options.vardef_assign || m->pattern->options.flddef_assign)
            try_kind(m, within, MLN_KIND_FIELD);
        if (m->pattern->options.vardef_assign)
            try_kind(m, within, MLN_KIND_EXPORT);
        break;
    case MLN_KIND_MEMBER:
        try_kind(m, within, MLN_KIND_IDENT);
        break;
    case MLN_KIND_BINARY:
        if (m->tree->lang != MLN_LANG_C)
            try_kind(m, within, MLN_KIND_ASSIGN);
        break;
    case MLN_KIND_CALL:
        try_kind(m, within, MLN_KIND_TAGGED);
        try_kind(m, within, MLN_KIND_UNARY);
        break;
    default:
        break;
    }
}

static void try_statement(mln_matcher *m, mln_node within)
{
    mln_node root = m->pattern->root;
    mln_meta meta = mln_match_meta(m, root);
    mln_kind kind = mln_match_pkind(m, root);
    if (meta != MLN_META_PLAIN) {
        try_roles(m, within, MLN_ROLE_STMT);
        return;
    }
    switch (kind) {
    case MLN_KIND_EXPR_STMT:
        if (mln_match_meta(m, mln_tree_first(root)) == MLN_META_DEEP) {
            try_roles(m, within, MLN_ROLE_STMT);
            return;
        }
        try_kind(m, within, MLN_KIND_EXPR_STMT);
        try_kind(m, within, MLN_KIND_DECLARATOR);
        try_kind(m, within, MLN_KIND_RETURN);
        try_kind(m, within, MLN_KIND_EXPORT); /* of a value: what it declares is found by itself */
        try_kind(m, within, MLN_KIND_FIELD);
        break;
    case MLN_KIND_FOR:
        try_kind(m, within, MLN_KIND_FOR);
        try_kind(m, within, MLN_KIND_FOR_IN);
        break;
    case MLN_KIND_IMPORT:
        try_kind(m, within, MLN_KIND_IMPORT);
        try_kind(m, within, MLN_KIND_DECLARATOR);
        try_kind(m, within, MLN_KIND_EXPORT);
        break;
    case MLN_KIND_DECLARATOR:
        try_kind(m, within, MLN_KIND_DECLARATOR);
        break;
    default:
        try_kind(m, within, kind);
    }
}

/* Where a name stands that every match of a sequence holds. */
typedef struct {
    uint32_t *nodes; /* in order */
    uint32_t count;
} places;

#define PLACES_MAX 4u

/* Whether a node gives a name from elsewhere: what is imported or taken apart may be matched where
 * its name does not stand, as may a module by the text of its path. */
static bool gives_name(const mln_tree *tree, mln_node n)
{
    if (!mln_match_is_name(mln_tree_kind(tree, n)))
        return true;
    for (int i = 0; i < 3; i++) {
        n = mln_tree_parent(tree, n);
        mln_kind kind = mln_tree_kind(tree, n);
        if (kind == MLN_KIND_IMPORT || kind == MLN_KIND_IMPORT_ITEM ||
            (kind == MLN_KIND_OBJECT && mln_tree_has(tree, n, MLN_FLAG_PATTERN)))
            return true;
    }
    return false;
}

/* False when a match need not hold the literal where it stands in the file. */
static bool find_places(mln_matcher *m, uint32_t literal, places *found)
{
    const mln_tree *tree = m->tree;
    uint32_t sym = 1;
    while (sym < m->subject->vocabulary_of.len && m->subject->vocabulary_of.data[sym] != literal)
        sym++;
    uint32_t count = 0;
    for (uint32_t n = 0; n < tree->count; n++)
        count += tree->sym[n] == sym;
    *found = (places){mln_arena_alloc(m->arena, (count + 1) * sizeof(uint32_t)), 0};
    for (uint32_t n = 0; n < tree->count && found->count < count; n++) {
        if (tree->sym[n] != sym)
            continue;
        if (gives_name(tree, (mln_node){n}))
            return false;
        found->nodes[found->count++] = n;
    }
    return count > 0;
}

/* Whether one of the places is from `first` to before `end`. */
static bool has_place(const places *list, uint32_t first, uint32_t end)
{
    uint32_t low = 0, high = list->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list->nodes[middle] < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low < list->count && list->nodes[low] < end;
}

/* A sequence is tried at every suffix of every list of statements; where a name that it needs does
 * not stand in the suffix it is not. */
static void try_sequence(mln_matcher *m, mln_node within)
{
    const mln_pattern *p = m->pattern;
    mln_tree *tree = m->tree;
    mln_arena_mark start = mln_arena_get_mark(m->arena);
    places needed[PLACES_MAX];
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->required_count && count < PLACES_MAX; i++)
        if (!p->options.symbolic_propagation && find_places(m, p->required[i], &needed[count]))
            count++;
    for (uint32_t id = within.id ? within.id : 1; id < tree->end[within.id]; id++) {
        if (tree->role[id] != MLN_ROLE_STMT || tree->kind[id] == MLN_KIND_NONE)
            continue;
        mln_node parent = mln_tree_parent(tree, (mln_node){id});
        mln_kind kind = mln_tree_kind(tree, parent);
        if (kind != MLN_KIND_BLOCK && kind != MLN_KIND_FILE && kind != MLN_KIND_CASE &&
            kind != MLN_KIND_ERROR)
            continue;
        bool possible = true;
        for (uint32_t i = 0; i < count && possible; i++)
            possible = has_place(&needed[i], id, tree->end[parent.id]);
        if (!possible)
            continue;
        m->root = id;
        m->span = mln_match_get_span(m, (mln_node){id});
        mln_arena_mark mark = mln_arena_get_mark(m->arena);
        mln_goal *goal = mln_arena_alloc(m->arena, sizeof *goal);
        *goal = (mln_goal){.op = MLN_GOAL_STMTS,
                           .flags = MLN_GOAL_ROOT,
                           .a = p->root.id,
                           .b = p->tree.end[p->list.id],
                           .c = id,
                           .d = tree->end[parent.id]};
        mln_solve_way(m, goal);
        mln_arena_rewind(m->arena, mark);
    }
    mln_arena_rewind(m->arena, start);
}

static void try_part(mln_matcher *m, mln_node within)
{
    if (m->pattern->shape != MLN_SHAPE_FINALLY) {
        try_kind(m, within, mln_match_pkind(m, m->pattern->root));
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

void mln_match_find(mln_subject *subject, const mln_pattern *pattern, mln_node within,
                    mln_arena *arena, mln_matches *list)
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
                     .budget = STEP_BUDGET};
    m.bounds = mln_arena_alloc_zeroed(arena, pattern->variable_count + 1, sizeof *m.bounds);
    switch (pattern->shape) {
    case MLN_SHAPE_EXPRESSION:
        try_expression(&m, within);
        break;
    case MLN_SHAPE_STATEMENT:
        try_statement(&m, within);
        break;
    case MLN_SHAPE_SEQUENCE:
        try_sequence(&m, within);
        break;
    case MLN_SHAPE_PART:
    case MLN_SHAPE_FINALLY:
        try_part(&m, within);
        break;
    case MLN_SHAPE_NOTHING:
        break;
    }
    list->steps += m.steps;
    mln_vec_release(&m.trail);
    if (list->matches.len > 1)
        qsort(list->matches.data, list->matches.len, sizeof *list->matches.data, compare_matches);
}
