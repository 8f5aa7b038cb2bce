/* unified: the difference that edits make to a text, as `diff -u` and git write it. */
#ifndef MLN_FIX_UNIFIED_H
#define MLN_FIX_UNIFIED_H

#include "fix/fix.h"

/* Adds the difference with three lines around each change; nothing without one. `path` is written
 * after "a/" and "b/", without a '/' at its start. The edits are in order and do not overlap. */
void mln_unified_add(mln_buf *out, mln_str path, mln_str before, const mln_edit *edits,
                     uint32_t count);

#endif
