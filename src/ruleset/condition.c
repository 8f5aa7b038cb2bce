#include "ruleset/formula_p.h"

#include "base/ascii.h"
#include "pattern/analysis.h"
#include "pattern/comparison.h"

#include "base/banned.h"

#define BASE_MAX 36

/* --- checks ---------------------------------------------------------------------------------- */

static bool is_upper(char c)
{
    return mln_ascii_is_upper(c) || c == '_';
}

static bool is_name(mln_str text)
{
    if (text.len < 2 || text.ptr[0] != '$')
        return false;
    uint32_t i = mln_str_starts_with(text, MLN_STR("$...")) ? 4 : 1;
    if (i == 1 && mln_ascii_is_digit(text.ptr[1])) {
        while (i < text.len && mln_ascii_is_digit(text.ptr[i]))
            i++;
        return i == text.len;
    }
    if (i >= text.len || !is_upper(text.ptr[i]))
        return false;
    while (i < text.len && (is_upper(text.ptr[i]) || mln_ascii_is_digit(text.ptr[i])))
        i++;
    return i == text.len;
}

bool mln_condition_check_name(mln_reader *reader, const mln_yaml_node *node)
{
    if (is_name(node->text))
        return true;
    mln_reader_error(reader, node, "bad-metavariable",
                     "\"%.*s\" is not the name of a metavariable; write $NAME in capitals, "
                     "$...NAME or $1",
                     MLN_STR_ARGS(node->text));
    return false;
}

void mln_condition_add_focus(mln_reader *reader, const mln_yaml_node *node, mln_builder *builder)
{
    mln_focus focus = {0};
    focus.names = mln_reader_keep_texts(reader, node, &focus.count);
    bool good = true;
    if (node->kind == MLN_YAML_LIST)
        for (uint32_t i = 0; i < node->count; i++)
            good = mln_condition_check_name(reader, node->items[i]) && good;
    else
        good = mln_condition_check_name(reader, node);
    if (focus.count == 0) {
        mln_reader_error(reader, node, "wrong-type", "a focus needs a metavariable");
        good = false;
    }
    if (good)
        mln_vec_add(&builder->focus, focus);
}

void mln_condition_add_regex(mln_reader *reader, mln_condition condition,
                             const mln_yaml_node *regex, mln_builder *builder)
{
    condition.kind = MLN_CONDITION_REGEX;
    condition.text = mln_reader_keep(reader, regex->text);
    mln_reader_check_regex(reader, regex);
    mln_vec_add(&builder->conditions, condition);
}

void mln_condition_add_comparison(mln_reader *reader, mln_condition condition,
                                  const mln_yaml_node *text, mln_builder *builder)
{
    condition.kind = MLN_CONDITION_COMPARISON;
    condition.text = mln_reader_keep(reader, text->text);
    condition.line = text->text_line;
    condition.column = text->text_column;
    mln_arena scratch = {0};
    const mln_comparison *compiled;
    char error[256];
    uint32_t offset = 0;
    if (mln_comparison_compile(&scratch, text->text, condition.strip, condition.base, &compiled,
                               error, sizeof error, &offset) != MLN_OK) {
        mln_reader_error_at(reader, text, offset, "bad-comparison", "%s", error);
    } else {
        mln_str unknown = mln_comparison_get_unknown(compiled);
        if (unknown.len && !reader->other_language)
            mln_reader_warn(reader, text, "comparison-never-holds",
                            "\"%.*s\" means nothing in a comparison: this condition never holds",
                            MLN_STR_ARGS(unknown));
        mln_comparison_release(compiled);
        mln_vec_add(&builder->conditions, condition);
    }
    mln_arena_release(&scratch);
}

void mln_condition_add_analysis(mln_reader *reader, mln_condition condition,
                                const mln_yaml_node *name, mln_builder *builder)
{
    static const char *const names[] = {"entropy", "redos", NULL};
    static const char *const others[] = {"entropy_v2", NULL};
    mln_analyzer analyzer;
    condition.kind = MLN_CONDITION_ANALYSIS;
    condition.text = mln_reader_keep(reader, name->text);
    if (mln_str_is(name->text, others[0]))
        mln_reader_refuse(reader, "the analyzer \"%.*s\" is not supported",
                          MLN_STR_ARGS(name->text));
    else if (!mln_analysis_find(name->text, &analyzer))
        mln_reader_error(reader, name, "unknown-analyzer", "unknown analyzer \"%.*s\"%s",
                         MLN_STR_ARGS(name->text), mln_reader_get_hint(reader, name->text, names));
    else
        mln_vec_add(&builder->conditions, condition);
}

void mln_condition_add_type(mln_reader *reader, mln_condition condition, const mln_yaml_node *types,
                            mln_builder *builder)
{
    condition.kind = MLN_CONDITION_TYPE;
    condition.types = mln_reader_keep_texts(reader, types, &condition.type_count);
    if (reader->javascript)
        mln_reader_error(reader, types, "type-in-javascript",
                         "JavaScript has no types to look at; use it for typescript or c");
    else if (condition.type_count == 0)
        mln_reader_error(reader, types, "wrong-type", "a type is missing");
    else
        mln_vec_add(&builder->conditions, condition);
}

/* --- keys of the old syntax ------------------------------------------------------------------ */

/* Everything a metavariable-* mapping can hold; begins with a slot, as metavariable-pattern holds a
 * formula. */
typedef struct {
    mln_slot slot;
    const mln_yaml_node *metavariable;
    const mln_yaml_node *text; /* the regex, comparison or analyzer */
    const mln_yaml_node *type;
    const mln_yaml_node *types;
    const mln_yaml_node *language;
    bool constant_propagation;
    bool strip;
    int64_t base;
} fields;

static void keep_metavariable(mln_reader *reader, const mln_yaml_node *key,
                              const mln_yaml_node *value, void *target)
{
    (void)key;
    if (mln_condition_check_name(reader, value))
        ((fields *)target)->metavariable = value;
}

static void keep_text(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    (void)reader, (void)key;
    ((fields *)target)->text = value;
}

static void keep_language(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                          void *target)
{
    (void)key;
    if (mln_language_check(reader, value))
        ((fields *)target)->language = value;
}

static void keep_base(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    (void)key;
    int64_t base = 0;
    if (!mln_yaml_get_int(value, &base) || base < 2 || base > BASE_MAX)
        mln_reader_error(reader, value, "wrong-type", "\"base\" must be from 2 to %d", BASE_MAX);
    else
        ((fields *)target)->base = base;
}

static const mln_key regex_keys[] = {
    {"metavariable", MLN_TYPE_TEXT, true, keep_metavariable, 0},
    {"regex", MLN_TYPE_TEXT, true, keep_text, 0},
    {"constant-propagation", MLN_TYPE_BOOL, false, NULL, offsetof(fields, constant_propagation)},
};
static const mln_key comparison_keys[] = {
    {"metavariable", MLN_TYPE_TEXT, false, keep_metavariable, 0},
    {"comparison", MLN_TYPE_TEXT, true, keep_text, 0},
    {"strip", MLN_TYPE_BOOL, false, NULL, offsetof(fields, strip)},
    {"base", MLN_TYPE_INT, false, keep_base, 0},
};
static const mln_key analysis_keys[] = {
    {"metavariable", MLN_TYPE_TEXT, true, keep_metavariable, 0},
    {"analyzer", MLN_TYPE_TEXT, true, keep_text, 0},
};
static const mln_key type_keys[] = {
    {"metavariable", MLN_TYPE_TEXT, true, keep_metavariable, 0},
    {"type", MLN_TYPE_TEXTS, false, NULL, offsetof(fields, type)},
    {"types", MLN_TYPE_TEXTS, false, NULL, offsetof(fields, types)},
};
static const mln_key pattern_keys[] = {
    {"metavariable", MLN_TYPE_TEXT, true, keep_metavariable, 0},
    {"language", MLN_TYPE_TEXT, false, keep_language, 0},
};

#define KEYS(list, what, more)                                                                     \
    {                                                                                              \
        list, MLN_COUNT_OF(list), what, more                                                       \
    }
static const mln_keys regex_table = KEYS(regex_keys, "metavariable-regex", NULL);
static const mln_keys comparison_table = KEYS(comparison_keys, "metavariable-comparison", NULL);
static const mln_keys analysis_table = KEYS(analysis_keys, "metavariable-analysis", NULL);
static const mln_keys type_table = KEYS(type_keys, "metavariable-type", NULL);
static const mln_keys pattern_table = KEYS(pattern_keys, "metavariable-pattern", &mln_formula_keys);

/* Reads the mapping of a metavariable-* key. False after errors. */
static bool read_fields(mln_reader *reader, const mln_yaml_node *value, const mln_keys *keys,
                        fields *f, mln_condition *condition)
{
    *f = (fields){.slot.negations = true};
    *condition = (mln_condition){.line = value->line, .column = value->column};
    if (!mln_reader_read_map(reader, value, keys, f))
        return false;
    if (f->metavariable)
        condition->metavariable = mln_reader_keep(reader, f->metavariable->text);
    if (f->language)
        condition->language = mln_reader_keep(reader, f->language->text);
    condition->constant_propagation = f->constant_propagation;
    condition->strip = f->strip;
    condition->base = (int)f->base;
    return true;
}

static void read_regex(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)key;
    fields f;
    mln_condition condition;
    if (read_fields(reader, value, &regex_table, &f, &condition))
        mln_condition_add_regex(reader, condition, f.text, ((mln_slot *)target)->builder);
}

static void read_comparison(mln_reader *reader, const mln_yaml_node *key,
                            const mln_yaml_node *value, void *target)
{
    (void)key;
    fields f;
    mln_condition condition;
    if (read_fields(reader, value, &comparison_table, &f, &condition))
        mln_condition_add_comparison(reader, condition, f.text, ((mln_slot *)target)->builder);
}

static void read_analysis(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                          void *target)
{
    (void)key;
    fields f;
    mln_condition condition;
    if (read_fields(reader, value, &analysis_table, &f, &condition))
        mln_condition_add_analysis(reader, condition, f.text, ((mln_slot *)target)->builder);
}

static void read_type(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    (void)key;
    fields f;
    mln_condition condition;
    if (!read_fields(reader, value, &type_table, &f, &condition))
        return;
    if (!f.type == !f.types)
        mln_reader_error(reader, value, "missing-key",
                         "metavariable-type needs either \"type\" or \"types\"");
    else
        mln_condition_add_type(reader, condition, f.type ? f.type : f.types,
                               ((mln_slot *)target)->builder);
}

static void read_pattern(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                         void *target)
{
    (void)key;
    if (!mln_formula_enter(reader, value))
        return;
    fields f;
    mln_condition condition;
    if (read_fields(reader, value, &pattern_table, &f, &condition)) {
        if (f.slot.count != 1)
            mln_reader_error(reader, value, "one-key",
                             "metavariable-pattern must hold exactly one pattern key");
        mln_formula_check_positive(reader, value, f.slot.formula);
        condition.kind = MLN_CONDITION_PATTERN;
        condition.formula = f.slot.formula;
        if (f.slot.count == 1 && f.slot.formula)
            mln_vec_add(&((mln_slot *)target)->builder->conditions, condition);
    }
    reader->depth--;
}

static void read_name(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    (void)key, (void)value, (void)target;
    mln_reader_refuse(reader, "\"metavariable-name\" is not supported");
}

static void read_focus(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)key;
    mln_condition_add_focus(reader, value, ((mln_slot *)target)->builder);
}

static const mln_key condition_keys[] = {
    {"metavariable-regex", MLN_TYPE_MAP, false, read_regex, 0},
    {"metavariable-pattern", MLN_TYPE_MAP, false, read_pattern, 0},
    {"metavariable-comparison", MLN_TYPE_MAP, false, read_comparison, 0},
    {"metavariable-analysis", MLN_TYPE_MAP, false, read_analysis, 0},
    {"metavariable-type", MLN_TYPE_MAP, false, read_type, 0},
    {"metavariable-name", MLN_TYPE_MAP, false, read_name, 0},
    {"focus-metavariable", MLN_TYPE_TEXTS, false, read_focus, 0},
};

const mln_keys mln_condition_keys = {condition_keys, MLN_COUNT_OF(condition_keys), "\"patterns\"",
                                     &mln_formula_keys};
