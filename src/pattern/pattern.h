/* pattern: one pattern of the rule language, compiled.
 *
 * A pattern is parsed by the grammar of the code it is for and lowered to the same tree, so the two
 * cannot drift. What the grammar cannot read (ellipses, typed metavariables, parts of statements)
 * is first spelled in a way it can (pattern/prepare.h); afterwards every node of the pattern's tree
 * is marked with what it stands for. Literals are numbers in the run's vocabulary, which is frozen
 * before the scan.
 */
#ifndef MLN_PATTERN_PATTERN_H
#define MLN_PATTERN_PATTERN_H

#include "base/regex.h"
#include "base/status.h"
#include "pattern/formula.h"
#include "syntax/parse.h"
#include "syntax/tree.h"
#include "pattern/wrap_p.h"

/* What a node of a pattern stands for. */
typedef enum {
    MLN_META_PLAIN,           /* itself */
    MLN_META_ELLIPSIS,        /* `...`: any expression, any number of items, any rest */
    MLN_META_VARIABLE,        /* `$X` */
    MLN_META_LIST,            /* `$...X` */
    MLN_META_DEEP,            /* `<... e ...>`; the expression is its first argument */
    MLN_META_TYPED,           /* `($X : T)`, `(T $X)`: value, type */
    MLN_META_ANY_STRING,      /* `"..."` */
    MLN_META_STRING_VARIABLE, /* `"$X"` */
    MLN_META_STRING_REGEX,    /* `"=~/re/"` */
    MLN_META_ANY_REGEX,       /* `/.../` */
    MLN_META_REGEX_VARIABLE,  /* `/$X/` */
    MLN_META_ANYTHING         /* a part that was left out: matches whatever is there */
} mln_meta;

/* The form of the whole pattern. */
typedef enum {
    MLN_SHAPE_EXPRESSION,
    MLN_SHAPE_STATEMENT,
    MLN_SHAPE_SEQUENCE, /* of statements */
    MLN_SHAPE_PART,     /* key: value, a method, a case, a catch, a finally */
    MLN_SHAPE_FINALLY,
    MLN_SHAPE_NOTHING /* well-formed, but matches nothing */
} mln_shape;

#define MLN_NO_VARIABLE UINT16_MAX

typedef struct {
    uint8_t meta;      /* an mln_meta */
    bool has_ellipsis; /* of a list: one of its children is an ellipsis */
    uint16_t variable;
    uint32_t literal; /* vocabulary id of the symbol; UINT32_MAX without one */
    mln_regex *regex; /* of STRING_REGEX */
} mln_pattern_node;

/* A statement of a sequence. */
typedef struct {
    mln_node node;
    const uint32_t *required; /* vocabulary ids that every statement it matches holds */
    uint32_t required_count;
    uint64_t variables; /* those of this statement and the ones behind it, as bits */
    /* Those that every statement it matches holds when they are bound to a name (`<... $X ...>`),
     * as bits; `open_call`: a tagged template may stand for a call around it, then not. */
    uint64_t held;
    bool open_call;
} mln_pattern_step;

/* Metavariables beyond these are not told apart in a step. */
#define MLN_STEP_VARIABLES_MAX 64u

typedef struct {
    mln_tree tree;
    mln_pattern_node *nodes; /* by node of the tree */
    mln_shape shape;
    mln_node root; /* of a sequence: the first statement */
    mln_node last; /* of a sequence: the last */
    mln_node list; /* of a sequence: what holds the statements */
    bool is_open;  /* one statement or member without its body: `function f(...)`, `if ($C)` */
    mln_lang lang; /* C, or TSX for all of JavaScript and TypeScript */
    mln_str text;
    /* Metavariables by index: names with their dollar ("$X", "$...X" as "$...X"). */
    const mln_str *variables;
    uint32_t variable_count;
    /* Vocabulary ids that every file with a match holds. */
    const uint32_t *required;
    uint32_t required_count;
    const mln_pattern_step *steps; /* of a sequence: its statements, ellipses among them */
    uint32_t step_count;
    /* Texts of which every file with a match holds some: the longest of the strings that are surely
     * written as they are, and the expression of one `"=~/re/"`, which they match; or empty. */
    mln_str string, string_regex;
    mln_pattern_options options;
} mln_pattern;

/* Compiles patterns: parser and scratch, one a thread. */
typedef struct {
    mln_parser *parser;
    mln_tree *tree;   /* what is parsed, until it is known to be good */
    mln_arena *arena; /* of the patterns */
    mln_strtab *vocabulary;
} mln_pattern_compiler;

/* `ready`: the text as it was read before, from its first wrapping on, or NULL.
 * MLN_SYNTAX: the text is no pattern of the language; `error` says why, `*error_line` in which line
 * of the text (1-based). The pattern belongs to the compiler's arena, but for its regular
 * expressions, which mln_pattern_release frees. */
MLN_CHECK_RESULT mln_status mln_pattern_compile(mln_pattern_compiler *compiler, mln_str text,
                                                mln_lang lang, const mln_pattern_options *options,
                                                const mln_wrapped *ready, mln_pattern **pattern,
                                                char *error, size_t error_size,
                                                uint32_t *error_line);
void mln_pattern_release(mln_pattern *pattern);

#endif
