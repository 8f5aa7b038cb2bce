#include "report/tally.h"

#include "base/banned.h"

mln_tally mln_tally_make(const mln_run *run)
{
    mln_tally tally = {0};
    for (uint32_t i = 0; i < run->findings.len; i++) {
        const mln_finding *f = &run->findings.data[i];
        if (f->suppression != MLN_ACTIVE) {
            tally.suppressed++;
            continue;
        }
        tally.active++;
        tally.severities[f->severity]++;
    }
    for (uint32_t i = 0; i < run->files.len; i++) {
        if (run->files.data[i].secrets_only) {
            tally.secrets_only++;
            tally.passed_over[run->files.data[i].passed_over]++;
            continue;
        }
        tally.read++;
        tally.langs[run->files.data[i].lang]++;
        tally.error_files += run->files.data[i].error_count > 0;
    }
    for (uint32_t i = 0; i < MLN_SKIP_COUNT; i++)
        tally.skips += run->skip_counts[i];
    return tally;
}
