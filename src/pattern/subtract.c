/* Negations: what is taken away from the ranges of a formula.
 *
 * A range goes when one of the negated part's touches it and the two agree on what they bind. Where
 * both sides are long that is not asked of every pair: the negated ranges are sorted by a key that
 * every pair has in common which can come together, made of the span where it must be equal and of
 * one variable's code, and a range looks at those with its key. The key only leaves out what would
 * be refused; each pair it gives is asked in full.
 */
#include <stdlib.h>

#include "names/value.h"
#include "pattern/program_p.h"

#include "base/banned.h"

/* Fewer pairs than this are looked at one by one. */
#define PAIRS_MIN 512u
#define SAMPLE 64u

typedef struct {
    uint32_t key;
    uint32_t index;
} entry;

typedef struct {
    bool by_span;      /* the spans of a pair are equal */
    uint32_t variable; /* its code is the same in a pair; UINT32_MAX: none is known to be */
    bool by_value;     /* .. or has the same constant value */
    MLN_VEC(entry)
    entries; /* by key */
} negated_index;

static bool is_region(const mln_part *part)
{
    return part->kind == MLN_FORMULA_INSIDE || part->kind == MLN_FORMULA_ANYWHERE;
}

static bool removes(mln_evaluator *e, const mln_part *part, const mln_eval_range *no,
                    const mln_eval_range *range)
{
    bool touches;
    if (is_region(part))
        touches = part->kind == MLN_FORMULA_ANYWHERE || mln_span_contains(no->span, range->span);
    else if (part->kind == MLN_FORMULA_REGEX)
        touches =
            mln_span_contains(no->span, range->span) || mln_span_contains(range->span, no->span);
    else
        touches = mln_span_equal(no->span, range->span);
    return touches && mln_eval_agree(e, no->bounds, range->bounds);
}

/* ---- keys ---- */

static uint32_t mix(uint32_t key, uint32_t more)
{
    return (key ^ more) * UINT32_C(0x9E3779B1) + (key >> 15);
}

static mln_node strip(const mln_tree *tree, mln_node n)
{
    for (;;) {
        n = mln_tree_skip_casts(tree, n);
        if (!mln_tree_is(tree, n, MLN_KIND_EXPR_STMT))
            return n;
        n = mln_tree_first(n);
    }
}

/* Equal for code that mln_bound_same finds the same by its shape: it looks through casts and
 * expression statements, takes names and quoted keys by their text, and the rest as it is. */
static uint32_t get_code_key(const mln_tree *tree, mln_node n)
{
    n = strip(tree, n);
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_IDENT:
    case MLN_KIND_PROPERTY_NAME:
    case MLN_KIND_LABEL:
    case MLN_KIND_TYPE_NAME:
    case MLN_KIND_STRING:
        return mix(1, tree->sym[n.id]);
    default:
        return mix(2, tree->hash[n.id]);
    }
}

/* Equal for a literal and a variable that is it. False when the node has no value. */
static bool get_value_key(mln_evaluator *e, mln_node n, uint32_t *key)
{
    mln_constant value = mln_names_get_value(e->subject.names, strip(e->subject.tree, n));
    *key = mix(mix(3, (uint32_t)value.kind), value.sym.id);
    return value.kind != MLN_CONSTANT_UNKNOWN && value.kind != MLN_CONSTANT_SOME_STRING;
}

static bool is_literal(const mln_tree *tree, mln_node n)
{
    mln_kind kind = mln_tree_kind(tree, strip(tree, n));
    return kind == MLN_KIND_STRING || kind == MLN_KIND_NUMBER || kind == MLN_KIND_BOOL ||
           kind == MLN_KIND_TEMPLATE;
}

/* One thing of one module is the same under every name. */
static bool is_imported(const mln_evaluator *e, mln_node n)
{
    n = strip(e->subject.tree, n);
    const mln_binding_info *info =
        mln_tree_is(e->subject.tree, n, MLN_KIND_IDENT) ? mln_names_get(e->subject.names, n) : NULL;
    return info && info->from != MLN_FROM_NOWHERE;
}

/* Whether a variable is bound to code in every range that is the same only where it looks the same;
 * counts the literals among it. */
static bool is_code(const mln_evaluator *e, const mln_eval_ranges *ranges, uint32_t variable,
                    uint32_t *literals)
{
    for (uint32_t i = 0; i < ranges->len; i++) {
        const mln_bound *bound = &ranges->data[i].bounds[variable];
        if (bound->kind != MLN_BOUND_NODE || is_imported(e, bound->node))
            return false;
        *literals += is_literal(e->subject.tree, bound->node);
    }
    return true;
}

static int compare_entries(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* Of the entries, which are sorted. */
static uint32_t count_keys(const negated_index *index)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < index->entries.len; i++)
        count += i == 0 || index->entries.data[i].key != index->entries.data[i - 1].key;
    return count;
}

static uint32_t begin_key(const negated_index *index, const mln_eval_range *range)
{
    return index->by_span ? mix(mix(0, range->span.start), range->span.stop) : 0;
}

/* The keys of a range: one, or two when its code has a value. */
static uint32_t get_keys(mln_evaluator *e, const negated_index *index, const mln_eval_range *range,
                         uint32_t keys[2])
{
    uint32_t base = begin_key(index, range), value;
    keys[0] = base;
    if (index->variable == UINT32_MAX)
        return 1;
    mln_node n = range->bounds[index->variable].node;
    keys[0] = mix(base, get_code_key(e->subject.tree, n));
    if (!index->by_value || !get_value_key(e, n, &value))
        return 1;
    keys[1] = mix(base, value);
    return 2;
}

/* Of every `step`th of the negated ranges. */
static void fill(mln_evaluator *e, negated_index *index, const mln_eval_ranges *no, uint32_t step)
{
    mln_vec_clear(&index->entries);
    for (uint32_t i = 0; i < no->len; i += step) {
        uint32_t keys[2], count = get_keys(e, index, &no->data[i], keys);
        for (uint32_t k = 0; k < count; k++)
            mln_vec_add(&index->entries, (entry){keys[k], i});
    }
    qsort(index->entries.data, index->entries.len, sizeof *index->entries.data, compare_entries);
}

/* Takes the variable that tells most of the negated ranges apart, by a sample of them. */
static void make_index(mln_evaluator *e, negated_index *index, const mln_part *part,
                       const mln_eval_ranges *no, const mln_eval_ranges *ranges)
{
    const mln_compiled *compiled = e->compiled;
    uint32_t step = no->len / SAMPLE + 1;
    *index = (negated_index){.variable = UINT32_MAX};
    index->by_span = !is_region(part) && part->kind != MLN_FORMULA_REGEX;
    fill(e, index, no, step);
    uint32_t most = count_keys(index);
    negated_index way = {.by_span = index->by_span};
    for (uint32_t i = 0; i < compiled->shared_count; i++) {
        uint32_t literals = 0;
        way.variable = compiled->shared[i];
        if (!is_code(e, no, way.variable, &literals) ||
            !is_code(e, ranges, way.variable, &literals))
            continue;
        way.by_value = literals && literals < no->len + ranges->len;
        fill(e, &way, no, step);
        uint32_t count = count_keys(&way);
        if (count <= most)
            continue;
        most = count;
        index->variable = way.variable;
        index->by_value = way.by_value;
    }
    mln_vec_release(&way.entries);
    fill(e, index, no, 1);
}

static bool find(mln_evaluator *e, const negated_index *index, const mln_part *part,
                 const mln_eval_ranges *no, const mln_eval_range *range)
{
    uint32_t keys[2], count = get_keys(e, index, range, keys);
    for (uint32_t k = 0; k < count; k++) {
        uint32_t low = 0, high = index->entries.len;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (index->entries.data[middle].key < keys[k])
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < index->entries.len && index->entries.data[low].key == keys[k]; low++)
            if (removes(e, part, &no->data[index->entries.data[low].index], range))
                return true;
    }
    return false;
}

/* ---- the whole ---- */

void mln_eval_subtract(mln_evaluator *e, const mln_part *negated, const mln_span *within,
                       mln_eval_ranges *ranges)
{
    mln_eval_ranges no = {0};
    mln_eval_part_around(e, negated, within, ranges, &no);
    uint32_t kept = 0;
    /* What does not agree with what is bound outside takes nothing away. */
    for (uint32_t i = 0; i < no.len; i++)
        if (!e->outer || mln_eval_agree(e, no.data[i].bounds, e->outer))
            no.data[kept++] = no.data[i];
    no.len = kept;
    kept = 0;
    bool indexed = (uint64_t)no.len * ranges->len > PAIRS_MIN;
    negated_index index = {0};
    if (indexed)
        make_index(e, &index, negated, &no, ranges);
    for (uint32_t i = 0; i < ranges->len; i++) {
        const mln_eval_range *range = &ranges->data[i];
        bool gone = indexed && find(e, &index, negated, &no, range);
        for (uint32_t j = 0; j < no.len && !indexed && !gone; j++)
            gone = removes(e, negated, &no.data[j], range);
        if (!gone)
            ranges->data[kept++] = *range;
    }
    ranges->len = kept;
    mln_vec_release(&index.entries);
    mln_vec_release(&no);
}
