/* run: the record of one scan: what was asked, what was found, what was not seen.
 *
 * Filled by the engine, completed by triage, read by the reports. Everything in it is in an order
 * that does not depend on threads: files by path, findings by file, position and rule.
 */
#ifndef MLN_FINDING_RUN_H
#define MLN_FINDING_RUN_H

#include "base/diag.h"
#include "base/vec.h"
#include "files/skip.h"
#include "finding/finding.h"

typedef struct {
    mln_str path;
    mln_skip_reason reason;
} mln_skip;

typedef struct {
    mln_str path; /* as reports show it: relative, '/' separated, valid UTF-8 */
    mln_lang lang;
    uint32_t bytes;
    uint32_t lines;
    bool in_test;
    uint32_t error_count; /* ranges that did not parse */
    uint32_t error_line;  /* line of the first of them; 0 without one */
    uint32_t error_bytes;
    uint64_t global_controls;    /* what it gives to every route; see mln_finding.unless_global */
    bool secrets_only;           /* read for secrets alone: rules for code passed it over .. */
    mln_skip_reason passed_over; /* .. for this reason */
} mln_run_file;

/* A comment that speaks to merlon, and the statement it speaks of. */
typedef struct {
    uint32_t file;
    uint32_t line;      /* of the comment */
    uint32_t end_line;  /* of the comment */
    uint32_t code_line; /* first line of the statement it stands in, on or above */
    uint32_t code_end_line;
    mln_str text; /* without the comment marks */
} mln_remark;

/* What a rule cost, if that was asked for. */
typedef struct {
    uint64_t nanoseconds; /* of processor time */
    uint32_t files;       /* in which it was looked for */
} mln_run_cost;

/* What rules do not cost. */
typedef enum {
    MLN_PHASE_READ,    /* reading, parsing, names */
    MLN_PHASE_FLOW,    /* values and where they go, for all rules about that together */
    MLN_PHASE_SECRETS, /* all detectors together */
    MLN_PHASE_COUNT
} mln_run_phase;

typedef struct {
    mln_arena arena; /* every text of the run */
    MLN_VEC(mln_card)
    cards;
    MLN_VEC(mln_run_file)
    files;
    MLN_VEC(mln_finding)
    findings;
    MLN_VEC(mln_remark)
    remarks;
    MLN_VEC(mln_skip)
    skips; /* files; whole folders count as one */
    uint32_t skip_counts[MLN_SKIP_COUNT];
    uint32_t rules_loaded;  /* rules that ran */
    uint32_t rules_refused; /* well-formed, but asking for what merlon lacks */
    uint32_t rules_other_language;
    bool incomplete; /* something was not analysed: --strict makes it exit 3 */
    mln_diags diags; /* notifications */
    uint64_t bytes;
    uint64_t lines;
    MLN_VEC(mln_run_cost)
    costs;                            /* by card; empty unless asked for */
    uint64_t phases[MLN_PHASE_COUNT]; /* nanoseconds of processor time */
    double seconds;                   /* wall clock; shown in the last line of text alone */
} mln_run;

void mln_run_release(mln_run *run);

/* Copies text into the run's arena. */
mln_str mln_run_dup(mln_run *run, mln_str text);

/* Files by path, findings by (file, start, stop, rule, message), remarks, skips and notifications
 * by place; everything that points at a file is adjusted. Of findings equal in all five, one is
 * kept, the same one whatever the order they came in (the one with the fewest steps). Then every
 * finding gets its identity (finding/identity.h). Calling it again does no harm. */
void mln_run_sort(mln_run *run);

#endif
