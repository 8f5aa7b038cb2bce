#include "ruleset/formula_p.h"

#include "base/banned.h"

/* --- where ----------------------------------------------------------------------------------- */

/* One entry of `where`; begins with a slot, as a metavariable may be asked for a formula. */
typedef struct {
    mln_slot slot;
    const mln_yaml_node *metavariable;
    const mln_yaml_node *regex;
    const mln_yaml_node *comparison;
    const mln_yaml_node *analyzer;
    const mln_yaml_node *type;
    const mln_yaml_node *types;
    const mln_yaml_node *language;
    const mln_yaml_node *focus;
    bool constant_propagation;
    bool strip;
    int64_t base;
} entry;

static void keep_node(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    (void)reader;
    entry *e = target;
    if (mln_str_is(key->text, "regex"))
        e->regex = value;
    else if (mln_str_is(key->text, "comparison"))
        e->comparison = value;
    else
        e->analyzer = value;
}

static const mln_key where_keys[] = {
    {"metavariable", MLN_TYPE_TEXTS, false, NULL, offsetof(entry, metavariable)},
    {"regex", MLN_TYPE_TEXT, false, keep_node, 0},
    {"constant-propagation", MLN_TYPE_BOOL, false, NULL, offsetof(entry, constant_propagation)},
    {"comparison", MLN_TYPE_TEXT, false, keep_node, 0},
    {"strip", MLN_TYPE_BOOL, false, NULL, offsetof(entry, strip)},
    {"base", MLN_TYPE_INT, false, NULL, offsetof(entry, base)},
    {"analyzer", MLN_TYPE_TEXT, false, keep_node, 0},
    {"type", MLN_TYPE_TEXTS, false, NULL, offsetof(entry, type)},
    {"types", MLN_TYPE_TEXTS, false, NULL, offsetof(entry, types)},
    {"language", MLN_TYPE_TEXTS, false, NULL, offsetof(entry, language)},
    {"focus", MLN_TYPE_TEXTS, false, NULL, offsetof(entry, focus)},
};

static const mln_keys where_table = {where_keys, MLN_COUNT_OF(where_keys), "\"where\"",
                                     &mln_match_keys};

static void read_where_formula(mln_reader *reader, const entry *e, const mln_yaml_node *item,
                               mln_condition condition, mln_builder *builder)
{
    if (e->slot.count != 1) {
        mln_reader_error(reader, item, "one-key", "a condition must hold exactly one pattern key");
        return;
    }
    mln_formula_check_positive(reader, item, e->slot.formula);
    condition.kind = MLN_CONDITION_PATTERN;
    condition.formula = e->slot.formula;
    if (e->language && mln_language_check(reader, e->language))
        condition.language = mln_reader_keep(reader, e->language->text);
    if (condition.formula)
        mln_vec_add(&builder->conditions, condition);
}

static void read_where_entry(mln_reader *reader, const mln_yaml_node *item, mln_builder *builder)
{
    static const mln_str where = {"where", 5};
    if (!mln_reader_check_type(reader, item, MLN_TYPE_MAP, where))
        return;
    /* Here texts are seen by what they hold, unless it is switched off. */
    entry e = {.slot.negations = true, .constant_propagation = true};
    if (!mln_reader_read_map(reader, item, &where_table, &e))
        return;
    mln_condition condition = {.line = item->line,
                               .column = item->column,
                               .constant_propagation = e.constant_propagation,
                               .strip = e.strip,
                               .base = (int)(e.base & 0x7f)};
    int kinds = (e.regex != NULL) + (e.comparison != NULL) + (e.analyzer != NULL) +
                (e.type || e.types) + (e.focus != NULL) + (e.slot.count > 0);
    if (kinds != 1) {
        mln_reader_error(reader, item, "one-key",
                         "a condition must hold one of regex, comparison, analyzer, type, types, "
                         "focus or a pattern");
        return;
    }
    bool needs_name = !e.comparison && !e.focus;
    if (e.metavariable) {
        if (e.metavariable->kind != MLN_YAML_SCALAR ||
            !mln_condition_check_name(reader, e.metavariable))
            return;
        condition.metavariable = mln_reader_keep(reader, e.metavariable->text);
    } else if (needs_name) {
        mln_reader_error(reader, item, "missing-key", "\"metavariable\" is missing in \"where\"");
        return;
    }
    if (e.regex)
        mln_condition_add_regex(reader, condition, e.regex, builder);
    else if (e.comparison)
        mln_condition_add_comparison(reader, condition, e.comparison, builder);
    else if (e.analyzer)
        mln_condition_add_analysis(reader, condition, e.analyzer, builder);
    else if (e.type || e.types)
        mln_condition_add_type(reader, condition, e.type ? e.type : e.types, builder);
    else if (e.focus)
        mln_condition_add_focus(reader, e.focus, builder);
    else
        read_where_formula(reader, &e, item, condition, builder);
}

static void read_where(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)key;
    mln_builder *builder = ((mln_slot *)target)->builder;
    if (!mln_formula_enter(reader, value))
        return;
    for (uint32_t i = 0; i < value->count; i++)
        read_where_entry(reader, value->items[i], builder);
    reader->depth--;
}

/* --- formulas -------------------------------------------------------------------------------- */

static void set(void *target, const mln_yaml_node *key, const mln_formula *formula)
{
    mln_slot *slot = target;
    slot->formula = formula;
    slot->key = key;
    slot->count++;
}

static void read_leaf(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    bool regex = mln_str_is(key->text, "regex");
    if (regex)
        mln_reader_check_regex(reader, value);
    set(target, key,
        mln_formula_new_leaf(reader, regex ? MLN_FORMULA_REGEX : MLN_FORMULA_PATTERN, value));
}

static void read_around(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                        void *target)
{
    mln_formula_kind kind = mln_str_is(key->text, "inside")     ? MLN_FORMULA_INSIDE
                            : mln_str_is(key->text, "anywhere") ? MLN_FORMULA_ANYWHERE
                                                                : MLN_FORMULA_NOT;
    const mln_formula *child = mln_read_match(reader, value, NULL, NULL);
    mln_formula_check_positive(reader, value, child);
    set(target, key, mln_formula_new_around(reader, kind, key, child));
}

static void read_list(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    bool all = mln_str_is(key->text, "all");
    mln_builder builder = {0};
    uint32_t errors = reader->errors;
    for (uint32_t i = 0; i < value->count; i++) {
        const mln_formula *child = mln_read_match(reader, value->items[i], NULL, NULL);
        if (!child)
            continue;
        if (child->kind == MLN_FORMULA_NOT && !all)
            mln_reader_error(reader, value->items[i], "no-positive-pattern",
                             "a negation cannot be an alternative; put both in \"all\"");
        mln_vec_add(&builder.children, child);
    }
    bool good = reader->errors == errors;
    mln_formula *formula =
        mln_formula_new_from(reader, all ? MLN_FORMULA_ALL : MLN_FORMULA_ANY, key, &builder);
    if (good && !(all && ((mln_slot *)target)->negations && formula->child_count))
        mln_formula_check_list(reader, key, formula);
    set(target, key, formula);
}

static const mln_key match_keys[] = {
    {"pattern", MLN_TYPE_TEXT, false, read_leaf, 0},
    {"regex", MLN_TYPE_TEXT, false, read_leaf, 0},
    {"all", MLN_TYPE_LIST, false, read_list, 0},
    {"any", MLN_TYPE_LIST, false, read_list, 0},
    {"not", MLN_TYPE_TEXT_OR_MAP, false, read_around, 0},
    {"inside", MLN_TYPE_TEXT_OR_MAP, false, read_around, 0},
    {"anywhere", MLN_TYPE_TEXT_OR_MAP, false, read_around, 0},
};

const mln_keys mln_match_keys = {match_keys, MLN_COUNT_OF(match_keys), "a formula", NULL};

static void refuse_as(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    (void)key, (void)target;
    (void)mln_condition_check_name(reader, value);
    mln_reader_refuse(reader, "\"as\" (naming what a formula matched) is not supported");
}

static void refuse_fix(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)key, (void)target, (void)value;
    mln_reader_refuse(reader, "a \"fix\" of its own for a part of a formula is not supported");
}

/* Only where a formula stands as a mapping of its own. */
static const mln_key extra_keys[] = {
    {"where", MLN_TYPE_LIST, false, read_where, 0},
    {"as", MLN_TYPE_TEXT, false, refuse_as, 0},
    {"fix", MLN_TYPE_TEXT, false, refuse_fix, 0},
};

static const mln_keys extra_table = {extra_keys, MLN_COUNT_OF(extra_keys), "a formula",
                                     &mln_match_keys};

const mln_formula *mln_read_match(mln_reader *reader, const mln_yaml_node *node,
                                  const mln_keys *keys, void *target)
{
    static const mln_str formula = {"formula", 7};
    if (!mln_reader_check_type(reader, node, MLN_TYPE_TEXT_OR_MAP, formula))
        return NULL;
    if (node->kind == MLN_YAML_SCALAR)
        return mln_formula_new_leaf(reader, MLN_FORMULA_PATTERN, node);
    if (!mln_formula_enter(reader, node))
        return NULL;
    mln_builder builder = {0};
    mln_slot own = {0};
    mln_slot *slot = target ? target : &own;
    slot->builder = &builder;
    mln_keys table = keys ? *keys : extra_table;
    if (keys)
        table.more = &extra_table;
    bool good = mln_reader_read_map(reader, node, &table, slot);
    reader->depth--;
    if (good && slot->count != 1) {
        mln_reader_error(reader, node, "one-key",
                         "a formula must hold exactly one of pattern, regex, all, any, not, "
                         "inside, anywhere");
        good = false;
    }
    slot->builder = NULL;
    mln_formula *read = NULL;
    if (good && slot->formula) {
        read = MLN_ARENA_NEW(reader->arena, mln_formula);
        *read = *slot->formula;
        if (builder.conditions.len || builder.focus.len) {
            mln_formula_set_where(reader, read, &builder);
            return read;
        }
    }
    mln_builder_release(&builder);
    return read;
}
