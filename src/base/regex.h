/* regex: regular expressions, PCRE2 (8-bit, UTF, JIT) with limits.
 *
 * Rules and code under scan are hostile: an expression runs under a match, depth and heap limit,
 * and text that is not valid UTF-8 never matches across the bad bytes. A compiled expression is
 * immutable and shared by threads; each thread brings its own matcher. Python's spellings that rule
 * files use ((?P<n>..), \A, \Z, inline flags) are PCRE2's too. A newline is LF, `$` without
 * MULTILINE also matches before one at the very end.
 */
#ifndef MLN_BASE_REGEX_H
#define MLN_BASE_REGEX_H

#include "base/status.h"
#include "base/str.h"

typedef struct mln_regex mln_regex;
typedef struct mln_regex_matcher mln_regex_matcher;

enum {
    MLN_REGEX_ANCHORED = 1 << 0, /* matches only where the search starts */
    MLN_REGEX_MULTILINE = 1 << 1,
    MLN_REGEX_CASELESS = 1 << 2,
    MLN_REGEX_DOTALL = 1 << 3
};

/* More groups than this are matched but not reported; group 0 is the whole match. */
#define MLN_REGEX_GROUP_MAX 64u

/* Start and stop of a group that took no part in the match. */
#define MLN_REGEX_UNSET UINT32_MAX

typedef enum {
    MLN_REGEX_NO_MATCH,
    MLN_REGEX_MATCH,
    MLN_REGEX_LIMIT /* gave up; nothing is known */
} mln_regex_result;

/* Compiles `pattern` (copied as needed). MLN_SYNTAX: `error` holds the reason, NUL-terminated, and
 * `*error_offset` the byte of the pattern; both may be NULL. MLN_LIMIT: longer or deeper than is
 * allowed. On failure `*regex` is NULL. */
MLN_CHECK_RESULT mln_status mln_regex_new(mln_regex **regex, mln_str pattern, uint32_t flags,
                                          char *error, size_t error_size, uint32_t *error_offset);
void mln_regex_free(mln_regex *regex);

/* Capturing groups, group 0 not counted. */
uint32_t mln_regex_get_group_count(const mln_regex *regex);

/* The name of group `group` (1-based); empty when it has none. */
mln_str mln_regex_get_group_name(const mln_regex *regex, uint32_t group);

/* A literal of three bytes or more that every text with a match contains, in that case. False when
 * none is known: derived from a simple reading of the top level of the pattern, never guessed. */
bool mln_regex_get_literal(const mln_regex *regex, mln_str *literal);

/* What one thread needs to match: any number of expressions may share it. */
mln_regex_matcher *mln_regex_matcher_new(void);
void mln_regex_matcher_free(mln_regex_matcher *matcher);

/* The first match at or after `start`; lookbehind sees what stands before. `*group_count` is the
 * room in `groups` and becomes the number of groups written, group 0 first, never more than the
 * pattern has. Both may be NULL. */
mln_regex_result mln_regex_match(const mln_regex *regex, mln_regex_matcher *matcher,
                                 mln_str subject, uint32_t start, mln_span *groups,
                                 uint32_t *group_count);

/* All matches, left to right. After an empty match the next is looked for at the same place if it
 * is not empty, else one character on, as Perl does. */
typedef struct {
    const mln_regex *regex;
    mln_regex_matcher *matcher;
    mln_str subject;
    uint32_t at;
    bool after_empty;
    bool done;
} mln_regex_iter;

mln_regex_iter mln_regex_iter_init(const mln_regex *regex, mln_regex_matcher *matcher,
                                   mln_str subject);
mln_regex_result mln_regex_iter_next(mln_regex_iter *iter, mln_span *groups, uint32_t *group_count);

#endif
