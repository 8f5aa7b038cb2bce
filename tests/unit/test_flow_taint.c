/* Taint through source text: what a reader of the code would say. */
#include "flow_source.h"

int mln_test_flow_taint(void);

static int set_up(void **state)
{
    flow_source *s = calloc(1, sizeof *s);
    flow_source_init(s);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    flow_source_release(*state);
    free(*state);
    return 0;
}

static void variables(void **state)
{
    flow_source_expect(*state, MLN_LANG_JS,
                       "const a = source();\n"
                       "sink(a); // hit\n"
                       "sink('x' + a); // hit\n"
                       "sink(`x ${a} y`); // hit\n"
                       "let b = a;\n"
                       "b = 'clean';\n"
                       "sink(b);\n"
                       "sink(clean(a));\n"
                       "sink(a); // hit\n"
                       "let c;\n"
                       "if (d) c = a; else c = 'x';\n"
                       "sink(c); // hit\n"
                       "c = c.length;\n"
                       "sink(c);\n"
                       "sink(d ? a : 'x'); // hit\n"
                       "sink(a ? 'y' : 'x');\n"
                       "sink(d || a); // hit\n"
                       "sink(a === 'x');\n"
                       "sink(a * 2);\n"
                       "sink(other(a));\n");
}

static void loops_and_returns(void **state)
{
    flow_source_expect(*state, MLN_LANG_JS,
                       "function f(x) {\n"
                       "  let q = '';\n"
                       "  for (let i = 0; i < 3; i++) {\n"
                       "    sink(q); // hit\n"
                       "    q = q + source();\n"
                       "  }\n"
                       "  return q;\n"
                       "}\n"
                       "function g() {\n"
                       "  const x = source();\n"
                       "  if (x) return;\n"
                       "  sink(x); // hit\n"
                       "}\n"
                       "function h() {\n"
                       "  let x = source();\n"
                       "  x = 'clean';\n"
                       "  while (k) { sink(x); x = x + 'y'; }\n"
                       "}\n"
                       "for (const x of source()) sink(x); // hit\n"
                       "for (const x of ['a', 'b']) sink(x);\n");
}

static void properties(void **state)
{
    flow_source_expect(*state, MLN_LANG_JS,
                       "const o = { a: source(), b: 'x' };\n"
                       "sink(o.a); // hit\n"
                       "sink(o.b);\n"
                       "o.b = o.a;\n"
                       "sink(o.b); // hit\n"
                       "o.a = 'clean';\n"
                       "sink(o.a);\n"
                       "const { b, ...others } = o;\n"
                       "sink(b); // hit\n"
                       "sink(others.a);\n"
                       "sink(others.b);\n"
                       "const p = { ...o, c: 1 };\n"
                       "sink(p.b); // hit\n"
                       "sink(p.c);\n"
                       "const [x, y] = ['x', source()];\n"
                       "sink(x);\n"
                       "sink(y); // hit\n"
                       "const whole = source();\n"
                       "sink(whole.body.name); // hit\n"
                       "const { body: { name = 'd' } } = source();\n"
                       "sink(name); // hit\n"
                       "const list = [];\n"
                       "list[0] = source();\n"
                       "sink(list); // hit\n"
                       "sink(list[k]); // hit\n"
                       "sink(table[whole]);\n");
}

static void functions(void **state)
{
    flow_source_expect(*state, MLN_LANG_JS,
                       "function id(x) { return x; }\n"
                       "function quote(x) { return `'${x}'`; }\n"
                       "function second(a, b) { return b; }\n"
                       "function none(x) { return 'x'; }\n"
                       "const arrow = (x, y = x) => y;\n"
                       "function all(...xs) { return xs[0]; }\n"
                       "function wash(x) { return clean(x); }\n"
                       "function run(sql) { sink(sql); } // hit\n"
                       "function dry(sql) { sink(sql); }\n"
                       "const t = source();\n"
                       "sink(id(t)); // hit\n"
                       "sink(id('x'));\n"
                       "sink(quote(id(t))); // hit\n"
                       "sink(second(t, 'x'));\n"
                       "sink(second('x', t)); // hit\n"
                       "sink(none(t));\n"
                       "sink(arrow(t)); // hit\n"
                       "sink(all('x', t)); // hit\n"
                       "sink(second(...['x', t])); // hit\n"
                       "sink(second(...[t, 'x']));\n"
                       "sink(wash(t));\n"
                       "run(t);\n"
                       "dry('x');\n"
                       "sink(id.call(null, t)); // hit\n"
                       "sink(second.call(t, t, 'x'));\n"
                       "sink(second.apply(null, ['x', t])); // hit\n"
                       "sink(second.apply(null, [t, 'x']));\n"
                       "function deep(n, x) { return n ? deep(n - 1, x + '.') : x; }\n"
                       "sink(deep(3, t)); // hit\n"
                       "sink(deep(3, 'x'));\n"
                       "async function wait(x) { return x; }\n"
                       "async function main() { sink(await wait(t)); } // hit\n"
                       "function* each(x) { yield x; }\n"
                       "for (const e of each(t)) sink(e); // hit\n"
                       "for (const e of each('x')) sink(e);\n");
}

static void closures(void **state)
{
    flow_source_expect(*state, MLN_LANG_JS,
                       "function outer(x) {\n"
                       "  const f = () => x;\n"
                       "  return f();\n"
                       "}\n"
                       "sink(outer(source())); // hit\n"
                       "sink(outer('x'));\n"
                       "function handler() {\n"
                       "  const id = source();\n"
                       "  later(() => { sink(id); }); // hit\n"
                       "  later(function () { sink(this.id); });\n"
                       "}\n"
                       "let shared = 'x';\n"
                       "function put() { shared = source(); }\n"
                       "function get() { sink(shared); } // hit\n"
                       "let own = 'x';\n"
                       "function use() { sink(own); }\n");
}

static void classes(void **state)
{
    flow_source_expect(*state, MLN_LANG_JS,
                       "class Query {\n"
                       "  constructor(text) { this.text = text; this.kind = 'q'; }\n"
                       "  run() { sink(this.text); sink1(this.kind); } // hit\n"
                       "  static make(x) { return x; }\n"
                       "  add(x) { return this.wrap(x); }\n"
                       "  wrap(x) { return `(${x})`; }\n"
                       "}\n"
                       "const q = new Query(source());\n"
                       "q.run();\n"
                       "sink(q.text); // hit\n"
                       "sink(q.kind);\n"
                       "sink(Query.make(source())); // hit\n"
                       "sink(q.add(source())); // hit\n"
                       "sink(q.add('x'));\n");
}

static void exceptions(void **state)
{
    flow_source_expect(*state, MLN_LANG_JS,
                       "function fail(x) { throw x; }\n"
                       "try { throw source(); } catch (e) { sink(e); } // hit\n"
                       "try { fail(source()); } catch (e) { sink(e); } // hit\n"
                       "try { fail('x'); } catch (e) { sink(e); }\n"
                       "try { const y = source(); use(y); } catch (e) { sink(e); }\n"
                       "let z = 'x';\n"
                       "try { z = source(); f(); } catch (e) { sink(z); } // hit\n"
                       "function through(x) { fail(x); }\n"
                       "try { through(source()); } catch (e) { sink(e); } // hit\n");
}

static void written_parameters(void **state)
{
    flow_source_expect(*state, MLN_LANG_JS,
                       "function fill(o, x) { o.name = x; }\n"
                       "const a = {}, b = {};\n"
                       "fill(a, source());\n"
                       "fill(b, 'x');\n"
                       "sink(a.name); // hit\n"
                       "sink(a.other);\n"
                       "sink(b.name);\n");
    flow_source_expect(*state, MLN_LANG_C,
                       "void fill(char **out, char *x) { *out = x; }\n"
                       "struct s { char *name; char *other; };\n"
                       "void set(struct s *p, char *x) { p->name = x; }\n"
                       "char *id(char *x) { return x; }\n"
                       "int main(void) {\n"
                       "  char *t = source(), *o, *c;\n"
                       "  struct s v;\n"
                       "  sink(id(t)); // hit\n"
                       "  sink(id(\"x\"));\n"
                       "  fill(&o, t);\n"
                       "  sink(o); // hit\n"
                       "  fill(&c, \"x\");\n"
                       "  sink(c);\n"
                       "  set(&v, t);\n"
                       "  sink(v.name); // hit\n"
                       "  sink(v.other);\n"
                       "}\n");
}

static void problems(void **state)
{
    ((flow_source *)*state)->policy.unknown_pass = 3;
    flow_source_expect(*state, MLN_LANG_JS,
                       "function both(x) { return x; }\n"
                       "const a = source(), b = source1();\n"
                       "sink(both(a)); // hit\n"
                       "sink1(both(a));\n"
                       "sink1(both(b)); // hit\n"
                       "sink(both(b));\n"
                       "const c = clean1(a + b);\n"
                       "sink(c); // hit\n"
                       "sink1(c);\n"
                       "sink1(clean(a + b)); // hit\n");
}

static void guards(void **state)
{
    flow_source_expect(*state, MLN_LANG_JS,
                       "const LIST = ['a', 'b'], SET = new Set(['a']), MAP = { a: f, b: g };\n"
                       "function one(x, y) {\n"
                       "  x = source(); y = source();\n"
                       "  if (x === 'a') sink(x); else sink1(x);\n"
                       "  if (x !== 'a') sink(x); // hit\n"
                       "  if (LIST.includes(x)) sink(x);\n"
                       "  if (LIST.includes(x)) sink(y); // hit\n"
                       "  if (!LIST.includes(x)) sink(x); // hit\n"
                       "  if (LIST.indexOf(x) !== -1) sink(x);\n"
                       "  if (LIST.indexOf(x) === -1) sink(x); // hit\n"
                       "  if (LIST.indexOf(x) >= 0) sink(x);\n"
                       "  if (~x) sink(x); // hit\n"
                       "  if (SET.has(x)) sink(x);\n"
                       "  if (x in MAP) sink(x);\n"
                       "  if (MAP[x]) sink(x);\n"
                       "  if (MAP.hasOwnProperty(x)) sink(x);\n"
                       "  if (Object.hasOwn(MAP, x)) sink(x);\n"
                       "  if (Object.prototype.hasOwnProperty.call(MAP, x)) sink(x);\n"
                       "  if (Object.keys(MAP).includes(x)) sink(x);\n"
                       "  if (/^[a-z]+$/.test(x)) sink(x);\n"
                       "  if (/[a-z]+/.test(x)) sink(x); // hit\n"
                       "  if (/^.+$/.test(x)) sink(x); // hit\n"
                       "  if (x.match(/^\\d+$/)) sink(x);\n"
                       "  if (typeof x === 'number') sink(x);\n"
                       "  if (typeof x === 'string') sink(x); // hit\n"
                       "  if (Number.isInteger(x)) sink(x);\n"
                       "  if (!isNaN(x)) sink(x);\n"
                       "  if (isNaN(x)) sink(x); // hit\n"
                       "  if (x > 3) sink(x);\n"
                       "  if (x) sink(x); // hit\n"
                       "  if (!x) sink(x); // hit\n"
                       "  if (x === y) sink(x); // hit\n"
                       "  if (unknown(x)) sink(x); // hit\n"
                       "  if (LIST.includes(x) || y) sink(x); // hit\n"
                       "  if (LIST.includes(x) && y) sink(x);\n"
                       "  if (y.includes(x)) sink(x); // hit\n"
                       "  LIST.includes(x);\n"
                       "  sink(x); // hit\n"
                       "}\n");
    flow_source_expect(*state, MLN_LANG_JS,
                       "const LIST = Object.freeze(['a', 'b']);\n"
                       "const ok = x => /^[a-z]{1,8}$/.test(x);\n"
                       "function valid(x) {\n"
                       "  if (typeof x !== 'string') return false;\n"
                       "  return LIST.includes(x);\n"
                       "}\n"
                       "const both = x => typeof x === 'string' && LIST.includes(x);\n"
                       "const either = x => typeof x === 'string' || LIST.includes(x);\n"
                       "function f() {\n"
                       "  const x = source();\n"
                       "  if (ok(x)) sink(x);\n"
                       "  if (!ok(x)) sink(x); // hit\n"
                       "  if (valid(x)) sink(x);\n"
                       "  if (both(x)) sink(x);\n"
                       "  if (either(x)) sink(x); // hit\n"
                       "  const named = LIST.includes(x);\n"
                       "  if (named) sink(x);\n"
                       "  if (!named) sink(x); // hit\n"
                       "  if (!LIST.includes(x)) return;\n"
                       "  sink(x);\n"
                       "}\n"
                       "function g() {\n"
                       "  const x = source();\n"
                       "  if (!LIST.includes(x)) throw new Error('no');\n"
                       "  later(() => sink(x));\n"
                       "}\n"
                       "function h() {\n"
                       "  let x = source();\n"
                       "  if (LIST.includes(x)) { x = source(); sink(x); } // hit\n"
                       "  switch (x) {\n"
                       "    case 'a': sink(x); break;\n"
                       "    case 'b': case 'c': sink(x); break;\n"
                       "    default: sink(x); // hit\n"
                       "  }\n"
                       "  const y = LIST.includes(x) ? x : 'a';\n"
                       "  sink(y);\n"
                       "  const z = LIST.includes(x) ? 'a' : x;\n"
                       "  sink(z); // hit\n"
                       "}\n"
                       "function k(req) {\n"
                       "  req = source();\n"
                       "  if (LIST.includes(req.q.sort)) sink(req.q.sort);\n"
                       "  if (LIST.includes(req.q.sort)) sink(req.q.other); // hit\n"
                       "}\n");
    flow_source_expect(*state, MLN_LANG_C,
                       "int f(void) {\n"
                       "  char *x = source();\n"
                       "  int n = source();\n"
                       "  if (strcmp(x, \"a\") == 0) sink(x);\n"
                       "  if (!strcmp(x, \"a\")) sink(x);\n"
                       "  if (strcmp(x, \"a\")) sink(x); // hit\n"
                       "  if (n < 10) sink(n);\n"
                       "  if (n > 10) sink(n); // hit\n"
                       "  if (n > 10) return 1;\n"
                       "  sink(n);\n"
                       "  return 0;\n"
                       "}\n");
}

static void add_flow(flow_source *s, mln_lang lang, const char *path)
{
    bool prints = mln_str_starts_with(mln_str_of(path), MLN_STR("sprintf("));
    mln_api_role role = {.kind = MLN_API_FLOW, .format = prints ? 2 : 0};
    char error[128];
    uint32_t offset;
    if (mln_api_add(s->api, 1u << lang, MLN_STR(""), mln_str_of(path), &role, error, sizeof error,
                    &offset) != MLN_OK)
        fail_msg("%s: %s", path, error);
}

static void models(void **state)
{
    flow_source *s = *state;
    const char *const js[] = {"any.then(receiver -> 0.param(0))",  "any.then(0.result -> return)",
                              "any.map(receiver[] -> 0.param(0))", "any.map(0.result -> return[])",
                              "any.push(* -> receiver[])",         "any.trim(receiver -> return)",
                              "any.join(receiver[] -> return)"};
    const char *const c[] = {"strcpy(1 -> 0)",  "strcat(0 -> 0)", "strcat(1 -> 0)",
                             "sprintf(* -> 0)", "fill(1 -> 0)",   "strchr(0 -> return)"};
    for (size_t i = 0; i < MLN_COUNT_OF(js); i++)
        add_flow(s, MLN_LANG_JS, js[i]);
    for (size_t i = 0; i < MLN_COUNT_OF(c); i++)
        add_flow(s, MLN_LANG_C, c[i]);
    flow_source_expect(s, MLN_LANG_JS,
                       "load(source()).then(x => sink(x));\n"
                       "source().then(x => { sink(x); }); // hit\n"
                       "source().then(x => x + 'y').then(y => sink(y)); // hit\n"
                       "source().then(x => 'y').then(y => sink(y));\n"
                       "sink(source().trim()); // hit\n"
                       "sink([source()].map(x => `'${x}'`).join(',')); // hit\n"
                       "sink([source()].map(x => 1).join(','));\n"
                       "const parts = [];\n"
                       "sink(parts.join());\n"
                       "parts.push('a', source());\n"
                       "sink(parts.join()); // hit\n"
                       "sink(parts.length);\n");
    s->policy.prefix_kills = 1;
    flow_source_expect(s, MLN_LANG_C,
                       "int f(void) {\n"
                       "  char *t = source(), buf[20], url[99];\n"
                       "  strcpy(buf, t);\n"
                       "  sink(buf); // hit\n"
                       "  strcat(buf, \"x\");\n"
                       "  sink(buf); // hit\n"
                       "  strcpy(buf + 1, \"x\");\n"
                       "  sink(buf); // hit\n"
                       "  strcpy(buf, \"x\");\n"
                       "  sink(buf);\n"
                       "  sprintf(buf, \"%s\", t);\n"
                       "  sink(buf); // hit\n"
                       "  sprintf(buf, \"%d\", t[0]);\n"
                       "  sink(buf);\n"
                       "  sprintf(url, \"https://example.com/%s\", t);\n"
                       "  sink(url);\n"
                       "  sprintf(url, \"https://%s/x\", t);\n"
                       "  sink(url); // hit\n"
                       "  sink(strchr(t, '=') + 1); // hit\n"
                       "  return 0;\n"
                       "}\n");
}

int mln_test_flow_taint(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(variables, set_up, tear_down),
        cmocka_unit_test_setup_teardown(loops_and_returns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(properties, set_up, tear_down),
        cmocka_unit_test_setup_teardown(functions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(closures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(classes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(exceptions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(written_parameters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(problems, set_up, tear_down),
        cmocka_unit_test_setup_teardown(guards, set_up, tear_down),
        cmocka_unit_test_setup_teardown(models, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
