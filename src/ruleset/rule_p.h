/* rule, private: from the node of one rule to the rule. */
#ifndef MLN_RULESET_RULE_P_H
#define MLN_RULESET_RULE_P_H

#include "ruleset/formula_p.h"
#include "ruleset/rule.h"

/* As which version of Semgrep `min-version` and `max-version` see merlon. */
#define MLN_RULE_COMPATIBLE "1.182.0"

/* Reads one entry of `rules`. False after errors; they are in the reader's diagnostics. */
bool mln_rule_read(mln_reader *reader, const mln_yaml_node *node, mln_rule *rule);

/* The rule's card from `metadata` (may be NULL), for all that the rule itself does not say. */
void mln_rule_read_metadata(mln_reader *reader, const mln_yaml_node *metadata, mln_rule *rule,
                            bool has_precision);

/* The rule's `options`. */
void mln_rule_read_options(mln_reader *reader, const mln_yaml_node *node,
                           mln_pattern_options *options);

#endif
