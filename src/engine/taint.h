/* taint: the rules about the flow of values, of one file: mode taint and mode option.
 *
 * First it is asked whether a rule can find anything at all: the literals of its patterns, the
 * ranges of its sinks and sources, the names of its models. A file in which no rule can is not
 * lowered. Otherwise facts are made once, resolved, marked (engine/marks.h) and solved for all
 * rules together, 64 problems at a time; a problem is a rule, or a label of one.
 */
#ifndef MLN_ENGINE_TAINT_H
#define MLN_ENGINE_TAINT_H

#include "engine/file_scan.h"

typedef struct mln_taint mln_taint;

/* What one thread keeps from file to file. */
mln_taint *mln_taint_new(const mln_engine *engine);
void mln_taint_free(mln_taint *taint);

/* Runs the rules on the file the scan is at. Findings and spent budgets go to its record. */
void mln_taint_run(mln_taint *taint, mln_file_scan *scan);

#endif
