/* printed: whether an argument of a call of C is printed as a number: `%d` of a constant format.
 *
 * Which argument is a format, the models say (sinks `format.string`).
 */
#ifndef MLN_ENGINE_PRINTED_H
#define MLN_ENGINE_PRINTED_H

#include "flow/resolve.h"

/* `value` as an operand of `call`. */
bool mln_is_printed_number(const mln_resolution *resolution, uint32_t call, uint32_t value);

#endif
