#include "ruleset/rule_p.h"

#include "base/banned.h"

#define BOOL(name)                                                                                 \
    {                                                                                              \
#name, MLN_TYPE_BOOL, false, NULL, offsetof(mln_pattern_options, name)                     \
    }
#define OTHER(name, type)                                                                          \
    {                                                                                              \
#name, type, false, NULL, MLN_KEY_NOWHERE                                                  \
    }
/* Changes what a search finds, and merlon does not have it. */
#define LACKING(name)                                                                              \
    {                                                                                              \
#name, MLN_TYPE_BOOL, false, note_lacking, 0                                               \
    }

static void note_lacking(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                         void *target)
{
    (void)target, (void)value;
    if (!reader->other_language)
        mln_reader_warn(reader, key, "option-without-effect",
                        "the option \"%.*s\" has no effect yet", MLN_STR_ARGS(key->text));
}

static const mln_key option_keys[] = {
    BOOL(constant_propagation),
    BOOL(symbolic_propagation),
    BOOL(implicit_ellipsis),
    BOOL(ac_matching),
    BOOL(commutative_boolop),
    BOOL(vardef_assign),
    BOOL(flddef_assign),
    BOOL(attr_expr),
    BOOL(arrow_is_function),
    BOOL(let_is_var),
    BOOL(xml_singleton_loose_matching),
    BOOL(xml_attrs_implicit_ellipsis),
    BOOL(xml_children_ordered),
    BOOL(decorators_order_matters),
    LACKING(commutative_compop),
    LACKING(symmetric_eq),
    LACKING(unify_ids_strictly),
    LACKING(go_deeper_expr),
    LACKING(go_deeper_stmt),
    LACKING(implicit_deep_exprstmt),
    LACKING(implicit_return),
    /* Of languages merlon lacks, of taint, of generic rules, of the machinery. */
    OTHER(cpp_parsing_pref, MLN_TYPE_TEXT),
    OTHER(interfile, MLN_TYPE_BOOL),
    OTHER(timeout, MLN_TYPE_ANY),
    OTHER(dynamic_timeout, MLN_TYPE_ANY),
    OTHER(max_match_per_file, MLN_TYPE_INT),
    OTHER(taint_unify_mvars, MLN_TYPE_BOOL),
    OTHER(taint_assume_safe_functions, MLN_TYPE_BOOL),
    OTHER(taint_assume_safe_indexes, MLN_TYPE_BOOL),
    OTHER(taint_assume_safe_comparisons, MLN_TYPE_BOOL),
    OTHER(taint_assume_safe_booleans, MLN_TYPE_BOOL),
    OTHER(taint_assume_safe_numbers, MLN_TYPE_BOOL),
    OTHER(taint_only_propagate_through_assignments, MLN_TYPE_BOOL),
    OTHER(taint_focus_on, MLN_TYPE_TEXT),
    OTHER(taint_intrafile, MLN_TYPE_BOOL),
    OTHER(taint_match_on, MLN_TYPE_TEXT),
    OTHER(guarded_taint_signatures, MLN_TYPE_BOOL),
    OTHER(generic_engine, MLN_TYPE_TEXT),
    OTHER(generic_multiline, MLN_TYPE_BOOL),
    OTHER(generic_braces, MLN_TYPE_ANY),
    OTHER(generic_extra_braces, MLN_TYPE_ANY),
    OTHER(generic_extra_word_characters, MLN_TYPE_ANY),
    OTHER(generic_caseless, MLN_TYPE_BOOL),
    OTHER(generic_ellipsis_max_span, MLN_TYPE_INT),
    OTHER(generic_comment_style, MLN_TYPE_TEXT),
};

static const mln_keys option_table = {option_keys, MLN_COUNT_OF(option_keys), "\"options\"", NULL};

void mln_rule_read_options(mln_reader *reader, const mln_yaml_node *node,
                           mln_pattern_options *options)
{
    (void)mln_reader_read_map(reader, node, &option_table, options);
}
