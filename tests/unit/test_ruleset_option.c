/* Option rules on code: what calls are configured with, and where that is written.
 *
 * What the calls are and which functions they call is said here by name alone, so that the tests
 * rest on nothing but facts: `cors(…)` and `make(…)` are calls of the package "cors", `other(…)` of
 * "other"; `assign(…)` hands all its arguments on; a call of a name that is a function calls it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "flow/build.h"
#include "ruleset/rule.h"
#include "syntax/parse.h"

int mln_test_ruleset_option(void);

static mln_str get_callee(const mln_facts *facts, uint32_t call)
{
    uint32_t callee = mln_facts_skip_copies(facts, mln_facts_operands(facts, call)[0].value);
    if (mln_facts_op(facts, callee) == MLN_FLOW_GLOBAL)
        return mln_facts_string(facts, facts->sym[callee]);
    return MLN_STR("");
}

static uint32_t get_function(const mln_facts *facts, uint32_t call)
{
    uint32_t callee = mln_facts_skip_copies(facts, mln_facts_operands(facts, call)[0].value);
    for (uint32_t i = 0; i < 8; i++) {
        if (mln_facts_op(facts, callee) == MLN_FLOW_CLOSURE)
            return facts->aux[callee];
        if (facts->count[callee] == 0)
            break;
        callee = mln_facts_skip_copies(facts, mln_facts_operands(facts, callee)[0].value);
    }
    return MLN_FLOW_NONE;
}

typedef struct {
    mln_api *api;
    mln_api_role cors, other, env, assign;
    mln_role_hit roles[64];
    mln_call_target targets[64];
    mln_resolution resolution;
} scene;

static void resolve(scene *s, const mln_facts *facts, mln_arena *arena)
{
    s->api = mln_api_new();
    s->cors = (mln_api_role){.kind = MLN_API_CALL,
                             .set = mln_api_add_set(s->api, MLN_STR("cors.create")),
                             .package = MLN_STR("cors")};
    s->other = s->cors;
    s->other.package = MLN_STR("other");
    s->env = (mln_api_role){.kind = MLN_API_CALL,
                            .set = mln_api_add_set(s->api, MLN_STR("env.get")),
                            .package = MLN_STR("env")};
    s->assign = (mln_api_role){.kind = MLN_API_FLOW, .package = MLN_STR("")};
    s->assign.from.port = MLN_API_ANY_PORT;
    s->assign.to.where = MLN_API_PORT_RETURN;
    s->resolution =
        (mln_resolution){.facts = facts, .api = s->api, .roles = s->roles, .targets = s->targets};
    s->resolution.first_state = MLN_ARENA_ARRAY(arena, uint32_t, facts->value_count + 1);
    for (uint32_t v = 0; v < facts->value_count; v++) {
        if (mln_facts_op(facts, v) != MLN_FLOW_CALL)
            continue;
        mln_str name = get_callee(facts, v);
        const mln_api_role *role = mln_str_is(name, "cors") || mln_str_is(name, "make") ? &s->cors
                                   : mln_str_is(name, "other")                          ? &s->other
                                   : mln_str_is(name, "env")                            ? &s->env
                                   : mln_str_is(name, "assign")                         ? &s->assign
                                                                                        : NULL;
        if (role)
            s->roles[s->resolution.role_count++] =
                (mln_role_hit){.value = v, .call = v, .role = role};
        uint32_t function = get_function(facts, v);
        if (function != MLN_FLOW_NONE)
            s->targets[s->resolution.target_count++] = (mln_call_target){v, function};
        assert_true(s->resolution.role_count < 64 && s->resolution.target_count < 64);
    }
}

static bool spent_wanted; /* whether a bound is to bite */

/* "line:text" of each value marked, in the order of the hits. */
static void run(const char *yaml, mln_lang lang, const char *code, char *out, size_t size,
                uint32_t *steps)
{
    mln_ruleset set = {0};
    mln_diags diags = {0};
    mln_status status = mln_ruleset_add_text(&set, MLN_STR("r.yaml"), mln_str_of(yaml), &diags);
    for (uint32_t i = 0; i < diags.list.len; i++)
        fail_msg("%u: %.*s", diags.list.data[i].line, MLN_STR_ARGS(diags.list.data[i].text));
    assert_int_equal(status, MLN_OK);
    mln_parser *parser = mln_parser_new();
    mln_tree tree;
    mln_tree_init(&tree);
    mln_names names = {0};
    mln_arena arena = {0};
    mln_facts facts;
    uint32_t spent_functions = 0;
    assert_int_equal(mln_parser_parse(parser, &tree, lang, mln_str_of(code)), MLN_OK);
    assert_int_equal(tree.errors.len, 0);
    mln_names_resolve(&names, &tree);
    mln_flow_lowering *lowering = mln_flow_lowering_new();
    mln_flow_build(lowering, &names, &arena, &facts, &spent_functions);
    assert_null(mln_facts_check(&facts));
    static scene s;
    s = (scene){0};
    resolve(&s, &facts, &arena);
    const mln_option_rule *rules[] = {set.rules.data[0].option};
    mln_option_program *program = mln_option_program_new(s.api, rules, 1);
    mln_option_finder *finder = mln_option_finder_new();
    const mln_option_hit *hits;
    uint32_t count;
    bool spent;
    mln_option_find(finder, program, &s.resolution, &arena, &hits, &count, &spent);
    assert_int_equal(spent, spent_wanted);
    out[0] = '\0';
    for (uint32_t i = 0; i < count; i++) {
        uint32_t start = facts.start[hits[i].value], stop = facts.stop[hits[i].value], line = 1;
        for (uint32_t b = 0; b < start; b++)
            line += code[b] == '\n';
        size_t len = strlen(out);
        (void)snprintf(out + len, size - len, "%s%u:%.*s", i ? " | " : "", line,
                       (int)(stop - start), code + start);
        assert_int_equal(hits[i].steps[hits[i].step_count - 1].value, hits[i].call);
        assert_int_equal(hits[i].steps[0].value, hits[i].value);
        if (steps)
            steps[i] = hits[i].step_count;
    }
    mln_option_finder_free(finder);
    mln_option_program_free(program);
    mln_api_free(s.api);
    mln_flow_lowering_free(lowering);
    mln_arena_release(&arena);
    mln_names_release(&names);
    mln_tree_release(&tree);
    mln_parser_free(parser);
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
}

#define HEAD(lang)                                                                                 \
    "rules:\n- id: a\n  message: m\n  severity: LOW\n  languages: [" lang "]\n  mode: option\n"    \
    "  calls: [cors.create]\n"
#define RULE HEAD("js")
#define ORIGIN RULE "  options: [{at: (0).origin, is: ['*', true]}]\n"

static void expect_in(mln_lang lang, const char *yaml, const char *code, const char *expected)
{
    char out[2048];
    run(yaml, lang, code, out, sizeof out, NULL);
    if (strcmp(out, expected) != 0)
        fail_msg("\n%s\nexpected: %s\nfound:    %s", code, expected, out);
}

static void expect(const char *yaml, const char *code, const char *expected)
{
    expect_in(MLN_LANG_JS, yaml, code, expected);
}

static void values_are_found_where_they_are_written(void **state)
{
    (void)state;
    expect(ORIGIN, "cors({ origin: '*' });", "1:'*'");
    expect(ORIGIN, "cors({ origin: 'https://a' });", "");
    expect(ORIGIN, "cors({ 'origin': true });", "1:true");
    expect(ORIGIN, "cors({ origin: 'true' });", "");
    expect(ORIGIN, "cors();", "");
    expect(ORIGIN, "cors('*');", "");
    expect(ORIGIN, "const cfg = { o: '*' };\ncors({ origin: cfg.o });", "1:'*'");
    expect(ORIGIN, "const cfg = { a: { o: '*' } };\ncors({ origin: cfg.a.o });", "1:'*'");
    expect(ORIGIN, "const cfg = { o: '*' };\ncors({ origin: cfg['o'] });", "1:'*'");
    expect(ORIGIN, "const opts = {};\nopts.origin = '*';\ncors(opts);", "2:'*'");
    expect(ORIGIN, "const opts = { origin: '*' };\nopts.origin = 'x';\ncors(opts);", "");
    expect(ORIGIN, "const { o } = { o: '*' };\ncors({ origin: o });", "1:'*'");
    expect(ORIGIN, "let o = 'x';\no = '*';\ncors({ origin: o });", "2:'*'");
    expect(ORIGIN, "function f(o) { return o; }\ncors({ origin: f('*') });\nf('y');", "2:'*'");
    expect(ORIGIN, "class A { constructor() { this.o = '*'; } m() { cors({ origin: this.o }); } }",
           "1:'*'");
    expect(ORIGIN, "const o = { origin: '*' };\nfunction go() { cors(o); }", "1:'*'");
}

static void spreads_and_defaults(void **state)
{
    (void)state;
    expect(ORIGIN, "cors({ ...unknown });", "");
    expect(ORIGIN, "cors({ ...defaults, origin: '*' });", "1:'*'");
    expect(ORIGIN, "const d = { origin: '*' };\ncors({ ...d });", "1:'*'");
    expect(ORIGIN, "const d = { origin: '*' };\ncors({ ...d, origin: 'x' });", "");
    expect(ORIGIN, "const d = { origin: 'x' };\ncors({ origin: '*', ...d });", "");
    expect(ORIGIN, "const d = { credentials: true };\ncors({ origin: '*', ...d });", "2:'*'");
    /* The code does write '*', and it holds unless `unknown` says otherwise. */
    expect(ORIGIN, "cors({ origin: '*', ...unknown });", "1:'*'");
    expect(ORIGIN, "cors(assign({}, { origin: '*' }));", "1:'*'");
    expect(ORIGIN, "cors(assign({ origin: '*' }, { origin: 'x' }));", "");
    expect(ORIGIN, "const { a, ...rest } = { a: 1, origin: '*' };\ncors(rest);", "1:'*'");
    expect(ORIGIN, "const { origin, ...rest } = { origin: '*' };\ncors(rest);", "");
}

static void functions_give_and_take_options(void **state)
{
    (void)state;
    expect(ORIGIN, "function options() {\n  return { origin: '*' };\n}\ncors(options());", "2:'*'");
    expect(ORIGIN, "const options = () => ({ origin: '*' });\ncors(options());", "1:'*'");
    expect(ORIGIN,
           "function options(o) { return { origin: o }; }\ncors(options('*'));\noptions('x');",
           "2:'*'");
    expect(ORIGIN,
           "function options(o) { return { origin: o }; }\noptions('*');\ncors(options('x'));", "");
    expect(ORIGIN, "function use(o) { cors({ origin: o }); }\nuse('x');\nuse('*');", "3:'*'");
    expect(ORIGIN, "function set(o) { o.origin = '*'; }\nconst c = {};\nset(c);\ncors(c);",
           "1:'*'");
    expect(ORIGIN, "function f(n) { return n ? f(n - 1) : { origin: '*' }; }\ncors(f(3));",
           "1:'*'");
    expect(ORIGIN,
           "async function o() { return { origin: '*' }; }\n"
           "async function m() { cors(await o()); }",
           "1:'*'");
}

static void conditional_values_are_all_possible(void **state)
{
    (void)state;
    expect(ORIGIN, "cors({ origin: dev ? '*' : 'x' });", "1:'*'");
    expect(ORIGIN, "cors({ origin: dev ? '*' : true });", "1:'*' | 1:true");
    expect(ORIGIN, "cors({ origin: process.env.ORIGIN || '*' });", "1:'*'");
    expect(ORIGIN, "let o = 'x';\nif (dev) {\n  o = '*';\n}\ncors({ origin: o });", "3:'*'");
    expect(ORIGIN, "cors({ origin: process.env.ORIGIN });", "");
    expect(ORIGIN, "cors({ origin: { dev: '*', prod: 'x' }[mode] });", "1:'*'");
}

static void conditions_hold_of_one_object(void **state)
{
    (void)state;
#define BOTH                                                                                       \
    RULE "  options: [{at: (0).origin, is: '*'}, {at: (0).credentials, is: true}]\n"               \
         "  report: (0).credentials\n"
    expect(BOTH, "cors({ origin: '*', credentials: true });", "1:true");
    expect(BOTH, "cors({ origin: '*' });", "");
    expect(BOTH, "cors(dev ? { origin: '*' } : { credentials: true });", "");
    expect(BOTH, "function use(o) { cors(o); }\nuse({ origin: '*' });\nuse({ credentials: true });",
           "");
    expect(BOTH,
           "function use(o) { cors(o); }\nuse({ origin: 'x' });\n"
           "use({ credentials: true, origin: '*' });",
           "3:true");
}

static void missing_is_certain(void **state)
{
    (void)state;
#define MISSING RULE "  options: [{at: (0).limits, missing: true}]\n"
    expect(MISSING, "cors();", "1:cors()");
    expect(MISSING, "cors(undefined);", "1:cors(undefined)");
    expect(MISSING, "cors({ a: 1 });", "1:cors({ a: 1 })");
    expect(MISSING, "cors({ limits: undefined });", "1:cors({ limits: undefined })");
    expect(MISSING, "cors({ limits: 1 });", "");
    expect(MISSING, "cors({ limits });", "");
    expect(MISSING, "cors(options);", "");
    expect(MISSING, "cors(...args);", "");
    expect(MISSING, "cors({ ...unknown });", "");
    expect(MISSING, "const d = { a: 1 };\ncors({ ...d });", "2:cors({ ...d })");
    expect(MISSING, "cors({ [key]: 1 });", "");
    expect(MISSING, "const c = {};\nfill(c);\ncors(c);", "");
    expect(MISSING, "const c = {};\ncors(c);\ncors(c);", "2:cors(c) | 3:cors(c)");
    expect(MISSING, "const c = {};\nc[key] = 1;\ncors(c);", "");
    expect(MISSING, "const c = {};\nif (x) c.limits = 1;\ncors(c);", "");
    expect(MISSING, "cors(dev ? {} : { limits: 1 });", "");
    expect(MISSING, "cors(dev ? {} : { a: 1 });", "1:cors(dev ? {} : { a: 1 })");
    expect(MISSING, "let c;\nfunction f() { c = { limits: 1 }; }\nf();\ncors(c);", "");
    expect(MISSING, "function use(o) { cors(o); }\nuse();", "1:cors(o)");
    expect(MISSING, "function use(o) { cors(o); }\nuse({ limits: 1 });\nuse({});", "1:cors(o)");
    expect(MISSING, "function use(o) { cors(o); }\nuse({ limits: 1 });", "");
    expect(MISSING, "function use(o) { cors(o); }\nexports.use = use;\nuse();", "");
    expect(MISSING, "function use(o) { cors(o); }", "");
#define ALSO RULE "  options: [{at: (0).limits, is: false, also-missing: true}]\n"
    expect(ALSO, "cors({});", "1:cors({})");
    expect(ALSO, "cors({ limits: false });", "1:false");
    expect(ALSO, "cors({ limits: 5 });", "");
#define GIVEN RULE "  options: [{at: (0).limits, missing: false}]\n"
    expect(GIVEN, "cors({ limits: 5 });", "1:5");
    expect(GIVEN, "cors(options);", "1:options");
    expect(GIVEN, "cors({});", "");
#define SET RULE "  options: [{at: (0).limits, set: true}]\n"
    expect(SET, "cors({ limits: x }); cors({ limits: 5 });", "1:x | 1:5");
    expect(SET, "cors({}); cors(options); cors({ ...options }); cors();", "");
#define TWO RULE "  options: [{at: ['(0).a', '(1).a'], missing: true}]\n"
    expect(TWO, "cors({}, {});", "1:cors({}, {})");
    expect(TWO, "cors({}, { a: 1 });", "");
}

static void constants_are_put_together(void **state)
{
    (void)state;
#define BELOW RULE "  options: [{at: (0).ms, below: 60000}]\n"
    expect(BELOW, "cors({ ms: 10 * 1000 });", "1:10 * 1000");
    expect(BELOW, "const MINUTE = 60 * 1000;\ncors({ ms: 15 * MINUTE });", "");
    expect(BELOW, "cors({ ms: -1 });", "1:-1");
    expect(BELOW, "cors({ ms: 1 << 20 });", "");
    expect(BELOW, "cors({ ms: x * 10 });", "");
    expect(BELOW, "cors({ ms: '5' });", "");
    expect(RULE "  options: [{at: (0), above: 1e6}]\n", "cors(2 ** 24);", "1:2 ** 24");
#define MATCHES RULE "  options: [{at: (0).url, matches: '^http://'}]\n"
    expect(MATCHES, "cors({ url: 'http://' + 'a' });", "1:'http://' + 'a'");
    expect(MATCHES, "const P = 'http';\ncors({ url: `${P}://a` });", "2:`${P}://a`");
    expect(MATCHES, "cors({ url: 'https://a' });", "");
    expect(MATCHES, "cors({ url: 'http://' + host });", "");
    expect(RULE "  options: [{at: (0).r, matches: '^\\.'}]\n", "cors({ r: /.*/ });", "1:/.*/");
    expect(RULE "  options: [{at: (0), constant: true}]\n", "cors('secret'); cors(5); cors(x);",
           "1:'secret'");
    expect(RULE "  options: [{at: (0).a, is-not: [x, y]}]\n",
           "cors({ a: 'z' }); cors({ a: 'x' }); cors({ a: v }); cors({});", "1:'z'");
    expect(RULE "  options: [{at: (0).a, never: ['', 0]}]\n",
           "cors({ a: '' }); cors({ a: x }); cors({}); cors({ a: x ? '' : y }); cors({ a: 'b' });",
           "1:cors({ a: x }) | 1:cors({}) | 1:cors({ a: 'b' })");
    expect(RULE "  options: [{at: (0).o, function: true}]\n",
           "cors({ o: () => 1 }); cors({ o: f }); function f() {}\ncors({ o: g });",
           "1:() => 1 | 1:function f() {}");
    expect(RULE "  options: [{at: (0).o, is: null}]\n",
           "cors({ o: null }); cors({ o: undefined });", "1:null");
    expect(RULE "  options: [{at: '(0)[]', is: '*'}]\n", "cors(['a', '*']); cors(['b']);", "1:'*'");
    expect(RULE "  options: [{at: '(0).origin[]', is: '*'}]\n", "cors({ origin: ['a', '*'] });",
           "1:'*'");
}

static void calls_and_packages(void **state)
{
    (void)state;
    expect(RULE "  options: [{at: (0).o, calls: env.get}]\n",
           "cors({ o: env('A') }); cors({ o: env }); cors({ o: zoo('A') });", "1:env('A')");
#define MODULE RULE "  options: [{at: (1).o, is: 1}, {at: (0), module: [plug]}]\n"
    expect(MODULE, "cors(require('plug'), { o: 1 }); cors(require('plug').sub, { o: 1 });",
           "1:1 | 1:1");
    expect(MODULE, "import p from 'plug';\ncors(p, { o: 1 }); cors(p, { o: 2 });", "2:1");
    expect(MODULE, "cors(require('other'), { o: 1 }); cors(x, { o: 1 }); cors('plug', { o: 1 });",
           "");
    expect(RULE "  packages: cors\n", "cors(); other();", "1:cors()");
    expect(RULE "  not-packages: cors\n", "cors(); other();", "1:other()");
    expect(RULE, "cors(); other(); nothing();", "1:cors() | 1:other()");
    /* Of another language. */
    expect(HEAD("ts"), "cors();", "");
    /* What is marked can be something else than what is asked. */
    expect(RULE "  options: [{at: (0).a, is: 1}]\n  report: (1)\n", "cors({ a: 1 }, 'x');",
           "1:'x'");
    expect(RULE "  options: [{at: (0).a, is: 1}]\n  report: (1)\n", "cors({ a: 1 }, x.y);",
           "1:cors({ a: 1 }, x.y)");
}

static void functions_answer_constants(void **state)
{
    (void)state;
#define GIVES RULE "  options: [{at: (0).origin, gives: ['*', true]}]\n"
    expect(GIVES, "cors({ origin: () => true }); cors({ origin: () => false });", "1:() => true");
    expect(GIVES, "cors({ origin: (o, cb) => cb(null, true) });", "1:(o, cb) => cb(null, true)");
    expect(GIVES, "cors({ origin(o, cb) { if (a(o)) cb(null, true); else cb(null, '*'); } });",
           "1:origin(o, cb) { if (a(o)) cb(null, true); else cb(null, '*'); }");
    expect(GIVES, "cors({ origin: (o, cb) => later(() => cb(null, true)) });",
           "1:(o, cb) => later(() => cb(null, true))");
    expect(GIVES, "const any = (o, cb) => cb(null, true);\ncors({ origin: any });",
           "1:(o, cb) => cb(null, true)");
    /* Someone is refused, or may be. */
    expect(GIVES, "cors({ origin: (o, cb) => cb(null, o === 'a') });", "");
    expect(GIVES, "cors({ origin: (o, cb) => { if (a(o)) cb(null, true); else cb(e()); } });", "");
    expect(GIVES, "cors({ origin: (o, cb) => { if (a(o)) return cb(e()); cb(null, true); } });",
           "");
    expect(GIVES, "cors({ origin: (o, cb) => { if (a(o)) cb(null, true); else deny(cb); } });", "");
    expect(GIVES, "cors({ origin: (o, cb) => cb(...x) });", "");
    expect(GIVES, "cors({ origin: o => { if (a(o)) return true; } });", "");
    expect(GIVES, "cors({ origin: o => { if (!a(o)) throw e(); return true; } });", "");
    expect(GIVES, "cors({ origin: o => a(o) ? true : false });", "");
    expect(GIVES, "cors({ origin: o => {} }); cors({ origin: f }); cors({ origin: g() });", "");
}

static void rules_can_speak_of_several_calls(void **state)
{
    (void)state;
#define ONE "rules:\n- id: a\n  message: m\n  severity: LOW\n  languages: [js]\n  mode: option\n"
#define EITHER                                                                                     \
    ONE "  either:\n  - calls: [cors.create]\n    options: [{at: (0).a, is: 1}]\n"                 \
        "  - calls: [cors.create]\n    options: [{at: (0).b, is: 2}, {at: (0).c, is: 3}]\n"        \
        "  - calls: [env.get]\n    with: [cors.create]\n"
    expect(EITHER, "cors({ a: 1 }); cors({ b: 2, c: 3 }); cors({ b: 2 });", "1:1 | 1:2");
    expect(EITHER, "cors({ b: 2 }); env();", "1:env()");
    expect(EITHER, "env();", "");
    expect(RULE "  options: [{at: (0).r, regex: '^a'}]\n",
           "cors({ r: /abc/ }); cors({ r: 'abc' }); cors({ r: /xabc/ });", "1:/abc/");
}

static void calls_stand_where_the_rule_says(void **state)
{
    (void)state;
#define WITH RULE "  with: [env.get]\n"
    expect(WITH, "cors(); env();", "1:cors()");
    expect(WITH, "cors();", "");
#define UNLESS RULE "  unless: [env.get]\n"
    expect(UNLESS, "cors();", "1:cors()");
    expect(UNLESS, "cors(); function f() { env(); }", "");
#define UNNAMED RULE "  unless-named: 'helmet|x-frame'\n"
    expect(UNNAMED, "cors(); use(hat);", "1:cors()");
    expect(UNNAMED, "cors(); use(Helmet());", "");
    expect(UNNAMED, "cors(); set('X-Frame-Options');", "");
    expect(UNNAMED, "cors(); // helmet\n", "1:cors()");
}

static void names_of_c_are_constants(void **state)
{
    (void)state;
#define C HEAD("c")
    expect_in(MLN_LANG_C, C "  options: [{at: (1), is: [SSL_VERIFY_NONE, 0]}]\n",
              "void f(SSL *s) { cors(s, SSL_VERIFY_NONE); cors(s, SSL_VERIFY_PEER); cors(s, 0); }",
              "1:SSL_VERIFY_NONE | 1:0");
    expect_in(MLN_LANG_C, C "  options: [{at: (1), is: SSL_VERIFY_NONE}]\n",
              "#define MODE SSL_VERIFY_NONE\nvoid f(SSL *s) { int m = MODE; cors(s, m); }",
              "2:MODE");
    expect_in(MLN_LANG_C, C "  options: [{at: (0), is-not: [TLS1_3_VERSION]}]\n",
              "void f(void) { cors(TLS1_VERSION); cors(TLS1_3_VERSION); cors(version); }",
              "1:TLS1_VERSION");
    expect_in(MLN_LANG_C, C "  options: [{at: (0), below: 10000}]\n",
              "static void g(int n) { cors(n); }\nvoid f(void) { g(1000U); g(20000); }", "2:1000U");
    expect_in(MLN_LANG_C, C "  options: [{at: (0), is: 5}]\n",
              "void f(void) { int n = 5; set(&n); cors(n); }", "1:5");
}

static void ways_have_their_stations(void **state)
{
    (void)state;
    char out[256];
    uint32_t steps[4];
    run(ORIGIN, MLN_LANG_JS, "cors({ origin: '*' });", out, sizeof out, steps);
    assert_int_equal(steps[0], 2);
    /* The constant, `o`, what `options` gives, the call. */
    run(ORIGIN, MLN_LANG_JS,
        "function options() { const o = '*'; return { origin: o }; }\ncors(options());", out,
        sizeof out, steps);
    assert_int_equal(steps[0], 4);
}

static void hostile_code_is_bounded(void **state)
{
    (void)state;
    /* Spreads of spreads, cycles, and sums of sums. */
    static char code[20000];
    size_t len = (size_t)snprintf(code, sizeof code, "let a0 = { x: '' }, s0 = '';\n");
    for (int i = 1; i < 60; i++)
        len +=
            (size_t)snprintf(code + len, sizeof code - len,
                             "let a%d = { ...a%d, ...a%d, ...a%d };\nlet s%d = s%d + s%d + s%d;\n",
                             i, i - 1, i - 1, i - 1, i, i - 1, i - 1, i - 1);
    len += (size_t)snprintf(
        code + len, sizeof code - len,
        "while (1) { a59 = { ...a59, b: a59 }; }\ncors(a59); cors({ origin: s59 });"
        "function f(a) { return g({ ...a }); } function g(a) { return f(a); }"
        "cors(f({})); cors({ origin: f });");
    char out[256];
    spent_wanted = true;
    run(ORIGIN, MLN_LANG_JS, code, out, sizeof out, NULL);
    spent_wanted = false;
    assert_string_equal(out, "");
}

int mln_test_ruleset_option(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_found_where_they_are_written),
        cmocka_unit_test(spreads_and_defaults),
        cmocka_unit_test(functions_give_and_take_options),
        cmocka_unit_test(functions_answer_constants),
        cmocka_unit_test(calls_stand_where_the_rule_says),
        cmocka_unit_test(rules_can_speak_of_several_calls),
        cmocka_unit_test(conditional_values_are_all_possible),
        cmocka_unit_test(conditions_hold_of_one_object),
        cmocka_unit_test(missing_is_certain),
        cmocka_unit_test(constants_are_put_together),
        cmocka_unit_test(calls_and_packages),
        cmocka_unit_test(names_of_c_are_constants),
        cmocka_unit_test(ways_have_their_stations),
        cmocka_unit_test(hostile_code_is_bounded),
    };
    return cmocka_run_group_tests_name("ruleset/option", tests, NULL, NULL);
}
