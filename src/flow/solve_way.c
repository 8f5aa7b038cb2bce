#include "flow/solve_p.h"

#include <assert.h>

#include "base/banned.h"

/* Calls and returns are matched up to this many taints; a longer way goes by whoever called first.
 */
#define WAY_MAX 10000

/* The taint of the caller by which a bit went in at an entry. */
static uint32_t find_way(const mln_solver *solver, uint32_t entry, uint64_t bit)
{
    for (uint32_t w = solver->entries.data[entry].first_way; w; w = solver->ways.data[w - 1].next)
        if (solver->ways.data[w - 1].bits & bit)
            return solver->ways.data[w - 1].taint;
    return MLN_FLOW_NONE;
}

static void collect(mln_solver *solver, uint32_t taint, uint64_t bit)
{
    mln_vec_clear(&solver->way);
    mln_vec_clear(&solver->stack);
    while (taint != MLN_FLOW_NONE) {
        const mln_solve_taint *t = &solver->taints.data[taint];
        mln_vec_add(&solver->way, taint);
        if (solver->way.len > WAY_MAX)
            mln_vec_clear(&solver->stack);
        else if (t->entry != MLN_FLOW_NONE)
            mln_vec_add(&solver->stack, t->entry);
        taint = t->pred;
        if (t->why == MLN_STEP_CALL && solver->stack.len) {
            /* In by the call that it goes out to. */
            uint32_t by = find_way(solver, solver->stack.data[--solver->stack.len], bit);
            if (by != MLN_FLOW_NONE)
                taint = by;
        }
    }
}

static uint32_t get_value(const mln_solver *solver, uint32_t taint)
{
    return solver->fact_keys.all.data[solver->taints.data[taint].fact].part[0];
}

/* ---- check ---- */

#ifndef NDEBUG
static bool is_operand(const mln_facts *facts, uint32_t value, uint32_t of)
{
    for (uint32_t i = 0; i < facts->count[of]; i++)
        if (mln_facts_operands(facts, of)[i].value == value)
            return true;
    return false;
}

/* Whether `by` is an operand of a call that may run function f: directly, or as its callback. */
static bool is_given_to(const mln_solver *solver, uint32_t by, uint32_t f)
{
    const mln_facts *facts = solver->facts;
    for (uint32_t i = solver->first_use.data[by]; i < solver->first_use.data[by + 1]; i++) {
        mln_solve_use use = solver->uses.data[i];
        if (use.slot >= MLN_SLOT_EXIT || mln_facts_op(facts, use.user) != MLN_FLOW_CALL)
            continue;
        const mln_resolution *resolution = solver->in->resolution;
        uint32_t first, last = mln_resolution_find_targets(resolution, use.user, &first);
        for (uint32_t t = first; t < last; t++)
            if (resolution->targets[t].function == f)
                return true;
        last = mln_resolution_find_roles(resolution, use.user, &first);
        if (last > first)
            return true;
    }
    return false;
}

static bool is_left_behind(const mln_facts *facts, uint32_t value, uint32_t f)
{
    const mln_flow_function *function = &facts->functions[f];
    if (value == function->result || value == function->thrown)
        return true;
    for (uint32_t i = 0; i <= function->param_count; i++)
        if (facts->exits[function->first_exit + i] == value)
            return true;
    return false;
}

/* Whether a taint may go from one value to the next by why it says it did. */
static bool is_connected(const mln_solver *solver, uint32_t from, uint32_t to, mln_step_kind why)
{
    const mln_facts *facts = solver->facts;
    if (from == to || is_operand(facts, from, to))
        return true;
    for (uint32_t i = 0; i < solver->order.len; i++)
        if (solver->order.data[i]->kind == MLN_MARK_PROPAGATOR &&
            solver->order.data[i]->value == from && solver->order.data[i]->to == to)
            return true;
    if (why == MLN_STEP_CALL)
        return is_given_to(solver, from, facts->func[to]);
    /* Out of a function to a call, to what was given to it, or to who catches what it throws. */
    for (uint32_t f = 0; f < facts->function_count; f++)
        if (is_left_behind(facts, from, f))
            return true;
    /* From one argument to another. */
    return mln_facts_op(facts, to) == MLN_FLOW_OUT &&
           is_operand(facts, from, mln_facts_operands(facts, to)[0].value);
}
#endif

/* ---- steps ---- */

/* Operations that nobody wrote. */
static bool has_place(const mln_facts *facts, uint32_t value)
{
    switch (mln_facts_op(facts, value)) {
    case MLN_FLOW_PHI:
    case MLN_FLOW_CAPTURE:
    case MLN_FLOW_CELL:
    case MLN_FLOW_REFINE:
    case MLN_FLOW_AWAIT:
        return false;
    default:
        return facts->start[value] < facts->stop[value];
    }
}

/* A use that only makes part of what the next step is. */
static bool is_part(const mln_facts *facts, mln_flow_step step, mln_flow_step next)
{
    if (step.kind != MLN_STEP_USE)
        return false;
    mln_span inner = {facts->start[step.value], facts->stop[step.value]};
    mln_span outer = {facts->start[next.value], facts->stop[next.value]};
    return mln_span_contains(outer, inner);
}

static void add_step(mln_solver *solver, uint32_t value, mln_step_kind kind)
{
    mln_flow_step step = {value, kind};
    while (solver->steps.len > 1 &&
           is_part(solver->facts, solver->steps.data[solver->steps.len - 1], step))
        solver->steps.len--;
    mln_vec_add(&solver->steps, step);
}

uint32_t mln_solver_trace(mln_solver *solver, uint32_t taint, uint64_t bit)
{
    collect(solver, taint, bit);
    mln_vec_clear(&solver->steps);
    uint32_t source = get_value(solver, solver->way.data[solver->way.len - 1]);
    /* A property that is read in several places is one value, which stands in none of them: the
     * source is shown where the way takes it from. */
    uint32_t first = solver->way.len - 1;
    while (first > 0 && solver->facts->start[get_value(solver, solver->way.data[first])] ==
                            solver->facts->stop[get_value(solver, solver->way.data[first])])
        first--;
    add_step(solver, get_value(solver, solver->way.data[first]), MLN_STEP_SOURCE);
    for (uint32_t i = first; i-- > 0;) {
        uint32_t at = solver->way.data[i], value = get_value(solver, at);
        assert(solver->taints.data[at].bits & bit);
        assert(is_connected(solver, get_value(solver, solver->way.data[i + 1]), value,
                            solver->taints.data[at].why));
        if (i > 0 && has_place(solver->facts, value))
            add_step(solver, value, solver->taints.data[at].why);
    }
    add_step(solver, get_value(solver, taint), MLN_STEP_SINK);
    return source;
}
