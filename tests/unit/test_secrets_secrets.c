/* Detectors on texts: windows, limits, evidence, overlaps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "secrets/secrets.h"
#include "syntax/parse.h"

int mln_test_secrets_secrets(void);

static const mln_str key_words[] = {{"key-", 4}};
static const mln_str log_words[] = {{"pass", 4}};
static const mln_str env_files[] = {{"*.env", 5}};
static const mln_str near_words[] = {{"Shop", 4}};
static const mln_str allowed[] = {{"key-0", 5}};

static mln_detector make_token(void)
{
    return (mln_detector){.keywords = key_words,
                          .keyword_count = 1,
                          .regex = MLN_STR("\\b(?<secret>key-(?<body>[0-9a-z]{8}))\\b"),
                          .window = MLN_DETECTOR_WINDOW};
}

static mln_detector make_password(void)
{
    return (mln_detector){.keywords = log_words,
                          .keyword_count = 1,
                          .regex = MLN_STR("(?<key>\\w*pass)=(\\S+)"),
                          .value = MLN_JUDGE_ANY,
                          .window = MLN_DETECTOR_WINDOW};
}

/* "detector:start-stop:name …" */
static void assert_secrets(const mln_detector *detectors, uint32_t count, const char *path,
                           mln_str text, const mln_tree *tree, const char *expected)
{
    const mln_detector *list[4];
    for (uint32_t i = 0; i < count; i++)
        list[i] = &detectors[i];
    mln_secrets *secrets;
    uint32_t bad;
    char error[128];
    assert_int_equal(mln_secrets_new(&secrets, list, count, &bad, error, sizeof error), MLN_OK);
    mln_secret_scanner *scanner = mln_secret_scanner_new(secrets);
    mln_secret_file file = {.path = mln_str_of(path), .text = text, .tree = tree};
    /* Twice: nothing is kept from file to file. */
    for (int round = 0; round < 2; round++) {
        const mln_secret *found;
        uint32_t found_count, spent;
        mln_secret_scanner_run(scanner, &file, &found, &found_count, &spent);
        mln_buf out = {0};
        for (uint32_t i = 0; i < found_count && i < 8; i++)
            mln_buf_addf(&out, "%u:%u-%u:%.*s ", found[i].detector, found[i].span.start,
                         found[i].span.stop, MLN_STR_ARGS(found[i].name));
        if (spent != UINT32_MAX)
            mln_buf_addf(&out, "spent %u after %u", spent, found_count);
        assert_string_equal(mln_buf_get_text(&out), expected);
        mln_buf_release(&out);
    }
    mln_secret_scanner_free(scanner);
    mln_secrets_free(secrets);
}

static void assert_token(mln_detector detector, const char *text, const char *expected)
{
    assert_secrets(&detector, 1, "a.txt", mln_str_of(text), NULL, expected);
}

static void finds_by_place(void **state)
{
    (void)state;
    assert_token(make_token(), "key-1a2b3c4d", "0:0-12: ");
    assert_token(make_token(), "x key-1a2b3c4d, key-9z8y7x6w.", "0:2-14: 0:16-28: ");
    assert_token(make_token(), "key-1a2b3c4", "");
    assert_token(make_token(), "key-1a2b3c4d5", "");
    assert_token(make_token(), "xkey-1a2b3c4d", "");
    assert_token(make_token(), "", "");
}

static void reads_far_and_long_texts(void **state)
{
    (void)state;
    mln_buf text = {0};
    for (int i = 0; i < 30000; i++)
        mln_buf_add_text(&text, "key-");
    mln_buf_add_text(&text, " key-1a2b3c4d ");
    for (int i = 0; i < 30000; i++)
        mln_buf_add_text(&text, "\xC3\xA4");
    mln_buf_add_text(&text, " key-9z8y7x6w");
    mln_detector detector = make_token();
    assert_secrets(&detector, 1, "a.txt", mln_buf_get_str(&text), NULL,
                   "0:120001-120013: 0:180015-180027: ");
    mln_buf_release(&text);
}

static void judges_the_body(void **state)
{
    (void)state;
    mln_detector detector = make_token();
    assert_token(detector, "key-xxxxxxxx", "");
    detector.entropy = 280;
    assert_token(detector, "key-1a1a1a1a key-1a2b3c4d", "0:13-25: ");
    detector.charset = MLN_CHARSET_HEX;
    assert_token(detector, "key-9z8y7x6w key-1a2b3c4d", "0:13-25: ");
    detector.allow = allowed;
    detector.allow_count = 1;
    assert_token(detector, "key-0a2b3c4d key-1a2b3c4d", "0:13-25: ");
}

static void asks_what_stands_around(void **state)
{
    (void)state;
    mln_detector detector = make_token();
    detector.near = near_words;
    detector.near_count = 1;
    assert_token(detector, "key-1a2b3c4d", "");
    assert_token(detector, "SHOP: key-1a2b3c4d", "0:6-18: ");
    detector = make_token();
    detector.not_near = near_words;
    detector.not_near_count = 1;
    assert_token(detector, "shop: key-1a2b3c4d", "");
    assert_token(detector, "key-1a2b3c4d", "0:0-12: ");
    detector = make_token();
    detector.not_in = near_words;
    detector.not_in_count = 1;
    assert_token(detector, "shop\n\n\nkey-1a2b3c4d", "");
}

static void reads_the_files_it_names(void **state)
{
    (void)state;
    mln_detector detector = make_token();
    detector.files = env_files;
    detector.file_count = 1;
    mln_str text = MLN_STR("key-1a2b3c4d");
    assert_secrets(&detector, 1, "x/a.env", text, NULL, "0:0-12: ");
    assert_secrets(&detector, 1, "x/a.txt", text, NULL, "");
    detector = make_token();
    detector.not_files = env_files;
    detector.not_file_count = 1;
    assert_secrets(&detector, 1, "x/a.env", text, NULL, "");
    assert_secrets(&detector, 1, "x/a.txt", text, NULL, "0:0-12: ");
}

static void one_of_two_stays(void **state)
{
    (void)state;
    /* The token's format says more than the name before it, whichever comes first. */
    mln_detector both[] = {make_password(), make_token()};
    assert_secrets(both, 2, "a.txt", MLN_STR("dbpass=key-1a2b3c4d mypass=other"), NULL,
                   "1:7-19: 0:27-32:mypass ");
    mln_detector other[] = {make_token(), make_password()};
    assert_secrets(other, 2, "a.txt", MLN_STR("dbpass=key-1a2b3c4d"), NULL, "0:7-19: ");
}

static void takes_the_name_from_the_code(void **state)
{
    (void)state;
    static const char code[] = "const shop = {apiKey: 'key-1a2b3c4d'};\n"
                               "config['token'] = 'key-9z8y7x6w';\n"
                               "const exampleTokens = ['key-5t6u7v8w'];\n"
                               "call('key-2b3c4d5e'); // key-3c4d5e6f\n";
    mln_parser *parser = mln_parser_new();
    mln_tree tree;
    mln_tree_init(&tree);
    mln_buf padded = {0};
    mln_buf_add(&padded, code, sizeof code - 1);
    mln_buf_reserve(&padded, MLN_SOURCE_PAD);
    memset(padded.data + padded.len, 0, MLN_SOURCE_PAD);
    mln_str text = mln_buf_get_str(&padded);
    assert_int_equal(mln_parser_parse(parser, &tree, MLN_LANG_JS, text), MLN_OK);
    mln_detector detector = make_token();
    assert_secrets(&detector, 1, "a.js", text, &tree,
                   "0:23-35:apiKey 0:58-70:token 0:119-131: 0:138-150: ");
    mln_buf_release(&padded);
    mln_tree_release(&tree);
    mln_parser_free(parser);
}

static void a_limit_is_told(void **state)
{
    (void)state;
    mln_buf text = {0};
    for (uint32_t i = 0; i < MLN_SECRETS_MAX + 5; i++)
        mln_buf_addf(&text, "pass=%u\n", 1000 + i);
    mln_detector detector = make_password();
    const mln_detector *list[] = {&detector};
    mln_secrets *secrets;
    uint32_t bad;
    char error[128];
    assert_int_equal(mln_secrets_new(&secrets, list, 1, &bad, error, sizeof error), MLN_OK);
    mln_secret_scanner *scanner = mln_secret_scanner_new(secrets);
    mln_secret_file file = {.path = MLN_STR("a"), .text = mln_buf_get_str(&text)};
    const mln_secret *found;
    uint32_t count, spent;
    mln_secret_scanner_run(scanner, &file, &found, &count, &spent);
    assert_int_equal(count, MLN_SECRETS_MAX);
    assert_int_equal(spent, 0);
    mln_secret_scanner_free(scanner);
    mln_secrets_free(secrets);
    mln_buf_release(&text);
}

static void a_bad_expression_is_named(void **state)
{
    (void)state;
    mln_detector good = make_token(), broken = make_token();
    broken.regex = MLN_STR("key-(");
    const mln_detector *list[] = {&good, &broken};
    mln_secrets *secrets;
    uint32_t bad;
    char error[128] = "";
    assert_int_equal(mln_secrets_new(&secrets, list, 2, &bad, error, sizeof error), MLN_SYNTAX);
    assert_null(secrets);
    assert_int_equal(bad, 1);
    assert_string_not_equal(error, "");
}

int mln_test_secrets_secrets(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_by_place),
        cmocka_unit_test(reads_far_and_long_texts),
        cmocka_unit_test(judges_the_body),
        cmocka_unit_test(asks_what_stands_around),
        cmocka_unit_test(reads_the_files_it_names),
        cmocka_unit_test(one_of_two_stays),
        cmocka_unit_test(takes_the_name_from_the_code),
        cmocka_unit_test(a_limit_is_told),
        cmocka_unit_test(a_bad_expression_is_named),
    };
    return cmocka_run_group_tests_name("secrets/secrets", tests, NULL, NULL);
}
