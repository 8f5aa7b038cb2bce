/* The structure of tokens and keys. Credentials are written in parts, so that no scanner of
 * repositories takes them for real ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "secrets/checksum.h"

int mln_test_secrets_checksum(void);

static bool holds(mln_checksum checksum, const char *text)
{
    return mln_checksum_holds(checksum, mln_str_of(text));
}

static void crc32_in_base_62(void **state)
{
    (void)state;
    /* CRC-32 of the first 30 characters, computed with zlib. */
    assert_true(holds(MLN_CHECKSUM_GITHUB_CRC32, "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ"
                                                 "0mLq17"));
    assert_false(holds(MLN_CHECKSUM_GITHUB_CRC32, "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ"
                                                  "0mLq18"));
    assert_false(holds(MLN_CHECKSUM_GITHUB_CRC32, "zQWBuTSOoRi4A9spHcVY5ncnsDkxkK"
                                                  "0mLq17"));
    /* The check value of CRC-32, 0xCBF43926: 3421780262 in base 62. */
    assert_true(holds(MLN_CHECKSUM_GITHUB_CRC32, "123456789"
                                                 "3jZRME"));
    assert_false(holds(MLN_CHECKSUM_GITHUB_CRC32, "0mLq17"));
    assert_false(holds(MLN_CHECKSUM_GITHUB_CRC32, ""));
}

/* {"alg":"HS256","typ":"JWT"} . {"iss":"shop","uid":4711} . 43 characters */
#define HEADER "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
#define CLAIMS "eyJpc3MiOiJzaG9wIiwidWlkIjo0NzExfQ"
#define SIGNATURE "Kd83hQz0LmV2xYb7RtNcKd83hQz0LmV2xYb7RtNcabc"

static void json_web_tokens(void **state)
{
    (void)state;
    assert_true(holds(MLN_CHECKSUM_JWT, HEADER "." CLAIMS "." SIGNATURE));
    assert_false(holds(MLN_CHECKSUM_JWT, HEADER "." CLAIMS "."));
    assert_false(holds(MLN_CHECKSUM_JWT, HEADER "." CLAIMS));
    assert_false(holds(MLN_CHECKSUM_JWT, HEADER));
    assert_false(holds(MLN_CHECKSUM_JWT, CLAIMS "." CLAIMS "." SIGNATURE));
    /* {"alg":"none"} */
    assert_false(holds(MLN_CHECKSUM_JWT, "eyJhbGciOiJub25lIn0"
                                         "." CLAIMS "." SIGNATURE));
    /* {"sub":"1234567890","name":"John Doe","iat":1516239022}: the one of every manual. */
    assert_false(holds(MLN_CHECKSUM_JWT, HEADER
                       "."
                       "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIy"
                       "fQ." SIGNATURE));
    assert_false(holds(MLN_CHECKSUM_JWT, ".."));
    assert_false(holds(MLN_CHECKSUM_JWT, ""));
}

static void aws_key_ids(void **state)
{
    (void)state;
    /* Old ids hold no account. */
    assert_true(holds(MLN_CHECKSUM_AWS_KEY_ID, "AKIA"
                                               "IOSFODNN7EXAMPLE"));
    /* 1 bit, then the account 000000000000 … */
    assert_true(holds(MLN_CHECKSUM_AWS_KEY_ID, "AKIA"
                                               "QAAAAAAAAAAAAAAA"));
    /* … and 2^40 - 1, which has 13 digits. */
    assert_false(holds(MLN_CHECKSUM_AWS_KEY_ID, "AKIA"
                                                "7777777777777777"));
    assert_false(holds(MLN_CHECKSUM_AWS_KEY_ID, "AKIA"
                                                "QAAAAAAAAAAAAAA1"));
    assert_false(holds(MLN_CHECKSUM_AWS_KEY_ID, "AKIA"));
}

#define BEGIN "-----BEGIN "
#define LINE "QYD1rNCEMn2hSKWg3mkVoPZUQYD1rNCEMn2hSKWg3mkVoPZUQYD1rNCEMn2hSKWg"

static void pem_keys(void **state)
{
    (void)state;
    /* 30 82 02 5d 02 01 00 … */
    assert_true(
        holds(MLN_CHECKSUM_PEM, BEGIN "RSA PRIVATE KEY-----\nMIICXQIBAAAA" LINE "\n-----END RSA"));
    /* The same in a string. */
    assert_true(holds(MLN_CHECKSUM_PEM, BEGIN "PRIVATE KEY-----\\nMIICXQIBAAAA\\n" LINE "\\n"));
    assert_true(holds(MLN_CHECKSUM_PEM, BEGIN "EC PRIVATE KEY-----\" \"MHcCAQEEIAAA" LINE "\""));
    /* openssh-key-v1 NUL … */
    assert_true(holds(MLN_CHECKSUM_PEM,
                      BEGIN "OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUA" LINE));
    /* What a passphrase protects. */
    assert_false(
        holds(MLN_CHECKSUM_PEM, BEGIN "ENCRYPTED PRIVATE KEY-----\nMIICXQIBAAAA" LINE "\n"));
    assert_false(holds(MLN_CHECKSUM_PEM,
                       BEGIN "RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIICXQIBAAAA" LINE));
    /* bcrypt */
    assert_false(holds(MLN_CHECKSUM_PEM, BEGIN
                       "OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAACmJjcnlwdAAA" LINE));
    assert_false(holds(MLN_CHECKSUM_PEM, BEGIN "RSA PRIVATE KEY-----\nMIIC...\n"));
    assert_false(holds(MLN_CHECKSUM_PEM, BEGIN "RSA PRIVATE KEY-----\n" LINE LINE));
    assert_false(holds(MLN_CHECKSUM_PEM, BEGIN));
    assert_false(holds(MLN_CHECKSUM_PEM, ""));
    /* 95 … with the headers of PGP. */
    assert_true(holds(MLN_CHECKSUM_PEM,
                      BEGIN "PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\nlQOY" LINE "\n"));
    assert_false(holds(MLN_CHECKSUM_PEM,
                       BEGIN "PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\nmQOY" LINE "\n"));
}

static void by_name(void **state)
{
    (void)state;
    mln_checksum checksum = MLN_CHECKSUM_NONE;
    assert_true(mln_checksum_find(MLN_STR("jwt"), &checksum));
    assert_int_equal(checksum, MLN_CHECKSUM_JWT);
    assert_false(mln_checksum_find(MLN_STR("luhn"), &checksum));
    assert_true(holds(MLN_CHECKSUM_NONE, "anything"));
}

int mln_test_secrets_checksum(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(crc32_in_base_62), cmocka_unit_test(json_web_tokens),
        cmocka_unit_test(aws_key_ids),      cmocka_unit_test(pem_keys),
        cmocka_unit_test(by_name),
    };
    return cmocka_run_group_tests_name("secrets/checksum", tests, NULL, NULL);
}
