/* walk: which files there are under the given roots.
 *
 * Ignore rules are git's own, read by our own matcher (files/ignore.h), outside repositories too,
 * plus `.merlonignore` in the same syntax, which counts more than the .gitignore beside it. A scan
 * inside a git repository is under the ignore files of the folders above too, but the root itself
 * is walked even where they exclude it. Dependencies and build output are left out by evidence
 * (files/folder_p.h says which). `.git`, `.hg` and `.svn` are never read.
 *
 * Nothing is followed out of the roots. Inside them each folder is read once, by its real path: a
 * link to it adds nothing, a link to a folder it lies in itself is a skip. A folder's path may be
 * longer than PATH_MAX, up to 32 KiB.
 */
#ifndef MLN_FILES_WALK_H
#define MLN_FILES_WALK_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/status.h"
#include "base/str.h"
#include "base/vec.h"
#include "files/skip.h"

typedef struct {
    const char *fs_path; /* to open; of a link, the file behind it */
    /* To show: relative to the working folder when below it, else as given; '/', UTF-8. Bytes that
     * are not UTF-8, and control characters, are written \xNN. */
    mln_str path;
    uint64_t bytes;
    bool explicit_path; /* a root itself was this file */
} mln_walk_file;

/* A file in one of merlon's languages, a special file, or a whole folder (with '/' at its end). */
typedef struct {
    mln_str path;
    mln_skip_reason reason;
} mln_walk_skip;

typedef struct {
    /* Globs as for mln_glob_match_path, compared with the path relative to the working folder, or
     * to the root where that is elsewhere. A file that `include` leaves out is not a skip. */
    const char *const *include; /* only these files (as --include) */
    uint32_t include_count;
    const char *const *exclude; /* not these files and folders (as --exclude) */
    uint32_t exclude_count;
    bool all_text;  /* files in no language too, unless their name says that they are no text */
    bool no_ignore; /* ignore files, build output and dependencies are not honoured; links are */
} mln_walk_options;

typedef struct {
    mln_arena arena;
    MLN_VEC(mln_walk_file)
    files; /* sorted by path, no duplicates */
    MLN_VEC(mln_walk_skip)
    skips;                /* sorted by path */
    uint32_t no_language; /* files passed over for want of a language */
    uint32_t binary;      /* files passed over because their name says that they are no text */
} mln_walk;

void mln_walk_release(mln_walk *walk);

/* Walks `roots`. A file that is named is listed whatever its name is and whatever excludes it. A
 * root that does not exist or cannot be read is an error in `diags` and the status returned; a
 * folder below that cannot be read is a skip. */
MLN_CHECK_RESULT mln_status mln_walk_add(mln_walk *walk, const char *const *roots,
                                         uint32_t root_count, const mln_walk_options *options,
                                         mln_diags *diags);

#endif
