/* What is a credential and what only stands where one would: each value is one that configuration
 * files really hold, or a variation of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "secrets/judge.h"

int mln_test_secrets_judge(void);

static mln_judgement judge(const char *value, mln_judge_kind kind)
{
    return mln_judge_value(mln_str_of(value), kind);
}

static void assert_all(const char *const *values, mln_judge_kind kind, mln_judgement expected)
{
    for (size_t i = 0; values[i]; i++)
        if (judge(values[i], kind) != expected)
            fail_msg("'%s' is judged %d, not %d", values[i], (int)judge(values[i], kind),
                     (int)expected);
}

static void passwords(void **state)
{
    (void)state;
    static const char *const values[] = {"k7Rw2xQ9vLm", "Hq4!vTz81c",     "Zt8qWn3LpX",
                                         "x9$kLm2#pQ",  "correct9Horse!", NULL};
    assert_all(values, MLN_JUDGE_PASSWORD, MLN_JUDGED_SECRET);
    assert_all(values, MLN_JUDGE_WEAK, MLN_JUDGED_SECRET);
}

static void passwords_everybody_writes(void **state)
{
    (void)state;
    static const char *const values[] = {"changeme",  "change-me-please", "postgres", "P@ssw0rd1",
                                         "admin123",  "Welcome2024",      "xxxxxxxx", "s3cr3t!X9",
                                         "qwerty12",  "rootroot",         "kiwi",     "letmein",
                                         "your-pw-9", "fluffy",           NULL};
    assert_all(values, MLN_JUDGE_PASSWORD, MLN_JUDGED_WEAK);
}

static void what_is_no_password(void **state)
{
    (void)state;
    static const char *const values[] = {"",
                                         "   ",
                                         "abc",
                                         "true",
                                         "null",
                                         "string",
                                         "required",
                                         "${DB_PASSWORD_1}",
                                         "$DB_PASSWORD1",
                                         "%DB_PASSWORD1%",
                                         "%(db_pass1)s",
                                         "{{ vault_db_pass1 }}",
                                         "<%= ENV['P1'] %>",
                                         "<your password 1>",
                                         "ENC[AES256_GCM,data:Ab3x]",
                                         "!vault Ab3x9z",
                                         "vault:kv/db#pass1",
                                         "arn:aws:ssm:eu-west-1:1:p/x",
                                         "process.env.DB_PASS1",
                                         "getPassword1()",
                                         "/run/secrets/db1",
                                         "./secrets/pw1.txt",
                                         "C:\\keys\\pw1",
                                         "https://shop.internal/reset1",
                                         "server1.key",
                                         "Enter your password, 8 characters",
                                         "Contrase\xC3\xB1"
                                         "a",
                                         "Has\xC5\x82o",
                                         "8080.25",
                                         "2024-01-31",
                                         NULL};
    assert_all(values, MLN_JUDGE_PASSWORD, MLN_JUDGED_NONE);
    assert_all(values, MLN_JUDGE_KEY, MLN_JUDGED_NONE);
}

static void keys(void **state)
{
    (void)state;
    static const char *const values[] = {"9f86d081884c7d659a2feaa0c55ad015", "Kd83hQz0LmV2xYb7RtNc",
                                         "4711aa7e-6649-4bae-a105-9bd1fb52a2cd", NULL};
    assert_all(values, MLN_JUDGE_KEY, MLN_JUDGED_SECRET);
    static const char *const others[] = {"shortK3y",
                                         "my-api-key-for-the-shop-v2",
                                         "theNameOfTheVariable",
                                         "00000000000000000000000000000001",
                                         "your_api_key_goes_here_123",
                                         "abcdefghijklmnopqrst12",
                                         "onlyLettersWithoutDigitsInThem",
                                         "projects/shop12345/secrets/key/versions/1",
                                         NULL};
    assert_all(others, MLN_JUDGE_KEY, MLN_JUDGED_NONE);
}

static void tokens(void **state)
{
    (void)state;
    static const char *const values[] = {"Kd83hQz0LmV2xYb7RtNc", "9f86d081884c7d65", NULL};
    assert_all(values, MLN_JUDGE_TOKEN, MLN_JUDGED_SECRET);
    static const char *const others[] = {"xxxxxxxxxxxxxxxx",
                                         "IOSFODNN7EXAMPLE",
                                         "1234567890abcdef",
                                         "fedcba9876543210",
                                         "YOUR_TOKEN_9f86d",
                                         "0000009f86d08188",
                                         NULL};
    assert_all(others, MLN_JUDGE_TOKEN, MLN_JUDGED_NONE);
    assert_int_equal(judge("xxxxxxxxxxxxxxxx", MLN_JUDGE_ANY), MLN_JUDGED_SECRET);
}

static void entropy(void **state)
{
    (void)state;
    assert_int_equal(mln_judge_get_entropy(MLN_STR("")), 0);
    assert_int_equal(mln_judge_get_entropy(MLN_STR("aaaa")), 0);
    assert_int_equal(mln_judge_get_entropy(MLN_STR("abab")), 100);
    assert_int_equal(mln_judge_get_entropy(MLN_STR("abcdefgh")), 300);
    assert_int_equal(mln_judge_get_entropy(MLN_STR("0123456789abcdef")), 400);
    /* Three to one: 2 - 3/4 log2 3. */
    assert_int_equal(mln_judge_get_entropy(MLN_STR("aaab")), 81);
}

static void charsets(void **state)
{
    (void)state;
    assert_true(mln_judge_fits_charset(MLN_STR("09af"), MLN_CHARSET_HEX));
    assert_true(mln_judge_fits_charset(MLN_STR("09AF"), MLN_CHARSET_HEX));
    assert_false(mln_judge_fits_charset(MLN_STR("09aF"), MLN_CHARSET_HEX));
    assert_false(mln_judge_fits_charset(MLN_STR("09ag"), MLN_CHARSET_HEX));
    assert_true(mln_judge_fits_charset(MLN_STR("AZ27"), MLN_CHARSET_BASE32));
    assert_false(mln_judge_fits_charset(MLN_STR("AZ28"), MLN_CHARSET_BASE32));
    assert_false(mln_judge_fits_charset(MLN_STR("a+b/"), MLN_CHARSET_BASE62));
    assert_true(mln_judge_fits_charset(MLN_STR("a+b/"), MLN_CHARSET_BASE64));
    assert_true(mln_judge_fits_charset(MLN_STR("a-b_"), MLN_CHARSET_BASE64URL));
    assert_false(mln_judge_fits_charset(MLN_STR("a-b_"), MLN_CHARSET_BASE64));
    /* A hash in hexadecimal digits is no base64 of 40 characters. */
    assert_false(mln_judge_fits_charset(MLN_STR("da39a3ee5e6b4b0d3255bfef95601890afd80709"),
                                        MLN_CHARSET_BASE64));
    assert_true(mln_judge_fits_charset(MLN_STR("dA39a3ee5e6b4b0d3255bfef95601890afd80709"),
                                       MLN_CHARSET_BASE64));
    assert_true(mln_judge_fits_charset(MLN_STR("any \xFF"), MLN_CHARSET_ANY));
}

static void names(void **state)
{
    (void)state;
    static const char *const samples[] = {"exampleToken", "fake_key",   "TEST_TOKEN",
                                          "myTestKey",    "key-sample", NULL};
    static const char *const others[] = {"token", "latestToken", "contestKey", "attestation",
                                         "",      NULL};
    for (size_t i = 0; samples[i]; i++)
        assert_true(mln_judge_is_sample_name(mln_str_of(samples[i])));
    for (size_t i = 0; others[i]; i++)
        assert_false(mln_judge_is_sample_name(mln_str_of(others[i])));
    assert_true(mln_judge_repeats_user(MLN_STR("app"), MLN_STR("App")));
    assert_true(mln_judge_repeats_user(MLN_STR("shop"), MLN_STR("shop2")));
    assert_false(mln_judge_repeats_user(MLN_STR("shop"), MLN_STR("k7Rw2xQ9vLm")));
    assert_false(mln_judge_repeats_user(MLN_STR(""), MLN_STR("k7Rw2xQ9vLm")));
}

int mln_test_secrets_judge(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passwords),
        cmocka_unit_test(passwords_everybody_writes),
        cmocka_unit_test(what_is_no_password),
        cmocka_unit_test(keys),
        cmocka_unit_test(tokens),
        cmocka_unit_test(entropy),
        cmocka_unit_test(charsets),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests_name("secrets/judge", tests, NULL, NULL);
}
