/* Calls that the grammar takes for declarations. */
#include "syntax/lang_c_p.h"

#include "base/banned.h"

static bool is_symbol(const mln_lower *l, uint32_t cst, const char *symbol)
{
    const mln_row *row = cst == MLN_NO_CST ? NULL : mln_lower_row(l, cst);
    return row && strcmp(row->symbol, symbol) == 0;
}

static void lower_name(mln_lower *l, const mln_todo *item)
{
    const mln_cst_node *node = mln_lower_cst(l, item->cst);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_IDENT, 0);
    mln_lower_set_text(l, n, mln_lower_text(l, (mln_span){node->start, node->stop}));
}

/* A type as an argument: no expression, but it takes an argument's place. */
static void lower_type_argument(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_OTHER, 0);
    mln_lower_set_text(l, n, MLN_STR("type_descriptor"));
}

static bool is_plain(const mln_lower *l, uint32_t param)
{
    return is_symbol(l, param, "parameter_declaration") &&
           mln_lower_field(l, param, MLN_FIELD_declarator) == MLN_NO_CST &&
           is_symbol(l, mln_lower_field(l, param, MLN_FIELD_type), "type_identifier");
}

/* `va_arg(ap, char *)`, read as a function that returns a `va_arg`. */
static void lower_inner(mln_lower *l, const mln_todo *item)
{
    uint32_t function = mln_lower_field(l, item->cst, MLN_FIELD_declarator);
    uint32_t params = mln_lower_field(l, function, MLN_FIELD_parameters);
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_CALL, 0), mark = mln_lower_begin(l);
    mln_lower_push_call(l, lower_name, MLN_ROLE_EXPR, mln_lower_field(l, item->cst, MLN_FIELD_type),
                        n, 0);
    MLN_EACH_CST(l, params, c)
    if (mln_lower_is_named(l, c)) {
        if (is_plain(l, c))
            mln_lower_push_call(l, lower_name, MLN_ROLE_EXPR, mln_lower_field(l, c, MLN_FIELD_type),
                                n, 0);
        else
            mln_lower_push_call(l, lower_type_argument, MLN_ROLE_EXPR, c, n, 0);
    }
    mln_lower_end(l, mark);
}

/* `cst`: the macro with its type in brackets. */
static void lower_outer(mln_lower *l, const mln_todo *item)
{
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_CALL, 0), mark = mln_lower_begin(l);
    mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_EXPR, mln_lower_field(l, item->cst, MLN_FIELD_name),
                   n);
    mln_lower_push_call(l, lower_inner, MLN_ROLE_EXPR,
                        mln_lower_field(l, item->cst, MLN_FIELD_type), n, 0);
    mln_lower_end(l, mark);
}

static bool is_call(const mln_lower *l, uint32_t macro)
{
    uint32_t type = mln_lower_field(l, macro, MLN_FIELD_type);
    uint32_t function =
        type == MLN_NO_CST ? MLN_NO_CST : mln_lower_field(l, type, MLN_FIELD_declarator);
    return is_symbol(l, function, "abstract_function_declarator") &&
           mln_lower_field(l, function, MLN_FIELD_declarator) == MLN_NO_CST &&
           mln_lower_field(l, function, MLN_FIELD_parameters) != MLN_NO_CST &&
           is_symbol(l, mln_lower_field(l, type, MLN_FIELD_type), "type_identifier");
}

void mln_lower_c_macro(mln_lower *l, const mln_todo *item)
{
    if (item->role == MLN_ROLE_STMT && is_call(l, item->cst)) {
        uint32_t n = mln_lower_emit(l, item, MLN_KIND_EXPR_STMT, 0);
        mln_lower_push_call(l, lower_outer, MLN_ROLE_EXPR, item->cst, n, 0);
        return;
    }
    uint32_t n = mln_lower_emit(l, item, MLN_KIND_TYPE_OPERATOR, 0), mark = mln_lower_begin(l);
    MLN_EACH_CST(l, item->cst, c)
    if (mln_lower_is_named(l, c))
        mln_lower_push(l, MLN_ACT_LOWER, MLN_ROLE_TYPE, c, n);
    mln_lower_end(l, mark);
}
