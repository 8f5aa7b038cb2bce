/* analysis: the analyzers of `metavariable-analysis`.
 *
 * entropy: is this text too random to be words? The information of a text under a model of English:
 * three neighbouring letters cost what their frequency says (analysis_table.c); where they never
 * follow each other, or are no letters, what each costs alone: log2(62) bits for what is no letter.
 * High is more than 64 bits in all and more than 0.6 of 8 bits a character. One character repeated
 * is never high.
 *
 * redos: can this regular expression be made to take exponential time? It looks for a repeated
 * group that holds a repetition, where one text can be split between the rounds in many ways, and
 * after which the match can still fail: (a+)+$. Two alternatives that begin alike, and neighbouring
 * repetitions, which cost a polynomial, are not meant.
 */
#ifndef MLN_PATTERN_ANALYSIS_H
#define MLN_PATTERN_ANALYSIS_H

#include "base/str.h"

typedef enum { MLN_ANALYZER_ENTROPY, MLN_ANALYZER_REDOS } mln_analyzer;

/* By the name in a rule ("entropy", "redos"); false when there is no such analyzer. */
bool mln_analysis_find(mln_str name, mln_analyzer *analyzer);

/* `text` without quotes. */
bool mln_analysis_is_high_entropy(mln_str text);

/* `text` is the regular expression; as a literal (/../flags) or a quoted string it is unwrapped. */
bool mln_analysis_is_redos(mln_str text);

/* Either, by analyzer. */
bool mln_analysis_holds(mln_analyzer analyzer, mln_str text);

#endif
