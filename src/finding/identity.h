/* identity: merlon's own name for a finding, which survives moved lines and re-indentation.
 *
 * XXH3-128 over the rule's id, the file's path, the enclosing function, the text of the sink
 * without white space, and an ordinal that tells equal ones of one function apart, in the order of
 * the sorted run. It serves the baseline and trackers; it is no secret and no proof.
 */
#ifndef MLN_FINDING_IDENTITY_H
#define MLN_FINDING_IDENTITY_H

#include "base/str.h"
#include "finding/run.h"

/* Thirty-two hex digits and a NUL. */
#define MLN_IDENTITY_SIZE 33

/* White space (ASCII) in `sink` does not count. `ordinal` is 0 for the first. */
void mln_identity_compute(mln_str rule, mln_str path, mln_str scope, mln_str sink, uint32_t ordinal,
                          char out[MLN_IDENTITY_SIZE]);

/* Gives every finding of a sorted run its identity; mln_run_sort calls it. The sink's text is taken
 * from the excerpt and the region. */
void mln_identity_assign(mln_run *run);

#endif
