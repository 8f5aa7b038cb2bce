/* vec: a growable array of one type, on the heap.
 *
 *     MLN_VEC(uint32_t) ids = {0};
 *     mln_vec_add(&ids, 7);
 *     for (uint32_t i = 0; i < ids.len; i++) use(ids.data[i]);
 *     mln_vec_release(&ids);
 *
 * An all-zero vec is empty and ready. `clear` keeps the memory, so a vec that is reused allocates
 * only when it grows past its largest size so far. Adding may move the elements: hold indices.
 */
#ifndef MLN_BASE_VEC_H
#define MLN_BASE_VEC_H

#include "base/base.h"

#define MLN_VEC(type)                                                                              \
    struct {                                                                                       \
        type *data;                                                                                \
        uint32_t len;                                                                              \
        uint32_t cap;                                                                              \
    }

/* Grows `data` so that it holds at least `wanted` elements. Use the macros below. */
void *mln_vec_grow(void *data, uint32_t *cap, uint32_t wanted, size_t size);

#define mln_vec_reserve(vec, count)                                                                \
    do {                                                                                           \
        if ((uint32_t)(count) > (vec)->cap)                                                        \
            (vec)->data =                                                                          \
                mln_vec_grow((vec)->data, &(vec)->cap, (uint32_t)(count), sizeof *(vec)->data);    \
    } while (0)

#define mln_vec_add(vec, ...)                                                                      \
    do {                                                                                           \
        if ((vec)->len == (vec)->cap)                                                              \
            mln_vec_reserve(vec, (vec)->len + 1);                                                  \
        (vec)->data[(vec)->len] = __VA_ARGS__;                                                     \
        (vec)->len++; /* behind, for what is added may ask for it */                               \
    } while (0)

#define mln_vec_clear(vec) ((void)((vec)->len = 0))

#define mln_vec_release(vec)                                                                       \
    do {                                                                                           \
        mln_mem_free((vec)->data);                                                                 \
        (vec)->data = NULL;                                                                        \
        (vec)->len = (vec)->cap = 0;                                                               \
    } while (0)

#include "base/mem.h"

#endif
