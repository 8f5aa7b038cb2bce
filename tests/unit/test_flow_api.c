/* API paths: what is one, what is none and why, and which sets a file may have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "flow/api.h"

int mln_test_flow_api(void);

#define JS MLN_LANG_BIT(MLN_LANG_JS)
#define C MLN_LANG_BIT(MLN_LANG_C)

static int set_up(void **state)
{
    *state = mln_api_new();
    return 0;
}

static int tear_down(void **state)
{
    mln_api_free(*state);
    return 0;
}

static void add(mln_api *api, mln_lang_set langs, const char *package, mln_api_role_kind kind,
                const char *set, const char *path)
{
    char error[200] = "";
    uint32_t offset;
    mln_api_role role = {.kind = kind, .set = mln_api_add_set(api, mln_str_of(set))};
    if (mln_api_add(api, langs, mln_str_of(package), mln_str_of(path), &role, error, sizeof error,
                    &offset) != MLN_OK)
        fail_msg("%s: %u: %s", path, offset, error);
}

static void add_type(mln_api *api, const char *package, const char *type, const char *path)
{
    char error[200] = "";
    uint32_t offset;
    if (mln_api_add_type(api, JS, mln_str_of(package), mln_str_of(type), mln_str_of(path), error,
                         sizeof error, &offset) != MLN_OK)
        fail_msg("%s: %u: %s", path, offset, error);
}

static void paths_are_read(void **state)
{
    static const struct {
        mln_api_role_kind kind;
        const char *path;
    } cases[] = {
        {MLN_API_SOURCE, "name"},
        {MLN_API_SOURCE, "exports"},
        {MLN_API_SOURCE, "exports()().a.b[].c"},
        {MLN_API_SOURCE, "@scope/pkg#type.x"},
        {MLN_API_SOURCE, "socket.io#socket.on(1).param(0)"},
        {MLN_API_SOURCE, "node:fs#file"},
        {MLN_API_SOURCE, "global.process.env"},
        {MLN_API_SOURCE, "global.{a,b}.c"},
        {MLN_API_SOURCE, "{a,b}(0).c"},
        {MLN_API_SOURCE, "type.Request.body"},
        {MLN_API_SOURCE, "shape(req|request, res).param(0)"},
        {MLN_API_SOURCE, "shape(0)"}, /* an export of that name */
        {MLN_API_SOURCE, "caught"},
        {MLN_API_SOURCE, "a.{x-forwarded-for, host}"},
        {MLN_API_SOURCE, "a.*"},
        {MLN_API_SOURCE, "a.param(1 of 4)"},
        {MLN_API_SOURCE, "a.param()"}, /* a method of that name */
        {MLN_API_SOURCE, "a.{param}(0)"},
        {MLN_API_SOURCE, "a.result.instance.decorated.this"},
        {MLN_API_SOURCE, "a.results"},
        {MLN_API_SINK, "a(0)"},
        {MLN_API_SINK, "a(1..)"},
        {MLN_API_SINK, "a(1..3)"},
        {MLN_API_SINK, "a(-1)"},
        {MLN_API_SINK, "a(*)"},
        {MLN_API_SINK, "a(receiver)"},
        {MLN_API_SINK, "a(0).text"},
        {MLN_API_SINK, "a(0)[].x"},
        {MLN_API_SINK, "a(0).."},
        {MLN_API_SINK, "a.b"},
        {MLN_API_SINK, "a(0).result"},
        {MLN_API_SINK, "any.innerHTML"},
        {MLN_API_GUARD, "a(0)"},
        {MLN_API_FLOW, "a(0 -> return)"},
        {MLN_API_FLOW, "a( * -> receiver )"},
        {MLN_API_FLOW, "any.map(receiver[] -> 0.param(0))"},
        {MLN_API_FLOW, "any.map(0.result -> return[])"},
        {MLN_API_FLOW, "a(0.text->return.x)"},
        {MLN_API_FLOW, "a(1.. -> 0)"},
        {MLN_API_FLOW, "a(0 => return)"},
        {MLN_API_FLOW, "a(0).b(0 -> return)"},
    };
    mln_api *api = *state;
    for (size_t i = 0; i < MLN_COUNT_OF(cases); i++)
        add(api, JS, "pkg", cases[i].kind, "set", cases[i].path);
    mln_api_freeze(api);
}

static void errors_say_what_and_where(void **state)
{
    static const struct {
        mln_api_role_kind kind;
        const char *path;
        uint32_t offset;
        const char *error;
    } cases[] = {
        {MLN_API_SOURCE, "", 0, "the path is empty"},
        {MLN_API_SOURCE, "  ", 0, "the path is empty"},
        {MLN_API_SOURCE, ".a", 0, "expected a name at the beginning of a path"},
        {MLN_API_SOURCE, "a.", 2, "expected a name behind '.'"},
        {MLN_API_SOURCE, "a b", 1, "expected '.', '(' or '[]' here"},
        {MLN_API_SOURCE, "a.{b", 4, "'}' is missing at the end"},
        {MLN_API_SOURCE, "a.{b,}", 5, "there is no name in these braces"},
        {MLN_API_SOURCE, "a(", 2, "an argument is a number, '1..', '-1', '*' or 'receiver'"},
        {MLN_API_SOURCE, "a(0", 3, "')' is missing at the end"},
        {MLN_API_SOURCE, "a(0 1)", 4, "expected ')' here"},
        {MLN_API_SOURCE, "a(reciever)", 2, "no such argument: did you mean 'receiver'?"},
        {MLN_API_SOURCE, "a(-0)", 4, "the last argument is -1"},
        {MLN_API_SOURCE, "a(3..2)", 6, "this range is empty"},
        {MLN_API_SOURCE, "a(300)", 2, "this number is over 255"},
        {MLN_API_SOURCE, "a.param(4 of 4)", 14, "a function with 4 parameters has no parameter 4"},
        {MLN_API_SOURCE, "any", 3, "'any' is only for a named property: any.name"},
        {MLN_API_SOURCE, "any()", 3, "'any' is only for a named property: any.name"},
        {MLN_API_SOURCE, "any.*", 3, "'any' is only for a named property: any.name"},
        {MLN_API_SOURCE, "global", 6, "'.' is missing at the end"},
        {MLN_API_SOURCE, "pkg#", 4, "expected a name behind '#'"},
        {MLN_API_SOURCE, "a(0)..", 6, "'..' is for sinks only"},
        {MLN_API_SINK, "a..b", 3, "'..' is only for the end of a path"},
        {MLN_API_SINK, "a()", 3,
         "a sink ends in an argument, in a property that is written, or in '.result'"},
        {MLN_API_GUARD, "a()", 3, "a guard ends in the argument that it checks: isInt(0)"},
        {MLN_API_FLOW, "a", 1, "a flow ends in its ports: (FROM -> TO)"},
        {MLN_API_SINK, "a(0 -> return)", 14, "ports (FROM -> TO) are for flows only"},
        {MLN_API_FLOW, "a(0 -> retrun)", 7, "no such port: did you mean 'return'?"},
        {MLN_API_FLOW, "a(x -> return)", 2,
         "a port is an argument's number, '*', 'receiver' or 'return'"},
        {MLN_API_FLOW, "a(return -> 0)", 14,
         "'return' is where a flow goes to, not where it comes from"},
        {MLN_API_SOURCE, "a.{a,b,c,d}.{a,b,c,d}.{a,b,c,d}.{a,b,c,d}.{a,b}", 47,
         "the alternatives of this path are too many: write it as several"},
        {MLN_API_FLOW, "a(0 -> 1).b", 9, "the ports of a flow end the path"},
    };
    mln_api *api = *state;
    for (size_t i = 0; i < MLN_COUNT_OF(cases); i++) {
        char error[200] = "";
        uint32_t offset = 99;
        mln_api_role role = {.kind = cases[i].kind, .set = 1};
        mln_status status = mln_api_add(api, JS, MLN_STR("pkg"), mln_str_of(cases[i].path), &role,
                                        error, sizeof error, &offset);
        if (status != MLN_SYNTAX || offset != cases[i].offset || strcmp(error, cases[i].error) != 0)
            fail_msg("'%s': status %d, %u: %s", cases[i].path, status, offset, error);
    }
    char error[200] = "";
    uint32_t offset;
    mln_api_role role = {.kind = MLN_API_SOURCE, .set = 1};
    assert_int_equal(mln_api_add(api, C, MLN_STR("libc"), MLN_STR("exports.a"), &role, error,
                                 sizeof error, &offset),
                     MLN_SYNTAX);
    assert_string_equal(error, "C has no 'exports': a path begins with the function");
    assert_int_equal(mln_api_add_type(api, JS, MLN_STR("pg"), MLN_STR("t"), MLN_STR("a(0 -> 1)"),
                                      error, sizeof error, &offset),
                     MLN_SYNTAX);
}

static void sets_have_numbers(void **state)
{
    mln_api *api = *state;
    uint32_t a = mln_api_add_set(api, MLN_STR("a")), b = mln_api_add_set(api, MLN_STR("b"));
    assert_int_not_equal(a, b);
    assert_int_equal(mln_api_add_set(api, MLN_STR("a")), a);
    assert_int_equal(mln_api_find_set(api, MLN_STR("b")), b);
    assert_int_equal(mln_api_find_set(api, MLN_STR("c")), UINT32_MAX);
}

static void unknown_types_are_told(void **state)
{
    mln_api *api = *state;
    add_type(api, "express", "request", "exports()");
    add(api, JS, "helmet", MLN_API_SOURCE, "s", "express#request.body");
    add(api, JS, "helmet", MLN_API_SOURCE, "s", "express#reqest.body");
    add(api, JS, "helmet", MLN_API_SOURCE, "s", "unheardof#thing");
    mln_api_freeze(api);
    mln_str type, near;
    assert_true(mln_api_get_unknown(api, 0, &type, &near));
    assert_true(mln_str_is(type, "express#reqest"));
    assert_true(mln_str_is(near, "express#request"));
    assert_true(mln_api_get_unknown(api, 1, &type, &near));
    assert_true(mln_str_is(type, "unheardof#thing"));
    assert_int_equal(near.len, 0);
    assert_false(mln_api_get_unknown(api, 2, &type, &near));
}

/* Letters of the sets that a file with these strings may have. Where one has a quote before it,
 * only such are texts; else all of them may be. */
static void expect_sets(const mln_api *api, mln_lang lang, const char *strings, const char *sets)
{
    mln_api_filter *filter = mln_api_filter_new(api);
    mln_strtab names;
    mln_strtab_init(&names);
    uint64_t texts = 0;
    for (const char *at = strings; *at;) {
        bool text = *at == '\'';
        at += text;
        size_t len = strcspn(at, " ");
        texts |= (uint64_t)text << mln_strtab_add(&names, (mln_str){at, (uint32_t)len});
        at += len + (at[len] == ' ');
    }
    for (int again = 0; again < 2; again++) { /* a filter is used for many files */
        mln_api_filter_load(filter, lang, &names, texts ? &texts : NULL);
        char found[16] = "";
        for (char letter = 'a'; letter <= 'l'; letter++) {
            uint32_t set = mln_api_find_set(api, (mln_str){&letter, 1});
            if (mln_api_filter_may(filter, MLN_API_SOURCE, set))
                strncat(found, &letter, 1);
        }
        if (strcmp(found, sets) != 0)
            fail_msg("'%s' may have '%s'", strings, found);
    }
    mln_strtab_release(&names);
    mln_api_filter_free(filter);
}

static void files_are_refused_by_their_strings(void **state)
{
    mln_api *api = *state;
    add_type(api, "express", "app", "exports()");
    add_type(api, "express", "request", "app.{get,post}(1).param(0)");
    add_type(api, "express", "request", "shape(req|request, res).param(0)");
    add(api, JS, "express", MLN_API_SOURCE, "a", "request.body");
    add(api, JS, "other", MLN_API_SOURCE, "b", "express#request.query");
    add(api, JS, "fs", MLN_API_SOURCE, "c", "readFile()");
    add(api, JS, "", MLN_API_SOURCE, "d", "any.trim()");
    add(api, JS, "", MLN_API_SOURCE, "e", "global.process.env");
    add(api, JS, "express", MLN_API_SOURCE, "f", "type.Request.ip");
    add(api, JS, "x", MLN_API_SOURCE, "g", "caught");
    add(api, C, "libc", MLN_API_SOURCE, "h", "getenv()");
    add(api, C, "libc", MLN_API_SOURCE, "i", "type.request.body");
    add(api, JS, "looped", MLN_API_SOURCE, "j", "nothing#here.body");
    add_type(api, "k", "t", "t.next()");
    add(api, JS, "k", MLN_API_SOURCE, "k", "t.x");
    add(api, JS, "l", MLN_API_SINK, "l", "any.l(0)");
    mln_api_freeze(api);
    expect_sets(api, MLN_LANG_JS, "", "g");
    expect_sets(api, MLN_LANG_JS, "body query", "g");
    expect_sets(api, MLN_LANG_JS, "express get body", "ag");
    expect_sets(api, MLN_LANG_JS, "express post body", "ag");
    expect_sets(api, MLN_LANG_JS, "express put body", "g");
    expect_sets(api, MLN_LANG_JS, "express get query", "bg");
    expect_sets(api, MLN_LANG_JS, "request res body query", "abg");
    expect_sets(api, MLN_LANG_JS, "req body", "g");
    expect_sets(api, MLN_LANG_JS, "fs readFile", "cg");
    expect_sets(api, MLN_LANG_TS, "node:fs readFile", "cg");
    expect_sets(api, MLN_LANG_JS, "readFile", "g");
    /* A variable that is called like a package is none. */
    expect_sets(api, MLN_LANG_JS, "'fs readFile", "cg");
    expect_sets(api, MLN_LANG_JS, "fs readFile 'x", "g");
    expect_sets(api, MLN_LANG_TS, "'node:fs readFile", "cg");
    expect_sets(api, MLN_LANG_TS, "express Request ip 'x", "g");
    expect_sets(api, MLN_LANG_JS, "request res body query 'x", "abg");
    expect_sets(api, MLN_LANG_JS, "trim", "dg");
    expect_sets(api, MLN_LANG_JS, "process env", "eg");
    expect_sets(api, MLN_LANG_JS, "process", "g");
    expect_sets(api, MLN_LANG_TS, "express Request ip", "fg");
    expect_sets(api, MLN_LANG_TS, "Request ip", "g");
    expect_sets(api, MLN_LANG_JS, "getenv", "g");
    expect_sets(api, MLN_LANG_C, "getenv", "h");
    expect_sets(api, MLN_LANG_C, "request body", "i");
    expect_sets(api, MLN_LANG_JS, "nothing here body looped", "g");
    expect_sets(api, MLN_LANG_JS, "k t next x", "g");
    expect_sets(api, MLN_LANG_JS, "l", "g");
}

int mln_test_flow_api(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(paths_are_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(errors_say_what_and_where, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sets_have_numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unknown_types_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(files_are_refused_by_their_strings, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("flow/api", tests, NULL, NULL);
}
