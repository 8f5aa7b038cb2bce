/* explain: what the rules make of one line, and why they say nothing there.
 *
 * Every rule that is for the file is run alone. Of a taint rule that finds nothing on the line
 * although it has a sink or source there, the run is repeated with one thing left out after
 * another: a sanitizer, the conditions, what makes a value harmless, the calls that nothing is
 * known of. What lets the value through is what stopped it.
 */
#ifndef MLN_ENGINE_EXPLAIN_H
#define MLN_ENGINE_EXPLAIN_H

#include "engine/engine.h"

typedef enum {
#define MLN_VERDICT(NAME, id, text) MLN_VERDICT_##NAME,
#include "engine/verdict_list.h"
#undef MLN_VERDICT
    MLN_VERDICT_COUNT
} mln_verdict;

/* "stopped". */
const char *mln_verdict_get_id(mln_verdict verdict);
/* What it means, in half a sentence. */
const char *mln_verdict_get_text(mln_verdict verdict);

/* One rule and the line. */
typedef struct {
    const mln_card *card;
    mln_rule_mode mode;
    mln_verdict verdict;
    mln_str text;      /* a sentence or two */
    uint32_t findings; /* in the file, of this rule */
    uint32_t line;     /* of what the sentence speaks of (a sanitizer, the source); 0: none */
    bool has_flow;     /* a taint rule that was not ruled out by names alone: these are known */
    uint32_t sources, line_sources; /* in the file, on the line */
    uint32_t sinks, line_sinks;
    uint32_t sanitizers;
} mln_explanation;

typedef struct {
    mln_arena arena;
    mln_lang lang;
    mln_str code; /* the line, trimmed */
    MLN_VEC(mln_explanation)
    list;            /* by verdict, then in the order of the rules */
    mln_str refusal; /* why the file is not looked at */
} mln_explained;

/* Explains line `line` (1-based) of a file. MLN_NOT_FOUND: the file has no such line;
 * MLN_UNSUPPORTED: the file is not analysed, `refusal` says why. The options' files are not read.
 */
MLN_CHECK_RESULT mln_status mln_explain(const mln_engine *engine, const mln_engine_options *options,
                                        const mln_engine_file *file, uint32_t line,
                                        mln_explained *explained);
void mln_explained_release(mln_explained *explained);

#endif
