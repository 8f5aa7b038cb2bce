#include "syntax/cst.h"

#include <limits.h>

/* The core's private headers: this file alone knows them. */
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#endif
#include <language.h>
#include <subtree.h>
#include <tree.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

#include "base/banned.h"

/* What is read below, and where it lies. If a new core moves one of these, this does not compile;
 * MLN_CST_BY_CURSOR then makes the public cursor do the work until it is mended. */
_Static_assert(sizeof(Subtree) == sizeof(void *), "a subtree is a pointer or lies inside one");
_Static_assert(sizeof(SubtreeInlineData) == sizeof(uint64_t), "an inline leaf is one word");
_Static_assert(offsetof(SubtreeHeapData, ref_count) == 0, "a heap subtree begins with its count");
_Static_assert(offsetof(SubtreeHeapData, padding) == 4, "the padding comes next");
_Static_assert(offsetof(SubtreeHeapData, size) == 16, "then the size");
_Static_assert(offsetof(SubtreeHeapData, child_count) == 36, "children are counted in 32 bits");
_Static_assert(offsetof(SubtreeHeapData, symbol) == 40, "then the symbol");
_Static_assert(sizeof(Length) == 12, "a length is bytes, row, column");
_Static_assert(offsetof(struct TSTree, root) == 0, "a tree begins with its root");
_Static_assert(sizeof(TSFieldMapEntry) == 4, "a field map entry is field, child, inherited");

typedef struct {
    const Subtree *children;
    const TSSymbol *aliases;
    const TSFieldMapEntry *fields;
    const TSFieldMapEntry *fields_end;
    uint32_t count;
    uint32_t next;
    uint32_t structural;
    uint32_t at;   /* where the next child's padding begins, or its start if it is the first */
    uint32_t out;  /* index of the visible node these are children of; UINT32_MAX if hidden */
    uint8_t field; /* what a hidden node passes on */
    bool in_error;
} frame;

typedef MLN_VEC(frame)
frame_stack;

void mln_cst_release(mln_cst *cst)
{
    mln_vec_release(&cst->nodes);
    mln_vec_release(&cst->comments);
    mln_vec_release(&cst->errors);
}

static void clear(mln_cst *cst)
{
    mln_vec_clear(&cst->nodes);
    mln_vec_clear(&cst->comments);
    mln_vec_clear(&cst->errors);
    cst->error_bytes = 0;
}

static void note_error(mln_cst *cst, mln_span span, bool missing)
{
    mln_vec_add(&cst->errors, (mln_error_range){span, missing});
    cst->error_bytes += missing ? 1 : span.stop - span.start;
}

static void enter(frame_stack *stack, Subtree self, const TSLanguage *language, uint32_t start,
                  uint32_t out, uint8_t field, bool in_error)
{
    frame next = {.children = ts_subtree_children(self),
                  .aliases = ts_language_alias_sequence(language, self.ptr->production_id),
                  .count = self.ptr->child_count,
                  .at = start,
                  .out = out,
                  .field = field,
                  .in_error = in_error};
    ts_language_field_map(language, self.ptr->production_id, &next.fields, &next.fields_end);
    mln_vec_add(stack, next);
}

static uint8_t find_field(const frame *top, uint32_t structural)
{
    for (const TSFieldMapEntry *entry = top->fields; entry < top->fields_end; entry++)
        if (entry->child_index == structural && !entry->inherited)
            return (uint8_t)entry->field_id;
    return top->out == UINT32_MAX ? top->field : 0;
}

void mln_cst_read(mln_cst *cst, const TSTree *tree, const uint8_t *fates)
{
    const TSLanguage *language = tree->language;
    frame_stack stack = {0};
    clear(cst);
    mln_vec_reserve(&cst->nodes, ts_subtree_visible_descendant_count(tree->root) + 1);
    Subtree root = tree->root;
    uint32_t start = ts_subtree_padding(root).bytes;
    mln_vec_add(&cst->nodes, (mln_cst_node){ts_subtree_symbol(root), 0, MLN_CST_NAMED, start,
                                            start + ts_subtree_size(root).bytes, 1});
    /* A root that is an error holds parsed code all the same: the errors in it are what counts. */
    if (ts_subtree_is_error(root))
        cst->nodes.data[0].flags |= MLN_CST_ERROR;
    if (ts_subtree_child_count(root))
        enter(&stack, root, language, start, 0, 0, false);
    while (stack.len) {
        frame *top = &stack.data[stack.len - 1];
        if (top->next == top->count) {
            if (top->out != UINT32_MAX)
                cst->nodes.data[top->out].end = cst->nodes.len;
            stack.len--;
            continue;
        }
        Subtree child = top->children[top->next];
        uint32_t from = top->at, size;
        bool extra, visible, named, missing;
        TSSymbol sym;
        if (child.data.is_inline) {
            if (top->next)
                from += child.data.padding_bytes;
            size = child.data.size_bytes;
            extra = child.data.extra;
            visible = child.data.visible;
            named = child.data.named;
            missing = child.data.is_missing;
            sym = child.data.symbol;
        } else {
            const SubtreeHeapData *heap = child.ptr;
            if (top->next)
                from += heap->padding.bytes;
            size = heap->size.bytes;
            extra = heap->extra;
            visible = heap->visible;
            named = heap->named;
            missing = heap->is_missing;
            sym = heap->symbol;
        }
        top->next++;
        top->at = from + size;
        uint8_t field = 0;
        if (!extra) {
            field = find_field(top, top->structural);
            TSSymbol alias = top->aliases ? top->aliases[top->structural] : 0;
            top->structural++;
            if (alias) {
                TSSymbolMetadata metadata = ts_language_symbol_metadata(language, alias);
                sym = alias;
                visible = true;
                named = metadata.named;
            }
        }
        bool has_children = !child.data.is_inline && child.ptr->child_count > 0;
        if (!visible) {
            if (has_children)
                enter(&stack, child, language, from, UINT32_MAX, field, top->in_error);
            continue;
        }
        bool error = sym == ts_builtin_sym_error;
        mln_cst_fate fate = error ? MLN_CST_KEEP : (mln_cst_fate)fates[sym];
        if (fate == MLN_CST_COMMENT) {
            mln_vec_add(&cst->comments, (mln_comment){{from, from + size}});
            continue;
        }
        if (missing && !top->in_error)
            note_error(cst, (mln_span){from, from + size}, true);
        if (fate == MLN_CST_DROP && !has_children)
            continue;
        unsigned flags = (named ? MLN_CST_NAMED : 0u) | (missing ? MLN_CST_MISSING : 0u);
        bool in_error = top->in_error;
        if (error) {
            flags |= MLN_CST_ERROR | MLN_CST_NAMED;
            if (!in_error)
                note_error(cst, (mln_span){from, from + size}, false);
            in_error = true;
        }
        uint32_t out = cst->nodes.len;
        mln_vec_add(&cst->nodes, (mln_cst_node){error ? MLN_CST_SYM_ERROR : sym, field,
                                                (uint8_t)flags, from, from + size, out + 1});
        if (has_children)
            enter(&stack, child, language, from, out, 0, in_error);
    }
    cst->nodes.data[0].end = cst->nodes.len;
    if (ts_subtree_is_error(root) && !cst->errors.len)
        note_error(cst, (mln_span){start, start + ts_subtree_size(root).bytes}, false);
    mln_vec_release(&stack);
}
