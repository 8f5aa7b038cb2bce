/* The rules about the flow of values: what they see in the file, and what stopped a value. */
#include <stdio.h>

#include "engine/explain_p.h"
#include "engine/gate.h"

#include "base/banned.h"

/* A run of one rule with something left out. */
typedef enum {
    AS_IT_IS,
    NO_SANITIZERS,
    NO_CONDITIONS, /* guards */
    NO_HARMLESS,   /* numbers, booleans … count */
    KNOWN_CALLS,   /* unknown calls hand on what they are given */
    ALL_CALLS,     /* calls are followed, with --flow function */
    TRIALS
} trial;

typedef struct {
    mln_explainer *x;
    mln_taint *t;
    const mln_engine_rule *rule;
    uint32_t kept; /* origin of a sanitizer that stays away; UINT32_MAX: all of them */
} looker;

/* The marks of a trial: without sanitizers, or without those of one origin. */
static uint32_t choose_marks(const looker *l, trial which, mln_mark *chosen)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < l->t->marks.marks.len; i++) {
        const mln_mark *mark = &l->t->marks.marks.data[i];
        if (which != NO_SANITIZERS || mark->kind != MLN_MARK_SANITIZER ||
            (l->kept != UINT32_MAX && mark->id != l->kept))
            chosen[count++] = *mark;
    }
    return count;
}

/* Solves a trial; its first hit that ends (or else begins) on the line. `marks` is what the hit's
 * numbers speak of. */
static const mln_flow_hit *try(const looker *l, trial which, uint32_t *count,
                               const mln_mark **marks)
{
    mln_taint *t = l->t;
    mln_solve_input input = {.facts = &t->facts,
                             .resolution = &t->resolution,
                             .requires = t->marks.requires.data,
                             .require_count = t->marks.requires.len,
                             .budget = MLN_TAINT_STEPS};
    mln_mark *chosen = MLN_ARENA_ARRAY(&t->arena, mln_mark, t->marks.marks.len + 1);
    input.mark_count = choose_marks(l, which, chosen);
    input.marks = *marks = chosen;
    mln_taint_options options = l->rule->taint->rule->options;
    if (which == NO_CONDITIONS)
        options.guards = false;
    if (which == NO_HARMLESS)
        options.safe_number = options.safe_boolean = options.safe_index = options.safe_string =
            options.safe_prefix = options.safe_comparison = options.safe_not =
                options.typed_number = options.typed_boolean = false;
    options.unknown_calls |= which == KNOWN_CALLS;
    uint64_t bits = UINT64_MAX >> (MLN_TAINT_PROBLEMS - l->rule->taint->rule->label_count);
    mln_taint_set_policy(&input.policy, &options, bits,
                         which == ALL_CALLS || l->x->scan->options->flow == MLN_REACH_FILE);
    mln_taint_set_texts(&input.policy, l->rule->taint->rule, 0);
    t->guard_uses.len = 0;
    mln_taint_use_guards(t, l->rule->taint, bits);
    input.guard_uses = t->guard_uses.data;
    input.guard_use_count = t->guard_uses.len;
    const mln_flow_hit *hits;
    bool spent;
    mln_solver_run(t->solver, &input, &t->arena, &hits, count, &spent);
    const mln_flow_hit *begins = NULL;
    for (uint32_t i = 0; i < *count; i++) {
        const mln_mark_origin *sink = &t->marks.origins.data[chosen[hits[i].sink].id];
        const mln_mark_origin *source = &t->marks.origins.data[chosen[hits[i].source].id];
        if (mln_explain_covers(l->x, sink->span))
            return &hits[i];
        if (!begins && mln_explain_covers(l->x, source->span))
            begins = &hits[i];
    }
    return begins;
}

/* ---- what stopped a value ---- */

static uint32_t find_root(const mln_facts *facts, uint32_t value)
{
    return mln_facts_skip_copies(facts, value);
}

/* The line of a condition that speaks of a value on the way: the first in the code. */
static uint32_t find_condition(const looker *l, const mln_flow_hit *hit)
{
    const mln_facts *facts = &l->t->facts;
    uint32_t best = UINT32_MAX;
    for (uint32_t v = 0; v < facts->value_count; v++) {
        if (mln_facts_op(facts, v) != MLN_FLOW_REFINE)
            continue;
        uint32_t cond = mln_facts_operands(facts, v)[1].value;
        uint32_t root = find_root(facts, mln_facts_operands(facts, v)[0].value);
        for (uint32_t s = 0; s < hit->step_count; s++)
            if (find_root(facts, hit->steps[s].value) == root && facts->start[cond] < best)
                best = facts->start[cond];
    }
    return best == UINT32_MAX ? 0 : mln_explain_get_line(l->x, best);
}

/* The call on the way that nothing is known of. */
static uint32_t find_call(const looker *l, const mln_flow_hit *hit)
{
    for (uint32_t s = 1; s < hit->step_count; s++) {
        const mln_flow_step *step = &hit->steps[s];
        if (mln_facts_op(&l->t->facts, step->value) == MLN_FLOW_CALL &&
            (step->kind == MLN_STEP_THROUGH || step->kind == MLN_STEP_SINK))
            return step->value;
    }
    return MLN_FLOW_NONE;
}

/* The sanitizer without which the value arrives; NULL when it takes several. */
static const mln_mark_origin *find_sanitizer(looker *l)
{
    for (uint32_t i = 0; i < l->t->marks.origins.len; i++) {
        if (l->t->marks.origins.data[i].kind != MLN_MARK_SANITIZER)
            continue;
        uint32_t count;
        const mln_mark *marks;
        l->kept = i;
        if (try(l, NO_SANITIZERS, &count, &marks))
            return &l->t->marks.origins.data[i];
    }
    return NULL;
}

/* "a value of line 3 would reach this line": how sentences about a way begin. */
static const char *begin(const looker *l, const mln_flow_hit *hit, const mln_mark *marks,
                         char text[96])
{
    const mln_marks *m = &l->t->marks;
    uint32_t from = mln_explain_get_line(l->x, m->origins.data[marks[hit->source].id].span.start);
    uint32_t to = mln_explain_get_line(l->x, m->origins.data[marks[hit->sink].id].span.start);
    if (from == l->x->line && to == l->x->line)
        snprintf(text, 96, "a value of this line would reach its sink");
    else if (from == l->x->line)
        snprintf(text, 96, "a value of this line would reach line %u", to);
    else
        snprintf(text, 96, "a value of line %u would reach this line", from);
    return text;
}

static void say_sanitizer(looker *l, const char *start, mln_explanation *e)
{
    const mln_mark_origin *sanitizer = find_sanitizer(l);
    if (!sanitizer) {
        mln_explain_say(l->x, e, "%s; sanitizers make it harmless on every way", start);
        return;
    }
    mln_way way = mln_taint_make_way(l->t, l->x->scan);
    e->line = mln_explain_get_line(l->x, sanitizer->span.start);
    mln_explain_say(l->x, e, "%s; the sanitizer `%.*s` (line %u) makes it harmless", start,
                    MLN_STR_ARGS(mln_way_quote(&way, sanitizer->span)), e->line);
}

static void say_stopped(looker *l, trial which, const mln_flow_hit *hit, const mln_mark *marks,
                        mln_explanation *e)
{
    char start[96];
    (void)begin(l, hit, marks, start);
    e->verdict = MLN_VERDICT_STOPPED;
    if (which == NO_SANITIZERS) {
        say_sanitizer(l, start, e);
    } else if (which == NO_CONDITIONS) {
        e->line = find_condition(l, hit);
        if (e->line)
            mln_explain_say(l->x, e, "%s; a condition (line %u) makes it harmless", start, e->line);
        else
            mln_explain_say(l->x, e, "%s; a condition makes it harmless", start);
    } else if (which == NO_HARMLESS) {
        mln_explain_say(l->x, e,
                        "%s, but only as something that this rule holds harmless: a number, a "
                        "comparison, a key, a fixed prefix",
                        start);
    } else if (which == KNOWN_CALLS) {
        uint32_t call = find_call(l, hit);
        mln_way way = mln_taint_make_way(l->t, l->x->scan);
        if (call != MLN_FLOW_NONE) {
            e->line = mln_explain_get_line(l->x, l->t->facts.start[call]);
            mln_explain_say(l->x, e, "%s, were it known what the call `%.*s` (line %u) gives back",
                            start, MLN_STR_ARGS(mln_way_get_callee(&way, call)), e->line);
        } else {
            mln_explain_say(l->x, e, "%s, were it known what the calls on the way give back",
                            start);
        }
    } else {
        mln_explain_say(l->x, e, "%s through calls, with --flow file", start);
    }
}

static bool find_stop(looker *l, mln_explanation *e)
{
    for (trial which = NO_SANITIZERS; which < TRIALS; which++) {
        uint32_t count;
        const mln_mark *marks;
        if (which == ALL_CALLS && l->x->scan->options->flow == MLN_REACH_FILE)
            continue;
        l->kept = UINT32_MAX;
        const mln_flow_hit *hit = try(l, which, &count, &marks);
        if (hit) {
            say_stopped(l, which, hit, marks, e);
            return true;
        }
    }
    return false;
}

/* ---- one rule ---- */

static void count_origins(const looker *l, mln_explanation *e)
{
    e->has_flow = true;
    for (uint32_t i = 0; i < l->t->marks.origins.len; i++) {
        const mln_mark_origin *origin = &l->t->marks.origins.data[i];
        bool here = mln_explain_covers(l->x, origin->span);
        e->sources += origin->kind == MLN_MARK_SOURCE;
        e->sinks += origin->kind == MLN_MARK_SINK;
        e->sanitizers += origin->kind == MLN_MARK_SANITIZER;
        e->line_sources += here && origin->kind == MLN_MARK_SOURCE;
        e->line_sinks += here && origin->kind == MLN_MARK_SINK;
    }
}

static void say_found(const looker *l, const mln_flow_hit *hit, const mln_mark *marks,
                      mln_explanation *e)
{
    mln_taint *t = l->t;
    const mln_mark_origin *source = &t->marks.origins.data[marks[hit->source].id];
    const mln_mark_origin *sink = &t->marks.origins.data[marks[hit->sink].id];
    uint32_t from = mln_explain_get_line(l->x, source->span.start);
    mln_way way = mln_taint_make_way(t, l->x->scan);
    mln_str code = mln_way_quote(&way, source->span);
    e->line = from;
    if (mln_explain_covers(l->x, sink->span)) {
        e->verdict = MLN_VERDICT_FOUND;
        mln_explain_say(l->x, e, "`%.*s` of line %u reaches it", MLN_STR_ARGS(code), from);
    } else {
        e->verdict = MLN_VERDICT_LEADS;
        e->line = mln_explain_get_line(l->x, sink->span.start);
        mln_explain_say(l->x, e, "`%.*s` comes from here and is found on line %u",
                        MLN_STR_ARGS(code), e->line);
    }
}

static void explain_marks(looker *l, mln_explanation *e)
{
    const mln_mark *marks;
    uint32_t count;
    count_origins(l, e);
    const mln_flow_hit *hit = try(l, AS_IT_IS, &count, &marks);
    e->findings = count;
    if (hit) {
        say_found(l, hit, marks, e);
    } else if ((e->line_sinks || e->line_sources) && find_stop(l, e)) {
        return;
    } else if (e->line_sinks) {
        e->verdict = MLN_VERDICT_SINK;
        mln_explain_say(l->x, e, "a sink is here; no source reaches it");
    } else if (e->line_sources) {
        e->verdict = MLN_VERDICT_SOURCE;
        mln_explain_say(l->x, e, "a source is here; it reaches no sink");
    } else {
        e->verdict = count ? MLN_VERDICT_ELSEWHERE : MLN_VERDICT_SILENT;
        mln_explain_say(l->x, e, "neither a source nor a sink is here");
    }
}

static mln_str find_missing(const mln_explainer *x, const mln_engine_spec *specs, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const mln_compiled *formula = mln_taint_get_formula(x->scan, &specs[i]);
        if (!formula)
            return specs[i].spec->model;
        mln_str missing = mln_evaluator_find_missing(x->scan->evaluator, formula);
        if (missing.len)
            return missing;
    }
    return MLN_STR("");
}

/* Whether the file can have something of a list of specs at all; if not, it is said why. */
static bool may_have(mln_explainer *x, mln_api_role_kind kind, const mln_engine_spec *specs,
                     uint32_t count, mln_explanation *e)
{
    for (uint32_t i = 0; i < count; i++)
        if (mln_gate_may_have(x->taint, x->scan, kind, &specs[i]))
            return true;
    const char *what = kind == MLN_API_SINK ? "sink" : "source";
    e->verdict = MLN_VERDICT_ABSENT;
    mln_str missing = find_missing(x, specs, count);
    if (missing.len)
        mln_explain_say(x, e, "no %s can be in the file: it has no `%.*s`", what,
                        MLN_STR_ARGS(missing));
    else
        mln_explain_say(x, e, "no %s can be in the file", what);
    return false;
}

void mln_explain_taint(mln_explainer *x, const mln_engine_rule *rule, mln_explanation *e)
{
    const mln_engine_taint *taint = rule->taint;
    mln_taint *t = x->taint;
    if (!may_have(x, MLN_API_SINK, taint->sinks, taint->rule->sink_count, e) ||
        !may_have(x, MLN_API_SOURCE, taint->sources, taint->rule->source_count, e))
        return;
    mln_explain_need_facts(x);
    mln_candidate c = {.rule = rule};
    c.ranges = MLN_ARENA_ARRAY(&t->arena, mln_spec_ranges, taint->spec_count + 1);
    bool sinks =
        mln_taint_evaluate(t, x->scan, &c, MLN_API_SINK, taint->sinks, taint->rule->sink_count);
    bool sources = mln_taint_evaluate(t, x->scan, &c, MLN_API_SOURCE, taint->sources,
                                      taint->rule->source_count);
    mln_vec_clear(&t->rules);
    mln_vec_add(&t->rules, c);
    mln_marks_clear(&t->marks);
    looker l = {.x = x, .t = t, .rule = rule, .kept = UINT32_MAX};
    if (sinks && sources && mln_taint_mark(t, x->scan, 0, 0)) {
        explain_marks(&l, e);
        return;
    }
    /* Marks were taken back: say which of the two is missing. */
    mln_marks_look(&t->marks, taint, c.ranges);
    count_origins(&l, e);
    e->verdict = e->line_sinks     ? MLN_VERDICT_SINK
                 : e->line_sources ? MLN_VERDICT_SOURCE
                                   : MLN_VERDICT_SILENT;
    mln_explain_say(x, e, "the file has no %s of this rule%s", e->sinks ? "source" : "sink",
                    e->line_sinks     ? "; a sink is here"
                    : e->line_sources ? "; a source is here"
                                      : "");
}

static bool has_set(const mln_explainer *x, const mln_option_rule *rule, uint32_t set)
{
    for (const mln_option_rule *part = rule; part; part = part->next)
        for (uint32_t i = 0; i < part->call_count; i++)
            if (mln_api_find_set(x->taint->engine->api, part->calls[i]) == set)
                return true;
    return false;
}

/* An option rule that finds nothing on the line: whether it looks at a call there. */
static void explain_calls(mln_explainer *x, const mln_engine_rule *rule, mln_explanation *e)
{
    const mln_taint *t = x->taint;
    uint32_t calls = 0, here = 0;
    for (uint32_t i = 0; i < t->resolution.role_count; i++) {
        const mln_role_hit *hit = &t->resolution.roles[i];
        if (hit->role->kind != MLN_API_CALL || !has_set(x, rule->rule->option, hit->role->set))
            continue;
        calls++;
        here += mln_explain_covers(
            x, (mln_span){t->facts.start[hit->value], t->facts.stop[hit->value]});
    }
    e->verdict = here ? MLN_VERDICT_HELD : e->findings ? MLN_VERDICT_ELSEWHERE : MLN_VERDICT_SILENT;
    if (here)
        mln_explain_say(x, e, "what it asks for does not hold of the call, or cannot be known");
    else
        mln_explain_say(x, e, "it speaks of calls; the file has %u of them, none here", calls);
}

void mln_explain_option(mln_explainer *x, const mln_engine_rule *rule, mln_explanation *e)
{
    mln_taint *t = x->taint;
    const mln_option_hit *hits;
    uint32_t count;
    bool spent;
    mln_explain_need_facts(x);
    mln_option_find(t->finder, t->engine->option_program, &t->resolution, &t->arena, &hits, &count,
                    &spent);
    for (uint32_t i = 0; i < count; i++) {
        if (&t->engine->rules.data[t->engine->options.data[hits[i].rule]] != rule)
            continue;
        mln_span call = {t->facts.start[hits[i].call], t->facts.stop[hits[i].call]};
        mln_span value = {t->facts.start[hits[i].value], t->facts.stop[hits[i].value]};
        e->findings++;
        if (e->text.len || !(mln_explain_covers(x, call) || mln_explain_covers(x, value)))
            continue;
        mln_way way = mln_taint_make_way(t, x->scan);
        e->verdict = MLN_VERDICT_FOUND;
        e->line = mln_explain_get_line(x, value.start);
        mln_explain_say(x, e, "`%.*s` of line %u is what it looks for",
                        MLN_STR_ARGS(mln_way_quote(&way, value)), e->line);
    }
    if (!e->text.len)
        explain_calls(x, rule, e);
}
