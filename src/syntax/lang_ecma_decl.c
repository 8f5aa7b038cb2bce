/* JavaScript and TypeScript: declarations, functions, classes, modules. */
#include "syntax/lang_ecma_p.h"

#include "base/banned.h"

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
    MLN_EACH_CST(l, item->cst, c)
    {
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
void mln_ecma_declaration(mln_lower *l, const mln_todo *item)
{
    uint32_t count = 0;
    MLN_EACH_CST(l, item->cst, c)
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
    MLN_EACH_CST(l, item->cst, c)
    if (mln_lower_is_named(l, c))
        mln_lower_push_call(l, lower_declarator, MLN_ROLE_STMT, c, parent, item->cst);
    mln_lower_end(l, mark);
}

void mln_ecma_for_in(mln_lower *l, const mln_todo *item)
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
void mln_ecma_empty(mln_lower *l, const mln_todo *item)
{
    if (l->tree->kind[item->parent] == MLN_KIND_FOR && item->role == MLN_ROLE_EXPR)
        mln_lower_emit_none(l, item->parent);
    else
        mln_lower_emit(l, item, MLN_KIND_EMPTY, 0);
}

/* ---- functions ---- */

/* `constructor(private readonly db: Db)`: a parameter that is a field too. */
static bool is_parameter_property(const mln_lower *l, uint32_t cst)
{
    MLN_EACH_CST(l, cst, c)
    {
        if (mln_lower_token(l, c) == MLN_TOKEN_READONLY)
            return true;
        if (mln_lower_is_named(l, c) && (mln_lower_has_token(l, c, MLN_TOKEN_PRIVATE) ||
                                         mln_lower_has_token(l, c, MLN_TOKEN_PUBLIC) ||
                                         mln_lower_has_token(l, c, MLN_TOKEN_PROTECTED)))
            return true;
    }
    return false;
}

/* One parameter: a bare pattern (JavaScript) or a required_/optional_parameter (TypeScript). */
void mln_ecma_param(mln_lower *l, const mln_todo *item)
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
        if (is_parameter_property(l, cst))
            flags |= MLN_FLAG_STATIC;
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

void mln_ecma_params(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_PARAMS, 0);
    uint32_t mark = mln_lower_begin(l);
    MLN_EACH_CST(l, item->cst, c)
    if (mln_lower_is_named(l, c))
        mln_lower_push_call(l, mln_ecma_param, MLN_ROLE_PART, c, n, 0);
    mln_lower_end(l, mark);
}

/* `x => …` */
static void lower_lone_param(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_PARAMS, MLN_FLAG_IMPLICIT);
    mln_lower_push_call(l, mln_ecma_param, MLN_ROLE_PART, item->cst, n, 0);
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
    uint32_t n =
        mln_lower_emit_at(l, MLN_KIND_RETURN, MLN_ROLE_STMT, MLN_FLAG_IMPLICIT, block, item->span);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, item->cst, n);
}

void mln_ecma_function(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    unsigned flags = row->flags;
    MLN_EACH_CST(l, item->cst, c)
    {
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

void mln_ecma_class(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_CLASS, row->flags);
    widen_to_decorators(l, item, n);
    uint32_t heritage = MLN_NO_CST;
    MLN_EACH_CST(l, item->cst, c)
    {
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

void mln_ecma_class_body(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_CLASS_BODY, 0);
    uint32_t first = 0; /* of the decorators before the next member, plus one */
    uint32_t mark = mln_lower_begin(l);
    MLN_EACH_CST(l, item->cst, c)
    {
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

static void lower_extends(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_EXTENDS, 0);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, item->cst, n);
}

/* JavaScript: the expression stands in class_heritage itself. */
void mln_ecma_heritage(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_HERITAGE, 0);
    uint32_t mark = mln_lower_begin(l);
    MLN_EACH_CST(l, item->cst, c)
    {
        if (!mln_lower_is_named(l, c))
            continue;
        const mln_row *row = mln_lower_row(l, c);
        if (row && (row->kind == MLN_KIND_EXTENDS || row->kind == MLN_KIND_IMPLEMENTS))
            mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, c, n);
        else
            mln_lower_push_call(l, lower_extends, MLN_ROLE_PART, c, n, 0);
    }
    mln_lower_end(l, mark);
}

void mln_ecma_field(mln_lower *l, const mln_todo *item)
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
        uint32_t name =
            row && row->kind == MLN_KIND_IDENT ? item->cst : mln_lower_first(l, item->cst);
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_BIND, name, n);
    }
    mln_lower_end(l, mark);
}

static void push_import_clause(mln_lower *l, uint32_t clause, uint32_t n)
{
    MLN_EACH_CST(l, clause, c)
    {
        const mln_row *row = mln_lower_row(l, c);
        if (!row || !mln_lower_is_named(l, c))
            continue;
        if (row->kind == MLN_KIND_IDENT)
            mln_lower_push_call(l, lower_import_item, MLN_ROLE_PART, c, n, MLN_ITEM_DEFAULT);
        else if (strcmp(row->symbol, "namespace_import") == 0)
            mln_lower_push_call(l, lower_import_item, MLN_ROLE_PART, c, n, MLN_ITEM_NAMESPACE);
        else
            MLN_EACH_CST(l, c, specifier)
        if (mln_lower_is_named(l, specifier))
            mln_lower_push_call(l, lower_import_item, MLN_ROLE_PART, specifier, n, MLN_ITEM_NAMED);
    }
}

void mln_ecma_import(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_IMPORT, 0);
    uint32_t source = mln_lower_field(l, item->cst, MLN_FIELD_source);
    uint32_t require = MLN_NO_CST;
    MLN_EACH_CST(l, item->cst, c)
    {
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
        MLN_EACH_CST(l, item->cst, c)
        {
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

void mln_ecma_export(mln_lower *l, const mln_todo *item)
{
    unsigned flags = mln_lower_has_token(l, item->cst, MLN_TOKEN_DEFAULT) ? MLN_FLAG_DEFAULT : 0u;
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_EXPORT, flags);
    uint32_t declaration = mln_lower_field(l, item->cst, MLN_FIELD_declaration);
    uint32_t value = mln_lower_field(l, item->cst, MLN_FIELD_value);
    uint32_t first_decorator = MLN_NO_CST;
    MLN_EACH_CST(l, item->cst, c)
    {
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
    MLN_EACH_CST(l, item->cst, c)
    {
        const mln_row *row = mln_lower_row(l, c);
        if (!row)
            continue;
        if (strcmp(row->symbol, "export_clause") == 0) {
            MLN_EACH_CST(l, c, specifier)
            if (mln_lower_is_named(l, specifier))
                mln_lower_push_call(l, lower_export_item, MLN_ROLE_PART, specifier, n,
                                    MLN_ITEM_NAMED);
        } else if (strcmp(row->symbol, "namespace_export") == 0) {
            mln_lower_push_call(l, lower_export_item, MLN_ROLE_PART, c, n, MLN_ITEM_NAMESPACE);
        }
    }
    mln_lower_end(l, mark);
}
