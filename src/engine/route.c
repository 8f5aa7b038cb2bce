/* The rules of mode route: from routes that lack a control to findings. */
#include "engine/taint_p.h"

#include "base/ascii.h"

#include "base/banned.h"

/* From the registering call's begin to the end of its path, or of its callee: one line, as a rule.
 */
static mln_span get_span(const mln_facts *facts, const mln_route *route)
{
    mln_span span = {facts->start[route->call], facts->stop[route->call]};
    const mln_flow_operand *operands = mln_facts_operands(facts, route->call);
    uint32_t callee = operands[0].value, stop = facts->stop[callee];
    if (facts->count[route->call] > 2) {
        uint32_t first = mln_facts_skip_copies(facts, operands[2].value);
        if (mln_facts_op(facts, first) == MLN_FLOW_CONST)
            stop = facts->stop[operands[2].value];
    }
    if (stop > span.start && stop <= span.stop)
        span.stop = stop;
    return span;
}

static mln_str get_title(mln_taint *t, const mln_route *route)
{
    mln_buf_clear(&t->text);
    for (uint32_t i = 0; i < route->method.len; i++)
        mln_buf_add_char(&t->text, mln_ascii_to_upper(route->method.ptr[i]));
    if (route->path.len) {
        if (t->text.len)
            mln_buf_add_char(&t->text, ' ');
        mln_buf_add_str(&t->text, route->path);
    }
    return (mln_str){mln_arena_dup(&t->arena, t->text.data, t->text.len), (uint32_t)t->text.len};
}

static mln_str join(mln_taint *t, const char *text, mln_str more)
{
    mln_buf_clear(&t->text);
    mln_buf_addf(&t->text, "%s%.*s", text, MLN_STR_ARGS(more));
    return (mln_str){mln_arena_dup(&t->arena, t->text.data, t->text.len), (uint32_t)t->text.len};
}

static void add_finding(mln_taint *t, mln_file_scan *scan, const mln_route_hit *hit)
{
    const mln_engine_rule *rule = &t->engine->rules.data[t->engine->routes.data[hit->rule]];
    const mln_facts *facts = &t->facts;
    if (!mln_taint_is_active(scan, rule) ||
        (hit->role && hit->role->precision < (uint8_t)scan->options->precision))
        return;
    mln_way way = mln_taint_make_way(t, scan);
    mln_span span = get_span(facts, hit->route);
    mln_str title = get_title(t, hit->route);
    mln_record_step steps[2];
    uint32_t count = 0;
    mln_vec_clear(&t->words);
    mln_taint_add_word(t, MLN_STR("$ROUTE"), title.len ? title : MLN_STR("this route"), span);
    if (hit->reached != MLN_FLOW_NONE) {
        mln_span place = {facts->start[hit->reached], facts->stop[hit->reached]};
        mln_str what = mln_way_get_callee(&way, hit->reached);
        if (!what.len)
            what = mln_way_quote(&way, place);
        mln_taint_add_word(t, MLN_STR("$REACHED"), what, place);
        steps[count++] = (mln_record_step){place, place, join(t, "the handler reaches ", what)};
    } else {
        mln_taint_add_word(t, MLN_STR("$REACHED"), MLN_STR("its work"), span);
    }
    steps[count++] = (mln_record_step){span, span, join(t, "registered: ", title)};
    mln_record_place place = {.span = span,
                              .words = t->words.data,
                              .word_count = t->words.len,
                              .steps = steps,
                              .step_count = count > 1 ? count : 0};
    uint32_t before = scan->run.findings.len;
    mln_record_add(scan, rule, &place);
    if (scan->run.findings.len > before && hit->route->open && rule->rule->route->anywhere)
        scan->run.findings.data[before].unless_global = (uint8_t)(hit->rule + 1);
}

void mln_taint_run_routes(mln_taint *t, mln_file_scan *scan)
{
    const mln_route_hit *hits;
    uint32_t count;
    uint64_t global;
    mln_route_find(t->router, t->engine->route_program, &t->resolution, t->regex, &t->arena, &hits,
                   &count, &global);
    for (uint32_t i = 0; i < count; i++)
        add_finding(t, scan, &hits[i]);
    scan->run.files.data[scan->file].global_controls |= global;
}
