/* multi: many literals looked for in one pass (Aho and Corasick, "Efficient string matching",
 * 1975).
 *
 * Letters of ASCII are equal in both cases. The automaton is a table of states by classes of bytes,
 * made once and then immutable: any number of threads may use it. A scan costs two loads a byte,
 * whatever the number of literals, and one call for every occurrence; occurrences may overlap.
 */
#ifndef MLN_BASE_MULTI_H
#define MLN_BASE_MULTI_H

#include "base/str.h"

typedef struct mln_multi mln_multi;

/* More states than this are not made: about the sum of the literals' lengths. */
#define MLN_MULTI_STATE_MAX 60000u

/* Builds the automaton of `count` literals, which are copied as needed. Empty literals are never
 * found. NULL when there would be more than MLN_MULTI_STATE_MAX states. */
mln_multi *mln_multi_new(const mln_str *literals, uint32_t count);
void mln_multi_free(mln_multi *multi);

/* `literal` is the index given to mln_multi_new, `stop` the offset behind its occurrence. */
typedef void mln_multi_hit(void *context, uint32_t literal, uint32_t stop);

/* Calls `hit` for every occurrence, by rising stop; those that stop at one place come the longest
 * first, equal literals in their order. */
void mln_multi_scan(const mln_multi *multi, mln_str text, mln_multi_hit *hit, void *context);

#endif
