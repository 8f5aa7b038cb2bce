#include "ruleset/rule_p.h"

#include "base/ascii.h"

#include "base/banned.h"

typedef mln_rule_draft draft;

/* --- parts ----------------------------------------------------------------------------------- */

static void keep_node(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    (void)reader;
    draft *d = target;
    if (mln_str_is(key->text, "severity"))
        d->severity_node = value;
    else if (mln_str_is(key->text, "precision"))
        d->precision_node = value;
    else
        d->mode_node = value;
}

static void read_id(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                    void *target)
{
    (void)key;
    mln_str id = mln_str_trim(value->text);
    for (uint32_t i = 0; i < id.len; i++)
        if ((unsigned char)id.ptr[i] <= ' ') {
            mln_reader_error(reader, value, "bad-id", "a rule's id must not hold white space");
            break;
        }
    ((draft *)target)->rule->card.id = mln_reader_keep(reader, id);
}

static void read_text(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    mln_rule *rule = ((draft *)target)->rule;
    mln_str *place = mln_str_is(key->text, "message") ? &rule->card.message
                     : mln_str_is(key->text, "title") ? &rule->card.title
                     : mln_str_is(key->text, "help")  ? &rule->card.help
                     : mln_str_is(key->text, "guard") ? &rule->card.guard
                                                      : &rule->card.url;
    *place = mln_reader_keep(reader, mln_str_trim(value->text));
}

static void read_fix(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                     void *target)
{
    (void)key;
    mln_rule *rule = ((draft *)target)->rule;
    /* As the language has it: a fix is trimmed. */
    rule->has_fix = true;
    rule->fix = mln_reader_keep(reader, mln_str_trim(value->text));
}

typedef struct {
    const mln_regex *regex;
    mln_str replacement;
    int64_t count;
} fix_fields;

static void read_fix_expression(mln_reader *reader, const mln_yaml_node *key,
                                const mln_yaml_node *value, void *target)
{
    (void)key;
    mln_literals made = {0};
    if (mln_literals_read_regex(reader, value, &made))
        ((fix_fields *)target)->regex = made.regex;
}

static const mln_key fix_keys[] = {
    {"regex", MLN_TYPE_TEXT, true, read_fix_expression, 0},
    {"replacement", MLN_TYPE_TEXT, true, NULL, offsetof(fix_fields, replacement)},
    {"count", MLN_TYPE_INT, false, NULL, offsetof(fix_fields, count)},
};
static const mln_keys fix_table = {fix_keys, MLN_COUNT_OF(fix_keys), "\"fix-regex\"", NULL};

static void read_fix_regex(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                           void *target)
{
    (void)key;
    mln_rule *rule = ((draft *)target)->rule;
    fix_fields f = {0};
    if (!mln_reader_read_map(reader, value, &fix_table, &f))
        return;
    if (f.count < 0 || f.count > INT32_MAX) {
        mln_reader_error(reader, value, "wrong-type", "\"count\" must not be negative");
        return;
    }
    rule->fix_regex = f.regex;
    rule->fix_replacement = f.replacement;
    rule->fix_count = (uint32_t)f.count;
}

typedef struct {
    const mln_yaml_node *include;
    const mln_yaml_node *exclude;
} path_fields;

static const mln_key path_keys[] = {
    {"include", MLN_TYPE_TEXTS, false, NULL, offsetof(path_fields, include)},
    {"exclude", MLN_TYPE_TEXTS, false, NULL, offsetof(path_fields, exclude)},
};
static const mln_keys path_table = {path_keys, MLN_COUNT_OF(path_keys), "\"paths\"", NULL};

static void read_paths(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)key;
    mln_rule *rule = ((draft *)target)->rule;
    path_fields f = {0};
    if (!mln_reader_read_map(reader, value, &path_table, &f))
        return;
    if (f.include)
        rule->include = mln_reader_keep_texts(reader, f.include, &rule->include_count);
    if (f.exclude)
        rule->exclude = mln_reader_keep_texts(reader, f.exclude, &rule->exclude_count);
}

static void read_yields_to(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                           void *target)
{
    (void)key;
    mln_rule *rule = ((draft *)target)->rule;
    rule->yields_to = mln_reader_keep_texts(reader, value, &rule->yields_to_count);
}

static void read_match(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    draft *d = target;
    const mln_formula *formula = mln_read_match(reader, value, NULL, NULL);
    d->slot.formula = formula;
    d->slot.key = key;
    d->slot.count++;
}

/* --- versions -------------------------------------------------------------------------------- */

/* "1.182.0" to numbers; missing parts are 0. False when it is no version. */
static bool parse_version(mln_str text, uint32_t parts[3])
{
    uint32_t part = 0;
    bool digit = false;
    parts[0] = parts[1] = parts[2] = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (mln_ascii_is_digit(c) && parts[part] < 100000) {
            parts[part] = parts[part] * 10 + (uint32_t)(c - '0');
            digit = true;
        } else if (c == '.' && digit && part < 2) {
            part++;
            digit = false;
        } else {
            return false;
        }
    }
    return digit;
}

static void check_version(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                          void *target)
{
    (void)target;
    uint32_t asked[3], own[3];
    if (!parse_version(mln_str_trim(value->text), asked) ||
        !parse_version(MLN_STR(MLN_RULE_COMPATIBLE), own)) {
        mln_reader_error(reader, value, "wrong-type", "\"%.*s\" must be a version such as 1.2.3",
                         MLN_STR_ARGS(key->text));
        return;
    }
    int order = 0;
    for (int i = 0; i < 3 && order == 0; i++)
        order = (asked[i] > own[i]) - (asked[i] < own[i]);
    if (mln_str_is(key->text, "min-version") ? order > 0 : order < 0)
        mln_reader_refuse(reader, "%.*s %.*s: merlon counts as " MLN_RULE_COMPATIBLE,
                          MLN_STR_ARGS(key->text), MLN_STR_ARGS(mln_str_trim(value->text)));
}

/* --- what merlon lacks ----------------------------------------------------------------------- */

typedef struct {
    const mln_yaml_node *on;
} join_fields;

static const mln_key join_keys[] = {
    {"refs", MLN_TYPE_LIST, false, NULL, MLN_KEY_NOWHERE},
    {"rules", MLN_TYPE_LIST, false, NULL, MLN_KEY_NOWHERE},
    {"on", MLN_TYPE_LIST, true, NULL, offsetof(join_fields, on)},
};
static const mln_keys join_table = {join_keys, MLN_COUNT_OF(join_keys), "\"join\"", NULL};

static void refuse_join(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                        void *target)
{
    (void)key, (void)target;
    join_fields f = {0};
    (void)mln_reader_read_map(reader, value, &join_table, &f);
    mln_reader_refuse(reader, "the mode \"join\" is not supported");
}

static const mln_key extract_keys[] = {
    {"metavariable", MLN_TYPE_TEXT, false, NULL, MLN_KEY_NOWHERE},
    {"pattern", MLN_TYPE_TEXT, false, NULL, MLN_KEY_NOWHERE},
    {"extract", MLN_TYPE_TEXT, false, NULL, MLN_KEY_NOWHERE},
    {"dest-language", MLN_TYPE_TEXT, true, NULL, MLN_KEY_NOWHERE},
    {"dest-rules", MLN_TYPE_MAP, false, NULL, MLN_KEY_NOWHERE},
    {"transform", MLN_TYPE_TEXT, false, NULL, MLN_KEY_NOWHERE},
    {"reduce", MLN_TYPE_TEXT, false, NULL, MLN_KEY_NOWHERE},
    {"json", MLN_TYPE_BOOL, false, NULL, MLN_KEY_NOWHERE},
};
static const mln_keys extract_table = {extract_keys, MLN_COUNT_OF(extract_keys), "\"extract\"",
                                       NULL};

static void refuse_extract(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                           void *target)
{
    (void)key;
    if (value->kind == MLN_YAML_MAP)
        (void)mln_reader_read_map(reader, value, &extract_table, target);
    mln_reader_refuse(reader, "the mode \"extract\" is not supported");
}

static void refuse_key(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)value, (void)target;
    mln_reader_refuse(reader, "\"%.*s\" is not supported", MLN_STR_ARGS(key->text));
}

/* --- the rule -------------------------------------------------------------------------------- */

static const mln_key rule_keys[] = {
    {"id", MLN_TYPE_TEXT, true, read_id, 0},
    {"message", MLN_TYPE_TEXT, false, read_text, 0},
    {"severity", MLN_TYPE_TEXT, false, keep_node, 0},
    {"languages", MLN_TYPE_ANY, false, NULL, MLN_KEY_NOWHERE},
    {"mode", MLN_TYPE_TEXT, false, keep_node, 0},
    {"metadata", MLN_TYPE_ANY, false, NULL, offsetof(draft, metadata)},
    {"options", MLN_TYPE_ANY, false, NULL, offsetof(draft, options)},
    {"paths", MLN_TYPE_MAP, false, read_paths, 0},
    {"fix", MLN_TYPE_TEXT, false, read_fix, 0},
    {"fix-regex", MLN_TYPE_MAP, false, read_fix_regex, 0},
    {"min-version", MLN_TYPE_TEXT, false, check_version, 0},
    {"max-version", MLN_TYPE_TEXT, false, check_version, 0},
    {"match", MLN_TYPE_TEXT_OR_MAP, false, read_match, 0},
    {"precision", MLN_TYPE_TEXT, false, keep_node, 0},
    {"title", MLN_TYPE_TEXT, false, read_text, 0},
    {"help", MLN_TYPE_TEXT, false, read_text, 0},
    {"url", MLN_TYPE_TEXT, false, read_text, 0},
    {"guard", MLN_TYPE_TEXT, false, read_text, 0},
    {"yields-to", MLN_TYPE_TEXTS, false, read_yields_to, 0},
    {"join", MLN_TYPE_MAP, false, refuse_join, 0},
    {"extract", MLN_TYPE_ANY, false, refuse_extract, 0},
    {"steps", MLN_TYPE_LIST, false, refuse_key, 0},
    {"validators", MLN_TYPE_LIST, false, refuse_key, 0},
    {"r2c-internal-project-depends-on", MLN_TYPE_ANY, false, refuse_key, 0},
    {"project-depends-on", MLN_TYPE_ANY, false, refuse_key, 0},
    {"equivalences", MLN_TYPE_LIST, false, refuse_key, 0},
    {"product", MLN_TYPE_TEXT, false, NULL, MLN_KEY_NOWHERE},
};

static void read_languages(mln_reader *reader, const mln_yaml_node *node, mln_rule *rule,
                           mln_str *text)
{
    uint32_t count = node->kind == MLN_YAML_LIST ? node->count : 1;
    if (count == 0)
        mln_reader_error(reader, node, "missing-key", "\"languages\" is empty");
    for (uint32_t i = 0; i < count; i++) {
        const mln_yaml_node *item = node->kind == MLN_YAML_LIST ? node->items[i] : node;
        if (!mln_language_check(reader, item))
            continue;
        rule->langs |= mln_lang_find(item->text);
        if (mln_language_is_text(item->text))
            *text = item->text;
    }
}

/* Languages come first: what is wrong elsewhere can depend on them. */
static void begin(mln_reader *reader, const mln_yaml_node *node, mln_rule *rule, mln_str *text)
{
    const mln_yaml_node *id = mln_yaml_get(node, "id");
    const mln_yaml_node *languages = mln_yaml_get(node, "languages");
    reader->rule = id && id->kind == MLN_YAML_SCALAR ? id->text : MLN_STR("");
    reader->refusal = MLN_STR("");
    reader->depth = 0;
    reader->javascript = false;
    if (languages && mln_reader_check_type(reader, languages, MLN_TYPE_TEXTS, MLN_STR("languages")))
        read_languages(reader, languages, rule, text);
    reader->javascript = (rule->langs & MLN_LANG_BIT(MLN_LANG_JS)) != 0;
    reader->other_language = rule->langs == 0 && !text->len;
}

static void check_names(mln_reader *reader, const draft *d)
{
    static const char *const severities[] = {"INFO",     "LOW",     "MEDIUM", "HIGH",
                                             "CRITICAL", "WARNING", "ERROR",  NULL};
    mln_card *card = &d->rule->card;
    if (d->severity_node)
        (void)mln_reader_read_severity(reader, d->severity_node, severities, &card->severity);
    if (d->precision_node)
        mln_reader_read_precision(reader, d->precision_node, &card->precision);
}

/* Whether some key of a formula is there, if only a wrong one. */
static bool has_formula_key(const mln_yaml_node *node)
{
    for (uint32_t i = 0; i < mln_formula_keys.count; i++)
        if (mln_yaml_get(node, mln_formula_keys.list[i].name))
            return true;
    return mln_yaml_get(node, "match") != NULL;
}

/* A rule of mode search must hold one formula. */
static void check_search(mln_reader *reader, const draft *d)
{
    if (d->slot.count == 0 && !has_formula_key(d->node) && !reader->refusal.len)
        mln_reader_error(reader, d->node, "missing-key",
                         "the rule holds no pattern: write pattern, patterns, pattern-either, "
                         "pattern-regex or match");
    else if (d->slot.count > 1)
        mln_reader_error(reader, d->slot.key, "one-key",
                         "a rule holds one pattern key; put several in \"patterns\" or "
                         "\"pattern-either\"");
    if (d->slot.count != 1 || !d->slot.formula)
        return;
    if (d->slot.formula->kind == MLN_FORMULA_INSIDE)
        mln_reader_error(reader, d->slot.key, "no-positive-pattern",
                         "\"%.*s\" cannot be all there is; put it beside a pattern",
                         MLN_STR_ARGS(d->slot.key->text));
    mln_formula_check_positive(reader, d->slot.key, d->slot.formula);
}

/* An error for each key of a table that is there: it belongs to another mode. */
static void refuse_keys(mln_reader *reader, const draft *d, const mln_keys *keys, const char *mode)
{
    for (uint32_t i = 0; i < keys->count; i++) {
        const char *name = keys->list[i].name;
        if (mln_yaml_get(d->node, name))
            mln_reader_error(reader, mln_yaml_get(d->node, name), "wrong-mode",
                             "\"%s\" belongs to a rule with `mode: %s`", name, mode);
    }
}

/* Patterns where the mode has none. */
static void refuse_patterns(mln_reader *reader, const draft *d, const char *mode)
{
    if (d->slot.count)
        mln_reader_error(reader, d->slot.key, "wrong-mode",
                         "\"%.*s\" belongs to a rule with `mode: search`, and this one is of mode "
                         "%s",
                         MLN_STR_ARGS(d->slot.key->text), mode);
}

static void check_mode(mln_reader *reader, draft *d, bool text)
{
    static const char *const modes[] = {[MLN_RULE_SEARCH] = "search",
                                        [MLN_RULE_TAINT] = "taint",
                                        [MLN_RULE_OPTION] = "option",
                                        [MLN_RULE_ROUTE] = "route",
                                        [MLN_RULE_SECRET] = "secret",
                                        [MLN_RULE_OTHER] = "join",
                                        [MLN_RULE_OTHER + 1] = "extract",
                                        [MLN_RULE_OTHER + 2] = "steps",
                                        NULL};
    bool taint = mln_yaml_get(d->node, "taint") != NULL;
    mln_str mode = d->mode_node ? d->mode_node->text : taint ? MLN_STR("taint") : MLN_STR("search");
    int at = 0;
    while (modes[at] && !mln_str_is(mode, modes[at]))
        at++;
    if (!modes[at]) {
        mln_reader_error(reader, d->mode_node, "unknown-mode", "unknown mode \"%.*s\"%s",
                         MLN_STR_ARGS(mode), mln_reader_get_hint(reader, mode, modes));
        return;
    }
    d->rule->mode = at < MLN_RULE_OTHER ? (mln_rule_mode)at : MLN_RULE_OTHER;
    if (d->rule->mode != MLN_RULE_SECRET)
        refuse_keys(reader, d, &mln_secret_keys, "secret");
    switch (d->rule->mode) {
    case MLN_RULE_SEARCH:
        refuse_keys(reader, d, &mln_taint_keys, "taint");
        refuse_keys(reader, d, &mln_option_keys, "option");
        refuse_keys(reader, d, &mln_route_keys, "route");
        check_search(reader, d);
        break;
    case MLN_RULE_TAINT:
        refuse_keys(reader, d, &mln_option_keys, "option");
        refuse_patterns(reader, d, "taint");
        d->rule->taint = mln_taint_finish(reader, d);
        break;
    case MLN_RULE_OPTION:
        refuse_keys(reader, d, &mln_taint_keys, "taint");
        refuse_patterns(reader, d, "option");
        d->rule->option = mln_option_finish(reader, d);
        break;
    case MLN_RULE_ROUTE:
        refuse_keys(reader, d, &mln_taint_keys, "taint");
        refuse_keys(reader, d, &mln_option_keys, "option");
        refuse_patterns(reader, d, "route");
        d->rule->route = mln_route_finish(reader, d);
        break;
    case MLN_RULE_SECRET:
        refuse_keys(reader, d, &mln_taint_keys, "taint");
        refuse_keys(reader, d, &mln_option_keys, "option");
        refuse_keys(reader, d, &mln_route_keys, "route");
        refuse_patterns(reader, d, "secret");
        d->rule->detector = mln_secret_finish(reader, d, text);
        break;
    default:
        mln_reader_refuse(reader, "the mode \"%.*s\" is not supported yet", MLN_STR_ARGS(mode));
    }
}

static void read_options(mln_reader *reader, const draft *d)
{
    mln_rule *rule = d->rule;
    if (d->options && rule->mode != MLN_RULE_OPTION &&
        mln_reader_check_type(reader, d->options, MLN_TYPE_MAP, MLN_STR("options")))
        mln_rule_read_options(reader, d->options, &rule->options, d->taint_options);
}

static bool has_mode(const draft *d, const char *mode)
{
    return d->mode_node && mln_str_is(d->mode_node->text, mode);
}

static void check_missing(mln_reader *reader, const draft *d)
{
    /* A join takes its languages from the rules it joins; an extraction says nothing itself. */
    bool join = has_mode(d, "join") || has_mode(d, "steps"), extract = has_mode(d, "extract");
    /* A detector reads text of any kind. */
    bool secret = has_mode(d, "secret");
    if (!mln_yaml_get(d->node, "languages") && !join && !secret)
        mln_reader_error(reader, d->node, "missing-key", "\"languages\" is missing in a rule");
    if (!mln_yaml_get(d->node, "severity") && !extract)
        mln_reader_error(reader, d->node, "missing-key", "\"severity\" is missing in a rule");
    if (!mln_yaml_get(d->node, "message") && !extract)
        mln_reader_warn(reader, d->node, "missing-key",
                        "\"message\" is missing in a rule; its id is shown");
}

/* Of a rule whose languages are none that is parsed. */
static void read_subject(mln_reader *reader, mln_rule *rule, mln_str language)
{
    if (rule->mode == MLN_RULE_SEARCH)
        (void)mln_subject_find(language, &rule->subject);
    else
        mln_reader_refuse(reader, "a rule for the language \"%.*s\" can only be a search",
                          MLN_STR_ARGS(language));
}

bool mln_rule_read(mln_reader *reader, const mln_yaml_node *node, mln_rule *rule)
{
    mln_keys option_keys = mln_option_keys, taint_keys = mln_taint_keys,
             route_keys = mln_route_keys, secret_keys = mln_secret_keys;
    secret_keys.more = &mln_formula_keys;
    route_keys.more = &secret_keys;
    option_keys.more = &route_keys;
    taint_keys.more = &option_keys;
    const mln_keys table = {rule_keys, MLN_COUNT_OF(rule_keys), "a rule", &taint_keys};
    uint32_t errors = reader->errors;
    mln_str text = MLN_STR("");
    *rule = (mln_rule){.line = node->line, .options = mln_pattern_options_default()};
    rule->card.severity = MLN_SEVERITY_MEDIUM;
    rule->card.precision = MLN_PRECISION_MEDIUM;
    draft d = {.rule = rule, .node = node, .errors = errors};
    begin(reader, node, rule, &text);
    (void)mln_reader_read_map(reader, node, &table, &d);
    check_names(reader, &d);
    check_missing(reader, &d);
    check_mode(reader, &d, text.len > 0);
    read_options(reader, &d);
    if (d.metadata && d.metadata->kind == MLN_YAML_MAP)
        mln_rule_read_metadata(reader, d.metadata, rule, d.precision_node != NULL);
    else if (d.metadata && !mln_yaml_is_null(d.metadata))
        (void)mln_reader_check_type(reader, d.metadata, MLN_TYPE_MAP, MLN_STR("metadata"));
    if (!mln_yaml_get(node, "message"))
        rule->card.message = rule->card.id;
    if (rule->card.title.len == 0)
        rule->card.title = rule->card.id;
    rule->file = mln_reader_keep(reader, reader->file);
    if (rule->langs == 0 && text.len && !rule->detector)
        read_subject(reader, rule, text);
    bool other =
        rule->langs == 0 && !text.len && !rule->detector && mln_yaml_get(node, "languages");
    rule->state = other                 ? MLN_RULE_OTHER_LANGUAGE
                  : reader->refusal.len ? MLN_RULE_REFUSED
                                        : MLN_RULE_READY;
    rule->why = rule->state == MLN_RULE_REFUSED ? reader->refusal : MLN_STR("");
    bool ready = rule->state == MLN_RULE_READY;
    rule->formula = ready && rule->mode == MLN_RULE_SEARCH ? d.slot.formula : NULL;
    rule->taint = ready ? rule->taint : NULL;
    rule->option = ready ? rule->option : NULL;
    rule->route = ready ? rule->route : NULL;
    rule->detector = ready ? rule->detector : NULL;
    for (int i = 0; i < MLN_SPEC_COUNT; i++)
        mln_vec_release(&d.specs[i]);
    return reader->errors == errors;
}
