#include "ruleset/rule_p.h"

#include "base/banned.h"

/* YAML's `yes` and `on` are texts here: code has only true and false. */
static mln_literal read_scalar(mln_reader *reader, const mln_yaml_node *node)
{
    mln_literal literal = {.text = mln_reader_keep(reader, node->text)};
    bool boolean;
    if (!node->plain)
        return literal;
    if (mln_yaml_get_bool(node, &boolean) &&
        (mln_str_is(node->text, "true") || mln_str_is(node->text, "false"))) {
        literal.kind = MLN_LITERAL_BOOL;
        literal.number = boolean;
    } else if (mln_yaml_is_null(node) && node->text.len) {
        literal.kind = MLN_LITERAL_NULL;
    } else if (mln_literal_parse_number(node->text, &literal.number)) {
        literal.kind = MLN_LITERAL_NUMBER;
    }
    return literal;
}

bool mln_literals_read_list(mln_reader *reader, const mln_yaml_node *node, mln_literals *literals)
{
    uint32_t count = node->kind == MLN_YAML_LIST ? node->count : 1;
    mln_literal *list = MLN_ARENA_ARRAY(reader->arena, mln_literal, count);
    for (uint32_t i = 0; i < count; i++) {
        const mln_yaml_node *item = node->kind == MLN_YAML_LIST ? node->items[i] : node;
        if (item->kind != MLN_YAML_SCALAR || (item->plain && item->text.len == 0)) {
            mln_reader_error(reader, item, "wrong-type",
                             "a constant must be a text, a number, true, false or null");
            return false;
        }
        list[i] = read_scalar(reader, item);
    }
    if (count == 0)
        mln_reader_error(reader, node, "wrong-type", "this list of constants is empty");
    *literals = (mln_literals){.kind = MLN_LITERALS_LIST, .list = list, .count = count};
    return count > 0;
}

bool mln_literals_read_regex(mln_reader *reader, const mln_yaml_node *node, mln_literals *literals)
{
    char error[256];
    uint32_t offset = 0;
    mln_regex *regex;
    if (mln_regex_new(&regex, node->text, 0, error, sizeof error, &offset) != MLN_OK) {
        mln_reader_error_at(reader, node, offset, "bad-regex",
                            "this regular expression does not compile: %s", error);
        return false;
    }
    mln_vec_add(reader->regexes, regex);
    *literals = (mln_literals){.kind = MLN_LITERALS_REGEX,
                               .regex = regex,
                               .regex_text = mln_reader_keep(reader, node->text)};
    return true;
}

static void keep_regex(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)key;
    (void)mln_literals_read_regex(reader, value, target);
}

static const mln_key constant_keys[] = {{"regex", MLN_TYPE_TEXT, true, keep_regex, 0}};
static const mln_keys constant_table = {constant_keys, MLN_COUNT_OF(constant_keys), "\"constant\"",
                                        NULL};

bool mln_literals_read(mln_reader *reader, const mln_yaml_node *node, mln_literals *literals)
{
    bool boolean;
    if (node->kind == MLN_YAML_MAP)
        return mln_reader_read_map(reader, node, &constant_table, literals);
    if (!mln_yaml_get_bool(node, &boolean))
        return mln_literals_read_list(reader, node, literals);
    *literals = (mln_literals){.kind = MLN_LITERALS_ANY_TEXT};
    if (!boolean)
        mln_reader_error(reader, node, "wrong-type",
                         "true stands for any text; for the value false write [false]");
    return boolean;
}

mln_package_filter mln_packages_read(mln_reader *reader, const mln_yaml_node *only,
                                     const mln_yaml_node *except)
{
    mln_package_filter filter = {0};
    if (only)
        filter.only = mln_reader_keep_texts(reader, only, &filter.only_count);
    if (except)
        filter.except = mln_reader_keep_texts(reader, except, &filter.except_count);
    return filter;
}
