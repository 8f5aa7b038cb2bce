/* fix: what the fixes of a run's findings make of one file.
 *
 * All fixes of a file are applied at once, in the order of the text: of two that overlap the first
 * one is, the other waits for the next run. The new text is parsed as a whole and is kept only when
 * it has no more errors than the old one; where it has, the fixes that bring them in are found by
 * halving and left out. So what comes out parses as well as what went in. A file in no language has
 * no grammar to be held against.
 */
#ifndef MLN_FIX_FIX_H
#define MLN_FIX_FIX_H

#include "finding/run.h"
#include "syntax/parse.h"

typedef enum {
    MLN_FIX_APPLIED,
    MLN_FIX_SAME,     /* an equal one is applied at the same place */
    MLN_FIX_OVERLAPS, /* with one that is applied */
    MLN_FIX_BREAKS,   /* the file would not parse */
    MLN_FIX_COVERED   /* it would write a covered secret */
} mln_fix_verdict;

/* A piece of a text and what takes its place. */
typedef struct {
    mln_span span;
    mln_str text;
} mln_edit;

typedef struct {
    uint32_t finding; /* index into the run's findings */
    mln_fix_verdict verdict;
} mln_fix_outcome;

typedef struct {
    MLN_VEC(mln_edit)
    edits; /* those that are applied, in order, none overlaps */
    MLN_VEC(mln_fix_outcome)
    outcomes;        /* of every active finding in the file that has a fix */
    mln_arena arena; /* texts of edits */
    mln_buf text;    /* the file with the edits, the source's text without */
} mln_fix;

/* An all-zero fix is ready. */
void mln_fix_release(mln_fix *fix);

/* Whether the source is still the one that the run has read: its size, and the lines of every
 * finding with a fix. */
bool mln_fix_is_fresh(const mln_run *run, uint32_t file, mln_source *source);

/* Makes the new text of file number `file`, whose text is `source`, and says what came of each fix.
 * Line ends in a fix are written as the file has them. Parses at most some hundred times and, of a
 * large file, some hundred megabytes: what is then undecided counts as MLN_FIX_BREAKS. */
void mln_fix_make(mln_fix *fix, mln_parser *parser, const mln_run *run, uint32_t file,
                  const mln_source *source);

/* The text with the edits, which are in order and do not overlap, in `out`, which is cleared. */
void mln_edits_apply(mln_str text, const mln_edit *edits, uint32_t count, mln_buf *out);

#endif
