/* record: from a place in a file, and what a rule makes of it, to a finding of the run. */
#ifndef MLN_ENGINE_RECORD_H
#define MLN_ENGINE_RECORD_H

#include "engine/file_scan.h"

/* A metavariable, or another word with a dollar that a message may show. */
typedef struct mln_record_word {
    mln_str name; /* "$X" */
    mln_str text;
    mln_span span;
} mln_record_word;

/* A step of the way to the place, in the same file. */
typedef struct {
    mln_span span;
    mln_span code; /* what is shown of it: its first line */
    mln_str text;
} mln_record_step;

typedef struct {
    mln_span span;
    bool is_text; /* the span is of text, found by an expression, and no node of the tree */
    const mln_record_word *words;
    uint32_t word_count;
    const mln_record_step *steps;
    uint32_t step_count;
    mln_str message; /* in place of the card's, as it is; empty: the card's, filled in */
    mln_str anchor;  /* of the finding, as there */
} mln_record_place;

/* Adds a finding of the rule in the file being scanned, message and fix filled in. One that is
 * there already, with the same place and message, is not added again. Texts are copied. */
void mln_record_add(mln_file_scan *scan, const mln_engine_rule *rule,
                    const mln_record_place *place);

/* A template with the place's words filled in, in `out`, which is cleared. Ends soon after `max`
 * bytes. */
void mln_record_fill_in(mln_str template, const mln_record_place *place, uint32_t max,
                        mln_buf *out);

/* What a range binds, as words, in the scan's `words`; they last until the next call. */
void mln_record_get_words(mln_file_scan *scan, const mln_compiled *compiled,
                          const mln_range *range);

/* Takes out findings, from the `first` on, of rules that yield to others that found something on
 * the same lines. */
void mln_record_drop_yielding(mln_file_scan *scan, uint32_t first);

/* Notes that a rule's budget ran out on this file. */
void mln_record_note_spent(mln_file_scan *scan, const mln_engine_rule *rule);

/* Gives the findings from number `first` on their line hashes. */
void mln_record_hash(mln_file_scan *scan, uint32_t first);

#endif
