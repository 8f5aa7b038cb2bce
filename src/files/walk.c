#define _GNU_SOURCE
#include "files/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/glob.h"
#include "base/strtab.h"
#include "base/utf.h"
#include "files/ignore.h"
#include "files/lang.h"
#include "files/source.h"

#include "base/banned.h"

#define HEAD_BYTES 256u

/* A folder still to be read. */
typedef struct {
    const char *fs_path;
    mln_str path;  /* from where ignore rules begin to count; ends in a slash, or is empty */
    mln_str shown; /* the same for people */
    const mln_ignore *ignore;
} folder;

typedef struct {
    mln_walk *walk;
    const mln_walk_options *options;
    MLN_VEC(folder) folders;
    mln_strtab seen;       /* device and inode of folders and files */
    char *root;            /* real path of the root: links may not leave it */
    mln_source source;     /* for ignore files and shebangs */
} walker;

void mln_walk_release(mln_walk *walk)
{
    mln_vec_release(&walk->files);
    mln_vec_release(&walk->skips);
    mln_arena_release(&walk->arena);
    *walk = (mln_walk){0};
}

static mln_str join(mln_arena *arena, mln_str folder_path, const char *name)
{
    size_t len = strlen(name);
    char *text = mln_arena_alloc(arena, folder_path.len + len + 1);
    if (folder_path.len)
        memcpy(text, folder_path.ptr, folder_path.len);
    memcpy(text + folder_path.len, name, len + 1);
    return (mln_str){text, (uint32_t)(folder_path.len + len)};
}

static mln_str with_slash(mln_arena *arena, mln_str path)
{
    if (!path.len || path.ptr[path.len - 1] == '/')
        return path;
    return join(arena, path, "/");
}

/* For people: names are bytes, reports are UTF-8. */
static mln_str make_shown(walker *w, mln_str path)
{
    while (path.len > 2 && path.ptr[0] == '.' && path.ptr[1] == '/')
        path = (mln_str){path.ptr + 2, path.len - 2};
    if (mln_utf_is_valid(path))
        return path;
    mln_buf repaired = {0};
    mln_utf_add_mended(&repaired, path);
    mln_str copy = {mln_arena_dup(&w->walk->arena, repaired.data, repaired.len),
                    (uint32_t)repaired.len};
    mln_buf_release(&repaired);
    return copy;
}

static void add_skip(walker *w, mln_str path, mln_skip_reason reason)
{
    mln_vec_add(&w->walk->skips, (mln_walk_skip){make_shown(w, path), reason});
}

/* True the first time a device and inode are met. */
static bool is_new(walker *w, const struct stat *info)
{
    unsigned char key[sizeof info->st_dev + sizeof info->st_ino];
    memcpy(key, &info->st_dev, sizeof info->st_dev);
    memcpy(key + sizeof info->st_dev, &info->st_ino, sizeof info->st_ino);
    uint32_t before = w->seen.entries.len;
    mln_strtab_add(&w->seen, (mln_str){(const char *)key, sizeof key});
    return w->seen.entries.len > before;
}

static const mln_ignore *read_ignore(walker *w, const char *folder_path, const char *name,
                                     mln_str base, const mln_ignore *above)
{
    mln_str path = join(&w->walk->arena, with_slash(&w->walk->arena, mln_str_of(folder_path)), name);
    if (mln_source_read(&w->source, path.ptr, path, 1u << 20) != MLN_OK)
        return above;
    return mln_ignore_add(&w->walk->arena, above, base, w->source.text);
}

static const mln_ignore *read_ignores(walker *w, const char *folder_path, mln_str base,
                                      const mln_ignore *above)
{
    if (w->options->no_ignore)
        return above;
    above = read_ignore(w, folder_path, ".gitignore", base, above);
    return read_ignore(w, folder_path, ".merlonignore", base, above);
}

static bool exists(walker *w, const char *folder_path, const char *name)
{
    struct stat info;
    mln_str path = join(&w->walk->arena, with_slash(&w->walk->arena, mln_str_of(folder_path)), name);
    return lstat(path.ptr, &info) == 0;
}

/* Folders that hold what other people or tools wrote. Third-party code is known by its folder's
 * name; build output by what lies in it or beside it. */
static bool is_foreign(walker *w, const char *parent, const char *path, const char *name,
                       mln_skip_reason *reason)
{
    static const char *const dependencies[] = {"node_modules", "bower_components", "jspm_packages"};
    static const char *const marks[] = {"CMakeCache.txt", "lcov-report", "lcov.info", "BUILD_ID"};
    for (size_t i = 0; i < MLN_COUNT_OF(dependencies); i++)
        if (strcmp(name, dependencies[i]) == 0) {
            *reason = MLN_SKIP_DEPENDENCY;
            return true;
        }
    *reason = MLN_SKIP_BUILD_OUTPUT;
    bool suspect = strcmp(name, "dist") == 0 || strcmp(name, "build") == 0 ||
                   strcmp(name, "out") == 0 || strcmp(name, "coverage") == 0 ||
                   strcmp(name, ".next") == 0;
    if (!suspect)
        return false;
    for (size_t i = 0; i < MLN_COUNT_OF(marks); i++)
        if (exists(w, path, marks[i]))
            return true;
    bool compiled = strcmp(name, "dist") == 0 || strcmp(name, "build") == 0 ||
                    strcmp(name, "out") == 0;
    return compiled && exists(w, parent, "package.json") &&
           (exists(w, parent, "src") || exists(w, parent, "lib") || exists(w, parent, "tsconfig.json"));
}

static bool matches_any(const char *const *globs, uint32_t count, mln_str path)
{
    for (uint32_t i = 0; i < count; i++)
        if (mln_glob_match_path(mln_str_of(globs[i]), path))
            return true;
    return false;
}

/* Without an extension only a first line can tell. */
static bool is_script(walker *w, const char *fs_path, mln_str path, const struct stat *info)
{
    const char *name = strrchr(fs_path, '/');
    name = name ? name + 1 : fs_path;
    if (strchr(name, '.') || !(info->st_mode & S_IXUSR) || info->st_size < 3 ||
        info->st_size > 1 << 20)
        return false;
    if (mln_source_read(&w->source, fs_path, path, 1u << 20) != MLN_OK)
        return false;
    mln_str head = {w->source.text.ptr,
                    w->source.text.len < HEAD_BYTES ? w->source.text.len : HEAD_BYTES};
    bool cplusplus;
    return mln_lang_detect(path, head, &cplusplus) != MLN_LANG_NONE;
}

static void add_file(walker *w, const char *fs_path, mln_str shown, const struct stat *info,
                     bool explicit_path)
{
    if (!explicit_path && !mln_lang_has_extension(shown) && !is_script(w, fs_path, shown, info)) {
        w->walk->no_language++;
        return;
    }
    if (!is_new(w, info))
        return;
    mln_vec_add(&w->walk->files, (mln_walk_file){fs_path, make_shown(w, shown),
                                                 (uint64_t)info->st_size, explicit_path});
}

/* Whether a link's target lies under the root. */
static bool stays_inside(const walker *w, const char *fs_path)
{
    char *target = realpath(fs_path, NULL);
    if (!target)
        return false;
    size_t len = strlen(w->root);
    bool inside = strncmp(target, w->root, len) == 0 &&
                  (target[len] == '/' || target[len] == '\0' || strcmp(w->root, "/") == 0);
    free(target);
    return inside;
}

static void visit(walker *w, const folder *at, const char *name)
{
    mln_arena *arena = &w->walk->arena;
    const char *fs_path =
        join(arena, with_slash(arena, mln_str_of(at->fs_path)), name).ptr;
    mln_str path = join(arena, at->path, name), shown = join(arena, at->shown, name);
    struct stat info;
    if (lstat(fs_path, &info) != 0) {
        add_skip(w, shown, MLN_SKIP_UNREADABLE);
        return;
    }
    if (S_ISLNK(info.st_mode)) {
        if (stat(fs_path, &info) != 0 || !stays_inside(w, fs_path)) {
            if (mln_lang_has_extension(shown) || (stat(fs_path, &info) == 0 && S_ISDIR(info.st_mode)))
                add_skip(w, shown, MLN_SKIP_LINK);
            return;
        }
    }
    bool is_folder = S_ISDIR(info.st_mode);
    if (!is_folder && !S_ISREG(info.st_mode)) {
        if (mln_lang_has_extension(shown))
            add_skip(w, shown, MLN_SKIP_SPECIAL);
        return;
    }
    bool relevant = is_folder || mln_lang_has_extension(shown);
    if (matches_any(w->options->exclude, w->options->exclude_count, shown) ||
        (!w->options->no_ignore && mln_ignore_find(at->ignore, path, is_folder))) {
        if (relevant)
            add_skip(w, shown, MLN_SKIP_IGNORED);
        return;
    }
    if (!is_folder) {
        if (w->options->include_count &&
            !matches_any(w->options->include, w->options->include_count, shown))
            return;
        add_file(w, fs_path, shown, &info, false);
        return;
    }
    mln_skip_reason reason;
    if (!w->options->no_ignore && is_foreign(w, at->fs_path, fs_path, name, &reason)) {
        add_skip(w, shown, reason);
        return;
    }
    /* A folder met again is a loop, or another way to what is seen already. */
    if (!is_new(w, &info))
        return;
    mln_str base = with_slash(arena, path);
    mln_vec_add(&w->folders, (folder){fs_path, base, with_slash(arena, shown), at->ignore});
}

static void read_folder(walker *w, folder at)
{
    DIR *dir = opendir(at.fs_path);
    if (!dir) {
        add_skip(w, at.shown, MLN_SKIP_UNREADABLE);
        return;
    }
    at.ignore = read_ignores(w, at.fs_path, at.path, at.ignore);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        static const char *const never[] = {".", "..", ".git", ".hg", ".svn"};
        bool skip = false;
        for (size_t i = 0; i < MLN_COUNT_OF(never); i++)
            skip |= strcmp(entry->d_name, never[i]) == 0;
        if (!skip)
            visit(w, &at, entry->d_name);
    }
    closedir(dir);
}

/* The ignore files of the folders from the repository's top down to the root's parent. `*base` is
 * the root's own path from there. */
static const mln_ignore *read_above(walker *w, const char *root, mln_str *base)
{
    mln_arena *arena = &w->walk->arena;
    mln_str real = mln_str_of(root);
    uint32_t top = real.len;
    *base = MLN_STR("");
    for (uint32_t len = real.len;;) {
        const char *path = mln_arena_dup(arena, real.ptr, len ? len : 1);
        if (exists(w, path, ".git")) {
            top = len;
            break;
        }
        while (len && real.ptr[len - 1] != '/')
            len--;
        if (len <= 1)
            return NULL;
        len--;
    }
    const char *top_path = mln_arena_dup(arena, real.ptr, top);
    const mln_ignore *scope = NULL;
    mln_str info_path = join(arena, with_slash(arena, mln_str_of(top_path)), ".git/info/exclude");
    if (mln_source_read(&w->source, info_path.ptr, info_path, 1u << 20) == MLN_OK)
        scope = mln_ignore_add(arena, scope, MLN_STR(""), w->source.text);
    for (uint32_t len = top; len < real.len;) {
        mln_str below = {real.ptr + (len < top + 1 ? top : top + 1),
                         len < top + 1 ? 0 : len - top - 1};
        scope = read_ignores(w, mln_arena_dup(arena, real.ptr, len), with_slash(arena, below), scope);
        len++;
        while (len < real.len && real.ptr[len] != '/')
            len++;
    }
    if (real.len > top)
        *base = with_slash(arena, (mln_str){real.ptr + top + 1, real.len - top - 1});
    return scope;
}

static mln_status add_root(walker *w, const char *root, mln_diags *diags)
{
    mln_arena *arena = &w->walk->arena;
    struct stat info;
    if (stat(root, &info) != 0) {
        mln_status status = mln_status_from_errno(errno);
        mln_diags_add(diags, MLN_DIAG_ERROR, "missing-path", mln_str_of(root), 0, 0, MLN_STR(""),
                      "cannot read it: %s; check the path", mln_status_text(status));
        return status;
    }
    mln_str shown = {mln_arena_dup(arena, root, strlen(root)), (uint32_t)strlen(root)};
    if (!S_ISDIR(info.st_mode)) {
        if (!S_ISREG(info.st_mode)) {
            add_skip(w, shown, MLN_SKIP_SPECIAL);
            return MLN_OK;
        }
        if (access(root, R_OK) != 0) {
            mln_diags_add(diags, MLN_DIAG_ERROR, "unreadable-path", shown, 0, 0, MLN_STR(""),
                          "cannot read it: permission denied; check its mode");
            return MLN_DENIED;
        }
        add_file(w, shown.ptr, shown, &info, true);
        return MLN_OK;
    }
    free(w->root);
    w->root = realpath(root, NULL);
    if (!w->root)
        return mln_status_from_errno(errno);
    if (!is_new(w, &info))
        return MLN_OK;
    folder first = {.fs_path = shown.ptr};
    if (!w->options->no_ignore)
        first.ignore = read_above(w, w->root, &first.path);
    first.shown = strcmp(root, ".") == 0 ? MLN_STR("") : with_slash(arena, shown);
    mln_vec_add(&w->folders, first);
    while (w->folders.len)
        read_folder(w, w->folders.data[--w->folders.len]);
    return MLN_OK;
}

static int compare_files(const void *left, const void *right)
{
    return mln_str_compare(((const mln_walk_file *)left)->path, ((const mln_walk_file *)right)->path);
}

static int compare_skips(const void *left, const void *right)
{
    return mln_str_compare(((const mln_walk_skip *)left)->path, ((const mln_walk_skip *)right)->path);
}

mln_status mln_walk_add(mln_walk *walk, const char *const *roots, uint32_t root_count,
                        const mln_walk_options *options, mln_diags *diags)
{
    walker w = {.walk = walk, .options = options};
    mln_strtab_init(&w.seen);
    mln_status status = MLN_OK;
    for (uint32_t i = 0; i < root_count; i++) {
        mln_status root_status = add_root(&w, roots[i], diags);
        if (status == MLN_OK)
            status = root_status;
    }
    if (walk->files.len > 1)
        qsort(walk->files.data, walk->files.len, sizeof *walk->files.data, compare_files);
    if (walk->skips.len > 1)
        qsort(walk->skips.data, walk->skips.len, sizeof *walk->skips.data, compare_skips);
    mln_vec_release(&w.folders);
    mln_strtab_release(&w.seen);
    mln_source_release(&w.source);
    free(w.root);
    return status;
}
