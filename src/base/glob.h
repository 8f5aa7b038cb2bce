/* glob: one matcher for ignore files, --include and --exclude, and the `paths:` of rules.
 *
 * The language is the one of gitignore(5): `*` and `?` stop at '/', `**` between slashes (or at an
 * end) stands for any number of folders, `[…]` is a set with ranges, `!` or `^` for negation and
 * POSIX classes, `\` takes the next character as it is. Bytes are compared, so a `?` is one byte. A
 * malformed set matches nothing.
 *
 * Only the last `*` and the last `**` are ever tried again, because an earlier one can gain nothing
 * by taking more: time is at most pattern × text² and, without `**`, pattern × text.
 */
#ifndef MLN_BASE_GLOB_H
#define MLN_BASE_GLOB_H

#include "base/str.h"

enum {
    MLN_GLOB_ALONG = 1 << 0, /* the match may end before any '/' of the text */
    MLN_GLOB_INSIDE = 1 << 1 /* the match must end before a '/' of the text */
};

/* Whether the pattern matches from the text's start to its end, or as the flags say. */
bool mln_glob_match(mln_str pattern, mln_str text, uint32_t flags);

/* Whether a pattern of a rule's `paths:` or of --include and --exclude takes in `path` ('/'
 * separated, relative). The pattern may start at any component (`*.js`, `tests`, `src/gen`), only
 * at the first when it begins with '/' or "./". What matches a folder takes in all below it; with a
 * '/' at its end a pattern matches folders only. */
bool mln_glob_match_path(mln_str pattern, mln_str path);

/* Length of the pattern's start that has no special character. */
uint32_t mln_glob_get_literal_length(mln_str pattern);

#endif
