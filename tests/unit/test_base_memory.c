/* arena, vec, buf: memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"

int mln_test_base_memory(void);

static void arena_pieces_are_aligned_and_apart(void **state)
{
    (void)state;
    mln_arena arena;
    mln_arena_init(&arena);
    char *last = NULL;
    for (size_t size = 0; size < 200; size++) {
        char *piece = mln_arena_alloc(&arena, size);
        assert_non_null(piece);
        assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
        if (last && size > 1)
            assert_true(piece >= last + size - 1);
        memset(piece, 0xAA, size);
        last = piece;
    }
    uint64_t *zeroed = MLN_ARENA_ARRAY(&arena, uint64_t, 100);
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(zeroed[i], 0);
    char *copy = mln_arena_dup(&arena, "text and more", 4);
    assert_string_equal(copy, "text");
    assert_string_equal(mln_arena_dup(&arena, NULL, 0), "");
    mln_arena_release(&arena);
    assert_int_equal(mln_arena_get_size(&arena), 0);
}

static void arena_keeps_its_blocks(void **state)
{
    (void)state;
    mln_arena arena = {0};
    void *first = mln_arena_alloc(&arena, 64);
    for (int i = 0; i < 100; i++)
        mln_arena_alloc(&arena, 100000);
    size_t size = mln_arena_get_size(&arena);
    assert_true(size >= 100u * 100000u);
    for (int round = 0; round < 3; round++) {
        mln_arena_clear(&arena);
        assert_ptr_equal(mln_arena_alloc(&arena, 64), first);
        for (int i = 0; i < 100; i++)
            mln_arena_alloc(&arena, 100000);
        assert_int_equal(mln_arena_get_size(&arena), size);
    }
    /* Larger than a block. */
    char *big = mln_arena_alloc(&arena, 5u << 20);
    memset(big, 1, 5u << 20);
    mln_arena_release(&arena);
}

static void arena_rewinds(void **state)
{
    (void)state;
    mln_arena arena = {0};
    mln_arena_mark empty = mln_arena_get_mark(&arena);
    char *kept = mln_arena_dup(&arena, "kept", 4);
    mln_arena_mark mark = mln_arena_get_mark(&arena);
    void *next = mln_arena_alloc(&arena, 32);
    for (int i = 0; i < 10; i++)
        mln_arena_alloc(&arena, 200000);
    mln_arena_rewind(&arena, mark);
    assert_string_equal(kept, "kept");
    assert_ptr_equal(mln_arena_alloc(&arena, 32), next);
    mln_arena_rewind(&arena, empty);
    assert_ptr_equal(mln_arena_alloc(&arena, 4), kept);
    mln_arena_release(&arena);
}

static void vec_grows_and_keeps(void **state)
{
    (void)state;
    MLN_VEC(uint32_t)
    vec = {0};
    for (uint32_t i = 0; i < 100000; i++)
        mln_vec_add(&vec, i * 3);
    assert_int_equal(vec.len, 100000);
    for (uint32_t i = 0; i < vec.len; i++)
        assert_int_equal(vec.data[i], i * 3);
    uint32_t cap = vec.cap, *data = vec.data;
    mln_vec_clear(&vec);
    assert_int_equal(vec.len, 0);
    mln_vec_reserve(&vec, cap);
    assert_ptr_equal(vec.data, data);
    mln_vec_release(&vec);
    assert_null(vec.data);
    assert_int_equal(vec.cap, 0);
}

static void buf_composes(void **state)
{
    (void)state;
    mln_buf buf = {0};
    assert_string_equal(mln_buf_get_text(&buf), "");
    mln_buf_add_text(&buf, "one ");
    mln_buf_add_char(&buf, '2');
    mln_buf_add_str(&buf, MLN_STR(" three"));
    mln_buf_addf(&buf, " %d%%%s", 4, "!");
    mln_buf_add(&buf, "", 0);
    assert_string_equal(mln_buf_get_text(&buf), "one 2 three 4%!");
    assert_int_equal(buf.len, 15);
    char long_text[2000];
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    mln_buf_addf(&buf, "%s", long_text);
    assert_int_equal(buf.len, 15 + 1999);
    assert_int_equal(strlen(mln_buf_get_text(&buf)), buf.len);
    mln_buf_clear(&buf);
    assert_int_equal(buf.len, 0);
    assert_true(buf.cap >= 2014);
    mln_buf_release(&buf);
    assert_null(buf.data);
}

int mln_test_base_memory(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_pieces_are_aligned_and_apart),
        cmocka_unit_test(arena_keeps_its_blocks),
        cmocka_unit_test(arena_rewinds),
        cmocka_unit_test(vec_grows_and_keeps),
        cmocka_unit_test(buf_composes),
    };
    return cmocka_run_group_tests_name("base/memory", tests, NULL, NULL);
}
