/* way: the solver's steps in words: from values to places in the code, and what happens there. */
#ifndef MLN_ENGINE_WAY_H
#define MLN_ENGINE_WAY_H

#include "engine/marks.h"
#include "engine/record.h"

typedef struct {
    const mln_tree *tree;
    const mln_flow_lowering *lowering;
    const mln_facts *facts;
    mln_arena *arena; /* of the texts and the steps */
    mln_buf *text;    /* scratch */
} mln_way;

/* The steps of a hit, those that say nothing new left out. */
void mln_way_make(const mln_way *way, const mln_flow_hit *hit, const mln_mark_origin *source,
                  const mln_mark_origin *sink, const mln_record_step **made, uint32_t *made_count);

/* The same of an option: where it is written, and how it comes to the call. */
void mln_way_make_option(const mln_way *way, const mln_option_hit *hit,
                         const mln_record_step **made, uint32_t *made_count);

/* A name to call what is called by: `db.query`. Empty when it has none. */
mln_str mln_way_get_callee(const mln_way *way, uint32_t call);

/* The code of a span in one line, for a sentence; cut when it is long. Lives in the arena. */
mln_str mln_way_quote(const mln_way *way, mln_span span);

#endif
