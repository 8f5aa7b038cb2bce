/* The engine as a whole: what a comment speaks of, the same record for any number of threads, rules
 * that do not run, and budgets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "engine/engine.h"

int mln_test_engine_engine(void);

typedef struct {
    mln_ruleset rules;
    mln_diags diags;
    mln_engine *engine;
    mln_status status;
} loaded;

#define HEAD "  message: m $X\n  severity: ERROR\n"
#define RULES_EVAL "rules:\n- id: no-eval\n  languages: [js]\n" HEAD "  pattern: eval($X)\n"

static void load(loaded *l, const char *yaml)
{
    *l = (loaded){0};
    assert_int_equal(
        mln_ruleset_add_text(&l->rules, MLN_STR("r.yaml"), mln_str_of(yaml), &l->diags), MLN_OK);
    l->status = mln_engine_new(&l->engine, &l->rules, NULL, 1, &l->diags);
    assert_non_null(l->engine);
}

static void unload(loaded *l)
{
    mln_engine_free(l->engine);
    mln_ruleset_release(&l->rules);
    mln_diags_release(&l->diags);
}

static void scan_text(const loaded *l, mln_run *run, const char *path, mln_str code)
{
    mln_engine_options options = {
        .stdin_text = &code, .stdin_path = mln_str_of(path), .tests = MLN_TESTS_FULL};
    *run = (mln_run){0};
    mln_engine_scan(l->engine, &options, run);
}

static const mln_diag *find_diag(const mln_run *run, const char *code)
{
    for (uint32_t i = 0; i < run->diags.list.len; i++)
        if (strcmp(run->diags.list.data[i].code, code) == 0)
            return &run->diags.list.data[i];
    return NULL;
}

/* ---- remarks ---- */

static void remarks_hold_to_their_statement(void **state)
{
    (void)state;
    static const struct {
        const char *path, *code;
        uint32_t line, code_line, code_end_line;
    } cases[] = {
        /* The next statement, and all its lines. */
        {"a.js", "// merlon-ignore\nf(\n  a,\n  b);\ng();\n", 1, 2, 4},
        /* The statement before it on its line. */
        {"a.js", "f(); // merlon-ignore\ng();\n", 1, 1, 1},
        /* The statement around it. */
        {"a.js", "f(\n  a, // merlon-ignore\n  b);\ng();\n", 2, 1, 3},
        /* In a callback: a statement of the callback, not the call around it. */
        {"a.js", "app.get('/', (q, r) => {\n  // merlon-ignore\n  eval(q);\n  eval(r);\n});\n", 2,
         3, 3},
        {"a.js", "app.get('/', function (q) {\n  eval(q); // merlon-ignore\n  eval(r);\n});\n", 2,
         2, 2},
        /* Of a compound statement the head alone. */
        {"a.js", "// merlon-ignore\nif (a ||\n    b) {\n  c();\n}\n", 1, 2, 3},
        {"a.js", "// merlon-ignore\nfunction f() {\n  c();\n}\n", 1, 2, 2},
        /* A member of a class, a property of an object. */
        {"a.js", "class A {\n  // merlon-ignore\n  p = eval(\n    q);\n  r = 1;\n}\n", 2, 3, 4},
        {"a.js", "x = {\n  a: 1,\n  // merlon-ignore\n  b: eval(c),\n  d: 2\n};\n", 3, 4, 4},
        {"a.js", "switch (a) {\ncase 1:\n  // nosemgrep\n  f();\n  g();\n}\n", 3, 4, 4},
        {"a.c", "void f(void)\n{\n    /* merlon-ignore */\n    g(1,\n      2);\n    h();\n}\n", 3,
         4, 5},
    };
    loaded l;
    load(&l, RULES_EVAL);
    for (size_t i = 0; i < MLN_COUNT_OF(cases); i++) {
        mln_run run;
        scan_text(&l, &run, cases[i].path, mln_str_of(cases[i].code));
        assert_int_equal(run.remarks.len, 1);
        const mln_remark *remark = &run.remarks.data[0];
        if (remark->line != cases[i].line || remark->code_line != cases[i].code_line ||
            remark->code_end_line != cases[i].code_end_line)
            fail_msg("%s\nline %u speaks of %u-%u, expected %u-%u", cases[i].code, remark->line,
                     remark->code_line, remark->code_end_line, cases[i].code_line,
                     cases[i].code_end_line);
        mln_run_release(&run);
    }
    mln_run run;
    scan_text(&l, &run, "a.js", MLN_STR("// nothing to say\n'merlon-ignore';\n"));
    assert_int_equal(run.remarks.len, 0);
    mln_run_release(&run);
    unload(&l);
}

/* ---- threads ---- */

#define FILES 60u

/* All of a run that a report shows, as text. */
static void write_run(const mln_run *run, mln_buf *out)
{
    mln_buf_addf(out, "%u files, %u rules, %d\n", run->files.len, run->rules_loaded,
                 run->incomplete);
    for (uint32_t i = 0; i < run->files.len; i++)
        mln_buf_addf(out, "%.*s %u %u\n", MLN_STR_ARGS(run->files.data[i].path),
                     run->files.data[i].lines, run->files.data[i].error_count);
    for (uint32_t i = 0; i < run->findings.len; i++) {
        const mln_finding *f = &run->findings.data[i];
        mln_buf_addf(out, "%u %u %u:%u-%u:%u %.*s|%.*s|%.*s|%.*s|%.*s\n", f->file, f->rule,
                     f->region.start.line, f->region.start.column_bytes, f->region.end.line,
                     f->region.end.column_bytes, MLN_STR_ARGS(f->message), MLN_STR_ARGS(f->excerpt),
                     MLN_STR_ARGS(f->identity), MLN_STR_ARGS(f->line_hash), MLN_STR_ARGS(f->scope));
        for (uint32_t b = 0; b < f->binding_count; b++)
            mln_buf_addf(out, "  %.*s=%.*s\n", MLN_STR_ARGS(f->bindings[b].name),
                         MLN_STR_ARGS(f->bindings[b].text));
    }
    for (uint32_t i = 0; i < run->remarks.len; i++)
        mln_buf_addf(out, "remark %u %u %.*s\n", run->remarks.data[i].file,
                     run->remarks.data[i].line, MLN_STR_ARGS(run->remarks.data[i].text));
    for (uint32_t i = 0; i < run->skips.len; i++)
        mln_buf_addf(out, "skip %.*s\n", MLN_STR_ARGS(run->skips.data[i].path));
    for (uint32_t i = 0; i < run->diags.list.len; i++)
        mln_buf_addf(out, "%s %.*s\n", run->diags.list.data[i].code,
                     MLN_STR_ARGS(run->diags.list.data[i].text));
}

static void threads_make_no_difference(void **state)
{
    (void)state;
    char folder[] = "/tmp/merlon-engine-XXXXXX";
    assert_non_null(mkdtemp(folder));
    static char paths[FILES][64];
    mln_engine_file files[FILES];
    uint32_t expected = 0;
    for (uint32_t i = 0; i < FILES; i++) {
        mln_buf code = {0};
        snprintf(paths[i], sizeof paths[i], "%s/f%u.%s", folder, i * 37 % FILES,
                 i % 5 == 0 ? "c" : "js");
        for (uint32_t k = 0; k < i * 7 % 23; k++) {
            if (i % 5 == 0)
                mln_buf_addf(&code, "void g%u(void) { gets(b%u); }\n", k, i);
            else
                mln_buf_addf(&code, "function g%u() {\n  eval(a%u); eval(b); // merlon-ignore\n}\n",
                             k, i);
            expected += i % 5 == 0 ? 1 : 2;
        }
        if (i % 11 == 3)
            mln_buf_add_text(&code, "var = ;\n");
        if (i == 59)
            mln_buf_add(&code, "\0\0\0", 3);
        FILE *file = fopen(paths[i], "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(code.data ? code.data : "", 1, code.len, file), code.len);
        assert_int_equal(fclose(file), 0);
        files[i] =
            (mln_engine_file){.fs_path = paths[i], .path = mln_str_of(paths[i]), .bytes = code.len};
        if (i == 59)
            expected -= i * 7 % 23 * 2; /* binary: a skip */
        mln_buf_release(&code);
    }
    loaded l;
    load(&l, RULES_EVAL "- id: no-gets\n  languages: [c]\n" HEAD "  pattern: gets($X)\n");
    assert_int_equal(l.status, MLN_OK);
    static const uint32_t jobs[] = {1, 2, 8, 0};
    mln_buf first = {0}, text = {0};
    for (size_t i = 0; i < MLN_COUNT_OF(jobs); i++) {
        mln_engine_options options = {
            .files = files, .file_count = FILES, .jobs = jobs[i], .tests = MLN_TESTS_FULL};
        mln_run run = {0};
        mln_engine_scan(l.engine, &options, &run);
        assert_int_equal(run.findings.len, expected);
        assert_int_equal(run.files.len, FILES - 1);
        assert_int_equal(run.skips.len, 1);
        mln_buf *out = i ? &text : &first;
        mln_buf_clear(out);
        write_run(&run, out);
        if (i && strcmp(mln_buf_get_text(&first), mln_buf_get_text(&text)) != 0)
            fail_msg("%u threads give another record", jobs[i]);
        mln_run_release(&run);
    }
    mln_buf_release(&first);
    mln_buf_release(&text);
    unload(&l);
    for (uint32_t i = 0; i < FILES; i++)
        unlink(paths[i]);
    assert_int_equal(rmdir(folder), 0);
}

/* ---- rules that do not run ---- */

/* Patterns are read ahead by several threads: good ones, ones that need another wrapping, ones that
 * stand in several rules and for both families of languages, and bad ones. */
static void reading_ahead_makes_no_difference(void **state)
{
    (void)state;
    mln_buf yaml = {0};
    mln_buf_add_text(&yaml, "rules:\n");
    for (int i = 0; i < 120; i++) {
        static const char *const forms[] = {"f%d($X)",
                                            "if ($X) f%d();",
                                            "{a: f%d($X), ...}",
                                            "a: f%d($X)",
                                            "f%d($X",
                                            "$A = f%d(<... b ...>)",
                                            "g($X)",
                                            "f%d(\"=~/b(/\", $X)",
                                            "f%d($X);",
                                            "catch ($X) { f%d(); }"};
        char form[64];
        snprintf(form, sizeof form, forms[i % 10], i);
        mln_buf_addf(&yaml,
                     "- id: rule-%d\n  languages: [js, c]\n" HEAD "  pattern-either:\n"
                     "  - pattern: |\n      %s\n  - pattern: h%d($X)\n",
                     i, form, i);
    }
    mln_str code = MLN_STR("g(1); f0(x); if (y) f11(); z = {a: f2(1)}; q = f5(a + b); f8(2);\n"
                           "try { h7(1); } catch (e) { f9(); } f10(h3(h4(5)));\n");
    static const uint32_t jobs[] = {1, 2, 3, 8};
    mln_buf first = {0};
    for (size_t i = 0; i < MLN_COUNT_OF(jobs); i++) {
        loaded l = {0};
        assert_int_equal(
            mln_ruleset_add_text(&l.rules, MLN_STR("r.yaml"), mln_buf_get_str(&yaml), &l.diags),
            MLN_OK);
        assert_int_equal(mln_engine_new(&l.engine, &l.rules, NULL, jobs[i], &l.diags), MLN_SYNTAX);
        mln_run run;
        mln_buf found = {0};
        scan_text(&l, &run, "a.js", code);
        write_run(&run, &found);
        for (uint32_t d = 0; d < l.diags.list.len; d++)
            mln_buf_addf(&found, "%.*s\n", MLN_STR_ARGS(l.diags.list.data[d].text));
        /* `g(1)` by 12 rules; f0, f5, f8, f9, f10, f11 and h3. Of ten rules the third (no C), the
         * fifth and the eighth are refused. */
        assert_int_equal(run.findings.len, 19);
        assert_int_equal(run.rules_loaded, 84);
        assert_int_equal(l.diags.error_count, 36);
        if (i == 0)
            mln_buf_add_str(&first, mln_buf_get_str(&found));
        else
            assert_string_equal(mln_buf_get_text(&found), mln_buf_get_text(&first));
        mln_buf_release(&found);
        mln_run_release(&run);
        unload(&l);
    }
    mln_buf_release(&first);
    mln_buf_release(&yaml);
}

static void refused_rules_are_told(void **state)
{
    (void)state;
    loaded l;
    load(&l, RULES_EVAL "- id: other\n  languages: [python]\n" HEAD "  pattern: f($X)\n"
                        "- id: lacks\n  languages: [js]\n" HEAD
                        "  patterns:\n  - pattern: f($X)\n  - metavariable-pattern:\n"
                        "      metavariable: $X\n      language: python\n      pattern: a\n");
    assert_int_equal(l.status, MLN_OK);
    mln_run run;
    scan_text(&l, &run, "a.js", MLN_STR("eval(a); f('a');\n"));
    assert_int_equal(run.rules_loaded, 1);
    assert_int_equal(run.rules_refused, 1);
    assert_int_equal(run.rules_other_language, 1);
    assert_true(run.incomplete);
    const mln_diag *diag = find_diag(&run, "refused-rule");
    assert_non_null(diag);
    assert_true(mln_str_is(diag->rule, "lacks"));
    assert_int_equal(diag->level, MLN_DIAG_ERROR);
    assert_int_equal(run.findings.len, 1);
    assert_true(mln_str_is(run.findings.data[0].message, "m a"));
    mln_run_release(&run);
    unload(&l);
}

static void a_bad_pattern_does_not_stop_the_rest(void **state)
{
    (void)state;
    loaded l;
    load(&l, "rules:\n- id: broken\n  languages: [js]\n" HEAD "  pattern: 'f(('\n"
             "- id: good\n  languages: [js]\n" HEAD "  pattern: eval($X)\n");
    assert_int_equal(l.status, MLN_SYNTAX);
    assert_int_equal(l.diags.list.len, 1);
    assert_string_equal(l.diags.list.data[0].code, "bad-pattern");
    assert_true(mln_str_is(l.diags.list.data[0].rule, "broken"));
    assert_int_equal(l.diags.list.data[0].line, 6);
    mln_run run;
    scan_text(&l, &run, "a.js", MLN_STR("eval(a);\n"));
    assert_int_equal(run.findings.len, 1);
    mln_run_release(&run);
    unload(&l);
}

/* ---- budget ---- */

static void a_spent_budget_is_told(void **state)
{
    (void)state;
    loaded l;
    load(&l, "rules:\n- id: slow\n  languages: [js]\n  message: m\n  severity: ERROR\n"
             "  pattern: f(..., $A, ..., $B, ..., $C, ..., $D, ..., $A, ..., $B, ..., none)\n"
             "- id: quick\n  languages: [js]\n  message: m\n  severity: ERROR\n"
             "  pattern: eval(...)\n");
    assert_int_equal(l.status, MLN_OK);
    mln_buf code = {0};
    mln_buf_add_text(&code, "eval(a);\nf(");
    for (uint32_t i = 0; i < 400; i++)
        mln_buf_addf(&code, "a%u, ", i % 200);
    mln_buf_add_text(&code, "none, last);\neval(b);\n");
    mln_run run;
    scan_text(&l, &run, "a.js", mln_buf_get_str(&code));
    const mln_diag *diag = find_diag(&run, "rule-budget");
    assert_non_null(diag);
    assert_true(mln_str_is(diag->rule, "slow"));
    assert_true(mln_str_is(diag->file, "a.js"));
    assert_true(run.incomplete);
    /* What another rule finds is not touched. */
    assert_int_equal(run.findings.len, 2);
    mln_run_release(&run);
    scan_text(&l, &run, "b.js", MLN_STR("f(a, b, c, d, a, b, none); eval(a);"));
    assert_null(find_diag(&run, "rule-budget"));
    assert_int_equal(run.findings.len, 2);
    assert_false(run.incomplete);
    mln_run_release(&run);
    mln_buf_release(&code);
    unload(&l);
}

/* A declaration without a value is no assignment; to find that out takes a step, not all of them.
 */
static void a_failed_way_costs_nothing(void **state)
{
    (void)state;
    loaded l;
    load(&l, "rules:\n- id: head\n  languages: [js]\n  message: m\n  severity: ERROR\n"
             "  pattern: |\n    $X = {a: true}\n    ...\n");
    mln_run run;
    scan_text(&l, &run, "a.js", MLN_STR("let a;\nb = {a: true};\n"));
    assert_null(find_diag(&run, "rule-budget"));
    assert_int_equal(run.findings.len, 1);
    assert_int_equal(run.findings.data[0].region.start.line, 2);
    mln_run_release(&run);
    unload(&l);
}

int mln_test_engine_engine(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(remarks_hold_to_their_statement),
        cmocka_unit_test(threads_make_no_difference),
        cmocka_unit_test(reading_ahead_makes_no_difference),
        cmocka_unit_test(refused_rules_are_told),
        cmocka_unit_test(a_bad_pattern_does_not_stop_the_rest),
        cmocka_unit_test(a_spent_budget_is_told),
        cmocka_unit_test(a_failed_way_costs_nothing),
    };
    return cmocka_run_group_tests_name("engine/engine", tests, NULL, NULL);
}
