/* Globs: git's own language, and the meaning of paths in rules. Ignore files are compared with git
 * in test_files_ignore.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "base/glob.h"

int mln_test_base_glob(void);

static bool match(const char *pattern, const char *text)
{
    return mln_glob_match(mln_str_of(pattern), mln_str_of(text), 0);
}

static bool in_path(const char *pattern, const char *path)
{
    return mln_glob_match_path(mln_str_of(pattern), mln_str_of(path));
}

static void stars_stop_at_slashes(void **state)
{
    (void)state;
    assert_true(match("*", "a"));
    assert_true(match("*", ""));
    assert_false(match("*", "a/b"));
    assert_true(match("a*c", "abc"));
    assert_true(match("a*c", "ac"));
    assert_false(match("a*c", "a/c"));
    assert_true(match("*/*", "a/b"));
    assert_false(match("*/*", "a/b/c"));
    assert_true(match("a*b*c", "a-b-b-c"));
    assert_false(match("a*b*c", "a-c-b"));
    assert_true(match("?", "a"));
    assert_false(match("?", "/"));
    assert_false(match("?", ""));
    /* `**` beside other characters is a `*`. */
    assert_true(match("a**", "abc"));
    assert_false(match("a**", "a/b"));
    assert_false(match("a**b", "a/b"));
}

static void double_stars_cross_slashes(void **state)
{
    (void)state;
    assert_true(match("**", "a/b/c"));
    assert_true(match("**/c", "c"));
    assert_true(match("**/c", "a/b/c"));
    assert_false(match("**/c", "a/bc"));
    assert_true(match("a/**", "a/b/c"));
    assert_false(match("a/**", "a"));
    assert_true(match("a/**/c", "a/c"));
    assert_true(match("a/**/c", "a/b/b/c"));
    assert_false(match("a/**/c", "ab/c"));
    assert_true(match("**/a/**/b", "x/a/y/a/z/b"));
    assert_true(match("**/*.c", "x/y/z.c"));
    assert_true(match("a/**/**/b", "a/b"));
}

static void sets_and_escapes(void **state)
{
    (void)state;
    assert_true(match("[abc]", "b"));
    assert_false(match("[abc]", "d"));
    assert_true(match("[a-c]", "b"));
    assert_false(match("[!a-c]", "b"));
    assert_true(match("[^a-c]", "d"));
    assert_true(match("[]]", "]"));
    assert_true(match("[!]]", "x"));
    assert_true(match("[]-]", "-"));
    assert_true(match("[a-]", "-"));
    assert_true(match("[-a]", "-"));
    assert_true(match("[\\]]", "]"));
    assert_true(match("[a\\-c]", "-"));
    assert_false(match("[a\\-c]", "b"));
    assert_true(match("[[:alpha:]_]", "_"));
    assert_true(match("[[:alpha:]_]", "q"));
    assert_false(match("[[:alpha:]]", "7"));
    assert_true(match("[![:space:]]", "x"));
    assert_false(match("[![:space:]]", "\t"));
    assert_false(match("[[:nothing:]]", "a"));
    assert_false(match("[a", "a"));
    assert_false(match("[", "["));
    assert_false(match("[!a]", "/"));
    assert_false(match("[--0]", "/"));
    assert_false(match("[b-a]", "a"));
    assert_true(match("\\*", "*"));
    assert_false(match("\\*", "a"));
    assert_true(match("\\[a]", "[a]"));
    assert_false(match("a\\", "a"));
    assert_false(match("a\\", "a\\"));
}

/* Each class against each byte, by the C locale's definition. */
static void classes_are_those_of_the_c_locale(void **state)
{
    (void)state;
    uint32_t alnum = 0, punct = 0, graph = 0, print = 0, cntrl = 0, xdigit = 0, space = 0;
    for (int c = 1; c < 256; c++) {
        if (c == '/')
            continue;
        char text[2] = {(char)c, '\0'};
        alnum += match("[[:alnum:]]", text);
        punct += match("[[:punct:]]", text);
        graph += match("[[:graph:]]", text);
        print += match("[[:print:]]", text);
        cntrl += match("[[:cntrl:]]", text);
        xdigit += match("[[:xdigit:]]", text);
        space += match("[[:space:]]", text);
        assert_int_equal(match("[[:upper:]]", text), c >= 'A' && c <= 'Z');
        assert_int_equal(match("[[:lower:]]", text), c >= 'a' && c <= 'z');
        assert_int_equal(match("[[:digit:]]", text), c >= '0' && c <= '9');
        assert_int_equal(match("[[:blank:]]", text), c == ' ' || c == '\t');
    }
    assert_int_equal(alnum, 62);
    assert_int_equal(punct, 31); /* 32 without the slash */
    assert_int_equal(graph, 93);
    assert_int_equal(print, 94);
    assert_int_equal(cntrl, 32); /* 33 without NUL */
    assert_int_equal(xdigit, 22);
    assert_int_equal(space, 6);
}

static void paths_of_rules(void **state)
{
    (void)state;
    assert_true(in_path("*.js", "a.js"));
    assert_true(in_path("*.js", "x/y/a.js"));
    assert_false(in_path("*.js", "a.jsx"));
    assert_true(in_path("tests", "tests/a.c"));
    assert_true(in_path("tests", "x/tests/y/a.c"));
    assert_false(in_path("tests", "x/mytests/a.c"));
    assert_false(in_path("tests", "testsuite/a.c"));
    assert_true(in_path("tests/", "x/tests/a.c"));
    assert_false(in_path("tests/", "x/tests"));
    assert_true(in_path("tests/", "x/tests/"));
    assert_true(in_path("src/gen", "x/src/gen/a.c"));
    assert_true(in_path("src/*.c", "x/src/a.c"));
    assert_false(in_path("src/*.c", "x/src/y/a.c"));
    assert_true(in_path("src/**/*.c", "x/src/y/a.c"));
    assert_true(in_path("/src", "src/a.c"));
    assert_false(in_path("/src", "x/src/a.c"));
    assert_true(in_path("./src", "src/a.c"));
    assert_true(in_path("**/a.c", "x/a.c"));
    assert_true(in_path("x/**", "x/y/a.c"));
    assert_true(in_path("*", "a"));
    assert_false(in_path("", "a"));
    assert_false(in_path("/", "a"));
}

/* A matcher that tries every way would need longer than the universe has. */
static void hostile_patterns_are_quick(void **state)
{
    (void)state;
    static char text[4001], deep[4001], stars[201];
    memset(text, 'a', sizeof text - 1);
    for (uint32_t i = 0; i + 1 < sizeof deep; i++)
        deep[i] = i % 2 ? '/' : 'a';
    for (uint32_t i = 0; i + 2 < sizeof stars; i += 2)
        memcpy(stars + i, "a*", 2);
    stars[sizeof stars - 2] = 'b';
    clock_t start = clock();
    assert_false(match(stars, text));
    assert_false(match("**/a*a*a*a*a*a*b", text));
    assert_false(match("**/a/**/a/**/a/**/a/**/a/**/b", deep));
    assert_false(in_path("a*a*a*a*a*a*a*a*b", text));
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 5.0);
}

static void literal_start(void **state)
{
    (void)state;
    assert_int_equal(mln_glob_get_literal_length(MLN_STR("abc")), 3);
    assert_int_equal(mln_glob_get_literal_length(MLN_STR("ab*c")), 2);
    assert_int_equal(mln_glob_get_literal_length(MLN_STR("\\a")), 0);
    assert_int_equal(mln_glob_get_literal_length(MLN_STR("x[a]")), 1);
    assert_int_equal(mln_glob_get_literal_length(MLN_STR("x?")), 1);
}

int mln_test_base_glob(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stars_stop_at_slashes),
        cmocka_unit_test(double_stars_cross_slashes),
        cmocka_unit_test(sets_and_escapes),
        cmocka_unit_test(classes_are_those_of_the_c_locale),
        cmocka_unit_test(paths_of_rules),
        cmocka_unit_test(hostile_patterns_are_quick),
        cmocka_unit_test(literal_start),
    };
    return cmocka_run_group_tests_name("base/glob", tests, NULL, NULL);
}
