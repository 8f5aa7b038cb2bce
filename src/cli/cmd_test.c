/* merlon test: do rules find what the comments of their test files say, and nothing else? */
#include "cli/command.h"
#include "cli/console.h"
#include "cli/load.h"
#include "cli/rule_test.h"
#include "report/json_writer.h"

#include "base/banned.h"

static const mln_option options[] = {
    {.name = "flow",
     .value = "REACH",
     .choices = "off function file",
     .text = "How far values are followed, as for merlon scan."},
    {.name = "json", .text = "Print the results as JSON."},
    {.name = "quiet", .letter = 'q', .text = "Print failures alone."},
};

static const mln_example examples[] = {
    {"merlon test rules/", "Test every rule under a folder."},
    {"merlon test my-rule.yaml", "Test one, with my-rule.js or my-rule.c beside it."},
};

static void add_text(mln_buf *out, const mln_rule_test *test, bool quiet)
{
    uint32_t passed = 0, failed = 0, skipped = 0;
    for (uint32_t i = 0; i < test->results.len; i++) {
        const mln_test_result *result = &test->results.data[i];
        if (result->failures.len == 0) {
            skipped += result->skipped;
            passed += !result->skipped;
            continue;
        }
        failed++;
        mln_buf_addf(out, "FAILED %.*s (%.*s)\n", MLN_STR_ARGS(result->id),
                     MLN_STR_ARGS(result->file));
        for (uint32_t k = 0; k < result->failures.len; k++) {
            const mln_test_failure *one = &result->failures.data[k];
            mln_buf_addf(out, "  %.*s", MLN_STR_ARGS(one->file));
            if (one->line > 0)
                mln_buf_addf(out, ":%u", one->line);
            mln_buf_addf(out, ": %.*s\n", MLN_STR_ARGS(one->text));
        }
    }
    if (quiet)
        return;
    mln_buf_addf(out, "%u passed, %u failed", passed, failed);
    if (skipped > 0)
        mln_buf_addf(out, ", %u in other languages", skipped);
    mln_buf_add_char(out, '\n');
}

static void add_json_lines(mln_json *json, const char *name, const uint32_t *lines, uint32_t count)
{
    mln_json_open_array(json, name);
    for (uint32_t i = 0; i < count; i++)
        mln_json_uint(json, lines[i]);
    mln_json_end_array(json);
}

static void add_json(mln_buf *out, const mln_rule_test *test)
{
    mln_json json = {.out = out};
    mln_json_begin_object(&json);
    mln_json_open_array(&json, "rules");
    for (uint32_t i = 0; i < test->results.len; i++) {
        const mln_test_result *result = &test->results.data[i];
        mln_json_begin_object(&json);
        mln_json_put_str(&json, "id", result->id);
        mln_json_put_str(&json, "file", result->file);
        mln_json_put_text(&json, "result",
                          result->failures.len > 0 ? "failed"
                          : result->skipped        ? "other-language"
                                                   : "passed");
        mln_json_open_array(&json, "failures");
        for (uint32_t k = 0; k < result->failures.len; k++) {
            const mln_test_failure *one = &result->failures.data[k];
            mln_json_begin_object(&json);
            mln_json_put_str(&json, "file", one->file);
            mln_json_put_uint(&json, "line", one->line);
            mln_json_put_str(&json, "text", one->text);
            mln_json_end_object(&json);
        }
        mln_json_end_array(&json);
        mln_json_open_array(&json, "targets");
        for (uint32_t k = 0; k < result->targets.len; k++) {
            const mln_test_target *target = &result->targets.data[k];
            mln_json_begin_object(&json);
            mln_json_put_str(&json, "file", target->file);
            add_json_lines(&json, "expected", target->expected.data, target->expected.len);
            add_json_lines(&json, "found", target->found.data, target->found.len);
            mln_json_end_object(&json);
        }
        mln_json_end_array(&json);
        mln_json_end_object(&json);
    }
    mln_json_end_array(&json);
    mln_json_end_object(&json);
}

/* The models that lie beside the rules, and those that are built in. */
static mln_status load_models(mln_rule_test *test, const mln_args *args)
{
    mln_models_init(&test->models);
    mln_status status = MLN_OK;
    for (uint32_t i = 0; i < args->operands.len; i++) {
        mln_status one = mln_models_add_path(&test->models, args->operands.data[i], &test->diags);
        status = status == MLN_OK ? one : status;
    }
    mln_status built_in = mln_models_add_default(&test->models, &test->diags);
    mln_models_finish(&test->models, &test->diags);
    return status == MLN_OK ? built_in : status;
}

static int run(const mln_args *args)
{
    if (args->operands.len == 0) {
        mln_console_error("no rules to test: merlon test PATH (a rule file or a folder)");
        return MLN_EXIT_ERROR;
    }
    mln_rule_test test = {.flow = mln_load_get_reach(args)};
    mln_paths paths = {0};
    mln_status status = load_models(&test, args);
    for (uint32_t i = 0; i < args->operands.len; i++) {
        mln_status one =
            mln_rule_files_find(&test.arena, &paths, args->operands.data[i], &test.diags);
        status = status == MLN_OK ? one : status;
    }
    for (uint32_t i = 0; i < paths.len; i++) {
        mln_status one = mln_rule_test_run(&test, paths.data[i]);
        status = status == MLN_OK ? one : status;
    }
    mln_console_diags(&test.diags, MLN_DIAG_ERROR);

    mln_buf text = {0};
    if (mln_args_has(args, "json"))
        add_json(&text, &test);
    else
        add_text(&text, &test, mln_args_has(args, "quiet"));
    int code = mln_console_print(&text);
    if (status == MLN_OK && test.results.len == 0) {
        mln_console_error("there is no rule under %s", args->operands.data[0]);
        status = MLN_NOT_FOUND;
    }
    for (uint32_t i = 0; i < test.results.len; i++) {
        if (code == MLN_EXIT_CLEAN && test.results.data[i].failures.len > 0)
            code = MLN_EXIT_FINDINGS;
    }
    if (status != MLN_OK)
        code = MLN_EXIT_ERROR;
    mln_buf_release(&text);
    mln_vec_release(&paths);
    mln_rule_test_release(&test);
    return code;
}

const mln_command mln_command_test = {
    .name = "test",
    .summary = "test rules against the files beside them",
    .operands = "PATH…",
    .text =
        "For each rule file, the files of the same name with the extension of a language are "
        "scanned. A comment 'ruleid: ID' says that the next line is found by the rule, 'ok: "
        "ID' that it is not; a finding that no comment expects fails. 'todoruleid' and "
        "'todook' mark what is known to be wrong, and fail once it is mended. 'deepruleid' and "
        "'deepok' hold in their place where values are followed through calls: with --flow "
        "file.\n\n"
        "Where a.fixed.js stands beside a.js, the fixes must make the one of the other.\n\n"
        "Each rule needs an example of both kinds in each language it names. A rule with 'mode: "
        "secret' holds its examples itself.",
    .options = options,
    .option_count = MLN_COUNT_OF(options),
    .examples = examples,
    .example_count = MLN_COUNT_OF(examples),
    .run = run,
};
