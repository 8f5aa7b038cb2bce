/* Rules that are wrong: each is told with line, column and a way to mend it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ruleset/rule.h"

int mln_test_ruleset_errors(void);

#define JS "rules:\n- id: a\n  message: m\n  severity: ERROR\n  languages: [js]\n"
#define SEARCH JS "  pattern: x\n"

static bool has_part(mln_str text, const char *part)
{
    char copy[2048] = "";
    memcpy(copy, text.ptr, text.len < sizeof copy ? text.len : sizeof copy - 1);
    return strstr(copy, part) != NULL;
}

/* Exactly one error, there, of that kind, and so many rules. */
static void expect_beside(uint32_t rules, const char *yaml, uint32_t line, uint32_t column,
                          const char *code, const char *part)
{
    mln_ruleset set = {0};
    mln_diags diags = {0};
    assert_int_equal(mln_ruleset_add_text(&set, MLN_STR("r.yaml"), mln_str_of(yaml), &diags),
                     MLN_SYNTAX);
    assert_int_equal(set.rules.len, rules);
    if (diags.error_count != 1) {
        for (uint32_t i = 0; i < diags.list.len; i++)
            print_error("%u:%u %s %.*s\n", diags.list.data[i].line, diags.list.data[i].column,
                        diags.list.data[i].code, MLN_STR_ARGS(diags.list.data[i].text));
        fail_msg("%u errors in\n%s", diags.error_count, yaml);
    }
    const mln_diag *d = &diags.list.data[0];
    if (d->line != line || d->column != column || strcmp(d->code, code) != 0 ||
        !has_part(d->text, part))
        fail_msg("%u:%u %s %.*s in\n%s", d->line, d->column, d->code, MLN_STR_ARGS(d->text), yaml);
    assert_true(mln_str_is(d->file, "r.yaml"));
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
}

static void expect(const char *yaml, uint32_t line, uint32_t column, const char *code,
                   const char *part)
{
    expect_beside(0, yaml, line, column, code, part);
}

static void unknown_keys_are_told(void **state)
{
    (void)state;
    expect(SEARCH "  fixx: y\n", 7, 3, "unknown-key", "did you mean \"fix\"?");
    expect(SEARCH "  sverity: y\n", 7, 3, "unknown-key", "did you mean \"severity\"?");
    expect_beside(1, SEARCH "other: 1\n", 7, 1, "unknown-key", "beside `rules:`");
    expect(JS "  patterns:\n  - pattern: a\n  - pattern-nott: b\n", 8, 5, "unknown-key",
           "did you mean \"pattern-not\"?");
    expect(SEARCH "  options: {implict_ellipsis: true}\n", 7, 13, "unknown-key",
           "did you mean \"implicit_ellipsis\"?");
    expect(JS "  mode: taint\n  pattern-sinks: [{pattern: b}]\n"
              "  pattern-sources: [{pattern: a, labell: A}]\n",
           8, 34, "unknown-key", "did you mean \"label\"?");
}

/* Each key of a rule with everything is spelled wrong, one after the other. */
static void every_key_is_checked(void **state)
{
    (void)state;
    static const char *const samples[] = {"rules:\n"
                                          "- id: a\n"
                                          "  message: m\n"
                                          "  severity: ERROR\n"
                                          "  languages: [ts]\n"
                                          "  mode: search\n"
                                          "  fix: f\n"
                                          "  fix-regex:\n"
                                          "    regex: a\n"
                                          "    replacement: b\n"
                                          "    count: 1\n"
                                          "  min-version: 1.0.0\n"
                                          "  max-version: 2.0.0\n"
                                          "  paths:\n"
                                          "    include: [a]\n"
                                          "    exclude: [b]\n"
                                          "  options:\n"
                                          "    ac_matching: true\n"
                                          "    interfile: true\n"
                                          "  precision: high\n"
                                          "  title: t\n"
                                          "  help: h\n"
                                          "  url: u\n"
                                          "  guard: g\n"
                                          "  patterns:\n"
                                          "  - pattern: a\n"
                                          "  - pattern-either:\n"
                                          "    - pattern: b\n"
                                          "    - patterns:\n"
                                          "      - pattern-regex: c\n"
                                          "  - pattern-inside: d\n"
                                          "  - pattern-not: e\n"
                                          "  - pattern-not-inside: f\n"
                                          "  - pattern-not-regex: g\n"
                                          "  - focus-metavariable: $X\n"
                                          "  - metavariable-regex:\n"
                                          "      metavariable: $X\n"
                                          "      regex: a\n"
                                          "      constant-propagation: true\n"
                                          "  - metavariable-pattern:\n"
                                          "      metavariable: $X\n"
                                          "      language: generic\n"
                                          "      pattern: a\n"
                                          "  - metavariable-comparison:\n"
                                          "      metavariable: $X\n"
                                          "      comparison: $X > 1\n"
                                          "      strip: true\n"
                                          "      base: 10\n"
                                          "  - metavariable-analysis:\n"
                                          "      metavariable: $X\n"
                                          "      analyzer: entropy\n"
                                          "  - metavariable-type:\n"
                                          "      metavariable: $X\n"
                                          "      type: T\n",
                                          "rules:\n"
                                          "- id: a\n"
                                          "  message: m\n"
                                          "  severity: ERROR\n"
                                          "  languages: [js]\n"
                                          "  mode: taint\n"
                                          "  pattern-sources:\n"
                                          "  - pattern: a\n"
                                          "    label: A\n"
                                          "    requires: B\n"
                                          "    by-side-effect: only\n"
                                          "    exact: true\n"
                                          "    control: true\n"
                                          "  pattern-sinks:\n"
                                          "  - patterns:\n"
                                          "    - pattern: b\n"
                                          "    requires: A\n"
                                          "    at-exit: true\n"
                                          "  pattern-sanitizers:\n"
                                          "  - pattern: c\n"
                                          "    not_conflicting: true\n"
                                          "    by-side-effect: false\n"
                                          "  pattern-propagators:\n"
                                          "  - pattern: d\n"
                                          "    from: $A\n"
                                          "    to: $B\n"
                                          "    replace-labels: [A]\n",
                                          "rules:\n"
                                          "- id: a\n"
                                          "  message: m\n"
                                          "  severity: ERROR\n"
                                          "  languages: [js]\n"
                                          "  match:\n"
                                          "    all:\n"
                                          "    - pattern: a\n"
                                          "    - any:\n"
                                          "      - regex: b\n"
                                          "    - inside: c\n"
                                          "    - not: d\n"
                                          "    - anywhere: e\n"
                                          "    where:\n"
                                          "    - metavariable: $X\n"
                                          "      regex: a\n"
                                          "    - comparison: $X > 1\n"
                                          "    - focus: $X\n"
                                          "    - metavariable: $X\n"
                                          "      analyzer: redos\n"
                                          "    - metavariable: $X\n"
                                          "      language: js\n"
                                          "      pattern: b\n",
                                          "rules:\n"
                                          "- id: a\n"
                                          "  message: m\n"
                                          "  severity: ERROR\n"
                                          "  languages: [js]\n"
                                          "  taint:\n"
                                          "    sources:\n"
                                          "    - a\n"
                                          "    - pattern: b\n"
                                          "      label: L\n"
                                          "    sinks:\n"
                                          "    - pattern: c\n"
                                          "      requires: L\n"
                                          "    sanitizers:\n"
                                          "    - d\n"
                                          "    propagators:\n"
                                          "    - pattern: e\n"
                                          "      from: $A\n"
                                          "      to: $B\n"};
    uint32_t tried = 0;
    for (size_t s = 0; s < MLN_COUNT_OF(samples); s++) {
        const char *sample = samples[s];
        mln_ruleset set = {0};
        mln_diags diags = {0};
        assert_int_equal(mln_ruleset_add_text(&set, MLN_STR(""), mln_str_of(sample), &diags),
                         MLN_OK);
        assert_int_equal(set.rules.len, 1);
        mln_ruleset_release(&set);
        mln_diags_release(&diags);
        uint32_t line = 0;
        for (const char *at = sample; *at; at = strchr(at, '\n') + 1) {
            line++;
            const char *end = strchr(at, '\n'), *key = at;
            while (*key == ' ' || *key == '-')
                key++;
            const char *colon = memchr(key, ':', (size_t)(end - key));
            if (!colon || line == 1)
                continue;
            char text[4096];
            int len = snprintf(text, sizeof text, "%.*sQ%s", (int)(colon - sample), sample, colon);
            assert_true(len > 0 && (size_t)len < sizeof text);
            assert_int_not_equal(mln_ruleset_add_text(&set, MLN_STR(""), mln_str_of(text), &diags),
                                 MLN_OK);
            bool found = false;
            for (uint32_t i = 0; i < diags.list.len; i++) {
                const mln_diag *d = &diags.list.data[i];
                found = found || (strcmp(d->code, "unknown-key") == 0 && d->line == line &&
                                  d->column == (uint32_t)(key - at) + 1);
            }
            if (!found)
                fail_msg("line %u of\n%s", line, text);
            assert_int_equal(set.rules.len, 0);
            tried++;
            mln_ruleset_release(&set);
            mln_diags_release(&diags);
        }
    }
    assert_true(tried > 100);
}

static void types_are_checked(void **state)
{
    (void)state;
    expect(JS "  pattern: [x]\n", 6, 12, "wrong-type", "here is a list");
    expect(JS "  pattern:\n", 6, 11, "wrong-type", "here is nothing");
    expect(JS "  pattern: '  '\n", 6, 12, "empty-pattern", "empty");
    expect(JS "  patterns: {pattern: x}\n", 6, 13, "wrong-type", "must be a list");
    expect(JS "  patterns: [x]\n", 6, 14, "wrong-type", "mapping with one key");
    expect(SEARCH "  paths: [a]\n", 7, 10, "wrong-type", "must be a mapping");
    expect(SEARCH "  options: {ac_matching: maybe}\n", 7, 26, "wrong-type", "true or false");
    expect(SEARCH "  fix-regex: {regex: a, replacement: b, count: x}\n", 7, 48, "wrong-type",
           "whole number");
    expect(SEARCH "  metadata: text\n", 7, 13, "wrong-type", "must be a mapping");
    expect(SEARCH "  min-version: new\n", 7, 16, "wrong-type", "version");
    expect("- id: a\n", 1, 1, "missing-key", "rules:");
    expect("rules: {}\n", 1, 8, "wrong-type", "must be a list");
    expect("", 1, 1, "missing-key", "empty");
}

static void missing_keys_are_told(void **state)
{
    (void)state;
    expect("rules:\n- message: m\n  severity: LOW\n  languages: [c]\n  pattern: x\n", 2, 3,
           "missing-key", "\"id\"");
    expect("rules:\n- id: a\n  message: m\n  languages: [c]\n  pattern: x\n", 2, 3, "missing-key",
           "\"severity\"");
    expect("rules:\n- id: a\n  message: m\n  severity: LOW\n  pattern: x\n", 2, 3, "missing-key",
           "\"languages\"");
    expect(JS, 2, 3, "missing-key", "no pattern");
    expect(JS "  mode: taint\n  pattern-sinks: [{pattern: b}]\n", 2, 3, "missing-key",
           "pattern-sources");
    expect(JS "  patterns:\n  - pattern: a\n  - metavariable-regex: {metavariable: $X}\n", 8, 25,
           "missing-key", "\"regex\"");
    expect(JS "  patterns:\n  - pattern: a\n  - metavariable-type: {metavariable: $X}\n", 8, 24,
           "missing-key", "\"types\"");
}

static void names_are_checked(void **state)
{
    (void)state;
    expect("rules:\n- id: a\n  message: m\n  severity: HIHG\n  languages: [c]\n  pattern: x\n", 4,
           13, "unknown-severity", "did you mean \"HIGH\"?");
    expect("rules:\n- id: a\n  message: m\n  severity: LOW\n  languages: [c, jva]\n  pattern: x\n",
           5, 18, "unknown-language", "did you mean");
    expect("rules:\n- id: a b\n  message: m\n  severity: LOW\n  languages: [c]\n  pattern: x\n", 2,
           7, "bad-id", "white space");
    expect(SEARCH "  mode: serch\n", 7, 9, "unknown-mode", "did you mean \"search\"?");
    expect(SEARCH "  precision: hihg\n", 7, 14, "unknown-precision", "did you mean \"high\"?");
    static const char *const bad[] = {"X", "$x", "$", "$1a", "$...", "$X-Y", "$...1", "$Xy"};
    for (size_t i = 0; i < MLN_COUNT_OF(bad); i++) {
        char yaml[256];
        (void)snprintf(yaml, sizeof yaml,
                       JS "  patterns:\n  - pattern: a\n  - focus-metavariable: '%s'\n", bad[i]);
        expect(yaml, 8, 25, "bad-metavariable", "not the name");
    }
    expect(JS "  patterns:\n  - pattern: a\n"
              "  - metavariable-analysis: {metavariable: $X, analyzer: entrpy}\n",
           8, 57, "unknown-analyzer", "did you mean \"entropy\"?");
}

static void formulas_need_something_positive(void **state)
{
    (void)state;
    expect(JS "  pattern-inside: x\n", 6, 3, "no-positive-pattern", "beside a pattern");
    expect(JS "  pattern-not: x\n", 6, 3, "no-positive-pattern", "negation");
    expect(JS "  patterns: [{pattern-not: x}]\n", 6, 3, "no-positive-pattern", "at least one");
    expect(JS "  patterns: []\n", 6, 3, "no-positive-pattern", "at least one");
    expect(JS "  pattern-either: []\n", 6, 3, "no-positive-pattern", "empty");
    expect(JS "  pattern-either: [{pattern: a}, {pattern-not: x}]\n", 6, 34, "no-positive-pattern",
           "alternative");
    expect(JS "  match: {any: [a, {not: x}]}\n", 6, 20, "no-positive-pattern", "alternative");
    expect(JS "  match: {all: [{not: x}]}\n", 6, 11, "no-positive-pattern", "at least one");
    expect(JS "  match: {not: x}\n", 6, 3, "no-positive-pattern", "negation");
    expect(JS "  match: {inside: x}\n", 6, 3, "no-positive-pattern", "beside a pattern");
    expect(SEARCH "  pattern-regex: y\n", 7, 3, "one-key", "one pattern key");
    expect(JS "  patterns:\n  - pattern: a\n    pattern-not: b\n", 7, 5, "one-key",
           "exactly one key");
    expect(JS "  pattern-sources: [{pattern: a}]\n  pattern: b\n", 6, 20, "wrong-mode",
           "mode: taint");
}

static void embedded_languages_are_checked(void **state)
{
    (void)state;
    expect(JS "  pattern-regex: 'ab(c'\n", 6, 23, "bad-regex", "parenthesis");
    expect(
        JS
        "  patterns:\n  - pattern: a\n"
        "  - metavariable-regex:\n      metavariable: $X\n      regex: |\n        a\n        *[\n",
        12, 11, "bad-regex", "does not compile");
    expect(SEARCH "  fix-regex: {regex: '(', replacement: b}\n", 7, 24, "bad-regex", "compile");
    expect(JS "  patterns:\n  - pattern: a\n"
              "  - metavariable-comparison: {comparison: $X > > 1}\n",
           8, 48, "bad-comparison", "operand");
    expect(JS "  patterns:\n  - pattern: a\n  - metavariable-comparison: {comparison: $1 > 5}\n", 8,
           43, "bad-comparison", "numbered");
    expect(JS "  patterns:\n  - pattern: a\n  - metavariable-type: {metavariable: $X, type: T}\n",
           8, 49, "type-in-javascript", "no types");
}

static void a_condition_that_never_holds_is_warned_of(void **state)
{
    (void)state;
    mln_ruleset set = {0};
    mln_diags diags = {0};
    assert_int_equal(
        mln_ruleset_add_text(&set, MLN_STR(""),
                             MLN_STR(JS "  patterns:\n  - pattern: a\n"
                                        "  - metavariable-comparison: {comparison: len($X) > 5}\n"),
                             &diags),
        MLN_OK);
    assert_int_equal(set.rules.len, 1);
    assert_int_equal(diags.list.len, 1);
    assert_int_equal(diags.list.data[0].level, MLN_DIAG_WARNING);
    assert_string_equal(diags.list.data[0].code, "comparison-never-holds");
    assert_int_equal(diags.list.data[0].line, 8);
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
}

static void yaml_errors_have_places(void **state)
{
    (void)state;
    expect("rules:\n- id: a\n  id: b\n", 3, 3, "duplicate-key", "line 2");
    expect("rules: [\n", 2, 1, "yaml-syntax", "malformed YAML");
    expect("rules:\n\t- id: a\n", 2, 1, "yaml-syntax", "malformed YAML");
    expect("rules: *a\n", 1, 8, "yaml-syntax", "no anchor");
    expect("rules: &a [*a]\n", 1, 12, "yaml-syntax", "inside its own");
    expect("rules: []\n---\nrules: []\n", 2, 1, "yaml-syntax", "second document");
    expect("rules: \xff\n", 1, 8, "yaml-syntax", "malformed YAML");
    expect("? [a]\n: b\n", 1, 3, "yaml-syntax", "a key must be");
    /* Bytes, not characters: the key stands behind two bytes. */
    expect("rules: [{'\xc3\xa9': 1, 'b': 2, 'b': 3}]\n", 1, 27, "duplicate-key", "twice");
}

static void aliases_do_not_explode(void **state)
{
    (void)state;
    char yaml[4096];
    size_t len = (size_t)snprintf(yaml, sizeof yaml, "rules:\n- &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++)
        len += (size_t)snprintf(yaml + len, sizeof yaml - len,
                                "- &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n", i,
                                i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
    mln_ruleset set = {0};
    mln_diags diags = {0};
    assert_int_equal(mln_ruleset_add_text(&set, MLN_STR(""), mln_str_of(yaml), &diags), MLN_SYNTAX);
    assert_string_equal(diags.list.data[0].code, "yaml-limit");
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
}

static void depth_is_bounded(void **state)
{
    (void)state;
    static char yaml[60000];
    const size_t depths[] = {45, 2000};
    for (size_t d = 0; d < MLN_COUNT_OF(depths); d++) {
        size_t len = (size_t)snprintf(yaml, sizeof yaml, JS "  patterns: ");
        for (size_t i = 0; i < depths[d]; i++)
            len += (size_t)snprintf(yaml + len, sizeof yaml - len, "[{patterns: ");
        mln_ruleset set = {0};
        mln_diags diags = {0};
        assert_int_equal(mln_ruleset_add_text(&set, MLN_STR(""), mln_str_of(yaml), &diags),
                         MLN_SYNTAX);
        assert_true(diags.error_count > 0);
        mln_ruleset_release(&set);
        mln_diags_release(&diags);
    }
}

static void all_errors_are_listed_and_good_rules_kept(void **state)
{
    (void)state;
    mln_ruleset set = {0};
    mln_diags diags = {0};
    assert_int_equal(
        mln_ruleset_add_text(
            &set, MLN_STR("r.yaml"),
            MLN_STR("rules:\n"
                    "- id: a\n  mesage: m\n  severity: NO\n  languages: [js]\n  pattern: x\n"
                    "- id: b\n  message: m\n  severity: LOW\n  languages: [js]\n  pattern: x\n"
                    "- id: b\n  message: m\n  severity: LOW\n  languages: [js]\n  pattern: x\n"
                    "- id: c\n  message: m\n  severity: LOW\n  languages: [xx]\n  pattern: x\n"),
            &diags),
        MLN_SYNTAX);
    assert_int_equal(set.rules.len, 1);
    assert_true(mln_str_is(set.rules.data[0].card.id, "b"));
    assert_int_equal(diags.error_count, 4);
    mln_diags_sort(&diags);
    static const uint32_t lines[] = {3, 4, 12, 20};
    uint32_t at = 0;
    for (uint32_t i = 0; i < diags.list.len; i++)
        if (diags.list.data[i].level == MLN_DIAG_ERROR)
            assert_int_equal(diags.list.data[i].line, lines[at++]);
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
}

int mln_test_ruleset_errors(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_keys_are_told),
        cmocka_unit_test(every_key_is_checked),
        cmocka_unit_test(types_are_checked),
        cmocka_unit_test(missing_keys_are_told),
        cmocka_unit_test(names_are_checked),
        cmocka_unit_test(formulas_need_something_positive),
        cmocka_unit_test(embedded_languages_are_checked),
        cmocka_unit_test(a_condition_that_never_holds_is_warned_of),
        cmocka_unit_test(yaml_errors_have_places),
        cmocka_unit_test(aliases_do_not_explode),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(all_errors_are_listed_and_good_rules_kept),
    };
    return cmocka_run_group_tests_name("ruleset/errors", tests, NULL, NULL);
}
