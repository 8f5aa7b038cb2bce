/* The json format, read back. Its schema is checked in tests/contract. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>

#include "report/report.h"

#include "../contract/fixture.h"

int mln_test_report_json(void);

static json_t *report(const mln_report_options *options)
{
    mln_run run = {0};
    fixture_fill(&run);
    mln_buf out = {0};
    mln_report_write(MLN_REPORT_JSON, &run, options, &out);
    json_error_t error;
    json_t *root = json_loadb(out.data, out.len, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        fail_msg("%s at line %d", error.text, error.line);
    mln_buf_release(&out);
    mln_run_release(&run);
    return root;
}

static const char *text_of(json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    assert_non_null(text);
    return text;
}

static json_int_t number_of(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    assert_true(json_is_integer(value));
    return json_integer_value(value);
}

static void expect_position(json_t *position, json_int_t line, json_int_t bytes, json_int_t utf16,
                            json_int_t code_points, json_int_t offset)
{
    assert_int_equal(number_of(position, "line"), line);
    assert_int_equal(number_of(position, "column"), bytes);
    assert_int_equal(number_of(position, "column_utf16"), utf16);
    assert_int_equal(number_of(position, "column_code_points"), code_points);
    assert_int_equal(number_of(position, "offset"), offset);
}

static void findings_are_whole(void **state)
{
    (void)state;
    json_t *root = report(&(mln_report_options){0});
    json_t *findings = json_object_get(root, "findings");
    assert_int_equal(json_array_size(findings), 3);
    json_t *sql = json_array_get(findings, 1);
    assert_string_equal(text_of(sql, "rule"), "injection.js-sql");
    assert_string_equal(text_of(sql, "path"), FIXTURE_APP_PATH);
    assert_string_equal(text_of(sql, "severity"), "critical");
    /* `\tdb.query("é𝄞" + req.query.id)`: é has 2 bytes, 𝄞 has 4 and 2 units. The line begins at
     * byte 24; the end is 2 + 29 in characters. */
    expect_position(json_object_get(sql, "start"), 2, 2, 2, 2, 25);
    expect_position(json_object_get(sql, "end"), 2, 35, 32, 31, 58);
    assert_string_equal(text_of(sql, "excerpt"), "\tdb.query(\"\xC3\xA9\xF0\x9D\x84\x9E\" + "
                                                 "req.query.id); // \x1B[31m\xE2\x80\xAE\"");
    json_t *steps = json_object_get(sql, "steps");
    assert_int_equal(json_array_size(steps), 2);
    assert_string_equal(text_of(json_array_get(steps, 0), "path"), FIXTURE_LIB_PATH);
    assert_string_equal(text_of(json_array_get(steps, 1), "path"), FIXTURE_APP_PATH);
    assert_string_equal(text_of(json_array_get(steps, 1), "excerpt"), "db.query(\xEF\xBF\xBD)");
    json_t *x = json_array_get(json_object_get(sql, "metavariables"), 0);
    assert_string_equal(text_of(x, "name"), "$X");
    assert_string_equal(text_of(x, "text"), "req.query.id");
    assert_string_equal(text_of(sql, "fix"),
                        "db.query(\"\xC3\xA9\xF0\x9D\x84\x9E ?\",\n\t[req.query.id])");
    json_t *stack = json_array_get(findings, 2);
    assert_null(json_object_get(stack, "fix"));
    assert_null(json_object_get(stack, "steps"));
    assert_string_equal(text_of(stack, "scope"), "handler <\xE6\xBC\xA2>");
    assert_true(json_is_true(json_object_get(json_array_get(findings, 0), "in_test")));
    json_decref(root);
}

static void suppressed_findings_come_when_asked_for(void **state)
{
    (void)state;
    json_t *root = report(&(mln_report_options){.include_suppressed = true});
    json_t *findings = json_object_get(root, "findings");
    assert_int_equal(json_array_size(findings), 4);
    uint32_t marked = 0;
    for (size_t i = 0; i < 4; i++) {
        json_t *suppression = json_object_get(json_array_get(findings, i), "suppression");
        if (!suppression)
            continue;
        marked++;
        assert_string_equal(text_of(suppression, "kind"), "in-source");
        assert_string_equal(text_of(suppression, "justification"), "a \"checksum\"");
    }
    assert_int_equal(marked, 1);
    json_decref(root);
}

static void what_was_not_seen_is_said(void **state)
{
    (void)state;
    json_t *root = report(&(mln_report_options){.version = MLN_STR("9.8.7")});
    assert_string_equal(text_of(root, "version"), "1.0");
    assert_string_equal(text_of(json_object_get(root, "tool"), "version"), "9.8.7");
    assert_int_equal(json_array_size(json_object_get(root, "rules")), 3);
    json_t *broken = json_array_get(json_object_get(root, "files_with_errors"), 0);
    assert_string_equal(text_of(broken, "path"), FIXTURE_C_PATH);
    assert_int_equal(number_of(broken, "first_line"), 4);
    json_t *skipped = json_object_get(root, "skipped");
    assert_int_equal(json_array_size(skipped), 2);
    assert_string_equal(text_of(json_array_get(skipped, 0), "reason"), "too-large");
    json_t *notifications = json_object_get(root, "notifications");
    assert_int_equal(json_array_size(notifications), 2);
    json_t *refused = json_array_get(notifications, 1);
    assert_string_equal(text_of(refused, "code"), "refused-rule");
    assert_string_equal(text_of(refused, "level"), "error");
    assert_string_equal(text_of(refused, "rule"), "taint.rule");
    assert_int_equal(number_of(refused, "line"), 3);
    json_t *summary = json_object_get(root, "summary");
    assert_true(json_is_false(json_object_get(summary, "complete")));
    assert_int_equal(number_of(summary, "suppressed"), 1);
    assert_int_equal(number_of(json_object_get(summary, "findings"), "critical"), 1);
    assert_int_equal(number_of(json_object_get(summary, "findings"), "info"), 1);
    assert_int_equal(number_of(json_object_get(summary, "rules"), "refused"), 1);
    assert_int_equal(number_of(json_object_get(summary, "files_by_language"), "c"), 1);
    assert_null(json_object_get(summary, "seconds"));
    json_decref(root);
}

static void time_comes_when_asked_for(void **state)
{
    (void)state;
    json_t *root = report(&(mln_report_options){.timing = true});
    json_t *seconds = json_object_get(json_object_get(root, "summary"), "seconds");
    assert_true(json_is_real(seconds));
    assert_float_equal(json_real_value(seconds), 1.235, 0.0005);
    json_decref(root);
}

static void an_empty_run_is_a_report(void **state)
{
    (void)state;
    mln_run run = {0};
    mln_buf out = {0};
    mln_report_json(&run, &(mln_report_options){0}, &out);
    json_t *root = json_loadb(out.data, out.len, 0, NULL);
    assert_non_null(root);
    assert_int_equal(json_array_size(json_object_get(root, "findings")), 0);
    assert_true(json_is_true(json_object_get(json_object_get(root, "summary"), "complete")));
    json_decref(root);
    mln_buf_release(&out);
    mln_run_release(&run);
}

static void formats_are_found_by_id(void **state)
{
    (void)state;
    for (int i = 0; i < MLN_REPORT_COUNT; i++) {
        mln_report_format format = MLN_REPORT_COUNT;
        const char *id = mln_report_get_id((mln_report_format)i);
        assert_true(mln_report_find(mln_str_of(id), &format));
        assert_int_equal(format, i);
        assert_true(strlen(mln_report_get_text(format)) > 0);
    }
    mln_report_format format;
    assert_false(mln_report_find(MLN_STR("xml"), &format));
}

int mln_test_report_json(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_are_whole),
        cmocka_unit_test(suppressed_findings_come_when_asked_for),
        cmocka_unit_test(what_was_not_seen_is_said),
        cmocka_unit_test(time_comes_when_asked_for),
        cmocka_unit_test(an_empty_run_is_a_report),
        cmocka_unit_test(formats_are_found_by_id),
    };
    return cmocka_run_group_tests_name("report/json", tests, NULL, NULL);
}
