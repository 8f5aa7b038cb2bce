#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

void mln_mem_exhausted(size_t wanted)
{
    fprintf(stderr, "merlon: out of memory (%zu bytes wanted)\n", wanted);
    exit(2);
}

void *mln_mem_new(size_t count, size_t size)
{
    void *ptr = calloc(count ? count : 1, size ? size : 1);
    if (!ptr)
        mln_mem_exhausted(count * size);
    return ptr;
}

void *mln_mem_resize(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        mln_mem_exhausted(SIZE_MAX);
    size_t bytes = count * size;
    void *ptr = realloc(old, bytes ? bytes : 1);
    if (!ptr)
        mln_mem_exhausted(bytes);
    return ptr;
}

void mln_mem_free(void *ptr)
{
    free(ptr);
}
