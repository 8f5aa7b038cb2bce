/* L-values, assignments, destructuring, declared types. */
#include "flow/build_p.h"

#include <stdio.h>

#include "base/banned.h"

/* ---- l-values ---- */

static bool is_deref(const mln_tree *tree, mln_node n)
{
    return tree->lang == MLN_LANG_C && mln_tree_is(tree, n, MLN_KIND_UNARY) &&
           mln_tree_op(tree, n) == MLN_OP_MUL;
}

static bool is_address(const mln_tree *tree, mln_node n)
{
    return tree->lang == MLN_LANG_C && mln_tree_is(tree, n, MLN_KIND_UNARY) &&
           mln_tree_op(tree, n) == MLN_OP_BIT_AND;
}

bool mln_build_get_lvalue(mln_lowering *l, mln_node n, mln_lvalue *lvalue)
{
    const mln_tree *tree = l->tree;
    uint32_t keys[MLN_BUILD_KEYS_MAX], count = 0;
    bool of_member = false;
    for (;;) {
        uint32_t key;
        switch (mln_tree_kind(tree, n)) {
        case MLN_KIND_IDENT:
        case MLN_KIND_THIS: {
            if (mln_tree_is(tree, n, MLN_KIND_IDENT)) {
                const mln_binding_info *binding = mln_names_get(l->names, n);
                if (binding && mln_tree_is(tree, binding->owner, MLN_KIND_DEFINE))
                    return false;
                lvalue->var = mln_build_get_var(l, n);
            } else {
                lvalue->var = l->this_var;
            }
            lvalue->count = count;
            for (uint32_t i = 0; i < count; i++)
                lvalue->keys[i] = keys[count - 1 - i];
            return lvalue->var != MLN_NO_VAR;
        }
        case MLN_KIND_CAST:
            n = mln_tree_first(n);
            continue;
        case MLN_KIND_UNARY:
            /* (*p).f is p->f, (&s)->f is s.f. */
            if (of_member && (is_deref(tree, n) || is_address(tree, n))) {
                n = mln_tree_first(n);
                continue;
            }
            if (!is_deref(tree, n))
                return false;
            key = MLN_FLOW_ELEMENT;
            break;
        case MLN_KIND_MEMBER:
            key = mln_build_key(l, mln_tree_child(tree, n, 1));
            break;
        case MLN_KIND_INDEX: {
            mln_node index = mln_tree_child(tree, n, 1);
            bool literal = !l->c && (mln_tree_is(tree, index, MLN_KIND_STRING) ||
                                     mln_tree_is(tree, index, MLN_KIND_NUMBER));
            key = literal ? mln_build_key(l, index) : mln_build_index_key(l, index);
            break;
        }
        default:
            return false;
        }
        if (count == MLN_BUILD_KEYS_MAX)
            return false;
        of_member = mln_tree_is(tree, n, MLN_KIND_MEMBER);
        keys[count++] = key;
        n = mln_tree_first(n);
    }
}

/* The values of an l-value's root and of what holds its last key; paths[i]: the variable that
 * stands for the first i keys. */
static void get_bases(mln_lowering *l, const mln_lvalue *lvalue, uint32_t *values, uint32_t *paths)
{
    paths[0] = lvalue->var;
    values[0] = mln_build_read(l, lvalue->var);
    for (uint32_t i = 0; i < lvalue->count; i++) {
        paths[i + 1] = paths[i] == MLN_NO_VAR || lvalue->keys[i] == MLN_FLOW_ELEMENT
                           ? MLN_NO_VAR
                           : mln_build_find_path(l, paths[i], lvalue->keys[i]);
        if (i + 1 == lvalue->count)
            break;
        values[i + 1] = paths[i + 1] != MLN_NO_VAR
                            ? mln_ssa_read(l, paths[i + 1], l->at->block)
                            : mln_build_load(l, MLN_NO_NODE, values[i], lvalue->keys[i]);
    }
}

void mln_build_write_aliases(mln_lowering *l, uint32_t var, uint32_t value)
{
    for (uint32_t other = l->vars.data[var].alias; other != var;
         other = l->vars.data[other].alias) {
        uint32_t both = mln_build_add2(l, MLN_FLOW_PHI, MLN_NO_NODE,
                                       mln_ssa_read(l, other, l->at->block), value);
        mln_build_write_only(l, other, both);
    }
}

/* A store under an unknown key may be to any property. */
static void weaken_paths(mln_lowering *l, uint32_t var, uint32_t value)
{
    for (uint32_t p = l->vars.data[var].first_path; p != MLN_NO_VAR;
         p = l->vars.data[p].next_path) {
        uint32_t old = mln_ssa_read(l, p, l->at->block);
        mln_build_write(l, p, mln_build_add2(l, MLN_FLOW_PHI, MLN_NO_NODE, old, value));
    }
}

static uint32_t add_store(mln_lowering *l, mln_node n, uint32_t base, uint32_t value, uint32_t key,
                          uint32_t index)
{
    mln_flow_operand operands[] = {{base, 0}, {value, key}, {index, 0}};
    return mln_build_add(l, MLN_FLOW_STORE, n, operands, index == MLN_FLOW_NONE ? 2 : 3);
}

void mln_build_put(mln_lowering *l, const mln_lvalue *lvalue, mln_node n, uint32_t value,
                   uint32_t index)
{
    uint32_t values[MLN_BUILD_KEYS_MAX + 1], paths[MLN_BUILD_KEYS_MAX + 1], count = lvalue->count;
    if (count == 0) {
        mln_build_write(l, lvalue->var, value);
        return;
    }
    get_bases(l, lvalue, values, paths);
    uint32_t made = value;
    for (uint32_t i = count; i-- > 0;) {
        bool last = i + 1 == count;
        made = add_store(l, last ? n : MLN_NO_NODE, values[i], made, lvalue->keys[i],
                         last ? index : MLN_FLOW_NONE);
        values[i] = made;
    }
    for (uint32_t i = 0; i < count; i++)
        if (paths[i] != MLN_NO_VAR)
            mln_build_write_only(l, paths[i], values[i]);
    if (paths[count] != MLN_NO_VAR)
        mln_build_write(l, paths[count], value);
    else if (lvalue->keys[count - 1] == MLN_FLOW_ELEMENT && paths[count - 1] != MLN_NO_VAR)
        weaken_paths(l, paths[count - 1], value);
    if (lvalue->var == l->this_var && l->at->class_id != MLN_FLOW_NONE &&
        lvalue->keys[0] != MLN_FLOW_ELEMENT)
        mln_facts_builder_add_operand(&l->b,
                                      mln_build_get_field(l, l->at->class_id, lvalue->keys[0]),
                                      (mln_flow_operand){count == 1 ? value : values[1], 0});
    if (l->c)
        mln_build_write_aliases(l, lvalue->var, values[0]);
}

/* ---- binding ---- */

static uint32_t bind_copy(mln_lowering *l, mln_node n, uint32_t value)
{
    uint32_t copy = mln_build_add1(l, MLN_FLOW_COPY, n, value);
    l->b.values.data[copy].flags = MLN_FLOW_FLAG_BIND;
    if (mln_tree_is(l->tree, n, MLN_KIND_IDENT))
        l->b.values.data[copy].sym = mln_build_sym(l, l->tree->sym[n.id]);
    return copy;
}

/* A store whose l-value is too long to be tracked, or begins with no variable: the objects around
 * it are stored anew, up to the first that is tracked. */
static void put_outwards(mln_lowering *l, mln_node object, uint32_t value)
{
    const mln_tree *tree = l->tree;
    while (mln_tree_is(tree, object, MLN_KIND_MEMBER) ||
           mln_tree_is(tree, object, MLN_KIND_INDEX)) {
        mln_lvalue lvalue;
        if (mln_build_get_lvalue(l, object, &lvalue) && lvalue.count) {
            mln_build_put(l, &lvalue, MLN_NO_NODE, value, MLN_FLOW_NONE);
            return;
        }
        uint32_t key = MLN_FLOW_ELEMENT;
        if (mln_tree_is(tree, object, MLN_KIND_MEMBER))
            key = mln_build_key(l, mln_tree_child(tree, object, 1));
        object = mln_tree_first(object);
        uint32_t base = mln_flow_get_value(l, object);
        if (base == MLN_FLOW_NONE)
            return;
        value = add_store(l, MLN_NO_NODE, base, value, key, MLN_FLOW_NONE);
    }
}

static void bind_member(mln_lowering *l, mln_node target, uint32_t value)
{
    const mln_tree *tree = l->tree;
    mln_lvalue lvalue;
    uint32_t index = MLN_FLOW_NONE;
    bool member = !mln_tree_is(tree, target, MLN_KIND_UNARY);
    uint32_t base = mln_build_expr(l, mln_tree_first(target));
    uint32_t key = MLN_FLOW_ELEMENT;
    if (member) {
        mln_node key_node = mln_tree_child(tree, target, 1);
        if (!mln_tree_is(tree, target, MLN_KIND_INDEX) ||
            mln_tree_is(tree, key_node, MLN_KIND_STRING) ||
            mln_tree_is(tree, key_node, MLN_KIND_NUMBER))
            key = mln_build_key(l, key_node);
        else
            key = mln_build_index_key(l, key_node);
        if (key == MLN_FLOW_ELEMENT)
            index = mln_build_expr(l, key_node);
    }
    if (l->c)
        index = MLN_FLOW_NONE;
    if (mln_build_get_lvalue(l, target, &lvalue) && lvalue.count)
        mln_build_put(l, &lvalue, target, value, index);
    else
        put_outwards(l, mln_tree_first(target), add_store(l, target, base, value, key, index));
}

static uint32_t load_for(mln_lowering *l, mln_node place, uint32_t base, uint32_t key,
                         uint32_t index)
{
    mln_flow_operand operands[] = {{base, key}, {index, 0}};
    uint32_t value =
        mln_build_add(l, MLN_FLOW_LOAD, MLN_NO_NODE, operands, index == MLN_FLOW_NONE ? 1 : 2);
    l->b.values.data[value].start = l->tree->start[place.id];
    l->b.values.data[value].stop = l->tree->stop[place.id];
    return value;
}

/* `{a, b: c, ...rest}`, `[a, ...rest]`. */
static void bind_pattern(mln_lowering *l, mln_node pattern, uint32_t value)
{
    const mln_tree *tree = l->tree;
    uint32_t base = l->stack.len, position = 0;
    bool array = mln_tree_is(tree, pattern, MLN_KIND_ARRAY);
    mln_vec_add(&l->stack, (mln_flow_operand){value, 0});
    MLN_EACH_CHILD(tree, pattern, item)
    {
        if (mln_tree_is(tree, item, MLN_KIND_SPREAD)) {
            uint32_t rest = mln_build_add(l, MLN_FLOW_REST, MLN_NO_NODE, l->stack.data + base,
                                          l->stack.len - base);
            l->b.values.data[rest].start = tree->start[item.id];
            l->b.values.data[rest].stop = tree->stop[item.id];
            mln_build_bind(l, mln_tree_first(item), rest);
            continue;
        }
        mln_node target = item;
        uint32_t key, index = MLN_FLOW_NONE;
        if (array) {
            char text[16];
            int len = snprintf(text, sizeof text, "%u", position++);
            key = mln_build_text(l, (mln_str){text, (uint32_t)len});
            if (mln_tree_is(tree, item, MLN_KIND_HOLE))
                continue;
        } else {
            if (!mln_tree_is(tree, item, MLN_KIND_PROPERTY))
                continue;
            mln_node key_node = mln_tree_first(item);
            key = mln_build_key(l, key_node);
            if (key == MLN_FLOW_ELEMENT && mln_tree_is(tree, key_node, MLN_KIND_COMPUTED_KEY))
                index = mln_build_expr(l, mln_tree_first(key_node));
            target = mln_tree_next(tree, key_node);
        }
        if (key != MLN_FLOW_ELEMENT)
            mln_vec_add(&l->stack, (mln_flow_operand){value, key});
        mln_build_bind(l, target, load_for(l, item, value, key, index));
    }
    l->stack.len = base;
}

void mln_build_bind(mln_lowering *l, mln_node target, uint32_t value)
{
    const mln_tree *tree = l->tree;
    if (!mln_build_enter(l))
        return;
    switch (mln_tree_kind(tree, target)) {
    case MLN_KIND_IDENT: {
        uint32_t copy = bind_copy(l, target, value), var = mln_build_get_var(l, target);
        if (var != MLN_NO_VAR)
            mln_build_write(l, var, copy);
        break;
    }
    case MLN_KIND_MEMBER:
    case MLN_KIND_INDEX:
    case MLN_KIND_UNARY:
        bind_member(l, target, value);
        break;
    case MLN_KIND_OBJECT:
    case MLN_KIND_ARRAY:
        bind_pattern(l, target, bind_copy(l, target, value));
        break;
    case MLN_KIND_DEFAULT_VALUE: {
        mln_node name = mln_tree_first(target);
        uint32_t fallback = mln_build_expr(l, mln_tree_next(tree, name));
        mln_build_bind(l, name, mln_build_add2(l, MLN_FLOW_PHI, MLN_NO_NODE, value, fallback));
        break;
    }
    case MLN_KIND_CAST:
        mln_build_bind(l, mln_tree_first(target), value);
        break;
    default:
        break;
    }
    mln_build_leave(l);
}

/* ---- assignment ---- */

uint32_t mln_build_assign(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node target = mln_tree_first(n), source = mln_tree_next(tree, target);
    unsigned op = mln_tree_op(tree, n);
    uint32_t value;
    if (op == MLN_OP_NONE) {
        value = mln_build_expr(l, source);
    } else {
        uint32_t old = mln_build_expr(l, target), more = mln_build_expr(l, source);
        if (op == MLN_OP_AND || op == MLN_OP_OR || op == MLN_OP_NULLISH)
            value = mln_build_add2(l, MLN_FLOW_PHI, MLN_NO_NODE, old, more);
        else
            value = mln_build_combine(l, MLN_NO_NODE, op, old, more,
                                      l->c && mln_build_is_pointer(l, target));
        l->b.values.data[value].start = tree->start[n.id];
        l->b.values.data[value].stop = tree->stop[n.id];
    }
    mln_build_bind(l, target, value);
    if (!l->c)
        mln_build_note_export(l, target, value);
    return mln_build_add1(l, MLN_FLOW_COPY, n, value);
}

uint32_t mln_build_update(mln_lowering *l, mln_node n)
{
    mln_node target = mln_tree_first(n);
    uint32_t old = mln_build_expr(l, target), value;
    if (l->c && mln_build_is_pointer(l, target)) {
        value = mln_build_add1(l, MLN_FLOW_COPY, n, old);
    } else {
        value = mln_build_add2(l, MLN_FLOW_BINARY, n, old, mln_build_nothing(l));
        l->b.values.data[value].aux = MLN_FLOW_ARITHMETIC;
    }
    mln_build_bind(l, target, value);
    return value;
}

/* ---- types ---- */

static uint32_t find_import(const mln_lowering *l, mln_str name)
{
    const mln_names *names = l->names;
    uint32_t sym = mln_strtab_find(&l->tree->syms, name);
    if (sym == UINT32_MAX)
        return UINT32_MAX;
    for (uint32_t b = names->scopes.data[0].first_binding; b != UINT32_MAX;
         b = names->bindings.data[b].next)
        if (names->bindings.data[b].name.id == sym &&
            names->bindings.data[b].from != MLN_FROM_NOWHERE)
            return b;
    return UINT32_MAX;
}

void mln_build_add_type(mln_lowering *l, uint32_t value, mln_node type)
{
    const mln_tree *tree = l->tree;
    for (;;) {
        switch (mln_tree_kind(tree, type)) {
        case MLN_KIND_TYPE_APPLY:
        case MLN_KIND_TYPE_POINTER:
        case MLN_KIND_TYPE_UNION:
            if (!mln_tree_has_children(tree, type))
                return;
            type = mln_tree_first(type);
            continue;
        case MLN_KIND_STRUCT:
            type = mln_tree_first(type);
            break;
        case MLN_KIND_TYPE_NAME:
            break;
        default:
            return;
        }
        break;
    }
    if (!tree->sym[type.id])
        return;
    mln_flow_type made = {.value = value, .name = mln_build_sym(l, tree->sym[type.id])};
    if (!l->c) {
        /* `express.Request` by the name before the dot, `Request` by its own. */
        mln_str text = mln_tree_text(tree, type);
        while (text.len && (text.ptr[0] == ':' || text.ptr[0] == ' ')) {
            text.ptr++; /* of the annotation */
            text.len--;
        }
        const char *dot = memchr(text.ptr, '.', text.len);
        if (dot)
            text.len = (uint32_t)(dot - text.ptr);
        uint32_t b = find_import(l, mln_str_trim(text));
        if (b != UINT32_MAX) {
            const mln_binding_info *binding = &l->names->bindings.data[b];
            made.module = mln_build_sym(l, binding->module.id);
            if (!dot && binding->imported.id)
                made.name = mln_build_sym(l, binding->imported.id);
        }
    }
    mln_vec_add(&l->b.types, made);
}
