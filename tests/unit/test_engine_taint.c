/* Rules about the flow of values, whole: what a range means, what a finding says, how far values
 * are followed, models, and the explanation of a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "engine/explain.h"

int mln_test_engine_taint(void);

typedef struct {
    mln_ruleset rules;
    mln_models models;
    mln_diags diags;
    mln_engine *engine;
} loaded;

#define HEAD(id) "- id: " id "\n  languages: [js]\n  mode: taint\n  severity: ERROR\n  message: "
#define SOURCE "  pattern-sources: [{pattern: source(...)}]\n"
#define SINK "  pattern-sinks: [{pattern: sink(...)}]\n"

static void load(loaded *l, const char *yaml, const char *models)
{
    *l = (loaded){0};
    mln_models_init(&l->models);
    mln_status status =
        mln_ruleset_add_text(&l->rules, MLN_STR("r.yaml"), mln_str_of(yaml), &l->diags);
    if (status == MLN_OK && models)
        status = mln_models_add_text(&l->models, MLN_STR("m.yaml"), mln_str_of(models), &l->diags);
    mln_models_finish(&l->models, &l->diags);
    if (status == MLN_OK)
        status = mln_engine_new(&l->engine, &l->rules, &l->models, 1, &l->diags);
    for (uint32_t i = 0; i < l->diags.list.len; i++)
        fail_msg("%s\n%u: %.*s", yaml, l->diags.list.data[i].line,
                 MLN_STR_ARGS(l->diags.list.data[i].text));
    assert_int_equal(status, MLN_OK);
}

static void unload(loaded *l)
{
    mln_engine_free(l->engine);
    mln_models_release(&l->models);
    mln_ruleset_release(&l->rules);
    mln_diags_release(&l->diags);
}

static void scan(const loaded *l, mln_run *run, const char *code, mln_reach flow,
                 mln_precision precision)
{
    mln_str text = mln_str_of(code);
    mln_engine_options options = {.stdin_text = &text,
                                  .stdin_path = MLN_STR("a.js"),
                                  .tests = MLN_TESTS_FULL,
                                  .flow = flow,
                                  .precision = precision};
    *run = (mln_run){0};
    mln_engine_scan(l->engine, &options, run);
}

/* The findings as "line:column message", one a line. */
static void expect(const loaded *l, const char *code, const char *expected)
{
    mln_run run;
    scan(l, &run, code, MLN_REACH_FILE, MLN_PRECISION_LOW);
    mln_buf found = {0};
    for (uint32_t i = 0; i < run.findings.len; i++)
        mln_buf_addf(&found, "%u:%u %.*s\n", run.findings.data[i].region.start.line,
                     run.findings.data[i].region.start.column_bytes,
                     MLN_STR_ARGS(run.findings.data[i].message));
    if (strcmp(mln_buf_get_text(&found), expected) != 0)
        fail_msg("%s\nfound:\n%sexpected:\n%s", code, mln_buf_get_text(&found), expected);
    mln_buf_release(&found);
    mln_run_release(&run);
}

/* ---- ranges ---- */

/* Specs of a rule, code, and the lines that are found. */
static const struct {
    const char *specs, *code, *lines;
} ranges[] = {
    /* A source is every expression in its range, or the whole range alone. */
    {"  pattern-sources: [{pattern: 'get(...)'}]\n" SINK, "sink(get(a));\nget(sink(b));\n",
     "1:1 m\n2:5 m\n"},
    {"  pattern-sources: [{pattern: 'get(...)', exact: true}]\n" SINK,
     "sink(get(a));\nget(sink(b));\n", "1:1 m\n"},
    /* A function in the range is not what it mentions. */
    {"  pattern-sources: [{pattern: 'get(...)', exact: false}]\n" SINK,
     "get(function f() { });\nsink(f);\n", ""},
    /* A member that is read of a source right there, though it is tracked by itself. */
    {"  pattern-sources: [{pattern: req.query}]\n" SINK,
     "function f(req) {\n  const a = req.query.a || '';\n  sink(a);\n  sink(req.body.a);\n}\n",
     "3:3 m\n"},
    /* A sink is its range: of a call what it is given. */
    {SOURCE SINK,
     "sink(1, source());\nsink.with(source());\nsource().sink(1);\nsink(a)(source());\n",
     "1:1 m\n"},
    {SOURCE "  pattern-sinks: [{pattern: $O.run(...)}]\n",
     "source().run(1);\no.run(source());\nsource().run.go(1);\n", "1:1 m\n2:1 m\n"},
    /* With a focus the value, of a list each item. */
    {SOURCE "  pattern-sinks:\n  - patterns:\n    - pattern: 'sink($A, ...)'\n"
            "    - focus-metavariable: $A\n",
     "sink(source(), 1);\nsink(1, source());\n", "1:6 m\n"},
    {SOURCE "  pattern-sinks:\n  - patterns:\n    - pattern: 'sink(1, $...REST)'\n"
            "    - focus-metavariable: $...REST\n",
     "sink(1, 2, source());\nsink(source(), 2);\n", "1:9 m\n"},
    /* Of a statement every part, of an assignment the value and what chooses the target. */
    {SOURCE "  pattern-sinks: [{pattern: 'if ($C) { ... }'}]\n",
     "if (source()) { a(); }\nif (b) { a(source()); }\nif (b) { a(); }\n", "1:1 m\n2:1 m\n"},
    {SOURCE "  pattern-sinks: [{pattern: '$O[$K] = $V'}]\n",
     "o[source()] = 1;\no[1] = a + source();\no[1] = 2;\n", "1:1 m\n2:1 m\n"},
    /* A sanitizer cleans what is in it, and nothing behind it. */
    {SOURCE SINK "  pattern-sanitizers: [{pattern: clean(...)}]\n",
     "const a = source();\nsink(clean(a));\nsink(a);\n", "3:1 m\n"},
    {SOURCE SINK "  pattern-sanitizers:\n  - patterns: [{pattern: check($X)}, {focus-metavariable: "
                 "$X}]\n    by-side-effect: true\n",
     "const a = source();\nsink(a);\ncheck(a);\nsink(a);\n", "2:1 m\n"},
    {SOURCE SINK "  pattern-sanitizers: [{pattern: source(1), not_conflicting: true}]\n",
     "sink(source(1));\n", "1:1 m\n"},
    {SOURCE SINK "  pattern-sanitizers: [{pattern: source(1)}]\n", "sink(source(1));\n", ""},
    /* By side effect the variable, from there on; names that nothing declares too. */
    {"  pattern-sources:\n  - patterns: [{pattern: fill($X)}, {focus-metavariable: $X}]\n"
     "    by-side-effect: only\n" SINK,
     "let a;\nsink(a);\nfill(a);\nsink(a);\nfill(b);\nsink(b);\nsink(c);\n", "4:1 m\n6:1 m\n"},
    {"  pattern-sources:\n  - patterns: [{pattern: $O.key = 1}, {pattern: $O}]\n"
     "    by-side-effect: true\n" SINK,
     "let o = {};\nsink(o);\no.key = 1;\nsink(o);\n", "4:1 m\n"},
    /* A propagator, also to a callback's parameter. */
    {SOURCE SINK "  pattern-propagators: [{pattern: $TO.put($FROM), from: $FROM, to: $TO}]\n",
     "let a = [], b = [];\na.put(source());\nsink(a);\nsink(b);\n", "3:1 m\n"},
    {SOURCE SINK "  pattern-propagators: [{pattern: '$FROM.visit(($TO) => ...)', from: $FROM, to: "
                 "$TO}]\n",
     "source().visit((x) => { sink(x); });\nother.visit((x) => { sink(x); });\n", "1:25 m\n"},
    /* Labels. */
    {"  pattern-sources: [{pattern: a(), label: A}, {pattern: b(), label: B}]\n"
     "  pattern-sinks: [{pattern: sink(...), requires: A and not B}]\n",
     "sink(a());\nsink(b());\nsink(a(), b());\n", "1:1 m\n"},
    /* A constant of the code, for a rule with a sink in the file. */
    {"  pattern-sources: [{constant: ['md5']}]\n" SINK,
     "const kind = 'md5';\nsink(kind);\nsink('sha256');\n", "2:1 m\n"},
};

static void ranges_become_marks(void **state)
{
    (void)state;
    for (size_t i = 0; i < MLN_COUNT_OF(ranges); i++) {
        mln_buf yaml = {0};
        mln_buf_addf(&yaml, "rules:\n" HEAD("r") "m\n%s", ranges[i].specs);
        loaded l;
        load(&l, mln_buf_get_text(&yaml), NULL);
        expect(&l, ranges[i].code, ranges[i].lines);
        unload(&l);
        mln_buf_release(&yaml);
    }
}

/* ---- findings ---- */

static void messages_show_what_both_bind(void **state)
{
    (void)state;
    loaded l;
    load(&l,
         "rules:\n" HEAD("r") "$A into $B by $C\n"
                              "  pattern-sources: [{pattern: 'source($A, $B)'}]\n"
                              "  pattern-sinks: [{pattern: '$C.sink($B)'}]\n",
         NULL);
    /* Of a name that both bind the source's; two ways to say it are two findings. */
    expect(&l, "db.sink(source(one, two));\n", "1:1 one into two by db\n");
    unload(&l);
    load(&l,
         "rules:\n" HEAD("r") "m $A\n"
                              "  options: {taint_unify_mvars: true}\n"
                              "  pattern-sources: [{pattern: source($A)}]\n"
                              "  pattern-sinks: [{pattern: 'sink($A, ...)'}]\n",
         NULL);
    /* The nearer source does not agree, the one behind it does. */
    expect(&l,
           "const a = source(x), b = source(y);\nsink(x, source(y));\nsink(y, a, 1, b);\n"
           "sink(z, a, b);\n",
           "3:1 m y\n");
    unload(&l);
}

static void assert_step(const mln_finding *f, uint32_t step, const char *excerpt, const char *text)
{
    assert_true(step < f->step_count);
    mln_buf got = {0};
    mln_buf_addf(&got, "%.*s|%.*s", MLN_STR_ARGS(f->steps[step].excerpt),
                 MLN_STR_ARGS(f->steps[step].text));
    mln_buf wanted = {0};
    mln_buf_addf(&wanted, "%s|%s", excerpt, text);
    assert_string_equal(mln_buf_get_text(&got), mln_buf_get_text(&wanted));
    mln_buf_release(&got);
    mln_buf_release(&wanted);
}

#define MODELS                                                                                     \
    "package: web\nsources:\n  http.request: [app.get(0).param(0).query]\n"                        \
    "sinks:\n  sql.query: [db.query(0), {path: db.maybe(0), precision: low}]\n"                    \
    "sanitizers:\n  sql.escape: [quote()]\n"

#define MODEL_RULE                                                                                 \
    "rules:\n" HEAD("sql") "'$SOURCE in $API: $SINK'\n"                                            \
                           "  pattern-sources: [{model: http.request}]\n"                          \
                           "  pattern-sinks: [{model: sql.query}]\n"                               \
                           "  pattern-sanitizers: [{model: sql.escape}]\n"

static const char server[] = "const { app, db, quote } = require('web');\n"
                             "function find(name) {\n"
                             "  const text = 'select ' + name;\n"
                             "  db.query(text);\n"
                             "}\n"
                             "app.get((req) => {\n"
                             "  find(req.query.name);\n"
                             "  db.query('a' + quote(req.query.name));\n"
                             "  db.maybe('a' + req.query.name);\n"
                             "});\n";

static void ways_are_told_in_steps(void **state)
{
    (void)state;
    loaded l;
    load(&l, MODEL_RULE, MODELS);
    mln_run run;
    scan(&l, &run, server, MLN_REACH_FILE, MLN_PRECISION_HIGH);
    assert_int_equal(run.findings.len, 1);
    const mln_finding *f = &run.findings.data[0];
    assert_true(mln_str_is(f->message, "req.query in db.query: text"));
    assert_int_equal(f->region.start.line, 4);
    assert_int_equal(f->region.start.column_bytes, 12);
    assert_int_equal(f->step_count, 5);
    assert_step(f, 0, "req.query", "comes from the request (http.request)");
    assert_step(f, 1, "name", "handed to `find` as `name`");
    assert_step(f, 2, "'select ' + name", "put into a text");
    assert_step(f, 3, "const text = 'select ' + name;", "assigned to `text`");
    assert_step(f, 4, "db.query(text)", "reaches `db.query`");
    mln_run_release(&run);
    /* The sink of low precision, for those who ask for it. */
    scan(&l, &run, server, MLN_REACH_FILE, MLN_PRECISION_LOW);
    assert_int_equal(run.findings.len, 2);
    assert_int_equal(run.findings.data[1].region.start.line, 9);
    mln_run_release(&run);
    /* Calls are not followed. */
    scan(&l, &run, server, MLN_REACH_FUNCTION, MLN_PRECISION_LOW);
    assert_int_equal(run.findings.len, 1);
    assert_int_equal(run.findings.data[0].region.start.line, 9);
    mln_run_release(&run);
    scan(&l, &run, server, MLN_REACH_OFF, MLN_PRECISION_LOW);
    assert_int_equal(run.findings.len, 0);
    mln_run_release(&run);
    unload(&l);
}

/* More rules than the solver takes at once: each finds its own. */
static void many_rules_are_solved_in_batches(void **state)
{
    (void)state;
    mln_buf yaml = {0};
    mln_buf_add_text(&yaml, "rules:\n");
    for (uint32_t i = 0; i < 150; i++)
        mln_buf_addf(&yaml,
                     "- id: r%u\n  languages: [js]\n  mode: taint\n  severity: ERROR\n  message: "
                     "m%u\n  pattern-sources: [{pattern: in%u(), label: A}, {pattern: in(), label: "
                     "B}]\n  pattern-sinks: [{pattern: out%u(...), requires: A or B}]\n",
                     i, i, i, i);
    loaded l;
    load(&l, mln_buf_get_text(&yaml), NULL);
    expect(&l,
           "out0(in0());\nout31(in31());\nout32(in32());\nout149(in149());\nout100(in99());\n"
           "out77(in());\n",
           "1:1 m0\n2:1 m31\n3:1 m32\n4:1 m149\n6:1 m77\n");
    unload(&l);
    mln_buf_release(&yaml);
}

/* ---- threads ---- */

#define FILES 24u

static void add_finding(mln_buf *out, const mln_run *run, const mln_finding *f)
{
    mln_buf_addf(out, "%.*s %u %.*s %.*s\n", MLN_STR_ARGS(run->files.data[f->file].path),
                 f->region.start.line, MLN_STR_ARGS(f->message), MLN_STR_ARGS(f->identity));
    for (uint32_t s = 0; s < f->step_count; s++)
        mln_buf_addf(out, "  %.*s:%u %.*s %.*s\n",
                     MLN_STR_ARGS(run->files.data[f->steps[s].file].path),
                     f->steps[s].region.start.line, MLN_STR_ARGS(f->steps[s].excerpt),
                     MLN_STR_ARGS(f->steps[s].text));
}

static void threads_make_no_difference(void **state)
{
    (void)state;
    char folder[] = "/tmp/merlon-taint-XXXXXX";
    assert_non_null(mkdtemp(folder));
    static char paths[FILES][64];
    mln_engine_file files[FILES];
    for (uint32_t i = 0; i < FILES; i++) {
        snprintf(paths[i], sizeof paths[i], "%s/f%u.js", folder, i * 5 % FILES);
        mln_buf code = {0};
        mln_buf_add_text(&code, server);
        for (uint32_t k = 0; k < i % 7; k++)
            mln_buf_addf(&code, "app.get((r) => { find(r.query.k%u); db.query(r.query.q); });\n",
                         k);
        FILE *file = fopen(paths[i], "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(code.data, 1, code.len, file), code.len);
        assert_int_equal(fclose(file), 0);
        files[i] =
            (mln_engine_file){.fs_path = paths[i], .path = mln_str_of(paths[i]), .bytes = code.len};
        mln_buf_release(&code);
    }
    loaded l;
    load(&l, MODEL_RULE, MODELS);
    static const uint32_t jobs[] = {1, 2, 8};
    mln_buf first = {0}, text = {0};
    for (size_t i = 0; i < MLN_COUNT_OF(jobs); i++) {
        mln_engine_options options = {
            .files = files, .file_count = FILES, .jobs = jobs[i], .tests = MLN_TESTS_FULL};
        mln_run run = {0};
        mln_engine_scan(l.engine, &options, &run);
        assert_true(run.findings.len >= 2 * FILES);
        mln_buf *out = i ? &text : &first;
        mln_buf_clear(out);
        for (uint32_t f = 0; f < run.findings.len; f++)
            add_finding(out, &run, &run.findings.data[f]);
        if (i)
            assert_string_equal(mln_buf_get_text(&first), mln_buf_get_text(&text));
        mln_run_release(&run);
    }
    mln_buf_release(&first);
    mln_buf_release(&text);
    unload(&l);
    for (uint32_t i = 0; i < FILES; i++)
        unlink(paths[i]);
    assert_int_equal(rmdir(folder), 0);
}

/* ---- explanations ---- */

static const char explained[] = "const a = source();\n"      /* 1 */
                                "sink(a);\n"                 /* 2 */
                                "sink(clean(a));\n"          /* 3 */
                                "sink(b);\n"                 /* 4 */
                                "other(source());\n"         /* 5 */
                                "if (['x'].includes(a)) {\n" /* 6 */
                                "  sink(a);\n"               /* 7 */
                                "}\n"                        /* 8 */
                                "sink(unknown(a));\n"        /* 9 */
                                "sink(a == 1);\n"            /* 10 */
                                "end();\n";                  /* 11 */

static const struct {
    const char *options;
    uint32_t line;
    mln_verdict verdict;
    const char *text;
} verdicts[] = {
    {"{}", 2, MLN_VERDICT_FOUND, "`source()` of line 1 reaches it"},
    {"{}", 1, MLN_VERDICT_LEADS, "`source()` comes from here and is found on line 2"},
    {"{}", 3, MLN_VERDICT_STOPPED,
     "a value of line 1 would reach this line; the sanitizer `clean(a)` (line 3) makes it "
     "harmless"},
    {"{}", 4, MLN_VERDICT_SINK, "a sink is here; no source reaches it"},
    {"{}", 5, MLN_VERDICT_SOURCE, "a source is here; it reaches no sink"},
    {"{guards: true}", 7, MLN_VERDICT_STOPPED,
     "a value of line 1 would reach this line; a condition (line 6) makes it harmless"},
    {"{}", 8, MLN_VERDICT_ELSEWHERE, "neither a source nor a sink is here"},
    {"{unknown-calls: false}", 9, MLN_VERDICT_STOPPED,
     "a value of line 1 would reach this line, were it known what the call `unknown` (line 9) "
     "gives "
     "back"},
    {"{safe: [boolean]}", 10, MLN_VERDICT_STOPPED,
     "a value of line 1 would reach this line, but only as something that this rule holds "
     "harmless: "
     "a number, a comparison, a key, a fixed prefix"},
};

static mln_status explain(const loaded *l, const char *path, uint32_t line, mln_explained *out)
{
    mln_engine_options options = {.max_file_bytes = 1 << 20, .tests = MLN_TESTS_FULL};
    mln_engine_file file = {.fs_path = path, .path = mln_str_of(path), .explicit_path = true};
    return mln_explain(l->engine, &options, &file, line, out);
}

static void lines_are_explained(void **state)
{
    (void)state;
    char path[] = "/tmp/merlon-explain-XXXXXX.js";
    int fd = mkstemps(path, 3);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, explained, sizeof explained - 1), sizeof explained - 1);
    assert_int_equal(close(fd), 0);
    mln_explained out;
    for (size_t i = 0; i < MLN_COUNT_OF(verdicts); i++) {
        mln_buf yaml = {0};
        mln_buf_addf(&yaml,
                     "rules:\n" HEAD("r") "m\n  options: %s\n" SOURCE SINK
                                          "  pattern-sanitizers: [{pattern: clean(...)}]\n",
                     verdicts[i].options);
        loaded l;
        load(&l, mln_buf_get_text(&yaml), NULL);
        assert_int_equal(explain(&l, path, verdicts[i].line, &out), MLN_OK);
        assert_int_equal(out.list.len, 1);
        const mln_explanation *e = &out.list.data[0];
        if (e->verdict != verdicts[i].verdict || !mln_str_is(e->text, verdicts[i].text))
            fail_msg("line %u: %s: %.*s; expected %s: %s", verdicts[i].line,
                     mln_verdict_get_id(e->verdict), MLN_STR_ARGS(e->text),
                     mln_verdict_get_id(verdicts[i].verdict), verdicts[i].text);
        assert_true(e->has_flow);
        assert_int_equal(e->sources, 2);
        mln_explained_release(&out);
        unload(&l);
        mln_buf_release(&yaml);
    }
    loaded l;
    load(&l,
         "rules:\n" HEAD("absent") "m\n" SOURCE "  pattern-sinks: [{pattern: elsewhere(...)}]\n"
                                   "- id: search\n  languages: [js]\n  severity: ERROR\n  message: "
                                   "m\n  pattern: sink(b)\n"
                                   "- id: excluded\n  languages: [js]\n  severity: ERROR\n  "
                                   "message: m\n  pattern: sink(b)\n"
                                   "  paths: {exclude: ['*.js']}\n",
         NULL);
    assert_int_equal(explain(&l, path, 4, &out), MLN_OK);
    assert_int_equal(out.list.len, 3);
    assert_true(mln_str_is(out.code, "sink(b);"));
    assert_true(mln_str_is(out.list.data[0].card->id, "search"));
    assert_int_equal(out.list.data[0].verdict, MLN_VERDICT_FOUND);
    assert_true(mln_str_is(out.list.data[1].card->id, "absent"));
    assert_true(
        mln_str_is(out.list.data[1].text, "no sink can be in the file: it has no `elsewhere`"));
    assert_int_equal(out.list.data[2].verdict, MLN_VERDICT_EXCLUDED);
    mln_explained_release(&out);
    assert_int_equal(explain(&l, path, 99, &out), MLN_NOT_FOUND);
    mln_explained_release(&out);
    unlink(path);
    assert_int_equal(explain(&l, path, 1, &out), MLN_UNSUPPORTED);
    mln_explained_release(&out);
    unload(&l);
}

int mln_test_engine_taint(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_become_marks),
        cmocka_unit_test(messages_show_what_both_bind),
        cmocka_unit_test(ways_are_told_in_steps),
        cmocka_unit_test(many_rules_are_solved_in_batches),
        cmocka_unit_test(threads_make_no_difference),
        cmocka_unit_test(lines_are_explained),
    };
    return cmocka_run_group_tests_name("engine/taint", tests, NULL, NULL);
}
