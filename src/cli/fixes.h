/* fixes: the fixes of a run, written into the files or shown as a difference. */
#ifndef MLN_CLI_FIXES_H
#define MLN_CLI_FIXES_H

#include "files/walk.h"
#include "finding/run.h"

/* Applies the fixes of active findings to the files that were walked. Each file is read again,
 * refused when it has changed or is not plain UTF-8, and replaced as a whole, its mode kept. In a
 * dry run nothing is written: the difference goes to standard output. What is not applied is told
 * in the run's diagnostics; how much was, on standard error, unless `quiet`. Returns an exit code:
 * 2 when something could not be written. */
int mln_fixes_run(mln_run *run, const mln_walk *walk, bool dry_run, bool quiet);

#endif
