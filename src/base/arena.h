/* arena: memory that is given back all at once.
 *
 * Three lifetimes are in use: the run (rules, vocabulary), the file (tree, names; reset for each
 * file) and scratch (mark and rewind inside one function). Blocks are kept by a reset, so a worker
 * that has seen its largest file allocates no more. Under AddressSanitizer every byte that is not
 * handed out is poisoned.
 */
#ifndef MLN_BASE_ARENA_H
#define MLN_BASE_ARENA_H

#include "base/base.h"

struct mln_arena_block;

typedef struct {
    struct mln_arena_block *first;   /* all blocks, in order of use */
    struct mln_arena_block *current; /* the block that is being filled */
    char *at;                        /* next free byte of `current` */
    char *limit;
} mln_arena;

typedef struct {
    struct mln_arena_block *block;
    char *at;
} mln_arena_mark;

/* An all-zero arena is ready for use; init exists for clarity. */
void mln_arena_init(mln_arena *arena);
void mln_arena_release(mln_arena *arena);

/* Forgets everything handed out, keeps the blocks. */
void mln_arena_clear(mln_arena *arena);

/* `size` bytes aligned for any type, not zeroed. Never NULL. */
void *mln_arena_alloc(mln_arena *arena, size_t size);

/* `count * size` bytes, zeroed; the product is checked. */
void *mln_arena_alloc_zeroed(mln_arena *arena, size_t count, size_t size);

/* A copy of `len` bytes with a NUL after them. */
char *mln_arena_dup(mln_arena *arena, const char *text, size_t len);

/* Takes over all that lives in `other`, which is empty then. Not between a mark of `arena` and the
 * rewind to it. */
void mln_arena_adopt(mln_arena *arena, mln_arena *other);

mln_arena_mark mln_arena_get_mark(const mln_arena *arena);
void mln_arena_rewind(mln_arena *arena, mln_arena_mark mark);

/* Bytes held, used or not. */
size_t mln_arena_get_size(const mln_arena *arena);

#define MLN_ARENA_NEW(arena, type) ((type *)mln_arena_alloc_zeroed((arena), 1, sizeof(type)))
#define MLN_ARENA_ARRAY(arena, type, count)                                                        \
    ((type *)mln_arena_alloc_zeroed((arena), (count), sizeof(type)))

#endif
