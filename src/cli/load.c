#include "cli/load.h"

#include <sys/stat.h>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/select.h"

#include "base/banned.h"

static mln_status read_config(mln_loaded *loaded, const char *folder)
{
    mln_buf path = {0};
    if (strcmp(folder, ".") != 0)
        mln_buf_addf(&path, "%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/");
    mln_buf_add_text(&path, MLN_CONFIG_NAME);
    mln_status status =
        mln_config_load(&loaded->config, &loaded->models, mln_buf_get_text(&path), &loaded->diags);
    if (status == MLN_OK)
        loaded->config_root = folder;
    mln_buf_release(&path);
    return status;
}

/* The one folder that is scanned; NULL when it is several, files, or the working folder. */
static const char *get_root(const mln_args *args)
{
    struct stat info;
    if (args->operands.len != 1 || args->operands.data[0][0] == '\0' ||
        stat(args->operands.data[0], &info) != 0 || !S_ISDIR(info.st_mode))
        return NULL;
    return args->operands.data[0];
}

/* merlon.yaml of the folder that is scanned, or, when that lies in the working folder, of this. */
static mln_status find_config(mln_loaded *loaded, const mln_args *args)
{
    const char *file = mln_args_get(args, "config-file", NULL);
    loaded->config_root = ".";
    if (mln_args_has(args, "no-config"))
        return MLN_OK;
    if (file != NULL) {
        mln_status status = mln_config_load(&loaded->config, &loaded->models, file, &loaded->diags);
        if (status == MLN_NOT_FOUND)
            mln_diags_add(&loaded->diags, MLN_DIAG_ERROR, "config-unreadable", mln_str_of(file), 0,
                          0, (mln_str){0}, "there is no such file");
        return status;
    }
    const char *root = get_root(args);
    mln_status status = root != NULL ? read_config(loaded, root) : MLN_NOT_FOUND;
    bool elsewhere = root != NULL && (root[0] == '/' || strncmp(root, "..", 2) == 0);
    if (status == MLN_NOT_FOUND && !elsewhere)
        status = read_config(loaded, ".");
    return status == MLN_NOT_FOUND ? MLN_OK : status;
}

/* What merlon.yaml changes is part of the record. */
static void note_config(mln_loaded *loaded)
{
    mln_buf text = {0};
    mln_config_describe(&loaded->config, &text);
    if (text.len > 0)
        mln_diags_add(&loaded->diags, MLN_DIAG_NOTE, "project-config", loaded->config.file, 0, 0,
                      (mln_str){0}, "%s", mln_buf_get_text(&text));
    mln_buf_release(&text);
}

int mln_load(mln_loaded *loaded, const mln_args *args)
{
    mln_arg_values configs = {0}, only = {0}, excluded = {0};
    mln_args_get_all(args, "config", &configs);
    mln_args_get_all(args, "rule", &only);
    mln_args_get_all(args, "exclude-rule", &excluded);
    mln_selection selection = {.rules = &only,
                               .excluded = &excluded,
                               .audit = mln_args_has(args, "audit"),
                               .config = &loaded->config};
    uint32_t jobs = 0;
    /* Of commands that have it; whether it is a number is theirs to say. */
    (void)mln_args_read_count(mln_args_get(args, "jobs", "0"), UINT32_MAX, &jobs);
    mln_buf error = {0};
    int code = MLN_EXIT_CLEAN;
    *loaded = (mln_loaded){0};
    mln_models_init(&loaded->models);
    mln_status status = mln_select_load(&loaded->rules, &loaded->models, &configs, &loaded->diags);
    mln_status found = find_config(loaded, args);
    status = status != MLN_OK ? status : found;
    mln_models_finish(&loaded->models, &loaded->diags);
    mln_config_apply(&loaded->config, &loaded->rules, &loaded->diags);
    mln_status chosen = mln_select_apply(&loaded->rules, &selection, &error);
    /* All errors of all rules are shown at once, those of patterns too. */
    if (chosen == MLN_OK) {
        mln_status compiled =
            mln_engine_new(&loaded->engine, &loaded->rules, &loaded->models, jobs, &loaded->diags);
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
    note_config(loaded);
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
    mln_config_release(&loaded->config);
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
