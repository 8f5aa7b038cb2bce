#include "ruleset/folder_p.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/vec.h"
#include "ruleset/yaml_p.h"

#include "base/banned.h"

#define FOLDER_MAX 4096u /* of paths that wait to be read */

static mln_status report_file(mln_diags *diags, const char *path, int error)
{
    mln_status status = mln_status_from_errno(error);
    if (diags)
        mln_diags_add(
            diags, MLN_DIAG_ERROR, "config-unreadable", mln_str_of(path), 0, 0, MLN_STR(""),
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

mln_yaml_content mln_folder_classify(mln_str path, mln_str text)
{
    static const char key[] = "rules:";
    for (uint32_t i = 0; i + sizeof key - 1 <= text.len; i++)
        if ((i == 0 || text.ptr[i - 1] == '\n') && memcmp(text.ptr + i, key, sizeof key - 1) == 0)
            return MLN_YAML_RULES;
    uint32_t name = path.len;
    while (name > 0 && path.ptr[name - 1] != '/')
        name--;
    mln_str last = {path.ptr + name, path.len - name};
    if (mln_str_is(last, "controls.yaml") || mln_str_is(last, "merlon.yaml"))
        return MLN_YAML_TABLE;
    mln_str folder = {path.ptr, name};
    return mln_str_is(folder, "models/") || mln_str_ends_with(folder, MLN_STR("/models/"))
               ? MLN_YAML_MODEL
               : MLN_YAML_RULES;
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

/* Of what the folder does not tell, a link say. A linked folder could be one of those above; a
 * linked file is as good as any. */
static unsigned char find_type(const char *path)
{
    struct stat own, target;
    if (lstat(path, &own) != 0 || stat(path, &target) != 0)
        return DT_UNKNOWN;
    return S_ISDIR(own.st_mode) ? DT_DIR : S_ISREG(target.st_mode) ? DT_REG : DT_UNKNOWN;
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
        unsigned char type = entry->d_type;
        if (type != DT_DIR && type != DT_REG)
            type = find_type(child);
        if (type == DT_DIR)
            mln_vec_add(folders, child);
        else if (type == DT_REG && is_rule_file(entry->d_name))
            mln_vec_add(files, child);
        else
            mln_mem_free(child);
    }
    (void)closedir(dir);
    return MLN_OK;
}

typedef struct {
    mln_file_reader read;
    void *target;
    mln_diags *diags;
    mln_diags *told; /* takes what cannot be read; NULL when nobody asks */
    mln_buf buf;
} folder_job;

static mln_status read_one(folder_job *job, const char *path)
{
    mln_status status = read_file(&job->buf, path, job->told);
    if (status != MLN_OK)
        return job->told ? status : MLN_OK;
    return job->read(job->target, mln_str_of(path), mln_buf_get_str(&job->buf), job->diags);
}

static mln_status read_folder(folder_job *job, const char *path)
{
    path_list files = {0}, folders = {0};
    mln_diags *diags = job->told;
    mln_vec_add(&folders, join(path, ""));
    mln_status result = MLN_OK;
    for (uint32_t i = 0; i < folders.len && i < FOLDER_MAX; i++) {
        /* The vector may move while it grows. */
        const char *folder = folders.data[i];
        mln_status status = list_folder(folder, &files, &folders, diags);
        if (diags)
            result = result != MLN_OK ? result : status;
    }
    if (folders.len > FOLDER_MAX && diags) {
        mln_diags_add(diags, MLN_DIAG_ERROR, "config-unreadable", mln_str_of(path), 0, 0,
                      MLN_STR(""), "more than %u folders; name the one with the rules", FOLDER_MAX);
        result = MLN_LIMIT;
    }
    if (files.len > 1)
        qsort(files.data, files.len, sizeof *files.data, compare_paths);
    for (uint32_t i = 0; i < files.len; i++) {
        mln_status status = read_one(job, files.data[i]);
        result = result != MLN_OK ? result : status;
    }
    if (files.len == 0 && result == MLN_OK && diags) {
        mln_diags_add(diags, MLN_DIAG_ERROR, "config-unreadable", mln_str_of(path), 0, 0,
                      MLN_STR(""), "there is no *.yaml or *.yml file in this folder");
        result = MLN_NOT_FOUND;
    }
    release_paths(&files);
    release_paths(&folders);
    return result;
}

mln_status mln_folder_read(const char *path, mln_file_reader reader, void *target, bool quiet,
                           mln_diags *diags)
{
    struct stat info;
    folder_job job = {
        .read = reader, .target = target, .diags = diags, .told = quiet ? NULL : diags};
    mln_status status;
    if (stat(path, &info) != 0)
        return quiet ? MLN_OK : report_file(diags, path, errno);
    if (S_ISDIR(info.st_mode)) {
        status = read_folder(&job, path);
    } else if (S_ISREG(info.st_mode)) {
        status = read_one(&job, path);
    } else if (quiet) {
        status = MLN_OK;
    } else {
        mln_diags_add(diags, MLN_DIAG_ERROR, "config-unreadable", mln_str_of(path), 0, 0,
                      MLN_STR(""), "neither a file nor a folder");
        status = MLN_SPECIAL;
    }
    mln_buf_release(&job.buf);
    return status;
}
