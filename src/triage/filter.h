/* filter: which findings count. */
#ifndef MLN_TRIAGE_FILTER_H
#define MLN_TRIAGE_FILTER_H

#include "finding/run.h"

/* Takes the findings below `severity` out of the run, suppressed ones too; returns how many. */
uint32_t mln_triage_drop_below(mln_run *run, mln_severity severity);

/* Findings of at least `severity` that are not suppressed: what decides the exit code. */
uint32_t mln_triage_count_at_or_above(const mln_run *run, mln_severity severity);

#endif
