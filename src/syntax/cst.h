/* cst: tree-sitter's concrete tree as one flat array, in preorder.
 *
 * This is the only door to tree-sitter. Visible nodes are copied out with their field and span;
 * hidden nodes vanish, their children keep the field they carry; comments go to a list of their
 * own; punctuation that says nothing is left out. The result is scratch for lowering and is reused
 * from file to file.
 *
 * mln_cst_read walks the core's own subtrees (one pass, no cursor: cst.c checks by _Static_assert
 * what it relies on); mln_cst_read_cursor does the same by the public cursor. A test compares them.
 */
#ifndef MLN_SYNTAX_CST_H
#define MLN_SYNTAX_CST_H

#include "base/vec.h"
#include "syntax/tree.h"

struct TSLanguage;
struct TSTree;

enum {
    MLN_CST_NAMED = 1,
    MLN_CST_MISSING = 2,
    MLN_CST_ERROR = 4,
};

#define MLN_CST_SYM_ERROR UINT16_MAX

typedef struct {
    uint16_t sym; /* of the grammar; MLN_CST_SYM_ERROR for an error */
    uint8_t field;
    uint8_t flags;
    uint32_t start;
    uint32_t stop;
    uint32_t end; /* index after the subtree */
} mln_cst_node;

/* What becomes of a grammar's symbol. */
typedef enum { MLN_CST_KEEP, MLN_CST_DROP, MLN_CST_COMMENT } mln_cst_fate;

typedef struct {
    MLN_VEC(mln_cst_node)
    nodes;
    MLN_VEC(mln_comment)
    comments;
    MLN_VEC(mln_error_range)
    errors; /* outermost only */
    uint32_t error_bytes;
} mln_cst;

void mln_cst_release(mln_cst *cst);

/* `fates` has one mln_cst_fate for each symbol of the language. */
void mln_cst_read(mln_cst *cst, const struct TSTree *tree, const uint8_t *fates);
void mln_cst_read_cursor(mln_cst *cst, const struct TSTree *tree, const uint8_t *fates);

#endif
