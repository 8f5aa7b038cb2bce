#include "cli/select.h"

#include <fnmatch.h>

#include "base/banned.h"

static mln_status load_config(mln_ruleset *set, mln_models *models, const char *config,
                              mln_diags *diags)
{
    if (strcmp(config, "default") == 0)
        return mln_ruleset_add_default(set, diags);
    return models ? mln_models_add_path_with_rules(models, set, config, diags)
                  : mln_ruleset_add_path(set, config, diags);
}

static mln_status load_configs(mln_ruleset *set, mln_models *models, const mln_arg_values *configs,
                               mln_diags *diags)
{
    if (configs->len == 0)
        return mln_ruleset_add_default(set, diags);
    mln_status result = MLN_OK;
    for (uint32_t i = 0; i < configs->len; i++) {
        uint32_t errors = diags->error_count;
        mln_status status = load_config(set, models, configs->data[i], diags);
        /* A failure without a message would end the run without a reason. */
        if (status != MLN_OK && diags->error_count == errors)
            mln_diags_add(diags, MLN_DIAG_ERROR, "config", mln_str_of(configs->data[i]), 0, 0,
                          (mln_str){0}, "the rules cannot be read: %s", mln_status_text(status));
        if (result == MLN_OK)
            result = status;
    }
    return result;
}

mln_status mln_select_load(mln_ruleset *set, mln_models *models, const mln_arg_values *configs,
                           mln_diags *diags)
{
    mln_status result = load_configs(set, models, configs, diags);
    if (models != NULL) {
        mln_status status = mln_models_add_default(models, diags);
        result = result != MLN_OK ? result : status;
    }
    return result;
}

bool mln_select_is_default(const mln_rule *rule)
{
    return mln_str_starts_with(rule->file, MLN_STR("<default>/"));
}

static bool names(const char *word, mln_str id, mln_buf *scratch)
{
    mln_buf_clear(scratch);
    mln_buf_add_str(scratch, id);
    return fnmatch(word, mln_buf_get_text(scratch), 0) == 0;
}

static bool names_any(const mln_arg_values *words, mln_str id, mln_buf *scratch)
{
    for (uint32_t i = 0; i < words->len; i++) {
        if (names(words->data[i], id, scratch))
            return true;
    }
    return false;
}

static bool check_words(const mln_ruleset *set, const mln_arg_values *words, const char *option,
                        mln_buf *error)
{
    mln_buf scratch = {0};
    bool good = true;
    for (uint32_t w = 0; good && w < words->len; w++) {
        bool found = false;
        for (uint32_t i = 0; i < set->rules.len && !found; i++)
            found = names(words->data[w], set->rules.data[i].card.id, &scratch);
        if (found)
            continue;
        good = false;
        mln_buf_addf(error, "--%s '%s' names no rule", option, words->data[w]);
        mln_arena arena = {0};
        const char **ids = MLN_ARENA_ARRAY(&arena, const char *, set->rules.len + 1);
        for (uint32_t i = 0; i < set->rules.len; i++) {
            mln_str id = set->rules.data[i].card.id;
            ids[i] = mln_arena_dup(&arena, id.ptr, id.len);
        }
        const char *near = mln_str_suggest(mln_str_of(words->data[w]), ids, set->rules.len);
        if (near != NULL)
            mln_buf_addf(error, "; did you mean '%s'?", near);
        else
            mln_buf_add_text(error, "; merlon rules lists them");
        mln_arena_release(&arena);
    }
    mln_buf_release(&scratch);
    return good;
}

static bool ask_config(mln_config *config, const mln_rule *rule, bool keep)
{
    switch (mln_config_get(config, rule->card.id)) {
    case MLN_CONFIG_ON:
        config->rules_on += !keep;
        return true;
    case MLN_CONFIG_OFF:
        config->rules_off += keep;
        return false;
    default:
        return keep;
    }
}

mln_status mln_select_apply(mln_ruleset *set, const mln_selection *selection, mln_buf *error)
{
    if (!check_words(set, selection->rules, "rule", error) ||
        !check_words(set, selection->excluded, "exclude-rule", error))
        return MLN_NOT_FOUND;
    mln_buf scratch = {0};
    uint32_t kept = 0;
    for (uint32_t i = 0; i < set->rules.len; i++) {
        const mln_rule *rule = &set->rules.data[i];
        bool keep;
        if (selection->rules->len > 0)
            keep = names_any(selection->rules, rule->card.id, &scratch);
        else
            keep = selection->audit || !mln_select_is_default(rule) ||
                   rule->card.precision >= MLN_PRECISION_HIGH;
        keep = keep && !names_any(selection->excluded, rule->card.id, &scratch);
        if (selection->rules->len == 0 && selection->config != NULL &&
            !names_any(selection->excluded, rule->card.id, &scratch))
            keep = ask_config(selection->config, rule, keep);
        if (keep)
            set->rules.data[kept++] = *rule;
    }
    set->rules.len = kept;
    mln_buf_release(&scratch);
    return MLN_OK;
}
