/* glob: path patterns, as git has them (gitignore(5), wildmatch) and as rules have them. */
#ifndef MLN_BASE_GLOB_H
#define MLN_BASE_GLOB_H

#include "base/str.h"

/* Whether all of `text` matches: `?` and `*` stop at a slash, `**` between slashes does not, classes
 * `[a-z]`, `[!…]`, `[[:alpha:]]`, backslash escapes. Work is bounded by the product of the lengths.
 */
bool mln_glob_match(mln_str pattern, mln_str text);

/* The meaning of `paths:` in rules and of --include and --exclude: without a slash the pattern is
 * one component at any depth, with one it matches anywhere along the path; what names a folder
 * covers all below it. */
bool mln_glob_match_path(mln_str pattern, mln_str path);

#endif
