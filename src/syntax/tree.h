/* tree: one file's code as flat arrays, the same shape for every language.
 *
 * Nodes stand in preorder: the first child of `n` is `n + 1`, the next sibling of `c` is `end[c]`,
 * the subtree of `n` is the range [n, end[n]), so a walk is a loop. The children of a kind stand in
 * a fixed layout (syntax/kind_list.h), absent ones as NONE. Node 0 is the FILE.
 *
 * A tree holds no pointer into anything but itself and its source's text, and knows nothing of
 * rules: names and values are symbols of its own string table.
 *
 * Spans are bytes of the decoded text. A child lies within its parent, with one exception: every
 * declarator of `var a = 1, b = 2;` has the span of the whole statement.
 */
#ifndef MLN_SYNTAX_TREE_H
#define MLN_SYNTAX_TREE_H

#include "base/arena.h"
#include "base/strtab.h"
#include "base/vec.h"
#include "files/source.h"
#include "syntax/kind.h"

typedef struct {
    uint32_t id;
} mln_node;

typedef struct {
    uint32_t id;
} mln_sym;

#define MLN_NO_NODE ((mln_node){UINT32_MAX})

typedef struct {
    mln_span span;
} mln_comment;

/* A part that did not parse, with its first line's position. */
typedef struct {
    mln_span span;
    bool missing; /* something was left out here, rather than too much written */
} mln_error_range;

typedef struct {
    uint8_t *kind;
    uint8_t *role;
    uint16_t *flags;
    uint32_t *end;
    uint32_t *parent;
    uint32_t *start;
    uint32_t *stop;
    uint32_t *sym;
    uint32_t *hash;
    uint32_t count;
    uint32_t capacity;
    mln_strtab syms;
    MLN_VEC(mln_comment)
    comments;
    MLN_VEC(mln_error_range)
    errors;
    uint32_t error_bytes;
    mln_lang lang;
    mln_str text; /* the source's */
} mln_tree;

void mln_tree_init(mln_tree *tree);
void mln_tree_release(mln_tree *tree);
void mln_tree_clear(mln_tree *tree);

/* Makes `tree` a copy of `from` in an arena, without comments and errors, that takes no more than
 * it needs: for small trees that are kept by the thousand. It is only to be read (nothing is added
 * or looked up in its string table), and not to be released. */
void mln_tree_freeze(mln_tree *tree, const mln_tree *from, mln_arena *arena);

static inline mln_kind mln_tree_kind(const mln_tree *tree, mln_node n)
{
    return (mln_kind)tree->kind[n.id];
}
static inline mln_role mln_tree_role(const mln_tree *tree, mln_node n)
{
    return (mln_role)tree->role[n.id];
}
static inline bool mln_tree_is(const mln_tree *tree, mln_node n, mln_kind kind)
{
    return tree->kind[n.id] == (uint8_t)kind;
}
static inline bool mln_tree_has(const mln_tree *tree, mln_node n, unsigned flag)
{
    return (tree->flags[n.id] & flag) != 0;
}
static inline unsigned mln_tree_op(const mln_tree *tree, mln_node n)
{
    return tree->flags[n.id] & (unsigned)MLN_FLAG_OP;
}
static inline mln_span mln_tree_span(const mln_tree *tree, mln_node n)
{
    return (mln_span){tree->start[n.id], tree->stop[n.id]};
}
static inline mln_node mln_tree_parent(const mln_tree *tree, mln_node n)
{
    return (mln_node){tree->parent[n.id]};
}
static inline uint32_t mln_tree_end(const mln_tree *tree, mln_node n)
{
    return tree->end[n.id];
}
static inline bool mln_tree_has_children(const mln_tree *tree, mln_node n)
{
    return tree->end[n.id] > n.id + 1;
}
/* The first child; only if there is one. */
static inline mln_node mln_tree_first(mln_node n)
{
    return (mln_node){n.id + 1};
}
/* The next sibling, or the first node behind the parent: compare with the parent's end. */
static inline mln_node mln_tree_next(const mln_tree *tree, mln_node n)
{
    return (mln_node){tree->end[n.id]};
}
/* Child number `index` (from 0): `index` hops. There must be one. */
static inline mln_node mln_tree_child(const mln_tree *tree, mln_node n, uint32_t index)
{
    mln_node child = {n.id + 1};
    while (index--)
        child.id = tree->end[child.id];
    return child;
}
/* The text of a node as written. */
static inline mln_str mln_tree_text(const mln_tree *tree, mln_node n)
{
    return (mln_str){tree->text.ptr + tree->start[n.id], tree->stop[n.id] - tree->start[n.id]};
}
/* The text of a node's symbol: a name, a decoded string, a number's value. */
static inline mln_str mln_tree_sym_text(const mln_tree *tree, mln_node n)
{
    return mln_strtab_get(&tree->syms, tree->sym[n.id]);
}

/* What stands under casts and type assertions; `x!` is no cast here. */
static inline mln_node mln_tree_skip_casts(const mln_tree *tree, mln_node n)
{
    while (mln_tree_is(tree, n, MLN_KIND_CAST) && mln_tree_op(tree, n) != MLN_CAST_NON_NULL)
        n = mln_tree_first(n);
    return n;
}

uint32_t mln_tree_child_count(const mln_tree *tree, mln_node n);

/* `for (c = first; c before end)`: all children of `n`. */
#define MLN_EACH_CHILD(tree, n, c)                                                                 \
    for (mln_node c = {(n).id + 1}; c.id < (tree)->end[(n).id]; c.id = (tree)->end[c.id])

/* Adds a node after all others; `end` and `hash` are set by mln_tree_finish. Returns its id. */
uint32_t mln_tree_add(mln_tree *tree, mln_kind kind, mln_role role, unsigned flags, uint32_t parent,
                      mln_span span);

/* Fills in the ends and the structural hashes: one backward pass. A hash covers kind, op, spelling
 * that is part of the identity, and symbols; no positions. */
void mln_tree_finish(mln_tree *tree);

/* Whether two subtrees of this tree are the same code: one compare of hashes, then a check. */
bool mln_tree_same(const mln_tree *tree, mln_node a, mln_node b);

/* The invariants above. Returns NULL, or what is broken, with the node. Linear. */
const char *mln_tree_check(const mln_tree *tree, mln_node *where);

/* The tree as indented text. */
void mln_tree_print(const mln_tree *tree, mln_buf *out);

#endif
