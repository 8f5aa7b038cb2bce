/* Gates: what is refused unread must be what would have found nothing. Each rule has a file in
 * which it finds something by the least that a gate can ask for, and one in which it cannot. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/engine.h"

int mln_test_engine_gate(void);

#define SEARCH                                                                                     \
    "rules:\n- id: r\n  languages: [js, ts]\n  message: m\n  severity: ERROR\n  patterns:\n"
#define TAINT                                                                                      \
    "rules:\n- id: r\n  languages: [js, ts]\n  message: m\n  severity: ERROR\n  mode: taint\n"

static uint32_t count_findings(const char *yaml, const char *code)
{
    mln_ruleset rules = {0};
    mln_diags diags = {0};
    mln_engine *engine;
    mln_str text = mln_str_of(code);
    mln_run run = {0};
    mln_engine_options options = {
        .stdin_text = &text, .stdin_path = MLN_STR("a.ts"), .tests = MLN_TESTS_FULL};
    if (mln_ruleset_add_text(&rules, MLN_STR("r.yaml"), mln_str_of(yaml), &diags) != MLN_OK)
        fail_msg("%s\n%.*s", yaml, MLN_STR_ARGS(diags.list.data[0].text));
    assert_int_equal(mln_engine_new(&engine, &rules, NULL, 1, &diags), MLN_OK);
    mln_engine_scan(engine, &options, &run);
    uint32_t count = run.findings.len;
    mln_run_release(&run);
    mln_engine_free(engine);
    mln_ruleset_release(&rules);
    mln_diags_release(&diags);
    return count;
}

typedef struct {
    const char *yaml, *has, *lacks;
} pair;

static void expect(const pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (count_findings(pairs[i].yaml, pairs[i].has) != 1)
            fail_msg("%s\nshould find: %s", pairs[i].yaml, pairs[i].has);
        if (count_findings(pairs[i].yaml, pairs[i].lacks) != 0)
            fail_msg("%s\nshould not find: %s", pairs[i].yaml, pairs[i].lacks);
    }
}

static void words_of_searches(void **state)
{
    (void)state;
    static const pair pairs[] = {
        /* A word of a condition, in any case. */
        {SEARCH
         "  - pattern: f($X)\n  - metavariable-regex: {metavariable: $X, regex: '(?i)secret'}\n",
         "f(SECRET);", "f(public);"},
        /* None of its words: a constant may be put together. */
        {SEARCH "  - pattern: f($X)\n  - metavariable-regex:\n      metavariable: $X\n"
                "      constant-propagation: true\n      regex: secret\n",
         "const a = 'sec' + 'ret'; f(a);", "const a = 'sec' + 'ond'; f(a);"},
        /* What a part of the match must be. */
        {SEARCH
         "  - pattern: f($X)\n  - metavariable-pattern: {metavariable: $X, pattern: g('md5')}\n",
         "f(g('md5'));", "f(h('md5'));"},
        /* One of several ways. */
        {SEARCH "  - pattern-either: [{pattern: f(1)}, {pattern: g(1)}, {pattern: $X.h(1)}]\n",
         "a.h(1);", "a.i(1);"},
        {SEARCH "  - pattern-either: [{pattern: f(1)}, {pattern: $X + 1}]\n", "a + 1;", "a - 1;"},
        /* An expression for a string, and the string elsewhere. */
        {SEARCH "  - pattern: f(\"=~/^set-cookie$/i\")\n", "const a = 'Set-Cookie'; f(a);",
         "f('Set-Cookies');"},
        /* A string that is put together, however the pattern writes it. */
        {SEARCH "  - pattern: f('abc1-2')\n", "const a = 'abc' + 1 + '-' + 2; f(a);", "f('abc');"},
        /* The beginning of a package's name. */
        {SEARCH "  - pattern: import '@scope'\n", "import x from '@scope/name';",
         "import x from 'scope/name';"},
        /* Not in what must not be there. */
        {SEARCH "  - pattern: f($X)\n  - pattern-not: f(safe)\n", "f(a);", "f(safe);"},
        {SEARCH "  - pattern: f($X)\n  - pattern-not-regex: dangerous\n", "f(a);", "f(dangerous);"},
    };
    expect(pairs, MLN_COUNT_OF(pairs));
}

static void labels_of_taint(void **state)
{
    (void)state;
#define TWO_LABELS                                                                                 \
    TAINT "  pattern-sources:\n  - {pattern: input(), label: A}\n"                                 \
          "  - {constant: {regex: '^select '}, label: B}\n"
    static const pair pairs[] = {
        {TWO_LABELS "  pattern-sinks:\n  - {pattern: query($X), requires: A and B}\n",
         "query('select ' + input());", "query('choose ' + input());"},
        {TWO_LABELS "  pattern-sinks:\n  - {pattern: query($X), requires: A and not B}\n",
         "query('choose ' + input());", "query('select ' + input());"},
        {TWO_LABELS "  pattern-sinks:\n  - {pattern: query($X), requires: A or B}\n",
         "query(`select ${x}`);", "query(`choose ${x}`);"},
        /* The label comes from a propagator alone. */
        {TAINT "  pattern-sources:\n  - {pattern: input(), label: A}\n"
               "  pattern-propagators:\n"
               "  - {pattern: $TO = wash($FROM), from: $FROM, to: $TO, requires: A, label: C}\n"
               "  pattern-sinks:\n  - {pattern: query($X), requires: C}\n",
         "let a = wash(input()); query(a);", "let a = other(input()); query(a);"},
    };
    expect(pairs, MLN_COUNT_OF(pairs));
}

#define SEQUENCE(pattern) SEARCH "  - pattern: |\n" pattern

static void sequences(void **state)
{
    (void)state;
    static const pair pairs[] = {
        /* A list that ends where the one around it does, in a function that is a member: it is not
         * looked into from outside, but has sequences of its own. */
        {SEQUENCE("      $X = 1;\n      ...\n      g();\n"),
         "a = 1; b = { f: function () { c = 1; g(); } };",
         "a = 1; b = { f: function () { g(); } };"},
        /* The name that was bound, in what follows. */
        {SEQUENCE("      $X = <... input ...>;\n      ...\n      run(<... $X ...>);\n"),
         "a = 1 + input; b = a; if (b) { run('x' + a); }", "a = 1 + input; if (a) { run(b); }"},
        /* The second of two ways to bind it, when the first finds nothing. */
        {SEQUENCE("      $X = <... $Y.z ...>;\n      ...\n      run(<... $X ...>, $Y);\n"),
         "a = b.z + c.z; run(a, c);", "a = b.z + c.z; run(a, d);"},
        /* A tagged template stands for a call whatever its arguments are. */
        {SEQUENCE("      $X = input;\n      ...\n      $R.run(..., <... $X ...>);\n"),
         "a = input; r.run`x`;", "a = input; r.run(b);"},
        /* A name that was imported under another. */
        {SEQUENCE("      $X = 1;\n      ...\n      m.f($X);\n"),
         "import { f as g } from 'm'; a = 1; g(a);", "import { f as g } from 'm'; a = 1; h(a);"},
        /* At once behind it. */
        {SEQUENCE("      $X = $Y;\n      $X = $Z;\n"), "a = 1; a = 2;",
         "a = 1; function f() {} a = 2;"},
        /* An argument behind an ellipsis is the last. */
        {SEARCH "  - pattern: f(..., true)\n", "f(1, true);", "f(true, 1);"},
        {SEARCH "  - pattern: f(..., true)\n", "f<T>(true);", "f();"},
    };
    expect(pairs, MLN_COUNT_OF(pairs));
}

static void sinks_that_nothing_reaches(void **state)
{
    (void)state;
#define PARAMS                                                                                     \
    TAINT "  pattern-sources:\n  - patterns:\n    - pattern-inside: function ... (..., $P, ...) "  \
          "{...}\n    - focus-metavariable: $P\n  pattern-sinks: [{pattern: load(...)}]\n"
    static const pair pairs[] = {
        {PARAMS, "function f(x) { load(x); load('y'); }", "function f(x) { load('y'); }"},
        /* What is called is a value as well. */
        {PARAMS, "function f(load) { load('y'); }", "function f(x) { load('y'); x('z'); }"},
        {PARAMS, "function f(x) { load = x; load('y'); }",
         "function f(x) { other = x; load('y'); }"},
        /* A source that is a text. */
        {TAINT "  pattern-sources: [{pattern: '\"secret\"'}]\n"
               "  pattern-sinks: [{pattern: load(...)}]\n",
         "load('secret');", "load('open'); f('secret');"},
    };
    expect(pairs, MLN_COUNT_OF(pairs));
}

/* Enough ranges that they are not compared one by one: half of them go. */
static void many_negations(void **state)
{
    (void)state;
    mln_buf same = {0}, value = {0};
    mln_buf_add_text(&value, "const n = 5;\n");
    for (uint32_t i = 0; i < 80; i++) {
        mln_buf_addf(&same, "f(a%u, %c%u);\n", i, i % 2 ? 'a' : 'b', i);
        mln_buf_addf(&value, "g(%u, f(n));\n", i % 2 ? 5u : 6u);
    }
    assert_int_equal(count_findings(SEARCH "  - pattern: f($X, $Y)\n  - pattern-not: f($X, $X)\n",
                                    mln_buf_get_text(&same)),
                     40);
    /* A variable is the literal that it has for a value. */
    assert_int_equal(count_findings(SEARCH
                                    "  - pattern: f($X)\n  - pattern-not-inside: g($X, ...)\n",
                                    mln_buf_get_text(&value)),
                     40);
    mln_buf_release(&same);
    mln_buf_release(&value);
}

int mln_test_engine_gate(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_searches),
        cmocka_unit_test(sequences),
        cmocka_unit_test(sinks_that_nothing_reaches),
        cmocka_unit_test(many_negations),
        cmocka_unit_test(labels_of_taint),
    };
    return cmocka_run_group_tests_name("engine/gate", tests, NULL, NULL);
}
