/* generic: patterns for text of any kind (`languages: [generic]`).
 *
 * A text is words ([A-Za-z0-9_]+) and single bytes of anything else; white space only separates.
 * Two things nest in it: lines by their indentation, and what stands between brackets that close
 * on their line. In a pattern lines nest by indentation alone: a line that is more indented must be
 * so in the text, while lines at one level match through the text's nesting. A match that begins
 * inside a nesting does not leave it.
 *
 * `...` and `$...X` skip as little as possible, over at most so many lines (an option); at the
 * end of the pattern they run to that limit or to the end of the nesting. `$X` is a word. Of the
 * matches that end at one place only the shortest counts.
 *
 * The other engine, aliengrep, spells the pattern as a regular expression (pattern/aliengrep.h).
 * Both work under bounds, which are reported when they are spent.
 */
#ifndef MLN_PATTERN_GENERIC_H
#define MLN_PATTERN_GENERIC_H

#include "base/arena.h"
#include "base/regex.h"
#include "pattern/formula.h"
#include "pattern/match.h"

/* A token or a nesting. An atom is a word if its first byte is a word's, else a single byte. */
typedef struct {
    uint32_t start; /* of an atom; of a nesting, the one around it */
    uint32_t stop;  /* of an atom; 0: a nesting */
    uint32_t line;  /* of an atom, from 0 */
    uint32_t end;   /* of a nesting: the index behind all that is in it */
} mln_generic_token;

/* A text, cut up. Nestings stand in front of what is in them, number 0 around everything. */
typedef struct {
    mln_str text;
    const mln_generic_token *tokens;
    uint32_t count;
} mln_generic_text;

typedef struct mln_generic mln_generic;

/* Compiles into `arena`; `text` must live as long. MLN_SYNTAX: it is no pattern; `error` says why,
 * `*error_line` in which line of it (1-based). */
MLN_CHECK_RESULT mln_status mln_generic_compile(mln_arena *arena, mln_str text,
                                                const mln_generic_options *options,
                                                mln_generic **generic, char *error,
                                                size_t error_size, uint32_t *error_line);

/* Frees what is not in the arena. */
void mln_generic_release(mln_generic *generic);

/* Its metavariables, "$...X" as such. */
uint32_t mln_generic_get_variable_count(const mln_generic *generic);
mln_str mln_generic_get_variable(const mln_generic *generic, uint32_t index);

/* The words that every text with a match holds, if only in another case. */
const mln_str *mln_generic_get_words(const mln_generic *generic, uint32_t *count);

/* The comments it does not see, an mln_comment_style; whether it wants its text cut up at all. */
uint8_t mln_generic_get_comment_style(const mln_generic *generic);
bool mln_generic_needs_tokens(const mln_generic *generic);

/* Cuts a text up, in `arena`. Its comments of a style count as white space. */
void mln_generic_read(mln_arena *arena, mln_str text, uint8_t comment_style,
                      mln_generic_text *result);

/* What a thread needs. All-zero is ready. */
typedef struct mln_generic_matcher mln_generic_matcher;

mln_generic_matcher *mln_generic_matcher_new(mln_regex_matcher *regex);
void mln_generic_matcher_free(mln_generic_matcher *matcher);

/* Appends all matches to `list`, sorted by their starts; bounds are made in `arena`. Spans count
 * from `shift`. */
void mln_generic_find(mln_generic_matcher *matcher, const mln_generic *generic,
                      const mln_generic_text *text, uint32_t shift, mln_arena *arena,
                      mln_matches *list);

#endif
