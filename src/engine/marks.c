#include "engine/marks.h"

#include <stdlib.h>

#include "base/banned.h"

/* Marks of one rule in one file; beyond it the rule is reported as spent. */
#define MARKS_MAX (UINT32_C(1) << 20)

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

static int compare_places(const void *left, const void *right)
{
    const mln_marks_place *a = left, *b = right;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->span.stop != b->span.stop)
        return a->span.stop > b->span.stop ? -1 : 1;
    return a->node.id < b->node.id ? -1 : a->node.id > b->node.id;
}

/* Nodes stand in the order of their starts but for a few (types, decorators, declarators), so that
 * the list is as good as sorted. */
static void fill_places(mln_marks *m)
{
    bool sorted = true;
    m->has_places = true;
    mln_vec_clear(&m->places);
    for (uint32_t n = 1; n < m->tree->count; n++) {
        uint32_t value = mln_flow_get_value(m->lowering, (mln_node){n});
        if (value == MLN_FLOW_NONE)
            continue;
        mln_marks_place place = {mln_tree_span(m->tree, (mln_node){n}), {n}, value};
        if (m->places.len && compare_places(&m->places.data[m->places.len - 1], &place) > 0)
            sorted = false;
        mln_vec_add(&m->places, place);
    }
    if (!sorted)
        qsort(m->places.data, m->places.len, sizeof *m->places.data, compare_places);
}

/* The first place that starts at or behind `start`. */
static uint32_t find_place(mln_marks *m, uint32_t start)
{
    if (!m->has_places)
        fill_places(m);
    uint32_t low = 0, high = m->places.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (m->places.data[middle].span.start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

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
                   mln_regex_matcher *regex)
{
    mln_marks_clear(m);
    m->tree = tree;
    m->lowering = lowering;
    m->facts = facts;
    m->resolution = resolution;
    m->regex = regex;
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

/* ---- adding ---- */

static bool take_stamp(mln_marks *m, uint32_t value)
{
    if (m->stamps.data[value] == m->stamp)
        return false;
    m->stamps.data[value] = m->stamp;
    return true;
}

static uint32_t add_origin(mln_marks *m, const mln_mark_origin *origin)
{
    mln_vec_add(&m->origins, *origin);
    return m->origins.len - 1;
}

/* What a mark of the spec being worked on is, but for its value. */
typedef struct {
    mln_marks *m;
    const mln_engine_spec *spec;
    mln_mark mark;
    bool all_labels;        /* one mark a label: sanitizers and propagators */
    mln_mark_origin origin; /* made when the first value is marked */
    uint32_t id;            /* UINT32_MAX: not made yet */
} marker;

static void add_mark(marker *k, uint32_t value)
{
    mln_marks *m = k->m;
    if (value == MLN_FLOW_NONE || !take_stamp(m, value))
        return;
    if (m->marks.len >= MARKS_MAX) {
        m->spent = true;
        return;
    }
    if (k->id == UINT32_MAX)
        k->id = add_origin(m, &k->origin);
    mln_mark mark = k->mark;
    mark.value = value;
    mark.id = k->id;
    uint32_t count = k->all_labels ? m->rule->rule->label_count : 1;
    for (uint32_t i = 0; i < count; i++) {
        mln_vec_add(&m->marks, mark);
        mark.problem++;
    }
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

/* ---- what a range means ---- */

static mln_flow_op get_op(const mln_marks *m, uint32_t value)
{
    return mln_facts_op(m->facts, value);
}

/* Whether an expression in a source or sanitizer counts when it is not the whole range: a function
 * is not what it mentions, an object that a part is written to is not the part. */
static bool counts_inside(const mln_marks *m, uint32_t value)
{
    mln_flow_op op = get_op(m, value);
    return op != MLN_FLOW_CLOSURE && op != MLN_FLOW_CLASS && op != MLN_FLOW_STORE;
}

/* Marks an expression; of a source or sanitizer also the members that are taken of it right there:
 * a property that is tracked like a variable is not read from the occurrence of its object. */
static void mark_place(marker *k, const mln_marks_place *place)
{
    mln_marks *m = k->m;
    const mln_tree *tree = m->tree;
    add_mark(k, place->value);
    if (k->mark.kind != MLN_MARK_SOURCE && k->mark.kind != MLN_MARK_SANITIZER)
        return;
    for (mln_node n = place->node; n.id;) {
        mln_node parent = mln_tree_parent(tree, n);
        if (n.id != parent.id + 1 || (!mln_tree_is(tree, parent, MLN_KIND_MEMBER) &&
                                      !mln_tree_is(tree, parent, MLN_KIND_INDEX)))
            return;
        uint32_t value = mln_flow_get_value(m->lowering, parent);
        if (value == MLN_FLOW_NONE || get_op(m, value) != MLN_FLOW_COPY)
            return;
        add_mark(k, value);
        n = parent;
    }
}

static void mark_inside(marker *k, mln_span span)
{
    mln_marks *m = k->m;
    for (uint32_t i = find_place(m, span.start); i < m->places.len; i++) {
        const mln_marks_place *place = &m->places.data[i];
        if (place->span.start >= span.stop)
            break;
        if (mln_span_equal(place->span, span) ||
            (place->span.stop <= span.stop && counts_inside(m, place->value)))
            mark_place(k, place);
    }
}

/* The outermost expression that is the whole range; NULL when there is none. */
static const mln_marks_place *find_whole(mln_marks *m, mln_span span)
{
    for (uint32_t i = find_place(m, span.start); i < m->places.len; i++) {
        const mln_marks_place *place = &m->places.data[i];
        if (place->span.start != span.start || place->span.stop < span.stop)
            return NULL;
        if (place->span.stop == span.stop)
            return place;
    }
    return NULL;
}

/* The outermost expressions in the range: the items of a list of arguments. */
static void mark_items(marker *k, mln_span span)
{
    mln_marks *m = k->m;
    uint32_t behind = span.start;
    for (uint32_t i = find_place(m, span.start); i < m->places.len; i++) {
        const mln_marks_place *place = &m->places.data[i];
        if (place->span.start >= span.stop)
            return;
        if (place->span.start < behind || place->span.stop > span.stop)
            continue;
        add_mark(k, place->value);
        behind = place->span.stop;
    }
}

static void mark_whole(marker *k, mln_span span)
{
    const mln_marks_place *place = find_whole(k->m, span);
    if (place)
        mark_place(k, place);
    else
        mark_items(k, span);
}

/* The object that a store to one of its properties makes of `object`, when it stands in the target
 * of an assignment: `o` of `o.x = 1`. */
static uint32_t find_stored(const mln_marks *m, mln_node object)
{
    mln_node parent = mln_tree_parent(m->tree, object);
    if (object.id != parent.id + 1)
        return MLN_FLOW_NONE;
    uint32_t value = mln_flow_get_value(m->lowering, parent);
    return value != MLN_FLOW_NONE && get_op(m, value) == MLN_FLOW_STORE ? value : MLN_FLOW_NONE;
}

/* A name or member that can be assigned to: what it holds from here on. */
static void mark_variable(marker *k, mln_span span)
{
    mln_marks *m = k->m;
    uint32_t first = find_place(m, span.start);
    bool side_effect = k->mark.side_effect;
    k->mark.side_effect = true;
    for (uint32_t i = first; i < m->places.len; i++) {
        const mln_marks_place *place = &m->places.data[i];
        if (place->span.start != span.start || place->span.stop < span.stop)
            break;
        if (place->span.stop > span.stop)
            continue;
        mln_flow_op op = get_op(m, place->value);
        if (op == MLN_FLOW_PARAM ||
            (op == MLN_FLOW_COPY && (m->facts->flags[place->value] & MLN_FLOW_FLAG_BIND)))
            add_mark(k, place->value);
        else
            add_mark(k, mln_flow_find_out(m->lowering, place->value));
        add_mark(k, find_stored(m, place->node));
    }
    k->mark.side_effect = side_effect;
}

/* Whether the range begins with a statement: it is one, or several. */
static bool is_statement(mln_marks *m, mln_span span)
{
    const mln_tree *tree = m->tree;
    uint32_t first = find_place(m, span.start);
    if (first == m->places.len)
        return false;
    mln_node n = m->places.data[first].node;
    while (n.id && tree->start[n.id] >= span.start && tree->stop[n.id] <= span.stop) {
        if (tree->start[n.id] == span.start &&
            mln_kind_get_class(mln_tree_kind(tree, n)) == MLN_CLASS_STMT)
            return true;
        n = mln_tree_parent(tree, n);
    }
    return false;
}

/* Callee, receiver and arguments. */
static void mark_operands(marker *k, uint32_t call)
{
    const mln_facts *facts = k->m->facts;
    const mln_flow_operand *operands = mln_facts_operands(facts, call);
    for (uint32_t i = 0; i < facts->count[call]; i++)
        add_mark(k, operands[i].value);
}

/* The assigned value with all its parts, and what chooses the target. */
static void mark_assignment(marker *k, mln_node assign)
{
    const mln_tree *tree = k->m->tree;
    mln_node target = mln_tree_child(tree, assign, 0);
    mark_inside(k, mln_tree_span(tree, mln_tree_child(tree, assign, 1)));
    if (mln_tree_is(tree, target, MLN_KIND_INDEX))
        mark_inside(k, mln_tree_span(tree, mln_tree_child(tree, target, 1)));
}

/* `focused`: a focus names the value, so that a call means what it gives. */
static void mark_sink(marker *k, mln_span span, bool focused)
{
    mln_marks *m = k->m;
    const mln_marks_place *place = find_whole(m, span);
    if (!place) {
        if (is_statement(m, span))
            mark_inside(k, span);
        else
            mark_items(k, span);
    } else if (mln_tree_is(m->tree, place->node, MLN_KIND_ASSIGN)) {
        mark_assignment(k, place->node);
    } else if (!focused && get_op(m, place->value) == MLN_FLOW_CALL &&
               m->facts->start[place->value] == span.start) {
        mark_operands(k, place->value);
    } else {
        add_mark(k, place->value);
    }
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

static marker make_marker(mln_marks *m, mln_mark_kind kind, const mln_engine_spec *spec)
{
    marker k = {.m = m, .spec = spec, .id = UINT32_MAX};
    k.mark = (mln_mark){.kind = kind, .problem = m->bit};
    k.origin = (mln_mark_origin){.rule = m->rule_index, .kind = kind, .spec = spec->spec};
    return k;
}

static void set_range(marker *k, const mln_spec_ranges *found, const mln_range *range)
{
    k->origin.span = range->span;
    k->origin.compiled = found->compiled;
    k->origin.bounds = range->bounds;
    k->id = UINT32_MAX;
}

static void mark_source_range(marker *k, mln_span span)
{
    const mln_taint_spec *spec = k->spec->spec;
    if (spec->by_side_effect != MLN_SIDE_EFFECT_NO)
        mark_variable(k, span);
    if (spec->by_side_effect == MLN_SIDE_EFFECT_ONLY)
        return;
    if (spec->exact)
        mark_whole(k, span);
    else
        mark_inside(k, span);
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

static void mark_roles(marker *k, mln_api_role_kind kind)
{
    mln_marks *m = k->m;
    if (k->spec->set == UINT32_MAX)
        return;
    for (uint32_t i = find_role(m, kind, k->spec->set); i < m->roles.len; i++) {
        const mln_role_hit *hit = m->roles.data[i].hit;
        if (m->roles.data[i].kind != kind || m->roles.data[i].set != k->spec->set)
            return;
        if (!mln_package_filter_takes(&k->spec->spec->packages, hit->role->package))
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
            k->mark.side_effect = get_op(m, hit->value) == MLN_FLOW_OUT;
        }
        add_mark(k, hit->value);
    }
}

static void mark_constants(marker *k)
{
    mln_marks *m = k->m;
    const mln_facts *facts = m->facts;
    for (uint32_t v = 0; v < facts->value_count; v++) {
        mln_flow_op op = get_op(m, v);
        if ((op != MLN_FLOW_CONST && op != MLN_FLOW_GLOBAL && op != MLN_FLOW_REGEX) ||
            !mln_literals_match(&k->spec->spec->constant, facts, v, m->regex))
            continue;
        k->origin.span = (mln_span){facts->start[v], facts->stop[v]};
        k->id = UINT32_MAX;
        add_mark(k, v);
    }
}

static void mark_sinks(mln_marks *m, const mln_spec_ranges *ranges)
{
    for (uint32_t i = 0; i < m->rule->rule->sink_count; i++) {
        const mln_engine_spec *spec = &m->rule->sinks[i];
        const mln_spec_ranges *found = &ranges[spec->index];
        marker k = make_marker(m, MLN_MARK_SINK, spec);
        k.mark.requires_index = add_require(m, &spec->spec->requires);
        bool focused = spec->spec->formula && spec->spec->formula->focus_count > 0;
        for (uint32_t r = 0; r < found->count; r++) {
            set_range(&k, found, &found->ranges[r]);
            m->stamp++;
            if (spec->spec->exact)
                mark_sink(&k, found->ranges[r].span, focused);
            else
                mark_inside(&k, found->ranges[r].span);
        }
        mark_roles(&k, MLN_API_SINK);
    }
}

static void mark_sources(mln_marks *m, const mln_spec_ranges *ranges)
{
    for (uint32_t i = 0; i < m->rule->rule->source_count; i++) {
        const mln_engine_spec *spec = &m->rule->sources[i];
        const mln_spec_ranges *found = &ranges[spec->index];
        marker k = make_marker(m, MLN_MARK_SOURCE, spec);
        k.mark.problem += spec->spec->label;
        k.mark.requires_index = add_require(m, &spec->spec->requires);
        m->stamp++;
        for (uint32_t r = 0; r < found->count; r++) {
            set_range(&k, found, &found->ranges[r]);
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
        marker k = make_marker(m, MLN_MARK_SANITIZER, spec);
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

static void mark_propagation(marker *k, mln_span from, mln_span to)
{
    mln_marks *m = k->m;
    /* Targets first, then each source to each target. */
    uint32_t first = m->marks.len;
    marker targets = *k;
    targets.all_labels = false;
    m->stamp++;
    if (k->spec->spec->by_side_effect != MLN_SIDE_EFFECT_NO)
        mark_variable(&targets, to);
    if (k->spec->spec->by_side_effect != MLN_SIDE_EFFECT_ONLY)
        mark_whole(&targets, to);
    uint32_t middle = m->marks.len;
    m->stamp++;
    marker sources = targets;
    mark_whole(&sources, from);
    uint32_t stop = m->marks.len;
    for (uint32_t t = first; t < middle; t++)
        for (uint32_t s = middle; s < stop; s++)
            for (uint32_t label = 0; label < m->rule->rule->label_count; label++) {
                mln_mark mark = m->marks.data[s];
                mark.to = m->marks.data[t].value;
                mark.side_effect = m->marks.data[t].side_effect;
                mark.problem = m->bit + label;
                mln_vec_add(&m->marks, mark);
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
        marker k = make_marker(m, MLN_MARK_PROPAGATOR, spec);
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
    m->first_origin = m->origins.len;
}

void mln_marks_look(mln_marks *m, const mln_engine_taint *rule, const mln_spec_ranges *ranges)
{
    set_rule(m, rule, 0, 0);
    mark_sinks(m, ranges);
    mark_sources(m, ranges);
}

bool mln_marks_begin(mln_marks *m, const mln_engine_taint *rule, uint32_t rule_index, uint32_t bit,
                     const mln_spec_ranges *ranges)
{
    uint32_t first_mark = m->marks.len, first_require = m->requires.len;
    set_rule(m, rule, rule_index, bit);
    mark_sinks(m, ranges);
    if (m->marks.len > first_mark)
        mark_sources(m, ranges);
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
