/* ts_memory: tree-sitter's allocations, from an arena of the calling thread. Private to this room.
 *
 * tree-sitter frees and reallocates a great deal while it parses; here a freed piece goes to a list
 * of its size and is taken again, and all is forgotten when the file is done. Calls outside
 * begin … end go to the C library.
 */
#ifndef MLN_SYNTAX_TS_MEMORY_P_H
#define MLN_SYNTAX_TS_MEMORY_P_H

#include "base/arena.h"

#define MLN_TS_SMALL 128u /* sizes up to 128 * 16 bytes have a list each */
#define MLN_TS_LARGE 48u  /* above, one a power of two */

typedef struct {
    mln_arena arena;
    void *small[MLN_TS_SMALL + 1];
    void *large[MLN_TS_LARGE];
} mln_ts_memory;

/* Makes tree-sitter use the functions of this file; once a process, before any parser. */
void mln_ts_memory_install(void);

/* From here to `end`, this thread's allocations come from `memory`, which is emptied first. */
void mln_ts_memory_begin(mln_ts_memory *memory);
void mln_ts_memory_end(void);

#endif
