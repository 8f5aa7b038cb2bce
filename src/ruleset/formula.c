#include "ruleset/formula_p.h"

#include <string.h>

#include "base/banned.h"

/* --- building -------------------------------------------------------------------------------- */

bool mln_formula_enter(mln_reader *reader, const mln_yaml_node *node)
{
    if (reader->depth == MLN_READER_DEPTH_MAX) {
        mln_reader_error(reader, node, "too-deep", "formulas are nested deeper than %u",
                         MLN_READER_DEPTH_MAX);
        return false;
    }
    reader->depth++;
    return true;
}

mln_formula *mln_formula_new_leaf(mln_reader *reader, mln_formula_kind kind,
                                  const mln_yaml_node *text)
{
    mln_formula *formula = MLN_ARENA_NEW(reader->arena, mln_formula);
    formula->kind = kind;
    formula->text = mln_reader_keep(reader, text->text);
    formula->line = text->text_line;
    formula->column = text->text_column;
    return formula;
}

mln_formula *mln_formula_new_around(mln_reader *reader, mln_formula_kind kind,
                                    const mln_yaml_node *key, const mln_formula *child)
{
    if (!child)
        return NULL;
    mln_formula *formula = MLN_ARENA_NEW(reader->arena, mln_formula);
    const mln_formula **children = MLN_ARENA_ARRAY(reader->arena, const mln_formula *, 1);
    children[0] = child;
    formula->kind = kind;
    formula->children = children;
    formula->child_count = 1;
    formula->line = key->line;
    formula->column = key->column;
    return formula;
}

void mln_builder_release(mln_builder *builder)
{
    mln_vec_release(&builder->children);
    mln_vec_release(&builder->conditions);
    mln_vec_release(&builder->focus);
}

static void *dup_array(mln_reader *reader, const void *data, uint32_t count, size_t size)
{
    void *copy = mln_arena_alloc_zeroed(reader->arena, count, size);
    if (count)
        memcpy(copy, data, count * size);
    return copy;
}

void mln_formula_set_where(mln_reader *reader, mln_formula *formula, mln_builder *builder)
{
    if (formula) {
        formula->conditions = dup_array(reader, builder->conditions.data, builder->conditions.len,
                                        sizeof(mln_condition));
        formula->condition_count = builder->conditions.len;
        formula->focus =
            dup_array(reader, builder->focus.data, builder->focus.len, sizeof(mln_focus));
        formula->focus_count = builder->focus.len;
    }
    mln_builder_release(builder);
}

mln_formula *mln_formula_new_from(mln_reader *reader, mln_formula_kind kind,
                                  const mln_yaml_node *key, mln_builder *builder)
{
    mln_formula *formula = MLN_ARENA_NEW(reader->arena, mln_formula);
    formula->kind = kind;
    formula->line = key->line;
    formula->column = key->column;
    formula->children = dup_array(reader, builder->children.data, builder->children.len,
                                  sizeof(const mln_formula *));
    formula->child_count = builder->children.len;
    mln_formula_set_where(reader, formula, builder);
    return formula;
}

void mln_formula_check_positive(mln_reader *reader, const mln_yaml_node *node,
                                const mln_formula *formula)
{
    if (formula && formula->kind == MLN_FORMULA_NOT)
        mln_reader_error(reader, node, "no-positive-pattern",
                         "a negation matches nothing by itself; put it beside a pattern");
}

void mln_formula_check_list(mln_reader *reader, const mln_yaml_node *key,
                            const mln_formula *formula)
{
    for (uint32_t i = 0; i < formula->child_count; i++)
        if (formula->children[i]->kind != MLN_FORMULA_NOT)
            return;
    mln_reader_error(reader, key, "no-positive-pattern",
                     "\"%.*s\" needs at least one pattern that is not a negation",
                     MLN_STR_ARGS(key->text));
}

/* --- keys of the old syntax ------------------------------------------------------------------ */

static void set(void *target, const mln_yaml_node *key, const mln_formula *formula)
{
    mln_slot *slot = target;
    slot->formula = formula;
    slot->key = key;
    slot->count++;
}

static void check_not_empty(mln_reader *reader, const mln_yaml_node *value)
{
    if (mln_str_trim(value->text).len == 0)
        mln_reader_error(reader, value, "empty-pattern", "this pattern is empty");
}

/* A formula in a mapping of its own, as `pattern-not: {patterns: ..}` has it. */
static const mln_formula *read_nested(mln_reader *reader, const mln_yaml_node *key,
                                      const mln_yaml_node *value)
{
    if (value->kind == MLN_YAML_SCALAR) {
        check_not_empty(reader, value);
        return mln_formula_new_leaf(reader, MLN_FORMULA_PATTERN, value);
    }
    if (!mln_formula_enter(reader, value))
        return NULL;
    mln_slot slot = {0};
    (void)mln_reader_read_map(reader, value, &mln_formula_keys, &slot);
    reader->depth--;
    if (slot.count != 1)
        mln_reader_error(reader, value, "one-key", "\"%.*s\" must hold exactly one pattern key",
                         MLN_STR_ARGS(key->text));
    mln_formula_check_positive(reader, value, slot.formula);
    return slot.count == 1 ? slot.formula : NULL;
}

static void read_pattern(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                         void *target)
{
    check_not_empty(reader, value);
    set(target, key, mln_formula_new_leaf(reader, MLN_FORMULA_PATTERN, value));
}

static void read_regex(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    mln_reader_check_regex(reader, value);
    set(target, key, mln_formula_new_leaf(reader, MLN_FORMULA_REGEX, value));
}

static void read_not_regex(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                           void *target)
{
    mln_reader_check_regex(reader, value);
    set(target, key,
        mln_formula_new_around(reader, MLN_FORMULA_NOT, key,
                               mln_formula_new_leaf(reader, MLN_FORMULA_REGEX, value)));
}

static void read_inside(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                        void *target)
{
    set(target, key,
        mln_formula_new_around(reader, MLN_FORMULA_INSIDE, key, read_nested(reader, key, value)));
}

static void read_anywhere(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                          void *target)
{
    set(target, key,
        mln_formula_new_around(reader, MLN_FORMULA_ANYWHERE, key, read_nested(reader, key, value)));
}

static void read_not(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                     void *target)
{
    set(target, key,
        mln_formula_new_around(reader, MLN_FORMULA_NOT, key, read_nested(reader, key, value)));
}

static void read_not_inside(mln_reader *reader, const mln_yaml_node *key,
                            const mln_yaml_node *value, void *target)
{
    const mln_formula *inside =
        mln_formula_new_around(reader, MLN_FORMULA_INSIDE, key, read_nested(reader, key, value));
    set(target, key, mln_formula_new_around(reader, MLN_FORMULA_NOT, key, inside));
}

/* One entry of `patterns` or `pattern-either`. */
static void read_entry(mln_reader *reader, const mln_yaml_node *item, const char *name,
                       mln_builder *builder)
{
    if (item->kind != MLN_YAML_MAP) {
        mln_reader_error(reader, item, "wrong-type",
                         "an entry of \"%s\" must be a mapping with one key, such as `pattern: ..`",
                         name);
        return;
    }
    bool conditions = strcmp(name, "patterns") == 0;
    mln_slot slot = {.builder = conditions ? builder : NULL};
    bool good = mln_reader_read_map(reader, item,
                                    conditions ? &mln_condition_keys : &mln_formula_keys, &slot);
    if (good && item->count != 2)
        mln_reader_error(reader, item, "one-key",
                         "an entry of \"%s\" must hold exactly one key; begin each with \"- \"",
                         name);
    if (good && slot.formula)
        mln_vec_add(&builder->children, slot.formula);
}

static void read_patterns(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                          void *target)
{
    set(target, key, NULL);
    if (!mln_formula_enter(reader, value))
        return;
    mln_builder builder = {0};
    uint32_t errors = reader->errors;
    for (uint32_t i = 0; i < value->count; i++)
        read_entry(reader, value->items[i], "patterns", &builder);
    mln_formula *formula = mln_formula_new_from(reader, MLN_FORMULA_ALL, key, &builder);
    mln_slot *slot = target;
    if (reader->errors == errors && !slot->negations)
        mln_formula_check_list(reader, key, formula);
    slot->formula = formula;
    reader->depth--;
}

static void read_either(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                        void *target)
{
    set(target, key, NULL);
    if (!mln_formula_enter(reader, value))
        return;
    mln_builder builder = {0};
    uint32_t errors = reader->errors;
    for (uint32_t i = 0; i < value->count; i++) {
        uint32_t before = builder.children.len;
        read_entry(reader, value->items[i], "pattern-either", &builder);
        if (builder.children.len > before && builder.children.data[before]->kind == MLN_FORMULA_NOT)
            mln_reader_error(reader, value->items[i], "no-positive-pattern",
                             "a negation cannot be an alternative; put both in \"patterns\"");
    }
    if (reader->errors == errors && builder.children.len == 0)
        mln_reader_error(reader, key, "no-positive-pattern", "\"pattern-either\" is empty");
    ((mln_slot *)target)->formula = mln_formula_new_from(reader, MLN_FORMULA_ANY, key, &builder);
    reader->depth--;
}

static void refuse_python(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                          void *target)
{
    (void)value, (void)target, (void)key;
    mln_reader_refuse(reader, "\"pattern-where-python\" runs code and is not supported");
}

static const mln_key formula_keys[] = {
    {"pattern", MLN_TYPE_TEXT, false, read_pattern, 0},
    {"patterns", MLN_TYPE_LIST, false, read_patterns, 0},
    {"pattern-either", MLN_TYPE_LIST, false, read_either, 0},
    {"pattern-regex", MLN_TYPE_TEXT, false, read_regex, 0},
    {"pattern-inside", MLN_TYPE_TEXT_OR_MAP, false, read_inside, 0},
    {"pattern-not", MLN_TYPE_TEXT_OR_MAP, false, read_not, 0},
    {"pattern-not-inside", MLN_TYPE_TEXT_OR_MAP, false, read_not_inside, 0},
    {"pattern-not-regex", MLN_TYPE_TEXT, false, read_not_regex, 0},
    {"semgrep-internal-pattern-anywhere", MLN_TYPE_TEXT_OR_MAP, false, read_anywhere, 0},
    {"pattern-where-python", MLN_TYPE_TEXT, false, refuse_python, 0},
};

const mln_keys mln_formula_keys = {formula_keys, MLN_COUNT_OF(formula_keys), "a pattern", NULL};
