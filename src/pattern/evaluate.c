/* The algebra of ranges. */
#include <stdio.h>
#include <stdlib.h>

#include "pattern/program_p.h"

#include "base/banned.h"

/* Products of ranges in one intersection; beyond it a rule on a huge generated file would never
 * end. Reported when reached. */
#define PAIRS_MAX 20000000u

/* Around so few ranges what they must lie in is looked for, rather than everywhere. */
#define AROUND_MAX 8u

mln_evaluator *mln_evaluator_new(const mln_program *program)
{
    mln_evaluator *e = mln_mem_new(1, sizeof *e);
    e->program = program;
    e->regex = mln_regex_matcher_new();
    mln_subject_init(&e->subject, &program->vocabulary, e->regex);
    mln_vec_reserve(&e->cache, program->patterns.len);
    e->cache.len = program->patterns.len;
    if (e->cache.len)
        memset(e->cache.data, 0, e->cache.len * sizeof *e->cache.data);
    mln_vec_reserve(&e->text_cache, program->generics.len);
    e->text_cache.len = program->generics.len;
    if (e->text_cache.len)
        memset(e->text_cache.data, 0, e->text_cache.len * sizeof *e->text_cache.data);
    return e;
}

void mln_evaluator_free(mln_evaluator *e)
{
    if (!e)
        return;
    for (uint32_t i = 0; i < e->cache.len; i++)
        mln_vec_release(&e->cache.data[i].list.matches);
    mln_vec_release(&e->cache);
    mln_vec_release(&e->some.matches);
    mln_vec_release(&e->name_answers);
    mln_eval_release_text(e);
    mln_vec_release(&e->result);
    mln_subject_release(&e->subject);
    mln_regex_matcher_free(e->regex);
    mln_arena_release(&e->arena);
    mln_mem_free(e);
}

void mln_evaluator_set(mln_evaluator *e, mln_tree *tree, mln_names *names)
{
    e->file++;
    mln_arena_clear(&e->arena);
    mln_subject_set(&e->subject, tree, names);
}

void mln_evaluator_set_text(mln_evaluator *e, mln_tree *tree)
{
    mln_evaluator_set(e, tree, NULL);
}

mln_subject *mln_evaluator_get_subject(mln_evaluator *e)
{
    return &e->subject;
}

/* ---- bindings ---- */

mln_bound *mln_eval_copy(mln_evaluator *e, const mln_bound *bounds)
{
    uint32_t count = e->compiled->variable_count;
    mln_bound *copy = mln_arena_alloc(&e->arena, (count + 1) * sizeof *copy);
    if (bounds)
        memcpy(copy, bounds, count * sizeof *copy);
    else
        memset(copy, 0, count * sizeof *copy);
    return copy;
}

bool mln_eval_agree(mln_evaluator *e, const mln_bound *a, const mln_bound *b)
{
    const mln_compiled *compiled = e->compiled;
    for (uint32_t i = 0; i < compiled->shared_count; i++) {
        uint32_t v = compiled->shared[i];
        if (a[v].kind != MLN_BOUND_NOT && b[v].kind != MLN_BOUND_NOT &&
            !mln_bound_same(&e->subject, &a[v], &b[v]))
            return false;
    }
    return true;
}

bool mln_eval_merge(mln_evaluator *e, mln_bound *base, const mln_bound *more)
{
    if (!mln_eval_agree(e, base, more))
        return false;
    for (uint32_t i = 0; i < e->compiled->variable_count; i++)
        if (base[i].kind == MLN_BOUND_NOT)
            base[i] = more[i];
    return true;
}

/* ---- leaves ---- */

static const mln_matches *get_matches(mln_evaluator *e, uint32_t pattern)
{
    mln_eval_cache *cache = &e->cache.data[pattern];
    if (cache->file != e->file) {
        cache->file = e->file;
        mln_vec_clear(&cache->list.matches);
        cache->list.spent = false;
        const mln_pattern *compiled = e->program->patterns.data[pattern];
        if (mln_subject_may_match(&e->subject, compiled))
            mln_match_find(&e->subject, compiled, &e->arena, &cache->list);
    }
    if (cache->list.spent)
        e->spent = true;
    return &cache->list;
}

/* Of a pattern that has not been looked for in this file, only those matches around what is asked
 * about. */
static const mln_matches *get_matches_around(mln_evaluator *e, uint32_t pattern)
{
    const mln_pattern *compiled = e->program->patterns.data[pattern];
    mln_vec_clear(&e->some.matches);
    e->some.spent = false;
    if (mln_subject_may_match(&e->subject, compiled))
        mln_match_find_around(&e->subject, compiled, e->around, e->around_count, &e->arena,
                              &e->some);
    if (e->some.spent)
        e->spent = true;
    return &e->some;
}

/* The answer for a name, which is asked for many times; NULL when the code is more than one. */
static uint8_t *get_name_answer(mln_evaluator *e, const mln_part_condition *condition,
                                const mln_bound *bound)
{
    const mln_tree *tree = e->subject.tree;
    if (bound->kind != MLN_BOUND_NODE || !mln_tree_is(tree, bound->node, MLN_KIND_IDENT))
        return NULL;
    mln_str name = mln_tree_sym_text(tree, bound->node);
    if (!mln_str_equal(name, mln_bound_get_text(&e->subject, bound)))
        return NULL;
    uint32_t count = tree->syms.entries.len;
    if (e->name_condition != condition || e->name_file != e->file || e->name_answers.len < count) {
        e->name_condition = condition;
        e->name_file = e->file;
        mln_vec_reserve(&e->name_answers, count);
        e->name_answers.len = count;
        memset(e->name_answers.data, 0, count);
    }
    return &e->name_answers.data[tree->sym[bound->node.id]];
}

/* Answers are kept for one condition at a time: the first of a part. */
static bool passes_regex(mln_evaluator *e, const mln_part_condition *condition, bool keep,
                         const mln_bound *bound)
{
    uint8_t *answer = keep ? get_name_answer(e, condition, bound) : NULL;
    if (!answer)
        return mln_eval_test_regex(e, condition, bound);
    if (!*answer)
        *answer = mln_eval_test_regex(e, condition, bound) ? 1 : 2;
    return *answer == 1;
}

/* Most of what `$X` alone matches is refused by the expression for it: before anything is made of
 * the match. */
static bool passes_early(mln_evaluator *e, const mln_part *part, const mln_match *match,
                         uint32_t count)
{
    uint32_t first = UINT32_MAX;
    for (uint32_t c = 0; e->early && c < e->early->condition_count; c++) {
        const mln_part_condition *condition = &e->early->conditions[c];
        if (condition->early && first == UINT32_MAX)
            first = c;
        for (uint32_t v = 0; condition->early && v < count; v++)
            if (part->variables[v] == condition->variable &&
                match->bounds[v].kind != MLN_BOUND_NOT &&
                !passes_regex(e, condition, c == first, &match->bounds[v]))
                return false;
    }
    return true;
}

static void add_pattern_ranges(mln_evaluator *e, const mln_part *part, const mln_span *within,
                               mln_eval_ranges *out)
{
    if (!mln_eval_has_word(e, part))
        return;
    bool some = e->around_count && e->cache.data[part->pattern].file != e->file;
    const mln_matches *list =
        some ? get_matches_around(e, part->pattern) : get_matches(e, part->pattern);
    uint32_t count = e->program->patterns.data[part->pattern]->variable_count;
    for (uint32_t i = 0; i < list->matches.len; i++) {
        const mln_match *match = &list->matches.data[i];
        if ((within && !mln_span_contains(*within, match->span)) ||
            !passes_early(e, part, match, count))
            continue;
        mln_bound *bounds = mln_eval_copy(e, NULL);
        for (uint32_t v = 0; v < count; v++)
            bounds[part->variables[v]] = match->bounds[v];
        mln_vec_add(out, (mln_eval_range){match->span, bounds, false, false});
        for (uint32_t n = 0; !e->longest && n < match->end_count; n++) {
            mln_span span = {match->span.start, match->ends[n]};
            if (!within || mln_span_contains(*within, span))
                mln_vec_add(out, (mln_eval_range){span, bounds, false, false});
        }
    }
}

void mln_eval_bind_groups(mln_evaluator *e, const mln_regex *regex, const mln_span *groups,
                          uint32_t count, uint32_t shift, mln_bound *bounds)
{
    for (uint32_t g = 1; g < count; g++) {
        if (groups[g].start == MLN_REGEX_UNSET)
            continue;
        mln_bound bound = {.kind = MLN_BOUND_SPAN,
                           .node = MLN_NO_NODE,
                           .span = {groups[g].start + shift, groups[g].stop + shift}};
        char number[16];
        snprintf(number, sizeof number, "$%u", g);
        mln_str given = mln_regex_get_group_name(regex, g);
        for (uint32_t v = 0; v < e->compiled->variable_count; v++) {
            mln_str name = e->compiled->variables[v];
            bool named = given.len && name.len == given.len + 1 &&
                         memcmp(name.ptr + 1, given.ptr, given.len) == 0;
            if (named || mln_str_is(name, number))
                bounds[v] = bound;
        }
    }
}

static void add_regex_ranges(mln_evaluator *e, const mln_part *part, const mln_span *within,
                             mln_eval_ranges *out)
{
    mln_str text = e->subject.tree->text;
    uint32_t shift = 0;
    if (within) {
        shift = within->start;
        text = (mln_str){text.ptr + shift, within->stop - shift};
    }
    mln_regex_iter iter = mln_regex_iter_init(part->regex, e->regex, text);
    uint32_t last = mln_eval_get_last_stop(e, part->words);
    for (;;) {
        /* Every match holds one of the words: behind the last of them there is none. */
        if (iter.at + shift >= last)
            return;
        mln_span groups[MLN_REGEX_GROUP_MAX];
        uint32_t count = MLN_REGEX_GROUP_MAX;
        mln_regex_result result = mln_regex_iter_next(&iter, groups, &count);
        if (result == MLN_REGEX_LIMIT)
            e->spent = true;
        if (result != MLN_REGEX_MATCH)
            return;
        /* Nothing at the very end is no match. */
        if (groups[0].start == text.len && text.len)
            return;
        mln_bound *bounds = mln_eval_copy(e, NULL);
        mln_eval_bind_groups(e, part->regex, groups, count, shift, bounds);
        mln_span span = {groups[0].start + shift, groups[0].stop + shift};
        mln_vec_add(out, (mln_eval_range){span, bounds, false, true});
    }
}

/* ---- all of ---- */

static int compare_ranges(const void *left, const void *right)
{
    const mln_eval_range *a = left, *b = right;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->span.stop != b->span.stop)
        return a->span.stop > b->span.stop ? -1 : 1;
    return 0;
}

static void sort_ranges(mln_eval_ranges *ranges)
{
    if (ranges->len > 1)
        qsort(ranges->data, ranges->len, sizeof *ranges->data, compare_ranges);
}

static void keep_inner(mln_evaluator *e, const mln_eval_range *inner, const mln_eval_range *outer,
                       mln_eval_ranges *out)
{
    if (inner->inside && !outer->inside)
        return;
    if (!mln_eval_agree(e, inner->bounds, outer->bounds))
        return;
    mln_bound *bounds = mln_eval_copy(e, inner->bounds);
    mln_eval_merge(e, bounds, outer->bounds);
    mln_vec_add(out, (mln_eval_range){inner->span, bounds, inner->inside, inner->is_text});
}

/* Of two ranges one of which lies in the other, the inner with the bindings of both. */
static void intersect(mln_evaluator *e, mln_eval_ranges *left, mln_eval_ranges *right)
{
    mln_eval_ranges out = {0};
    uint64_t pairs = 0;
    sort_ranges(left);
    sort_ranges(right);
    uint32_t *stops = mln_mem_new(right->len, sizeof *stops);
    for (uint32_t j = 0; j < right->len; j++) {
        stops[j] = right->data[j].span.stop;
        if (j && stops[j] < stops[j - 1])
            stops[j] = stops[j - 1];
    }
    uint32_t first = 0;
    for (uint32_t i = 0; i < left->len; i++) {
        const mln_eval_range *a = &left->data[i];
        /* None of those before reaches as far as this one starts, nor as any that follows does. */
        while (first < right->len && stops[first] < a->span.start)
            first++;
        for (uint32_t j = first; j < right->len; j++) {
            const mln_eval_range *b = &right->data[j];
            if (b->span.start > a->span.stop)
                break;
            if (++pairs > PAIRS_MAX) {
                e->spent = true;
                goto done;
            }
            if (b->span.stop < a->span.start)
                continue;
            if (mln_span_contains(b->span, a->span) && (!a->inside || b->inside))
                keep_inner(e, a, b, &out);
            else if (mln_span_contains(a->span, b->span))
                keep_inner(e, b, a, &out);
        }
    }
done:
    mln_mem_free(stops);
    mln_vec_release(left);
    *left = out;
}

static bool is_inside(const mln_part *part)
{
    return part->kind == MLN_FORMULA_INSIDE || part->kind == MLN_FORMULA_ANYWHERE;
}

/* `pattern: $X` beside others picks the occurrences of what `$X` is bound to. */
static void select_occurrences(mln_evaluator *e, uint32_t variable, const mln_span *within,
                               mln_eval_ranges *ranges)
{
    const mln_tree *tree = e->subject.tree;
    mln_eval_ranges out = {0};
    for (uint32_t i = 0; i < ranges->len; i++) {
        const mln_eval_range *range = &ranges->data[i];
        const mln_bound *bound = &range->bounds[variable];
        for (uint32_t n = 1; n < tree->count; n++) {
            mln_span span = {tree->start[n], tree->stop[n]};
            /* What is in a node lies within it. */
            if (span.stop < range->span.start || span.start > range->span.stop) {
                n = tree->end[n] - 1;
                continue;
            }
            if (tree->role[n] != MLN_ROLE_EXPR || tree->kind[n] == MLN_KIND_NONE)
                continue;
            if (!mln_span_contains(range->span, span) ||
                (within && !mln_span_contains(*within, span)))
                continue;
            mln_bound node = {.kind = MLN_BOUND_NODE, .node = {n}, .span = span};
            if (bound->kind != MLN_BOUND_NOT && !mln_bound_same(&e->subject, bound, &node))
                continue;
            mln_bound *bounds = mln_eval_copy(e, range->bounds);
            bounds[variable] = node;
            mln_vec_add(&out, (mln_eval_range){span, bounds, false, false});
        }
    }
    mln_vec_release(ranges);
    *ranges = out;
}

/* Conditions do not see what the others bind: each is asked about the range as it was, and what it
 * adds is put together. */
static void filter(mln_evaluator *e, const mln_part *part, mln_eval_ranges *ranges)
{
    mln_eval_ranges out = {0};
    for (uint32_t i = 0; i < ranges->len; i++) {
        const mln_eval_range *base = &ranges->data[i];
        mln_eval_ranges ways = {0};
        mln_vec_add(&ways, *base);
        for (uint32_t c = 0; c < part->condition_count && ways.len; c++) {
            mln_eval_ranges added = {0}, next = {0};
            mln_eval_condition(e, &part->conditions[c], base, &added);
            for (uint32_t w = 0; w < ways.len; w++)
                for (uint32_t a = 0; a < added.len; a++) {
                    mln_bound *bounds = mln_eval_copy(e, ways.data[w].bounds);
                    for (uint32_t v = 0; v < e->compiled->variable_count; v++)
                        if (bounds[v].kind == MLN_BOUND_NOT)
                            bounds[v] = added.data[a].bounds[v];
                    mln_vec_add(&next,
                                (mln_eval_range){base->span, bounds, base->inside, base->is_text});
                }
            mln_vec_release(&ways);
            mln_vec_release(&added);
            ways = next;
        }
        for (uint32_t w = 0; w < ways.len; w++)
            mln_vec_add(&out, ways.data[w]);
        mln_vec_release(&ways);
    }
    mln_vec_release(ranges);
    *ranges = out;
}

static void narrow(const mln_part *part, mln_eval_ranges *ranges)
{
    mln_eval_ranges out = {0};
    for (uint32_t i = 0; i < ranges->len; i++) {
        const mln_eval_range *range = &ranges->data[i];
        MLN_VEC(mln_span)
        spans = {0};
        const uint32_t *list = part->focus;
        for (uint32_t f = 0; f < part->focus_count; f++) {
            uint32_t count = *list++;
            MLN_VEC(mln_span)
            next = {0};
            for (uint32_t j = 0; j < count; j++) {
                const mln_bound *bound = &range->bounds[*list++];
                bool nothing =
                    bound->kind == MLN_BOUND_LIST && bound->span.start == bound->span.stop;
                if (bound->kind == MLN_BOUND_NOT || nothing)
                    continue;
                if (f == 0) {
                    mln_vec_add(&next, bound->span);
                    continue;
                }
                for (uint32_t s = 0; s < spans.len; s++) {
                    if (mln_span_contains(spans.data[s], bound->span))
                        mln_vec_add(&next, bound->span);
                    else if (mln_span_contains(bound->span, spans.data[s]))
                        mln_vec_add(&next, spans.data[s]);
                }
            }
            mln_vec_release(&spans);
            spans.data = next.data;
            spans.len = next.len;
            spans.cap = next.cap;
        }
        for (uint32_t s = 0; s < spans.len; s++)
            mln_vec_add(&out,
                        (mln_eval_range){spans.data[s], range->bounds, false, range->is_text});
        mln_vec_release(&spans);
    }
    mln_vec_release(ranges);
    *ranges = out;
}

void mln_eval_part_around(mln_evaluator *e, const mln_part *part, const mln_span *within,
                          const mln_eval_ranges *ranges, mln_eval_ranges *out)
{
    mln_span around[AROUND_MAX];
    if (ranges->len <= AROUND_MAX && part->kind == MLN_FORMULA_INSIDE) {
        for (uint32_t i = 0; i < ranges->len; i++)
            around[i] = ranges->data[i].span;
        e->around = around;
        e->around_count = ranges->len;
    }
    mln_eval_part(e, part, within, out);
    e->around_count = 0;
}

/* Of two parts that a range must lie in the inner one counts, which need not be the second. */
static bool any_inside(const mln_eval_ranges *ranges)
{
    for (uint32_t i = 0; i < ranges->len; i++)
        if (ranges->data[i].inside)
            return true;
    return false;
}

/* Takes one more positive part into what the others gave. */
static void combine(mln_evaluator *e, const mln_part *child, const mln_span *within,
                    mln_eval_ranges *ranges, bool *have)
{
    mln_eval_ranges next = {0};
    if (*have && !any_inside(ranges))
        mln_eval_part_around(e, child, within, ranges, &next);
    else
        mln_eval_part(e, child, within, &next);
    if (!*have) {
        *ranges = next;
        *have = true;
        return;
    }
    if (child->kind != MLN_FORMULA_ANYWHERE) {
        intersect(e, ranges, &next);
        mln_vec_release(&next);
        return;
    }
    /* Somewhere in the file, with bindings that agree. */
    mln_eval_ranges both = {0};
    for (uint32_t a = 0; a < ranges->len; a++)
        for (uint32_t b = 0; b < next.len; b++) {
            const mln_eval_range *range = &ranges->data[a];
            if (!mln_eval_agree(e, range->bounds, next.data[b].bounds))
                continue;
            mln_bound *bounds = mln_eval_copy(e, range->bounds);
            mln_eval_merge(e, bounds, next.data[b].bounds);
            mln_vec_add(&both,
                        (mln_eval_range){range->span, bounds, range->inside, range->is_text});
        }
    mln_vec_release(ranges);
    mln_vec_release(&next);
    *ranges = both;
}

/* Takes out what a condition will refuse, before more patterns are matched to be taken away: often
 * nothing is left. What conditions bind is not kept, for what is taken away does not see it. */
static void refuse_early(mln_evaluator *e, const mln_part *part, mln_eval_ranges *ranges)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < ranges->len; i++) {
        bool holds = true;
        for (uint32_t c = 0; c < part->condition_count && holds; c++) {
            mln_eval_ranges found = {0};
            mln_eval_condition(e, &part->conditions[c], &ranges->data[i], &found);
            holds = found.len > 0;
            mln_vec_release(&found);
        }
        if (holds)
            ranges->data[kept++] = ranges->data[i];
    }
    ranges->len = kept;
}

static bool has_negation(const mln_part *part)
{
    bool found = false;
    for (uint32_t i = 0; i < part->child_count && !found; i++)
        found = part->children[i]->kind == MLN_FORMULA_NOT;
    return found;
}

static void eval_all(mln_evaluator *e, const mln_part *part, const mln_span *within,
                     mln_eval_ranges *out)
{
    mln_eval_ranges ranges = {0};
    bool have = false;
    uint32_t others = 0;
    if (!within && !mln_eval_may(e, part))
        return;
    for (uint32_t i = 0; i < part->child_count; i++)
        others +=
            part->children[i]->kind != MLN_FORMULA_NOT && part->children[i]->selector == UINT32_MAX;
    /* First what can be a result, then what it must lie in; of each, first what a literal can
     * refuse. Once nothing is left, nothing more is matched. */
    for (int pass = 0; pass < 4 && !(have && ranges.len == 0); pass++)
        for (uint32_t i = 0; i < part->child_count; i++) {
            const mln_part *child = part->children[i];
            if (child->kind == MLN_FORMULA_NOT || is_inside(child) != (pass >= 2) ||
                child->has_literal != (pass % 2 == 0) || (child->selector != UINT32_MAX && others))
                continue;
            e->early = pass < 2 ? part : NULL;
            combine(e, child, within, &ranges, &have);
            e->early = NULL;
            if (ranges.len == 0)
                break;
        }
    /* Negations alone speak of the code they are asked about. */
    if (!have && within)
        mln_vec_add(&ranges, (mln_eval_range){*within, mln_eval_copy(e, NULL), false, false});
    for (uint32_t i = 0; i < part->child_count; i++)
        if (part->children[i]->selector != UINT32_MAX && others)
            select_occurrences(e, part->children[i]->selector, within, &ranges);
    if (part->condition_count && has_negation(part))
        refuse_early(e, part, &ranges);
    for (uint32_t i = 0; i < part->child_count && ranges.len; i++)
        if (part->children[i]->kind == MLN_FORMULA_NOT)
            mln_eval_subtract(e, part->children[i]->children[0], within, &ranges);
    if (part->condition_count && ranges.len)
        filter(e, part, &ranges);
    if (part->focus_count && ranges.len)
        narrow(part, &ranges);
    for (uint32_t i = 0; i < ranges.len; i++)
        mln_vec_add(out, ranges.data[i]);
    mln_vec_release(&ranges);
}

void mln_eval_part(mln_evaluator *e, const mln_part *part, const mln_span *within,
                   mln_eval_ranges *out)
{
    uint32_t from = out->len, around_count = e->around_count;
    const mln_part *early = e->early;
    bool longest = e->longest;
    if (part->kind != MLN_FORMULA_PATTERN && part->kind != MLN_FORMULA_ANY)
        e->early = NULL;
    /* What is around a range is so of the whole: of a choice, of what is focused on, but parts that
     * are taken away have a meaning of their own. */
    if (part->kind != MLN_FORMULA_PATTERN && part->kind != MLN_FORMULA_ANY &&
        part->kind != MLN_FORMULA_INSIDE)
        e->around_count = 0;
    switch (part->kind) {
    case MLN_FORMULA_PATTERN:
        if (part->is_text)
            mln_eval_text(e, part, within, out);
        else
            add_pattern_ranges(e, part, within, out);
        break;
    case MLN_FORMULA_REGEX:
        add_regex_ranges(e, part, within, out);
        break;
    case MLN_FORMULA_ALL:
        eval_all(e, part, within, out);
        return;
    case MLN_FORMULA_ANY:
        for (uint32_t i = 0; i < part->child_count; i++) {
            e->early = early;
            e->around_count = around_count;
            mln_eval_part(e, part->children[i], within, out);
        }
        break;
    case MLN_FORMULA_INSIDE:
    case MLN_FORMULA_ANYWHERE:
        e->longest = true;
        mln_eval_part(e, part->children[0], within, out);
        e->longest = longest;
        for (uint32_t i = from; i < out->len; i++)
            out->data[i].inside = true;
        break;
    case MLN_FORMULA_NOT:
        break;
    }
    e->around_count = 0;
    /* The new syntax hangs conditions and focus anywhere. */
    if ((part->condition_count || part->focus_count) && out->len > from) {
        mln_eval_ranges own = {0};
        for (uint32_t i = from; i < out->len; i++)
            mln_vec_add(&own, out->data[i]);
        out->len = from;
        if (part->condition_count)
            filter(e, part, &own);
        if (part->focus_count)
            narrow(part, &own);
        for (uint32_t i = 0; i < own.len; i++)
            mln_vec_add(out, own.data[i]);
        mln_vec_release(&own);
    }
}

/* ---- whole formulas ---- */

void mln_evaluator_run(mln_evaluator *e, const mln_compiled *compiled, const mln_range **ranges,
                       uint32_t *count, bool *spent)
{
    mln_vec_clear(&e->result);
    e->compiled = compiled;
    e->spent = false;
    if (mln_evaluator_may(e, compiled)) {
        mln_eval_ranges out = {0};
        mln_eval_part(e, compiled->root, NULL, &out);
        for (uint32_t i = 0; i < out.len; i++)
            mln_vec_add(&e->result,
                        (mln_range){out.data[i].span, out.data[i].bounds, out.data[i].is_text});
        mln_vec_release(&out);
    }
    *ranges = e->result.data;
    *count = e->result.len;
    *spent = e->spent;
}
