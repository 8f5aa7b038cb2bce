/* Sequences of statements: where they are tried, and what is left out.
 *
 * Trying `$X = <... $Y ...>; ... f($X)` everywhere is quadratic in the length of a list, once for
 * each way in which its first statement matches. Two things make it cheap in nearly all code:
 *
 * A name that a statement of the pattern spells out stands somewhere in every statement it matches,
 * unless the file has it from elsewhere: imported, taken apart, or by what a variable stands for.
 * So does the name that `$X` was bound to by an earlier one. Statements without it are not tried,
 * nor is anything inside them.
 *
 * Whether the rest of a sequence matches depends on where it begins and on what is bound to the
 * variables that the rest mentions, nothing else. When it was looked for and not found, the next
 * way to match what stands before it, with the same bindings of those, finds nothing either; nor
 * does a look that begins later in the same list.
 */
#include "names/value.h"
#include "pattern/match_p.h"

#include "base/banned.h"

/* ---- places ---- */

static bool is_in_list(const mln_tree *tree, uint32_t n)
{
    mln_kind parent = mln_tree_kind(tree, mln_tree_parent(tree, (mln_node){n}));
    return tree->role[n] == MLN_ROLE_STMT && tree->kind[n] != MLN_KIND_NONE &&
           (parent == MLN_KIND_BLOCK || parent == MLN_KIND_FILE || parent == MLN_KIND_CASE ||
            parent == MLN_KIND_ERROR);
}

/* Sorts the nodes by their symbols, and lists the statements. */
static void make_index(mln_subject *s)
{
    const mln_tree *tree = s->tree;
    uint32_t count = tree->syms.entries.len;
    mln_vec_reserve(&s->symbol_start, count + 2);
    mln_vec_reserve(&s->symbol_gives, count + 1);
    mln_vec_reserve(&s->by_symbol, tree->count);
    uint32_t *start = s->symbol_start.data;
    memset(start, 0, (count + 2) * sizeof *start);
    memset(s->symbol_gives.data, MLN_GIVES_UNKNOWN, count + 1);
    /* Counted two ahead: once they are placed, each symbol's nodes begin where its start says. */
    for (uint32_t n = 0; n < tree->count; n++)
        start[tree->sym[n] + 2] += tree->sym[n] != 0;
    for (uint32_t i = 1; i < count + 2; i++)
        start[i] += start[i - 1];
    for (uint32_t n = 0; n < tree->count; n++)
        if (tree->sym[n])
            s->by_symbol.data[start[tree->sym[n] + 1]++] = n;
    s->symbol_start.len = count + 2;
    mln_vec_clear(&s->statements);
    for (uint32_t n = 1; n < tree->count; n++)
        if (is_in_list(tree, n))
            mln_vec_add(&s->statements, n);
}

static mln_places get_places(mln_subject *s, uint32_t sym)
{
    uint32_t first = s->symbol_start.data[sym];
    return (mln_places){s->by_symbol.data + first, s->symbol_start.data[sym + 1] - first};
}

/* Whether a node gives a name from elsewhere: what is imported or taken apart may be matched where
 * its name does not stand, as may a module by the text of its path. */
static bool gives_name(const mln_tree *tree, mln_node n)
{
    if (!mln_match_is_name(mln_tree_kind(tree, n)))
        return true;
    for (int i = 0; i < 3; i++) {
        n = mln_tree_parent(tree, n);
        mln_kind kind = mln_tree_kind(tree, n);
        if (kind == MLN_KIND_IMPORT || kind == MLN_KIND_IMPORT_ITEM ||
            (kind == MLN_KIND_OBJECT && mln_tree_has(tree, n, MLN_FLAG_PATTERN)))
            return true;
    }
    return false;
}

static bool any_gives(const mln_tree *tree, const mln_places *places)
{
    for (uint32_t i = 0; i < places->count; i++)
        if (gives_name(tree, (mln_node){places->nodes[i]}))
            return true;
    return false;
}

/* False when a match need not hold the literal where it stands in the file. */
static bool find_places(mln_subject *s, uint32_t literal, mln_places *found)
{
    if (!mln_subject_has(s, literal))
        return false;
    uint32_t sym = s->symbol_of.data[literal];
    *found = get_places(s, sym);
    uint8_t *gives = &s->symbol_gives.data[sym];
    if (*gives == MLN_GIVES_UNKNOWN)
        *gives = any_gives(s->tree, found) ? MLN_GIVES_SOME : MLN_GIVES_NONE;
    return found->count && *gives == MLN_GIVES_NONE;
}

/* The first of the places from `first` on. */
static uint32_t find_place(const mln_places *list, uint32_t first)
{
    uint32_t low = 0, high = list->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list->nodes[middle] < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether one of the places is from `first` to before `end`. */
static bool has_place(const mln_places *list, uint32_t first, uint32_t end)
{
    uint32_t at = find_place(list, first);
    return at < list->count && list->nodes[at] < end;
}

static bool holds_template(const mln_matcher *m, uint32_t first, uint32_t end)
{
    const mln_subject *s = m->subject;
    uint32_t from = s->kind_start[MLN_KIND_TAGGED], to = s->kind_start[MLN_KIND_TAGGED + 1];
    mln_places tagged = {s->by_kind.data + from, to - from};
    return has_place(&tagged, first, end);
}

mln_sequence_walk mln_sequence_walk_from(const mln_sequence_step *step, uint32_t first)
{
    mln_sequence_walk walk;
    for (uint32_t i = 0; i < step->held_count; i++)
        walk.next[i] = find_place(&step->places[i], first);
    return walk;
}

bool mln_sequence_lacks(const mln_matcher *m, const mln_sequence_step *step,
                        mln_sequence_walk *walk, uint32_t n)
{
    uint32_t end = m->tree->end[n];
    for (uint32_t i = 0; i < step->held_count; i++) {
        const mln_places *list = &step->places[i];
        while (walk->next[i] < list->count && list->nodes[walk->next[i]] < n)
            walk->next[i]++;
        if (walk->next[i] < list->count && list->nodes[walk->next[i]] < end)
            continue;
        return i < step->place_count || !step->step->open_call || !holds_template(m, n, end);
    }
    return false;
}

/* A name is the same as names of its text alone, unless it has a value: then also as a literal; or
 * stands for something of a module: then under any name. */
static bool is_name_alone(const mln_matcher *m, const mln_bound *bound)
{
    if (bound->kind != MLN_BOUND_NODE || !mln_tree_is(m->tree, bound->node, MLN_KIND_IDENT))
        return false;
    const mln_binding_info *info = mln_names_get(m->names, bound->node);
    return !(info && info->from != MLN_FROM_NOWHERE) &&
           mln_names_get_value(m->names, bound->node).kind == MLN_CONSTANT_UNKNOWN;
}

void mln_sequence_begin(mln_matcher *m, mln_sequence_step *step)
{
    step->held_count = step->place_count;
    for (uint64_t left = step->step->held;
         left && step->held_count < step->place_count + MLN_STEP_PLACES_MAX; left &= left - 1) {
        const mln_bound *bound = &m->bounds[__builtin_ctzll(left)];
        if (is_name_alone(m, bound))
            step->places[step->held_count++] = get_places(m->subject, m->tree->sym[bound->node.id]);
    }
}

uint32_t mln_sequence_get_limit(const mln_matcher *m, const mln_sequence_step *step, uint32_t end)
{
    uint32_t limit = end;
    for (; step < m->sequence + m->pattern->step_count; step++)
        for (uint32_t i = 0; i < step->place_count; i++) {
            const mln_places *list = &step->places[i];
            uint32_t behind = find_place(list, end);
            uint32_t last = behind ? list->nodes[behind - 1] + 1 : 0;
            if (last < limit)
                limit = last;
        }
    return limit;
}

/* ---- what is known not to be there ---- */

mln_sequence_step *mln_sequence_find(const mln_matcher *m, uint32_t p)
{
    for (uint32_t i = 0; m->sequence && i < m->pattern->step_count; i++)
        if (m->sequence[i].step->node.id == p)
            return &m->sequence[i];
    return NULL;
}

static bool same_bound(const mln_bound *a, const mln_bound *b)
{
    if (a->kind != b->kind)
        return false;
    return a->kind == MLN_BOUND_NOT || (a->node.id == b->node.id && a->stop_node == b->stop_node &&
                                        a->sym.id == b->sym.id && mln_span_equal(a->span, b->span));
}

static bool mentions(const mln_sequence_step *step, uint32_t variable)
{
    return variable >= MLN_STEP_VARIABLES_MAX || (step->step->variables >> variable & 1);
}

bool mln_sequence_is_known(const mln_matcher *m, const mln_sequence_step *step, uint32_t from)
{
    /* Lists that end together are not one: what begins in a function that is a member of an object
     * is not looked into from outside. */
    if (!step->failed || from < step->failed_from || m->tree->parent[m->root] != step->failed_list)
        return false;
    for (uint32_t v = 0; v < m->pattern->variable_count; v++)
        if (mentions(step, v) && !same_bound(&m->bounds[v], &step->failed_bounds[v]))
            return false;
    return true;
}

void mln_sequence_note(const mln_matcher *m, mln_sequence_step *step, uint32_t from)
{
    step->failed = true;
    step->failed_from = from;
    step->failed_list = m->tree->parent[m->root];
    memcpy(step->failed_bounds, m->bounds, m->pattern->variable_count * sizeof *m->bounds);
}

/* ---- suffixes of lists ---- */

static void begin(mln_matcher *m)
{
    const mln_pattern *p = m->pattern;
    if (!m->subject->symbol_start.len)
        make_index(m->subject);
    m->sequence = MLN_ARENA_ARRAY(m->arena, mln_sequence_step, p->step_count + 1);
    for (uint32_t i = 0; i < p->step_count; i++) {
        mln_sequence_step *step = &m->sequence[i];
        step->step = &p->steps[i];
        step->failed_bounds = MLN_ARENA_ARRAY(m->arena, mln_bound, p->variable_count + 1);
        /* With this option a variable is whatever was assigned to it elsewhere. */
        for (uint32_t r = 0; !p->options.symbolic_propagation && r < step->step->required_count &&
                             step->place_count < MLN_STEP_PLACES_MAX;
             r++)
            step->place_count +=
                find_places(m->subject, step->step->required[r], &step->places[step->place_count]);
        step->held_count = step->place_count;
    }
}

/* Whether the statement `id` of a list that ends before `end` can be the first of a match. */
static bool may_start(const mln_matcher *m, uint32_t id, uint32_t end)
{
    bool open = m->pattern->nodes[m->pattern->root.id].meta == MLN_META_ELLIPSIS;
    for (uint32_t i = 0; i < m->pattern->step_count; i++)
        for (uint32_t k = 0; k < m->sequence[i].place_count; k++)
            if (!has_place(&m->sequence[i].places[k], id, i || open ? end : m->tree->end[id]))
                return false;
    return true;
}

/* Whether the second statement of the pattern, when it follows the first at once, can be the one
 * that stands there. */
static bool may_follow(const mln_matcher *m, uint32_t id, uint32_t end)
{
    if (m->pattern->step_count < 2)
        return true;
    mln_node second = m->pattern->steps[1].node;
    if (m->pattern->nodes[m->pattern->root.id].meta == MLN_META_ELLIPSIS ||
        mln_match_meta(m, second) == MLN_META_ELLIPSIS)
        return true;
    uint32_t next = m->tree->end[id];
    return next < end && !mln_match_refuses_stmt(m, second, (mln_node){next});
}

void mln_match_sequence(mln_matcher *m)
{
    const mln_pattern *p = m->pattern;
    mln_tree *tree = m->tree;
    mln_arena_mark start = mln_arena_get_mark(m->arena);
    begin(m);
    for (uint32_t i = 0; i < m->subject->statements.len; i++) {
        uint32_t id = m->subject->statements.data[i];
        mln_node parent = mln_tree_parent(tree, (mln_node){id});
        if (mln_match_refuses_stmt(m, p->root, (mln_node){id}) ||
            !may_follow(m, id, tree->end[parent.id]) || !may_start(m, id, tree->end[parent.id]))
            continue;
        m->root = id;
        m->span = mln_match_get_span(m, (mln_node){id});
        /* At most to the end of the list. */
        if (!mln_match_is_around(m, (mln_span){m->span.start, tree->stop[parent.id]}))
            continue;
        mln_arena_mark mark = mln_arena_get_mark(m->arena);
        mln_goal *goal = mln_arena_alloc(m->arena, sizeof *goal);
        *goal = (mln_goal){.op = MLN_GOAL_STMTS,
                           .flags = MLN_GOAL_ROOT,
                           .a = p->root.id,
                           .b = p->tree.end[p->list.id],
                           .c = id,
                           .d = tree->end[parent.id]};
        mln_solve_way(m, goal);
        mln_arena_rewind(m->arena, mark);
    }
    m->sequence = NULL;
    mln_arena_rewind(m->arena, start);
}
