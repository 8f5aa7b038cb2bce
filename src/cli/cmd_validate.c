/* merlon validate: are these rules well-formed, and can merlon run them? */
#include "cli/command.h"
#include "cli/console.h"
#include "cli/select.h"
#include "engine/coverage.h"
#include "files/walk.h"
#include "ruleset/control.h"
#include "ruleset/model.h"

#include "base/banned.h"

static const mln_option options[] = {
    {.name = "fixtures",
     .value = "PATH",
     .repeatable = true,
     .text = "Also print what the models say and no file below PATH has. Repeatable."},
    {.name = "strict", .text = "Exit 3 when a rule asks for what merlon lacks."},
    {.name = "quiet", .letter = 'q', .text = "Print errors alone."},
};

static const mln_example examples[] = {
    {"merlon validate rules/", "Check every rule under a folder."},
    {"merlon validate default", "Check the rules that are built in."},
    {"merlon validate --fixtures tests/ rules/",
     "Name the entries of models that no test reaches."},
};

static void add_unreached(mln_buf *out, const mln_models *models, const bool *reached)
{
    static const char *const kinds[] = {"source", "sink", "sanitizer", "guard", "flow", "call"};
    for (uint32_t i = 0; i < models->entries.len; i++) {
        const mln_model_entry *entry = &models->entries.data[i];
        if (reached[i + 1])
            continue;
        mln_buf_addf(out, "%.*s:%u: no fixture reaches the %s %.*s%s%.*s\n",
                     MLN_STR_ARGS(entry->file), entry->line, kinds[entry->kind],
                     MLN_STR_ARGS(entry->set), entry->set.len ? ": " : "",
                     MLN_STR_ARGS(entry->path));
    }
}

/* Prints the entries of models that no file of --fixtures reaches. An exit code. */
static int print_unreached(const mln_args *args, const mln_engine *engine, const mln_models *models)
{
    mln_arg_values roots = {0};
    mln_args_get_all(args, "fixtures", &roots);
    if (!roots.len)
        return MLN_EXIT_CLEAN;
    mln_walk walk = {0};
    mln_diags diags = {0};
    mln_walk_options how = {.no_ignore = true};
    int code = MLN_EXIT_CLEAN;
    if (mln_walk_add(&walk, roots.data, roots.len, &how, &diags) != MLN_OK)
        code = MLN_EXIT_ERROR;
    mln_console_diags(&diags, MLN_DIAG_WARNING);
    mln_engine_file *files = mln_mem_new(walk.files.len + 1, sizeof *files);
    for (uint32_t i = 0; i < walk.files.len; i++)
        files[i] = (mln_engine_file){.fs_path = walk.files.data[i].fs_path,
                                     .path = walk.files.data[i].path,
                                     .bytes = walk.files.data[i].bytes,
                                     .explicit_path = true};
    bool *reached = mln_mem_new(models->entries.len + 1, sizeof *reached);
    mln_coverage_add(engine, files, walk.files.len, reached);
    mln_buf text = {0};
    add_unreached(&text, models, reached);
    if (code == MLN_EXIT_CLEAN)
        code = mln_console_print(&text);
    mln_buf_release(&text);
    mln_mem_free(reached);
    mln_mem_free(files);
    mln_diags_release(&diags);
    mln_walk_release(&walk);
    mln_vec_release(&roots);
    return code;
}

static int run(const mln_args *args)
{
    if (args->operands.len == 0) {
        mln_console_error("no rules to check: merlon validate PATH (a file or a folder)");
        return MLN_EXIT_ERROR;
    }
    mln_ruleset rules = {0};
    mln_models models;
    mln_controls controls = {0};
    mln_diags diags = {0};
    mln_engine *engine = NULL;
    mln_arg_values configs = {.data = args->operands.data, .len = args->operands.len};
    mln_models_init(&models);
    mln_status status = mln_select_load(&rules, &models, &configs, &diags);
    for (uint32_t i = 0; i < configs.len; i++) {
        mln_status read = mln_controls_add_path(&controls, configs.data[i], &diags);
        status = status != MLN_OK ? status : read;
    }
    mln_models_finish(&models, &diags);
    mln_models_check(&models, &rules, true, &diags);
    mln_status compiled = mln_engine_new(&engine, &rules, &models, 0, &diags);
    if (status == MLN_OK)
        status = compiled;
    mln_diags_sort(&diags);
    bool quiet = mln_args_has(args, "quiet");
    mln_console_diags(&diags, quiet ? MLN_DIAG_ERROR : MLN_DIAG_WARNING);

    uint32_t counts[3] = {0};
    for (uint32_t i = 0; i < rules.rules.len; i++) {
        const mln_rule *rule = &rules.rules.data[i];
        counts[rule->state]++;
        if (rule->state == MLN_RULE_REFUSED && !quiet)
            mln_console_note("rule %.*s is well-formed and will not run: %.*s",
                             MLN_STR_ARGS(rule->card.id), MLN_STR_ARGS(rule->why));
    }
    int code = status == MLN_OK ? print_unreached(args, engine, &models) : MLN_EXIT_CLEAN;
    if (!quiet && code == MLN_EXIT_CLEAN) {
        mln_buf text = {0};
        mln_buf_addf(&text, "%u will run, %u will not, %u in other languages, %u error%s\n",
                     counts[MLN_RULE_READY], counts[MLN_RULE_REFUSED],
                     counts[MLN_RULE_OTHER_LANGUAGE], diags.error_count,
                     diags.error_count == 1 ? "" : "s");
        code = mln_console_print(&text);
        mln_buf_release(&text);
    }
    if (status != MLN_OK)
        code = MLN_EXIT_ERROR;
    else if (code == MLN_EXIT_CLEAN && counts[MLN_RULE_REFUSED] > 0 && mln_args_has(args, "strict"))
        code = MLN_EXIT_INCOMPLETE;
    mln_engine_free(engine);
    mln_controls_release(&controls);
    mln_models_release(&models);
    mln_diags_release(&diags);
    mln_ruleset_release(&rules);
    return code;
}

const mln_command mln_command_validate = {
    .name = "validate",
    .summary = "check rule files",
    .operands = "PATH…",
    .text =
        "Every error of every file is listed with its line and column: of rules, of models (the "
        "files in a folder 'models') and of controls.yaml. Exit code 2 when there is one.",
    .options = options,
    .option_count = MLN_COUNT_OF(options),
    .examples = examples,
    .example_count = MLN_COUNT_OF(examples),
    .run = run,
};
