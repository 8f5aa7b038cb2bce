/* ignore: gitignore(5), read by our own matcher.
 *
 * A scope is one ignore file with those that count less: the ones before it in the same folder, and
 * those of the folders above. The last line that matches decides, and the innermost file is asked
 * first. Scopes are made on the way down and live in an arena. What lies below an ignored folder
 * must not be asked about, so nothing can be included again there, as git has it.
 */
#ifndef MLN_FILES_IGNORE_H
#define MLN_FILES_IGNORE_H

#include "base/arena.h"
#include "base/str.h"

typedef struct mln_ignore mln_ignore;

/* A scope below `parent` (may be NULL) with the lines of `text`. `base` is the file's folder,
 * relative to where all paths begin ("" or "a/b/"). Texts are copied. A text without any pattern
 * gives back `parent`. */
const mln_ignore *mln_ignore_add(mln_arena *arena, const mln_ignore *parent, mln_str base,
                                 mln_str text);

/* Whether the last line that matches excludes `path` (relative, below the scope's folder, no slash
 * at its end). A link is no folder, wherever it leads. O(lines × path). */
bool mln_ignore_find(const mln_ignore *scope, mln_str path, bool is_folder);

#endif
