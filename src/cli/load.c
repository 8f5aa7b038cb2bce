#include "cli/load.h"

#include "cli/command.h"
#include "cli/console.h"
#include "cli/select.h"

#include "base/banned.h"

int mln_load(mln_loaded *loaded, const mln_args *args)
{
    mln_arg_values configs = {0}, only = {0}, excluded = {0};
    mln_args_get_all(args, "config", &configs);
    mln_args_get_all(args, "rule", &only);
    mln_args_get_all(args, "exclude-rule", &excluded);
    mln_selection selection = {
        .rules = &only, .excluded = &excluded, .audit = mln_args_has(args, "audit")};
    mln_buf error = {0};
    int code = MLN_EXIT_CLEAN;
    *loaded = (mln_loaded){0};
    mln_models_init(&loaded->models);
    mln_status status = mln_select_load(&loaded->rules, &loaded->models, &configs, &loaded->diags);
    mln_models_finish(&loaded->models, &loaded->diags);
    mln_status chosen = mln_select_apply(&loaded->rules, &selection, &error);
    /* All errors of all rules are shown at once, those of patterns too. */
    if (chosen == MLN_OK) {
        mln_status compiled =
            mln_engine_new(&loaded->engine, &loaded->rules, &loaded->models, &loaded->diags);
        if (status == MLN_OK)
            status = compiled;
    }
    if (status != MLN_OK) {
        mln_diags_sort(&loaded->diags);
        mln_console_diags(&loaded->diags, MLN_DIAG_ERROR);
        code = MLN_EXIT_ERROR;
    } else if (chosen != MLN_OK) {
        mln_console_error("%s", mln_buf_get_text(&error));
        code = MLN_EXIT_ERROR;
    }
    mln_buf_release(&error);
    mln_vec_release(&configs);
    mln_vec_release(&only);
    mln_vec_release(&excluded);
    return code;
}

void mln_loaded_release(mln_loaded *loaded)
{
    mln_engine_free(loaded->engine);
    mln_diags_release(&loaded->diags);
    mln_models_release(&loaded->models);
    mln_ruleset_release(&loaded->rules);
}

mln_reach mln_load_get_reach(const mln_args *args)
{
    const char *reach = mln_args_get(args, "flow", "file");
    return strcmp(reach, "off") == 0        ? MLN_REACH_OFF
           : strcmp(reach, "function") == 0 ? MLN_REACH_FUNCTION
                                            : MLN_REACH_FILE;
}

mln_precision mln_load_get_precision(const mln_args *args)
{
    return mln_args_has(args, "audit") ? MLN_PRECISION_LOW : MLN_PRECISION_HIGH;
}
