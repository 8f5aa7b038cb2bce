/* formula: a rule's condition on code, as written.
 *
 * The rule set's reader builds a formula out of YAML with pattern texts unparsed; the pattern
 * compiler turns it into something that runs (pattern/program.h). The operators are those of the
 * Semgrep rule syntax, old form and new.
 */
#ifndef MLN_PATTERN_FORMULA_H
#define MLN_PATTERN_FORMULA_H

#include "base/str.h"
#include "files/lang.h"

typedef enum {
    MLN_FORMULA_PATTERN,  /* `pattern`: text */
    MLN_FORMULA_REGEX,    /* `pattern-regex`: text */
    MLN_FORMULA_ALL,      /* `patterns`, `all`: children, conditions, focus */
    MLN_FORMULA_ANY,      /* `pattern-either`, `any`: children */
    MLN_FORMULA_INSIDE,   /* `pattern-inside`, `inside`: one child */
    MLN_FORMULA_ANYWHERE, /* `anywhere`: one child, in the same file */
    MLN_FORMULA_NOT /* `pattern-not`, `not`: one child; of an INSIDE: `pattern-not-inside`; of a
                       REGEX: `pattern-not-regex` */
} mln_formula_kind;

typedef enum {
    MLN_CONDITION_REGEX,      /* metavariable-regex: text is the regular expression */
    MLN_CONDITION_PATTERN,    /* metavariable-pattern: formula, language may be set */
    MLN_CONDITION_COMPARISON, /* metavariable-comparison: text is the expression */
    MLN_CONDITION_ANALYSIS,   /* metavariable-analysis: text is the analyzer's name */
    MLN_CONDITION_TYPE        /* metavariable-type: types */
} mln_condition_kind;

typedef struct mln_formula mln_formula;

typedef struct {
    mln_condition_kind kind;
    mln_str metavariable; /* "$X"; may be empty for a comparison */
    mln_str text;
    const mln_formula *formula;
    mln_str language;          /* of a PATTERN: as written, "generic" included; empty: the rule's */
    bool constant_propagation; /* of a REGEX: see constant values */
    bool strip;                /* of a COMPARISON */
    int base;                  /* of a COMPARISON: 0 when not given */
    const mln_str *types;      /* of a TYPE */
    uint32_t type_count;
    uint32_t line; /* of the YAML, 1-based */
    uint32_t column;
} mln_condition;

/* One `focus-metavariable` key; several names in one key are a union. */
typedef struct {
    const mln_str *names; /* "$X" */
    uint32_t count;
} mln_focus;

struct mln_formula {
    mln_formula_kind kind;
    mln_str text;
    const mln_formula *const *children;
    uint32_t child_count;
    const mln_condition *conditions; /* of any kind: the new syntax's `where` hangs anywhere */
    uint32_t condition_count;
    const mln_focus *focus;
    uint32_t focus_count;
    uint32_t line; /* of the text in the YAML, 1-based */
    uint32_t column;
};

/* What a formula is about. */
typedef enum {
    MLN_SUBJECT_CODE,
    MLN_SUBJECT_GENERIC, /* `languages: [generic]`: words and signs; pattern/generic.h */
    MLN_SUBJECT_REGEX    /* `languages: [regex]`: patterns are regular expressions too */
} mln_subject_kind;

/* By a name in `languages:` (generic, spacegrep, aliengrep; regex, none); false when it is none of
 * these. */
bool mln_subject_find(mln_str name, mln_subject_kind *kind);

#define MLN_GENERIC_BRACES_MAX 16u
#define MLN_GENERIC_CHARS_MAX 32u

typedef enum {
    MLN_COMMENTS_NONE,
    MLN_COMMENTS_C,    /* between slash and star */
    MLN_COMMENTS_CPP,  /* the same, and from two slashes to the end of the line */
    MLN_COMMENTS_SHELL /* from # to the end of the line */
} mln_comment_style;

/* Those of its options that are for text (`generic_…`). */
typedef struct {
    bool aliengrep;      /* generic_engine: what follows is of this one but for two */
    bool multiline;      /* default true */
    bool caseless;       /* default false */
    bool has_braces;     /* generic_braces was given: these instead of the usual ones */
    uint8_t brace_count; /* with the extra ones */
    uint8_t char_count;
    uint8_t comment_style; /* an mln_comment_style; of the usual engine */
    uint32_t max_span;     /* generic_ellipsis_max_span, in lines; default 10; likewise */
    char braces[MLN_GENERIC_BRACES_MAX][2];
    char chars[MLN_GENERIC_CHARS_MAX]; /* of words, besides letters, digits and _ */
} mln_generic_options;

/* A rule's `options:`; those that speak of taint are kept with the taint rule. */
typedef struct {
    bool constant_propagation;         /* default true */
    bool symbolic_propagation;         /* default false */
    bool implicit_ellipsis;            /* default true: extra object fields are allowed */
    bool ac_matching;                  /* default true */
    bool commutative_boolop;           /* default false */
    bool vardef_assign;                /* default true: `$X = ..` matches declarations */
    bool flddef_assign;                /* default false: .. and class fields that are functions */
    bool attr_expr;                    /* default true */
    bool arrow_is_function;            /* default true */
    bool let_is_var;                   /* default true */
    bool xml_singleton_loose_matching; /* default true: <a/> matches <a></a> */
    bool xml_attrs_implicit_ellipsis;  /* default true */
    bool xml_children_ordered;         /* default true */
    bool decorators_order_matters;     /* default false */
    mln_generic_options generic;       /* comes last: code does not depend on it */
} mln_pattern_options;

/* The defaults above. */
mln_pattern_options mln_pattern_options_default(void);

#endif
