/* profile: what rules and the steps of the way through a file cost, when it is asked for.
 *
 * Measured is processor time of the worker. Patterns that several rules share are worked out once a
 * file, for the first that asks; what rules about the flow of values share stands in a phase.
 */
#ifndef MLN_ENGINE_PROFILE_H
#define MLN_ENGINE_PROFILE_H

#include "engine/file_scan.h"

/* The time now; 0 unless costs are asked for. */
uint64_t mln_profile_start(const mln_file_scan *scan);

/* Adds the time since then to a rule, or to a phase, and sets `since` to now. */
void mln_profile_rule(mln_file_scan *scan, const mln_engine_rule *rule, uint64_t *since);
void mln_profile_phase(mln_file_scan *scan, mln_run_phase phase, uint64_t *since);

#endif
