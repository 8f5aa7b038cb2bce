#include "routes/route_rule.h"

#include "base/banned.h"

typedef struct {
    const mln_route_rule *rule;
    uint32_t **reaches; /* by filter: sets */
    uint32_t control_set;
    mln_route_control control;
} ready_rule;

struct mln_route_program {
    mln_arena arena;
    mln_route_sets sets;
    ready_rule *rules;
    uint32_t count;
    const mln_route_declared *declared;
    uint32_t declared_count;
};

/* `control.rate-limit` */
static uint32_t find_set(const mln_api *api, const char *kind, mln_str control)
{
    mln_buf name = {0};
    mln_buf_addf(&name, "%s.%.*s", kind, MLN_STR_ARGS(control));
    uint32_t set = mln_api_find_set(api, mln_buf_get_str(&name));
    mln_buf_release(&name);
    return set;
}

mln_route_program *mln_route_program_new(const mln_api *api, const mln_route_rule *const *rules,
                                         uint32_t count, const mln_route_declared *declared,
                                         uint32_t declared_count)
{
    mln_route_program *program = mln_mem_new(1, sizeof *program);
    mln_route_sets_init(&program->sets, api);
    program->count = count < MLN_ROUTE_RULES_MAX ? count : MLN_ROUTE_RULES_MAX;
    program->rules = MLN_ARENA_ARRAY(&program->arena, ready_rule, program->count + 1);
    program->declared = declared;
    program->declared_count = declared_count;
    for (uint32_t i = 0; i < program->count; i++) {
        const mln_route_rule *rule = rules[i];
        ready_rule *ready = &program->rules[i];
        ready->rule = rule;
        ready->reaches = MLN_ARENA_ARRAY(&program->arena, uint32_t *, rule->filter_count + 1);
        for (uint32_t f = 0; f < rule->filter_count; f++) {
            const mln_route_filter *filter = &rule->filters[f];
            ready->reaches[f] = MLN_ARENA_ARRAY(&program->arena, uint32_t, filter->reach_count + 1);
            for (uint32_t s = 0; s < filter->reach_count; s++)
                ready->reaches[f][s] = mln_api_find_set(api, filter->reaches[s]);
        }
        ready->control_set = find_set(api, "control", rule->control);
        ready->control = (mln_route_control){.sets = &ready->control_set,
                                             .set_count = 1,
                                             .global = find_set(api, "global", rule->control),
                                             .statuses = rule->statuses,
                                             .status_count = rule->status_count,
                                             .names = rule->names};
    }
    return program;
}

void mln_route_program_free(mln_route_program *program)
{
    if (!program)
        return;
    mln_arena_release(&program->arena);
    mln_mem_free(program);
}

bool mln_route_program_may(const mln_route_program *program, const mln_api_filter *filter)
{
    const mln_route_sets *sets = &program->sets;
    for (uint32_t i = 0; i < program->count; i++)
        if (mln_api_filter_may(filter, MLN_API_CALL, program->rules[i].control.global))
            return true;
    return program->count && (mln_api_filter_may(filter, MLN_API_CALL, sets->handle) ||
                              mln_api_filter_may(filter, MLN_API_CALL, sets->use) ||
                              mln_api_filter_may(filter, MLN_API_CALL, sets->object) ||
                              mln_api_filter_may(filter, MLN_API_CALL, sets->decorator));
}

/* ---- which routes a rule speaks of ---- */

static bool has_method(const mln_route_filter *filter, mln_str method)
{
    if (!filter->method_count)
        return true;
    for (uint32_t i = 0; i < filter->method_count; i++)
        if (mln_str_equal_any_case(filter->methods[i], method))
            return true;
    return false;
}

static bool has_path(const mln_route_filter *filter, mln_str path, mln_regex_matcher *matcher)
{
    if (filter->path && (!path.len || mln_regex_match(filter->path, matcher, path, 0, NULL, NULL) !=
                                          MLN_REGEX_MATCH))
        return false;
    return !filter->not_path || !path.len ||
           mln_regex_match(filter->not_path, matcher, path, 0, NULL, NULL) != MLN_REGEX_MATCH;
}

static bool fits(mln_router *router, const mln_routes *routes, const ready_rule *ready,
                 mln_regex_matcher *matcher, mln_route_hit *hit)
{
    for (uint32_t f = 0; f < ready->rule->filter_count; f++) {
        const mln_route_filter *filter = &ready->rule->filters[f];
        hit->reached = MLN_FLOW_NONE;
        hit->role = NULL;
        if (!has_method(filter, hit->route->method) || !has_path(filter, hit->route->path, matcher))
            continue;
        if ((filter->handler &&
             !mln_router_is_handler_named(routes, hit->route, filter->handler, matcher)) ||
            (filter->not_behind &&
             mln_router_is_behind(routes, hit->route, filter->not_behind, matcher)))
            continue;
        mln_route_wanted wanted = {ready->reaches[f], filter->reach_count, filter->named,
                                   filter->not_argument, matcher};
        bool work = filter->reach_count || filter->named;
        if (work)
            hit->reached = mln_router_find_reached(router, routes, hit->route, &wanted, &hit->role);
        if (!work || hit->reached != MLN_FLOW_NONE)
            return true;
    }
    return false;
}

/* ---- the file ---- */

void mln_route_find(mln_router *router, const mln_route_program *program,
                    const mln_resolution *resolution, mln_regex_matcher *matcher, mln_arena *arena,
                    const mln_route_hit **hits, uint32_t *count, uint64_t *global)
{
    mln_routes routes;
    mln_router_find(router, resolution, &program->sets, arena, &routes);
    mln_route_hit *found =
        MLN_ARENA_ARRAY(arena, mln_route_hit, (size_t)routes.count * program->count + 1);
    *hits = found;
    *count = 0;
    *global = 0;
    for (uint32_t i = 0; i < program->count; i++) {
        const ready_rule *ready = &program->rules[i];
        if (mln_router_has_global(router, &routes, &ready->control, matcher))
            *global |= UINT64_C(1) << i;
        for (uint32_t n = 0; n < routes.count; n++) {
            mln_route_hit hit = {.rule = i, .route = &routes.list[n]};
            if (fits(router, &routes, ready, matcher, &hit) &&
                mln_router_find_control(router, &routes, hit.route, &ready->control, matcher) ==
                    MLN_FLOW_NONE)
                found[(*count)++] = hit;
        }
    }
}
