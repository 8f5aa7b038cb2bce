#include "engine/inert.h"

#include "base/banned.h"

/* A free name, and where it stands in the file. */
typedef struct {
    uint32_t sym;
    bool calls_only;
    MLN_VEC(uint32_t)
    starts; /* in order, but for declarators and types */
} free_name;

typedef struct {
    const mln_tree *tree;
    const mln_names *names;
    const mln_candidate *candidate;
    free_name last; /* sinks of a rule mostly name the same */
} search;

/* ---- names ---- */

static bool is_call_or_test(const mln_tree *tree, mln_node n)
{
    mln_node parent = mln_tree_parent(tree, n);
    if (mln_tree_is(tree, parent, MLN_KIND_UNARY))
        return mln_tree_op(tree, parent) == MLN_OP_TYPEOF;
    return n.id == parent.id + 1 &&
           (mln_tree_is(tree, parent, MLN_KIND_CALL) || mln_tree_is(tree, parent, MLN_KIND_NEW));
}

static void find_name(search *s, uint32_t sym)
{
    const mln_tree *tree = s->tree;
    if (s->last.sym == sym && s->last.starts.len)
        return;
    s->last.sym = sym;
    s->last.calls_only = true;
    mln_vec_clear(&s->last.starts);
    for (uint32_t n = 0; n < tree->count; n++) {
        if (tree->sym[n] != sym || tree->kind[n] == MLN_KIND_STRING ||
            tree->kind[n] == MLN_KIND_TEMPLATE_TEXT)
            continue;
        s->last.calls_only = s->last.calls_only && tree->kind[n] == MLN_KIND_IDENT &&
                             is_call_or_test(tree, (mln_node){n});
        mln_vec_add(&s->last.starts, tree->start[n]);
    }
}

/* ---- sources ---- */

static bool overlaps(mln_span a, mln_span b)
{
    return a.start < b.stop && b.start < a.stop;
}

static bool any_source_in(const search *s, mln_span span)
{
    const mln_engine_taint *rule = s->candidate->rule->taint;
    for (uint32_t i = 0; i < rule->rule->source_count; i++) {
        const mln_spec_ranges *found = &s->candidate->ranges[rule->sources[i].index];
        for (uint32_t r = 0; r < found->count; r++)
            if (overlaps(found->ranges[r].span, span))
                return true;
    }
    return false;
}

/* Whether a free name is only called, and no source speaks of it. */
static bool is_inert_name(search *s, mln_node n)
{
    if (mln_names_get_id(s->names, n) || !is_call_or_test(s->tree, n))
        return false;
    find_name(s, s->tree->sym[n.id]);
    for (uint32_t i = 0; s->last.calls_only && i < s->last.starts.len; i++) {
        uint32_t start = s->last.starts.data[i];
        if (any_source_in(s, (mln_span){start, start + 1}))
            s->last.calls_only = false;
    }
    return s->last.calls_only;
}

/* ---- sinks ---- */

/* The outermost node whose code is the span. */
static mln_node find_node(const mln_tree *tree, mln_span span)
{
    mln_node n = {0};
    for (;;) {
        mln_node inner = MLN_NO_NODE;
        MLN_EACH_CHILD(tree, n, c)
        {
            mln_span have = mln_tree_span(tree, c);
            if (mln_tree_is(tree, c, MLN_KIND_NONE) || !mln_span_contains(have, span))
                continue;
            inner = c;
            break;
        }
        if (inner.id == UINT32_MAX || mln_span_equal(mln_tree_span(tree, inner), span))
            return inner;
        n = inner;
    }
}

static bool is_inert(search *s, mln_span span)
{
    const mln_tree *tree = s->tree;
    mln_node top = find_node(tree, span);
    if (top.id == UINT32_MAX || any_source_in(s, span))
        return false;
    for (uint32_t id = top.id; id < tree->end[top.id]; id++) {
        mln_node n = {id};
        switch (mln_tree_kind(tree, n)) {
        case MLN_KIND_IDENT:
            if (!is_inert_name(s, n))
                return false;
            break;
        case MLN_KIND_NONE:
        case MLN_KIND_EXPR_STMT:
        case MLN_KIND_CALL:
        case MLN_KIND_NEW:
        case MLN_KIND_STRING:
        case MLN_KIND_NUMBER:
        case MLN_KIND_BOOL:
        case MLN_KIND_NULL:
        case MLN_KIND_CHAR:
        case MLN_KIND_REGEX:
        case MLN_KIND_TEMPLATE:
        case MLN_KIND_TEMPLATE_TEXT:
        case MLN_KIND_BINARY:
            break;
        default:
            return false;
        }
    }
    return true;
}

/* Whether taint comes only with values from ranges of sources, not to what is run when they hold,
 * and a sink takes it whatever its label is. */
static bool is_plain(const mln_engine_taint *rule)
{
    bool plain = !rule->has_model && rule->rule->propagator_count == 0;
    for (uint32_t i = 0; i < rule->rule->source_count && plain; i++) {
        const mln_taint_spec *source = rule->sources[i].spec;
        plain = source->formula && source->requires.count == 0 && !source->control;
    }
    for (uint32_t i = 0; i < rule->rule->sink_count && plain; i++) {
        const mln_taint_spec *sink = rule->sinks[i].spec;
        plain = sink->formula && sink->requires.count == 0;
    }
    return plain;
}

void mln_inert_drop(mln_taint *taint, const mln_file_scan *scan, mln_candidate *candidate)
{
    const mln_engine_taint *rule = candidate->rule->taint;
    if (!is_plain(rule))
        return;
    search s = {.tree = &scan->tree, .names = &scan->names, .candidate = candidate};
    for (uint32_t i = 0; i < rule->rule->sink_count; i++) {
        mln_spec_ranges *found = &candidate->ranges[rule->sinks[i].index];
        mln_range *kept = MLN_ARENA_ARRAY(&taint->arena, mln_range, found->count + 1);
        uint32_t count = 0;
        for (uint32_t r = 0; r < found->count; r++)
            if (!is_inert(&s, found->ranges[r].span))
                kept[count++] = found->ranges[r];
        found->ranges = kept;
        found->count = count;
    }
    mln_vec_release(&s.last.starts);
}
