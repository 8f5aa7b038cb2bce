/* ignore: gitignore(5), read by our own matcher.
 *
 * A scope is one folder's ignore files with those of the folders above it. Scopes are made on the way
 * down and live in the walk's arena. What lies below an ignored folder is never asked about, so
 * nothing can be re-included there, as git has it.
 */
#ifndef MLN_FILES_IGNORE_H
#define MLN_FILES_IGNORE_H

#include "base/arena.h"
#include "base/str.h"

typedef struct mln_ignore mln_ignore;

/* A scope below `parent` (may be NULL) with the lines of `text`. `base` is the folder, relative to
 * where all paths begin ("" or "a/b/"); texts are copied. */
const mln_ignore *mln_ignore_add(mln_arena *arena, const mln_ignore *parent, mln_str base,
                                 mln_str text);

/* Whether the last line that matches excludes `path` (relative, no slash at its end). */
bool mln_ignore_find(const mln_ignore *scope, mln_str path, bool is_folder);

#endif
