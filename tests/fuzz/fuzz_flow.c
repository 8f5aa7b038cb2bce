/* Source text of each language down to taint; then the same facts with numbers changed in them.
 *
 * Marks and policy are drawn from the input's bytes. Whatever it is, the solver ends, stays inside
 * the facts, and finds the same when it is asked again.
 */
#include <stdlib.h>
#include <string.h>

#include "flow/build.h"
#include "flow/solve.h"
#include "syntax/parse.h"

#define MARKS_MAX 64
#define BUDGET 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
    uint64_t at;
} draw;

static uint64_t next(draw *d)
{
    d->at = d->at * 6364136223846793005u + 1442695040888963407u;
    return d->at >> 16;
}

static void add_flows(mln_api *api)
{
    static const char *const flows[] = {
        "any.then(receiver -> 0.param(0))",  "any.then(0.result -> return)",
        "any.map(receiver[] -> 0.param(0))", "any.map(0.result -> return[])",
        "any.push(* -> receiver[])",         "any.get(0.name -> return.name)",
        "global.String(0 -> return)",        "any.reduce(0.result -> 0.param(0))"};
    mln_api_role role = {.kind = MLN_API_FLOW};
    char error[128];
    uint32_t offset;
    for (size_t i = 0; i < MLN_COUNT_OF(flows); i++)
        if (mln_api_add(api, ~(mln_lang_set)0, MLN_STR(""), mln_str_of(flows[i]), &role, error,
                        sizeof error, &offset) != MLN_OK)
            abort();
    mln_api_freeze(api);
}

static void solve(mln_solver *solver, const mln_facts *facts, const mln_resolution *resolution,
                  draw *d, mln_arena *arena)
{
    static const mln_require_step steps[] = {
        {MLN_REQUIRE_BIT, 0}, {MLN_REQUIRE_BIT, 1}, {MLN_REQUIRE_NOT, 0}, {MLN_REQUIRE_AND, 0}};
    static const mln_require requires[] = {{steps, 4}, {steps, 1}};
    mln_mark marks[MARKS_MAX];
    uint32_t count = 0;
    if (facts->value_count == 0)
        return;
    for (uint32_t i = 0; i < MARKS_MAX; i++) {
        uint64_t kind = next(d) % 16;
        marks[count] = (mln_mark){.kind = kind < 6    ? MLN_MARK_SOURCE
                                          : kind < 13 ? MLN_MARK_SINK
                                          : kind < 15 ? MLN_MARK_SANITIZER
                                                      : MLN_MARK_PROPAGATOR,
                                  .problem = (uint32_t)(next(d) % 4),
                                  .value = (uint32_t)(next(d) % facts->value_count),
                                  .to = (uint32_t)(next(d) % facts->value_count),
                                  .requires_index = next(d) % 8 ? 0 : 1 + next(d) % 2,
                                  .id = i / 2};
        count++;
    }
    mln_solve_input input = {.facts = facts,
                             .resolution = resolution,
                             .marks = marks,
                             .mark_count = count,
                             .requires = requires,
                             .require_count = MLN_COUNT_OF(requires),
                             .policy = {next(d), next(d), next(d), next(d), next(d), next(d),
                                        next(d), next(d), next(d), ~(uint64_t)0},
                             .budget = BUDGET};
    const mln_flow_hit *hits, *again;
    uint32_t hit_count, again_count;
    bool spent;
    mln_solver_run(solver, &input, arena, &hits, &hit_count, &spent);
    mln_solver_run(solver, &input, arena, &again, &again_count, &spent);
    if (hit_count != again_count)
        abort();
    for (uint32_t i = 0; i < hit_count; i++)
        if (hits[i].source >= count || hits[i].sink >= count || hits[i].step_count < 2 ||
            hits[i].step_count != again[i].step_count ||
            memcmp(hits[i].steps, again[i].steps, hits[i].step_count * sizeof *hits[i].steps) != 0)
            abort();
}

/* Facts that no text made, but the check lets pass. */
static void solve_changed(mln_solver *solver, const mln_facts *facts, draw *d, mln_arena *arena)
{
    uint32_t *blob = mln_arena_alloc(arena, facts->blob_size);
    memcpy(blob, facts->blob, facts->blob_size);
    for (uint64_t i = next(d) % 8; i > 0; i--) {
        uint32_t at = (uint32_t)(next(d) % (facts->blob_size / 4));
        blob[at] = (uint32_t)(next(d) % 4 ? next(d) % (facts->value_count + 1) : next(d));
    }
    mln_facts changed;
    if (mln_facts_open(&changed, blob, facts->blob_size) != MLN_OK)
        return;
    mln_resolution resolution = {.facts = &changed};
    solve(solver, &changed, &resolution, d, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static mln_parser *parser;
    static mln_tree tree;
    static mln_names names;
    static mln_source source;
    static mln_flow_lowering *lowering;
    static mln_resolver *resolver;
    static mln_solver *solver;
    static mln_arena arena;
    if (!parser) {
        parser = mln_parser_new();
        mln_tree_init(&tree);
        lowering = mln_flow_lowering_new();
        mln_api *api = mln_api_new();
        add_flows(api);
        resolver = mln_resolver_new(api);
        solver = mln_solver_new();
    }
    if (size < 3)
        return 0;
    mln_lang lang = (mln_lang)(1 + data[0] % (MLN_LANG_COUNT - 1));
    draw d = {(uint64_t)data[1] << 8 | data[2]};
    mln_str bytes = {(const char *)data + 3, (uint32_t)(size - 3)};
    if (mln_source_set(&source, MLN_STR("fuzz"), bytes) != MLN_OK ||
        mln_parser_parse(parser, &tree, lang, source.text) != MLN_OK)
        return 0;
    mln_names_resolve(&names, &tree);
    mln_arena_clear(&arena);
    mln_facts facts;
    uint32_t spent = 0;
    mln_flow_build(lowering, &names, &arena, &facts, &spent);
    if (mln_facts_check(&facts))
        abort();
    mln_resolution resolution;
    mln_resolver_run(resolver, &facts, &arena, &resolution);
    solve(solver, &facts, &resolution, &d, &arena);
    solve_changed(solver, &facts, &d, &arena);
    return 0;
}
