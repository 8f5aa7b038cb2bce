/* What may reach a terminal, and how source lines are laid out on it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "report/excerpt.h"
#include "report/screen.h"

int mln_test_report_screen(void);

static void expect_shown(mln_str text, const char *expected)
{
    mln_buf out = {0};
    mln_screen_add(&out, text);
    assert_string_equal(mln_buf_get_text(&out), expected);
    mln_buf_release(&out);
}

static void controls_are_written_out(void **state)
{
    (void)state;
    expect_shown(MLN_STR("plain \xC3\xA9 \xE6\xBC\xA2"), "plain \xC3\xA9 \xE6\xBC\xA2");
    expect_shown(MLN_STR("\x1B]0;x\x07\r\n\t\b\x7F"), "\\x1b]0;x\\x07\\x0d\\x0a\\x09\\x08\\x7f");
    expect_shown(MLN_STR("\xC2\x9B"
                         "31m"),
                 "\\x9b31m");
    expect_shown(MLN_STR("\xE2\x80\xAE\xE2\x81\xA6\xE2\x80\x8B"), "\\u202e\\u2066\\u200b");
    expect_shown(MLN_STR("\xF3\xA0\x80\x81"), "\\ue0001");
    expect_shown(MLN_STR("a\xFF\xC3"), "a\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void widths(void **state)
{
    (void)state;
    assert_int_equal(mln_screen_get(MLN_STR("a"), 0).width, 1);
    assert_int_equal(mln_screen_get(MLN_STR("\xE6\xBC\xA2"), 0).width, 2);     /* 漢 */
    assert_int_equal(mln_screen_get(MLN_STR("\xF0\x9F\x98\x80"), 0).width, 2); /* an emoji */
    assert_int_equal(mln_screen_get(MLN_STR("\xCC\x81"), 0).width, 0);         /* an accent */
    assert_int_equal(mln_screen_get(MLN_STR("\x1B"), 0).width, 4);
}

static void words_are_wrapped(void **state)
{
    (void)state;
    mln_buf out = {0};
    mln_screen_wrap(&out, MLN_STR(" one  two\n\nthree \xE6\xBC\xA2\xE6\xBC\xA2 overlongword x "), 2,
                    11);
    /* Nine columns for text: "one two" is 7; "three 漢漢" would be 10. */
    assert_string_equal(mln_buf_get_text(&out), "one two\n"
                                                "  three\n"
                                                "  \xE6\xBC\xA2\xE6\xBC\xA2\n"
                                                "  overlongword\n"
                                                "  x");
    mln_buf_release(&out);
}

/* One line at line 7, with the region from byte `start` to `stop`. */
static void expect_line(const char *line, uint32_t start, uint32_t stop, uint32_t width,
                        const char *expected)
{
    mln_region region = {.start = {7, start + 1, 0, 0}, .end = {7, stop + 1, 0, 0}};
    mln_excerpt_layout layout = {0, width, false};
    mln_buf out = {0};
    mln_excerpt_add(&out, mln_str_of(line), &region, &layout);
    assert_string_equal(mln_buf_get_text(&out), expected);
    mln_buf_release(&out);
}

static void carets_stand_under_the_code(void **state)
{
    (void)state;
    expect_line("f(x)", 2, 3, 80,
                "7 | f(x)\n"
                "  |   ^\n");
    /* A tab before, and one inside that reaches the next stop at 8. */
    expect_line("\tf(\tx)", 1, 6, 80,
                "7 |     f(  x)\n"
                "  |     ^^^^^^\n");
    /* Wide, combining and written out: 漢 2 columns, e + accent 1, ESC 4. */
    expect_line("\xE6\xBC\xA2"
                "e\xCC\x81\x1B"
                "x",
                0, 7, 80,
                "7 | \xE6\xBC\xA2"
                "e\xCC\x81\\x1bx\n"
                "  | ^^^^^^^\n");
    expect_line("\xE6\xBC\xA2"
                "e\xCC\x81\x1B"
                "x",
                7, 8, 80,
                "7 | \xE6\xBC\xA2"
                "e\xCC\x81\\x1bx\n"
                "  |        ^\n");
    /* Nothing, the end of the line, beyond the end. */
    expect_line("ab", 1, 1, 80,
                "7 | ab\n"
                "  |  ^\n");
    expect_line("ab", 2, 2, 80,
                "7 | ab\n"
                "  |   ^\n");
    expect_line("ab", 50, 60, 80,
                "7 | ab\n"
                "  |   ^\n");
}

static void long_lines_are_shown_around_the_carets(void **state)
{
    (void)state;
    /* Room for 26 columns of code. Twenty-six fit; of twenty-seven one gives way to the sign. */
    expect_line("abcdefghijklmnopqrstuvwxyz", 0, 2, 30,
                "7 | abcdefghijklmnopqrstuvwxyz\n"
                "  | ^^\n");
    expect_line("abcdefghijklmnopqrstuvwxyz0", 0, 2, 30,
                "7 | abcdefghijklmnopqrstuvwxy\xE2\x80\xA6\n"
                "  | ^^\n");
    /* A third of the room, 8 columns, is kept before the region: column 32 stands at the left, and
     * gives way to the sign. */
    expect_line("0123456789012345678901234567890123456789TARGET678901234567890123456789", 40, 46,
                30,
                "7 | \xE2\x80\xA6"
                "3456789TARGET67890123456\xE2\x80\xA6\n"
                "  |         ^^^^^^\n");
    /* Carets end where the line is cut. */
    expect_line("0123456789012345678901234567890123456789", 2, 40, 30,
                "7 | 0123456789012345678901234\xE2\x80\xA6\n"
                "  |   ^^^^^^^^^^^^^^^^^^^^^^^^\n");
}

static void several_lines_are_cut_after_five(void **state)
{
    (void)state;
    mln_region region = {.start = {9, 3, 0, 0}, .end = {11, 2, 0, 0}};
    mln_excerpt_layout layout = {2, 80, false};
    mln_buf out = {0};
    mln_excerpt_add(&out, MLN_STR("  f(\n\n\tx)"), &region, &layout);
    assert_string_equal(mln_buf_get_text(&out), "   9 |   f(\n"
                                                "     |   ^^\n"
                                                "  10 |\n"
                                                "  11 |     x)\n");
    mln_buf_clear(&out);
    region.end.line = 15;
    mln_excerpt_add(&out, MLN_STR("f(\n1,\n2,\n3,\n4,\n5)"), &region, &layout);
    assert_string_equal(mln_buf_get_text(&out), "   9 | f(\n"
                                                "     |   ^\n"
                                                "  10 | 1,\n"
                                                "  11 | 2,\n"
                                                "  12 | 3,\n"
                                                "     | \xE2\x80\xA6 2 more lines\n");
    mln_buf_release(&out);
}

/* Whatever the bytes and the width, the layout holds (the sanitizers watch). */
static void any_line_is_survived(void **state)
{
    (void)state;
    char line[64];
    uint32_t seed = 7;
    mln_buf out = {0};
    for (uint32_t round = 0; round < 20000; round++) {
        uint32_t len = round % sizeof line;
        for (uint32_t i = 0; i < len; i++) {
            seed = seed * 1664525u + 1013904223u;
            line[i] = (char)(seed >> 24);
        }
        uint32_t start = len ? seed % len : 0;
        mln_region region = {.start = {1, start + 1, 0, 0}, .end = {1 + seed % 3, start + 9, 0, 0}};
        mln_excerpt_layout layout = {seed % 5, round % 40, false};
        mln_buf_clear(&out);
        mln_excerpt_add(&out, (mln_str){line, len}, &region, &layout);
        for (size_t i = 0; i < out.len; i++)
            assert_true(out.data[i] == '\n' || (unsigned char)out.data[i] >= 0x20);
    }
    mln_buf_release(&out);
}

int mln_test_report_screen(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(controls_are_written_out),
        cmocka_unit_test(widths),
        cmocka_unit_test(words_are_wrapped),
        cmocka_unit_test(carets_stand_under_the_code),
        cmocka_unit_test(long_lines_are_shown_around_the_carets),
        cmocka_unit_test(several_lines_are_cut_after_five),
        cmocka_unit_test(any_line_is_survived),
    };
    return cmocka_run_group_tests_name("report/screen", tests, NULL, NULL);
}
