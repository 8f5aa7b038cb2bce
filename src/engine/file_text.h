/* file_text: a file as text: rules for text of any kind, and files that rules for code pass over.
 */
#ifndef MLN_ENGINE_FILE_TEXT_H
#define MLN_ENGINE_FILE_TEXT_H

#include "engine/file_scan.h"

/* Runs the rules for text on the file that the evaluator is at. */
void mln_file_text_run(mln_file_scan *scan);

/* Takes on the file that `scan` has read and rules for code pass over for this reason: rules for
 * text and for secrets run on it. False when there are none: it is a skip. */
bool mln_file_text_run_alone(mln_file_scan *scan, mln_skip_reason reason);

#endif
