/* Regular expressions: matches, groups, iteration, limits, and the literal that is derived. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/regex.h"

int mln_test_base_regex(void);

static mln_regex *compile(const char *pattern, uint32_t flags)
{
    mln_regex *regex;
    char error[200];
    if (mln_regex_new(&regex, mln_str_of(pattern), flags, error, sizeof error, NULL) != MLN_OK)
        fail_msg("%s: %s", pattern, error);
    return regex;
}

static mln_regex_result match(const char *pattern, uint32_t flags, mln_str subject, mln_span *whole)
{
    mln_regex *regex = compile(pattern, flags);
    mln_regex_matcher *matcher = mln_regex_matcher_new();
    uint32_t count = 1;
    mln_regex_result result = mln_regex_match(regex, matcher, subject, 0, whole, &count);
    assert_int_equal(count, result == MLN_REGEX_MATCH ? 1 : 0);
    mln_regex_matcher_free(matcher);
    mln_regex_free(regex);
    return result;
}

static void expect(const char *pattern, uint32_t flags, const char *subject, int start, int stop)
{
    mln_span whole = {0, 0};
    mln_regex_result result = match(pattern, flags, mln_str_of(subject), &whole);
    assert_int_equal(result, start < 0 ? MLN_REGEX_NO_MATCH : MLN_REGEX_MATCH);
    if (start >= 0) {
        assert_int_equal(whole.start, start);
        assert_int_equal(whole.stop, stop);
    }
}

static void flags_mean_what_they_say(void **state)
{
    (void)state;
    expect("b+", 0, "abbc", 1, 3);
    expect("b+", MLN_REGEX_ANCHORED, "abbc", -1, 0);
    expect("^b", 0, "a\nb", -1, 0);
    expect("^b", MLN_REGEX_MULTILINE, "a\nb", 2, 3);
    expect("B", 0, "abc", -1, 0);
    expect("B", MLN_REGEX_CASELESS, "abc", 1, 2);
    expect("a.c", 0, "a\nc", -1, 0);
    expect("a.c", MLN_REGEX_DOTALL, "a\nc", 0, 3);
    /* LF is the newline: CR is text. */
    expect("a$", MLN_REGEX_MULTILINE, "a\r\nb", -1, 0);
    expect("a$", 0, "a\n", 0, 1);
    expect("a\\Z", 0, "a\n", 0, 1);
    expect("\\Aa", MLN_REGEX_MULTILINE, "b\na", -1, 0);
    expect("(?i)ABC", 0, "xabc", 1, 4);
    expect("", 0, "abc", 0, 0);
}

static void groups_are_reported(void **state)
{
    (void)state;
    mln_regex *regex = compile("(?P<first>a)|(?<second>b)(c)?", 0);
    mln_regex_matcher *matcher = mln_regex_matcher_new();
    mln_span groups[8];
    uint32_t count = 8;
    assert_int_equal(mln_regex_get_group_count(regex), 3);
    assert_true(mln_str_is(mln_regex_get_group_name(regex, 1), "first"));
    assert_true(mln_str_is(mln_regex_get_group_name(regex, 2), "second"));
    assert_int_equal(mln_regex_get_group_name(regex, 3).len, 0);
    assert_int_equal(mln_regex_match(regex, matcher, MLN_STR("xb"), 0, groups, &count),
                     MLN_REGEX_MATCH);
    assert_int_equal(count, 4);
    assert_int_equal(groups[0].start, 1);
    assert_int_equal(groups[1].start, MLN_REGEX_UNSET);
    assert_int_equal(groups[2].start, 1);
    assert_int_equal(groups[2].stop, 2);
    assert_int_equal(groups[3].stop, MLN_REGEX_UNSET);
    mln_regex_free(regex);

    char many[4 * MLN_REGEX_GROUP_MAX];
    size_t len = 0;
    for (uint32_t i = 0; i < MLN_REGEX_GROUP_MAX + 5; i++) {
        memcpy(many + len, "(a)", 3);
        len += 3;
    }
    assert_int_equal(mln_regex_new(&regex, (mln_str){many, (uint32_t)len}, 0, NULL, 0, NULL),
                     MLN_OK);
    char subject[MLN_REGEX_GROUP_MAX + 5];
    memset(subject, 'a', sizeof subject);
    mln_span all[MLN_REGEX_GROUP_MAX + 10];
    count = MLN_REGEX_GROUP_MAX + 10;
    assert_int_equal(
        mln_regex_match(regex, matcher, (mln_str){subject, sizeof subject}, 0, all, &count),
        MLN_REGEX_MATCH);
    assert_int_equal(count, MLN_REGEX_GROUP_MAX + 6);
    assert_int_equal(all[0].stop, sizeof subject);
    assert_int_equal(all[MLN_REGEX_GROUP_MAX - 1].stop, MLN_REGEX_GROUP_MAX - 1);
    assert_int_equal(all[MLN_REGEX_GROUP_MAX].start, MLN_REGEX_UNSET);
    mln_regex_free(regex);
    mln_regex_matcher_free(matcher);
}

/* Start and stop of every match, as digits. */
static void expect_all(const char *pattern, const char *subject, const char *expected)
{
    char found[64];
    size_t len = 0;
    mln_regex *regex = compile(pattern, 0);
    mln_regex_matcher *matcher = mln_regex_matcher_new();
    mln_regex_iter iter = mln_regex_iter_init(regex, matcher, mln_str_of(subject));
    mln_span whole;
    uint32_t count = 1;
    while (mln_regex_iter_next(&iter, &whole, &count) == MLN_REGEX_MATCH) {
        assert_true(len + 3 < sizeof found);
        found[len++] = (char)('0' + whole.start);
        found[len++] = (char)('0' + whole.stop);
        found[len++] = ' ';
        count = 1;
    }
    found[len ? len - 1 : 0] = 0;
    assert_string_equal(found, expected);
    count = 1;
    assert_int_equal(mln_regex_iter_next(&iter, &whole, &count), MLN_REGEX_NO_MATCH);
    mln_regex_matcher_free(matcher);
    mln_regex_free(regex);
}

static void all_matches_are_found(void **state)
{
    (void)state;
    expect_all("a", "banana", "12 34 56");
    expect_all("x", "banana", "");
    expect_all("a*", "baac", "00 13 33 44"); /* as Perl and Python */
    expect_all("", "ab", "00 11 22");
    expect_all("\\b", "ab c", "00 22 33 44");
    expect_all("(?<=a)b", "abab", "12 34");
    /* On, by whole characters: U+00E9 is two bytes. */
    expect_all("", "\xc3\xa9x", "00 22 33");
    expect_all("a\\Kb|c", "abc", "12 23");
}

static void hostile_input_ends(void **state)
{
    (void)state;
    char text[4096];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '!';
    mln_span whole;
    assert_int_equal(match("(a+)+$", 0, (mln_str){text, sizeof text}, &whole), MLN_REGEX_LIMIT);
    /* Not valid UTF-8: what is, matches; what is not, never does. */
    assert_int_equal(match("b", 0,
                           (mln_str){"\xff\xfe"
                                     "b",
                                     3},
                           &whole),
                     MLN_REGEX_MATCH);
    assert_int_equal(whole.start, 2);
    assert_int_equal(match("a.b", 0,
                           (mln_str){"a\xff"
                                     "b",
                                     3},
                           &whole),
                     MLN_REGEX_NO_MATCH);
    assert_int_equal(match("a", 0, (mln_str){NULL, 0}, &whole), MLN_REGEX_NO_MATCH);
    expect("\\x{e9}", 0, "\xc3\xa9", 0, 2);
}

static void errors_say_where(void **state)
{
    (void)state;
    mln_regex *regex;
    char error[128] = "";
    uint32_t offset = 0;
    assert_int_equal(mln_regex_new(&regex, MLN_STR("ab(c"), 0, error, sizeof error, &offset),
                     MLN_SYNTAX);
    assert_null(regex);
    assert_int_equal(offset, 4);
    assert_non_null(strstr(error, "parenthesis"));
    assert_int_equal(mln_regex_new(&regex, MLN_STR("a\\Cb"), 0, NULL, 0, NULL), MLN_SYNTAX);
    size_t size = 100000;
    char *long_text = malloc(size);
    assert_non_null(long_text);
    memset(long_text, 'a', size);
    assert_int_equal(
        mln_regex_new(&regex, (mln_str){long_text, (uint32_t)size}, 0, NULL, 0, &offset),
        MLN_LIMIT);
    memset(long_text, '(', 1000);
    memset(long_text + 1000, ')', 1000);
    assert_int_equal(mln_regex_new(&regex, (mln_str){long_text, 2000}, 0, NULL, 0, NULL),
                     MLN_SYNTAX);
    free(long_text);
}

static void expect_literal(const char *pattern, uint32_t flags, const char *expected)
{
    mln_regex *regex = compile(pattern, flags);
    mln_str literal;
    bool found = mln_regex_get_literal(regex, &literal);
    assert_int_equal(found, expected != NULL);
    if (expected)
        assert_true(mln_str_is(literal, expected));
    mln_regex_free(regex);
}

static void a_literal_is_derived_only_when_sure(void **state)
{
    (void)state;
    expect_literal("secret", 0, "secret");
    expect_literal("secret", MLN_REGEX_CASELESS, NULL);
    expect_literal("(?i)secret", 0, NULL);
    expect_literal("abc(?i)defghi", 0, NULL);
    expect_literal("abc|def", 0, NULL);
    expect_literal("(abc|def)ghij", 0, "ghij");
    expect_literal("(abc|def)?gh", 0, NULL);
    expect_literal("abcd*", 0, "abc");
    expect_literal("abcd+efghi", 0, "efghi");
    expect_literal("abc?d", 0, NULL);
    expect_literal("abcd{0,3}e", 0, "abc");
    expect_literal("abc{2}d", 0, "abc");
    expect_literal("a\\.b\\/c", 0, "a.b/c");
    expect_literal("abc\\d+defg", 0, "defg");
    expect_literal("abc\\x41defg", 0, NULL);
    expect_literal("\\Qabc|d\\Edefg", 0, NULL);
    expect_literal("[)|(]abc[]a]de", 0, "abc");
    expect_literal("[[:alpha:]|]xyz", 0, "xyz");
    expect_literal("(?=abc)xyzw", 0, "xyzw");
    expect_literal("(?<NAME>ab)cd", 0, NULL);
    expect_literal("(?x)a b c d", 0, NULL);
    expect_literal("(?# a|b )abcd", 0, NULL);
    expect_literal("ab\xc3\xa9?cdef", 0, "cdef");
    expect_literal("ab\xc3\xa9+", 0, "ab\xc3\xa9");
    expect_literal("^eval\\(", MLN_REGEX_MULTILINE, "eval(");
}

int mln_test_base_regex(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flags_mean_what_they_say),
        cmocka_unit_test(groups_are_reported),
        cmocka_unit_test(all_matches_are_found),
        cmocka_unit_test(hostile_input_ends),
        cmocka_unit_test(errors_say_where),
        cmocka_unit_test(a_literal_is_derived_only_when_sure),
    };
    return cmocka_run_group_tests_name("base/regex", tests, NULL, NULL);
}
