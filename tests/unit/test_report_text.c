/* The text format, whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/report.h"
#include "report/steps.h"

#include "../contract/fixture.h"

int mln_test_report_text(void);

static void expect_report(const mln_run *run, const mln_report_options *options,
                          const char *expected)
{
    mln_buf out = {0};
    mln_report_text(run, options, &out);
    assert_string_equal(mln_buf_get_text(&out), expected);
    mln_buf_release(&out);
}

static const char FINDINGS[] =
    "./lib/util.ts\n"
    "\n"
    "  1:1  info  Hash  (test code)\n"
    "    Weak hash\n"
    "     1 | export const id = (r: Request) => r.query.id;\n"
    "       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
    "    See: not a url\n"
    "\n"
    "src/my app#1/[id] \xC3\xA9%.js\n"
    "\n"
    "  2:2  critical  injection.js-sql\n"
    "    Building SQL from `req.query.id` lets an attacker read the\n"
    "    database: handlers[0](x) \\x1b]0;title\\x07 \xEF\xBF\xBD.\n"
    "     2 |     db.query(\"\xC3\xA9\xF0\x9D\x84\x9E\" + req.query.id); // "
    "\\x1b[31m\\u202e\"\n"
    "       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
    "    Path:\n"
    "      1. ./lib/util.ts:1:35            export const id = (r: Request) => r.que\xE2\x80\xA6"
    "  read from the request, [r](1)\n"
    "      2. src/my app#1/[id] \xC3\xA9%.js:2:18  db.query(\xEF\xBF\xBD)\n"
    "    Replace it with:\n"
    "      db.query(\"\xC3\xA9\xF0\x9D\x84\x9E ?\",\n"
    "          [req.query.id])\n"
    "    Guard: sql-placeholders\n"
    "    See: CWE-89: SQL Injection, CWE-1321, A03:2021 - Injection,\n"
    "         https://example.org/rules/js-sql?a=\xC3\xA9\n"
    "\n"
    "  4:2  medium  stack-trace\n"
    "    The stack trace leaves the server.\n"
    "     4 |     res.send(\n"
    "       |     ^^^^^^^^^\n"
    "     5 |         e.stack\n"
    "     6 |     );\n";

static const char SUMMARY[] =
    "\n"
    "warning: native/srv.c:2: merlon-ignore suppresses nothing here [unused-suppression]\n"
    "error: rules/x y.yaml:3:5: taint.rule: it is a taint rule, which merlon does not run yet "
    "[refused-rule]\n"
    "1 file did not parse whole:\n"
    "  native/srv.c:4: 1 place, 20 of 56 bytes\n"
    "3 files read: 1 javascript, 1 typescript, 1 c\n"
    "2 skipped: 1 third-party code (node_modules and the like); 1 larger than --max-file-size\n"
    "3 rules run, 1 refused, 7 for other languages\n"
    "The analysis is incomplete: see above for what was left out.\n"
    "3 findings: 1 critical, 1 medium, 1 info; 1 suppressed\n";

static void findings_and_summary(void **state)
{
    (void)state;
    mln_run run = {0};
    fixture_fill(&run);
    char all[sizeof FINDINGS + sizeof SUMMARY + 16];
    memcpy(all, FINDINGS, sizeof FINDINGS);
    mln_report_options options = {.width = 70, .quiet = true, .timing = true};
    expect_report(&run, &options, all);
    memcpy(all + sizeof FINDINGS - 1, SUMMARY, sizeof SUMMARY);
    options.quiet = options.timing = false;
    expect_report(&run, &options, all);
    /* Time is the last line alone. */
    memcpy(all + sizeof FINDINGS + sizeof SUMMARY - 2, "1.235 s\n", sizeof "1.235 s\n");
    options.timing = true;
    expect_report(&run, &options, all);
    mln_run_release(&run);
}

#define STEP "  put into a text\n"

static void a_long_path_is_folded(void **state)
{
    (void)state;
    static mln_step steps[15];
    for (uint32_t i = 0; i < 15; i++) {
        steps[i].region.start = (mln_position){i + 1, 3, 3, 3};
        steps[i].text = MLN_STR("put into a text");
        steps[i].excerpt = i % 2 ? MLN_STR("\ta\t + \n b") : MLN_STR("x");
    }
    /* Two columns wide, on both sides of the cut. */
    steps[1].excerpt = MLN_STR("1234567890123456789012345678901234567\xE6\xBC\xA2\xE6\xBC\xA2");
    steps[2].excerpt = MLN_STR("12345678901234567890123456789012345678\xE6\xBC\xA2\xE6\xBC\xA2");
    steps[3].excerpt = MLN_STR("1234567890123456789012345678901234567890");
    mln_run run = {0};
    mln_vec_add(&run.files, (mln_run_file){.path = MLN_STR("a.c")});
    mln_finding f = {.steps = steps, .step_count = 15};
    mln_buf out = {0};
    mln_steps_add(&out, &run, &f, 2, false);
    assert_string_equal(
        mln_buf_get_text(&out),
        "   1. a.c:1:3   x                                       " STEP
        "   2. a.c:2:3   1234567890123456789012345678901234567\xE6\xBC\xA2\xE2\x80\xA6" STEP
        "   3. a.c:3:3   12345678901234567890123456789012345678\xE2\x80\xA6 " STEP
        "   4. a.c:4:3   1234567890123456789012345678901234567890" STEP
        "   5. a.c:5:3   x                                       " STEP
        "   6. a.c:6:3   a + b                                   " STEP
        "      \xE2\x80\xA6 4 more steps\n"
        "  11. a.c:11:3  x                                       " STEP
        "  12. a.c:12:3  a + b                                   " STEP
        "  13. a.c:13:3  x                                       " STEP
        "  14. a.c:14:3  a + b                                   " STEP
        "  15. a.c:15:3  x                                       " STEP);
    mln_buf_clear(&out);
    mln_steps_add(&out, &run, &f, 2, true);
    assert_null(strstr(mln_buf_get_text(&out), "more"));
    assert_non_null(strstr(mln_buf_get_text(&out), "\n   9. a.c:9:3   x   "));
    mln_buf_clear(&out);
    /* Twelve are shown whole; without code there is no column for it. */
    f.step_count = 12;
    mln_steps_add(&out, &run, &f, 0, false);
    assert_null(strstr(mln_buf_get_text(&out), "more"));
    f.step_count = 1;
    steps[0].excerpt = MLN_STR("");
    mln_buf_clear(&out);
    mln_steps_add(&out, &run, &f, 0, false);
    assert_string_equal(mln_buf_get_text(&out), "1. a.c:1:3  put into a text\n");
    mln_buf_release(&out);
    mln_run_release(&run);
}

static void a_clean_run(void **state)
{
    (void)state;
    mln_run run = {.rules_loaded = 1};
    mln_vec_add(&run.files, (mln_run_file){.path = MLN_STR("a.c"), .lang = MLN_LANG_C});
    expect_report(&run, &(mln_report_options){0},
                  "1 file read: 1 c\n"
                  "1 rule run\n"
                  "0 findings\n");
    expect_report(&run, &(mln_report_options){.quiet = true}, "");
    mln_run_release(&run);
}

static void suppressed_findings_say_why(void **state)
{
    (void)state;
    mln_run run = {0};
    mln_vec_add(&run.cards, (mln_card){.id = MLN_STR("r")});
    mln_vec_add(&run.files, (mln_run_file){.path = MLN_STR("a.c")});
    mln_vec_add(&run.findings, (mln_finding){.message = MLN_STR("m"),
                                             .region = {{0, 0}, {1, 1, 1, 1}, {1, 1, 1, 1}},
                                             .suppression = MLN_SUPPRESSED_IN_SOURCE});
    expect_report(&run, &(mln_report_options){.quiet = true}, "");
    expect_report(&run, &(mln_report_options){.quiet = true, .include_suppressed = true},
                  "a.c\n"
                  "\n"
                  "  1:1  info  r\n"
                  "    Suppressed: no reason given\n"
                  "    m\n");
    mln_run_release(&run);
}

static void colours_and_links(void **state)
{
    (void)state;
    mln_run run = {0};
    mln_vec_add(&run.cards,
                (mln_card){.id = MLN_STR("r"), .url = MLN_STR("https://example.org/r")});
    /* An address that would end the escape sequence is no link. */
    mln_vec_add(&run.cards,
                (mln_card){.id = MLN_STR("s"), .url = MLN_STR("https://x\x1B\\\x1B[2J")});
    mln_vec_add(&run.files, (mln_run_file){.path = MLN_STR("a\x1B.c")});
    mln_finding f = {.message = MLN_STR("m"),
                     .severity = MLN_SEVERITY_HIGH,
                     .region = {{0, 1}, {1, 1, 1, 1}, {1, 2, 2, 2}},
                     .excerpt = MLN_STR("ab")};
    mln_vec_add(&run.findings, f);
    f.rule = 1;
    mln_vec_add(&run.findings, f);
    expect_report(&run, &(mln_report_options){.quiet = true, .colour = true},
                  "\x1B[1ma\\x1b.c\x1B[0m\n"
                  "\n"
                  "  1:1  \x1B[31mhigh\x1B[0m  \x1B]8;;https://example.org/r\x1B\\\x1B[1mr\x1B[0m"
                  "\x1B]8;;\x1B\\\n"
                  "    m\n"
                  "     \x1B[2m1 |\x1B[0m ab\n"
                  "      \x1B[2m |\x1B[0m \x1B[31m^\x1B[0m\n"
                  "\n"
                  "  1:1  \x1B[31mhigh\x1B[0m  \x1B[1ms\x1B[0m\n"
                  "    m\n"
                  "     \x1B[2m1 |\x1B[0m ab\n"
                  "      \x1B[2m |\x1B[0m \x1B[31m^\x1B[0m\n"
                  "    See: https://x\\x1b\\\\x1b[2J\n");
    mln_run_release(&run);
}

static void verbose_tells_more(void **state)
{
    (void)state;
    mln_run run = {0};
    mln_vec_add(&run.skips, (mln_skip){MLN_STR("a\n.js"), MLN_SKIP_MINIFIED});
    run.skip_counts[MLN_SKIP_MINIFIED] = 1;
    mln_diags_add(&run.diags, MLN_DIAG_NOTE, "a-note", (mln_str){0}, 0, 0, (mln_str){0}, "well");
    expect_report(&run, &(mln_report_options){0},
                  "1 note; --verbose shows it\n"
                  "0 files read\n"
                  "1 skipped: 1 minified\n"
                  "0 rules run\n"
                  "0 findings\n");
    expect_report(&run, &(mln_report_options){.verbose = true},
                  "note: well [a-note]\n"
                  "0 files read\n"
                  "1 skipped: 1 minified\n"
                  "  a\\x0a.js: minified\n"
                  "0 rules run\n"
                  "0 findings\n");
    mln_run_release(&run);
}

int mln_test_report_text(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_and_summary), cmocka_unit_test(a_long_path_is_folded),
        cmocka_unit_test(a_clean_run),          cmocka_unit_test(suppressed_findings_say_why),
        cmocka_unit_test(colours_and_links),    cmocka_unit_test(verbose_tells_more),
    };
    return cmocka_run_group_tests_name("report/text", tests, NULL, NULL);
}
