/* Sources of control: `control: true` says that what runs after the source is tainted, whatever it
 * works on. Each sink that runs after one is a source itself. */
#include "engine/marks_p.h"

#include "base/banned.h"

/* A place in a function: the value that is computed there. */
typedef struct {
    uint32_t function;
    uint32_t value;
} place;

#define DEPTH_MAX 16u /* functions in functions */

/* The last of the values computed in a span that are of the function of the first. */
static uint32_t find_last(mln_marks *m, mln_span span)
{
    uint32_t last = MLN_FLOW_NONE;
    for (uint32_t i = mln_marks_find_place(m, span.start); i < m->places.len; i++) {
        const mln_marks_place *at = &m->places.data[i];
        if (at->span.start >= span.stop)
            break;
        if (at->span.stop > span.stop || mln_marks_get_op(m, at->value) == MLN_FLOW_UNDEFINED)
            continue;
        if (last == MLN_FLOW_NONE ||
            (m->facts->func[at->value] == m->facts->func[last] && at->value > last))
            last = at->value;
    }
    return last;
}

/* Whether block `to` runs after block `from` has. */
static bool is_reached(mln_marks *m, uint32_t from, uint32_t to)
{
    const mln_facts *facts = m->facts;
    mln_arena_mark mark = mln_arena_get_mark(&m->arena);
    bool *seen = mln_arena_alloc_zeroed(&m->arena, facts->block_count, sizeof *seen);
    uint32_t *list = mln_arena_alloc(&m->arena, (facts->block_count + 1) * sizeof *list);
    uint32_t count = 0, next = 0;
    list[count++] = from;
    while (next < count && !seen[to]) {
        const mln_flow_block *block = &facts->blocks[list[next++]];
        for (uint32_t i = 0; i < block->next_count; i++) {
            uint32_t b = facts->edges[block->first_next + i];
            if (!seen[b])
                list[count++] = b;
            seen[b] = true;
        }
    }
    bool reached = seen[to];
    mln_arena_rewind(&m->arena, mark);
    return reached;
}

static bool is_after(mln_marks *m, uint32_t value, uint32_t source)
{
    uint32_t from = m->facts->block_of[source], to = m->facts->block_of[value];
    return (from == to && value >= source) || is_reached(m, from, to);
}

/* Whether a function is declared: what it is called does not depend on where it stands. */
static bool is_declared(const mln_marks *m, uint32_t function)
{
    uint32_t start = m->facts->functions[function].start;
    for (uint32_t n = 1; n < m->tree->count; n++)
        if (m->tree->kind[n] == MLN_KIND_FUNCTION && m->tree->start[n] == start)
            return mln_tree_op(m->tree, (mln_node){n}) == MLN_FUNCTION_DECLARATION;
    return false;
}

/* Whether a sink in a function runs after the source: it stands in the same one, or in one that is
 * made there afterwards. Functions of the file's own and methods are looked at by themselves. */
static bool runs_after(mln_marks *m, uint32_t value, place source)
{
    const mln_facts *facts = m->facts;
    uint32_t text = facts->start[source.value];
    for (uint32_t depth = 0; depth < DEPTH_MAX; depth++) {
        uint32_t f = facts->func[value];
        if (f == source.function)
            return is_after(m, value, source.value);
        const mln_flow_function *function = &facts->functions[f];
        if (function->closure == MLN_FLOW_NONE || function->class_id != MLN_FLOW_NONE)
            return false;
        bool here = facts->func[function->closure] == source.function;
        if (here && is_declared(m, f))
            return source.function != 0 && function->start > text;
        value = function->closure;
    }
    return false;
}

/* The call that is given the function around a place, of the function around that; false without.
 */
static bool find_outer(const mln_marks *m, place *at)
{
    const mln_facts *facts = m->facts;
    const mln_flow_function *function = &facts->functions[at->function];
    if (function->closure == MLN_FLOW_NONE)
        return false;
    for (uint32_t v = function->closure + 1; v < facts->value_count; v++) {
        if (facts->func[v] != facts->func[function->closure] ||
            mln_marks_get_op(m, v) != MLN_FLOW_CALL || facts->start[v] >= function->start ||
            facts->stop[v] < function->stop)
            continue;
        *at = (place){facts->func[v], v};
        return true;
    }
    return false;
}

/* Where a sink is: the last of the values that it marks. */
static uint32_t find_sink(const mln_marks *m, uint32_t first, uint32_t stop, uint32_t id)
{
    uint32_t last = MLN_FLOW_NONE;
    for (uint32_t i = first; i < stop; i++) {
        const mln_mark *mark = &m->marks.data[i];
        if (mark->kind == MLN_MARK_SINK && mark->id == id &&
            mln_marks_get_op(m, mark->value) != MLN_FLOW_UNDEFINED &&
            (last == MLN_FLOW_NONE || mark->value > last))
            last = mark->value;
    }
    return last;
}

void mln_marker_add_control(mln_marker *k, mln_span span, uint32_t first)
{
    mln_marks *m = k->m;
    uint32_t stop = m->marks.len, known = UINT32_MAX;
    place source = {0, find_last(m, span)};
    if (source.value == MLN_FLOW_NONE)
        return;
    source.function = m->facts->func[source.value];
    for (uint32_t depth = 0; depth < DEPTH_MAX; depth++) {
        bool after = false;
        known = UINT32_MAX;
        for (uint32_t i = first; i < stop; i++) {
            mln_mark mark = m->marks.data[i];
            if (mark.kind != MLN_MARK_SINK)
                continue;
            if (mark.id != known) {
                uint32_t value = find_sink(m, i, stop, mark.id);
                known = mark.id;
                after = value != MLN_FLOW_NONE && runs_after(m, value, source);
            }
            /* What is absent is one value for all who lack something. */
            if (after && mln_marks_get_op(m, mark.value) != MLN_FLOW_UNDEFINED)
                mln_marker_add(k, mark.value);
        }
        if (source.function == 0 || !find_outer(m, &source))
            return;
    }
}
