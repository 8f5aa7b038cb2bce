/* explain, private: the explanation being made. */
#ifndef MLN_ENGINE_EXPLAIN_P_H
#define MLN_ENGINE_EXPLAIN_P_H

#include "engine/explain.h"
#include "engine/taint_p.h"

typedef struct {
    mln_explained *out;
    mln_file_scan *scan;
    const mln_engine_file *file;
    mln_file_scan whole; /* all rules on the file; run when has_whole */
    bool has_whole;
    mln_taint *taint; /* NULL: flow is off */
    uint32_t line;
    bool has_facts;
} mln_explainer;

/* Whether a span covers the line. */
bool mln_explain_covers(const mln_explainer *explainer, mln_span span);
uint32_t mln_explain_get_line(const mln_explainer *explainer, uint32_t offset);

/* Sets the text of an explanation. */
void mln_explain_say(mln_explainer *explainer, mln_explanation *explanation, const char *format,
                     ...) MLN_PRINTF(3, 4);

/* Facts of the file, made once. */
void mln_explain_need_facts(mln_explainer *explainer);

/* Fill in verdict, text and counts. */
void mln_explain_taint(mln_explainer *explainer, const mln_engine_rule *rule,
                       mln_explanation *explanation);
void mln_explain_option(mln_explainer *explainer, const mln_engine_rule *rule,
                        mln_explanation *explanation);

#endif
