/* card: what a report says about a rule. */
#ifndef MLN_FINDING_CARD_H
#define MLN_FINDING_CARD_H

#include "base/str.h"

typedef enum {
    MLN_SEVERITY_INFO,
    MLN_SEVERITY_LOW,
    MLN_SEVERITY_MEDIUM,
    MLN_SEVERITY_HIGH,
    MLN_SEVERITY_CRITICAL,
    MLN_SEVERITY_COUNT
} mln_severity;

typedef enum {
    MLN_PRECISION_LOW,
    MLN_PRECISION_MEDIUM,
    MLN_PRECISION_HIGH,
    MLN_PRECISION_VERY_HIGH,
    MLN_PRECISION_COUNT
} mln_precision;

/* All texts are owned by whoever made the card (the rule set's arena) and live as long as the run.
 */
typedef struct {
    mln_str id;
    mln_str title;   /* short, for lists; the id when the rule gives none */
    mln_str message; /* with metavariables unfilled */
    mln_str help;    /* longer text, Markdown; may be empty */
    mln_str url;     /* may be empty */
    mln_severity severity;
    mln_precision precision;
    mln_str guard;      /* control id of rules/controls.yaml that closes it; may be empty */
    const mln_str *cwe; /* "CWE-89" */
    uint32_t cwe_count;
    const mln_str *owasp; /* "A03:2021" */
    uint32_t owasp_count;
    const mln_str *references; /* addresses */
    uint32_t reference_count;
    const mln_str *tags; /* technology, category …: what the rule's metadata lists */
    uint32_t tag_count;
} mln_card;

/* "info" … "critical". */
const char *mln_severity_get_name(mln_severity severity);

/* "low" … "very-high". */
const char *mln_precision_get_name(mln_precision precision);

/* By merlon's names and Semgrep's (ERROR = high, WARNING = medium, INFO = low; INVENTORY and
 * EXPERIMENT = info), in any case. The one word that both know, with two meanings, is told apart
 * by its case: `INFO` is Semgrep's (low), `info` and `Info` are merlon's. False when it is neither;
 * the result is then untouched. */
bool mln_severity_find(mln_str name, mln_severity *severity);

/* By name, in any case (Semgrep writes `confidence: HIGH`). */
bool mln_precision_find(mln_str name, mln_precision *precision);

#endif
