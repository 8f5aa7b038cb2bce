/* The grammar of comments that speak to merlon. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "triage/directive.h"

int mln_test_triage_directive(void);

/* The only directive of the comment. */
static mln_directive read_one(const char *comment)
{
    mln_directive_reader reader = {.text = mln_str_of(comment)};
    mln_directive first, second;
    if (!mln_directive_next(&reader, &first))
        fail_msg("no directive in: %s", comment);
    if (mln_directive_next(&reader, &second))
        fail_msg("two directives in: %s", comment);
    return first;
}

static void expect_none(const char *comment)
{
    mln_directive_reader reader = {.text = mln_str_of(comment)};
    mln_directive directive;
    if (mln_directive_next(&reader, &directive))
        fail_msg("a directive in: %s", comment);
}

static void expect_ids(const mln_directive *d, const char *expected)
{
    char ids[200] = "";
    size_t len = 0;
    uint32_t at = 0;
    mln_str id;
    while (mln_directive_next_id(d, &at, &id)) {
        assert_true(len + id.len + 2 < sizeof ids);
        if (len)
            ids[len++] = '|';
        memcpy(ids + len, id.ptr, id.len);
        len += id.len;
        ids[len] = '\0';
    }
    assert_string_equal(ids, expected);
}

static void expect_merlon(const char *comment, const char *ids, const char *reason)
{
    mln_directive d = read_one(comment);
    assert_int_equal(d.kind, MLN_DIRECTIVE_MERLON);
    assert_null(d.mistake);
    assert_false(d.has_until);
    expect_ids(&d, ids);
    assert_true(mln_str_is(d.reason, reason));
}

static void merlon_ignore_forms(void **state)
{
    (void)state;
    expect_merlon("merlon-ignore", "", "");
    expect_merlon(" merlon-ignore ", "", "");
    expect_merlon(" merlon-ignore -- it is a test", "", "it is a test");
    expect_merlon(" merlon-ignore: sql-injection", "sql-injection", "");
    expect_merlon("merlon-ignore:a,b , c.d -- why (really)", "a|b|c.d", "why (really)");
    expect_merlon("merlon-ignore : a \xE2\x80\x94 typed by an editor", "a", "typed by an editor");
    expect_merlon("the value is constant; merlon-ignore: a.", "a", "");
    expect_merlon("checked above, merlon-ignore", "", "");
    expect_merlon("\n * merlon-ignore: a -- first line\n * more words\n ", "a", "first line");
    expect_merlon("merlon-ignore: a\r\n", "a", "");
}

static void merlon_ignore_is_told_from_prose(void **state)
{
    (void)state;
    expect_none("");
    expect_none("see how merlon-ignore works");
    expect_none("my-merlon-ignore");
    expect_none("merlon-ignore-file");
    expect_none("Merlon-Ignore: a");
}

static void expect_mistake(const char *comment)
{
    mln_directive d = read_one(comment);
    assert_int_equal(d.kind, MLN_DIRECTIVE_MERLON);
    if (!d.mistake)
        fail_msg("no mistake in: %s", comment);
}

static void mistakes_are_seen(void **state)
{
    (void)state;
    expect_mistake("merlon-ignore sql-injection");
    expect_mistake("merlon-ignore:");
    expect_mistake("merlon-ignore: -- a reason and no id");
    expect_mistake("merlon-ignore: a b");
    expect_mistake("merlon-ignore: a-- b");
    expect_mistake("merlon-ignore: a because I say so");
    expect_mistake("merlon-ignore: a (until 2027-02-29)");
    expect_mistake("merlon-ignore: a -- r (until 2027-1-1)");
    expect_mistake("merlon-ignore -- r (until)");
    expect_mistake("merlon-ignore -- r (until 2027-01-01");
    expect_mistake("merlon-ignore -- r (until 31.01.2027)");
}

static void until_is_read(void **state)
{
    (void)state;
    mln_directive d = read_one("merlon-ignore: a -- until we move (until 2028-02-29)");
    assert_null(d.mistake);
    assert_true(d.has_until);
    assert_int_equal(d.until.year, 2028);
    assert_int_equal(d.until.month, 2);
    assert_int_equal(d.until.day, 29);
    assert_true(mln_str_is(d.reason, "until we move"));
    d = read_one("merlon-ignore (until 2027-12-31)");
    assert_null(d.mistake);
    assert_true(d.has_until);
    assert_int_equal(d.reason.len, 0);
}

static void nosem_forms(void **state)
{
    (void)state;
    static const char *const BARE[] = {"nosem",          "nosemgrep",       "NOSEMGREP",
                                       "NoSem",          "ok: nosemgrep",   "nosemgrep because",
                                       "nosemgrep -- x", "lint, nosemgrep", "nosemgrep: "};
    for (size_t i = 0; i < MLN_COUNT_OF(BARE); i++) {
        mln_directive d = read_one(BARE[i]);
        assert_int_equal(d.kind, MLN_DIRECTIVE_NOSEM);
        assert_null(d.mistake);
        expect_ids(&d, "");
    }
    mln_directive d = read_one("nosemgrep: a.b.c, d-e because");
    expect_ids(&d, "a.b.c|d-e");
    d = read_one("x NOSEM:one");
    expect_ids(&d, "one");
    expect_none("nosematic");
    expect_none("nosemgrep-rules");
    expect_none("diagnosem");
}

static void several_in_one_comment(void **state)
{
    (void)state;
    mln_directive_reader reader = {.text = MLN_STR("* merlon-ignore: a -- nosem is in the reason\n"
                                                   "* nosemgrep: nosem, b\n"
                                                   "\n"
                                                   "* merlon-ignore nosemgrep: c")};
    mln_directive d;
    assert_true(mln_directive_next(&reader, &d));
    assert_int_equal(d.line, 0);
    expect_ids(&d, "a");
    assert_true(mln_directive_next(&reader, &d));
    assert_int_equal(d.line, 1);
    assert_int_equal(d.kind, MLN_DIRECTIVE_NOSEM);
    expect_ids(&d, "nosem|b");
    assert_true(mln_directive_next(&reader, &d));
    assert_int_equal(d.line, 3);
    assert_int_equal(d.kind, MLN_DIRECTIVE_MERLON);
    assert_null(d.mistake);
    assert_true(mln_directive_next(&reader, &d));
    assert_int_equal(d.line, 3);
    assert_int_equal(d.kind, MLN_DIRECTIVE_NOSEM);
    expect_ids(&d, "c");
    assert_false(mln_directive_next(&reader, &d));
}

static void dates(void **state)
{
    (void)state;
    mln_date d = {0};
    assert_true(mln_date_parse(MLN_STR("2000-02-29"), &d));
    assert_false(mln_date_parse(MLN_STR("1900-02-29"), &d));
    assert_false(mln_date_parse(MLN_STR("2027-13-01"), &d));
    assert_false(mln_date_parse(MLN_STR("2027-00-01"), &d));
    assert_false(mln_date_parse(MLN_STR("2027-04-31"), &d));
    assert_false(mln_date_parse(MLN_STR("2027-04-00"), &d));
    assert_false(mln_date_parse(MLN_STR("2027/04/01"), &d));
    assert_false(mln_date_parse(MLN_STR("2027-04-011"), &d));
    assert_int_equal(d.year, 2000);
    mln_date a = {2026, 12, 31}, b = {2027, 1, 1};
    assert_true(mln_date_compare(a, b) < 0);
    assert_true(mln_date_compare(b, a) > 0);
    assert_int_equal(mln_date_compare(a, a), 0);
}

static void ids_match_whole_or_by_dotted_words(void **state)
{
    (void)state;
    assert_true(mln_directive_id_matches(MLN_STR("xss"), MLN_STR("xss")));
    assert_true(mln_directive_id_matches(MLN_STR("js.express.xss"), MLN_STR("xss")));
    assert_true(mln_directive_id_matches(MLN_STR("express.xss"), MLN_STR("js.express.xss")));
    assert_false(mln_directive_id_matches(MLN_STR("ss"), MLN_STR("xss")));
    assert_false(mln_directive_id_matches(MLN_STR("xss-raw"), MLN_STR("xss")));
    assert_false(mln_directive_id_matches(MLN_STR("express"), MLN_STR("js.express.xss")));
    assert_false(mln_directive_id_matches(MLN_STR(""), MLN_STR("xss")));
}

int mln_test_triage_directive(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(merlon_ignore_forms),
        cmocka_unit_test(merlon_ignore_is_told_from_prose),
        cmocka_unit_test(mistakes_are_seen),
        cmocka_unit_test(until_is_read),
        cmocka_unit_test(nosem_forms),
        cmocka_unit_test(several_in_one_comment),
        cmocka_unit_test(dates),
        cmocka_unit_test(ids_match_whole_or_by_dotted_words),
    };
    return cmocka_run_group_tests_name("triage/directive", tests, NULL, NULL);
}
