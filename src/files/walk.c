#define _GNU_SOURCE
#include "files/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/glob.h"
#include "files/evidence.h"
#include "files/folder_p.h"
#include "files/lang.h"
#include "files/open.h"
#include "files/repository_p.h"
#include "files/walk_p.h"

#include "base/banned.h"

/* Folders kept open at a time; those further up are opened again on the way back. */
#define OPEN_MAX_FOLDERS 32u

#define SHEBANG_BYTES 256u

void mln_walk_release(mln_walk *walk)
{
    mln_vec_release(&walk->files);
    mln_vec_release(&walk->skips);
    mln_arena_release(&walk->arena);
    *walk = (mln_walk){0};
}

mln_str mln_walker_dup(mln_walker *w, mln_str text)
{
    return (mln_str){mln_arena_dup(&w->walk->arena, text.ptr, text.len), text.len};
}

void mln_walker_add_skip(mln_walker *w, mln_str shown, mln_skip_reason reason)
{
    mln_vec_add(&w->walk->skips, (mln_walk_skip){mln_walker_dup(w, shown), reason});
}

void mln_walker_add_file(mln_walker *w, mln_str fs_path, mln_str shown, uint64_t bytes,
                         bool explicit_path)
{
    mln_vec_add(&w->walk->files, (mln_walk_file){mln_walker_dup(w, fs_path).ptr,
                                                 mln_walker_dup(w, shown), bytes, explicit_path});
}

bool mln_walker_is_wanted(const mln_walker *w, mln_str shown)
{
    const mln_walk_options *options = w->options;
    bool wanted = options->include_count == 0;
    for (uint32_t i = 0; i < options->include_count && !wanted; i++)
        wanted = mln_glob_match_path(mln_str_of(options->include[i]), shown);
    return wanted;
}

static bool is_excluded(const mln_walker *w, mln_str shown)
{
    const mln_walk_options *options = w->options;
    for (uint32_t i = 0; i < options->exclude_count; i++)
        if (mln_glob_match_path(mln_str_of(options->exclude[i]), shown))
            return true;
    return false;
}

bool mln_walker_is_new(mln_walker *w, dev_t device, ino_t inode, mln_str name)
{
    mln_buf_clear(&w->key);
    mln_buf_add(&w->key, &device, sizeof device);
    mln_buf_add(&w->key, &inode, sizeof inode);
    mln_buf_add_str(&w->key, name);
    uint32_t before = w->seen.entries.len;
    return mln_strtab_add(&w->seen, mln_buf_get_str(&w->key)) == before;
}

bool mln_walker_has(mln_walker *w, dev_t device, ino_t inode, mln_str name)
{
    mln_buf_clear(&w->key);
    mln_buf_add(&w->key, &device, sizeof device);
    mln_buf_add(&w->key, &inode, sizeof inode);
    mln_buf_add_str(&w->key, name);
    return mln_strtab_find(&w->seen, mln_buf_get_str(&w->key)) != UINT32_MAX;
}

void mln_walker_add_shown(mln_buf *out, mln_str name)
{
    for (uint32_t at = 0; at < name.len;) {
        mln_utf_char c = mln_utf_get(name, at);
        if (c.valid && c.code >= ' ' && c.code != 0x7F)
            mln_buf_add(out, name.ptr + at, c.len);
        else
            for (uint32_t i = 0; i < c.len; i++)
                mln_buf_addf(out, "\\x%02X", (unsigned char)name.ptr[at + i]);
        at += c.len;
    }
}

static mln_walker_frame *get_top(mln_walker *w)
{
    return &w->frames.data[w->frames.len - 1];
}

/* The paths of an entry of the innermost folder; taken back by leave_entry. */
static void enter_entry(mln_walker *w, mln_str name, bool is_folder)
{
    mln_buf_add_str(&w->fs, name);
    mln_buf_add_str(&w->rel, name);
    mln_walker_add_shown(&w->shown, name);
    if (is_folder) {
        mln_buf_add_char(&w->fs, '/');
        mln_buf_add_char(&w->rel, '/');
        mln_buf_add_char(&w->shown, '/');
    }
}

static void leave_entry(mln_walker *w)
{
    const mln_walker_frame *top = get_top(w);
    w->fs.len = top->fs_len;
    w->rel.len = top->rel_len;
    w->shown.len = top->shown_len;
}

static mln_str get_shown(const mln_walker *w)
{
    return mln_buf_get_str(&w->shown);
}

/* What --exclude is compared with: a root outside the working folder does not count. */
static mln_str get_matched(const mln_walker *w)
{
    mln_str shown = get_shown(w);
    return (mln_str){shown.ptr + w->unmatched_len, shown.len - w->unmatched_len};
}

static bool is_ignored(const mln_walker *w, const mln_ignore *scope, bool is_folder)
{
    if (is_excluded(w, get_matched(w)))
        return true;
    mln_str path = mln_buf_get_str(&w->rel);
    path.len -= is_folder;
    return !w->options->no_ignore && mln_ignore_find(scope, path, is_folder);
}

static bool is_extensionless(mln_str name)
{
    return !memchr(name.ptr, '.', name.len);
}

/* Whether a file without extension begins with a shebang that names a language. */
static bool is_script(int at, const char *name)
{
    int fd = mln_open_read(at, name);
    if (fd < 0)
        return false;
    char head[SHEBANG_BYTES];
    struct stat info;
    ssize_t len = -1;
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode))
        len = read(fd, head, sizeof head);
    close(fd);
    bool cplusplus;
    return len > 2 && mln_lang_detect(MLN_STR(""), (mln_str){head, (uint32_t)len}, &cplusplus) !=
                          MLN_LANG_NONE;
}

static void visit_file(mln_walker *w, const mln_walker_frame *at, mln_str name)
{
    int fd = dirfd(at->dir);
    bool candidate = mln_lang_has_extension(name);
    if (!candidate && w->options->all_text && mln_evidence_is_binary_name(name)) {
        w->walk->binary++;
        return;
    }
    bool all = w->options->all_text;
    if (!candidate && !all && !is_extensionless(name)) {
        w->walk->no_language++;
        return;
    }
    if (is_ignored(w, at->ignore, false)) {
        if (candidate)
            mln_walker_add_skip(w, get_shown(w), MLN_SKIP_IGNORED);
        return;
    }
    if (!mln_walker_is_wanted(w, get_matched(w)))
        return;
    if (!candidate && !all && !is_script(fd, name.ptr)) {
        w->walk->no_language++;
        return;
    }
    struct stat info;
    if (fstatat(fd, name.ptr, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return; /* gone since the folder was listed */
    if (w->has_explicit && mln_walker_has(w, at->device, at->inode, name))
        return;
    if (!(info.st_mode & S_IROTH) && faccessat(fd, name.ptr, R_OK, 0) != 0) {
        mln_walker_add_skip(w, get_shown(w), MLN_SKIP_UNREADABLE);
        return;
    }
    mln_walker_add_file(w, mln_buf_get_str(&w->fs), get_shown(w), (uint64_t)info.st_size, false);
}

/* A link is looked at when all that is no link has been seen. */
static void visit_link(mln_walker *w, const mln_walker_frame *at, mln_str name)
{
    if (is_ignored(w, at->ignore, false)) {
        if (mln_lang_has_extension(name))
            mln_walker_add_skip(w, get_shown(w), MLN_SKIP_IGNORED);
        return;
    }
    if (mln_walker_is_wanted(w, get_matched(w)))
        mln_vec_add(&w->links, (mln_walker_link){mln_walker_dup(w, mln_buf_get_str(&w->fs)),
                                                 mln_walker_dup(w, get_shown(w))});
}

static void visit_folder(mln_walker *w, mln_walker_frame *at, mln_str name)
{
    mln_skip_reason reason = MLN_SKIP_IGNORED;
    if (is_ignored(w, at->ignore, true) ||
        (!w->options->no_ignore && mln_folder_find_by_name(name, at->facts, &reason))) {
        mln_walker_add_skip(w, get_shown(w), reason);
    } else if (w->fs.len > MLN_WALKER_PATH_MAX) {
        mln_walker_add_skip(w, get_shown(w), MLN_SKIP_UNREADABLE);
    } else {
        mln_vec_add(&w->pending, (uint32_t)w->names.len);
        mln_buf_add(&w->names, name.ptr, name.len + 1u);
    }
}

static unsigned char get_type(int fd, const char *name)
{
    struct stat info;
    if (fstatat(fd, name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return DT_UNKNOWN;
    return S_ISREG(info.st_mode)   ? DT_REG
           : S_ISDIR(info.st_mode) ? DT_DIR
           : S_ISLNK(info.st_mode) ? DT_LNK
                                   : DT_FIFO;
}

/* Reads all names of the innermost folder into `entries`: a type, the name, a NUL. */
static void list_entries(mln_walker *w, mln_walker_frame *at)
{
    mln_buf_clear(&w->entries);
    for (struct dirent *entry; (entry = readdir(at->dir)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        mln_str name = mln_str_of(entry->d_name);
        unsigned char type = entry->d_type;
        if (type == DT_UNKNOWN)
            type = get_type(dirfd(at->dir), entry->d_name);
        if (type == DT_UNKNOWN)
            continue;
        at->facts |= mln_folder_get_fact(name);
        mln_buf_add_char(&w->entries, (char)type);
        mln_buf_add(&w->entries, name.ptr, name.len + 1u);
    }
}

static void visit_entries(mln_walker *w)
{
    mln_walker_frame *at = get_top(w);
    for (size_t next = 0; next < w->entries.len;) {
        unsigned char type = (unsigned char)w->entries.data[next];
        mln_str name = mln_str_of(w->entries.data + next + 1);
        next += name.len + 2u;
        if (mln_folder_is_control(name))
            continue;
        enter_entry(w, name, type == DT_DIR);
        if (type == DT_REG)
            visit_file(w, at, name);
        else if (type == DT_DIR)
            visit_folder(w, at, name);
        else if (type == DT_LNK)
            visit_link(w, at, name);
        else if (!is_ignored(w, at->ignore, false))
            mln_walker_add_skip(w, get_shown(w), MLN_SKIP_SPECIAL);
        leave_entry(w);
    }
}

static void read_ignore_files(mln_walker *w, mln_walker_frame *at, bool is_root)
{
    mln_str base = mln_buf_get_str(&w->rel);
    int fd = dirfd(at->dir);
    /* A repository inside: the root's own has been read already. */
    if ((at->facts & MLN_FOLDER_GIT) && !is_root)
        at->ignore = mln_repository_read_ignore(&w->scopes, fd, ".git/info/exclude", base,
                                                at->ignore, &w->scratch);
    if (at->facts & MLN_FOLDER_IGNORE_FILE)
        at->ignore =
            mln_repository_read_ignore(&w->scopes, fd, ".gitignore", base, at->ignore, &w->scratch);
    if (at->facts & MLN_FOLDER_OWN_IGNORE_FILE)
        at->ignore = mln_repository_read_ignore(&w->scopes, fd, ".merlonignore", base, at->ignore,
                                                &w->scratch);
}

/* Closes the outermost folder that is open, when there are too many. */
static void save_descriptors(mln_walker *w)
{
    if (w->frames.len <= OPEN_MAX_FOLDERS)
        return;
    mln_walker_frame *far = &w->frames.data[w->frames.len - 1 - OPEN_MAX_FOLDERS];
    if (far->dir) {
        closedir(far->dir);
        far->dir = NULL;
    }
}

/* Takes the folder open as `fd` on, whose paths are in the buffers; `name` is empty for a root. */
static void enter_folder(mln_walker *w, int fd, mln_str name, const mln_ignore *scope)
{
    struct stat info;
    bool known = fstat(fd, &info) == 0;
    if (known && !mln_walker_is_new(w, info.st_dev, info.st_ino, MLN_STR(""))) {
        close(fd);
        return;
    }
    DIR *dir = known ? fdopendir(fd) : NULL;
    if (!dir) {
        close(fd);
        mln_walker_add_skip(w, get_shown(w), MLN_SKIP_UNREADABLE);
        return;
    }
    mln_walker_frame frame = {.dir = dir,
                              .device = info.st_dev,
                              .inode = info.st_ino,
                              .fs_len = w->fs.len,
                              .rel_len = w->rel.len,
                              .shown_len = w->shown.len,
                              .names_len = w->names.len,
                              .first = w->pending.len,
                              .next = w->pending.len,
                              .scopes = mln_arena_get_mark(&w->scopes),
                              .ignore = scope};
    list_entries(w, &frame);
    const mln_walker_frame *above = w->frames.len ? get_top(w) : NULL;
    mln_skip_reason reason;
    if (name.len && !w->options->no_ignore &&
        mln_folder_find_by_content(name, fd, frame.facts,
                                   above && above->dir ? dirfd(above->dir) : -1,
                                   above ? above->facts : 0, &w->scratch, &reason)) {
        closedir(dir);
        mln_walker_add_skip(w, get_shown(w), reason);
        return;
    }
    if (!w->options->no_ignore)
        read_ignore_files(w, &frame, name.len == 0);
    mln_vec_add(&w->frames, frame);
    save_descriptors(w);
    visit_entries(w);
}

static void leave_folder(mln_walker *w)
{
    mln_walker_frame done = *get_top(w);
    w->frames.len--;
    w->pending.len = done.first;
    w->names.len = done.names_len;
    mln_arena_rewind(&w->scopes, done.scopes);
    if (w->frames.len) {
        mln_walker_frame *top = get_top(w);
        if (!top->dir && done.dir) {
            /* The way back up, if nobody has moved the folder meanwhile. */
            int fd = openat(dirfd(done.dir), "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
            struct stat info;
            if (fd >= 0 && fstat(fd, &info) == 0 && info.st_dev == top->device &&
                info.st_ino == top->inode)
                top->dir = fdopendir(fd);
            if (fd >= 0 && !top->dir)
                close(fd);
        }
        leave_entry(w);
    }
    if (done.dir)
        closedir(done.dir);
}

void mln_walker_run(mln_walker *w, int fd, const mln_ignore *scope)
{
    enter_folder(w, fd, MLN_STR(""), scope);
    while (w->frames.len) {
        mln_walker_frame *top = get_top(w);
        if (top->next == w->pending.len) {
            leave_folder(w);
            continue;
        }
        const char *text = w->names.data + w->pending.data[top->next++];
        /* Deeper names are added behind this one, which may move it. */
        mln_buf_clear(&w->child);
        mln_buf_add_text(&w->child, text);
        mln_str name = {mln_buf_get_text(&w->child), (uint32_t)w->child.len};
        uint32_t depth = w->frames.len;
        enter_entry(w, name, true);
        int child = top->dir ? mln_open_folder(dirfd(top->dir), name.ptr) : -1;
        if (child >= 0)
            enter_folder(w, child, name, top->ignore);
        else if (!top->dir || errno != ENOENT)
            mln_walker_add_skip(w, get_shown(w), MLN_SKIP_UNREADABLE);
        if (w->frames.len == depth)
            leave_entry(w);
    }
}
