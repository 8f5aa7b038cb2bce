#include "cli/args.h"

#include <stdlib.h>
#include <strings.h>

#include "base/ascii.h"

#include "base/banned.h"

#define OPTIONS_MAX 64u

void mln_args_release(mln_args *args)
{
    mln_vec_release(&args->list);
    mln_vec_release(&args->operands);
}

static bool has_word(const char *words, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = words; *at != '\0';) {
        size_t span = strcspn(at, " ");
        if (span == len && memcmp(at, word, len) == 0)
            return true;
        at += span;
        at += *at == ' ';
    }
    return false;
}

static mln_status unknown_option(const mln_args *args, const char *text, mln_str name,
                                 mln_buf *error)
{
    const char *names[OPTIONS_MAX];
    size_t count = 0;
    for (uint32_t i = 0; i < args->option_count && count < OPTIONS_MAX - 1; i++)
        names[count++] = args->options[i].name;
    names[count++] = "help";
    const char *near = name.len > 1 ? mln_str_suggest(name, names, count) : NULL;
    mln_buf_addf(error, "unknown option '%s'", text);
    if (near != NULL)
        mln_buf_addf(error, "; did you mean '--%s'?", near);
    return MLN_USAGE;
}

static mln_status add(mln_args *args, uint32_t index, const char *value, mln_buf *error)
{
    const mln_option *option = &args->options[index];
    if (option->value != NULL && option->choices != NULL && !has_word(option->choices, value)) {
        mln_buf_addf(error, "--%s cannot be '%s'; it is one of: %s", option->name, value,
                     option->choices);
        return MLN_USAGE;
    }
    if (option->value != NULL && *value == '\0') {
        mln_buf_addf(error, "--%s needs a %s that is not empty", option->name, option->value);
        return MLN_USAGE;
    }
    mln_vec_add(&args->list, (mln_arg){.option = index, .value = value});
    return MLN_OK;
}

static mln_status missing_value(const mln_option *option, mln_buf *error)
{
    mln_buf_addf(error, "--%s needs a value: --%s %s", option->name, option->name, option->value);
    return MLN_USAGE;
}

static mln_status parse_long(mln_args *args, int argc, const char *const *argv, int *at,
                             mln_buf *error)
{
    const char *text = argv[*at];
    const char *equals = strchr(text, '=');
    mln_str name = mln_str_of(text + 2);
    if (equals != NULL)
        name.len = (uint32_t)(equals - text - 2);
    if (mln_str_is(name, "help")) {
        args->help = true;
        return MLN_OK;
    }
    for (uint32_t i = 0; i < args->option_count; i++) {
        const mln_option *option = &args->options[i];
        if (!mln_str_is(name, option->name))
            continue;
        if (option->value == NULL) {
            if (equals != NULL) {
                mln_buf_addf(error, "--%s takes no value", option->name);
                return MLN_USAGE;
            }
            return add(args, i, NULL, error);
        }
        if (equals != NULL)
            return add(args, i, equals + 1, error);
        if (*at + 1 >= argc)
            return missing_value(option, error);
        *at += 1;
        return add(args, i, argv[*at], error);
    }
    return unknown_option(args, text, name, error);
}

static mln_status parse_short(mln_args *args, int argc, const char *const *argv, int *at,
                              mln_buf *error)
{
    const char *word = argv[*at];
    for (const char *letter = word + 1; *letter != '\0'; letter++) {
        if (*letter == 'h') {
            args->help = true;
            continue;
        }
        uint32_t i = 0;
        while (i < args->option_count && args->options[i].letter != *letter)
            i++;
        if (i == args->option_count)
            return unknown_option(args, word, mln_str_of(word + 1), error);
        const mln_option *option = &args->options[i];
        if (option->value == NULL) {
            mln_status status = add(args, i, NULL, error);
            if (status != MLN_OK)
                return status;
            continue;
        }
        if (letter[1] != '\0')
            return add(args, i, letter + 1, error);
        if (*at + 1 >= argc)
            return missing_value(option, error);
        *at += 1;
        return add(args, i, argv[*at], error);
    }
    return MLN_OK;
}

mln_status mln_args_parse(mln_args *args, const mln_option *options, uint32_t option_count,
                          int argc, const char *const *argv, mln_buf *error)
{
    args->options = options;
    args->option_count = option_count;
    bool rest = false;
    for (int i = 0; i < argc; i++) {
        const char *text = argv[i];
        mln_status status = MLN_OK;
        if (rest || text[0] != '-' || text[1] == '\0')
            mln_vec_add(&args->operands, text);
        else if (text[1] != '-')
            status = parse_short(args, argc, argv, &i, error);
        else if (text[2] == '\0')
            rest = true;
        else
            status = parse_long(args, argc, argv, &i, error);
        if (status == MLN_OK)
            continue;
        /* A `--help` further on is answered whatever was wrong before it. */
        for (int k = i + 1; k < argc && strcmp(argv[k], "--") != 0; k++)
            args->help |= strcmp(argv[k], "--help") == 0 || strcmp(argv[k], "-h") == 0;
        return status;
    }
    return MLN_OK;
}

static uint32_t find_option(const mln_args *args, const char *name)
{
    for (uint32_t i = 0; i < args->option_count; i++) {
        if (strcmp(args->options[i].name, name) == 0)
            return i;
    }
    return UINT32_MAX;
}

uint32_t mln_args_count(const mln_args *args, const char *name)
{
    uint32_t option = find_option(args, name);
    uint32_t count = 0;
    for (uint32_t i = 0; i < args->list.len; i++)
        count += args->list.data[i].option == option;
    return count;
}

const char *mln_args_get(const mln_args *args, const char *name, const char *otherwise)
{
    uint32_t option = find_option(args, name);
    const char *value = otherwise;
    for (uint32_t i = 0; i < args->list.len; i++) {
        if (args->list.data[i].option == option)
            value = args->list.data[i].value;
    }
    return value;
}

void mln_args_get_all(const mln_args *args, const char *name, mln_arg_values *values)
{
    uint32_t option = find_option(args, name);
    mln_vec_clear(values);
    for (uint32_t i = 0; i < args->list.len; i++) {
        if (args->list.data[i].option == option)
            mln_vec_add(values, args->list.data[i].value);
    }
}

bool mln_args_read_count(const char *text, uint32_t max, uint32_t *count)
{
    uint64_t value = 0;
    if (*text == '\0')
        return false;
    for (; *text != '\0'; text++) {
        if (!mln_ascii_is_digit(*text))
            return false;
        value = value * 10 + (uint64_t)(*text - '0');
        if (value > max)
            return false;
    }
    *count = (uint32_t)value;
    return true;
}

bool mln_args_read_size(const char *text, uint64_t *bytes)
{
    static const struct {
        const char *suffix;
        unsigned shift;
    } suffixes[] = {{"", 0},    {"B", 0},    {"K", 10}, {"KB", 10}, {"KiB", 10}, {"M", 20},
                    {"MB", 20}, {"MiB", 20}, {"G", 30}, {"GB", 30}, {"GiB", 30}};
    uint64_t value = 0;
    const char *at = text;
    while (mln_ascii_is_digit(*at)) {
        value = value * 10 + (uint64_t)(*at++ - '0');
        if (value > UINT32_MAX)
            return false;
    }
    if (at == text)
        return false;
    for (size_t i = 0; i < MLN_COUNT_OF(suffixes); i++) {
        if (strcasecmp(at, suffixes[i].suffix) == 0) {
            *bytes = value << suffixes[i].shift;
            return true;
        }
    }
    return false;
}
