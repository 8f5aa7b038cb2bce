/* UTF-8 and UTF-16, by the tables of the WHATWG Encoding Standard and the Unicode Standard §3.9. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf.h"

int mln_test_base_utf(void);

static void good_text_is_valid(void **state)
{
    (void)state;
    static const char *const good[] = {"",
                                       "plain",
                                       "\xC2\x80",
                                       "\xDF\xBF",
                                       "\xE0\xA0\x80",
                                       "\xED\x9F\xBF",
                                       "\xEE\x80\x80",
                                       "\xEF\xBF\xBF",
                                       "\xF0\x90\x80\x80",
                                       "\xF4\x8F\xBF\xBF",
                                       "a long line of plain text, then \xC3\xA9 and more plain "
                                       "text after it, and \xF0\x90\x90\xA8"};
    for (size_t i = 0; i < MLN_COUNT_OF(good); i++)
        assert_true(mln_utf_is_valid(mln_str_of(good[i])));
}

static void bad_text_is_found_where_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t at;
    } bad[] = {
        {"\x80", 0},             /* a continuation alone */
        {"ab\xC0\xAF", 2},       /* overlong */
        {"a\xC1\xBF", 1},        /* overlong */
        {"\xE0\x9F\xBF", 0},     /* overlong */
        {"\xF0\x8F\xBF\xBF", 0}, /* overlong */
        {"\xED\xA0\x80", 0},     /* a surrogate */
        {"\xF4\x90\x80\x80", 0}, /* past U+10FFFF */
        {"\xF5\x80\x80\x80", 0},
        {"0123456789012345678901234567890123456789\xE2\x82", 40}, /* cut short */
        {"\xC3\xA9\xFF", 2},
    };
    for (size_t i = 0; i < MLN_COUNT_OF(bad); i++) {
        mln_str text = mln_str_of(bad[i].text);
        assert_false(mln_utf_is_valid(text));
        assert_int_equal(mln_utf_find_invalid(text, 0), bad[i].at);
    }
}

/* Every position of one bad byte in runs of every small length: word and byte loops meet. */
static void words_and_bytes_agree(void **state)
{
    (void)state;
    char text[80];
    for (uint32_t len = 1; len <= sizeof text; len++)
        for (uint32_t at = 0; at < len; at++) {
            memset(text, 'x', sizeof text);
            text[at] = '\xFF';
            assert_int_equal(mln_utf_find_invalid((mln_str){text, len}, 0), at);
            assert_int_equal(mln_utf_find_non_ascii((mln_str){text, len}, 0), at);
            text[at] = 'x';
            assert_int_equal(mln_utf_find_invalid((mln_str){text, len}, 0), len);
        }
}

static void broken_text_is_mended_as_browsers_do(void **state)
{
    (void)state;
#define R "\xEF\xBF\xBD"
    static const struct {
        const char *text, *mended;
    } cases[] = {
        {"a\xFF"
         "b",
         "a" R "b"},
        {"\xE2\x82"
         "x",
         R "x"},                 /* one for a prefix that is cut short */
        {"\xF0\x90\x90", R},     /* the same */
        {"\xE0\x80\x80", R R R}, /* no prefix of anything: one a byte */
        {"\xED\xA0\x80", R R R}, /* a surrogate */
        {"\xF0\x90\xFF\xC3\xA9", R R "\xC3\xA9"},
    };
    for (size_t i = 0; i < MLN_COUNT_OF(cases); i++) {
        mln_buf out = {0};
        assert_false(mln_utf_add_mended(&out, mln_str_of(cases[i].text)));
        assert_string_equal(mln_buf_get_text(&out), cases[i].mended);
        mln_buf_release(&out);
    }
#undef R
    mln_buf out = {0};
    assert_true(mln_utf_add_mended(&out, MLN_STR("caf\xC3\xA9")));
    assert_string_equal(mln_buf_get_text(&out), "caf\xC3\xA9");
    mln_buf_release(&out);
}

static void code_points_survive_both_ways(void **state)
{
    (void)state;
    static const uint32_t codes[] = {0x01,   0x7F,   0x80,   0x7FF,   0x800,
                                     0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < MLN_COUNT_OF(codes); i++) {
        mln_buf out = {0};
        mln_utf_add_code(&out, codes[i]);
        mln_utf_char c = mln_utf_get(mln_buf_get_str(&out), 0);
        assert_true(c.valid);
        assert_int_equal(c.code, codes[i]);
        assert_int_equal(c.len, out.len);
        mln_buf_release(&out);
    }
    mln_buf out = {0};
    mln_utf_add_code(&out, 0xD800);
    mln_utf_add_code(&out, 0x110000);
    assert_string_equal(mln_buf_get_text(&out), "\xEF\xBF\xBD\xEF\xBF\xBD");
    mln_buf_release(&out);
}

static void utf16_is_read_in_both_orders(void **state)
{
    (void)state;
    mln_buf out = {0};
    /* a é 𐐀 (U+10400: D801 DC00) */
    assert_true(mln_utf_add_utf16(&out, MLN_STR("a\0\xE9\0\x01\xD8\x00\xDC"), false));
    assert_string_equal(mln_buf_get_text(&out), "a\xC3\xA9\xF0\x90\x90\x80");
    mln_buf_clear(&out);
    assert_true(mln_utf_add_utf16(&out, MLN_STR("\0a\0\xE9\xD8\x01\xDC\x00"), true));
    assert_string_equal(mln_buf_get_text(&out), "a\xC3\xA9\xF0\x90\x90\x80");
    mln_buf_clear(&out);
    /* A high surrogate before a letter, a low one alone, an odd byte. */
    assert_false(mln_utf_add_utf16(&out,
                                   MLN_STR("\x01\xD8"
                                           "a\0"
                                           "\x00\xDC"
                                           "b"),
                                   false));
    assert_string_equal(mln_buf_get_text(&out), "\xEF\xBF\xBD"
                                                "a\xEF\xBF\xBD\xEF\xBF\xBD");
    mln_buf_release(&out);
}

static void lengths_are_counted(void **state)
{
    (void)state;
    mln_str text = MLN_STR("0123456789abcdef\xC3\xA9\xE2\x82\xAC\xF0\x90\x90\x80z");
    assert_int_equal(mln_utf_count_chars(text), 20);
    assert_int_equal(mln_utf_count_utf16(text), 21);
    assert_int_equal(mln_utf_count_chars(MLN_STR("")), 0);
    assert_int_equal(mln_utf_count_utf16(MLN_STR("")), 0);
}

int mln_test_base_utf(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_text_is_valid),
        cmocka_unit_test(bad_text_is_found_where_it_is),
        cmocka_unit_test(words_and_bytes_agree),
        cmocka_unit_test(broken_text_is_mended_as_browsers_do),
        cmocka_unit_test(code_points_survive_both_ways),
        cmocka_unit_test(utf16_is_read_in_both_orders),
        cmocka_unit_test(lengths_are_counted),
    };
    return cmocka_run_group_tests_name("base/utf", tests, NULL, NULL);
}
