/* rule, private: from the node of one rule to the rule. */
#ifndef MLN_RULESET_RULE_P_H
#define MLN_RULESET_RULE_P_H

#include "ruleset/formula_p.h"
#include "ruleset/requires.h"
#include "ruleset/rule.h"

/* As which version of Semgrep `min-version` and `max-version` see merlon. */
#define MLN_RULE_COMPATIBLE "1.182.0"

typedef MLN_VEC(mln_taint_spec)
mln_taint_specs;

enum { MLN_SPEC_SOURCE, MLN_SPEC_SINK, MLN_SPEC_SANITIZER, MLN_SPEC_PROPAGATOR, MLN_SPEC_COUNT };

/* The keys of a rule with `mode: secret`, as they stand; NULL: absent. */
typedef struct {
    const mln_yaml_node *keywords, *regex, *value, *entropy, *charset, *checksum, *window, *near,
        *not_near, *not_in, *allow, *files, *not_files, *examples;
} mln_secret_fields;

/* What the keys of a rule are read into; begins with a slot. */
typedef struct {
    mln_slot slot;
    mln_rule *rule;
    const mln_yaml_node *severity_node;
    const mln_yaml_node *precision_node;
    const mln_yaml_node *mode_node;
    const mln_yaml_node *metadata;
    const mln_yaml_node *options;
    const mln_yaml_node *node;
    uint32_t errors; /* before this rule */
    mln_taint_specs specs[MLN_SPEC_COUNT];
    mln_labels labels;
    uint64_t given;                   /* labels that sources and propagators give */
    mln_taint_options *taint_options; /* of the rule that mln_taint_finish made */
    mln_option_rule option;
    mln_route_rule route;
    mln_secret_fields secret;
} mln_rule_draft;

/* Reads one rule. False after an error; then the rule is not to be used. */
bool mln_rule_read(mln_reader *reader, const mln_yaml_node *node, mln_rule *rule);

/* Fills in title, cwe, owasp, references, tags, url and, unless `has_precision`, precision. */
void mln_rule_read_metadata(mln_reader *reader, const mln_yaml_node *metadata, mln_rule *rule,
                            bool has_precision);

/* `options:` of a rule that is not of mode option: `taint` is NULL unless it is of mode taint, and
 * holds the defaults. */
void mln_rule_read_options(mln_reader *reader, const mln_yaml_node *node,
                           mln_pattern_options *options, mln_taint_options *taint);

/* --- taint ----------------------------------------------------------------------------------- */

/* pattern-sources .. and taint; targets are drafts. */
extern const mln_keys mln_taint_keys;

/* What was read, checked and kept; errors for what is missing. */
const mln_taint_rule *mln_taint_finish(mln_reader *reader, mln_rule_draft *draft);

/* --- route rules ----------------------------------------------------------------------------- */

/* The keys of a route rule. */
extern const mln_keys mln_route_keys;

/* What they were read into, checked, in the arena. */
const mln_route_rule *mln_route_finish(mln_reader *reader, mln_rule_draft *draft);

/* --- secret rules ---------------------------------------------------------------------------- */

/* keywords, regex .. */
extern const mln_keys mln_secret_keys;

/* What they were read into, checked, in the arena; after errors it is not whole. `text`: the rule
 * names a language that is none, such as generic. */
const mln_detector *mln_secret_finish(mln_reader *reader, mln_rule_draft *draft, bool text);

/* --- option rules ---------------------------------------------------------------------------- */

/* calls, packages, not-packages, report; targets are drafts. */
extern const mln_keys mln_option_keys;

/* The same of an option rule, whose conditions are in `draft->options`. */
const mln_option_rule *mln_option_finish(mln_reader *reader, mln_rule_draft *draft);

/* `(0).cookie.secure`. False after an error. */
bool mln_option_read_place(mln_reader *reader, const mln_yaml_node *node, mln_option_place *place);

/* --- constants and packages ------------------------------------------------------------------ */

/* A list of constants, or one. False after an error. */
bool mln_literals_read_list(mln_reader *reader, const mln_yaml_node *node, mln_literals *literals);

/* An expression, which is kept with the rule set. False after an error. */
bool mln_literals_read_regex(mln_reader *reader, const mln_yaml_node *node, mln_literals *literals);

/* `constant:`: true, a list, one constant, or `{regex: ..}`. False after an error. */
bool mln_literals_read(mln_reader *reader, const mln_yaml_node *node, mln_literals *literals);

/* `packages` and `not-packages`, either may be NULL. */
mln_package_filter mln_packages_read(mln_reader *reader, const mln_yaml_node *only,
                                     const mln_yaml_node *except);

/* Reads the rules of a file found on the way, unless it is one of something else. */
MLN_CHECK_RESULT mln_status mln_ruleset_add_file(mln_ruleset *set, mln_str path, mln_str text,
                                                 mln_diags *diags);

#endif
