/* evidence: code that nobody wrote by hand, recognised by what it looks like. */
#ifndef MLN_FILES_EVIDENCE_H
#define MLN_FILES_EVIDENCE_H

#include "files/lang.h"
#include "files/skip.h"

/* Whether the text is minified or generated. Looks at the first 64 KiB at most.
 *
 * Minified (JavaScript, TypeScript): three fifths of it stand in lines of more than 300 bytes that
 * have code's punctuation and few blanks, or all but a hundredth in lines of more than 4000 bytes.
 * Generated: a comment in the first 4 KiB says so, or the text begins as a bundler's, Emscripten's
 * or a parser generator's output does. What a compiler leaves
 * (`__esModule`, a source map's address) is no evidence. `*reason` means nothing with false. */
bool mln_evidence_find(mln_str text, mln_lang lang, mln_skip_reason *reason);

/* Whether a path is test code by where it stands: test/, t/, __tests__/, x.test.js, x_test.c,
 * testX.c … */
bool mln_evidence_is_test(mln_str path);

/* Whether a file of that name holds no text, by its extension: pictures, archives, programs. */
bool mln_evidence_is_binary_name(mln_str name);

#endif
