/* The header set, and Content-Security-Policy by its level 3. */
#include "guard_test.h"

int mlg_test_guard_headers(void);

static void the_safe_set_is_complete(void **state)
{
    (void)state;
    static const char *const want[] = {
        "Content-Security-Policy: default-src 'self';base-uri 'self';font-src 'self' https: "
        "data:;form-action "
        "'self';frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src "
        "'self';script-src-attr "
        "'none';style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests",
        "Cross-Origin-Opener-Policy: same-origin",
        "Cross-Origin-Resource-Policy: same-origin",
        "Origin-Agent-Cluster: ?1",
        "Referrer-Policy: no-referrer",
        "Strict-Transport-Security: max-age=31536000; includeSubDomains",
        "X-Content-Type-Options: nosniff",
        "X-DNS-Prefetch-Control: off",
        "X-Download-Options: noopen",
        "X-Frame-Options: SAMEORIGIN",
        "X-Permitted-Cross-Domain-Policies: none",
        "X-XSS-Protection: 0",
    };
    mlg_headers *headers;
    recorder seen = {0};
    assert_int_equal(mlg_headers_new(NULL, &headers), MLG_OK);
    assert_int_equal(mlg_headers_apply(headers, NULL, record, &seen), MLG_OK);
    size_t lines = 0;
    for (const char *p = seen.text; *p; p++)
        lines += *p == '\n';
    assert_int_equal(lines, COUNT_OF(want));
    for (size_t i = 0; i < COUNT_OF(want); i++)
        assert_true(has_line(&seen, want[i]));
    assert_int_equal(mlg_headers_need_nonce(headers), 0);
    mlg_headers_free(headers);
}

static void headers_are_set_and_taken_out(void **state)
{
    (void)state;
    mlg_headers *headers;
    recorder seen = {0};
    assert_int_equal(mlg_headers_new(NULL, &headers), MLG_OK);
    assert_int_equal(mlg_headers_set(headers, "x-frame-options", "DENY"), MLG_OK);
    assert_int_equal(mlg_headers_set(headers, "X-Download-Options", NULL), MLG_OK);
    assert_int_equal(mlg_headers_set(headers, "Permissions-Policy", "camera=()"), MLG_OK);
    assert_int_equal(mlg_headers_set(headers, "X-Bad", "a\r\nb: c"), MLG_ERR_VALUE);
    assert_int_equal(mlg_headers_set(headers, "X Bad", "a"), MLG_ERR_VALUE);
    assert_int_equal(mlg_headers_apply(headers, NULL, record, &seen), MLG_OK);
    assert_true(has_line(&seen, "X-Frame-Options: DENY"));
    assert_true(has_line(&seen, "Permissions-Policy: camera=()"));
    assert_null(strstr(seen.text, "X-Download-Options"));
    assert_null(strstr(seen.text, "Bad"));
    mlg_headers_free(headers);
}

static void a_nonce_goes_where_it_is_asked_for(void **state)
{
    (void)state;
    mlg_csp *csp;
    mlg_headers *headers;
    recorder with = {0}, without = {0};
    assert_int_equal(mlg_csp_new(NULL, 0, &csp), MLG_OK);
    assert_int_equal(mlg_csp_set(csp, "defaultSrc", "'none'"), MLG_OK);
    assert_int_equal(mlg_csp_set(csp, "script-src", "'self' {nonce}"), MLG_OK);
    assert_int_equal(mlg_csp_set(csp, "style-src", "{nonce}"), MLG_OK);
    assert_int_equal(mlg_headers_new(NULL, &headers), MLG_OK);
    assert_int_equal(mlg_headers_set_csp(headers, csp, 1), MLG_OK);
    assert_int_equal(mlg_headers_need_nonce(headers), 1);
    assert_int_equal(mlg_headers_apply(headers, "abc_-+/=", record, &with), MLG_OK);
    assert_true(
        has_line(&with, "Content-Security-Policy-Report-Only: default-src 'none';script-src 'self' "
                        "'nonce-abc_-+/=';style-src 'nonce-abc_-+/='"));
    assert_non_null(strstr(
        with.text, "Content-Security-Policy: default-src 'self'")); /* beside the enforced one */
    assert_int_equal(mlg_headers_apply(headers, NULL, record, &without), MLG_OK);
    assert_true(has_line(
        &without, "Content-Security-Policy-Report-Only: default-src 'none';script-src 'self';"
                  "style-src 'none'"));
    assert_int_equal(mlg_headers_apply(headers, "a' *; x", record, &with), MLG_ERR_VALUE);
    assert_null(strstr(with.text, "*"));
    mlg_headers_free(headers);
    mlg_csp_free(csp);
}

static void policies_are_checked(void **state)
{
    (void)state;
    char text[512];
    mlg_csp *csp;
    assert_int_equal(mlg_csp_new(NULL, 0, &csp), MLG_OK);
    assert_int_equal(mlg_csp_write(csp, NULL, text, sizeof text), MLG_ERR_CONFLICT);
    static const char *const bad[] = {"self",       "'self' none",   "https://a; script-src *",
                                      "a,b",        "unsafe-inline", "nonce-abc",
                                      "sha256-abc", "a\nb",          "\x01"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_int_equal(mlg_csp_set(csp, "script-src", bad[i]), MLG_ERR_VALUE);
    static const char *const bad_names[] = {
        "",          "script src",  "script_src", "a;b", "-src", "script-src-",
        "ScriptSrc", "script--src", "x-Src",      "-"};
    for (size_t i = 0; i < COUNT_OF(bad_names); i++)
        assert_int_equal(mlg_csp_set(csp, bad_names[i], "'self'"), MLG_ERR_VALUE);
    assert_int_equal(mlg_csp_set(csp, "script-src", "'self'  https://selfish.example"), MLG_OK);
    assert_int_equal(mlg_csp_set(csp, "sandbox", ""), MLG_OK);
    assert_int_equal(mlg_csp_set(csp, "imgSrc", "data:"), MLG_OK);
    assert_int_equal(mlg_csp_set(csp, "script-src", "'none'"), MLG_OK); /* keeps its place */
    assert_int_equal(mlg_csp_set(csp, "sandbox", NULL), MLG_OK);
    assert_true(mlg_csp_write(csp, NULL, text, sizeof text) > 0);
    assert_string_equal(text, "script-src 'none';img-src data:");
    assert_int_equal(mlg_csp_write(csp, NULL, text, 10), MLG_ERR_SPACE);
    mlg_csp_free(csp);
}

static void known_headers_are_composed(void **state)
{
    (void)state;
    char text[256];
    const char *hsts[] = {"max-age=123", "includeSubDomains", "preload"};
    assert_true(mlg_header_compose("strict-transport-security", hsts, 3, text, sizeof text) > 0);
    assert_string_equal(text, "max-age=123; includeSubDomains; preload");
    const char *referrer[] = {"no-referrer", "strict-origin-when-cross-origin"};
    assert_true(mlg_header_compose("Referrer-Policy", referrer, 2, text, sizeof text) > 0);
    assert_string_equal(text, "no-referrer,strict-origin-when-cross-origin");
    assert_true(mlg_header_compose("Cross-Origin-Embedder-Policy", NULL, 0, text, sizeof text) > 0);
    assert_string_equal(text, "require-corp");
    const char *bad[] = {"max-age=", "max-age=1x",        "max-age=-1",
                         "max-age",  "includeSubdomains", ""};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_int_equal(
            mlg_header_compose("Strict-Transport-Security", &bad[i], 1, text, sizeof text),
            MLG_ERR_VALUE);
    const char *twice[] = {"no-referrer", "no-referrer"};
    assert_int_equal(mlg_header_compose("Referrer-Policy", twice, 2, text, sizeof text),
                     MLG_ERR_VALUE);
    const char *two[] = {"DENY", "SAMEORIGIN"};
    assert_int_equal(mlg_header_compose("X-Frame-Options", two, 2, text, sizeof text),
                     MLG_ERR_VALUE);
    assert_int_equal(mlg_header_compose("X-Unknown", two, 1, text, sizeof text), MLG_ERR_VALUE);
}

int mlg_test_guard_headers(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_safe_set_is_complete),
        cmocka_unit_test(headers_are_set_and_taken_out),
        cmocka_unit_test(a_nonce_goes_where_it_is_asked_for),
        cmocka_unit_test(policies_are_checked),
        cmocka_unit_test(known_headers_are_composed),
    };
    return cmocka_run_group_tests_name("guard/headers", tests, NULL, NULL);
}
