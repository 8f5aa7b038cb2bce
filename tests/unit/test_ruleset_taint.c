/* Taint and option rules as read, and their errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ruleset/requires.h"
#include "ruleset/rule.h"

int mln_test_ruleset_taint(void);

#define JS "rules:\n- id: a\n  message: m\n  severity: ERROR\n  languages: [js]\n"
#define TAINT JS "  mode: taint\n"

static mln_ruleset set;
static mln_diags diags;

static const mln_rule *load(const char *yaml)
{
    set = (mln_ruleset){0};
    diags = (mln_diags){0};
    mln_status status = mln_ruleset_add_text(&set, MLN_STR("r.yaml"), mln_str_of(yaml), &diags);
    for (uint32_t i = 0; i < diags.list.len; i++)
        fail_msg("%u:%u: %.*s", diags.list.data[i].line, diags.list.data[i].column,
                 MLN_STR_ARGS(diags.list.data[i].text));
    assert_int_equal(status, MLN_OK);
    assert_int_equal(set.rules.len, 1);
    assert_int_equal(set.rules.data[0].state, MLN_RULE_READY);
    return &set.rules.data[0];
}

static void release(void)
{
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
}

static void expect(const char *yaml, mln_diag_level level, uint32_t line, uint32_t column,
                   const char *code, const char *part)
{
    set = (mln_ruleset){0};
    diags = (mln_diags){0};
    mln_status status = mln_ruleset_add_text(&set, MLN_STR("r.yaml"), mln_str_of(yaml), &diags);
    bool bad = level == MLN_DIAG_ERROR;
    if (diags.list.len != 1 || (status == MLN_OK) == bad || (set.rules.len == 0) != bad) {
        for (uint32_t i = 0; i < diags.list.len; i++)
            print_error("%u:%u %s %.*s\n", diags.list.data[i].line, diags.list.data[i].column,
                        diags.list.data[i].code, MLN_STR_ARGS(diags.list.data[i].text));
        fail_msg("%u messages in\n%s", diags.list.len, yaml);
    }
    const mln_diag *d = &diags.list.data[0];
    char text[512] = "";
    memcpy(text, d->text.ptr, d->text.len < sizeof text ? d->text.len : sizeof text - 1);
    if (d->level != level || d->line != line || d->column != column || strcmp(d->code, code) != 0 ||
        !strstr(text, part))
        fail_msg("%u:%u %s %s in\n%s", d->line, d->column, d->code, text, yaml);
    release();
}

static void expect_error(const char *yaml, uint32_t line, uint32_t column, const char *code,
                         const char *part)
{
    expect(yaml, MLN_DIAG_ERROR, line, column, code, part);
}

static void assert_text(mln_str text, const char *expected)
{
    assert_int_equal(text.len, strlen(expected));
    assert_memory_equal(text.ptr, expected, text.len);
}

/* --- taint ----------------------------------------------------------------------------------- */

static void the_old_form_is_read(void **state)
{
    (void)state;
    const mln_rule *r = load(TAINT "  pattern-sources:\n"
                                   "  - pattern: source($X)\n"
                                   "    focus-metavariable: $X\n"
                                   "  - patterns: [{pattern: other()}]\n"
                                   "    label: B\n"
                                   "    requires: __SOURCE__\n"
                                   "    exact: true\n"
                                   "    by-side-effect: only\n"
                                   "  pattern-sinks:\n"
                                   "  - pattern: sink()\n"
                                   "    requires: B and not __SOURCE__\n"
                                   "  - pattern: wide()\n"
                                   "    exact: false\n"
                                   "  pattern-sanitizers:\n"
                                   "  - pattern: clean()\n"
                                   "    by-side-effect: true\n"
                                   "    not_conflicting: true\n"
                                   "  pattern-propagators:\n"
                                   "  - pattern: $TO.add($FROM)\n"
                                   "    from: $FROM\n"
                                   "    to: $TO\n"
                                   "  - pattern: copy($A, $B)\n"
                                   "    from: $A\n"
                                   "    to: $B\n"
                                   "    by-side-effect: false\n"
                                   "    label: B\n"
                                   "    replace-labels: [__SOURCE__]\n");
    assert_int_equal(r->mode, MLN_RULE_TAINT);
    assert_null(r->formula);
    const mln_taint_rule *t = r->taint;
    assert_int_equal(t->label_count, 2);
    assert_text(t->labels[0], "__SOURCE__");
    assert_text(t->labels[1], "B");
    assert_int_equal(t->source_count, 2);
    assert_int_equal(t->sources[0].formula->kind, MLN_FORMULA_ALL);
    assert_int_equal(t->sources[0].formula->focus_count, 1);
    assert_text(t->sources[0].formula->children[0]->text, "source($X)");
    assert_int_equal(t->sources[0].label, 0);
    assert_false(t->sources[0].exact);
    assert_int_equal(t->sources[0].by_side_effect, MLN_SIDE_EFFECT_NO);
    assert_int_equal(t->sources[0].line, 8);
    assert_int_equal(t->sources[1].label, 1);
    assert_true(t->sources[1].exact);
    assert_int_equal(t->sources[1].by_side_effect, MLN_SIDE_EFFECT_ONLY);
    assert_true(mln_require_holds(&t->sources[1].requires, 1));
    assert_false(mln_require_holds(&t->sources[1].requires, 2));
    assert_int_equal(t->sink_count, 2);
    assert_true(t->sinks[0].exact);
    assert_false(t->sinks[1].exact);
    assert_true(mln_require_holds(&t->sinks[0].requires, 2));
    assert_false(mln_require_holds(&t->sinks[0].requires, 3));
    assert_int_equal(t->sinks[1].requires.count, 0);
    assert_int_equal(t->sanitizers[0].by_side_effect, MLN_SIDE_EFFECT_YES);
    assert_true(t->sanitizers[0].not_conflicting);
    assert_int_equal(t->propagator_count, 2);
    assert_text(t->propagators[0].from, "$FROM");
    assert_text(t->propagators[0].to, "$TO");
    assert_int_equal(t->propagators[0].by_side_effect, MLN_SIDE_EFFECT_YES);
    assert_int_equal(t->propagators[0].label, MLN_TAINT_NO_LABEL);
    assert_false(t->propagators[0].has_replace_labels);
    assert_int_equal(t->propagators[1].by_side_effect, MLN_SIDE_EFFECT_NO);
    assert_int_equal(t->propagators[1].label, 1);
    assert_int_equal(t->propagators[1].replace_labels, 1);
    release();
}

static void the_new_form_is_read(void **state)
{
    (void)state;
    const mln_rule *r = load(JS "  taint:\n"
                                "    sources:\n"
                                "    - source()\n"
                                "    - {pattern: other(), label: A}\n"
                                "    - {model: http.request, not-packages: koa}\n"
                                "    - {constant: [md5, 5]}\n"
                                "    sinks:\n"
                                "    - pattern: sink($X)\n"
                                "      where: [{focus: $X}]\n"
                                "      requires: A or __SOURCE__\n"
                                "    sanitizers:\n"
                                "    - {any: [a(), b()]}\n"
                                "    propagators:\n"
                                "    - {pattern: $A.push($B), from: $B, to: $A}\n");
    const mln_taint_rule *t = r->taint;
    assert_int_equal(t->source_count, 4);
    assert_text(t->sources[0].formula->text, "source()");
    assert_int_equal(t->sources[1].label, 1);
    assert_text(t->sources[2].model, "http.request");
    assert_null(t->sources[2].formula);
    assert_false(mln_package_filter_takes(&t->sources[2].packages, MLN_STR("koa")));
    assert_true(mln_package_filter_takes(&t->sources[2].packages, MLN_STR("express")));
    assert_int_equal(t->sources[3].constant.kind, MLN_LITERALS_LIST);
    assert_int_equal(t->sources[3].constant.list[0].kind, MLN_LITERAL_TEXT);
    assert_int_equal(t->sources[3].constant.list[1].kind, MLN_LITERAL_NUMBER);
    assert_int_equal(t->sinks[0].formula->focus_count, 1);
    assert_int_equal(t->sanitizers[0].formula->kind, MLN_FORMULA_ANY);
    assert_text(t->propagators[0].from, "$B");
    release();
}

static void models_change_the_defaults(void **state)
{
    (void)state;
    const mln_taint_options *o =
        &load(TAINT "  pattern-sources: [{pattern: a}]\n  pattern-sinks: [{pattern: b}]\n")
             ->taint->options;
    assert_true(o->unknown_calls && o->deep_sinks);
    assert_false(o->guards || o->throws || o->safe_number || o->safe_boolean || o->safe_index ||
                 o->safe_string || o->safe_prefix || o->unify_mvars || o->library_calls);
    release();
    o = &load(TAINT "  pattern-sources: [{pattern: a}]\n"
                    "  pattern-sinks: [{model: sql.query, packages: [pg, mysql2]}]\n")
             ->taint->options;
    assert_false(o->unknown_calls || o->deep_sinks || o->safe_string || o->safe_prefix);
    assert_true(o->guards && o->throws && o->safe_number && o->safe_boolean && o->safe_index &&
                o->library_calls);
    release();
    o = &load(TAINT "  pattern-sources: [{constant: true}]\n"
                    "  pattern-sinks: [{model: sql.query}]\n"
                    "  options: {unknown-calls: true, guards: false, safe: [string, prefix], "
                    "deep-sinks: true, throws: false, taint_unify_mvars: true, "
                    "symbolic_propagation: true}\n")
             ->taint->options;
    assert_true(o->unknown_calls && o->deep_sinks && o->safe_string && o->safe_prefix &&
                o->unify_mvars);
    assert_false(o->guards || o->throws || o->safe_number || o->safe_boolean || o->safe_index);
    assert_true(set.rules.data[0].options.symbolic_propagation);
    assert_int_equal(set.rules.data[0].taint->sources[0].constant.kind, MLN_LITERALS_ANY_TEXT);
    release();
    o = &load(TAINT "  pattern-sources: [{pattern: a}]\n  pattern-sinks: [{pattern: b}]\n"
                    "  options: {taint_assume_safe_functions: true, taint_assume_safe_numbers: "
                    "true, taint_assume_safe_comparisons: true, taint_assume_safe_booleans: false, "
                    "taint_assume_safe_indexes: true}\n")
             ->taint->options;
    assert_true(o->typed_number && o->safe_comparison && o->safe_index);
    assert_false(o->unknown_calls || o->safe_number || o->safe_boolean || o->safe_not ||
                 o->typed_boolean);
    release();
    o = &load(TAINT "  pattern-sources: [{pattern: a}]\n  pattern-sinks: [{pattern: b}]\n"
                    "  options: {taint_assume_safe_booleans: true, taint_intrafile: true}\n")
             ->taint->options;
    assert_true(o->safe_comparison && o->safe_not && o->typed_boolean && o->library_calls);
    assert_false(o->safe_boolean);
    release();
    o = &load(TAINT "  pattern-sources: [{pattern: a}]\n  pattern-sinks: [{model: sql.query}]\n"
                    "  options: {library-calls: false, taint_assume_safe_booleans: false}\n")
             ->taint->options;
    assert_false(o->library_calls || o->safe_boolean);
    release();
}

#define SINK "  pattern-sinks: [{pattern: b}]\n"

static void taint_errors_have_places(void **state)
{
    (void)state;
    expect_error(TAINT SINK "  pattern-sources: []\n", 8, 20, "missing-key", "a source");
    expect_error(TAINT SINK "  pattern-sources: [{label: A}]\n", 8, 21, "one-key", "exactly one");
    expect_error(TAINT SINK "  pattern-sources: [{pattern: a, model: m}]\n", 8, 21, "one-key",
                 "exactly one");
    expect_error(TAINT SINK "  pattern-sources: [{pattern: a, packages: [x]}]\n", 8, 44,
                 "wrong-key", "narrow a model");
    expect_error(TAINT SINK "  pattern-sources: [{pattern-not: a}]\n", 8, 21, "no-positive-pattern",
                 "negation");
    expect_error(TAINT SINK "  pattern-sources: [{pattern: a, modle: b}]\n", 8, 34, "unknown-key",
                 "did you mean \"model\"?");
    expect_error(TAINT SINK "  pattern-sources: [{pattern: a, label: 'not'}]\n", 8, 41, "bad-label",
                 "\"not\"");
    expect_error(TAINT SINK "  pattern-sources: [{pattern: a, requires: A and}]\n", 8, 49,
                 "bad-requires", "missing at the end");
    expect_error(TAINT SINK "  pattern-sources: [{constant: false}]\n", 8, 32, "wrong-type",
                 "[false]");
    expect_error(TAINT SINK "  pattern-sources: [{constant: {regex: 'a('}}]\n", 8, 43, "bad-regex",
                 "compile");
    expect_error(TAINT SINK "  pattern-sources: [{constant: [a, [b]]}]\n", 8, 36, "wrong-type",
                 "a constant must be");
    expect_error(TAINT SINK "  pattern-sources: [{model: m, focus-metavariable: $X}]\n", 8, 21,
                 "wrong-key", "goes with a pattern");
    expect_error(TAINT "  pattern-sources: [{pattern: a}]\n"
                       "  pattern-sinks: [{constant: true}]\n",
                 8, 20, "unknown-key", "\"constant\"");
    expect_error(TAINT SINK "  pattern-sources: [{pattern: a}]\n  options: {safe: [numbr]}\n", 9,
                 20, "unknown-safe", "did you mean \"number\"?");
    expect_error(TAINT SINK "  pattern-sources: [{pattern: a}]\n  pattern: c\n", 9, 3, "wrong-mode",
                 "mode taint");
    expect_error(TAINT SINK "  pattern-sources: [{pattern: a}]\n  calls: c\n", 9, 10, "wrong-mode",
                 "mode: option");
    expect_error(TAINT SINK "  taint: {sources: [a], sinks: [b]}\n", 7, 18, "one-key", "exclude");
    expect_error(JS "  pattern: x\n  options: {guards: true}\n", 7, 13, "wrong-mode",
                 "mode: taint");
    expect_error(JS "  taint:\n    sources: [a]\n    sinks: [{model: m, pattern: b}]\n", 8, 13,
                 "one-key", "exactly one");
    expect_error(JS "  taint:\n    sources: [a]\n    sinks: [b]\n    propagators: [c]\n", 9, 19,
                 "missing-key", "from");
    expect(TAINT "  pattern-sources: [{pattern: a, label: TAINT}]\n"
                 "  pattern-sinks: [{pattern: b, requires: TAIN}]\n",
           MLN_DIAG_WARNING, 2, 3, "label-never-given", "did you mean \"TAINT\"?");
    expect(TAINT "  pattern-sources: [{pattern: a}]\n"
                 "  pattern-sinks: [{pattern: b, label: A}]\n",
           MLN_DIAG_WARNING, 8, 32, "key-without-effect", "requires");
}

/* --- labels ---------------------------------------------------------------------------------- */

static void requires_follow_pythons_precedence(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t holds; /* bit i: for the label set i, A = 1, B = 2, C = 4 */
    } cases[] = {
        {"A", 0xaa},
        {"A and B", 0x88},
        {"A or B and C", 0xea},
        {"(A or B) and C", 0xe0},
        {"A and not (B or C)", 0x02},
        {"not A and B", 0x44},
        {"not (A and B)", 0x77},
        {"not not A", 0xaa},
        {"not A or B", 0xdd},
        {" ( ( A ) )\n", 0xaa},
        {"True", 0xff},
        {"False or A", 0xaa},
        {"A and(B)or(C)", 0xf8},
    };
    for (size_t i = 0; i < MLN_COUNT_OF(cases); i++) {
        mln_arena arena = {0};
        mln_labels labels = {0};
        (void)mln_labels_add(&labels, MLN_STR("A"));
        (void)mln_labels_add(&labels, MLN_STR("B"));
        (void)mln_labels_add(&labels, MLN_STR("C"));
        mln_require program;
        char error[128];
        uint32_t offset;
        assert_int_equal(mln_requires_parse(&arena, mln_str_of(cases[i].text), &labels, &program,
                                            error, sizeof error, &offset),
                         MLN_OK);
        uint32_t holds = 0;
        for (uint32_t s = 0; s < 8; s++)
            holds |= (uint32_t)mln_require_holds(&program, s) << s;
        if (holds != cases[i].holds)
            fail_msg("%s: %x", cases[i].text, holds);
        assert_int_equal(labels.count, 3);
        mln_arena_release(&arena);
    }
}

static void bad_requires_are_told_where(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t offset;
        const char *part;
    } cases[] = {
        {"", 0, "missing at the end"}, {"A B", 2, "`and` or `or`"},
        {"A and", 5, "missing"},       {"(A", 2, "not closed"},
        {"A)", 1, "closes nothing"},   {"A and or B", 6, "a label is expected"},
        {"A & B", 2, "`and` or `or`"}, {"not", 3, "missing"},
        {"()", 1, "a label"},          {"A and 1", 6, "a label"},
    };
    for (size_t i = 0; i < MLN_COUNT_OF(cases); i++) {
        mln_arena arena = {0};
        mln_labels labels = {0};
        mln_require program;
        char error[128] = "";
        uint32_t offset = 99;
        assert_int_equal(mln_requires_parse(&arena, mln_str_of(cases[i].text), &labels, &program,
                                            error, sizeof error, &offset),
                         MLN_SYNTAX);
        if (offset != cases[i].offset || !strstr(error, cases[i].part))
            fail_msg("%s: %u %s", cases[i].text, offset, error);
        mln_arena_release(&arena);
    }
    /* Bounds, not crashes. */
    static char deep[4096];
    memset(deep, '(', sizeof deep - 1);
    mln_arena arena = {0};
    mln_labels labels = {0};
    mln_require program;
    char error[128];
    uint32_t offset;
    assert_int_equal(mln_requires_parse(&arena, mln_str_of(deep), &labels, &program, error,
                                        sizeof error, &offset),
                     MLN_LIMIT);
    mln_arena_release(&arena);
}

/* --- option rules ---------------------------------------------------------------------------- */

#define OPTION JS "  mode: option\n  calls: [cors.create]\n"

static void option_rules_are_read(void **state)
{
    (void)state;
    const mln_rule *r = load(JS "  mode: option\n"
                                "  calls: [cors.create, other.create]\n"
                                "  packages: cors\n"
                                "  options:\n"
                                "  - at: (0).origin\n"
                                "    is: ['*', true, 5, SSL_VERIFY_NONE, null, 'true']\n"
                                "    also-missing: true\n"
                                "  - at: ['(1)[].a', (12)]\n"
                                "    below: 10\n"
                                "    above: -1.5\n"
                                "  - {at: (0), missing: false}\n"
                                "  - {at: (0), missing: true}\n"
                                "  - {at: (0), matches: '^a', constant: true, calls: env.get, "
                                "function: true, is-not: [x]}\n"
                                "  report: (0).origin\n");
    assert_int_equal(r->mode, MLN_RULE_OPTION);
    assert_null(r->formula);
    const mln_option_rule *o = r->option;
    assert_int_equal(o->call_count, 2);
    assert_text(o->calls[1], "other.create");
    assert_true(mln_package_filter_takes(&o->packages, MLN_STR("cors")));
    assert_false(mln_package_filter_takes(&o->packages, MLN_STR("koa-cors")));
    /* What runs on JavaScript runs on TypeScript. */
    assert_int_equal(r->langs, MLN_LANG_BIT(MLN_LANG_JS));
    assert_int_equal(o->langs, MLN_LANG_BIT(MLN_LANG_JS) | MLN_LANG_BIT(MLN_LANG_TS) |
                                   MLN_LANG_BIT(MLN_LANG_TSX));
    assert_int_equal(o->condition_count, 5);
    const mln_option_condition *c = o->conditions;
    assert_int_equal(c[0].at[0].argument, 0);
    assert_text(c[0].at[0].keys[0], "origin");
    static const mln_literal_kind kinds[] = {MLN_LITERAL_TEXT, MLN_LITERAL_BOOL, MLN_LITERAL_NUMBER,
                                             MLN_LITERAL_TEXT, MLN_LITERAL_NULL, MLN_LITERAL_TEXT};
    assert_int_equal(c[0].is.count, 6);
    for (uint32_t i = 0; i < 6; i++)
        assert_int_equal(c[0].is.list[i].kind, kinds[i]);
    assert_true(c[0].missing);
    assert_int_equal(c[1].at_count, 2);
    assert_int_equal(c[1].at[0].argument, 1);
    assert_text(c[1].at[0].keys[0], "[]");
    assert_text(c[1].at[0].keys[1], "a");
    assert_int_equal(c[1].at[1].argument, 12);
    assert_int_equal(c[1].at[1].key_count, 0);
    assert_true(c[1].has_below && c[1].has_above && c[1].below > 9.9 && c[1].above < -1.4);
    assert_true(c[2].given && !c[2].missing);
    assert_true(c[3].missing && !c[3].given);
    assert_int_equal(c[4].matches.kind, MLN_LITERALS_REGEX);
    assert_true(c[4].constant && c[4].function);
    assert_text(c[4].calls[0], "env.get");
    assert_int_equal(c[4].is_not.count, 1);
    assert_true(o->has_report);
    assert_text(o->report.keys[0], "origin");
    release();
    assert_int_equal(load(OPTION)->option->condition_count, 0);
    release();
}

static void option_errors_have_places(void **state)
{
    (void)state;
    expect_error(JS "  mode: option\n", 2, 3, "missing-key", "\"calls\"");
    expect_error(OPTION "  options: {guards: true}\n", 8, 12, "wrong-type", "must be a list");
    expect_error(OPTION "  options: [{at: (0)}]\n", 8, 13, "one-key", "one of is");
    expect_error(OPTION "  options: [{is: a}]\n", 8, 13, "missing-key", "\"at\"");
    expect_error(OPTION "  options: [{at: (0), iss: a}]\n", 8, 23, "unknown-key",
                 "did you mean \"is\"?");
    expect_error(OPTION "  options: [{at: origin, is: a}]\n", 8, 18, "bad-place", "(0).name");
    expect_error(OPTION "  options: [{at: (0).a..b, is: a}]\n", 8, 23, "bad-place", "no place");
    expect_error(OPTION "  options: [{at: '(0)[', is: a}]\n", 8, 22, "bad-place", "no place");
    expect_error(OPTION "  options: [{at: (0), constant: false}]\n", 8, 33, "wrong-type",
                 "only be true");
    expect_error(OPTION "  options: [{at: (0), below: x}]\n", 8, 30, "wrong-type", "a number");
    expect_error(OPTION "  options: [{at: (0), missing: true, also-missing: true}]\n", 8, 52,
                 "one-key", "exclude");
    expect_error(OPTION "  options: [{at: (0), is: []}]\n", 8, 27, "wrong-type", "empty");
    expect_error(OPTION "  report: (x)\n", 8, 11, "bad-place", "no place");
    expect_error(OPTION "  pattern: x\n", 8, 3, "wrong-mode", "mode option");
    expect_error(JS "  pattern: x\n  calls: [a]\n", 7, 10, "wrong-mode", "mode: option");
    expect_error(JS "  mode: optin\n", 6, 9, "unknown-mode", "did you mean \"option\"?");
}

int mln_test_ruleset_taint(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_old_form_is_read),
        cmocka_unit_test(the_new_form_is_read),
        cmocka_unit_test(models_change_the_defaults),
        cmocka_unit_test(taint_errors_have_places),
        cmocka_unit_test(requires_follow_pythons_precedence),
        cmocka_unit_test(bad_requires_are_told_where),
        cmocka_unit_test(option_rules_are_read),
        cmocka_unit_test(option_errors_have_places),
    };
    return cmocka_run_group_tests_name("ruleset/taint", tests, NULL, NULL);
}
