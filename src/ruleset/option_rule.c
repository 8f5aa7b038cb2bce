#include "ruleset/rule_p.h"

#include "base/ascii.h"

#include "base/banned.h"

#define ARGUMENT_MAX 99u
#define KEY_MAX 8u

/* --- places ---------------------------------------------------------------------------------- */

/* Reads `.name` or `[]`, moves `*at` behind it. False when it is neither. */
static bool read_key(mln_str text, uint32_t *at, mln_str *key)
{
    if (text.ptr[*at] == '[') {
        *key = MLN_STR("[]");
        *at += 2;
        return *at <= text.len && text.ptr[*at - 1] == ']';
    }
    if (text.ptr[*at] != '.')
        return false;
    uint32_t from = ++*at;
    while (*at < text.len && !strchr(".[](){} \t\n", text.ptr[*at]))
        ++*at;
    *key = (mln_str){text.ptr + from, *at - from};
    return key->len > 0;
}

bool mln_option_read_place(mln_reader *reader, const mln_yaml_node *node, mln_option_place *place)
{
    mln_str text = node->text, keys[KEY_MAX];
    uint32_t at = 1, argument = 0, count = 0;
    bool good = text.len > 2 && text.ptr[0] == '(';
    while (good && at < text.len && mln_ascii_is_digit(text.ptr[at]) && argument <= ARGUMENT_MAX)
        argument = argument * 10 + (uint32_t)(text.ptr[at++] - '0');
    good = good && at > 1 && at < text.len && text.ptr[at] == ')' && argument <= ARGUMENT_MAX;
    at = good ? at + 1 : 0;
    while (good && at < text.len && count < KEY_MAX) {
        uint32_t before = at;
        good = read_key(text, &at, &keys[count]);
        if (good)
            keys[count] = mln_reader_keep(reader, keys[count]);
        else
            at = before;
        count++;
    }
    if (!good || at < text.len) {
        mln_reader_error_at(reader, node, at, "bad-place",
                            "\"%.*s\" is no place; write (0) for the first argument, (0).name for "
                            "a property of it, (0)[] for its elements, at most %u steps",
                            MLN_STR_ARGS(text), KEY_MAX);
        return false;
    }
    mln_str *kept = MLN_ARENA_ARRAY(reader->arena, mln_str, count);
    for (uint32_t i = 0; i < count; i++)
        kept[i] = keys[i];
    *place = (mln_option_place){argument, kept, count};
    return true;
}

/* --- conditions ------------------------------------------------------------------------------ */

typedef struct {
    mln_option_condition made;
    const mln_yaml_node *at;
    const mln_yaml_node *missing; /* NULL or true/false */
    const mln_yaml_node *also_missing;
    uint32_t kinds;
} entry;

static void read_literals(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                          void *target)
{
    entry *e = target;
    e->kinds++;
    if (mln_str_is(key->text, "matches") || mln_str_is(key->text, "regex"))
        (void)mln_literals_read_regex(
            reader, value, mln_str_is(key->text, "regex") ? &e->made.regex : &e->made.matches);
    else
        (void)mln_literals_read_list(reader, value,
                                     mln_str_is(key->text, "is")      ? &e->made.is
                                     : mln_str_is(key->text, "never") ? &e->made.never
                                     : mln_str_is(key->text, "gives") ? &e->made.gives
                                                                      : &e->made.is_not);
}

static void read_bound(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    entry *e = target;
    bool below = mln_str_is(key->text, "below");
    double number;
    e->kinds++;
    if (!value->plain || !mln_literal_parse_number(value->text, &number)) {
        mln_reader_error(reader, value, "wrong-type", "\"%.*s\" must be a number",
                         MLN_STR_ARGS(key->text));
    } else if (below) {
        e->made.has_below = true;
        e->made.below = number;
    } else {
        e->made.has_above = true;
        e->made.above = number;
    }
}

/* `constant: true`, `function: true`: false would say nothing. */
static void read_flag(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    entry *e = target;
    bool boolean = false;
    e->kinds++;
    if (!mln_yaml_get_bool(value, &boolean) || !boolean)
        mln_reader_error(reader, value, "wrong-type", "\"%.*s\" can only be true",
                         MLN_STR_ARGS(key->text));
    else
        *(mln_str_is(key->text, "constant") ? &e->made.constant
          : mln_str_is(key->text, "set")    ? &e->made.set
                                            : &e->made.function) = true;
}

static void read_missing(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                         void *target)
{
    (void)reader;
    entry *e = target;
    bool boolean = false;
    (void)mln_yaml_get_bool(value, &boolean);
    if (mln_str_is(key->text, "also-missing")) {
        e->also_missing = value;
        e->made.missing |= boolean;
        return;
    }
    e->missing = value;
    e->kinds++;
    *(boolean ? &e->made.missing : &e->made.given) = true;
}

static void read_words(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    entry *e = target;
    e->kinds++;
    if (mln_str_is(key->text, "module"))
        e->made.modules = mln_reader_keep_texts(reader, value, &e->made.module_count);
    else
        e->made.calls = mln_reader_keep_texts(reader, value, &e->made.call_count);
}

static const mln_key entry_keys[] = {
    {"at", MLN_TYPE_TEXTS, true, NULL, offsetof(entry, at)},
    {"is", MLN_TYPE_ANY, false, read_literals, 0},
    {"is-not", MLN_TYPE_ANY, false, read_literals, 0},
    {"missing", MLN_TYPE_BOOL, false, read_missing, 0},
    {"also-missing", MLN_TYPE_BOOL, false, read_missing, 0},
    {"constant", MLN_TYPE_BOOL, false, read_flag, 0},
    {"below", MLN_TYPE_TEXT, false, read_bound, 0},
    {"above", MLN_TYPE_TEXT, false, read_bound, 0},
    {"matches", MLN_TYPE_TEXT, false, read_literals, 0},
    {"regex", MLN_TYPE_TEXT, false, read_literals, 0},
    {"calls", MLN_TYPE_TEXTS, false, read_words, 0},
    {"function", MLN_TYPE_BOOL, false, read_flag, 0},
    {"set", MLN_TYPE_BOOL, false, read_flag, 0},
    {"module", MLN_TYPE_TEXTS, false, read_words, 0},
    {"never", MLN_TYPE_ANY, false, read_literals, 0},
    {"gives", MLN_TYPE_ANY, false, read_literals, 0},
};
static const mln_keys entry_table = {entry_keys, MLN_COUNT_OF(entry_keys),
                                     "a condition of \"options\"", NULL};

static void read_places(mln_reader *reader, const mln_yaml_node *node, mln_option_condition *made)
{
    uint32_t count = node->kind == MLN_YAML_LIST ? node->count : 1;
    mln_option_place *places = MLN_ARENA_ARRAY(reader->arena, mln_option_place, count);
    for (uint32_t i = 0; i < count; i++)
        (void)mln_option_read_place(reader, node->kind == MLN_YAML_LIST ? node->items[i] : node,
                                    &places[i]);
    if (count == 0)
        mln_reader_error(reader, node, "wrong-type", "\"at\" is empty");
    made->at = places;
    made->at_count = count;
}

static void read_conditions(mln_reader *reader, const mln_yaml_node *list, mln_option_rule *rule)
{
    mln_option_condition *made = MLN_ARENA_ARRAY(reader->arena, mln_option_condition, list->count);
    for (uint32_t i = 0; i < list->count; i++) {
        const mln_yaml_node *item = list->items[i];
        entry e = {0};
        if (!mln_reader_check_type(reader, item, MLN_TYPE_MAP, MLN_STR("an entry of options")) ||
            !mln_reader_read_map(reader, item, &entry_table, &e))
            continue;
        read_places(reader, e.at, &e.made);
        if (e.missing && e.also_missing)
            mln_reader_error(reader, e.also_missing, "one-key",
                             "\"missing\" and \"also-missing\" exclude each other");
        else if (e.kinds == 0)
            mln_reader_error(reader, item, "one-key",
                             "a condition must hold one of is, is-not, missing, constant, below, "
                             "above, matches, regex, calls, module, function, gives, never, set");
        made[rule->condition_count++] = e.made;
    }
    rule->conditions = made;
}

/* --- the rule -------------------------------------------------------------------------------- */

static void read_calls(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)key;
    mln_option_rule *rule = &((mln_rule_draft *)target)->option;
    rule->calls = mln_reader_keep_texts(reader, value, &rule->call_count);
    if (rule->call_count == 0)
        mln_reader_error(reader, value, "wrong-type", "\"calls\" is empty");
}

static void read_report(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                        void *target)
{
    (void)key;
    mln_option_rule *rule = &((mln_rule_draft *)target)->option;
    rule->has_report = mln_option_read_place(reader, value, &rule->report);
}

static void read_sets(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    mln_option_rule *rule = &((mln_rule_draft *)target)->option;
    uint32_t count;
    const mln_str *sets = mln_reader_keep_texts(reader, value, &count);
    if (mln_str_is(key->text, "within")) {
        rule->within = sets;
        rule->within_count = count;
    } else if (mln_str_is(key->text, "with")) {
        rule->with = sets;
        rule->with_count = count;
    } else {
        rule->unless = sets;
        rule->unless_count = count;
    }
}

static void read_names(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)key;
    ((mln_rule_draft *)target)->option.unless_named = mln_reader_read_regex(reader, value);
}

/* An entry of `either` has the keys of a rule of this mode, and `options`. */
static const mln_key part_keys[] = {
    {"options", MLN_TYPE_LIST, false, NULL, offsetof(mln_rule_draft, options)},
};
static const mln_keys part_table = {part_keys, MLN_COUNT_OF(part_keys), "an entry of \"either\"",
                                    &mln_option_keys};

static const mln_option_rule *finish(mln_reader *reader, const mln_yaml_node *node,
                                     mln_rule_draft *draft)
{
    mln_option_rule *rule = MLN_ARENA_NEW(reader->arena, mln_option_rule);
    if (!mln_yaml_get(node, "calls"))
        mln_reader_error(reader, node, "missing-key", "\"calls\" is missing in an option rule");
    *rule = draft->option;
    rule->packages = mln_packages_read(reader, mln_yaml_get(node, "packages"),
                                       mln_yaml_get(node, "not-packages"));
    if (draft->options &&
        mln_reader_check_type(reader, draft->options, MLN_TYPE_LIST, MLN_STR("options")))
        read_conditions(reader, draft->options, rule);
    return rule;
}

/* The entries, the last first. */
static void read_either(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                        void *target)
{
    mln_option_rule *rule = &((mln_rule_draft *)target)->option;
    if (value->count == 0)
        mln_reader_error(reader, value, "wrong-type", "\"%.*s\" is empty", MLN_STR_ARGS(key->text));
    for (uint32_t i = value->count; i-- > 0;) {
        mln_rule_draft part = {0};
        if (!mln_reader_check_type(reader, value->items[i], MLN_TYPE_MAP,
                                   MLN_STR("an entry of either")) ||
            !mln_reader_read_map(reader, value->items[i], &part_table, &part))
            continue;
        if (part.option.next)
            mln_reader_error(reader, value->items[i], "one-key",
                             "an entry of \"either\" holds no other \"either\"");
        part.option.next = rule->next;
        rule->next = finish(reader, value->items[i], &part);
    }
}

static const mln_key option_keys[] = {
    {"calls", MLN_TYPE_TEXTS, false, read_calls, 0},
    {"packages", MLN_TYPE_TEXTS, false, NULL, MLN_KEY_NOWHERE},
    {"not-packages", MLN_TYPE_TEXTS, false, NULL, MLN_KEY_NOWHERE},
    {"report", MLN_TYPE_TEXT, false, read_report, 0},
    {"within", MLN_TYPE_TEXTS, false, read_sets, 0},
    {"with", MLN_TYPE_TEXTS, false, read_sets, 0},
    {"unless", MLN_TYPE_TEXTS, false, read_sets, 0},
    {"unless-named", MLN_TYPE_TEXT, false, read_names, 0},
    {"either", MLN_TYPE_LIST, false, read_either, 0},
};

const mln_keys mln_option_keys = {option_keys, MLN_COUNT_OF(option_keys), "an option rule", NULL};

const mln_option_rule *mln_option_finish(mln_reader *reader, mln_rule_draft *draft)
{
    const mln_yaml_node *either = mln_yaml_get(draft->node, "either");
    mln_option_rule *rule = MLN_ARENA_NEW(reader->arena, mln_option_rule);
    if (either && (draft->options || mln_yaml_get(draft->node, "calls")))
        mln_reader_error(reader, either, "one-key",
                         "\"either\" takes the place of \"calls\" and \"options\"");
    const mln_option_rule *made = either ? draft->option.next : finish(reader, draft->node, draft);
    if (made)
        *rule = *made;
    rule->langs = mln_rule_get_langs(draft->rule);
    return rule;
}
