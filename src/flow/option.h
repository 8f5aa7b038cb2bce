/* option: what calls are configured with: the rules of mode option.
 *
 * A rule names calls by sets of the models and asks what can be found at places of their arguments:
 * `(0).origin`. A place is looked up backwards over the facts: through variables, ways that meet,
 * properties that were written, objects that were spread, parameters of known functions (at their
 * known callers) and results of known functions, bounded in depth and number. What comes out is a
 * set of possible definitions; one that cannot be known makes no condition hold but
 * `missing: false`.
 *
 * The alternatives of the first condition's argument are told apart: all conditions that speak of
 * that argument must hold of one and the same.
 */
#ifndef MLN_FLOW_OPTION_H
#define MLN_FLOW_OPTION_H

#include "flow/literal.h"
#include "flow/resolve.h"
#include "flow/solve.h"

/* Which packages' models count. Empty: all. */
typedef struct {
    const mln_str *only;
    uint32_t only_count;
    const mln_str *except;
    uint32_t except_count;
} mln_package_filter;

bool mln_package_filter_takes(const mln_package_filter *filter, mln_str package);

/* `(0).cookie.secure`; the key "[]" is some element. */
typedef struct {
    uint32_t argument;
    const mln_str *keys;
    uint32_t key_count;
} mln_option_place;

/* One entry of `options:`: holds when one of what it asks for does, at one of its places. */
typedef struct {
    const mln_option_place *at;
    uint32_t at_count;
    mln_literals is;
    mln_literals is_not;
    mln_literals
        never; /* it cannot be one of these; what is not known is taken for something else */
    mln_literals matches;
    mln_literals regex; /* as `matches`, of a regular expression literal alone */
    bool constant;      /* a constant text */
    bool function;      /* a function */
    mln_literals gives; /* a function that answers nothing but these: by what it returns, or to its
                           callback (its last parameter, when it calls it: argument 1) */
    bool missing; /* certainly not there (`missing: true`, `also-missing: true`), at all places */
    bool given;   /* there, or may be (`missing: false`) */
    bool set;     /* there, whatever it is */
    bool has_below, has_above;
    double below, above;
    const mln_str *calls; /* what a call of one of these sets gives */
    uint32_t call_count;
    const mln_str *modules; /* one of these packages, or something of it */
    uint32_t module_count;
} mln_option_condition;

/* A rule as read (ruleset/rule.h). */
typedef struct mln_option_rule mln_option_rule;

struct mln_option_rule {
    const mln_option_rule *next; /* the rule speaks of these calls too (`either:`); or NULL */
    mln_lang_set langs;          /* of the first of a rule */
    const mln_str *calls;        /* sets */
    uint32_t call_count;
    mln_package_filter packages;
    const mln_option_condition *conditions; /* all must hold; none: every such call */
    uint32_t condition_count;
    bool has_report;
    mln_option_place report;
    /* Where calls must stand, beside the conditions; sets are of any role. */
    const mln_str *within; /* in a function with a parameter of one of these sets (a source), or in
                              what such a function calls or makes; none: anywhere */
    uint32_t within_count;
    const mln_str *with; /* the file has something of one of these sets */
    uint32_t with_count;
    const mln_str *unless; /* the file has nothing of these sets */
    uint32_t unless_count;
    const mln_regex *unless_named; /* no name or text of the file matches; or NULL */
};

/* Rules made ready for an api. Immutable, shared by threads. */
typedef struct mln_option_program mln_option_program;

/* `rules[i]` and the api must outlive it. Rules are known by their index here. */
mln_option_program *mln_option_program_new(const mln_api *api, const mln_option_rule *const *rules,
                                           uint32_t count);
void mln_option_program_free(mln_option_program *program);

/* A call that a rule speaks of. */
typedef struct {
    uint32_t rule;              /* index of the program's rules */
    uint32_t call;              /* the CALL */
    const mln_api_role *role;   /* what made it one; of several the most precise */
    uint32_t value;             /* what is marked: where the value is written, or the call */
    const mln_flow_step *steps; /* the way from `value` to the call, ends included */
    uint32_t step_count;
} mln_option_hit;

typedef struct mln_option_finder mln_option_finder;

/* Memory kept from file to file; one a thread. */
mln_option_finder *mln_option_finder_new(void);
void mln_option_finder_free(mln_option_finder *finder);

/* All hits of a file, sorted by rule, call and value; they live in `arena`. `*spent`: a lookup
 * ended at a bound, what lay beyond counts as unknown. */
void mln_option_find(mln_option_finder *finder, const mln_option_program *program,
                     const mln_resolution *resolution, mln_arena *arena,
                     const mln_option_hit **hits, uint32_t *count, bool *spent);

#endif
