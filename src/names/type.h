/* type: what is known of the type of an expression, by name.
 *
 * From literals, annotations, `new C`, C declarations and one step of inference through a binding's
 * initialiser. Not from default values, later assignments, templates or concatenations.
 */
#ifndef MLN_NAMES_TYPE_H
#define MLN_NAMES_TYPE_H

#include "names/names.h"

typedef enum {
    MLN_TYPE_UNKNOWN,
    MLN_TYPE_NODE,  /* `node` is the type as declared */
    MLN_TYPE_NAMED, /* `name` is its name */
    MLN_TYPE_NULL   /* any pointer */
} mln_type_kind;

typedef struct {
    mln_type_kind kind;
    mln_node node;
    const char *name; /* static text, or of the tree's string table */
    uint32_t name_len;
    uint32_t pointers; /* how often a pointer to it, beside what `node` says */
} mln_type;

mln_type mln_names_get_type(mln_names *names, mln_node n);

#endif
