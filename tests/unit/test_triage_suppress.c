/* Which findings a comment suppresses, and what is said about comments that do not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "triage/filter.h"
#include "triage/suppress.h"

int mln_test_triage_suppress(void);

static const mln_date TODAY = {2026, 6, 15};

/* Two rules and two files; findings of rule 0 on lines 1 … 9 of both, of rule 1 on line 5 of a.js.
 */
static int set_up(void **state)
{
    static mln_run run;
    run = (mln_run){0};
    mln_vec_add(&run.cards, (mln_card){.id = MLN_STR("sql-injection")});
    mln_vec_add(&run.cards, (mln_card){.id = MLN_STR("js.weak-hash")});
    mln_vec_add(&run.files, (mln_run_file){.path = MLN_STR("a.js")});
    mln_vec_add(&run.files, (mln_run_file){.path = MLN_STR("b.js")});
    for (uint32_t i = 0; i < 18; i++) {
        mln_finding f = {.file = i / 9, .severity = (mln_severity)(i % 9 % MLN_SEVERITY_COUNT)};
        f.region.span.start = i % 9 * 10;
        f.region.span.stop = f.region.span.start + 5;
        f.region.start.line = f.region.end.line = i % 9 + 1;
        mln_vec_add(&run.findings, f);
        if (i == 4) {
            f.rule = 1;
            mln_vec_add(&run.findings, f);
        }
    }
    mln_run_sort(&run);
    *state = &run;
    return 0;
}

static int tear_down(void **state)
{
    mln_run_release(*state);
    return 0;
}

static void remark(mln_run *run, uint32_t line, uint32_t code_line, uint32_t code_end_line,
                   const char *text)
{
    mln_vec_add(&run->remarks,
                (mln_remark){0, line, line, code_line, code_end_line, mln_str_of(text)});
}

/* The suppressed findings as "a3 a5' b1": file, line, and a prime for the second rule. */
static void expect_suppressed(const mln_run *run, const char *expected)
{
    char text[200] = "";
    size_t len = 0;
    for (uint32_t i = 0; i < run->findings.len; i++) {
        const mln_finding *f = &run->findings.data[i];
        if (f->suppression == MLN_ACTIVE)
            continue;
        assert_int_equal(f->suppression, MLN_SUPPRESSED_IN_SOURCE);
        assert_true(len + 6 < sizeof text);
        if (len)
            text[len++] = ' ';
        text[len++] = f->file ? 'b' : 'a';
        text[len++] = (char)('0' + f->region.start.line);
        if (f->rule)
            text[len++] = '\'';
        text[len] = '\0';
    }
    assert_string_equal(text, expected);
}

static void expect_diag(const mln_run *run, uint32_t index, const char *code, uint32_t line,
                        const char *part)
{
    assert_true(index < run->diags.list.len);
    const mln_diag *d = &run->diags.list.data[index];
    assert_int_equal(d->level, MLN_DIAG_WARNING);
    assert_string_equal(d->code, code);
    assert_true(mln_str_is(d->file, "a.js"));
    assert_int_equal(d->line, line);
    assert_non_null(strstr(d->text.ptr, part));
}

static void a_statement_is_covered_whole(void **state)
{
    mln_run *run = *state;
    remark(run, 4, 3, 6, " merlon-ignore -- fixed list");
    mln_triage_suppress(run, TODAY);
    expect_suppressed(run, "a3 a4 a5 a5' a6");
    assert_true(mln_str_is(run->findings.data[2].justification, "fixed list"));
    assert_int_equal(run->diags.list.len, 0);
}

static void a_comment_above_reaches_the_next_line(void **state)
{
    mln_run *run = *state;
    remark(run, 2, 0, 0, "merlon-ignore"); /* no statement known */
    remark(run, 7, 8, 8, "nosemgrep");
    mln_triage_suppress(run, TODAY);
    expect_suppressed(run, "a2 a3 a7 a8");
}

static void a_comment_behind_code_does_not_reach_the_next_line(void **state)
{
    mln_run *run = *state;
    remark(run, 2, 2, 2, "merlon-ignore");
    remark(run, 7, 6, 7, "nosemgrep");
    mln_triage_suppress(run, TODAY);
    expect_suppressed(run, "a2 a6 a7");
}

static void a_block_comment_covers_its_lines(void **state)
{
    mln_run *run = *state;
    mln_vec_add(&run->remarks,
                (mln_remark){1, 3, 5, 6, 6, MLN_STR("\n * merlon-ignore\n * because\n")});
    mln_triage_suppress(run, TODAY);
    expect_suppressed(run, "b3 b4 b5 b6");
}

static void only_the_rules_named(void **state)
{
    mln_run *run = *state;
    remark(run, 5, 5, 5, "merlon-ignore: weak-hash");
    remark(run, 8, 8, 8, "nosem: javascript.lang.sql-injection, other");
    remark(run, 9, 9, 9, "nosemgrep: something-else");
    mln_triage_suppress(run, TODAY);
    expect_suppressed(run, "a5' a8");
    assert_int_equal(run->diags.list.len, 0);
}

static void an_expired_one_is_said_and_holds_no_more(void **state)
{
    mln_run *run = *state;
    remark(run, 1, 1, 1, "merlon-ignore: sql-injection -- later (until 2026-06-14)");
    remark(run, 2, 2, 2, "merlon-ignore: sql-injection -- later (until 2026-06-15)");
    mln_triage_suppress(run, TODAY);
    expect_suppressed(run, "a2");
    assert_int_equal(run->diags.list.len, 1);
    expect_diag(run, 0, "expired-suppression", 1, "2026-06-14");
    assert_true(mln_str_is(run->findings.data[1].justification, "later"));
}

static void a_malformed_one_is_said_and_does_not_hold(void **state)
{
    mln_run *run = *state;
    remark(run, 1, 1, 1, "merlon-ignore: sql-injection (until tomorrow)");
    mln_vec_add(&run->remarks, (mln_remark){0, 3, 6, 7, 7, MLN_STR("\nmerlon-ignore sql\n\n")});
    mln_triage_suppress(run, TODAY);
    expect_suppressed(run, "");
    assert_int_equal(run->diags.list.len, 2);
    expect_diag(run, 0, "bad-suppression", 1, "YYYY-MM-DD");
    expect_diag(run, 1, "bad-suppression", 4, "colon");
}

static void an_unused_one_is_said_if_its_rules_ran(void **state)
{
    mln_run *run = *state;
    remark(run, 20, 20, 20, "merlon-ignore");
    remark(run, 21, 21, 21, "merlon-ignore: js.weak-hash");
    remark(run, 22, 22, 22, "merlon-ignore: weak-hash, rule-of-another-pack");
    remark(run, 23, 23, 23, "nosemgrep");
    /* Used although the finding was suppressed by another comment before. */
    remark(run, 5, 5, 5, "merlon-ignore");
    remark(run, 5, 5, 5, "merlon-ignore: js.weak-hash");
    /* One of its rules answered. */
    remark(run, 6, 6, 6, "merlon-ignore: js.weak-hash, sql-injection");
    mln_triage_suppress(run, TODAY);
    expect_suppressed(run, "a5 a5' a6");
    assert_int_equal(run->diags.list.len, 2);
    expect_diag(run, 0, "unused-suppression", 20, "merlon-ignore suppresses nothing");
    expect_diag(run, 1, "unused-suppression", 21, "js.weak-hash");
}

static void a_misspelt_rule_is_said(void **state)
{
    mln_run *run = *state;
    remark(run, 5, 5, 5, "merlon-ignore: sql-injecton");
    mln_triage_suppress(run, TODAY);
    expect_suppressed(run, "");
    assert_int_equal(run->diags.list.len, 1);
    expect_diag(run, 0, "unknown-rule", 5, "did you mean 'sql-injection'");
    assert_true(mln_str_is(run->diags.list.data[0].rule, "sql-injecton"));
}

static void counting_and_dropping(void **state)
{
    mln_run *run = *state;
    /* Severities by line: 1 info, 2 low, 3 medium, 4 high, 5 critical (twice in a.js), 6 info … */
    assert_int_equal(mln_triage_count_at_or_above(run, MLN_SEVERITY_INFO), 19);
    assert_int_equal(mln_triage_count_at_or_above(run, MLN_SEVERITY_CRITICAL), 3);
    assert_int_equal(mln_triage_count_at_or_above(run, MLN_SEVERITY_HIGH), 7);
    remark(run, 4, 4, 5, "nosem");
    mln_triage_suppress(run, TODAY);
    assert_int_equal(mln_triage_count_at_or_above(run, MLN_SEVERITY_CRITICAL), 1);
    assert_int_equal(mln_triage_count_at_or_above(run, MLN_SEVERITY_HIGH), 4);
    assert_int_equal(mln_triage_drop_below(run, MLN_SEVERITY_CRITICAL), 16);
    assert_int_equal(run->findings.len, 3);
    for (uint32_t i = 0; i < 3; i++)
        assert_int_equal(run->findings.data[i].severity, MLN_SEVERITY_CRITICAL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int mln_test_triage_suppress(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_statement_is_covered_whole),
        TEST(a_comment_above_reaches_the_next_line),
        TEST(a_comment_behind_code_does_not_reach_the_next_line),
        TEST(a_block_comment_covers_its_lines),
        TEST(only_the_rules_named),
        TEST(an_expired_one_is_said_and_holds_no_more),
        TEST(a_malformed_one_is_said_and_does_not_hold),
        TEST(an_unused_one_is_said_if_its_rules_ran),
        TEST(a_misspelt_rule_is_said),
        TEST(counting_and_dropping),
    };
    return cmocka_run_group_tests_name("triage/suppress", tests, NULL, NULL);
}
