/* Differences, as they are written, and read back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fix/unified.h"

int mln_test_fix_unified(void);

static void expect(const char *before, const mln_edit *edits, uint32_t count, const char *wanted)
{
    mln_buf out = {0};
    mln_unified_add(&out, MLN_STR("/src/a.js"), mln_str_of(before), edits, count);
    assert_string_equal(mln_buf_get_text(&out), wanted);
    mln_buf_release(&out);
}

#define HEAD "--- a/src/a.js\n+++ b/src/a.js\n"

static void one_line_with_three_around(void **state)
{
    (void)state;
    const mln_edit edit = {{8, 9}, MLN_STR("E")};
    expect("a\nb\nc\nd\ne\nf\ng\nh\ni\n", &edit, 1,
           HEAD "@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n");
}

static void lines_added_and_removed(void **state)
{
    (void)state;
    const mln_edit added = {{2, 2}, MLN_STR("x\ny\n")};
    expect("a\nb\n", &added, 1, HEAD "@@ -1,2 +1,4 @@\n a\n+x\n+y\n b\n");
    const mln_edit removed = {{2, 4}, MLN_STR("")};
    expect("a\nb\nc\n", &removed, 1, HEAD "@@ -1,3 +1,2 @@\n a\n-b\n c\n");
    const mln_edit all = {{0, 2}, MLN_STR("")};
    expect("a\n", &all, 1, HEAD "@@ -1 +0,0 @@\n-a\n");
    const mln_edit first = {{0, 0}, MLN_STR("a\n")};
    expect("", &first, 1, HEAD "@@ -0,0 +1 @@\n+a\n");
}

static void no_line_end_at_the_end(void **state)
{
    (void)state;
    const mln_edit edit = {{2, 3}, MLN_STR("B")};
    expect("a\nb", &edit, 1,
           HEAD "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+B\n"
                "\\ No newline at end of file\n");
}

static void nothing_changed_is_no_difference(void **state)
{
    (void)state;
    const mln_edit edit = {{0, 1}, MLN_STR("a")};
    expect("a\nb\n", &edit, 1, "");
    expect("a\nb\n", NULL, 0, "");
}

/* --- read back ------------------------------------------------------------------------------- */

/* Applies a difference as `patch` would, trusting its numbers alone; false where it does not fit.
 */
static bool patch(mln_str before, const char *difference, mln_buf *out)
{
    const char *at = strchr(difference, '\n');
    at = at ? strchr(at + 1, '\n') : NULL;
    uint32_t taken = 0, line = 1;
    for (at = at ? at + 1 : ""; *at;) {
        unsigned start = 0, old = 1;
        if (sscanf(at, "@@ -%u,%u", &start, &old) < 1)
            return false;
        for (start += old == 0; line < start; line++) {
            const char *end = memchr(before.ptr + taken, '\n', before.len - taken);
            uint32_t stop = end ? (uint32_t)(end - before.ptr) + 1 : before.len;
            mln_buf_add(out, before.ptr + taken, stop - taken);
            taken = stop;
        }
        at = strchr(at, '\n') + 1;
        while (*at && *at != '@') {
            const char *end = strchr(at, '\n') + 1;
            size_t len = (size_t)(end - at) - 1;
            if (*end == '\\') {
                len--;
                end = strchr(end, '\n') + 1;
            }
            if (*at != '+') {
                if (taken + len > before.len || memcmp(before.ptr + taken, at + 1, len) != 0)
                    return false;
                taken += (uint32_t)len;
                line++;
            }
            if (*at != '-')
                mln_buf_add(out, at + 1, len);
            at = end;
        }
    }
    mln_buf_add(out, before.ptr + taken, before.len - taken);
    return true;
}

static uint32_t next_random(uint64_t *seed, uint32_t below)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33) % below;
}

static void what_is_written_can_be_applied(void **state)
{
    (void)state;
    static const char *const pieces[] = {"", "x", "\n", "y\nz", "y\nz\n", "\n\n\n", "ab"};
    uint64_t seed = 7;
    for (int round = 0; round < 3000; round++) {
        char text[400];
        uint32_t len = next_random(&seed, sizeof text - 1);
        for (uint32_t i = 0; i < len; i++)
            text[i] = "abcde\n\n"[next_random(&seed, 7)];
        mln_edit edits[8];
        uint32_t count = 0;
        for (uint32_t at = 0; count < 8 && at <= len;) {
            uint32_t start = at + next_random(&seed, 60), stop = start + next_random(&seed, 5);
            if (stop > len)
                break;
            edits[count++] = (mln_edit){
                {start, stop}, mln_str_of(pieces[next_random(&seed, MLN_COUNT_OF(pieces))])};
            at = stop + 1;
        }
        mln_str before = {text, len};
        mln_buf wanted = {0}, difference = {0}, got = {0};
        mln_edits_apply(before, edits, count, &wanted);
        mln_unified_add(&difference, MLN_STR("a"), before, edits, count);
        bool fits = patch(before, mln_buf_get_text(&difference), &got);
        if (!fits || !mln_str_equal(mln_buf_get_str(&wanted), mln_buf_get_str(&got)))
            fail_msg("round %d:\n%s", round, mln_buf_get_text(&difference));
        mln_buf_release(&wanted);
        mln_buf_release(&difference);
        mln_buf_release(&got);
    }
}

int mln_test_fix_unified(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line_with_three_around),
        cmocka_unit_test(lines_added_and_removed),
        cmocka_unit_test(no_line_end_at_the_end),
        cmocka_unit_test(nothing_changed_is_no_difference),
        cmocka_unit_test(what_is_written_can_be_applied),
    };
    return cmocka_run_group_tests_name("fix_unified", tests, NULL, NULL);
}
