/* GitHub's line hash: the upload action's published values, and a second way of computing it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "finding/line_hash.h"

int mln_test_finding_line_hash(void);

static void expect_line(mln_str text, uint32_t line, const char *expected)
{
    mln_line_hash hash;
    mln_line_hash_compute(text, &line, 1, &hash);
    char written[MLN_LINE_HASH_SIZE];
    uint32_t len = mln_line_hash_write(hash, written);
    assert_int_equal(len, strlen(written));
    assert_string_equal(written, expected);
}

static void expect_none(mln_str text, uint32_t line)
{
    mln_line_hash hash = {1, 1};
    mln_line_hash_compute(text, &line, 1, &hash);
    assert_int_equal(hash.ordinal, 0);
}

static void published_values(void **state)
{
    (void)state;
    expect_line(MLN_STR(""), 1, "c129715d7a2bc9a3:1");
    expect_none(MLN_STR(""), 2);
    expect_line(MLN_STR("a"), 1, "53b5d4aabe50d64:1");
    expect_none(MLN_STR("a"), 2);
    expect_none(MLN_STR("a"), 0);

    mln_str crlf = MLN_STR("a\r\nb\r\n");
    expect_line(crlf, 1, "81b8d8db678b2bbe:1");
    expect_line(crlf, 2, "ade70578248be16f:1");
    expect_line(crlf, 3, "c129715d7a2bc9a3:1");
    expect_none(crlf, 4);
    expect_line(MLN_STR("a\nb\n"), 2, "ade70578248be16f:1");
    expect_line(MLN_STR("a\rb\r"), 2, "ade70578248be16f:1");

    mln_str wide = MLN_STR("x = '\xC3\xA9\xF0\x90\x90\x80'\n");
    expect_line(wide, 1, "7908baedb0156506:1");
    expect_line(wide, 2, "c129715d7a2bc9a3:1");
}

static void white_space_does_not_count(void **state)
{
    (void)state;
    expect_line(MLN_STR("\ta \r\n  b\t\n"), 1, "81b8d8db678b2bbe:1");
    expect_line(MLN_STR("\ta \r\n  b\t\n"), 2, "ade70578248be16f:1");
}

static void equal_lines_are_numbered(void **state)
{
    (void)state;
    /* A hundred equal units after each of the first lines: only the last hundred differ. */
    char text[202];
    memset(text, '\n', 201);
    text[201] = '\0';
    mln_str all = {text, 201};
    mln_line_hash first, second, hundredth;
    uint32_t lines[] = {100, 1, 2};
    mln_line_hash out[3];
    mln_line_hash_compute(all, lines, 3, out);
    hundredth = out[0], first = out[1], second = out[2];
    assert_true(first.value == second.value && first.value == hundredth.value);
    assert_int_equal(first.ordinal, 1);
    assert_int_equal(second.ordinal, 2);
    assert_int_equal(hundredth.ordinal, 100);
    /* Line 102 still has 100 line feeds before it ends, line 103 meets the end of the file. */
    uint32_t late[] = {102, 103};
    mln_line_hash_compute(all, late, 2, out);
    assert_true(out[0].value == first.value);
    assert_int_equal(out[0].ordinal, 102);
    assert_true(out[1].value != first.value);
    assert_int_equal(out[1].ordinal, 1);
}

static void repeats_in_the_question_do_not_count(void **state)
{
    (void)state;
    uint32_t lines[] = {2, 2, 1, 2};
    mln_line_hash out[4];
    mln_line_hash_compute(MLN_STR("a\nb\n"), lines, 4, out);
    for (int i = 0; i < 4; i++)
        assert_int_equal(out[i].ordinal, 1);
    assert_true(out[0].value == out[1].value && out[1].value == out[3].value);
}

static void broken_bytes_count_as_the_replacement_character(void **state)
{
    (void)state;
    mln_line_hash a, b;
    uint32_t line = 1;
    /* A truncated sequence is one character, a stray continuation byte another. */
    mln_line_hash_compute(MLN_STR("\xE2\x82x\x80\xED\xA0\x80"), &line, 1, &a);
    mln_line_hash_compute(MLN_STR("\xEF\xBF\xBDx\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"),
                          &line, 1, &b);
    assert_true(a.value == b.value);
}

/* The definition once more, without a rolling window: the polynomial of each line's next 100
 * units. Text is ASCII. */
static uint32_t by_definition(const char *text, uint32_t len, uint64_t *hashes, uint32_t *units)
{
    uint32_t count = 0, lines = 0;
    uint32_t starts[4096];
    bool start = true, cr = false;
    for (uint32_t i = 0; i <= len; i++) {
        uint32_t unit = i == len ? 65535u : (unsigned char)text[i];
        bool skip = unit == ' ' || unit == '\t' || (unit == '\n' && cr);
        cr = unit == '\r';
        if (skip)
            continue;
        if (start)
            starts[lines++] = count;
        units[count++] = cr ? '\n' : unit;
        start = units[count - 1] == '\n';
    }
    for (uint32_t l = 0; l < lines; l++) {
        uint64_t hash = 0;
        for (uint32_t i = 0; i < 100; i++)
            hash = hash * 37 + (starts[l] + i < count ? units[starts[l] + i] : 0);
        hashes[l] = hash;
    }
    return lines;
}

static void agrees_with_the_definition(void **state)
{
    (void)state;
    static char text[4000];
    static uint64_t hashes[4096];
    static uint32_t units[4001], lines[4096];
    static mln_line_hash out[4096];
    uint32_t seed = 12345;
    for (int round = 0; round < 50; round++) {
        uint32_t len = (uint32_t)round * 80 % 4000;
        for (uint32_t i = 0; i < len; i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] = "ab \t\n\r\n;"[seed >> 29];
        }
        uint32_t count = by_definition(text, len, hashes, units);
        for (uint32_t i = 0; i < count; i++)
            lines[i] = count - i;
        mln_line_hash_compute((mln_str){text, len}, lines, count, out);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t line = lines[i], ordinal = 0;
            for (uint32_t j = 0; j < line; j++)
                ordinal += hashes[j] == hashes[line - 1];
            assert_true(out[i].value == hashes[line - 1]);
            assert_int_equal(out[i].ordinal, ordinal);
        }
        expect_none((mln_str){text, len}, count + 1);
    }
}

int mln_test_finding_line_hash(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_values),
        cmocka_unit_test(white_space_does_not_count),
        cmocka_unit_test(equal_lines_are_numbered),
        cmocka_unit_test(repeats_in_the_question_do_not_count),
        cmocka_unit_test(broken_bytes_count_as_the_replacement_character),
        cmocka_unit_test(agrees_with_the_definition),
    };
    return cmocka_run_group_tests_name("finding/line_hash", tests, NULL, NULL);
}
