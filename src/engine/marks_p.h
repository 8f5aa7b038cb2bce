/* marks, private: from a range to marks on values. */
#ifndef MLN_ENGINE_MARKS_P_H
#define MLN_ENGINE_MARKS_P_H

#include "engine/marks.h"

/* What a mark of the spec being worked on is, but for its value. */
typedef struct {
    mln_marks *m;
    const mln_engine_spec *spec;
    mln_mark mark;
    bool all_labels;        /* one mark a label: sanitizers and propagators */
    mln_mark_origin origin; /* made when the first value is marked */
    uint32_t id;            /* UINT32_MAX: not made yet */
} mln_marker;

static inline mln_flow_op mln_marks_get_op(const mln_marks *m, uint32_t value)
{
    return mln_facts_op(m->facts, value);
}

/* Marks a value; one that the stamp at hand has marked already is passed over. */
void mln_marker_add(mln_marker *k, uint32_t value);

/* Every expression in the range. */
void mln_marker_add_inside(mln_marker *k, mln_span span);

/* What is the whole range; of a list the items. */
void mln_marker_add_whole(mln_marker *k, mln_span span);

/* The variable or member that is the whole range, from there on. */
void mln_marker_add_variable(mln_marker *k, mln_span span);

/* What a sink's range means. `focused`: a focus names the value, so that a call means what it
 * gives. */
void mln_marker_add_sink(mln_marker *k, mln_span span, bool focused);

/* The first place that starts at or behind an offset. */
uint32_t mln_marks_find_place(mln_marks *m, uint32_t start);

/* Each sink that runs after the range, among the marks from `first` on, as a source. */
void mln_marker_add_control(mln_marker *k, mln_span span, uint32_t first);

#endif
