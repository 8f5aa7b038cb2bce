/* Secrets in the record of a run: what identifies them, what is read, what speaks to merlon. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/engine.h"
#include "finding/line_hash.h"

int mln_test_engine_secrets(void);

static const char rules_text[] =
    "rules:\n"
    "- id: shop-token\n  mode: secret\n  message: m\n  severity: HIGH\n"
    "  keywords: [shop_]\n  regex: '\\b(shop_[0-9a-z]{20})\\b'\n"
    "- id: log-in\n  languages: [js]\n  message: with $X\n"
    "  severity: LOW\n  pattern: login($X)\n  fix: read($X)\n";

#define TOKEN "shop_9z7x1m3w5b6c04f8a2kq"
#define OTHER "shop_2kq9z7x1m3w5b6c04f8a"

static void scan(const char *path, const char *text, mln_tests_mode tests, mln_run *run)
{
    mln_ruleset set = {0};
    mln_diags diags = {0};
    mln_engine *engine;
    assert_int_equal(mln_ruleset_add_text(&set, MLN_STR("r.yaml"), mln_str_of(rules_text), &diags),
                     MLN_OK);
    assert_int_equal(mln_engine_new(&engine, &set, NULL, 1, &diags), MLN_OK);
    assert_true(mln_engine_reads_text(engine));
    mln_str input = mln_str_of(text);
    mln_engine_options options = {
        .stdin_text = &input, .stdin_path = mln_str_of(path), .tests = tests};
    *run = (mln_run){0};
    mln_engine_scan(engine, &options, run);
    mln_engine_free(engine);
    for (uint32_t i = 0; i < run->findings.len; i++) {
        const mln_finding *f = &run->findings.data[i];
        assert_null(strstr(f->message.ptr, TOKEN));
        assert_null(strstr(f->excerpt.ptr, TOKEN));
        assert_null(strstr(f->fix.ptr ? f->fix.ptr : "", TOKEN));
        for (uint32_t b = 0; b < f->binding_count; b++)
            assert_null(strstr(f->bindings[b].text.ptr, TOKEN));
    }
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
}

static void the_identity_is_the_secrets(void **state)
{
    (void)state;
    mln_run first, moved, changed;
    scan("a.env", "TOKEN=" TOKEN "\n", MLN_TESTS_LOW, &first);
    scan("a.env", "# a line\n\nTOKEN= " TOKEN "\n", MLN_TESTS_LOW, &moved);
    scan("a.env", "TOKEN=" OTHER "\n", MLN_TESTS_LOW, &changed);
    assert_int_equal(first.findings.len, 1);
    assert_int_equal(moved.findings.len, 1);
    assert_int_equal(changed.findings.len, 1);
    /* The same where it moved, another one in its place: both look alike in the excerpt. */
    assert_true(mln_str_equal(first.findings.data[0].identity, moved.findings.data[0].identity));
    assert_false(mln_str_equal(first.findings.data[0].identity, changed.findings.data[0].identity));
    assert_true(mln_str_equal(first.findings.data[0].excerpt, changed.findings.data[0].excerpt));
    mln_run_release(&first);
    mln_run_release(&moved);
    mln_run_release(&changed);
}

static void the_line_hash_is_of_the_file_as_it_is(void **state)
{
    (void)state;
    static const char text[] = "TOKEN=" TOKEN "\n";
    mln_run run;
    scan("a.env", text, MLN_TESTS_LOW, &run);
    uint32_t line = 1;
    mln_line_hash hash;
    char expected[MLN_LINE_HASH_SIZE];
    mln_line_hash_compute(mln_str_of(text), &line, 1, &hash);
    (void)mln_line_hash_write(hash, expected);
    assert_true(mln_str_is(run.findings.data[0].line_hash, expected));
    mln_run_release(&run);
}

static void other_rules_show_none(void **state)
{
    (void)state;
    mln_run run;
    scan("a.js", "login('" TOKEN "');\n", MLN_TESTS_LOW, &run);
    assert_int_equal(run.findings.len, 2);
    assert_true(mln_str_is(run.findings.data[0].message, "with 'shop*********************'"));
    assert_true(mln_str_is(run.findings.data[0].fix, "read('shop*********************')"));
    assert_int_equal(run.files.len, 1);
    assert_false(run.files.data[0].secrets_only);
    mln_run_release(&run);
}

static void what_is_read(void **state)
{
    (void)state;
    mln_run run;
    scan("test/a.env", "TOKEN=" TOKEN "\n", MLN_TESTS_LOW, &run);
    assert_int_equal(run.findings.len, 1);
    assert_int_equal(run.findings.data[0].severity, MLN_SEVERITY_LOW);
    assert_true(run.files.data[0].secrets_only);
    assert_int_equal(run.files.data[0].passed_over, MLN_SKIP_NO_LANGUAGE);
    assert_int_equal(run.skips.len, 0);
    mln_run_release(&run);
    scan("test/a.env", "TOKEN=" TOKEN "\n", MLN_TESTS_OFF, &run);
    assert_int_equal(run.findings.len, 0);
    assert_int_equal(run.skips.len, 1);
    mln_run_release(&run);
    scan("a.hpp", "class A {}; // " TOKEN "\n", MLN_TESTS_LOW, &run);
    assert_int_equal(run.findings.len, 1);
    mln_run_release(&run);
}

static void comments_in_other_files(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t remarks, line, code_line;
    } cases[] = {
        {"T=" TOKEN " # merlon-ignore: shop-token\n", 1, 1, 1},
        {"# merlon-ignore: shop-token\nT=" TOKEN "\n", 1, 1, 0},
        {"; merlon-ignore\nT=" TOKEN "\n", 1, 1, 0},
        {"<!-- merlon-ignore: shop-token -->\n" TOKEN "\n", 1, 1, 0},
        /* A word is no comment, and one without a finding is of no interest. */
        {"merlon-ignore " TOKEN "\n", 0, 0, 0},
        {"# merlon-ignore: shop-token\n\n\nT=" TOKEN "\n", 0, 0, 0},
    };
    for (size_t i = 0; i < MLN_COUNT_OF(cases); i++) {
        mln_run run;
        scan("a.ini", cases[i].text, MLN_TESTS_LOW, &run);
        assert_int_equal(run.findings.len, 1);
        assert_int_equal(run.remarks.len, cases[i].remarks);
        if (cases[i].remarks) {
            assert_int_equal(run.remarks.data[0].line, cases[i].line);
            assert_int_equal(run.remarks.data[0].code_line, cases[i].code_line);
        }
        mln_run_release(&run);
    }
}

int mln_test_engine_secrets(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_identity_is_the_secrets),
        cmocka_unit_test(the_line_hash_is_of_the_file_as_it_is),
        cmocka_unit_test(other_rules_show_none),
        cmocka_unit_test(what_is_read),
        cmocka_unit_test(comments_in_other_files),
    };
    return cmocka_run_group_tests_name("engine/secrets", tests, NULL, NULL);
}
