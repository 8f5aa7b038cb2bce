#include "flow/build.h"

#include "flow/build_p.h"

#include "base/banned.h"

mln_flow_lowering *mln_flow_lowering_new(void)
{
    return mln_mem_new(1, sizeof(mln_flow_lowering));
}

void mln_flow_lowering_free(mln_flow_lowering *l)
{
    if (!l)
        return;
    mln_facts_builder_release(&l->b);
    mln_vec_release(&l->vars);
    mln_vec_release(&l->free_var);
    mln_vec_release(&l->symbols);
    mln_vec_release(&l->value_of);
    mln_vec_release(&l->node_of);
    mln_vec_release(&l->out_of);
    mln_vec_release(&l->blocks);
    mln_vec_release(&l->preds);
    mln_vec_release(&l->incomplete);
    mln_vec_release(&l->pending_phis);
    mln_vec_release(&l->phis);
    mln_mem_free(l->defs);
    mln_vec_release(&l->jumps);
    mln_vec_release(&l->labels);
    mln_vec_release(&l->pending);
    mln_vec_release(&l->stack);
    mln_vec_release(&l->functions);
    mln_mem_free(l);
}

/* ---- values ---- */

uint32_t mln_build_sym(mln_lowering *l, uint32_t tree_sym)
{
    if (tree_sym >= l->symbols.len) {
        uint32_t from = l->symbols.len;
        mln_vec_reserve(&l->symbols, l->tree->syms.entries.len);
        l->symbols.len = l->tree->syms.entries.len;
        memset(l->symbols.data + from, 0, (l->symbols.len - from) * sizeof *l->symbols.data);
    }
    uint32_t *known = &l->symbols.data[tree_sym];
    if (!*known)
        *known = mln_facts_builder_add_string(&l->b, mln_strtab_get(&l->tree->syms, tree_sym)) + 1;
    return *known - 1;
}

uint32_t mln_build_text(mln_lowering *l, mln_str text)
{
    return mln_facts_builder_add_string(&l->b, text);
}

static void grow_to(mln_lowering *l, uint32_t value)
{
    while (l->node_of.len <= value) {
        mln_vec_add(&l->node_of, MLN_FLOW_NONE);
        mln_vec_add(&l->out_of, 0);
    }
}

uint32_t mln_build_set(mln_lowering *l, mln_node n, uint32_t value)
{
    if (n.id == UINT32_MAX)
        return value;
    grow_to(l, value);
    l->value_of.data[n.id] = value + 1;
    if (l->node_of.data[value] == MLN_FLOW_NONE)
        l->node_of.data[value] = n.id;
    return value;
}

uint32_t mln_build_add(mln_lowering *l, mln_flow_op op, mln_node n,
                       const mln_flow_operand *operands, uint32_t count)
{
    mln_span span = {0, 0};
    if (n.id != UINT32_MAX)
        span = mln_tree_span(l->tree, n);
    mln_build_function *f = l->at;
    uint32_t block = f->block != MLN_FLOW_NONE ? f->block : f->exit;
    uint32_t value = mln_facts_builder_add(&l->b, op, f->func, block, span, operands, count);
    if (value - f->first_value - f->inner_values > MLN_BUILD_VALUES_MAX && !f->spent) {
        f->spent = true;
        l->spent++;
    }
    return mln_build_set(l, n, value);
}

uint32_t mln_build_add1(mln_lowering *l, mln_flow_op op, mln_node n, uint32_t a)
{
    mln_flow_operand operand = {a, 0};
    return mln_build_add(l, op, n, &operand, 1);
}

uint32_t mln_build_add2(mln_lowering *l, mln_flow_op op, mln_node n, uint32_t a, uint32_t b)
{
    mln_flow_operand operands[] = {{a, 0}, {b, 0}};
    return mln_build_add(l, op, n, operands, 2);
}

uint32_t mln_build_undefined(mln_lowering *l, mln_node n)
{
    return mln_build_add(l, MLN_FLOW_UNDEFINED, n, NULL, 0);
}

uint32_t mln_build_nothing(mln_lowering *l)
{
    if (l->at->nothing == MLN_FLOW_NONE)
        l->at->nothing = mln_build_undefined(l, MLN_NO_NODE);
    return l->at->nothing;
}

uint32_t mln_build_const(mln_lowering *l, mln_node n, mln_flow_const kind, uint32_t sym)
{
    uint32_t value = mln_build_add(l, MLN_FLOW_CONST, n, NULL, 0);
    l->b.values.data[value].aux = kind;
    l->b.values.data[value].sym = sym;
    return value;
}

uint32_t mln_build_load(mln_lowering *l, mln_node n, uint32_t base, uint32_t key)
{
    mln_flow_operand operand = {base, key};
    return mln_build_add(l, MLN_FLOW_LOAD, n, &operand, 1);
}

/* ---- blocks ---- */

bool mln_build_enter(mln_lowering *l)
{
    if (l->depth >= MLN_BUILD_DEPTH_MAX) {
        l->spent++;
        return false;
    }
    l->depth++;
    return true;
}

void mln_build_leave(mln_lowering *l)
{
    l->depth--;
}

void mln_build_go_on(mln_lowering *l, uint32_t block)
{
    l->at->block = block;
}

void mln_build_jump_to(mln_lowering *l, uint32_t to)
{
    if (l->at->block != MLN_FLOW_NONE && to != MLN_FLOW_NONE)
        mln_ssa_add_edge(l, l->at->block, to);
    l->at->block = MLN_FLOW_NONE;
}

/* ---- functions ---- */

static uint32_t get_function_flags(const mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    uint32_t flags = 0;
    if (n.id == 0)
        return 0;
    if (mln_tree_has(tree, n, MLN_FLAG_ASYNC))
        flags |= MLN_FLOW_FUNCTION_ASYNC;
    if (mln_tree_has(tree, n, MLN_FLAG_GENERATOR))
        flags |= MLN_FLOW_FUNCTION_GENERATOR;
    if (mln_tree_op(tree, n) == MLN_FUNCTION_ARROW)
        flags |= MLN_FLOW_FUNCTION_ARROW;
    if (mln_tree_has(tree, n, MLN_FLAG_STATIC))
        flags |= MLN_FLOW_FUNCTION_STATIC;
    else if (l->c)
        flags |= MLN_FLOW_FUNCTION_EXPORTED;
    if (!l->c && mln_tree_op(tree, n) == MLN_FUNCTION_METHOD &&
        mln_str_is(mln_tree_sym_text(tree, mln_tree_first(n)), "constructor"))
        flags |= MLN_FLOW_FUNCTION_CONSTRUCTOR;
    return flags;
}

/* Its own name, or, as the language has it, that of the variable or property it is the first value
 * of. */
static uint32_t get_function_name(const mln_tree *tree, mln_node n)
{
    if (tree->sym[n.id + 1])
        return tree->sym[n.id + 1];
    mln_node parent = mln_tree_parent(tree, n);
    if (!mln_tree_is(tree, parent, MLN_KIND_DECLARATOR) &&
        !mln_tree_is(tree, parent, MLN_KIND_ASSIGN) &&
        !mln_tree_is(tree, parent, MLN_KIND_PROPERTY))
        return 0;
    mln_node name = mln_tree_first(parent);
    if (mln_tree_is(tree, name, MLN_KIND_MEMBER))
        name = mln_tree_child(tree, name, 1);
    bool named =
        mln_tree_is(tree, name, MLN_KIND_IDENT) || mln_tree_is(tree, name, MLN_KIND_PROPERTY_NAME);
    return named && name.id != n.id ? tree->sym[name.id] : 0;
}

/* The entry of a function in the table; its values come with its body. */
static uint32_t add_function(mln_lowering *l, mln_node n, uint32_t class_id)
{
    const mln_tree *tree = l->tree;
    mln_flow_function function = {.parent = l->at ? l->at->func : MLN_FLOW_NONE,
                                  .class_id = class_id,
                                  .closure = MLN_FLOW_NONE,
                                  .start = tree->start[n.id],
                                  .stop = tree->stop[n.id],
                                  .flags = get_function_flags(l, n)};
    if (n.id)
        function.name = mln_build_sym(l, get_function_name(tree, n));
    mln_vec_add(&l->b.functions, function);
    return l->b.functions.len - 1;
}

static bool is_no_param(const mln_tree *tree, mln_node param)
{
    /* C: `(void)`. */
    return !mln_tree_is(tree, param, MLN_KIND_PARAM) ||
           (mln_tree_is(tree, mln_tree_first(param), MLN_KIND_NONE) && tree->lang == MLN_LANG_C);
}

/* PARAM values in a row, before any other of the body. */
static void add_params(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_flow_function *function = &l->b.functions.data[l->at->func];
    uint32_t count = 0, flags = 0;
    function->first_param = l->b.values.len;
    if (n.id) {
        mln_node params = mln_tree_child(tree, n, 1);
        MLN_EACH_CHILD(tree, params, param)
        {
            if (is_no_param(tree, param))
                continue;
            mln_node name = mln_tree_first(param);
            uint32_t value = mln_build_add(l, MLN_FLOW_PARAM, MLN_NO_NODE, NULL, 0);
            mln_builder_value *v = &l->b.values.data[value];
            v->aux = count++;
            v->start = tree->start[name.id];
            v->stop = tree->stop[name.id];
            if (mln_tree_is(tree, name, MLN_KIND_IDENT)) {
                uint32_t sym = mln_build_sym(l, tree->sym[name.id]);
                l->b.values.data[value].sym = sym;
            }
            if (mln_tree_has(tree, param, MLN_FLAG_REST))
                flags = MLN_FLOW_FUNCTION_REST;
        }
    }
    l->b.functions.data[l->at->func].param_count = count;
    l->b.functions.data[l->at->func].flags |= flags;
}

/* Parameters get their names, defaults and decorators. */
static void bind_params(mln_lowering *l, mln_node n)
{
    const mln_tree *tree = l->tree;
    mln_node params = mln_tree_child(tree, n, 1);
    uint32_t value = l->b.functions.data[l->at->func].first_param;
    MLN_EACH_CHILD(tree, params, param)
    {
        if (is_no_param(tree, param))
            continue;
        mln_node name = mln_tree_first(param), type = mln_tree_child(tree, param, 1);
        mln_node fallback = mln_tree_child(tree, param, 2);
        mln_build_add_type(l, value, type);
        mln_build_decorate(l, param, 3, MLN_FLOW_ON_PARAM, value);
        uint32_t given = value;
        if (!mln_tree_is(tree, fallback, MLN_KIND_NONE))
            given =
                mln_build_add2(l, MLN_FLOW_PHI, MLN_NO_NODE, value, mln_build_expr(l, fallback));
        if (mln_tree_is(tree, name, MLN_KIND_IDENT)) {
            mln_build_set(l, name, value);
            mln_build_write(l, mln_build_get_var(l, name), given);
            if (mln_tree_has(tree, param, MLN_FLAG_STATIC) && l->at->class_id != MLN_FLOW_NONE) {
                /* constructor(private db: Db): this.db too. */
                uint32_t key = mln_build_sym(l, tree->sym[name.id]);
                mln_lvalue field = {.var = l->this_var, .keys = {key}, .count = 1};
                mln_build_put(l, &field, MLN_NO_NODE, given, MLN_FLOW_NONE);
                mln_build_add_type(l, mln_build_get_field(l, l->at->class_id, key), type);
            }
        } else if (!mln_tree_is(tree, name, MLN_KIND_NONE)) {
            mln_build_bind(l, name, given);
        }
        value++;
    }
}

static void lower_pending(mln_lowering *l);

/* What a parameter holds at the end, when the function wrote through it. */
static void add_exits(mln_lowering *l, mln_node n)
{
    mln_flow_function *function = &l->b.functions.data[l->at->func];
    uint32_t first = l->b.exits.len, count = function->param_count;
    for (uint32_t i = 0; i <= count; i++)
        mln_vec_add(&l->b.exits, MLN_FLOW_NONE);
    function->first_exit = first;
    if (n.id == 0)
        return;
    uint32_t at = 0, value;
    const mln_tree *tree = l->tree;
    mln_node params = mln_tree_child(tree, n, 1);
    MLN_EACH_CHILD(tree, params, param)
    {
        if (is_no_param(tree, param))
            continue;
        mln_node name = mln_tree_first(param);
        uint32_t var =
            mln_tree_is(tree, name, MLN_KIND_IDENT) ? mln_build_get_var(l, name) : MLN_NO_VAR;
        if (var != MLN_NO_VAR && (l->c || l->vars.data[var].writes == 0)) {
            value = mln_ssa_read(l, var, l->at->exit);
            if (value != l->b.functions.data[l->at->func].first_param + at)
                l->b.exits.data[first + at] = value;
        }
        at++;
    }
    if (!l->at->arrow && !l->c) {
        value = mln_ssa_read(l, l->this_var, l->at->exit);
        if (value != l->b.functions.data[l->at->func].this_value)
            l->b.exits.data[first + count] = value;
    }
}

/* The body of a function; node 0 is the file. */
static void lower_body(mln_lowering *l, mln_node n, uint32_t func, uint32_t class_id)
{
    const mln_tree *tree = l->tree;
    mln_build_function f = {.outer = l->at,
                            .node = n.id,
                            .func = func,
                            .class_id = class_id,
                            .arrow = n.id && mln_tree_op(tree, n) == MLN_FUNCTION_ARROW,
                            .first_jump = l->jumps.len,
                            .first_label = l->labels.len,
                            .first_pending = l->pending.len,
                            .catch_block = MLN_FLOW_NONE,
                            .catch_value = MLN_FLOW_NONE,
                            .nothing = MLN_FLOW_NONE,
                            .first_value = l->b.values.len};
    if (f.arrow && f.outer && class_id == MLN_FLOW_NONE)
        f.class_id = f.outer->class_id;
    l->at = &f;
    f.entry = mln_ssa_new_block(l);
    mln_ssa_seal(l, f.entry);
    f.exit = mln_ssa_new_block(l);
    f.block = f.entry;
    add_params(l, n);
    mln_flow_function *function = &l->b.functions.data[func];
    function->this_value = mln_build_add(l, MLN_FLOW_THIS, MLN_NO_NODE, NULL, 0);
    function = &l->b.functions.data[func];
    function->result = mln_build_add(l, MLN_FLOW_PHI, MLN_NO_NODE, NULL, 0);
    function = &l->b.functions.data[func];
    function->thrown = mln_build_add(l, MLN_FLOW_PHI, MLN_NO_NODE, NULL, 0);
    if (n.id == 0) {
        mln_build_stmts(l, n);
        mln_build_exports(l);
    } else {
        bind_params(l, n);
        mln_node body = mln_tree_child(tree, n, 3);
        if (mln_tree_is(tree, body, MLN_KIND_BLOCK))
            mln_build_stmts(l, body);
    }
    mln_build_jump_to(l, f.exit);
    mln_ssa_seal(l, f.exit);
    mln_build_go_on(l, f.exit);
    add_exits(l, n);
    lower_pending(l);
    l->jumps.len = f.first_jump;
    l->labels.len = f.first_label;
    l->at = f.outer;
    if (f.outer)
        f.outer->inner_values += l->b.values.len - f.first_value;
}

/* Functions that are nested too deep have their parameters and nothing else. */
static void lower_function(mln_lowering *l, mln_node n, uint32_t func, uint32_t class_id)
{
    if (l->function_depth < MLN_BUILD_FUNCTION_DEPTH_MAX) {
        l->function_depth++;
        lower_body(l, n, func, class_id);
        l->function_depth--;
        return;
    }
    l->spent++;
    mln_flow_function *function = &l->b.functions.data[func];
    function->first_param = l->b.values.len;
    function->this_value = mln_build_add(l, MLN_FLOW_THIS, MLN_NO_NODE, NULL, 0);
    l->b.values.data[function->this_value].func = func;
    function->result = mln_build_undefined(l, MLN_NO_NODE);
    function->thrown = mln_build_undefined(l, MLN_NO_NODE);
    function->first_exit = l->b.exits.len;
    mln_vec_add(&l->b.exits, MLN_FLOW_NONE);
}

static void lower_pending(mln_lowering *l)
{
    for (uint32_t i = l->at->first_pending; i < l->pending.len; i++) {
        mln_build_pending pending = l->pending.data[i];
        lower_function(l, (mln_node){pending.node}, pending.func, pending.class_id);
    }
    l->pending.len = l->at->first_pending;
}

uint32_t mln_build_closure(mln_lowering *l, mln_node n, uint32_t class_id, bool later)
{
    uint32_t func = add_function(l, n, class_id);
    uint32_t value = mln_build_add(l, MLN_FLOW_CLOSURE, n, NULL, 0);
    l->b.values.data[value].aux = func;
    l->b.functions.data[func].closure = value;
    if (later)
        mln_vec_add(&l->pending, (mln_build_pending){n.id, func, class_id});
    else
        lower_function(l, n, func, class_id);
    return value;
}

/* ---- a file ---- */

void mln_flow_build(mln_flow_lowering *l, mln_names *names, mln_arena *arena, mln_facts *facts,
                    uint32_t *spent)
{
    const mln_tree *tree = names->tree;
    l->names = names;
    l->tree = tree;
    l->c = tree->lang == MLN_LANG_C;
    mln_facts_builder_init(&l->b, tree->lang);
    /* The key 1 marks a cell's initialiser: there is such a symbol in every file. */
    (void)mln_facts_builder_add_string(&l->b, MLN_STR("default"));
    mln_vec_clear(&l->symbols);
    mln_vec_clear(&l->node_of);
    mln_vec_clear(&l->out_of);
    mln_vec_clear(&l->blocks);
    mln_vec_clear(&l->preds);
    mln_vec_clear(&l->incomplete);
    mln_vec_clear(&l->pending_phis);
    mln_vec_clear(&l->phis);
    mln_vec_clear(&l->jumps);
    mln_vec_clear(&l->labels);
    mln_vec_clear(&l->pending);
    mln_vec_clear(&l->stack);
    mln_vec_clear(&l->value_of);
    mln_vec_reserve(&l->value_of, tree->count);
    l->value_of.len = tree->count;
    memset(l->value_of.data, 0, tree->count * sizeof *l->value_of.data);
    l->file++;
    l->def_count = 0;
    l->at = NULL;
    l->depth = l->function_depth = l->spent = 0;
    l->filling = false;
    mln_build_survey(l);
    uint32_t file = add_function(l, (mln_node){0}, MLN_FLOW_NONE);
    lower_body(l, (mln_node){0}, file, MLN_FLOW_NONE);
    mln_ssa_simplify(l);
    mln_facts_builder_seal(&l->b, arena, facts);
    *spent = l->spent;
}

uint32_t mln_flow_get_value(const mln_flow_lowering *l, mln_node n)
{
    return n.id < l->value_of.len && l->value_of.data[n.id] ? l->value_of.data[n.id] - 1
                                                            : MLN_FLOW_NONE;
}

uint32_t mln_flow_find_out(const mln_flow_lowering *l, uint32_t value)
{
    return value < l->out_of.len && l->out_of.data[value] ? l->out_of.data[value] - 1
                                                          : MLN_FLOW_NONE;
}

mln_node mln_flow_get_node(const mln_flow_lowering *l, uint32_t value)
{
    return value < l->node_of.len ? (mln_node){l->node_of.data[value]} : MLN_NO_NODE;
}
