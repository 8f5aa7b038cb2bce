/* Expressions. */
#include "flow/build_p.h"

#include <stdio.h>

#include "base/ascii.h"

#include "base/banned.h"

/* ---- names ---- */

/* What an object-like macro of this file stands for, if it is one word or literal. */
static uint32_t lower_macro(mln_lowering *l, mln_node n, mln_node define)
{
    const mln_tree *tree = l->tree;
    mln_node value = mln_tree_child(tree, define, 2);
    mln_str text = mln_tree_is(tree, value, MLN_KIND_NONE)
                       ? MLN_STR("")
                       : mln_str_trim(mln_tree_text(tree, value));
    /* `#define RUN(x) system(x)`: what is called; the arguments are taken to be in order. */
    if (!mln_tree_is(tree, mln_tree_child(tree, define, 1), MLN_KIND_NONE)) {
        const char *paren = text.len ? memchr(text.ptr, '(', text.len) : NULL;
        if (paren)
            text.len = (uint32_t)(paren - text.ptr);
    }
    bool word = text.len > 0, number = text.len > 0;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool digit = mln_ascii_is_digit(c);
        word = word && (c == '_' || digit || mln_ascii_is_letter(c));
        number = number && digit;
    }
    if (number)
        return mln_build_const(l, n, MLN_FLOW_NUMBER, mln_build_text(l, text));
    if (text.len >= 2 && text.ptr[0] == '"' && text.ptr[text.len - 1] == '"')
        return mln_build_const(l, n, MLN_FLOW_STRING,
                               mln_build_text(l, (mln_str){text.ptr + 1, text.len - 2}));
    uint32_t made = mln_build_add(l, word ? MLN_FLOW_GLOBAL : MLN_FLOW_UNKNOWN, n, NULL, 0);
    if (word)
        l->b.values.data[made].sym = mln_build_text(l, text);
    return made;
}

static uint32_t lower_ident(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    const mln_binding_info *binding = mln_names_get(l->names, n);
    if (binding && mln_tree_is(tree, binding->owner, MLN_KIND_DEFINE))
        return lower_macro(l, n, binding->owner);
    uint32_t var = mln_build_get_var(l, n);
    bool prototype = binding && l->c && mln_tree_is(tree, binding->owner, MLN_KIND_FUNCTION) &&
                     mln_tree_op(tree, binding->owner) == MLN_FUNCTION_SIGNATURE;
    if (var == MLN_NO_VAR || prototype) {
        mln_str name = mln_tree_sym_text(tree, n);
        if (!l->c && mln_str_is(name, "undefined"))
            return mln_build_const(l, n, MLN_FLOW_NULL, mln_build_sym(l, tree->sym[n.id]));
        uint32_t value = mln_build_add(l, MLN_FLOW_GLOBAL, n, NULL, 0);
        l->b.values.data[value].sym = mln_build_sym(l, tree->sym[n.id]);
        return value;
    }
    return mln_build_add1(l, MLN_FLOW_COPY, n, mln_build_read(l, var));
}

/* Whether a module is called `symbols`: what a package calls the file that makes its own. */
static bool is_symbols_module(mln_str module)
{
    static const char *const names[] = {"symbols", "symbol", "symbols.js", "symbols.cjs",
                                        "symbols.mjs"};
    return mln_str_is_one_of(mln_str_after_last(module, '/'), names, MLN_COUNT_OF(names));
}

/* `Symbol('x')`, `Symbol.for('x')`. */
static bool makes_symbol(const mln_tree *tree, mln_node n)
{
    if (!mln_tree_is(tree, n, MLN_KIND_CALL))
        return false;
    mln_node callee = mln_tree_first(n);
    if (mln_tree_is(tree, callee, MLN_KIND_MEMBER))
        callee = mln_tree_first(callee);
    return mln_tree_is(tree, callee, MLN_KIND_IDENT) &&
           mln_str_is(mln_tree_sym_text(tree, callee), "Symbol");
}

uint32_t mln_build_index_key(mln_lowering *l, mln_node key)
{
    const mln_tree *tree = l->tree;
    if (l->c || !mln_tree_is(tree, key, MLN_KIND_IDENT))
        return MLN_FLOW_ELEMENT;
    const mln_binding_info *binding = mln_names_get(l->names, key);
    if (!binding || binding->writes)
        return MLN_FLOW_ELEMENT;
    bool symbol = binding->from != MLN_FROM_NOWHERE
                      ? binding->imported.id &&
                            is_symbols_module(mln_strtab_get(&tree->syms, binding->module.id))
                      : mln_tree_is(tree, binding->owner, MLN_KIND_DECLARATOR) &&
                            makes_symbol(tree, mln_tree_child(tree, binding->owner, 2));
    if (!symbol)
        return MLN_FLOW_ELEMENT;
    char text[64];
    mln_str name = mln_strtab_get(&tree->syms, binding->name.id);
    if (name.len + 2 > sizeof text)
        return MLN_FLOW_ELEMENT;
    text[0] = '[';
    memcpy(text + 1, name.ptr, name.len);
    text[name.len + 1] = ']';
    return mln_build_text(l, (mln_str){text, name.len + 2});
}

uint32_t mln_build_key(mln_lowering *l, mln_node key)
{
    const mln_tree *tree = l->tree;
    switch (mln_tree_kind(tree, key)) {
    case MLN_KIND_PROPERTY_NAME:
    case MLN_KIND_STRING:
    case MLN_KIND_IDENT:
        return mln_build_sym(l, tree->sym[key.id]);
    case MLN_KIND_NUMBER:
        return l->c ? MLN_FLOW_ELEMENT : mln_build_sym(l, tree->sym[key.id]);
    case MLN_KIND_COMPUTED_KEY: {
        mln_node expr = mln_tree_first(key);
        return mln_tree_is(tree, expr, MLN_KIND_STRING) ? mln_build_sym(l, tree->sym[expr.id])
                                                        : mln_build_index_key(l, expr);
    }
    default:
        return MLN_FLOW_ELEMENT;
    }
}

/* ---- members ---- */

static uint32_t lower_this_member(mln_lowering *l, mln_node n, uint32_t load, uint32_t key)
{
    if (l->at->class_id == MLN_FLOW_NONE || key == MLN_FLOW_ELEMENT)
        return load;
    uint32_t cell = mln_build_get_field(l, l->at->class_id, key);
    return mln_build_add2(l, MLN_FLOW_PHI, n, load, cell);
}

/* A property whose object is evaluated already. */
static uint32_t lower_member_of(mln_lowering *l, mln_node n, uint32_t base)
{
    const mln_tree *tree = l->tree;
    mln_node object = mln_tree_first(n), key_node = mln_tree_next(tree, object);
    bool index = mln_tree_is(tree, n, MLN_KIND_INDEX);
    uint32_t key;
    if (index && (mln_tree_is(tree, key_node, MLN_KIND_IDENT) ||
                  mln_tree_is(tree, key_node, MLN_KIND_COMPUTED_KEY)))
        key = mln_build_index_key(l, key_node);
    else
        key = mln_build_key(l, key_node);
    if (key == MLN_FLOW_ELEMENT) {
        mln_flow_operand operands[] = {{base, key}, {mln_build_expr(l, key_node), 0}};
        return mln_build_add(l, MLN_FLOW_LOAD, n, operands, l->c ? 1 : 2);
    }
    mln_lvalue lvalue;
    if (mln_build_get_lvalue(l, n, &lvalue)) {
        uint32_t var = lvalue.var;
        for (uint32_t i = 0; i < lvalue.count && var != MLN_NO_VAR; i++)
            var = mln_build_find_path(l, var, lvalue.keys[i]);
        if (var != MLN_NO_VAR)
            return mln_build_add1(l, MLN_FLOW_COPY, n, mln_ssa_read(l, var, l->at->block));
    }
    if (mln_tree_is(tree, object, MLN_KIND_THIS) && l->at->class_id != MLN_FLOW_NONE)
        return lower_this_member(l, n, mln_build_load(l, MLN_NO_NODE, base, key), key);
    return mln_build_load(l, n, base, key);
}

/* A chain `a.b().c.d()` goes down its left side: members that hang on members are a loop. */
static uint32_t lower_member(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    uint32_t count = 0;
    mln_node at = n;
    while (mln_tree_is(tree, at, MLN_KIND_MEMBER) || mln_tree_is(tree, at, MLN_KIND_INDEX)) {
        count++;
        at = mln_tree_first(at);
    }
    /* C: (*p).f is p->f, (&s)->f is s.f. */
    mln_node bottom = at;
    if (l->c && mln_tree_is(tree, at, MLN_KIND_UNARY) &&
        mln_tree_is(tree, mln_tree_parent(tree, at), MLN_KIND_MEMBER) &&
        (mln_tree_op(tree, at) == MLN_OP_MUL || mln_tree_op(tree, at) == MLN_OP_BIT_AND))
        bottom = mln_tree_first(at);
    uint32_t value = mln_build_expr(l, bottom);
    while (count--) {
        at = mln_tree_parent(tree, at);
        value = lower_member_of(l, at, value);
    }
    return value;
}

/* ---- operators ---- */

static bool is_text(const mln_lowering *l, uint32_t value)
{
    const mln_builder_value *v = &l->b.values.data[value];
    return (v->op == MLN_FLOW_CONST && v->aux == MLN_FLOW_STRING) ||
           (v->op == MLN_FLOW_CONCAT && !(v->flags & MLN_FLOW_FLAG_ARITHMETIC));
}

static bool is_number(const mln_lowering *l, uint32_t value)
{
    const mln_builder_value *v = &l->b.values.data[value];
    return (v->op == MLN_FLOW_CONST && v->aux == MLN_FLOW_NUMBER) ||
           (v->op == MLN_FLOW_BINARY && v->aux == MLN_FLOW_ARITHMETIC);
}

bool mln_build_is_pointer(const mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    n = mln_tree_skip_casts(tree, n);
    if (mln_tree_is(tree, n, MLN_KIND_STRING))
        return true;
    if (mln_tree_is(tree, n, MLN_KIND_UNARY))
        return mln_tree_op(tree, n) == MLN_OP_BIT_AND;
    if (mln_tree_is(tree, n, MLN_KIND_BINARY))
        return mln_build_is_pointer(l, mln_tree_first(n));
    const mln_binding_info *binding =
        mln_tree_is(tree, n, MLN_KIND_IDENT) ? mln_names_get(l->names, n) : NULL;
    if (!binding || (!mln_tree_is(tree, binding->owner, MLN_KIND_DECLARATOR) &&
                     !mln_tree_is(tree, binding->owner, MLN_KIND_PARAM)))
        return mln_tree_is(tree, n, MLN_KIND_CALL);
    mln_node type = mln_tree_child(tree, binding->owner, 1);
    return mln_tree_is(tree, type, MLN_KIND_TYPE_POINTER) ||
           mln_tree_is(tree, type, MLN_KIND_TYPE_ARRAY);
}

static mln_flow_operator get_operator(unsigned op)
{
    switch (op) {
    case MLN_OP_EQ:
    case MLN_OP_EQ_STRICT:
        return MLN_FLOW_EQUAL;
    case MLN_OP_NE:
    case MLN_OP_NE_STRICT:
        return MLN_FLOW_NOT_EQUAL;
    case MLN_OP_LT:
        return MLN_FLOW_LESS;
    case MLN_OP_LE:
        return MLN_FLOW_LESS_EQUAL;
    case MLN_OP_GT:
        return MLN_FLOW_GREATER;
    case MLN_OP_GE:
        return MLN_FLOW_GREATER_EQUAL;
    case MLN_OP_IN:
        return MLN_FLOW_IN;
    case MLN_OP_INSTANCEOF:
        return MLN_FLOW_INSTANCEOF;
    case MLN_OP_BIT_AND:
    case MLN_OP_BIT_OR:
    case MLN_OP_BIT_XOR:
    case MLN_OP_SHL:
    case MLN_OP_SHR:
    case MLN_OP_USHR:
    case MLN_OP_BIT_NOT:
        return MLN_FLOW_BITWISE;
    case MLN_OP_NOT:
        return MLN_FLOW_NOT;
    case MLN_OP_TYPEOF:
        return MLN_FLOW_TYPEOF;
    case MLN_OP_VOID:
        return MLN_FLOW_VOID;
    case MLN_OP_DELETE:
        return MLN_FLOW_DELETE;
    default:
        return MLN_FLOW_ARITHMETIC;
    }
}

/* What can be worked out keeps its spelling. */
static void set_operator(mln_lowering *l, uint32_t value, unsigned op, mln_flow_operator what)
{
    l->b.values.data[value].aux = what;
    if (what == MLN_FLOW_ARITHMETIC || what == MLN_FLOW_BITWISE || what == MLN_FLOW_SIGN)
        l->b.values.data[value].sym = mln_build_text(l, mln_str_of(mln_op_get_text((mln_op)op)));
}

uint32_t mln_build_combine(mln_lowering *l, mln_node n, unsigned op, uint32_t left, uint32_t right,
                           bool pointer)
{
    if (l->c && (op == MLN_OP_ADD || op == MLN_OP_SUB) && pointer)
        return mln_build_add1(l, MLN_FLOW_COPY, n, left);
    if (!l->c && op == MLN_OP_ADD && !(is_number(l, left) && is_number(l, right))) {
        uint32_t value = mln_build_add2(l, MLN_FLOW_CONCAT, n, left, right);
        if (!is_text(l, left) && !is_text(l, right))
            l->b.values.data[value].flags |= MLN_FLOW_FLAG_ARITHMETIC;
        return value;
    }
    uint32_t value = mln_build_add2(l, MLN_FLOW_BINARY, n, left, right);
    set_operator(l, value, op, get_operator(op));
    return value;
}

static bool is_logical(const mln_tree *tree, mln_node n)
{
    unsigned op = mln_tree_op(tree, n);
    return mln_tree_is(tree, n, MLN_KIND_BINARY) &&
           (op == MLN_OP_AND || op == MLN_OP_OR || op == MLN_OP_NULLISH);
}

/* `a + b + c …`: down the left side and back, so that length costs no depth. */
static uint32_t lower_binary(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    if (is_logical(tree, n))
        return mln_build_logical(l, n);
    uint32_t count = 0;
    mln_node at = n;
    while (mln_tree_is(tree, at, MLN_KIND_BINARY) && !is_logical(tree, at)) {
        count++;
        at = mln_tree_first(at);
    }
    uint32_t value = mln_build_expr(l, at);
    while (count--) {
        mln_node left = at;
        at = mln_tree_parent(tree, at);
        uint32_t right = mln_build_expr(l, mln_tree_next(tree, left));
        value = mln_build_combine(l, at, mln_tree_op(tree, at), value, right,
                                  l->c && mln_build_is_pointer(l, left));
    }
    return value;
}

static uint32_t lower_unary(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node operand = mln_tree_first(n);
    unsigned op = mln_tree_op(tree, n);
    uint32_t value = mln_build_expr(l, operand);
    if (l->c && op == MLN_OP_BIT_AND)
        return mln_build_add1(l, MLN_FLOW_COPY, n, value);
    if (l->c && op == MLN_OP_MUL)
        return mln_build_load(l, n, value, MLN_FLOW_ELEMENT);
    uint32_t made = mln_build_add1(l, MLN_FLOW_UNARY, n, value);
    set_operator(l, made, op,
                 op == MLN_OP_ADD || op == MLN_OP_SUB ? MLN_FLOW_SIGN : get_operator(op));
    return made;
}

/* ---- literals ---- */

static uint32_t lower_template(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    uint32_t base = l->stack.len;
    bool constant = true;
    MLN_EACH_CHILD(tree, n, part)
    {
        uint32_t value;
        if (mln_tree_is(tree, part, MLN_KIND_TEMPLATE_TEXT)) {
            value = mln_build_const(l, part, MLN_FLOW_STRING, mln_build_sym(l, tree->sym[part.id]));
        } else {
            value = mln_build_expr(l, part);
            constant = false;
        }
        mln_vec_add(&l->stack, (mln_flow_operand){value, 0});
    }
    uint32_t count = l->stack.len - base, made;
    if (constant && count <= 1) {
        uint32_t sym = count ? l->b.values.data[l->stack.data[base].value].sym : 0;
        made = mln_build_const(l, n, MLN_FLOW_STRING, sym);
    } else {
        made = mln_build_add(l, MLN_FLOW_CONCAT, n, l->stack.data + base, count);
        l->b.values.data[made].flags = MLN_FLOW_FLAG_TEMPLATE;
    }
    l->stack.len = base;
    return made;
}

/* Array elements by number, as far as no spread came before. */
static uint32_t lower_array(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    uint32_t base = l->stack.len, index = 0;
    bool certain = true;
    MLN_EACH_CHILD(tree, n, item)
    {
        mln_flow_operand operand = {0, MLN_FLOW_ELEMENT};
        if (mln_tree_is(tree, item, MLN_KIND_SPREAD)) {
            operand.value = mln_build_expr(l, mln_tree_first(item));
            mln_build_set(l, item, operand.value);
            operand.key = MLN_FLOW_SPREAD;
            certain = false;
        } else if (mln_tree_is(tree, item, MLN_KIND_PROPERTY)) { /* C: designated */
            operand.key = mln_build_key(l, mln_tree_first(item));
            operand.value = mln_build_expr(l, mln_tree_child(tree, item, 1));
        } else {
            operand.value = mln_build_expr(l, item);
            char text[16];
            int len = snprintf(text, sizeof text, "%u", index);
            if (certain && !l->c && index < 64)
                operand.key = mln_build_text(l, (mln_str){text, (uint32_t)len});
        }
        index++;
        mln_vec_add(&l->stack, operand);
    }
    uint32_t made = mln_build_add(l, MLN_FLOW_ARRAY, n, l->stack.data + base, l->stack.len - base);
    l->stack.len = base;
    return made;
}

static uint32_t lower_object(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    uint32_t base = l->stack.len;
    MLN_EACH_CHILD(tree, n, member)
    {
        mln_flow_operand operand = {0, MLN_FLOW_ELEMENT};
        switch (mln_tree_kind(tree, member)) {
        case MLN_KIND_PROPERTY: {
            mln_node key = mln_tree_first(member);
            operand.key = mln_build_key(l, key);
            if (operand.key == MLN_FLOW_ELEMENT && mln_tree_is(tree, key, MLN_KIND_COMPUTED_KEY))
                (void)mln_build_expr(l, mln_tree_first(key));
            operand.value = mln_build_expr(l, mln_tree_next(tree, key));
            break;
        }
        case MLN_KIND_SPREAD:
            operand.value = mln_build_expr(l, mln_tree_first(member));
            mln_build_set(l, member, operand.value);
            operand.key = MLN_FLOW_SPREAD;
            break;
        case MLN_KIND_FUNCTION:
            operand.key = mln_build_key(l, mln_tree_first(member));
            operand.value = mln_build_closure(l, member, MLN_FLOW_NONE, true);
            break;
        default:
            continue;
        }
        mln_vec_add(&l->stack, operand);
    }
    uint32_t made = mln_build_add(l, MLN_FLOW_OBJECT, n, l->stack.data + base, l->stack.len - base);
    l->stack.len = base;
    return made;
}

/* An expression of no known kind: made of what it holds. */
static uint32_t lower_other(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    uint32_t base = l->stack.len;
    MLN_EACH_CHILD(tree, n, c)
    {
        if (mln_tree_role(tree, c) != MLN_ROLE_EXPR || mln_tree_is(tree, c, MLN_KIND_NONE))
            continue;
        uint32_t value = mln_build_expr(l, c);
        mln_vec_add(&l->stack, (mln_flow_operand){value, 0});
    }
    uint32_t made =
        mln_build_add(l, MLN_FLOW_UNKNOWN, n, l->stack.data + base, l->stack.len - base);
    l->stack.len = base;
    return made;
}

/* GCC's `({ … })`: the value of its last statement. */
static uint32_t lower_stmt_expr(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node block = mln_tree_first(n), last = MLN_NO_NODE;
    mln_build_stmt(l, block);
    MLN_EACH_CHILD(tree, block, c)
    last = c;
    if (mln_build_is_dead(l)) {
        uint32_t next = mln_ssa_new_block(l);
        mln_ssa_seal(l, next);
        mln_build_go_on(l, next);
    }
    if (last.id != UINT32_MAX && mln_tree_is(tree, last, MLN_KIND_EXPR_STMT)) {
        uint32_t value = mln_flow_get_value(l, mln_tree_first(last));
        if (value != MLN_FLOW_NONE)
            return mln_build_add1(l, MLN_FLOW_COPY, n, value);
    }
    return mln_build_undefined(l, n);
}

static uint32_t lower_sequence(mln_lowering *l, mln_node n)
{
    uint32_t value = MLN_FLOW_NONE;
    MLN_EACH_CHILD(l->tree, n, c)
    value = mln_build_expr(l, c);
    return value == MLN_FLOW_NONE ? mln_build_undefined(l, n)
                                  : mln_build_add1(l, MLN_FLOW_COPY, n, value);
}

static uint32_t lower_yield(mln_lowering *l, mln_node n)
{
    uint32_t value = mln_build_expr(l, mln_tree_first(n));
    mln_facts_builder_add_operand(&l->b, l->b.functions.data[l->at->func].result,
                                  (mln_flow_operand){value, 0});
    return mln_build_add1(l, MLN_FLOW_YIELD, n, value);
}

static uint32_t lower_cast(mln_lowering *l, mln_node n)
{
    uint32_t value = mln_build_add1(l, MLN_FLOW_COPY, n, mln_build_expr(l, mln_tree_first(n)));
    mln_node type = mln_tree_child(l->tree, n, 1);
    if (!mln_tree_is(l->tree, type, MLN_KIND_NONE))
        mln_build_add_type(l, value, type);
    return value;
}

static uint32_t lower_kind(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    uint32_t sym = tree->sym[n.id], value;
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_IDENT:
        return lower_ident(l, n);
    case MLN_KIND_THIS:
        return mln_build_add1(l, MLN_FLOW_COPY, n, mln_ssa_read(l, l->this_var, l->at->block));
    case MLN_KIND_STRING:
        return mln_build_const(l, n, MLN_FLOW_STRING, mln_build_sym(l, sym));
    case MLN_KIND_NUMBER:
    case MLN_KIND_CHAR:
        return mln_build_const(l, n, MLN_FLOW_NUMBER, mln_build_sym(l, sym));
    case MLN_KIND_BOOL:
        return mln_build_const(l, n, MLN_FLOW_BOOL, mln_build_sym(l, sym));
    case MLN_KIND_NULL:
        return mln_build_const(l, n, MLN_FLOW_NULL, mln_build_sym(l, sym));
    case MLN_KIND_REGEX:
        value = mln_build_add(l, MLN_FLOW_REGEX, n, NULL, 0);
        l->b.values.data[value].sym = mln_build_sym(l, sym);
        return value;
    case MLN_KIND_TEMPLATE:
        return lower_template(l, n);
    case MLN_KIND_CALL:
    case MLN_KIND_NEW:
        return mln_build_call(l, n);
    case MLN_KIND_TAGGED:
        return mln_build_tagged(l, n);
    case MLN_KIND_MEMBER:
    case MLN_KIND_INDEX:
        return lower_member(l, n);
    case MLN_KIND_BINARY:
        return lower_binary(l, n);
    case MLN_KIND_UNARY:
        return lower_unary(l, n);
    case MLN_KIND_UPDATE:
        return mln_build_update(l, n);
    case MLN_KIND_ASSIGN:
        return mln_build_assign(l, n);
    case MLN_KIND_CONDITIONAL:
        return mln_build_conditional(l, n);
    case MLN_KIND_SEQUENCE:
        return lower_sequence(l, n);
    case MLN_KIND_AWAIT:
        return mln_build_add1(l, MLN_FLOW_AWAIT, n, mln_build_expr(l, mln_tree_first(n)));
    case MLN_KIND_YIELD:
        return lower_yield(l, n);
    case MLN_KIND_SPREAD:
    case MLN_KIND_JSX_EXPR:
        return mln_build_add1(l, MLN_FLOW_COPY, n, mln_build_expr(l, mln_tree_first(n)));
    case MLN_KIND_CAST:
        return lower_cast(l, n);
    case MLN_KIND_ARRAY:
    case MLN_KIND_INITIALIZER:
        return lower_array(l, n);
    case MLN_KIND_OBJECT:
        return lower_object(l, n);
    case MLN_KIND_FUNCTION:
        return mln_build_closure(l, n, MLN_FLOW_NONE, false);
    case MLN_KIND_CLASS:
        return mln_build_class(l, n);
    case MLN_KIND_JSX:
        return mln_build_jsx(l, n);
    case MLN_KIND_STMT_EXPR:
        return lower_stmt_expr(l, n);
    case MLN_KIND_NONE:
    case MLN_KIND_HOLE:
    case MLN_KIND_SIZEOF:
        return mln_build_undefined(l, n);
    default:
        return lower_other(l, n);
    }
}

uint32_t mln_build_expr(mln_lowering *l, mln_node n)
{
    if (!mln_build_enter(l))
        return mln_build_add(l, MLN_FLOW_UNKNOWN, n, NULL, 0);
    uint32_t value = mln_tree_is(l->tree, n, MLN_KIND_NONE) ? mln_build_undefined(l, MLN_NO_NODE)
                                                            : lower_kind(l, n);
    mln_build_leave(l);
    return value;
}
