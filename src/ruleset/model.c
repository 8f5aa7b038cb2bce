#include "ruleset/model.h"

#include <stdio.h>

#include "base/ascii.h"
#include "ruleset/embedded_p.h"
#include "ruleset/folder_p.h"
#include "ruleset/model_p.h"
#include "ruleset/rule_p.h"

#include "base/banned.h"

/* One file while it is read. */
typedef struct {
    mln_models *models;
    mln_lang_set langs;
    const mln_str *packages;
    uint32_t package_count;
    mln_api_role_kind kind; /* of the section at hand */
    bool same;              /* the section `same` */
} model_file;

/* --- paths ----------------------------------------------------------------------------------- */

/* What an entry of a section is read into. */
typedef struct {
    const mln_yaml_node *path;
    mln_precision precision;
    int64_t format; /* argument that is a format; -1: none */
} entry;

#define FORMAT_MAX 8

static void read_precision(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                           void *target)
{
    (void)key;
    mln_reader_read_precision(reader, value, &((entry *)target)->precision);
}

static void read_format(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                        void *target)
{
    (void)key;
    int64_t *format = &((entry *)target)->format;
    if (!mln_yaml_get_int(value, format) || *format < 0 || *format > FORMAT_MAX)
        mln_reader_error(reader, value, "wrong-type",
                         "\"format\" is the number of an argument, 0 to %d", FORMAT_MAX);
}

static const mln_key entry_keys[] = {
    {"path", MLN_TYPE_TEXT, true, NULL, MLN_KEY_NOWHERE}, /* taken before */
    {"precision", MLN_TYPE_TEXT, false, read_precision, 0},
    {"format", MLN_TYPE_INT, false, read_format, 0},
    {"see", MLN_TYPE_TEXTS, false, NULL, MLN_KEY_NOWHERE},
};
static const mln_keys entry_table = {entry_keys, MLN_COUNT_OF(entry_keys), "an entry of a model",
                                     NULL};

/* A path, or a mapping with one. False after an error. */
static bool read_entry(mln_reader *reader, const mln_yaml_node *node, entry *e)
{
    *e = (entry){.path = node, .precision = MLN_PRECISION_VERY_HIGH, .format = -1};
    if (!mln_reader_check_type(reader, node, MLN_TYPE_TEXT_OR_MAP, MLN_STR("an entry of a model")))
        return false;
    if (node->kind == MLN_YAML_SCALAR)
        return true;
    e->path = mln_yaml_get(node, "path");
    return mln_reader_read_map(reader, node, &entry_table, e);
}

/* What is the same thing afterwards is written `=>` for the api. */
static mln_str mark_same(mln_reader *reader, mln_str path)
{
    char *text = mln_arena_dup(reader->arena, path.ptr, path.len);
    for (uint32_t i = 0; i + 1 < path.len; i++)
        if (text[i] == '-' && text[i + 1] == '>')
            text[i] = '=';
    return (mln_str){text, path.len};
}

static void add_path(mln_reader *reader, const model_file *file, const entry *e, mln_str set)
{
    mln_str path = file->same ? mark_same(reader, e->path->text) : e->path->text;
    mln_api_role role = {.kind = file->kind,
                         .precision = (uint8_t)e->precision,
                         .format = (uint8_t)(e->format + 1),
                         .entry = file->models->entries.len + 1};
    mln_vec_add(&file->models->entries,
                (mln_model_entry){.kind = file->kind,
                                  .set = mln_reader_keep(reader, set),
                                  .path = mln_reader_keep(reader, e->path->text),
                                  .file = mln_reader_keep(reader, reader->file),
                                  .line = e->path->line});
    uint32_t shift = 0;
    /* What is clean where the call is false. */
    if (file->kind == MLN_API_GUARD && path.len && path.ptr[0] == '!') {
        shift = 1;
        role.when_false = true;
    }
    path = (mln_str){path.ptr + shift, path.len - shift};
    if (set.len)
        role.set = mln_api_add_set(file->models->api, set);
    for (uint32_t i = 0; i < file->package_count; i++) {
        char error[256];
        uint32_t offset = 0;
        role.package = file->packages[i];
        if (mln_api_add(file->models->api, file->langs, role.package, path, &role, error,
                        sizeof error, &offset) == MLN_OK)
            continue;
        mln_reader_error_at(reader, e->path, offset + shift, "bad-path", "%s", error);
        return;
    }
    file->models->paths++;
}

/* --- sections -------------------------------------------------------------------------------- */

static bool is_set_name(mln_str name)
{
    bool good = name.len > 0 && name.len < 64 && mln_ascii_is_lower(name.ptr[0]);
    for (uint32_t i = 0; i < name.len && good; i++) {
        char c = name.ptr[i];
        good = mln_ascii_is_lower(c) || mln_ascii_is_digit(c) ||
               ((c == '.' || c == '-') && i + 1 < name.len);
    }
    return good;
}

static void note_set(mln_reader *reader, mln_models *models, mln_api_role_kind kind,
                     const mln_yaml_node *name)
{
    for (uint32_t i = 0; i < models->sets.len; i++)
        if (models->sets.data[i].kind == kind &&
            mln_str_equal(models->sets.data[i].name, name->text))
            return;
    mln_vec_add(&models->sets, (mln_model_set){.name = mln_reader_keep(reader, name->text),
                                               .kind = kind,
                                               .file = mln_reader_keep(reader, reader->file),
                                               .line = name->line});
}

static void read_list(mln_reader *reader, const model_file *file, const mln_yaml_node *name,
                      const mln_yaml_node *list)
{
    if (!mln_reader_check_type(reader, list, MLN_TYPE_LIST, name->text))
        return;
    for (uint32_t i = 0; i < list->count; i++) {
        entry e;
        if (read_entry(reader, list->items[i], &e))
            add_path(reader, file, &e, name->text);
    }
}

static void read_sets(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    static const struct {
        const char *name;
        mln_api_role_kind kind;
    } sections[] = {{"sources", MLN_API_SOURCE},
                    {"sinks", MLN_API_SINK},
                    {"sanitizers", MLN_API_SANITIZER},
                    {"guards", MLN_API_GUARD},
                    {"calls", MLN_API_CALL}};
    model_file *file = target;
    for (size_t i = 0; i < MLN_COUNT_OF(sections); i++)
        if (mln_str_is(key->text, sections[i].name))
            file->kind = sections[i].kind;
    for (uint32_t i = 0; i + 1 < value->count; i += 2) {
        const mln_yaml_node *name = value->items[i];
        if (!is_set_name(name->text)) {
            mln_reader_error(reader, name, "bad-set",
                             "\"%.*s\" is no name of a set; write words in small letters with dots "
                             "between them: sql.query",
                             MLN_STR_ARGS(name->text));
            continue;
        }
        note_set(reader, file->models, file->kind, name);
        read_list(reader, file, name, value->items[i + 1]);
    }
}

static void read_flows(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    model_file *file = target;
    file->kind = MLN_API_FLOW;
    file->same = mln_str_is(key->text, "same");
    for (uint32_t i = 0; i < value->count; i++) {
        entry e;
        if (read_entry(reader, value->items[i], &e))
            add_path(reader, file, &e, MLN_STR(""));
    }
}

static void add_type(mln_reader *reader, const model_file *file, mln_str type,
                     const mln_yaml_node *path)
{
    for (uint32_t i = 0; i < file->package_count; i++) {
        char error[256];
        uint32_t offset = 0;
        if (mln_api_add_type(file->models->api, file->langs, file->packages[i], type, path->text,
                             error, sizeof error, &offset) == MLN_OK)
            continue;
        mln_reader_error_at(reader, path, offset, "bad-path", "%s", error);
        return;
    }
    file->models->paths++;
}

static void read_types(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)key;
    for (uint32_t i = 0; i + 1 < value->count; i += 2) {
        const mln_yaml_node *name = value->items[i], *paths = value->items[i + 1];
        if (!mln_reader_check_type(reader, paths, MLN_TYPE_TEXTS, name->text))
            continue;
        uint32_t count = paths->kind == MLN_YAML_LIST ? paths->count : 1;
        for (uint32_t k = 0; k < count; k++)
            add_type(reader, target, name->text,
                     paths->kind == MLN_YAML_LIST ? paths->items[k] : paths);
    }
}

/* --- files ----------------------------------------------------------------------------------- */

static const mln_key model_keys[] = {
    {"package", MLN_TYPE_TEXTS, false, NULL, MLN_KEY_NOWHERE},
    {"languages", MLN_TYPE_TEXTS, false, NULL, MLN_KEY_NOWHERE},
    {"see", MLN_TYPE_TEXTS, false, NULL, MLN_KEY_NOWHERE},
    {"types", MLN_TYPE_MAP, false, read_types, 0},
    {"sources", MLN_TYPE_MAP, false, read_sets, 0},
    {"sinks", MLN_TYPE_MAP, false, read_sets, 0},
    {"sanitizers", MLN_TYPE_MAP, false, read_sets, 0},
    {"guards", MLN_TYPE_MAP, false, read_sets, 0},
    {"calls", MLN_TYPE_MAP, false, read_sets, 0},
    {"flows", MLN_TYPE_LIST, false, read_flows, 0},
    {"same", MLN_TYPE_LIST, false, read_flows, 0},
};
static const mln_keys model_table = {model_keys, MLN_COUNT_OF(model_keys), "a model", NULL};

static void read_languages(mln_reader *reader, const mln_yaml_node *node, model_file *file)
{
    uint32_t count = node->kind == MLN_YAML_LIST ? node->count : 1;
    file->langs = 0;
    for (uint32_t i = 0; i < count; i++) {
        const mln_yaml_node *item = node->kind == MLN_YAML_LIST ? node->items[i] : node;
        if (!mln_language_check(reader, item))
            continue;
        mln_lang_set langs = mln_lang_find(item->text);
        if (!langs)
            mln_reader_error(reader, item, "unknown-language", "merlon does not read \"%.*s\"",
                             MLN_STR_ARGS(item->text));
        file->langs |= langs;
    }
}

void mln_model_read(mln_reader *reader, mln_models *models, const mln_yaml_node *node,
                    mln_lang_set langs, bool package_required)
{
    static const mln_str none[] = {{"", 0}};
    if (!mln_reader_check_type(reader, node, MLN_TYPE_MAP, MLN_STR("a model")))
        return;
    model_file file = {
        .models = models, .langs = langs, .packages = none, .package_count = MLN_COUNT_OF(none)};
    const mln_yaml_node *package = mln_yaml_get(node, "package");
    const mln_yaml_node *languages = mln_yaml_get(node, "languages");
    if (package && mln_reader_check_type(reader, package, MLN_TYPE_TEXTS, MLN_STR("package")))
        file.packages = mln_reader_keep_texts(reader, package, &file.package_count);
    else if (!package && package_required)
        mln_reader_error(reader, node, "missing-key",
                         "\"package\" is missing in a model; \"\" stands for the language itself");
    if (languages && mln_reader_check_type(reader, languages, MLN_TYPE_TEXTS, MLN_STR("languages")))
        read_languages(reader, languages, &file);
    (void)mln_reader_read_map(reader, node, &model_table, &file);
}

mln_status mln_models_add_text(mln_models *models, mln_str file, mln_str yaml, mln_diags *diags)
{
    mln_arena scratch = {0};
    const mln_yaml_node *root;
    mln_reader reader = {.arena = &models->arena, .diags = diags, .file = file};
    mln_status status = mln_yaml_read(&scratch, file, yaml, diags, &root);
    if (status == MLN_OK && root) {
        bool list = root->kind == MLN_YAML_LIST;
        for (uint32_t i = 0; i < (list ? root->count : 1); i++)
            mln_model_read(&reader, models, list ? root->items[i] : root,
                           mln_model_get_default_langs(), true);
    }
    models->files++;
    mln_arena_release(&scratch);
    return status != MLN_OK ? MLN_SYNTAX : reader.errors ? MLN_SYNTAX : MLN_OK;
}

mln_lang_set mln_model_get_default_langs(void)
{
    return mln_lang_find(MLN_STR("javascript")) | mln_lang_find(MLN_STR("typescript"));
}

static mln_str get_name(mln_str path)
{
    uint32_t at = path.len;
    while (at > 0 && path.ptr[at - 1] != '/')
        at--;
    return (mln_str){path.ptr + at, path.len - at};
}

static mln_status add_file(void *target, mln_str path, mln_str text, mln_diags *diags)
{
    if (mln_folder_classify(path, text) != MLN_YAML_MODEL)
        return MLN_OK;
    mln_models *models = target;
    mln_str name = get_name(path);
    mln_vec_add(&models->names,
                (mln_str){mln_arena_dup(&models->arena, name.ptr, name.len), name.len});
    return mln_models_add_text(models, path, text, diags);
}

mln_status mln_models_add_path(mln_models *models, const char *path, mln_diags *diags)
{
    return mln_folder_read(path, add_file, models, true, diags);
}

typedef struct {
    mln_models *models;
    mln_ruleset *set;
} both;

static mln_status add_to_both(void *target, mln_str path, mln_str text, mln_diags *diags)
{
    const both *b = target;
    mln_status of_rules = mln_ruleset_add_file(b->set, path, text, diags);
    mln_status of_models = add_file(b->models, path, text, diags);
    return of_rules != MLN_OK ? of_rules : of_models;
}

mln_status mln_models_add_path_with_rules(mln_models *models, mln_ruleset *set, const char *path,
                                          mln_diags *diags)
{
    return mln_folder_read(path, add_to_both, &(both){models, set}, false, diags);
}

static bool has_file(const mln_models *models, mln_str name)
{
    for (uint32_t i = 0; i < models->names.len; i++)
        if (mln_str_equal(models->names.data[i], name))
            return true;
    return false;
}

mln_status mln_models_add_default(mln_models *models, mln_diags *diags)
{
    mln_status result = MLN_OK;
    for (uint32_t i = 0; i < mln_embedded_file_count; i++) {
        const mln_embedded_file *file = &mln_embedded_files[i];
        mln_str text = {(const char *)file->bytes, file->len};
        if (mln_folder_classify(mln_str_of(file->name), text) != MLN_YAML_MODEL ||
            has_file(models, get_name(mln_str_of(file->name))))
            continue;
        char name[512];
        (void)snprintf(name, sizeof name, "<default>/%s", file->name);
        mln_status status = mln_models_add_text(models, mln_str_of(name), text, diags);
        result = result != MLN_OK ? result : status;
    }
    return result;
}

/* --- the whole ------------------------------------------------------------------------------- */

void mln_models_init(mln_models *models)
{
    *models = (mln_models){.api = mln_api_new()};
}

void mln_models_release(mln_models *models)
{
    mln_api_free(models->api);
    models->api = NULL;
    mln_vec_release(&models->sets);
    mln_vec_release(&models->entries);
    mln_vec_release(&models->names);
    mln_vec_release(&models->declared);
    mln_arena_release(&models->arena);
}

void mln_models_finish(mln_models *models, mln_diags *diags)
{
    mln_api_freeze(models->api);
    mln_str type, near;
    for (uint32_t i = 0; mln_api_get_unknown(models->api, i, &type, &near); i++)
        mln_diags_add(diags, MLN_DIAG_WARNING, "unknown-type", MLN_STR(""), 0, 0, MLN_STR(""),
                      near.len ? "no model has the type \"%.*s\"; did you mean \"%.*s\"?"
                               : "no model has the type \"%.*s\"%.*s",
                      MLN_STR_ARGS(type), MLN_STR_ARGS(near));
}

bool mln_models_has(const mln_models *models, mln_api_role_kind kind, mln_str name)
{
    for (uint32_t i = 0; i < models->sets.len; i++) {
        const mln_model_set *set = &models->sets.data[i];
        bool fits = set->kind == kind || (kind == MLN_API_SANITIZER && set->kind == MLN_API_GUARD);
        if (fits && mln_str_equal(set->name, name))
            return true;
    }
    return false;
}
