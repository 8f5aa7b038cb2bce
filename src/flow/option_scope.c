/* Where the calls of an option rule must stand, and what else the file must have. */
#include "flow/option_p.h"

#include "base/banned.h"

typedef struct {
    const mln_resolution *resolution;
    uint8_t *inside;
    uint32_t *queue;
    uint32_t queued;
} reach;

static bool has_role(const mln_resolution *resolution, const mln_role_hit *hit, const mln_str *sets,
                     uint32_t count)
{
    for (uint32_t s = 0; s < count; s++)
        if (hit->role->set == mln_api_find_set(resolution->api, sets[s]))
            return true;
    return false;
}

static bool file_has(const mln_resolution *resolution, const mln_str *sets, uint32_t count)
{
    for (uint32_t i = 0; count && i < resolution->role_count; i++)
        if (has_role(resolution, &resolution->roles[i], sets, count))
            return true;
    return false;
}

static bool is_named(const mln_facts *facts, const mln_regex *names, mln_regex_matcher *matcher)
{
    for (uint32_t sym = 1; names && sym < facts->string_count; sym++)
        if (mln_regex_match(names, matcher, mln_facts_string(facts, sym), 0, NULL, NULL) ==
            MLN_REGEX_MATCH)
            return true;
    return false;
}

static void add(reach *r, uint32_t function)
{
    if (r->inside[function])
        return;
    r->inside[function] = 1;
    r->queue[r->queued++] = function;
}

/* What a function calls, and what is made in it. */
static void spread(reach *r)
{
    const mln_resolution *resolution = r->resolution;
    const mln_facts *facts = resolution->facts;
    for (uint32_t at = 0; at < r->queued; at++) {
        for (uint32_t t = 0; t < resolution->target_count; t++)
            if (facts->func[resolution->targets[t].call] == r->queue[at])
                add(r, resolution->targets[t].function);
        for (uint32_t f = r->queue[at] + 1; f < facts->function_count; f++)
            if (facts->functions[f].parent == r->queue[at])
                add(r, f);
    }
}

static const uint8_t *find_inside(const mln_option_rule *rule, const mln_resolution *resolution,
                                  mln_arena *arena)
{
    const mln_facts *facts = resolution->facts;
    reach r = {.resolution = resolution,
               .inside = MLN_ARENA_ARRAY(arena, uint8_t, facts->function_count),
               .queue = MLN_ARENA_ARRAY(arena, uint32_t, facts->function_count)};
    for (uint32_t i = 0; i < resolution->role_count; i++) {
        const mln_role_hit *hit = &resolution->roles[i];
        if (mln_facts_op(facts, hit->value) == MLN_FLOW_PARAM &&
            has_role(resolution, hit, rule->within, rule->within_count))
            add(&r, facts->func[hit->value]);
    }
    spread(&r);
    return r.inside;
}

void mln_option_scope_make(mln_option_scope *scope, const mln_option_rule *rule,
                           const mln_resolution *resolution, mln_regex_matcher *matcher,
                           mln_arena *arena)
{
    *scope = (mln_option_scope){.known = true};
    scope->fits = (!rule->with_count || file_has(resolution, rule->with, rule->with_count)) &&
                  !file_has(resolution, rule->unless, rule->unless_count) &&
                  !is_named(resolution->facts, rule->unless_named, matcher);
    if (scope->fits && rule->within_count)
        scope->inside = find_inside(rule, resolution, arena);
}
