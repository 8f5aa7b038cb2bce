/* taint_rule: a taint rule as it runs: its formulas compiled, its sets and metavariables found. */
#ifndef MLN_ENGINE_TAINT_RULE_H
#define MLN_ENGINE_TAINT_RULE_H

#include "base/status.h"
#include "flow/api.h"
#include "pattern/program.h"
#include "ruleset/rule.h"

/* A source, sink, sanitizer or propagator. */
typedef struct {
    const mln_taint_spec *spec;
    uint32_t index;           /* counted through all specs of the rule */
    const mln_compiled *ecma; /* NULL without a formula, or when the rule is not for these */
    const mln_compiled *c;
    uint32_t set; /* of a model: in the api; UINT32_MAX: no model has it, or there is no model */
    mln_word_set words; /* of a constant's regular expression */
} mln_engine_spec;

typedef struct mln_engine_taint {
    const mln_taint_rule *rule;
    const mln_engine_spec *sources, *sinks, *sanitizers, *propagators; /* counts: the rule's */
    uint32_t spec_count;                                               /* in all */
    bool has_model; /* a source or sink is of a model */
} mln_engine_taint;

/* The ranges of a spec's formula in a file. */
typedef struct {
    const mln_compiled *compiled;
    const mln_range *ranges;
    uint32_t count;
} mln_spec_ranges;

/* Compiles a rule. The result lives in `arena`, the formulas in `program`. Errors are those of
 * mln_program_add. `api` may be NULL. */
MLN_CHECK_RESULT mln_status mln_engine_taint_compile(mln_program *program, const mln_api *api,
                                                     const mln_rule *rule, mln_arena *arena,
                                                     const mln_engine_taint **compiled,
                                                     mln_program_error *error);

#endif
