/* The analyzers: what the rule language's own engine answers where that is known, and neighbours.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pattern/analysis.h"

int mln_test_pattern_analysis(void);

static void expect(mln_analyzer analyzer, const char *text, bool expected)
{
    if (mln_analysis_holds(analyzer, mln_str_of(text)) != expected)
        fail_msg("%s: expected %s", text, expected ? "true" : "false");
}

static void random_text_has_high_entropy(void **state)
{
    (void)state;
    const char *const high[] = {"hR8vQ2xLw9ZkT4mN7pBc3sYd",
                                "the quick brown fox jumps over",
                                "0123456789abcdef0123",
                                "12345678901234567890",
                                "!@#$%^&*()_+",
                                "a.b.c.d.e.f.g.h",
                                "SGVsbG8gd29ybGQh",
                                "-- -- -- -- -- --",
                                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
                                "qxzjvkwpfhqmzxkjvqpw"};
    const char *const low[] = {"password",
                               "x9$Kq!7z",
                               "",
                               "a",
                               "ab",
                               "1234567890",
                               "Hello, world!",
                               "please, enter, your, name",
                               "http://example.com/path",
                               "00000000000000000000",
                               "!!!!!!!!!!!!!!!!",
                               "abababababababababababababababab",
                               "getUserByIdentifierAndName",
                               "internationalisation",
                               "PasswordResetTokenService",
                               "correcthorsebatterystaple"};
    for (size_t i = 0; i < MLN_COUNT_OF(high); i++)
        expect(MLN_ANALYZER_ENTROPY, high[i], true);
    for (size_t i = 0; i < MLN_COUNT_OF(low); i++)
        expect(MLN_ANALYZER_ENTROPY, low[i], false);
}

static void nested_repetition_is_found(void **state)
{
    (void)state;
    const char *const bad[] = {
        "(a+)+$",        "([a-z]+)*x",    "(x+x+)+y",         "^(\\w+\\s?)*$",
        "((ab)+)+$",     "/([a-z]+)+$/i", "\"(a+)+$\"",       "(?:a*)*b",
        "(?<n>a+){2,}b", "((a|b)+c?)+d",  "x(\\d+\\w*)+\\b;", "((a+)b?)*$",
        "(a|b+)*c",      "([^,]+,?)*;",   "(?i)(a+)+$",       "((a+)+)?x"};
    const char *const good[] = {"a+b",        "(a|a)*$",    "(a|aa)+$",   ".*.*=.*",
                                "(a+)+",      "(a+b)+$",    "([^,]+,)*x", "(\"[^\"]*\")*x",
                                "(?>a+)+x",   "(a++)+x",    "(a+)++x",    "(a+)?x",
                                "(a{1,3})+x", "[(a+)+]$",   "\\(a+\\)+$", "(a+){3}x",
                                "((a+)b)*x",  "(?=(a+)+)x", "",           "(",
                                ")",          "[",          "\\",         "(?",
                                "(?P<",       "a{",         "(a+)+|b",    "(?#(a+)+$)x"};
    for (size_t i = 0; i < MLN_COUNT_OF(bad); i++)
        expect(MLN_ANALYZER_REDOS, bad[i], true);
    for (size_t i = 0; i < MLN_COUNT_OF(good); i++)
        expect(MLN_ANALYZER_REDOS, good[i], false);
}

static void analyzers_have_names(void **state)
{
    (void)state;
    mln_analyzer analyzer;
    assert_true(mln_analysis_find(MLN_STR("entropy"), &analyzer));
    assert_int_equal(analyzer, MLN_ANALYZER_ENTROPY);
    assert_true(mln_analysis_find(MLN_STR("redos"), &analyzer));
    assert_int_equal(analyzer, MLN_ANALYZER_REDOS);
    assert_false(mln_analysis_find(MLN_STR("Entropy"), &analyzer));
    assert_false(mln_analysis_find(MLN_STR(""), &analyzer));
}

int mln_test_pattern_analysis(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_text_has_high_entropy),
        cmocka_unit_test(nested_repetition_is_found),
        cmocka_unit_test(analyzers_have_names),
    };
    return cmocka_run_group_tests_name("pattern/analysis", tests, NULL, NULL);
}
