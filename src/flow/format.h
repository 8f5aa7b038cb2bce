/* format: what a format of C's printf or scanf says of the arguments behind it.
 *
 * A model says of a flow that argument N is a format (`{path: snprintf(* -> 0), format: 2}`). Where
 * the format is a constant, only an argument that a directive takes as text (`%s`, `%c`, `%[`, and
 * letters that no standard knows) goes on as text: a number printed with `%d` is harmless, and so
 * is one read with it. Directives by position (`%1$s`) say nothing.
 */
#ifndef MLN_FLOW_FORMAT_H
#define MLN_FLOW_FORMAT_H

#include "flow/facts.h"

typedef enum {
    MLN_FORMAT_UNKNOWN, /* there is no directive for it, or it cannot be told which */
    MLN_FORMAT_TEXT,
    MLN_FORMAT_NUMBER /* or an address */
} mln_format_kind;

/* Of the argument `index` behind the format; `scans`: a format of scanf. `*at`: where the directive
 * begins. Linear in the format. */
mln_format_kind mln_format_find(mln_str format, bool scans, uint32_t index, uint32_t *at);

/* The constant format that is argument `argument` of a call; an empty text when it is not known. */
mln_str mln_format_get(const mln_facts *facts, uint32_t call, uint32_t argument);

/* Whether what a constant format puts before the directive at `at` already says where the whole
 * leads (flow/prefix.h). */
bool mln_format_is_fixed(const mln_facts *facts, uint32_t call, uint32_t argument, uint32_t at);

#endif
