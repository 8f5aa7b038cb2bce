/* Tokens held against an HMAC that Python's hmac module computed, and the source of requests. */
#include "guard_test.h"

int mlg_test_guard_csrf(void);

static const char secret[] = "0123456789abcdef0123456789abcdef";

static mlg_csrf *csrf_of(const mlg_csrf_options *options)
{
    mlg_csrf_options filled = *options;
    mlg_csrf *csrf;
    if (!filled.secret) {
        filled.secret = secret;
        filled.secret_len = sizeof secret - 1;
    }
    assert_int_equal(mlg_csrf_new(NULL, &filled, &csrf), MLG_OK);
    return csrf;
}

static void tokens_are_the_hmac_they_should_be(void **state)
{
    (void)state;
    /* hmac.new(secret, b"2!s1!8!cafebabe", "sha256"); the same with "sha512" */
    static const char *const tokens[] = {
        "7b23e6f41465a3055baf1845de663dedaebb521257df10b7cb084ecb66d93d2c.cafebabe",
        "5bfa177856868907bcb6464f12df55cfd8ff218d811f716723bf9cf77685e454a6f7523b221431a2978e146795"
        "7b6bdd11f0efe83f07f90ef4f89cb0767d22fa.cafebabe"};
    for (int digest = MLG_DIGEST_SHA256; digest <= MLG_DIGEST_SHA512; digest++) {
        mlg_csrf *csrf = csrf_of(&(mlg_csrf_options){.digest = digest});
        const char *token = tokens[digest];
        assert_int_equal(mlg_csrf_verify(csrf, "s1", 2, token, strlen(token)), MLG_ALLOW);
        assert_int_equal(mlg_csrf_verify(csrf, "s2", 2, token, strlen(token)), MLG_DENY);
        mlg_csrf_free(csrf);
    }
}

static void what_was_issued_is_accepted(void **state)
{
    (void)state;
    static const mlg_csrf_options kinds[] = {
        {.random_bytes = 0},
        {.digest = MLG_DIGEST_SHA512, .random_bytes = 256},
        {.token_delimiter = "|", .message_delimiter = "~"},
    };
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        mlg_csrf *csrf = csrf_of(&kinds[i]);
        char one[MLG_CSRF_TOKEN_SIZE], two[MLG_CSRF_TOKEN_SIZE];
        int len = mlg_csrf_issue(csrf, "session", 7, one, sizeof one);
        assert_true(len > 64);
        assert_int_equal(mlg_csrf_issue(csrf, "session", 7, two, sizeof two), len);
        assert_string_not_equal(one, two);
        assert_int_equal(mlg_csrf_verify(csrf, "session", 7, one, (size_t)len), MLG_ALLOW);
        assert_int_equal(mlg_csrf_match(csrf, "session", 7, one, (size_t)len, one, (size_t)len),
                         MLG_ALLOW);
        assert_int_equal(mlg_csrf_match(csrf, "session", 7, one, (size_t)len, two, (size_t)len),
                         MLG_DENY);
        assert_int_equal(mlg_csrf_match(csrf, "session", 7, one, (size_t)len, NULL, 0), MLG_DENY);
        assert_int_equal(mlg_csrf_match(csrf, "session", 7, "", 0, "", 0), MLG_DENY);
        assert_int_equal(mlg_csrf_match(csrf, "sessio", 6, one, (size_t)len, one, (size_t)len),
                         MLG_DENY);
        mlg_csrf_free(csrf);
    }
}

static void every_changed_byte_is_noticed(void **state)
{
    (void)state;
    mlg_csrf *csrf = csrf_of(&(mlg_csrf_options){0});
    char token[MLG_CSRF_TOKEN_SIZE];
    size_t len = (size_t)mlg_csrf_issue(csrf, "session", 7, token, sizeof token);
    for (size_t i = 0; i < len; i++) {
        char kept = token[i];
        token[i] = kept == 'a' ? 'b' : 'a';
        assert_int_equal(mlg_csrf_verify(csrf, "session", 7, token, len), MLG_DENY);
        token[i] = kept;
        assert_int_equal(mlg_csrf_verify(csrf, "session", 7, token, i), MLG_DENY);
    }
    token[len] = 'a';
    assert_int_equal(mlg_csrf_verify(csrf, "session", 7, token, len + 1), MLG_DENY);
    mlg_csrf_free(csrf);
}

static void lengths_keep_session_and_random_apart(void **state)
{
    (void)state;
    /* Without lengths, session "a!b" and random "c" would sign as session "a" and random "b!c". */
    mlg_csrf *csrf = csrf_of(&(mlg_csrf_options){0});
    char token[MLG_CSRF_TOKEN_SIZE], forged[MLG_CSRF_TOKEN_SIZE];
    assert_true(mlg_csrf_issue(csrf, "a!64!b", 6, token, sizeof token) > 0);
    char *random = strchr(token, '.') + 1;
    int len =
        snprintf(forged, sizeof forged, "%.*s.b!64!%s", (int)(random - 1 - token), token, random);
    assert_int_equal(mlg_csrf_verify(csrf, "a", 1, forged, (size_t)len), MLG_DENY);
    mlg_csrf_free(csrf);
}

static void old_secrets_are_accepted_and_not_used(void **state)
{
    (void)state;
    const char *old[] = {secret};
    mlg_csrf *before = csrf_of(&(mlg_csrf_options){0});
    mlg_csrf *after = csrf_of(&(mlg_csrf_options){.secret = "another secret of some length",
                                                  .secret_len = 29,
                                                  .old_secrets = old,
                                                  .old_secret_count = 1});
    char token[MLG_CSRF_TOKEN_SIZE];
    size_t len = (size_t)mlg_csrf_issue(before, "s", 1, token, sizeof token);
    assert_int_equal(mlg_csrf_verify(after, "s", 1, token, len), MLG_ALLOW);
    len = (size_t)mlg_csrf_issue(after, "s", 1, token, sizeof token);
    assert_int_equal(mlg_csrf_verify(before, "s", 1, token, len), MLG_DENY);
    mlg_csrf_free(before);
    mlg_csrf_free(after);
}

static void weak_options_are_refused(void **state)
{
    (void)state;
    const char *any = "*";
    mlg_csrf *csrf;
    mlg_csrf_options options = {.secret = "short", .secret_len = 5};
    assert_int_equal(mlg_csrf_new(NULL, &options, &csrf), MLG_ERR_VALUE);
    options = (mlg_csrf_options){0};
    assert_int_equal(mlg_csrf_new(NULL, &options, &csrf), MLG_ERR_ARGUMENT);
    options = (mlg_csrf_options){.secret = secret, .secret_len = 32, .random_bytes = 8};
    assert_int_equal(mlg_csrf_new(NULL, &options, &csrf), MLG_ERR_VALUE);
    options =
        (mlg_csrf_options){.secret = secret, .secret_len = 32, .origins = &any, .origin_count = 1};
    assert_int_equal(mlg_csrf_new(NULL, &options, &csrf), MLG_ERR_CONFLICT);
    assert_null(csrf);
}

static void the_source_is_judged(void **state)
{
    (void)state;
    const char *list[] = {"https://app.example.org"};
    static const struct {
        mlg_request request;
        int verdict;
    } cases[] = {
        {{.method = "GET", .sec_fetch_site = "cross-site", .origin = "https://evil.example"},
         MLG_ALLOW},
        {{.method = "POST", .sec_fetch_site = "same-origin"}, MLG_ALLOW},
        {{.method = "POST", .sec_fetch_site = "none"}, MLG_ALLOW},
        {{.method = "POST", .sec_fetch_site = "cross-site"}, MLG_DENY},
        {{.method = "POST", .sec_fetch_site = "same-site"}, MLG_DENY},
        {{.method = "POST", .sec_fetch_site = "cross-site", .origin = "https://evil.example"},
         MLG_DENY},
        {{.method = "POST", .sec_fetch_site = "same-site", .origin = "https://app.example.org"},
         MLG_ALLOW},
        {{.method = "POST", .origin = "https://shop.example"}, MLG_ALLOW},
        {{.method = "POST", .origin = "https://app.example.org"}, MLG_ALLOW},
        {{.method = "POST", .origin = "https://evil.example"}, MLG_DENY},
        {{.method = "POST", .origin = "null"}, MLG_DENY},
        {{.method = "POST", .origin = ""}, MLG_DENY},
        {{.method = "POST", .referer = "https://shop.example/cart?x=1"}, MLG_ALLOW},
        {{.method = "POST", .referer = "https://shop.example"}, MLG_ALLOW},
        {{.method = "POST", .referer = "https://shop.example.evil.example/"}, MLG_DENY},
        {{.method = "POST", .referer = "https://evil.example/?https://shop.example/"}, MLG_DENY},
        {{.method = "POST", .referer = "https://shop.example@evil.example/"}, MLG_DENY},
        {{.method = "POST", .referer = "nonsense"}, MLG_DENY},
        {{.method = "POST"}, MLG_ALLOW},
        {{.method = "get", .origin = "https://evil.example"},
         MLG_DENY}, /* no safe method of HTTP */
        {{.method = NULL, .origin = "https://evil.example"}, MLG_DENY},
    };
    mlg_csrf *csrf = csrf_of(&(mlg_csrf_options){.origins = list, .origin_count = 1});
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        mlg_request request = cases[i].request;
        request.host = "shop.example";
        assert_int_equal(mlg_csrf_check_source(csrf, &request), cases[i].verdict);
    }
    mlg_csrf_free(csrf);
}

static void a_whole_request_is_checked(void **state)
{
    (void)state;
    mlg_csrf *csrf = csrf_of(&(mlg_csrf_options){0});
    char token[MLG_CSRF_TOKEN_SIZE], set[MLG_CSRF_TOKEN_SIZE + 128],
        cookie[MLG_CSRF_TOKEN_SIZE + 64];
    assert_true(mlg_csrf_issue(csrf, "s", 1, token, sizeof token) > 0);
    assert_true(mlg_csrf_cookie(csrf, token, set, sizeof set) > 0);
    assert_non_null(strstr(set, "; Path=/; HttpOnly; Secure; SameSite=Strict"));
    assert_ptr_equal(strstr(set, "__Host-csrf="), set);
    snprintf(cookie, sizeof cookie, "sid=s; %.*s", (int)strcspn(set, ";"), set);
    mlg_request request = {.method = "POST", .cookie = cookie, .csrf_token = token, .session = "s"};
    assert_int_equal(mlg_csrf_check(csrf, &request), MLG_ALLOW);
    request.sec_fetch_site = "cross-site";
    assert_int_equal(mlg_csrf_check(csrf, &request), MLG_DENY);
    request.sec_fetch_site = NULL;
    request.session = "t";
    assert_int_equal(mlg_csrf_check(csrf, &request), MLG_DENY);
    request.session = "s";
    request.csrf_token = NULL;
    assert_int_equal(mlg_csrf_check(csrf, &request), MLG_DENY);
    request.csrf_token = token;
    request.cookie = "sid=s";
    assert_int_equal(mlg_csrf_check(csrf, &request), MLG_DENY);
    request.cookie = NULL;
    assert_int_equal(mlg_csrf_check(csrf, &request), MLG_DENY);
    request.method = "HEAD";
    assert_int_equal(mlg_csrf_check(csrf, &request), MLG_ALLOW);
    mlg_csrf_free(csrf);
}

int mlg_test_guard_csrf(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_the_hmac_they_should_be),
        cmocka_unit_test(what_was_issued_is_accepted),
        cmocka_unit_test(every_changed_byte_is_noticed),
        cmocka_unit_test(lengths_keep_session_and_random_apart),
        cmocka_unit_test(old_secrets_are_accepted_and_not_used),
        cmocka_unit_test(weak_options_are_refused),
        cmocka_unit_test(the_source_is_judged),
        cmocka_unit_test(a_whole_request_is_checked),
    };
    return cmocka_run_group_tests_name("guard/csrf", tests, NULL, NULL);
}
