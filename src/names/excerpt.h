/* excerpt: code that is shown, not run.
 *
 * Sites of lessons and of documentation keep pieces of programs in files of their own. Such a piece
 * in TypeScript does not compile: it is a module (it exports), brings in nothing, and still names
 * both types and values that neither it nor the language declares. Frameworks that bring in values
 * by themselves (Nuxt, for one) do not bring in a package's types, so both are asked for.
 */
#ifndef MLN_NAMES_EXCERPT_H
#define MLN_NAMES_EXCERPT_H

#include "names/names.h"

/* False for anything but TypeScript. Linear in the file. */
bool mln_names_is_excerpt(const mln_names *names);

#endif
