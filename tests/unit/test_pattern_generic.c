/* Patterns for text: where they match, what they bind, and what bounds them. The rules as a whole
 * are asked in probes.json. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "pattern/generic.h"
#include "pattern/needle.h"

int mln_test_pattern_generic(void);

static mln_generic_options usual(void)
{
    return mln_pattern_options_default().generic;
}

/* The texts of all matches, "|" between them, and behind each what it binds: "a b{$X=b}". */
static const char *find(mln_buf *out, const char *pattern, const char *text,
                        const mln_generic_options *options)
{
    mln_arena arena = {0};
    mln_generic *generic;
    char error[256] = "";
    uint32_t line;
    mln_buf_clear(out);
    if (mln_generic_compile(&arena, mln_str_of(pattern), options, &generic, error, sizeof error,
                            &line) != MLN_OK) {
        mln_buf_addf(out, "%u: %s", line, error);
        mln_arena_release(&arena);
        return mln_buf_get_text(out);
    }
    mln_regex_matcher *regex = mln_regex_matcher_new();
    mln_generic_matcher *matcher = mln_generic_matcher_new(regex);
    mln_generic_text cut = {.text = mln_str_of(text)};
    mln_matches list = {0};
    if (mln_generic_needs_tokens(generic))
        mln_generic_read(&arena, cut.text, mln_generic_get_comment_style(generic), &cut);
    mln_generic_find(matcher, generic, &cut, 0, &arena, &list);
    for (uint32_t i = 0; i < list.matches.len; i++) {
        const mln_match *match = &list.matches.data[i];
        mln_buf_addf(out, "%s%.*s", i ? "|" : "", (int)(match->span.stop - match->span.start),
                     text + match->span.start);
        for (uint32_t v = 0; v < mln_generic_get_variable_count(generic); v++) {
            mln_span span = match->bounds[v].span;
            mln_buf_addf(out, "{%.*s=%.*s}", MLN_STR_ARGS(mln_generic_get_variable(generic, v)),
                         (int)(span.stop - span.start), text + span.start);
        }
    }
    if (list.spent)
        mln_buf_add_text(out, "!");
    mln_vec_release(&list.matches);
    mln_generic_release(generic);
    mln_generic_matcher_free(matcher);
    mln_regex_matcher_free(regex);
    mln_arena_release(&arena);
    return mln_buf_get_text(out);
}

#define EXPECT(options, pattern, text, expected)                                                   \
    assert_string_equal(find(&out, pattern, text, options), expected)

static void words_are_whole(void **state)
{
    (void)state;
    mln_buf out = {0};
    mln_generic_options o = usual();
    EXPECT(&o, "foo bar", "foo bar foobar xfoo bar foo,bar", "foo bar");
    EXPECT(&o, "foo", "foo_a foo-a 1foo", "foo");
    EXPECT(&o, "....", "a....b", "....");
    EXPECT(&o, "$x", "$x $y", "$x");
    mln_buf_release(&out);
}

static void metavariables_bind(void **state)
{
    (void)state;
    mln_buf out = {0};
    mln_generic_options o = usual();
    EXPECT(&o, "$X = $X", "a = a\nb = c", "a = a{$X=a}");
    EXPECT(&o, "f($...ARGS)", "f(a, b)", "f(a, b){$...ARGS=a, b}");
    /* The white space in front belongs to it. */
    EXPECT(&o, "k $...V ;", "k a b ;", "k a b ;{$...V= a b}");
    /* The shortest that holds: a value that does not fit is gone back on. */
    EXPECT(&o, "a $...X b $X", "a p b q b r", "a p b q{$...X= p}{$X=q}");
    EXPECT(&o, "$X ... $X", "a b c b", "b c b{$X=b}");
    mln_buf_release(&out);
}

static void ellipses_have_a_limit(void **state)
{
    (void)state;
    mln_buf out = {0};
    mln_generic_options o = usual();
    EXPECT(&o, "a ... b", "a\n1\n2\n3\n4\n5\n6\n7\n8\n9\nb", "a\n1\n2\n3\n4\n5\n6\n7\n8\n9\nb");
    EXPECT(&o, "a ... b", "a\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\nb", "");
    EXPECT(&o, "a ... ... b", "a\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\nb",
           "a\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\nb");
    o.max_span = 0;
    EXPECT(&o, "a ... b", "a 1 b\na\nb", "a 1 b");
    EXPECT(&o, "a ...", "a 1 2\n3", "a 1 2");
    mln_buf_release(&out);
}

static void brackets_and_lines_nest(void **state)
{
    (void)state;
    mln_buf out = {0};
    mln_generic_options o = usual();
    /* A pattern's brackets are signs: the first that closes will do. */
    EXPECT(&o, "f(...)", "f(a, g(y), y)", "f(a, g(y)");
    /* What begins in brackets does not leave them. */
    EXPECT(&o, "a ... b", "(a) b", "");
    /* A bracket that another one crosses is none. */
    EXPECT(&o, "a ... b", "[a ( ] b )", "");
    EXPECT(&o, "a ... b", "( [ a ) b ]", "");
    EXPECT(&o, "k:\n  v: $X", "k:\n  v: 1\nv: 2\nk:\nv: 3", "k:\n  v: 1{$X=1}");
    EXPECT(&o, "k:\n  v: $X", "k:\n  u:\n    v: 1\n", "");
    EXPECT(&o, "k: v:", "k:\n\n\n      v:", "k:\n\n\n      v:");
    EXPECT(&o, "a\n\tb", "a\n  b", "a\n  b");
    mln_buf_release(&out);
}

static void the_shortest_of_one_end_counts(void **state)
{
    (void)state;
    mln_buf out = {0};
    mln_generic_options o = usual();
    EXPECT(&o, "a ... b", "a a b b", "a b");
    EXPECT(&o, "a ... b", "a b a c b", "a b|a c b");
    mln_buf_release(&out);
}

static void comments_are_white_space(void **state)
{
    (void)state;
    mln_buf out = {0};
    mln_generic_options o = usual();
    const char *text = "a /* b */ c // d\n e # f\n g";
    o.comment_style = MLN_COMMENTS_C;
    EXPECT(&o, "a c", text, "a /* b */ c");
    EXPECT(&o, "d", text, "d");
    o.comment_style = MLN_COMMENTS_CPP;
    EXPECT(&o, "c e", text, "c // d\n e");
    o.comment_style = MLN_COMMENTS_SHELL;
    EXPECT(&o, "e g", text, "e # f\n g");
    EXPECT(&o, "b", text, "b");
    mln_buf_release(&out);
}

static void aliengrep_has_its_own_ways(void **state)
{
    (void)state;
    mln_buf out = {0};
    mln_generic_options o = usual();
    o.aliengrep = true;
    EXPECT(&o, "foo $X", "foo a-b\nfoo (c)", "foo a{$X=a}");
    EXPECT(&o, "f($...A)", "f(a, (b), c)", "f(a, (b), c){$...A=a, (b), c}");
    EXPECT(&o, "f(...)", "f(a ( b )", "");
    EXPECT(&o, "$X-$X", "ab-ab ab-abc", "ab-ab{$X=ab}");
    EXPECT(&o, "a ...", "x a b\n c\n", "a b\n c\n");
    o.multiline = false;
    EXPECT(&o, "a ...", "x a b\n c\n", "a b");
    EXPECT(&o, "a ... b", "a\nb", "");
    EXPECT(&o, "a .... b", "a\nb", "a\nb");
    EXPECT(&o, "a\nb", "a b\na\nb", "a\nb");
    o.caseless = true;
    EXPECT(&o, "Foo", "fOO", "fOO");
    o.chars[o.char_count++] = '-';
    EXPECT(&o, "x $X", "x a-b", "x a-b{$X=a-b}");
    o.has_braces = true;
    memcpy(o.braces[o.brace_count++], "<>", 2);
    EXPECT(&o, "<...>", "< a < b > >", "< a < b > >");
    mln_buf_release(&out);
}

static void what_is_malformed_is_said(void **state)
{
    (void)state;
    mln_buf out = {0};
    mln_generic_options o = usual();
    EXPECT(&o, " \n ", "a", "1: it is empty");
    EXPECT(&o, "a\n...\n$...X b", "a", "3: \"$...X\" must not follow another ellipsis");
    o.aliengrep = true;
    EXPECT(&o, " ", "a", "1: it is empty");
    mln_buf_release(&out);
}

/* One line of 5 MB ends within the budget, and says that it did. */
static void work_is_bounded(void **state)
{
    (void)state;
    mln_buf text = {0}, out = {0};
    mln_generic_options o = usual();
    while (text.len < 5000000)
        mln_buf_add_text(&text, "a ( b ");
    const char *found = find(&out, "a ... b ... c ... d", mln_buf_get_text(&text), &o);
    assert_int_equal(found[strlen(found) - 1], '!');
    found = find(&out, "$X ... $...Y $X c", mln_buf_get_text(&text), &o);
    assert_string_not_equal(found, "");
    mln_buf_release(&text);
    mln_buf_release(&out);
}

/* Nests deeper than any stack. */
static void depth_is_no_matter(void **state)
{
    (void)state;
    mln_buf text = {0}, out = {0};
    mln_generic_options o = usual();
    for (int i = 0; i < 200000; i++)
        mln_buf_add_text(&text, "(x ");
    for (int i = 0; i < 200000; i++)
        mln_buf_add_text(&text, ")");
    EXPECT(&o, "y", mln_buf_get_text(&text), "");
    mln_buf_clear(&text);
    for (int i = 0; i < 2000; i++) {
        for (int k = 0; k < i; k++)
            mln_buf_add_char(&text, ' ');
        mln_buf_add_text(&text, "x\n");
    }
    EXPECT(&o, "y", mln_buf_get_text(&text), "");
    mln_buf_release(&text);
    mln_buf_release(&out);
}

static void needles_are_what_a_match_holds(void **state)
{
    (void)state;
    static const struct {
        const char *regex, *words;
    } cases[] = {
        {"abcd", "abcd"},
        {"ab", ""},
        {"abc|defg", "abc defg"},
        {"abc|d", ""},
        {"(?i)(?:key|token)=.*", "key token"},
        {"(?:key|token)?=.*", ""},
        {"(?:key|token){0,3}=.*", ""},
        {"(?:key|token){2}=.*", "key token"},
        {"abcd?e", "abc"},
        {"abc\\.d+e", "abc.d"},
        {"(?=abcdef)x", ""},
        {"(?!abcdef)xyz", "xyz"},
        {"(?<NAME>abc)", "abc"},
        {"[abc]def[]x]ghij", "ghij"},
        {"(?x) a b c d", ""},
        {"\\Qabc\\E", ""},
        {"(a)\\1bcd", ""},
        {"AKIA[A-Z0-9]{16}", "AKIA"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mln_arena arena = {0};
        mln_buf got = {0};
        mln_str words[MLN_NEEDLES_MAX];
        uint32_t count = mln_needles_find(&arena, mln_str_of(cases[i].regex), words);
        for (uint32_t w = 0; w < count; w++)
            mln_buf_addf(&got, "%s%.*s", w ? " " : "", MLN_STR_ARGS(words[w]));
        assert_string_equal(mln_buf_get_text(&got), cases[i].words);
        mln_buf_release(&got);
        mln_arena_release(&arena);
    }
}

int mln_test_pattern_generic(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_whole),
        cmocka_unit_test(metavariables_bind),
        cmocka_unit_test(ellipses_have_a_limit),
        cmocka_unit_test(brackets_and_lines_nest),
        cmocka_unit_test(the_shortest_of_one_end_counts),
        cmocka_unit_test(comments_are_white_space),
        cmocka_unit_test(aliengrep_has_its_own_ways),
        cmocka_unit_test(what_is_malformed_is_said),
        cmocka_unit_test(work_is_bounded),
        cmocka_unit_test(depth_is_no_matter),
        cmocka_unit_test(needles_are_what_a_match_holds),
    };
    return cmocka_run_group_tests_name("pattern/generic", tests, NULL, NULL);
}
