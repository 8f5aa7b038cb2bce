/* suppress: the findings that a comment in the code has answered.
 *
 * A directive (triage/directive.h) holds for the findings that start on the lines of the statement
 * its comment stands in, on or above, on the comment's own lines, or, when the comment stands
 * alone, on the line after it.
 */
#ifndef MLN_TRIAGE_SUPPRESS_H
#define MLN_TRIAGE_SUPPRESS_H

#include "finding/run.h"
#include "triage/directive.h"

/* Marks the findings of a sorted run that its remarks suppress, with the reasons as justifications.
 * Warnings go to run->diags, which stays sorted:
 *   expired-suppression  `until` was before `today`; it suppresses no more
 *   bad-suppression      malformed; it suppresses nothing
 *   unused-suppression   a merlon-ignore that no finding answers to, though its rules all ran
 *   unknown-rule         the same, with an id no rule has but one nearly has
 * Call it before findings are dropped by severity, or a suppression of those counts as unused. */
void mln_triage_suppress(mln_run *run, mln_date today);

#endif
