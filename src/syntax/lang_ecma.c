/* JavaScript, TypeScript and TSX: one adapter for the three grammars. */
#include "syntax/lower_p.h"

#include "base/banned.h"

const struct TSLanguage *tree_sitter_javascript(void);
const struct TSLanguage *tree_sitter_typescript(void);
const struct TSLanguage *tree_sitter_tsx(void);

static void push_none(mln_lower *l, uint32_t parent)
{
    mln_lower_push(l, MLN_ACT_NONE, MLN_ROLE_PART, MLN_NO_CST, parent);
}

/* Decorators are children in one grammar, preceding siblings in another (`aux` is then the first of
 * them, plus one). */
static void push_attributes(mln_lower *l, const mln_todo *item, uint32_t n)
{
    if (item->aux)
        for (uint32_t c = item->aux - 1; c != item->cst; c = mln_lower_cst(l, c)->end) {
            const mln_row *row = mln_lower_row(l, c);
            if (row && row->kind == MLN_KIND_DECORATOR)
                mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, c, n);
        }
    MLN_EACH_CST (l, item->cst, c) {
        const mln_row *row = mln_lower_row(l, c);
        if (row && (row->kind == MLN_KIND_DECORATOR || row->kind == MLN_KIND_TYPE_PARAMS))
            mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, c, n);
    }
}

static void widen_to_decorators(mln_lower *l, const mln_todo *item, uint32_t n)
{
    if (item->aux && l->tree->start[n] > mln_lower_cst(l, item->aux - 1)->start)
        l->tree->start[n] = mln_lower_cst(l, item->aux - 1)->start;
}

/* ---- declarations ---- */

static void lower_declarator(mln_lower *l, const mln_todo *item)
{
    mln_todo at = *item;
    const mln_cst_node *statement = mln_lower_cst(l, item->aux);
    at.span = (mln_span){statement->start, statement->stop};
    unsigned op = MLN_DECL_VAR;
    if (mln_lower_has_token(l, item->aux, MLN_TOKEN_CONST))
        op = MLN_DECL_CONST;
    else if (mln_lower_has_token(l, item->aux, MLN_TOKEN_LET))
        op = MLN_DECL_LET;
    else if (mln_lower_has_token(l, item->aux, MLN_TOKEN_USING))
        op = MLN_DECL_USING;
    uint32_t n = mln_lower_emit(l, &at, MLN_KIND_DECLARATOR, op);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_BIND, mln_lower_field(l, item->cst, MLN_FIELD_name),
                   n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_TYPE, mln_lower_field(l, item->cst, MLN_FIELD_type),
                   n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_field(l, item->cst, MLN_FIELD_value),
                   n);
    mln_lower_end(l, mark);
}

/* `var a = 1, b = 2` is one declarator after the other; where one node is wanted (the head of a
 * `for`), an implicit block holds several. */
static void lower_declaration(mln_lower *l, const mln_todo *item)
{
    uint32_t count = 0;
    MLN_EACH_CST (l, item->cst, c)
        count += mln_lower_is_named(l, c);
    uint32_t parent = item->parent;
    mln_kind kind = (mln_kind)l->tree->kind[parent];
    bool list = kind == MLN_KIND_BLOCK || kind == MLN_KIND_FILE || kind == MLN_KIND_CASE ||
                kind == MLN_KIND_ERROR;
    if (!list && count != 1) {
        mln_todo block = *item;
        block.role = MLN_ROLE_STMT;
        parent = mln_lower_emit(l, &block, MLN_KIND_BLOCK, MLN_FLAG_IMPLICIT);
    }
    uint32_t mark = mln_lower_begin(l);
    MLN_EACH_CST (l, item->cst, c)
        if (mln_lower_is_named(l, c))
            mln_lower_push_call(l, lower_declarator, MLN_ROLE_STMT, c, parent, item->cst);
    mln_lower_end(l, mark);
}

static void lower_for_in(mln_lower *l, const mln_todo *item)
{
    unsigned flags = mln_lower_has_token(l, item->cst, MLN_TOKEN_OF) ? MLN_LOOP_OF : MLN_LOOP_IN;
    if (mln_lower_has_token(l, item->cst, MLN_TOKEN_AWAIT))
        flags |= MLN_FLAG_ASYNC;
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_FOR_IN, flags);
    unsigned op = 0;
    if (mln_lower_has_token(l, item->cst, MLN_TOKEN_CONST))
        op = MLN_DECL_CONST;
    else if (mln_lower_has_token(l, item->cst, MLN_TOKEN_LET))
        op = MLN_DECL_LET;
    else if (mln_lower_has_token(l, item->cst, MLN_TOKEN_VAR))
        op = MLN_DECL_VAR;
    uint32_t left = mln_lower_field(l, item->cst, MLN_FIELD_left);
    uint32_t mark = mln_lower_begin(l);
    uint32_t target = n;
    if (op && left != MLN_NO_CST) {
        const mln_cst_node *node = mln_lower_cst(l, left);
        target = mln_lower_emit_at(l, MLN_KIND_DECLARATOR, MLN_ROLE_STMT, op, n,
                                   (mln_span){node->start, node->stop});
    }
    mln_lower_push(l, MLN_ACT_LOWER, op ? MLN_ROLE_BIND : MLN_ROLE_EXPR, left, target);
    if (op && left != MLN_NO_CST) {
        push_none(l, target);
        push_none(l, target);
    }
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_field(l, item->cst, MLN_FIELD_right),
                   n);
    mln_lower_push(l, MLN_ACT_BODY, MLN_ROLE_STMT, mln_lower_field(l, item->cst, MLN_FIELD_body),
                   n);
    mln_lower_end(l, mark);
}

/* An absent part of a `for` head is an empty statement in the grammar. */
static void lower_empty(mln_lower *l, const mln_todo *item)
{
    if (l->tree->kind[item->parent] == MLN_KIND_FOR && item->role == MLN_ROLE_EXPR)
        mln_lower_emit_none(l, item->parent);
    else
        mln_lower_emit(l, item, MLN_KIND_EMPTY, 0);
}

/* ---- functions ---- */

/* One parameter: a bare pattern (JavaScript) or a required_/optional_parameter (TypeScript). */
static void lower_param(mln_lower *l, const mln_todo *item)
{
    uint32_t cst = item->cst, name = cst, type = MLN_NO_CST, value = MLN_NO_CST;
    unsigned flags = 0;
    const mln_row *row = mln_lower_row(l, cst);
    bool typed = row && row->kind == MLN_KIND_PARAM;
    if (typed) {
        name = mln_lower_field(l, cst, MLN_FIELD_pattern);
        if (name == MLN_NO_CST)
            name = mln_lower_field(l, cst, MLN_FIELD_name);
        type = mln_lower_field(l, cst, MLN_FIELD_type);
        value = mln_lower_field(l, cst, MLN_FIELD_value);
        if (mln_lower_has_token(l, cst, MLN_TOKEN_QUESTION))
            flags |= MLN_FLAG_OPTIONAL;
    }
    for (;;) {
        row = name == MLN_NO_CST ? NULL : mln_lower_row(l, name);
        if (row && row->kind == MLN_KIND_DEFAULT_VALUE) {
            value = mln_lower_field(l, name, MLN_FIELD_right);
            name = mln_lower_field(l, name, MLN_FIELD_left);
        } else if (row && row->kind == MLN_KIND_SPREAD) {
            flags |= MLN_FLAG_REST;
            name = mln_lower_first(l, name);
        } else {
            break;
        }
    }
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_PARAM, flags);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_BIND, name, n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_TYPE, type, n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, value, n);
    if (typed)
        push_attributes(l, item, n);
    mln_lower_end(l, mark);
}

static void lower_params(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_PARAMS, 0);
    uint32_t mark = mln_lower_begin(l);
    MLN_EACH_CST (l, item->cst, c)
        if (mln_lower_is_named(l, c))
            mln_lower_push_call(l, lower_param, MLN_ROLE_PART, c, n, 0);
    mln_lower_end(l, mark);
}

/* `x => …` */
static void lower_lone_param(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_PARAMS, MLN_FLAG_IMPLICIT);
    mln_lower_push_call(l, lower_param, MLN_ROLE_PART, item->cst, n, 0);
}

static void lower_no_params(mln_lower *l, const mln_todo *item)
{
    uint32_t at = l->tree->start[item->parent];
    mln_lower_emit_at(l, MLN_KIND_PARAMS, MLN_ROLE_PART, MLN_FLAG_IMPLICIT, item->parent,
                      (mln_span){at, at});
}

/* `=> e` is `=> { return e; }`, both implicit. */
static void lower_arrow_body(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    if (row && row->kind == MLN_KIND_BLOCK) {
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_STMT, item->cst, item->parent);
        return;
    }
    uint32_t block = mln_lower_emit_at(l, MLN_KIND_BLOCK, MLN_ROLE_STMT, MLN_FLAG_IMPLICIT,
                                       item->parent, item->span);
    uint32_t n = mln_lower_emit_at(l, MLN_KIND_RETURN, MLN_ROLE_STMT, MLN_FLAG_IMPLICIT, block,
                                   item->span);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, item->cst, n);
}

static void lower_function(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    unsigned flags = row->flags;
    MLN_EACH_CST (l, item->cst, c) {
        switch (mln_lower_token(l, c)) {
        case MLN_TOKEN_ASYNC:
            flags |= MLN_FLAG_ASYNC;
            break;
        case MLN_TOKEN_STATIC:
            flags |= MLN_FLAG_STATIC;
            break;
        case MLN_TOKEN_STAR:
            flags |= MLN_FLAG_GENERATOR;
            break;
        case MLN_TOKEN_GET:
            flags = (flags & ~(unsigned)MLN_FLAG_OP) | MLN_FUNCTION_GETTER;
            break;
        case MLN_TOKEN_SET:
            flags = (flags & ~(unsigned)MLN_FLAG_OP) | MLN_FUNCTION_SETTER;
            break;
        default:
            break;
        }
    }
    unsigned op = flags & MLN_FLAG_OP;
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_FUNCTION, flags);
    widen_to_decorators(l, item, n);
    bool member = item->role == MLN_ROLE_MEMBER;
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, member ? MLN_ROLE_KEY : MLN_ROLE_BIND,
                   mln_lower_field(l, item->cst, MLN_FIELD_name), n);
    uint32_t params = mln_lower_field(l, item->cst, MLN_FIELD_parameters);
    uint32_t lone = mln_lower_field(l, item->cst, MLN_FIELD_parameter);
    if (params != MLN_NO_CST)
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, params, n);
    else if (lone != MLN_NO_CST)
        mln_lower_push_call(l, lower_lone_param, MLN_ROLE_PART, lone, n, 0);
    else
        mln_lower_push_call(l, lower_no_params, MLN_ROLE_PART, MLN_NO_CST, n, 0);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_TYPE,
                   mln_lower_field(l, item->cst, MLN_FIELD_return_type), n);
    uint32_t body = mln_lower_field(l, item->cst, MLN_FIELD_body);
    if (op == MLN_FUNCTION_ARROW && body != MLN_NO_CST)
        mln_lower_push_call(l, lower_arrow_body, MLN_ROLE_STMT, body, n, 0);
    else
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_STMT, body, n);
    push_attributes(l, item, n);
    mln_lower_end(l, mark);
}

/* ---- classes ---- */

static void lower_class(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_CLASS, row->flags);
    widen_to_decorators(l, item, n);
    uint32_t heritage = MLN_NO_CST;
    MLN_EACH_CST (l, item->cst, c) {
        const mln_row *child = mln_lower_row(l, c);
        if (child && child->kind == MLN_KIND_HERITAGE)
            heritage = c;
    }
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_BIND, mln_lower_field(l, item->cst, MLN_FIELD_name),
                   n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, heritage, n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, mln_lower_field(l, item->cst, MLN_FIELD_body),
                   n);
    push_attributes(l, item, n);
    mln_lower_end(l, mark);
}

static void lower_class_body(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_CLASS_BODY, 0);
    uint32_t first = 0; /* of the decorators before the next member, plus one */
    uint32_t mark = mln_lower_begin(l);
    MLN_EACH_CST (l, item->cst, c) {
        if (!mln_lower_is_named(l, c))
            continue;
        const mln_row *row = mln_lower_row(l, c);
        if (row && row->kind == MLN_KIND_DECORATOR) {
            if (!first)
                first = c + 1;
            continue;
        }
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_MEMBER, c, n);
        l->todo.data[l->todo.len - 1].aux = first;
        first = 0;
    }
    mln_lower_end(l, mark);
}

/* JavaScript: the expression stands in class_heritage itself. */
static void lower_heritage(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_HERITAGE, 0);
    uint32_t mark = mln_lower_begin(l);
    MLN_EACH_CST (l, item->cst, c) {
        if (!mln_lower_is_named(l, c))
            continue;
        const mln_row *row = mln_lower_row(l, c);
        if (row && (row->kind == MLN_KIND_EXTENDS || row->kind == MLN_KIND_IMPLEMENTS)) {
            mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, c, n);
            continue;
        }
        const mln_cst_node *node = mln_lower_cst(l, c);
        uint32_t extends = mln_lower_emit_at(l, MLN_KIND_EXTENDS, MLN_ROLE_PART, 0, n,
                                             (mln_span){node->start, node->stop});
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, c, extends);
    }
    mln_lower_end(l, mark);
}

static void lower_field(mln_lower *l, const mln_todo *item)
{
    unsigned flags = mln_lower_has_token(l, item->cst, MLN_TOKEN_STATIC) ? MLN_FLAG_STATIC : 0u;
    if (mln_lower_has_token(l, item->cst, MLN_TOKEN_READONLY))
        flags |= MLN_FLAG_CONST;
    if (mln_lower_has_token(l, item->cst, MLN_TOKEN_QUESTION))
        flags |= MLN_FLAG_OPTIONAL;
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_FIELD, flags);
    widen_to_decorators(l, item, n);
    uint32_t key = mln_lower_field(l, item->cst, MLN_FIELD_name);
    if (key == MLN_NO_CST)
        key = mln_lower_field(l, item->cst, MLN_FIELD_property);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_KEY, key, n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_TYPE, mln_lower_field(l, item->cst, MLN_FIELD_type),
                   n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_field(l, item->cst, MLN_FIELD_value),
                   n);
    push_attributes(l, item, n);
    mln_lower_end(l, mark);
}

/* ---- objects ---- */

/* `{a}`: the key and the name are the same text. */
static void lower_shorthand(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    mln_str text = mln_lower_text(l, item->span);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_PROPERTY, MLN_FLAG_SHORTHAND);
    l->tree->role[n] = MLN_ROLE_MEMBER;
    uint32_t key = mln_lower_emit_at(l, MLN_KIND_PROPERTY_NAME, MLN_ROLE_KEY, 0, n, item->span);
    mln_lower_set_text(l, key, text);
    bool pattern = (row->flags & MLN_FLAG_PATTERN) != 0;
    uint32_t value =
        mln_lower_emit_at(l, MLN_KIND_IDENT, pattern ? (mln_role)item->role : MLN_ROLE_EXPR, 0, n,
                          item->span);
    mln_lower_set_text(l, value, text);
}

/* `{a = 1}` in a destructuring. */
static void lower_shorthand_default(mln_lower *l, const mln_todo *item)
{
    uint32_t left = mln_lower_field(l, item->cst, MLN_FIELD_left);
    const mln_row *row = left == MLN_NO_CST ? NULL : mln_lower_row(l, left);
    if (!row || row->call != lower_shorthand) {
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
    uint32_t target =
        mln_lower_emit_at(l, MLN_KIND_IDENT, (mln_role)item->role, 0, value, span);
    mln_lower_set_text(l, target, text);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_field(l, item->cst, MLN_FIELD_right),
                   value);
}

/* Destructuring hands its own role (a binding, or an expression assigned to) down to its targets. */
static void lower_pattern_list(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    uint32_t n = mln_lower_emit(l, item, row->kind, MLN_FLAG_PATTERN);
    uint32_t mark = mln_lower_begin(l);
    MLN_EACH_CST (l, item->cst, c)
        if (mln_lower_is_named(l, c))
            mln_lower_push(l, MLN_ACT_LOWER, (mln_role)item->role, c, n);
    mln_lower_end(l, mark);
}

static void lower_pair_pattern(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_PROPERTY, 0);
    l->tree->role[n] = MLN_ROLE_MEMBER;
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_KEY, mln_lower_field(l, item->cst, MLN_FIELD_key), n);
    mln_lower_push(l, MLN_ACT_LOWER, (mln_role)item->role,
                   mln_lower_field(l, item->cst, MLN_FIELD_value), n);
    mln_lower_end(l, mark);
}

static void lower_default_pattern(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_DEFAULT_VALUE, 0);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, (mln_role)item->role,
                   mln_lower_field(l, item->cst, MLN_FIELD_left), n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_field(l, item->cst, MLN_FIELD_right),
                   n);
    mln_lower_end(l, mark);
}

static void lower_rest_pattern(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_SPREAD, MLN_FLAG_PATTERN);
    mln_lower_push(l, MLN_ACT_LOWER, (mln_role)item->role, mln_lower_first(l, item->cst), n);
}

/* ---- modules ---- */

static void lower_import_item(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_IMPORT_ITEM, item->aux);
    uint32_t mark = mln_lower_begin(l);
    if (item->aux == MLN_ITEM_NAMED) {
        uint32_t name = mln_lower_field(l, item->cst, MLN_FIELD_name);
        uint32_t alias = mln_lower_field(l, item->cst, MLN_FIELD_alias);
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_KEY, name, n);
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_BIND, alias == MLN_NO_CST ? name : alias, n);
    } else {
        push_none(l, n);
        const mln_row *row = mln_lower_row(l, item->cst);
        uint32_t name = row && row->kind == MLN_KIND_IDENT ? item->cst
                                                           : mln_lower_first(l, item->cst);
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_BIND, name, n);
    }
    mln_lower_end(l, mark);
}

static void push_import_clause(mln_lower *l, uint32_t clause, uint32_t n)
{
    MLN_EACH_CST (l, clause, c) {
        const mln_row *row = mln_lower_row(l, c);
        if (!row || !mln_lower_is_named(l, c))
            continue;
        if (row->kind == MLN_KIND_IDENT)
            mln_lower_push_call(l, lower_import_item, MLN_ROLE_PART, c, n, MLN_ITEM_DEFAULT);
        else if (strcmp(row->symbol, "namespace_import") == 0)
            mln_lower_push_call(l, lower_import_item, MLN_ROLE_PART, c, n, MLN_ITEM_NAMESPACE);
        else
            MLN_EACH_CST (l, c, specifier)
                if (mln_lower_is_named(l, specifier))
                    mln_lower_push_call(l, lower_import_item, MLN_ROLE_PART, specifier, n,
                                        MLN_ITEM_NAMED);
    }
}

static void lower_import(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_IMPORT, 0);
    uint32_t source = mln_lower_field(l, item->cst, MLN_FIELD_source);
    uint32_t require = MLN_NO_CST;
    MLN_EACH_CST (l, item->cst, c) {
        const mln_row *row = mln_lower_row(l, c);
        if (row && strcmp(row->symbol, "import_require_clause") == 0) {
            require = c;
            source = mln_lower_field(l, c, MLN_FIELD_source);
        }
    }
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, source, n);
    if (require != MLN_NO_CST) {
        mln_lower_push_call(l, lower_import_item, MLN_ROLE_PART, require, n, MLN_ITEM_REQUIRE);
    } else {
        MLN_EACH_CST (l, item->cst, c) {
            const mln_row *row = mln_lower_row(l, c);
            if (row && strcmp(row->symbol, "import_clause") == 0)
                push_import_clause(l, c, n);
        }
    }
    mln_lower_end(l, mark);
}

static void lower_export_item(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_EXPORT_ITEM, item->aux);
    uint32_t mark = mln_lower_begin(l);
    if (item->aux == MLN_ITEM_NAMED) {
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_KEY,
                       mln_lower_field(l, item->cst, MLN_FIELD_name), n);
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_KEY,
                       mln_lower_field(l, item->cst, MLN_FIELD_alias), n);
    } else {
        push_none(l, n);
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_KEY, mln_lower_first(l, item->cst), n);
    }
    mln_lower_end(l, mark);
}

static void lower_export(mln_lower *l, const mln_todo *item)
{
    unsigned flags =
        mln_lower_has_token(l, item->cst, MLN_TOKEN_DEFAULT) ? MLN_FLAG_DEFAULT : 0u;
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_EXPORT, flags);
    uint32_t declaration = mln_lower_field(l, item->cst, MLN_FIELD_declaration);
    uint32_t value = mln_lower_field(l, item->cst, MLN_FIELD_value);
    uint32_t first_decorator = MLN_NO_CST;
    MLN_EACH_CST (l, item->cst, c) {
        const mln_row *row = mln_lower_row(l, c);
        if (row && row->kind == MLN_KIND_DECORATOR && first_decorator == MLN_NO_CST)
            first_decorator = c;
        /* `export = x`, which has no field. */
        if (value == MLN_NO_CST && declaration == MLN_NO_CST && mln_lower_is_named(l, c) && row &&
            mln_kind_get_class(row->kind) == MLN_CLASS_EXPR && row->kind != MLN_KIND_STRING)
            value = c;
    }
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, mln_lower_field(l, item->cst, MLN_FIELD_source),
                   n);
    if (declaration != MLN_NO_CST) {
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_STMT, declaration, n);
        if (first_decorator != MLN_NO_CST)
            l->todo.data[l->todo.len - 1].aux = first_decorator + 1;
    } else {
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, value, n);
    }
    MLN_EACH_CST (l, item->cst, c) {
        const mln_row *row = mln_lower_row(l, c);
        if (!row)
            continue;
        if (strcmp(row->symbol, "export_clause") == 0) {
            MLN_EACH_CST (l, c, specifier)
                if (mln_lower_is_named(l, specifier))
                    mln_lower_push_call(l, lower_export_item, MLN_ROLE_PART, specifier, n,
                                        MLN_ITEM_NAMED);
        } else if (strcmp(row->symbol, "namespace_export") == 0) {
            mln_lower_push_call(l, lower_export_item, MLN_ROLE_PART, c, n, MLN_ITEM_NAMESPACE);
        }
    }
    mln_lower_end(l, mark);
}

/* ---- expressions ---- */

static void lower_call(mln_lower *l, const mln_todo *item)
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
        MLN_EACH_CST (l, args, c)
            if (mln_lower_is_named(l, c))
                mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, c, n);
    uint32_t types = mln_lower_field(l, item->cst, MLN_FIELD_type_arguments);
    if (types != MLN_NO_CST)
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, types, n);
    mln_lower_end(l, mark);
}

static void lower_member(mln_lower *l, const mln_todo *item)
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

/* Also `(x: T)`, which only patterns use. */
static void lower_paren(mln_lower *l, const mln_todo *item)
{
    uint32_t type = mln_lower_field(l, item->cst, MLN_FIELD_type);
    uint32_t inner = mln_lower_first(l, item->cst);
    if (type == MLN_NO_CST) {
        mln_lower_through(l, item, inner, MLN_FLAG_PAREN);
        return;
    }
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_TYPED, 0);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, (mln_role)item->role, inner, n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_TYPE, type, n);
    mln_lower_end(l, mark);
}

static void lower_cast(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    uint32_t value = MLN_NO_CST, type = MLN_NO_CST;
    MLN_EACH_CST (l, item->cst, c) {
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

static void lower_yield(mln_lower *l, const mln_todo *item)
{
    unsigned flags = mln_lower_has_token(l, item->cst, MLN_TOKEN_STAR) ? MLN_FLAG_GENERATOR : 0u;
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_YIELD, flags);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_first(l, item->cst), n);
}

/* ---- literals ---- */

static void lower_string(mln_lower *l, const mln_todo *item)
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

static void lower_number(mln_lower *l, const mln_todo *item)
{
    const mln_cst_node *node = mln_lower_cst(l, item->cst);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_NUMBER, 0);
    l->tree->start[n] = node->start;
    l->tree->stop[n] = node->stop;
    mln_buf_clear(&l->text);
    mln_number_normalise(mln_lower_text(l, (mln_span){node->start, node->stop}), false, &l->text);
    mln_lower_set_text(l, n, mln_buf_get_str(&l->text));
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
static void lower_template(mln_lower *l, const mln_todo *item)
{
    const mln_cst_node *node = mln_lower_cst(l, item->cst);
    bool substitutes = false;
    MLN_EACH_CST (l, item->cst, c) {
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
    MLN_EACH_CST (l, item->cst, c) {
        const mln_row *row = mln_lower_row(l, c);
        if (!row || strcmp(row->symbol, "template_substitution") != 0)
            continue;
        const mln_cst_node *part = mln_lower_cst(l, c);
        if (part->start > at) {
            mln_todo text = {.act = MLN_ACT_CUSTOM, .cst = MLN_NO_CST, .parent = n,
                             .call = lower_template_text, .span = {at, part->start}};
            mln_vec_add(&l->todo, text);
        }
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_first(l, c), n);
        at = part->stop;
    }
    if (node->stop > at + 1) {
        mln_todo text = {.act = MLN_ACT_CUSTOM, .cst = MLN_NO_CST, .parent = n,
                         .call = lower_template_text, .span = {at, node->stop - 1}};
        mln_vec_add(&l->todo, text);
    }
    mln_lower_end(l, mark);
}

static void lower_regex(mln_lower *l, const mln_todo *item)
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
    MLN_EACH_CST (l, item->cst, c) {
        const mln_row *row = mln_lower_row(l, c);
        if (c != name && row && row->kind != MLN_KIND_TYPE_ARGS)
            mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, c, n);
    }
    mln_lower_end(l, mark);
}

static void lower_jsx(mln_lower *l, const mln_todo *item)
{
    uint32_t open = mln_lower_field(l, item->cst, MLN_FIELD_open_tag);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_JSX, open == MLN_NO_CST ? MLN_FLAG_IMPLICIT : 0u);
    uint32_t tag = open == MLN_NO_CST ? item->cst : open;
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_field(l, tag, MLN_FIELD_name), n);
    mln_lower_push_call(l, lower_jsx_attrs, MLN_ROLE_PART, tag, n, 0);
    if (open != MLN_NO_CST)
        MLN_EACH_CST (l, item->cst, c)
            if (mln_lower_is_named(l, c) && !mln_lower_cst(l, c)->field)
                mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, c, n);
    mln_lower_end(l, mark);
}

static void lower_jsx_attr(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_JSX_ATTR, 0);
    uint32_t name = MLN_NO_CST, value = MLN_NO_CST;
    MLN_EACH_CST (l, item->cst, c) {
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

static void lower_qualified_type(mln_lower *l, const mln_todo *item)
{
    uint32_t name = mln_lower_field(l, item->cst, MLN_FIELD_name);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_TYPE_NAME, 0);
    const mln_cst_node *node = mln_lower_cst(l, name == MLN_NO_CST ? item->cst : name);
    mln_lower_set_text(l, n, mln_lower_text(l, (mln_span){node->start, node->stop}));
}

static void lower_enum(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_ENUM, 0);
    uint32_t body = mln_lower_field(l, item->cst, MLN_FIELD_body);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_BIND, mln_lower_field(l, item->cst, MLN_FIELD_name),
                   n);
    if (body != MLN_NO_CST)
        MLN_EACH_CST (l, body, c)
            if (mln_lower_is_named(l, c))
                mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_KEY, c, n);
    mln_lower_end(l, mark);
}

static void lower_heritage_types(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_INTERFACE, 0);
    uint32_t mark = mln_lower_begin(l);
    uint32_t extends = MLN_NO_CST;
    MLN_EACH_CST (l, item->cst, c) {
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

static void lower_switch(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_SWITCH, 0);
    uint32_t body = mln_lower_field(l, item->cst, MLN_FIELD_body);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_field(l, item->cst, MLN_FIELD_value),
                   n);
    if (body != MLN_NO_CST)
        MLN_EACH_CST (l, body, c)
            if (mln_lower_is_named(l, c))
                mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, c, n);
    mln_lower_end(l, mark);
}

/* clang-format off */
static const mln_row rows[] = {
    {"program", MLN_KIND_FILE, 0, "*:s", NULL},
    {"statement_block", MLN_KIND_BLOCK, 0, "*:s", NULL},
    {"expression_statement", MLN_KIND_EXPR_STMT, 0, "1:e", NULL},
    {"variable_declaration", MLN_KIND_DECLARATOR, 0, NULL, lower_declaration},
    {"lexical_declaration", MLN_KIND_DECLARATOR, 0, NULL, lower_declaration},
    {"using_declaration", MLN_KIND_DECLARATOR, 0, NULL, lower_declaration},
    {"function_declaration", MLN_KIND_FUNCTION, MLN_FUNCTION_DECLARATION, NULL, lower_function},
    {"generator_function_declaration", MLN_KIND_FUNCTION, MLN_FUNCTION_DECLARATION, NULL, lower_function},
    {"function_signature", MLN_KIND_FUNCTION, MLN_FUNCTION_SIGNATURE, NULL, lower_function},
    {"function_expression", MLN_KIND_FUNCTION, MLN_FUNCTION_EXPRESSION, NULL, lower_function},
    {"generator_function", MLN_KIND_FUNCTION, MLN_FUNCTION_EXPRESSION, NULL, lower_function},
    {"arrow_function", MLN_KIND_FUNCTION, MLN_FUNCTION_ARROW, NULL, lower_function},
    {"method_definition", MLN_KIND_FUNCTION, MLN_FUNCTION_METHOD, NULL, lower_function},
    {"method_signature", MLN_KIND_FUNCTION, MLN_FUNCTION_SIGNATURE, NULL, lower_function},
    {"abstract_method_signature", MLN_KIND_FUNCTION, MLN_FUNCTION_SIGNATURE, NULL, lower_function},
    {"call_signature", MLN_KIND_FUNCTION, MLN_FUNCTION_SIGNATURE, NULL, lower_function},
    {"construct_signature", MLN_KIND_FUNCTION, MLN_FUNCTION_SIGNATURE, NULL, lower_function},
    {"formal_parameters", MLN_KIND_PARAMS, 0, NULL, lower_params},
    {"required_parameter", MLN_KIND_PARAM, 0, NULL, lower_param},
    {"optional_parameter", MLN_KIND_PARAM, 0, NULL, lower_param},
    {"class_declaration", MLN_KIND_CLASS, MLN_FUNCTION_DECLARATION, NULL, lower_class},
    {"abstract_class_declaration", MLN_KIND_CLASS, MLN_FUNCTION_DECLARATION, NULL, lower_class},
    {"class", MLN_KIND_CLASS, MLN_FUNCTION_EXPRESSION, NULL, lower_class},
    {"class_heritage", MLN_KIND_HERITAGE, 0, NULL, lower_heritage},
    {"extends_clause", MLN_KIND_EXTENDS, 0, "value:e", NULL},
    {"implements_clause", MLN_KIND_IMPLEMENTS, 0, "*:t", NULL},
    {"extends_type_clause", MLN_KIND_IMPLEMENTS, 0, "*:t", NULL},
    {"class_body", MLN_KIND_CLASS_BODY, 0, NULL, lower_class_body},
    {"public_field_definition", MLN_KIND_FIELD, 0, NULL, lower_field},
    {"field_definition", MLN_KIND_FIELD, 0, NULL, lower_field},
    {"property_signature", MLN_KIND_FIELD, 0, NULL, lower_field},
    {"class_static_block", MLN_KIND_STATIC_BLOCK, 0, "body:s", NULL},
    {"decorator", MLN_KIND_DECORATOR, 0, "1:e", NULL},
    {"if_statement", MLN_KIND_IF, 0, "condition:e consequence:b alternative:b", NULL},
    {"else_clause", MLN_KIND_NONE, 0, "1:s", NULL},
    {"for_statement", MLN_KIND_FOR, 0, "initializer:e condition:e increment:e body:b", NULL},
    {"for_in_statement", MLN_KIND_FOR_IN, 0, NULL, lower_for_in},
    {"while_statement", MLN_KIND_WHILE, 0, "condition:e body:b", NULL},
    {"do_statement", MLN_KIND_DO, 0, "body:b condition:e", NULL},
    {"switch_statement", MLN_KIND_SWITCH, 0, NULL, lower_switch},
    {"switch_case", MLN_KIND_CASE, 0, "value:e *:s", NULL},
    {"switch_default", MLN_KIND_CASE, 0, "_ *:s", NULL},
    {"try_statement", MLN_KIND_TRY, 0, "body:s handler:p finalizer:s", NULL},
    {"catch_clause", MLN_KIND_CATCH, 0, "parameter:n body:s", NULL},
    {"finally_clause", MLN_KIND_NONE, 0, "1:s", NULL},
    {"return_statement", MLN_KIND_RETURN, 0, "1:e", NULL},
    {"throw_statement", MLN_KIND_THROW, 0, "1:e", NULL},
    {"break_statement", MLN_KIND_BREAK, 0, "label:p", NULL},
    {"continue_statement", MLN_KIND_CONTINUE, 0, "label:p", NULL},
    {"labeled_statement", MLN_KIND_LABELED, 0, "label:p body:b", NULL},
    {"with_statement", MLN_KIND_WITH, 0, "object:e body:b", NULL},
    {"debugger_statement", MLN_KIND_DEBUGGER, 0, "", NULL},
    {"empty_statement", MLN_KIND_EMPTY, 0, NULL, lower_empty},
    {"import_statement", MLN_KIND_IMPORT, 0, NULL, lower_import},
    {"import_clause", MLN_KIND_NONE, 0, "1:p", NULL},
    {"import_require_clause", MLN_KIND_NONE, 0, "1:p", NULL},
    {"named_imports", MLN_KIND_NONE, 0, "1:p", NULL},
    {"namespace_import", MLN_KIND_NONE, 0, "1:n", NULL},
    {"import_specifier", MLN_KIND_IMPORT_ITEM, 0, "name:k alias:n", NULL},
    {"export_statement", MLN_KIND_EXPORT, 0, NULL, lower_export},
    {"export_clause", MLN_KIND_NONE, 0, "1:p", NULL},
    {"namespace_export", MLN_KIND_NONE, 0, "1:p", NULL},
    {"ambient_declaration", MLN_KIND_NONE, 0, "1:s", NULL},
    {"internal_module", MLN_KIND_NAMESPACE, 0, "name:n body:s", NULL},
    {"module", MLN_KIND_NAMESPACE, 0, "name:n body:s", NULL},
    {"interface_declaration", MLN_KIND_INTERFACE, 0, NULL, lower_heritage_types},
    {"interface_body", MLN_KIND_MEMBERS, 0, "*:m", NULL},
    {"enum_declaration", MLN_KIND_ENUM, 0, NULL, lower_enum},
    {"enum_assignment", MLN_KIND_ENUM_MEMBER, 0, "name:k value:e", NULL},
    {"type_alias_declaration", MLN_KIND_TYPE_ALIAS, 0, "name:n value:t", NULL},
    {"import_alias", MLN_KIND_EXPR_STMT, 0, "1:e", NULL},

    {"identifier", MLN_KIND_IDENT, 0, NULL, mln_lower_leaf},
    {"undefined", MLN_KIND_IDENT, 0, NULL, mln_lower_leaf},
    {"import", MLN_KIND_IDENT, 0, NULL, mln_lower_leaf},
    {"meta_property", MLN_KIND_IDENT, 0, NULL, mln_lower_leaf},
    {"property_identifier", MLN_KIND_PROPERTY_NAME, 0, NULL, mln_lower_leaf},
    {"private_property_identifier", MLN_KIND_PROPERTY_NAME, 0, NULL, mln_lower_leaf},
    {"statement_identifier", MLN_KIND_LABEL, 0, NULL, mln_lower_leaf},
    {"this", MLN_KIND_THIS, 0, NULL, mln_lower_leaf},
    {"super", MLN_KIND_SUPER, 0, NULL, mln_lower_leaf},
    {"number", MLN_KIND_NUMBER, 0, NULL, lower_number},
    {"string", MLN_KIND_STRING, 0, NULL, lower_string},
    {"template_string", MLN_KIND_TEMPLATE, 0, NULL, lower_template},
    {"template_substitution", MLN_KIND_NONE, 0, "1:e", NULL},
    {"regex", MLN_KIND_REGEX, 0, NULL, lower_regex},
    {"true", MLN_KIND_BOOL, 0, NULL, mln_lower_leaf},
    {"false", MLN_KIND_BOOL, 0, NULL, mln_lower_leaf},
    {"null", MLN_KIND_NULL, 0, NULL, mln_lower_leaf},
    {"array", MLN_KIND_ARRAY, 0, "*:e", NULL},
    {"object", MLN_KIND_OBJECT, 0, "*:m", NULL},
    {"array_pattern", MLN_KIND_ARRAY, 0, NULL, lower_pattern_list},
    {"object_pattern", MLN_KIND_OBJECT, 0, NULL, lower_pattern_list},
    {"pair", MLN_KIND_PROPERTY, 0, "key:k value:e", NULL},
    {"pair_pattern", MLN_KIND_PROPERTY, 0, NULL, lower_pair_pattern},
    {"shorthand_property_identifier", MLN_KIND_PROPERTY, 0, NULL, lower_shorthand},
    {"shorthand_property_identifier_pattern", MLN_KIND_PROPERTY, MLN_FLAG_PATTERN, NULL, lower_shorthand},
    {"object_assignment_pattern", MLN_KIND_PROPERTY, 0, NULL, lower_shorthand_default},
    {"assignment_pattern", MLN_KIND_DEFAULT_VALUE, 0, NULL, lower_default_pattern},
    {"rest_pattern", MLN_KIND_SPREAD, 0, NULL, lower_rest_pattern},
    {"spread_element", MLN_KIND_SPREAD, 0, "1:e", NULL},
    {"computed_property_name", MLN_KIND_COMPUTED_KEY, 0, "1:e", NULL},
    {"call_expression", MLN_KIND_CALL, 0, NULL, lower_call},
    {"new_expression", MLN_KIND_NEW, 0, NULL, lower_call},
    {"member_expression", MLN_KIND_MEMBER, 0, NULL, lower_member},
    {"nested_identifier", MLN_KIND_MEMBER, 0, NULL, lower_member},
    {"subscript_expression", MLN_KIND_INDEX, 0, NULL, lower_member},
    {"parenthesized_expression", MLN_KIND_NONE, MLN_FLAG_PAREN, NULL, lower_paren},
    {"binary_expression", MLN_KIND_BINARY, 0, "left:e right:e", mln_lower_operator},
    {"unary_expression", MLN_KIND_UNARY, 0, "argument:e", mln_lower_operator},
    {"update_expression", MLN_KIND_UPDATE, 0, "argument:e", mln_lower_operator},
    {"assignment_expression", MLN_KIND_ASSIGN, 0, "left:e right:e", NULL},
    {"augmented_assignment_expression", MLN_KIND_ASSIGN, 0, "left:e right:e", mln_lower_operator},
    {"ternary_expression", MLN_KIND_CONDITIONAL, 0, "condition:e consequence:e alternative:e", NULL},
    {"sequence_expression", MLN_KIND_SEQUENCE, 0, "*:e", NULL},
    {"await_expression", MLN_KIND_AWAIT, 0, "1:e", NULL},
    {"yield_expression", MLN_KIND_YIELD, 0, NULL, lower_yield},
    {"as_expression", MLN_KIND_CAST, MLN_CAST_AS, NULL, lower_cast},
    {"satisfies_expression", MLN_KIND_CAST, MLN_CAST_SATISFIES, NULL, lower_cast},
    {"type_assertion", MLN_KIND_CAST, MLN_CAST_ANGLE, NULL, lower_cast},
    {"non_null_expression", MLN_KIND_CAST, MLN_CAST_NON_NULL, NULL, lower_cast},
    {"instantiation_expression", MLN_KIND_NONE, 0, "1:e", NULL},
    {"jsx_element", MLN_KIND_JSX, 0, NULL, lower_jsx},
    {"jsx_self_closing_element", MLN_KIND_JSX, 0, NULL, lower_jsx},
    {"jsx_attribute", MLN_KIND_JSX_ATTR, 0, NULL, lower_jsx_attr},
    {"jsx_expression", MLN_KIND_JSX_EXPR, 0, "1:e", NULL},
    {"jsx_text", MLN_KIND_JSX_TEXT, 0, NULL, mln_lower_leaf},
    {"html_character_reference", MLN_KIND_JSX_TEXT, 0, NULL, mln_lower_leaf},
    {"jsx_namespace_name", MLN_KIND_IDENT, 0, NULL, mln_lower_leaf},

    {"type_annotation", MLN_KIND_NONE, 0, "1:t", NULL},
    {"omitting_type_annotation", MLN_KIND_NONE, 0, "1:t", NULL},
    {"opting_type_annotation", MLN_KIND_NONE, 0, "1:t", NULL},
    {"adding_type_annotation", MLN_KIND_NONE, 0, "1:t", NULL},
    {"type_identifier", MLN_KIND_TYPE_NAME, 0, NULL, mln_lower_leaf},
    {"predefined_type", MLN_KIND_TYPE_NAME, 0, NULL, mln_lower_leaf},
    {"this_type", MLN_KIND_TYPE_NAME, 0, NULL, mln_lower_leaf},
    {"existential_type", MLN_KIND_TYPE_NAME, 0, NULL, mln_lower_leaf},
    {"nested_type_identifier", MLN_KIND_TYPE_NAME, 0, NULL, lower_qualified_type},
    {"generic_type", MLN_KIND_TYPE_APPLY, 0, "name:t type_arguments:p", NULL},
    {"type_arguments", MLN_KIND_TYPE_ARGS, 0, "*:t", NULL},
    {"type_parameters", MLN_KIND_TYPE_PARAMS, 0, "*:p", NULL},
    {"type_parameter", MLN_KIND_TYPE_PARAM, 0, "name:n constraint:t value:t", NULL},
    {"constraint", MLN_KIND_NONE, 0, "1:t", NULL},
    {"default_type", MLN_KIND_NONE, 0, "1:t", NULL},
    {"array_type", MLN_KIND_TYPE_ARRAY, 0, "1:t _", NULL},
    {"union_type", MLN_KIND_TYPE_UNION, 0, "*:t", NULL},
    {"intersection_type", MLN_KIND_TYPE_INTERSECT, 0, "*:t", NULL},
    {"tuple_type", MLN_KIND_TYPE_TUPLE, 0, "*:t", NULL},
    {"object_type", MLN_KIND_TYPE_OBJECT, 0, "*:m", NULL},
    {"literal_type", MLN_KIND_TYPE_LITERAL, 0, "1:t", NULL},
    {"function_type", MLN_KIND_TYPE_FUNCTION, 0, "return_type:t parameters:p", NULL},
    {"constructor_type", MLN_KIND_TYPE_FUNCTION, 0, "type:t parameters:p", NULL},
    {"parenthesized_type", MLN_KIND_NONE, 0, "1:t", NULL},
    {"index_signature", MLN_KIND_TYPE_OPERATOR, 0, "*:t", NULL},
    {"mapped_type_clause", MLN_KIND_TYPE_OPERATOR, 0, "*:t", NULL},
    {"type_query", MLN_KIND_TYPE_OPERATOR, 0, "*:t", NULL},
    {"index_type_query", MLN_KIND_TYPE_OPERATOR, 0, "*:t", NULL},
    {"lookup_type", MLN_KIND_TYPE_OPERATOR, 0, "*:t", NULL},
    {"conditional_type", MLN_KIND_TYPE_OPERATOR, 0, "*:t", NULL},
    {"readonly_type", MLN_KIND_TYPE_OPERATOR, 0, "*:t", NULL},
    {"infer_type", MLN_KIND_TYPE_OPERATOR, 0, "*:t", NULL},
    {"template_literal_type", MLN_KIND_TYPE_OPERATOR, 0, "*:t", NULL},
    {"template_type", MLN_KIND_TYPE_OPERATOR, 0, "*:t", NULL},
    {"optional_type", MLN_KIND_TYPE_OPERATOR, 0, "*:t", NULL},
    {"rest_type", MLN_KIND_TYPE_OPERATOR, 0, "*:t", NULL},
    {"flow_maybe_type", MLN_KIND_TYPE_OPERATOR, 0, "*:t", NULL},
    {"type_predicate", MLN_KIND_TYPE_OPERATOR, 0, "*:t", NULL},
    {"type_predicate_annotation", MLN_KIND_NONE, 0, "1:t", NULL},
    {"asserts", MLN_KIND_TYPE_OPERATOR, 0, "*:t", NULL},
    {"asserts_annotation", MLN_KIND_NONE, 0, "1:t", NULL},
    {"string_fragment", MLN_KIND_TEMPLATE_TEXT, 0, NULL, mln_lower_leaf},
};
/* clang-format on */

void mln_lang_ecma_init(mln_grammar *grammar, mln_lang lang)
{
    static const char *const comments[] = {"comment", "html_comment", "hash_bang_line", NULL};
    mln_grammar_init(grammar, lang,
                     lang == MLN_LANG_JS    ? tree_sitter_javascript()
                     : lang == MLN_LANG_TSX ? tree_sitter_tsx()
                                            : tree_sitter_typescript(),
                     rows, MLN_COUNT_OF(rows), comments);
}
