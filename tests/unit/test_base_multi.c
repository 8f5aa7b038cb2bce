/* Many literals at once, compared with looking for each of them by itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/multi.h"

int mln_test_base_multi(void);

static void note(void *context, uint32_t literal, uint32_t stop)
{
    mln_buf_addf(context, "%u@%u ", literal, stop);
}

/* "literal@stop …" of all occurrences. */
static void assert_found(const char *const *literals, uint32_t count, const char *text,
                         const char *expected)
{
    mln_str list[8];
    for (uint32_t i = 0; i < count; i++)
        list[i] = mln_str_of(literals[i]);
    mln_multi *multi = mln_multi_new(list, count);
    assert_non_null(multi);
    mln_buf found = {0};
    mln_multi_scan(multi, mln_str_of(text), note, &found);
    assert_string_equal(mln_buf_get_text(&found), expected);
    mln_buf_release(&found);
    mln_multi_free(multi);
}

static void finds_each_occurrence(void **state)
{
    (void)state;
    static const char *const literals[] = {"he", "she", "his", "hers"};
    assert_found(literals, 4, "ushers", "1@4 0@4 3@6 ");
    assert_found(literals, 4, "", "");
    assert_found(literals, 4, "xyz", "");
    assert_found(literals, 4, "hehe", "0@2 0@4 ");
    assert_found(literals, 4, "hi", "");
}

static void overlaps_and_repeats(void **state)
{
    (void)state;
    static const char *const literals[] = {"aa", "aaa", "aa", ""};
    /* The longest first, equal ones in their order; an empty one is nowhere. */
    assert_found(literals, 4, "aaaa", "0@2 2@2 1@3 0@3 2@3 1@4 0@4 2@4 ");
}

static void case_of_letters_does_not_count(void **state)
{
    (void)state;
    static const char *const literals[] = {"AKIA", "_key", "\xC3\x84"};
    assert_found(literals, 3, "akia AKIA Akia", "0@4 0@9 0@14 ");
    assert_found(literals, 3, "MY_KEY", "1@6 ");
    /* Only that of ASCII; and the bytes beside letters stay apart. */
    assert_found(literals, 3, "\xC3\xA4", "");
    assert_found(literals, 3, "\xC3\x84", "2@2 ");
    static const char *const marks[] = {"@a", "[b"};
    assert_found(marks, 2, "`A {B", "");
}

static void nothing_to_find(void **state)
{
    (void)state;
    assert_found(NULL, 0, "any text", "");
}

typedef struct {
    uint32_t counts[16];
} tally;

static void count(void *context, uint32_t literal, uint32_t stop)
{
    (void)stop;
    ((tally *)context)->counts[literal]++;
}

/* Texts and literals over three letters, so that nearly everything overlaps. */
static void agrees_with_the_simple_way(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 200; round++) {
        char pool[512];
        for (size_t i = 0; i < sizeof pool; i++) {
            seed = seed * 1664525u + 1013904223u;
            pool[i] = "abc"[(seed >> 16) % 3];
        }
        mln_str literals[16];
        for (uint32_t i = 0; i < 16; i++) {
            seed = seed * 1664525u + 1013904223u;
            literals[i] = (mln_str){pool + (seed >> 16) % 500, 1 + (seed >> 8) % 6};
        }
        mln_str text = {pool, sizeof pool};
        mln_multi *multi = mln_multi_new(literals, 16);
        tally found = {{0}};
        mln_multi_scan(multi, text, count, &found);
        for (uint32_t i = 0; i < 16; i++) {
            uint32_t simple = 0;
            for (uint32_t at = 0; at + literals[i].len <= text.len; at++)
                simple += memcmp(pool + at, literals[i].ptr, literals[i].len) == 0;
            assert_int_equal(found.counts[i], simple);
        }
        mln_multi_free(multi);
    }
}

static void too_many_are_refused(void **state)
{
    (void)state;
    static char letters[MLN_MULTI_STATE_MAX];
    memset(letters, 'a', sizeof letters);
    mln_str one = {letters, sizeof letters};
    assert_null(mln_multi_new(&one, 1));
}

int mln_test_base_multi(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_each_occurrence),          cmocka_unit_test(overlaps_and_repeats),
        cmocka_unit_test(case_of_letters_does_not_count), cmocka_unit_test(nothing_to_find),
        cmocka_unit_test(agrees_with_the_simple_way),     cmocka_unit_test(too_many_are_refused),
    };
    return cmocka_run_group_tests_name("base/multi", tests, NULL, NULL);
}
