/* walk: which files there are under the given roots.
 *
 * Ignore rules are git's own, read by our own matcher (files/ignore.h), outside repositories too,
 * plus `.merlonignore` in the same syntax. Nothing is followed out of the root.
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
    const char *fs_path; /* to open */
    mln_str path;        /* to show: relative to the working folder when below it; '/', UTF-8 */
    uint64_t bytes;
    bool explicit_path; /* a root itself was this file */
} mln_walk_file;

typedef struct {
    mln_str path;
    mln_skip_reason reason;
} mln_walk_skip;

typedef struct {
    const char *const *include; /* globs: only these files (as --include) */
    uint32_t include_count;
    const char *const *exclude; /* globs: not these files and folders (as --exclude) */
    uint32_t exclude_count;
    bool no_ignore; /* ignore files, build output and dependencies are not honoured; links are */
} mln_walk_options;

typedef struct {
    mln_arena arena;
    MLN_VEC(mln_walk_file)
    files; /* sorted by path, no duplicates */
    MLN_VEC(mln_walk_skip)
    skips;                /* sorted by path */
    uint32_t no_language; /* files passed over for want of a language */
} mln_walk;

void mln_walk_release(mln_walk *walk);

/* Walks `roots`. A root that does not exist or cannot be read is an error in `diags` and the status
 * returned; a folder below that cannot be read is a skip. */
MLN_CHECK_RESULT mln_status mln_walk_add(mln_walk *walk, const char *const *roots,
                                         uint32_t root_count, const mln_walk_options *options,
                                         mln_diags *diags);

#endif
