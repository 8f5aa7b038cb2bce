/* rule: one rule as read from YAML, checked, not yet compiled. */
#ifndef MLN_RULESET_RULE_H
#define MLN_RULESET_RULE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/regex.h"
#include "base/status.h"
#include "base/vec.h"
#include "files/lang.h"
#include "finding/card.h"
#include "flow/option.h"
#include "pattern/formula.h"
#include "routes/route_rule.h"
#include "secrets/detector.h"

typedef enum {
    MLN_RULE_READY,          /* will run */
    MLN_RULE_REFUSED,        /* well-formed, asks for what merlon lacks: `why` says what */
    MLN_RULE_OTHER_LANGUAGE, /* no language of its list is one merlon parses */
} mln_rule_state;

typedef enum {
    MLN_RULE_SEARCH,
    MLN_RULE_TAINT,
    MLN_RULE_OPTION,
    MLN_RULE_ROUTE,
    MLN_RULE_SECRET,
    MLN_RULE_OTHER /* join, extract, steps: refused */
} mln_rule_mode;

/* --- taint ----------------------------------------------------------------------------------- */

/* Labels of one rule; they become bits of the solver (flow/solve.h). */
#define MLN_TAINT_LABEL_MAX 32u
#define MLN_TAINT_NO_LABEL UINT32_MAX

typedef enum {
    MLN_SIDE_EFFECT_NO,
    MLN_SIDE_EFFECT_YES, /* also: the variable from there on */
    MLN_SIDE_EFFECT_ONLY /* the variable from there on, not the occurrence */
} mln_side_effect;

/* A source, sink, sanitizer or propagator. Exactly one of formula, model and constant is given
 * (constant: of a source). */
typedef struct {
    const mln_formula *formula; /* focus included; NULL without a pattern */
    mln_str model;              /* a set of the models; empty: none */
    mln_package_filter packages;
    mln_literals constant;
    /* SOURCE: what it gives (0 where none is written); PROPAGATOR: what it gives instead, or
     * NO_LABEL: what came. */
    uint32_t label;
    /* `requires` over the rule's labels: `bit` is an index into them. count 0: none is written; of
     * a sink that means label 0. */
    mln_require requires;
    bool control; /* SOURCE: what runs after it is tainted, whatever it works on */
    bool at_exit; /* SINK: at the end of a function: nothing is found there */
    bool exact;   /* only the whole match, not what is in it; default: false, of a sink true */
    mln_side_effect by_side_effect; /* default: no, of a propagator yes */
    bool not_conflicting;           /* SANITIZER: none where it coincides with a source or sink */
    mln_str from, to;               /* PROPAGATOR: "$X" */
    bool has_replace_labels;        /* PROPAGATOR: only these labels are replaced by `label` */
    uint32_t replace_labels;        /* a bit each */
    uint32_t line, column;          /* of the YAML, 1-based */
} mln_taint_spec;

/* `options:`, the defaults of rules/README.md filled in. */
typedef struct {
    bool unknown_calls;
    bool library_calls; /* calls do what models say to what they are given */
    bool guards;
    bool deep_sinks;
    bool throws;
    bool focus_source; /* a finding stands where the source is */
    bool safe_number, safe_boolean, safe_index, safe_string, safe_prefix;
    bool safe_comparison, safe_not;   /* parts of safe_boolean */
    bool typed_number, typed_boolean; /* what is declared to be one is harmless */
    bool unify_mvars;                 /* metavariables that source and sink share must agree */
} mln_taint_options;

typedef struct {
    const mln_taint_spec *sources, *sinks, *sanitizers, *propagators;
    uint32_t source_count, sink_count, sanitizer_count, propagator_count;
    const mln_str *labels; /* 0 is "__SOURCE__": what sources without a label give */
    uint32_t label_count;
    mln_taint_options options;
} mln_taint_rule;

/* --- rules ----------------------------------------------------------------------------------- */

typedef struct {
    mln_card card;
    mln_rule_mode mode;
    mln_rule_state state;
    mln_str why;              /* of REFUSED */
    mln_lang_set langs;       /* as the rule names them; see mln_rule_get_langs */
    mln_subject_kind subject; /* other than CODE: it reads text of any kind, `langs` is empty */
    /* What belongs to the mode; NULL unless READY. */
    const mln_formula *formula;
    const mln_taint_rule *taint;
    const mln_option_rule *option;
    const mln_route_rule *route;
    const mln_detector *detector; /* it reads text of any kind: `langs` is empty */
    mln_pattern_options options;
    const mln_str *include; /* globs of `paths.include` */
    uint32_t include_count;
    const mln_str *exclude;
    uint32_t exclude_count;
    const mln_str *yields_to; /* ids of rules whose findings on the same lines replace this one's */
    uint32_t yields_to_count;
    bool has_fix;
    mln_str fix; /* with metavariables unfilled */
    /* `fix-regex`: what to replace in the code that was found; NULL: none. `fix` goes before it. */
    const mln_regex *fix_regex;
    mln_str fix_replacement; /* groups as \\1 or $1 */
    uint32_t fix_count;      /* the first ones alone; 0: all */
    mln_str file;            /* the YAML it came from; "<default>/…" for the embedded pack */
    uint32_t line;
} mln_rule;

/* The languages that a rule runs on: one for JavaScript runs on TypeScript, too. */
static inline mln_lang_set mln_rule_get_langs(const mln_rule *rule)
{
    mln_lang_set more = MLN_LANG_BIT(MLN_LANG_TS) | MLN_LANG_BIT(MLN_LANG_TSX);
    return rule->langs | (rule->langs & MLN_LANG_BIT(MLN_LANG_JS) ? more : 0);
}

typedef MLN_VEC(mln_regex *)
mln_regex_list;

typedef struct {
    mln_arena arena;
    MLN_VEC(mln_rule)
    rules;                  /* in the order of the files and of the rules in them */
    mln_regex_list regexes; /* of the rules' literals */
} mln_ruleset;

void mln_ruleset_release(mln_ruleset *set);

/* Reads the rules of one YAML text. Malformed rules are errors in `diags`, all of them, with line
 * and column, and MLN_SYNTAX is returned; well-formed ones are added all the same. `file` is shown
 * in messages. */
MLN_CHECK_RESULT mln_status mln_ruleset_add_text(mln_ruleset *set, mln_str file, mln_str yaml,
                                                 mln_diags *diags);

/* A file, or every *.yaml and *.yml under a folder (sorted; hidden entries and files without a
 * `rules:` key that are named like merlon's own tables or lie in a folder `models` are passed
 * over). */
MLN_CHECK_RESULT mln_status mln_ruleset_add_path(mln_ruleset *set, const char *path,
                                                 mln_diags *diags);

/* The pack in the binary. */
MLN_CHECK_RESULT mln_status mln_ruleset_add_default(mln_ruleset *set, mln_diags *diags);

#endif
