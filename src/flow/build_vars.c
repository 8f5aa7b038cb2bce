/* Which variables there are, which of them other functions see, and which of their properties are
 * tracked; and how a value gets from one function's variable to another's. */
#include "flow/build_p.h"

#include "base/banned.h"

/* ---- the survey ---- */

static uint32_t add_var(mln_lowering *l, mln_build_var var)
{
    var.first_path = var.next_path = MLN_NO_VAR;
    var.cell = var.inner_cell = MLN_FLOW_NONE;
    var.alias = l->vars.len;
    mln_vec_add(&l->vars, var);
    return l->vars.len - 1;
}

/* The function a scope is in: a tree node, 0 for the file. */
static uint32_t get_owner(const mln_names *names, uint32_t scope)
{
    while (!names->scopes.data[scope].is_function && names->scopes.data[scope].parent != UINT32_MAX)
        scope = names->scopes.data[scope].parent;
    return names->scopes.data[scope].node.id;
}

static bool begins_as_object(const mln_lowering *l, const mln_binding_info *binding)
{
    const mln_tree *tree = l->tree;
    if (!mln_tree_is(tree, binding->owner, MLN_KIND_DECLARATOR))
        return false;
    if (l->c)
        return true;
    mln_node init = mln_tree_child(tree, binding->owner, 2);
    return mln_tree_is(tree, init, MLN_KIND_ARRAY) || mln_tree_is(tree, init, MLN_KIND_OBJECT) ||
           mln_tree_is(tree, init, MLN_KIND_NEW);
}

static void add_bindings(mln_lowering *l)
{
    const mln_names *names = l->names;
    for (uint32_t i = 0; i < names->bindings.len; i++) {
        const mln_binding_info *binding = &names->bindings.data[i];
        add_var(l, (mln_build_var){.kind = MLN_VAR_BINDING,
                                   .sym = binding->name.id,
                                   .owner = get_owner(names, binding->scope),
                                   .declared_at = binding->node.id,
                                   .writes = binding->writes,
                                   .mutable_init = begins_as_object(l, binding)});
    }
    l->this_var = add_var(l, (mln_build_var){.kind = MLN_VAR_THIS});
}

uint32_t mln_build_get_var(const mln_lowering *l, mln_node ident)
{
    uint32_t id = mln_names_get_id(l->names, ident);
    if (id)
        return id - 1;
    uint32_t sym = l->tree->sym[ident.id];
    return sym < l->free_var.len && l->free_var.data[sym] ? l->free_var.data[sym] - 1 : MLN_NO_VAR;
}

static uint32_t add_free(mln_lowering *l, mln_node ident)
{
    uint32_t sym = l->tree->sym[ident.id];
    if (!l->free_var.data[sym])
        l->free_var.data[sym] =
            add_var(l, (mln_build_var){.kind = MLN_VAR_FREE, .sym = sym, .declared_at = 0}) + 1;
    return l->free_var.data[sym] - 1;
}

uint32_t mln_build_find_path(const mln_lowering *l, uint32_t var, uint32_t key)
{
    for (uint32_t p = l->vars.data[var].first_path; p != MLN_NO_VAR; p = l->vars.data[p].next_path)
        if (l->vars.data[p].key == key)
            return p;
    return MLN_NO_VAR;
}

static void track(mln_lowering *l, mln_node n)
{
    mln_lvalue lvalue;
    if (!mln_build_get_lvalue(l, n, &lvalue))
        return;
    uint32_t var = lvalue.var;
    for (uint32_t i = 0; i < lvalue.count; i++) {
        if (lvalue.keys[i] == MLN_FLOW_ELEMENT)
            return;
        uint32_t path = mln_build_find_path(l, var, lvalue.keys[i]);
        if (path == MLN_NO_VAR) {
            path = add_var(l, (mln_build_var){.kind = MLN_VAR_PATH,
                                              .owner = l->vars.data[var].owner,
                                              .parent = var,
                                              .key = lvalue.keys[i]});
            l->vars.data[path].next_path = l->vars.data[var].first_path;
            l->vars.data[var].first_path = path;
        }
        var = path;
    }
}

/* The IDENT or `this` at the bottom of members, indices, casts and C's * and &. */
static mln_node get_root(const mln_tree *tree, mln_node n)
{
    for (;;) {
        switch (mln_tree_kind(tree, n)) {
        case MLN_KIND_MEMBER:
        case MLN_KIND_INDEX:
        case MLN_KIND_CAST:
            n = mln_tree_first(n);
            break;
        case MLN_KIND_UNARY:
            if (tree->lang != MLN_LANG_C ||
                (mln_tree_op(tree, n) != MLN_OP_MUL && mln_tree_op(tree, n) != MLN_OP_BIT_AND))
                return n;
            n = mln_tree_first(n);
            break;
        default:
            return n;
        }
    }
}

static uint32_t get_function_at(const mln_lowering *l)
{
    return l->functions.len ? l->functions.data[l->functions.len - 1] : 0;
}

/* A write of what `root` names, or of something in it. */
static void note_write(mln_lowering *l, mln_node root, bool whole)
{
    const mln_tree *tree = l->tree;
    if (!mln_tree_is(tree, root, MLN_KIND_IDENT) || mln_tree_role(tree, root) == MLN_ROLE_KEY)
        return;
    uint32_t v = mln_build_get_var(l, root);
    if (v == MLN_NO_VAR)
        v = add_free(l, root);
    mln_build_var *var = &l->vars.data[v];
    if (var->kind == MLN_VAR_FREE && whole)
        var->writes++;
    if (var->owner != get_function_at(l))
        var->inner_write = true;
    else if (whole && root.id > var->last_write)
        var->last_write = root.id;
}

/* The arguments and the receiver of a call in an inner function, which may change what it begins
 * with. */
static void note_call(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    MLN_EACH_CHILD(tree, n, c)
    {
        bool callee = c.id == n.id + 1;
        if (callee && !mln_tree_is(tree, c, MLN_KIND_MEMBER))
            continue;
        if (!callee && !l->c)
            break;
        mln_node root = get_root(tree, c);
        if (!mln_tree_is(tree, root, MLN_KIND_IDENT))
            continue;
        uint32_t v = mln_build_get_var(l, root);
        if (v != MLN_NO_VAR && l->vars.data[v].mutable_init &&
            l->vars.data[v].owner != get_function_at(l))
            l->vars.data[v].inner_write = true;
    }
}

/* Where the condition that begins at `n` ends; 0 when none does. */
static uint32_t get_condition_end(const mln_tree *tree, mln_node n)
{
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_IF:
    case MLN_KIND_WHILE:
    case MLN_KIND_CONDITIONAL:
    case MLN_KIND_SWITCH:
        return tree->end[n.id + 1];
    case MLN_KIND_DO:
        return tree->end[n.id];
    case MLN_KIND_FOR:
        return tree->end[mln_tree_child(tree, n, 1).id];
    case MLN_KIND_BINARY:
        return mln_tree_op(tree, n) == MLN_OP_AND || mln_tree_op(tree, n) == MLN_OP_OR
                   ? tree->end[n.id + 1]
                   : 0;
    default:
        return 0;
    }
}

/* C: `p = buf + 1`, `p = &buf[1]` and `char *p = buf`: both point to one thing from now on. Not
 * `p = &s->field`, which is a part of what s points to: what is known of p is not known of s. */
static void note_alias(mln_lowering *l, mln_node target, mln_node value)
{
    const mln_tree *tree = l->tree;
    value = mln_tree_skip_casts(tree, value);
    while (mln_tree_is(tree, value, MLN_KIND_BINARY))
        value = mln_tree_skip_casts(tree, mln_tree_first(value));
    if (mln_tree_is(tree, value, MLN_KIND_UNARY) && mln_tree_op(tree, value) == MLN_OP_BIT_AND) {
        do
            value = mln_tree_skip_casts(tree, mln_tree_first(value));
        while (mln_tree_is(tree, value, MLN_KIND_INDEX));
    }
    if (!mln_tree_is(tree, target, MLN_KIND_IDENT) || !mln_tree_is(tree, value, MLN_KIND_IDENT))
        return;
    uint32_t a = mln_build_get_var(l, target), b = mln_build_get_var(l, value);
    if (a == MLN_NO_VAR || b == MLN_NO_VAR || a == b)
        return;
    uint32_t size = 1;
    for (uint32_t v = l->vars.data[a].alias; v != a; v = l->vars.data[v].alias, size++)
        if (v == b)
            return;
    for (uint32_t v = l->vars.data[b].alias; v != b; v = l->vars.data[v].alias)
        size++;
    if (size >= MLN_BUILD_ALIASES_MAX)
        return;
    uint32_t next = l->vars.data[a].alias;
    l->vars.data[a].alias = l->vars.data[b].alias;
    l->vars.data[b].alias = next;
}

static void survey_node(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_IDENT:
        if (mln_tree_role(tree, n) == MLN_ROLE_EXPR && mln_names_is_written(tree, n))
            note_write(l, n, true);
        break;
    case MLN_KIND_ASSIGN:
    case MLN_KIND_UPDATE: {
        mln_node target = mln_tree_first(n);
        if (!mln_tree_is(tree, target, MLN_KIND_IDENT)) {
            note_write(l, get_root(tree, target), false);
            track(l, target);
        }
        if (l->c && mln_tree_is(tree, n, MLN_KIND_ASSIGN))
            note_alias(l, target, mln_tree_next(tree, target));
        break;
    }
    case MLN_KIND_DECLARATOR:
        if (l->c)
            note_alias(l, mln_tree_first(n), mln_tree_child(tree, n, 2));
        break;
    case MLN_KIND_CALL:
    case MLN_KIND_NEW:
        note_call(l, n);
        break;
    default:
        break;
    }
}

static bool is_callee(const mln_tree *tree, mln_node n)
{
    mln_node parent = mln_tree_parent(tree, n);
    return mln_tree_is(tree, parent, MLN_KIND_CALL) && parent.id + 1 == n.id;
}

static void survey_writes(mln_lowering *l)
{
    const mln_tree *tree = l->tree;
    uint32_t condition_end = 0;
    mln_vec_clear(&l->functions);
    for (uint32_t id = 1; id < tree->count; id++) {
        mln_node n = {id};
        while (l->functions.len && id >= tree->end[get_function_at(l)])
            l->functions.len--;
        survey_node(l, n);
        uint32_t end = get_condition_end(tree, n);
        if (end > condition_end)
            condition_end = end;
        if (id < condition_end && mln_tree_is(tree, n, MLN_KIND_MEMBER) && !is_callee(tree, n))
            track(l, n);
        if (mln_tree_is(tree, n, MLN_KIND_FUNCTION)) {
            mln_vec_add(&l->functions, id);
            condition_end = 0;
        }
    }
}

/* Whether a function's body is lowered where it stands: then it sees the variables as they are
 * there. */
static bool is_immediate(const mln_tree *tree, uint32_t function)
{
    unsigned op = mln_tree_op(tree, (mln_node){function});
    return op == MLN_FUNCTION_EXPRESSION || op == MLN_FUNCTION_ARROW;
}

/* Decides which variables that inner functions read must be cells. */
static void survey_captures(mln_lowering *l)
{
    const mln_tree *tree = l->tree;
    mln_vec_clear(&l->functions);
    for (uint32_t id = 1; id < tree->count; id++) {
        while (l->functions.len && id >= tree->end[get_function_at(l)])
            l->functions.len--;
        if (tree->kind[id] == MLN_KIND_FUNCTION) {
            mln_vec_add(&l->functions, id);
            continue;
        }
        if (tree->kind[id] != MLN_KIND_IDENT || !l->functions.len)
            continue;
        uint32_t v = mln_build_get_var(l, (mln_node){id});
        if (v == MLN_NO_VAR)
            continue;
        mln_build_var *var = &l->vars.data[v];
        if (var->needs_cell || var->owner == get_function_at(l))
            continue;
        uint32_t outermost = 0;
        for (uint32_t i = l->functions.len; i-- > 0 && l->functions.data[i] != var->owner;)
            outermost = l->functions.data[i];
        if (var->inner_write)
            var->needs_cell = true;
        else if (outermost && is_immediate(tree, outermost))
            var->needs_cell = var->last_write > outermost || var->declared_at > outermost;
        else
            var->needs_cell = var->writes > 0;
    }
}

void mln_build_survey(mln_lowering *l)
{
    mln_vec_clear(&l->vars);
    mln_vec_reserve(&l->free_var, l->tree->syms.entries.len);
    l->free_var.len = l->tree->syms.entries.len;
    memset(l->free_var.data, 0, l->free_var.len * sizeof *l->free_var.data);
    add_bindings(l);
    survey_writes(l);
    survey_captures(l);
}

/* ---- values across functions ---- */

static uint32_t add_in(mln_lowering *l, const mln_build_function *f, mln_flow_op op,
                       const mln_flow_operand *operands, uint32_t count)
{
    return mln_facts_builder_add(&l->b, op, f->func, f->entry, (mln_span){0, 0}, operands, count);
}

static uint32_t add_cell(mln_lowering *l)
{
    return mln_facts_builder_add(&l->b, MLN_FLOW_CELL, 0, MLN_FLOW_NONE, (mln_span){0, 0}, NULL, 0);
}

static uint32_t get_cell(mln_lowering *l, uint32_t var)
{
    if (l->vars.data[var].cell == MLN_FLOW_NONE)
        l->vars.data[var].cell = add_cell(l);
    return l->vars.data[var].cell;
}

static uint32_t get_inner_cell(mln_lowering *l, uint32_t var)
{
    if (l->vars.data[var].inner_cell == MLN_FLOW_NONE)
        l->vars.data[var].inner_cell = add_cell(l);
    return l->vars.data[var].inner_cell;
}

uint32_t mln_build_get_field(mln_lowering *l, uint32_t class_id, uint32_t key)
{
    /* Classes have tens of fields: a walk over those of this file's classes, the newest first. */
    for (uint32_t i = l->b.fields.len; i-- > 0;)
        if (l->b.fields.data[i].class_id == class_id && l->b.fields.data[i].key == key)
            return l->b.fields.data[i].cell;
    uint32_t cell = add_cell(l);
    mln_vec_add(&l->b.fields, (mln_flow_field){class_id, key, cell});
    return cell;
}

/* What the function around it has for a variable, at the place where the inner one is made. */
static uint32_t capture(mln_lowering *l, const mln_build_function *f, uint32_t var)
{
    const mln_build_function *outer = f->outer;
    uint32_t value;
    if (l->vars.data[var].needs_cell)
        value = get_cell(l, var);
    else
        value = mln_ssa_read(l, var, outer->block != MLN_FLOW_NONE ? outer->block : outer->exit);
    mln_flow_operand operand = {value, 0};
    return add_in(l, f, MLN_FLOW_CAPTURE, &operand, 1);
}

static uint32_t get_initial_path(mln_lowering *l, const mln_build_function *f, uint32_t var)
{
    mln_build_var path = l->vars.data[var];
    mln_flow_operand base = {mln_ssa_read(l, path.parent, f->entry), path.key};
    uint32_t load = add_in(l, f, MLN_FLOW_LOAD, &base, 1);
    if (l->vars.data[path.parent].kind != MLN_VAR_THIS || f->class_id == MLN_FLOW_NONE)
        return load;
    mln_flow_operand both[] = {{load, 0}, {mln_build_get_field(l, f->class_id, path.key), 0}};
    return add_in(l, f, MLN_FLOW_PHI, both, 2);
}

uint32_t mln_build_get_initial(mln_lowering *l, uint32_t var, uint32_t block)
{
    uint32_t func = l->b.blocks.data[block].function;
    const mln_build_function *f = l->at;
    while (f->func != func && f->outer)
        f = f->outer;
    mln_build_var info = l->vars.data[var];
    switch (info.kind) {
    case MLN_VAR_THIS:
        return f->arrow && f->outer ? capture(l, f, var) : l->b.functions.data[func].this_value;
    case MLN_VAR_PATH:
        return get_initial_path(l, f, var);
    default:
        break;
    }
    if (info.owner != f->node && f->outer)
        return capture(l, f, var);
    if (info.kind == MLN_VAR_FREE) {
        uint32_t value = add_in(l, f, MLN_FLOW_GLOBAL, NULL, 0);
        l->b.values.data[value].sym = mln_build_sym(l, info.sym);
        return value;
    }
    /* The name of a function expression stands for the function inside it. */
    if (f->node && l->names->bindings.data[var].owner.id == f->node &&
        l->names->bindings.data[var].kind == MLN_BINDING_FUNCTION &&
        l->b.functions.data[func].closure != MLN_FLOW_NONE) {
        mln_flow_operand self = {l->b.functions.data[func].closure, 0};
        return add_in(l, f, MLN_FLOW_CAPTURE, &self, 1);
    }
    return add_in(l, f, MLN_FLOW_UNDEFINED, NULL, 0);
}

uint32_t mln_build_read(mln_lowering *l, uint32_t var)
{
    uint32_t value = mln_ssa_read(l, var, l->at->block);
    const mln_build_var *info = &l->vars.data[var];
    bool own = info->kind == MLN_VAR_BINDING || info->kind == MLN_VAR_FREE;
    if (own && info->inner_write && info->owner == l->at->node) {
        mln_flow_operand both[] = {{value, 0}, {get_inner_cell(l, var), 0}};
        return mln_build_add(l, MLN_FLOW_PHI, MLN_NO_NODE, both, 2);
    }
    return value;
}

void mln_build_write_only(mln_lowering *l, uint32_t var, uint32_t value)
{
    mln_ssa_write(l, var, l->at->block, value);
    mln_build_var info = l->vars.data[var];
    if (info.kind != MLN_VAR_BINDING && info.kind != MLN_VAR_FREE)
        return;
    bool first = info.cell == MLN_FLOW_NONE || l->b.values.data[info.cell].more == 0;
    if (info.needs_cell)
        mln_facts_builder_add_operand(&l->b, get_cell(l, var),
                                      (mln_flow_operand){value, first ? 1 : 0});
    if (info.inner_write && info.owner != l->at->node)
        mln_facts_builder_add_operand(&l->b, get_inner_cell(l, var), (mln_flow_operand){value, 0});
}

void mln_build_write(mln_lowering *l, uint32_t var, uint32_t value)
{
    mln_build_write_only(l, var, value);
    /* Properties hang three deep at most. */
    for (uint32_t p = l->vars.data[var].first_path; p != MLN_NO_VAR; p = l->vars.data[p].next_path)
        mln_build_write(l, p, mln_build_load(l, MLN_NO_NODE, value, l->vars.data[p].key));
}
