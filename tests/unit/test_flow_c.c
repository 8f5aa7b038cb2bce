/* C: formats, calls through macros, and what points to what. */
#include "flow_source.h"

#include "flow/format.h"

int mln_test_flow_c(void);

static mln_format_kind find(const char *format, bool scans, uint32_t index)
{
    uint32_t at = 0;
    return mln_format_find(mln_str_of(format), scans, index, &at);
}

static void formats_say_what_is_text(void **state)
{
    (void)state;
    assert_int_equal(find("%s", false, 0), MLN_FORMAT_TEXT);
    assert_int_equal(find("%d %s", false, 0), MLN_FORMAT_NUMBER);
    assert_int_equal(find("%d %s", false, 1), MLN_FORMAT_TEXT);
    assert_int_equal(find("100%% %s", false, 0), MLN_FORMAT_TEXT);
    assert_int_equal(find("%-10.3lf%c", false, 0), MLN_FORMAT_NUMBER);
    assert_int_equal(find("%-10.3lf%c", false, 1), MLN_FORMAT_TEXT);
    assert_int_equal(find("%zu%zd%s", false, 2), MLN_FORMAT_TEXT);
    assert_int_equal(find("%p", false, 0), MLN_FORMAT_NUMBER);
    /* SQLite's own. */
    assert_int_equal(find("%q", false, 0), MLN_FORMAT_TEXT);
    assert_int_equal(find("%Q, %lld", false, 1), MLN_FORMAT_NUMBER);
    /* `%m` takes nothing. */
    assert_int_equal(find("%m: %s", false, 0), MLN_FORMAT_TEXT);
}

static void widths_take_an_argument(void **state)
{
    (void)state;
    assert_int_equal(find("%.*s", false, 0), MLN_FORMAT_NUMBER);
    assert_int_equal(find("%.*s", false, 1), MLN_FORMAT_TEXT);
    assert_int_equal(find("%*.*d%s", false, 3), MLN_FORMAT_TEXT);
}

static void scans_read_and_pass_over(void **state)
{
    (void)state;
    assert_int_equal(find("%*s %d", true, 0), MLN_FORMAT_NUMBER);
    assert_int_equal(find("%[^]%s], %i", true, 0), MLN_FORMAT_TEXT);
    assert_int_equal(find("%[^]%s], %i", true, 1), MLN_FORMAT_NUMBER);
    assert_int_equal(find("%31s%n", true, 1), MLN_FORMAT_NUMBER);
}

static void what_cannot_be_told_is_unknown(void **state)
{
    (void)state;
    assert_int_equal(find("%s", false, 1), MLN_FORMAT_UNKNOWN);
    assert_int_equal(find("", false, 0), MLN_FORMAT_UNKNOWN);
    assert_int_equal(find("%", false, 0), MLN_FORMAT_UNKNOWN);
    assert_int_equal(find("%l", false, 0), MLN_FORMAT_UNKNOWN);
    assert_int_equal(find("%[", true, 0), MLN_FORMAT_TEXT);
    assert_int_equal(find("%2$s %1$d", false, 0), MLN_FORMAT_UNKNOWN);
    assert_int_equal(find("%M%s", false, 1), MLN_FORMAT_UNKNOWN);
}

/* ---- on source text ---- */

static int set_up(void **state)
{
    static flow_source source;
    flow_source_init(&source);
    static const struct {
        const char *path;
        uint8_t format;
    } flows[] = {{"snprintf(* -> 0)", 3}, {"sscanf(0 -> 2..)", 2}, {"copy(1 -> 0)", 0}};
    for (size_t i = 0; i < MLN_COUNT_OF(flows); i++) {
        mln_api_role role = {.kind = MLN_API_FLOW, .format = flows[i].format};
        char error[256];
        uint32_t offset = 0;
        if (mln_api_add(source.api, mln_lang_find(MLN_STR("c")), MLN_STR("libc"),
                        mln_str_of(flows[i].path), &role, error, sizeof error, &offset) != MLN_OK)
            return 1;
    }
    *state = &source;
    return 0;
}

static int tear_down(void **state)
{
    flow_source_release(*state);
    return 0;
}

static void printed_numbers_are_no_text(void **state)
{
    flow_source_expect(*state, MLN_LANG_C,
                       "void f(char *out, const char *format) {\n"
                       "    snprintf(out, 9, \"%d\", source());\n"
                       "    sink(out);\n"
                       "    snprintf(out, 9, \"%d %s\", 1, source());\n"
                       "    sink(out); // hit\n"
                       "    snprintf(out, 9, format, source());\n"
                       "    sink(out); // hit\n"
                       "    snprintf(out, 9, source());\n"
                       "    sink(out); // hit\n"
                       "}\n");
}

static void scanned_numbers_are_no_text(void **state)
{
    flow_source_expect(*state, MLN_LANG_C,
                       "void f(void) {\n"
                       "    int n;\n"
                       "    char word[8];\n"
                       "    sscanf(source(), \"%d %7s\", &n, word);\n"
                       "    sink(n);\n"
                       "    sink(word); // hit\n"
                       "}\n");
}

static void formats_fix_what_comes_first(void **state)
{
    flow_source *s = *state;
    s->policy.prefix_kills = ~(uint64_t)0;
    flow_source_expect(s, MLN_LANG_C,
                       "void f(char *out, const char *base) {\n"
                       "    snprintf(out, 99, \"https://example.com/%s\", source());\n"
                       "    sink(out);\n"
                       "    snprintf(out, 99, \"https://%s/\", source());\n"
                       "    sink(out); // hit\n"
                       "    snprintf(out, 99, \"%s/%s\", \"https://example.com\", source());\n"
                       "    sink(out);\n"
                       "    snprintf(out, 99, \"%s/%s\", source(), base);\n"
                       "    sink(out); // hit\n"
                       "}\n");
}

static void macros_are_the_calls_in_them(void **state)
{
    flow_source_expect(*state, MLN_LANG_C,
                       "#define SAME sink\n"
                       "#define TURNED(a, b) copy((b), (a))\n"
                       "#define FIXED(a) sink(\"x\", (const char *)(a))\n"
                       "#define REST(...) sink(1, ##__VA_ARGS__)\n"
                       "#define BLOCK(a) do { sink(a); } while (0)\n"
                       "#define NOTHING(a) log_it(\"a\")\n"
                       "#define GETS() source()\n"
                       "void f(char *out, char *other) {\n"
                       "    SAME(source()); // hit\n"
                       "    TURNED(source(), out);\n"
                       "    sink(out); // hit\n"
                       "    TURNED(other, source());\n"
                       "    sink(other);\n"
                       "    FIXED(source()); // hit\n"
                       "    REST(2, source()); // hit\n"
                       "    BLOCK(source()); // hit\n"
                       "    NOTHING(source());\n"
                       "    sink(GETS()); // hit\n"
                       "}\n");
}

static void macros_that_are_no_calls_stay_unknown(void **state)
{
    flow_source_expect(*state, MLN_LANG_C,
                       "#define SUM(a, b) ((a) + (b))\n"
                       "#define TWO(a) sink(1); sink(a)\n"
                       "#define OPEN(a) sink(a\n"
                       "#define EMPTY(a)\n"
                       "#define QUOTED(a) sink(\")\")\n"
                       "void f(void) {\n"
                       "    sink(SUM(source(), 1));\n"
                       "    EMPTY(source());\n"
                       "    QUOTED(source());\n"
                       "    TWO(1);\n"
                       "}\n");
}

static void addresses_of_fields_are_parts(void **state)
{
    flow_source_expect(*state, MLN_LANG_C,
                       "void f(struct all *all, char *text) {\n"
                       "    char *part = &all->part;\n"
                       "    copy(part, source());\n"
                       "    sink(part); // hit\n"
                       "    sink(all->other);\n"
                       "    char *near = &text[3];\n"
                       "    copy(near, source());\n"
                       "    sink(text); // hit\n"
                       "}\n"
                       "void g(char *text) {\n"
                       "    char first = text[0], *same = text + 1;\n"
                       "    copy(same, source());\n"
                       "    sink(text); // hit\n"
                       "    sink(first);\n"
                       "}\n");
}

int mln_test_flow_c(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_say_what_is_text),
        cmocka_unit_test(widths_take_an_argument),
        cmocka_unit_test(scans_read_and_pass_over),
        cmocka_unit_test(what_cannot_be_told_is_unknown),
        cmocka_unit_test_setup_teardown(printed_numbers_are_no_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(scanned_numbers_are_no_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(formats_fix_what_comes_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(macros_are_the_calls_in_them, set_up, tear_down),
        cmocka_unit_test_setup_teardown(macros_that_are_no_calls_stay_unknown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(addresses_of_fields_are_parts, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
