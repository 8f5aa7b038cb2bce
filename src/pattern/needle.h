/* needle: words of which a match of a regular expression holds at least one, in whatever case.
 *
 * Derived from a plain reading of the expression: sequences, groups, alternatives, and what may be
 * repeated no times. Where the reading is in doubt there are none. Two characters beyond ASCII that
 * are equal to `s` and `k` without regard to case are not thought of.
 */
#ifndef MLN_PATTERN_NEEDLE_H
#define MLN_PATTERN_NEEDLE_H

#include "base/arena.h"
#include "base/str.h"

#define MLN_NEEDLES_MAX 24u
#define MLN_NEEDLE_MIN 3u /* bytes */

/* The number of words written to `words`, which has room for MLN_NEEDLES_MAX; 0: none are known.
 * Texts are made in `arena`. */
uint32_t mln_needles_find(mln_arena *arena, mln_str regex, mln_str *words);

#endif
