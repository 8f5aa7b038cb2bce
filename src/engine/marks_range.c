#include <stdlib.h>

#include "engine/marks_p.h"
#include "engine/printed.h"

#include "base/banned.h"

/* Marks of one rule in one file; beyond it the rule is reported as spent. */
#define MARKS_MAX (UINT32_C(1) << 20)
/* Places looked at for one rule in one file: ranges may lie in one another. */
#define STEPS_MAX (UINT32_C(1) << 24)

/* ---- places ---- */

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

/* Counts a place that is looked at; false when the rule has looked at too many. */
static bool take_step(mln_marks *m)
{
    if (m->steps < STEPS_MAX) {
        m->steps++;
        return true;
    }
    m->spent = true;
    return false;
}

uint32_t mln_marks_find_place(mln_marks *m, uint32_t start)
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

void mln_marker_add(mln_marker *k, uint32_t value)
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

/* ---- what a range means ---- */

/* Whether an expression in a source or sanitizer counts when it is not the whole range: a function
 * is not what it mentions, an object that a part is written to is not the part. */
static bool counts_inside(const mln_marks *m, uint32_t value)
{
    mln_flow_op op = mln_marks_get_op(m, value);
    return op != MLN_FLOW_CLOSURE && op != MLN_FLOW_CLASS && op != MLN_FLOW_STORE;
}

/* Marks an expression; of a source or sanitizer also the members that are taken of it right there:
 * a property that is tracked like a variable is not read from the occurrence of its object. */
static void mark_place(mln_marker *k, const mln_marks_place *place)
{
    mln_marks *m = k->m;
    const mln_tree *tree = m->tree;
    mln_marker_add(k, place->value);
    if (k->mark.kind != MLN_MARK_SOURCE && k->mark.kind != MLN_MARK_SANITIZER)
        return;
    for (mln_node n = place->node; n.id;) {
        mln_node parent = mln_tree_parent(tree, n);
        if (n.id != parent.id + 1 || (!mln_tree_is(tree, parent, MLN_KIND_MEMBER) &&
                                      !mln_tree_is(tree, parent, MLN_KIND_INDEX)))
            return;
        uint32_t value = mln_flow_get_value(m->lowering, parent);
        if (value == MLN_FLOW_NONE || mln_marks_get_op(m, value) != MLN_FLOW_COPY)
            return;
        mln_marker_add(k, value);
        n = parent;
    }
}

void mln_marker_add_inside(mln_marker *k, mln_span span)
{
    mln_marks *m = k->m;
    for (uint32_t i = mln_marks_find_place(m, span.start); i < m->places.len && take_step(m); i++) {
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
    for (uint32_t i = mln_marks_find_place(m, span.start); i < m->places.len; i++) {
        const mln_marks_place *place = &m->places.data[i];
        if (place->span.start != span.start || place->span.stop < span.stop)
            return NULL;
        if (place->span.stop == span.stop)
            return place;
    }
    return NULL;
}

/* The outermost expressions in the range: the items of a list of arguments. */
static void mark_items(mln_marker *k, mln_span span)
{
    mln_marks *m = k->m;
    uint32_t behind = span.start;
    for (uint32_t i = mln_marks_find_place(m, span.start); i < m->places.len; i++) {
        const mln_marks_place *place = &m->places.data[i];
        if (place->span.start >= span.stop)
            return;
        if (place->span.start < behind || place->span.stop > span.stop)
            continue;
        mln_marker_add(k, place->value);
        behind = place->span.stop;
    }
}

void mln_marker_add_whole(mln_marker *k, mln_span span)
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
    return value != MLN_FLOW_NONE && mln_marks_get_op(m, value) == MLN_FLOW_STORE ? value
                                                                                  : MLN_FLOW_NONE;
}

/* A name that nothing declares or assigns is no variable of the facts: its later uses in the
 * function are marked one by one. */
static void mark_later_uses(mln_marker *k, const mln_marks_place *place)
{
    mln_marks *m = k->m;
    const mln_facts *facts = m->facts;
    for (uint32_t i = mln_marks_find_place(m, place->span.stop); i < m->places.len && take_step(m);
         i++) {
        uint32_t value = m->places.data[i].value;
        if (mln_marks_get_op(m, value) == MLN_FLOW_GLOBAL &&
            facts->sym[value] == facts->sym[place->value] &&
            facts->func[value] == facts->func[place->value])
            mln_marker_add(k, value);
    }
}

/* A name or member that can be assigned to: what it holds from here on. */
void mln_marker_add_variable(mln_marker *k, mln_span span)
{
    mln_marks *m = k->m;
    uint32_t first = mln_marks_find_place(m, span.start);
    bool side_effect = k->mark.side_effect;
    k->mark.side_effect = true;
    for (uint32_t i = first; i < m->places.len; i++) {
        const mln_marks_place *place = &m->places.data[i];
        if (place->span.start != span.start || place->span.stop < span.stop)
            break;
        if (place->span.stop > span.stop)
            continue;
        mln_flow_op op = mln_marks_get_op(m, place->value);
        if (op == MLN_FLOW_PARAM ||
            (op == MLN_FLOW_COPY && (m->facts->flags[place->value] & MLN_FLOW_FLAG_BIND)))
            mln_marker_add(k, place->value);
        else if (op == MLN_FLOW_GLOBAL)
            mark_later_uses(k, place);
        else
            mln_marker_add(k, mln_flow_find_out(m->lowering, place->value));
        mln_marker_add(k, find_stored(m, place->node));
    }
    k->mark.side_effect = side_effect;
}

/* Whether the range begins with a statement: it is one, or several. */
static bool is_statement(mln_marks *m, mln_span span)
{
    const mln_tree *tree = m->tree;
    uint32_t first = mln_marks_find_place(m, span.start);
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
static void mark_operands(mln_marker *k, uint32_t call)
{
    const mln_facts *facts = k->m->facts;
    const mln_flow_operand *operands = mln_facts_operands(facts, call);
    for (uint32_t i = 0; i < facts->count[call]; i++)
        mln_marker_add(k, operands[i].value);
}

/* What chooses the target of an assignment. */
static void mark_target(mln_marker *k, mln_node target)
{
    const mln_tree *tree = k->m->tree;
    if (mln_tree_is(tree, target, MLN_KIND_INDEX))
        mln_marker_add_inside(k, mln_tree_span(tree, mln_tree_child(tree, target, 1)));
}

/* The assigned value with all its parts, and what chooses the target. */
static void mark_assignment(mln_marker *k, mln_node assign)
{
    const mln_tree *tree = k->m->tree;
    mln_marker_add_inside(k, mln_tree_span(tree, mln_tree_child(tree, assign, 1)));
    mark_target(k, mln_tree_child(tree, assign, 0));
}

static bool is_number_of_format(const mln_marks *m, const mln_marks_place *place)
{
    if (m->facts->lang != MLN_LANG_C)
        return false;
    mln_node parent = mln_tree_parent(m->tree, place->node);
    uint32_t call = mln_tree_is(m->tree, parent, MLN_KIND_CALL)
                        ? mln_flow_get_value(m->lowering, parent)
                        : MLN_FLOW_NONE;
    return call != MLN_FLOW_NONE && mln_marks_get_op(m, call) == MLN_FLOW_CALL &&
           mln_is_printed_number(m->resolution, call, place->value);
}

/* `focused`: a focus names the value, so that a call means what it gives. */
void mln_marker_add_sink(mln_marker *k, mln_span span, bool focused)
{
    mln_marks *m = k->m;
    const mln_marks_place *place = find_whole(m, span);
    if (!place) {
        if (is_statement(m, span))
            mln_marker_add_inside(k, span);
        else
            mark_items(k, span);
    } else if (mln_tree_is(m->tree, place->node, MLN_KIND_ASSIGN)) {
        mark_assignment(k, place->node);
    } else if (mln_marks_get_op(m, place->value) == MLN_FLOW_STORE) {
        mark_target(k, place->node);
    } else if (!focused && mln_marks_get_op(m, place->value) == MLN_FLOW_CALL &&
               m->facts->start[place->value] == span.start) {
        mark_operands(k, place->value);
    } else if (!is_number_of_format(m, place)) {
        mln_marker_add(k, place->value);
    }
}
