#include "flow/solve_p.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "flow/require.h"

#include "base/banned.h"

/* Objects that hold each other have ever more paths: of a value as many deep ones are told apart.
 */
#define DEEP_PATHS_MAX 8

/* What a step of the budget may cost on the average: ways it tries. */
#define PUSHES_A_STEP 16

mln_solver *mln_solver_new(void)
{
    return mln_mem_new(1, sizeof(mln_solver));
}

void mln_solver_free(mln_solver *solver)
{
    if (!solver)
        return;
    mln_solver_release_graph(solver);
    mln_guards_release(&solver->guards);
    mln_vec_release(&solver->order);
    mln_vec_release(&solver->marked);
    mln_vec_release(&solver->marked_of);
    mln_vec_release(&solver->waiting);
    mln_paths_release(&solver->paths);
    mln_tuples_release(&solver->fact_keys);
    mln_vec_release(&solver->all_facts);
    mln_vec_release(&solver->facts_of);
    mln_vec_release(&solver->has_whole);
    mln_tuples_release(&solver->places);
    mln_vec_release(&solver->deep_paths);
    mln_vec_release(&solver->taints);
    mln_tuples_release(&solver->contexts);
    mln_vec_release(&solver->context_data);
    mln_vec_release(&solver->left);
    mln_tuples_release(&solver->entry_keys);
    mln_vec_release(&solver->entries);
    mln_vec_release(&solver->ways);
    mln_vec_release(&solver->lists);
    mln_vec_release(&solver->keys);
    mln_vec_release(&solver->foreign_keys);
    mln_vec_release(&solver->hits);
    mln_vec_release(&solver->steps);
    mln_vec_release(&solver->way);
    mln_vec_release(&solver->stack);
    mln_mem_free(solver);
}

/* ---- keys ---- */

bool mln_solver_is_element(const mln_solver *solver, uint32_t key)
{
    if (key == MLN_FLOW_ELEMENT)
        return true;
    if (key >= solver->facts->string_count)
        return false;
    mln_str text = mln_facts_string(solver->facts, key);
    for (uint32_t i = 0; i < text.len; i++)
        if (!mln_ascii_is_digit(text.ptr[i]))
            return false;
    return text.len > 0;
}

bool mln_solver_is_whole(const mln_solver *solver, mln_path path)
{
    for (; path; path = mln_paths_get_rest(&solver->paths, path))
        if (!mln_solver_is_element(solver, mln_paths_get_first(&solver->paths, path)))
            return false;
    return true;
}

static uint32_t find_key(mln_solver *solver, mln_str text)
{
    if (mln_str_is(text, "[]") || mln_str_is(text, "*")) /* as key lists spell it */
        return MLN_FLOW_ELEMENT;
    for (uint32_t s = 1; s < solver->facts->string_count; s++)
        if (mln_str_equal(mln_facts_string(solver->facts, s), text))
            return s;
    for (uint32_t i = 0; i < solver->foreign_keys.len; i++)
        if (mln_str_equal(solver->foreign_keys.data[i], text))
            return MLN_KEY_FOREIGN + i;
    mln_vec_add(&solver->foreign_keys, text);
    return MLN_KEY_FOREIGN + solver->foreign_keys.len - 1;
}

const uint32_t *mln_solver_get_keys(mln_solver *solver, uint32_t path, uint32_t *count)
{
    *count = 0;
    if (path == 0 || !solver->in->resolution->key_lists)
        return NULL;
    for (uint32_t i = 0; i < solver->lists.len; i++) {
        if (solver->lists.data[i].list == path - 1) {
            *count = solver->lists.data[i].count;
            return solver->keys.data + solver->lists.data[i].first;
        }
    }
    const mln_str *texts = solver->in->resolution->key_lists[path - 1];
    mln_solve_list list = {path - 1, solver->keys.len, 0};
    for (; texts[list.count].len; list.count++)
        mln_vec_add(&solver->keys, find_key(solver, texts[list.count]));
    mln_vec_add(&solver->lists, list);
    *count = list.count;
    return solver->keys.data + list.first;
}

/* ---- facts ---- */

uint32_t mln_solver_place(const mln_solver *solver, uint32_t context, uint32_t value)
{
    if (context == 0)
        return 0;
    const mln_facts *facts = solver->facts;
    uint32_t home = solver->contexts.all.data[context - 1].part[0];
    uint32_t f = facts->func[value];
    for (uint32_t depth = 0; depth <= facts->function_count && f != MLN_FLOW_NONE; depth++) {
        if (f == home)
            return context;
        f = facts->functions[f].parent;
    }
    return 0;
}

static uint64_t find_mask(const mln_solver *solver, uint32_t value, uint32_t context, mln_path path)
{
    uint32_t fact = mln_tuples_find(&solver->fact_keys, (mln_tuple){{value, context, path, 0}});
    return fact == UINT32_MAX ? 0 : solver->all_facts.data[fact].mask;
}

mln_path mln_solver_widen(mln_solver *solver, mln_tuple place, mln_path path)
{
    if (mln_paths_get_depth(&solver->paths, path) < 2)
        return path;
    uint32_t at = mln_tuples_add(&solver->places, place);
    if (at == solver->deep_paths.len)
        mln_vec_add(&solver->deep_paths, 0);
    if (solver->deep_paths.data[at] < DEEP_PATHS_MAX) {
        solver->deep_paths.data[at]++;
        return path;
    }
    return mln_paths_push(&solver->paths, mln_paths_get_first(&solver->paths, path), 0);
}

void mln_solver_push(mln_solver *solver, const mln_solve_from *from, uint32_t value,
                     uint32_t context, mln_path path, uint64_t bits, mln_step_kind why,
                     uint32_t entry)
{
    solver->pushes++;
    if (solver->marked_of.data[value])
        bits &= ~solver->marked.data[solver->marked_of.data[value] - 1].kills;
    if (bits && path && solver->has_whole.data[value]) /* the whole value has it already */
        bits &= ~find_mask(solver, value, context, 0);
    if (!bits)
        return;
    mln_tuple key = {{value, context, path, 0}};
    if (mln_paths_get_depth(&solver->paths, path) > 1 &&
        mln_tuples_find(&solver->fact_keys, key) == UINT32_MAX)
        key.part[2] = mln_solver_widen(solver, (mln_tuple){{value, context, 0, 0}}, path);
    uint32_t fact = mln_tuples_add(&solver->fact_keys, key);
    if (fact == solver->all_facts.len) {
        mln_solve_fact made = {.next = solver->facts_of.data[value]};
        mln_vec_add(&solver->all_facts, made);
        solver->facts_of.data[value] = fact + 1;
        solver->has_whole.data[value] |= key.part[2] == 0;
    }
    mln_solve_fact *known = &solver->all_facts.data[fact];
    bits &= ~known->mask;
    if (!bits)
        return;
    known->mask |= bits;
    mln_solve_taint taint = {.bits = bits,
                             .fact = fact,
                             .pred = from ? from->taint : MLN_FLOW_NONE,
                             .entry = entry,
                             .why = why};
    mln_vec_add(&solver->taints, taint);
    if (known->last_taint)
        solver->taints.data[known->last_taint - 1].next = solver->taints.len;
    else
        known->first_taint = solver->taints.len;
    known->last_taint = solver->taints.len;
}

static void follow(mln_solver *solver, uint32_t taint)
{
    const mln_solve_taint *t = &solver->taints.data[taint];
    mln_tuple key = solver->fact_keys.all.data[t->fact];
    mln_solve_from from = {.taint = taint,
                           .value = key.part[0],
                           .context = key.part[1],
                           .path = key.part[2],
                           .bits = t->bits};
    uint32_t stop = solver->first_use.data[from.value + 1];
    for (uint32_t i = solver->first_use.data[from.value]; i < stop; i++)
        mln_solver_transfer(solver, &from, solver->uses.data[i]);
    uint32_t marked = solver->marked_of.data[from.value];
    if (!marked)
        return;
    mln_solve_marked m = solver->marked.data[marked - 1];
    for (uint32_t i = 0; i < m.propagator_count; i++) {
        const mln_mark *mark = solver->order.data[m.first_propagator + i];
        mln_solver_push(solver, &from, mark->to, mln_solver_place(solver, from.context, mark->to),
                        from.path, from.bits & ((uint64_t)1 << mark->problem), MLN_STEP_THROUGH,
                        MLN_FLOW_NONE);
    }
}

/* Follows everything, or as much as the budget allows. */
static bool follow_all(mln_solver *solver)
{
    for (; solver->next < solver->taints.len; solver->next++) {
        if (solver->next >= solver->in->budget ||
            solver->pushes / PUSHES_A_STEP >= solver->in->budget)
            return false;
        follow(solver, (uint32_t)solver->next);
    }
    return true;
}

/* ---- marks ---- */

#define COMPARE(field)                                                                             \
    if (a->field != b->field)                                                                      \
    return a->field < b->field ? -1 : 1

static int compare_marks(const void *left, const void *right)
{
    const mln_mark *a = *(const mln_mark *const *)left, *b = *(const mln_mark *const *)right;
    COMPARE(kind);
    COMPARE(value);
    COMPARE(id);
    COMPARE(problem);
    COMPARE(to);
    COMPARE(judged);
    COMPARE(path);
    COMPARE(key);
    COMPARE(deep);
    COMPARE(requires_index);
    return a < b ? -1 : a > b;
}

static const mln_require *find_require(const mln_solver *solver, const mln_mark *mark)
{
    uint64_t index = mark->requires_index;
    return index && index <= solver->in->require_count ? &solver->in->requires[index - 1] : NULL;
}

static mln_solve_marked *mark_value(mln_solver *solver, uint32_t value)
{
    if (!solver->marked_of.data[value]) {
        mln_solve_marked marked = {.value = value};
        mln_vec_add(&solver->marked, marked);
        solver->marked_of.data[value] = solver->marked.len;
    }
    return &solver->marked.data[solver->marked_of.data[value] - 1];
}

static void read_mark(mln_solver *solver, uint32_t at)
{
    const mln_mark *mark = solver->order.data[at];
    const mln_require *require = find_require(solver, mark);
    uint64_t bit = (uint64_t)1 << mark->problem;
    mln_solve_marked *marked;
    switch (mark->kind) {
    case MLN_MARK_SOURCE:
        if (require) {
            solver->live |= mln_require_get_bits(require);
            solver->derived |= bit;
            mln_vec_add(&solver->waiting, mark);
        }
        break;
    case MLN_MARK_SINK:
        solver->live |= bit | (require ? mln_require_get_bits(require) : 0);
        break;
    case MLN_MARK_SANITIZER:
        mark_value(solver, mark->value)->kills |= bit;
        break;
    case MLN_MARK_PROPAGATOR:
        marked = mark_value(solver, mark->value);
        if (!marked->propagator_count)
            marked->first_propagator = at;
        marked->propagator_count++;
        break;
    }
}

static void read_marks(mln_solver *solver)
{
    const mln_solve_input *in = solver->in;
    mln_vec_clear(&solver->order);
    for (uint32_t i = 0; i < in->mark_count; i++)
        if (in->marks[i].value < solver->facts->value_count && in->marks[i].problem < 64)
            mln_vec_add(&solver->order, &in->marks[i]);
    if (solver->order.len > 1)
        qsort(solver->order.data, solver->order.len, sizeof *solver->order.data, compare_marks);
    solver->live = solver->derived = 0;
    mln_vec_clear(&solver->marked);
    mln_vec_clear(&solver->waiting);
    for (uint32_t i = 0; i < solver->order.len; i++)
        read_mark(solver, i);
}

static mln_path get_source_path(mln_solver *solver, const mln_mark *mark)
{
    return mark->key ? mln_paths_push(&solver->paths, mark->key, 0) : 0;
}

/* All sources of a value are one seed: rules that share a source share what follows. */
static void seed(mln_solver *solver)
{
    uint32_t i = 0;
    while (i < solver->order.len && solver->order.data[i]->kind == MLN_MARK_SOURCE) {
        uint32_t value = solver->order.data[i]->value;
        uint64_t bits = 0;
        for (; i < solver->order.len && solver->order.data[i]->kind == MLN_MARK_SOURCE &&
               solver->order.data[i]->value == value;
             i++) {
            const mln_mark *mark = solver->order.data[i];
            uint64_t bit = (uint64_t)1 << mark->problem;
            if (find_require(solver, mark))
                continue;
            if (mark->key)
                mln_solver_push(solver, NULL, value, 0, get_source_path(solver, mark),
                                bit & solver->live, MLN_STEP_SOURCE, MLN_FLOW_NONE);
            else
                bits |= bit;
        }
        mln_solver_push(solver, NULL, value, 0, 0, bits & solver->live, MLN_STEP_SOURCE,
                        MLN_FLOW_NONE);
    }
}

/* ---- what reaches a mark ---- */

/* `*within`: the path ends before the keys do; they are of what is tainted as a whole. */
static bool meets_keys(const mln_solver *solver, mln_path path, const uint32_t *keys,
                       uint32_t count, bool *within)
{
    uint32_t i = 0;
    for (; i < count && path; i++) {
        if (!mln_path_keys_meet(mln_paths_get_first(&solver->paths, path), keys[i]))
            return false;
        path = mln_paths_get_rest(&solver->paths, path);
    }
    *within = i < count;
    return true;
}

/* A text that is written there has no properties to ask for: what is known of it whole is not known
 * of a `password` in it. */
static bool is_text(const mln_solver *solver, uint32_t value)
{
    const mln_facts *facts = solver->in->resolution->facts;
    value = mln_facts_skip_copies(facts, value);
    mln_flow_op op = mln_facts_op(facts, value);
    return facts->lang != MLN_LANG_C && (op == MLN_FLOW_CONST || op == MLN_FLOW_CONCAT);
}

static uint32_t get_judged(const mln_mark *mark)
{
    return mark->judged ? mark->judged - 1 : mark->value;
}

/* Labels of `wanted` that reach the mark's value, the part of it that counts. `*first`: the
 * earliest taint among them with one of `shown`, or what it was. */
static uint64_t find_reaching(mln_solver *solver, const mln_mark *mark, uint64_t wanted,
                              uint64_t shown, uint32_t *first)
{
    uint64_t bits = 0;
    uint32_t count;
    const uint32_t *keys = mln_solver_get_keys(solver, mark->path, &count);
    if (count && is_text(solver, mark->value))
        return 0;
    for (uint32_t f = solver->facts_of.data[get_judged(mark)]; f;
         f = solver->all_facts.data[f - 1].next) {
        const mln_solve_fact *fact = &solver->all_facts.data[f - 1];
        mln_path path = solver->fact_keys.all.data[f - 1].part[2];
        uint64_t here = fact->mask & wanted;
        bool within = false;
        bool meets = count ? meets_keys(solver, path, keys, count, &within)
                           : mark->deep || mln_solver_is_whole(solver, path);
        if (!meets)
            here &= solver->in->policy.deep_sinks;
        if (within)
            here &= ~solver->in->policy.texts;
        bits |= here;
        for (uint32_t t = fact->first_taint; t && (here & shown);
             t = solver->taints.data[t - 1].next) {
            if (t - 1 >= *first)
                break;
            if (solver->taints.data[t - 1].bits & here & shown)
                *first = t - 1;
        }
    }
    return bits;
}

/* ---- sources with a condition ---- */

/* Such a source acts in every context in which its labels are there. */
static void activate(mln_solver *solver, const mln_mark *mark, uint64_t labels)
{
    uint64_t bit = (uint64_t)1 << mark->problem;
    mln_path path = get_source_path(solver, mark);
    for (uint32_t f = solver->facts_of.data[get_judged(mark)]; f;) {
        uint32_t next = solver->all_facts.data[f - 1].next;
        uint32_t context = solver->fact_keys.all.data[f - 1].part[1];
        if (mark->judged)
            context = mln_solver_place(solver, context, mark->value);
        if (solver->all_facts.data[f - 1].mask & labels)
            mln_solver_push(solver, NULL, mark->value, context, path, bit & solver->live,
                            MLN_STEP_SOURCE, MLN_FLOW_NONE);
        f = next;
    }
}

static bool activate_waiting(mln_solver *solver)
{
    bool any = false;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < solver->waiting.len; i++) {
        const mln_mark *mark = solver->waiting.data[i];
        const mln_require *require = find_require(solver, mark);
        uint32_t first = UINT32_MAX;
        uint64_t labels = mln_require_get_bits(require);
        uint64_t bits = find_reaching(solver, mark, labels, 0, &first);
        if (bits && mln_require_holds(require, bits)) {
            activate(solver, mark, labels);
            any = true;
        } else {
            solver->waiting.data[kept++] = mark;
        }
    }
    solver->waiting.len = kept;
    return any;
}

/* ---- hits ---- */

static uint32_t find_source(const mln_solver *solver, uint32_t value, uint64_t bit)
{
    const mln_mark *found = NULL;
    for (uint32_t i = 0; i < solver->order.len; i++) {
        const mln_mark *mark = solver->order.data[i];
        if (mark->kind != MLN_MARK_SOURCE || mark->value > value)
            break;
        if (mark->value != value || (uint64_t)1 << mark->problem != bit)
            continue;
        if (!find_require(solver, mark))
            return (uint32_t)(mark - solver->in->marks);
        if (!found)
            found = mark;
    }
    return found ? (uint32_t)(found - solver->in->marks) : MLN_FLOW_NONE;
}

static void add_hit(mln_solver *solver, const mln_mark *mark, uint32_t taint, uint64_t shown,
                    mln_arena *arena)
{
    uint64_t bits = solver->taints.data[taint].bits & shown;
    uint64_t bit = bits & (~bits + 1);
    uint32_t source = find_source(solver, mln_solver_trace(solver, taint, bit), bit);
    mln_flow_step *steps = MLN_ARENA_ARRAY(arena, mln_flow_step, solver->steps.len);
    memcpy(steps, solver->steps.data, solver->steps.len * sizeof *steps);
    mln_flow_hit hit = {.problem = mark->problem,
                        .source = source,
                        .sink = (uint32_t)(mark - solver->in->marks),
                        .steps = steps,
                        .step_count = solver->steps.len};
    mln_vec_add(&solver->hits, hit);
}

static bool is_same_group(const mln_mark *a, const mln_mark *b)
{
    return a->requires_index == b->requires_index && a->problem == b->problem &&
           a->group == b->group && (a->group || a->id == b->id);
}

static int compare_groups(const void *left, const void *right)
{
    const mln_mark *a = *(const mln_mark *const *)left, *b = *(const mln_mark *const *)right;
    COMPARE(requires_index);
    COMPARE(problem);
    COMPARE(group);
    if (!a->group)
        COMPARE(id);
    return compare_marks(left, right);
}

/* Sinks with a condition: all marks of a group are judged together, and the hit is at the one that
 * the label shown reaches first. */
static void judge_group(mln_solver *solver, const mln_mark *const *marks, uint32_t count,
                        mln_arena *arena)
{
    const mln_require *require = find_require(solver, marks[0]);
    uint64_t bit = (uint64_t)1 << marks[0]->problem;
    uint64_t labels = mln_require_get_bits(require) | bit, bits = 0;
    uint32_t first = UINT32_MAX, at = 0;
    for (uint32_t i = 0; i < count; i++)
        bits |= find_reaching(solver, marks[i], labels, 0, &first);
    if (!bits || !mln_require_holds(require, bits))
        return;
    uint64_t shown = mln_require_get_first(require, bits);
    if (!shown)
        shown = bits & (~bits + 1); /* it is only told what must not be there */
    for (uint32_t i = 0; i < count; i++) {
        uint32_t before = first;
        (void)find_reaching(solver, marks[i], shown, shown, &first);
        if (first < before)
            at = i;
    }
    add_hit(solver, marks[at], first, shown, arena);
}

static void judge_groups(mln_solver *solver, mln_arena *arena)
{
    mln_vec_clear(&solver->waiting);
    for (uint32_t i = 0; i < solver->order.len; i++)
        if (solver->order.data[i]->kind == MLN_MARK_SINK &&
            find_require(solver, solver->order.data[i]))
            mln_vec_add(&solver->waiting, solver->order.data[i]);
    uint32_t count = solver->waiting.len;
    if (count > 1)
        qsort(solver->waiting.data, count, sizeof *solver->waiting.data, compare_groups);
    for (uint32_t i = 0, next; i < count; i = next) {
        const mln_mark *mark = solver->waiting.data[i];
        for (next = i + 1; next < count; next++)
            if (!is_same_group(solver->waiting.data[next], mark))
                break;
        judge_group(solver, solver->waiting.data + i, next - i, arena);
    }
}

static void find_hits(mln_solver *solver, mln_arena *arena)
{
    mln_vec_clear(&solver->hits);
    for (uint32_t i = 0; i < solver->order.len; i++) {
        const mln_mark *mark = solver->order.data[i];
        if (mark->kind != MLN_MARK_SINK || find_require(solver, mark))
            continue;
        uint64_t bit = (uint64_t)1 << mark->problem;
        uint32_t first = UINT32_MAX;
        if (find_reaching(solver, mark, bit, bit, &first))
            add_hit(solver, mark, first, bit, arena);
    }
    judge_groups(solver, arena);
}

static int compare_hits(const void *left, const void *right)
{
    const mln_flow_hit *x = left, *y = right;
    const mln_flow_step *a = &x->steps[x->step_count - 1], *b = &y->steps[y->step_count - 1];
    COMPARE(value);
    return x->sink < y->sink ? -1 : x->sink > y->sink;
}

/* ---- a run ---- */

static void zero(uint32_t *data, uint32_t count)
{
    if (count)
        memset(data, 0, count * sizeof *data);
}

static void begin(mln_solver *solver, const mln_solve_input *input)
{
    solver->in = input;
    solver->facts = input->facts;
    solver->next = solver->pushes = 0;
    mln_vec_clear(&solver->all_facts);
    mln_vec_clear(&solver->taints);
    mln_vec_clear(&solver->context_data);
    mln_vec_clear(&solver->left);
    mln_vec_clear(&solver->entries);
    mln_vec_clear(&solver->ways);
    mln_vec_clear(&solver->lists);
    mln_vec_clear(&solver->keys);
    mln_vec_clear(&solver->foreign_keys);
    mln_paths_clear(&solver->paths);
    mln_tuples_clear(&solver->fact_keys);
    mln_tuples_clear(&solver->places);
    mln_vec_clear(&solver->deep_paths);
    mln_tuples_clear(&solver->contexts);
    mln_tuples_clear(&solver->entry_keys);
    uint32_t n = solver->facts->value_count;
    mln_vec_reserve(&solver->marked_of, n);
    mln_vec_reserve(&solver->facts_of, n);
    mln_vec_reserve(&solver->has_whole, n);
    if (n)
        memset(solver->has_whole.data, 0, n);
    zero(solver->marked_of.data, n);
    zero(solver->facts_of.data, n);
}

void mln_solver_run(mln_solver *solver, const mln_solve_input *input, mln_arena *arena,
                    const mln_flow_hit **hits, uint32_t *count, bool *spent)
{
    *hits = NULL;
    *count = 0;
    *spent = false;
    begin(solver, input);
    read_marks(solver);
    seed(solver);
    if (solver->taints.len == 0)
        return; /* nothing that any sink asks for: no need of the graph */
    mln_solver_build_graph(solver);
    mln_guards_begin(&solver->guards, input->resolution, input->guard_uses, input->guard_use_count);
    do
        *spent = !follow_all(solver);
    while (!*spent && activate_waiting(solver));
    find_hits(solver, arena);
    if (solver->hits.len == 0)
        return;
    qsort(solver->hits.data, solver->hits.len, sizeof *solver->hits.data, compare_hits);
    mln_flow_hit *out = MLN_ARENA_ARRAY(arena, mln_flow_hit, solver->hits.len);
    memcpy(out, solver->hits.data, solver->hits.len * sizeof *out);
    *hits = out;
    *count = solver->hits.len;
}
