/* aliengrep: the other engine for text (`generic_engine: aliengrep`): a pattern is spelled as a
 * regular expression.
 *
 * White space between two tokens is free, newlines included unless `generic_multiline` is false.
 * `...` is any number of words, brackets with all that is in them, and other characters, as few as
 * possible; `....` crosses lines even where `...` does not. In front of a pattern and behind it
 * they reach to the end of the text (or line). Brackets of the pattern close where they must.
 */
#ifndef MLN_PATTERN_ALIENGREP_H
#define MLN_PATTERN_ALIENGREP_H

#include "base/arena.h"
#include "base/regex.h"
#include "pattern/formula.h"

/* Group n of the expression is variable n - 1. `words` are as in pattern/generic.h. */
MLN_CHECK_RESULT mln_status mln_aliengrep_compile(mln_arena *arena, mln_str text,
                                                  const mln_generic_options *options,
                                                  mln_regex **regex, const mln_str **variables,
                                                  uint32_t *variable_count, const mln_str **words,
                                                  uint32_t *word_count, char *error,
                                                  size_t error_size);

#endif
