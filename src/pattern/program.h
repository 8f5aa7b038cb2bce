/* program: the formulas of many rules, compiled together, and their evaluation on a file.
 *
 * A pattern that several rules share is compiled and matched once a file. A formula is evaluated as
 * an algebra of ranges, as the rule language defines it: `patterns` intersects by containment and
 * keeps the inner range, negations remove, conditions filter, focus narrows. A rule is not looked
 * at in a file that lacks one of its literals.
 */
#ifndef MLN_PATTERN_PROGRAM_H
#define MLN_PATTERN_PROGRAM_H

#include "base/diag.h"
#include "pattern/comparison.h"
#include "pattern/formula.h"
#include "pattern/match.h"

/* A compiled formula; see program.c. Immutable, shared by threads. */
typedef struct mln_compiled mln_compiled;

typedef struct mln_program mln_program;

/* What a formula is compiled for: code of a language, or text, whose language does not matter. */
typedef struct {
    mln_subject_kind subject;
    mln_lang lang; /* of CODE: C, or any of the other three */
} mln_program_target;

/* What went wrong with a formula: where, and why. */
typedef struct {
    mln_status status; /* SYNTAX: malformed; UNSUPPORTED: asks for what merlon lacks */
    uint32_t line;     /* of the rule file */
    uint32_t column;
    char text[512];
} mln_program_error;

mln_program *mln_program_new(void);
void mln_program_free(mln_program *program);

/* Notes the patterns of a formula, which is added later and outlives the program's making. */
void mln_program_expect(mln_program *program, const mln_formula *formula,
                        mln_program_target target);

/* Reads all patterns that were noted, by several threads: most of what it costs to add them.
 * Whether it is called, and with how many threads, makes no difference to what comes of them. */
void mln_program_read_ahead(mln_program *program, uint32_t workers);

/* Compiles a formula. The result belongs to the program. */
MLN_CHECK_RESULT mln_status mln_program_add(mln_program *program, const mln_formula *formula,
                                            mln_program_target target,
                                            const mln_pattern_options *options,
                                            const mln_compiled **compiled,
                                            mln_program_error *error);

/* Words, by their numbers in a program, one of which a file must hold in whatever case. Empty when
 * nothing is known: then every file will do. Lives as long as the program. */
typedef struct {
    const uint32_t *ids;
    uint32_t count;
} mln_word_set;

/* Words of which every text holds one in which the expression matches. */
mln_word_set mln_program_add_needles(mln_program *program, mln_str regex);

/* These texts as they are. Empty when one of them is too short to say anything. */
mln_word_set mln_program_add_words(mln_program *program, const mln_str *texts, uint32_t count);

/* Call when all formulas and words are in: makes it cheap to tell which may match. */
void mln_program_finish(mln_program *program);

/* The literals of all patterns; frozen once scanning has begun. */
const mln_strtab *mln_program_get_vocabulary(const mln_program *program);

/* Metavariables of a compiled formula, by index ("$X"). */
uint32_t mln_compiled_get_variable_count(const mln_compiled *compiled);
mln_str mln_compiled_get_variable(const mln_compiled *compiled, uint32_t index);

typedef struct {
    mln_span span;
    const mln_bound *bounds; /* by the formula's variables */
    bool is_text;            /* a piece of text, which need be no node */
} mln_range;

/* One thread's evaluation: the file it is at, and what has been matched in it. */
typedef struct mln_evaluator mln_evaluator;

mln_evaluator *mln_evaluator_new(const mln_program *program);
void mln_evaluator_free(mln_evaluator *evaluator);

/* Takes on a file; what was found in the last one is forgotten. */
void mln_evaluator_set(mln_evaluator *evaluator, mln_tree *tree, mln_names *names);

/* Takes on a file that is not parsed: only formulas for text can be run on it. `tree` has no nodes,
 * only the text, and is not looked at otherwise. */
void mln_evaluator_set_text(mln_evaluator *evaluator, mln_tree *tree);
mln_subject *mln_evaluator_get_subject(mln_evaluator *evaluator);

/* Whether the file can hold a match at all, by its literals: cheap. */
bool mln_evaluator_may(mln_evaluator *evaluator, const mln_compiled *compiled);

/* Whether the file has one of the words. */
bool mln_evaluator_has_word(mln_evaluator *evaluator, mln_word_set words);

/* A literal that the file lacks and that every match needs; empty when there may be a match. */
mln_str mln_evaluator_find_missing(const mln_evaluator *evaluator, const mln_compiled *compiled);

/* The ranges a formula gives, in no order, repetitions possible; they live until the next file.
 * `*spent` is set when a budget ran out and there may be more. */
void mln_evaluator_run(mln_evaluator *evaluator, const mln_compiled *compiled,
                       const mln_range **ranges, uint32_t *count, bool *spent);

#endif
