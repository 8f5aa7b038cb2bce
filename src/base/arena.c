#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#if defined(__SANITIZE_ADDRESS__)
#define MLN_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MLN_ASAN 1
#endif
#endif

#ifdef MLN_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(ptr, size) ASAN_POISON_MEMORY_REGION((ptr), (size))
#define UNPOISON(ptr, size) ASAN_UNPOISON_MEMORY_REGION((ptr), (size))
/* A gap after each piece makes an overrun hit poison. */
#define GAP 16u
#else
#define POISON(ptr, size) ((void)(ptr), (void)(size))
#define UNPOISON(ptr, size) ((void)(ptr), (void)(size))
#define GAP 0u
#endif

#include "base/banned.h"

#define ALIGNMENT 16u
/* Blocks double from the one to the other: there are thousands of small arenas, one a pattern, and
 * some that hold a file. */
#define BLOCK_MIN (2u * 1024u)
#define BLOCK_MAX (256u * 1024u)

typedef struct mln_arena_block {
    struct mln_arena_block *next;
    size_t size; /* bytes of `bytes` */
    _Alignas(ALIGNMENT) char bytes[];
} mln_arena_block;

void mln_arena_init(mln_arena *arena)
{
    *arena = (mln_arena){0};
}

void mln_arena_release(mln_arena *arena)
{
    for (mln_arena_block *block = arena->first; block;) {
        mln_arena_block *next = block->next;
        UNPOISON(block->bytes, block->size);
        mln_mem_free(block);
        block = next;
    }
    mln_arena_init(arena);
}

static void enter(mln_arena *arena, mln_arena_block *block, char *at)
{
    arena->current = block;
    arena->at = at;
    arena->limit = block->bytes + block->size;
    POISON(at, (size_t)(arena->limit - at));
}

void mln_arena_clear(mln_arena *arena)
{
    if (arena->first)
        enter(arena, arena->first, arena->first->bytes);
}

void mln_arena_adopt(mln_arena *arena, mln_arena *other)
{
    if (!arena->first) {
        *arena = *other;
    } else if (other->first) {
        /* In front: what stands behind the current block is free to be filled. */
        mln_arena_block *last = other->first;
        while (last->next)
            last = last->next;
        last->next = arena->first;
        arena->first = other->first;
    }
    mln_arena_init(other);
}

static void *grow(mln_arena *arena, size_t bytes)
{
    mln_arena_block *after = arena->current;
    while (after && after->next) {
        mln_arena_block *next = after->next;
        enter(arena, next, next->bytes);
        if (next->size >= bytes)
            goto found;
        after = next;
    }
    size_t size = after ? after->size * 2 : BLOCK_MIN;
    if (size > BLOCK_MAX)
        size = BLOCK_MAX;
    if (size < bytes)
        size = bytes;
    mln_arena_block *block = mln_mem_resize(NULL, 1, sizeof *block + size);
    block->next = NULL;
    block->size = size;
    if (after)
        after->next = block;
    else
        arena->first = block;
    enter(arena, block, block->bytes);
found:;
    char *ptr = arena->at;
    arena->at += bytes;
    return ptr;
}

void *mln_arena_alloc(mln_arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        mln_mem_exhausted(size);
    size_t bytes = (size + GAP + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    char *ptr;
    if (MLN_LIKELY((size_t)(arena->limit - arena->at) >= bytes && arena->at)) {
        ptr = arena->at;
        arena->at += bytes;
    } else {
        ptr = grow(arena, bytes);
    }
    UNPOISON(ptr, size);
    return ptr;
}

void *mln_arena_alloc_zeroed(mln_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        mln_mem_exhausted(SIZE_MAX);
    void *ptr = mln_arena_alloc(arena, count * size);
    memset(ptr, 0, count * size);
    return ptr;
}

char *mln_arena_dup(mln_arena *arena, const char *text, size_t len)
{
    char *copy = mln_arena_alloc(arena, len + 1);
    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

mln_arena_mark mln_arena_get_mark(const mln_arena *arena)
{
    return (mln_arena_mark){arena->current, arena->at};
}

void mln_arena_rewind(mln_arena *arena, mln_arena_mark mark)
{
    if (mark.block)
        enter(arena, mark.block, mark.at);
    else
        mln_arena_clear(arena);
}

size_t mln_arena_get_size(const mln_arena *arena)
{
    size_t size = 0;
    for (const mln_arena_block *block = arena->first; block; block = block->next)
        size += block->size;
    return size;
}
