#include "ruleset/reader_p.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/regex.h"

#include "base/banned.h"

#define TEXT_MAX 1024
#define WORD_MAX 128u

/* --- messages -------------------------------------------------------------------------------- */

static void add(mln_reader *reader, mln_diag_level level, const char *code, uint32_t line,
                uint32_t column, const char *format, va_list args)
{
    char text[TEXT_MAX];
    (void)vsnprintf(text, sizeof text, format, args);
    mln_diags_add(reader->diags, level, code, reader->file, line, column, reader->rule, "%s", text);
    if (level == MLN_DIAG_ERROR)
        reader->errors++;
}

void mln_reader_error(mln_reader *reader, const mln_yaml_node *node, const char *code,
                      const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(reader, MLN_DIAG_ERROR, code, node->line, node->column, format, args);
    va_end(args);
}

void mln_reader_error_at(mln_reader *reader, const mln_yaml_node *node, uint32_t offset,
                         const char *code, const char *format, ...)
{
    uint32_t line, column;
    mln_yaml_get_position(node, offset, &line, &column);
    va_list args;
    va_start(args, format);
    add(reader, MLN_DIAG_ERROR, code, line, column, format, args);
    va_end(args);
}

void mln_reader_warn(mln_reader *reader, const mln_yaml_node *node, const char *code,
                     const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(reader, MLN_DIAG_WARNING, code, node->line, node->column, format, args);
    va_end(args);
}

void mln_reader_refuse(mln_reader *reader, const char *format, ...)
{
    if (reader->refusal.len)
        return;
    char text[TEXT_MAX];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    reader->refusal = mln_reader_keep(reader, mln_str_of(text));
}

const char *mln_reader_get_hint(mln_reader *reader, mln_str word, const char *const *words)
{
    size_t count = 0;
    while (words[count])
        count++;
    const char *near = mln_str_suggest(word, words, count);
    if (!near)
        return "";
    char text[WORD_MAX + 32];
    int len = snprintf(text, sizeof text, "; did you mean \"%.*s\"?", (int)WORD_MAX, near);
    return mln_arena_dup(reader->arena, text, (size_t)len);
}

/* --- values ---------------------------------------------------------------------------------- */

mln_str mln_reader_keep(mln_reader *reader, mln_str text)
{
    return (mln_str){mln_arena_dup(reader->arena, text.len ? text.ptr : "", text.len), text.len};
}

static bool is_text(const mln_yaml_node *node)
{
    return node->kind == MLN_YAML_SCALAR && !mln_yaml_is_null(node);
}

static bool is_texts(const mln_yaml_node *node)
{
    for (uint32_t i = 0; node->kind == MLN_YAML_LIST && i < node->count; i++)
        if (!is_text(node->items[i]))
            return false;
    return node->kind == MLN_YAML_LIST || is_text(node);
}

static bool has_type(const mln_yaml_node *node, mln_type type)
{
    bool boolean;
    int64_t integer;
    switch (type) {
    case MLN_TYPE_TEXT:
        return is_text(node);
    case MLN_TYPE_BOOL:
        return mln_yaml_get_bool(node, &boolean);
    case MLN_TYPE_INT:
        return mln_yaml_get_int(node, &integer);
    case MLN_TYPE_LIST:
        return node->kind == MLN_YAML_LIST;
    case MLN_TYPE_MAP:
        return node->kind == MLN_YAML_MAP;
    case MLN_TYPE_TEXTS:
        return is_texts(node);
    case MLN_TYPE_TEXT_OR_MAP:
        return is_text(node) || node->kind == MLN_YAML_MAP;
    case MLN_TYPE_TEXT_OR_BOOL:
        return is_text(node);
    default:
        return true;
    }
}

bool mln_reader_check_type(mln_reader *reader, const mln_yaml_node *node, mln_type type,
                           mln_str name)
{
    static const char *const texts[] = {[MLN_TYPE_ANY] = "anything",
                                        [MLN_TYPE_TEXT] = "a text",
                                        [MLN_TYPE_BOOL] = "true or false",
                                        [MLN_TYPE_INT] = "a whole number",
                                        [MLN_TYPE_LIST] = "a list",
                                        [MLN_TYPE_MAP] = "a mapping",
                                        [MLN_TYPE_TEXTS] = "a text or a list of texts",
                                        [MLN_TYPE_TEXT_OR_MAP] = "a text or a mapping",
                                        [MLN_TYPE_TEXT_OR_BOOL] = "a text or true or false"};
    if (has_type(node, type))
        return true;
    const char *is = node->kind == MLN_YAML_LIST  ? "a list"
                     : node->kind == MLN_YAML_MAP ? "a mapping"
                     : mln_yaml_is_null(node)     ? "nothing"
                                                  : "a single value";
    mln_reader_error(reader, node, "wrong-type", "\"%.*s\" must be %s; here is %s",
                     MLN_STR_ARGS(name), texts[type], is);
    return false;
}

const mln_str *mln_reader_keep_texts(mln_reader *reader, const mln_yaml_node *node, uint32_t *count)
{
    uint32_t all = node->kind == MLN_YAML_LIST ? node->count : 1;
    mln_str *texts = MLN_ARENA_ARRAY(reader->arena, mln_str, all);
    *count = 0;
    for (uint32_t i = 0; i < all; i++) {
        const mln_yaml_node *item = node->kind == MLN_YAML_LIST ? node->items[i] : node;
        if (is_text(item))
            texts[(*count)++] = mln_reader_keep(reader, item->text);
    }
    return texts;
}

const mln_regex *mln_reader_read_regex(mln_reader *reader, const mln_yaml_node *node)
{
    char error[256];
    mln_regex *regex;
    if (mln_regex_new(&regex, node->text, MLN_REGEX_CASELESS, error, sizeof error, NULL) !=
        MLN_OK) {
        mln_reader_error(reader, node, "bad-regex", "not a regular expression: %s", error);
        return NULL;
    }
    mln_vec_add(reader->regexes, regex);
    return regex;
}

void mln_reader_check_regex(mln_reader *reader, const mln_yaml_node *node)
{
    char error[256];
    uint32_t offset = 0;
    mln_regex *regex;
    mln_status status = mln_regex_new(&regex, node->text, 0, error, sizeof error, &offset);
    mln_regex_free(regex);
    if (status != MLN_OK)
        mln_reader_error_at(reader, node, offset, "bad-regex",
                            "this regular expression does not compile: %s", error);
}

bool mln_reader_read_severity(mln_reader *reader, const mln_yaml_node *node,
                              const char *const *words, mln_severity *severity)
{
    if (mln_severity_find(node->text, severity))
        return true;
    mln_reader_error(reader, node, "unknown-severity",
                     "unknown severity \"%.*s\"; write one of critical, high, medium, low, info%s",
                     MLN_STR_ARGS(node->text), mln_reader_get_hint(reader, node->text, words));
    return false;
}

void mln_reader_read_precision(mln_reader *reader, const mln_yaml_node *node,
                               mln_precision *precision)
{
    static const char *const words[] = {"low", "medium", "high", "very-high", NULL};
    if (!mln_precision_find(node->text, precision))
        mln_reader_error(reader, node, "unknown-precision",
                         "unknown precision \"%.*s\"; write one of low, medium, high, very-high%s",
                         MLN_STR_ARGS(node->text), mln_reader_get_hint(reader, node->text, words));
}

/* --- mappings -------------------------------------------------------------------------------- */

static const mln_key *find_key(const mln_keys *keys, mln_str name)
{
    for (; keys; keys = keys->more)
        for (uint32_t i = 0; i < keys->count; i++)
            if (mln_str_is(name, keys->list[i].name))
                return &keys->list[i];
    return NULL;
}

static void report_unknown(mln_reader *reader, const mln_keys *keys, const mln_yaml_node *key)
{
    const char *names[WORD_MAX + 1];
    size_t count = 0;
    const char *what = keys->what;
    for (; keys; keys = keys->more)
        for (uint32_t i = 0; i < keys->count && count < WORD_MAX; i++)
            names[count++] = keys->list[i].name;
    names[count] = NULL;
    mln_reader_error(reader, key, "unknown-key", "unknown key \"%.*s\" in %s%s",
                     MLN_STR_ARGS(key->text), what, mln_reader_get_hint(reader, key->text, names));
}

static void store(mln_reader *reader, const mln_key *key, const mln_yaml_node *value, void *target)
{
    if (key->offset == MLN_KEY_NOWHERE)
        return;
    char *place = (char *)target + key->offset;
    int64_t integer;
    switch (key->type) {
    case MLN_TYPE_TEXT:
        *(mln_str *)(void *)place = mln_reader_keep(reader, value->text);
        break;
    case MLN_TYPE_BOOL:
        (void)mln_yaml_get_bool(value, (bool *)place);
        break;
    case MLN_TYPE_INT:
        if (mln_yaml_get_int(value, &integer))
            *(int64_t *)(void *)place = integer;
        break;
    default:
        *(const mln_yaml_node **)(void *)place = value;
        break;
    }
}

bool mln_reader_read_map(mln_reader *reader, const mln_yaml_node *map, const mln_keys *keys,
                         void *target)
{
    uint32_t errors = reader->errors;
    for (uint32_t i = 0; i + 1 < map->count; i += 2) {
        const mln_yaml_node *name = map->items[i], *value = map->items[i + 1];
        const mln_key *key = find_key(keys, name->text);
        if (!key)
            report_unknown(reader, keys, name);
        else if (!mln_reader_check_type(reader, value, key->type, name->text))
            continue;
        else if (key->read)
            key->read(reader, name, value, target);
        else
            store(reader, key, value, target);
    }
    for (const mln_keys *table = keys; table; table = table->more)
        for (uint32_t i = 0; i < table->count; i++)
            if (table->list[i].required && !mln_yaml_get(map, table->list[i].name))
                mln_reader_error(reader, map, "missing-key", "\"%s\" is missing in %s",
                                 table->list[i].name, keys->what);
    return reader->errors == errors;
}
