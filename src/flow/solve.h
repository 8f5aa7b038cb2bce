/* solve: which sources reach which sinks, and on which way.
 *
 * All rules of a file are solved together: a problem is a rule's label, one bit of 64; a taint is
 * (value, entry of the function, property path) with the set of problems it holds for. Forward
 * tabulation (IFDS: Reps, Horwitz, Sagiv, POPL 1995): a function is looked at once for each thing
 * that enters it, and what comes out is handed to every caller that put it in. Sanitizers and
 * guards take bits away.
 *
 * The solver knows values and marks, nothing of patterns or syntax.
 */
#ifndef MLN_FLOW_SOLVE_H
#define MLN_FLOW_SOLVE_H

#include "base/arena.h"
#include "flow/facts.h"
#include "flow/guard.h"
#include "flow/resolve.h"

typedef enum {
    MLN_MARK_SOURCE,
    MLN_MARK_SINK,
    MLN_MARK_SANITIZER,
    MLN_MARK_PROPAGATOR /* from `value` to `to` */
} mln_mark_kind;

/* What somebody (a pattern, a model) says of a value. */
typedef struct {
    mln_mark_kind kind;
    uint32_t problem; /* bit: 0 … 63 */
    uint32_t value;
    uint32_t to;      /* PROPAGATOR */
    uint32_t judged;  /* SOURCE with a condition: the value whose labels it speaks of, + 1; 0: its
                         own. That is a propagator that gives a label of its own. */
    uint32_t path;    /* SINK: 0, or index + 1 into the api's key lists: what of the value counts */
    uint32_t key;     /* SOURCE: symbol of a field of the value; 0: itself */
    bool deep;        /* SINK: and whatever is in it. SANITIZER, SOURCE: unused */
    bool side_effect; /* SOURCE, SANITIZER: of the variable, from here on: `value` is the OUT or
                         BIND */
    uint64_t requires_index; /* SINK, SOURCE: index + 1 into mln_solve_input.requires; 0: the
                                problem's bit */
    uint32_t id;             /* the caller's number, given back */
    uint32_t group; /* SINK with a condition: those of one group are judged together, the arguments
                       of one call; 0: those with the same id */
} mln_mark;

/* A condition on label sets: postfix program over problem bits. Judged on the labels of everything
 * that reaches the mark's values (all marks with the same `group` or `id` together). */
typedef enum { MLN_REQUIRE_BIT, MLN_REQUIRE_AND, MLN_REQUIRE_OR, MLN_REQUIRE_NOT } mln_require_op;
typedef struct {
    uint8_t op;
    uint8_t bit;
} mln_require_step;
typedef struct {
    const mln_require_step *steps;
    uint32_t count;
} mln_require;

/* How problems differ, as sets of bits. */
typedef struct {
    uint64_t
        unknown_pass; /* unknown calls hand on arguments and receiver (the rule syntax's default) */
    uint64_t library; /* calls do what models say to what they are given; `yield` hands back */
    uint64_t guards;  /* REFINE counts: allow-lists, constants, anchored expressions, typeof */
    uint64_t string_kills;  /* made into text it is harmless (operator objects) */
    uint64_t prefix_kills;  /* behind a constant text that fixes scheme and host, or folder, it is
                               harmless */
    uint64_t number_kills;  /* as a number it is harmless */
    uint64_t boolean_kills; /* as the outcome of `typeof`, `instanceof`, `delete` … */
    uint64_t comparison_kills, not_kills;   /* as the outcome of a comparison, of `!` */
    uint64_t typed_numbers, typed_booleans; /* what is declared to be one is harmless */
    uint64_t index_kills;                   /* as an index or key it does not reach what is read */
    uint64_t throws;                        /* what is thrown reaches the catch */
    uint64_t deep_sinks; /* a sink takes what is in its value too (the rule syntax's default) */
    uint64_t texts;      /* what is followed are texts: a property of one is not what it says */
    uint64_t interprocedural; /* follows calls */
} mln_solve_policy;

typedef struct {
    const mln_facts *facts;
    const mln_resolution *resolution;
    const mln_mark *marks;
    uint32_t mark_count;
    const mln_require *requires;
    uint32_t require_count;
    mln_solve_policy policy;
    /* Which sets of models' guards count for which problems; NULL: all for all. */
    const mln_guard_use *guard_uses;
    uint32_t guard_use_count;
    uint64_t budget; /* steps: taints that are followed */
} mln_solve_input;

/* One step of a way: the value, and why it is there. */
typedef enum {
    MLN_STEP_SOURCE,
    MLN_STEP_ASSIGN, /* into a variable or property */
    MLN_STEP_USE,
    MLN_STEP_CONCAT,
    MLN_STEP_CALL,    /* handed to a function of this file: value is the PARAM */
    MLN_STEP_RETURN,  /* handed back: value is the CALL */
    MLN_STEP_THROUGH, /* through a call that a model or the rule lets pass */
    MLN_STEP_SINK
} mln_step_kind;

typedef struct {
    uint32_t value;
    mln_step_kind kind;
} mln_flow_step;

typedef struct {
    uint32_t problem;
    uint32_t source; /* index of the mark */
    uint32_t sink;   /* index of the mark */
    const mln_flow_step
        *steps; /* source first, sink last; steps without a place of their own left out */
    uint32_t step_count;
} mln_flow_hit;

typedef struct mln_solver mln_solver;

/* Memory kept from file to file; one a thread. */
mln_solver *mln_solver_new(void);
void mln_solver_free(mln_solver *solver);

/* Hits sorted by (sink value, sink mark, problem), one for each: the shortest way, ties by value.
 * They live in `arena`. `*spent`: the budget ran out, there may be more. */
void mln_solver_run(mln_solver *solver, const mln_solve_input *input, mln_arena *arena,
                    const mln_flow_hit **hits, uint32_t *count, bool *spent);

#endif
