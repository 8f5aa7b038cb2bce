#define _GNU_SOURCE
#include "files/walk_p.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/lang.h"
#include "files/open.h"
#include "files/repository_p.h"

#include "base/banned.h"

typedef struct {
    const char *given;
    char *real; /* from realpath */
    struct stat info;
} root;

/* Whether `path` is `folder` or lies below it; both are real paths. */
static bool is_within(mln_str path, mln_str folder)
{
    if (mln_str_is(folder, "/"))
        return true;
    return mln_str_starts_with(path, folder) &&
           (path.len == folder.len || path.ptr[folder.len] == '/');
}

/* The folder a path lies in, and the name in it. */
static mln_str split(mln_str path, mln_str *name)
{
    uint32_t at = path.len;
    while (at > 0 && path.ptr[at - 1] != '/')
        at--;
    *name = (mln_str){path.ptr + at, path.len - at};
    return (mln_str){path.ptr, at > 1 ? at - 1 : at};
}

/* Appends how a path is shown: from the working folder on when it is below it, else as given
 * without
 * "./" and doubled slashes. True when it is below. */
static bool add_shown_path(mln_buf *out, mln_str real, mln_str given)
{
    char *here = realpath(".", NULL);
    bool below = here && is_within(real, mln_str_of(here));
    if (below) {
        uint32_t skip = (uint32_t)strlen(here);
        while (skip < real.len && real.ptr[skip] == '/')
            skip++;
        mln_walker_add_shown(out, (mln_str){real.ptr + skip, real.len - skip});
    } else {
        mln_buf clean = {0};
        for (uint32_t i = 0; i < given.len; i++) {
            bool starts = i == 0 || given.ptr[i - 1] == '/';
            if (starts && given.ptr[i] == '.' && (i + 1 == given.len || given.ptr[i + 1] == '/'))
                continue;
            if (given.ptr[i] == '/' && (clean.len ? clean.data[clean.len - 1] == '/' : i > 0))
                continue;
            mln_buf_add_char(&clean, given.ptr[i]);
        }
        if (clean.len > 1 && clean.data[clean.len - 1] == '/')
            clean.len--;
        mln_walker_add_shown(out, mln_buf_get_str(&clean));
        mln_buf_release(&clean);
    }
    free(here);
    return below;
}

static mln_status refuse(mln_diags *diags, const char *given, int error)
{
    mln_status status = mln_status_from_errno(error);
    const char *remedy = status == MLN_NOT_FOUND ? "check the path"
                         : status == MLN_DENIED  ? "check its mode"
                                                 : "check the path and its file system";
    mln_diags_add(diags, MLN_DIAG_ERROR,
                  status == MLN_NOT_FOUND ? "missing-path" : "unreadable-path", mln_str_of(given),
                  0, 0, MLN_STR(""), "cannot read it: %s; %s", mln_status_text(status), remedy);
    return status;
}

/* A file that was named is listed whatever its name and whatever ignores it. */
static mln_status add_file(mln_walker *w, const root *from, mln_diags *diags)
{
    /* Shown where it was named, also when it is a link. */
    mln_str name, given = mln_str_of(from->given);
    mln_str folder = split(given, &name);
    char *real_folder = realpath(folder.len ? mln_walker_dup(w, folder).ptr : ".", NULL);
    mln_buf shown = {0}, path = {0};
    if (real_folder) {
        mln_buf_add_text(&path, real_folder);
        if (path.data[path.len - 1] != '/')
            mln_buf_add_char(&path, '/');
    }
    mln_buf_add_str(&path, name);
    add_shown_path(&shown, mln_buf_get_str(&path), given);
    mln_str real_name, real = mln_str_of(from->real);
    mln_str target_folder = split(real, &real_name);
    struct stat info;
    mln_status status = MLN_OK;
    if (!S_ISREG(from->info.st_mode)) {
        mln_walker_add_skip(w, mln_buf_get_str(&shown), MLN_SKIP_SPECIAL);
    } else if (access(from->real, R_OK) != 0) {
        status = refuse(diags, from->given, errno);
    } else if (stat(mln_walker_dup(w, target_folder).ptr, &info) != 0 ||
               mln_walker_is_new(w, info.st_dev, info.st_ino, real_name)) {
        w->has_explicit = true;
        /* A final link is not followed on opening, so the file behind it is named. */
        struct stat link;
        bool is_link = lstat(from->given, &link) == 0 && S_ISLNK(link.st_mode);
        mln_walker_add_file(w, is_link ? real : given, mln_buf_get_str(&shown),
                            (uint64_t)from->info.st_size, true);
    }
    free(real_folder);
    mln_buf_release(&shown);
    mln_buf_release(&path);
    return status;
}

static mln_status walk_folder(mln_walker *w, const root *from, mln_diags *diags)
{
    mln_str given = mln_str_of(from->given), real = mln_str_of(from->real);
    int fd = open(from->real, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return refuse(diags, from->given, errno);
    const mln_ignore *scope = NULL;
    mln_str base = MLN_STR("");
    if (!w->options->no_ignore)
        scope = mln_repository_find(&w->walk->arena, from->real, &base, &w->scratch);
    mln_buf_clear(&w->fs);
    mln_buf_clear(&w->rel);
    mln_buf_clear(&w->shown);
    mln_buf_add_str(&w->rel, base);
    bool below = add_shown_path(&w->shown, real, given);
    if (w->shown.len && w->shown.data[w->shown.len - 1] != '/')
        mln_buf_add_char(&w->shown, '/');
    w->unmatched_len = below ? 0 : (uint32_t)w->shown.len;
    mln_buf_add_str(&w->fs, given);
    if (given.ptr[given.len - 1] != '/')
        mln_buf_add_char(&w->fs, '/');
    mln_walker_run(w, fd, scope);
    return MLN_OK;
}

static bool is_in_a_root(const mln_walker *w, mln_str real)
{
    for (uint32_t i = 0; i < w->roots.len; i++)
        if (is_within(real, w->roots.data[i]))
            return true;
    return false;
}

/* A link to a file inside a root: the file itself has been listed, or is on record as skipped,
 * unless it is only under the link's name that it is in a language. */
static void follow_to_file(mln_walker *w, const mln_walker_link *link, mln_str real,
                           const struct stat *info)
{
    mln_str name;
    mln_str folder = split(real, &name);
    struct stat above;
    if (!mln_lang_has_extension(link->shown) || mln_lang_has_extension(name) ||
        stat(mln_walker_dup(w, folder).ptr, &above) != 0 ||
        !mln_walker_has(w, above.st_dev, above.st_ino, MLN_STR("")))
        return;
    if (mln_walker_is_new(w, above.st_dev, above.st_ino, name))
        mln_walker_add_file(w, real, link->shown, (uint64_t)info->st_size, false);
}

/* Everything inside the roots that is no link has been seen by now, so a link to it adds nothing.
 */
static void follow(mln_walker *w, const mln_walker_link *link)
{
    bool in_language = mln_lang_has_extension(link->shown);
    char *target = realpath(link->fs.ptr, NULL);
    struct stat info;
    if (!target || stat(target, &info) != 0) {
        if (in_language || errno == ELOOP)
            mln_walker_add_skip(w, link->shown, MLN_SKIP_LINK);
        else
            w->walk->no_language++;
        free(target);
        return;
    }
    mln_str real = mln_str_of(target), name;
    bool inside = is_in_a_root(w, real);
    if (S_ISDIR(info.st_mode)) {
        char *above = realpath(mln_walker_dup(w, split(link->fs, &name)).ptr, NULL);
        if (!inside || !above || is_within(mln_str_of(above), real))
            mln_walker_add_skip(w, link->shown, MLN_SKIP_LINK);
        free(above);
    } else if (!S_ISREG(info.st_mode)) {
        mln_walker_add_skip(w, link->shown, MLN_SKIP_SPECIAL);
    } else if (inside) {
        follow_to_file(w, link, real, &info);
    } else if (in_language) {
        mln_walker_add_skip(w, link->shown, MLN_SKIP_LINK);
    } else {
        w->walk->no_language++;
    }
    free(target);
}

static int compare_files(const void *left, const void *right)
{
    const mln_walk_file *a = left, *b = right;
    return mln_str_compare(a->path, b->path);
}

static int compare_skips(const void *left, const void *right)
{
    const mln_walk_skip *a = left, *b = right;
    int order = mln_str_compare(a->path, b->path);
    return order ? order : (a->reason > b->reason) - (a->reason < b->reason);
}

static int compare_links(const void *left, const void *right)
{
    const mln_walker_link *a = left, *b = right;
    return mln_str_compare(a->shown, b->shown);
}

/* Deeper roots first: what is named is walked as named, though a root above ignores it. */
static int compare_roots(const void *left, const void *right)
{
    const root *a = left, *b = right;
    size_t a_len = strlen(a->real), b_len = strlen(b->real);
    return a_len != b_len ? (a_len < b_len) - (a_len > b_len) : strcmp(a->real, b->real);
}

#define SORT(vec, compare)                                                                         \
    do {                                                                                           \
        if ((vec)->len > 1)                                                                        \
            qsort((vec)->data, (vec)->len, sizeof *(vec)->data, compare);                          \
    } while (0)

static void keep_first(mln_status *status, mln_status next)
{
    if (*status == MLN_OK)
        *status = next;
}

static mln_status walk_roots(mln_walker *w, const char *const *given, uint32_t count,
                             mln_diags *diags)
{
    mln_status status = MLN_OK;
    MLN_VEC(root)
    folders = {0};
    for (uint32_t i = 0; i < count; i++) {
        root now = {.given = given[i], .real = realpath(given[i], NULL)};
        if (!now.real || stat(now.real, &now.info) != 0) {
            keep_first(&status, refuse(diags, given[i], errno));
            free(now.real);
        } else if (S_ISDIR(now.info.st_mode)) {
            mln_vec_add(&folders, now);
            mln_vec_add(&w->roots, mln_walker_dup(w, mln_str_of(now.real)));
        } else {
            keep_first(&status, add_file(w, &now, diags));
            free(now.real);
        }
    }
    SORT(&folders, compare_roots);
    for (uint32_t i = 0; i < folders.len; i++) {
        keep_first(&status, walk_folder(w, &folders.data[i], diags));
        free(folders.data[i].real);
    }
    mln_vec_release(&folders);
    SORT(&w->links, compare_links);
    for (uint32_t i = 0; i < w->links.len; i++)
        follow(w, &w->links.data[i]);
    return status;
}

mln_status mln_walk_add(mln_walk *walk, const char *const *roots, uint32_t root_count,
                        const mln_walk_options *options, mln_diags *diags)
{
    mln_walker w = {.walk = walk, .options = options};
    mln_strtab_init(&w.seen);
    mln_status status = walk_roots(&w, roots, root_count, diags);
    SORT(&walk->files, compare_files);
    SORT(&walk->skips, compare_skips);
    mln_vec_release(&w.frames);
    mln_vec_release(&w.pending);
    mln_vec_release(&w.links);
    mln_vec_release(&w.roots);
    mln_buf *const buffers[] = {&w.names, &w.entries, &w.child,   &w.fs,
                                &w.rel,   &w.shown,   &w.scratch, &w.key};
    for (size_t i = 0; i < MLN_COUNT_OF(buffers); i++)
        mln_buf_release(buffers[i]);
    mln_arena_release(&w.scopes);
    mln_strtab_release(&w.seen);
    return status;
}
