#include "engine/taint_rule.h"

#include "base/banned.h"

typedef struct {
    mln_program *program;
    const mln_api *api;
    const mln_rule *rule;
    mln_arena *arena;
    mln_program_error *error;
    uint32_t specs;
} compiler;

static mln_status compile_spec(compiler *c, const mln_taint_spec *spec, mln_engine_spec *made)
{
    const mln_rule *rule = c->rule;
    mln_lang_set only_c = MLN_LANG_BIT(MLN_LANG_C);
    *made = (mln_engine_spec){.spec = spec, .index = c->specs++, .set = UINT32_MAX};
    if (spec->model.len && c->api)
        made->set = mln_api_find_set(c->api, spec->model);
    made->words = mln_program_add_needles(c->program, spec->constant.regex_text);
    mln_status status = MLN_OK;
    if (spec->formula && (rule->langs & ~only_c))
        status = mln_program_add(c->program, spec->formula,
                                 (mln_program_target){MLN_SUBJECT_CODE, MLN_LANG_TSX},
                                 &rule->options, &made->ecma, c->error);
    if (spec->formula && status == MLN_OK && (rule->langs & only_c))
        status = mln_program_add(c->program, spec->formula,
                                 (mln_program_target){MLN_SUBJECT_CODE, MLN_LANG_C}, &rule->options,
                                 &made->c, c->error);
    return status;
}

static mln_status compile_list(compiler *c, const mln_taint_spec *list, uint32_t count,
                               const mln_engine_spec **made)
{
    mln_engine_spec *specs = MLN_ARENA_ARRAY(c->arena, mln_engine_spec, count + 1);
    *made = specs;
    for (uint32_t i = 0; i < count; i++) {
        mln_status status = compile_spec(c, &list[i], &specs[i]);
        if (status != MLN_OK)
            return status;
    }
    return MLN_OK;
}

static bool has_model(const mln_taint_spec *list, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (list[i].model.len)
            return true;
    return false;
}

mln_status mln_engine_taint_compile(mln_program *program, const mln_api *api, const mln_rule *rule,
                                    mln_arena *arena, const mln_engine_taint **compiled,
                                    mln_program_error *error)
{
    const mln_taint_rule *taint = rule->taint;
    mln_engine_taint *made = MLN_ARENA_NEW(arena, mln_engine_taint);
    compiler c = {program, api, rule, arena, error, 0};
    made->rule = taint;
    mln_status status = compile_list(&c, taint->sources, taint->source_count, &made->sources);
    if (status == MLN_OK)
        status = compile_list(&c, taint->sinks, taint->sink_count, &made->sinks);
    if (status == MLN_OK)
        status = compile_list(&c, taint->sanitizers, taint->sanitizer_count, &made->sanitizers);
    if (status == MLN_OK)
        status = compile_list(&c, taint->propagators, taint->propagator_count, &made->propagators);
    made->spec_count = c.specs;
    made->has_model = has_model(taint->sources, taint->source_count) ||
                      has_model(taint->sinks, taint->sink_count);
    *compiled = made;
    return status;
}
