/* format: what a printf format does with one argument of a call.
 *
 * The format is the last constant text with a `%` among the arguments before it. Which calls format
 * is the models' matter: this is asked of calls that hand the argument on into a text.
 */
#ifndef MLN_FLOW_FORMAT_H
#define MLN_FLOW_FORMAT_H

#include "flow/facts.h"

typedef struct {
    bool number; /* written as a number, whatever it is: %d, %x, %g … */
    bool fixed;  /* behind text that fixes where the whole leads (flow/prefix.h) */
} mln_format_use;

/* Of operand `slot` of a CALL. Nothing holds when there is no format, or it says nothing of it. */
mln_format_use mln_format_get_use(const mln_facts *facts, uint32_t call, uint32_t slot);

/* The same of a format's text and the number of the argument behind it, from 0. */
mln_format_use mln_format_read(mln_str format, uint32_t argument);

#endif
