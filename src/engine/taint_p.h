/* taint, private: what the run and the explanation of flow rules share. */
#ifndef MLN_ENGINE_TAINT_P_H
#define MLN_ENGINE_TAINT_P_H

#include "engine/marks.h"
#include "engine/record.h"
#include "engine/taint.h"
#include "engine/way.h"

/* Taints followed for one batch of problems in one file. */
#define MLN_TAINT_STEPS UINT64_C(4000000)
#define MLN_TAINT_PROBLEMS 64u

/* A rule that may find something in the file. */
typedef struct {
    const mln_engine_rule *rule;
    mln_spec_ranges *ranges; /* by spec; those of sanitizers and propagators come later */
    bool spent;
} mln_candidate;

struct mln_taint {
    const mln_engine *engine;
    mln_api_filter *filter;
    mln_flow_lowering *lowering;
    mln_resolver *resolver;
    mln_solver *solver;
    mln_option_finder *finder;
    mln_router *router;
    mln_regex_matcher *regex;
    mln_arena arena; /* of the file */
    mln_facts facts;
    mln_resolution resolution;
    mln_marks marks;
    MLN_VEC(mln_guard_use)
    guard_uses; /* of the rules that are solved together */
    MLN_VEC(mln_candidate)
    rules;
    MLN_VEC(mln_record_word)
    words;
    mln_buf text;
};

/* Whether the rule is for the file's language and path. */
bool mln_taint_is_active(const mln_file_scan *scan, const mln_engine_rule *rule);

/* The formula of a spec in the file's language; NULL when it has none. */
const mln_compiled *mln_taint_get_formula(const mln_file_scan *scan, const mln_engine_spec *spec);

/* Takes on a file, with a look at its names. */
void mln_taint_begin(mln_taint *taint, mln_file_scan *scan);

/* Evaluates the formulas of a list of specs. False when there is nothing, nor can there be anything
 * of the models. */
bool mln_taint_evaluate(mln_taint *taint, mln_file_scan *scan, mln_candidate *candidate,
                        mln_api_role_kind kind, const mln_engine_spec *specs, uint32_t count);

/* Lowers and resolves the file, and makes the marks ready for it. */
void mln_taint_make_facts(mln_taint *taint, mln_file_scan *scan);

/* Marks what candidate number `index` speaks of. False when it has no sources or sinks after all.
 */
bool mln_taint_mark(mln_taint *taint, mln_file_scan *scan, uint32_t index, uint32_t bit);

/* Sets of guards that a rule names count for its problems. */
void mln_taint_use_guards(mln_taint *taint, const mln_engine_taint *rule, uint64_t bits);

void mln_taint_set_policy(mln_solve_policy *policy, const mln_taint_options *options, uint64_t bits,
                          bool follow_calls);

/* Says which labels of a rule, the first of which is problem `bit`, are of constants alone. */
void mln_taint_set_texts(mln_solve_policy *policy, const mln_taint_rule *rule, uint32_t bit);

/* Runs the rules of mode route on the facts at hand; see engine/route.c. */
void mln_taint_run_routes(mln_taint *taint, mln_file_scan *scan);

/* A word for messages, unless there is one of that name. */
void mln_taint_add_word(mln_taint *taint, mln_str name, mln_str text, mln_span span);

mln_way mln_taint_make_way(mln_taint *taint, const mln_file_scan *scan);

#endif
