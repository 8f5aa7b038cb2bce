/* formula, private: what the readers of the old and the new syntax and of taint share. */
#ifndef MLN_RULESET_FORMULA_P_H
#define MLN_RULESET_FORMULA_P_H

#include "base/vec.h"
#include "pattern/formula.h"
#include "ruleset/reader_p.h"

/* A formula that is being put together: the children, conditions and focus of one `patterns`, or
 * the `where` of a formula in the new syntax. */
typedef struct {
    MLN_VEC(const mln_formula *)
    children;
    MLN_VEC(mln_condition)
    conditions;
    MLN_VEC(mln_focus)
    focus;
} mln_builder;

/* Where the handlers of formula keys leave what they read. A target of a table that includes such
 * keys begins with one. */
typedef struct {
    const mln_formula *formula; /* of the key that came last; NULL after an error */
    const mln_yaml_node *key;
    uint32_t count;       /* formula keys seen, errors included */
    mln_builder *builder; /* takes conditions and focus; NULL where they cannot stand */
    bool negations;       /* a list may hold nothing but negations */
} mln_slot;

/* The keys of the old syntax (pattern, patterns, pattern-not ..), and those that may only stand in
 * `patterns` (metavariable-regex, focus-metavariable ..). Targets begin with a mln_slot. */
extern const mln_keys mln_formula_keys;
extern const mln_keys mln_condition_keys;

/* The keys of the new syntax: pattern, regex, all, any, not, inside, anywhere. */
extern const mln_keys mln_match_keys;

/* A formula of the new syntax: a text, or a mapping. NULL after an error. `keys`: more that may
 * stand in the mapping, with their target, which begins with a mln_slot; or NULL. */
const mln_formula *mln_read_match(mln_reader *reader, const mln_yaml_node *node,
                                  const mln_keys *keys, void *target);

/* One that has no children: `text` is the node's. */
mln_formula *mln_formula_new_leaf(mln_reader *reader, mln_formula_kind kind,
                                  const mln_yaml_node *text);

/* Around `child`, which may be NULL after an error: then NULL. */
mln_formula *mln_formula_new_around(mln_reader *reader, mln_formula_kind kind,
                                    const mln_yaml_node *key, const mln_formula *child);

/* From a builder, which is released. */
mln_formula *mln_formula_new_from(mln_reader *reader, mln_formula_kind kind,
                                  const mln_yaml_node *key, mln_builder *builder);

void mln_builder_release(mln_builder *builder);

/* Hangs a builder's conditions and focus on a formula, and releases it. */
void mln_formula_set_where(mln_reader *reader, mln_formula *formula, mln_builder *builder);

/* An error unless the formula can have a match of its own: not a negation, nor a list of nothing
 * else. Where a metavariable is asked for a formula such a list is fine: it starts from the code
 * the metavariable stands for. */
void mln_formula_check_list(mln_reader *reader, const mln_yaml_node *key,
                            const mln_formula *formula);

/* An error when it is a negation alone. */
void mln_formula_check_positive(mln_reader *reader, const mln_yaml_node *node,
                                const mln_formula *formula);

/* False, after an error, where formulas are nested too deep. */
bool mln_formula_enter(mln_reader *reader, const mln_yaml_node *node);

/* --- conditions ------------------------------------------------------------------------------ */

/* An error unless it is the name of a metavariable: $X, $_, $...X, $1. */
bool mln_condition_check_name(mln_reader *reader, const mln_yaml_node *node);

/* `focus-metavariable: $X`, or a list of them. */
void mln_condition_add_focus(mln_reader *reader, const mln_yaml_node *node, mln_builder *builder);

/* Check and complete a condition whose texts come from the nodes given, and add it. */
void mln_condition_add_regex(mln_reader *reader, mln_condition condition,
                             const mln_yaml_node *regex, mln_builder *builder);
void mln_condition_add_comparison(mln_reader *reader, mln_condition condition,
                                  const mln_yaml_node *text, mln_builder *builder);
void mln_condition_add_analysis(mln_reader *reader, mln_condition condition,
                                const mln_yaml_node *name, mln_builder *builder);
void mln_condition_add_type(mln_reader *reader, mln_condition condition, const mln_yaml_node *types,
                            mln_builder *builder);

/* --- languages ------------------------------------------------------------------------------- */

/* Whether it is the name of a language of the rule syntax, merlon's or not. */
bool mln_language_is_known(mln_str name);

/* An error unless it is, with a hint. */
bool mln_language_check(mln_reader *reader, const mln_yaml_node *node);

/* generic, regex, none: text without a grammar. */
bool mln_language_is_text(mln_str name);

#endif
