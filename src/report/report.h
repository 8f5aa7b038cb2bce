/* report: a run, written down in one of the output formats.
 *
 * A report reads the run's record alone: it opens no file and does no output. All formats of one
 * run carry the same findings, in the order of the run, so the run must have been sorted. What is
 * written does not depend on threads or time, but for what `timing` adds.
 */
#ifndef MLN_REPORT_REPORT_H
#define MLN_REPORT_REPORT_H

#include "base/buf.h"
#include "finding/run.h"

typedef struct {
    bool colour;             /* text: ANSI colours and hyperlinks */
    bool quiet;              /* text: findings alone, no summary */
    bool verbose;            /* text: rules' help, every skipped file, every notification */
    bool include_suppressed; /* suppressed findings too, marked as such */
    bool timing;             /* text: elapsed time as the last line; json: `summary.seconds` */
    uint32_t width;          /* text: columns of the terminal; 0: 100 */
    mln_str version;         /* of merlon; empty: MLN_VERSION */
    mln_str command_line;    /* sarif: how merlon was called; may be empty */
    mln_str category; /* sarif: GitHub's category, without a slash at its end; may be empty */
} mln_report_options;

typedef enum {
#define MLN_REPORT(NAME, name, id, text) MLN_REPORT_##NAME,
#include "report/report_list.h"
#undef MLN_REPORT
    MLN_REPORT_COUNT
} mln_report_format;

/* mln_report_text, mln_report_json …: append the report to `out`. */
#define MLN_REPORT(NAME, name, id, text)                                                           \
    void mln_report_##name(const mln_run *run, const mln_report_options *options, mln_buf *out);
#include "report/report_list.h"
#undef MLN_REPORT

/* The same by format. */
void mln_report_write(mln_report_format format, const mln_run *run,
                      const mln_report_options *options, mln_buf *out);

/* The format's id ("sarif") and what it is for. */
const char *mln_report_get_id(mln_report_format format);
const char *mln_report_get_text(mln_report_format format);

/* By id; false when there is none of that name. */
bool mln_report_find(mln_str id, mln_report_format *format);

#endif
