#include "flow/solve_p.h"

#include "base/banned.h"

void mln_solver_release_graph(mln_solver *solver)
{
    mln_vec_release(&solver->first_use);
    mln_vec_release(&solver->uses);
    mln_vec_release(&solver->sites);
    mln_vec_release(&solver->first_site);
}

/* ---- uses ---- */

/* Calls `visit` for every use there is, in order of the user. */
#define EACH_USE(facts, visit)                                                                     \
    do {                                                                                           \
        for (uint32_t v = 0; v < (facts)->value_count; v++) {                                      \
            const mln_flow_operand *operands = mln_facts_operands((facts), v);                     \
            for (uint32_t i = 0; i < (facts)->count[v]; i++)                                       \
                visit(operands[i].value, v, i);                                                    \
        }                                                                                          \
        for (uint32_t f = 0; f < (facts)->function_count; f++) {                                   \
            const mln_flow_function *function = &(facts)->functions[f];                            \
            visit(function->result, f, MLN_SLOT_RESULT);                                           \
            visit(function->thrown, f, MLN_SLOT_THROWN);                                           \
            for (uint32_t i = 0; i <= function->param_count; i++)                                  \
                if ((facts)->exits[function->first_exit + i] != MLN_FLOW_NONE)                     \
                    visit((facts)->exits[function->first_exit + i], f, MLN_SLOT_EXIT + i);         \
        }                                                                                          \
    } while (0)

static void build_uses(mln_solver *solver)
{
    const mln_facts *facts = solver->facts;
    uint32_t n = facts->value_count;
    mln_vec_reserve(&solver->first_use, n + 2);
    uint32_t *first = solver->first_use.data;
    memset(first, 0, ((size_t)n + 2) * sizeof *first);
    /* Counted two places on, so that filling leaves each list's start where it belongs. */
#define COUNT(value, by, at) first[(value) + 2]++
    EACH_USE(facts, COUNT);
#undef COUNT
    for (uint32_t v = 2; v < n + 2; v++)
        first[v] += first[v - 1];
    mln_vec_reserve(&solver->uses, first[n + 1]);
#define FILL(value, by, at) solver->uses.data[first[(value) + 1]++] = (mln_solve_use){(by), (at)}
    EACH_USE(facts, FILL);
#undef FILL
}

/* ---- sites ---- */

static void add_site(mln_solver *solver, uint32_t function, uint32_t call, uint32_t port)
{
    mln_vec_add(&solver->sites, (mln_solve_site){function, call, port});
}

/* The functions that an argument of a call may be. */
static void add_callbacks(mln_solver *solver, uint32_t call, uint32_t port)
{
    const mln_resolution *resolution = solver->in->resolution;
    const mln_flow_operand *operands = mln_facts_operands(solver->facts, call);
    uint32_t count = solver->facts->count[call];
    for (uint32_t i = 2; i < count; i++) {
        if (port != MLN_API_ANY_PORT && port != i - 2)
            continue;
        uint32_t value = operands[i].value;
        for (uint32_t s = resolution->first_state[value]; s < resolution->first_state[value + 1];
             s++)
            if (resolution->states[s].kind == MLN_STATE_FUNCTION)
                add_site(solver, resolution->states[s].index, call, i - 2);
    }
}

static void build_sites(mln_solver *solver)
{
    const mln_resolution *resolution = solver->in->resolution;
    uint32_t functions = solver->facts->function_count;
    mln_vec_clear(&solver->sites);
    for (uint32_t i = 0; i < resolution->target_count; i++)
        add_site(solver, resolution->targets[i].function, resolution->targets[i].call,
                 MLN_PORT_DIRECT);
    for (uint32_t i = 0; i < resolution->role_count; i++) {
        const mln_role_hit *hit = &resolution->roles[i];
        if (hit->role->kind == MLN_API_FLOW && hit->role->from.where == MLN_API_PORT_RESULT &&
            resolution->first_state)
            add_callbacks(solver, hit->value, hit->role->from.port);
    }
    /* Sorted by function, in two halves of one vector: the second is the sorted one. */
    uint32_t count = solver->sites.len;
    mln_vec_reserve(&solver->sites, count * 2);
    mln_vec_reserve(&solver->first_site, functions + 2);
    uint32_t *first = solver->first_site.data;
    memset(first, 0, ((size_t)functions + 2) * sizeof *first);
    for (uint32_t i = 0; i < count; i++)
        first[solver->sites.data[i].function + 2]++;
    for (uint32_t f = 2; f < functions + 2; f++)
        first[f] += first[f - 1];
    for (uint32_t f = 0; f < functions + 2; f++)
        first[f] += count;
    for (uint32_t i = 0; i < count; i++) {
        mln_solve_site site = solver->sites.data[i];
        solver->sites.data[first[site.function + 1]++] = site;
    }
    solver->sites.len = count * 2;
}

void mln_solver_build_graph(mln_solver *solver)
{
    build_uses(solver);
    build_sites(solver);
}
