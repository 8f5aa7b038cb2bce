/* Which fixes of a file are applied together, and that what comes out parses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fix/fix.h"

int mln_test_fix_fix(void);

typedef struct {
    mln_run run;
    mln_source source;
    mln_parser *parser;
    mln_fix fix;
} fixture;

static int set_up(void **state)
{
    static fixture f;
    f = (fixture){.parser = mln_parser_new()};
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    mln_run_release(&f->run);
    mln_source_release(&f->source);
    mln_parser_free(f->parser);
    mln_fix_release(&f->fix);
    return 0;
}

static void open_text(fixture *f, mln_lang lang, const char *text)
{
    assert_int_equal(mln_source_set(&f->source, MLN_STR("a.js"), mln_str_of(text)), MLN_OK);
    mln_vec_add(&f->run.files,
                (mln_run_file){.path = MLN_STR("a.js"), .lang = lang, .bytes = f->source.text.len});
}

/* A finding on the first `code` of the text. */
static mln_finding *find(fixture *f, const char *code, const char *fix)
{
    const char *at = strstr(f->source.text.ptr, code);
    assert_non_null(at);
    mln_finding finding = {.has_fix = true, .fix = mln_str_of(fix)};
    finding.region.span.start = (uint32_t)(at - f->source.text.ptr);
    finding.region.span.stop = finding.region.span.start + (uint32_t)strlen(code);
    finding.region.start = mln_source_get_position(&f->source, finding.region.span.start);
    finding.region.end = mln_source_get_position(&f->source, finding.region.span.stop);
    mln_vec_add(&f->run.findings, finding);
    return &f->run.findings.data[f->run.findings.len - 1];
}

/* The text afterwards, and the verdicts as letters, in the order of the findings. */
static void expect(fixture *f, const char *text, const char *verdicts)
{
    char got[20] = "";
    mln_fix_make(&f->fix, f->parser, &f->run, 0, &f->source);
    assert_true(f->fix.outcomes.len < sizeof got);
    for (uint32_t i = 0; i < f->fix.outcomes.len; i++)
        got[i] = "asobc"[f->fix.outcomes.data[i].verdict];
    assert_string_equal(mln_buf_get_text(&f->fix.text), text);
    assert_string_equal(got, verdicts);
}

static void applies_all_in_the_order_of_the_text(void **state)
{
    fixture *f = *state;
    open_text(f, MLN_LANG_JS, "a(1);\nb(2);\nc(3);\n");
    find(f, "c(3)", "longer(3)");
    find(f, "b(2);\n", "");
    find(f, "a(1)", "x");
    expect(f, "x;\nlonger(3);\n", "aaa");
}

static void overlapping_ones_wait(void **state)
{
    fixture *f = *state;
    open_text(f, MLN_LANG_JS, "a(b(1), 2);\n");
    find(f, "b(1)", "inner");
    find(f, "a(b(1), 2)", "outer");
    find(f, "a(b(1), 2)", "outer");
    find(f, "a(b(1), 2)", "another");
    expect(f, "outer;\n", "oaso");
}

static void touching_ones_do_not_overlap(void **state)
{
    fixture *f = *state;
    open_text(f, MLN_LANG_JS, "a;b;\n");
    find(f, "a;", "x;");
    find(f, "b;", "y;");
    expect(f, "x;y;\n", "aa");
}

/* One bad fix does not take the others with it. */
static void what_would_not_parse_is_left_out(void **state)
{
    fixture *f = *state;
    open_text(f, MLN_LANG_JS, "a(1);\nb(2);\nc(3);\nd(4);\ne(5);\n");
    find(f, "a(1)", "A(1)");
    find(f, "b(2)", "B(2");
    find(f, "c(3)", "C(3)");
    find(f, "d(4)", "D)");
    find(f, "e(5)", "E(5)");
    expect(f, "A(1);\nb(2);\nC(3);\nd(4);\nE(5);\n", "ababa");
}

/* Two that parse together alone: each is tried by itself when the pair does not hold. */
static void halves_that_need_each_other_are_taken_whole(void **state)
{
    fixture *f = *state;
    open_text(f, MLN_LANG_JS, "f(a, b);\n");
    find(f, "a", "[a");
    find(f, "b", "b]");
    expect(f, "f([a, b]);\n", "aa");
}

static void a_file_with_errors_may_keep_them(void **state)
{
    fixture *f = *state;
    open_text(f, MLN_LANG_JS, "let = = ;\na(1);\nb(2);\n");
    find(f, "a(1)", "x(1)");
    find(f, "b(2)", "y(");
    expect(f, "let = = ;\nx(1);\nb(2);\n", "ab");
}

static void without_a_grammar_there_is_nothing_to_hold_it_against(void **state)
{
    fixture *f = *state;
    open_text(f, MLN_LANG_NONE, "proxy_pass http://a;\n");
    find(f, "http:", "((");
    expect(f, "proxy_pass ((//a;\n", "a");
}

static void line_ends_are_the_files(void **state)
{
    fixture *f = *state;
    open_text(f, MLN_LANG_JS, "a();\r\nb();\r\n");
    find(f, "a()", "x(\n1,\r\n2)");
    expect(f, "x(\r\n1,\r\n2);\r\nb();\r\n", "a");
}

static void covered_and_suppressed_ones_are_not_applied(void **state)
{
    fixture *f = *state;
    open_text(f, MLN_LANG_JS, "a(1);\nb(2);\n");
    find(f, "a(1)", "x('shop****')")->fix_covered = true;
    find(f, "b(2)", "y")->suppression = MLN_SUPPRESSED_IN_SOURCE;
    expect(f, "a(1);\nb(2);\n", "c");
}

static void a_changed_file_is_known(void **state)
{
    static const struct {
        const char *excerpt;
        bool fresh;
    } cases[] = {{"  b('secret');", true},
                 {"  b('sec***');", true},
                 {"  b('SECRET');", false},
                 {"  b('secrets');", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture *f = *state;
        open_text(f, MLN_LANG_JS, "a();\n  b('secret');\n");
        find(f, "b('secret')", "x")->excerpt = mln_str_of(cases[i].excerpt);
        assert_int_equal(mln_fix_is_fresh(&f->run, 0, &f->source), cases[i].fresh);
        f->run.files.data[0].bytes++;
        assert_false(mln_fix_is_fresh(&f->run, 0, &f->source));
        mln_run_release(&f->run);
        f->run = (mln_run){0};
    }
}

/* Many bad ones: the number of parses is bounded, and what is applied parses. */
static void many_bad_ones_end(void **state)
{
    fixture *f = *state;
    enum { COUNT = 1500 };
    static char text[COUNT * 8 + 1];
    for (int i = 0; i < COUNT; i++) {
        char line[20];
        (void)snprintf(line, sizeof line, "a%05d;\n", i);
        memcpy(text + i * 8, line, 8);
    }
    open_text(f, MLN_LANG_JS, text);
    for (uint32_t i = 0; i < COUNT; i++) {
        mln_finding finding = {.has_fix = true, .fix = i % 2 ? MLN_STR("(") : MLN_STR("ok")};
        finding.region.span = (mln_span){i * 8, i * 8 + 6};
        mln_vec_add(&f->run.findings, finding);
    }
    mln_fix_make(&f->fix, f->parser, &f->run, 0, &f->source);
    mln_tree tree;
    mln_tree_init(&tree);
    assert_int_equal(mln_parser_parse(f->parser, &tree, MLN_LANG_JS, mln_buf_get_str(&f->fix.text)),
                     MLN_OK);
    assert_int_equal(tree.errors.len, 0);
    mln_tree_release(&tree);
    assert_true(f->fix.edits.len > 20);
    for (uint32_t i = 1; i < COUNT; i += 2)
        assert_int_equal(f->fix.outcomes.data[i].verdict, MLN_FIX_BREAKS);
}

int mln_test_fix_fix(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(applies_all_in_the_order_of_the_text),
        TEST(overlapping_ones_wait),
        TEST(touching_ones_do_not_overlap),
        TEST(what_would_not_parse_is_left_out),
        TEST(halves_that_need_each_other_are_taken_whole),
        TEST(a_file_with_errors_may_keep_them),
        TEST(without_a_grammar_there_is_nothing_to_hold_it_against),
        TEST(line_ends_are_the_files),
        TEST(covered_and_suppressed_ones_are_not_applied),
        TEST(a_changed_file_is_known),
        TEST(many_bad_ones_end),
    };
    return cmocka_run_group_tests_name("fix_fix", tests, NULL, NULL);
}
