#include "ruleset/config.h"

#include <fcntl.h>

#include "base/ascii.h"
#include "base/glob.h"
#include "files/open.h"
#include "ruleset/model_p.h"

#include "base/banned.h"

/* What the keys are read into. */
typedef struct {
    mln_config *config;
    mln_models *models;
} draft;

void mln_config_release(mln_config *config)
{
    mln_arena_release(&config->arena);
}

/* --- parts ----------------------------------------------------------------------------------- */

/* False, after an error, when there are too many entries. */
static bool check_count(mln_reader *reader, const mln_yaml_node *node, mln_str name)
{
    if (node->count <= MLN_CONFIG_ENTRIES_MAX)
        return true;
    mln_reader_error(reader, node, "too-many", "\"%.*s\" has more than %u entries",
                     MLN_STR_ARGS(name), MLN_CONFIG_ENTRIES_MAX);
    return false;
}

static const mln_str *read_texts(mln_reader *reader, const mln_yaml_node *key,
                                 const mln_yaml_node *value, uint32_t *count)
{
    return check_count(reader, value, key->text) ? mln_reader_keep_texts(reader, value, count)
                                                 : NULL;
}

static void read_disable(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                         void *target)
{
    mln_config *config = ((draft *)target)->config;
    config->disable = read_texts(reader, key, value, &config->disable_count);
}

static void read_enable(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                        void *target)
{
    mln_config *config = ((draft *)target)->config;
    config->enable = read_texts(reader, key, value, &config->enable_count);
}

static void read_severity(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                          void *target)
{
    static const char *const names[] = {"info", "low", "medium", "high", "critical", NULL};
    mln_config *config = ((draft *)target)->config;
    if (!check_count(reader, value, key->text))
        return;
    mln_config_severity *list =
        MLN_ARENA_ARRAY(reader->arena, mln_config_severity, value->count / 2 + 1);
    for (uint32_t i = 0; i + 1 < value->count; i += 2) {
        const mln_yaml_node *id = value->items[i], *level = value->items[i + 1];
        mln_config_severity *made = &list[config->severity_count];
        made->id = mln_reader_keep(reader, id->text);
        if (!mln_reader_check_type(reader, level, MLN_TYPE_TEXT, id->text))
            continue;
        if (mln_reader_read_severity(reader, level, names, &made->severity))
            config->severity_count++;
    }
    config->severities = list;
}

static const mln_key rules_keys[] = {
    {"disable", MLN_TYPE_TEXTS, false, read_disable, 0},
    {"enable", MLN_TYPE_TEXTS, false, read_enable, 0},
    {"severity", MLN_TYPE_MAP, false, read_severity, 0},
};
static const mln_keys rules_table = {rules_keys, MLN_COUNT_OF(rules_keys), "\"rules\"", NULL};

static void read_rules(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    if (value->kind == MLN_YAML_LIST)
        mln_reader_error(reader, value, "wrong-type",
                         "rules are not written in " MLN_CONFIG_NAME
                         "; a file of rules is named with --config");
    else if (mln_reader_check_type(reader, value, MLN_TYPE_MAP, key->text))
        (void)mln_reader_read_map(reader, value, &rules_table, target);
}

static void read_ignore(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                        void *target)
{
    mln_config *config = ((draft *)target)->config;
    config->ignore = read_texts(reader, key, value, &config->ignore_count);
}

static void read_models(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                        void *target)
{
    draft *d = target;
    bool list = value->kind == MLN_YAML_LIST;
    if (value->weight > MLN_CONFIG_ENTRIES_MAX) {
        mln_reader_error(reader, value, "too-many", "\"%.*s\" has more than %u entries",
                         MLN_STR_ARGS(key->text), MLN_CONFIG_ENTRIES_MAX);
        return;
    }
    mln_lang_set langs = mln_model_get_default_langs() | MLN_LANG_BIT(MLN_LANG_C);
    for (uint32_t i = 0; i < (list ? value->count : 1); i++) {
        mln_model_read(reader, d->models, list ? value->items[i] : value, langs, false);
        d->config->models++;
    }
}

static bool is_function_name(mln_str name)
{
    bool good = name.len > 0 && name.len < 128;
    for (uint32_t i = 0; i < name.len && good; i++) {
        char c = name.ptr[i];
        good = mln_ascii_is_letter(c) || c == '_' || c == '$' ||
               (i > 0 && (mln_ascii_is_digit(c) || c == '.'));
    }
    return good;
}

/* A control is a set like others: the function as middleware, what it makes, and its call. */
static void declare(mln_models *models, mln_str control, mln_str function)
{
    static const struct {
        mln_api_role_kind kind;
        const char *behind;
    } roles[] = {{MLN_API_SANITIZER, ""}, {MLN_API_SANITIZER, "()"}, {MLN_API_CALL, ""}};
    mln_buf text = {0};
    mln_buf_addf(&text, "control.%.*s", MLN_STR_ARGS(control));
    uint32_t set = mln_api_add_set(models->api, mln_buf_get_str(&text));
    mln_lang_set langs = mln_model_get_default_langs() | MLN_LANG_BIT(MLN_LANG_C);
    for (size_t i = 0; i < MLN_COUNT_OF(roles); i++) {
        mln_api_role role = {
            .kind = roles[i].kind, .set = set, .precision = MLN_PRECISION_VERY_HIGH};
        char error[128];
        uint32_t offset;
        mln_buf_clear(&text);
        mln_buf_addf(&text, "local.%.*s%s", MLN_STR_ARGS(function), roles[i].behind);
        /* The name has been looked at: it is a path. */
        if (mln_api_add(models->api, langs, MLN_STR(""), mln_buf_get_str(&text), &role, error,
                        sizeof error, &offset) == MLN_OK)
            models->paths++;
    }
    mln_vec_add(&models->declared, (mln_route_declared){control, function});
    mln_buf_release(&text);
}

static void read_functions(mln_reader *reader, draft *d, const mln_yaml_node *control,
                           const mln_yaml_node *list)
{
    uint32_t count = list->kind == MLN_YAML_LIST ? list->count : 1;
    mln_str name = {mln_arena_dup(&d->models->arena, control->text.ptr, control->text.len),
                    control->text.len};
    for (uint32_t i = 0; i < count; i++) {
        const mln_yaml_node *item = list->kind == MLN_YAML_LIST ? list->items[i] : list;
        if (!is_function_name(item->text)) {
            mln_reader_error(reader, item, "bad-name", "\"%.*s\" is not the name of a function",
                             MLN_STR_ARGS(item->text));
            continue;
        }
        mln_str function = {mln_arena_dup(&d->models->arena, item->text.ptr, item->text.len),
                            item->text.len};
        declare(d->models, name, function);
        d->config->controls++;
    }
}

static void read_controls(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                          void *target)
{
    /* The controls of routes; what a model says of them is in sets `control.<name>`. */
    static const char *const names[] = {"rate-limit", "auth",       "csrf",          "cors",
                                        "headers",    "body-limit", "error-handler", NULL};
    if (!check_count(reader, value, key->text))
        return;
    for (uint32_t i = 0; i + 1 < value->count; i += 2) {
        const mln_yaml_node *name = value->items[i], *list = value->items[i + 1];
        size_t at = 0;
        while (names[at] && !mln_str_is(name->text, names[at]))
            at++;
        if (!names[at])
            mln_reader_error(reader, name, "unknown-control", "unknown control \"%.*s\"%s",
                             MLN_STR_ARGS(name->text),
                             mln_reader_get_hint(reader, name->text, names));
        else if (mln_reader_check_type(reader, list, MLN_TYPE_TEXTS, name->text) &&
                 check_count(reader, list, name->text))
            read_functions(reader, target, name, list);
    }
}

static const mln_key config_keys[] = {
    {"rules", MLN_TYPE_ANY, false, read_rules, 0},
    {"ignore", MLN_TYPE_TEXTS, false, read_ignore, 0},
    {"models", MLN_TYPE_ANY, false, read_models, 0},
    {"controls", MLN_TYPE_MAP, false, read_controls, 0},
};
static const mln_keys config_table = {config_keys, MLN_COUNT_OF(config_keys), MLN_CONFIG_NAME,
                                      NULL};

/* --- reading --------------------------------------------------------------------------------- */

mln_status mln_config_read(mln_config *config, mln_models *models, mln_str file, mln_str yaml,
                           mln_diags *diags)
{
    mln_arena scratch = {0};
    const mln_yaml_node *root;
    mln_reader reader = {.arena = &config->arena, .diags = diags, .file = file};
    config->file = mln_reader_keep(&reader, file);
    mln_status status = mln_yaml_read(&scratch, file, yaml, diags, &root);
    draft d = {config, models};
    if (status == MLN_OK && root &&
        mln_reader_check_type(&reader, root, MLN_TYPE_MAP, MLN_STR(MLN_CONFIG_NAME)))
        (void)mln_reader_read_map(&reader, root, &config_table, &d);
    mln_arena_release(&scratch);
    return status != MLN_OK || reader.errors ? MLN_SYNTAX : MLN_OK;
}

mln_status mln_config_load(mln_config *config, mln_models *models, const char *path,
                           mln_diags *diags)
{
    mln_buf text = {0};
    mln_status status = mln_open_read_all(&text, AT_FDCWD, path, MLN_CONFIG_BYTES_MAX);
    if (status == MLN_OK)
        status = mln_config_read(config, models, mln_str_of(path), mln_buf_get_str(&text), diags);
    else if (status != MLN_NOT_FOUND)
        mln_diags_add(diags, MLN_DIAG_ERROR, "config-unreadable", mln_str_of(path), 0, 0,
                      MLN_STR(""), "it cannot be read: %s%s; --no-config leaves it out",
                      mln_status_text(status),
                      status == MLN_SPECIAL ? " (links are not followed)" : "");
    mln_buf_release(&text);
    return status;
}

/* --- applying -------------------------------------------------------------------------------- */

static bool is_named(const mln_str *words, uint32_t count, mln_str id)
{
    for (uint32_t i = 0; i < count; i++)
        if (mln_glob_match(words[i], id, 0))
            return true;
    return false;
}

mln_config_say mln_config_get(const mln_config *config, mln_str id)
{
    if (is_named(config->disable, config->disable_count, id))
        return MLN_CONFIG_OFF;
    return is_named(config->enable, config->enable_count, id) ? MLN_CONFIG_ON : MLN_CONFIG_SILENT;
}

static void check_word(const mln_config *config, const mln_ruleset *set, mln_str word,
                       mln_diags *diags)
{
    for (uint32_t i = 0; i < set->rules.len; i++)
        if (mln_glob_match(word, set->rules.data[i].card.id, 0))
            return;
    mln_arena scratch = {0};
    const char **ids = MLN_ARENA_ARRAY(&scratch, const char *, set->rules.len + 1);
    for (uint32_t i = 0; i < set->rules.len; i++) {
        mln_str id = set->rules.data[i].card.id;
        ids[i] = mln_arena_dup(&scratch, id.ptr, id.len);
    }
    const char *near = mln_str_suggest(word, ids, set->rules.len);
    mln_diags_add(diags, MLN_DIAG_WARNING, "unknown-rule", config->file, 0, 0, MLN_STR(""),
                  near ? "\"%.*s\" names no rule; did you mean \"%s\"?"
                       : "\"%.*s\" names no rule%s",
                  MLN_STR_ARGS(word), near ? near : "");
    mln_arena_release(&scratch);
}

void mln_config_apply(mln_config *config, mln_ruleset *set, mln_diags *diags)
{
    for (uint32_t i = 0; i < config->disable_count; i++)
        check_word(config, set, config->disable[i], diags);
    for (uint32_t i = 0; i < config->enable_count; i++)
        check_word(config, set, config->enable[i], diags);
    for (uint32_t i = 0; i < config->severity_count; i++)
        check_word(config, set, config->severities[i].id, diags);
    for (uint32_t r = 0; r < set->rules.len; r++) {
        mln_card *card = &set->rules.data[r].card;
        mln_severity before = card->severity;
        for (uint32_t i = 0; i < config->severity_count; i++)
            if (mln_glob_match(config->severities[i].id, card->id, 0))
                card->severity = config->severities[i].severity;
        config->severities_changed += card->severity != before;
    }
}

static void add_count(mln_buf *out, uint32_t count, const char *one, const char *many)
{
    if (count)
        mln_buf_addf(out, "%s%u %s", out->len ? ", " : "", count, count == 1 ? one : many);
}

void mln_config_describe(const mln_config *config, mln_buf *out)
{
    mln_buf_clear(out);
    add_count(out, config->rules_off, "rule off", "rules off");
    add_count(out, config->rules_on, "rule on", "rules on");
    add_count(out, config->severities_changed, "severity", "severities");
    add_count(out, config->ignore_count, "path ignored", "paths ignored");
    add_count(out, config->models, "model", "models");
    add_count(out, config->controls, "control", "controls");
}

/* The start of a path that a glob is to be taken from, without wildcards of its own. */
static void add_anchor(mln_buf *out, const char *root)
{
    while (root[0] == '.' && root[1] == '/')
        root += 2;
    mln_str path = mln_str_of(root);
    while (path.len && path.ptr[path.len - 1] == '/')
        path.len--;
    /* What lies elsewhere is shown from its root on. */
    bool elsewhere = mln_str_starts_with(path, MLN_STR("/")) || mln_str_is(path, "..") ||
                     mln_str_starts_with(path, MLN_STR("../"));
    if (elsewhere || path.len == 0 || mln_str_is(path, "."))
        return;
    mln_buf_add_char(out, '/');
    for (uint32_t i = 0; i < path.len; i++) {
        if (strchr("*?[\\", path.ptr[i]))
            mln_buf_add_char(out, '\\');
        mln_buf_add_char(out, path.ptr[i]);
    }
}

const char *const *mln_config_get_ignore(mln_config *config, const char *root)
{
    const char **list = MLN_ARENA_ARRAY(&config->arena, const char *, config->ignore_count + 1);
    mln_buf text = {0};
    for (uint32_t i = 0; i < config->ignore_count; i++) {
        mln_str glob = config->ignore[i];
        mln_buf_clear(&text);
        if (mln_str_starts_with(glob, MLN_STR("./")))
            glob = (mln_str){glob.ptr + 1, glob.len - 1};
        if (mln_str_starts_with(glob, MLN_STR("/")))
            add_anchor(&text, root);
        mln_buf_add_str(&text, glob);
        list[i] = mln_arena_dup(&config->arena, text.len ? text.data : "", text.len);
    }
    mln_buf_release(&text);
    return list;
}
