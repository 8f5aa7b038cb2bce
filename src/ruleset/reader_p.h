/* reader, private: the one schema-driven reader of merlon's YAML files.
 *
 * A table of keys describes a mapping: name, type, whether it must be there, and where its value
 * goes: into a member of the target, or to a function. Whatever the tables do not name is an error
 * with line, column and, if there is a near one, the key that was probably meant. All errors of a
 * file are reported, not just the first.
 */
#ifndef MLN_RULESET_READER_P_H
#define MLN_RULESET_READER_P_H

#include "files/lang.h"
#include "ruleset/rule.h"
#include "ruleset/yaml_p.h"

/* Formulas in formulas. */
#define MLN_READER_DEPTH_MAX 40u

typedef struct {
    mln_arena *arena; /* what is kept */
    mln_diags *diags;
    mln_str file;
    mln_str rule;        /* id of the rule at hand, for messages */
    uint32_t errors;     /* so far */
    uint32_t depth;      /* of formulas */
    mln_str refusal;     /* why the rule at hand cannot run; empty while it can */
    bool javascript;     /* the rule at hand is for JavaScript */
    bool other_language; /* the rule at hand is for no language merlon parses: not looked into */
    mln_regex_list *regexes; /* takes those of literals; NULL where there can be none */
} mln_reader;

typedef enum {
    MLN_TYPE_ANY,
    MLN_TYPE_TEXT, /* a scalar that is not nothing */
    MLN_TYPE_BOOL,
    MLN_TYPE_INT,
    MLN_TYPE_LIST,
    MLN_TYPE_MAP,
    MLN_TYPE_TEXTS,       /* a text or a list of texts */
    MLN_TYPE_TEXT_OR_MAP, /* a pattern, or a formula */
    MLN_TYPE_TEXT_OR_BOOL
} mln_type;

typedef void (*mln_key_reader)(mln_reader *reader, const mln_yaml_node *key,
                               const mln_yaml_node *value, void *target);

typedef struct {
    const char *name;
    mln_type type;
    bool required;
    mln_key_reader read; /* or NULL: the value (text, bool, int64_t, node) goes to `offset` */
    size_t offset;       /* MLN_KEY_NOWHERE: known, without effect */
} mln_key;

#define MLN_KEY_NOWHERE SIZE_MAX

/* Tables may be put together: `more` is another one. */
typedef struct mln_keys mln_keys;
struct mln_keys {
    const mln_key *list;
    uint32_t count;
    const char *what; /* "a rule": for messages */
    const mln_keys *more;
};

/* Reads a mapping by a table. Stored texts are kept in the arena. False when there were errors. */
bool mln_reader_read_map(mln_reader *reader, const mln_yaml_node *map, const mln_keys *keys,
                         void *target);

/* False, after an error, when `node` is not of that type. `name`: whose value it is. */
bool mln_reader_check_type(mln_reader *reader, const mln_yaml_node *node, mln_type type,
                           mln_str name);

mln_str mln_reader_keep(mln_reader *reader, mln_str text);

/* A text, or a list of texts, as a list in the arena. */
const mln_str *mln_reader_keep_texts(mln_reader *reader, const mln_yaml_node *node,
                                     uint32_t *count);

/* A regular expression for any case, which reader->regexes keeps; NULL after an error. */
const mln_regex *mln_reader_read_regex(mln_reader *reader, const mln_yaml_node *node);

/* A severity by its name. False, after an error, when it is none; `words`, ended by NULL, are the
 * names to suggest then: rule files know more of them than merlon.yaml should teach. */
bool mln_reader_read_severity(mln_reader *reader, const mln_yaml_node *node,
                              const char *const *words, mln_severity *severity);

/* A precision by its name; untouched after an error. */
void mln_reader_read_precision(mln_reader *reader, const mln_yaml_node *node,
                               mln_precision *precision);

void mln_reader_error(mln_reader *reader, const mln_yaml_node *node, const char *code,
                      const char *format, ...) MLN_PRINTF(4, 5);

/* The same at a byte of a scalar's text. */
void mln_reader_error_at(mln_reader *reader, const mln_yaml_node *node, uint32_t offset,
                         const char *code, const char *format, ...) MLN_PRINTF(5, 6);

void mln_reader_warn(mln_reader *reader, const mln_yaml_node *node, const char *code,
                     const char *format, ...) MLN_PRINTF(4, 5);

/* The rule at hand is well-formed but cannot run; the first reason is kept. */
void mln_reader_refuse(mln_reader *reader, const char *format, ...) MLN_PRINTF(2, 3);

/* An error unless the text compiles as a regular expression. */
void mln_reader_check_regex(mln_reader *reader, const mln_yaml_node *node);

/* "; did you mean ..?", or nothing. `words` ends with NULL. The text is in the arena. */
const char *mln_reader_get_hint(mln_reader *reader, mln_str word, const char *const *words);

#endif
