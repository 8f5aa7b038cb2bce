#include "engine/taint.h"

#include <stdlib.h>

#include "engine/gate.h"
#include "engine/inert.h"
#include "engine/profile.h"
#include "engine/record.h"
#include "engine/taint_p.h"

#include "base/banned.h"

mln_taint *mln_taint_new(const mln_engine *engine)
{
    mln_taint *t = mln_mem_new(1, sizeof *t);
    t->engine = engine;
    t->filter = mln_api_filter_new(engine->api);
    t->lowering = mln_flow_lowering_new();
    t->resolver = mln_resolver_new(engine->api);
    t->solver = mln_solver_new();
    t->finder = mln_option_finder_new();
    t->router = mln_router_new();
    mln_vec_reserve(&t->guard_uses, 1); /* none is not all */
    t->regex = mln_regex_matcher_new();
    return t;
}

void mln_taint_free(mln_taint *t)
{
    if (!t)
        return;
    mln_api_filter_free(t->filter);
    mln_flow_lowering_free(t->lowering);
    mln_resolver_free(t->resolver);
    mln_solver_free(t->solver);
    mln_option_finder_free(t->finder);
    mln_router_free(t->router);
    mln_regex_matcher_free(t->regex);
    mln_marks_release(&t->marks);
    mln_vec_release(&t->rules);
    mln_vec_release(&t->words);
    mln_vec_release(&t->guard_uses);
    mln_buf_release(&t->text);
    mln_arena_release(&t->arena);
    mln_mem_free(t);
}

/* ---- which rules can find anything ---- */

static bool is_c(const mln_file_scan *scan)
{
    return scan->source.lang == MLN_LANG_C;
}

const mln_compiled *mln_taint_get_formula(const mln_file_scan *scan, const mln_engine_spec *spec)
{
    return is_c(scan) ? spec->c : spec->ecma;
}

bool mln_taint_evaluate(mln_taint *t, mln_file_scan *scan, mln_candidate *c, mln_api_role_kind kind,
                        const mln_engine_spec *specs, uint32_t count)
{
    bool any = false;
    for (uint32_t i = 0; i < count; i++) {
        const mln_compiled *formula = mln_taint_get_formula(scan, &specs[i]);
        if (!formula) {
            any = any || mln_gate_may_have(t, scan, kind, &specs[i]);
            continue;
        }
        const mln_range *ranges;
        mln_spec_ranges *found = &c->ranges[specs[i].index];
        bool spent;
        found->compiled = formula;
        mln_evaluator_run(scan->evaluator, formula, &ranges, &found->count, &spent);
        c->spent |= spent;
        if (!found->count)
            continue;
        any = true;
        mln_range *kept = MLN_ARENA_ARRAY(&t->arena, mln_range, found->count);
        memcpy(kept, ranges, found->count * sizeof *kept);
        found->ranges = kept;
    }
    return any;
}

bool mln_taint_is_active(const mln_file_scan *scan, const mln_engine_rule *rule)
{
    return (mln_rule_get_langs(rule->rule) & MLN_LANG_BIT(scan->source.lang)) &&
           mln_file_scan_wants(scan, rule->rule);
}

static void find_candidates(mln_taint *t, mln_file_scan *scan)
{
    mln_vec_clear(&t->rules);
    for (uint32_t i = 0; i < t->engine->rules.len; i++) {
        const mln_engine_rule *rule = &t->engine->rules.data[i];
        const mln_engine_taint *taint = rule->taint;
        if (!taint || !mln_taint_is_active(scan, rule) || !mln_gate_may_reach(t, scan, NULL, taint))
            continue;
        mln_candidate c = {.rule = rule};
        uint64_t since = mln_profile_start(scan);
        c.ranges = MLN_ARENA_ARRAY(&t->arena, mln_spec_ranges, taint->spec_count + 1);
        bool may =
            mln_taint_evaluate(t, scan, &c, MLN_API_SINK, taint->sinks, taint->rule->sink_count) &&
            mln_taint_evaluate(t, scan, &c, MLN_API_SOURCE, taint->sources,
                               taint->rule->source_count);
        if (may) {
            mln_inert_drop(t, scan, &c);
            may = mln_gate_may_reach(t, scan, &c, taint);
        }
        mln_profile_rule(scan, rule, &since);
        if (may)
            mln_vec_add(&t->rules, c);
        else if (c.spent)
            mln_record_note_spent(scan, rule);
    }
}

static bool may_have_options(const mln_taint *t, const mln_file_scan *scan)
{
    for (uint32_t i = 0; i < t->engine->options.len; i++) {
        const mln_engine_rule *rule = &t->engine->rules.data[t->engine->options.data[i]];
        if (mln_taint_is_active(scan, rule) && mln_gate_may_set(t, scan, rule))
            return true;
    }
    return false;
}

void mln_taint_make_facts(mln_taint *t, mln_file_scan *scan)
{
    uint32_t spent = 0;
    mln_flow_build(t->lowering, &scan->names, &t->arena, &t->facts, &spent);
    mln_resolver_run(t->resolver, &t->facts, &t->arena, &t->resolution);
    mln_marks_set(&t->marks, &scan->tree, t->lowering, &t->facts, &t->resolution, t->regex,
                  scan->options->precision);
    if (!spent)
        return;
    scan->run.incomplete = true;
    mln_diags_add(&scan->run.diags, MLN_DIAG_WARNING, "flow-budget", scan->source.path, 0, 0,
                  MLN_STR(""), "%u function%s too large to be followed", spent,
                  spent == 1 ? " is" : "s are");
}

/* ---- problems ---- */

void mln_taint_use_guards(mln_taint *t, const mln_engine_taint *rule, uint64_t bits)
{
    for (uint32_t i = 0; i < rule->rule->sanitizer_count; i++)
        if (rule->sanitizers[i].set != UINT32_MAX)
            mln_vec_add(&t->guard_uses, (mln_guard_use){rule->sanitizers[i].set, bits});
}

void mln_taint_set_policy(mln_solve_policy *policy, const mln_taint_options *options, uint64_t bits,
                          bool follow_calls)
{
    policy->unknown_pass |= options->unknown_calls ? bits : 0;
    policy->library |= options->library_calls ? bits : 0;
    policy->guards |= options->guards ? bits : 0;
    policy->string_kills |= options->safe_string ? bits : 0;
    policy->prefix_kills |= options->safe_prefix ? bits : 0;
    policy->number_kills |= options->safe_number ? bits : 0;
    policy->boolean_kills |= options->safe_boolean ? bits : 0;
    policy->comparison_kills |= options->safe_boolean || options->safe_comparison ? bits : 0;
    policy->not_kills |= options->safe_boolean || options->safe_not ? bits : 0;
    policy->typed_numbers |= options->typed_number ? bits : 0;
    policy->typed_booleans |= options->typed_boolean ? bits : 0;
    policy->index_kills |= options->safe_index ? bits : 0;
    policy->throws |= options->throws ? bits : 0;
    policy->deep_sinks |= options->deep_sinks ? bits : 0;
    policy->interprocedural |= follow_calls ? bits : 0;
}

void mln_taint_set_texts(mln_solve_policy *policy, const mln_taint_rule *rule, uint32_t bit)
{
    uint64_t constants = 0, others = 0;
    for (uint32_t i = 0; i < rule->source_count; i++) {
        uint64_t label = (uint64_t)1 << (bit + rule->sources[i].label);
        if (rule->sources[i].constant.kind != MLN_LITERALS_NONE)
            constants |= label;
        else
            others |= label;
    }
    policy->texts |= constants & ~others;
}

bool mln_taint_mark(mln_taint *t, mln_file_scan *scan, uint32_t index, uint32_t bit)
{
    mln_candidate *c = &t->rules.data[index];
    const mln_engine_taint *taint = c->rule->taint;
    if (!mln_marks_begin(&t->marks, taint, index, bit, c->ranges))
        return false;
    mln_taint_evaluate(t, scan, c, MLN_API_SANITIZER, taint->sanitizers,
                       taint->rule->sanitizer_count);
    mln_taint_evaluate(t, scan, c, MLN_API_FLOW, taint->propagators, taint->rule->propagator_count);
    mln_marks_finish(&t->marks, c->ranges);
    c->spent |= t->marks.spent;
    return true;
}

/* ---- findings ---- */

static bool has_word(const mln_taint *t, mln_str name)
{
    for (uint32_t i = 0; i < t->words.len; i++)
        if (mln_str_equal(t->words.data[i].name, name))
            return true;
    return false;
}

void mln_taint_add_word(mln_taint *t, mln_str name, mln_str text, mln_span span)
{
    if (!has_word(t, name))
        mln_vec_add(&t->words, (mln_record_word){name, text, span});
}

static void add_words(mln_taint *t, mln_file_scan *scan, const mln_mark_origin *origin)
{
    if (!origin->compiled)
        return;
    mln_range range = {origin->span, origin->bounds, false};
    mln_record_get_words(scan, origin->compiled, &range);
    for (uint32_t i = 0; i < scan->words.len; i++)
        mln_taint_add_word(t, scan->words.data[i].name, scan->words.data[i].text,
                           scan->words.data[i].span);
}

/* What both bind must be the same. */
static bool unify(const mln_file_scan *scan, const mln_mark_origin *source,
                  const mln_mark_origin *sink)
{
    if (!source->compiled || !sink->compiled)
        return true;
    mln_subject *subject = mln_evaluator_get_subject(scan->evaluator);
    for (uint32_t a = 0; a < mln_compiled_get_variable_count(source->compiled); a++) {
        mln_str name = mln_compiled_get_variable(source->compiled, a);
        for (uint32_t b = 0; b < mln_compiled_get_variable_count(sink->compiled); b++)
            if (mln_str_equal(name, mln_compiled_get_variable(sink->compiled, b)) &&
                source->bounds[a].kind != MLN_BOUND_NOT && sink->bounds[b].kind != MLN_BOUND_NOT &&
                !mln_bound_same(subject, &source->bounds[a], &sink->bounds[b]))
                return false;
    }
    return true;
}

mln_way mln_taint_make_way(mln_taint *t, const mln_file_scan *scan)
{
    return (mln_way){&scan->tree, t->lowering, &t->facts, &t->arena, &t->text};
}

static void add_finding(mln_taint *t, mln_file_scan *scan, const mln_mark *marks,
                        const mln_flow_hit *hit)
{
    const mln_mark_origin *source = &t->marks.origins.data[marks[hit->source].id];
    const mln_mark_origin *sink = &t->marks.origins.data[marks[hit->sink].id];
    const mln_engine_rule *rule = t->rules.data[sink->rule].rule;
    mln_way way = mln_taint_make_way(t, scan);
    mln_vec_clear(&t->words);
    add_words(t, scan, source);
    add_words(t, scan, sink);
    mln_span from = source->role || source->compiled
                        ? source->span
                        : (mln_span){t->facts.start[marks[hit->source].value],
                                     t->facts.stop[marks[hit->source].value]};
    if (rule->taint->has_model) {
        mln_taint_add_word(t, MLN_STR("$SOURCE"), mln_way_quote(&way, from), from);
        mln_taint_add_word(t, MLN_STR("$SINK"), mln_way_quote(&way, sink->span), sink->span);
        if (sink->role && sink->role->call != MLN_FLOW_NONE)
            mln_taint_add_word(t, MLN_STR("$API"), mln_way_get_callee(&way, sink->role->call),
                               sink->span);
    }
    mln_record_place place = {.span = rule->taint->rule->options.focus_source ? from : sink->span,
                              .words = t->words.data,
                              .word_count = t->words.len};
    mln_way_make(&way, hit, source, sink, &place.steps, &place.step_count);
    mln_record_add(scan, rule, &place);
}

/* The solver gives one way to a sink. When what its source binds does not agree with the sink, the
 * sink is asked again about the sources that do. */
static void find_agreeing(mln_taint *t, mln_file_scan *scan, const mln_solve_input *input,
                          uint32_t sink)
{
    const mln_mark_origin *origin = &t->marks.origins.data[sink];
    mln_mark *marks = MLN_ARENA_ARRAY(&t->arena, mln_mark, input->mark_count + 1);
    mln_solve_input again = *input;
    again.mark_count = 0;
    again.marks = marks;
    for (uint32_t i = 0; i < input->mark_count; i++) {
        const mln_mark *mark = &input->marks[i];
        const mln_mark_origin *from = &t->marks.origins.data[mark->id];
        if (from->rule == origin->rule && (mark->kind != MLN_MARK_SINK || mark->id == sink) &&
            (mark->kind != MLN_MARK_SOURCE || unify(scan, from, origin)))
            marks[again.mark_count++] = *mark;
    }
    const mln_flow_hit *hits;
    uint32_t count;
    bool spent;
    mln_solver_run(t->solver, &again, &t->arena, &hits, &count, &spent);
    for (uint32_t i = 0; i < count; i++)
        add_finding(t, scan, marks, &hits[i]);
    t->rules.data[origin->rule].spent |= spent;
}

static bool agrees(const mln_taint *t, const mln_file_scan *scan, const mln_mark *marks,
                   const mln_flow_hit *hit)
{
    const mln_mark_origin *source = &t->marks.origins.data[marks[hit->source].id];
    const mln_mark_origin *sink = &t->marks.origins.data[marks[hit->sink].id];
    return !t->rules.data[sink->rule].rule->taint->rule->options.unify_mvars ||
           unify(scan, source, sink);
}

typedef struct {
    uint32_t rule, sink, steps, index;
} ordered;

/* By rule and range; of several ways to one range the shortest first. */
static int compare_hits(const void *left, const void *right)
{
    const ordered *a = left, *b = right;
    if (a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    if (a->sink != b->sink)
        return a->sink < b->sink ? -1 : 1;
    if (a->steps != b->steps)
        return a->steps < b->steps ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static void add_findings(mln_taint *t, mln_file_scan *scan, const mln_solve_input *input,
                         const mln_flow_hit *hits, uint32_t count)
{
    ordered *order = MLN_ARENA_ARRAY(&t->arena, ordered, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t sink = t->marks.marks.data[hits[i].sink].id;
        order[i] = (ordered){t->marks.origins.data[sink].rule, sink, hits[i].step_count, i};
    }
    if (count)
        qsort(order, count, sizeof *order, compare_hits);
    uint32_t asked = UINT32_MAX; /* the sink that was asked again last */
    for (uint32_t i = 0; i < count; i++) {
        const mln_flow_hit *hit = &hits[order[i].index];
        if (agrees(t, scan, input->marks, hit)) {
            add_finding(t, scan, input->marks, hit);
        } else if (asked != order[i].sink) {
            asked = order[i].sink;
            find_agreeing(t, scan, input, asked);
        }
    }
}

/* ---- the file ---- */

/* Solves as many rules as have room from number `first` on; the number of the next. */
static uint32_t solve_batch(mln_taint *t, mln_file_scan *scan, uint32_t first)
{
    mln_solve_input input = {
        .facts = &t->facts, .resolution = &t->resolution, .budget = MLN_TAINT_STEPS};
    uint32_t bit = 0, next = first;
    mln_marks_clear(&t->marks);
    t->guard_uses.len = 0;
    for (; next < t->rules.len; next++) {
        const mln_taint_rule *taint = t->rules.data[next].rule->taint->rule;
        if (bit + taint->label_count > MLN_TAINT_PROBLEMS)
            break;
        if (!mln_taint_mark(t, scan, next, bit))
            continue;
        uint64_t bits = (UINT64_MAX >> (MLN_TAINT_PROBLEMS - taint->label_count)) << bit;
        mln_taint_set_policy(&input.policy, &taint->options, bits,
                             scan->options->flow == MLN_REACH_FILE);
        mln_taint_set_texts(&input.policy, taint, bit);
        mln_taint_use_guards(t, t->rules.data[next].rule->taint, bits);
        bit += taint->label_count;
    }
    const mln_flow_hit *hits = NULL;
    uint32_t count = 0;
    bool spent = false;
    if (bit) {
        input.marks = t->marks.marks.data;
        input.mark_count = t->marks.marks.len;
        input.guard_uses = t->guard_uses.data;
        input.guard_use_count = t->guard_uses.len;
        input.requires = t->marks.requires.data;
        input.require_count = t->marks.requires.len;
        mln_solver_run(t->solver, &input, &t->arena, &hits, &count, &spent);
    }
    add_findings(t, scan, &input, hits, count);
    for (uint32_t i = first; i < next; i++)
        if (spent || t->rules.data[i].spent)
            mln_record_note_spent(scan, t->rules.data[i].rule);
    return next;
}

static void add_option_finding(mln_taint *t, mln_file_scan *scan, const mln_option_hit *hit)
{
    const mln_engine_rule *rule = &t->engine->rules.data[t->engine->options.data[hit->rule]];
    if (!mln_taint_is_active(scan, rule) ||
        hit->role->precision < (uint8_t)scan->options->precision)
        return;
    mln_way way = mln_taint_make_way(t, scan);
    mln_span span = {t->facts.start[hit->value], t->facts.stop[hit->value]};
    mln_vec_clear(&t->words);
    mln_taint_add_word(t, MLN_STR("$VALUE"), mln_way_quote(&way, span), span);
    mln_taint_add_word(t, MLN_STR("$API"), mln_way_get_callee(&way, hit->call), span);
    mln_record_place place = {.span = span, .words = t->words.data, .word_count = t->words.len};
    mln_way_make_option(&way, hit, &place.steps, &place.step_count);
    mln_record_add(scan, rule, &place);
}

static void run_options(mln_taint *t, mln_file_scan *scan)
{
    const mln_option_hit *hits;
    uint32_t count;
    bool spent;
    mln_option_find(t->finder, t->engine->option_program, &t->resolution, &t->arena, &hits, &count,
                    &spent);
    for (uint32_t i = 0; i < count; i++)
        add_option_finding(t, scan, &hits[i]);
    if (spent)
        mln_diags_add(&scan->run.diags, MLN_DIAG_NOTE, "option-budget", scan->source.path, 0, 0,
                      MLN_STR(""), "where some options come from was not followed to the end");
}

/* Which of the file's names and texts stand in it as a text. */
static const uint64_t *find_texts(mln_taint *t, const mln_tree *tree)
{
    uint64_t *texts = MLN_ARENA_ARRAY(&t->arena, uint64_t, tree->syms.entries.len / 64 + 1);
    for (uint32_t n = 0; n < tree->count; n++)
        if (tree->kind[n] == MLN_KIND_STRING || tree->kind[n] == MLN_KIND_TEMPLATE_TEXT)
            texts[tree->sym[n] / 64] |= UINT64_C(1) << (tree->sym[n] % 64);
    return texts;
}

void mln_taint_begin(mln_taint *t, mln_file_scan *scan)
{
    mln_arena_clear(&t->arena);
    mln_api_filter_load(t->filter, scan->source.lang, &scan->tree.syms, find_texts(t, &scan->tree));
}

void mln_taint_run(mln_taint *t, mln_file_scan *scan)
{
    mln_taint_begin(t, scan);
    find_candidates(t, scan);
    bool options = t->engine->options.len && may_have_options(t, scan);
    bool routes = t->engine->routes.len && scan->source.lang != MLN_LANG_C &&
                  mln_route_program_may(t->engine->route_program, t->filter);
    if (!t->rules.len && !options && !routes)
        return;
    uint64_t since = mln_profile_start(scan);
    mln_taint_make_facts(t, scan);
    for (uint32_t next = 0; next < t->rules.len;)
        next = solve_batch(t, scan, next);
    if (options)
        run_options(t, scan);
    if (routes)
        mln_taint_run_routes(t, scan);
    mln_profile_phase(scan, MLN_PHASE_FLOW, &since);
}
