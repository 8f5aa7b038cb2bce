/* SARIF, read back and held against what code scanning wants. Schema and validator: tests/contract.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/utf.h"
#include "report/report.h"

#include "../contract/fixture.h"

int mln_test_report_sarif(void);

static json_t *report_run(const mln_run *run, const mln_report_options *options)
{
    mln_buf out = {0};
    mln_report_write(MLN_REPORT_SARIF, run, options, &out);
    json_error_t error;
    json_t *root = json_loadb(out.data, out.len, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        fail_msg("%s at line %d", error.text, error.line);
    mln_buf_release(&out);
    return root;
}

static json_t *report(const mln_report_options *options)
{
    mln_run run = {0};
    fixture_fill(&run);
    json_t *root = report_run(&run, options);
    mln_run_release(&run);
    return root;
}

/* What is at a path such as "runs/0/results"; never NULL. */
static json_t *at(json_t *from, const char *path)
{
    char step[64];
    json_t *value = from;
    for (const char *p = path; *p;) {
        size_t len = strcspn(p, "/");
        assert_true(len < sizeof step);
        memcpy(step, p, len);
        step[len] = '\0';
        if (json_is_array(value))
            value = json_array_get(value, (size_t)(step[0] - '0'));
        else
            value = json_object_get(value, step);
        if (!value)
            fail_msg("there is no %s of %s", step, path);
        p += len + (p[len] == '/');
    }
    return value;
}

static void expect_text(json_t *from, const char *path, const char *expected)
{
    const char *text = json_string_value(at(from, path));
    assert_non_null(text);
    assert_string_equal(text, expected);
}

static void expect_number(json_t *from, const char *path, json_int_t expected)
{
    assert_true(json_is_integer(at(from, path)));
    assert_int_equal(json_integer_value(at(from, path)), expected);
}

static void rules_are_all_listed(void **state)
{
    (void)state;
    json_t *root = report(&(mln_report_options){0});
    json_t *rules = at(root, "runs/0/tool/driver/rules");
    assert_int_equal(json_array_size(rules), 3);
    json_t *sql = json_array_get(rules, 0);
    expect_text(sql, "id", "injection.js-sql");
    expect_text(sql, "name", "InjectionJsSql");
    expect_text(sql, "shortDescription/text", "SQL built from \"user\" input");
    expect_text(sql, "helpUri", "https://example.org/rules/js-sql?a=%C3%A9");
    expect_text(sql, "defaultConfiguration/level", "error");
    expect_text(sql, "properties/precision", "very-high");
    expect_text(sql, "properties/security-severity", "9.5");
    json_t *tags = at(sql, "properties/tags");
    assert_int_equal(json_array_size(tags), 20); /* 4 + 28 different, cut */
    expect_text(tags, "0", "security");
    expect_text(tags, "1", "external/cwe/cwe-089");
    expect_text(tags, "2", "external/cwe/cwe-1321");
    expect_text(tags, "3", "external/owasp/a03-2021");
    expect_text(tags, "4", "tag-00");
    /* A rule without a title or help still has every text that is needed. */
    json_t *stack = json_array_get(rules, 1);
    expect_text(stack, "shortDescription/text", "stack-trace");
    expect_text(stack, "defaultConfiguration/level", "warning");
    assert_true(json_string_length(at(stack, "help/text")) > 0);
    /* No name that repeats the id, no address that is none. */
    assert_null(json_object_get(json_array_get(rules, 2), "name"));
    assert_null(json_object_get(json_array_get(rules, 2), "helpUri"));
    expect_text(rules, "2/defaultConfiguration/level", "note");
    json_decref(root);
}

static void long_texts_are_cut_between_characters(void **state)
{
    (void)state;
    json_t *root = report(&(mln_report_options){0});
    json_t *text = at(root, "runs/0/tool/driver/rules/1/fullDescription/text");
    mln_str full = {json_string_value(text), (uint32_t)json_string_length(text)};
    uint32_t units = 0;
    for (uint32_t i = 0; i < full.len;) {
        mln_utf_char c = mln_utf_get(full, i);
        assert_true(c.valid);
        units += c.code >= 0x10000 ? 2 : 1;
        i += c.len;
    }
    /* 511 characters of two units, and the ellipsis. */
    assert_int_equal(units, 1023);
    assert_true(mln_str_ends_with(full, MLN_STR("\xF0\x9D\x84\x9E\xE2\x80\xA6")));
    json_decref(root);
}

static void results_stand_where_they_should(void **state)
{
    (void)state;
    json_t *root = report(&(mln_report_options){.category = MLN_STR("api")});
    expect_text(root, "version", "2.1.0");
    expect_text(root, "runs/0/columnKind", "utf16CodeUnits");
    expect_text(root, "runs/0/automationDetails/id", "api/");
    json_t *results = at(root, "runs/0/results");
    assert_int_equal(json_array_size(results), 3);
    json_t *sql = json_array_get(results, 1);
    expect_text(sql, "ruleId", "injection.js-sql");
    expect_number(sql, "ruleIndex", 0);
    expect_text(sql, "level", "error");
    json_t *place = at(sql, "locations/0/physicalLocation");
    expect_text(place, "artifactLocation/uri", "src/my%20app%231/%5Bid%5D%20%C3%A9%25.js");
    expect_text(place, "artifactLocation/uriBaseId", "%SRCROOT%");
    expect_number(place, "region/startLine", 2);
    expect_number(place, "region/startColumn", 2);
    expect_number(place, "region/endLine", 2);
    expect_number(place, "region/endColumn", 32); /* UTF-16: 𝄞 counts twice */
    expect_text(place, "region/snippet/text",
                "db.query(\"\xC3\xA9\xF0\x9D\x84\x9E\" + req.query.id)");
    /* An index and a call in the message do not become a link. */
    const char *message = json_string_value(at(sql, "message/text"));
    assert_non_null(strstr(message, "handlers\\[0\\](x)"));
    expect_text(results, "0/locations/0/physicalLocation/artifactLocation/uri", "lib/util.ts");
    expect_text(results, "0/message/text", "Hash"); /* no message: the rule's id */
    json_t *stack = json_array_get(results, 2);
    expect_number(stack, "locations/0/physicalLocation/region/startLine", 4);
    expect_number(stack, "locations/0/physicalLocation/region/endLine", 6);
    expect_text(stack, "locations/0/physicalLocation/region/snippet/text",
                "res.send(\n\t\te.stack\n\t)");
    assert_null(json_object_get(stack, "codeFlows"));
    assert_null(json_object_get(stack, "fixes"));
    assert_null(json_object_get(stack, "suppressions"));
    json_decref(root);
}

static void artifacts_are_numbered_as_results_say(void **state)
{
    (void)state;
    json_t *root = report(&(mln_report_options){0});
    json_t *artifacts = at(root, "runs/0/artifacts");
    assert_int_equal(json_array_size(artifacts), 3);
    json_t *results = at(root, "runs/0/results");
    for (size_t i = 0; i < json_array_size(results); i++) {
        json_t *location =
            at(json_array_get(results, i), "locations/0/physicalLocation/artifactLocation");
        size_t index = (size_t)json_integer_value(at(location, "index"));
        expect_text(json_array_get(artifacts, index), "location/uri",
                    json_string_value(at(location, "uri")));
    }
    json_decref(root);
}

static void fingerprints_paths_and_fixes(void **state)
{
    (void)state;
    json_t *root = report(&(mln_report_options){0});
    json_t *sql = at(root, "runs/0/results/1");
    json_t *prints = at(sql, "partialFingerprints");
    assert_int_equal(json_object_size(prints), 2);
    const char *hash = json_string_value(at(prints, "primaryLocationLineHash"));
    uint32_t line = 2;
    mln_line_hash expected;
    char written[MLN_LINE_HASH_SIZE];
    mln_line_hash_compute(MLN_STR(FIXTURE_APP), &line, 1, &expected);
    mln_line_hash_write(expected, written);
    assert_string_equal(hash, written);
    assert_int_equal(json_string_length(json_object_get(prints, "merlonIdentity/v1")), 32);
    json_t *steps = at(sql, "codeFlows/0/threadFlows/0/locations");
    assert_int_equal(json_array_size(steps), 2);
    expect_text(steps, "0/location/physicalLocation/artifactLocation/uri", "lib/util.ts");
    expect_text(steps, "0/location/message/text", "read from the request, \\[r\\](1)");
    expect_text(steps, "1/location/message/text", "db.query(\xEF\xBF\xBD)");
    /* The text ends with a link to where it comes from; the code in it is none. */
    const char *message = json_string_value(at(sql, "message/text"));
    assert_non_null(strstr(message, "handlers\\[0\\](x)"));
    static const char link[] = " Source: [./lib/util.ts:1](1).";
    assert_string_equal(message + strlen(message) - strlen(link), link);
    json_t *related = at(sql, "relatedLocations");
    assert_int_equal(json_array_size(related), 1);
    expect_number(related, "0/id", 1);
    expect_text(related, "0/physicalLocation/artifactLocation/uri", "lib/util.ts");
    expect_text(related, "0/message/text", "read from the request, \\[r\\](1)");
    json_t *replacement = at(sql, "fixes/0/artifactChanges/0/replacements/0");
    expect_number(replacement, "deletedRegion/endColumn", 32);
    expect_text(replacement, "insertedContent/text",
                "db.query(\"\xC3\xA9\xF0\x9D\x84\x9E ?\",\n\t[req.query.id])");
    json_decref(root);
}

static void suppressed_results_come_when_asked_for(void **state)
{
    (void)state;
    json_t *root = report(&(mln_report_options){.include_suppressed = true});
    json_t *results = at(root, "runs/0/results");
    assert_int_equal(json_array_size(results), 4);
    for (size_t i = 0; i < 4; i++) {
        json_t *result = json_array_get(results, i);
        bool suppressed = i == 1; /* native/srv.c */
        assert_int_equal(json_array_size(at(result, "suppressions")), suppressed);
        if (suppressed) {
            expect_text(result, "suppressions/0/kind", "inSource");
            expect_text(result, "suppressions/0/justification", "a \"checksum\"");
        }
    }
    json_decref(root);
}

static void a_refused_rule_is_a_notification_and_no_rule(void **state)
{
    (void)state;
    json_t *root = report(&(mln_report_options){0});
    json_t *invocation = at(root, "runs/0/invocations/0");
    json_t *list = at(invocation, "toolConfigurationNotifications");
    assert_int_equal(json_array_size(list), 1);
    expect_text(list, "0/level", "error");
    expect_text(list, "0/descriptor/id", "refused-rule");
    expect_text(list, "0/associatedRule/id", "taint.rule");
    assert_non_null(strstr(json_string_value(at(list, "0/message/text")), "taint.rule"));
    json_t *rules = at(root, "runs/0/tool/driver/rules");
    for (size_t i = 0; i < json_array_size(rules); i++)
        assert_string_not_equal(json_string_value(at(json_array_get(rules, i), "id")),
                                "taint.rule");
    /* A refused rule leaves the run successful. */
    assert_true(json_is_true(at(invocation, "executionSuccessful")));
    json_decref(root);
}

static void what_was_not_analysed_is_a_notification(void **state)
{
    (void)state;
    json_t *root = report(&(mln_report_options){0});
    json_t *list = at(root, "runs/0/invocations/0/toolExecutionNotifications");
    assert_int_equal(json_array_size(list), 4);
    expect_text(list, "0/descriptor/id", "unused-suppression");
    expect_text(list, "1/descriptor/id", "partial-parse");
    expect_text(list, "1/level", "warning");
    expect_text(list, "1/locations/0/physicalLocation/artifactLocation/uri", "native/srv.c");
    expect_number(list, "1/locations/0/physicalLocation/region/startLine", 4);
    expect_text(list, "2/level", "note");
    expect_text(list, "3/level", "warning");
    expect_text(list, "3/locations/0/physicalLocation/artifactLocation/uri", "big%20file.js");
    json_decref(root);
}

static void a_failure_is_not_called_a_success(void **state)
{
    (void)state;
    mln_run run = {0};
    mln_diags_add(&run.diags, MLN_DIAG_ERROR, "unreadable", MLN_STR("/abs/a:b.js"), 0, 0,
                  (mln_str){0}, "gone");
    json_t *root = report_run(&run, &(mln_report_options){0});
    json_t *invocation = at(root, "runs/0/invocations/0");
    assert_true(json_is_false(at(invocation, "executionSuccessful")));
    json_t *location = at(
        invocation, "toolExecutionNotifications/0/locations/0/physicalLocation/artifactLocation");
    expect_text(location, "uri", "file:///abs/a%3Ab.js");
    assert_null(json_object_get(location, "uriBaseId"));
    json_decref(root);
    mln_run_release(&run);
}

static void too_many_results_are_cut_by_severity(void **state)
{
    (void)state;
    mln_run run = {0};
    mln_vec_add(&run.cards, (mln_card){.id = MLN_STR("a"), .severity = MLN_SEVERITY_LOW});
    mln_vec_add(&run.cards, (mln_card){.id = MLN_STR("b"), .severity = MLN_SEVERITY_HIGH});
    mln_vec_add(&run.files, (mln_run_file){.path = MLN_STR("x.js")});
    for (uint32_t i = 0; i < 25010; i++) {
        mln_finding f = {.rule = i >= 25000, .message = MLN_STR("m")};
        f.severity = run.cards.data[f.rule].severity;
        f.region.span.start = i;
        f.region.start.line = f.region.end.line = i + 1;
        mln_vec_add(&run.findings, f);
    }
    mln_run_sort(&run);
    json_t *root = report_run(&run, &(mln_report_options){0});
    json_t *results = at(root, "runs/0/results");
    assert_int_equal(json_array_size(results), 25000);
    uint32_t severe = 0;
    for (size_t i = 0; i < 25000; i++)
        severe += strcmp(json_string_value(at(json_array_get(results, i), "ruleId")), "b") == 0;
    assert_int_equal(severe, 10);
    json_t *list = at(root, "runs/0/invocations/0/toolExecutionNotifications");
    assert_int_equal(json_array_size(list), 1);
    assert_non_null(strstr(json_string_value(at(list, "0/message/text")), "10 of 25010"));
    json_decref(root);
    mln_run_release(&run);
}

static void a_long_path_keeps_both_ends(void **state)
{
    (void)state;
    static mln_step steps[1500];
    mln_run run = {0};
    mln_vec_add(&run.cards, (mln_card){.id = MLN_STR("a")});
    mln_vec_add(&run.files, (mln_run_file){.path = MLN_STR("x.js")});
    for (uint32_t i = 0; i < 1500; i++) {
        steps[i].region.start.line = i + 1;
        steps[i].text = MLN_STR("s");
    }
    mln_vec_add(&run.findings, (mln_finding){.steps = steps, .step_count = 1500});
    json_t *root = report_run(&run, &(mln_report_options){0});
    json_t *list = at(root, "runs/0/results/0/codeFlows/0/threadFlows/0/locations");
    assert_int_equal(json_array_size(list), 1000);
    expect_number(json_array_get(list, 499), "location/physicalLocation/region/startLine", 500);
    expect_number(json_array_get(list, 999), "location/physicalLocation/region/startLine", 1500);
    json_decref(root);
    mln_run_release(&run);
}

static void rules_of_one_id_are_one_rule(void **state)
{
    (void)state;
    mln_run run = {0};
    mln_vec_add(&run.cards, (mln_card){.id = MLN_STR("a")});
    mln_vec_add(&run.cards, (mln_card){.id = MLN_STR("a")});
    mln_vec_add(&run.cards, (mln_card){.id = MLN_STR("b")});
    mln_vec_add(&run.files, (mln_run_file){.path = MLN_STR("x.js")});
    mln_vec_add(&run.findings, (mln_finding){.rule = 1});
    mln_vec_add(&run.findings, (mln_finding){.rule = 2});
    json_t *root = report_run(&run, &(mln_report_options){0});
    assert_int_equal(json_array_size(at(root, "runs/0/tool/driver/rules")), 2);
    expect_number(root, "runs/0/results/0/ruleIndex", 0);
    expect_number(root, "runs/0/results/1/ruleIndex", 1);
    json_decref(root);
    mln_run_release(&run);
}

int mln_test_report_sarif(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_all_listed),
        cmocka_unit_test(long_texts_are_cut_between_characters),
        cmocka_unit_test(results_stand_where_they_should),
        cmocka_unit_test(artifacts_are_numbered_as_results_say),
        cmocka_unit_test(fingerprints_paths_and_fixes),
        cmocka_unit_test(suppressed_results_come_when_asked_for),
        cmocka_unit_test(a_refused_rule_is_a_notification_and_no_rule),
        cmocka_unit_test(what_was_not_analysed_is_a_notification),
        cmocka_unit_test(a_failure_is_not_called_a_success),
        cmocka_unit_test(too_many_results_are_cut_by_severity),
        cmocka_unit_test(a_long_path_keeps_both_ends),
        cmocka_unit_test(rules_of_one_id_are_one_rule),
    };
    return cmocka_run_group_tests_name("report/sarif", tests, NULL, NULL);
}
