/* The JSON writer: layout, escapes, and text that is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>

#include "report/json_writer.h"

int mln_test_report_json_writer(void);

static void expect_written(mln_str text, const char *expected)
{
    mln_buf out = {0};
    mln_json json = {.out = &out};
    mln_json_str(&json, text);
    assert_string_equal(mln_buf_get_text(&out), expected);
    mln_buf_release(&out);
}

static void layout(void **state)
{
    (void)state;
    mln_buf out = {0};
    mln_json json = {.out = &out};
    mln_json_begin_object(&json);
    mln_json_put_text(&json, "a", "b");
    mln_json_open_array(&json, "list");
    mln_json_uint(&json, UINT64_MAX);
    mln_json_bool(&json, true);
    mln_json_begin_object(&json);
    mln_json_end_object(&json);
    mln_json_end_array(&json);
    mln_json_open_array(&json, "none");
    mln_json_end_array(&json);
    mln_json_key(&json, "time");
    mln_json_seconds(&json, 61.0049);
    mln_json_end_object(&json);
    assert_string_equal(mln_buf_get_text(&out), "{\n"
                                                "  \"a\": \"b\",\n"
                                                "  \"list\": [\n"
                                                "    18446744073709551615,\n"
                                                "    true,\n"
                                                "    {}\n"
                                                "  ],\n"
                                                "  \"none\": [],\n"
                                                "  \"time\": 61.005\n"
                                                "}\n");
    mln_buf_release(&out);
}

static void escapes(void **state)
{
    (void)state;
    expect_written(MLN_STR(""), "\"\"");
    expect_written(MLN_STR("a\"b\\c/"), "\"a\\\"b\\\\c/\"");
    expect_written(MLN_STR("\n\r\t\b\x1B\x7F"), "\"\\n\\r\\t\\u0008\\u001b\\u007f\"");
    expect_written(MLN_STR("a\0b"), "\"a\\u0000b\"");
    /* C1's CSI, and the separators that end a line of JavaScript. */
    expect_written(MLN_STR("\xC2\x9B\xE2\x80\xA8\xE2\x80\xA9"), "\"\\u009b\\u2028\\u2029\"");
    expect_written(MLN_STR("\xC3\xA9\xF0\x90\x90\x80"), "\"\xC3\xA9\xF0\x90\x90\x80\"");
}

static void what_is_no_text_becomes_the_replacement_character(void **state)
{
    (void)state;
    expect_written(MLN_STR("a\xFF"), "\"a\xEF\xBF\xBD\"");
    expect_written(MLN_STR("\xC3"), "\"\xEF\xBF\xBD\"");
    expect_written(MLN_STR("\xC3\""), "\"\xEF\xBF\xBD\\\"\"");
    expect_written(MLN_STR("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
    expect_written(MLN_STR("\xC0\xAF"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
    expect_written(MLN_STR("\xF4\x90\x80\x80"),
                   "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

/* Every pair of bytes gives JSON that another reader takes. */
static void any_bytes_give_json(void **state)
{
    (void)state;
    mln_buf out = {0};
    for (uint32_t pair = 0; pair < 0x10000; pair++) {
        char bytes[2] = {(char)(pair >> 8), (char)(pair & 0xFF)};
        mln_buf_clear(&out);
        mln_json json = {.out = &out};
        mln_json_begin_array(&json);
        mln_json_str(&json, (mln_str){bytes, 2});
        mln_json_end_array(&json);
        json_t *parsed = json_loadb(out.data, out.len, JSON_ALLOW_NUL, NULL);
        assert_non_null(parsed);
        if (bytes[0] > 0 && bytes[1] > 0) {
            assert_int_equal(json_string_length(json_array_get(parsed, 0)), 2);
            assert_memory_equal(json_string_value(json_array_get(parsed, 0)), bytes, 2);
        }
        json_decref(parsed);
    }
    mln_buf_release(&out);
}

int mln_test_report_json_writer(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layout),
        cmocka_unit_test(escapes),
        cmocka_unit_test(what_is_no_text_becomes_the_replacement_character),
        cmocka_unit_test(any_bytes_give_json),
    };
    return cmocka_run_group_tests_name("report/json_writer", tests, NULL, NULL);
}
