/* match: where a pattern matches in a file, and with which bindings.
 *
 * All ways are found, not the first: two ways with other bindings are two matches. The matcher is a
 * solver over goals ("this node of the pattern against that node of the tree"): what is certain is
 * done in a loop, what can go several ways is tried way by way, with a trail that undoes bindings.
 * Its depth is bounded by the pattern, never by the code; its work by a step budget for a pattern
 * and file, which is reported when it is spent.
 */
#ifndef MLN_PATTERN_MATCH_H
#define MLN_PATTERN_MATCH_H

#include "names/names.h"
#include "pattern/pattern.h"

typedef enum {
    MLN_BOUND_NOT,
    MLN_BOUND_NODE, /* an expression, name, type or statement */
    MLN_BOUND_TEXT, /* the inside of a string literal; sym is its value */
    MLN_BOUND_LIST, /* `$...X`: the siblings from `node` up to `stop_node` */
    MLN_BOUND_SPAN, /* a piece of text: a regular expression's group, a rest of operands */
    MLN_BOUND_WORD  /* likewise, of a pattern for text: it may count as a number */
} mln_bound_kind;

typedef struct {
    mln_bound_kind kind;
    mln_node node;
    uint32_t stop_node;
    mln_sym sym;
    mln_span span;
} mln_bound;

typedef struct {
    mln_span span;
    const mln_bound *bounds; /* by the pattern's variables */
    /* Of a sequence that ends with `...`: where it may end as well, before the span does. */
    const uint32_t *ends;
    uint32_t end_count;
} mln_match;

/* Whether nodes with a symbol give names from elsewhere (pattern/match_sequence.c). */
typedef enum { MLN_GIVES_UNKNOWN, MLN_GIVES_NONE, MLN_GIVES_SOME } mln_symbol_gives;

/* One file as the matcher sees it; made once a file, shared by all patterns. */
typedef struct {
    mln_tree *tree;
    mln_names *names;
    const mln_strtab *vocabulary;
    MLN_VEC(uint32_t)
    vocabulary_of; /* by local symbol; UINT32_MAX: in no rule */
    MLN_VEC(uint64_t)
    present; /* bit set by vocabulary id */
    MLN_VEC(uint32_t)
    by_kind; /* nodes, sorted by kind, then by position */
    uint32_t kind_start[MLN_KIND_COUNT + 1];
    bool has_index; /* by_kind is made */
    MLN_VEC(uint32_t)
    statements; /* that stand in a list of them, in order; made with by_symbol */
    MLN_VEC(uint32_t)
    symbol_of; /* by vocabulary id, of those that are present: the local symbol */
    MLN_VEC(uint32_t)
    by_symbol; /* nodes with a symbol, sorted by symbol, then by position */
    MLN_VEC(uint32_t)
    symbol_start; /* by local symbol, and one more; made when it is needed */
    MLN_VEC(uint8_t)
    symbol_gives; /* by local symbol, an mln_symbol_gives */
    mln_regex_matcher *regex;
    mln_arena scratch; /* goals of the way being tried */
} mln_subject;

void mln_subject_init(mln_subject *subject, const mln_strtab *vocabulary, mln_regex_matcher *regex);
void mln_subject_release(mln_subject *subject);

/* Takes on a file. */
void mln_subject_set(mln_subject *subject, mln_tree *tree, mln_names *names);

/* Vocabulary id of a symbol of the file; UINT32_MAX: in no rule. */
uint32_t mln_subject_get_literal(mln_subject *subject, mln_sym sym);

static inline bool mln_subject_has(const mln_subject *subject, uint32_t literal)
{
    return literal / 64 < subject->present.len &&
           (subject->present.data[literal / 64] >> (literal % 64) & 1);
}

/* Whether the file holds all literals the pattern needs. */
bool mln_subject_may_match(const mln_subject *subject, const mln_pattern *pattern);

typedef struct {
    MLN_VEC(mln_match)
    matches;    /* sorted by span */
    bool spent; /* the step budget ran out: there may be more */
    uint64_t steps;
} mln_matches;

/* All matches in the file. Matches and bounds are made in `arena`. */
void mln_match_find(mln_subject *subject, const mln_pattern *pattern, mln_arena *arena,
                    mln_matches *list);

/* Those that contain one of the spans (of none: all), and perhaps others. */
void mln_match_find_around(mln_subject *subject, const mln_pattern *pattern, const mln_span *around,
                           uint32_t around_count, mln_arena *arena, mln_matches *list);

/* Whether two bindings are the same code. */
bool mln_bound_same(mln_subject *subject, const mln_bound *a, const mln_bound *b);

/* The text a binding stands for in messages. */
mln_str mln_bound_get_text(const mln_subject *subject, const mln_bound *bound);

#endif
