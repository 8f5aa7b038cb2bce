/* place: where in the code something stands: in which literal, under which name. */
#ifndef MLN_SECRETS_PLACE_H
#define MLN_SECRETS_PLACE_H

#include "syntax/tree.h"

typedef struct {
    mln_str name;   /* of the variable, property or field it is the value of; may be empty */
    bool is_sample; /* some name around says that it is made up: `exampleConfig.token` */
} mln_place;

/* The place of a byte of the tree's text. Linear in the nodes on the way down. */
mln_place mln_place_find(const mln_tree *tree, uint32_t offset);

#endif
