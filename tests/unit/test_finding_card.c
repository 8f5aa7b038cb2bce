/* Names of severities and precisions, merlon's and those rule files bring along. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "finding/card.h"

int mln_test_finding_card(void);

static void expect_severity(const char *name, mln_severity expected)
{
    mln_severity severity = MLN_SEVERITY_COUNT;
    assert_true(mln_severity_find(mln_str_of(name), &severity));
    assert_int_equal(severity, expected);
}

static void severities_are_found_by_every_name(void **state)
{
    (void)state;
    expect_severity("critical", MLN_SEVERITY_CRITICAL);
    expect_severity("High", MLN_SEVERITY_HIGH);
    expect_severity("ERROR", MLN_SEVERITY_HIGH);
    expect_severity("error", MLN_SEVERITY_HIGH);
    expect_severity("Warning", MLN_SEVERITY_MEDIUM);
    expect_severity("MEDIUM", MLN_SEVERITY_MEDIUM);
    expect_severity("LOW", MLN_SEVERITY_LOW);
    expect_severity("INFO", MLN_SEVERITY_LOW);
    expect_severity("info", MLN_SEVERITY_INFO);
    expect_severity("INVENTORY", MLN_SEVERITY_INFO);
}

static void unknown_names_are_not_found(void **state)
{
    (void)state;
    mln_severity severity = MLN_SEVERITY_MEDIUM;
    assert_false(mln_severity_find(MLN_STR("hi"), &severity));
    assert_false(mln_severity_find(MLN_STR("highest"), &severity));
    assert_false(mln_severity_find(MLN_STR(""), &severity));
    assert_int_equal(severity, MLN_SEVERITY_MEDIUM);
    mln_precision precision = MLN_PRECISION_HIGH;
    assert_false(mln_precision_find(MLN_STR("very high"), &precision));
    assert_int_equal(precision, MLN_PRECISION_HIGH);
}

static void every_name_finds_itself(void **state)
{
    (void)state;
    for (int i = 0; i < MLN_SEVERITY_COUNT; i++)
        expect_severity(mln_severity_get_name((mln_severity)i), (mln_severity)i);
    for (int i = 0; i < MLN_PRECISION_COUNT; i++) {
        mln_precision precision = MLN_PRECISION_COUNT;
        const char *name = mln_precision_get_name((mln_precision)i);
        assert_true(mln_precision_find(mln_str_of(name), &precision));
        assert_int_equal(precision, i);
    }
    mln_precision precision = MLN_PRECISION_COUNT;
    assert_true(mln_precision_find(MLN_STR("VERY-HIGH"), &precision));
    assert_int_equal(precision, MLN_PRECISION_VERY_HIGH);
}

int mln_test_finding_card(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(severities_are_found_by_every_name),
        cmocka_unit_test(unknown_names_are_not_found),
        cmocka_unit_test(every_name_finds_itself),
    };
    return cmocka_run_group_tests_name("finding/card", tests, NULL, NULL);
}
