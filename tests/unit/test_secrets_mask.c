/* What of a secret is shown, and that the rest is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "secrets/mask.h"

int mln_test_secrets_mask(void);

static void shows_the_first_characters(void **state)
{
    (void)state;
    assert_int_equal(mln_mask_get_shown(MLN_STR("")), 0);
    assert_int_equal(mln_mask_get_shown(MLN_STR("abc")), 0);
    assert_int_equal(mln_mask_get_shown(MLN_STR("k7Rw2xQ9")), 2);
    assert_int_equal(mln_mask_get_shown(MLN_STR("k7Rw2xQ9vLmk7Rw2xQ9vLm")), 4);
    /* No half of a character, nothing behind a line end. */
    assert_int_equal(mln_mask_get_shown(MLN_STR("a\xC3\xA4zzzzzz")), 1);
    assert_int_equal(mln_mask_get_shown(MLN_STR("a\nbcdefghijklmnopqrst")), 1);
}

static void digests_are_salted_and_stable(void **state)
{
    (void)state;
    char a[MLN_MASK_DIGEST_SIZE], b[MLN_MASK_DIGEST_SIZE];
    mln_str secret = MLN_STR("Kd83hQz0LmV2xYb7RtNc");
    assert_int_equal(mln_mask_write_digest(MLN_STR("rule-a"), secret, a), 8);
    assert_int_equal(strlen(a), 8);
    (void)mln_mask_write_digest(MLN_STR("rule-a"), secret, b);
    assert_string_equal(a, b);
    (void)mln_mask_write_digest(MLN_STR("rule-b"), secret, b);
    assert_string_not_equal(a, b);
    (void)mln_mask_write_digest(MLN_STR("rule-a"), MLN_STR("Kd83hQz0LmV2xYb7RtNd"), b);
    assert_string_not_equal(a, b);
    /* Of what could be tried out it keeps 16 bits. */
    assert_int_equal(mln_mask_write_digest(MLN_STR("rule-a"), MLN_STR("k7Rw2xQ9"), a), 4);
    assert_int_equal(strlen(a), 4);
}

static void covers_in_place(void **state)
{
    (void)state;
    char text[] = "key=k7Rw2xQ9;";
    mln_mask_cover(text, (mln_span){4, 12}, 2);
    assert_string_equal(text, "key=k7******;");
    char lines[] = "ab\r\ncd";
    mln_mask_cover(lines, (mln_span){0, 6}, 1);
    assert_string_equal(lines, "a*\r\n**");
}

static void covers_every_occurrence(void **state)
{
    (void)state;
    char text[] = "k7Rw2xQ9 and k7Rw2xQ9k7Rw2xQ9 and k7Rw2xQ";
    assert_true(mln_mask_cover_all(text, sizeof text - 1, MLN_STR("k7Rw2xQ9")));
    assert_string_equal(text, "k7****** and k7******k7****** and k7Rw2xQ");
    char other[] = "nothing";
    assert_false(mln_mask_cover_all(other, sizeof other - 1, MLN_STR("k7Rw2xQ9")));
    assert_false(mln_mask_cover_all(other, 0, MLN_STR("k7Rw2xQ9")));
    assert_false(mln_mask_cover_all(other, 7, MLN_STR("")));
    assert_string_equal(other, "nothing");
}

static void covers_lines_of_a_key(void **state)
{
    (void)state;
    /* One line of it, as another rule might quote it. */
    char text[] = "found `  QYD1rNCEMn2h` here";
    assert_true(mln_mask_cover_all(text, sizeof text - 1,
                                   MLN_STR("-----BEGIN\n  QYD1rNCEMn2h\r\n  SKWg\n")));
    assert_string_equal(text, "found `  ************` here");
}

int mln_test_secrets_mask(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_the_first_characters),
        cmocka_unit_test(digests_are_salted_and_stable),
        cmocka_unit_test(covers_in_place),
        cmocka_unit_test(covers_every_occurrence),
        cmocka_unit_test(covers_lines_of_a_key),
    };
    return cmocka_run_group_tests_name("secrets/mask", tests, NULL, NULL);
}
