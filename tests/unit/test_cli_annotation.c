/* The comments in a rule's test file: which they are, and which line they speak of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/annotation.h"

int mln_test_cli_annotation(void);

static void expect(const mln_annotation *note, mln_expect what, const char *rule, uint32_t line)
{
    assert_int_equal(note->expect, what);
    assert_int_equal(note->rule.len, strlen(rule));
    assert_memory_equal(note->rule.ptr, rule, strlen(rule));
    assert_int_equal(note->line, line);
}

static void comments_of_all_languages_are_read(void **state)
{
    (void)state;
    mln_annotations list = {0};
    mln_annotations_read(&list, MLN_STR("// ruleid: a\n"
                                        "one();\n"
                                        "  /* ok: b */\n"
                                        "two();\n"
                                        "{/* todoruleid: c */}\n"
                                        "three\n"
                                        "# todook: d\n"
                                        "four\n"
                                        "<!-- ruleid:e-->\r\n"
                                        "five\n"));
    assert_int_equal(list.len, 5);
    expect(&list.data[0], MLN_EXPECT_FINDING, "a", 2);
    expect(&list.data[1], MLN_EXPECT_NONE, "b", 4);
    expect(&list.data[2], MLN_EXPECT_TODO_FINDING, "c", 6);
    expect(&list.data[3], MLN_EXPECT_TODO_NONE, "d", 8);
    expect(&list.data[4], MLN_EXPECT_FINDING, "e", 10);
    mln_vec_release(&list);
}

static void several_speak_of_one_line(void **state)
{
    (void)state;
    mln_annotations list = {0};
    mln_annotations_read(&list, MLN_STR("// ruleid: a, b\n// ok: c because of d\n\nx();\n"));
    assert_int_equal(list.len, 3);
    /* An empty line is a line: the annotation does not look past it. */
    expect(&list.data[0], MLN_EXPECT_FINDING, "a", 3);
    expect(&list.data[1], MLN_EXPECT_FINDING, "b", 3);
    expect(&list.data[2], MLN_EXPECT_NONE, "c", 3);
    mln_vec_release(&list);
}

static void other_text_is_no_annotation(void **state)
{
    (void)state;
    mln_annotations list = {0};
    mln_annotations_read(&list, MLN_STR("x(); // ruleid: a\n"
                                        "ruleid: a\n"
                                        "// it is ok: a\n"
                                        "// okay: a\n"
                                        "// ruleid a\n"
                                        "\"// ok: a\"\n"));
    assert_int_equal(list.len, 0);
    mln_annotations_read(&list, MLN_STR(""));
    assert_int_equal(list.len, 0);
    mln_vec_release(&list);
}

static void deep_words_take_the_place_of_plain_ones(void **state)
{
    (void)state;
    static const char text[] = "// ruleid: deepok: a\none();\n"
                               "// deepruleid: a, b\ntwo();\n"
                               "// ok: a\n// proruleid: a\nthree();\n"
                               "// todoruleid: a\nfour();\n";
    mln_annotations list = {0};
    mln_annotations_read(&list, MLN_STR(text));
    assert_int_equal(list.len, 7);
    mln_annotations_choose(&list, true);
    assert_int_equal(list.len, 5);
    expect(&list.data[0], MLN_EXPECT_NONE, "a", 2);
    expect(&list.data[1], MLN_EXPECT_FINDING, "a", 4);
    expect(&list.data[2], MLN_EXPECT_FINDING, "b", 4);
    expect(&list.data[3], MLN_EXPECT_FINDING, "a", 7);
    expect(&list.data[4], MLN_EXPECT_TODO_FINDING, "a", 9);
    mln_vec_clear(&list);
    mln_annotations_read(&list, MLN_STR(text));
    mln_annotations_choose(&list, false);
    assert_int_equal(list.len, 3);
    expect(&list.data[0], MLN_EXPECT_FINDING, "a", 2);
    expect(&list.data[1], MLN_EXPECT_NONE, "a", 7);
    expect(&list.data[2], MLN_EXPECT_TODO_FINDING, "a", 9);
    mln_vec_release(&list);
}

static void the_last_line_may_be_missing(void **state)
{
    (void)state;
    mln_annotations list = {0};
    mln_annotations_read(&list, MLN_STR("x();\n// ruleid: a"));
    assert_int_equal(list.len, 1);
    expect(&list.data[0], MLN_EXPECT_FINDING, "a", 3);
    mln_vec_release(&list);
}

int mln_test_cli_annotation(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comments_of_all_languages_are_read),
        cmocka_unit_test(several_speak_of_one_line),
        cmocka_unit_test(other_text_is_no_annotation),
        cmocka_unit_test(deep_words_take_the_place_of_plain_ones),
        cmocka_unit_test(the_last_line_may_be_missing),
    };
    return cmocka_run_group_tests_name("cli/annotation", tests, NULL, NULL);
}
