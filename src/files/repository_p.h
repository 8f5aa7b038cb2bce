/* repository: the ignore files that stand above a folder. */
#ifndef MLN_FILES_REPOSITORY_P_H
#define MLN_FILES_REPOSITORY_P_H

#include "base/buf.h"
#include "files/ignore.h"

/* An ignore file larger than this is not read. */
#define MLN_REPOSITORY_IGNORE_MAX (4u << 20)

/* The scope of the ignore file `name` in the folder open as `fd`, below `parent`; `parent` itself
 * when there is none. `base` as for mln_ignore_add. `scratch` is overwritten. */
const mln_ignore *mln_repository_read_ignore(mln_arena *arena, int fd, const char *name,
                                             mln_str base, const mln_ignore *parent,
                                             mln_buf *scratch);

/* What holds in the folder `real` (its real path) because of where it stands: inside a git
 * repository the user's own ignore file ($XDG_CONFIG_HOME/git/ignore or ~/.config/git/ignore), the
 * repository's info/exclude, and .gitignore and .merlonignore of each folder from the repository's
 * top to the one above `real`. NULL outside repositories. `*base` is set to the path of `real` from
 * the top, "" or with a slash at its end, in the arena. */
const mln_ignore *mln_repository_find(mln_arena *arena, const char *real, mln_str *base,
                                      mln_buf *scratch);

#endif
