/* analysis, private: the table of trigrams. */
#ifndef MLN_PATTERN_ANALYSIS_P_H
#define MLN_PATTERN_ANALYSIS_P_H

#include "pattern/analysis.h"

/* By the first two letters; the third is an index into the string. */
extern const char *const mln_analysis_table[26 * 26];

/* Quarters of a bit. */
#define MLN_ANALYSIS_STEPS 4u
#define MLN_ANALYSIS_BASE (6u * MLN_ANALYSIS_STEPS) /* of '!' in the table */
#define MLN_ANALYSIS_UNSEEN 'i' /* in the table: three letters that never follow each other */

#endif
