#include "triage/filter.h"

#include "base/banned.h"

uint32_t mln_triage_drop_below(mln_run *run, mln_severity severity)
{
    uint32_t kept = 0, count = run->findings.len;
    for (uint32_t i = 0; i < count; i++) {
        if (run->findings.data[i].severity < severity)
            continue;
        if (kept != i)
            run->findings.data[kept] = run->findings.data[i];
        kept++;
    }
    run->findings.len = kept;
    return count - kept;
}

uint32_t mln_triage_count_at_or_above(const mln_run *run, mln_severity severity)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < run->findings.len; i++) {
        const mln_finding *f = &run->findings.data[i];
        count += f->suppression == MLN_ACTIVE && f->severity >= severity;
    }
    return count;
}
