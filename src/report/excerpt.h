/* excerpt: source lines with their numbers, and carets under what is meant. */
#ifndef MLN_REPORT_EXCERPT_H
#define MLN_REPORT_EXCERPT_H

#include "base/buf.h"
#include "finding/finding.h"

typedef struct {
    uint32_t indent; /* spaces before each line */
    uint32_t width;  /* columns in all */
    bool colour;
} mln_excerpt_layout;

/* Adds the excerpt of a region: at most five lines, carets under the first (to its end when the
 * region goes on). Tabs stop every four columns; a line that is too wide is shown around the start
 * of the region, with "…" where it was cut. */
void mln_excerpt_add(mln_buf *out, mln_str excerpt, const mln_region *region,
                     const mln_excerpt_layout *layout);

#endif
