#include "engine/profile.h"

#include <time.h>

#include "base/banned.h"

uint64_t mln_profile_start(const mln_file_scan *scan)
{
    if (!scan->options->profile)
        return 0;
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

void mln_profile_rule(mln_file_scan *scan, const mln_engine_rule *rule, uint64_t *since)
{
    if (!scan->options->profile)
        return;
    uint64_t now = mln_profile_start(scan);
    while (scan->run.costs.len < scan->engine->rules.len)
        mln_vec_add(&scan->run.costs, (mln_run_cost){0});
    mln_run_cost *cost = &scan->run.costs.data[rule->card];
    cost->nanoseconds += now - *since;
    cost->files++;
    *since = now;
}

void mln_profile_phase(mln_file_scan *scan, mln_run_phase phase, uint64_t *since)
{
    if (!scan->options->profile)
        return;
    uint64_t now = mln_profile_start(scan);
    scan->run.phases[phase] += now - *since;
    *since = now;
}
