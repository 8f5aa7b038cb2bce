/* ascii, str, strtab, diag, status, thread. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <errno.h>
#include <stdio.h>

#include "base/ascii.h"
#include "base/diag.h"
#include "base/status.h"
#include "base/strtab.h"
#include "base/thread.h"

int mln_test_base_text(void);

/* The tests run in the C locale, where <ctype.h> knows the same classes. */
static void ascii_classes_are_those_of_the_c_locale(void **state)
{
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        char c = (char)byte;
        assert_int_equal(mln_ascii_is_digit(c), !!isdigit(byte));
        assert_int_equal(mln_ascii_is_upper(c), !!isupper(byte));
        assert_int_equal(mln_ascii_is_lower(c), !!islower(byte));
        assert_int_equal(mln_ascii_is_letter(c), !!isalpha(byte));
        assert_int_equal(mln_ascii_is_alnum(c), !!isalnum(byte));
        assert_int_equal(mln_ascii_is_space(c), !!isspace(byte));
        assert_int_equal(mln_ascii_is_alnum(byte), !!isalnum(byte));
        assert_int_equal(mln_ascii_to_lower(c), (char)tolower(byte));
        assert_int_equal(mln_ascii_to_upper(c), (char)toupper(byte));
        assert_int_equal(mln_ascii_get_hex(c) >= 0, !!isxdigit(byte));
    }
    assert_int_equal(mln_ascii_get_hex('9'), 9);
    assert_int_equal(mln_ascii_get_hex('a'), 10);
    assert_int_equal(mln_ascii_get_hex('F'), 15);
}

static void str_compares(void **state)
{
    (void)state;
    assert_true(mln_str_compare(MLN_STR("a"), MLN_STR("b")) < 0);
    assert_true(mln_str_compare(MLN_STR("b"), MLN_STR("a")) > 0);
    assert_true(mln_str_compare(MLN_STR("a"), MLN_STR("ab")) < 0);
    assert_int_equal(mln_str_compare(MLN_STR("ab"), MLN_STR("ab")), 0);
    assert_true(mln_str_compare(MLN_STR("\x7F"), MLN_STR("\x80")) < 0);
    assert_int_equal(mln_str_compare((mln_str){NULL, 0}, MLN_STR("")), 0);
    assert_true(mln_str_starts_with(MLN_STR("abc"), MLN_STR("ab")));
    assert_false(mln_str_starts_with(MLN_STR("a"), MLN_STR("ab")));
    assert_true(mln_str_ends_with(MLN_STR("abc"), MLN_STR("bc")));
    assert_false(mln_str_ends_with(MLN_STR("c"), MLN_STR("bc")));
    assert_true(mln_str_is(mln_str_trim(MLN_STR(" \t a b\r\n")), "a b"));
    assert_int_equal(mln_str_trim(MLN_STR(" \n ")).len, 0);
    static const char *const names[] = {"a", "ab"};
    assert_true(mln_str_is_one_of(MLN_STR("ab"), names, 2));
    assert_true(mln_str_is(mln_str_after_last(MLN_STR("a/b/c.js"), '/'), "c.js"));
    assert_true(mln_str_is(mln_str_after_last(MLN_STR("c.js"), '/'), "c.js"));
    assert_int_equal(mln_str_after_last(MLN_STR("a/"), '/').len, 0);
    assert_true(mln_str_is(mln_str_before_first(MLN_STR("c.d.ts"), '.'), "c"));
    assert_true(mln_str_is(mln_str_before_first(MLN_STR("c"), '.'), "c"));
    assert_int_equal(mln_str_before_first(MLN_STR(""), '.').len, 0);
    assert_false(mln_str_is_one_of(MLN_STR("ab"), names, 1));
    assert_false(mln_str_is_one_of(MLN_STR(""), names, 2));
}

static void str_disregards_case(void **state)
{
    (void)state;
    char low[4];
    assert_true(mln_str_equal_any_case(MLN_STR("NoSem"), MLN_STR("nOsEM")));
    assert_false(mln_str_equal_any_case(MLN_STR("nosem"), MLN_STR("nosemi")));
    assert_false(mln_str_equal_any_case(MLN_STR("a["), MLN_STR("A{")));
    assert_false(mln_str_equal_any_case(MLN_STR("\xC4"), MLN_STR("\xE4")));
    assert_true(mln_str_equal_any_case((mln_str){NULL, 0}, MLN_STR("")));
    assert_true(mln_str_is(mln_str_to_lower(MLN_STR("A[z"), low, sizeof low), "a[z"));
    assert_true(mln_str_is(mln_str_to_lower(MLN_STR("ABCDE"), low, sizeof low), "abcd"));
}

static void str_suggests_what_is_near(void **state)
{
    (void)state;
    static const char *const names[] = {"pattern", "patterns", "pattern-either", "message"};
    assert_string_equal(mln_str_suggest(MLN_STR("patern"), names, 4), "pattern");
    assert_string_equal(mln_str_suggest(MLN_STR("mesasge"), names, 4), "message");
    assert_string_equal(mln_str_suggest(MLN_STR("pattern_either"), names, 4), "pattern-either");
    assert_null(mln_str_suggest(MLN_STR("severity"), names, 4));
    assert_null(mln_str_suggest(MLN_STR(""), names, 4));
    assert_null(mln_str_suggest(MLN_STR("x"), names, 0));
}

static void strtab_interns(void **state)
{
    (void)state;
    mln_strtab tab;
    mln_strtab_init(&tab);
    assert_int_equal(mln_strtab_add(&tab, MLN_STR("")), 0);
    assert_int_equal(mln_strtab_add(&tab, MLN_STR("a")), 1);
    assert_int_equal(mln_strtab_add(&tab, MLN_STR("b")), 2);
    assert_int_equal(mln_strtab_add(&tab, MLN_STR("a")), 1);
    assert_int_equal(mln_strtab_find(&tab, MLN_STR("c")), UINT32_MAX);
    char text[32];
    for (uint32_t i = 3; i < 5000; i++) {
        int len = snprintf(text, sizeof text, "name %u", i);
        assert_int_equal(mln_strtab_add(&tab, (mln_str){text, (uint32_t)len}), i);
    }
    for (uint32_t i = 3; i < 5000; i++) {
        int len = snprintf(text, sizeof text, "name %u", i);
        mln_str name = {text, (uint32_t)len};
        assert_int_equal(mln_strtab_find(&tab, name), i);
        assert_true(mln_str_equal(mln_strtab_get(&tab, i), name));
        assert_int_equal(mln_strtab_get_hash(&tab, i), mln_strtab_hash(name));
        assert_int_equal(mln_strtab_find_hashed(&tab, name, mln_strtab_hash(name)), i);
    }
    /* Text with a NUL inside is text. */
    uint32_t id = mln_strtab_add(&tab, MLN_STR("a\0b"));
    assert_int_not_equal(id, 1);
    assert_int_equal(mln_strtab_find(&tab, MLN_STR("a\0b")), id);
    mln_strtab_clear(&tab);
    assert_int_equal(mln_strtab_find(&tab, MLN_STR("a")), UINT32_MAX);
    assert_int_equal(mln_strtab_add(&tab, MLN_STR("z")), 1);
    mln_strtab_release(&tab);
}

static void diags_are_copied_sorted_and_merged(void **state)
{
    (void)state;
    mln_diags sink = {0}, other = {0};
    char file[] = "b.yaml";
    mln_diags_add(&sink, MLN_DIAG_ERROR, "bad", mln_str_of(file), 7, 1, MLN_STR("r"), "line %d", 7);
    mln_diags_add(&sink, MLN_DIAG_WARNING, "bad", mln_str_of(file), 3, 9, MLN_STR(""), "x");
    file[0] = 'a';
    mln_diags_add(&other, MLN_DIAG_ERROR, "bad", mln_str_of(file), 9, 1, MLN_STR(""), "y");
    mln_diags_merge(&sink, &other);
    mln_diags_release(&other);
    assert_int_equal(sink.error_count, 2);
    mln_diags_sort(&sink);
    assert_int_equal(sink.list.len, 3);
    assert_true(mln_str_is(sink.list.data[0].file, "a.yaml"));
    assert_true(mln_str_is(sink.list.data[0].text, "y"));
    assert_true(mln_str_is(sink.list.data[1].file, "b.yaml"));
    assert_int_equal(sink.list.data[1].line, 3);
    assert_true(mln_str_is(sink.list.data[2].text, "line 7"));
    assert_true(mln_str_is(sink.list.data[2].rule, "r"));
    mln_diags_clear(&sink);
    assert_int_equal(sink.list.len, 0);
    assert_int_equal(sink.error_count, 0);
    mln_diags_release(&sink);
}

static void status_has_texts(void **state)
{
    (void)state;
    for (int i = 0; i < MLN_STATUS_COUNT; i++)
        assert_true(strlen(mln_status_text((mln_status)i)) > 3);
    assert_string_equal(mln_status_text(MLN_STATUS_COUNT), "unknown status");
    assert_int_equal(mln_status_from_errno(0), MLN_OK);
    assert_int_equal(mln_status_from_errno(ENOENT), MLN_NOT_FOUND);
    assert_int_equal(mln_status_from_errno(EACCES), MLN_DENIED);
    assert_int_equal(mln_status_from_errno(EIO), MLN_IO);
}

#define JOBS 10000u

typedef struct {
    _Atomic uint32_t done[JOBS];
    _Atomic uint32_t worker_max;
} tally;

static void count_job(void *context, uint32_t index, uint32_t worker)
{
    tally *all = context;
    atomic_fetch_add(&all->done[index], 1);
    uint32_t seen = atomic_load(&all->worker_max);
    while (worker > seen && !atomic_compare_exchange_weak(&all->worker_max, &seen, worker))
        ;
}

static void threads_do_each_job_once(void **state)
{
    (void)state;
    static const uint32_t workers[] = {0, 1, 2, 8};
    for (size_t w = 0; w < MLN_COUNT_OF(workers); w++) {
        static tally all;
        memset(&all, 0, sizeof all);
        mln_thread_each(JOBS, workers[w], count_job, &all);
        for (uint32_t i = 0; i < JOBS; i++)
            assert_int_equal(all.done[i], 1);
        assert_true(all.worker_max < (workers[w] ? workers[w] : 1));
    }
    static tally none;
    mln_thread_each(0, 4, count_job, &none);
    assert_int_equal(none.done[0], 0);
    assert_true(mln_thread_get_cpu_count() >= 1);
}

int mln_test_base_text(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ascii_classes_are_those_of_the_c_locale),
        cmocka_unit_test(str_disregards_case),
        cmocka_unit_test(str_compares),
        cmocka_unit_test(str_suggests_what_is_near),
        cmocka_unit_test(strtab_interns),
        cmocka_unit_test(diags_are_copied_sorted_and_merged),
        cmocka_unit_test(status_has_texts),
        cmocka_unit_test(threads_do_each_job_once),
    };
    return cmocka_run_group_tests_name("base/text", tests, NULL, NULL);
}
