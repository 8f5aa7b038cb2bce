/* sarif: the parts of the SARIF report, and what they share. */
#ifndef MLN_REPORT_SARIF_P_H
#define MLN_REPORT_SARIF_P_H

#include "report/json_writer.h"
#include "report/report.h"

/* GitHub refuses a file that goes over these. */
#define MLN_SARIF_MAX_RULES 25000u
#define MLN_SARIF_MAX_RESULTS 25000u
#define MLN_SARIF_MAX_TAGS 20u
#define MLN_SARIF_MAX_STEPS 1000u /* the limit is 10,000, but no more than 1,000 are kept */
#define MLN_SARIF_MAX_CHARS 1024u
#define MLN_SARIF_MAX_NAME 255u

#define MLN_SARIF_SOURCE_ID 1u

#define MLN_SARIF_NONE UINT32_MAX

typedef struct {
    mln_json json;
    const mln_run *run;
    const mln_report_options *options;
    uint32_t *rules;     /* by card: index in driver.rules, or NONE */
    uint32_t *artifacts; /* by file: index in run.artifacts, or NONE */
    uint32_t artifact_count;
    bool *shown;           /* by finding: whether it becomes a result */
    uint32_t result_count; /* findings asked for */
    uint32_t result_cut;   /* of these, left out for the limit */
    mln_buf text;          /* reused */
} mln_sarif;

/* "error", "warning", "note". */
const char *mln_sarif_get_level(mln_severity severity);

/* A `message` or multi-format string: {"text": …}. Links and placeholders in it are escaped, an
 * empty text becomes `otherwise`. */
void mln_sarif_put_message(mln_sarif *sarif, const char *key, mln_str text, mln_str otherwise);

/* The `message` of a result; of one with steps it ends with a link to the source, which is its
 * related location number MLN_SARIF_SOURCE_ID. */
void mln_sarif_put_result_message(mln_sarif *sarif, const mln_finding *finding);

/* The path as a URI reference: percent-encoded, without "./"; absolute paths get "file://". */
void mln_sarif_add_uri(mln_buf *out, mln_str path);

/* `artifactLocation`, with the index in run.artifacts if there is one. */
void mln_sarif_put_location(mln_sarif *sarif, mln_str path, uint32_t artifact);

/* driver.rules; fills sarif->rules. */
void mln_sarif_put_rules(mln_sarif *sarif);

/* run.results, with what sarif->shown names. */
void mln_sarif_put_results(mln_sarif *sarif);

/* The notifications of the one invocation, and whether it was successful. */
void mln_sarif_put_invocation(mln_sarif *sarif);

#endif
