/* Rules as read: what of the YAML ends up where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ruleset/rule.h"

int mln_test_ruleset_rule(void);

typedef struct {
    mln_ruleset set;
    mln_diags diags;
    mln_status status;
} loaded;

static loaded load(const char *yaml)
{
    loaded l = {0};
    l.status = mln_ruleset_add_text(&l.set, MLN_STR("r.yaml"), mln_str_of(yaml), &l.diags);
    return l;
}

static void release(loaded *l)
{
    mln_ruleset_release(&l->set);
    mln_diags_release(&l->diags);
}

/* Loads text with one good rule. */
static const mln_rule *load_one(loaded *l, const char *yaml)
{
    *l = load(yaml);
    for (uint32_t i = 0; i < l->diags.list.len; i++)
        fail_msg("%u:%u: %.*s", l->diags.list.data[i].line, l->diags.list.data[i].column,
                 MLN_STR_ARGS(l->diags.list.data[i].text));
    assert_int_equal(l->status, MLN_OK);
    assert_int_equal(l->set.rules.len, 1);
    return &l->set.rules.data[0];
}

#define HEAD "rules:\n- id: a\n  message: m\n  severity: ERROR\n"
#define JS HEAD "  languages: [js]\n"

static void assert_text(mln_str text, const char *expected)
{
    assert_int_equal(text.len, strlen(expected));
    assert_memory_equal(text.ptr, expected, text.len);
}

static void a_card_is_filled(void **state)
{
    (void)state;
    loaded l;
    const mln_rule *r =
        load_one(&l, "rules:\n"
                     "  - id: sql-concat\n"
                     "    message: >-\n"
                     "      Never do\n"
                     "      that.\n"
                     "    severity: WARNING\n"
                     "    languages: [typescript, python, c]\n"
                     "    metadata:\n"
                     "      cwe:\n"
                     "        - 'CWE-89: Improper Neutralization'\n"
                     "        - CWE-564\n"
                     "        - nothing\n"
                     "      owasp: 'A03:2021 - Injection'\n"
                     "      references: [https://a.example, https://b.example, https://a.example]\n"
                     "      category: security\n"
                     "      technology: [express, security]\n"
                     "      confidence: HIGH\n"
                     "      shortDescription: SQL by concatenation\n"
                     "      source: https://rules.example/sql\n"
                     "      guard: parameterised-query\n"
                     "      asvs: {section: 5, version: 4}\n"
                     "    paths: {include: [src/**], exclude: ['*.test.js', lib]}\n"
                     "    fix: |\n"
                     "      safe($X)\n"
                     "    fix-regex: {regex: 'a(b)', replacement: '\\1', count: 2}\n"
                     "    pattern: query($X)\n");
    assert_text(r->card.id, "sql-concat");
    assert_text(r->card.message, "Never do that.");
    assert_text(r->card.title, "SQL by concatenation");
    assert_text(r->card.url, "https://rules.example/sql");
    assert_text(r->card.guard, "parameterised-query");
    assert_int_equal(r->card.severity, MLN_SEVERITY_MEDIUM);
    assert_int_equal(r->card.precision, MLN_PRECISION_HIGH);
    assert_int_equal(r->card.cwe_count, 2);
    assert_text(r->card.cwe[0], "CWE-89");
    assert_text(r->card.cwe[1], "CWE-564");
    assert_int_equal(r->card.owasp_count, 1);
    assert_text(r->card.owasp[0], "A03:2021");
    assert_int_equal(r->card.reference_count, 2);
    assert_int_equal(r->card.tag_count, 2);
    assert_text(r->card.tags[1], "express");
    assert_int_equal(r->include_count, 1);
    assert_int_equal(r->exclude_count, 2);
    assert_text(r->exclude[0], "*.test.js");
    assert_true(r->has_fix);
    assert_text(r->fix, "safe($X)");
    assert_non_null(r->fix_regex);
    assert_int_equal(mln_regex_get_group_count(r->fix_regex), 1);
    assert_text(r->fix_replacement, "\\1");
    assert_int_equal(r->fix_count, 2);
    assert_int_equal(r->state, MLN_RULE_READY);
    assert_int_equal(r->langs, MLN_LANG_BIT(MLN_LANG_TS) | MLN_LANG_BIT(MLN_LANG_TSX) |
                                   MLN_LANG_BIT(MLN_LANG_C));
    assert_text(r->file, "r.yaml");
    assert_int_equal(r->line, 2);
    release(&l);
}

static void owasp_categories_are_cut_out(void **state)
{
    (void)state;
    loaded l;
    const mln_rule *r = load_one(&l, JS "  pattern: x\n"
                                        "  metadata:\n"
                                        "    owasp: ['A1: Injection', A01:2017 - X, 'API4:2023 Y', "
                                        "'LLM01:2025', Injection, A1]\n");
    assert_int_equal(r->card.owasp_count, 4);
    assert_text(r->card.owasp[0], "A1");
    assert_text(r->card.owasp[1], "A01:2017");
    assert_text(r->card.owasp[2], "API4:2023");
    assert_text(r->card.owasp[3], "LLM01:2025");
    assert_text(r->card.title, "a");
    release(&l);
}

static void precision_goes_before_confidence(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        mln_precision expected;
    } cases[] = {
        {"  metadata: {confidence: LOW}\n", MLN_PRECISION_LOW},
        {"  metadata: {confidence: MEDIUM}\n", MLN_PRECISION_MEDIUM},
        {"  metadata: {confidence: HIGH, precision: very-high}\n", MLN_PRECISION_VERY_HIGH},
        {"  precision: low\n  metadata: {confidence: HIGH}\n", MLN_PRECISION_LOW},
        {"  metadata:\n", MLN_PRECISION_MEDIUM},
        {"", MLN_PRECISION_MEDIUM}};
    for (size_t i = 0; i < MLN_COUNT_OF(cases); i++) {
        char yaml[512] = JS "  pattern: x\n";
        size_t len = strlen(yaml);
        memcpy(yaml + len, cases[i].text, strlen(cases[i].text) + 1);
        loaded l;
        assert_int_equal(load_one(&l, yaml)->card.precision, cases[i].expected);
        release(&l);
    }
}

static void formulas_keep_their_places(void **state)
{
    (void)state;
    loaded l;
    const mln_rule *r = load_one(&l, JS "  patterns:\n"                     /* 6 */
                                        "    - pattern: |\n"                /* 7 */
                                        "        foo($X);\n"                /* 8 */
                                        "        ...\n"                     /* 9 */
                                        "    - pattern-not-inside: bar()\n" /* 10 */
                                        "    - pattern-either:\n"
                                        "      - pattern-regex: 'a+'\n" /* 12 */
                                        "      - patterns: [{pattern: b}]\n"
                                        "    - focus-metavariable: [$X, $Y]\n"
                                        "    - focus-metavariable: $X\n"
                                        "    - pattern-not: {patterns: [{pattern: c}]}\n"
                                        "    - pattern-inside: \"d\"\n");
    const mln_formula *f = r->formula;
    assert_int_equal(f->kind, MLN_FORMULA_ALL);
    assert_int_equal(f->line, 6);
    assert_int_equal(f->child_count, 5);
    const mln_formula *foo = f->children[0];
    assert_int_equal(foo->kind, MLN_FORMULA_PATTERN);
    assert_text(foo->text, "foo($X);\n...\n");
    assert_int_equal(foo->line, 8);
    assert_int_equal(foo->column, 9);
    const mln_formula *bar = f->children[1];
    assert_int_equal(bar->kind, MLN_FORMULA_NOT);
    assert_int_equal(bar->children[0]->kind, MLN_FORMULA_INSIDE);
    assert_text(bar->children[0]->children[0]->text, "bar()");
    assert_int_equal(bar->children[0]->children[0]->line, 10);
    assert_int_equal(bar->children[0]->children[0]->column, 27);
    const mln_formula *either = f->children[2];
    assert_int_equal(either->kind, MLN_FORMULA_ANY);
    assert_int_equal(either->child_count, 2);
    assert_int_equal(either->children[0]->kind, MLN_FORMULA_REGEX);
    assert_int_equal(either->children[0]->line, 12);
    assert_int_equal(either->children[0]->column, 25); /* behind the quote */
    assert_int_equal(either->children[1]->kind, MLN_FORMULA_ALL);
    assert_int_equal(f->focus_count, 2);
    assert_int_equal(f->focus[0].count, 2);
    assert_text(f->focus[0].names[1], "$Y");
    assert_int_equal(f->children[3]->kind, MLN_FORMULA_NOT);
    assert_int_equal(f->children[3]->children[0]->kind, MLN_FORMULA_ALL);
    assert_int_equal(f->children[4]->kind, MLN_FORMULA_INSIDE);
    release(&l);
}

static void conditions_are_read(void **state)
{
    (void)state;
    loaded l;
    const mln_rule *r =
        load_one(&l, HEAD "  languages: [ts]\n"
                          "  patterns:\n"
                          "    - pattern: foo($X, $T)\n"
                          "    - metavariable-regex: {metavariable: $X, regex: '^a', "
                          "constant-propagation: true}\n"
                          "    - metavariable-comparison: {metavariable: $X, comparison: $X > 5, "
                          "strip: true, base: 16}\n"
                          "    - metavariable-comparison: {comparison: '$X in [1]'}\n"
                          "    - metavariable-pattern:\n"
                          "        metavariable: $X\n"
                          "        language: generic\n"
                          "        patterns: [{pattern-not: a}]\n"
                          "    - metavariable-analysis: {metavariable: $1, analyzer: entropy}\n"
                          "    - metavariable-type: {metavariable: $T, types: [A, B]}\n"
                          "    - metavariable-type: {metavariable: $...ARGS, type: C}\n");
    const mln_condition *c = r->formula->conditions;
    assert_int_equal(r->formula->condition_count, 7);
    assert_int_equal(c[0].kind, MLN_CONDITION_REGEX);
    assert_text(c[0].metavariable, "$X");
    assert_text(c[0].text, "^a");
    assert_true(c[0].constant_propagation);
    assert_int_equal(c[1].kind, MLN_CONDITION_COMPARISON);
    assert_text(c[1].text, "$X > 5");
    assert_true(c[1].strip);
    assert_int_equal(c[1].base, 16);
    assert_int_equal(c[2].metavariable.len, 0);
    assert_int_equal(c[2].base, 0);
    assert_int_equal(c[3].kind, MLN_CONDITION_PATTERN);
    assert_text(c[3].language, "generic");
    assert_int_equal(c[3].formula->kind, MLN_FORMULA_ALL);
    assert_int_equal(c[3].formula->children[0]->kind, MLN_FORMULA_NOT);
    assert_int_equal(c[4].kind, MLN_CONDITION_ANALYSIS);
    assert_text(c[4].text, "entropy");
    assert_int_equal(c[5].kind, MLN_CONDITION_TYPE);
    assert_int_equal(c[5].type_count, 2);
    assert_text(c[6].types[0], "C");
    assert_text(c[6].metavariable, "$...ARGS");
    release(&l);
}

static void the_new_syntax_is_read(void **state)
{
    (void)state;
    loaded l;
    const mln_rule *r = load_one(&l, JS "  match:\n"
                                        "    all:\n"
                                        "      - foo($X)\n"
                                        "      - not: bar()\n"
                                        "      - not: {inside: baz()}\n"
                                        "      - inside: {any: [a, {pattern: b}, {regex: c}]}\n"
                                        "      - anywhere: d\n"
                                        "      - pattern: e($Y)\n"
                                        "        where: [{comparison: $Y > 1}]\n"
                                        "    where:\n"
                                        "      - metavariable: $X\n"
                                        "        regex: x\n"
                                        "      - metavariable: $X\n"
                                        "        any: [f, g]\n"
                                        "      - metavariable: $X\n"
                                        "        analyzer: redos\n"
                                        "      - focus: [$X]\n");
    const mln_formula *f = r->formula;
    assert_int_equal(f->kind, MLN_FORMULA_ALL);
    assert_int_equal(f->child_count, 6);
    assert_text(f->children[0]->text, "foo($X)");
    assert_int_equal(f->children[1]->kind, MLN_FORMULA_NOT);
    assert_int_equal(f->children[2]->children[0]->kind, MLN_FORMULA_INSIDE);
    assert_int_equal(f->children[3]->kind, MLN_FORMULA_INSIDE);
    assert_int_equal(f->children[3]->children[0]->child_count, 3);
    assert_int_equal(f->children[3]->children[0]->children[2]->kind, MLN_FORMULA_REGEX);
    assert_int_equal(f->children[4]->kind, MLN_FORMULA_ANYWHERE);
    assert_int_equal(f->children[5]->kind, MLN_FORMULA_PATTERN);
    assert_int_equal(f->children[5]->condition_count, 1);
    assert_int_equal(f->condition_count, 3);
    assert_int_equal(f->conditions[0].kind, MLN_CONDITION_REGEX);
    assert_int_equal(f->conditions[1].kind, MLN_CONDITION_PATTERN);
    assert_int_equal(f->conditions[1].formula->kind, MLN_FORMULA_ANY);
    assert_int_equal(f->conditions[2].kind, MLN_CONDITION_ANALYSIS);
    assert_int_equal(f->focus_count, 1);
    release(&l);

    r = load_one(&l, JS "  match: foo()\n");
    assert_int_equal(r->formula->kind, MLN_FORMULA_PATTERN);
    release(&l);
}

static void options_have_defaults(void **state)
{
    (void)state;
    loaded l;
    const mln_rule *r = load_one(&l, JS "  pattern: x\n"
                                        "  options: {symbolic_propagation: true, "
                                        "vardef_assign: false, interfile: true}\n");
    assert_true(r->options.symbolic_propagation);
    assert_false(r->options.vardef_assign);
    assert_true(r->options.ac_matching);
    assert_true(r->options.constant_propagation);
    assert_false(r->options.commutative_boolop);
    release(&l);
}

static void expect_refused(const char *yaml, const char *part)
{
    loaded l;
    const mln_rule *r = load_one(&l, yaml);
    assert_int_equal(r->state, MLN_RULE_REFUSED);
    assert_null(r->formula);
    char why[200] = "";
    memcpy(why, r->why.ptr, r->why.len < sizeof why ? r->why.len : sizeof why - 1);
    if (!strstr(why, part))
        fail_msg("%s", why);
    release(&l);
}

static void what_merlon_lacks_is_refused(void **state)
{
    (void)state;
    expect_refused(JS "  mode: taint\n  pattern-sources: [{pattern: a}]\n"
                      "  pattern-sinks: [{pattern: b, requires: [{$X: A}]}]\n",
                   "single metavariables");
    expect_refused(JS "  taint: {sources: [a], sinks: [b]}\n"
                      "  options: {taint_only_propagate_through_assignments: true}\n",
                   "through_assignments");
    expect_refused(HEAD "  mode: join\n  join: {refs: [], on: [a]}\n", "\"join\"");
    expect_refused(JS "  pattern: x\n  min-version: 1.183.0\n", "1.183.0");
    expect_refused(JS "  pattern: x\n  max-version: 1.181.9\n", "1.181.9");
    expect_refused(JS "  match: {pattern: x, as: $X}\n", "\"as\"");
    expect_refused(JS "  patterns: [{pattern: x}, {pattern-where-python: 'a'}]\n", "python");
}

static void versions_that_fit_are_no_hindrance(void **state)
{
    (void)state;
    loaded l;
    const mln_rule *r =
        load_one(&l, JS "  pattern: x\n  min-version: 1.182.0\n  max-version: 2.0\n");
    assert_int_equal(r->state, MLN_RULE_READY);
    release(&l);
}

static void other_languages_are_passed_over(void **state)
{
    (void)state;
    loaded l;
    const mln_rule *r = load_one(&l, HEAD "  languages: [python, Go]\n  mode: taint\n"
                                          "  pattern-sources: [{pattern: a}]\n"
                                          "  pattern-sinks: [{pattern: b}]\n");
    assert_int_equal(r->state, MLN_RULE_OTHER_LANGUAGE);
    assert_int_equal(r->langs, 0);
    release(&l);
    r = load_one(&l, HEAD "  languages: [generic, js]\n  pattern: a\n");
    assert_int_equal(r->state, MLN_RULE_READY);
    assert_int_equal(r->langs, MLN_LANG_BIT(MLN_LANG_JS));
    release(&l);
}

static void json_and_anchors_are_yaml(void **state)
{
    (void)state;
    loaded l;
    (void)load_one(&l, "{\"rules\": [{\"id\": \"a\", \"message\": \"m\", \"severity\": \"LOW\", "
                       "\"languages\": [\"c\"], \"pattern\": \"f(\\\"x\\\")\"}]}");
    assert_text(l.set.rules.data[0].formula->text, "f(\"x\")");
    release(&l);
    const mln_rule *r = load_one(&l, JS "  patterns:\n    - &p {pattern: x}\n    - *p\n"
                                        "    - pattern-inside: &q y\n    - pattern-not: *q\n");
    assert_int_equal(r->formula->child_count, 4);
    assert_text(r->formula->children[1]->text, "x");
    assert_text(r->formula->children[3]->children[0]->text, "y");
    release(&l);
}

int mln_test_ruleset_rule(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_card_is_filled),
        cmocka_unit_test(owasp_categories_are_cut_out),
        cmocka_unit_test(precision_goes_before_confidence),
        cmocka_unit_test(formulas_keep_their_places),
        cmocka_unit_test(conditions_are_read),
        cmocka_unit_test(the_new_syntax_is_read),
        cmocka_unit_test(options_have_defaults),
        cmocka_unit_test(what_merlon_lacks_is_refused),
        cmocka_unit_test(versions_that_fit_are_no_hindrance),
        cmocka_unit_test(other_languages_are_passed_over),
        cmocka_unit_test(json_and_anchors_are_yaml),
    };
    return cmocka_run_group_tests_name("ruleset/rule", tests, NULL, NULL);
}
