/* C: the adapter for its grammar. */
#include "syntax/lang_c_p.h"

#include "base/banned.h"

const struct TSLanguage *tree_sitter_c(void);

static bool is_symbol(const mln_lower *l, uint32_t cst, const char *symbol)
{
    const mln_row *row = mln_lower_row(l, cst);
    return row && strcmp(row->symbol, symbol) == 0;
}

/* ---- declarators ----
 *
 * C writes types inside out: in `char *p[10]` the pointer stands outside the array. The declarators
 * from the outermost to the name are laid out in `chains`; the type is then read backwards from the
 * name: array of pointer to char. */

typedef enum { LINK_POINTER, LINK_ARRAY, LINK_FUNCTION, LINK_PLAIN } link_kind;

static link_kind get_link(const mln_lower *l, uint32_t cst)
{
    const mln_row *row = mln_lower_row(l, cst);
    switch (row ? row->kind : MLN_KIND_NONE) {
    case MLN_KIND_TYPE_POINTER:
        return LINK_POINTER;
    case MLN_KIND_TYPE_ARRAY:
        return LINK_ARRAY;
    case MLN_KIND_TYPE_FUNCTION:
        return LINK_FUNCTION;
    default:
        return LINK_PLAIN;
    }
}

static bool is_declarator(const mln_lower *l, uint32_t cst)
{
    const mln_row *row = mln_lower_row(l, cst);
    return row && (get_link(l, cst) != LINK_PLAIN || row->kind == MLN_KIND_DECLARATOR);
}

/* Lays out the chain that begins at `cst`. Returns where it begins in `chains`: behind a stop mark.
 * `*name` is the identifier, or MLN_NO_CST in an abstract declarator. */
static uint32_t lay_chain(mln_lower *l, uint32_t cst, uint32_t *name)
{
    mln_vec_add(&l->chains, MLN_NO_CST);
    uint32_t start = l->chains.len;
    *name = MLN_NO_CST;
    while (cst != MLN_NO_CST) {
        if (!is_declarator(l, cst)) {
            *name = cst;
            break;
        }
        if (get_link(l, cst) != LINK_PLAIN)
            mln_vec_add(&l->chains, cst);
        uint32_t inner = mln_lower_field(l, cst, MLN_FIELD_declarator);
        if (inner == MLN_NO_CST)
            MLN_EACH_CST(l, cst, c)
            {
                const mln_row *row = mln_lower_row(l, c);
                if (mln_lower_is_named(l, c) &&
                    (is_declarator(l, c) ||
                     (row &&
                      (row->kind == MLN_KIND_IDENT || row->kind == MLN_KIND_TYPE_NAME ||
                       row->kind == MLN_KIND_PROPERTY_NAME) &&
                      !is_symbol(l, cst, "abstract_function_declarator")))) {
                    inner = c;
                    break;
                }
            }
        cst = inner;
    }
    return start;
}

/* `const` and the like beside the type. */
static unsigned get_qualifiers(const mln_lower *l, uint32_t cst)
{
    unsigned flags = 0;
    MLN_EACH_CST(l, cst, c)
    {
        if (!mln_lower_is_named(l, c))
            continue;
        const mln_cst_node *node = mln_lower_cst(l, c);
        mln_str text = mln_lower_text(l, (mln_span){node->start, node->stop});
        if (is_symbol(l, c, "type_qualifier") && mln_str_is(text, "const"))
            flags |= MLN_FLAG_CONST;
        if (is_symbol(l, c, "storage_class_specifier") && mln_str_is(text, "static"))
            flags |= MLN_FLAG_STATIC;
    }
    return flags;
}

/* `cst`: what holds the base type (a declaration, parameter, descriptor); `aux`: one past the link
 * to be read next. */
static void lower_type(mln_lower *l, const mln_todo *item)
{
    uint32_t link = l->chains.data[item->aux - 1];
    if (link == MLN_NO_CST) {
        uint32_t type = mln_lower_field(l, item->cst, MLN_FIELD_type);
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_TYPE, type, item->parent);
        l->todo.data[l->todo.len - 1].flags =
            (uint16_t)(get_qualifiers(l, item->cst) & MLN_FLAG_CONST);
        return;
    }
    mln_todo at = *item;
    /* The span of a made-up type is the declaration's: it has no place of its own. */
    const mln_row *row = mln_lower_row(l, link);
    uint32_t n = mln_lower_emit(l, &at, row->kind, 0);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push_call(l, lower_type, MLN_ROLE_TYPE, item->cst, n, item->aux - 1);
    if (row->kind == MLN_KIND_TYPE_ARRAY)
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_field(l, link, MLN_FIELD_size),
                       n);
    if (row->kind == MLN_KIND_TYPE_FUNCTION) {
        uint32_t params = mln_lower_field(l, link, MLN_FIELD_parameters);
        if (params != MLN_NO_CST)
            mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, params, n);
    }
    mln_lower_end(l, mark);
}

static void push_type(mln_lower *l, uint32_t cst, uint32_t parent, uint32_t chain_stop)
{
    mln_lower_push_call(l, lower_type, MLN_ROLE_TYPE, cst, parent, chain_stop);
}

/* A made-up type's span must lie in its parent's. */
static void lower_typed_item(mln_lower *l, const mln_todo *item, uint32_t holder,
                             uint32_t declarator, mln_kind kind, unsigned flags)
{
    uint32_t value = MLN_NO_CST, name;
    if (declarator != MLN_NO_CST && is_symbol(l, declarator, "init_declarator")) {
        value = mln_lower_field(l, declarator, MLN_FIELD_value);
        declarator = mln_lower_field(l, declarator, MLN_FIELD_declarator);
    }
    uint32_t start = lay_chain(l, declarator, &name);
    uint32_t stop = l->chains.len;
    if (kind == MLN_KIND_DECLARATOR && stop > start &&
        get_link(l, l->chains.data[stop - 1]) == LINK_FUNCTION) {
        /* A prototype. */
        uint32_t n = mln_lower_emit(l, item, MLN_KIND_FUNCTION,
                                    MLN_FUNCTION_SIGNATURE | (flags & (unsigned)MLN_FLAG_STATIC));
        uint32_t mark = mln_lower_begin(l);
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_BIND, name, n);
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART,
                       mln_lower_field(l, l->chains.data[stop - 1], MLN_FIELD_parameters), n);
        push_type(l, holder, n, stop - 1);
        mln_lower_push(l, MLN_ACT_NONE, MLN_ROLE_PART, MLN_NO_CST, n);
        mln_lower_end(l, mark);
        return;
    }
    uint32_t n = mln_lower_emit(l, item, kind, flags);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, kind == MLN_KIND_FIELD ? MLN_ROLE_KEY : MLN_ROLE_BIND, name,
                   n);
    push_type(l, holder, n, stop);
    if (kind != MLN_KIND_TYPE_ALIAS)
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, value, n);
    mln_lower_end(l, mark);
}

/* `aux`: the declarator, plus one; 0 for none. `cst`: the declaration. */
static void lower_declared(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    unsigned flags = row->kind == MLN_KIND_DECLARATOR ? MLN_DECL_PLAIN : 0u;
    if (row->kind == MLN_KIND_DECLARATOR)
        flags |= get_qualifiers(l, item->cst);
    lower_typed_item(l, item, item->cst, item->aux ? item->aux - 1 : MLN_NO_CST, row->kind, flags);
}

/* declaration, field_declaration, type_definition: one node a declarator. */
static void lower_declaration(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    uint8_t field = l->grammar->fields[MLN_FIELD_declarator];
    uint32_t count = 0;
    MLN_EACH_CST(l, item->cst, c)
    count += mln_lower_cst(l, c)->field == field && mln_lower_is_named(l, c);
    uint32_t parent = item->parent;
    mln_role role = row->kind == MLN_KIND_FIELD ? MLN_ROLE_MEMBER : MLN_ROLE_STMT;
    uint32_t type = mln_lower_field(l, item->cst, MLN_FIELD_type);
    const mln_row *type_row = type == MLN_NO_CST ? NULL : mln_lower_row(l, type);
    bool defines =
        type_row && (type_row->kind == MLN_KIND_STRUCT || type_row->kind == MLN_KIND_ENUM);
    if (count == 0 && defines && row->kind == MLN_KIND_DECLARATOR) {
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_STMT, type, parent);
        return;
    }
    uint32_t mark = mln_lower_begin(l);
    if (count != 1 && l->tree->kind[parent] == MLN_KIND_FOR) {
        mln_todo block = *item;
        parent = mln_lower_emit(l, &block, MLN_KIND_BLOCK, MLN_FLAG_IMPLICIT);
    }
    if (count == 0)
        mln_lower_push_call(l, lower_declared, role, item->cst, parent, 0);
    MLN_EACH_CST(l, item->cst, c)
    if (mln_lower_cst(l, c)->field == field && mln_lower_is_named(l, c))
        mln_lower_push_call(l, lower_declared, role, item->cst, parent, c + 1);
    mln_lower_end(l, mark);
}

static void lower_parameter(mln_lower *l, const mln_todo *item)
{
    if (is_symbol(l, item->cst, "variadic_parameter")) {
        uint32_t n = mln_lower_emit(l, item, MLN_KIND_PARAM, MLN_FLAG_REST);
        for (int i = 0; i < 3; i++)
            mln_lower_emit_none(l, n);
        return;
    }
    if (!is_symbol(l, item->cst, "parameter_declaration")) {
        /* An old-style parameter, or a macro: a bare name. */
        uint32_t n = mln_lower_emit(l, item, MLN_KIND_PARAM, 0);
        uint32_t mark = mln_lower_begin(l);
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_BIND, item->cst, n);
        mln_lower_push(l, MLN_ACT_NONE, MLN_ROLE_PART, MLN_NO_CST, n);
        mln_lower_push(l, MLN_ACT_NONE, MLN_ROLE_PART, MLN_NO_CST, n);
        mln_lower_end(l, mark);
        return;
    }
    lower_typed_item(l, item, item->cst, mln_lower_field(l, item->cst, MLN_FIELD_declarator),
                     MLN_KIND_PARAM, 0);
}

static void lower_params(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_PARAMS, 0);
    uint32_t mark = mln_lower_begin(l);
    MLN_EACH_CST(l, item->cst, c)
    if (mln_lower_is_named(l, c))
        mln_lower_push_call(l, lower_parameter, MLN_ROLE_PART, c, n, 0);
    mln_lower_end(l, mark);
}

static void lower_function(mln_lower *l, const mln_todo *item)
{
    uint32_t name;
    uint32_t start = lay_chain(l, mln_lower_field(l, item->cst, MLN_FIELD_declarator), &name);
    uint32_t stop = l->chains.len;
    uint32_t params = MLN_NO_CST;
    if (stop > start && get_link(l, l->chains.data[stop - 1]) == LINK_FUNCTION)
        params = mln_lower_field(l, l->chains.data[--stop], MLN_FIELD_parameters);
    unsigned flags = get_qualifiers(l, item->cst) & (unsigned)MLN_FLAG_STATIC;
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_FUNCTION, MLN_FUNCTION_DECLARATION | flags);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_BIND, name, n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, params, n);
    push_type(l, item->cst, n, stop);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_STMT, mln_lower_field(l, item->cst, MLN_FIELD_body),
                   n);
    mln_lower_end(l, mark);
}

/* A type in a cast or sizeof. */
static void lower_descriptor(mln_lower *l, const mln_todo *item)
{
    uint32_t name;
    lay_chain(l, mln_lower_field(l, item->cst, MLN_FIELD_declarator), &name);
    mln_lower_push_call(l, lower_type, MLN_ROLE_TYPE, item->cst, item->parent, l->chains.len);
}

/* `unsigned  long` and `unsigned long` are one type. */
static void lower_sized_type(mln_lower *l, const mln_todo *item)
{
    const mln_cst_node *node = mln_lower_cst(l, item->cst);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_TYPE_NAME, 0);
    mln_str text = mln_lower_text(l, (mln_span){node->start, node->stop});
    mln_buf_clear(&l->text);
    bool space = false;
    for (uint32_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] <= ' ') {
            space = l->text.len > 0;
            continue;
        }
        if (space)
            mln_buf_add_char(&l->text, ' ');
        space = false;
        mln_buf_add_char(&l->text, text.ptr[i]);
    }
    mln_lower_set_text(l, n, mln_buf_get_str(&l->text));
}

static void lower_struct(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    uint32_t n = mln_lower_emit(l, item, row->kind, row->flags);
    uint32_t body = mln_lower_field(l, item->cst, MLN_FIELD_body);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_BIND, mln_lower_field(l, item->cst, MLN_FIELD_name),
                   n);
    if (row->kind == MLN_KIND_STRUCT) {
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, body, n);
    } else if (body != MLN_NO_CST) {
        MLN_EACH_CST(l, body, c)
        if (mln_lower_is_named(l, c))
            mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_MEMBER, c, n);
    }
    mln_lower_end(l, mark);
}

/* ---- statements ---- */

static void lower_switch(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_SWITCH, 0);
    uint32_t body = mln_lower_field(l, item->cst, MLN_FIELD_body);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR,
                   mln_lower_field(l, item->cst, MLN_FIELD_condition), n);
    if (body != MLN_NO_CST)
        MLN_EACH_CST(l, body, c)
    if (mln_lower_is_named(l, c))
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_STMT, c, n);
    mln_lower_end(l, mark);
}

static void lower_expression_statement(mln_lower *l, const mln_todo *item)
{
    uint32_t first = mln_lower_first(l, item->cst);
    if (first == MLN_NO_CST) {
        mln_lower_emit(l, item, MLN_KIND_EMPTY, 0);
        return;
    }
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_EXPR_STMT, 0);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, first, n);
}

static uint32_t find_pp_condition(const mln_lower *l, uint32_t cst)
{
    uint32_t cond = mln_lower_field(l, cst, MLN_FIELD_condition);
    return cond == MLN_NO_CST ? mln_lower_field(l, cst, MLN_FIELD_name) : cond;
}

static void lower_pp_body(mln_lower *l, const mln_todo *item)
{
    uint32_t cond = find_pp_condition(l, item->cst);
    uint32_t other = mln_lower_field(l, item->cst, MLN_FIELD_alternative);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_BLOCK, MLN_FLAG_IMPLICIT);
    uint32_t mark = mln_lower_begin(l);
    MLN_EACH_CST(l, item->cst, c)
    if (c != cond && c != other && mln_lower_is_named(l, c))
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_STMT, c, n);
    mln_lower_end(l, mark);
}

/* `#if`, `#ifdef` and their branches: what they hold is code like any other. */
static void lower_pp_if(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_CONDITIONAL_PP, 0);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, find_pp_condition(l, item->cst), n);
    mln_lower_push_call(l, lower_pp_body, MLN_ROLE_STMT, item->cst, n, 0);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_STMT,
                   mln_lower_field(l, item->cst, MLN_FIELD_alternative), n);
    mln_lower_end(l, mark);
}

static void lower_define(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_DEFINE, 0);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_BIND, mln_lower_field(l, item->cst, MLN_FIELD_name),
                   n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART,
                   mln_lower_field(l, item->cst, MLN_FIELD_parameters), n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_PART, mln_lower_field(l, item->cst, MLN_FIELD_value),
                   n);
    mln_lower_end(l, mark);
}

/* ---- expressions ---- */

static void lower_call(mln_lower *l, const mln_todo *item)
{
    uint32_t args = mln_lower_field(l, item->cst, MLN_FIELD_arguments);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_CALL, 0);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR,
                   mln_lower_field(l, item->cst, MLN_FIELD_function), n);
    if (args != MLN_NO_CST)
        MLN_EACH_CST(l, args, c)
    if (mln_lower_is_named(l, c))
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, c, n);
    mln_lower_end(l, mark);
}

static void lower_member(mln_lower *l, const mln_todo *item)
{
    unsigned op =
        mln_lower_has_token(l, item->cst, MLN_TOKEN_ARROW) ? MLN_MEMBER_ARROW : MLN_MEMBER_DOT;
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_MEMBER, op);
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR,
                   mln_lower_field(l, item->cst, MLN_FIELD_argument), n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_KEY, mln_lower_field(l, item->cst, MLN_FIELD_field),
                   n);
    mln_lower_end(l, mark);
}

static void lower_sizeof(mln_lower *l, const mln_todo *item)
{
    uint32_t type = mln_lower_field(l, item->cst, MLN_FIELD_type);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_SIZEOF, 0);
    if (type != MLN_NO_CST)
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_TYPE, type, n);
    else
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR,
                       mln_lower_field(l, item->cst, MLN_FIELD_value), n);
}

static void lower_paren(mln_lower *l, const mln_todo *item)
{
    uint32_t inner = mln_lower_first(l, item->cst);
    if (inner != MLN_NO_CST && is_symbol(l, inner, "compound_statement")) {
        uint32_t n = mln_lower_emit(l, item, MLN_KIND_STMT_EXPR, 0);
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_STMT, inner, n);
        return;
    }
    mln_lower_inside(l, item, inner, MLN_FLAG_PAREN);
}

/* Appends the value of one literal, prefix (L, u8 …) and quotes aside. */
static void decode_literal(mln_lower *l, uint32_t cst)
{
    const mln_cst_node *node = mln_lower_cst(l, cst);
    mln_str text = mln_lower_text(l, (mln_span){node->start, node->stop});
    while (text.len && text.ptr[0] != '"' && text.ptr[0] != '\'' && text.ptr[0] != '<') {
        text.ptr++;
        text.len--;
    }
    if (text.len < 2)
        return;
    mln_string_decode((mln_str){text.ptr + 1, text.len - 2}, true, &l->text);
}

static void lower_string(mln_lower *l, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(l, item->cst);
    const mln_cst_node *node = mln_lower_cst(l, item->cst);
    bool joined = strcmp(row->symbol, "concatenated_string") == 0;
    if (joined) {
        MLN_EACH_CST(l, item->cst, c)
        if (mln_lower_is_named(l, c) && !is_symbol(l, c, "string_literal")) {
            /* Pasted with a macro: its value is not known. */
            uint32_t other = mln_lower_emit(l, item, MLN_KIND_TEMPLATE, 0);
            uint32_t mark = mln_lower_begin(l);
            MLN_EACH_CST(l, item->cst, part)
            if (mln_lower_is_named(l, part))
                mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, part, other);
            mln_lower_end(l, mark);
            return;
        }
    }
    uint32_t n = mln_lower_emit(l, item, row->kind, row->flags);
    l->tree->start[n] = node->start;
    l->tree->stop[n] = node->stop;
    mln_buf_clear(&l->text);
    if (joined) {
        MLN_EACH_CST(l, item->cst, c)
        if (mln_lower_is_named(l, c))
            decode_literal(l, c);
    } else {
        decode_literal(l, item->cst);
    }
    mln_lower_set_text(l, n, mln_buf_get_str(&l->text));
}

static void lower_designated(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_PROPERTY, 0);
    l->tree->role[n] = MLN_ROLE_MEMBER;
    uint32_t mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_KEY, mln_lower_first(l, item->cst), n);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_field(l, item->cst, MLN_FIELD_value),
                   n);
    mln_lower_end(l, mark);
}

/* `.name` */
static void lower_designator(mln_lower *l, const mln_todo *item)
{
    mln_lower_through(l, item, mln_lower_first(l, item->cst), 0);
}

/* clang-format off */
static const mln_row rows[] = {
    {"translation_unit", MLN_KIND_FILE, 0, "*:s", NULL},
    {"compound_statement", MLN_KIND_BLOCK, 0, "*:s", NULL},
    {"declaration_list", MLN_KIND_BLOCK, 0, "*:s", NULL},
    {"function_definition", MLN_KIND_FUNCTION, 0, NULL, lower_function},
    {"declaration", MLN_KIND_DECLARATOR, 0, NULL, lower_declaration},
    {"init_declarator", MLN_KIND_DECLARATOR, 0, "declarator:n _ value:e", NULL},
    {"field_declaration", MLN_KIND_FIELD, 0, NULL, lower_declaration},
    {"type_definition", MLN_KIND_TYPE_ALIAS, 0, NULL, lower_declaration},
    {"linkage_specification", MLN_KIND_NAMESPACE, 0, "value:n body:b", NULL},
    {"expression_statement", MLN_KIND_EXPR_STMT, 0, NULL, lower_expression_statement},
    {"attributed_statement", MLN_KIND_NONE, 0, "1:s", NULL},
    {"if_statement", MLN_KIND_IF, 0, "condition:e consequence:b alternative:b", NULL},
    {"else_clause", MLN_KIND_NONE, 0, "1:s", NULL},
    {"for_statement", MLN_KIND_FOR, 0, "initializer:e condition:e update:e body:b", NULL},
    {"while_statement", MLN_KIND_WHILE, 0, "condition:e body:b", NULL},
    {"do_statement", MLN_KIND_DO, 0, "body:b condition:e", NULL},
    {"switch_statement", MLN_KIND_SWITCH, 0, NULL, lower_switch},
    {"case_statement", MLN_KIND_CASE, 0, "value:e *:s", NULL},
    {"return_statement", MLN_KIND_RETURN, 0, "1:e", NULL},
    {"break_statement", MLN_KIND_BREAK, 0, "_", NULL},
    {"continue_statement", MLN_KIND_CONTINUE, 0, "_", NULL},
    {"goto_statement", MLN_KIND_GOTO, 0, "label:p", NULL},
    {"labeled_statement", MLN_KIND_LABELED, 0, "label:p 1:b", NULL},
    {"preproc_include", MLN_KIND_INCLUDE, 0, "path:p", NULL},
    {"preproc_def", MLN_KIND_DEFINE, 0, NULL, lower_define},
    {"preproc_function_def", MLN_KIND_DEFINE, 0, NULL, lower_define},
    {"preproc_arg", MLN_KIND_TEMPLATE_TEXT, 0, NULL, mln_lower_leaf},
    {"preproc_params", MLN_KIND_PARAMS, 0, NULL, lower_params},
    {"preproc_if", MLN_KIND_CONDITIONAL_PP, 0, NULL, lower_pp_if},
    {"preproc_ifdef", MLN_KIND_CONDITIONAL_PP, 0, NULL, lower_pp_if},
    {"preproc_elif", MLN_KIND_CONDITIONAL_PP, 0, NULL, lower_pp_if},
    {"preproc_elifdef", MLN_KIND_CONDITIONAL_PP, 0, NULL, lower_pp_if},
    {"preproc_else", MLN_KIND_CONDITIONAL_PP, 0, NULL, lower_pp_if},
    {"preproc_call", MLN_KIND_DIRECTIVE, 0, "*:p", NULL},
    {"preproc_directive", MLN_KIND_LABEL, 0, NULL, mln_lower_leaf},
    {"preproc_defined", MLN_KIND_DIRECTIVE, 0, "*:p", NULL},

    {"pointer_declarator", MLN_KIND_TYPE_POINTER, 0, "declarator:n", NULL},
    {"abstract_pointer_declarator", MLN_KIND_TYPE_POINTER, 0, "declarator:n", NULL},
    {"array_declarator", MLN_KIND_TYPE_ARRAY, 0, "declarator:n size:e", NULL},
    {"abstract_array_declarator", MLN_KIND_TYPE_ARRAY, 0, "declarator:n size:e", NULL},
    {"function_declarator", MLN_KIND_TYPE_FUNCTION, 0, "declarator:n parameters:p", NULL},
    {"abstract_function_declarator", MLN_KIND_TYPE_FUNCTION, 0, "declarator:n parameters:p", NULL},
    {"parenthesized_declarator", MLN_KIND_DECLARATOR, 0, "1:n _ _", NULL},
    {"abstract_parenthesized_declarator", MLN_KIND_DECLARATOR, 0, "1:n _ _", NULL},
    {"attributed_declarator", MLN_KIND_DECLARATOR, 0, "1:n _ _", NULL},
    {"parameter_list", MLN_KIND_PARAMS, 0, NULL, lower_params},
    {"parameter_declaration", MLN_KIND_PARAM, 0, NULL, lower_parameter},
    {"variadic_parameter", MLN_KIND_PARAM, 0, NULL, lower_parameter},
    {"type_descriptor", MLN_KIND_TYPE_NAME, 0, NULL, lower_descriptor},
    {"type_identifier", MLN_KIND_TYPE_NAME, 0, NULL, mln_lower_leaf},
    {"primitive_type", MLN_KIND_TYPE_NAME, 0, NULL, mln_lower_leaf},
    {"sized_type_specifier", MLN_KIND_TYPE_NAME, 0, NULL, lower_sized_type},
    {"macro_type_specifier", MLN_KIND_TYPE_OPERATOR, 0, NULL, mln_lower_c_macro},
    {"type_qualifier", MLN_KIND_ATTRIBUTE, 0, "", NULL},
    {"storage_class_specifier", MLN_KIND_ATTRIBUTE, 0, "", NULL},
    {"attribute_specifier", MLN_KIND_ATTRIBUTE, 0, "", NULL},
    {"attribute_declaration", MLN_KIND_ATTRIBUTE, 0, "", NULL},
    {"ms_declspec_modifier", MLN_KIND_ATTRIBUTE, 0, "", NULL},
    {"ms_call_modifier", MLN_KIND_ATTRIBUTE, 0, "", NULL},
    {"bitfield_clause", MLN_KIND_ATTRIBUTE, 0, "*:e", NULL},
    {"struct_specifier", MLN_KIND_STRUCT, MLN_STRUCT_STRUCT, NULL, lower_struct},
    {"union_specifier", MLN_KIND_STRUCT, MLN_STRUCT_UNION, NULL, lower_struct},
    {"field_declaration_list", MLN_KIND_MEMBERS, 0, "*:m", NULL},
    {"enum_specifier", MLN_KIND_ENUM, 0, NULL, lower_struct},
    {"enumerator", MLN_KIND_ENUM_MEMBER, 0, "name:k value:e", NULL},

    {"identifier", MLN_KIND_IDENT, 0, NULL, mln_lower_leaf},
    {"field_identifier", MLN_KIND_PROPERTY_NAME, 0, NULL, mln_lower_leaf},
    {"statement_identifier", MLN_KIND_LABEL, 0, NULL, mln_lower_leaf},
    {"number_literal", MLN_KIND_NUMBER, 0, NULL, mln_lower_number},
    {"char_literal", MLN_KIND_CHAR, 0, NULL, lower_string},
    {"string_literal", MLN_KIND_STRING, 0, NULL, lower_string},
    {"system_lib_string", MLN_KIND_STRING, MLN_QUOTE_ANGLE, NULL, lower_string},
    {"concatenated_string", MLN_KIND_STRING, 0, NULL, lower_string},
    {"true", MLN_KIND_BOOL, 0, NULL, mln_lower_leaf},
    {"false", MLN_KIND_BOOL, 0, NULL, mln_lower_leaf},
    {"null", MLN_KIND_NULL, 0, NULL, mln_lower_leaf},
    {"call_expression", MLN_KIND_CALL, 0, NULL, lower_call},
    {"argument_list", MLN_KIND_NONE, 0, "1:e", NULL},
    {"field_expression", MLN_KIND_MEMBER, 0, NULL, lower_member},
    {"subscript_expression", MLN_KIND_INDEX, 0, "argument:e index:e", NULL},
    {"pointer_expression", MLN_KIND_UNARY, 0, "argument:e", mln_lower_operator},
    {"unary_expression", MLN_KIND_UNARY, 0, "argument:e", mln_lower_operator},
    {"binary_expression", MLN_KIND_BINARY, 0, "left:e right:e", mln_lower_operator},
    {"update_expression", MLN_KIND_UPDATE, 0, "argument:e", mln_lower_operator},
    {"assignment_expression", MLN_KIND_ASSIGN, 0, "left:e right:e", mln_lower_operator},
    {"conditional_expression", MLN_KIND_CONDITIONAL, 0, "condition:e consequence:e alternative:e", NULL},
    {"comma_expression", MLN_KIND_SEQUENCE, 0, "*:e", NULL},
    {"cast_expression", MLN_KIND_CAST, MLN_CAST_C, "value:e type:t", NULL},
    {"compound_literal_expression", MLN_KIND_CAST, MLN_CAST_C, "value:e type:t", NULL},
    {"sizeof_expression", MLN_KIND_SIZEOF, 0, NULL, lower_sizeof},
    {"alignof_expression", MLN_KIND_SIZEOF, 0, NULL, lower_sizeof},
    {"offsetof_expression", MLN_KIND_SIZEOF, 0, NULL, lower_sizeof},
    {"initializer_list", MLN_KIND_INITIALIZER, 0, "*:e", NULL},
    {"initializer_pair", MLN_KIND_PROPERTY, 0, NULL, lower_designated},
    {"field_designator", MLN_KIND_PROPERTY_NAME, 0, NULL, lower_designator},
    {"subscript_designator", MLN_KIND_COMPUTED_KEY, 0, "1:e", NULL},
    {"parenthesized_expression", MLN_KIND_NONE, MLN_FLAG_PAREN, NULL, lower_paren},
    {"extension_expression", MLN_KIND_NONE, 0, "1:e", NULL},
};
/* clang-format on */

void mln_lang_c_init(mln_grammar *grammar)
{
    static const char *const comments[] = {"comment", NULL};
    /* Macros of well-known headers that are a cast: `BAD_CAST text` is no expression without them,
     * and what stands around it is read as a declaration. */
    static const char *const casts[] = {"BAD_CAST", NULL};
    mln_grammar_init(grammar, MLN_LANG_C, tree_sitter_c(), rows, MLN_COUNT_OF(rows), comments);
    grammar->blanks = casts;
}
