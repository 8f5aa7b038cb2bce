#define _GNU_SOURCE
#include "files/repository_p.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "files/open.h"

#include "base/banned.h"

#define SMALL_BYTES 65536u

const mln_ignore *mln_repository_read_ignore(mln_arena *arena, int fd, const char *name,
                                             mln_str base, const mln_ignore *parent,
                                             mln_buf *scratch)
{
    if (mln_open_read_all(scratch, fd, name, MLN_REPOSITORY_IGNORE_MAX) != MLN_OK)
        return parent;
    return mln_ignore_add(arena, parent, base, mln_buf_get_str(scratch));
}

/* `folder`, then '/' and `name`. */
static char *join(mln_arena *arena, mln_str folder, const char *name)
{
    mln_str tail = mln_str_of(name);
    char *path = mln_arena_alloc(arena, (size_t)folder.len + tail.len + 2);
    memcpy(path, folder.ptr, folder.len);
    path[folder.len] = '/';
    memcpy(path + folder.len + 1, tail.ptr, (size_t)tail.len + 1);
    return path;
}

/* The user's file is often a link into a folder of dot files: theirs to follow. */
static const mln_ignore *read_user_ignore(mln_arena *arena, mln_buf *scratch)
{
    const char *folder = getenv("XDG_CONFIG_HOME");
    const char *tail = "git/ignore";
    if (!folder || !*folder) {
        folder = getenv("HOME");
        tail = ".config/git/ignore";
    }
    if (!folder || !*folder)
        return NULL;
    char *real = realpath(join(arena, mln_str_of(folder), tail), NULL);
    if (!real)
        return NULL;
    const mln_ignore *scope =
        mln_repository_read_ignore(arena, AT_FDCWD, real, MLN_STR(""), NULL, scratch);
    free(real);
    return scope;
}

/* The text of a one-line file such as a worktree's `.git`, after `prefix`; NULL when it is none. An
 * absolute path, or one from `folder` on. */
static char *read_pointer(mln_arena *arena, const char *path, mln_str prefix, mln_str folder,
                          mln_buf *scratch)
{
    if (mln_open_read_all(scratch, AT_FDCWD, path, SMALL_BYTES) != MLN_OK)
        return NULL;
    mln_str text = mln_buf_get_str(scratch);
    if (!mln_str_starts_with(text, prefix))
        return NULL;
    text = mln_str_trim((mln_str){text.ptr + prefix.len, text.len - prefix.len});
    if (!text.len || memchr(text.ptr, '\0', text.len))
        return NULL;
    char *target = mln_arena_dup(arena, text.ptr, text.len);
    return target[0] == '/' ? target : join(arena, folder, target);
}

/* Where the repository whose top is `top` keeps what all its worktrees share; NULL when there is no
 * repository. */
static const char *find_common(mln_arena *arena, mln_str top, mln_buf *scratch)
{
    char *git = join(arena, top, ".git");
    struct stat info;
    if (stat(git, &info) != 0)
        return NULL;
    if (S_ISREG(info.st_mode)) {
        git = read_pointer(arena, git, MLN_STR("gitdir:"), top, scratch);
        if (!git)
            return NULL;
    }
    if (access(join(arena, mln_str_of(git), "HEAD"), F_OK) != 0)
        return NULL;
    char *common = read_pointer(arena, join(arena, mln_str_of(git), "commondir"), MLN_STR(""),
                                mln_str_of(git), scratch);
    return common ? common : git;
}

const mln_ignore *mln_repository_find(mln_arena *arena, const char *real, mln_str *base,
                                      mln_buf *scratch)
{
    mln_str path = mln_str_of(real);
    if (mln_str_is(path, "/"))
        path.len = 0;
    *base = MLN_STR("");
    mln_str top = path;
    const char *common;
    while (!(common = find_common(arena, top, scratch))) {
        if (!top.len)
            return NULL;
        while (top.len && top.ptr[top.len - 1] != '/')
            top.len--;
        if (top.len)
            top.len--;
    }
    const mln_ignore *scope = read_user_ignore(arena, scratch);
    const char *exclude = join(arena, mln_str_of(common), "info/exclude");
    if (mln_open_read_all(scratch, AT_FDCWD, exclude, MLN_REPOSITORY_IGNORE_MAX) == MLN_OK)
        scope = mln_ignore_add(arena, scope, MLN_STR(""), mln_buf_get_str(scratch));
    if (top.len == path.len)
        return scope;
    /* From the top to the folder above `real`. */
    for (mln_str at = top; at.len < path.len;) {
        mln_str below =
            at.len == top.len ? MLN_STR("") : (mln_str){path.ptr + top.len + 1, at.len - top.len};
        scope = mln_repository_read_ignore(arena, AT_FDCWD, join(arena, at, ".gitignore"), below,
                                           scope, scratch);
        scope = mln_repository_read_ignore(arena, AT_FDCWD, join(arena, at, ".merlonignore"), below,
                                           scope, scratch);
        at.len++;
        while (at.len < path.len && path.ptr[at.len] != '/')
            at.len++;
    }
    uint32_t len = path.len - top.len; /* with the slash that stands before, moved to the end */
    char *text = mln_arena_alloc(arena, len + 1);
    memcpy(text, path.ptr + top.len + 1, len - 1);
    text[len - 1] = '/';
    text[len] = '\0';
    *base = (mln_str){text, len};
    return scope;
}
