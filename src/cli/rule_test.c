#include "cli/rule_test.h"

#include <sys/stat.h>

#include "cli/annotation.h"
#include "files/source.h"
#include "fix/fix.h"

#include "base/banned.h"

/* By file and line; what is wrong on one line keeps its order. */
static void sort_failures(mln_test_result *result)
{
    for (uint32_t i = 1; i < result->failures.len; i++) {
        mln_test_failure one = result->failures.data[i];
        uint32_t at = i;
        while (at > 0) {
            const mln_test_failure *before = &result->failures.data[at - 1];
            int order = mln_str_compare(before->file, one.file);
            if (order < 0 || (order == 0 && before->line <= one.line))
                break;
            result->failures.data[at] = *before;
            at--;
        }
        result->failures.data[at] = one;
    }
}

static void add_failure(mln_rule_test *test, mln_test_result *result, mln_str file, uint32_t line,
                        const char *text)
{
    mln_test_failure one = {.file = file, .line = line};
    one.text = (mln_str){mln_arena_dup(&test->arena, text, strlen(text)), (uint32_t)strlen(text)};
    mln_vec_add(&result->failures, one);
}

static bool has_line(const mln_test_target *target, uint32_t line)
{
    for (uint32_t i = 0; i < target->found.len; i++)
        if (target->found.data[i] == line)
            return true;
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

/* The lines that a rule should find in a target and those that it does. */
static mln_test_target get_lines(mln_str rule, mln_str file, const mln_annotations *list,
                                 const mln_run *run)
{
    mln_test_target target = {.file = file};
    for (uint32_t i = 0; i < list->len; i++) {
        const mln_annotation *note = &list->data[i];
        uint32_t last = target.expected.len ? target.expected.data[target.expected.len - 1] : 0;
        if (mln_str_equal(note->rule, rule) && note->expect == MLN_EXPECT_FINDING &&
            note->line != last)
            mln_vec_add(&target.expected, note->line);
    }
    for (uint32_t i = 0; i < run->findings.len; i++) {
        const mln_finding *finding = &run->findings.data[i];
        uint32_t last = target.found.len ? target.found.data[target.found.len - 1] : 0;
        if (mln_str_equal(run->cards.data[finding->rule].id, rule) &&
            finding->region.start.line != last)
            mln_vec_add(&target.found, finding->region.start.line);
    }
    return target;
}

/* What the annotations of one file say of one rule, against what was found. */
static void compare(mln_rule_test *test, mln_test_result *result, mln_lang_set lang, mln_str file,
                    const mln_annotations *list, const mln_run *run)
{
    mln_test_target target = get_lines(result->id, file, list, run);
    for (uint32_t i = 0; i < list->len; i++) {
        const mln_annotation *note = &list->data[i];
        if (!mln_str_equal(note->rule, result->id))
            continue;
        bool found = has_line(&target, note->line);
        switch (note->expect) {
        case MLN_EXPECT_FINDING:
            result->positive |= lang;
            if (!found)
                add_failure(test, result, file, note->line, "not found");
            break;
        case MLN_EXPECT_NONE:
            /* A finding here is told below, with those no line speaks of. */
            result->negative |= lang;
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
    for (uint32_t i = 0; i < target.found.len; i++)
        if (!is_expected(list, result->id, target.found.data[i]))
            add_failure(test, result, file, target.found.data[i],
                        "found, but no ruleid expects it");
    if (target.expected.len || target.found.len)
        mln_vec_add(&result->targets, target);
}

/* --- fixes ----------------------------------------------------------------------------------- */

/* `a.fixed.js` of `a.js`, `a.x.fixed.js` of `a.x.js`. */
static const char *get_fixed_path(mln_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    mln_buf name = {0};
    mln_buf_addf(&name, "%.*s.fixed%s", (int)(dot - path), path, dot);
    const char *kept = mln_arena_dup(arena, name.data, name.len);
    mln_buf_release(&name);
    return kept;
}

static mln_str get_line(mln_str *rest)
{
    const char *end = rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;
    uint32_t len = end ? (uint32_t)(end - rest->ptr) + 1 : rest->len;
    mln_str line = {rest->ptr, len};
    *rest = (mln_str){rest->ptr + len, rest->len - len};
    return line;
}

/* The first line where a fixed target is not what its file says. */
static void compare_texts(mln_rule_test *test, mln_test_result *result, const char *path,
                          mln_str wanted, mln_str got)
{
    uint32_t line = 1;
    mln_str want = get_line(&wanted), have = get_line(&got);
    while (mln_str_equal(want, have) && want.len) {
        want = get_line(&wanted);
        have = get_line(&got);
        line++;
    }
    if (mln_str_equal(want, have))
        return;
    mln_buf text = {0};
    mln_buf_addf(&text, "the fixes make another line of it: %s%.*s",
                 have.len ? "" : "nothing, the text ends", MLN_STR_ARGS(mln_str_trim(have)));
    add_failure(test, result, mln_str_of(path), line, mln_buf_get_text(&text));
    mln_buf_release(&text);
}

static mln_test_result *find_result(mln_test_result *results, uint32_t count, mln_str id)
{
    uint32_t i = 0;
    while (i < count - 1 && !mln_str_equal(results[i].id, id))
        i++;
    return &results[i];
}

/* The first rule of the file that has a fix: what is wrong with fixes is told of it. */
static mln_test_result *find_fixing(const mln_ruleset *rules, mln_test_result *results)
{
    for (uint32_t i = 0; i < rules->rules.len; i++)
        if (rules->rules.data[i].has_fix || rules->rules.data[i].fix_regex)
            return &results[i];
    return NULL;
}

/* Holds what the fixes of all rules make of a target against its .fixed file, if there is one. */
static void check_fixed(mln_rule_test *test, const mln_ruleset *rules, mln_test_result *results,
                        const char *path, const mln_source *source, const mln_run *run)
{
    mln_test_result *result = find_fixing(rules, results);
    const char *fixed_path = get_fixed_path(&test->arena, path);
    struct stat info;
    if (!result || run->files.len != 1 || stat(fixed_path, &info) != 0)
        return;
    mln_source fixed = {0};
    mln_fix fix = {0};
    mln_parser *parser = mln_parser_new();
    mln_status status = mln_source_read(&fixed, fixed_path, mln_str_of(fixed_path), 0);
    if (status == MLN_OK) {
        mln_fix_make(&fix, parser, run, 0, source);
        compare_texts(test, result, fixed_path, fixed.text, mln_buf_get_str(&fix.text));
    } else {
        add_failure(test, result, mln_str_of(fixed_path), 0, mln_status_text(status));
    }
    for (uint32_t i = 0; i < fix.outcomes.len; i++) {
        const mln_finding *f = &run->findings.data[fix.outcomes.data[i].finding];
        mln_test_result *its = find_result(results, rules->rules.len, run->cards.data[f->rule].id);
        its->fixed = true;
        if (fix.outcomes.data[i].verdict == MLN_FIX_BREAKS)
            add_failure(test, its, mln_str_of(path), f->region.start.line,
                        "with its fix the file would not parse");
    }
    mln_parser_free(parser);
    mln_fix_release(&fix);
    mln_source_release(&fixed);
}

/* Ids in comments that no rule of the file has: a test that asserts nothing. */
static void check_ids(mln_rule_test *test, mln_test_result *results, uint32_t count, mln_str file,
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

static void test_target(mln_rule_test *test, const mln_engine *engine, const mln_ruleset *rules,
                        mln_test_result *results, const char *path)
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
    mln_annotations_choose(&list, test->flow == MLN_REACH_FILE);
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
    check_fixed(test, rules, results, path, &source, &run);
    mln_vec_release(&list);
    mln_run_release(&run);
    mln_source_release(&source);
}

/* Each language a rule names has an example that is found and one that is not. TypeScript with and
 * without JSX counts as one: a rule cannot name them apart. */
static void check_coverage(mln_rule_test *test, mln_test_result *result, const mln_rule *rule)
{
    const mln_lang_set typescript = MLN_LANG_BIT(MLN_LANG_TS) | MLN_LANG_BIT(MLN_LANG_TSX);
    for (int lang = MLN_LANG_NONE + 1; lang < MLN_LANG_COUNT; lang++) {
        mln_lang_set set = MLN_LANG_BIT(lang);
        if ((rule->langs & set) == 0 ||
            (lang == MLN_LANG_TSX && (rule->langs & typescript) == typescript))
            continue;
        if ((set & typescript) != 0)
            set = typescript;
        if ((result->positive & set) != 0 && (result->negative & set) != 0)
            continue;
        mln_buf text = {0};
        mln_buf_addf(&text, "no %s example in %s", (result->positive & set) == 0 ? "ruleid" : "ok",
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
static void check_examples(mln_rule_test *test, const mln_engine *engine, mln_test_result *result,
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

static mln_str keep(mln_rule_test *test, mln_str text)
{
    return (mln_str){mln_arena_dup(&test->arena, text.ptr, text.len), text.len};
}

/* Whether some rule of the file reads text of any kind. */
static bool reads_text(const mln_ruleset *rules)
{
    bool found = false;
    for (uint32_t i = 0; i < rules->rules.len && !found; i++) {
        const mln_rule *rule = &rules->rules.data[i];
        found =
            rule->state == MLN_RULE_READY && !rule->detector && rule->subject != MLN_SUBJECT_CODE;
    }
    return found;
}

mln_status mln_rule_test_run(mln_rule_test *test, const char *path)
{
    mln_ruleset rules = {0};
    mln_engine *engine = NULL;
    mln_status status = mln_ruleset_add_path(&rules, path, &test->diags);
    if (status == MLN_OK && rules.rules.len > 0)
        status = mln_engine_new(&engine, &rules, &test->models, 1, &test->diags);
    uint32_t first = test->results.len;
    mln_paths targets = {0};
    if (status == MLN_OK && rules.rules.len > 0)
        status = mln_rule_files_find_tests(&test->arena, &targets, path, reads_text(&rules),
                                           &test->diags);
    if (status == MLN_OK && rules.rules.len > 0) {
        for (uint32_t i = 0; i < rules.rules.len; i++) {
            const mln_rule *rule = &rules.rules.data[i];
            mln_test_result result = {.id = keep(test, rule->card.id), .file = mln_str_of(path)};
            result.skipped = rule->state == MLN_RULE_OTHER_LANGUAGE;
            mln_vec_add(&test->results, result);
        }
        mln_test_result *results = &test->results.data[first];
        for (uint32_t i = 0; i < targets.len; i++)
            test_target(test, engine, &rules, results, targets.data[i]);
        for (uint32_t i = 0; i < rules.rules.len; i++) {
            const mln_rule *rule = &rules.rules.data[i];
            if (rule->state == MLN_RULE_READY && rule->detector)
                check_examples(test, engine, &results[i], rule);
            else if (rule->state == MLN_RULE_READY)
                check_coverage(test, &results[i], rule);
            if (rule->state == MLN_RULE_READY && (rule->has_fix || rule->fix_regex) &&
                !results[i].fixed)
                add_failure(test, &results[i], results[i].file, rule->line,
                            "no .fixed file shows what its fix does");
            if (rule->state == MLN_RULE_REFUSED)
                add_failure(test, &results[i], mln_str_of(path), rule->line,
                            "is refused: merlon validate says why");
            sort_failures(&results[i]);
        }
    }
    mln_vec_release(&targets);
    mln_engine_free(engine);
    mln_ruleset_release(&rules);
    return status;
}

void mln_rule_test_release(mln_rule_test *test)
{
    for (uint32_t i = 0; i < test->results.len; i++) {
        mln_test_result *result = &test->results.data[i];
        for (uint32_t t = 0; t < result->targets.len; t++) {
            mln_vec_release(&result->targets.data[t].expected);
            mln_vec_release(&result->targets.data[t].found);
        }
        mln_vec_release(&result->targets);
        mln_vec_release(&result->failures);
    }
    mln_vec_release(&test->results);
    mln_diags_release(&test->diags);
    mln_models_release(&test->models);
    mln_arena_release(&test->arena);
}
