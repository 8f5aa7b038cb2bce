/* inert: sinks that no taint can come to, told before the file is lowered.
 *
 * Rules of the kind "`require` of something that is not a literal" have a sink in every file, and
 * nearly all of those are `require("./x")`. Nothing flows into a sink that is made of literals and
 * of calls of free names: names that no one declares or writes to in the file, which stand nowhere
 * but where they are called. Unless a source covers some of that, or a rule says how taint comes to
 * places of its own choosing (propagators, labels, models), such a sink gives no finding, and a
 * file with no others need not be looked at for the rule.
 */
#ifndef MLN_ENGINE_INERT_H
#define MLN_ENGINE_INERT_H

#include "engine/taint_p.h"

/* Takes the sinks out of a candidate's ranges that nothing can come to. Sinks and sources have been
 * evaluated. */
void mln_inert_drop(mln_taint *taint, const mln_file_scan *scan, mln_candidate *candidate);

#endif
