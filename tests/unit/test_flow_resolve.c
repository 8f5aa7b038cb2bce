/* What values are to the models: which roles fall where, and what calls may call. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "flow/build.h"
#include "flow/resolve.h"
#include "names/names.h"
#include "syntax/parse.h"

int mln_test_flow_resolve(void);

typedef struct {
    mln_parser *parser;
    mln_tree tree;
    mln_names names;
    mln_flow_lowering *lowering;
    mln_arena arena;
    mln_api *api;
    mln_resolver *resolver;
    mln_api_filter *filter;
    mln_facts facts;
    mln_resolution resolution;
    mln_buf out;
    mln_str sets[64]; /* names by number */
    const char *code;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    f->parser = mln_parser_new();
    mln_tree_init(&f->tree);
    f->lowering = mln_flow_lowering_new();
    *state = f;
    return 0;
}

static void forget_models(fixture *f)
{
    mln_resolver_free(f->resolver);
    mln_api_filter_free(f->filter);
    mln_api_free(f->api);
    f->resolver = NULL;
    f->filter = NULL;
    f->api = NULL;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    forget_models(f);
    mln_flow_lowering_free(f->lowering);
    mln_names_release(&f->names);
    mln_parser_free(f->parser);
    mln_tree_release(&f->tree);
    mln_arena_release(&f->arena);
    mln_buf_release(&f->out);
    free(f);
    return 0;
}

static const char *const kinds[MLN_API_ROLE_COUNT] = {"source", "sink", "sanitizer",
                                                      "guard",  "flow", "call"};

static mln_str take_word(mln_str *line)
{
    uint32_t len = 0;
    while (len < line->len && line->ptr[len] != ' ')
        len++;
    mln_str word = {line->ptr, len};
    *line = mln_str_trim((mln_str){line->ptr + len, line->len - len});
    return word;
}

/* A line is `package NAME`, `type NAME PATH`, `flow PATH` or `KIND SET PATH`. */
static void add_model_line(fixture *f, mln_lang_set langs, mln_str *package, mln_str line)
{
    char error[200] = "";
    uint32_t offset;
    mln_str what = take_word(&line);
    if (mln_str_is(what, "package")) {
        *package = line;
        return;
    }
    mln_status status = MLN_SYNTAX;
    if (mln_str_is(what, "type")) {
        mln_str name = take_word(&line);
        status =
            mln_api_add_type(f->api, langs, *package, name, line, error, sizeof error, &offset);
    } else {
        mln_api_role role = {.precision = 3};
        while (!mln_str_is(what, kinds[role.kind]))
            role.kind++;
        if (role.kind != MLN_API_FLOW) {
            mln_str set = take_word(&line);
            role.set = mln_api_add_set(f->api, set);
            assert_true(role.set < MLN_COUNT_OF(f->sets));
            f->sets[role.set] = set;
        }
        status = mln_api_add(f->api, langs, *package, line, &role, error, sizeof error, &offset);
    }
    if (status != MLN_OK)
        fail_msg("%.*s: %u: %s", MLN_STR_ARGS(line), offset, error);
}

static void load_models(fixture *f, mln_lang_set langs, const char *text)
{
    forget_models(f);
    f->api = mln_api_new();
    mln_str package = {0};
    while (*text) {
        size_t len = strcspn(text, "\n");
        mln_str line = mln_str_trim((mln_str){text, (uint32_t)len});
        if (line.len)
            add_model_line(f, langs, &package, line);
        text += len + (text[len] == '\n');
    }
    mln_api_freeze(f->api);
    f->resolver = mln_resolver_new(f->api);
    f->filter = mln_api_filter_new(f->api);
}

static void resolve(fixture *f, mln_lang lang, const char *code)
{
    uint32_t spent = 0;
    f->code = code;
    mln_arena_clear(&f->arena);
    assert_int_equal(mln_parser_parse_as(f->parser, &f->tree, lang, mln_str_of(code)), MLN_OK);
    if (f->tree.errors.len)
        fail_msg("%s: does not parse", code);
    mln_api_filter_load(f->filter, lang, &f->tree.syms, NULL);
    mln_names_resolve(&f->names, &f->tree);
    mln_flow_build(f->lowering, &f->names, &f->arena, &f->facts, &spent);
    assert_null(mln_facts_check(&f->facts));
    mln_resolver_run(f->resolver, &f->facts, &f->arena, &f->resolution);
}

/* `kind set text` for each hit, in the order of the values. What a PARAM or an OUT stands for is
 * shown as `param name` and `out name`. */
static const char *print_hits(fixture *f)
{
    mln_buf_clear(&f->out);
    for (uint32_t i = 0; i < f->resolution.role_count; i++) {
        const mln_role_hit *hit = &f->resolution.roles[i];
        uint32_t v = hit->value, start = f->facts.start[v], stop = f->facts.stop[v];
        mln_flow_op op = mln_facts_op(&f->facts, v);
        mln_str set = f->sets[hit->role->set];
        if (hit->role->kind == MLN_API_FLOW)
            continue;
        mln_buf_addf(&f->out, "%s%s %.*s ", f->out.len ? "; " : "", kinds[hit->role->kind],
                     MLN_STR_ARGS(set));
        if (op == MLN_FLOW_PARAM)
            mln_buf_addf(&f->out, "param %.*s",
                         MLN_STR_ARGS(mln_facts_string(&f->facts, f->facts.sym[v])));
        else if (op == MLN_FLOW_LOAD && start == stop) /* one value for several reads */
            mln_buf_addf(
                &f->out, ".%.*s",
                MLN_STR_ARGS(mln_facts_string(&f->facts, mln_facts_operands(&f->facts, v)[0].key)));
        else
            mln_buf_addf(&f->out, "%s%.*s",
                         op == MLN_FLOW_OUT     ? "out "
                         : op == MLN_FLOW_CATCH ? "catch "
                                                : "",
                         (int)(stop - start), f->code + start);
        for (const mln_str *key = hit->role->path ? f->resolution.key_lists[hit->role->path - 1]
                                                  : &(mln_str){0};
             key->len; key++)
            mln_buf_addf(&f->out, "/%.*s", MLN_STR_ARGS(*key));
        if (hit->key)
            mln_buf_addf(&f->out, "/%.*s", MLN_STR_ARGS(mln_facts_string(&f->facts, hit->key)));
        if (hit->role->kind <= MLN_API_CALL &&
            !mln_api_filter_may(f->filter, hit->role->kind, hit->role->set))
            fail_msg("%s: the filter refuses what is there: %.*s", f->code, MLN_STR_ARGS(set));
    }
    return mln_buf_get_text(&f->out);
}

static void expect_in(fixture *f, mln_lang lang, const char *code, const char *hits)
{
    resolve(f, lang, code);
    const char *found = print_hits(f);
    if (strcmp(found, hits) == 0)
        return;
    mln_buf facts = {0};
    mln_facts_print(&f->facts, &facts);
    print_message("%s\n", mln_buf_get_text(&facts));
    mln_buf_release(&facts);
    fail_msg("%s\nhas      %s\nexpected %s", code, found, hits);
}

static void expect(fixture *f, const char *code, const char *hits)
{
    expect_in(f, MLN_LANG_JS, code, hits);
}

/* ---- JavaScript ---- */

static const char pg[] = "package pg\n"
                         "type client Pool()\n"
                         "type client Client()\n"
                         "type client client.connect()\n"
                         "type client client.connect(0).param(1)\n"
                         "sink sql client.query(0)\n"
                         "sink sql client.query(0).text\n"
                         "sanitizer clean client.escapeLiteral()\n"
                         "call pool Pool\n";

#define TEXT(x) "sink sql " x "; sink sql " x "/text"

static void imports_are_packages(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_JS), pg);
    expect(f, "const { Pool } = require('pg'); const db = new Pool(); db.query(q)",
           "call pool new Pool(); " TEXT("q"));
    expect(f, "const { Pool: P } = require('pg'); P().query(q)", "call pool P(); " TEXT("q"));
    expect(f, "const pg = require('pg'); new pg.Client().query(q)", TEXT("q"));
    expect(f, "new (require('pg').Client)().query(q)", TEXT("q"));
    expect(f, "import { Client } from 'pg'; new Client().query(q)", TEXT("q"));
    expect(f, "import { Client as C } from 'pg'; new C().query(q)", TEXT("q"));
    expect(f, "import * as pg from 'pg'; new pg.Client().query(q)", TEXT("q"));
    expect(f, "import pg from 'pg'; new pg.Client().query(q)", TEXT("q"));
    expect(f, "import * as pg from 'pg'; new pg.default.Client().query(q)", TEXT("q"));
    expect(f, "const pg = require('pg').default; const { Client } = pg; new Client().query(q)",
           TEXT("q"));
    expect(f, "const { default: pg } = require('pg'); new pg.Client().query(q)", TEXT("q"));
    expect(f, "const pg = await import('pg'); new pg.Client().query(q)", TEXT("q"));
}

static void strangers_are_not_known(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_JS), pg);
    expect(f, "const pg = require('pg'); x.query(q)", "");
    expect(f, "const pg = require('pg/lib'); new pg.Client().query(q)", "");
    expect(f, "const pg = require('mypg'); new pg.Client().query(q)", "");
    expect(f, "class Client { query(q) {} } new Client().query(q)", "");
    expect(f, "const { Pool } = require('pg'); function h(Pool) { new Pool().query(q) }", "");
    expect(f, "const { Pool } = require('pg'); Pool.query(q)", "");
    expect(f, "const { Pool } = require('pg'); let db = new Pool(); db = other(); db.query(q)",
           "call pool new Pool()");
}

static void states_follow_values(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_JS), pg);
    /* ways that meet, captures, cells */
    expect(f, "const pg = require('pg'); const db = a ? new pg.Client() : null; db.query(q)",
           TEXT("q"));
    expect(f, "const pg = require('pg'); const db = new pg.Client(); () => db.query(q)", TEXT("q"));
    expect(f,
           "const pg = require('pg'); let db; function open() { db = new pg.Client() }"
           " function run(q) { db.query(q) }",
           TEXT("q"));
    /* functions of the file */
    expect(f,
           "const pg = require('pg'); function make() { return new pg.Client() } make().query(q)",
           TEXT("q"));
    expect(f, "const pg = require('pg'); function run(db) { db.query(q) } run(new pg.Client(), 1)",
           TEXT("q"));
    expect(f,
           "const pg = require('pg'); const make = async () => new pg.Client();"
           "async function f() { const db = await make(); await db.query(q) }",
           TEXT("q"));
    /* types lead to themselves */
    expect(f,
           "const pg = require('pg'); async function f() {"
           " const c = await new pg.Pool().connect(); c.query(q) }",
           "call pool new pg.Pool(); " TEXT("q"));
    expect(f, "const pg = require('pg'); new pg.Pool().connect((err, c) => c.query(q))",
           "call pool new pg.Pool(); " TEXT("q"));
    expect(f,
           "const pg = require('pg'); function done(err, c) { c.query(q) }"
           " new pg.Client().connect(done)",
           TEXT("q"));
    expect(f, "const pg = require('pg'); const c = new pg.Client(); use(c.escapeLiteral(a))",
           "sanitizer clean c.escapeLiteral(a)");
}

static void objects_hold_what_is_stored(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_JS), pg);
    expect(f, "const pg = require('pg'); const o = { db: new pg.Client(), x: 1 }; o.db.query(q)",
           TEXT("q"));
    expect(f, "const pg = require('pg'); const o = { db: new pg.Client(), x: 1 }; o.x.query(q)",
           "");
    expect(f,
           "const pg = require('pg'); const o = {}; function f() { o.db = new pg.Client() }"
           " function g(q) { o.db.query(q) }",
           TEXT("q"));
    expect(f, "const pg = require('pg'); const o = { [k]: new pg.Client() }; o.db.query(q)",
           TEXT("q"));
    expect(f, "const pg = require('pg'); const o = { db: new pg.Client() }; o[k].query(q)",
           TEXT("q"));
    expect(f,
           "const pg = require('pg'); const a = { db: new pg.Client() }; const b = { ...a };"
           " b.db.query(q)",
           TEXT("q"));
    expect(f,
           "const pg = require('pg'); const a = { db: new pg.Client() }; const { db } = a;"
           " db.query(q)",
           TEXT("q"));
    expect(f, "const pg = require('pg'); exports.db = new pg.Client(); exports.db.query(q)",
           TEXT("q"));
    expect(f,
           "const pg = require('pg'); module.exports = { db: new pg.Client(),"
           " run(q) { return this.db.query(q) } }",
           TEXT("q"));
}

static void classes_have_fields(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_JS), pg);
    expect(f,
           "const { Client } = require('pg'); class A { constructor() { this.db = new Client() }"
           " run(q) { return this.db.query(q) } }",
           TEXT("q"));
    expect(f,
           "const { Client } = require('pg'); class A { db = new Client();"
           " run = q => this.db.query(q) }",
           TEXT("q"));
    expect(f,
           "const { Client } = require('pg'); class A { db = new Client() }"
           " const a = new A(); a.db.query(q)",
           TEXT("q"));
    expect(f,
           "const { Client } = require('pg'); class A { constructor(db) { this.db = db }"
           " run(q) { this.db.query(q) } } new A(new Client())",
           TEXT("q"));
    expect(f,
           "const { Client } = require('pg'); class A { constructor() { this.db = new Client() } }"
           " class B extends A { run(q) { this.db.query(q) } }",
           TEXT("q"));
    expect(f,
           "const { Client } = require('pg'); class A { open() { return new Client() }"
           " run(q) { this.open().query(q) } }",
           TEXT("q"));
    expect(f,
           "const { Client } = require('pg'); class Db extends Client {}"
           " new Db().query(q)",
           TEXT("q"));
    expect(f,
           "const { Client } = require('pg'); class Db extends Client { run(q) {"
           " this.query(q) } }",
           TEXT("q"));
    /* constructor functions */
    expect(f,
           "const { Client } = require('pg'); function A() { this.db = new Client() }"
           " A.prototype.run = function (q) { this.db.query(q) }; new A().run(q)",
           TEXT("q"));
    expect(f,
           "const { Client } = require('pg'); class A { static db = new Client();"
           " static run(q) { this.db.query(q) } } A.db.query(z)",
           TEXT("z") "; " TEXT("q"));
}

static const char express[] = "package express\n"
                              "type app exports()\n"
                              "type app exports.Router()\n"
                              "type handler app.{get,post}(1..)\n"
                              "type handler app.use(*)\n"
                              "type handler app.route().{get,post}(*)\n"
                              "type handler handler[]\n"
                              "type request handler.param(0 of 2)\n"
                              "type request handler.param(0 of 3)\n"
                              "type request handler.param(1 of 4)\n"
                              "type request type.Request\n"
                              "type request shape(req|request, res|response).param(0)\n"
                              "type response handler.param(1 of 2)\n"
                              "type response handler.param(1 of 3)\n"
                              "type response response.status()\n"
                              "type response type.Response\n"
                              "source http request.{body,query}\n"
                              "source http request.get()\n"
                              "sink html response.send(0)\n"
                              "sink body response.body\n"
                              "package javascript\n"
                              "flow any.bind(receiver => return)\n"
                              "flow any.then(receiver => 0.param(0))\n"
                              "flow any.then(0.result => return)\n"
                              "flow any.push(* => receiver[])\n"
                              "flow any.map(receiver[] => 0.param(0))\n"
                              "flow any.map(0.result => return[])\n"
                              "flow any.forEach(receiver[] => 0.param(0))\n";

static void handlers_are_found(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_JS) | MLN_LANG_BIT(MLN_LANG_TS), express);
    const char *hits = "source http a.body; sink html a.body";
    expect(f, "const app = require('express')(); app.get('/', (a, b) => b.send(a.body))", hits);
    expect(f, "const app = require('express')(); app.get('/', m, (a, b) => b.send(a.body))", hits);
    expect(f, "const app = require('express')(); app.get('/', [m, (a, b) => b.send(a.body)])",
           hits);
    expect(f,
           "const app = require('express')(); const list = [m, (a, b) => b.send(a.body)];"
           " app.get('/', ...list)",
           hits);
    expect(f,
           "const app = require('express')(); const list = [];"
           " list.push((a, b) => b.send(a.body)); app.get('/', list)",
           hits);
    expect(f,
           "const app = require('express')(); function h(a, b) { b.send(a.body) }"
           " app.post('/', h)",
           hits);
    expect(f,
           "const app = require('express')(); const c = { h(a, b) { b.status(1).send(a.body) } };"
           " app.get('/', c.h)",
           hits);
    expect(f,
           "const app = require('express')(); const c = { h(a, b) { b.send(a.body) } };"
           " app.get('/', c.h.bind(c))",
           hits);
    expect(f,
           "const app = require('express')(); class C { h(a, b) { b.send(a.body) } }"
           " const c = new C(); app.get('/', c.h)",
           hits);
    expect(f,
           "const express = require('express'); const router = express.Router();"
           " router.route('/').get((a, b) => b.send(a.body)); express().use('/', router)",
           hits);
    expect(f,
           "const app = require('express')(); const wrap = fn => (a, b) => fn(a, b);"
           " app.get('/', wrap((c, d) => d.send(c.query)))",
           "source http c.query; sink html c.query");
    expect(f,
           "const express = require('express'); [1].forEach(x => express().get(x, "
           "(a, b) => b.send(a.body)))",
           hits);
    expect(f,
           "const app = require('express')(); function on(p, fn) { app.get(p, fn) }"
           " on('/', (a, b) => b.send(a.body))",
           hits);
    /* an error handler has four parameters */
    expect(f, "const app = require('express')(); app.use((e, a, b, n) => b.send(a.body))",
           "source http a.body");
    /* registered elsewhere, by shape */
    expect(f, "exports.h = (req, res) => x(req.body)", "source http req.body");
    expect(f, "exports.h = (request, response, next) => x(request.get('a'))",
           "source http request.get('a')");
    expect(f, "export default (req, res) => x(req.body)", "source http req.body");
    expect(f, "export default async function (req, res) { x(req.body) }", "source http req.body");
    expect_in(f, MLN_LANG_TS, "export = (req, res) => x(req.body)", "source http req.body");
    expect(f, "exports.h = (req) => x(req.body)", "");
    expect(f, "exports.h = (res, req) => x(req.body)", "");
    expect(f, "const app = require('express')(); app.get('/', (a, b) => { b.body = a.query })",
           "source http a.query; sink body a.query");
    expect(f, "const app = require('express')(); app.set('/', (a, b) => b.send(a.body))", "");
}

static void sources_are_where_they_begin(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_JS), express);
    expect(f, "exports.h = (req, res) => { const b = req.body; const c = b; x(b, c) }",
           "source http req.body");
    expect(f, "exports.h = ({ body, query: { id } }, res) => x(body, id)", "");
    expect(f, "function get(r) { return r.body } exports.h = (req, res) => x(get(req))",
           "source http r.body");
}

static void promises_hand_on(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_JS),
                "package axios\n"
                "type response exports.get()\n"
                "source net response.data\n"
                "package fs\n"
                "sink path readFile(0)\n"
                "package util\n"
                "flow promisify(0 => return)\n"
                "package javascript\n"
                "flow any.then(receiver => 0.param(0))\n"
                "flow any.then(0.result => return)\n"
                "source caught caught\n");
    expect(f, "const axios = require('axios'); axios.get(u).then(r => x(r.data))",
           "source net r.data");
    expect(f, "const axios = require('axios'); axios.get(u).then(r => r).then(s => x(s.data))",
           "source net s.data");
    expect(f,
           "const axios = require('axios'); async () => { const { data } = await axios.get(u);"
           " x(data) }",
           "source net data");
    expect(f,
           "const fs = require('node:fs'), util = require('util');"
           " const read = util.promisify(fs.readFile); read(p)",
           "sink path p");
    expect(f,
           "import { readFile } from 'node:fs'; import { promisify } from 'node:util';"
           " promisify(readFile)(p)",
           "sink path p");
    expect(f, "try { a() } catch (e) { x(e) }", "source caught catch e");
    expect(f, "a().catch(e => x(e)); a().then(b, err => x(err))",
           "source caught param e; source caught param err");
}

static void functions_have_methods(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_JS), pg);
    expect(f,
           "const { Client } = require('pg'); function run(db) { db.query(q) }"
           " run.call(null, new Client())",
           TEXT("q"));
    expect(f,
           "const { Client } = require('pg'); function run() { this.db.query(q) }"
           " run.call({ db: new Client() })",
           TEXT("q"));
    expect(f,
           "const { Client } = require('pg'); function make() { return new Client() }"
           " make.apply(null, a).query(q)",
           TEXT("q"));
    expect(f,
           "const { Client } = require('pg'); const c = new Client(); const run = c.query.bind(c);"
           " run(q)",
           TEXT("q"));
}

static void properties_of_arguments_count(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_JS),
                "package server\n"
                "type request exports.serve(0).handler.param(0)\n"
                "type request exports.serve(0).routes.*.param(0)\n"
                "type request exports.serve(0).list[].handler.param(0)\n"
                "source http request.body\n"
                "sink html exports.serve(0).handler.result\n"
                "sink opts exports.open(0).{a,b}.c\n"
                "sink deep exports.open(-1)..\n"
                "sink recv exports.run(receiver)\n");
    expect(f, "const s = require('server'); s.serve({ handler: r => r.body })",
           "source http r.body; sink html r.body");
    expect(f,
           "const s = require('server'); function h(r) { if (a) return 'x'; return r.body }"
           " const o = {}; o.handler = h; s.serve(o)",
           "sink html 'x'; source http r.body; sink html r.body");
    expect(f, "require('server').serve({ routes: { '/a': r => x(r.body) } })",
           "source http r.body");
    expect(f, "require('server').serve({ list: [{ handler: r => x(r.body) }] })",
           "source http r.body");
    expect(f, "require('server').serve({ other: r => x(r.body) })", "");
    expect(f, "require('server').open(a)", "sink opts a/a/c; sink opts a/b/c; sink deep a");
    expect(f, "require('server').open(a, b)", "sink opts a/a/c; sink opts a/b/c; sink deep b");
    expect(f, "const s = require('server'); s.run()", "sink recv s");
}

static void extended_classes_are_called(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_JS) | MLN_LANG_BIT(MLN_LANG_TS),
                "package framework\n"
                "source http Controller.instance.handle.param(0)\n"
                "source ctx Controller.instance.context\n"
                "source http register(0).instance.run.param(0)\n"
                "source http plug(0).run.param(0)\n");
    expect(f,
           "const { Controller } = require('framework');"
           " class A extends Controller { handle(a) { x(a) } other(b) { x(this.context, b) } }",
           "source http param a; source ctx .context");
    expect(f,
           "const { register } = require('framework'); class A { run(a) {} go(b) {} }"
           " register(A)",
           "source http param a");
    expect(f,
           "const { plug } = require('framework'); class A { run(a) {} go(b) {} }"
           " plug(new A())",
           "source http param a");
}

/* ---- TypeScript ---- */

static void types_say_what_values_are(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_TS), express);
    expect_in(f, MLN_LANG_TS,
              "import { Request, Response } from 'express';"
              " export const h = (a: Request, b: Response) => { b.send(a.body) }",
              "source http a.body; sink html a.body");
    expect_in(f, MLN_LANG_TS,
              "import express from 'express'; function h(a: express.Request) { x(a.body) }",
              "source http a.body");
    expect_in(f, MLN_LANG_TS,
              "import type { Request } from 'express';"
              " class A { constructor(private readonly r: Request) {}"
              " f() { x(this.r.body) } }",
              "source http this.r.body");
    expect_in(f, MLN_LANG_TS,
              "import { Request } from 'other'; function h(a: Request) { x(a.body) }", "");
    load_models(f, MLN_LANG_BIT(MLN_LANG_TS),
                "package next\n"
                "source http type.NextHandler.param(0)\n"
                "package pg\n"
                "type client Pool()\n"
                "sink sql client.query(0)\n");
    expect_in(f, MLN_LANG_TS,
              "import { NextHandler } from 'next'; const h: NextHandler = (a, b) => x(a)",
              "source http param a");
    expect_in(f, MLN_LANG_TS,
              "import { Pool } from 'pg'; class Db { pool = new Pool() }"
              " class A { constructor(private db: Db) {} run(q) { this.db.pool.query(q) } }",
              "sink sql q");
}

static void decorators_say_what_is_handed_in(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_TS),
                "package nest\n"
                "source http {Body,Query}.decorated\n"
                "sink html Get.decorated.result\n"
                "source http Event().decorated.param(0)\n"
                "source ctx Gateway.decorated.instance.server\n"
                "source env Config.decorated\n");
    expect_in(f, MLN_LANG_TS,
              "import { Body, Get, Query } from 'nest'; class A {"
              " @Get('/') f(@Body() dto, @Query('q') q, z) { return dto } }",
              "source http param dto; source http param q; sink html dto");
    expect_in(f, MLN_LANG_TS, "import * as n from 'nest'; class A { @n.Event('a') on(m) { x(m) } }",
              "source http param m");
    expect_in(f, MLN_LANG_TS,
              "import { Gateway } from 'nest'; @Gateway() class A { f() { x(this.server) } }",
              "source ctx .server");
    expect_in(f, MLN_LANG_TS, "import { Body } from 'other'; class A { f(@Body() dto) {} }", "");
}

/* ---- C ---- */

static void c_functions_and_types_are_known(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_C),
                "package posix\n"
                "source http recv(1)\n"
                "source env getenv()\n"
                "sink command system(0)\n"
                "sink format printf(0)\n"
                "package sqlite\n"
                "type db sqlite3_open(1)\n"
                "sink sql sqlite3_exec(1)\n"
                "call exec sqlite3_exec\n"
                "package mongoose\n"
                "source http type.mg_http_message.{body,uri}\n"
                "source http mg_listen(2).param(2)\n");
    const char *code = "void f(int s) { char b[9]; recv(s, b, 9, 0); system(b); }";
    expect_in(f, MLN_LANG_C, code, "source http out b; sink command b");
    expect_in(f, MLN_LANG_C, "void f(void) { system(getenv(\"A\")); }",
              "source env getenv(\"A\"); sink command getenv(\"A\")");
    expect_in(f, MLN_LANG_C, "void f(struct mg_http_message *m) { x(m->body); y(m->head); }",
              "source http m->body");
    expect_in(f, MLN_LANG_C,
              "static void on(struct c *c, int ev, void *d) { x(d); }"
              " int main(void) { mg_listen(m, \"u\", on, 0); }",
              "source http param d");
    expect_in(f, MLN_LANG_C, "void f(sqlite3 *d, char *q) { sqlite3_exec(d, q, 0, 0, 0); }",
              "sink sql q; call exec sqlite3_exec(d, q, 0, 0, 0)");
    /* a library that is compiled in is given what the library is given … */
    expect_in(f, MLN_LANG_C,
              "int system(const char *c) { return 0; }"
              " void f(char *q) { system(q); }",
              "sink command q");
    /* … but not what the file keeps to itself … */
    expect_in(f, MLN_LANG_C,
              "static int system(const char *c) { return 0; }"
              " void f(char *q) { system(q); }",
              "");
    /* … and where its values come from stands in its body */
    expect_in(f, MLN_LANG_C,
              "static char *getenv(const char *c) { return 0; } void f(void) { x(getenv(\"A\")); }",
              "");
    /* and JavaScript has none of it */
    expect(f, "system(q)", "");
}

static void c_structs_hand_on_their_fields(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_C),
                "package mongoose\n"
                "source http type.message.uri.{buf,ptr}\n"
                "source http find().buf\n"
                "source http read_text(1).buf\n"
                "source http type.handlers.on_url.param(1)\n"
                "source http type.handlers[].param(2 of 3)\n");
    /* of the names the file has, before and where the field is read */
    expect_in(f, MLN_LANG_C, "void f(struct message *m) { match(m->uri); x(m->uri.buf); }",
              "source http m->uri/buf; source http m->uri/buf; source http m->uri.buf;"
              " source http .uri/buf");
    expect_in(f, MLN_LANG_C, "void f(struct message *m) { match(m->uri); }", "");
    expect_in(f, MLN_LANG_C, "void f(struct text t) { t.buf = 0; copy(find()); }",
              "source http find()/buf");
    expect_in(f, MLN_LANG_C, "void f(struct text t) { t.buf = 0; read_text(0, &t); copy(t); }",
              "source http out &t/buf; source http .buf");
    /* handlers that are fields: by name, by place, by assignment, of functions declared first */
    expect_in(f, MLN_LANG_C,
              "int on(int a, char *b); struct handlers h = {.on_url = on};"
              " int on(int a, char *b) { return x(b); }",
              "source http param b");
    expect_in(f, MLN_LANG_C,
              "int on(int a, int c, char *b) { return x(b); } int off(int d) { return d; }"
              " struct handlers h = {0, on, off};",
              "source http param b");
    expect_in(f, MLN_LANG_C,
              "int on(int a, char *b) { return x(b); }"
              " void f(void) { struct handlers h; h.on_url = on; g(&h); }",
              "source http param b");
    expect_in(f, MLN_LANG_C,
              "int on(int a, char *b) { return x(b); }"
              " void f(struct handlers *h) { h->on_url = &on; h->on_body = on; }",
              "source http param b");
}

static void c_names_are_declared_elsewhere(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_C),
                "package posix\n"
                "source env global.environ\n");
    expect_in(f, MLN_LANG_C, "void f(void) { x(environ[0]); }", "source env environ");
    expect_in(f, MLN_LANG_C, "extern char **environ; void f(void) { x(environ[0]); }",
              "source env environ");
    expect_in(f, MLN_LANG_C, "static char **environ; void f(void) { x(environ[0]); }", "");
    expect_in(f, MLN_LANG_C, "void f(void) { char **environ; x(environ[0]); }", "");
    expect_in(f, MLN_LANG_C, "char **environ = 0; void f(void) { x(environ[0]); }", "");
}

/* ---- bounds ---- */

static void too_much_is_nothing(void **state)
{
    fixture *f = *state;
    mln_buf model = {0}, code = {0};
    mln_buf_add_text(&model, "package p\n");
    mln_buf_add_text(&code, "const p = require('p'); const v = ");
    for (int i = 0; i < 14; i++) {
        mln_buf_addf(&model, "sink s m%d().x(0)\n", i);
        mln_buf_addf(&code, "a ? p.m%d() : ", i);
    }
    mln_buf_add_text(&code, "0; v");
    load_models(f, MLN_LANG_BIT(MLN_LANG_JS), mln_buf_get_text(&model));
    resolve(f, MLN_LANG_JS, mln_buf_get_text(&code));
    assert_true(f->resolution.overflows > 0);
    uint32_t last = f->facts.value_count; /* the use of v at the end */
    while (f->facts.stop[--last] != strlen(f->code))
        continue;
    assert_int_equal(mln_facts_op(&f->facts, last), MLN_FLOW_COPY);
    assert_int_equal(f->resolution.first_state[last], f->resolution.first_state[last + 1]);
    expect(f, "const p = require('p'); p.m3().x(r)", "sink s r");
    assert_int_equal(f->resolution.overflows, 0);
    mln_buf_release(&model);
    mln_buf_release(&code);
}

/* Large tables of functions cost no more than their size, and are not lost. */
static void large_tables_are_followed(void **state)
{
    fixture *f = *state;
    mln_buf code = {0};
    load_models(f, MLN_LANG_BIT(MLN_LANG_JS),
                "package p\nsource http serve(0).*.param(0)\nsink s run(0)\n");
    mln_buf_add_text(&code, "const p = require('p'); const t = {");
    for (int i = 0; i < 20000; i++)
        mln_buf_addf(&code, "k%d: a => 1,", i);
    mln_buf_add_text(&code, "}; p.serve(t)");
    resolve(f, MLN_LANG_JS, mln_buf_get_text(&code));
    assert_int_equal(f->resolution.role_count, 20000);
    assert_int_equal(f->resolution.overflows, 0);
    mln_buf_release(&code);
}

static void targets_are_functions_of_the_file(void **state)
{
    fixture *f = *state;
    load_models(f, MLN_LANG_BIT(MLN_LANG_JS), pg);
    static const struct {
        const char *code;
        uint32_t count;
    } cases[] = {
        {"function f() {} f(); f()", 2},
        {"const f = () => 1; const g = f; g()", 1},
        {"const o = { f() {} }; o.f(); o.g()", 1},
        {"class A { m() { this.n() } n() {} } new A().m()", 2},
        {"class A { constructor(x) {} } class B extends A {} new A(1); new B(1)", 2},
        {"const f = a ? () => 1 : () => 2; f()", 2},
        {"function f(g) { g() } f(() => 1)", 2},
        {"f()", 0},
    };
    for (size_t i = 0; i < MLN_COUNT_OF(cases); i++) {
        resolve(f, MLN_LANG_JS, cases[i].code);
        if (f->resolution.target_count != cases[i].count)
            fail_msg("%s: %u targets", cases[i].code, f->resolution.target_count);
    }
}

/* The same file gives the same arrays, whatever was looked at before. */
static void order_does_not_matter(void **state)
{
    fixture *f = *state;
    const char *code = "const app = require('express')(); const list = [(a, b) => b.send(a.body),"
                       " (c, d) => d.send(c.query)]; app.get('/', list); list.forEach(h => h(1))";
    load_models(f, MLN_LANG_BIT(MLN_LANG_JS), express);
    resolve(f, MLN_LANG_JS, code);
    char *first = strdup(print_hits(f));
    uint32_t states = f->resolution.first_state[f->facts.value_count];
    mln_state *all = malloc(states * sizeof *all);
    memcpy(all, f->resolution.states, states * sizeof *all);
    resolve(f, MLN_LANG_JS, "const o = {}; o.a = o; o.a.a = () => o; o.a.a()");
    resolve(f, MLN_LANG_JS, code);
    assert_string_equal(first, print_hits(f));
    assert_int_equal(states, f->resolution.first_state[f->facts.value_count]);
    for (uint32_t i = 0; i < states; i++)
        assert_true(all[i].kind == f->resolution.states[i].kind &&
                    all[i].index == f->resolution.states[i].index);
    free(first);
    free(all);
}

int mln_test_flow_resolve(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(imports_are_packages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(strangers_are_not_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(states_follow_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(objects_hold_what_is_stored, set_up, tear_down),
        cmocka_unit_test_setup_teardown(classes_have_fields, set_up, tear_down),
        cmocka_unit_test_setup_teardown(handlers_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sources_are_where_they_begin, set_up, tear_down),
        cmocka_unit_test_setup_teardown(promises_hand_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(functions_have_methods, set_up, tear_down),
        cmocka_unit_test_setup_teardown(properties_of_arguments_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(extended_classes_are_called, set_up, tear_down),
        cmocka_unit_test_setup_teardown(types_say_what_values_are, set_up, tear_down),
        cmocka_unit_test_setup_teardown(decorators_say_what_is_handed_in, set_up, tear_down),
        cmocka_unit_test_setup_teardown(c_functions_and_types_are_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(c_structs_hand_on_their_fields, set_up, tear_down),
        cmocka_unit_test_setup_teardown(c_names_are_declared_elsewhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(too_much_is_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(large_tables_are_followed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(targets_are_functions_of_the_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(order_does_not_matter, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("flow/resolve", tests, NULL, NULL);
}
