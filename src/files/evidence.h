/* evidence: code that nobody wrote by hand, recognised by what it looks like. */
#ifndef MLN_FILES_EVIDENCE_H
#define MLN_FILES_EVIDENCE_H

#include "files/lang.h"
#include "files/skip.h"

/* Whether the text is minified or generated. Looks at the first 64 KiB at most: minified is text of
 * very long lines with few blanks; generated says so near its top, or is a bundler's runtime. */
bool mln_evidence_find(mln_str text, mln_lang lang, mln_skip_reason *reason);

/* Whether a path is test code by where it stands: test/, __tests__/, x.test.js, x_test.c … */
bool mln_evidence_is_test(mln_str path);

#endif
