/* yaml, private: one YAML document as a tree with positions.
 *
 * Read with libyaml's events, without recursion. Bounds: depth, nodes, and the size that aliases
 * would expand to, so that a document of a kilobyte cannot become gigabytes of work; an alias is a
 * second pointer to the same node. Duplicate keys, a second document and keys that are not scalars
 * are errors. JSON is YAML.
 */
#ifndef MLN_RULESET_YAML_P_H
#define MLN_RULESET_YAML_P_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/status.h"
#include "base/str.h"

#define MLN_YAML_BYTES_MAX (8u * 1024 * 1024)

typedef enum { MLN_YAML_SCALAR, MLN_YAML_LIST, MLN_YAML_MAP } mln_yaml_kind;

typedef struct mln_yaml_node mln_yaml_node;

struct mln_yaml_node {
    mln_yaml_kind kind;
    bool plain;   /* a scalar without quotes: may be a number, a boolean or nothing */
    bool block;   /* a scalar after | or > */
    bool literal; /* a scalar after |, or one on a single line without escapes: bytes of `text` are
                     bytes of the file, but for the indentation */
    mln_str text;
    const mln_yaml_node **items; /* of a map: key, value, key, value */
    uint32_t count;              /* of items; of a map: twice its keys */
    uint64_t weight;             /* nodes in it, aliases followed */
    uint32_t line;               /* 1-based */
    uint32_t column;             /* 1-based, in bytes */
    uint32_t text_line;          /* where the text begins: inside quotes, below | */
    uint32_t text_column;
};

/* Reads the one document of `text` into `arena`. `*root` is NULL for an empty document, which is no
 * error. Errors go to `diags`, and MLN_SYNTAX or MLN_LIMIT is returned. */
MLN_CHECK_RESULT mln_status mln_yaml_read(mln_arena *arena, mln_str file, mln_str text,
                                          mln_diags *diags, const mln_yaml_node **root);

/* The value of a key of a map; NULL when absent. */
const mln_yaml_node *mln_yaml_get(const mln_yaml_node *map, const char *key);

/* `~`, `null` or nothing at all. */
bool mln_yaml_is_null(const mln_yaml_node *node);
bool mln_yaml_get_bool(const mln_yaml_node *node, bool *value);
bool mln_yaml_get_int(const mln_yaml_node *node, int64_t *value);

/* Line and column of byte `offset` of a scalar's text; the text's begin when it cannot be said. */
void mln_yaml_get_position(const mln_yaml_node *node, uint32_t offset, uint32_t *line,
                           uint32_t *column);

#endif
