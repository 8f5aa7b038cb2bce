/* Escapes by the HTML standard and RFC 3986, tokens by RFC 9110, addresses by RFC 5952. */
#include "guard_test.h"

int mlg_test_guard_text(void);

static void html_is_escaped(void **state)
{
    (void)state;
    char out[128];
    const char text[] = "<a href=\"x\" id='y'>&\x01\n\xC3\xA9";
    int len = mlg_escape_html(text, sizeof text - 1, out, sizeof out);
    assert_int_equal(len, strlen(out));
    assert_string_equal(out,
                        "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;\xEF\xBF\xBD\n\xC3\xA9");
}

static void attributes_need_no_quotes(void **state)
{
    (void)state;
    char out[128];
    const char text[] = "a b=`\"'>/&\xC3\xA9-1";
    assert_true(mlg_escape_attribute(text, sizeof text - 1, out, sizeof out) > 0);
    assert_string_equal(out, "a&#32;b&#61;&#96;&#34;&#39;&#62;&#47;&#38;\xC3\xA9-1");
    assert_int_equal(mlg_escape_attribute("\0", 1, out, sizeof out), 3); /* a NUL is no end */
}

static void url_components_are_escaped(void **state)
{
    (void)state;
    char out[128];
    const char text[] = "a b/?&=#%+~\xC3\xA9";
    assert_true(mlg_escape_url(text, sizeof text - 1, out, sizeof out) > 0);
    assert_string_equal(out, "a%20b%2F%3F%26%3D%23%25%2B~%C3%A9");
}

static void what_does_not_fit_is_no_text(void **state)
{
    (void)state;
    char out[5] = "full";
    assert_int_equal(mlg_escape_html("<<", 2, out, sizeof out), MLG_ERR_SPACE);
    assert_string_equal(out, "");
    assert_int_equal(mlg_escape_html("<", 1, out, sizeof out), 4); /* "&lt;" and its NUL fill it */
    assert_int_equal(mlg_escape_html("", 0, out, 1), 0);
    assert_int_equal(mlg_escape_html("a", 1, out, 1), MLG_ERR_SPACE);
    assert_int_equal(mlg_escape_html("a", 1, NULL, 0), MLG_ERR_SPACE);
    assert_int_equal(mlg_escape_html(NULL, 1, out, sizeof out), MLG_ERR_ARGUMENT);
}

static void the_macros_hold_the_longest_result(void **state)
{
    (void)state;
    char html[MLG_ESCAPE_HTML_SIZE(3)], url[MLG_ESCAPE_URL_SIZE(3)];
    assert_int_equal(mlg_escape_html("\"\"\"", 3, html, sizeof html), 18);
    assert_int_equal(mlg_escape_attribute("~~~", 3, html, sizeof html), 18);
    assert_int_equal(mlg_escape_url("\"\"\"", 3, url, sizeof url), 9);
}

static void equal_is_equal(void **state)
{
    (void)state;
    assert_int_equal(mlg_equal("abc", 3, "abc", 3), 1);
    assert_int_equal(mlg_equal("abc", 3, "abd", 3), 0);
    assert_int_equal(mlg_equal("abc", 3, "abcd", 4), 0);
    assert_int_equal(mlg_equal("", 0, "", 0), 1);
    assert_int_equal(mlg_equal(NULL, 0, "", 0), 0);
}

static void tokens_differ_and_have_their_length(void **state)
{
    (void)state;
    char one[MLG_TOKEN_SIZE(16)], two[MLG_TOKEN_SIZE(16)];
    assert_int_equal(mlg_random_token(16, one, sizeof one), 22);
    assert_int_equal(mlg_random_token(16, two, sizeof two), 22);
    assert_string_not_equal(one, two);
    assert_int_equal(
        strspn(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), 22);
    assert_int_equal(mlg_random_token(16, one, sizeof one - 1), MLG_ERR_SPACE);
    assert_int_equal(mlg_random_token(8, one, sizeof one), MLG_ERR_ARGUMENT);
}

static void header_texts_are_told_apart(void **state)
{
    (void)state;
    assert_int_equal(mlg_is_token("X-Name", 6), 1);
    assert_int_equal(mlg_is_token("X Name", 6), 0);
    assert_int_equal(mlg_is_token("X\0Name", 6), 0);
    assert_int_equal(mlg_is_token("", 0), 0);
    assert_int_equal(mlg_is_header_value("a\tb \xC3\xA9", 6), 1);
    assert_int_equal(mlg_is_header_value("a\r\nSet-Cookie: b", 16), 0);
    assert_int_equal(mlg_is_header_value("a\0b", 3), 0);
}

static void addresses_become_keys(void **state)
{
    (void)state;
    static const struct {
        const char *address;
        unsigned prefix;
        const char *key;
    } good[] = {
        {"192.0.2.7", 0, "192.0.2.7"},
        {"::ffff:192.0.2.7", 0, "192.0.2.7"},
        {"::ffff:c000:207", 0, "192.0.2.7"}, /* the same address, written otherwise */
        {"2001:db8:1:2ff:4::1", 0, "2001:db8:1:200::/56"},
        {"2001:DB8:1:2:3:4:5:6", 64, "2001:db8:1:2::/64"},
        {"2001:db8::192.0.2.7", 0, "2001:db8::/56"}, /* merely written so */
        {"2001:db8::1", 128, "2001:db8::1/128"},
        {"2001:db8::1", 1, "::/1"},
        {"::1", 0, "::/56"},
        {"::ffff:19", 110, "::fffc:0/110"}, /* not with dots: that would be an IPv4 address */
        {"fe80::1%eth0", 64, "fe80::/64"},
    };
    char key[MLG_ADDRESS_SIZE];
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        assert_int_equal(mlg_address_key(good[i].address, good[i].prefix, key, sizeof key),
                         (int)strlen(good[i].key));
        assert_string_equal(key, good[i].key);
    }
    static const char *const bad[] = {"",    "192.0.2",    "192.0.2.7.8", "example.org",
                                      "::g", "1.2.3.4:80", "[::1]"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_int_equal(mlg_address_key(bad[i], 0, key, sizeof key), MLG_ERR_VALUE);
}

static void every_error_has_a_text(void **state)
{
    (void)state;
    for (int error = MLG_ERR_UNSUPPORTED; error < 0; error++)
        assert_string_not_equal(mlg_error_text(error), "unknown error");
    assert_string_equal(mlg_error_text(-1000), "unknown error");
    assert_string_equal(mlg_version(), MLG_VERSION);
}

int mlg_test_guard_text(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_is_escaped),
        cmocka_unit_test(attributes_need_no_quotes),
        cmocka_unit_test(url_components_are_escaped),
        cmocka_unit_test(what_does_not_fit_is_no_text),
        cmocka_unit_test(the_macros_hold_the_longest_result),
        cmocka_unit_test(equal_is_equal),
        cmocka_unit_test(tokens_differ_and_have_their_length),
        cmocka_unit_test(header_texts_are_told_apart),
        cmocka_unit_test(addresses_become_keys),
        cmocka_unit_test(every_error_has_a_text),
    };
    return cmocka_run_group_tests_name("guard/text", tests, NULL, NULL);
}
