/* need, private: what every file with a match of a pattern holds, which is what makes it cheap to
 * refuse a file. */
#ifndef MLN_PATTERN_NEED_P_H
#define MLN_PATTERN_NEED_P_H

#include "pattern/pattern.h"

/* Of a node that is STRING_REGEX: the expression between the slashes, and its MLN_REGEX_ flags. */
mln_str mln_pattern_get_string_regex(const mln_pattern *pattern, mln_node n, uint32_t *flags);

/* Fills in `required`, `steps`, `string` and `string_regex` of a pattern whose nodes are marked. */
void mln_pattern_find_needs(mln_pattern *pattern, mln_arena *arena);

#endif
