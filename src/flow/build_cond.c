/* Conditions: ways, and what is known on each. */
#include "flow/build_p.h"
#include "flow/literal.h"

#include "base/banned.h"

#define REFINED_MAX 4

/* Whether the outcome of this expression can tell anything of what stands in it. */
static bool can_tell(const mln_tree *tree, mln_node n)
{
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_CALL:
        return true;
    case MLN_KIND_BINARY:
        switch (mln_tree_op(tree, n)) {
        case MLN_OP_EQ:
        case MLN_OP_NE:
        case MLN_OP_EQ_STRICT:
        case MLN_OP_NE_STRICT:
        case MLN_OP_LT:
        case MLN_OP_LE:
        case MLN_OP_GT:
        case MLN_OP_GE:
        case MLN_OP_IN:
        case MLN_OP_INSTANCEOF:
            return true;
        default:
            return false;
        }
    case MLN_KIND_MEMBER:
    case MLN_KIND_INDEX: /* ALLOWED[x] */
        return true;
    case MLN_KIND_AWAIT:
        return mln_tree_is(tree, mln_tree_first(n), MLN_KIND_CALL);
    default:
        return false;
    }
}

static void refine_one(mln_lowering *l, const mln_lvalue *lvalue, uint32_t cond, bool outcome)
{
    uint32_t var = lvalue->var;
    for (uint32_t i = 0; i < lvalue->count && var != MLN_NO_VAR; i++)
        var = mln_build_find_path(l, var, lvalue->keys[i]);
    if (var == MLN_NO_VAR || l->vars.data[var].kind == MLN_VAR_THIS)
        return;
    if (l->vars.data[var].kind == MLN_VAR_BINDING) {
        mln_binding_kind kind = l->names->bindings.data[var].kind;
        if (kind == MLN_BINDING_FUNCTION || kind == MLN_BINDING_CLASS || kind == MLN_BINDING_IMPORT)
            return;
    }
    uint32_t now = mln_ssa_read(l, var, l->at->block);
    uint32_t refined = mln_build_add2(l, MLN_FLOW_REFINE, MLN_NO_NODE, now, cond);
    l->b.values.data[refined].aux = outcome;
    /* Not a new definition for other functions, nor for properties: only this way knows more. */
    mln_ssa_write(l, var, l->at->block, refined);
}

void mln_build_refine(mln_lowering *l, mln_node n, uint32_t cond, bool outcome)
{
    const mln_tree *tree = l->tree;
    mln_lvalue seen[REFINED_MAX];
    uint32_t count = 0;
    for (uint32_t id = n.id; id < tree->end[n.id] && count < REFINED_MAX;) {
        mln_node at = {id};
        mln_kind kind = mln_tree_kind(tree, at);
        if (kind == MLN_KIND_FUNCTION || kind == MLN_KIND_CLASS) {
            id = tree->end[id];
            continue;
        }
        bool callee = id > n.id && mln_tree_is(tree, mln_tree_parent(tree, at), MLN_KIND_CALL) &&
                      mln_tree_parent(tree, at).id + 1 == id;
        bool lvalue = (kind == MLN_KIND_IDENT || kind == MLN_KIND_MEMBER) && !callee &&
                      mln_tree_role(tree, at) == MLN_ROLE_EXPR;
        mln_lvalue found;
        if (!lvalue || !mln_build_get_lvalue(l, at, &found)) {
            id++;
            continue;
        }
        id = tree->end[id];
        bool known = false;
        for (uint32_t i = 0; i < count; i++)
            known =
                known || (seen[i].var == found.var && seen[i].count == found.count &&
                          memcmp(seen[i].keys, found.keys, found.count * sizeof(uint32_t)) == 0);
        if (known)
            continue;
        seen[count++] = found;
        refine_one(l, &found, cond, outcome);
    }
}

/* `const ok = ALLOWED.has(x); if (ok) …`: the call that a variable holds just now, or what one
 * stands for that is given its value once. */
static mln_node skip_name(const mln_lowering *l, mln_node n, uint32_t cond)
{
    const mln_tree *tree = l->tree;
    while (l->b.values.data[cond].op == MLN_FLOW_COPY)
        cond = l->b.operands.data[l->b.values.data[cond].first].value;
    if (mln_tree_is(tree, n, MLN_KIND_IDENT) && l->b.values.data[cond].op == MLN_FLOW_CALL &&
        cond < l->node_of.len && l->node_of.data[cond] != MLN_FLOW_NONE)
        return (mln_node){l->node_of.data[cond]};
    const mln_binding_info *binding =
        mln_tree_is(tree, n, MLN_KIND_IDENT) ? mln_names_get(l->names, n) : NULL;
    if (!binding || binding->writes || !mln_tree_is(tree, binding->owner, MLN_KIND_DECLARATOR))
        return n;
    mln_node init = mln_tree_child(tree, binding->owner, 2);
    unsigned op = mln_tree_op(tree, init);
    bool logical =
        mln_tree_is(tree, init, MLN_KIND_BINARY) && (op == MLN_OP_AND || op == MLN_OP_OR);
    return logical || can_tell(tree, init) ? init : n;
}

/* One way out of the block at hand. */
static void branch(mln_lowering *l, uint32_t from, mln_node n, uint32_t cond, bool outcome,
                   uint32_t to)
{
    mln_node named = skip_name(l, n, cond);
    if (named.id == n.id && !can_tell(l->tree, n)) {
        mln_ssa_add_edge(l, from, to);
        return;
    }
    uint32_t block = mln_ssa_new_block(l);
    mln_ssa_add_edge(l, from, block);
    mln_ssa_seal(l, block);
    mln_build_go_on(l, block);
    mln_build_refine(l, named, cond, outcome);
    mln_build_jump_to(l, to);
}

#define KNOWN_DEPTH_MAX 8

/* A number that is written, or that a variable of the function has from its beginning to its end.
 */
static bool get_number(const mln_lowering *l, mln_node n, unsigned depth, double *number)
{
    const mln_tree *tree = l->tree;
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_NUMBER:
        return mln_literal_parse_number(mln_tree_sym_text(tree, n), number);
    case MLN_KIND_IDENT: {
        const mln_binding_info *binding = mln_names_get(l->names, n);
        if (!binding || mln_names_get_function(l->names, binding->node).id == UINT32_MAX)
            return false;
        mln_node value = mln_names_get_only_value(l->names, n);
        return value.id != UINT32_MAX && depth && get_number(l, value, depth - 1, number);
    }
    default:
        return false;
    }
}

/* Whether C code that is switched off by hand says so: `if (0)`, `while (1)`, `if (off == 1)`. In
 * the other languages nobody does that but to try something. */
static bool is_known(const mln_lowering *l, mln_node n, bool *outcome)
{
    double left, right;
    if (!l->c)
        return false;
    if (mln_tree_is(l->tree, n, MLN_KIND_BINARY)) {
        unsigned op = mln_tree_op(l->tree, n);
        mln_node first = mln_tree_first(n);
        if ((op != MLN_OP_EQ && op != MLN_OP_NE) || !get_number(l, first, KNOWN_DEPTH_MAX, &left) ||
            !get_number(l, mln_tree_next(l->tree, first), KNOWN_DEPTH_MAX, &right))
            return false;
        bool equal = left >= right && left <= right;
        *outcome = op == MLN_OP_EQ ? equal : !equal;
        return true;
    }
    if (!get_number(l, n, KNOWN_DEPTH_MAX, &left))
        return false;
    *outcome = left < 0 || left > 0;
    return true;
}

void mln_build_go_into(mln_lowering *l, uint32_t block)
{
    mln_build_go_on(l, l->blocks.data[block].pred_count ? block : MLN_FLOW_NONE);
}

void mln_build_cond(mln_lowering *l, mln_node n, uint32_t yes, uint32_t no)
{
    const mln_tree *tree = l->tree;
    bool outcome;
    if (mln_build_is_dead(l))
        return;
    if (!mln_build_enter(l)) {
        mln_ssa_add_edge(l, l->at->block, yes);
        mln_build_jump_to(l, no);
        return;
    }
    unsigned op = mln_tree_op(tree, n);
    if (mln_tree_is(tree, n, MLN_KIND_BINARY) && (op == MLN_OP_AND || op == MLN_OP_OR)) {
        uint32_t middle = mln_ssa_new_block(l);
        mln_node left = mln_tree_first(n);
        mln_build_cond(l, left, op == MLN_OP_AND ? middle : yes, op == MLN_OP_AND ? no : middle);
        mln_ssa_seal(l, middle);
        mln_build_go_into(l, middle);
        mln_build_cond(l, mln_tree_next(tree, left), yes, no);
    } else if (mln_tree_is(tree, n, MLN_KIND_UNARY) && op == MLN_OP_NOT) {
        mln_build_cond(l, mln_tree_first(n), no, yes);
    } else if (is_known(l, n, &outcome)) {
        (void)mln_build_expr(l, n);
        mln_build_jump_to(l, outcome ? yes : no);
    } else {
        uint32_t cond = mln_build_expr(l, n), from = l->at->block;
        branch(l, from, n, cond, true, yes);
        branch(l, from, n, cond, false, no);
        l->at->block = MLN_FLOW_NONE;
    }
    mln_build_leave(l);
}

/* `a && b`, `a || b`, `a ?? b` where the value counts. */
uint32_t mln_build_logical(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node left = mln_tree_first(n);
    unsigned op = mln_tree_op(tree, n);
    uint32_t first = mln_build_expr(l, left), from = l->at->block;
    uint32_t right = mln_ssa_new_block(l), after = mln_ssa_new_block(l);
    branch(l, from, left, first, op == MLN_OP_AND, right);
    branch(l, from, left, first, op != MLN_OP_AND, after);
    mln_ssa_seal(l, right);
    mln_build_go_on(l, right);
    uint32_t second = mln_build_expr(l, mln_tree_next(tree, left));
    mln_build_jump_to(l, after);
    mln_ssa_seal(l, after);
    mln_build_go_on(l, after);
    if (op != MLN_OP_NULLISH) { /* where it decides, it is known to be false, or true */
        first = mln_build_add2(l, MLN_FLOW_REFINE, MLN_NO_NODE, first, first);
        l->b.values.data[first].aux = op == MLN_OP_OR;
    }
    return mln_build_add2(l, MLN_FLOW_PHI, n, first, second);
}

/* Whether an expression that is written twice gives something else the second time. */
static bool takes_away(const mln_tree *tree, mln_node n)
{
    static const char *const names[] = {"pop", "shift", "splice", "next", "read", "exec", "random"};
    for (uint32_t id = n.id; id < tree->end[n.id]; id++)
        if (tree->kind[id] == MLN_KIND_PROPERTY_NAME &&
            mln_str_is_one_of(mln_tree_sym_text(tree, (mln_node){id}), names, MLN_COUNT_OF(names)))
            return true;
    return false;
}

/* `LIST.includes(x.trim()) ? x.trim() : …`: what is asked of the one holds of the other, which is
 * `value`. What is no variable or property has no REFINE of its own. */
static uint32_t refine_repeated(mln_lowering *l, mln_node cond, mln_node then, uint32_t value)
{
    const mln_tree *tree = l->tree;
    bool outcome = true;
    for (; mln_tree_is(tree, cond, MLN_KIND_UNARY) && mln_tree_op(tree, cond) == MLN_OP_NOT;
         cond = mln_tree_first(cond))
        outcome = !outcome;
    uint32_t asked = mln_flow_get_value(l, cond);
    if (l->c || asked == MLN_FLOW_NONE || !can_tell(tree, cond) ||
        !mln_tree_is(tree, then, MLN_KIND_CALL))
        return value;
    MLN_EACH_CHILD(tree, cond, part)
    {
        uint32_t tested = mln_tree_same(tree, part, then) && !takes_away(tree, then)
                              ? mln_flow_get_value(l, part)
                              : MLN_FLOW_NONE;
        if (tested == MLN_FLOW_NONE)
            continue;
        mln_flow_operand operands[] = {{value, 0}, {asked, 0}, {tested, 0}};
        uint32_t refined = mln_build_add(l, MLN_FLOW_REFINE, MLN_NO_NODE, operands, 3);
        l->b.values.data[refined].aux = outcome;
        return refined;
    }
    return value;
}

uint32_t mln_build_conditional(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    uint32_t yes = mln_ssa_new_block(l), no = mln_ssa_new_block(l), after = mln_ssa_new_block(l);
    mln_node cond = mln_tree_first(n), then = mln_tree_next(tree, cond);
    mln_build_cond(l, cond, yes, no);
    mln_ssa_seal(l, yes);
    mln_ssa_seal(l, no);
    mln_build_go_on(l, yes);
    uint32_t first = refine_repeated(l, cond, then, mln_build_expr(l, then));
    bool possible = l->blocks.data[yes].pred_count, other = l->blocks.data[no].pred_count;
    mln_build_jump_to(l, possible ? after : MLN_FLOW_NONE);
    mln_build_go_on(l, no);
    uint32_t second = mln_build_expr(l, mln_tree_next(tree, then));
    mln_build_jump_to(l, other || !possible ? after : MLN_FLOW_NONE);
    mln_ssa_seal(l, after);
    mln_build_go_on(l, after);
    return mln_build_add2(l, MLN_FLOW_PHI, n, possible ? first : second, other ? second : first);
}
