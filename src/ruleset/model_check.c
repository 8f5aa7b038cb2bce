/* Do the sets that rules name and those that models have meet? */
#include "ruleset/model.h"

#include "base/banned.h"

typedef struct {
    const mln_models *models;
    const mln_rule *rule;
    bool *used; /* one a set of the models */
    mln_diags *diags;
} checker;

static void use(checker *c, mln_api_role_kind kind, mln_str name, uint32_t line, uint32_t column)
{
    if (!name.len)
        return;
    const mln_models *models = c->models;
    for (uint32_t i = 0; i < models->sets.len; i++) {
        mln_api_role_kind other = models->sets.data[i].kind;
        if (mln_str_equal(models->sets.data[i].name, name) &&
            (other == kind || (kind == MLN_API_SANITIZER && other == MLN_API_GUARD)))
            c->used[i] = true;
    }
    if (mln_models_has(models, kind, name))
        return;
    static const char *const kinds[] = {"source", "sink", "sanitizer", "guard", "flow", "call"};
    mln_arena scratch = {0};
    const char **names = MLN_ARENA_ARRAY(&scratch, const char *, models->sets.len + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < models->sets.len; i++)
        if (models->sets.data[i].kind == kind)
            names[count++] = mln_arena_dup(&scratch, models->sets.data[i].name.ptr,
                                           models->sets.data[i].name.len);
    const char *near = mln_str_suggest(name, names, count);
    mln_diags_add(c->diags, MLN_DIAG_WARNING, "unknown-set", c->rule->file, line, column,
                  c->rule->card.id,
                  near ? "no model has %ss called \"%.*s\"; did you mean \"%s\"?"
                       : "no model has %ss called \"%.*s\"%s",
                  kinds[kind], MLN_STR_ARGS(name), near ? near : "");
    mln_arena_release(&scratch);
}

static void use_specs(checker *c, mln_api_role_kind kind, const mln_taint_spec *specs,
                      uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        use(c, kind, specs[i].model, specs[i].line, specs[i].column);
}

/* What a handler reaches, and what is a control, is a set in whatever role. */
static bool use_any(checker *c, mln_str prefix, mln_str name)
{
    bool found = false;
    for (uint32_t i = 0; i < c->models->sets.len; i++) {
        mln_str set = c->models->sets.data[i].name;
        if (set.len == prefix.len + name.len && mln_str_starts_with(set, prefix) &&
            mln_str_ends_with(set, name))
            found = c->used[i] = true;
    }
    return found;
}

/* Sets of any role, without a prefix. */
static void use_sets(checker *c, const mln_rule *rule, const mln_str *sets, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!use_any(c, MLN_STR(""), sets[i]))
            mln_diags_add(c->diags, MLN_DIAG_WARNING, "unknown-set", rule->file, rule->line, 0,
                          rule->card.id, "no model has a set called \"%.*s\"",
                          MLN_STR_ARGS(sets[i]));
}

static void use_option(checker *c, const mln_rule *rule, const mln_option_rule *option)
{
    for (uint32_t i = 0; i < option->call_count; i++)
        use(c, MLN_API_CALL, option->calls[i], rule->line, 0);
    for (uint32_t i = 0; i < option->condition_count; i++)
        for (uint32_t k = 0; k < option->conditions[i].call_count; k++)
            use(c, MLN_API_CALL, option->conditions[i].calls[k], rule->line, 0);
    use_sets(c, rule, option->within, option->within_count);
    use_sets(c, rule, option->with, option->with_count);
    use_sets(c, rule, option->unless, option->unless_count);
}

static void use_route(checker *c, const mln_rule *rule)
{
    const mln_route_rule *route = rule->route;
    (void)use_any(c, MLN_STR("control."), route->control);
    (void)use_any(c, MLN_STR("global."), route->control);
    /* What registers a route: routes/ asks for these itself. */
    for (uint32_t i = 0; i < c->models->sets.len; i++)
        c->used[i] |= mln_str_starts_with(c->models->sets.data[i].name, MLN_STR("route."));
    for (uint32_t f = 0; f < route->filter_count; f++)
        use_sets(c, rule, route->filters[f].reaches, route->filters[f].reach_count);
}

static void use_rule(checker *c, const mln_rule *rule)
{
    c->rule = rule;
    const mln_taint_rule *taint = rule->taint;
    if (taint) {
        use_specs(c, MLN_API_SOURCE, taint->sources, taint->source_count);
        use_specs(c, MLN_API_SINK, taint->sinks, taint->sink_count);
        use_specs(c, MLN_API_SANITIZER, taint->sanitizers, taint->sanitizer_count);
    }
    if (rule->route)
        use_route(c, rule);
    for (const mln_option_rule *option = rule->option; option; option = option->next)
        use_option(c, rule, option);
}

static bool is_default(mln_str file)
{
    return mln_str_starts_with(file, MLN_STR("<default>/"));
}

void mln_models_check(const mln_models *models, const mln_ruleset *set, bool unused,
                      mln_diags *diags)
{
    mln_arena scratch = {0};
    checker c = {.models = models,
                 .used = MLN_ARENA_ARRAY(&scratch, bool, models->sets.len + 1),
                 .diags = diags};
    bool own = false;
    for (uint32_t i = 0; i < set->rules.len; i++) {
        use_rule(&c, &set->rules.data[i]);
        own |= is_default(set->rules.data[i].file);
    }
    for (uint32_t i = 0; unused && i < models->sets.len; i++)
        if (!c.used[i] && (own || !is_default(models->sets.data[i].file)))
            mln_diags_add(diags, MLN_DIAG_WARNING, "unused-set", models->sets.data[i].file,
                          models->sets.data[i].line, 0, MLN_STR(""),
                          "no rule names the set \"%.*s\"",
                          MLN_STR_ARGS(models->sets.data[i].name));
    mln_arena_release(&scratch);
}
