/* merlon test: do rules find what the comments of their test files say, and nothing else? */
#include "cli/annotation.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/load.h"
#include "cli/rule_files.h"
#include "engine/engine.h"
#include "files/source.h"
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

/* One thing that is wrong with a rule or its tests. */
typedef struct {
    mln_str file;
    uint32_t line; /* 0: the file as a whole */
    mln_str text;
} failure;

typedef struct {
    mln_str id;
    mln_str file;
    bool skipped; /* in languages merlon lacks */
    MLN_VEC(failure)
    failures;
    mln_lang_set found; /* languages with a ruleid, todo or not */
    mln_lang_set clean; /* languages with an ok */
} rule_result;

typedef struct {
    mln_arena arena;
    MLN_VEC(rule_result)
    results;
    mln_diags diags;
    mln_models models;
    mln_reach flow;
} session;

static void add_failure(session *test, rule_result *result, mln_str file, uint32_t line,
                        const char *text)
{
    failure one = {.file = file, .line = line};
    one.text = (mln_str){mln_arena_dup(&test->arena, text, strlen(text)), (uint32_t)strlen(text)};
    mln_vec_add(&result->failures, one);
}

static bool finds(const mln_run *run, mln_str rule, uint32_t line)
{
    for (uint32_t i = 0; i < run->findings.len; i++) {
        const mln_finding *finding = &run->findings.data[i];
        if (finding->region.start.line == line &&
            mln_str_equal(run->cards.data[finding->rule].id, rule))
            return true;
    }
    return false;
}

static bool is_expected(const mln_annotations *list, mln_str rule, uint32_t line)
{
    for (uint32_t i = 0; i < list->len; i++) {
        const mln_annotation *note = &list->data[i];
        if (note->line == line && mln_str_equal(note->rule, rule) &&
            note->expect != MLN_EXPECT_NONE)
            return true;
    }
    return false;
}

/* What the annotations of one file say of one rule, against what was found. */
static void compare(session *test, rule_result *result, mln_lang_set lang, mln_str file,
                    const mln_annotations *list, const mln_run *run)
{
    for (uint32_t i = 0; i < list->len; i++) {
        const mln_annotation *note = &list->data[i];
        if (!mln_str_equal(note->rule, result->id))
            continue;
        bool found = finds(run, note->rule, note->line);
        switch (note->expect) {
        case MLN_EXPECT_FINDING:
            result->found |= lang;
            if (!found)
                add_failure(test, result, file, note->line, "not found");
            break;
        case MLN_EXPECT_NONE:
            /* A finding here is told below, with those no line speaks of. */
            result->clean |= lang;
            break;
        case MLN_EXPECT_TODO_FINDING:
            if (found)
                add_failure(test, result, file, note->line,
                            "is found now: make its todoruleid a ruleid");
            break;
        case MLN_EXPECT_TODO_NONE:
            if (!found)
                add_failure(test, result, file, note->line,
                            "is not found any more: make its todook an ok");
            break;
        }
    }
    uint32_t last = 0;
    for (uint32_t i = 0; i < run->findings.len; i++) {
        const mln_finding *finding = &run->findings.data[i];
        uint32_t line = finding->region.start.line;
        if (!mln_str_equal(run->cards.data[finding->rule].id, result->id) || line == last)
            continue;
        last = line;
        if (!is_expected(list, result->id, line))
            add_failure(test, result, file, line, "found, but no ruleid expects it");
    }
}

/* Ids in comments that no rule of the file has: a test that asserts nothing. */
static void check_ids(session *test, rule_result *results, uint32_t count, mln_str file,
                      const mln_annotations *list)
{
    for (uint32_t i = 0; i < list->len; i++) {
        bool known = false;
        for (uint32_t r = 0; r < count && !known; r++)
            known = mln_str_equal(results[r].id, list->data[i].rule);
        if (known)
            continue;
        mln_buf text = {0};
        mln_buf_addf(&text, "%s names '%.*s', which is no rule of %.*s",
                     mln_expect_get_word(list->data[i].expect), MLN_STR_ARGS(list->data[i].rule),
                     MLN_STR_ARGS(results[0].file));
        add_failure(test, &results[0], file, list->data[i].line, mln_buf_get_text(&text));
        mln_buf_release(&text);
    }
}

static void test_target(session *test, const mln_engine *engine, const mln_ruleset *rules,
                        rule_result *results, const char *path)
{
    mln_source source = {0};
    mln_str shown = mln_str_of(path);
    shown.ptr = mln_arena_dup(&test->arena, shown.ptr, shown.len);
    mln_status status = mln_source_read(&source, path, shown, 0);
    if (status != MLN_OK) {
        add_failure(test, &results[0], shown, 0, mln_status_text(status));
        mln_source_release(&source);
        return;
    }
    mln_engine_file file = {
        .fs_path = path, .path = shown, .bytes = source.text.len, .explicit_path = true};
    mln_engine_options how = {.files = &file,
                              .file_count = 1,
                              .jobs = 1,
                              .max_file_bytes = UINT32_MAX,
                              .tests = MLN_TESTS_FULL,
                              .flow = test->flow,
                              .ignore_paths = true};
    mln_run run = {0};
    mln_engine_scan(engine, &how, &run);
    mln_annotations list = {0};
    mln_annotations_read(&list, source.text);
    bool cplusplus = false;
    mln_lang lang = mln_lang_detect(shown, source.text, &cplusplus);
    mln_lang_set set = lang == MLN_LANG_NONE ? 0 : MLN_LANG_BIT(lang);
    if (run.files.len != 1)
        add_failure(test, &results[0], shown, 0, "was not scanned");
    check_ids(test, results, rules->rules.len, shown, &list);
    for (uint32_t i = 0; i < rules->rules.len; i++) {
        if (rules->rules.data[i].state == MLN_RULE_READY)
            compare(test, &results[i], set, shown, &list, &run);
    }
    mln_vec_release(&list);
    mln_run_release(&run);
    mln_source_release(&source);
}

/* Each language a rule names has an example that is found and one that is not. TypeScript with and
 * without JSX counts as one: a rule cannot name them apart. */
static void check_coverage(session *test, rule_result *result, const mln_rule *rule)
{
    const mln_lang_set typescript = MLN_LANG_BIT(MLN_LANG_TS) | MLN_LANG_BIT(MLN_LANG_TSX);
    for (int lang = MLN_LANG_NONE + 1; lang < MLN_LANG_COUNT; lang++) {
        mln_lang_set set = MLN_LANG_BIT(lang);
        if ((rule->langs & set) == 0 ||
            (lang == MLN_LANG_TSX && (rule->langs & typescript) == typescript))
            continue;
        if ((set & typescript) != 0)
            set = typescript;
        if ((result->found & set) != 0 && (result->clean & set) != 0)
            continue;
        mln_buf text = {0};
        mln_buf_addf(&text, "no %s example in %s", (result->found & set) == 0 ? "ruleid" : "ok",
                     mln_lang_get_id((mln_lang)lang));
        add_failure(test, result, result->file, rule->line, mln_buf_get_text(&text));
        mln_buf_release(&text);
    }
}

/* Whether a detector finds its example. One that names its file must read that file, too. */
static bool finds_example(const mln_engine *engine, const mln_rule *rule,
                          const mln_detector_example *example)
{
    mln_engine_options how = {.stdin_text = &example->text,
                              .stdin_path = example->file.len ? example->file : MLN_STR("example"),
                              .jobs = 1,
                              .tests = MLN_TESTS_FULL,
                              .ignore_paths = !example->file.len};
    mln_run run = {0};
    mln_engine_scan(engine, &how, &run);
    bool found = false;
    for (uint32_t i = 0; i < run.findings.len && !found; i++)
        found = mln_str_equal(run.cards.data[run.findings.data[i].rule].id, rule->card.id);
    mln_run_release(&run);
    return found;
}

/* A detector is tested by the examples in its own rule. */
static void check_examples(session *test, const mln_engine *engine, rule_result *result,
                           const mln_rule *rule)
{
    const mln_detector *detector = rule->detector;
    if (!detector->example_count)
        add_failure(test, result, result->file, rule->line, "no examples");
    for (uint32_t i = 0; i < detector->example_count; i++) {
        const mln_detector_example *example = &detector->examples[i];
        if (finds_example(engine, rule, example) != example->match)
            add_failure(test, result, result->file, example->line,
                        example->match ? "this example is not found"
                                       : "this example is found, but is a no-match");
    }
}

static mln_str keep(session *test, mln_str text)
{
    return (mln_str){mln_arena_dup(&test->arena, text.ptr, text.len), text.len};
}

static mln_status test_rule_file(session *test, const char *path)
{
    mln_ruleset rules = {0};
    mln_engine *engine = NULL;
    mln_status status = mln_ruleset_add_path(&rules, path, &test->diags);
    if (status == MLN_OK && rules.rules.len > 0)
        status = mln_engine_new(&engine, &rules, &test->models, &test->diags);
    uint32_t first = test->results.len;
    mln_paths targets = {0};
    if (status == MLN_OK && rules.rules.len > 0)
        status = mln_rule_files_find_tests(&test->arena, &targets, path, &test->diags);
    if (status == MLN_OK && rules.rules.len > 0) {
        for (uint32_t i = 0; i < rules.rules.len; i++) {
            const mln_rule *rule = &rules.rules.data[i];
            rule_result result = {.id = keep(test, rule->card.id), .file = mln_str_of(path)};
            result.skipped = rule->state == MLN_RULE_OTHER_LANGUAGE;
            mln_vec_add(&test->results, result);
        }
        rule_result *results = &test->results.data[first];
        for (uint32_t i = 0; i < targets.len; i++)
            test_target(test, engine, &rules, results, targets.data[i]);
        for (uint32_t i = 0; i < rules.rules.len; i++) {
            const mln_rule *rule = &rules.rules.data[i];
            if (rule->state == MLN_RULE_READY && rule->detector)
                check_examples(test, engine, &results[i], rule);
            else if (rule->state == MLN_RULE_READY)
                check_coverage(test, &results[i], rule);
            else if (rule->state == MLN_RULE_REFUSED)
                add_failure(test, &results[i], mln_str_of(path), rule->line,
                            "is refused: merlon "
                            "validate says why");
        }
    }
    mln_vec_release(&targets);
    mln_engine_free(engine);
    mln_ruleset_release(&rules);
    return status;
}

/* By file and line; what is wrong on one line keeps its order. */
static void sort_failures(rule_result *result)
{
    for (uint32_t i = 1; i < result->failures.len; i++) {
        failure one = result->failures.data[i];
        uint32_t at = i;
        while (at > 0) {
            const failure *before = &result->failures.data[at - 1];
            int order = mln_str_compare(before->file, one.file);
            if (order < 0 || (order == 0 && before->line <= one.line))
                break;
            result->failures.data[at] = *before;
            at--;
        }
        result->failures.data[at] = one;
    }
}

static void add_text(mln_buf *out, const session *test, bool quiet)
{
    uint32_t passed = 0, failed = 0, skipped = 0;
    for (uint32_t i = 0; i < test->results.len; i++) {
        const rule_result *result = &test->results.data[i];
        if (result->failures.len == 0) {
            skipped += result->skipped;
            passed += !result->skipped;
            continue;
        }
        failed++;
        mln_buf_addf(out, "FAILED %.*s (%.*s)\n", MLN_STR_ARGS(result->id),
                     MLN_STR_ARGS(result->file));
        for (uint32_t k = 0; k < result->failures.len; k++) {
            const failure *one = &result->failures.data[k];
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

static void add_json(mln_buf *out, const session *test)
{
    mln_json json = {.out = out};
    mln_json_begin_object(&json);
    mln_json_open_array(&json, "rules");
    for (uint32_t i = 0; i < test->results.len; i++) {
        const rule_result *result = &test->results.data[i];
        mln_json_begin_object(&json);
        mln_json_put_str(&json, "id", result->id);
        mln_json_put_str(&json, "file", result->file);
        mln_json_put_text(&json, "result",
                          result->failures.len > 0 ? "failed"
                          : result->skipped        ? "other-language"
                                                   : "passed");
        mln_json_open_array(&json, "failures");
        for (uint32_t k = 0; k < result->failures.len; k++) {
            const failure *one = &result->failures.data[k];
            mln_json_begin_object(&json);
            mln_json_put_str(&json, "file", one->file);
            mln_json_put_uint(&json, "line", one->line);
            mln_json_put_str(&json, "text", one->text);
            mln_json_end_object(&json);
        }
        mln_json_end_array(&json);
        mln_json_end_object(&json);
    }
    mln_json_end_array(&json);
    mln_json_end_object(&json);
}

/* The models that lie beside the rules, and those that are built in. */
static mln_status load_models(session *test, const mln_args *args)
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
    session test = {.flow = mln_load_get_reach(args)};
    mln_paths paths = {0};
    mln_status status = load_models(&test, args);
    for (uint32_t i = 0; i < args->operands.len; i++) {
        mln_status one =
            mln_rule_files_find(&test.arena, &paths, args->operands.data[i], &test.diags);
        status = status == MLN_OK ? one : status;
    }
    for (uint32_t i = 0; i < paths.len; i++) {
        mln_status one = test_rule_file(&test, paths.data[i]);
        status = status == MLN_OK ? one : status;
    }
    mln_console_diags(&test.diags, MLN_DIAG_ERROR);

    for (uint32_t i = 0; i < test.results.len; i++)
        sort_failures(&test.results.data[i]);
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
        mln_vec_release(&test.results.data[i].failures);
    }
    if (status != MLN_OK)
        code = MLN_EXIT_ERROR;
    mln_buf_release(&text);
    mln_vec_release(&paths);
    mln_vec_release(&test.results);
    mln_diags_release(&test.diags);
    mln_models_release(&test.models);
    mln_arena_release(&test.arena);
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
        "'todook' mark what is known to be wrong, and fail once it is mended.\n\n"
        "Each rule needs an example of both kinds in each language it names. A rule with 'mode: "
        "secret' holds its examples itself.",
    .options = options,
    .option_count = MLN_COUNT_OF(options),
    .examples = examples,
    .example_count = MLN_COUNT_OF(examples),
    .run = run,
};
