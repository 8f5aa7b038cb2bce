/* Rule files: any bytes give rules or messages, never a crash, and messages stand in the file. */
#include <stdint.h>
#include <stdlib.h>

#include "ruleset/config.h"
#include "ruleset/control.h"
#include "ruleset/rule.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every rule that is ready has a formula, and each text of it can be read. */
static uint64_t read_formula(const mln_formula *formula)
{
    uint64_t sum = formula->line;
    for (uint32_t i = 0; i < formula->text.len; i++)
        sum += (unsigned char)formula->text.ptr[i];
    for (uint32_t i = 0; i < formula->condition_count; i++)
        if (formula->conditions[i].formula)
            sum += read_formula(formula->conditions[i].formula);
    for (uint32_t i = 0; i < formula->child_count; i++)
        sum += read_formula(formula->children[i]);
    return sum;
}

/* Every entry has one thing to match, and labels within bounds. */
static void check_taint(const mln_taint_rule *rule)
{
    const mln_taint_spec *const lists[] = {rule->sources, rule->sinks, rule->sanitizers,
                                           rule->propagators};
    const uint32_t counts[] = {rule->source_count, rule->sink_count, rule->sanitizer_count,
                               rule->propagator_count};
    if (!rule->source_count || !rule->sink_count || rule->label_count > MLN_TAINT_LABEL_MAX)
        abort();
    for (int list = 0; list < 4; list++)
        for (uint32_t i = 0; i < counts[list]; i++) {
            const mln_taint_spec *spec = &lists[list][i];
            int held = (spec->formula != NULL) + (spec->model.len > 0) +
                       (spec->constant.kind != MLN_LITERALS_NONE);
            if (held != 1 ||
                (spec->label != MLN_TAINT_NO_LABEL && spec->label >= rule->label_count))
                abort();
            for (uint32_t s = 0; s < spec->requires.count; s++)
                if (spec->requires.steps[s].bit >= rule->label_count)
                    abort();
            if (spec->formula && read_formula(spec->formula) == UINT64_MAX)
                abort();
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 65536)
        return 0;
    mln_str text = {(const char *)data, (uint32_t)size};
    mln_ruleset set = {0};
    mln_controls controls = {0};
    mln_diags diags = {0};
    mln_status status = mln_ruleset_add_text(&set, MLN_STR("fuzz.yaml"), text, &diags);
    if ((status == MLN_OK) != (diags.error_count == 0))
        abort();
    uint32_t lines = 1;
    for (size_t i = 0; i < size; i++)
        lines += data[i] == '\n';
    for (uint32_t i = 0; i < diags.list.len; i++)
        if (diags.list.data[i].line > lines + 1)
            abort();
    for (uint32_t i = 0; i < set.rules.len; i++) {
        const mln_rule *rule = &set.rules.data[i];
        int held = (rule->formula != NULL) + (rule->taint != NULL) + (rule->option != NULL) +
                   (rule->route != NULL) + (rule->detector != NULL);
        if ((rule->state == MLN_RULE_READY) != (held == 1))
            abort();
        if (rule->taint)
            check_taint(rule->taint);
        if (rule->formula && read_formula(rule->formula) == UINT64_MAX)
            abort();
    }
    if (mln_controls_add_text(&controls, MLN_STR("fuzz.yaml"), text, &diags) == MLN_OK &&
        mln_controls_find(&controls, MLN_STR("x")))
        (void)mln_controls_check(&controls, &set, 0, &diags);
    mln_models models;
    mln_config config = {0};
    mln_models_init(&models);
    if (mln_models_add_text(&models, MLN_STR("fuzz.yaml"), text, &diags) == MLN_OK &&
        models.paths > size)
        abort();
    if (mln_config_read(&config, &models, MLN_STR("merlon.yaml"), text, &diags) == MLN_OK)
        mln_config_apply(&config, &set, &diags);
    mln_models_finish(&models, &diags);
    mln_models_check(&models, &set, true, &diags);
    mln_config_release(&config);
    mln_models_release(&models);
    mln_controls_release(&controls);
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
    return 0;
}
