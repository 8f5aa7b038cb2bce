/* skip: why a file was not analysed. Nothing is passed over in silence. */
#ifndef MLN_FILES_SKIP_H
#define MLN_FILES_SKIP_H

#include "base/str.h"

/* Why a file was not analysed. MLN_SKIP(NAME, "id", "text for people") */
#define MLN_SKIP_LIST(MLN_SKIP)                                                                    \
    MLN_SKIP(IGNORED, "ignored", "ignored by .gitignore, .merlonignore or --exclude")              \
    MLN_SKIP(DEPENDENCY, "dependency", "third-party code (node_modules and the like)")             \
    MLN_SKIP(BUILD_OUTPUT, "build-output", "build output")                                         \
    MLN_SKIP(MINIFIED, "minified", "minified")                                                     \
    MLN_SKIP(GENERATED, "generated", "generated")                                                  \
    MLN_SKIP(TOO_LARGE, "too-large", "larger than --max-file-size")                                \
    MLN_SKIP(UNREADABLE, "unreadable", "not readable")                                             \
    MLN_SKIP(SPECIAL, "special", "not a regular file")                                             \
    MLN_SKIP(LINK, "link", "symbolic link that leaves the root or loops")                          \
    MLN_SKIP(BINARY, "binary", "not text")                                                         \
    MLN_SKIP(CPLUSPLUS, "cplusplus", "C++, which merlon does not parse")                           \
    MLN_SKIP(TEST, "test", "test code (--tests=off)")                                              \
    MLN_SKIP(NO_LANGUAGE, "no-language", "in no language merlon parses")

typedef enum {
#define MLN_SKIP(name, id, text) MLN_SKIP_##name,
    MLN_SKIP_LIST(MLN_SKIP)
#undef MLN_SKIP
        MLN_SKIP_COUNT
} mln_skip_reason;

const char *mln_skip_get_id(mln_skip_reason reason);
const char *mln_skip_get_text(mln_skip_reason reason);

#endif
