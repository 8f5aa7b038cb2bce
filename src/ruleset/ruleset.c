#include "ruleset/rule.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "ruleset/control.h"
#include "ruleset/embedded_p.h"
#include "ruleset/rule_p.h"

#include "base/banned.h"

#define FOLDER_MAX 4096u /* of paths that wait to be read */

void mln_ruleset_release(mln_ruleset *set)
{
    for (uint32_t i = 0; i < set->regexes.len; i++)
        mln_regex_free(set->regexes.data[i]);
    mln_vec_release(&set->regexes);
    mln_vec_release(&set->rules);
    mln_arena_release(&set->arena);
}

/* --- one text -------------------------------------------------------------------------------- */

static void add_rule(mln_reader *reader, mln_ruleset *set, const mln_yaml_node *node,
                     uint32_t first)
{
    mln_rule rule;
    if (!mln_reader_check_type(reader, node, MLN_TYPE_MAP, MLN_STR("an entry of rules")) ||
        !mln_rule_read(reader, node, &rule))
        return;
    for (uint32_t i = 0; i < set->rules.len; i++) {
        const mln_rule *other = &set->rules.data[i];
        if (!mln_str_equal(other->card.id, rule.card.id))
            continue;
        if (i >= first) {
            mln_reader_error(reader, node, "duplicate-id",
                             "the id \"%.*s\" is taken by the rule on line %u",
                             MLN_STR_ARGS(rule.card.id), other->line);
            return;
        }
        mln_reader_warn(reader, node, "duplicate-id", "the id \"%.*s\" is taken in %.*s, line %u",
                        MLN_STR_ARGS(rule.card.id), MLN_STR_ARGS(other->file), other->line);
        break;
    }
    mln_vec_add(&set->rules, rule);
}

static void read_rules(mln_reader *reader, mln_ruleset *set, const mln_yaml_node *root)
{
    uint32_t first = set->rules.len;
    const mln_yaml_node *rules = mln_yaml_get(root, "rules");
    if (root->kind != MLN_YAML_MAP || !rules) {
        mln_reader_error(reader, root, "missing-key",
                         "this is not a rule file: it should begin with `rules:`");
        return;
    }
    for (uint32_t i = 0; i + 1 < root->count; i += 2) {
        static const char *const known[] = {"rules", NULL};
        const mln_yaml_node *key = root->items[i];
        if (!mln_str_is(key->text, "rules"))
            mln_reader_error(reader, key, "unknown-key",
                             "unknown key \"%.*s\" beside `rules:`%s; keys of a rule stand further "
                             "in, anchors inside a rule",
                             MLN_STR_ARGS(key->text),
                             mln_reader_get_hint(reader, key->text, known));
    }
    if (!mln_reader_check_type(reader, rules, MLN_TYPE_LIST, MLN_STR("rules")))
        return;
    for (uint32_t i = 0; i < rules->count; i++) {
        reader->rule = MLN_STR("");
        add_rule(reader, set, rules->items[i], first);
    }
}

mln_status mln_ruleset_add_text(mln_ruleset *set, mln_str file, mln_str yaml, mln_diags *diags)
{
    mln_arena scratch = {0};
    const mln_yaml_node *root;
    mln_reader reader = {
        .arena = &set->arena, .diags = diags, .file = file, .regexes = &set->regexes};
    mln_status status = mln_yaml_read(&scratch, file, yaml, diags, &root);
    if (status == MLN_OK && root) {
        read_rules(&reader, set, root);
    } else if (status == MLN_OK) {
        mln_diags_add(diags, MLN_DIAG_ERROR, "missing-key", file, 1, 1, MLN_STR(""),
                      "the file is empty: it should begin with `rules:`");
        status = MLN_SYNTAX;
    }
    mln_arena_release(&scratch);
    return status != MLN_OK ? MLN_SYNTAX : reader.errors ? MLN_SYNTAX : MLN_OK;
}

/* --- files and folders ----------------------------------------------------------------------- */

static mln_status report_file(mln_diags *diags, const char *path, int error)
{
    mln_status status = mln_status_from_errno(error);
    mln_diags_add(diags, MLN_DIAG_ERROR, "config-unreadable", mln_str_of(path), 0, 0, MLN_STR(""),
                  status == MLN_NOT_FOUND
                      ? "there is no such rule file or folder; `default` names the built-in rules"
                      : "the rules cannot be read: %s",
                  mln_status_text(status));
    return status;
}

static mln_status read_file(mln_buf *buf, const char *path, mln_diags *diags)
{
    mln_buf_clear(buf);
    FILE *file = fopen(path, "rb");
    if (!file)
        return report_file(diags, path, errno);
    int error = 0;
    while (buf->len <= MLN_YAML_BYTES_MAX) {
        mln_buf_reserve(buf, 65536);
        size_t got = fread(buf->data + buf->len, 1, 65536, file);
        buf->len += got;
        if (got == 0) {
            error = ferror(file) ? (errno ? errno : EIO) : 0;
            break;
        }
    }
    (void)fclose(file);
    return error ? report_file(diags, path, error) : MLN_OK;
}

/* Merlon's own tables stand among its rules. */
static bool is_own_table(const char *path, mln_str text)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    if (strcmp(name, "controls.yaml") != 0 && strcmp(name, "merlon.yaml") != 0)
        return false;
    static const char key[] = "rules:";
    for (uint32_t i = 0; i + sizeof key - 1 <= text.len; i++)
        if ((i == 0 || text.ptr[i - 1] == '\n') && memcmp(text.ptr + i, key, sizeof key - 1) == 0)
            return false;
    return true;
}

static mln_status add_file(mln_ruleset *set, const char *path, mln_buf *buf, mln_diags *diags)
{
    mln_status status = read_file(buf, path, diags);
    if (status != MLN_OK)
        return status;
    mln_str text = mln_buf_get_str(buf);
    if (is_own_table(path, text))
        return MLN_OK;
    return mln_ruleset_add_text(set, mln_str_of(path), text, diags);
}

static bool is_rule_file(const char *name)
{
    mln_str text = mln_str_of(name);
    if (!mln_str_ends_with(text, MLN_STR(".yaml")) && !mln_str_ends_with(text, MLN_STR(".yml")))
        return false;
    return !strstr(name, ".test.y") && !strstr(name, ".fixed.y");
}

typedef MLN_VEC(char *)
path_list;

static void release_paths(path_list *list)
{
    for (uint32_t i = 0; i < list->len; i++)
        mln_mem_free(list->data[i]);
    mln_vec_release(list);
}

static int compare_paths(const void *left, const void *right)
{
    char *const *a = left, *const *b = right;
    return strcmp(*a, *b);
}

static char *join(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = mln_mem_new(size, 1);
    bool slash = folder[0] && folder[strlen(folder) - 1] == '/';
    (void)snprintf(path, size, "%s%s%s", folder, slash ? "" : "/", name);
    return path;
}

/* Rule files of one folder go to `files`, folders in it to `folders`. */
static mln_status list_folder(const char *path, path_list *files, path_list *folders,
                              mln_diags *diags)
{
    DIR *dir = opendir(path);
    if (!dir)
        return report_file(diags, path, errno);
    const struct dirent *entry;
    while ((entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        char *child = join(path, entry->d_name);
        struct stat own, target;
        bool found = lstat(child, &own) == 0 && stat(child, &target) == 0;
        /* A linked folder could be one of those above; a linked file is as good as any. */
        if (found && S_ISDIR(own.st_mode))
            mln_vec_add(folders, child);
        else if (found && S_ISREG(target.st_mode) && is_rule_file(entry->d_name))
            mln_vec_add(files, child);
        else
            mln_mem_free(child);
    }
    (void)closedir(dir);
    return MLN_OK;
}

static mln_status add_folder(mln_ruleset *set, const char *path, mln_buf *buf, mln_diags *diags)
{
    path_list files = {0}, folders = {0};
    mln_vec_add(&folders, join(path, ""));
    mln_status result = MLN_OK;
    for (uint32_t i = 0; i < folders.len && i < FOLDER_MAX; i++) {
        /* The vector may move while it grows. */
        const char *folder = folders.data[i];
        mln_status status = list_folder(folder, &files, &folders, diags);
        result = result != MLN_OK ? result : status;
    }
    if (folders.len > FOLDER_MAX) {
        mln_diags_add(diags, MLN_DIAG_ERROR, "config-unreadable", mln_str_of(path), 0, 0,
                      MLN_STR(""), "more than %u folders; name the one with the rules", FOLDER_MAX);
        result = MLN_LIMIT;
    }
    if (files.len > 1)
        qsort(files.data, files.len, sizeof *files.data, compare_paths);
    for (uint32_t i = 0; i < files.len; i++) {
        mln_status status = add_file(set, files.data[i], buf, diags);
        result = result != MLN_OK ? result : status;
    }
    if (files.len == 0 && result == MLN_OK) {
        mln_diags_add(diags, MLN_DIAG_ERROR, "config-unreadable", mln_str_of(path), 0, 0,
                      MLN_STR(""), "there is no *.yaml or *.yml file in this folder");
        result = MLN_NOT_FOUND;
    }
    release_paths(&files);
    release_paths(&folders);
    return result;
}

mln_status mln_ruleset_add_path(mln_ruleset *set, const char *path, mln_diags *diags)
{
    struct stat target;
    if (stat(path, &target) != 0)
        return report_file(diags, path, errno);
    mln_buf buf = {0};
    mln_status status;
    if (S_ISDIR(target.st_mode)) {
        status = add_folder(set, path, &buf, diags);
    } else if (S_ISREG(target.st_mode)) {
        status = add_file(set, path, &buf, diags);
    } else {
        mln_diags_add(diags, MLN_DIAG_ERROR, "config-unreadable", mln_str_of(path), 0, 0,
                      MLN_STR(""), "neither a file nor a folder");
        status = MLN_SPECIAL;
    }
    mln_buf_release(&buf);
    return status;
}

/* --- the pack in the binary ------------------------------------------------------------------ */

mln_status mln_ruleset_add_default(mln_ruleset *set, mln_diags *diags)
{
    mln_status result = MLN_OK;
    uint32_t first = set->rules.len;
    for (uint32_t i = 0; i < mln_embedded_file_count; i++) {
        const mln_embedded_file *file = &mln_embedded_files[i];
        mln_str text = {(const char *)file->bytes, file->len};
        if (is_own_table(file->name, text))
            continue;
        char name[512];
        (void)snprintf(name, sizeof name, "<default>/%s", file->name);
        mln_status status = mln_ruleset_add_text(set, mln_str_of(name), text, diags);
        result = result != MLN_OK ? result : status;
    }
    mln_controls controls = {0};
    mln_status status = mln_controls_add_default(&controls, diags);
    result = result != MLN_OK ? result : status;
    status = mln_controls_check(&controls, set, first, diags);
    result = result != MLN_OK ? result : status;
    mln_controls_release(&controls);
    return result;
}
