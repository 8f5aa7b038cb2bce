#include "engine/explain_p.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "secrets/mask.h"

#include "base/banned.h"

const char *mln_verdict_get_id(mln_verdict verdict)
{
    static const char *const ids[] = {
#define MLN_VERDICT(NAME, id, text) id,
#include "engine/verdict_list.h"
#undef MLN_VERDICT
    };
    return ids[verdict];
}

const char *mln_verdict_get_text(mln_verdict verdict)
{
    static const char *const texts[] = {
#define MLN_VERDICT(NAME, id, text) text,
#include "engine/verdict_list.h"
#undef MLN_VERDICT
    };
    return texts[verdict];
}

void mln_explained_release(mln_explained *explained)
{
    mln_vec_release(&explained->list);
    mln_arena_release(&explained->arena);
    *explained = (mln_explained){0};
}

/* ---- shared ---- */

uint32_t mln_explain_get_line(const mln_explainer *x, uint32_t offset)
{
    return mln_source_get_line(&x->scan->source, offset);
}

bool mln_explain_covers(const mln_explainer *x, mln_span span)
{
    uint32_t stop = span.stop > span.start ? span.stop - 1 : span.stop;
    return mln_explain_get_line(x, span.start) <= x->line &&
           mln_explain_get_line(x, stop) >= x->line;
}

static mln_str keep(mln_explainer *x, mln_str text)
{
    return (mln_str){mln_arena_dup(&x->out->arena, text.ptr ? text.ptr : "", text.len), text.len};
}

void mln_explain_say(mln_explainer *x, mln_explanation *e, const char *format, ...)
{
    char text[1024];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (len < 0)
        len = 0;
    e->text = keep(
        x, (mln_str){text, (size_t)len < sizeof text ? (uint32_t)len : (uint32_t)sizeof text - 1});
}

void mln_explain_need_facts(mln_explainer *x)
{
    if (!x->has_facts)
        mln_taint_make_facts(x->taint, x->scan);
    x->has_facts = true;
}

/* ---- searches ---- */

static void explain_search(mln_explainer *x, const mln_engine_rule *rule, mln_explanation *e)
{
    mln_file_scan *scan = x->scan;
    const mln_compiled *compiled = scan->source.lang == MLN_LANG_C ? rule->c : rule->ecma;
    mln_str missing = mln_evaluator_find_missing(scan->evaluator, compiled);
    if (missing.len) {
        e->verdict = MLN_VERDICT_ABSENT;
        mln_explain_say(x, e, "the file has no `%.*s`", MLN_STR_ARGS(missing));
        return;
    }
    const mln_range *ranges;
    uint32_t count, first = 0;
    bool spent, here = false;
    mln_evaluator_run(scan->evaluator, compiled, &ranges, &count, &spent);
    for (uint32_t i = 0; i < count; i++) {
        here |= mln_explain_covers(x, ranges[i].span);
        uint32_t line = mln_explain_get_line(x, ranges[i].span.start);
        if (!first || line < first)
            first = line;
    }
    e->findings = count;
    if (here) {
        e->verdict = MLN_VERDICT_FOUND;
        mln_explain_say(x, e, "its pattern matches");
    } else if (count) {
        e->verdict = MLN_VERDICT_ELSEWHERE;
        e->line = first;
        mln_explain_say(x, e, "%u match%s on other lines, the first on line %u", count,
                        count == 1 ? "" : "es", first);
    } else {
        e->verdict = MLN_VERDICT_SILENT;
        mln_explain_say(x, e, "its pattern matches nothing in the file");
    }
}

/* ---- routes, secrets and text ---- */

/* Rules that need no alternatives tried: what a scan of the file finds is all that is said. */
static void explain_found(mln_explainer *x, const mln_engine_rule *rule, mln_explanation *e)
{
    if (!x->has_whole) {
        mln_file_scan_init(&x->whole, x->scan->engine, x->scan->options);
        mln_file_scan_run(&x->whole, x->file);
        x->has_whole = true;
    }
    uint32_t first = 0;
    bool here = false;
    for (uint32_t i = 0; i < x->whole.run.findings.len; i++) {
        const mln_finding *finding = &x->whole.run.findings.data[i];
        if (finding->rule != rule->card)
            continue;
        e->findings++;
        here |= mln_explain_covers(x, finding->region.span);
        if (!first || finding->region.start.line < first)
            first = finding->region.start.line;
    }
    if (here) {
        e->verdict = MLN_VERDICT_FOUND;
        mln_explain_say(x, e, "it finds it");
    } else if (e->findings) {
        e->verdict = MLN_VERDICT_ELSEWHERE;
        e->line = first;
        mln_explain_say(x, e, "%u finding%s on other lines, the first on line %u", e->findings,
                        e->findings == 1 ? "" : "s", first);
    } else {
        e->verdict = MLN_VERDICT_SILENT;
        mln_explain_say(x, e, "it finds nothing in the file");
    }
}

/* ---- the file ---- */

/* Whether the rule speaks of the language, or of text in any. */
static bool is_for(const mln_explainer *x, const mln_engine_rule *rule)
{
    return rule->text || rule->rule->mode == MLN_RULE_SECRET ||
           (mln_rule_get_langs(rule->rule) & MLN_LANG_BIT(x->scan->source.lang));
}

static void explain_rule(mln_explainer *x, const mln_engine_rule *rule)
{
    mln_explanation e = {.card = &rule->rule->card, .mode = rule->rule->mode};
    if (!mln_file_scan_wants(x->scan, rule->rule)) {
        e.verdict = MLN_VERDICT_EXCLUDED;
        mln_explain_say(x, &e, "its `paths:` leave this file out");
    } else if (rule->text || rule->rule->mode == MLN_RULE_SECRET) {
        explain_found(x, rule, &e);
    } else if (rule->rule->mode == MLN_RULE_SEARCH) {
        explain_search(x, rule, &e);
    } else if (!x->taint) {
        e.verdict = MLN_VERDICT_OFF;
        mln_explain_say(x, &e, "it needs the flow of values");
    } else if (rule->taint) {
        mln_explain_taint(x, rule, &e);
    } else if (rule->rule->route) {
        explain_found(x, rule, &e);
    } else {
        mln_explain_option(x, rule, &e);
    }
    mln_vec_add(&x->out->list, e);
}

static int compare_explanations(const void *left, const void *right)
{
    const mln_explanation *a = left, *b = right;
    if (a->verdict != b->verdict)
        return a->verdict < b->verdict ? -1 : 1;
    return mln_str_compare(a->card->id, b->card->id);
}

/* The line, with what a detector takes for a secret covered. */
static mln_str quote_line(mln_explainer *x)
{
    mln_source *source = &x->scan->source;
    mln_str line = mln_str_trim(mln_source_get_line_text(source, x->line));
    char *text = mln_arena_dup(&x->out->arena, line.ptr, line.len);
    for (uint32_t i = 0; x->has_whole && i < x->whole.secrets.len; i++) {
        mln_span span = x->whole.secrets.data[i];
        (void)mln_mask_cover_all(text, line.len,
                                 (mln_str){source->text.ptr + span.start, span.stop - span.start});
    }
    return (mln_str){text, line.len};
}

static mln_status explain_line(mln_explainer *x)
{
    mln_file_scan *scan = x->scan;
    if (!x->line || x->line > mln_source_get_line_count(&scan->source))
        return MLN_NOT_FOUND;
    x->out->lang = scan->source.lang;
    if (scan->options->flow != MLN_REACH_OFF) {
        x->taint = scan->taint = mln_taint_new(scan->engine);
        mln_taint_begin(x->taint, scan);
    }
    for (uint32_t i = 0; i < scan->engine->rules.len; i++) {
        const mln_engine_rule *rule = &scan->engine->rules.data[i];
        if (is_for(x, rule))
            explain_rule(x, rule);
    }
    x->out->code = quote_line(x);
    if (x->out->list.len)
        qsort(x->out->list.data, x->out->list.len, sizeof *x->out->list.data, compare_explanations);
    return MLN_OK;
}

mln_status mln_explain(const mln_engine *engine, const mln_engine_options *options,
                       const mln_engine_file *file, uint32_t line, mln_explained *explained)
{
    mln_file_scan scan;
    mln_status status;
    *explained = (mln_explained){0};
    mln_explainer x = {.out = explained, .scan = &scan, .file = file, .line = line};
    mln_file_scan_init(&scan, engine, options);
    if (mln_file_scan_open(&scan, file)) {
        status = explain_line(&x);
    } else {
        status = MLN_UNSUPPORTED;
        explained->refusal = MLN_STR("it cannot be parsed");
        if (scan.run.skips.len)
            explained->refusal = mln_str_of(mln_skip_get_text(scan.run.skips.data[0].reason));
    }
    if (x.has_whole)
        mln_file_scan_release(&x.whole);
    mln_file_scan_release(&scan);
    return status;
}
