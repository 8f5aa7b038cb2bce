#include "ruleset/rule_p.h"

#include "base/ascii.h"
#include "base/buf.h"

#include "base/banned.h"

#define PART_MAX 64u /* of one example */
#define WINDOW_LIMIT 16384

/* --- examples -------------------------------------------------------------------------------- */

/* A text, or a list of parts that are joined: a credential of an example is never written whole, so
 * that no scanner of repositories takes it for a real one. A part is a text, or `repeat: TEXT` with
 * `times: N`. */
typedef struct {
    mln_str repeat;
    int64_t times;
} repeat_fields;

static const mln_key repeat_keys[] = {
    {"repeat", MLN_TYPE_TEXT, true, NULL, offsetof(repeat_fields, repeat)},
    {"times", MLN_TYPE_INT, true, NULL, offsetof(repeat_fields, times)},
};
static const mln_keys repeat_table = {repeat_keys, MLN_COUNT_OF(repeat_keys),
                                      "a part of an example", NULL};

static void add_part(mln_reader *reader, const mln_yaml_node *node, mln_buf *out)
{
    if (node->kind != MLN_YAML_MAP) {
        if (mln_reader_check_type(reader, node, MLN_TYPE_TEXT, MLN_STR("a part of an example")))
            mln_buf_add_str(out, node->text);
        return;
    }
    repeat_fields f = {0};
    if (!mln_reader_read_map(reader, node, &repeat_table, &f))
        return;
    if (f.times < 1 || f.times > 4096) {
        mln_reader_error(reader, node, "wrong-type", "\"times\" must be a number from 1 to 4096");
        return;
    }
    for (int64_t i = 0; i < f.times; i++)
        mln_buf_add_str(out, f.repeat);
}

static mln_str join(mln_reader *reader, const mln_yaml_node *node)
{
    mln_buf text = {0};
    if (node->kind != MLN_YAML_LIST)
        add_part(reader, node, &text);
    else if (node->count > PART_MAX)
        mln_reader_error(reader, node, "wrong-type", "an example has no more than %u parts",
                         PART_MAX);
    else
        for (uint32_t i = 0; i < node->count; i++)
            add_part(reader, node->items[i], &text);
    mln_str kept = mln_reader_keep(reader, mln_buf_get_str(&text));
    mln_buf_release(&text);
    return kept;
}

typedef struct {
    mln_str file;
    const mln_yaml_node *text;
} example_fields;

static const mln_key example_keys[] = {
    {"file", MLN_TYPE_TEXT, true, NULL, offsetof(example_fields, file)},
    {"text", MLN_TYPE_ANY, true, NULL, offsetof(example_fields, text)},
};
static const mln_keys example_table = {example_keys, MLN_COUNT_OF(example_keys), "an example",
                                       NULL};

typedef struct {
    const mln_yaml_node *match, *no_match;
} examples_fields;

static const mln_key examples_keys[] = {
    {"match", MLN_TYPE_LIST, true, NULL, offsetof(examples_fields, match)},
    {"no-match", MLN_TYPE_LIST, true, NULL, offsetof(examples_fields, no_match)},
};
static const mln_keys examples_table = {examples_keys, MLN_COUNT_OF(examples_keys), "\"examples\"",
                                        NULL};

static void read_list(mln_reader *reader, const mln_yaml_node *list, bool match,
                      mln_detector_example *examples, uint32_t *count)
{
    if (!list->count)
        mln_reader_error(reader, list, "missing-key", "\"%s\" is empty",
                         match ? "match" : "no-match");
    for (uint32_t i = 0; i < list->count; i++) {
        const mln_yaml_node *item = list->items[i];
        mln_detector_example example = {.match = match, .line = item->line};
        const mln_yaml_node *text = item;
        if (item->kind == MLN_YAML_MAP && !mln_yaml_get(item, "repeat")) {
            example_fields f = {0};
            if (!mln_reader_read_map(reader, item, &example_table, &f))
                continue;
            example.file = f.file;
            text = f.text;
        }
        example.text = join(reader, text);
        examples[(*count)++] = example;
    }
}

static void read_examples(mln_reader *reader, const mln_yaml_node *node, mln_detector *detector)
{
    examples_fields f = {0};
    if (!mln_reader_check_type(reader, node, MLN_TYPE_MAP, MLN_STR("examples")) ||
        !mln_reader_read_map(reader, node, &examples_table, &f))
        return;
    mln_detector_example *examples = MLN_ARENA_ARRAY(reader->arena, mln_detector_example,
                                                     (size_t)f.match->count + f.no_match->count);
    read_list(reader, f.match, true, examples, &detector->example_count);
    read_list(reader, f.no_match, false, examples, &detector->example_count);
    detector->examples = examples;
}

/* --- the rest -------------------------------------------------------------------------------- */

static void read_texts(mln_reader *reader, const mln_yaml_node *node, const mln_str **texts,
                       uint32_t *count)
{
    if (node)
        *texts = mln_reader_keep_texts(reader, node, count);
}

static void read_word(mln_reader *reader, const mln_yaml_node *node, const char *name,
                      const char *const *words, int *index)
{
    if (!node)
        return;
    for (int i = 0; words[i]; i++)
        if (mln_str_is(node->text, words[i])) {
            *index = i;
            return;
        }
    mln_reader_error(reader, node, "unknown-word", "unknown %s \"%.*s\"%s", name,
                     MLN_STR_ARGS(node->text), mln_reader_get_hint(reader, node->text, words));
}

/* "3.25" to hundredths. */
static void read_entropy(mln_reader *reader, const mln_yaml_node *node, uint32_t *entropy)
{
    uint32_t value = 0, decimals = 0;
    bool good = node->text.len > 0 && node->text.len <= 4, dot = false;
    for (uint32_t i = 0; good && i < node->text.len; i++) {
        char c = node->text.ptr[i];
        if (c == '.' && !dot && i) {
            dot = true;
        } else if (mln_ascii_is_digit(c) && decimals < 2) {
            value = value * 10 + (uint32_t)(c - '0');
            decimals += dot;
        } else {
            good = false;
        }
    }
    for (; decimals < 2; decimals++)
        value *= 10;
    if (!good || value > 800)
        mln_reader_error(reader, node, "wrong-type",
                         "\"entropy\" must be a number of bits a character, such as 3.5");
    *entropy = value;
}

static void check_keywords(mln_reader *reader, const mln_yaml_node *node,
                           const mln_detector *detector)
{
    for (uint32_t i = 0; i < detector->keyword_count; i++)
        if (detector->keywords[i].len < 3)
            mln_reader_error(reader, node, "short-keyword",
                             "the keyword \"%.*s\" is too short: three bytes are the least",
                             MLN_STR_ARGS(detector->keywords[i]));
}

static void read_window(mln_reader *reader, const mln_yaml_node *node, mln_detector *detector)
{
    int64_t window = MLN_DETECTOR_WINDOW;
    if (node)
        (void)mln_yaml_get_int(node, &window);
    if (window < 1 || window > WINDOW_LIMIT)
        mln_reader_error(reader, node, "wrong-type",
                         "\"window\" must be a number of bytes from 1 to %d", WINDOW_LIMIT);
    else
        detector->window = (uint32_t)window;
}

static void check_expressions(mln_reader *reader, const mln_yaml_node *node)
{
    for (uint32_t i = 0; node->kind == MLN_YAML_LIST && i < node->count; i++)
        mln_reader_check_regex(reader, node->items[i]);
    if (node->kind == MLN_YAML_SCALAR)
        mln_reader_check_regex(reader, node);
}

/* Nodes as they are: some are wanted for the place of an error. */
#define NODE(name, type, field)                                                                    \
    {                                                                                              \
        name, type, false, keep_node, offsetof(mln_secret_fields, field)                           \
    }

static void keep_node(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target);

static const mln_key secret_keys[] = {
    NODE("keywords", MLN_TYPE_TEXTS, keywords),   NODE("regex", MLN_TYPE_TEXT, regex),
    NODE("value", MLN_TYPE_TEXT, value),          NODE("entropy", MLN_TYPE_TEXT, entropy),
    NODE("charset", MLN_TYPE_TEXT, charset),      NODE("checksum", MLN_TYPE_TEXT, checksum),
    NODE("window", MLN_TYPE_INT, window),         NODE("near", MLN_TYPE_TEXTS, near),
    NODE("not-near", MLN_TYPE_TEXTS, not_near),   NODE("not-in", MLN_TYPE_TEXTS, not_in),
    NODE("allow", MLN_TYPE_TEXTS, allow),         NODE("files", MLN_TYPE_TEXTS, files),
    NODE("not-files", MLN_TYPE_TEXTS, not_files), NODE("examples", MLN_TYPE_MAP, examples),
};

const mln_keys mln_secret_keys = {secret_keys, MLN_COUNT_OF(secret_keys), "a secret rule", NULL};

static void keep_node(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    (void)reader;
    for (size_t i = 0; i < MLN_COUNT_OF(secret_keys); i++)
        if (mln_str_is(key->text, secret_keys[i].name)) {
            char *fields = (char *)&((mln_rule_draft *)target)->secret;
            *(const mln_yaml_node **)(void *)(fields + secret_keys[i].offset) = value;
        }
}

const mln_detector *mln_secret_finish(mln_reader *reader, mln_rule_draft *draft, bool text)
{
    const mln_secret_fields *f = &draft->secret;
    const mln_yaml_node *languages = mln_yaml_get(draft->node, "languages");
    if (languages && (draft->rule->langs || !text))
        mln_reader_error(reader, languages, "wrong-mode",
                         "a rule with `mode: secret` reads text of any kind; say which files with "
                         "\"files\"");
    mln_detector *detector = MLN_ARENA_NEW(reader->arena, mln_detector);
    if (!f->keywords || !f->regex) {
        mln_reader_error(reader, draft->node, "missing-key", "\"%s\" is missing in a secret rule",
                         f->keywords ? "regex" : "keywords");
        return detector;
    }
    read_texts(reader, f->keywords, &detector->keywords, &detector->keyword_count);
    if (!detector->keyword_count)
        mln_reader_error(reader, f->keywords, "missing-key", "\"keywords\" is empty");
    check_keywords(reader, f->keywords, detector);
    mln_reader_check_regex(reader, f->regex);
    detector->regex = mln_reader_keep(reader, f->regex->text);
    int value = MLN_JUDGE_TOKEN, charset = MLN_CHARSET_ANY, checksum = MLN_CHECKSUM_NONE;
    read_word(reader, f->value, "value", mln_judge_kind_names, &value);
    read_word(reader, f->charset, "charset", mln_charset_names, &charset);
    read_word(reader, f->checksum, "checksum", mln_checksum_names, &checksum);
    detector->value = (mln_judge_kind)value;
    detector->charset = (mln_charset)charset;
    detector->checksum = (mln_checksum)checksum;
    if (f->entropy)
        read_entropy(reader, f->entropy, &detector->entropy);
    read_window(reader, f->window, detector);
    read_texts(reader, f->near, &detector->near, &detector->near_count);
    read_texts(reader, f->not_near, &detector->not_near, &detector->not_near_count);
    read_texts(reader, f->not_in, &detector->not_in, &detector->not_in_count);
    read_texts(reader, f->allow, &detector->allow, &detector->allow_count);
    read_texts(reader, f->files, &detector->files, &detector->file_count);
    read_texts(reader, f->not_files, &detector->not_files, &detector->not_file_count);
    if (f->allow)
        check_expressions(reader, f->allow);
    if (f->examples)
        read_examples(reader, f->examples, detector);
    return detector;
}
