/* Expressions, names and literals. */
#include "names/type.h"
#include "names/value.h"
#include "pattern/match_p.h"

#include "base/banned.h"

const mln_goal *mln_match_lenient(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    if (mln_match_is_none(m->ptree, p))
        return next;
    return GOAL_NODE(m, p, t, next);
}

const mln_goal *mln_match_strict(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    if (mln_match_is_none(m->ptree, p))
        return mln_match_is_none(m->tree, t) ? next : FAIL;
    return GOAL_NODE(m, p, t, next);
}

const mln_goal *mln_match_children(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    return mln_goal_list(m, p.id + 1, m->ptree->end[p.id], t.id + 1, m->tree->end[t.id], next);
}

/* ---- names ---- */

/* A whole module under another name: `const n = require('m')`, `import * as n from 'm'`. */
static bool is_module(const mln_matcher *m, mln_node p, mln_node t)
{
    const mln_binding_info *info = mln_names_get(m->names, t);
    if (!info || info->from == MLN_FROM_NOWHERE || info->imported.id || info->is_default)
        return false;
    return mln_match_sym(m, p, info->module) || mln_match_sym(m, p, info->base);
}

static const mln_goal *match_ident(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    mln_kind kind = mln_tree_kind(m->tree, t);
    if (kind != MLN_KIND_IDENT && kind != MLN_KIND_PROPERTY_NAME && kind != MLN_KIND_TYPE_NAME)
        return FAIL;
    if (mln_match_literal(m, p, t))
        return next;
    return kind == MLN_KIND_IDENT && is_module(m, p, t) ? next : FAIL;
}

/* ---- typed metavariables ---- */

static bool same_type_name(mln_str want, const char *name, uint32_t len)
{
    mln_str have = {name, len};
    if (mln_str_equal(want, have))
        return true;
    /* string and String are one type to rules. */
    if (want.len != have.len || want.len == 0 || (want.ptr[0] | 0x20) != (have.ptr[0] | 0x20) ||
        memcmp(want.ptr + 1, have.ptr + 1, want.len - 1) != 0)
        return false;
    mln_str lower = {want.ptr + 1, want.len - 1};
    return mln_str_is(lower, "tring") || mln_str_is(lower, "umber") ||
           mln_str_is(lower, "oolean") || mln_str_is(lower, "bject");
}

static const mln_goal *match_type(mln_matcher *m, mln_node p, mln_type type, const mln_goal *next)
{
    if (type.kind == MLN_TYPE_UNKNOWN)
        return FAIL;
    if (mln_match_meta(m, p) == MLN_META_VARIABLE) {
        if (type.kind != MLN_TYPE_NODE || type.pointers)
            return type.kind == MLN_TYPE_NODE ? FAIL : next;
        return mln_match_bind_node(m, m->pattern->nodes[p.id].variable, type.node) ? next : FAIL;
    }
    if (type.kind == MLN_TYPE_NULL)
        return mln_tree_is(m->ptree, p, MLN_KIND_TYPE_POINTER) ? next : FAIL;
    uint32_t pointers = type.pointers;
    while (pointers && mln_tree_is(m->ptree, p, MLN_KIND_TYPE_POINTER)) {
        p = mln_tree_first(p);
        pointers--;
    }
    if (pointers)
        return FAIL;
    if (type.kind == MLN_TYPE_NODE && mln_tree_is(m->ptree, p, MLN_KIND_TYPE_NAME) &&
        mln_match_meta(m, p) == MLN_META_PLAIN &&
        mln_tree_is(m->tree, type.node, MLN_KIND_TYPE_NAME)) {
        mln_str name = mln_tree_sym_text(m->tree, type.node);
        return same_type_name(mln_tree_sym_text(m->ptree, p), name.ptr, name.len) ? next : FAIL;
    }
    if (type.kind == MLN_TYPE_NODE)
        return GOAL_NODE(m, p, type.node, next);
    if (mln_match_meta(m, p) == MLN_META_VARIABLE)
        return next;
    if (!mln_tree_is(m->ptree, p, MLN_KIND_TYPE_NAME))
        return FAIL;
    mln_str want = mln_tree_sym_text(m->ptree, p);
    /* A literal of JavaScript is a float to rules. */
    if (mln_str_is(want, "float") && mln_str_is((mln_str){type.name, type.name_len}, "number"))
        return next;
    return same_type_name(want, type.name, type.name_len) ? next : FAIL;
}

const mln_goal *mln_match_typed(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    mln_node value, type;
    if (mln_tree_is(m->ptree, p, MLN_KIND_CALL)) {
        mln_node cast = mln_match_pchild(m, p, 1);
        value = mln_tree_first(cast);
        type = mln_match_pchild(m, cast, 1);
    } else {
        value = mln_tree_first(p);
        type = mln_match_pchild(m, p, 1);
    }
    mln_type have = mln_names_get_type(m->names, t);
    const mln_goal *rest = match_type(m, type, have, GOAL_NODE(m, value, t, next));
    return rest;
}

/* ---- deep expressions ---- */

/* A function that is a value is another place; what runs there does not run here. */
static bool leaves_expression(const mln_tree *tree, uint32_t n)
{
    return tree->kind[n] == MLN_KIND_FUNCTION;
}

const mln_goal *mln_match_deep(mln_matcher *m, mln_node e, uint32_t from, uint32_t to,
                               const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    for (uint32_t n = from; n < to && !m->out->spent;) {
        bool leaves = leaves_expression(tree, n);
        if (tree->role[n] == MLN_ROLE_EXPR || n == from ||
            (tree->kind[n] == MLN_KIND_JSX && tree->role[n] == MLN_ROLE_PART))
            if (tree->kind[n] != MLN_KIND_NONE && !mln_match_refuses(m, e, (mln_node){n}))
                mln_solve_way(m, GOAL_NODE(m, e, (mln_node){n}, next));
        n = leaves ? tree->end[n] : n + 1;
    }
    return FAIL;
}

/* ---- operators ---- */

#define OPERANDS_MAX 512u

static bool reassociates(unsigned op)
{
    return op == MLN_OP_AND || op == MLN_OP_OR;
}

static bool commutes(unsigned op)
{
    return op == MLN_OP_BIT_AND || op == MLN_OP_BIT_OR || op == MLN_OP_BIT_XOR;
}

/* The operands of a chain of one operator, left to right; 0 when there are too many. */
static uint32_t flatten(const mln_tree *tree, mln_node n, uint32_t *operands)
{
    unsigned op = mln_tree_op(tree, n);
    uint32_t count = 0;
    for (uint32_t id = n.id; id < tree->end[n.id];) {
        mln_node at = {id};
        if (mln_tree_is(tree, at, MLN_KIND_BINARY) && mln_tree_op(tree, at) == op) {
            id++;
            continue;
        }
        if (count == OPERANDS_MAX)
            return 0;
        operands[count++] = id;
        id = tree->end[id];
    }
    return count;
}

static const mln_goal *match_chain(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    uint32_t want[OPERANDS_MAX], have[OPERANDS_MAX];
    uint32_t want_count = flatten(m->ptree, p, want);
    uint32_t have_count = flatten(m->tree, t, have);
    if (!want_count || !have_count || want_count > have_count)
        return FAIL;
    mln_node last = {want[want_count - 1]};
    mln_meta meta = mln_match_meta(m, last);
    const mln_goal *rest = next;
    if (want_count < have_count) {
        /* The last takes what is left. */
        if (meta == MLN_META_VARIABLE) {
            mln_span span = {m->tree->start[have[want_count - 1]],
                             m->tree->stop[have[have_count - 1]]};
            if (!mln_match_bind(m, m->pattern->nodes[last.id].variable,
                                (mln_bound){.kind = MLN_BOUND_SPAN,
                                            .node = {have[want_count - 1]},
                                            .span = span}))
                return FAIL;
        } else if (meta != MLN_META_ELLIPSIS) {
            return FAIL;
        }
        want_count--;
    }
    for (uint32_t i = want_count; i-- > 0;)
        rest = GOAL_NODE(m, (mln_node){want[i]}, (mln_node){have[i]}, rest);
    return rest;
}

/* Each operand of the pattern is one of the code's, in any order; more may be there. */
static void match_any_order(mln_matcher *m, const uint32_t *want, uint32_t want_count,
                            const uint32_t *have, uint32_t have_count, const mln_goal *next)
{
    /* Assignments of operands are counted up like a number; few rules have more than three. */
    uint32_t at[8] = {0};
    if (want_count > MLN_COUNT_OF(at))
        return;
    uint32_t total = 1;
    for (uint32_t i = 0; i < want_count; i++) {
        if (total > 100000 / have_count)
            return;
        total *= have_count;
    }
    for (uint32_t way = 0; way < total && !m->out->spent; way++) {
        uint32_t left = way;
        bool distinct = true;
        for (uint32_t i = 0; i < want_count; i++) {
            at[i] = left % have_count;
            left /= have_count;
            for (uint32_t j = 0; j < i; j++)
                distinct &= at[i] != at[j];
        }
        if (!distinct)
            continue;
        const mln_goal *goal = next;
        for (uint32_t i = want_count; i-- > 0;)
            goal = GOAL_NODE(m, (mln_node){want[i]}, (mln_node){have[at[i]]}, goal);
        mln_solve_way(m, goal);
    }
}

static const mln_goal *match_binary(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    unsigned op = mln_tree_op(m->ptree, p);
    if (op != mln_tree_op(m->tree, t))
        return FAIL;
    if (m->pattern->options.ac_matching && reassociates(op))
        return match_chain(m, p, t, next);
    if (m->pattern->options.ac_matching && commutes(op)) {
        uint32_t want[OPERANDS_MAX], have[OPERANDS_MAX];
        uint32_t want_count = flatten(m->ptree, p, want);
        uint32_t have_count = flatten(m->tree, t, have);
        if (want_count && have_count)
            match_any_order(m, want, want_count, have, have_count, next);
        return FAIL;
    }
    /* `x + ...` goes on: it is also `x + a + b`, which begins with `x + a`. */
    if (mln_match_meta(m, mln_match_pchild(m, p, 1)) == MLN_META_ELLIPSIS &&
        mln_tree_is(m->tree, mln_tree_first(t), MLN_KIND_BINARY))
        mln_solve_way(m, GOAL_NODE(m, p, mln_tree_first(t), next));
    return mln_match_children(m, p, t, next);
}

/* ---- assignments ---- */

/* `export default x` gives something of the name `default` its value. */
static const mln_goal *match_default(mln_matcher *m, mln_node target, mln_node value, mln_node t,
                                     const mln_goal *next)
{
    if (!mln_tree_has(m->tree, t, MLN_FLAG_DEFAULT) ||
        mln_match_meta(m, target) != MLN_META_VARIABLE)
        return FAIL;
    uint32_t start = mln_match_get_span(m, t).start;
    mln_bound name = {.kind = MLN_BOUND_SPAN,
                      .node = MLN_NO_NODE,
                      .span = {start, start + (uint32_t)sizeof "default" - 1}};
    if (!mln_match_bind(m, m->pattern->nodes[target.id].variable, name))
        return FAIL;
    return GOAL_NODE(m, value, mln_match_get_exported(m->tree, t), next);
}

const mln_goal *mln_match_assign(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    unsigned op = mln_tree_op(m->ptree, p);
    mln_node p_target = mln_tree_first(p), p_value = mln_match_pchild(m, p, 1);
    mln_node target = mln_tree_first(t), value;
    if (mln_tree_is(tree, t, MLN_KIND_DECLARATOR) || mln_tree_is(tree, t, MLN_KIND_FIELD)) {
        value = mln_match_child(m, t, 2);
        /* A field that is a function is a method. */
        bool method = mln_tree_is(tree, t, MLN_KIND_FIELD) &&
                      mln_tree_is(tree, value, MLN_KIND_FUNCTION) &&
                      !m->pattern->options.flddef_assign;
        if (op != MLN_OP_NONE || mln_match_is_none(tree, value) || method)
            return FAIL;
        return GOAL_NODE(m, p_target, target, GOAL_NODE(m, p_value, value, next));
    }
    if (mln_tree_is(tree, t, MLN_KIND_EXPORT))
        return op == MLN_OP_NONE ? match_default(m, p_target, p_value, t, next) : FAIL;
    if (!mln_tree_is(tree, t, MLN_KIND_ASSIGN))
        return FAIL;
    value = mln_match_child(m, t, 1);
    unsigned have = mln_tree_op(tree, t);
    if (op == have || (op == MLN_OP_NONE && tree->lang != MLN_LANG_C)) {
        /* `x += y` is `x = x + y`: what is in the value may be the target. */
        if (op != have && mln_match_meta(m, p_value) == MLN_META_DEEP)
            return GOAL_NODE(m, p_target, target, GOAL_NODE(m, p_value, t, next));
        return GOAL_NODE(m, p_target, target, GOAL_NODE(m, p_value, value, next));
    }
    /* `$X += $Y` is `x = x + y`. */
    if (have == MLN_OP_NONE && mln_tree_is(tree, value, MLN_KIND_BINARY) &&
        mln_tree_op(tree, value) == op && mln_tree_same(tree, target, mln_tree_first(value)))
        return GOAL_NODE(m, p_target, target,
                         GOAL_NODE(m, p_value, mln_match_child(m, value, 1), next));
    return FAIL;
}

/* ---- objects ---- */

static const mln_goal *match_object(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    /* An object alone may also be one that takes apart, with what is in it. */
    mln_node root = {m->root};
    bool apart = mln_tree_is(m->tree, root, MLN_KIND_OBJECT) &&
                 mln_tree_has(m->tree, root, MLN_FLAG_PATTERN);
    if (mln_tree_has(m->ptree, p, MLN_FLAG_PATTERN) != mln_tree_has(m->tree, t, MLN_FLAG_PATTERN) &&
        !apart)
        return FAIL;
    bool exact = !m->pattern->options.implicit_ellipsis && !m->pattern->nodes[p.id].has_ellipsis;
    return mln_goal_set(m, p.id + 1, m->ptree->end[p.id], t.id + 1, m->tree->end[t.id], exact,
                        next);
}

static const mln_goal *match_property(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    if (mln_tree_is(tree, t, MLN_KIND_FUNCTION)) {
        /* `{ m: function () {…} }` is `{ m() {…} }`. */
        mln_node function = mln_match_pchild(m, p, 1);
        if (!mln_tree_is(m->ptree, function, MLN_KIND_FUNCTION) ||
            !mln_match_is_none(m->ptree, mln_tree_first(function)) ||
            mln_tree_op(tree, t) != MLN_FUNCTION_METHOD)
            return FAIL;
        return mln_match_function(m, function, t,
                                  GOAL_NODE(m, mln_tree_first(p), mln_tree_first(t), next));
    }
    if (!mln_tree_is(tree, t, MLN_KIND_PROPERTY))
        return FAIL;
    bool shorthand = mln_tree_has(m->ptree, p, MLN_FLAG_SHORTHAND);
    mln_node p_value = mln_match_pchild(m, p, 1), value = mln_match_child(m, t, 1);
    bool pattern = mln_tree_has(tree, mln_tree_parent(tree, t), MLN_FLAG_PATTERN);
    if (shorthand && pattern) {
        /* `{a}` in a destructuring is `a` itself, not `a: c` nor `a = 1`; `{a = 1}` is only that.
         */
        if (!mln_tree_has(tree, t, MLN_FLAG_SHORTHAND) ||
            mln_tree_is(tree, value, MLN_KIND_DEFAULT_VALUE) !=
                mln_tree_is(m->ptree, p_value, MLN_KIND_DEFAULT_VALUE))
            return FAIL;
        return GOAL_NODE(m, p_value, value, next);
    }
    /* `{a = 1}` is no `a: b`. */
    if (pattern && mln_tree_is(tree, value, MLN_KIND_DEFAULT_VALUE) &&
        mln_tree_has(tree, t, MLN_FLAG_SHORTHAND))
        return FAIL;
    if (shorthand && mln_match_meta(m, p_value) == MLN_META_VARIABLE)
        return mln_tree_has(tree, t, MLN_FLAG_SHORTHAND) ? GOAL_NODE(m, p_value, value, next)
                                                         : FAIL;
    /* `k: $V` is no method, however it is written. */
    if (!pattern && mln_match_meta(m, p_value) == MLN_META_VARIABLE &&
        mln_tree_is(tree, value, MLN_KIND_FUNCTION))
        return FAIL;
    return GOAL_NODE(m, mln_tree_first(p), mln_tree_first(t), GOAL_NODE(m, p_value, value, next));
}

/* ---- JSX ---- */

static const mln_goal *match_jsx(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    if (!mln_tree_is(tree, t, MLN_KIND_JSX))
        return FAIL;
    if (!m->pattern->options.xml_singleton_loose_matching &&
        mln_tree_has(m->ptree, p, MLN_FLAG_IMPLICIT) != mln_tree_has(tree, t, MLN_FLAG_IMPLICIT))
        return FAIL;
    /* `<$X.Y/>`: the parts of a name with dots are no names of their own. */
    mln_node name = mln_tree_first(p);
    if (mln_tree_is(m->ptree, name, MLN_KIND_MEMBER))
        for (uint32_t n = name.id; n < m->ptree->end[name.id]; n++)
            if (m->pattern->nodes[n].meta != MLN_META_PLAIN)
                return FAIL;
    mln_node attrs = mln_match_pchild(m, p, 1), have = mln_match_child(m, t, 1);
    const mln_goal *rest = next;
    uint32_t body = m->ptree->end[attrs.id];
    if (body < m->ptree->end[p.id])
        rest =
            mln_goal_list(m, body, m->ptree->end[p.id], tree->end[have.id], tree->end[t.id], next);
    bool exact = !m->pattern->options.xml_attrs_implicit_ellipsis &&
                 !m->pattern->nodes[attrs.id].has_ellipsis;
    rest = mln_goal_set(m, attrs.id + 1, m->ptree->end[attrs.id], have.id + 1, tree->end[have.id],
                        exact, rest);
    return mln_match_strict(m, name, mln_tree_first(t), rest);
}

/* ---- the rest ---- */

/* `as` and `<T>` are one thing; `!` and `satisfies` leave the type as it is. */
static bool is_same_cast(unsigned a, unsigned b)
{
    bool a_alone = a == MLN_CAST_NON_NULL || a == MLN_CAST_SATISFIES;
    bool b_alone = b == MLN_CAST_NON_NULL || b == MLN_CAST_SATISFIES;
    return a_alone || b_alone ? a == b : true;
}

static mln_str get_regex_flags(const mln_tree *tree, mln_node n)
{
    return mln_str_after_last(mln_tree_text(tree, n), '/');
}

/* Flags that the pattern writes are the code's. */
static bool has_flags(const mln_matcher *m, mln_node p, mln_node t)
{
    mln_str want = get_regex_flags(m->ptree, p);
    return !want.len || mln_str_equal(want, get_regex_flags(m->tree, t));
}

/* What a name stands for when a pattern looks through it: what it was declared with, if it is never
 * assigned to, or the one thing that is assigned to it. */
static mln_node look_through(const mln_matcher *m, mln_node p, mln_node t)
{
    mln_kind kind = mln_match_pkind(m, p);
    bool regex = kind == MLN_KIND_REGEX && m->pattern->options.constant_propagation;
    bool any = m->pattern->options.symbolic_propagation && kind != MLN_KIND_IDENT &&
               kind != MLN_KIND_PROPERTY_NAME && kind != MLN_KIND_ASSIGN;
    if ((!regex && !any) || m->tree->role[t.id] != MLN_ROLE_EXPR)
        return t;
    for (int i = 0; i < 8 && mln_tree_is(m->tree, t, MLN_KIND_IDENT); i++) {
        mln_node value = mln_names_get_only_value(m->names, t);
        if (value.id == UINT32_MAX)
            break;
        t = mln_tree_skip_casts(m->tree, value);
    }
    return t;
}

const mln_goal *mln_match_expr(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    const mln_tree *tree = m->tree;
    mln_kind kind = mln_match_pkind(m, p);
    /* Casts are looked through, but for the match as a whole. */
    if (kind != MLN_KIND_CAST && t.id != m->root)
        t = mln_tree_skip_casts(tree, t);
    if (mln_tree_is(tree, t, MLN_KIND_IDENT) && t.id != m->root)
        t = look_through(m, p, t);
    switch (kind) {
    case MLN_KIND_IDENT:
    case MLN_KIND_TYPE_NAME:
        return match_ident(m, p, t, next);
    case MLN_KIND_PROPERTY_NAME:
        if (mln_tree_is(tree, t, MLN_KIND_STRING) || mln_tree_is(tree, t, MLN_KIND_PROPERTY_NAME) ||
            mln_tree_is(tree, t, MLN_KIND_IDENT))
            return mln_match_literal(m, p, t) ? next : FAIL;
        return FAIL;
    case MLN_KIND_STRING:
        return mln_match_string(m, p, t, next);
    case MLN_KIND_NUMBER:
    case MLN_KIND_BOOL:
    case MLN_KIND_NULL:
        return mln_match_constant(m, p, t, next);
    case MLN_KIND_TEMPLATE:
        return mln_match_template(m, p, t, next);
    case MLN_KIND_BINARY:
        /* `a += b` is `a + b` too. */
        if (mln_tree_is(tree, t, MLN_KIND_ASSIGN) && tree->lang != MLN_LANG_C &&
            mln_tree_op(tree, t) == mln_tree_op(m->ptree, p))
            return mln_match_children(m, p, t, next);
        return mln_tree_is(tree, t, kind) ? match_binary(m, p, t, next) : FAIL;
    case MLN_KIND_ASSIGN:
        return mln_match_assign(m, p, t, next);
    case MLN_KIND_MEMBER:
        return mln_match_member(m, p, t, next);
    case MLN_KIND_CALL:
        return mln_match_call(m, p, t, next);
    case MLN_KIND_OBJECT:
        return mln_tree_is(tree, t, kind) ? match_object(m, p, t, next) : FAIL;
    case MLN_KIND_PROPERTY:
        return match_property(m, p, t, next);
    case MLN_KIND_JSX:
        return match_jsx(m, p, t, next);
    case MLN_KIND_JSX_ATTR: {
        if (!mln_tree_is(tree, t, kind))
            return FAIL;
        mln_node value = mln_match_child(m, t, 1);
        /* a="s" is a={"s"}. */
        if (mln_match_pkind(m, mln_match_pchild(m, p, 1)) == MLN_KIND_STRING &&
            mln_tree_is(tree, value, MLN_KIND_JSX_EXPR))
            value = mln_tree_first(value);
        return GOAL_NODE(m, mln_tree_first(p), mln_tree_first(t),
                         mln_match_strict(m, mln_match_pchild(m, p, 1), value, next));
    }
    case MLN_KIND_UPDATE:
        if (!mln_tree_is(tree, t, kind) ||
            mln_tree_has(m->ptree, p, MLN_FLAG_PREFIX) != mln_tree_has(tree, t, MLN_FLAG_PREFIX))
            return FAIL;
        break;
    case MLN_KIND_CAST:
        if (!mln_tree_is(tree, t, kind) ||
            !is_same_cast(mln_tree_op(m->ptree, p), mln_tree_op(tree, t)))
            return FAIL;
        return GOAL_NODE(
            m, mln_tree_first(p), mln_tree_first(t),
            mln_match_strict(m, mln_match_pchild(m, p, 1), mln_match_child(m, t, 1), next));
    default:
        break;
    }
    if (!mln_tree_is(tree, t, kind))
        return FAIL;
    switch (kind) {
    case MLN_KIND_UNARY:
    case MLN_KIND_UPDATE:
        if (mln_tree_op(m->ptree, p) != mln_tree_op(tree, t))
            return FAIL;
        break;
    case MLN_KIND_ARRAY:
        if (mln_tree_has(m->ptree, p, MLN_FLAG_PATTERN) != mln_tree_has(tree, t, MLN_FLAG_PATTERN))
            return FAIL;
        break;
    case MLN_KIND_REGEX:
        if (!has_flags(m, p, t))
            return FAIL;
        break;
    default:
        break;
    }
    if (m->pattern->nodes[p.id].literal != UINT32_MAX && !mln_match_literal(m, p, t))
        return FAIL;
    return mln_match_children(m, p, t, next);
}
