/* JavaScript and TypeScript: objects, expressions, literals, JSX, types. */
#include "syntax/lang_ecma_p.h"

#include "base/banned.h"

/* ---- objects ---- */

/* `{a}`: the key and the name are the same text. */
void mln_ecma_shorthand(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    mln_str text = mln_lower_text(l, item->span);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_PROPERTY, MLN_FLAG_SHORTHAND);
    l->tree->role[n] = MLN_ROLE_MEMBER;
    uint32_t key = mln_lower_emit_at(l, MLN_KIND_PROPERTY_NAME, MLN_ROLE_KEY, 0, n, item->span);
    mln_lower_set_text(l, key, text);
    bool pattern = (row->flags & MLN_FLAG_PATTERN) != 0;
    uint32_t value = mln_lower_emit_at(
        l, MLN_KIND_IDENT, pattern ? (mln_role)item->role : MLN_ROLE_EXPR, 0, n, item->span);
    mln_lower_set_text(l, value, text);
}

/* `{a = 1}` in a destructuring. */
void mln_ecma_shorthand_default(mln_lower *l, const mln_todo *item)
{
    uint32_t left = mln_lower_field(l, item->cst, MLN_FIELD_left);
    const mln_row *row = left == MLN_NO_CST ? NULL : mln_lower_row(l, left);
    if (!row || row->call != mln_ecma_shorthand) {
        /* `[a] = 1` and the like cannot stand here without a key; keep it as a default. */
        uint32_t other = mln_lower_emit(l, item, MLN_KIND_DEFAULT_VALUE, 0);
        uint32_t mark = mln_lower_begin(l);
        mln_lower_push(l, MLN_ACT_LOWER, (mln_role)item->role, left, other);
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR,
                       mln_lower_field(l, item->cst, MLN_FIELD_right), other);
        mln_lower_end(l, mark);
        return;
    }
    const mln_cst_node *name = mln_lower_cst(l, left);
    mln_span span = {name->start, name->stop};
    mln_str text = mln_lower_text(l, span);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_PROPERTY, MLN_FLAG_SHORTHAND);
    l->tree->role[n] = MLN_ROLE_MEMBER;
    uint32_t key = mln_lower_emit_at(l, MLN_KIND_PROPERTY_NAME, MLN_ROLE_KEY, 0, n, span);
    mln_lower_set_text(l, key, text);
    uint32_t value =
        mln_lower_emit_at(l, MLN_KIND_DEFAULT_VALUE, (mln_role)item->role, 0, n, item->span);
    uint32_t target = mln_lower_emit_at(l, MLN_KIND_IDENT, (mln_role)item->role, 0, value, span);
    mln_lower_set_text(l, target, text);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_field(l, item->cst, MLN_FIELD_right),
                   value);
}

/* Destructuring hands its own role (a binding, or an expression assigned to) down to its targets.
 */
void mln_ecma_pattern_list(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    uint32_t n = mln_lower_emit(l, item, row->kind, MLN_FLAG_PATTERN);
    uint32_t mark = mln_lower_begin(l);
    MLN_EACH_CST(l, item->cst, c)
    if (mln_lower_is_named(l, c))
        mln_lower_push(l, MLN_ACT_LOWER, (mln_role)item->role, c, n);
    mln_lower_end(l, mark);
}

void mln_ecma_pair_pattern(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_PROPERTY, 0);
    l->tree->role[n] = MLN_ROLE_MEMBER;
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_KEY, mln_lower_field(l, item->cst, MLN_FIELD_key), n);
    mln_lower_push(l, MLN_ACT_LOWER, (mln_role)item->role,
                   mln_lower_field(l, item->cst, MLN_FIELD_value), n);
    mln_lower_end(l, mark);
}

void mln_ecma_default_pattern(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_DEFAULT_VALUE, 0);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, (mln_role)item->role,
                   mln_lower_field(l, item->cst, MLN_FIELD_left), n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_field(l, item->cst, MLN_FIELD_right),
                   n);
    mln_lower_end(l, mark);
}

void mln_ecma_rest_pattern(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_SPREAD, MLN_FLAG_PATTERN);
    mln_lower_push(l, MLN_ACT_LOWER, (mln_role)item->role, mln_lower_first(l, item->cst), n);
}

/* ---- expressions ---- */

void mln_ecma_call(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    uint32_t callee = mln_lower_field(
        l, item->cst, row->kind == MLN_KIND_NEW ? MLN_FIELD_constructor : MLN_FIELD_function);
    uint32_t args = mln_lower_field(l, item->cst, MLN_FIELD_arguments);
    const mln_row *args_row = args == MLN_NO_CST ? NULL : mln_lower_row(l, args);
    uint32_t mark;
    if (args_row && args_row->kind == MLN_KIND_TEMPLATE) {
        uint32_t tagged = mln_lower_emit(l, item, MLN_KIND_TAGGED, 0);
        mark = mln_lower_begin(l);
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, callee, tagged);
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, args, tagged);
        mln_lower_end(l, mark);
        return;
    }
    unsigned flags = args == MLN_NO_CST ? MLN_FLAG_NO_ARGS : 0u;
    if (mln_lower_has_token(l, item->cst, MLN_TOKEN_OPTIONAL) ||
        mln_lower_field(l, item->cst, MLN_FIELD_optional_chain) != MLN_NO_CST)
        flags |= MLN_FLAG_OPTIONAL;
    uint32_t n = mln_lower_emit(l, item, row->kind, flags);
    mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, callee, n);
    if (args != MLN_NO_CST)
        MLN_EACH_CST(l, args, c)
    if (mln_lower_is_named(l, c))
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, c, n);
    uint32_t types = mln_lower_field(l, item->cst, MLN_FIELD_type_arguments);
    if (types != MLN_NO_CST)
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, types, n);
    mln_lower_end(l, mark);
}

void mln_ecma_member(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    bool index = row->kind == MLN_KIND_INDEX;
    unsigned flags = index ? 0u : MLN_MEMBER_DOT;
    if (mln_lower_field(l, item->cst, MLN_FIELD_optional_chain) != MLN_NO_CST)
        flags |= MLN_FLAG_OPTIONAL;
    uint32_t n = mln_lower_emit(l, item, row->kind, flags);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_field(l, item->cst, MLN_FIELD_object),
                   n);
    mln_lower_push(l, MLN_ACT_LOWER, index ? MLN_ROLE_EXPR : MLN_ROLE_KEY,
                   mln_lower_field(l, item->cst, index ? MLN_FIELD_index : MLN_FIELD_property), n);
    mln_lower_end(l, mark);
}

/* Whether parentheses below the node belong to its own syntax. */
static bool has_parentheses(const mln_tree *tree, uint32_t n)
{
    switch ((mln_kind)tree->kind[n]) {
    case MLN_KIND_IF:
    case MLN_KIND_WHILE:
    case MLN_KIND_DO:
    case MLN_KIND_SWITCH:
    case MLN_KIND_WITH:
        return true;
    default:
        return false;
    }
}

/* Also `(x: T)`, which only patterns use. */
void mln_ecma_paren(mln_lower *l, const mln_todo *item)
{
    uint32_t type = mln_lower_field(l, item->cst, MLN_FIELD_type);
    uint32_t inner = mln_lower_first(l, item->cst);
    if (type == MLN_NO_CST) {
        if (has_parentheses(l->tree, item->parent))
            mln_lower_inside(l, item, inner, MLN_FLAG_PAREN);
        else
            mln_lower_through(l, item, inner, MLN_FLAG_PAREN);
        return;
    }
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_TYPED, 0);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, (mln_role)item->role, inner, n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_TYPE, type, n);
    mln_lower_end(l, mark);
}

void mln_ecma_cast(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    uint32_t value = MLN_NO_CST, type = MLN_NO_CST;
    MLN_EACH_CST(l, item->cst, c)
    {
        if (!mln_lower_is_named(l, c))
            continue;
        bool first = value == MLN_NO_CST && type == MLN_NO_CST;
        if ((row->flags == MLN_CAST_ANGLE) == first)
            type = c;
        else
            value = c;
    }
    if (row->flags == MLN_CAST_ANGLE && type != MLN_NO_CST)
        type = mln_lower_first(l, type);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_CAST, row->flags);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, value, n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_TYPE, type, n);
    mln_lower_end(l, mark);
}

void mln_ecma_yield(mln_lower *l, const mln_todo *item)
{
    unsigned flags = mln_lower_has_token(l, item->cst, MLN_TOKEN_STAR) ? MLN_FLAG_GENERATOR : 0u;
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_YIELD, flags);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_first(l, item->cst), n);
}

/* ---- literals ---- */

void mln_ecma_string(mln_lower *l, const mln_todo *item)
{
    const mln_cst_node *node = mln_lower_cst(l, item->cst);
    mln_str text = mln_lower_text(l, (mln_span){node->start, node->stop});
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_STRING, 0);
    l->tree->start[n] = node->start;
    l->tree->stop[n] = node->stop;
    mln_str body = text.len >= 2 ? (mln_str){text.ptr + 1, text.len - 2} : MLN_STR("");
    if (memchr(body.ptr, '\\', body.len)) {
        mln_buf_clear(&l->text);
        mln_string_decode(body, false, &l->text);
        body = mln_buf_get_str(&l->text);
    }
    mln_lower_set_text(l, n, body);
}

static void add_template_text(mln_lower *l, uint32_t parent, uint32_t from, uint32_t to)
{
    mln_span span = {from, to};
    uint32_t n = mln_lower_emit_at(l, MLN_KIND_TEMPLATE_TEXT, MLN_ROLE_PART, 0, parent, span);
    mln_str body = mln_lower_text(l, span);
    if (memchr(body.ptr, '\\', body.len)) {
        mln_buf_clear(&l->text);
        mln_string_decode(body, false, &l->text);
        body = mln_buf_get_str(&l->text);
    }
    mln_lower_set_text(l, n, body);
}

static void lower_template_text(mln_lower *l, const mln_todo *item)
{
    add_template_text(l, item->parent, item->span.start, item->span.stop);
}

/* A template without substitutions is a string in backquotes. */
void mln_ecma_template(mln_lower *l, const mln_todo *item)
{
    const mln_cst_node *node = mln_lower_cst(l, item->cst);
    bool substitutes = false;
    MLN_EACH_CST(l, item->cst, c)
    {
        const mln_row *row = mln_lower_row(l, c);
        substitutes |= row && strcmp(row->symbol, "template_substitution") == 0;
    }
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_TEMPLATE, 0);
    if (node->stop - node->start >= 2) {
        l->tree->start[n] = node->start;
        l->tree->stop[n] = node->stop;
    }
    if (!substitutes) {
        if (node->stop - node->start > 2)
            add_template_text(l, n, node->start + 1, node->stop - 1);
        return;
    }
    /* Texts and expressions alternate; the text's bounds are what lies between substitutions. */
    uint32_t mark = mln_lower_begin(l);
    uint32_t at = node->start + 1;
    MLN_EACH_CST(l, item->cst, c)
    {
        const mln_row *row = mln_lower_row(l, c);
        if (!row || strcmp(row->symbol, "template_substitution") != 0)
            continue;
        const mln_cst_node *part = mln_lower_cst(l, c);
        if (part->start > at) {
            mln_todo text = {.act = MLN_ACT_CUSTOM,
                             .cst = MLN_NO_CST,
                             .parent = n,
                             .call = lower_template_text,
                             .span = {at, part->start}};
            mln_vec_add(&l->todo, text);
        }
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_first(l, c), n);
        at = part->stop;
    }
    if (node->stop > at + 1) {
        mln_todo text = {.act = MLN_ACT_CUSTOM,
                         .cst = MLN_NO_CST,
                         .parent = n,
                         .call = lower_template_text,
                         .span = {at, node->stop - 1}};
        mln_vec_add(&l->todo, text);
    }
    mln_lower_end(l, mark);
}

void mln_ecma_regex(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_REGEX, 0);
    uint32_t body = mln_lower_field(l, item->cst, MLN_FIELD_pattern);
    if (body != MLN_NO_CST) {
        const mln_cst_node *node = mln_lower_cst(l, body);
        mln_lower_set_text(l, n, mln_lower_text(l, (mln_span){node->start, node->stop}));
    }
}

/* ---- JSX ---- */

static void lower_jsx_attrs(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_JSX_ATTRS, 0);
    uint32_t name = mln_lower_field(l, item->cst, MLN_FIELD_name);
    uint32_t mark = mln_lower_begin(l);
    MLN_EACH_CST(l, item->cst, c)
    {
        const mln_row *row = mln_lower_row(l, c);
        if (c != name && row && row->kind != MLN_KIND_TYPE_ARGS)
            mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, c, n);
    }
    mln_lower_end(l, mark);
}

void mln_ecma_jsx(mln_lower *l, const mln_todo *item)
{
    uint32_t open = mln_lower_field(l, item->cst, MLN_FIELD_open_tag);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_JSX, open == MLN_NO_CST ? MLN_FLAG_IMPLICIT : 0u);
    uint32_t tag = open == MLN_NO_CST ? item->cst : open;
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_field(l, tag, MLN_FIELD_name), n);
    mln_lower_push_call(l, lower_jsx_attrs, MLN_ROLE_PART, tag, n, 0);
    if (open != MLN_NO_CST)
        MLN_EACH_CST(l, item->cst, c)
    if (mln_lower_is_named(l, c) && !mln_lower_cst(l, c)->field)
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, c, n);
    mln_lower_end(l, mark);
}

void mln_ecma_jsx_attr(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_JSX_ATTR, 0);
    uint32_t name = MLN_NO_CST, value = MLN_NO_CST;
    MLN_EACH_CST(l, item->cst, c)
    {
        if (!mln_lower_is_named(l, c))
            continue;
        if (name == MLN_NO_CST)
            name = c;
        else
            value = c;
    }
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_KEY, name, n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, value, n);
    mln_lower_end(l, mark);
}

/* ---- types ---- */

void mln_ecma_qualified_type(mln_lower *l, const mln_todo *item)
{
    uint32_t name = mln_lower_field(l, item->cst, MLN_FIELD_name);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_TYPE_NAME, 0);
    const mln_cst_node *node = mln_lower_cst(l, name == MLN_NO_CST ? item->cst : name);
    mln_lower_set_text(l, n, mln_lower_text(l, (mln_span){node->start, node->stop}));
}

void mln_ecma_enum(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_ENUM, 0);
    uint32_t body = mln_lower_field(l, item->cst, MLN_FIELD_body);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_BIND, mln_lower_field(l, item->cst, MLN_FIELD_name),
                   n);
    if (body != MLN_NO_CST)
        MLN_EACH_CST(l, body, c)
    if (mln_lower_is_named(l, c))
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_KEY, c, n);
    mln_lower_end(l, mark);
}

void mln_ecma_heritage_types(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_INTERFACE, 0);
    uint32_t mark = mln_lower_begin(l);
    uint32_t extends = MLN_NO_CST;
    MLN_EACH_CST(l, item->cst, c)
    {
        const mln_row *row = mln_lower_row(l, c);
        if (row && row->kind == MLN_KIND_IMPLEMENTS)
            extends = c;
    }
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_BIND, mln_lower_field(l, item->cst, MLN_FIELD_name),
                   n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, extends, n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, mln_lower_field(l, item->cst, MLN_FIELD_body),
                   n);
    mln_lower_end(l, mark);
}

void mln_ecma_switch(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_SWITCH, 0);
    uint32_t body = mln_lower_field(l, item->cst, MLN_FIELD_body);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_field(l, item->cst, MLN_FIELD_value),
                   n);
    if (body != MLN_NO_CST)
        MLN_EACH_CST(l, body, c)
    if (mln_lower_is_named(l, c))
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, c, n);
    mln_lower_end(l, mark);
}
