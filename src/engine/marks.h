/* marks: what the taint rules say of the values of a file.
 *
 * The formulas of sources, sinks, sanitizers and propagators are evaluated like those of search
 * rules; the ranges they give become marks on values (flow/solve.h), by the rule language's notion
 * of what a range means:
 *
 *   source, sanitizer   every expression in the range; with `exact` what is the whole range. By
 * side effect: the variable that is the whole range, from there on sink                what is the
 * whole range: of a call its callee, receiver and arguments, of a statement every part, of a list
 * of arguments each. With `exact: false` every expression in it propagator          from and to:
 * what is the whole of the metavariable
 *
 * A name that is declared in the range counts, a parameter's too. What `model:` names are the roles
 * that the models give to values (flow/resolve.h), what `constant:` names are constants.
 */
#ifndef MLN_ENGINE_MARKS_H
#define MLN_ENGINE_MARKS_H

#include "engine/taint_rule.h"
#include "flow/build.h"
#include "flow/solve.h"

/* Where a mark comes from; a mark's `id` is the number of its origin. One range is one origin,
 * however many values it marks. */
typedef struct {
    uint32_t rule; /* its number, as given to mln_marks_begin */
    mln_mark_kind kind;
    const mln_taint_spec *spec;
    mln_span span;                /* the range; of a model's: the value's code */
    const mln_compiled *compiled; /* of a formula, with what it binds; NULL otherwise */
    const mln_bound *bounds;
    const mln_role_hit *role; /* of a model; NULL otherwise */
} mln_mark_origin;

/* An expression or declared name that has a value. */
typedef struct {
    mln_span span;
    mln_node node;
    uint32_t value;
} mln_marks_place;

typedef struct {
    const mln_role_hit *hit;
    uint32_t kind, set;
} mln_marks_role;

/* One file's marks. All-zero is ready. */
typedef struct {
    const mln_tree *tree;
    const mln_flow_lowering *lowering;
    const mln_facts *facts;
    const mln_resolution *resolution;
    mln_regex_matcher *regex;
    mln_precision precision;
    bool has_places;
    MLN_VEC(mln_marks_place)
    places; /* by start, the longer first */
    MLN_VEC(mln_marks_role)
    roles; /* by kind, set and value */
    MLN_VEC(uint32_t)
    stamps; /* by value: what it was marked for last */
    uint32_t stamp;
    mln_arena arena; /* of the requires */
    MLN_VEC(mln_require)
    requires;
    MLN_VEC(mln_mark)
    marks;
    MLN_VEC(mln_mark_origin)
    origins;
    /* The rule being marked. */
    const mln_engine_taint *rule;
    uint32_t rule_index;
    uint32_t first_origin;
    uint32_t bit;
    bool spent; /* it has more marks than are kept, or took too many steps to make */
    uint32_t steps;
} mln_marks;

void mln_marks_release(mln_marks *marks);

/* Takes on a file, with the facts that `lowering` made of it. Sources and sinks that the models
 * give with less than `precision` are none. */
void mln_marks_set(mln_marks *marks, const mln_tree *tree, const mln_flow_lowering *lowering,
                   const mln_facts *facts, const mln_resolution *resolution,
                   mln_regex_matcher *regex, mln_precision precision);

/* Forgets marks, requires and origins: the next batch of problems. */
void mln_marks_clear(mln_marks *marks);

/* Marks the sinks and sources of a rule, as problems `bit` … `bit` + labels - 1. False when it has
 * none of either; then nothing is left of it. `ranges`: by mln_engine_spec.index. */
bool mln_marks_begin(mln_marks *marks, const mln_engine_taint *rule, uint32_t rule_index,
                     uint32_t bit, const mln_spec_ranges *ranges);

/* The same, to look at: what there is stays, whatever is missing. */
void mln_marks_look(mln_marks *marks, const mln_engine_taint *rule, const mln_spec_ranges *ranges);

/* Its sanitizers and propagators. */
void mln_marks_finish(mln_marks *marks, const mln_spec_ranges *ranges);

#endif
