/* Code made to be slow: it ends within the step budgets, what spends one is named, and the findings
 * of all others are there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/engine.h"

int mln_test_engine_bounds(void);

#define RULE(id, langs) "- id: " id "\n  message: m\n  severity: ERROR\n  languages: [" langs "]\n"

/* The cards of a run are the rule set's. */
static mln_ruleset set;

static mln_run scan(const char *rules, const char *path, mln_str text)
{
    set = (mln_ruleset){0};
    mln_diags diags = {0};
    mln_engine *engine;
    mln_run run = {0};
    assert_int_equal(mln_ruleset_add_text(&set, MLN_STR("r.yaml"), mln_str_of(rules), &diags),
                     MLN_OK);
    assert_int_equal(mln_engine_new(&engine, &set, NULL, 1, &diags), MLN_OK);
    mln_engine_options options = {
        .stdin_text = &text, .stdin_path = mln_str_of(path), .tests = MLN_TESTS_FULL};
    mln_engine_scan(engine, &options, &run);
    mln_engine_free(engine);
    mln_diags_release(&diags);
    return run;
}

static uint32_t count(const mln_run *run, const char *rule)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < run->findings.len; i++)
        found += mln_str_is(run->cards.data[run->findings.data[i].rule].id, rule);
    return found;
}

static bool is_spent(const mln_run *run, const char *rule)
{
    for (uint32_t i = 0; i < run->diags.list.len; i++) {
        const mln_diag *diag = &run->diags.list.data[i];
        if (strcmp(diag->code, "rule-budget") == 0 && mln_str_is(diag->rule, rule))
            return true;
    }
    return false;
}

/* f({k0: v0, k1: v1, ..}); g(1); */
static void add_object(mln_buf *code, uint32_t keys)
{
    mln_buf_add_text(code, "f({");
    for (uint32_t i = 0; i < keys; i++)
        mln_buf_addf(code, "k%u: v%u,\n", i, i);
    mln_buf_add_text(code, "});\ng(1);\nsame;\n");
}

static void an_object_of_500_keys(void **state)
{
    (void)state;
    mln_buf code = {0};
    add_object(&code, 500);
    mln_run run = scan(
        "rules:\n" RULE("by-name", "js") "  pattern: 'f({k499: $A, k0: $B})'\n" RULE(
            "one",
            "js") "  pattern: 'f({$K: v250})'\n" RULE("all-pairs",
                                                      "js") "  pattern: 'f({$K: $V, $L: $W, $M: "
                                                            "$X, $N: same})'\n" RULE("other",
                                                                                     "js") "  "
                                                                                           "pattern"
                                                                                           ": "
                                                                                           "g($X)"
                                                                                           "\n",
        "a.js", mln_buf_get_str(&code));
    assert_int_equal(count(&run, "by-name"), 1);
    assert_int_equal(count(&run, "one"), 1);
    assert_false(is_spent(&run, "by-name") || is_spent(&run, "one"));
    /* Sixty thousand million ways, none of which ends well. */
    assert_true(is_spent(&run, "all-pairs"));
    assert_true(run.incomplete);
    assert_int_equal(count(&run, "other"), 1);
    assert_false(is_spent(&run, "other"));
    mln_run_release(&run);
    mln_ruleset_release(&set);
    mln_buf_release(&code);
}

/* A rule that spends its budget keeps what it had found before. */
static void findings_before_the_end_are_kept(void **state)
{
    (void)state;
    mln_buf code = {0};
    mln_buf_add_text(&code, "f({a: 1, b: 2, c: 3, d: same});\n");
    add_object(&code, 500);
    mln_run run =
        scan("rules:\n" RULE("all", "js") "  pattern: 'f({$K: $V, $L: $W, $M: $X, $N: same})'\n",
             "a.js", mln_buf_get_str(&code));
    assert_true(is_spent(&run, "all"));
    assert_int_equal(count(&run, "all"), 1);
    mln_run_release(&run);
    mln_ruleset_release(&set);
    mln_buf_release(&code);
}

static void a_sum_of_2000_terms(void **state)
{
    (void)state;
    mln_buf code = {0};
    mln_buf_add_text(&code, "const t = source();\nsink('a'");
    for (uint32_t i = 0; i < 1000; i++)
        mln_buf_addf(&code, " + n%u + 's%u'", i, i);
    mln_buf_add_text(&code, " + t);\nsink(a0");
    for (uint32_t i = 0; i < 2000; i++)
        mln_buf_addf(&code, " && a%u", i);
    mln_buf_add_text(&code, ");\nsink(b0");
    for (uint32_t i = 0; i < 2000; i++)
        mln_buf_addf(&code, " | b%u", i);
    mln_buf_add_text(&code, ");\nclean(1);\n");
    mln_run
        run =
            scan(
                "rules:\n" RULE("first", "js") "  pattern: sink(\"...\" + $X)\n" RULE("sum", "js") "  pattern: sink($A + $B)\n" RULE(
                    "and",
                    "js") "  pattern: $A && $B\n" RULE("or",
                                                       "js") "  pattern: $A | "
                                                             "b7\n" RULE(
                                                                 "flow",
                                                                 "js") "  "
                                                                       "mode: "
                                                                       "taint"
                                                                       "\n  "
                                                                       "patter"
                                                                       "n-"
                                                                       "source"
                                                                       "s: "
                                                                       "[patte"
                                                                       "rn: "
                                                                       "source"
                                                                       "()]\n"
                                                                       "  "
                                                                       "patter"
                                                                       "n-"
                                                                       "sinks:"
                                                                       " ["
                                                                       "patter"
                                                                       "n: "
                                                                       "sink(."
                                                                       "..)]"
                                                                       "\n" RULE(
                                                                           "ot"
                                                                           "he"
                                                                           "r",
                                                                           "j"
                                                                           "s") "  pattern: "
                                                                                "clean(...)\n",
                "a.js", mln_buf_get_str(&code));
    assert_int_equal(count(&run, "first"), 0);
    assert_int_equal(count(&run, "sum"), 1);
    assert_true(count(&run, "and") > 0);
    assert_true(count(&run, "or") > 0);
    assert_int_equal(count(&run, "flow"), 1);
    assert_int_equal(count(&run, "other"), 1);
    mln_run_release(&run);
    mln_ruleset_release(&set);
    mln_buf_release(&code);
}

static void one_line_of_5_megabytes(void **state)
{
    (void)state;
    enum { SIZE = 5 << 20 };
    mln_buf text = {0};
    mln_buf_add_text(&text, "start { first second } ");
    while (text.len < SIZE)
        mln_buf_add_text(&text, "foo ( a { b foo bar ) ");
    mln_buf_add_text(&text, "the end");
    mln_run run = scan(
        "rules:\n" RULE("spans", "generic") "  pattern: foo ... $X ... nowhere\n" RULE(
            "nested",
            "generic") "  pattern: '{ ... ( ... ) ... }'\n" RULE("other",
                                                                 "generic") "  pattern: first "
                                                                            "second\n" RULE(
                                                                                "late",
                                                                                "regex") "  "
                                                                                         "pattern-"
                                                                                         "regex: "
                                                                                         "the "
                                                                                         "end$\n",
        "a.txt", mln_buf_get_str(&text));
    assert_int_equal(count(&run, "spans"), 0);
    assert_int_equal(count(&run, "other"), 1);
    assert_int_equal(count(&run, "late"), 1);
    mln_run_release(&run);
    mln_ruleset_release(&set);
    mln_buf_release(&text);
}

int mln_test_engine_bounds(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_object_of_500_keys),
        cmocka_unit_test(findings_before_the_end_are_kept),
        cmocka_unit_test(a_sum_of_2000_terms),
        cmocka_unit_test(one_line_of_5_megabytes),
    };
    return cmocka_run_group_tests_name("engine/bounds", tests, NULL, NULL);
}
