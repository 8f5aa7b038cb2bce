#include "engine/marks.h"

#include <stdlib.h>

#include "engine/marks_p.h"
#include "flow/require.h"
#include "engine/printed.h"

#include "base/banned.h"

void mln_marks_release(mln_marks *m)
{
    mln_vec_release(&m->places);
    mln_vec_release(&m->roles);
    mln_vec_release(&m->stamps);
    mln_vec_release(&m->requires);
    mln_vec_release(&m->marks);
    mln_vec_release(&m->origins);
    mln_arena_release(&m->arena);
    *m = (mln_marks){0};
}

void mln_marks_clear(mln_marks *m)
{
    mln_vec_clear(&m->requires);
    mln_vec_clear(&m->marks);
    mln_vec_clear(&m->origins);
    mln_arena_clear(&m->arena);
}

/* ---- the file ---- */

static int compare_roles(const void *left, const void *right)
{
    const mln_marks_role *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->set != b->set)
        return a->set < b->set ? -1 : 1;
    /* Neighbours of one array: in the order they have there. */
    return a->hit < b->hit ? -1 : a->hit > b->hit;
}

void mln_marks_set(mln_marks *m, const mln_tree *tree, const mln_flow_lowering *lowering,
                   const mln_facts *facts, const mln_resolution *resolution,
                   mln_regex_matcher *regex, mln_precision precision)
{
    mln_marks_clear(m);
    m->tree = tree;
    m->lowering = lowering;
    m->facts = facts;
    m->resolution = resolution;
    m->regex = regex;
    m->precision = precision;
    m->has_places = false;
    mln_vec_clear(&m->stamps);
    mln_vec_reserve(&m->stamps, facts->value_count);
    m->stamps.len = facts->value_count;
    if (m->stamps.len)
        memset(m->stamps.data, 0, m->stamps.len * sizeof *m->stamps.data);
    m->stamp = 0;
    mln_vec_clear(&m->roles);
    for (uint32_t i = 0; i < resolution->role_count; i++) {
        const mln_role_hit *hit = &resolution->roles[i];
        if (hit->role->kind <= MLN_API_SANITIZER)
            mln_vec_add(&m->roles, (mln_marks_role){hit, hit->role->kind, hit->role->set});
    }
    if (m->roles.len)
        qsort(m->roles.data, m->roles.len, sizeof *m->roles.data, compare_roles);
}

/* `requires` with the rule's bits in place of its labels; the number the mark wants. */
static uint64_t add_require(mln_marks *m, const mln_require *require)
{
    if (!require->count)
        return 0;
    mln_require_step *steps = MLN_ARENA_ARRAY(&m->arena, mln_require_step, require->count);
    for (uint32_t i = 0; i < require->count; i++) {
        steps[i] = require->steps[i];
        if (steps[i].op == MLN_REQUIRE_BIT)
            steps[i].bit = (uint8_t)(steps[i].bit + m->bit);
    }
    mln_vec_add(&m->requires, (mln_require){steps, require->count});
    return m->requires.len;
}

/* ---- the specs of a rule ---- */

static const mln_bound *find_bound(const mln_compiled *compiled, const mln_range *range,
                                   mln_str name)
{
    for (uint32_t v = 0; v < mln_compiled_get_variable_count(compiled); v++)
        if (mln_str_equal(mln_compiled_get_variable(compiled, v), name))
            return range->bounds[v].kind == MLN_BOUND_NOT ? NULL : &range->bounds[v];
    return NULL;
}

static mln_marker make_marker(mln_marks *m, mln_mark_kind kind, const mln_engine_spec *spec)
{
    mln_marker k = {.m = m, .spec = spec, .id = UINT32_MAX};
    k.mark = (mln_mark){.kind = kind, .problem = m->bit};
    k.origin = (mln_mark_origin){.rule = m->rule_index, .kind = kind, .spec = spec->spec};
    return k;
}

static void set_range(mln_marker *k, const mln_spec_ranges *found, const mln_range *range)
{
    k->origin.span = range->span;
    k->origin.compiled = found->compiled;
    k->origin.bounds = range->bounds;
    k->id = UINT32_MAX;
}

static void mark_source_range(mln_marker *k, mln_span span)
{
    const mln_taint_spec *spec = k->spec->spec;
    if (spec->by_side_effect != MLN_SIDE_EFFECT_NO)
        mln_marker_add_variable(k, span);
    if (spec->by_side_effect == MLN_SIDE_EFFECT_ONLY)
        return;
    if (spec->exact)
        mln_marker_add_whole(k, span);
    else
        mln_marker_add_inside(k, span);
}

/* The roles that a spec's set has in the file, from the first on. */
static uint32_t find_role(const mln_marks *m, mln_api_role_kind kind, uint32_t set)
{
    uint32_t low = 0, high = m->roles.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const mln_marks_role *role = &m->roles.data[middle];
        if (role->kind < kind || (role->kind == kind && role->set < set))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void mark_roles(mln_marker *k, mln_api_role_kind kind)
{
    mln_marks *m = k->m;
    if (k->spec->set == UINT32_MAX)
        return;
    for (uint32_t i = find_role(m, kind, k->spec->set); i < m->roles.len; i++) {
        const mln_role_hit *hit = m->roles.data[i].hit;
        if (m->roles.data[i].kind != kind || m->roles.data[i].set != k->spec->set)
            return;
        if (!mln_package_filter_takes(&k->spec->spec->packages, hit->role->package) ||
            (kind != MLN_API_SANITIZER && hit->role->precision < (uint8_t)m->precision))
            continue;
        if (kind == MLN_API_SINK && hit->call != MLN_FLOW_NONE && m->facts->lang == MLN_LANG_C &&
            mln_is_printed_number(m->resolution, hit->call, hit->value))
            continue;
        k->origin.span = (mln_span){m->facts->start[hit->value], m->facts->stop[hit->value]};
        k->origin.role = hit;
        k->id = UINT32_MAX;
        if (kind == MLN_API_SINK) {
            /* One value can be a sink by several paths: its own, a property's. */
            m->stamp++;
            k->mark.path = hit->role->path;
            k->mark.deep = hit->role->deep;
            /* Where sources are what is found, each argument has its own. */
            bool apart = hit->call == MLN_FLOW_NONE || m->rule->rule->options.focus_source;
            k->mark.group = apart ? 0 : hit->call + 1;
        } else {
            k->mark.side_effect = mln_marks_get_op(m, hit->value) == MLN_FLOW_OUT;
            k->mark.key = hit->key;
            m->stamp += hit->key != 0; /* one value can have several fields */
        }
        mln_marker_add(k, hit->value);
    }
}

static void mark_constants(mln_marker *k)
{
    mln_marks *m = k->m;
    const mln_facts *facts = m->facts;
    for (uint32_t v = 0; v < facts->value_count; v++) {
        mln_flow_op op = mln_marks_get_op(m, v);
        if ((op != MLN_FLOW_CONST && op != MLN_FLOW_GLOBAL && op != MLN_FLOW_REGEX) ||
            !mln_literals_match(&k->spec->spec->constant, facts, v, m->regex))
            continue;
        k->origin.span = (mln_span){facts->start[v], facts->stop[v]};
        k->id = UINT32_MAX;
        mln_marker_add(k, v);
    }
}

static void mark_sinks(mln_marks *m, const mln_spec_ranges *ranges)
{
    for (uint32_t i = 0; i < m->rule->rule->sink_count; i++) {
        const mln_engine_spec *spec = &m->rule->sinks[i];
        const mln_spec_ranges *found = &ranges[spec->index];
        mln_marker k = make_marker(m, MLN_MARK_SINK, spec);
        if (spec->spec->at_exit)
            continue;
        k.mark.requires_index = add_require(m, &spec->spec->requires);
        bool focused = spec->spec->formula && spec->spec->formula->focus_count > 0;
        for (uint32_t r = 0; r < found->count; r++) {
            set_range(&k, found, &found->ranges[r]);
            m->stamp++;
            if (spec->spec->exact)
                mln_marker_add_sink(&k, found->ranges[r].span, focused);
            else
                mln_marker_add_inside(&k, found->ranges[r].span);
        }
        mark_roles(&k, MLN_API_SINK);
    }
}

/* `first`: of the rule's marks, its sinks. */
static void mark_sources(mln_marks *m, const mln_spec_ranges *ranges, uint32_t first)
{
    for (uint32_t i = 0; i < m->rule->rule->source_count; i++) {
        const mln_engine_spec *spec = &m->rule->sources[i];
        const mln_spec_ranges *found = &ranges[spec->index];
        mln_marker k = make_marker(m, MLN_MARK_SOURCE, spec);
        k.mark.problem += spec->spec->label;
        k.mark.requires_index = add_require(m, &spec->spec->requires);
        m->stamp++;
        for (uint32_t r = 0; r < found->count; r++) {
            set_range(&k, found, &found->ranges[r]);
            if (spec->spec->control)
                mln_marker_add_control(&k, found->ranges[r].span, first);
            else
                mark_source_range(&k, found->ranges[r].span);
        }
        mark_roles(&k, MLN_API_SOURCE);
        if (spec->spec->constant.kind != MLN_LITERALS_NONE)
            mark_constants(&k);
    }
}

/* Whether a sink or source of the rule has the very same range. */
static bool conflicts(const mln_marks *m, mln_span span)
{
    for (uint32_t i = m->first_origin; i < m->origins.len; i++)
        if (m->origins.data[i].kind <= MLN_MARK_SINK &&
            mln_span_equal(m->origins.data[i].span, span))
            return true;
    return false;
}

static void mark_sanitizers(mln_marks *m, const mln_spec_ranges *ranges)
{
    for (uint32_t i = 0; i < m->rule->rule->sanitizer_count; i++) {
        const mln_engine_spec *spec = &m->rule->sanitizers[i];
        const mln_spec_ranges *found = &ranges[spec->index];
        mln_marker k = make_marker(m, MLN_MARK_SANITIZER, spec);
        k.all_labels = true;
        m->stamp++;
        for (uint32_t r = 0; r < found->count; r++) {
            mln_span span = found->ranges[r].span;
            if (spec->spec->not_conflicting && conflicts(m, span))
                continue;
            set_range(&k, found, &found->ranges[r]);
            mark_source_range(&k, span);
        }
        mark_roles(&k, MLN_API_SANITIZER);
    }
}

/* Any of the labels that a propagator replaces. */
static mln_require make_replaced(mln_marks *m, const mln_taint_spec *spec)
{
    uint32_t count = m->rule->rule->label_count, made = 0;
    mln_require_step *steps = MLN_ARENA_ARRAY(&m->arena, mln_require_step, 2 * (size_t)count);
    for (uint32_t label = 0; label < count; label++) {
        if (spec->has_replace_labels && !(spec->replace_labels >> label & 1))
            continue;
        steps[made++] = (mln_require_step){MLN_REQUIRE_BIT, (uint8_t)label};
        if (made > 1)
            steps[made++] = (mln_require_step){MLN_REQUIRE_OR, 0};
    }
    return (mln_require){steps, made};
}

/* Whether a propagator hands a label on as it is. */
static bool hands_on(const mln_taint_spec *spec, uint32_t label)
{
    if (spec->label != MLN_TAINT_NO_LABEL)
        return spec->has_replace_labels && !(spec->replace_labels >> label & 1);
    return !spec->requires.count || mln_require_holds(&spec->requires, UINT64_C(1) << label);
}

/* One that gives a label of its own is a source of it, on what is known of the value it takes. */
static void add_relabelled(mln_marker *k, uint32_t from, const mln_mark *to)
{
    const mln_taint_spec *spec = k->spec->spec;
    mln_marks *m = k->m;
    mln_require replaced = make_replaced(m, spec);
    mln_mark mark = *to;
    mark.kind = MLN_MARK_SOURCE;
    mark.judged = from + 1;
    mark.problem = m->bit + spec->label;
    mark.requires_index = add_require(m, spec->requires.count ? &spec->requires : &replaced);
    if (mark.requires_index)
        mln_vec_add(&m->marks, mark);
}

static void mark_propagation(mln_marker *k, mln_span from, mln_span to)
{
    mln_marks *m = k->m;
    /* Targets first, then each source to each target. */
    uint32_t first = m->marks.len;
    mln_marker targets = *k;
    targets.all_labels = false;
    m->stamp++;
    if (k->spec->spec->by_side_effect != MLN_SIDE_EFFECT_NO)
        mln_marker_add_variable(&targets, to);
    if (k->spec->spec->by_side_effect != MLN_SIDE_EFFECT_ONLY)
        mln_marker_add_whole(&targets, to);
    uint32_t middle = m->marks.len;
    m->stamp++;
    mln_marker sources = targets;
    mln_marker_add_whole(&sources, from);
    uint32_t stop = m->marks.len;
    for (uint32_t t = first; t < middle; t++)
        for (uint32_t s = middle; s < stop; s++) {
            if (k->spec->spec->label != MLN_TAINT_NO_LABEL) {
                mln_mark target = m->marks.data[t];
                add_relabelled(k, m->marks.data[s].value, &target);
            }
            for (uint32_t label = 0; label < m->rule->rule->label_count; label++) {
                if (!hands_on(k->spec->spec, label))
                    continue;
                mln_mark mark = m->marks.data[s];
                mark.to = m->marks.data[t].value;
                mark.side_effect = m->marks.data[t].side_effect;
                mark.problem = m->bit + label;
                mln_vec_add(&m->marks, mark);
            }
        }
    /* The pairs take the place of the halves. */
    uint32_t made = m->marks.len - stop;
    if (made)
        memmove(&m->marks.data[first], &m->marks.data[stop], made * sizeof *m->marks.data);
    m->marks.len = first + made;
}

static void mark_propagators(mln_marks *m, const mln_spec_ranges *ranges)
{
    for (uint32_t i = 0; i < m->rule->rule->propagator_count; i++) {
        const mln_engine_spec *spec = &m->rule->propagators[i];
        const mln_spec_ranges *found = &ranges[spec->index];
        mln_marker k = make_marker(m, MLN_MARK_PROPAGATOR, spec);
        for (uint32_t r = 0; r < found->count; r++) {
            const mln_range *range = &found->ranges[r];
            const mln_bound *from = find_bound(found->compiled, range, spec->spec->from);
            const mln_bound *to = find_bound(found->compiled, range, spec->spec->to);
            if (!from || !to)
                continue;
            set_range(&k, found, range);
            mark_propagation(&k, from->span, to->span);
        }
    }
}

static bool has_kind(const mln_marks *m, uint32_t first, mln_mark_kind kind)
{
    for (uint32_t i = first; i < m->marks.len; i++)
        if (m->marks.data[i].kind == kind)
            return true;
    return false;
}

static void set_rule(mln_marks *m, const mln_engine_taint *rule, uint32_t rule_index, uint32_t bit)
{
    m->rule = rule;
    m->rule_index = rule_index;
    m->bit = bit;
    m->spent = false;
    m->steps = 0;
    m->first_origin = m->origins.len;
}

void mln_marks_look(mln_marks *m, const mln_engine_taint *rule, const mln_spec_ranges *ranges)
{
    set_rule(m, rule, 0, 0);
    uint32_t first_mark = m->marks.len;
    mark_sinks(m, ranges);
    mark_sources(m, ranges, first_mark);
}

bool mln_marks_begin(mln_marks *m, const mln_engine_taint *rule, uint32_t rule_index, uint32_t bit,
                     const mln_spec_ranges *ranges)
{
    uint32_t first_mark = m->marks.len, first_require = m->requires.len;
    set_rule(m, rule, rule_index, bit);
    mark_sinks(m, ranges);
    if (m->marks.len > first_mark)
        mark_sources(m, ranges, first_mark);
    if (has_kind(m, first_mark, MLN_MARK_SINK) && has_kind(m, first_mark, MLN_MARK_SOURCE))
        return true;
    m->marks.len = first_mark;
    m->origins.len = m->first_origin;
    m->requires.len = first_require;
    return false;
}

void mln_marks_finish(mln_marks *m, const mln_spec_ranges *ranges)
{
    mark_sanitizers(m, ranges);
    mark_propagators(m, ranges);
}
