#include "names/value.h"

#include <stdlib.h>

#include "base/banned.h"

#define DEPTH_MAX 64
#define TEXT_MAX 65536u

static const mln_constant unknown = {MLN_CONSTANT_UNKNOWN, {0}};

static mln_constant get_value(mln_names *names, mln_node n, int depth);

static mln_constant text_value(mln_names *names, mln_str text)
{
    if (text.len > TEXT_MAX)
        return (mln_constant){MLN_CONSTANT_SOME_STRING, {0}};
    return (mln_constant){MLN_CONSTANT_STRING, {mln_strtab_add(&names->tree->syms, text)}};
}

static bool is_text(mln_constant value)
{
    return value.kind == MLN_CONSTANT_STRING || value.kind == MLN_CONSTANT_SOME_STRING;
}

/* A constant that is spelled out. */
static bool is_known(mln_constant value)
{
    return value.kind == MLN_CONSTANT_STRING || value.kind == MLN_CONSTANT_NUMBER ||
           value.kind == MLN_CONSTANT_BOOL;
}

static mln_constant join(mln_names *names, mln_constant left, mln_constant right)
{
    const mln_strtab *syms = &names->tree->syms;
    if (!is_text(left) && !is_text(right))
        return unknown;
    bool left_known = is_known(left), right_known = is_known(right);
    if ((!left_known && !is_text(left)) || (!right_known && !is_text(right)))
        return unknown;
    if (!left_known || !right_known)
        return (mln_constant){MLN_CONSTANT_SOME_STRING, {0}};
    mln_buf_clear(&names->text);
    mln_buf_add_str(&names->text, mln_strtab_get(syms, left.sym.id));
    mln_buf_add_str(&names->text, mln_strtab_get(syms, right.sym.id));
    return text_value(names, mln_buf_get_str(&names->text));
}

/* The value after two ways meet. */
static mln_constant meet(mln_constant a, mln_constant b)
{
    if (a.kind == b.kind && a.sym.id == b.sym.id)
        return a;
    return is_text(a) && is_text(b) ? (mln_constant){MLN_CONSTANT_SOME_STRING, {0}} : unknown;
}

static bool read_integer(const mln_names *names, mln_constant value, long long *out)
{
    if (value.kind != MLN_CONSTANT_NUMBER)
        return false;
    mln_str text = mln_strtab_get(&names->tree->syms, value.sym.id);
    char *stop = NULL;
    if (text.len == 0 || text.len > 18)
        return false;
    *out = strtoll(text.ptr, &stop, 10);
    return stop == text.ptr + text.len;
}

/* Integer arithmetic, in C only: in JavaScript numbers are floats and a folded one equals none. */
static mln_constant compute(mln_names *names, mln_op op, mln_constant left, mln_constant right)
{
    long long a, b, result;
    if (!read_integer(names, left, &a) || !read_integer(names, right, &b))
        return unknown;
    switch (op) {
    case MLN_OP_ADD:
        if (__builtin_add_overflow(a, b, &result))
            return unknown;
        break;
    case MLN_OP_SUB:
        if (__builtin_sub_overflow(a, b, &result))
            return unknown;
        break;
    case MLN_OP_MUL:
        if (__builtin_mul_overflow(a, b, &result))
            return unknown;
        break;
    case MLN_OP_DIV:
        if (b == 0 || b == -1)
            return unknown;
        result = a / b;
        break;
    default:
        return unknown;
    }
    mln_buf_clear(&names->text);
    mln_buf_addf(&names->text, "%lld", result);
    return (mln_constant){MLN_CONSTANT_NUMBER,
                          {mln_strtab_add(&names->tree->syms, mln_buf_get_str(&names->text))}};
}

/* `a + b + c …`: a loop down the left side and back, so that its length costs no depth. */
static mln_constant get_binary(mln_names *names, mln_node n, int depth)
{
    const mln_tree *tree = names->tree;
    uint32_t spine = 0;
    mln_node left = n;
    while (mln_tree_is(tree, left, MLN_KIND_BINARY)) {
        spine++;
        left = mln_tree_first(left);
    }
    mln_constant value = get_value(names, left, depth);
    mln_node at = mln_tree_parent(tree, left);
    /* What is joined is gathered and interned once: a long sum must not cost its square. */
    mln_buf joined = {0};
    bool open = false;
    while (spine-- && value.kind != MLN_CONSTANT_UNKNOWN) {
        mln_op op = (mln_op)mln_tree_op(tree, at);
        mln_constant right = get_value(names, mln_tree_next(tree, mln_tree_first(at)), depth);
        at = mln_tree_parent(tree, at);
        if (op != MLN_OP_ADD || (!is_text(value) && !is_text(right))) {
            value = tree->lang == MLN_LANG_C && !open ? compute(names, op, value, right) : unknown;
            continue;
        }
        if (!is_known(value) || !is_known(right) || joined.len > TEXT_MAX) {
            bool text = (is_known(value) || is_text(value)) && (is_known(right) || is_text(right));
            value = text ? (mln_constant){MLN_CONSTANT_SOME_STRING, {0}} : unknown;
            continue;
        }
        if (!open)
            mln_buf_add_str(&joined, mln_strtab_get(&tree->syms, value.sym.id));
        mln_buf_add_str(&joined, mln_strtab_get(&tree->syms, right.sym.id));
        open = true;
        value.kind = MLN_CONSTANT_STRING;
    }
    if (open && value.kind == MLN_CONSTANT_STRING)
        value = text_value(names, mln_buf_get_str(&joined));
    mln_buf_release(&joined);
    return value;
}

static mln_constant get_template(mln_names *names, mln_node n, int depth)
{
    const mln_tree *tree = names->tree;
    mln_constant value = text_value(names, MLN_STR(""));
    MLN_EACH_CHILD(tree, n, part)
    {
        mln_constant next = mln_tree_is(tree, part, MLN_KIND_TEMPLATE_TEXT)
                                ? (mln_constant){MLN_CONSTANT_STRING, {tree->sym[part.id]}}
                                : get_value(names, part, depth);
        value = join(names, value, next);
        if (value.kind == MLN_CONSTANT_UNKNOWN)
            break;
    }
    return value;
}

/* `c ? a : b`: what both are. */
static mln_constant get_conditional(mln_names *names, mln_node n, int depth)
{
    mln_node yes = mln_tree_child(names->tree, n, 1);
    mln_constant a = get_value(names, yes, depth);
    if (a.kind == MLN_CONSTANT_UNKNOWN)
        return unknown;
    return meet(a, get_value(names, mln_tree_next(names->tree, yes), depth));
}

/* The class field that `this.x` reads, if it is constant. */
static mln_node find_field(const mln_names *names, mln_node member)
{
    const mln_tree *tree = names->tree;
    uint32_t sym = tree->sym[mln_tree_child(tree, member, 1).id];
    mln_node at = member;
    while (at.id && !mln_tree_is(tree, at, MLN_KIND_CLASS_BODY))
        at = mln_tree_parent(tree, at);
    if (!at.id)
        return MLN_NO_NODE;
    mln_node found = MLN_NO_NODE;
    MLN_EACH_CHILD(tree, at, c)
    if (mln_tree_is(tree, c, MLN_KIND_FIELD) && tree->sym[mln_tree_first(c).id] == sym)
        found = mln_tree_child(tree, c, 2);
    if (found.id == UINT32_MAX)
        return found;
    for (uint32_t id = at.id; id < tree->end[at.id]; id++) {
        if (tree->kind[id] != MLN_KIND_ASSIGN)
            continue;
        mln_node target = {id + 1};
        if (mln_tree_is(tree, target, MLN_KIND_MEMBER) &&
            mln_tree_is(tree, mln_tree_first(target), MLN_KIND_THIS) &&
            tree->sym[mln_tree_child(tree, target, 1).id] == sym)
            return MLN_NO_NODE;
    }
    return found;
}

static mln_constant_memo make_memo(mln_constant value)
{
    bool known = value.kind != MLN_CONSTANT_UNKNOWN;
    return (mln_constant_memo){known ? (uint8_t)value.kind : (uint8_t)MLN_CONSTANT_NO,
                               value.sym.id};
}

static mln_constant get_binding(mln_names *names, uint32_t index, int depth)
{
    const mln_tree *tree = names->tree;
    const mln_binding_info *binding = &names->bindings.data[index];
    if (binding->writes || binding->kind != MLN_BINDING_VARIABLE ||
        !mln_tree_is(tree, binding->owner, MLN_KIND_DECLARATOR))
        return unknown;
    if (mln_tree_first(binding->owner).id != binding->node.id)
        return unknown;
    mln_constant_memo *memo = &names->values.data[index];
    if (memo->kind == MLN_CONSTANT_BUSY || memo->kind == MLN_CONSTANT_NO)
        return unknown;
    if (memo->kind != MLN_CONSTANT_UNKNOWN)
        return (mln_constant){(mln_constant_kind)memo->kind, {memo->sym}};
    mln_node init = mln_tree_child(tree, binding->owner, 2);
    memo->kind = MLN_CONSTANT_BUSY;
    names->busy++;
    mln_constant value = get_value(names, init, depth);
    names->busy--;
    *memo = make_memo(value);
    return value;
}

static mln_constant get_value(mln_names *names, mln_node n, int depth)
{
    const mln_tree *tree = names->tree;
    if (depth > DEPTH_MAX)
        return unknown;
    depth++;
    mln_constant value;
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_STRING:
        return (mln_constant){MLN_CONSTANT_STRING, {tree->sym[n.id]}};
    case MLN_KIND_NUMBER:
        return (mln_constant){MLN_CONSTANT_NUMBER, {tree->sym[n.id]}};
    case MLN_KIND_BOOL:
        return (mln_constant){MLN_CONSTANT_BOOL, {tree->sym[n.id]}};
    case MLN_KIND_NULL:
        return (mln_constant){MLN_CONSTANT_NULL, {tree->sym[n.id]}};
    case MLN_KIND_TEMPLATE:
        return get_template(names, n, depth);
    case MLN_KIND_BINARY:
        return get_binary(names, n, depth);
    case MLN_KIND_CAST:
        return get_value(names, mln_tree_first(n), depth);
    case MLN_KIND_CONDITIONAL:
        return get_conditional(names, n, depth);
    case MLN_KIND_UNARY:
        value = get_value(names, mln_tree_first(n), depth);
        if (mln_tree_op(tree, n) == MLN_OP_NOT && value.kind == MLN_CONSTANT_BOOL) {
            bool yes = mln_str_is(mln_strtab_get(&tree->syms, value.sym.id), "true");
            value.sym.id =
                mln_strtab_add(&names->tree->syms, yes ? MLN_STR("false") : MLN_STR("true"));
            return value;
        }
        if (mln_tree_op(tree, n) == MLN_OP_SUB && value.kind == MLN_CONSTANT_NUMBER) {
            mln_buf_clear(&names->text);
            mln_buf_add_char(&names->text, '-');
            mln_buf_add_str(&names->text, mln_strtab_get(&tree->syms, value.sym.id));
            value.sym.id = mln_strtab_add(&names->tree->syms, mln_buf_get_str(&names->text));
            return value;
        }
        return unknown;
    case MLN_KIND_MEMBER:
        if (mln_tree_is(tree, mln_tree_first(n), MLN_KIND_THIS)) {
            mln_node field = find_field(names, n);
            if (field.id != UINT32_MAX)
                return get_value(names, field, depth);
        }
        return unknown;
    case MLN_KIND_IDENT: {
        uint32_t binding = mln_names_get_id(names, n);
        if (mln_tree_role(tree, n) != MLN_ROLE_EXPR)
            return unknown;
        if (!binding || names->bindings.data[binding - 1].writes)
            return mln_names_get_flow_value(names, n);
        return get_binding(names, binding - 1, depth);
    }
    default:
        return unknown;
    }
}

mln_constant mln_names_get_value(mln_names *names, mln_node n)
{
    return get_value(names, n, 0);
}

/* ---- values that follow the flow ---- */

/* The statement that decides whether `n` runs: the innermost branch or loop body around it that is
 * still inside `limit`. */
static mln_node find_branch(const mln_tree *tree, mln_node n, mln_node limit)
{
    mln_node branch = MLN_NO_NODE;
    for (mln_node at = n; at.id != limit.id && at.id; at = mln_tree_parent(tree, at)) {
        mln_node parent = mln_tree_parent(tree, at);
        switch (mln_tree_kind(tree, parent)) {
        case MLN_KIND_IF:
        case MLN_KIND_CONDITIONAL:
            if (mln_tree_first(parent).id != at.id)
                branch = at;
            break;
        case MLN_KIND_WHILE:
        case MLN_KIND_DO:
        case MLN_KIND_FOR:
        case MLN_KIND_FOR_IN:
        case MLN_KIND_SWITCH:
        case MLN_KIND_CASE:
        case MLN_KIND_TRY:
        case MLN_KIND_CATCH:
        case MLN_KIND_CONDITIONAL_PP:
            branch = at;
            break;
        default:
            break;
        }
        if (branch.id != UINT32_MAX)
            return branch;
    }
    return branch;
}

static bool in_loop(const mln_tree *tree, mln_node n, mln_node limit)
{
    for (mln_node at = n; at.id != limit.id && at.id; at = mln_tree_parent(tree, at))
        switch (mln_tree_kind(tree, at)) {
        case MLN_KIND_WHILE:
        case MLN_KIND_DO:
        case MLN_KIND_FOR:
        case MLN_KIND_FOR_IN:
            return true;
        default:
            break;
        }
    return false;
}

static bool is_same(const mln_names *names, mln_node n, uint32_t binding, uint32_t sym)
{
    return names->tree->kind[n.id] == MLN_KIND_IDENT && names->tree->sym[n.id] == sym &&
           names->binding_of[n.id] == binding;
}

/* What `target` is after `target += part`: both, one after the other, where nothing is in doubt. */
static mln_constant get_sum(mln_names *names, mln_node target, mln_node limit)
{
    const mln_tree *tree = names->tree;
    mln_constant part = get_value(names, mln_tree_next(tree, target), DEPTH_MAX / 2);
    mln_constant sum = unknown;
    if (!is_text(part))
        return unknown;
    if (part.kind == MLN_CONSTANT_STRING && find_branch(tree, target, limit).id == UINT32_MAX) {
        mln_constant before = mln_names_get_flow_value(names, target);
        if (before.kind == MLN_CONSTANT_STRING)
            sum = join(names, before, part);
    }
    return is_text(sum) ? sum : (mln_constant){MLN_CONSTANT_SOME_STRING, {0}};
}

/* The reaching value of a use: assignments of the same binding before it in the same function are
 * looked at from the nearest back. One that stands on the way to the use decides; one in a branch
 * that the use is not in is joined. Quadratic in the assignments of one variable, hence a bound. */
#define ASSIGNMENTS_MAX 64

static mln_constant find_flow_value(mln_names *names, mln_node use)
{
    const mln_tree *tree = names->tree;
    uint32_t id = mln_names_get_id(names, use), sym = tree->sym[use.id];
    mln_node function = mln_names_get_function(names, use);
    mln_node limit = function.id == UINT32_MAX ? (mln_node){0} : function;
    mln_node owner = MLN_NO_NODE;
    uint32_t first = limit.id;
    if (id) {
        const mln_binding_info *binding = &names->bindings.data[id - 1];
        if (binding->kind != MLN_BINDING_VARIABLE ||
            !mln_tree_is(tree, binding->owner, MLN_KIND_DECLARATOR) ||
            function.id != mln_names_get_function(names, binding->node).id)
            return unknown;
        owner = binding->owner;
        first = owner.id;
    }
    mln_constant joined = unknown;
    bool have = false;
    int seen = 0;
    for (uint32_t at = use.id; at-- > first;) {
        mln_node value = MLN_NO_NODE, place = {at};
        if (tree->kind[at] == MLN_KIND_ASSIGN) {
            mln_node target = {at + 1};
            if (!is_same(names, target, id, sym))
                continue;
            /* The use is the target or stands in the value: the assignment comes after it. */
            if (tree->end[at] > use.id)
                continue;
            if (mln_tree_op(tree, place) == MLN_OP_ADD)
                return get_sum(names, target, limit);
            if (mln_tree_op(tree, place) != MLN_OP_NONE)
                return unknown;
            value = mln_tree_next(tree, target);
        } else if (tree->kind[at] == MLN_KIND_DECLARATOR) {
            mln_node target = {at + 1};
            if (!is_same(names, target, id, sym))
                continue;
            if (tree->end[at] > use.id)
                return unknown;
            value = mln_tree_child(tree, place, 2);
            if (mln_tree_is(tree, value, MLN_KIND_NONE)) {
                if (at != owner.id)
                    continue;
                /* Declared without a value: what the branches assigned is all there is. */
                if (have)
                    goto decided;
                return unknown;
            }
        } else if (tree->kind[at] == MLN_KIND_UPDATE || tree->kind[at] == MLN_KIND_UNARY) {
            mln_node target = {at + 1};
            if (is_same(names, target, id, sym) &&
                (tree->kind[at] == MLN_KIND_UPDATE ||
                 (tree->lang == MLN_LANG_C && mln_tree_op(tree, place) == MLN_OP_BIT_AND)))
                return unknown;
            continue;
        } else {
            continue;
        }
        if (++seen > ASSIGNMENTS_MAX || mln_names_get_function(names, place).id != function.id)
            return unknown;
        mln_constant constant = get_value(names, value, DEPTH_MAX / 2 + seen);
        joined = have ? meet(joined, constant) : constant;
        have = true;
        mln_node branch = find_branch(tree, place, limit);
        /* Decisive when every way to the use passes it. */
        if (branch.id == UINT32_MAX || (branch.id <= use.id && use.id < tree->end[branch.id]))
            goto decided;
    }
    return unknown;
decided:
    if (in_loop(tree, use, limit)) {
        /* What the loop assigns later comes round again. */
        mln_node loop = use;
        while (loop.id != limit.id && loop.id &&
               !(mln_tree_is(tree, loop, MLN_KIND_WHILE) || mln_tree_is(tree, loop, MLN_KIND_DO) ||
                 mln_tree_is(tree, loop, MLN_KIND_FOR) || mln_tree_is(tree, loop, MLN_KIND_FOR_IN)))
            loop = mln_tree_parent(tree, loop);
        for (uint32_t at = loop.id; at < tree->end[loop.id]; at++)
            if (tree->kind[at] == MLN_KIND_ASSIGN && tree->end[at] > use.id &&
                is_same(names, (mln_node){at + 1}, id, sym))
                return unknown;
    }
    return joined;
}

mln_constant mln_names_get_flow_value(mln_names *names, mln_node use)
{
    uint32_t count = names->tree->count;
    /* While a binding's value is being worked out it counts as unknown: what comes of that is kept
     * for nobody else. */
    if (names->busy)
        return find_flow_value(names, use);
    if (!names->flow_values.len) {
        mln_vec_reserve(&names->flow_values, count);
        names->flow_values.len = count;
        memset(names->flow_values.data, 0, count * sizeof *names->flow_values.data);
    }
    mln_constant_memo *memo = &names->flow_values.data[use.id];
    if (memo->kind == MLN_CONSTANT_NO)
        return unknown;
    if (memo->kind != MLN_CONSTANT_UNKNOWN)
        return (mln_constant){(mln_constant_kind)memo->kind, {memo->sym}};
    mln_constant value = find_flow_value(names, use);
    *memo = make_memo(value);
    return value;
}

#define SEVERAL (UINT32_MAX - 1)

/* What each free name is assigned, by its symbol: UINT32_MAX nothing, or SEVERAL. */
static void find_only_values(mln_names *names)
{
    const mln_tree *tree = names->tree;
    uint32_t count = tree->syms.entries.len;
    mln_vec_reserve(&names->only_values, count);
    names->only_values.len = count;
    memset(names->only_values.data, 0xFF, count * sizeof *names->only_values.data);
    for (uint32_t at = 0; at < tree->count; at++) {
        mln_node target = {at + 1};
        if (tree->kind[at] != MLN_KIND_ASSIGN || !is_same(names, target, 0, tree->sym[target.id]))
            continue;
        uint32_t *value = &names->only_values.data[tree->sym[target.id]];
        bool first = *value == UINT32_MAX && mln_tree_op(tree, (mln_node){at}) == MLN_OP_NONE;
        *value = first ? mln_tree_next(tree, target).id : SEVERAL;
    }
}

mln_node mln_names_get_only_value(mln_names *names, mln_node ident)
{
    const mln_tree *tree = names->tree;
    const mln_binding_info *binding = mln_names_get(names, ident);
    mln_node found = MLN_NO_NODE;
    if (binding) {
        if (binding->writes || binding->declared > 1 || binding->kind != MLN_BINDING_VARIABLE ||
            !mln_tree_is(tree, binding->owner, MLN_KIND_DECLARATOR) ||
            mln_tree_first(binding->owner).id != binding->node.id)
            return found;
        found = mln_tree_child(tree, binding->owner, 2);
        return mln_tree_is(tree, found, MLN_KIND_NONE) ? MLN_NO_NODE : found;
    }
    uint32_t sym = tree->sym[ident.id];
    if (!names->only_values.len)
        find_only_values(names);
    if (sym < names->only_values.len && names->only_values.data[sym] != SEVERAL)
        found.id = names->only_values.data[sym];
    return found;
}
