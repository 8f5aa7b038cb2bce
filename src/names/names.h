/* names: what the identifiers of one file stand for.
 *
 * Scopes, bindings with shadowing and hoisting, imports (`import`, `require`, destructured
 * aliases), exports. Two walks over the tree, linear in its size; constant values and types are
 * worked out when asked for (names/value.h, names/type.h).
 *
 * A binding is resolved by the rules of the language: `var` and functions belong to the enclosing
 * function, `let`, `const`, `class` and C variables to their block, parameters to their function.
 */
#ifndef MLN_NAMES_NAMES_H
#define MLN_NAMES_NAMES_H

#include "syntax/tree.h"

typedef enum {
    MLN_BINDING_VARIABLE,
    MLN_BINDING_PARAM,
    MLN_BINDING_FUNCTION,
    MLN_BINDING_CLASS,
    MLN_BINDING_IMPORT,
    MLN_BINDING_CATCH,
    MLN_BINDING_TYPE
} mln_binding_kind;

/* How a binding came from a module. */
typedef enum {
    MLN_FROM_NOWHERE,
    MLN_FROM_IMPORT, /* an ES import: the module counts by its base name too */
    MLN_FROM_REQUIRE
} mln_from;

typedef struct {
    mln_sym name;
    mln_node node;  /* the IDENT that declares it */
    mln_node owner; /* DECLARATOR, PARAM, FUNCTION, CLASS, IMPORT_ITEM, CATCH … */
    uint32_t scope;
    uint32_t next; /* in the same scope; UINT32_MAX at the end */
    mln_binding_kind kind;
    mln_from from;
    mln_sym module;       /* as written; of an import */
    mln_sym base;         /* of the module's path, without `.js`; equal to `module` for a package */
    mln_sym imported;     /* the name there; 0: the module itself */
    bool is_default;      /* `import x from` */
    uint32_t writes;      /* assignments after the declaration */
    uint32_t first_write; /* node of the first of them */
    uint32_t declared;    /* how often it is declared (`var` may be twice) */
} mln_binding_info;

typedef struct {
    uint32_t parent; /* UINT32_MAX for the file's */
    mln_node node;
    uint32_t first_binding;
    bool is_function;
} mln_scope;

typedef struct {
    mln_sym name; /* "default" included; 0: everything (`module.exports = …`, `export *`) */
    mln_node node;
} mln_export;

/* A constant value; see names/value.h. */
typedef struct {
    uint8_t kind;
    uint32_t sym;
} mln_constant_memo;

typedef struct {
    mln_tree *tree;
    MLN_VEC(mln_scope)
    scopes;
    MLN_VEC(mln_binding_info)
    bindings;
    MLN_VEC(mln_export)
    exports;
    uint32_t *binding_of; /* by node: index + 1, or 0 */
    uint32_t binding_of_capacity;
    MLN_VEC(mln_constant_memo)
    values; /* by binding */
    MLN_VEC(mln_constant_memo)
    flow_values; /* by node; empty until one is asked for */
    MLN_VEC(uint32_t)
    only_values;   /* of free names, by symbol: see names/value.c; empty until one is asked for */
    uint32_t busy; /* bindings whose values are being worked out */
    MLN_VEC(uint32_t)
    current; /* scratch: by symbol */
    MLN_VEC(uint32_t)
    undo;
    mln_buf text;
} mln_names;

void mln_names_release(mln_names *names);

/* Resolves `tree`, which must outlive the result. May add symbols to its string table (module base
 * names). */
void mln_names_resolve(mln_names *names, mln_tree *tree);

/* The binding an IDENT stands for or declares; NULL for a free global or anything else. */
static inline const mln_binding_info *mln_names_get(const mln_names *names, mln_node n)
{
    uint32_t index = names->binding_of[n.id];
    return index ? &names->bindings.data[index - 1] : NULL;
}

/* Index of the same, plus one; 0 for none: equal numbers are the same variable. */
static inline uint32_t mln_names_get_id(const mln_names *names, mln_node n)
{
    return names->binding_of[n.id];
}

/* The first argument of a call of `require`; MLN_NO_NODE when `call` is none. */
mln_node mln_names_get_required(const mln_tree *tree, mln_node call);

/* Whether an expression is (part of) what is assigned to; in C also when its address is taken.
 * Climbs as far as the destructuring goes. */
bool mln_names_is_written(const mln_tree *tree, mln_node n);

/* The one value that a name ever has, as an expression: of a variable that is declared with it and
 * never assigned to, or of a free global with a single assignment. MLN_NO_NODE otherwise. */
mln_node mln_names_get_only_value(mln_names *names, mln_node ident);

/* The function around a node, or MLN_NO_NODE at top level. Climbs. */
mln_node mln_names_get_function(const mln_names *names, mln_node n);

#endif
