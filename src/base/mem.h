/* mem: heap memory that never comes back NULL.
 *
 * Running out of memory ends the program here, with one line on standard error and exit code 2: a
 * linter has nothing useful to do without memory, and no caller needs a branch for it.
 */
#ifndef MLN_BASE_MEM_H
#define MLN_BASE_MEM_H

#include "base/base.h"

/* `count * size` bytes, zeroed; the product is checked. Free with mln_mem_free. */
void *mln_mem_new(size_t count, size_t size);

/* Grows or shrinks `old` (may be NULL) to `count * size` bytes; what is new is not zeroed. */
void *mln_mem_resize(void *old, size_t count, size_t size);

void mln_mem_free(void *ptr);

/* Ends the program with the out-of-memory message. */
MLN_NORETURN void mln_mem_exhausted(size_t wanted);

#endif
