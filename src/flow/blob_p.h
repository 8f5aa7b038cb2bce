/* blob, private: how the parts of a facts block lie. */
#ifndef MLN_FLOW_BLOB_P_H
#define MLN_FLOW_BLOB_P_H

#include "flow/facts.h"

enum {
    MLN_BLOB_OP,
    MLN_BLOB_FLAGS,
    MLN_BLOB_AUX, /* from here to BLOCK_OF: one number a value */
    MLN_BLOB_SYM,
    MLN_BLOB_FIRST,
    MLN_BLOB_COUNT,
    MLN_BLOB_START,
    MLN_BLOB_STOP,
    MLN_BLOB_FUNC,
    MLN_BLOB_BLOCK_OF,
    MLN_BLOB_OPERANDS,
    MLN_BLOB_FUNCTIONS,
    MLN_BLOB_EXITS,
    MLN_BLOB_CLASSES,
    MLN_BLOB_FIELDS,
    MLN_BLOB_TYPES,
    MLN_BLOB_DECORATIONS,
    MLN_BLOB_EXPORTS,
    MLN_BLOB_BLOCKS,
    MLN_BLOB_EDGES,
    MLN_BLOB_STRING_FIRST,
    MLN_BLOB_STRING_BYTES,
    MLN_BLOB_PART_COUNT
};

#define MLN_BLOB_MAGIC 0x6d6c6e31u

typedef struct {
    uint32_t magic;
    uint32_t size;
    uint32_t lang;
    uint32_t offset[MLN_BLOB_PART_COUNT]; /* bytes from the block's begin, multiples of eight */
    uint32_t count[MLN_BLOB_PART_COUNT];
} mln_blob_header;

/* Bytes an element. */
extern const uint32_t mln_blob_part_size[MLN_BLOB_PART_COUNT];

/* Sets the views of a block whose header is known to be right. */
void mln_blob_view(mln_facts *facts, const void *blob);

#endif
