/* Comparisons: values and types as the rule language has them. Expected answers were worked out
 * from the language's description and Python's, not from this code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "pattern/comparison.h"

int mln_test_pattern_comparison(void);

enum { F = MLN_COMPARISON_FALSE, T = MLN_COMPARISON_TRUE, E = MLN_COMPARISON_ERROR };

static mln_value look_up(void *context, mln_str name)
{
    (void)context;
    if (mln_str_is(name, "$I"))
        return (mln_value){.kind = MLN_VALUE_INT, .as.integer = 7, .text = MLN_STR("0x7")};
    if (mln_str_is(name, "$F"))
        return (mln_value){.kind = MLN_VALUE_FLOAT, .as.number = 1, .text = MLN_STR("1")};
    if (mln_str_is(name, "$S"))
        return (mln_value){.kind = MLN_VALUE_STRING, .text = MLN_STR("abc")};
    if (mln_str_is(name, "$N"))
        return (mln_value){.kind = MLN_VALUE_STRING, .text = MLN_STR("42")};
    if (mln_str_is(name, "$CODE"))
        return (mln_value){.kind = MLN_VALUE_TEXT, .text = MLN_STR("xab")};
    if (mln_str_is(name, "$DIGITS"))
        return (mln_value){.kind = MLN_VALUE_TEXT, .text = MLN_STR("70")};
    if (mln_str_is(name, "$YES"))
        return (mln_value){.kind = MLN_VALUE_BOOL, .as.boolean = true, .text = MLN_STR("true")};
    if (mln_str_is(name, "$DATE"))
        return (mln_value){.kind = MLN_VALUE_STRING, .text = MLN_STR("2020-02-29")};
    return (mln_value){.kind = MLN_VALUE_NONE};
}

static int run(const char *text, bool strip, int base)
{
    mln_arena arena = {0};
    const mln_comparison *comparison;
    char error[200] = "";
    mln_status status = mln_comparison_compile(&arena, mln_str_of(text), strip, base, &comparison,
                                               error, sizeof error, NULL);
    if (status != MLN_OK)
        fail_msg("%s: %s", text, error);
    mln_regex_matcher *matcher = mln_regex_matcher_new();
    int result = (int)mln_comparison_evaluate(comparison, matcher, look_up, NULL);
    mln_regex_matcher_free(matcher);
    mln_comparison_release(comparison);
    mln_arena_release(&arena);
    return result;
}

static void expect(const char *text, int expected)
{
    int result = run(text, false, 0);
    if (result != expected)
        fail_msg("%s: got %d, expected %d", text, result, expected);
}

static void numbers_compute(void **state)
{
    (void)state;
    expect("1 + 2 * 3 == 7", T);
    expect("(1 + 2) * 3 == 9", T);
    expect("2 ** 3 ** 2 == 512", T);
    expect("-2 ** 2 == -4", T);
    expect("7 // 2 == 3", T);
    expect("-7 // 2 == -4", T);
    expect("-7 % 3 == -1", T); /* as in C, not in Python */
    expect("7 / 2 == 3", T);
    expect("-7 / 2 == -3", T);
    expect("7.0 / 2 == 3.5", T);
    expect("2 ** -1 == 0.5", T);
    expect("1e3 == 1000", T);
    expect("0x10 == 16", T);
    expect("0b101 == 5", T);
    expect("1_000 == 1000", T);
    expect("10 - 2 - 3 == 5", T);
    expect("1 / 0 == 1", E);
    expect("1 % 0 == 1", E);
    expect("9223372036854775807 + 1 > 0", E);
    expect("9223372036854775807 * 2 > 0", E);
    expect("2 ** 64 > 0", E);
    expect("1e308 * 10 > 0", E);
    expect("\"a\" + 1 == 2", E);
}

static void bits_compute(void **state)
{
    (void)state;
    expect("$I & 2 == 2", T); /* as in Python: bits bind tighter than the comparison */
    expect("$I & 8 == 8", F);
    expect("1 | 2 ^ 3 & 1 == 3", T);
    expect("~$I == -8", T);
    expect("1 << 4 == 16", T);
    expect("-16 >> 2 == -4", T);
    expect("1 << 63 > 0", E);
    expect("$F & 1 == 1", E);
}

static void comparisons_compare(void **state)
{
    (void)state;
    expect("$I > 5", T);
    expect("$I <= 6", F);
    expect("$I != 7", F);
    expect("$F == 1", T);
    expect("1 < 2 < 3", T);
    expect("1 < 3 < 2", F);
    expect("3 > 2 > 1 == 1", T);
    expect("\"a\" < \"b\"", T);
    expect("\"a\" < 1", E);
    expect("$S == \"abc\"", T);
    expect("$S == 'abd'", F);
    expect("$S == 3", F);
    expect("$S != 3", T);
    expect("$YES == True", T);
    expect("$YES == 1", F);
    expect("None == None", T);
    expect("$S is None", F);
    expect("$S is not None", T);
}

static void lists_want_equal_types(void **state)
{
    (void)state;
    expect("$I in [1, 7]", T);
    expect("$I in (1, 7)", T);
    expect("$I in [1, 2]", F);
    expect("$F in [1, 2]", F);
    expect("$F in [1.0, 2.0]", T);
    expect("$F not in [1, 2]", T);
    expect("not $F in [1, 2]", T);
    expect("$S in [\"abc\",]", T);
    expect("$S in []", F);
    expect("'b' in $S", T);
    expect("'x' not in $S", T);
    expect("($I) in (7,)", T);
    expect("$I in (8)", E);
    expect("$I in [$CODE, 7]", E);
}

static void one_part_without_value_fails_all(void **state)
{
    (void)state;
    expect("$CODE == 1", E);
    expect("not ($CODE == 1)", E);
    expect("$CODE > 1 or True", E);
    expect("True or $CODE > 1", E);
    expect("$MISSING == 1", E);
    expect("$CODE == $CODE", E);
    expect("len($S) > 1", E);
    expect("re.search('a', $S)", E);
    expect("$YES == true", E);
    expect("$I", E);
    expect("$I and True", E);
    expect("not $I", E);
    expect("$YES", T);
    expect("$YES and not False", T);
}

static void calls_convert(void **state)
{
    (void)state;
    expect("int($N) > 41", T);
    expect("int($DIGITS) == 70", T);
    expect("$DIGITS > 5", E);
    expect("int($S) > 5", E);
    expect("int(3.9) == 3", E); /* a text or a whole number */
    expect("int(True) == 1", E);
    expect("int(\" 3\") == 3", E);
    expect("int(\"-12\") == -12", T);
    expect("float(\"1.5\") == 1.5", T);
    expect("float(\"nan\") == 1", E);
    expect("str($S) == \"abc\"", T);
    expect("str($CODE) == \"xab\"", T);
    expect("str($I) == \"0x7\"", T);
    expect("re.match(\"^.a\", str($CODE))", T);
    expect("re.match(\"a\", str($CODE))", F);
    expect("re.match('a', $S)", T);
    expect("re.match(r'\\w+$', $S)", T);
    expect("re.match(\"a\", $CODE)", E);
    expect("strptime($DATE) == 1582934400", T);
    expect("strptime($DATE) < today()", T);
    expect("strptime(\"2999-01-01\") < today()", F);
    expect("strptime(\"2021-02-29\") < today()", E);
    expect("strptime(\"1970-01-01\") == 0", T);
    expect("strptime(\"1969-12-31\") == -86400", T);
}

static void strings_are_read_as_in_python(void **state)
{
    (void)state;
    expect("'a\\tb' == \"a\tb\"", T);
    expect("'\\x41' == 'A'", T);
    expect("r'\\d' == '\\\\d'", T);
    expect("'\\d' == r'\\d'", T);
    expect("'a' 'b' == 'ab'", T);
    expect("'''a'b''' == \"a'b\"", T);
    expect("'it\\'s' == \"it's\"", T);
}

static void strip_reads_text_as_numbers(void **state)
{
    (void)state;
    assert_int_equal(run("$N > 41", true, 0), T);
    assert_int_equal(run("$DIGITS == 56", true, 8), T);
    assert_int_equal(run("$S > 5", true, 0), E);
    assert_int_equal(run("$N > 41", false, 0), E);
}

static void expect_error(const char *text, mln_status expected, uint32_t at, const char *part)
{
    mln_arena arena = {0};
    const mln_comparison *comparison;
    char error[200] = "";
    uint32_t offset = 999;
    mln_status status = mln_comparison_compile(&arena, mln_str_of(text), false, 0, &comparison,
                                               error, sizeof error, &offset);
    if (status != expected || offset != at || !strstr(error, part))
        fail_msg("%s: %d at %u: %s", text, (int)status, offset, error);
    assert_null(comparison);
    mln_arena_release(&arena);
}

static void what_is_malformed_is_said(void **state)
{
    (void)state;
    expect_error("", MLN_SYNTAX, 0, "too early");
    expect_error("$X >", MLN_SYNTAX, 4, "too early");
    expect_error("$X > 1 2", MLN_SYNTAX, 7, "ended");
    expect_error("($X > 1", MLN_SYNTAX, 7, "missing");
    expect_error("$X == 'a", MLN_SYNTAX, 6, "does not end");
    expect_error("$1 > 5", MLN_SYNTAX, 0, "numbered");
    expect_error("$ > 5", MLN_SYNTAX, 0, "name");
    expect_error("$X = 5", MLN_SYNTAX, 3, "ended");
    expect_error("re.match('(', $X)", MLN_SYNTAX, 9, "does not compile");
    expect_error("re.match($X, 'a')", MLN_UNSUPPORTED, 9, "must be a string");
    expect_error("[1] == [1]", MLN_UNSUPPORTED, 0, "list");
    expect_error("$X[0] == 1", MLN_UNSUPPORTED, 2, "indexing");
    expect_error("1 if $X else 2", MLN_SYNTAX, 2, "ended");
    expect_error("12ab > 1", MLN_SYNTAX, 0, "not a number");
}

static void depth_and_length_are_bounded(void **state)
{
    (void)state;
    static char text[20000];
    mln_arena arena = {0};
    const mln_comparison *comparison;
    const char *const units[] = {"(", "not ", "-", "1+", "[", "str(", "1<", "2**", "1 in ["};
    for (size_t i = 0; i < MLN_COUNT_OF(units); i++) {
        size_t len = strlen(units[i]), at = 0;
        for (at = 0; at + len < 16000; at += len)
            memcpy(text + at, units[i], len);
        mln_status status = mln_comparison_compile(&arena, (mln_str){text, (uint32_t)at}, false, 0,
                                                   &comparison, NULL, 0, NULL);
        assert_int_not_equal(status, MLN_OK);
    }
    mln_arena_release(&arena);
}

static void names_and_unknown_calls_are_told(void **state)
{
    (void)state;
    mln_arena arena = {0};
    const mln_comparison *comparison;
    assert_int_equal(mln_comparison_compile(&arena, MLN_STR("$X < $...Y and $X > len($X)"), false,
                                            0, &comparison, NULL, 0, NULL),
                     MLN_OK);
    assert_int_equal(mln_comparison_get_name_count(comparison), 2);
    assert_true(mln_str_is(mln_comparison_get_name(comparison, 0), "$X"));
    assert_true(mln_str_is(mln_comparison_get_name(comparison, 1), "$...Y"));
    assert_true(mln_str_is(mln_comparison_get_unknown(comparison), "len"));
    mln_comparison_release(comparison);
    mln_arena_release(&arena);
}

int mln_test_pattern_comparison(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_compute),
        cmocka_unit_test(bits_compute),
        cmocka_unit_test(comparisons_compare),
        cmocka_unit_test(lists_want_equal_types),
        cmocka_unit_test(one_part_without_value_fails_all),
        cmocka_unit_test(calls_convert),
        cmocka_unit_test(strings_are_read_as_in_python),
        cmocka_unit_test(strip_reads_text_as_numbers),
        cmocka_unit_test(what_is_malformed_is_said),
        cmocka_unit_test(depth_and_length_are_bounded),
        cmocka_unit_test(names_and_unknown_calls_are_told),
    };
    return cmocka_run_group_tests_name("pattern/comparison", tests, NULL, NULL);
}
