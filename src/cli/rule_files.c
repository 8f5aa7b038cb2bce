#include "cli/rule_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "files/evidence.h"
#include "files/lang.h"

#include "base/banned.h"

static mln_status fail(mln_diags *diags, const char *path, int error)
{
    mln_status status = mln_status_from_errno(error);
    mln_diags_add(diags, MLN_DIAG_ERROR, "path", mln_str_of(path), 0, 0, (mln_str){0},
                  "cannot be read: %s", mln_status_text(status));
    return status;
}

static const char *join(mln_arena *arena, const char *folder, const char *name)
{
    mln_buf path = {0};
    size_t len = strlen(folder);
    mln_buf_addf(&path, "%s%s%s", folder, len > 0 && folder[len - 1] == '/' ? "" : "/", name);
    const char *copy = mln_arena_dup(arena, path.data, path.len);
    mln_buf_release(&path);
    return copy;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort(mln_paths *paths, uint32_t from)
{
    if (paths->len > from)
        qsort(paths->data + from, paths->len - from, sizeof *paths->data, compare);
}

static bool is_rule_file(const char *name)
{
    mln_str str = mln_str_of(name);
    return mln_str_ends_with(str, MLN_STR(".yaml")) || mln_str_ends_with(str, MLN_STR(".yml"));
}

mln_status mln_rule_files_find(mln_arena *arena, mln_paths *paths, const char *path,
                               mln_diags *diags)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return fail(diags, path, errno);
    if (!S_ISDIR(info.st_mode)) {
        mln_vec_add(paths, path);
        return MLN_OK;
    }
    uint32_t first = paths->len;
    mln_paths folders = {0};
    mln_vec_add(&folders, path);
    mln_status status = MLN_OK;
    for (uint32_t i = 0; i < folders.len && status == MLN_OK; i++) {
        const char *folder = folders.data[i];
        DIR *dir = opendir(folder);
        if (dir == NULL) {
            status = fail(diags, folder, errno);
            break;
        }
        for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
            if (entry->d_name[0] == '.' || strcmp(entry->d_name, "node_modules") == 0)
                continue;
            const char *child = join(arena, folder, entry->d_name);
            if (lstat(child, &info) != 0)
                continue;
            if (S_ISDIR(info.st_mode))
                mln_vec_add(&folders, child);
            else if (S_ISREG(info.st_mode) && is_rule_file(entry->d_name))
                mln_vec_add(paths, child);
        }
        closedir(dir);
    }
    mln_vec_release(&folders);
    sort(paths, first);
    return status;
}

/* Whether `name` is a test of the rule file called `base` without its extension. */
static bool is_test(mln_str name, mln_str base, bool any_text)
{
    if (!mln_str_starts_with(name, base) || name.len == base.len || name.ptr[base.len] != '.')
        return false;
    bool any = any_text && !mln_evidence_is_binary_name(name);
    if (is_rule_file(name.ptr))
        any &= mln_str_ends_with(name, MLN_STR(".test.yaml")) ||
               mln_str_ends_with(name, MLN_STR(".test.yml"));
    if (!any && !mln_lang_has_extension(name))
        return false;
    mln_str rest = {name.ptr + base.len + 1, name.len - base.len - 1};
    const char *dot = memchr(rest.ptr, '.', rest.len);
    if (dot == NULL)
        return true;
    mln_str word = {rest.ptr, (uint32_t)(dot - rest.ptr)};
    return !mln_str_is(word, "fixed") && memchr(dot + 1, '.', rest.len - word.len - 1) == NULL;
}

mln_status mln_rule_files_find_tests(mln_arena *arena, mln_paths *paths, const char *rule_file,
                                     bool any_text, mln_diags *diags)
{
    const char *slash = strrchr(rule_file, '/');
    const char *name = slash != NULL ? slash + 1 : rule_file;
    const char *folder =
        slash != NULL ? mln_arena_dup(arena, rule_file, (size_t)(slash - rule_file + 1)) : "./";
    const char *dot = strrchr(name, '.');
    mln_str base = {name, dot != NULL ? (uint32_t)(dot - name) : (uint32_t)strlen(name)};
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return fail(diags, folder, errno);
    uint32_t first = paths->len;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (is_test(mln_str_of(entry->d_name), base, any_text))
            mln_vec_add(paths, slash != NULL
                                   ? join(arena, folder, entry->d_name)
                                   : mln_arena_dup(arena, entry->d_name, strlen(entry->d_name)));
    }
    closedir(dir);
    sort(paths, first);
    return MLN_OK;
}
