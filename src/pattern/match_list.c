/* Lists: arguments, members, statements. */
#include "pattern/match_p.h"

#include "base/banned.h"

const mln_goal *mln_goal_list(mln_matcher *m, uint32_t p, uint32_t p_end, uint32_t t,
                              uint32_t t_end, const mln_goal *next)
{
    mln_goal *goal = mln_arena_alloc(m->arena, sizeof *goal);
    *goal = (mln_goal){.next = next, .op = MLN_GOAL_LIST, .a = p, .b = p_end, .c = t, .d = t_end};
    return goal;
}

const mln_goal *mln_goal_set(mln_matcher *m, uint32_t p, uint32_t p_end, uint32_t t, uint32_t t_end,
                             bool exact, const mln_goal *next)
{
    mln_goal *goal = mln_arena_alloc(m->arena, sizeof *goal);
    *goal = (mln_goal){.next = next,
                       .op = MLN_GOAL_SET,
                       .flags = exact ? MLN_GOAL_EXACT : 0,
                       .a = p,
                       .b = p_end,
                       .c = t,
                       .d = t_end};
    return goal;
}

/* Type arguments stand behind the arguments of a call; rules speak of them rarely, calls always. */
static uint32_t skip_types(const mln_tree *tree, uint32_t n, uint32_t end)
{
    while (n < end && tree->kind[n] == MLN_KIND_TYPE_ARGS)
        n = tree->end[n];
    return n;
}

static bool bind_list(mln_matcher *m, uint16_t variable, uint32_t from, uint32_t to)
{
    mln_bound bound = {.kind = MLN_BOUND_LIST, .node = {from}, .stop_node = to};
    if (from < to) {
        bound.span.start = m->tree->start[from];
        for (uint32_t n = from; n < to; n = m->tree->end[n])
            bound.span.stop = m->tree->stop[n];
    }
    return mln_match_bind(m, variable, bound);
}

/* `${e}` in a template: `${...}` is one, whichever. */
static bool is_substitution(const mln_tree *tree, uint32_t n)
{
    return tree->kind[tree->parent[n]] == MLN_KIND_TEMPLATE &&
           tree->kind[n] != MLN_KIND_TEMPLATE_TEXT;
}

const mln_goal *mln_match_list(mln_matcher *m, const mln_goal *goal)
{
    const mln_tree *tree = m->tree;
    uint32_t p = skip_types(m->ptree, goal->a, goal->b);
    uint32_t t = skip_types(tree, goal->c, goal->d);
    if (p >= goal->b)
        return t >= goal->d ? goal->next : FAIL;
    mln_meta meta = mln_match_meta(m, (mln_node){p});
    uint32_t p_next = m->ptree->end[p];
    bool substitution = meta == MLN_META_ELLIPSIS && is_substitution(m->ptree, p);
    if (substitution) {
        if (t >= goal->d || !is_substitution(tree, t))
            return FAIL;
        return mln_goal_list(m, p_next, goal->b, tree->end[t], goal->d, goal->next);
    }
    if (meta == MLN_META_ELLIPSIS) {
        if (skip_types(m->ptree, p_next, goal->b) >= goal->b)
            return goal->next;
        for (;;) {
            mln_solve_way(m, mln_goal_list(m, p_next, goal->b, t, goal->d, goal->next));
            if (t >= goal->d || m->out->spent)
                return FAIL;
            t = skip_types(tree, tree->end[t], goal->d);
        }
    }
    if (meta == MLN_META_LIST) {
        uint16_t variable = m->pattern->nodes[p].variable;
        for (uint32_t stop = t;;) {
            uint32_t mark = m->trail.len;
            if (bind_list(m, variable, t, stop))
                mln_solve_way(m, mln_goal_list(m, p_next, goal->b, stop, goal->d, goal->next));
            while (m->trail.len > mark)
                m->bounds[m->trail.data[--m->trail.len]].kind = MLN_BOUND_NOT;
            if (stop >= goal->d || m->out->spent)
                return FAIL;
            stop = tree->end[stop];
        }
    }
    if (t >= goal->d)
        return FAIL;
    const mln_goal *rest = mln_goal_list(m, p_next, goal->b, tree->end[t], goal->d, goal->next);
    return GOAL_NODE(m, (mln_node){p}, (mln_node){t}, rest);
}

/* ---- members in any order ---- */

/* Members taken so far: a list of cells in the arena, found by offset from the goal. */
typedef struct taken {
    const struct taken *before;
    uint32_t member;
} taken;

typedef struct {
    mln_goal goal;
    const taken *taken;
} set_goal;

static bool is_taken(const taken *list, uint32_t member)
{
    for (; list; list = list->before)
        if (list->member == member)
            return true;
    return false;
}

/* The literal key of a member, to refuse most candidates at once; UINT32_MAX without one. */
static uint32_t member_literal(const mln_matcher *m, uint32_t p)
{
    mln_kind kind = mln_match_pkind(m, (mln_node){p});
    if (kind != MLN_KIND_PROPERTY && kind != MLN_KIND_FIELD && kind != MLN_KIND_JSX_ATTR)
        return UINT32_MAX;
    const mln_pattern_node *key = &m->pattern->nodes[p + 1];
    return key->meta == MLN_META_PLAIN ? key->literal : UINT32_MAX;
}

const mln_goal *mln_match_set(mln_matcher *m, const mln_goal *goal)
{
    const mln_tree *tree = m->tree;
    const taken *used = goal->e ? ((const set_goal *)(const void *)goal)->taken : NULL;
    uint32_t p = goal->a;
    while (p < goal->b && mln_match_meta(m, (mln_node){p}) == MLN_META_ELLIPSIS)
        p = m->ptree->end[p];
    if (p >= goal->b) {
        if (goal->flags & MLN_GOAL_EXACT)
            for (uint32_t t = goal->c; t < goal->d; t = tree->end[t])
                if (!is_taken(used, t))
                    return FAIL;
        return goal->next;
    }
    uint32_t literal = member_literal(m, p);
    for (uint32_t t = goal->c; t < goal->d && !m->out->spent; t = tree->end[t]) {
        if (is_taken(used, t))
            continue;
        if (literal != UINT32_MAX && tree->kind[t] == m->ptree->kind[p] && tree->sym[t + 1] &&
            mln_subject_get_literal(m->subject, (mln_sym){tree->sym[t + 1]}) != literal)
            continue;
        taken *cell = mln_arena_alloc(m->arena, sizeof *cell);
        *cell = (taken){used, t};
        set_goal *rest = mln_arena_alloc(m->arena, sizeof *rest);
        rest->goal = *goal;
        rest->goal.a = m->ptree->end[p];
        rest->goal.e = 1;
        rest->taken = cell;
        mln_solve_way(m, GOAL_NODE(m, (mln_node){p}, (mln_node){t}, &rest->goal));
    }
    return FAIL;
}

/* ---- statements ---- */

/* `...` does not look into functions that are members of an object literal. */
static bool is_hidden(const mln_tree *tree, uint32_t n)
{
    if (tree->kind[n] != MLN_KIND_FUNCTION)
        return false;
    uint32_t parent = tree->parent[n];
    if (tree->kind[parent] == MLN_KIND_OBJECT)
        return true;
    return tree->kind[parent] == MLN_KIND_PROPERTY &&
           tree->kind[tree->parent[parent]] == MLN_KIND_OBJECT;
}

/* Whether a statement is such a function's own. In functions that are values of something else in
 * it, `...` looks again. */
static bool is_of_hidden(const mln_tree *tree, uint32_t n)
{
    bool found = false;
    while (n && !found) {
        n = tree->parent[n];
        unsigned op = mln_tree_op(tree, (mln_node){n});
        found = tree->kind[n] == MLN_KIND_FUNCTION &&
                (op == MLN_FUNCTION_EXPRESSION || op == MLN_FUNCTION_ARROW || is_hidden(tree, n));
    }
    return n && is_hidden(tree, n);
}

static const mln_goal *rest_of(mln_matcher *m, const mln_goal *goal, uint32_t p_next, uint32_t n,
                               uint32_t limit)
{
    mln_goal *rest = mln_arena_alloc(m->arena, sizeof *rest);
    *rest = *goal;
    rest->a = p_next;
    rest->c = m->tree->end[n];
    rest->d = limit;
    rest->e = n + 1;
    return rest;
}

/* The match as a whole ends with node `last`, or with the statement of its list that holds it. */
static void end_with(mln_matcher *m, uint32_t last)
{
    const mln_tree *tree = m->tree;
    while (last && tree->parent[last] != tree->parent[m->root])
        last = tree->parent[last];
    uint32_t stop = mln_match_get_span(m, (mln_node){last}).stop;
    if (last && stop > m->span.stop)
        m->span.stop = stop;
}

/* A match more for each length would be no news beyond some. */
#define ENDS_MAX 1000u

/* With `...` the match may end with what came before it, and with each statement of the rest of the
 * list: it takes all, and the shorter ways are noted. */
static void end_anywhere(mln_matcher *m, const mln_goal *goal)
{
    const mln_tree *tree = m->tree;
    MLN_VEC(uint32_t)
    ends = {0};
    uint32_t before = m->span.stop;
    if (goal->e)
        end_with(m, goal->e - 1);
    for (uint32_t n = goal->c; n < goal->d; n = tree->end[n]) {
        if ((m->span.stop > before || goal->e) && ends.len < ENDS_MAX)
            mln_vec_add(&ends, m->span.stop);
        before = m->span.stop;
        end_with(m, n);
        if (m->span.stop == before && ends.len)
            ends.len--;
    }
    uint32_t *list = MLN_ARENA_ARRAY(m->results, uint32_t, ends.len + 1);
    if (ends.len)
        memcpy(list, ends.data, ends.len * sizeof *list);
    m->ends = list;
    m->end_count = ends.len;
    mln_vec_release(&ends);
}

static const mln_goal *end_statements(mln_matcher *m, const mln_goal *goal)
{
    if (goal->flags & MLN_GOAL_ROOT) {
        if (goal->e)
            end_with(m, goal->e - 1);
        return goal->next;
    }
    bool open = (goal->flags & MLN_GOAL_OPEN) || goal->c >= goal->d;
    return open ? goal->next : FAIL;
}

/* `$...X`: any number of the statements that follow in the list; at the end all of them. */
static const mln_goal *match_some(mln_matcher *m, const mln_goal *goal)
{
    const mln_tree *tree = m->tree;
    uint16_t variable = m->pattern->nodes[goal->a].variable;
    uint32_t p_next = m->ptree->end[goal->a], stop = goal->c, last = goal->e;
    uint32_t end = goal->e ? tree->end[tree->parent[goal->e - 1]] : goal->d;
    if (end > goal->d)
        end = goal->d;
    for (;; stop = tree->end[stop]) {
        uint32_t mark = m->trail.len;
        bool all = stop >= end;
        if ((all || p_next < goal->b) && bind_list(m, variable, goal->c, stop)) {
            mln_goal *rest = mln_arena_alloc(m->arena, sizeof *rest);
            *rest = *goal;
            rest->a = p_next;
            rest->c = stop;
            rest->e = last;
            mln_solve_way(m, rest);
        }
        while (m->trail.len > mark)
            m->bounds[m->trail.data[--m->trail.len]].kind = MLN_BOUND_NOT;
        if (all || m->out->spent)
            return FAIL;
        last = stop + 1;
    }
}

const mln_goal *mln_match_stmts(mln_matcher *m, const mln_goal *goal)
{
    const mln_tree *tree = m->tree;
    uint32_t p = goal->a;
    if (p >= goal->b)
        return end_statements(m, goal);
    mln_meta meta = mln_match_meta(m, (mln_node){p});
    if (meta == MLN_META_LIST)
        return match_some(m, goal);
    if (meta != MLN_META_ELLIPSIS) {
        if (goal->c >= goal->d || tree->role[goal->c] != MLN_ROLE_STMT)
            return FAIL;
        /* The next in the same list, not the next somewhere. */
        if (goal->e && tree->parent[goal->c] != tree->parent[goal->e - 1])
            return FAIL;
        return GOAL_NODE(m, (mln_node){p}, (mln_node){goal->c},
                         rest_of(m, goal, m->ptree->end[p], goal->c, goal->d));
    }
    uint32_t p_next = m->ptree->end[p];
    while (p_next < goal->b && mln_match_meta(m, (mln_node){p_next}) == MLN_META_ELLIPSIS)
        p_next = m->ptree->end[p_next];
    if (p_next >= goal->b) {
        if (goal->flags & MLN_GOAL_ROOT)
            end_anywhere(m, goal);
        return goal->next;
    }
    mln_sequence_step *step =
        (goal->flags & MLN_GOAL_ROOT) && !goal->next ? mln_sequence_find(m, p_next) : NULL;
    if (step && mln_sequence_is_known(m, step, goal->c))
        return FAIL;
    mln_sequence_walk walk;
    if (step) {
        mln_sequence_begin(m, step);
        walk = mln_sequence_walk_from(step, goal->c);
    }
    uint32_t found = m->out->matches.len;
    uint32_t limit = step ? mln_sequence_get_limit(m, step, goal->d) : goal->d;
    uint32_t hidden = 0;
    for (uint32_t n = goal->c; n < limit && !m->out->spent;) {
        if (step && mln_sequence_lacks(m, step, &walk, n)) {
            n = tree->end[n];
            continue;
        }
        if (n >= hidden && is_hidden(tree, n))
            hidden = tree->end[n];
        if (tree->role[n] == MLN_ROLE_STMT && tree->kind[n] != MLN_KIND_NONE &&
            (n >= hidden || !is_of_hidden(tree, n)) &&
            !mln_match_refuses_stmt(m, (mln_node){p_next}, (mln_node){n}))
            mln_solve_way(m, GOAL_NODE(m, (mln_node){p_next}, (mln_node){n},
                                       rest_of(m, goal, m->ptree->end[p_next], n, goal->d)));
        n++;
    }
    if (step && m->out->matches.len == found && !m->out->spent)
        mln_sequence_note(m, step, goal->c);
    return FAIL;
}

const mln_goal *mln_goal_block(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next)
{
    mln_goal *goal = mln_arena_alloc(m->arena, sizeof *goal);
    *goal = (mln_goal){.next = next,
                       .op = MLN_GOAL_STMTS,
                       .flags = m->pattern->nodes[p.id].has_ellipsis ? MLN_GOAL_OPEN : 0,
                       .a = p.id + 1,
                       .b = m->ptree->end[p.id],
                       .c = t.id + 1,
                       .d = m->tree->end[t.id]};
    return goal;
}
