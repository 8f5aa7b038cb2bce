/* Cookies by RFC 6265bis. */
#include "guard_test.h"

int mlg_test_guard_cookie(void);

static void the_plain_cookie_is_the_safe_one(void **state)
{
    (void)state;
    char out[256];
    mlg_cookie cookie = {.name = "id", .value = "abc123"};
    int len = mlg_cookie_write(&cookie, out, sizeof out);
    assert_int_equal(len, strlen(out));
    assert_string_equal(out, "id=abc123; Path=/; HttpOnly; Secure; SameSite=Lax");
}

static void all_attributes_are_written(void **state)
{
    (void)state;
    char out[256];
    mlg_cookie cookie = {.name = "id",
                         .value = "a b;",
                         .encode = 1,
                         .path = "/shop",
                         .domain = "example.org",
                         .max_age = 60,
                         .same_site = MLG_SAMESITE_NONE,
                         .readable = 1,
                         .partitioned = 1};
    assert_true(mlg_cookie_write(&cookie, out, sizeof out) > 0);
    assert_string_equal(
        out, "id=a%20b%3B; Max-Age=60; Domain=example.org; Path=/shop; Secure; Partitioned; "
             "SameSite=None");
    mlg_cookie gone = {.name = "id", .value = "", .max_age = -1, .same_site = MLG_SAMESITE_STRICT};
    assert_true(mlg_cookie_write(&gone, out, sizeof out) > 0);
    assert_string_equal(out, "id=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict");
}

static void what_breaks_out_is_refused(void **state)
{
    (void)state;
    char out[256];
    static const mlg_cookie bad[] = {
        {.name = "i d", .value = "a"},
        {.name = "", .value = "a"},
        {.name = "id", .value = "a;b"},
        {.name = "id", .value = "a\r\nX: y"},
        {.name = "id", .value = "a,b"},
        {.name = "id", .value = "\"a\""},
        {.name = "id", .value = "\xC3\xA9"},
        {.name = "id", .value = "a", .path = "/; Domain=evil.example"},
        {.name = "id", .value = "a", .path = "shop"},
        {.name = "id", .value = "a", .domain = "a\nb"},
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_int_equal(mlg_cookie_write(&bad[i], out, sizeof out), MLG_ERR_VALUE);
}

static void contradictions_are_refused(void **state)
{
    (void)state;
    char out[256];
    static const mlg_cookie bad[] = {
        {.name = "__Host-id", .value = "a", .path = "/shop"},
        {.name = "__Host-id", .value = "a", .domain = "example.org"},
        {.name = "__Host-id", .value = "a", .insecure = 1},
        {.name = "__host-id", .value = "a", .insecure = 1}, /* browsers look without case */
        {.name = "__Secure-id", .value = "a", .insecure = 1},
        {.name = "id", .value = "a", .insecure = 1, .same_site = MLG_SAMESITE_NONE},
        {.name = "id", .value = "a", .insecure = 1, .partitioned = 1},
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_int_equal(mlg_cookie_write(&bad[i], out, sizeof out), MLG_ERR_CONFLICT);
}

static void cookies_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *header, *name, *value; /* NULL: not there */
    } cases[] = {
        {"a=1; b=2", "b", "2"},  {"a=1; b=2", "a", "1"}, {"a=1;b=2", "b", "2"},
        {"ab=1; b=2", "b", "2"}, {"a=1; a=2", "a", "1"}, {"a=\"1\"", "a", "1"},
        {"a=\"", "a", "\""},     {" a = 1 ", "a", "1"},  {"a=b=c", "a", "b=c"},
        {"a=", "a", ""},         {"a", "a", NULL},       {"x=a=1", "a", NULL},
        {"A=1", "a", NULL},      {"", "a", NULL},        {";;;=;", "a", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *value;
        size_t len;
        int found =
            mlg_cookie_find(cases[i].header, strlen(cases[i].header), cases[i].name, &value, &len);
        assert_int_equal(found, cases[i].value ? MLG_ALLOW : MLG_DENY);
        if (cases[i].value) {
            assert_int_equal(len, strlen(cases[i].value));
            assert_memory_equal(value, cases[i].value, len);
        }
    }
}

int mlg_test_guard_cookie(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_plain_cookie_is_the_safe_one),
        cmocka_unit_test(all_attributes_are_written),
        cmocka_unit_test(what_breaks_out_is_refused),
        cmocka_unit_test(contradictions_are_refused),
        cmocka_unit_test(cookies_are_found),
    };
    return cmocka_run_group_tests_name("guard/cookie", tests, NULL, NULL);
}
