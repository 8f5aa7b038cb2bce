/* fix_text: what a rule's `fix` or `fix-regex` makes of one place.
 *
 * A fix is a text with metavariables; a fix-regex replaces its matches in the code that was found,
 * the first `count` of them. In JavaScript and TypeScript a fix that is an operator's expression is
 * put in parentheses, so that it stays one operand where it stands, and the arguments of one that
 * is a call are set apart by a comma and a space. A statement that is removed leaves a `;` where an
 * `if` or a loop would have nothing left to do.
 */
#ifndef MLN_ENGINE_FIX_TEXT_H
#define MLN_ENGINE_FIX_TEXT_H

#include "engine/record.h"

/* The text that takes the place of the finding, in the run's arena. False when there is none: the
 * rule has no fix, the fix names a metavariable that nothing is bound to here, it grows beyond a
 * bound, or its expression does not occur in the code that was found. */
bool mln_fix_text_make(mln_file_scan *scan, const mln_rule *rule, const mln_record_place *place,
                       mln_str *fix);

#endif
