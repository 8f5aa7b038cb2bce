/* The same as cst.c by the public cursor: the fallback, and the yardstick of its test. */
#include "syntax/cst.h"

#include <tree_sitter/api.h>

#include "base/banned.h"

typedef struct {
    uint32_t out;
    bool in_error;
} level;

void mln_cst_read_cursor(mln_cst *cst, const TSTree *tree, const uint8_t *fates)
{
    MLN_VEC(level)
    stack = {0};
    mln_vec_clear(&cst->nodes);
    mln_vec_clear(&cst->comments);
    mln_vec_clear(&cst->errors);
    cst->error_bytes = 0;
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
    bool in_error = false;
    for (;;) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        TSSymbol sym = ts_node_symbol(node);
        mln_span span = {ts_node_start_byte(node), ts_node_end_byte(node)};
        bool error = ts_node_is_error(node), missing = ts_node_is_missing(node);
        bool root = stack.len == 0;
        mln_cst_fate fate = error || root ? MLN_CST_KEEP : (mln_cst_fate)fates[sym];
        bool has_children = ts_node_child_count(node) > 0;
        uint32_t out = UINT32_MAX;
        if (fate == MLN_CST_COMMENT) {
            mln_vec_add(&cst->comments, (mln_comment){span});
            has_children = false;
        } else {
            if ((missing || error) && !in_error && !root) {
                mln_vec_add(&cst->errors, (mln_error_range){span, missing});
                cst->error_bytes += missing ? 1 : span.stop - span.start;
            }
            if (fate == MLN_CST_KEEP || has_children) {
                out = cst->nodes.len;
                unsigned flags = (ts_node_is_named(node) || error ? MLN_CST_NAMED : 0u) |
                                 (missing ? MLN_CST_MISSING : 0u) | (error ? MLN_CST_ERROR : 0u);
                mln_vec_add(&cst->nodes,
                            (mln_cst_node){error ? MLN_CST_SYM_ERROR : sym,
                                           (uint8_t)ts_tree_cursor_current_field_id(&cursor),
                                           (uint8_t)flags, span.start, span.stop, out + 1});
            }
        }
        if (has_children && ts_tree_cursor_goto_first_child(&cursor)) {
            mln_vec_add(&stack, (level){out, in_error});
            in_error = in_error || (error && !root);
            continue;
        }
        while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
            if (!ts_tree_cursor_goto_parent(&cursor) || stack.len == 0)
                goto done;
            level top = stack.data[--stack.len];
            cst->nodes.data[top.out].end = cst->nodes.len;
            in_error = top.in_error;
            if (stack.len == 0)
                goto done;
        }
    }
done:
    if ((cst->nodes.data[0].flags & MLN_CST_ERROR) && !cst->errors.len) {
        mln_span span = {cst->nodes.data[0].start, cst->nodes.data[0].stop};
        mln_vec_add(&cst->errors, (mln_error_range){span, false});
        cst->error_bytes += span.stop - span.start;
    }
    ts_tree_cursor_delete(&cursor);
    mln_vec_release(&stack);
}
