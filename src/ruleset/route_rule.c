#include "ruleset/rule_p.h"

#include "base/banned.h"

/* --- routes ---------------------------------------------------------------------------------- */

typedef struct {
    mln_route_filter made;
    uint32_t kinds;
} entry;

static void read_path(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    entry *e = target;
    const mln_regex *regex = mln_reader_read_regex(reader, value);
    if (mln_str_is(key->text, "path")) {
        e->made.path = regex;
        e->kinds++;
    } else if (mln_str_is(key->text, "named")) {
        e->made.named = regex;
        e->kinds++;
    } else if (mln_str_is(key->text, "handler")) {
        e->made.handler = regex;
        e->kinds++;
    } else if (mln_str_is(key->text, "not-path")) {
        e->made.not_path = regex;
    } else if (mln_str_is(key->text, "not-behind")) {
        e->made.not_behind = regex;
    } else {
        e->made.not_argument = regex;
    }
}

static void read_words(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    entry *e = target;
    e->kinds++;
    if (mln_str_is(key->text, "methods"))
        e->made.methods = mln_reader_keep_texts(reader, value, &e->made.method_count);
    else
        e->made.reaches = mln_reader_keep_texts(reader, value, &e->made.reach_count);
}

static const mln_key entry_keys[] = {
    {"methods", MLN_TYPE_TEXTS, false, read_words, 0},
    {"path", MLN_TYPE_TEXT, false, read_path, 0},
    {"not-path", MLN_TYPE_TEXT, false, read_path, 0},
    {"reaches", MLN_TYPE_TEXTS, false, read_words, 0},
    {"named", MLN_TYPE_TEXT, false, read_path, 0},
    {"handler", MLN_TYPE_TEXT, false, read_path, 0},
    {"not-behind", MLN_TYPE_TEXT, false, read_path, 0},
    {"not-argument", MLN_TYPE_TEXT, false, read_path, 0},
};
static const mln_keys entry_table = {entry_keys, MLN_COUNT_OF(entry_keys), "an entry of \"routes\"",
                                     NULL};

static void read_routes(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                        void *target)
{
    (void)key;
    mln_route_rule *rule = &((mln_rule_draft *)target)->route;
    mln_route_filter *filters = MLN_ARENA_ARRAY(reader->arena, mln_route_filter, value->count + 1);
    for (uint32_t i = 0; i < value->count; i++) {
        entry e = {0};
        if (!mln_reader_check_type(reader, value->items[i], MLN_TYPE_MAP,
                                   MLN_STR("an entry of routes")) ||
            !mln_reader_read_map(reader, value->items[i], &entry_table, &e))
            continue;
        if (!e.kinds)
            mln_reader_error(
                reader, value->items[i], "one-key",
                "an entry of \"routes\" must hold one of methods, path, handler, reaches");
        filters[rule->filter_count++] = e.made;
    }
    rule->filters = filters;
}

/* --- the control ----------------------------------------------------------------------------- */

static void read_control(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                         void *target)
{
    (void)key;
    ((mln_route_rule *)target)->control = mln_reader_keep(reader, value->text);
}

static void read_statuses(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                          void *target)
{
    (void)key;
    mln_route_rule *rule = target;
    rule->statuses = mln_reader_keep_texts(reader, value, &rule->status_count);
}

static void read_names(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)key;
    ((mln_route_rule *)target)->names = mln_reader_read_regex(reader, value);
}

static const mln_key without_keys[] = {
    {"control", MLN_TYPE_TEXT, true, read_control, 0},
    {"statuses", MLN_TYPE_TEXTS, false, read_statuses, 0},
    {"names", MLN_TYPE_TEXT, false, read_names, 0},
    {"anywhere", MLN_TYPE_BOOL, false, NULL, offsetof(mln_route_rule, anywhere)},
};
static const mln_keys without_table = {without_keys, MLN_COUNT_OF(without_keys), "\"without\"",
                                       NULL};

static void read_without(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                         void *target)
{
    (void)key;
    (void)mln_reader_read_map(reader, value, &without_table, &((mln_rule_draft *)target)->route);
}

static const mln_key route_keys[] = {
    {"routes", MLN_TYPE_LIST, false, read_routes, 0},
    {"without", MLN_TYPE_MAP, false, read_without, 0},
};

const mln_keys mln_route_keys = {route_keys, MLN_COUNT_OF(route_keys), "a route rule", NULL};

const mln_route_rule *mln_route_finish(mln_reader *reader, mln_rule_draft *draft)
{
    static const char *const wanted[] = {"routes", "without"};
    for (size_t i = 0; i < MLN_COUNT_OF(wanted); i++)
        if (!mln_yaml_get(draft->node, wanted[i]))
            mln_reader_error(reader, draft->node, "missing-key",
                             "\"%s\" is missing in a route rule", wanted[i]);
    mln_route_rule *rule = MLN_ARENA_NEW(reader->arena, mln_route_rule);
    *rule = draft->route;
    rule->langs = mln_rule_get_langs(draft->rule);
    return rule;
}
