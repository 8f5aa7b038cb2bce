/* lang: which language a file is in. */
#ifndef MLN_FILES_LANG_H
#define MLN_FILES_LANG_H

#include "base/str.h"

typedef enum {
    MLN_LANG_NONE, /* not a language merlon parses */
#define MLN_LANG(name, id, aliases, extensions) MLN_LANG_##name,
#include "files/lang_list.h"
#undef MLN_LANG
    MLN_LANG_COUNT
} mln_lang;

/* A set of languages: bit `1 << lang`. */
typedef uint32_t mln_lang_set;

#define MLN_LANG_BIT(lang) ((mln_lang_set)1 << (lang))

/* The canonical id ("javascript"); "none" for MLN_LANG_NONE. */
const char *mln_lang_get_id(mln_lang lang);

/* The languages that a name in a rule's `languages:` stands for; empty when merlon lacks it.
 * `typescript` and `ts` stand for TypeScript and TSX. */
mln_lang_set mln_lang_find(mln_str name);

/* By extension, else by shebang (`head`: the first bytes, may be empty). A `.h` file whose text is
 * C++ is MLN_LANG_NONE with `*cplusplus` set; a `.h` file is judged by all of `head`. */
mln_lang mln_lang_detect(mln_str path, mln_str head, bool *cplusplus);

/* Whether the extension alone makes the path a candidate (cheap: no file is opened). */
bool mln_lang_has_extension(mln_str path);

#endif
