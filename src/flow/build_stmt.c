/* Statements: blocks and the edges between them. */
#include "flow/build_p.h"

#include "base/banned.h"

static uint32_t get_label(const mln_lowering *l, mln_node label)
{
    return mln_tree_is(l->tree, label, MLN_KIND_NONE) ? 0 : l->tree->sym[label.id];
}

static void push_jump(mln_lowering *l, uint32_t break_block, uint32_t continue_block)
{
    mln_build_jump jump = {l->at->pending_label, break_block, continue_block};
    l->at->pending_label = 0;
    mln_vec_add(&l->jumps, jump);
}

static void pop_jump(mln_lowering *l)
{
    l->jumps.len--;
}

static void lower_jump(mln_lowering *l, mln_node n, bool go_on)
{
    uint32_t label = get_label(l, mln_tree_first(n));
    for (uint32_t i = l->jumps.len; i-- > l->at->first_jump;) {
        const mln_build_jump *jump = &l->jumps.data[i];
        bool fits = label ? jump->label == label
                          : jump->break_block != MLN_FLOW_NONE &&
                                (!go_on || jump->continue_block != MLN_FLOW_NONE);
        if (!fits)
            continue;
        mln_build_jump_to(l, go_on ? jump->continue_block : jump->break_block);
        return;
    }
    l->at->block = MLN_FLOW_NONE;
}

/* ---- branches ---- */

/* `else if` goes on in the loop, so that a ladder costs no depth. */
static void lower_if(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    uint32_t after = mln_ssa_new_block(l);
    for (;;) {
        uint32_t yes = mln_ssa_new_block(l), no = mln_ssa_new_block(l);
        mln_build_cond(l, mln_tree_first(n), yes, no);
        mln_ssa_seal(l, yes);
        mln_ssa_seal(l, no);
        mln_build_go_into(l, yes);
        mln_build_stmt(l, mln_tree_child(tree, n, 1));
        mln_build_jump_to(l, after);
        mln_build_go_into(l, no);
        mln_node other = mln_tree_child(tree, n, 2);
        if (mln_tree_is(tree, other, MLN_KIND_BLOCK) &&
            mln_tree_has(tree, other, MLN_FLAG_IMPLICIT) && mln_tree_has_children(tree, other) &&
            mln_tree_is(tree, mln_tree_first(other), MLN_KIND_IF))
            other = mln_tree_first(other);
        if (mln_tree_is(tree, other, MLN_KIND_IF)) {
            n = other;
            continue;
        }
        if (!mln_tree_is(tree, other, MLN_KIND_NONE))
            mln_build_stmt(l, other);
        break;
    }
    mln_build_jump_to(l, after);
    mln_ssa_seal(l, after);
    mln_build_go_on(l, l->blocks.data[after].pred_count ? after : MLN_FLOW_NONE);
}

/* A loop with its test before the body (`while`, `for`) or behind it (`do`). */
static void lower_loop(mln_lowering *l, mln_node cond, mln_node step, mln_node body,
                       bool test_first)
{
    const mln_tree *tree = l->tree;
    uint32_t head = mln_ssa_new_block(l), inside = mln_ssa_new_block(l);
    uint32_t next = mln_ssa_new_block(l), after = mln_ssa_new_block(l);
    bool endless = cond.id == UINT32_MAX || mln_tree_is(tree, cond, MLN_KIND_NONE);
    push_jump(l, after, next);
    mln_build_jump_to(l, test_first ? head : inside);
    if (test_first) {
        mln_build_go_on(l, head);
        if (endless)
            mln_build_jump_to(l, inside);
        else
            mln_build_cond(l, cond, inside, after);
        mln_ssa_seal(l, inside);
    }
    mln_build_go_into(l, inside);
    mln_build_stmt(l, body);
    mln_build_jump_to(l, next);
    mln_ssa_seal(l, next);
    mln_build_go_on(l, l->blocks.data[next].pred_count ? next : MLN_FLOW_NONE);
    if (step.id != UINT32_MAX && !mln_tree_is(tree, step, MLN_KIND_NONE) && !mln_build_is_dead(l))
        (void)mln_build_expr(l, step);
    mln_build_jump_to(l, head);
    if (!test_first) {
        mln_build_go_on(l, l->blocks.data[head].pred_count ? head : MLN_FLOW_NONE);
        if (!mln_build_is_dead(l))
            mln_build_cond(l, cond, inside, after);
        mln_ssa_seal(l, inside);
    }
    mln_ssa_seal(l, head);
    mln_ssa_seal(l, after);
    pop_jump(l);
    mln_build_go_on(l, l->blocks.data[after].pred_count ? after : MLN_FLOW_NONE);
}

static void lower_for(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    uint32_t label = l->at->pending_label;
    l->at->pending_label = 0;
    mln_node init = mln_tree_first(n);
    if (!mln_tree_is(tree, init, MLN_KIND_NONE))
        mln_build_stmt(l, init);
    l->at->pending_label = label;
    lower_loop(l, mln_tree_child(tree, n, 1), mln_tree_child(tree, n, 2),
               mln_tree_child(tree, n, 3), true);
}

static void lower_for_in(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node target = mln_tree_first(n), object = mln_tree_next(tree, target);
    uint32_t label = l->at->pending_label;
    l->at->pending_label = 0;
    uint32_t value = mln_build_expr(l, object);
    l->at->pending_label = label;
    uint32_t head = mln_ssa_new_block(l), inside = mln_ssa_new_block(l);
    uint32_t after = mln_ssa_new_block(l);
    push_jump(l, after, head);
    mln_build_jump_to(l, head);
    mln_ssa_add_edge(l, head, inside);
    mln_ssa_add_edge(l, head, after);
    mln_ssa_seal(l, inside);
    mln_build_go_on(l, inside);
    uint32_t element = mln_build_load(l, MLN_NO_NODE, value, MLN_FLOW_ELEMENT);
    l->b.values.data[element].start = tree->start[target.id];
    l->b.values.data[element].stop = tree->stop[target.id];
    mln_node name =
        mln_tree_is(tree, target, MLN_KIND_DECLARATOR) ? mln_tree_first(target) : target;
    mln_build_bind(l, name, element);
    mln_build_stmt(l, mln_tree_next(tree, object));
    mln_build_jump_to(l, head);
    mln_ssa_seal(l, head);
    mln_ssa_seal(l, after);
    pop_jump(l);
    mln_build_go_on(l, after);
}

/* Each case is entered by its value or from the one before it. */
static void lower_switch(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node subject = mln_tree_first(n);
    uint32_t value = mln_build_expr(l, subject);
    uint32_t after = mln_ssa_new_block(l), fallback = MLN_FLOW_NONE;
    push_jump(l, after, MLN_FLOW_NONE);
    uint32_t tests = l->at->block, through = MLN_FLOW_NONE;
    for (mln_node c = mln_tree_next(tree, subject); c.id < tree->end[n.id];
         c = mln_tree_next(tree, c)) {
        if (!mln_tree_is(tree, c, MLN_KIND_CASE)) {
            mln_build_go_on(l, through);
            mln_build_stmt(l, c);
            through = l->at->block;
            continue;
        }
        uint32_t body = mln_ssa_new_block(l);
        mln_node test = mln_tree_first(c);
        mln_build_go_on(l, tests);
        if (mln_tree_is(tree, test, MLN_KIND_NONE)) {
            fallback = body;
        } else if (!mln_build_is_dead(l)) {
            uint32_t cond =
                mln_build_add2(l, MLN_FLOW_BINARY, MLN_NO_NODE, value, mln_build_expr(l, test));
            l->b.values.data[cond].aux = MLN_FLOW_EQUAL;
            uint32_t other = mln_ssa_new_block(l), taken = mln_ssa_new_block(l);
            mln_ssa_add_edge(l, l->at->block, taken);
            mln_ssa_add_edge(l, l->at->block, other);
            mln_ssa_seal(l, taken);
            mln_ssa_seal(l, other);
            mln_build_go_on(l, taken);
            mln_build_refine(l, subject, cond, true);
            mln_build_jump_to(l, body);
            tests = other;
        }
        mln_build_go_on(l, through);
        mln_build_jump_to(l, body);
        /* The default's edge comes when all tests are known. */
        if (body != fallback)
            mln_ssa_seal(l, body);
        mln_build_go_on(l, body);
        for (mln_node s = mln_tree_next(tree, test); s.id < tree->end[c.id];
             s = mln_tree_next(tree, s))
            mln_build_stmt(l, s);
        through = l->at->block;
    }
    mln_build_go_on(l, through);
    mln_build_jump_to(l, after);
    mln_build_go_on(l, tests);
    mln_build_jump_to(l, fallback == MLN_FLOW_NONE ? after : fallback);
    if (fallback != MLN_FLOW_NONE)
        mln_ssa_seal(l, fallback);
    mln_ssa_seal(l, after);
    pop_jump(l);
    mln_build_go_on(l, l->blocks.data[after].pred_count ? after : MLN_FLOW_NONE);
}

/* ---- exceptions ---- */

/* After every statement of a `try` its catch may come. What `finally` does on the way of an
 * exception or a return out of the function is not followed. */
static void lower_try(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node body = mln_tree_first(n), handler = mln_tree_next(tree, body);
    mln_node last = mln_tree_next(tree, handler);
    uint32_t outer_block = l->at->catch_block, outer_value = l->at->catch_value;
    uint32_t after = mln_ssa_new_block(l);
    bool has_catch = mln_tree_is(tree, handler, MLN_KIND_CATCH);
    uint32_t caught = MLN_FLOW_NONE, block = MLN_FLOW_NONE;
    if (has_catch) {
        block = mln_ssa_new_block(l);
        mln_node param = mln_tree_first(handler);
        caught = mln_build_add(l, MLN_FLOW_CATCH, MLN_NO_NODE, NULL, 0);
        l->b.values.data[caught].block = block;
        l->b.values.data[caught].start = tree->start[param.id];
        l->b.values.data[caught].stop = tree->stop[param.id];
        if (mln_tree_is(tree, param, MLN_KIND_NONE))
            l->b.values.data[caught].start = l->b.values.data[caught].stop = 0;
        mln_ssa_add_edge(l, l->at->block, block);
        l->at->catch_block = block;
        l->at->catch_value = caught;
    }
    mln_build_stmt(l, body);
    mln_build_jump_to(l, after);
    l->at->catch_block = outer_block;
    l->at->catch_value = outer_value;
    if (has_catch) {
        mln_ssa_seal(l, block);
        mln_build_go_on(l, block);
        mln_node param = mln_tree_first(handler);
        if (!mln_tree_is(tree, param, MLN_KIND_NONE))
            mln_build_bind(l, param, caught);
        mln_build_stmt(l, mln_tree_next(tree, param));
        mln_build_jump_to(l, after);
    }
    mln_ssa_seal(l, after);
    mln_build_go_on(l, l->blocks.data[after].pred_count ? after : MLN_FLOW_NONE);
    if (!mln_tree_is(tree, last, MLN_KIND_NONE)) {
        /* Both ways lead through it: it is lowered even where the end cannot be reached otherwise.
         */
        bool dead = mln_build_is_dead(l);
        if (dead)
            mln_build_go_on(l, after);
        mln_build_stmt(l, last);
        if (dead)
            mln_build_go_on(l, MLN_FLOW_NONE);
    }
}

static void lower_throw(mln_lowering *l, mln_node n)
{
    uint32_t value = mln_build_expr(l, mln_tree_first(n));
    uint32_t target = l->at->catch_value;
    if (target == MLN_FLOW_NONE)
        target = l->b.functions.data[l->at->func].thrown;
    mln_facts_builder_add_operand(&l->b, target, (mln_flow_operand){value, 0});
    mln_build_jump_to(l, l->at->catch_block);
}

/* ---- C: labels, preprocessor ---- */

static uint32_t get_label_block(mln_lowering *l, uint32_t label)
{
    for (uint32_t i = l->at->first_label; i < l->labels.len; i++)
        if (l->labels.data[i].label == label)
            return l->labels.data[i].block;
    uint32_t block = mln_ssa_new_block(l);
    mln_vec_add(&l->labels, (mln_build_label){label, block});
    return block;
}

/* A label of C may be reached from anywhere in the function: its block is sealed at the end of it.
 */
static void lower_labeled(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node label = mln_tree_first(n), body = mln_tree_next(tree, label);
    uint32_t name = get_label(l, label);
    if (l->c) {
        uint32_t block = get_label_block(l, name);
        mln_build_jump_to(l, block);
        mln_build_go_on(l, block);
        mln_build_stmt(l, body);
        return;
    }
    mln_node inner = body;
    if (mln_tree_is(tree, body, MLN_KIND_BLOCK) && mln_tree_has(tree, body, MLN_FLAG_IMPLICIT) &&
        mln_tree_has_children(tree, body))
        inner = mln_tree_first(body);
    switch (mln_tree_kind(tree, inner)) {
    case MLN_KIND_FOR:
    case MLN_KIND_FOR_IN:
    case MLN_KIND_WHILE:
    case MLN_KIND_DO:
    case MLN_KIND_SWITCH:
        l->at->pending_label = name;
        mln_build_stmt(l, inner);
        return;
    default:
        break;
    }
    uint32_t after = mln_ssa_new_block(l);
    mln_vec_add(&l->jumps, (mln_build_jump){name, after, MLN_FLOW_NONE});
    mln_build_stmt(l, body);
    pop_jump(l);
    mln_build_jump_to(l, after);
    mln_ssa_seal(l, after);
    mln_build_go_on(l, l->blocks.data[after].pred_count ? after : MLN_FLOW_NONE);
}

/* What #if and #else hold is looked at both, as two ways. */
static void lower_pp(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    uint32_t after = mln_ssa_new_block(l), from = l->at->block;
    for (uint32_t i = 1; i <= 2; i++) {
        mln_node part = mln_tree_child(tree, n, i);
        uint32_t block = MLN_FLOW_NONE;
        if (from != MLN_FLOW_NONE) {
            block = mln_ssa_new_block(l);
            mln_ssa_add_edge(l, from, block);
            mln_ssa_seal(l, block);
        }
        mln_build_go_on(l, block);
        mln_build_stmt(l, part);
        mln_build_jump_to(l, after);
    }
    mln_ssa_seal(l, after);
    mln_build_go_on(l, l->blocks.data[after].pred_count ? after : MLN_FLOW_NONE);
}

/* ---- declarations ---- */

/* What a variable without an initializer begins as. C: `extern char **environ;` of a file is what
 * its name says elsewhere. */
static uint32_t lower_nothing(mln_lowering *l, mln_node declarator, mln_node name)
{
    const mln_tree *tree = l->tree;
    if (!l->c || l->at->node != 0 || mln_tree_has(tree, declarator, MLN_FLAG_STATIC))
        return mln_build_undefined(l, MLN_NO_NODE);
    uint32_t value = mln_build_add(l, MLN_FLOW_GLOBAL, name, NULL, 0);
    l->b.values.data[value].sym = mln_build_sym(l, tree->sym[name.id]);
    return value;
}

static void lower_declarator(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node name = mln_tree_first(n), type = mln_tree_next(tree, name);
    mln_node init = mln_tree_next(tree, type);
    if (mln_tree_is(tree, init, MLN_KIND_NONE)) {
        /* `var x;` changes nothing; a parameter may have its name. */
        if (mln_tree_op(tree, n) == MLN_DECL_VAR || !mln_tree_is(tree, name, MLN_KIND_IDENT))
            return;
        mln_build_bind(l, name, lower_nothing(l, n, name));
    } else {
        mln_build_bind(l, name, mln_build_expr(l, init));
    }
    uint32_t bound = mln_flow_get_value(l, name);
    if (bound != MLN_FLOW_NONE)
        mln_build_add_type(l, bound, type);
}

/* Function declarations are there from the start of their list. */
static void hoist(mln_lowering *l, mln_node list)
{
    const mln_tree *tree = l->tree;
    MLN_EACH_CHILD(tree, list, c)
    {
        mln_node n = c;
        if (mln_tree_is(tree, n, MLN_KIND_EXPORT))
            n = mln_tree_child(tree, n, 1);
        if (!mln_tree_is(tree, n, MLN_KIND_FUNCTION) ||
            mln_tree_op(tree, n) != MLN_FUNCTION_DECLARATION ||
            mln_flow_get_value(l, n) != MLN_FLOW_NONE)
            continue;
        uint32_t closure = mln_build_closure(l, n, MLN_FLOW_NONE, true);
        mln_node name = mln_tree_first(n);
        uint32_t var =
            mln_tree_is(tree, name, MLN_KIND_IDENT) ? mln_build_get_var(l, name) : MLN_NO_VAR;
        if (var != MLN_NO_VAR)
            mln_build_write(l, var, closure);
    }
}

void mln_build_stmts(mln_lowering *l, mln_node list)
{
    const mln_tree *tree = l->tree;
    bool outermost = l->labels.len == l->at->first_label;
    if (!mln_build_is_dead(l))
        hoist(l, list);
    MLN_EACH_CHILD(tree, list, c)
    {
        mln_build_stmt(l, c);
        if (l->at->catch_block != MLN_FLOW_NONE && !mln_build_is_dead(l)) {
            uint32_t block = mln_ssa_new_block(l), from = l->at->block;
            mln_ssa_add_edge(l, from, l->at->catch_block);
            mln_build_jump_to(l, block);
            mln_ssa_seal(l, block);
            mln_build_go_on(l, block);
        }
    }
    if (outermost && list.id && mln_tree_parent(tree, list).id == l->at->node)
        for (uint32_t i = l->at->first_label; i < l->labels.len; i++)
            mln_ssa_seal(l, l->labels.data[i].block);
}

static void lower_return(mln_lowering *l, mln_node n)
{
    mln_node value = mln_tree_first(n);
    if (!mln_tree_is(l->tree, value, MLN_KIND_NONE)) {
        uint32_t v = mln_build_expr(l, value);
        mln_facts_builder_add_operand(&l->b, l->b.functions.data[l->at->func].result,
                                      (mln_flow_operand){v, 0});
    }
    mln_build_jump_to(l, l->at->exit);
}

static void lower_one(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_EXPR_STMT:
        (void)mln_build_expr(l, mln_tree_first(n));
        break;
    case MLN_KIND_DECLARATOR:
        lower_declarator(l, n);
        break;
    case MLN_KIND_FUNCTION: /* declarations are hoisted; this is `export default () => …` */
        if (mln_tree_op(tree, n) != MLN_FUNCTION_DECLARATION)
            (void)mln_build_expr(l, n);
        break;
    case MLN_KIND_CLASS:
        (void)mln_build_class(l, n);
        break;
    case MLN_KIND_IF:
        lower_if(l, n);
        break;
    case MLN_KIND_FOR:
        lower_for(l, n);
        break;
    case MLN_KIND_FOR_IN:
        lower_for_in(l, n);
        break;
    case MLN_KIND_WHILE:
        lower_loop(l, mln_tree_first(n), MLN_NO_NODE, mln_tree_child(tree, n, 1), true);
        break;
    case MLN_KIND_DO:
        lower_loop(l, mln_tree_child(tree, n, 1), MLN_NO_NODE, mln_tree_first(n), false);
        break;
    case MLN_KIND_SWITCH:
        lower_switch(l, n);
        break;
    case MLN_KIND_TRY:
        lower_try(l, n);
        break;
    case MLN_KIND_RETURN:
        lower_return(l, n);
        break;
    case MLN_KIND_THROW:
        lower_throw(l, n);
        break;
    case MLN_KIND_BREAK:
        lower_jump(l, n, false);
        break;
    case MLN_KIND_CONTINUE:
        lower_jump(l, n, true);
        break;
    case MLN_KIND_GOTO:
        mln_build_jump_to(l, get_label_block(l, get_label(l, mln_tree_first(n))));
        break;
    case MLN_KIND_WITH:
        (void)mln_build_expr(l, mln_tree_first(n));
        mln_build_stmt(l, mln_tree_child(tree, n, 1));
        break;
    case MLN_KIND_IMPORT:
        mln_build_import(l, n);
        break;
    case MLN_KIND_EXPORT:
        mln_build_export(l, n);
        break;
    case MLN_KIND_NAMESPACE:
        mln_build_stmt(l, mln_tree_child(tree, n, 1));
        break;
    case MLN_KIND_ERROR:
        mln_build_stmts(l, n);
        break;
    default:
        if (mln_kind_get_class(mln_tree_kind(tree, n)) == MLN_CLASS_EXPR)
            (void)mln_build_expr(l, n);
        break;
    }
}

void mln_build_stmt(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    if (mln_tree_is(tree, n, MLN_KIND_NONE) || !mln_build_enter(l))
        return;
    if (l->at->spent)
        l->at->block = MLN_FLOW_NONE;
    /* What holds labels or functions is looked into though nothing leads there. */
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_BLOCK:
        mln_build_stmts(l, n);
        break;
    case MLN_KIND_LABELED:
        if (l->c || !mln_build_is_dead(l))
            lower_labeled(l, n);
        break;
    case MLN_KIND_CONDITIONAL_PP:
        lower_pp(l, n);
        break;
    case MLN_KIND_CASE: /* C: deeper than its switch, as in Duff's device */
        for (mln_node s = mln_tree_next(tree, mln_tree_first(n)); s.id < tree->end[n.id];
             s = mln_tree_next(tree, s))
            mln_build_stmt(l, s);
        break;
    default:
        if (!mln_build_is_dead(l))
            lower_one(l, n);
        break;
    }
    mln_build_leave(l);
}
