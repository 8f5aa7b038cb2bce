/* program: what compiled formulas look like. Private to this room. */
#ifndef MLN_PATTERN_PROGRAM_P_H
#define MLN_PATTERN_PROGRAM_P_H

#include "base/ascii.h"
#include "base/multi.h"
#include "pattern/analysis.h"
#include "pattern/generic.h"
#include "pattern/program.h"

typedef struct mln_part mln_part;

typedef struct {
    mln_condition_kind kind;
    uint32_t variable; /* UINT32_MAX: of a comparison, none named */
    mln_regex *regex;
    const mln_part *formula;
    bool has_language;
    bool of_text;       /* PATTERN: the formula is about the text */
    bool nested;        /* PATTERN: in another language: what is bound is parsed as that */
    mln_lang lang;      /* of it */
    mln_word_set words; /* REGEX */
    const mln_comparison *comparison;
    mln_analyzer analyzer;
    const mln_str *types;
    uint32_t type_count;
    bool constant_propagation;
    bool early; /* REGEX: one child alone binds the variable, so its matches can be asked at once */
} mln_part_condition;

/* A node of a compiled formula. */
struct mln_part {
    mln_formula_kind kind;
    uint32_t pattern;   /* PATTERN: index into the program's patterns, or .. */
    bool is_text;       /* .. into those for text; also of REGEX in a formula for text */
    mln_word_set words; /* without which there is no match: a pattern for text needs all of them */
    const uint32_t *variables; /* PATTERN: the formula's variable of each of the pattern's */
    bool has_literal;          /* some literal must be in the file: cheap to refuse */
    uint32_t selector;         /* PATTERN that is `$X` alone: the variable; UINT32_MAX otherwise */
    mln_regex *regex;          /* REGEX */
    const mln_part *const *children;
    uint32_t child_count;
    const mln_part_condition *conditions;
    uint32_t condition_count;
    const uint32_t *focus; /* lists of variables, each behind its length */
    uint32_t focus_count;  /* lists */
};

struct mln_compiled {
    const mln_part *root;
    const mln_str *variables;
    uint32_t variable_count;
    const uint32_t *shared; /* variables that two parts must bind to the same: all but groups */
    uint32_t shared_count;
    const uint32_t *needs; /* literals, one of which every match needs; none: nothing is known */
    uint32_t need_count;
    mln_program_target target;
};

/* A pattern that is read ahead, and what was read. */
typedef struct {
    mln_str text;
    mln_lang lang;
    mln_wrapped wrapped;
} mln_ahead;

/* Patterns that are read before their formulas are added, by several threads; program_ahead.c. */
typedef struct {
    mln_strtab keys; /* language and text → the pattern, by position */
    MLN_VEC(mln_ahead)
    patterns;
    mln_arena *arenas; /* of the trees, one a thread */
    uint32_t arena_count;
} mln_read_ahead;

/* The text as it was read ahead, or NULL. */
const mln_wrapped *mln_read_ahead_find(const mln_read_ahead *ahead, mln_str text, mln_lang lang);
void mln_read_ahead_release(mln_read_ahead *ahead);

struct mln_program {
    mln_arena arena;
    mln_strtab vocabulary;
    mln_parser *parser;
    mln_tree tree; /* the parser's, of the pattern at hand */
    mln_read_ahead ahead;
    MLN_VEC(mln_pattern *)
    patterns;
    mln_strtab pattern_keys; /* text, language and options → pattern, by position */
    MLN_VEC(uint32_t)
    key_pattern;
    MLN_VEC(mln_generic *)
    generics;
    mln_strtab words;  /* that formulas need somewhere in the text, by index plus one */
    mln_multi *finder; /* of them; NULL: every formula may match */
    MLN_VEC(mln_regex *)
    regexes;
    MLN_VEC(const mln_comparison *)
    comparisons;
};

typedef struct {
    mln_span span;
    mln_bound *bounds;
    bool inside;  /* came from a pattern-inside: never the result beside something else */
    bool is_text; /* what an expression for text matched, which need be no node */
} mln_eval_range;

typedef MLN_VEC(mln_eval_range)
mln_eval_ranges;

typedef struct {
    mln_matches list;
    uint32_t file; /* number of the file it was filled for */
} mln_eval_cache;

struct mln_evaluator {
    const mln_program *program;
    mln_subject subject;
    mln_arena arena; /* of the file */
    mln_regex_matcher *regex;
    mln_generic_matcher *generic;                   /* made when it is needed */
    mln_generic_text plain;                         /* the file as it is */
    mln_generic_text texts[MLN_COMMENTS_SHELL + 1]; /* the file cut up, by style of comments */
    uint32_t text_file[MLN_COMMENTS_SHELL + 1];     /* number of the file it was cut up for */
    MLN_VEC(uint64_t)
    words; /* bit set of the program's words: those that are in the file */
    MLN_VEC(uint32_t)
    word_stops;                /* of those, behind the last occurrence */
    uint32_t word_file;        /* number of the file for which it was made */
    struct mln_nested *nested; /* what parses code inside the file; made when it is needed */
    uint32_t depth;            /* 0: it is about a file; else about code inside, so deep */
    MLN_VEC(mln_eval_cache)
    cache; /* by pattern */
    MLN_VEC(mln_eval_cache)
    text_cache; /* by pattern for text */
    uint32_t file;
    const mln_compiled *compiled;
    const mln_bound *outer; /* what is bound around a metavariable-pattern; NULL elsewhere */
    /* What the expression of a condition says of the file's names, by symbol: 0 not asked. */
    MLN_VEC(uint8_t)
    name_answers;
    const mln_part_condition *name_condition;
    uint32_t name_file;
    mln_matches some; /* of one pattern, around these spans: */
    const mln_span *around;
    uint32_t around_count; /* 0: what is asked for is asked of the whole file */
    bool longest;          /* of a sequence that may end anywhere only the longest match counts */
    const mln_part *early; /* whose early conditions the matches at hand must meet; NULL: none */
    bool spent;
    MLN_VEC(mln_range)
    result;
};

/* Whether what both bind is the same. */
bool mln_eval_agree(mln_evaluator *e, const mln_bound *a, const mln_bound *b);

/* Whether `base` and `more` agree; then `base` gains what only `more` binds. */
bool mln_eval_merge(mln_evaluator *e, mln_bound *base, const mln_bound *more);
mln_bound *mln_eval_copy(mln_evaluator *e, const mln_bound *bounds);

/* `$1`, a group of a regular expression: each expression has its own. */
static inline bool mln_eval_is_group(mln_str name)
{
    return name.len > 1 && mln_ascii_is_digit(name.ptr[1]);
}

/* Binds the groups of a match, whose spans count from `shift`: `$1`, `$2` …, named ones by their
 * names too. */
void mln_eval_bind_groups(mln_evaluator *e, const mln_regex *regex, const mln_span *groups,
                          uint32_t count, uint32_t shift, mln_bound *bounds);

/* The ranges of a part. With `within` only what lies in it. */
void mln_eval_part(mln_evaluator *e, const mln_part *part, const mln_span *within,
                   mln_eval_ranges *out);

/* The ranges of a part that one of the given ranges may lie in; when it is no INSIDE, all. */
void mln_eval_part_around(mln_evaluator *e, const mln_part *part, const mln_span *within,
                          const mln_eval_ranges *ranges, mln_eval_ranges *out);

/* Takes away from the ranges what a negated part says. */
void mln_eval_subtract(mln_evaluator *e, const mln_part *negated, const mln_span *within,
                       mln_eval_ranges *ranges);

/* Applies one condition to a range: appends what is left of it (nothing, one, or several with more
 * bindings) to `out`. */
void mln_eval_condition(mln_evaluator *e, const mln_part_condition *condition,
                        const mln_eval_range *range, mln_eval_ranges *out);

/* Whether a regular expression holds of what a variable is bound to. */
bool mln_eval_test_regex(mln_evaluator *e, const mln_part_condition *condition,
                         const mln_bound *bound);

/* The ranges of a pattern for text. */
void mln_eval_text(mln_evaluator *e, const mln_part *part, const mln_span *within,
                   mln_eval_ranges *out);

/* Whether the file has the words of a part; true as long as they have not been looked for. */
bool mln_eval_has_word(const mln_evaluator *e, const mln_part *part);

/* Whether it has one of these; true of none at all. */
bool mln_eval_has_one(const mln_evaluator *e, mln_word_set words);

/* Behind the last occurrence of one of these; UINT32_MAX when that is not known. */
uint32_t mln_eval_get_last_stop(const mln_evaluator *e, mln_word_set words);

/* Looks for the program's words in the file, once. */
void mln_eval_find_words(mln_evaluator *e);

/* Frees what the above have made. */
void mln_eval_release_text(mln_evaluator *e);

/* Whether a condition's formula matches in a text that stands nowhere in the file: then one range,
 * without bindings. */
void mln_eval_nested_text(mln_evaluator *e, const mln_part_condition *condition, mln_str text,
                          mln_eval_ranges *out);

/* The formula of a condition on the code in `within`, parsed as another language. */
void mln_eval_nested(mln_evaluator *e, const mln_part_condition *condition, mln_span within,
                     mln_eval_ranges *out);

/* Whether the file can hold a match at all. */
bool mln_eval_may(const mln_evaluator *e, const mln_part *part);

#endif
