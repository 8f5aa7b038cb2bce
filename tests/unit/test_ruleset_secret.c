/* Rules with `mode: secret`: what is read, and which mistakes are told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ruleset/rule.h"

int mln_test_ruleset_secret(void);

#define HEAD "rules:\n- id: a\n  message: m\n  severity: HIGH\n  mode: secret\n"
#define KEYS "  keywords: [shop_]\n  regex: 'shop_\\w+'\n"

static mln_status load(const char *yaml, mln_ruleset *set, mln_diags *diags)
{
    return mln_ruleset_add_text(set, MLN_STR("r.yaml"), mln_str_of(yaml), diags);
}

static void everything_is_read(void **state)
{
    (void)state;
    mln_ruleset set = {0};
    mln_diags diags = {0};
    assert_int_equal(load(HEAD "  keywords: [shop_, 'key-']\n"
                               "  regex: '(?<secret>shop_\\w+)'\n"
                               "  value: password\n"
                               "  entropy: 3.2\n"
                               "  charset: base62\n"
                               "  checksum: github-crc32\n"
                               "  window: 100\n"
                               "  near: shop\n"
                               "  not-near: [a, b]\n"
                               "  not-in: ['openapi:']\n"
                               "  allow: ['^x']\n"
                               "  files: ['*.env']\n"
                               "  not-files: [test/]\n"
                               "  examples:\n"
                               "    match:\n"
                               "      - [shop_, {repeat: ab, times: 3}, '!']\n"
                               "      - file: a.env\n"
                               "        text: [x, y]\n"
                               "    no-match: [z]\n",
                          &set, &diags),
                     MLN_OK);
    const mln_rule *rule = &set.rules.data[0];
    assert_int_equal(rule->state, MLN_RULE_READY);
    assert_int_equal(rule->mode, MLN_RULE_SECRET);
    assert_int_equal(rule->langs, 0);
    const mln_detector *d = rule->detector;
    assert_non_null(d);
    assert_int_equal(d->keyword_count, 2);
    assert_true(mln_str_is(d->keywords[1], "key-"));
    assert_true(mln_str_is(d->regex, "(?<secret>shop_\\w+)"));
    assert_int_equal(d->value, MLN_JUDGE_PASSWORD);
    assert_int_equal(d->entropy, 320);
    assert_int_equal(d->charset, MLN_CHARSET_BASE62);
    assert_int_equal(d->checksum, MLN_CHECKSUM_GITHUB_CRC32);
    assert_int_equal(d->window, 100);
    assert_int_equal(d->near_count, 1);
    assert_int_equal(d->not_near_count, 2);
    assert_int_equal(d->not_in_count, 1);
    assert_int_equal(d->allow_count, 1);
    assert_int_equal(d->file_count, 1);
    assert_int_equal(d->not_file_count, 1);
    assert_int_equal(d->example_count, 3);
    assert_true(mln_str_is(d->examples[0].text, "shop_ababab!"));
    assert_true(d->examples[0].match);
    assert_int_equal(d->examples[0].line, 21);
    assert_true(mln_str_is(d->examples[1].file, "a.env"));
    assert_true(mln_str_is(d->examples[1].text, "xy"));
    assert_false(d->examples[2].match);
    assert_int_equal(d->examples[2].file.len, 0);
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
}

static void little_is_enough(void **state)
{
    (void)state;
    mln_ruleset set = {0};
    mln_diags diags = {0};
    assert_int_equal(load(HEAD KEYS "  languages: [generic]\n", &set, &diags), MLN_OK);
    const mln_detector *d = set.rules.data[0].detector;
    assert_int_equal(set.rules.data[0].state, MLN_RULE_READY);
    assert_int_equal(d->value, MLN_JUDGE_TOKEN);
    assert_int_equal(d->window, MLN_DETECTOR_WINDOW);
    assert_int_equal(d->entropy, 0);
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
}

/* One error, with this place and part of its text. */
static void expect_error(const char *yaml, uint32_t line, const char *part)
{
    mln_ruleset set = {0};
    mln_diags diags = {0};
    assert_int_equal(load(yaml, &set, &diags), MLN_SYNTAX);
    assert_int_equal(diags.error_count, 1);
    assert_int_equal(diags.list.data[0].line, line);
    if (!strstr(diags.list.data[0].text.ptr, part))
        fail_msg("'%s' is not in: %s", part, diags.list.data[0].text.ptr);
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
}

static void mistakes_are_told(void **state)
{
    (void)state;
    expect_error(HEAD, 2, "\"keywords\" is missing");
    expect_error(HEAD "  keywords: [shop_]\n", 2, "\"regex\" is missing");
    expect_error(HEAD "  keywords: [ab]\n  regex: x\n", 6, "too short");
    expect_error(HEAD "  keywords: []\n  regex: x\n", 6, "\"keywords\" is empty");
    expect_error(HEAD "  keywords: [shop_]\n  regex: '('\n", 7, "does not compile");
    expect_error(HEAD KEYS "  allow: [x, '[']\n", 8, "does not compile");
    expect_error(HEAD KEYS "  charset: base46\n", 8, "did you mean \"base64\"?");
    expect_error(HEAD KEYS "  checksum: luhn\n", 8, "unknown checksum");
    expect_error(HEAD KEYS "  value: thing\n", 8, "unknown value");
    expect_error(HEAD KEYS "  entropy: high\n", 8, "bits a character");
    expect_error(HEAD KEYS "  entropy: 9\n", 8, "bits a character");
    expect_error(HEAD KEYS "  window: 0\n", 8, "\"window\"");
    expect_error(HEAD KEYS "  window: 99999\n", 8, "\"window\"");
    expect_error(HEAD KEYS "  languages: [js]\n", 8, "text of any kind");
    expect_error(HEAD KEYS "  pattern: x\n", 8, "");
    expect_error(HEAD KEYS "  examples: {match: [a]}\n", 8, "\"no-match\" is missing");
    expect_error(HEAD KEYS "  examples: {match: [a], no-match: []}\n", 8, "is empty");
    expect_error(HEAD KEYS "  examples: {match: [[{repeat: a, times: 0}]], no-match: [b]}\n", 8,
                 "\"times\"");
    expect_error("rules:\n- id: a\n  message: m\n  severity: HIGH\n  languages: [js]\n"
                 "  pattern: x\n  keywords: [abc]\n",
                 7, "mode: secret");
}

int mln_test_ruleset_secret(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_read),
        cmocka_unit_test(little_is_enough),
        cmocka_unit_test(mistakes_are_told),
    };
    return cmocka_run_group_tests_name("ruleset/secret", tests, NULL, NULL);
}
