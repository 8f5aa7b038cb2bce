/* tally: what a summary counts, and the cuts that all formats make alike. */
#ifndef MLN_REPORT_TALLY_H
#define MLN_REPORT_TALLY_H

#include "finding/run.h"
#include "report/report.h"

typedef struct {
    uint32_t severities[MLN_SEVERITY_COUNT]; /* active findings */
    uint32_t active;
    uint32_t suppressed;
    uint32_t read;                        /* files read as code */
    uint32_t langs[MLN_LANG_COUNT];       /* of these */
    uint32_t secrets_only;                /* files read for secrets alone */
    uint32_t passed_over[MLN_SKIP_COUNT]; /* why these were not read as code */
    uint32_t error_files;                 /* files that did not parse whole */
    uint32_t skips;                       /* all reasons together */
} mln_tally;

mln_tally mln_tally_make(const mln_run *run);

static inline bool mln_report_shows(const mln_report_options *options, const mln_finding *finding)
{
    return options->include_suppressed || finding->suppression == MLN_ACTIVE;
}

/* The ending of a counted word: 1 "finding", 2 "findings". */
static inline const char *mln_tally_plural(uint32_t count)
{
    return count == 1 ? "" : "s";
}

#endif
