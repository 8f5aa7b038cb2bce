#include "syntax/ts_memory_p.h"

#include <stdlib.h>
#include <string.h>
#include <tree_sitter/api.h>

#include "base/mem.h"

#include "base/banned.h"

/* In front of every piece. */
typedef struct {
    size_t size;         /* usable bytes */
    mln_ts_memory *home; /* NULL: the C library's */
} header;

_Static_assert(sizeof(header) == 16, "pieces stay aligned");

static _Thread_local mln_ts_memory *current;

static uint32_t large_class(size_t size)
{
    uint32_t class = 11; /* 2 KiB */
    while (((size_t)1 << class) < size)
        class ++;
    return class;
}

static void **find_list(mln_ts_memory *memory, size_t size, size_t *rounded)
{
    size_t units = (size + 15) / 16;
    if (units <= MLN_TS_SMALL) {
        *rounded = units * 16;
        return &memory->small[units];
    }
    uint32_t class = large_class(size);
    *rounded = (size_t)1 << class;
    return class < MLN_TS_LARGE ? &memory->large[class] : NULL;
}

static void *ts_alloc(size_t size)
{
    mln_ts_memory *memory = current;
    if (!memory) {
        header *piece = mln_mem_resize(NULL, 1, sizeof(header) + size);
        *piece = (header){size, NULL};
        return piece + 1;
    }
    size_t rounded;
    void **list = find_list(memory, size ? size : 1, &rounded);
    if (!list)
        mln_mem_exhausted(size);
    if (*list) {
        void *piece = *list;
        memcpy(list, piece, sizeof *list);
        return piece;
    }
    header *piece = mln_arena_alloc(&memory->arena, sizeof(header) + rounded);
    *piece = (header){rounded, memory};
    return piece + 1;
}

static void *ts_zeroed(size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        mln_mem_exhausted(SIZE_MAX);
    void *piece = ts_alloc(count * size);
    memset(piece, 0, count * size);
    return piece;
}

static void ts_release(void *ptr)
{
    if (!ptr)
        return;
    header *piece = (header *)ptr - 1;
    if (!piece->home) {
        mln_mem_free(piece);
        return;
    }
    size_t rounded;
    void **list = find_list(piece->home, piece->size, &rounded);
    memcpy(ptr, list, sizeof *list);
    *list = ptr;
}

static void *ts_resize(void *ptr, size_t size)
{
    if (!ptr)
        return ts_alloc(size);
    header *piece = (header *)ptr - 1;
    if (piece->size >= size)
        return ptr;
    void *copy = ts_alloc(size);
    memcpy(copy, ptr, piece->size);
    ts_release(ptr);
    return copy;
}

void mln_ts_memory_install(void)
{
    ts_set_allocator(ts_alloc, ts_zeroed, ts_resize, ts_release);
}

void mln_ts_memory_begin(mln_ts_memory *memory)
{
    memset(memory->small, 0, sizeof memory->small);
    memset(memory->large, 0, sizeof memory->large);
    mln_arena_clear(&memory->arena);
    current = memory;
}

void mln_ts_memory_end(void)
{
    current = NULL;
}
