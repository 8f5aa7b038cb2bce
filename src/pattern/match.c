#include "pattern/match.h"

#include <stdlib.h>

#include "names/value.h"
#include "pattern/match_p.h"

#include "base/banned.h"

#define DEPTH_MAX 400u

const mln_goal mln_goal_fail;

const mln_goal *mln_goal_new(mln_matcher *m, mln_goal_op op, uint32_t a, uint32_t b,
                             const mln_goal *next)
{
    mln_goal *goal = mln_arena_alloc(m->arena, sizeof *goal);
    *goal = (mln_goal){.next = next, .op = (uint8_t)op, .a = a, .b = b};
    return goal;
}

/* ---- bindings ---- */

/* Whether a variable of JavaScript is declared anew between two uses of it: it counts as another
 * from there on. */
static bool is_declared_between(const mln_names *names, uint32_t binding, uint32_t a, uint32_t b)
{
    const mln_tree *tree = names->tree;
    if (names->bindings.data[binding - 1].declared < 2 || tree->lang == MLN_LANG_C)
        return false;
    uint32_t first = a < b ? a : b, last = a < b ? b : a;
    if (first < names->bindings.data[binding - 1].node.id)
        return false; /* used before it is declared: whatever it is */
    for (uint32_t n = first + 1; n <= last; n++)
        if (tree->role[n] == MLN_ROLE_BIND && names->binding_of[n] == binding)
            return true;
    return false;
}

/* Same variable, unless one of the two is not resolved. */
static bool same_binding(const mln_names *names, uint32_t a, uint32_t b)
{
    uint32_t x = names->binding_of[a], y = names->binding_of[b];
    return !x || !y || (x == y && !is_declared_between(names, x, a, b));
}

/* Whether two names, whatever they are here, are one thing of one module. In an ES import itself a
 * name is only a name. */
static bool same_import(const mln_names *names, mln_node a, mln_node b)
{
    const mln_tree *tree = names->tree;
    if (mln_tree_is(tree, mln_tree_parent(tree, a), MLN_KIND_IMPORT_ITEM) ||
        mln_tree_is(tree, mln_tree_parent(tree, b), MLN_KIND_IMPORT_ITEM))
        return false;
    const mln_binding_info *x = mln_names_get(names, a), *y = mln_names_get(names, b);
    return x && y && x->from != MLN_FROM_NOWHERE && y->from != MLN_FROM_NOWHERE &&
           x->module.id == y->module.id && x->imported.id == y->imported.id && !x->is_default &&
           !y->is_default;
}

static bool is_literal(mln_kind kind)
{
    return kind == MLN_KIND_STRING || kind == MLN_KIND_NUMBER || kind == MLN_KIND_BOOL ||
           kind == MLN_KIND_TEMPLATE;
}

static bool same_value(mln_subject *s, mln_node a, mln_node b)
{
    mln_kind x = mln_tree_kind(s->tree, a), y = mln_tree_kind(s->tree, b);
    /* A literal and a variable that is it; two variables are the same only by name. */
    if (is_literal(x) == is_literal(y))
        return false;
    mln_constant left = mln_names_get_value(s->names, a);
    if (left.kind == MLN_CONSTANT_UNKNOWN || left.kind == MLN_CONSTANT_SOME_STRING)
        return false;
    mln_constant right = mln_names_get_value(s->names, b);
    return left.kind == right.kind && left.sym.id == right.sym.id;
}

static bool is_key(const mln_tree *tree, mln_node n)
{
    return mln_tree_role(tree, n) == MLN_ROLE_KEY &&
           (mln_tree_is(tree, n, MLN_KIND_STRING) || mln_tree_is(tree, n, MLN_KIND_PROPERTY_NAME));
}

/* Not two literals that are spelled in two ways. */
static bool same_spelling(const mln_tree *tree, mln_node a, mln_node b)
{
    mln_str left, right;
    return !mln_match_get_spelling(tree, a, &left) || !mln_match_get_spelling(tree, b, &right) ||
           mln_str_equal(left, right);
}

static bool same_nodes(mln_subject *s, mln_node a, mln_node b)
{
    const mln_tree *tree = s->tree;
    a = mln_tree_skip_casts(tree, a);
    b = mln_tree_skip_casts(tree, b);
    if (a.id == b.id)
        return true;
    /* A key is a key, quoted or not. */
    if (is_key(tree, a) && is_key(tree, b))
        return tree->sym[a.id] == tree->sym[b.id];
    if (mln_match_is_name(mln_tree_kind(tree, a)) && mln_match_is_name(mln_tree_kind(tree, b)))
        return (tree->sym[a.id] == tree->sym[b.id] && same_binding(s->names, a.id, b.id)) ||
               same_import(s->names, a, b);
    if (!mln_tree_same(tree, a, b)) {
        /* An expression statement and its expression; literals however they are quoted. */
        if (mln_tree_is(tree, a, MLN_KIND_EXPR_STMT) != mln_tree_is(tree, b, MLN_KIND_EXPR_STMT))
            return same_nodes(s, mln_tree_is(tree, a, MLN_KIND_EXPR_STMT) ? mln_tree_first(a) : a,
                              mln_tree_is(tree, b, MLN_KIND_EXPR_STMT) ? mln_tree_first(b) : b);
        return same_value(s, a, b);
    }
    if (!same_spelling(tree, a, b))
        return false;
    uint32_t size = tree->end[a.id] - a.id;
    for (uint32_t i = 0; i < size; i++)
        if (tree->kind[a.id + i] == MLN_KIND_IDENT && !same_binding(s->names, a.id + i, b.id + i)) {
            /* What is declared inside both is another variable each time. */
            const mln_binding_info *info = mln_names_get(s->names, (mln_node){a.id + i});
            if (!(info->node.id >= a.id && info->node.id < a.id + size))
                return false;
        }
    return true;
}

static bool same_lists(mln_subject *s, const mln_bound *a, const mln_bound *b)
{
    mln_node x = a->node, y = b->node;
    while (x.id < a->stop_node && y.id < b->stop_node) {
        if (!same_nodes(s, x, y))
            return false;
        x = mln_tree_next(s->tree, x);
        y = mln_tree_next(s->tree, y);
    }
    return x.id >= a->stop_node && y.id >= b->stop_node;
}

static mln_str span_text(const mln_subject *s, mln_span span)
{
    return (mln_str){s->tree->text.ptr + span.start, span.stop - span.start};
}

static mln_str plain_text(const mln_subject *s, const mln_bound *bound)
{
    if (bound->kind == MLN_BOUND_TEXT)
        return mln_strtab_get(&s->tree->syms, bound->sym.id);
    if (bound->kind == MLN_BOUND_NODE && mln_tree_is(s->tree, bound->node, MLN_KIND_STRING))
        return mln_tree_sym_text(s->tree, bound->node);
    return span_text(s, bound->span);
}

static bool get_spelling(const mln_subject *s, const mln_bound *bound, mln_str *text)
{
    return (bound->kind == MLN_BOUND_TEXT || bound->kind == MLN_BOUND_NODE) &&
           mln_match_get_spelling(s->tree, bound->node, text);
}

/* The module that a binding stands for: a name of all of it, or the module of an imported name. 0
 * without one. */
static uint32_t get_module(const mln_subject *s, const mln_bound *bound)
{
    const mln_binding_info *info =
        s->names && bound->node.id < s->tree->count ? mln_names_get(s->names, bound->node) : NULL;
    if (!info || info->from == MLN_FROM_NOWHERE || info->is_default)
        return 0;
    bool module =
        bound->kind == MLN_BOUND_NODE ? !info->imported.id : bound->sym.id == info->module.id;
    return module ? info->module.id : 0;
}

bool mln_bound_same(mln_subject *s, const mln_bound *a, const mln_bound *b)
{
    if (a->kind == MLN_BOUND_NODE && b->kind == MLN_BOUND_NODE)
        return same_nodes(s, a->node, b->node);
    if (a->kind == MLN_BOUND_LIST && b->kind == MLN_BOUND_LIST)
        return same_lists(s, a, b);
    if (a->kind + b->kind == MLN_BOUND_NODE + MLN_BOUND_TEXT && get_module(s, a) &&
        get_module(s, a) == get_module(s, b))
        return true;
    mln_str left, right;
    if (!get_spelling(s, a, &left) || !get_spelling(s, b, &right)) {
        left = plain_text(s, a);
        right = plain_text(s, b);
    }
    return mln_str_equal(left, right);
}

mln_str mln_bound_get_text(const mln_subject *subject, const mln_bound *bound)
{
    if (bound->kind == MLN_BOUND_NOT)
        return MLN_STR("");
    return span_text(subject, bound->span);
}

bool mln_match_bind(mln_matcher *m, uint16_t variable, mln_bound bound)
{
    if (variable == MLN_NO_VARIABLE || mln_str_is(m->pattern->variables[variable], "$_") ||
        mln_str_is(m->pattern->variables[variable], "$..._"))
        return true;
    mln_bound *slot = &m->bounds[variable];
    if (slot->kind != MLN_BOUND_NOT)
        return mln_bound_same(m->subject, slot, &bound);
    *slot = bound;
    mln_vec_add(&m->trail, variable);
    return true;
}

bool mln_match_bind_node(mln_matcher *m, uint16_t variable, mln_node n)
{
    return mln_match_bind(
        m, variable,
        (mln_bound){.kind = MLN_BOUND_NODE, .node = n, .span = mln_tree_span(m->tree, n)});
}

bool mln_match_sym(const mln_matcher *m, mln_node p, mln_sym sym)
{
    uint32_t literal = m->pattern->nodes[p.id].literal;
    return literal != UINT32_MAX && sym.id && mln_subject_get_literal(m->subject, sym) == literal;
}

bool mln_match_literal(const mln_matcher *m, mln_node p, mln_node t)
{
    return mln_match_sym(m, p, (mln_sym){m->tree->sym[t.id]});
}

/* ---- the solver ---- */

static void add_match(mln_matcher *m)
{
    uint32_t count = m->pattern->variable_count;
    mln_bound *bounds = mln_arena_alloc(m->results, (count ? count : 1) * sizeof *bounds);
    memcpy(bounds, m->bounds, count * sizeof *bounds);
    mln_span span = mln_span_equal(m->span, MLN_MATCH_SPAN_DUE)
                        ? mln_match_get_span(m, (mln_node){m->root})
                        : m->span;
    mln_vec_add(&m->out->matches, (mln_match){span, bounds, m->ends, m->end_count});
}

static void solve(mln_matcher *m, const mln_goal *goal)
{
    while (goal) {
        if (goal == FAIL)
            return;
        if (++m->steps > m->budget || m->depth > DEPTH_MAX) {
            m->out->spent = true;
            return;
        }
        switch ((mln_goal_op)goal->op) {
        case MLN_GOAL_NODE:
            goal = mln_match_node(m, (mln_node){goal->a}, (mln_node){goal->b}, goal->next);
            break;
        case MLN_GOAL_LIST:
            goal = mln_match_list(m, goal);
            break;
        case MLN_GOAL_SET:
            goal = mln_match_set(m, goal);
            break;
        case MLN_GOAL_STMTS:
            goal = mln_match_stmts(m, goal);
            break;
        }
    }
    add_match(m);
}

void mln_solve_way(mln_matcher *m, const mln_goal *goal)
{
    uint32_t mark = m->trail.len;
    mln_span span = m->span;
    uint32_t end_count = m->end_count; /* set once on a way: the list itself stays */
    m->depth++;
    solve(m, goal);
    m->depth--;
    m->span = span;
    m->end_count = end_count;
    while (m->trail.len > mark)
        m->bounds[m->trail.data[--m->trail.len]].kind = MLN_BOUND_NOT;
}

/* ---- the subject ---- */

void mln_subject_init(mln_subject *subject, const mln_strtab *vocabulary, mln_regex_matcher *regex)
{
    *subject = (mln_subject){.vocabulary = vocabulary, .regex = regex};
}

void mln_subject_release(mln_subject *subject)
{
    mln_vec_release(&subject->vocabulary_of);
    mln_vec_release(&subject->present);
    mln_vec_release(&subject->by_kind);
    mln_vec_release(&subject->statements);
    mln_vec_release(&subject->symbol_of);
    mln_vec_release(&subject->by_symbol);
    mln_vec_release(&subject->symbol_start);
    mln_vec_release(&subject->symbol_gives);
    mln_arena_release(&subject->scratch);
}

static uint32_t look_up(mln_subject *s, uint32_t sym)
{
    const mln_strtab_entry *entry = &s->tree->syms.entries.data[sym];
    return mln_strtab_find_hashed(s->vocabulary, entry->text, entry->hash);
}

void mln_subject_set(mln_subject *subject, mln_tree *tree, mln_names *names)
{
    subject->tree = tree;
    subject->names = names;
    subject->has_index = false;
    uint32_t words = subject->vocabulary->entries.len / 64 + 1;
    mln_vec_reserve(&subject->present, words);
    subject->present.len = words;
    memset(subject->present.data, 0, words * sizeof(uint64_t));
    mln_vec_reserve(&subject->symbol_of, subject->vocabulary->entries.len);
    mln_vec_clear(&subject->symbol_start);
    mln_vec_clear(&subject->vocabulary_of);
    mln_vec_reserve(&subject->vocabulary_of, tree->syms.entries.len);
    for (uint32_t sym = 0; sym < tree->syms.entries.len; sym++) {
        uint32_t literal = look_up(subject, sym);
        subject->vocabulary_of.data[subject->vocabulary_of.len++] = literal;
        if (literal == UINT32_MAX)
            continue;
        subject->present.data[literal / 64] |= (uint64_t)1 << (literal % 64);
        subject->symbol_of.data[literal] = sym;
    }
}

uint32_t mln_subject_get_literal(mln_subject *subject, mln_sym sym)
{
    /* Folding constants makes symbols late. */
    while (subject->vocabulary_of.len <= sym.id) {
        uint32_t literal = look_up(subject, subject->vocabulary_of.len);
        mln_vec_add(&subject->vocabulary_of, literal);
    }
    return subject->vocabulary_of.data[sym.id];
}

bool mln_subject_may_match(const mln_subject *subject, const mln_pattern *pattern)
{
    for (uint32_t i = 0; i < pattern->required_count; i++)
        if (!mln_subject_has(subject, pattern->required[i]))
            return false;
    return true;
}
