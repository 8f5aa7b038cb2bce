#include "base/vec.h"

#include "base/banned.h"

void *mln_vec_grow(void *data, uint32_t *cap, uint32_t wanted, size_t size)
{
    uint32_t count = *cap ? *cap : 8;
    while (count < wanted) {
        if (count > UINT32_MAX / 2)
            mln_mem_exhausted(SIZE_MAX);
        count *= 2;
    }
    *cap = count;
    return mln_mem_resize(data, count, size);
}
