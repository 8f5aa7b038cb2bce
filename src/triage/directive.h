/* directive: what a comment asks of merlon.
 *
 *     merlon-ignore
 *     merlon-ignore: id, id -- reason (until 2027-01-31)
 *     nosemgrep: id, id            (or nosem; in any case; the ids may be left out)
 *
 * A directive ends with its line. `merlon-ignore` is strict, because a mistake in it would hide a
 * finding or fail to without a word: what follows it must be as above. In the middle of a line,
 * where the word may be prose, a `merlon-ignore` without a colon that is followed by other words is
 * passed over. `nosemgrep` is read as Semgrep reads it: whatever follows the list is passed over.
 */
#ifndef MLN_TRIAGE_DIRECTIVE_H
#define MLN_TRIAGE_DIRECTIVE_H

#include "base/str.h"

/* A day of the Gregorian calendar. */
typedef struct {
    uint32_t year;
    uint32_t month; /* 1 … 12 */
    uint32_t day;   /* 1 … 31 */
} mln_date;

/* <0, 0, >0. */
int mln_date_compare(mln_date a, mln_date b);

/* Reads "2027-01-31"; false when it is not a day that exists. */
bool mln_date_parse(mln_str text, mln_date *date);

typedef enum {
    MLN_DIRECTIVE_MERLON, /* merlon-ignore */
    MLN_DIRECTIVE_NOSEM   /* nosem, nosemgrep */
} mln_directive_kind;

typedef struct {
    mln_directive_kind kind;
    uint32_t line;       /* lines below the first of the comment */
    mln_str ids;         /* the list as written; empty: every rule */
    mln_str reason;      /* may be empty */
    bool has_until;      /* only of MERLON */
    mln_date until;      /* the last day on which it holds */
    const char *mistake; /* static text: how it is malformed, or NULL */
} mln_directive;

/* Where the reading of a comment stands. */
typedef struct {
    mln_str text;
    uint32_t at;
    uint32_t line;       /* number of the line `at` is on, from 0 */
    uint32_t line_start; /* its first byte */
    uint32_t line_stop;  /* after its last byte that is not white space; valid once `in_line` */
    bool in_line;
} mln_directive_reader;

/* The next directive of the comment; false at the end. Start with {.text = comment}. Directives
 * point into the text. Linear in the text. */
bool mln_directive_next(mln_directive_reader *reader, mln_directive *directive);

/* The next id of a directive's list from byte *at on; false at the end. */
bool mln_directive_next_id(const mln_directive *directive, uint32_t *at, mln_str *id);

/* Whether an id in a comment names the rule: they are equal, or one is the other with dotted words
 * before it ("javascript.express.xss" and "xss"), as Semgrep's registry has it. */
bool mln_directive_id_matches(mln_str id, mln_str rule);

#endif
