/* Sources: encodings, positions, lines; files that are odd. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "files/source.h"
#include "files_tree.h"

int mln_test_files_source(void);

static mln_source source;

static mln_status set(mln_str bytes)
{
    return mln_source_set(&source, MLN_STR("a.js"), bytes);
}

static void plain_text_is_not_copied(void **state)
{
    (void)state;
    assert_int_equal(set(MLN_STR("let a = 'caf\xC3\xA9';\n")), MLN_OK);
    assert_ptr_equal(source.text.ptr, source.raw.data);
    assert_false(source.lossy);
    assert_false(source.crlf);
    for (uint32_t i = 0; i < MLN_SOURCE_PAD; i++)
        assert_int_equal(source.text.ptr[source.text.len + i], 0);
    assert_int_equal(set(MLN_STR("")), MLN_OK);
    assert_int_equal(source.text.len, 0);
    assert_int_equal(source.text.ptr[0], 0);
}

static void marks_and_encodings(void **state)
{
    (void)state;
    assert_int_equal(set(MLN_STR("\xEF\xBB\xBFlet")), MLN_OK);
    assert_true(mln_str_is(source.text, "let"));
    assert_ptr_equal(source.text.ptr, source.raw.data + 3);
    assert_int_equal(set(MLN_STR("\xFF\xFE"
                                 "a\0\xE9\0\n\0")),
                     MLN_OK);
    assert_true(mln_str_is(source.text, "a\xC3\xA9\n"));
    assert_false(source.lossy);
    assert_int_equal(set(MLN_STR("\xFE\xFF\0a\0\r\0\n")), MLN_OK);
    assert_true(mln_str_is(source.text, "a\r\n"));
    assert_true(source.crlf);
    for (uint32_t i = 0; i < MLN_SOURCE_PAD; i++)
        assert_int_equal(source.text.ptr[source.text.len + i], 0);
    assert_int_equal(set(MLN_STR("caf\xE9 \xFF.")), MLN_OK);
    assert_true(source.lossy);
    assert_true(mln_str_is(source.text, "caf\xEF\xBF\xBD \xEF\xBF\xBD."));
    assert_int_equal(set(MLN_STR("\xFF\xFE\x00\xD8")), MLN_OK);
    assert_true(source.lossy);
    assert_true(mln_str_is(source.text, "\xEF\xBF\xBD"));
    /* The flags are of this text, not of the last. */
    assert_int_equal(set(MLN_STR("x")), MLN_OK);
    assert_false(source.lossy);
    assert_false(source.crlf);
    assert_int_equal(source.lang, MLN_LANG_NONE);
}

static void binary_is_refused(void **state)
{
    (void)state;
    assert_int_equal(set(MLN_STR("\x7F"
                                 "ELF\0\1")),
                     MLN_BINARY);
    assert_int_equal(source.text.len, 0);
    assert_int_equal(set(MLN_STR("\xFF\xFE\0\0")), MLN_BINARY); /* UTF-32 reads as this */
}

/* Line 2 is: tab, é, U+10400, x. In bytes 1 2 4 1, in UTF-16 units 1 1 2 1, in characters 1 1 1 1.
 */
static void positions_count_three_ways(void **state)
{
    (void)state;
    assert_int_equal(set(MLN_STR("ab\n\t\xC3\xA9\xF0\x90\x90\x80x\ny")), MLN_OK);
    static const struct {
        uint32_t offset, line, bytes, utf16, chars;
    } cases[] = {
        {0, 1, 1, 1, 1},  {2, 1, 3, 3, 3},  {3, 2, 1, 1, 1},
        {4, 2, 2, 2, 2},  {5, 2, 2, 2, 2}, /* inside é */
        {6, 2, 4, 3, 3},  {8, 2, 4, 3, 3}, /* inside U+10400 */
        {10, 2, 8, 5, 4}, {11, 2, 9, 6, 5}, {12, 3, 1, 1, 1},
        {13, 3, 2, 2, 2}, {99, 3, 2, 2, 2},
    };
    for (size_t i = 0; i < MLN_COUNT_OF(cases); i++) {
        mln_position at = mln_source_get_position(&source, cases[i].offset);
        assert_int_equal(at.line, cases[i].line);
        assert_int_equal(at.column_bytes, cases[i].bytes);
        assert_int_equal(at.column_utf16, cases[i].utf16);
        assert_int_equal(at.column_chars, cases[i].chars);
    }
}

static void lines_end_in_lf(void **state)
{
    (void)state;
    assert_int_equal(set(MLN_STR("one\r\ntwo\rtwo\n\nfour\n")), MLN_OK);
    assert_true(source.crlf);
    assert_int_equal(mln_source_get_line_count(&source), 5);
    static const char *const lines[] = {"", "one", "two\rtwo", "", "four", "", ""};
    for (uint32_t line = 0; line < MLN_COUNT_OF(lines); line++)
        assert_true(mln_str_is(mln_source_get_line_text(&source, line), lines[line]));
    assert_int_equal(mln_source_get_line(&source, 0), 1);
    assert_int_equal(mln_source_get_line(&source, 4), 1);
    assert_int_equal(mln_source_get_line(&source, 5), 2);
    assert_int_equal(mln_source_get_line(&source, 13), 3);
    assert_int_equal(mln_source_get_line(&source, 14), 4);
    assert_int_equal(mln_source_get_line(&source, 1000), 5);
    assert_int_equal(set(MLN_STR("")), MLN_OK);
    assert_int_equal(mln_source_get_line_count(&source), 1);
    assert_int_equal(mln_source_get_position(&source, 0).line, 1);
}

static mln_status read_file(const char *name, uint64_t max)
{
    return mln_source_read(&source, name, mln_str_of(name), max);
}

static void files_are_read_or_said(void **state)
{
    (void)state;
    char home[256], back[4096];
    assert_non_null(getcwd(back, sizeof back));
    tree_make(home);
    assert_int_equal(chdir(home), 0);
    tree_text("a.js", "let a;\n");
    tree_text("empty.js", "");
    assert_int_equal(read_file("a.js", 0), MLN_OK);
    assert_true(mln_str_is(source.text, "let a;\n"));
    assert_true(mln_str_is(source.path, "a.js"));
    assert_int_equal(read_file("a.js", 7), MLN_OK);
    assert_int_equal(read_file("a.js", 6), MLN_LIMIT);
    assert_int_equal(source.text.len, 0);
    assert_int_equal(read_file("empty.js", 0), MLN_OK);
    assert_int_equal(source.text.len, 0);
    assert_int_equal(read_file("none.js", 0), MLN_NOT_FOUND);
    assert_int_equal(read_file("a.js/b.js", 0), MLN_NOT_FOUND);
    assert_int_equal(read_file(".", 0), MLN_SPECIAL);
    assert_int_equal(read_file("/dev/null", 0), MLN_SPECIAL);
    assert_int_equal(mkfifo("pipe.js", 0600), 0);
    assert_int_equal(read_file("pipe.js", 0), MLN_SPECIAL);
    assert_int_equal(symlink("a.js", "link.js"), 0);
    assert_int_equal(read_file("link.js", 0), MLN_SPECIAL);
    assert_int_equal(mkdir("folder", 0755), 0);
    assert_int_equal(symlink("folder", "way"), 0);
    tree_text("folder/b.js", "b");
    assert_int_equal(read_file("way/b.js", 0), MLN_OK); /* only the last component matters */
    tree_text("big.js", "");
    assert_int_equal(truncate("big.js", 100 << 20), 0);
    assert_int_equal(read_file("big.js", 5 << 20), MLN_LIMIT);
    assert_int_equal(read_file("big.js", 0), MLN_BINARY);
    if (geteuid() == 0) {
        print_message("running as root: the unreadable file is skipped\n");
    } else {
        assert_int_equal(chmod("a.js", 0), 0);
        assert_int_equal(read_file("a.js", 0), MLN_DENIED);
    }
    assert_int_equal(chdir(back), 0);
    tree_remove(home);
}

int mln_test_files_source(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_is_not_copied), cmocka_unit_test(marks_and_encodings),
        cmocka_unit_test(binary_is_refused),        cmocka_unit_test(positions_count_three_ways),
        cmocka_unit_test(lines_end_in_lf),          cmocka_unit_test(files_are_read_or_said),
    };
    int result = cmocka_run_group_tests_name("files/source", tests, NULL, NULL);
    mln_source_release(&source);
    return result;
}
