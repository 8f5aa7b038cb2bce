/* Origins, lists of them, and what the Fetch standard wants to be answered. */
#include "guard_test.h"

int mlg_test_guard_cors(void);

static mlg_cors *cors_of(const char *entry, int credentials)
{
    mlg_cors_options options;
    mlg_cors *cors;
    mlg_cors_options_init(&options);
    options.origins = &entry;
    options.origin_count = 1;
    options.credentials = credentials;
    assert_int_equal(mlg_cors_new(NULL, &options, &cors), MLG_OK);
    return cors;
}

static int matches(const char *entry, const char *origin)
{
    mlg_cors *cors = cors_of(entry, 1);
    int verdict = mlg_cors_match(cors, origin, strlen(origin));
    mlg_cors_free(cors);
    return verdict == MLG_ALLOW;
}

static void entries_match_what_they_say(void **state)
{
    (void)state;
    static const char *const good[][2] = {
        {"https://app.example.org", "https://app.example.org"},
        {"https://app.example.org", "https://APP.example.org"},
        {"https://app.example.org", "https://app.example.org:443"},
        {"https://app.example.org:443", "https://app.example.org"},
        {"http://localhost:3000", "http://localhost:3000"},
        {"http://localhost:*", "http://localhost:5173"},
        {"http://localhost:*", "http://localhost"},
        {"https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"},
        {"https://*.example.org", "https://a.example.org"},
        {"https://*.example.org", "https://a.b.c.example.org"},
        {"https://pr-*.example.org", "https://pr-17.example.org"},
        {"https://*-preview.example.org", "https://a-b-preview.example.org"},
        {"https://*.*.example.org", "https://a.b.example.org"},
        {"app://main.window", "app://main.window"},
    };
    for (size_t i = 0; i < COUNT_OF(good); i++)
        assert_true(matches(good[i][0], good[i][1]));
}

static void entries_match_nothing_else(void **state)
{
    (void)state;
    static const char *const bad[][2] = {
        {"https://app.example.org", "http://app.example.org"},
        {"https://app.example.org", "https://app.example.org:8443"},
        {"https://app.example.org", "https://app.example.org.evil.example"},
        {"https://app.example.org", "https://app-example.org"},
        {"https://app.example.org", "https://xapp.example.org"},
        {"https://app.example.org", "https://app.example.org/"},
        {"https://app.example.org", "https://app.example.org/path"},
        {"https://app.example.org", "https://app.example.org@evil.example"},
        {"https://app.example.org", "https://evil.example?https://app.example.org"},
        {"https://app.example.org", " https://app.example.org"},
        {"https://app.example.org", "https://app.example.org "},
        {"https://app.example.org", "https://app.example.org, https://evil.example"},
        {"https://app.example.org", "null"},
        {"https://app.example.org", ""},
        {"https://*.example.org", "https://example.org"},
        {"https://*.example.org", "https://.example.org"},
        {"https://*.example.org", "https://evilexample.org"},
        {"https://*.example.org", "https://a.example.org.evil.example"},
        {"https://*.example.org", "https://evil.example/.example.org"},
        {"https://*.example.org", "https://evil.example#a.example.org"},
        {"https://*.example.org", "https://evil.example\\.example.org"},
        {"https://pr-*.example.org", "https://pr-.example.org"},
        {"https://pr-*.example.org", "https://pr-1.evil.example.org"},
        {"https://pr-*.example.org", "https://pr-1.example.org.evil.example"},
        {"http://localhost:*", "http://localhost:99999999"},
        {"http://localhost:*", "http://localhost.evil.example:80"},
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_false(matches(bad[i][0], bad[i][1]));
    mlg_cors *cors = cors_of("https://app.example.org", 0);
    assert_int_equal(mlg_cors_match(cors, "https://app.example.org\0x", 25), MLG_DENY);
    mlg_cors_free(cors);
}

static void lists_that_open_too_much_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"null",
                                      "app.example.org",
                                      "https://",
                                      "https://*",
                                      "https://app.*",
                                      "https://**.example.org",
                                      "https://app.example.org/",
                                      "https://a b",
                                      "",
                                      "https://.example.org",
                                      "https://*:*"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        mlg_cors_options options;
        mlg_cors *cors;
        mlg_cors_options_init(&options);
        options.origins = &bad[i];
        options.origin_count = 1;
        assert_int_equal(mlg_cors_new(NULL, &options, &cors), MLG_ERR_VALUE);
        assert_null(cors);
    }
}

static void credentials_do_not_go_with_everybody(void **state)
{
    (void)state;
    const char *any = "*";
    mlg_cors *cors;
    mlg_cors_options options;
    mlg_cors_options_init(&options);
    options.credentials = 1;
    options.origins = &any;
    options.origin_count = 1;
    assert_int_equal(mlg_cors_new(NULL, &options, &cors), MLG_ERR_CONFLICT);
    options.origin_count = 0;
    options.reflect_any = 1;
    assert_int_equal(mlg_cors_new(NULL, &options, &cors), MLG_ERR_CONFLICT);
    options.reflect_any = 0;
    options.fixed_origin = "*";
    assert_int_equal(mlg_cors_new(NULL, &options, &cors), MLG_ERR_CONFLICT);
}

static void a_listed_origin_may_read(void **state)
{
    (void)state;
    mlg_cors *cors = cors_of("https://app.example.org", 1);
    mlg_request request = {
        .method = "GET", .host = "api.example.org", .origin = "https://app.example.org"};
    recorder headers = {0};
    assert_int_equal(mlg_cors_apply(cors, &request, MLG_ORIGIN_ASK, record, &headers),
                     MLG_CORS_GRANTED);
    assert_string_equal(headers.text,
                        "Access-Control-Allow-Origin: https://app.example.org\n+Vary: Origin\n"
                        "Access-Control-Allow-Credentials: true\n");
    mlg_cors_free(cors);
}

static void a_foreign_origin_is_given_nothing(void **state)
{
    (void)state;
    mlg_cors *cors = cors_of("https://app.example.org", 1);
    mlg_request request = {
        .method = "GET", .host = "api.example.org", .origin = "https://evil.example"};
    recorder headers = {0};
    assert_int_equal(mlg_cors_apply(cors, &request, MLG_ORIGIN_ASK, record, &headers),
                     MLG_CORS_REFUSED);
    assert_string_equal(headers.text, "+Vary: Origin\n"); /* caches must not mix the two */
    request.method = "OPTIONS";
    request.access_control_request_method = "PUT";
    assert_int_equal(mlg_cors_apply(cors, &request, MLG_ORIGIN_ASK, record, &headers),
                     MLG_CORS_PREFLIGHT_REFUSED);
    assert_null(strstr(headers.text, "Access-Control"));
    mlg_cors_free(cors);
}

static void ones_own_pages_are_not_foreign(void **state)
{
    (void)state;
    static const struct {
        const char *scheme, *host, *origin;
        int outcome;
    } cases[] = {
        {"https", "api.example.org", "https://api.example.org", MLG_CORS_OWN},
        {NULL, "api.example.org", "https://api.example.org", MLG_CORS_OWN},
        {NULL, "127.0.0.1:8080", "http://127.0.0.1:8080", MLG_CORS_OWN},
        {"https", "api.example.org", NULL, MLG_CORS_OWN},
        {"https", "api.example.org", "http://api.example.org", MLG_CORS_REFUSED},
        {NULL, "api.example.org:8443", "https://api.example.org", MLG_CORS_REFUSED},
        {NULL, "api.example.org", "https://api.example.org:8443", MLG_CORS_REFUSED},
        {NULL, NULL, "https://api.example.org", MLG_CORS_REFUSED},
        {NULL, "", "https://", MLG_CORS_REFUSED},
    };
    mlg_cors *cors = cors_of("https://app.example.org", 1);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        mlg_request request = {.method = "GET",
                               .scheme = cases[i].scheme,
                               .host = cases[i].host,
                               .origin = cases[i].origin};
        recorder headers = {0};
        assert_int_equal(mlg_cors_apply(cors, &request, MLG_ORIGIN_ASK, record, &headers),
                         cases[i].outcome);
    }
    mlg_cors_free(cors);
}

static void a_preflight_is_answered(void **state)
{
    (void)state;
    mlg_cors *cors = cors_of("https://app.example.org", 0);
    mlg_request request = {.method = "OPTIONS",
                           .host = "api.example.org",
                           .origin = "https://app.example.org",
                           .access_control_request_method = "PUT",
                           .access_control_request_headers = "x-one, content-type"};
    recorder headers = {0};
    assert_int_equal(mlg_cors_apply(cors, &request, MLG_ORIGIN_ASK, record, &headers),
                     MLG_CORS_PREFLIGHT);
    assert_string_equal(headers.text,
                        "Access-Control-Allow-Origin: https://app.example.org\n+Vary: Origin\n"
                        "Access-Control-Allow-Methods: GET,HEAD,PUT,PATCH,POST,DELETE\n"
                        "+Vary: Access-Control-Request-Headers\n"
                        "Access-Control-Allow-Headers: x-one, content-type\n"
                        "Access-Control-Max-Age: 600\n");
    request.access_control_request_method = NULL; /* an OPTIONS of the application's own */
    assert_int_equal(mlg_cors_apply(cors, &request, MLG_ORIGIN_ASK, record, &headers),
                     MLG_CORS_GRANTED);
    mlg_cors_free(cors);
}

static void callers_may_decide(void **state)
{
    (void)state;
    mlg_cors *cors = cors_of("https://app.example.org", 0);
    mlg_request request = {
        .method = "GET", .host = "api.example.org", .origin = "https://other.example"};
    recorder headers = {0};
    assert_int_equal(mlg_cors_apply(cors, &request, MLG_ORIGIN_GRANTED, record, &headers),
                     MLG_CORS_GRANTED);
    assert_true(has_line(&headers, "Access-Control-Allow-Origin: https://other.example"));
    memset(&headers, 0, sizeof headers);
    request.origin = "https://app.example.org";
    assert_int_equal(mlg_cors_apply(cors, &request, MLG_ORIGIN_REFUSED, record, &headers),
                     MLG_CORS_REFUSED);
    request.origin = "https://x\r\nSet-Cookie: a=b";
    assert_int_equal(mlg_cors_apply(cors, &request, MLG_ORIGIN_GRANTED, record, &headers),
                     MLG_CORS_REFUSED);
    assert_string_equal(headers.text, "+Vary: Origin\n+Vary: Origin\n");
    mlg_cors_free(cors);
}

int mlg_test_guard_cors(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_match_what_they_say),
        cmocka_unit_test(entries_match_nothing_else),
        cmocka_unit_test(lists_that_open_too_much_are_refused),
        cmocka_unit_test(credentials_do_not_go_with_everybody),
        cmocka_unit_test(a_listed_origin_may_read),
        cmocka_unit_test(a_foreign_origin_is_given_nothing),
        cmocka_unit_test(ones_own_pages_are_not_foreign),
        cmocka_unit_test(a_preflight_is_answered),
        cmocka_unit_test(callers_may_decide),
    };
    return cmocka_run_group_tests_name("guard/cors", tests, NULL, NULL);
}
