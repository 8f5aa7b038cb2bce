/* The run record: order, duplicates, identities. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "finding/identity.h"
#include "finding/run.h"

int mln_test_finding_run(void);

static mln_region region_at(uint32_t line, uint32_t start, uint32_t stop)
{
    /* Every line is 100 bytes long in these tests. */
    return (mln_region){{(line - 1) * 100 + start - 1, (line - 1) * 100 + stop - 1},
                        {line, start, start, start},
                        {line, stop, stop, stop}};
}

static mln_finding make(uint32_t rule, uint32_t file, uint32_t line, const char *message)
{
    return (mln_finding){.rule = rule,
                         .file = file,
                         .region = region_at(line, 3, 6),
                         .message = mln_str_of(message),
                         .excerpt = MLN_STR("  f(x)")};
}

static void fill(mln_run *run)
{
    mln_vec_add(&run->cards, (mln_card){.id = MLN_STR("one")});
    mln_vec_add(&run->cards, (mln_card){.id = MLN_STR("two")});
    mln_vec_add(&run->files, (mln_run_file){.path = MLN_STR("b.js"), .bytes = 2});
    mln_vec_add(&run->files, (mln_run_file){.path = MLN_STR("a.js"), .bytes = 1});
}

static void files_are_sorted_and_followed(void **state)
{
    (void)state;
    mln_run run = {0};
    fill(&run);
    const mln_step steps[] = {{.file = 0, .text = MLN_STR("from b")},
                              {.file = 1, .text = MLN_STR("to a")}};
    mln_finding f = make(1, 0, 4, "in b");
    f.steps = steps;
    f.step_count = 2;
    mln_vec_add(&run.findings, f);
    mln_vec_add(&run.findings, make(0, 1, 9, "in a"));
    mln_vec_add(&run.remarks, (mln_remark){.file = 0, .line = 1, .text = MLN_STR("r")});
    mln_vec_add(&run.remarks, (mln_remark){.file = 1, .line = 7, .text = MLN_STR("s")});
    mln_vec_add(&run.skips, (mln_skip){MLN_STR("z"), MLN_SKIP_BINARY});
    mln_vec_add(&run.skips, (mln_skip){MLN_STR("y"), MLN_SKIP_LINK});
    mln_run_sort(&run);

    assert_true(mln_str_is(run.files.data[0].path, "a.js"));
    assert_int_equal(run.files.data[0].bytes, 1);
    assert_true(mln_str_is(run.files.data[1].path, "b.js"));
    assert_int_equal(run.findings.len, 2);
    assert_true(mln_str_is(run.findings.data[0].message, "in a"));
    assert_int_equal(run.findings.data[0].file, 0);
    assert_int_equal(run.findings.data[1].file, 1);
    assert_int_equal(run.findings.data[1].steps[0].file, 1);
    assert_int_equal(run.findings.data[1].steps[1].file, 0);
    assert_int_equal(steps[0].file, 0); /* the caller's array is not written to */
    assert_int_equal(run.remarks.data[0].file, 0);
    assert_int_equal(run.remarks.data[0].line, 7);
    assert_true(mln_str_is(run.skips.data[0].path, "y"));

    mln_run_sort(&run); /* nothing moves any more */
    assert_int_equal(run.findings.len, 2);
    assert_int_equal(run.findings.data[1].steps[0].file, 1);
    mln_run_release(&run);
    assert_null(run.findings.data);
}

static void duplicates_are_dropped_whatever_their_order(void **state)
{
    (void)state;
    const mln_step step = {.file = 0, .text = MLN_STR("s")};
    for (int turn = 0; turn < 2; turn++) {
        mln_run run = {0};
        fill(&run);
        mln_finding direct = make(0, 0, 4, "same");
        mln_finding stepped = direct;
        stepped.steps = &step;
        stepped.step_count = 1;
        mln_vec_add(&run.findings, turn ? direct : stepped);
        mln_vec_add(&run.findings, make(0, 0, 4, "other message"));
        mln_vec_add(&run.findings, make(1, 0, 4, "same"));
        mln_vec_add(&run.findings, turn ? stepped : direct);
        mln_finding wider = direct;
        wider.region.span.stop++;
        mln_vec_add(&run.findings, wider);
        mln_run_sort(&run);
        assert_int_equal(run.findings.len, 4);
        assert_true(mln_str_is(run.findings.data[0].message, "other message"));
        assert_true(mln_str_is(run.findings.data[1].message, "same"));
        assert_int_equal(run.findings.data[1].step_count, 0);
        assert_int_equal(run.findings.data[2].rule, 1);
        assert_int_equal(run.findings.data[3].region.span.stop, wider.region.span.stop);
        mln_run_release(&run);
    }
}

static void identity_is_made_of_its_parts(void **state)
{
    (void)state;
    char base[MLN_IDENTITY_SIZE], other[MLN_IDENTITY_SIZE];
    mln_str rule = MLN_STR("r"), path = MLN_STR("p"), scope = MLN_STR("s");
    mln_identity_compute(rule, path, scope, MLN_STR("f(a, b)"), 0, base);
    assert_int_equal(strlen(base), 32);
    assert_int_equal(strspn(base, "0123456789abcdef"), 32);
    mln_identity_compute(rule, path, scope, MLN_STR(" f( a,\r\n\tb )\v"), 0, other);
    assert_string_equal(base, other);
    mln_identity_compute(rule, path, scope, MLN_STR("f(a,b)"), 1, other);
    assert_string_not_equal(base, other);
    mln_identity_compute(rule, path, scope, MLN_STR("f(a,c)"), 0, other);
    assert_string_not_equal(base, other);
    mln_identity_compute(rule, path, MLN_STR(""), MLN_STR("f(a,b)"), 0, other);
    assert_string_not_equal(base, other);
    /* The border between two fields counts. */
    mln_identity_compute(MLN_STR("rp"), MLN_STR(""), scope, MLN_STR("f(a,b)"), 0, other);
    assert_string_not_equal(base, other);
}

static void identities_follow_the_sorted_order(void **state)
{
    (void)state;
    mln_run run = {0};
    fill(&run);
    mln_vec_add(&run.findings, make(0, 1, 20, "later"));
    mln_vec_add(&run.findings, make(0, 1, 3, "sooner"));
    mln_finding split = make(0, 1, 30, "over two lines");
    split.region.start.column_bytes = 3;
    split.region.end = (mln_position){31, 3, 3, 3};
    split.excerpt = MLN_STR("  f(\n x);");
    mln_vec_add(&run.findings, split);
    mln_run_sort(&run);
    /* Region columns 3 … 6 of "  f(x)" are "f(x". */
    char expected[MLN_IDENTITY_SIZE];
    for (uint32_t i = 0; i < 2; i++) {
        mln_identity_compute(MLN_STR("one"), MLN_STR("a.js"), MLN_STR(""), MLN_STR("f(x"), i,
                             expected);
        assert_true(mln_str_is(run.findings.data[i].identity, expected));
    }
    /* The third has the same sink text but for white space, on two lines. */
    mln_identity_compute(MLN_STR("one"), MLN_STR("a.js"), MLN_STR(""), MLN_STR("f(x"), 2, expected);
    assert_true(mln_str_is(run.findings.data[2].identity, expected));
    mln_run_release(&run);
}

static void a_region_beyond_its_excerpt_is_survived(void **state)
{
    (void)state;
    mln_run run = {0};
    fill(&run);
    mln_finding f = make(0, 0, 1, "no excerpt");
    f.excerpt = (mln_str){NULL, 0};
    mln_vec_add(&run.findings, f);
    f.excerpt = MLN_STR("ab");
    f.region = region_at(2, 50, 90);
    mln_vec_add(&run.findings, f);
    f.region.end.line = 9;
    f.region.span.stop = 900;
    mln_vec_add(&run.findings, f);
    mln_run_sort(&run);
    assert_int_equal(run.findings.len, 3);
    for (uint32_t i = 0; i < 3; i++)
        assert_int_equal(run.findings.data[i].identity.len, 32);
    mln_run_release(&run);
}

int mln_test_finding_run(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_sorted_and_followed),
        cmocka_unit_test(duplicates_are_dropped_whatever_their_order),
        cmocka_unit_test(identity_is_made_of_its_parts),
        cmocka_unit_test(identities_follow_the_sorted_order),
        cmocka_unit_test(a_region_beyond_its_excerpt_is_survived),
    };
    return cmocka_run_group_tests_name("finding/run", tests, NULL, NULL);
}
