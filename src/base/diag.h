/* diag: what a user must be told, collected. No library room prints; `cli/` does.
 *
 * Every message is one line: what is wrong, where, and how to mend it.
 */
#ifndef MLN_BASE_DIAG_H
#define MLN_BASE_DIAG_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

typedef enum { MLN_DIAG_NOTE, MLN_DIAG_WARNING, MLN_DIAG_ERROR } mln_diag_level;

typedef struct {
    mln_diag_level level;
    const char *code; /* stable kebab-case id such as "unknown-key"; static text */
    mln_str file;     /* may be empty */
    uint32_t line;    /* 1-based; 0 when there is none */
    uint32_t column;  /* 1-based, in bytes; 0 when there is none */
    mln_str rule;     /* id of the rule spoken of; may be empty */
    mln_str text;
} mln_diag;

/* A sink. Not for use by two threads at once: a worker has its own, merged later. */
typedef struct {
    MLN_VEC(mln_diag)
    list;
    mln_arena arena; /* texts of the list */
    uint32_t error_count;
} mln_diags;

void mln_diags_release(mln_diags *sink);
void mln_diags_clear(mln_diags *sink);

/* Adds a message; texts are copied. `file` and `rule` may be empty, `line` and `column` 0. */
void mln_diags_add(mln_diags *sink, mln_diag_level level, const char *code, mln_str file,
                   uint32_t line, uint32_t column, mln_str rule, const char *format, ...)
    MLN_PRINTF(8, 9);

/* Appends copies of all of `from`. */
void mln_diags_merge(mln_diags *sink, const mln_diags *from);

/* Sorted by file, line, column, code, text; for output that must not depend on threads. */
void mln_diags_sort(mln_diags *sink);

#endif
