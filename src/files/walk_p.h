/* walk_p: the walk's own state.
 *
 * walk.c goes through the folders below one root; walk_root.c chooses the roots, follows links and
 * sorts. Folders wait on a stack of their own, so that depth costs no call stack, and are opened
 * from the folder above, so that a path may be longer than PATH_MAX.
 */
#ifndef MLN_FILES_WALK_P_H
#define MLN_FILES_WALK_P_H

#include <dirent.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/strtab.h"
#include "base/utf.h"
#include "files/ignore.h"
#include "files/walk.h"

/* A folder whose path is longer is a skip: what is found has its path in full. */
#define MLN_WALKER_PATH_MAX 32768u

/* A folder on the way from the root to the one being read. */
typedef struct {
    DIR *dir; /* NULL while closed to save descriptors */
    dev_t device;
    ino_t inode;
    size_t fs_len, rel_len, shown_len; /* of its path in the walker's buffers, with the slash */
    size_t names_len;
    uint32_t first, next; /* its subfolders in `pending`, and the one to come */
    uint32_t facts;       /* MLN_FOLDER_* */
    mln_arena_mark scopes;
    const mln_ignore *ignore;
} mln_walker_frame;

typedef struct {
    mln_str fs;
    mln_str shown;
} mln_walker_link;

typedef struct {
    mln_walk *walk;
    const mln_walk_options *options;
    MLN_VEC(mln_walker_frame)
    frames;
    MLN_VEC(uint32_t)
    pending;          /* subfolders to come, as offsets into `names` */
    mln_buf names;    /* each with a NUL */
    mln_buf entries;  /* of the folder being read */
    mln_buf child;    /* name of the folder being entered */
    mln_buf fs;       /* path to open */
    mln_buf rel;      /* path from where ignore rules begin */
    mln_buf shown;    /* path for people */
    mln_buf scratch;  /* small files */
    mln_buf key;      /* of `seen` */
    mln_arena scopes; /* ignore rules in force */
    mln_strtab
        seen; /* device and inode of each folder read; of a named file's folder, and its name */
    MLN_VEC(mln_walker_link)
    links;
    MLN_VEC(mln_str)
    roots;                  /* real paths of the folders named, NUL-terminated */
    uint32_t unmatched_len; /* of `shown`: the root, when it is not below the working folder */
    bool has_explicit;      /* a file was named */
} mln_walker;

/* A copy in the walk's arena, NUL-terminated. */
mln_str mln_walker_dup(mln_walker *w, mln_str text);

void mln_walker_add_skip(mln_walker *w, mln_str shown, mln_skip_reason reason);
void mln_walker_add_file(mln_walker *w, mln_str fs_path, mln_str shown, uint64_t bytes,
                         bool explicit_path);

/* Appends a name as shown: bytes that are not UTF-8, and control characters, as \xNN. */
void mln_walker_add_shown(mln_buf *out, mln_str name);

/* Whether --include lets the file through. */
bool mln_walker_is_wanted(const mln_walker *w, mln_str shown);

/* Whether this is met for the first time; it is not new after that. */
bool mln_walker_is_new(mln_walker *w, dev_t device, ino_t inode, mln_str name);
bool mln_walker_has(mln_walker *w, dev_t device, ino_t inode, mln_str name);

/* Walks the folder open as `fd`, which is closed; its paths are in the buffers. */
void mln_walker_run(mln_walker *w, int fd, const mln_ignore *scope);

#endif
