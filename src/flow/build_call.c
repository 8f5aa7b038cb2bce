/* Calls, and what they may write to their arguments. */
#include "flow/build_p.h"

#include "base/banned.h"

/* ---- require, import() ---- */

static uint32_t lower_module(mln_lowering *l, mln_node n, mln_node name)
{
    uint32_t value = mln_build_add(l, MLN_FLOW_MODULE, n, NULL, 0);
    l->b.values.data[value].sym = mln_build_sym(l, l->tree->sym[name.id]);
    return value;
}

/* The text that `require(…)` or `import(…)` is given; MLN_NO_NODE when the call is neither. */
static mln_node get_module(const mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node callee = mln_tree_first(n);
    if (l->c || !mln_tree_is(tree, callee, MLN_KIND_IDENT) || mln_names_get_id(l->names, callee))
        return MLN_NO_NODE;
    mln_node name = mln_names_get_required(tree, n);
    if (name.id == UINT32_MAX && mln_str_is(mln_tree_sym_text(tree, callee), "import") &&
        mln_tree_next(tree, callee).id < tree->end[n.id])
        name = mln_tree_next(tree, callee);
    if (name.id == UINT32_MAX || !mln_tree_is(tree, name, MLN_KIND_STRING))
        return MLN_NO_NODE;
    return name;
}

/* ---- what a call may write to ---- */

static bool is_fixed(const mln_lowering *l, uint32_t var)
{
    if (l->vars.data[var].kind != MLN_VAR_BINDING)
        return false;
    const mln_binding_info *binding = &l->names->bindings.data[var];
    return binding->kind == MLN_BINDING_FUNCTION || binding->kind == MLN_BINDING_CLASS ||
           binding->kind == MLN_BINDING_IMPORT || binding->from != MLN_FROM_NOWHERE;
}

static void add_out(mln_lowering *l, uint32_t call, uint32_t port, mln_node place,
                    const mln_lvalue *lvalue)
{
    uint32_t occurrence = mln_flow_get_value(l, place), old = occurrence;
    if (old == MLN_FLOW_NONE)
        return;
    /* What is said of this one use, a sanitizer say, is not said of the variable. */
    const mln_builder_value *use = &l->b.values.data[old];
    if (use->op == MLN_FLOW_COPY && !(use->flags & MLN_FLOW_FLAG_BIND))
        old = l->b.operands.data[use->first].value;
    uint32_t out = mln_build_add2(l, MLN_FLOW_OUT, MLN_NO_NODE, call, old);
    mln_builder_value *value = &l->b.values.data[out];
    value->aux = port;
    value->start = l->tree->start[place.id];
    value->stop = l->tree->stop[place.id];
    l->out_of.data[occurrence] = out + 1;
    if (lvalue->count)
        mln_build_put(l, lvalue, MLN_NO_NODE, out, MLN_FLOW_NONE);
    else if (l->c)
        mln_build_write(l, lvalue->var, out);
    else
        mln_build_write_only(l, lvalue->var, out);
    if (l->c && lvalue->count == 0)
        mln_build_write_aliases(l, lvalue->var, out);
}

static void add_js_out(mln_lowering *l, uint32_t call, uint32_t port, mln_node place)
{
    mln_lvalue lvalue;
    if (mln_tree_is(l->tree, place, MLN_KIND_THIS) || !mln_build_get_lvalue(l, place, &lvalue) ||
        lvalue.count > 2 || is_fixed(l, lvalue.var))
        return;
    for (uint32_t i = 0; i < lvalue.count; i++)
        if (lvalue.keys[i] == MLN_FLOW_ELEMENT)
            return;
    add_out(l, call, port, mln_tree_skip_casts(l->tree, place), &lvalue);
}

/* C: arrays, pointers and what is given by address; `buf + n` is a part of buf. */
void mln_build_c_out(mln_lowering *l, uint32_t call, uint32_t port, mln_node place)
{
    const mln_tree *tree = l->tree;
    mln_node n = mln_tree_skip_casts(tree, place);
    while (mln_tree_is(tree, n, MLN_KIND_BINARY))
        n = mln_tree_skip_casts(tree, mln_tree_first(n));
    bool pointer = false;
    if (mln_tree_is(tree, n, MLN_KIND_UNARY) && mln_tree_op(tree, n) == MLN_OP_BIT_AND) {
        n = mln_tree_first(n);
        pointer = true;
        /* &buf[n] is buf + n. */
        if (mln_tree_is(tree, n, MLN_KIND_INDEX))
            n = mln_tree_first(n);
    }
    pointer = pointer || mln_tree_is(tree, n, MLN_KIND_MEMBER) || mln_build_is_pointer(l, n);
    mln_lvalue lvalue;
    if (pointer && mln_build_get_lvalue(l, n, &lvalue) && !is_fixed(l, lvalue.var))
        add_out(l, call, port, place, &lvalue);
}

static void add_outs(mln_lowering *l, mln_node n, uint32_t call)
{
    const mln_tree *tree = l->tree;
    mln_node callee = mln_tree_skip_casts(tree, mln_tree_first(n));
    if (!l->c && mln_tree_is(tree, callee, MLN_KIND_MEMBER))
        add_js_out(l, call, MLN_FLOW_PORT_RECEIVER, mln_tree_first(callee));
    uint32_t port = 0;
    for (mln_node arg = mln_tree_next(tree, mln_tree_first(n)); arg.id < tree->end[n.id];
         arg = mln_tree_next(tree, arg), port++) {
        if (l->c)
            mln_build_c_out(l, call, port, arg);
        else if (mln_tree_is(tree, arg, MLN_KIND_IDENT) || mln_tree_is(tree, arg, MLN_KIND_MEMBER))
            add_js_out(l, call, port, arg);
    }
}

/* ---- calls ---- */

/* Callee and receiver, onto the stack. */
static void push_callee(mln_lowering *l, mln_node callee)
{
    const mln_tree *tree = l->tree;
    mln_node bare = callee;
    while (mln_tree_is(tree, bare, MLN_KIND_CAST))
        bare = mln_tree_first(bare);
    uint32_t value, receiver = MLN_FLOW_NONE;
    if (mln_tree_is(tree, bare, MLN_KIND_SUPER)) {
        uint32_t id = l->at->class_id, extends = MLN_FLOW_NONE;
        if (id != MLN_FLOW_NONE)
            extends = l->b.classes.data[id].extends;
        value = extends != MLN_FLOW_NONE ? mln_build_add1(l, MLN_FLOW_CAPTURE, callee, extends)
                                         : mln_build_undefined(l, callee);
        receiver = mln_ssa_read(l, l->this_var, l->at->block);
    } else {
        value = mln_build_expr(l, callee);
        if (mln_tree_is(tree, bare, MLN_KIND_MEMBER) || mln_tree_is(tree, bare, MLN_KIND_INDEX))
            receiver = mln_flow_get_value(l, mln_tree_first(bare));
    }
    if (receiver == MLN_FLOW_NONE)
        receiver = mln_build_nothing(l);
    mln_vec_add(&l->stack, (mln_flow_operand){value, 0});
    mln_vec_add(&l->stack, (mln_flow_operand){receiver, 0});
}

static uint32_t finish_call(mln_lowering *l, mln_node n, uint32_t base, unsigned flags)
{
    uint32_t call = mln_build_add(l, MLN_FLOW_CALL, n, l->stack.data + base, l->stack.len - base);
    l->b.values.data[call].flags = (uint8_t)flags;
    l->stack.len = base;
    if (l->at->catch_value != MLN_FLOW_NONE) {
        uint32_t thrown = mln_build_add2(l, MLN_FLOW_OUT, MLN_NO_NODE, call, mln_build_nothing(l));
        l->b.values.data[thrown].aux = MLN_FLOW_PORT_THROWN;
        l->b.values.data[thrown].start = l->b.values.data[call].start;
        l->b.values.data[thrown].stop = l->b.values.data[call].stop;
        mln_facts_builder_add_operand(&l->b, l->at->catch_value, (mln_flow_operand){thrown, 0});
    }
    return call;
}

/* `await (x).y` reads as a call of a function `await` to the grammar. */
static bool is_await(const mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node callee = mln_tree_first(n), arg = mln_tree_next(tree, callee);
    return !l->c && mln_tree_is(tree, n, MLN_KIND_CALL) &&
           mln_tree_is(tree, callee, MLN_KIND_IDENT) && !mln_names_get_id(l->names, callee) &&
           mln_str_is(mln_tree_sym_text(tree, callee), "await") && arg.id < tree->end[n.id] &&
           tree->end[arg.id] == tree->end[n.id] && !mln_tree_is(tree, arg, MLN_KIND_SPREAD);
}

/* ---- promises ---- */

/* The function that `new Promise((resolve) => …)` is given, when `callee` is that first parameter
 * of it; MLN_NO_NODE otherwise. */
static mln_node get_promise_function(const mln_lowering *l, mln_node callee)
{
    const mln_tree *tree = l->tree;
    const mln_binding_info *binding =
        mln_tree_is(tree, callee, MLN_KIND_IDENT) ? mln_names_get(l->names, callee) : NULL;
    if (l->c || !binding || binding->kind != MLN_BINDING_PARAM || binding->writes)
        return MLN_NO_NODE;
    mln_node params = mln_tree_parent(tree, binding->owner);
    mln_node function = mln_tree_parent(tree, params), made = mln_tree_parent(tree, function);
    if (!mln_tree_is(tree, made, MLN_KIND_NEW) || mln_tree_first(params).id != binding->owner.id)
        return MLN_NO_NODE;
    mln_node maker = mln_tree_first(made);
    bool promise = mln_tree_is(tree, maker, MLN_KIND_IDENT) && !mln_names_get_id(l->names, maker) &&
                   mln_str_is(mln_tree_sym_text(tree, maker), "Promise") &&
                   mln_tree_next(tree, maker).id == function.id;
    return promise ? function : MLN_NO_NODE;
}

/* `resolve(value)` is as good as a return of that function: models say that it comes out of the
 * promise. From a function inside it, through a CELL. */
static void settle(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node callee = mln_tree_first(n), arg = mln_tree_next(tree, callee);
    mln_node function = get_promise_function(l, callee);
    uint32_t value = MLN_FLOW_NONE;
    if (function.id != UINT32_MAX && arg.id < tree->end[n.id])
        value = mln_flow_get_value(l, arg);
    const mln_build_function *at = l->at;
    while (at && at->node != function.id)
        at = at->outer;
    if (value == MLN_FLOW_NONE || !at)
        return;
    if (at != l->at) {
        mln_flow_operand inner = {value, 0};
        value = mln_facts_builder_add(&l->b, MLN_FLOW_CELL, 0, MLN_FLOW_NONE, (mln_span){0, 0},
                                      &inner, 1);
    }
    mln_facts_builder_add_operand(&l->b, l->b.functions.data[at->func].result,
                                  (mln_flow_operand){value, 0});
}

/* ---- texts put together ---- */

/* `['a', b].join('-')` is the text that it reads as. MLN_FLOW_NONE for anything else. */
static uint32_t lower_join(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node callee = mln_tree_first(n), between = mln_tree_next(tree, callee);
    if (l->c || !mln_tree_is(tree, callee, MLN_KIND_MEMBER) || between.id >= tree->end[n.id] ||
        !mln_tree_is(tree, between, MLN_KIND_STRING) || tree->end[between.id] != tree->end[n.id])
        return MLN_FLOW_NONE;
    mln_node list = mln_tree_first(callee), name = mln_tree_next(tree, list);
    if (!mln_tree_is(tree, list, MLN_KIND_ARRAY) ||
        !mln_str_is(mln_tree_sym_text(tree, name), "join"))
        return MLN_FLOW_NONE;
    MLN_EACH_CHILD(tree, list, item)
    if (mln_tree_is(tree, item, MLN_KIND_SPREAD) || mln_tree_is(tree, item, MLN_KIND_HOLE))
        return MLN_FLOW_NONE;
    uint32_t base = l->stack.len;
    uint32_t text = mln_build_expr(l, between);
    MLN_EACH_CHILD(tree, list, item)
    {
        if (l->stack.len > base && mln_tree_sym_text(tree, between).len)
            mln_vec_add(&l->stack, (mln_flow_operand){text, 0});
        uint32_t value = mln_build_expr(l, item);
        mln_vec_add(&l->stack, (mln_flow_operand){value, 0});
    }
    uint32_t made = mln_build_add(l, MLN_FLOW_CONCAT, n, l->stack.data + base, l->stack.len - base);
    l->stack.len = base;
    return made;
}

uint32_t mln_build_call(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    if (is_await(l, n)) {
        mln_node value = mln_tree_next(tree, mln_tree_first(n));
        return mln_build_add1(l, MLN_FLOW_AWAIT, n, mln_build_expr(l, value));
    }
    mln_node module = get_module(l, n);
    if (module.id != UINT32_MAX)
        return lower_module(l, n, module);
    mln_node callee = mln_tree_first(n);
    uint32_t call = lower_join(l, n);
    if (call != MLN_FLOW_NONE || (l->c && mln_build_macro(l, n, &call)))
        return call;
    uint32_t base = l->stack.len;
    push_callee(l, callee);
    for (mln_node arg = mln_tree_next(tree, callee); arg.id < tree->end[n.id];
         arg = mln_tree_next(tree, arg)) {
        bool spread = mln_tree_is(tree, arg, MLN_KIND_SPREAD);
        uint32_t value = mln_build_expr(l, arg);
        mln_vec_add(&l->stack, (mln_flow_operand){value, spread ? MLN_FLOW_SPREAD : 0});
    }
    unsigned flags = mln_tree_is(tree, n, MLN_KIND_NEW)          ? MLN_FLOW_FLAG_NEW
                     : mln_tree_is(tree, callee, MLN_KIND_SUPER) ? MLN_FLOW_FLAG_SUPER
                                                                 : 0;
    call = finish_call(l, n, base, flags);
    add_outs(l, n, call);
    settle(l, n);
    return call;
}

uint32_t mln_build_tagged(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node tag = mln_tree_first(n), template = mln_tree_next(tree, tag);
    uint32_t base = l->stack.len;
    push_callee(l, tag);
    uint32_t texts = l->stack.len;
    MLN_EACH_CHILD(tree, template, part)
    if (mln_tree_is(tree, part, MLN_KIND_TEMPLATE_TEXT)) {
        uint32_t text =
            mln_build_const(l, part, MLN_FLOW_STRING, mln_build_sym(l, tree->sym[part.id]));
        mln_vec_add(&l->stack, (mln_flow_operand){text, MLN_FLOW_ELEMENT});
    }
    uint32_t array =
        mln_build_add(l, MLN_FLOW_ARRAY, template, l->stack.data + texts, l->stack.len - texts);
    l->stack.len = texts;
    mln_vec_add(&l->stack, (mln_flow_operand){array, 0});
    MLN_EACH_CHILD(tree, template, part)
    if (!mln_tree_is(tree, part, MLN_KIND_TEMPLATE_TEXT)) {
        uint32_t value = mln_build_expr(l, part);
        mln_vec_add(&l->stack, (mln_flow_operand){value, 0});
    }
    return finish_call(l, n, base, MLN_FLOW_FLAG_TAGGED);
}

/* ---- JSX ---- */

static void push_attribute(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_flow_operand operand = {0, MLN_FLOW_ELEMENT};
    if (mln_tree_is(tree, n, MLN_KIND_JSX_ATTR)) {
        mln_node name = mln_tree_first(n);
        operand.key = mln_build_sym(l, tree->sym[name.id]);
        operand.value = mln_build_expr(l, mln_tree_next(tree, name));
    } else {
        operand.key = MLN_FLOW_SPREAD;
        operand.value = mln_build_expr(l, n);
    }
    mln_vec_add(&l->stack, operand);
}

uint32_t mln_build_jsx(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node name = mln_tree_first(n), attributes = mln_tree_next(tree, name);
    uint32_t base = l->stack.len, children = mln_build_text(l, MLN_STR("children"));
    if (mln_tree_is(tree, attributes, MLN_KIND_JSX_ATTRS))
        MLN_EACH_CHILD(tree, attributes, a)
    push_attribute(l, a);
    for (mln_node c = mln_tree_next(tree, attributes); c.id < tree->end[n.id];
         c = mln_tree_next(tree, c)) {
        if (mln_tree_is(tree, c, MLN_KIND_JSX_TEXT) || mln_tree_is(tree, c, MLN_KIND_NONE))
            continue;
        uint32_t value = mln_build_expr(l, c);
        mln_vec_add(&l->stack, (mln_flow_operand){value, children});
    }
    uint32_t made = mln_build_add(l, MLN_FLOW_JSX, n, l->stack.data + base, l->stack.len - base);
    l->b.values.data[made].sym = mln_build_sym(l, tree->sym[name.id]);
    l->stack.len = base;
    return made;
}
