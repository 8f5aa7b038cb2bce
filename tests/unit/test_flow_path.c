/* Paths, tuples, and the texts that fix a target or say what a text may be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "flow/anchored.h"
#include "flow/path.h"
#include "flow/prefix.h"
#include "flow/require.h"

int mln_test_flow_path(void);

static void paths_are_interned(void **state)
{
    (void)state;
    mln_paths paths = {0};
    mln_path b = mln_paths_push(&paths, 2, 0), ab = mln_paths_push(&paths, 1, b);
    assert_int_equal(mln_paths_push(&paths, 1, mln_paths_push(&paths, 2, 0)), ab);
    assert_int_not_equal(ab, mln_paths_push(&paths, 2, mln_paths_push(&paths, 1, 0)));
    assert_int_equal(mln_paths_get_first(&paths, ab), 1);
    assert_int_equal(mln_paths_get_rest(&paths, ab), b);
    assert_int_equal(mln_paths_get_rest(&paths, b), 0);
    assert_int_equal(mln_paths_get_depth(&paths, ab), 2);
    assert_int_equal(mln_paths_get_depth(&paths, 0), 0);
    /* The same again after a clear, whatever was there before. */
    mln_paths_clear(&paths);
    assert_int_equal(mln_paths_push(&paths, 2, 0), b);
    mln_paths_release(&paths);
}

static void deep_paths_lose_their_inner_end(void **state)
{
    (void)state;
    mln_paths paths = {0};
    mln_path path = 0, outer = 0;
    for (uint32_t key = 1; key <= 9; key++) /* 9.8.7.6, the rest is below */
        path = mln_paths_push(&paths, key, path);
    for (uint32_t key = 6; key <= 9; key++)
        outer = mln_paths_push(&paths, key, outer);
    assert_int_equal(path, outer);
    assert_int_equal(mln_paths_get_depth(&paths, path), MLN_PATH_MAX);
    mln_paths_release(&paths);
}

static void keys_meet(void **state)
{
    (void)state;
    assert_true(mln_path_keys_meet(3, 3));
    assert_false(mln_path_keys_meet(3, 4));
    assert_true(mln_path_keys_meet(3, MLN_FLOW_ELEMENT));
    assert_true(mln_path_keys_meet(MLN_FLOW_ELEMENT, 3));
}

static void tuples_count_up(void **state)
{
    (void)state;
    mln_tuples tuples = {0};
    for (int round = 0; round < 3; round++) {
        assert_int_equal(mln_tuples_find(&tuples, (mln_tuple){{0, 0, 0, 0}}), UINT32_MAX);
        /* The second round is small in a large table: cleared one by one. */
        uint32_t count = round == 1 ? 7 : 5000;
        for (uint32_t i = 0; i < count; i++)
            assert_int_equal(mln_tuples_add(&tuples, (mln_tuple){{i % 3, i, 0, i / 7}}), i);
        for (uint32_t i = 0; i < count; i++) {
            assert_int_equal(mln_tuples_add(&tuples, (mln_tuple){{i % 3, i, 0, i / 7}}), i);
            assert_int_equal(mln_tuples_find(&tuples, (mln_tuple){{i % 3, i, 0, i / 7}}), i);
        }
        mln_tuples_clear(&tuples);
        assert_int_equal(mln_tuples_find(&tuples, (mln_tuple){{0, 0, 0, 0}}), UINT32_MAX);
    }
    mln_tuples_release(&tuples);
}

static void prefixes_fix_a_target(void **state)
{
    (void)state;
    const char *const fixed[] = {"https://example.com/",
                                 "https://example.com/users/",
                                 "https://example.com?q=",
                                 "//cdn.example.com/",
                                 "http://\1/path/",
                                 "\1://\1.example.com/",
                                 "\1/users/",
                                 "\1?q=",
                                 "/users/",
                                 "/u",
                                 "?q=",
                                 "#",
                                 "users/",
                                 "./data/",
                                 "../data/x",
                                 "/\1/"};
    const char *const open[] = {"",
                                "https://",
                                "https://example.com",
                                "https://example.com:",
                                "https://\1",
                                "http",
                                "/",
                                "//",
                                "//example.com",
                                "/\\",
                                "\\",
                                "\1",
                                "\1://",
                                "\1.example.com",
                                "users",
                                "javascript:",
                                "javascript:alert(1)/",
                                "data:text/html,"};
    for (size_t i = 0; i < MLN_COUNT_OF(fixed); i++)
        if (!mln_prefix_text_is_fixed(mln_str_of(fixed[i])))
            fail_msg("%s: is fixed", fixed[i]);
    for (size_t i = 0; i < MLN_COUNT_OF(open); i++)
        if (mln_prefix_text_is_fixed(mln_str_of(open[i])))
            fail_msg("%s: is open", open[i]);
}

static void expressions_say_what_a_text_may_be(void **state)
{
    (void)state;
    const char *const lists[] = {"^[a-z]+$",
                                 "^\\d+$",
                                 "^(asc|desc)$",
                                 "^[A-Za-z0-9_-]{1,32}$",
                                 "^(?:a|b)+$",
                                 "^a.c$",
                                 "^[^a]$",
                                 "^\\w+@\\w+\\.\\w{2,}$",
                                 "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
                                 "^\\$$",
                                 "^a\\\\$",
                                 "^[.]+$",
                                 "^[|]$"};
    const char *const others[] = {
        "",      "^",        "$",      "[a-z]+",  "^[a-z]+", "[a-z]+$", "^a|b$",
        "^.*$",  "^.+$",     "^a.*b$", "^[^<]+$", "^\\S+$",  "^(.)+$",  "^(a|.)*$",
        "^a\\$", "^[\\S]+$", "^\\W*$", "^.{3,}$", "^(a$",    "^a)$",    "^((\\D)b)+$"};
    for (size_t i = 0; i < MLN_COUNT_OF(lists); i++)
        if (!mln_anchored_is_list(mln_str_of(lists[i])))
            fail_msg("%s: says it", lists[i]);
    for (size_t i = 0; i < MLN_COUNT_OF(others); i++)
        if (mln_anchored_is_list(mln_str_of(others[i])))
            fail_msg("%s: does not say it", others[i]);
}

static void conditions_are_judged(void **state)
{
    (void)state;
    /* a and not b, or c */
    const mln_require_step steps[] = {{MLN_REQUIRE_BIT, 0}, {MLN_REQUIRE_BIT, 1},
                                      {MLN_REQUIRE_NOT, 0}, {MLN_REQUIRE_AND, 0},
                                      {MLN_REQUIRE_BIT, 2}, {MLN_REQUIRE_OR, 0}};
    const mln_require whole = {steps, 6}, cut = {steps, 3}, none = {steps, 0};
    const mln_require broken = {steps + 3, 1};
    assert_true(mln_require_holds(&whole, 1));
    assert_false(mln_require_holds(&whole, 3));
    assert_true(mln_require_holds(&whole, 7));
    assert_false(mln_require_holds(&whole, 0));
    assert_false(mln_require_holds(&cut, 1)); /* two values left */
    assert_false(mln_require_holds(&none, 1));
    assert_false(mln_require_holds(&broken, 1));
    /* Labels that may be there may also be missing. */
    const mln_require denied = {steps + 1, 2};
    assert_true(mln_require_may_hold(&whole, 3));
    assert_true(mln_require_may_hold(&whole, 4));
    assert_false(mln_require_may_hold(&whole, 2));
    assert_true(mln_require_may_hold(&denied, 2));
    assert_false(mln_require_may_hold(&cut, 7));
    assert_int_equal(mln_require_get_bits(&whole), 7);
    assert_int_equal(mln_require_get_wanted(&whole), 5);
    assert_int_equal(mln_require_get_wanted(&broken), 0);
    assert_int_equal(mln_require_get_first(&whole, 7), 1);
    assert_int_equal(mln_require_get_first(&whole, 6), 4);
    assert_int_equal(mln_require_get_first(&whole, 2), 0);
}

int mln_test_flow_path(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_interned),
        cmocka_unit_test(deep_paths_lose_their_inner_end),
        cmocka_unit_test(keys_meet),
        cmocka_unit_test(tuples_count_up),
        cmocka_unit_test(prefixes_fix_a_target),
        cmocka_unit_test(expressions_say_what_a_text_may_be),
        cmocka_unit_test(conditions_are_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
