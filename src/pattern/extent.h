/* extent: the range that the rule language gives to code.
 *
 * The language's own engine counts as code what its tree holds as tokens: the closing tokens of
 * templates, JSX elements, `sizeof (x)`, `switch` and `do` are not among them, nor in C parentheses
 * around a whole. Reports follow it, so that a rule says the same everywhere; what replaces code
 * (fixes) takes the whole, or the closing token would be left behind.
 */
#ifndef MLN_PATTERN_EXTENT_H
#define MLN_PATTERN_EXTENT_H

#include "syntax/tree.h"

/* The range that stands in a report for the code of `whole`, which a pattern matched: it lies in
 * it. Linear in the nodes of `whole`, and in the siblings on the way down to it. */
mln_span mln_extent_get(const mln_tree *tree, mln_span whole);

#endif
