#include "engine/engine.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/thread.h"
#include "engine/file_scan.h"
#include "engine/gate.h"
#include "engine/taint_rule.h"

#include "base/banned.h"

/* ---- rules ---- */

/* Compiles a search for each of its languages. */
static mln_status compile_search(mln_engine *engine, const mln_rule *rule, mln_engine_rule *made,
                                 mln_program_error *error)
{
    mln_lang_set c = MLN_LANG_BIT(MLN_LANG_C);
    mln_program_target target = {rule->subject, MLN_LANG_TSX};
    mln_status status = MLN_OK;
    if (rule->subject != MLN_SUBJECT_CODE)
        return mln_program_add(engine->program, rule->formula, target, &rule->options, &made->text,
                               error);
    if (rule->langs & ~c)
        status = mln_program_add(engine->program, rule->formula, target, &rule->options,
                                 &made->ecma, error);
    target.lang = MLN_LANG_C;
    if (status == MLN_OK && (rule->langs & c))
        status = mln_program_add(engine->program, rule->formula, target, &rule->options, &made->c,
                                 error);
    return status;
}

static mln_status add_rule(mln_engine *engine, mln_ruleset *set, mln_rule *rule, mln_diags *diags)
{
    mln_engine_rule made = {.rule = rule};
    mln_program_error error;
    mln_status status = MLN_OK;
    if (rule->taint)
        status = mln_engine_taint_compile(engine->program, engine->api, rule, &engine->arena,
                                          &made.taint, &error);
    else if (!rule->option && !rule->route && !rule->detector)
        status = compile_search(engine, rule, &made, &error);
    if (status == MLN_OK) {
        engine->has_text |= made.text != NULL;
        engine->has_flow |= rule->taint || rule->option || rule->route;
        if (rule->option) {
            made.gates = mln_gate_make(engine->program, engine->api, rule->option, &engine->arena,
                                       &made.gate_count);
            mln_vec_add(&engine->options, engine->rules.len);
        }
        if (rule->route)
            mln_vec_add(&engine->routes, engine->rules.len);
        if (rule->detector)
            mln_vec_add(&engine->detectors, engine->rules.len);
        mln_vec_add(&engine->rules, made);
        return MLN_OK;
    }
    size_t len = strlen(error.text);
    if (status == MLN_UNSUPPORTED) {
        engine->refused++;
        rule->state = MLN_RULE_REFUSED;
        rule->why = (mln_str){mln_arena_dup(&set->arena, error.text, len), (uint32_t)len};
        return MLN_OK;
    }
    mln_diags_add(diags, MLN_DIAG_ERROR, "bad-pattern", rule->file, error.line, error.column,
                  rule->card.id, "rule %.*s: %s", MLN_STR_ARGS(rule->card.id), error.text);
    return MLN_SYNTAX;
}

static void make_options(mln_engine *engine)
{
    const mln_option_rule **rules =
        MLN_ARENA_ARRAY(&engine->arena, const mln_option_rule *, engine->options.len + 1);
    for (uint32_t i = 0; i < engine->options.len; i++)
        rules[i] = engine->rules.data[engine->options.data[i]].rule->option;
    engine->option_program = mln_option_program_new(engine->api, rules, engine->options.len);
}

static void make_routes(mln_engine *engine, const mln_models *models)
{
    const mln_route_rule **rules =
        MLN_ARENA_ARRAY(&engine->arena, const mln_route_rule *, engine->routes.len + 1);
    for (uint32_t i = 0; i < engine->routes.len; i++)
        rules[i] = engine->rules.data[engine->routes.data[i]].rule->route;
    engine->route_program = mln_route_program_new(engine->api, rules, engine->routes.len,
                                                  models ? models->declared.data : NULL,
                                                  models ? models->declared.len : 0);
}

/* Compiles the detectors together. */
static mln_status make_secrets(mln_engine *engine, mln_diags *diags)
{
    uint32_t count = engine->detectors.len;
    const mln_detector **list =
        MLN_ARENA_ARRAY(&engine->arena, const mln_detector *, (size_t)count + 1);
    for (uint32_t i = 0; i < count; i++)
        list[i] = engine->rules.data[engine->detectors.data[i]].rule->detector;
    uint32_t bad;
    char error[256] = "";
    if (!count ||
        mln_secrets_new(&engine->secrets, list, count, &bad, error, sizeof error) == MLN_OK)
        return MLN_OK;
    const mln_rule *rule =
        engine->rules.data[engine->detectors.data[bad < count ? bad : count - 1]].rule;
    mln_diags_add(diags, MLN_DIAG_ERROR, "bad-regex", rule->file, rule->line, 0, rule->card.id,
                  "rule %.*s: %s", MLN_STR_ARGS(rule->card.id), error);
    return MLN_SYNTAX;
}

static void expect(mln_program *program, const mln_rule *rule, const mln_formula *formula)
{
    mln_lang_set c = MLN_LANG_BIT(MLN_LANG_C);
    if (!formula)
        return;
    if (rule->langs & ~c)
        mln_program_expect(program, formula, (mln_program_target){rule->subject, MLN_LANG_TSX});
    if (rule->langs & c)
        mln_program_expect(program, formula, (mln_program_target){rule->subject, MLN_LANG_C});
}

static void expect_specs(mln_program *program, const mln_rule *rule, const mln_taint_spec *specs,
                         uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        expect(program, rule, specs[i].formula);
}

/* Reads the patterns of all rules that are going to run. */
static void read_ahead(mln_program *program, const mln_ruleset *rules, uint32_t workers)
{
    for (uint32_t i = 0; i < rules->rules.len; i++) {
        const mln_rule *rule = &rules->rules.data[i];
        if (rule->state == MLN_RULE_OTHER_LANGUAGE || rule->state == MLN_RULE_REFUSED)
            continue;
        expect(program, rule, rule->formula);
        const mln_taint_rule *taint = rule->taint;
        if (!taint)
            continue;
        expect_specs(program, rule, taint->sources, taint->source_count);
        expect_specs(program, rule, taint->sinks, taint->sink_count);
        expect_specs(program, rule, taint->sanitizers, taint->sanitizer_count);
        expect_specs(program, rule, taint->propagators, taint->propagator_count);
    }
    mln_program_read_ahead(program, workers);
}

mln_status mln_engine_new(mln_engine **engine, mln_ruleset *rules, const mln_models *models,
                          uint32_t jobs, mln_diags *diags)
{
    mln_engine *made = mln_mem_new(1, sizeof *made);
    mln_status status = MLN_OK;
    made->program = mln_program_new();
    made->ruleset = rules;
    if (models) {
        made->api = models->api;
    } else {
        made->api = made->own_api = mln_api_new();
        mln_api_freeze(made->own_api);
    }
    read_ahead(made->program, rules, jobs ? jobs : mln_thread_get_cpu_count());
    for (uint32_t i = 0; i < rules->rules.len; i++) {
        mln_rule *rule = &rules->rules.data[i];
        if (rule->state == MLN_RULE_OTHER_LANGUAGE)
            made->other_language++;
        else if (rule->state == MLN_RULE_REFUSED)
            made->refused++;
        else if (add_rule(made, rules, rule, diags) != MLN_OK)
            status = MLN_SYNTAX;
    }
    for (uint32_t i = 0; i < made->rules.len; i++)
        made->rules.data[i].card = i;
    mln_program_finish(made->program);
    make_options(made);
    make_routes(made, models);
    if (make_secrets(made, diags) != MLN_OK)
        status = MLN_SYNTAX;
    *engine = made;
    return status;
}

void mln_engine_free(mln_engine *engine)
{
    if (!engine)
        return;
    mln_program_free(engine->program);
    mln_option_program_free(engine->option_program);
    mln_route_program_free(engine->route_program);
    mln_api_free(engine->own_api);
    mln_vec_release(&engine->rules);
    mln_vec_release(&engine->options);
    mln_vec_release(&engine->routes);
    mln_secrets_free(engine->secrets);
    mln_vec_release(&engine->detectors);
    mln_arena_release(&engine->arena);
    mln_mem_free(engine);
}

bool mln_engine_reads_text(const mln_engine *engine)
{
    return engine->secrets || engine->has_text;
}

/* ---- the scan ---- */

typedef struct {
    const mln_engine *engine;
    const mln_engine_options *options;
    mln_file_scan *scans; /* by worker */
    uint32_t *order;      /* files, the largest first */
    _Atomic uint32_t done;
} scan_job;

static void scan_one(void *context, uint32_t index, uint32_t worker)
{
    scan_job *job = context;
    mln_file_scan *scan = &job->scans[worker];
    if (!scan->engine)
        mln_file_scan_init(scan, job->engine, job->options);
    mln_file_scan_run(scan, &job->options->files[job->order[index]]);
    uint32_t done = atomic_fetch_add_explicit(&job->done, 1, memory_order_relaxed) + 1;
    if (worker == 0 && job->options->progress)
        job->options->progress(job->options->progress_context, done, job->options->file_count);
}

typedef struct {
    uint64_t bytes;
    uint32_t index;
} sized;

static int compare_sizes(const void *left, const void *right)
{
    const sized *a = left, *b = right;
    if (a->bytes != b->bytes)
        return a->bytes > b->bytes ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

static uint32_t *make_order(const mln_engine_options *options)
{
    sized *files = mln_mem_new(options->file_count, sizeof *files);
    uint32_t *order = mln_mem_new(options->file_count, sizeof *order);
    for (uint32_t i = 0; i < options->file_count; i++)
        files[i] = (sized){options->files[i].bytes, i};
    qsort(files, options->file_count, sizeof *files, compare_sizes);
    for (uint32_t i = 0; i < options->file_count; i++)
        order[i] = files[i].index;
    mln_mem_free(files);
    return order;
}

/* A worker's finding as one of the run's, which has `shift` files already. */
static mln_finding take_finding(mln_run *run, const mln_finding *from, uint32_t shift)
{
    mln_finding finding = *from;
    finding.file += shift;
    mln_step *steps = MLN_ARENA_ARRAY(&run->arena, mln_step, finding.step_count + 1);
    for (uint32_t s = 0; s < finding.step_count; s++) {
        steps[s] = finding.steps[s];
        steps[s].file += shift;
    }
    finding.steps = steps;
    return finding;
}

/* Moves one worker's record into the run's, its texts with it. */
static void merge(mln_run *run, mln_run *from)
{
    uint32_t shift = run->files.len;
    mln_arena_adopt(&run->arena, &from->arena);
    for (uint32_t i = 0; i < from->files.len; i++)
        mln_vec_add(&run->files, from->files.data[i]);
    for (uint32_t i = 0; i < from->findings.len; i++)
        mln_vec_add(&run->findings, take_finding(run, &from->findings.data[i], shift));
    for (uint32_t i = 0; i < from->remarks.len; i++) {
        mln_remark remark = from->remarks.data[i];
        remark.file += shift;
        mln_vec_add(&run->remarks, remark);
    }
    for (uint32_t i = 0; i < from->skips.len; i++) {
        mln_vec_add(&run->skips, from->skips.data[i]);
        run->skip_counts[from->skips.data[i].reason]++;
    }
    for (uint32_t i = 0; i < from->costs.len; i++) {
        if (i == run->costs.len)
            mln_vec_add(&run->costs, (mln_run_cost){0});
        run->costs.data[i].nanoseconds += from->costs.data[i].nanoseconds;
        run->costs.data[i].files += from->costs.data[i].files;
    }
    for (uint32_t i = 0; i < MLN_PHASE_COUNT; i++)
        run->phases[i] += from->phases[i];
    mln_diags_merge(&run->diags, &from->diags);
    run->incomplete |= from->incomplete;
    run->bytes += from->bytes;
    run->lines += from->lines;
}

static void add_rules(const mln_engine *engine, mln_run *run)
{
    for (uint32_t i = 0; i < engine->rules.len; i++)
        mln_vec_add(&run->cards, engine->rules.data[i].rule->card);
    run->rules_loaded = engine->rules.len;
    run->rules_refused = engine->refused;
    run->rules_other_language = engine->other_language;
    for (uint32_t i = 0; i < engine->ruleset->rules.len; i++) {
        const mln_rule *rule = &engine->ruleset->rules.data[i];
        if (rule->state != MLN_RULE_REFUSED)
            continue;
        run->incomplete = true;
        mln_diags_add(&run->diags, MLN_DIAG_ERROR, "refused-rule", rule->file, rule->line, 0,
                      rule->card.id, "it does not run: %.*s", MLN_STR_ARGS(rule->why));
    }
}

/* Findings on routes that another file of the run turned out to protect. */
static void drop_protected(mln_run *run)
{
    uint32_t kept = 0, files[64] = {0};
    for (uint32_t f = 0; f < run->files.len; f++)
        for (uint64_t bits = run->files.data[f].global_controls; bits; bits &= bits - 1)
            files[__builtin_ctzll(bits)]++;
    for (uint32_t i = 0; i < run->findings.len; i++) {
        const mln_finding *finding = &run->findings.data[i];
        uint32_t bit = finding->unless_global;
        uint64_t own = run->files.data[finding->file].global_controls;
        if (bit && files[bit - 1] > (own >> (bit - 1) & 1))
            continue;
        run->findings.data[kept++] = run->findings.data[i];
    }
    run->findings.len = kept;
}

void mln_engine_scan(const mln_engine *engine, const mln_engine_options *options, mln_run *run)
{
    add_rules(engine, run);
    uint32_t workers = options->jobs ? options->jobs : mln_thread_get_cpu_count();
    if (options->stdin_text)
        workers = 1;
    else if (workers > options->file_count)
        workers = options->file_count ? options->file_count : 1;
    scan_job job = {.engine = engine, .options = options};
    job.scans = mln_mem_new(workers, sizeof *job.scans);
    if (options->stdin_text) {
        mln_file_scan_init(&job.scans[0], engine, options);
        mln_file_scan_run(&job.scans[0], NULL);
    } else {
        job.order = make_order(options);
        mln_thread_each(options->file_count, workers, scan_one, &job);
    }
    for (uint32_t w = 0; w < workers; w++) {
        merge(run, &job.scans[w].run);
        if (job.scans[w].engine)
            mln_file_scan_release(&job.scans[w]);
    }
    mln_mem_free(job.scans);
    mln_mem_free(job.order);
    drop_protected(run);
    mln_run_sort(run);
}
