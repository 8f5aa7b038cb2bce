/* generic: compiled patterns. Private to this room. */
#ifndef MLN_PATTERN_GENERIC_P_H
#define MLN_PATTERN_GENERIC_P_H

#include "base/ascii.h"
#include "pattern/generic.h"

typedef enum {
    MLN_GENERIC_WORD,
    MLN_GENERIC_BYTE,
    MLN_GENERIC_VARIABLE,
    MLN_GENERIC_DOTS, /* with a variable: `$...X` */
    MLN_GENERIC_BLOCK /* of more indented lines */
} mln_generic_kind;

typedef struct {
    uint8_t kind;
    uint16_t variable; /* or MLN_NO_VARIABLE */
    uint32_t end;      /* of a BLOCK: the index behind it; else the next */
    mln_str text;
} mln_generic_node;

struct mln_generic {
    mln_generic_options options;
    const mln_generic_node *nodes; /* in preorder */
    uint32_t count;
    const mln_str *variables;
    uint32_t variable_count;
    const mln_str *words;
    uint32_t word_count;
    mln_regex *regex; /* of aliengrep, in place of nodes: group n is variable n - 1 */
};

static inline bool mln_generic_is_word_char(char c)
{
    return mln_ascii_is_alnum(c) || c == '_';
}

#endif
