#include "syntax/tree.h"

#include "base/banned.h"

static const struct {
    unsigned flag;
    const char *name;
} flag_names[] = {
    {MLN_FLAG_PAREN, "paren"},       {MLN_FLAG_BROKEN, "broken"},
    {MLN_FLAG_IMPLICIT, "implicit"}, {MLN_FLAG_OPTIONAL, "optional"},
    {MLN_FLAG_COMPUTED, "const"},    {MLN_FLAG_SHORTHAND, "shorthand"},
    {MLN_FLAG_PATTERN, "pattern"},   {MLN_FLAG_STATIC, "static"},
    {MLN_FLAG_ASYNC, "async"},       {MLN_FLAG_GENERATOR, "generator"},
};

static bool has_operator(mln_kind kind)
{
    return kind == MLN_KIND_BINARY || kind == MLN_KIND_UNARY || kind == MLN_KIND_UPDATE ||
           kind == MLN_KIND_ASSIGN;
}

static void add_quoted(mln_buf *out, mln_str text)
{
    static const char hex[] = "0123456789abcdef";
    mln_buf_add_char(out, '"');
    for (uint32_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '"' || c == '\\') {
            mln_buf_add_char(out, '\\');
            mln_buf_add_char(out, (char)c);
        } else if (c == '\n') {
            mln_buf_add_text(out, "\\n");
        } else if (c < 0x20 || c == 0x7f) {
            mln_buf_add_text(out, "\\x");
            mln_buf_add_char(out, hex[c >> 4]);
            mln_buf_add_char(out, hex[c & 15]);
        } else {
            mln_buf_add_char(out, (char)c);
        }
    }
    mln_buf_add_char(out, '"');
}

void mln_tree_print(const mln_tree *tree, mln_buf *out)
{
    MLN_VEC(uint32_t)
    open = {0}; /* ends of the nodes around */
    for (uint32_t id = 0; id < tree->count; id++) {
        mln_node n = {id};
        while (open.len && open.data[open.len - 1] <= id)
            open.len--;
        for (uint32_t i = 0; i < open.len; i++)
            mln_buf_add_text(out, "  ");
        mln_vec_add(&open, tree->end[id]);
        mln_kind kind = mln_tree_kind(tree, n);
        mln_buf_add_text(out, mln_kind_get_name(kind));
        unsigned op = mln_tree_op(tree, n);
        if (has_operator(kind))
            mln_buf_addf(out, " %s", op ? mln_op_get_text((mln_op)op) : "=");
        else if (op)
            mln_buf_addf(out, " #%u", op);
        if (tree->sym[id]) {
            mln_buf_add_char(out, ' ');
            add_quoted(out, mln_tree_sym_text(tree, n));
        }
        if (kind != MLN_KIND_NONE) {
            mln_buf_addf(out, " (%s", mln_role_get_name(mln_tree_role(tree, n)));
            for (size_t i = 0; i < MLN_COUNT_OF(flag_names); i++)
                if (mln_tree_has(tree, n, flag_names[i].flag))
                    mln_buf_addf(out, " %s", flag_names[i].name);
            mln_buf_addf(out, ") %u-%u", tree->start[id], tree->stop[id]);
        }
        mln_buf_add_char(out, '\n');
    }
    mln_vec_release(&open);
}
