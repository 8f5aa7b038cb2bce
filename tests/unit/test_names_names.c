/* What names stand for: scopes, imports, exports, constant values and types. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "names/excerpt.h"
#include "names/names.h"
#include "names/type.h"
#include "names/value.h"
#include "syntax/parse.h"

int mln_test_names_names(void);

typedef struct {
    mln_parser *parser;
    mln_tree tree;
    mln_names names;
    const char *code;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    f->parser = mln_parser_new();
    mln_tree_init(&f->tree);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    mln_names_release(&f->names);
    mln_parser_free(f->parser);
    mln_tree_release(&f->tree);
    free(f);
    return 0;
}

static void resolve(fixture *f, mln_lang lang, const char *code)
{
    f->code = code;
    assert_int_equal(mln_parser_parse_as(f->parser, &f->tree, lang, mln_str_of(code)), MLN_OK);
    if (f->tree.errors.len)
        fail_msg("%s: does not parse", code);
    mln_names_resolve(&f->names, &f->tree);
}

/* The `index`th (from 0) identifier of that name, in the order of the text; keys do not count. */
static mln_node ident(fixture *f, const char *name, uint32_t index)
{
    for (uint32_t id = 0; id < f->tree.count; id++) {
        mln_node n = {id};
        if (mln_tree_is(&f->tree, n, MLN_KIND_IDENT) &&
            mln_tree_role(&f->tree, n) != MLN_ROLE_KEY &&
            mln_str_is(mln_tree_sym_text(&f->tree, n), name) && index-- == 0)
            return n;
    }
    fail_msg("%s: no such %s", f->code, name);
    return MLN_NO_NODE;
}

/* `groups` has a letter for each identifier `x` in order: equal letters are one variable, `-` is a
 * free name. */
static void expect_groups(fixture *f, mln_lang lang, const char *code, const char *groups)
{
    resolve(f, lang, code);
    size_t count = strlen(groups);
    for (size_t i = 0; i < count; i++) {
        uint32_t a = mln_names_get_id(&f->names, ident(f, "x", (uint32_t)i));
        if ((groups[i] == '-') != (a == 0))
            fail_msg("%s: x number %zu is %s", code, i, a ? "bound" : "free");
        for (size_t j = 0; j < i; j++) {
            uint32_t b = mln_names_get_id(&f->names, ident(f, "x", (uint32_t)j));
            if (groups[i] != '-' && (groups[i] == groups[j]) != (a == b))
                fail_msg("%s: x number %zu and %zu are %s variable", code, j, i,
                         a == b ? "one" : "not one");
        }
    }
    uint32_t found = 0;
    for (uint32_t id = 0; id < f->tree.count; id++)
        found += f->tree.kind[id] == MLN_KIND_IDENT && f->tree.role[id] != MLN_ROLE_KEY &&
                 mln_str_is(mln_tree_sym_text(&f->tree, (mln_node){id}), "x");
    if (found != count)
        fail_msg("%s: holds %u x", code, found);
}

static void scopes_nest(void **state)
{
    fixture *f = *state;
    expect_groups(f, MLN_LANG_JS, "x; let y", "-");
    expect_groups(f, MLN_LANG_JS, "let x; { let x; x } x", "abba");
    expect_groups(f, MLN_LANG_JS, "let x; { x }", "aa");
    expect_groups(f, MLN_LANG_JS, "{ let x } x", "a-");
    expect_groups(f, MLN_LANG_JS, "{ const x = 1; { x } } { const x = 2; x }", "aabb");
    expect_groups(f, MLN_LANG_JS, "{ class x {} x } x", "aa-");
    expect_groups(f, MLN_LANG_JS, "function f(x) { x } x", "aa-");
    expect_groups(f, MLN_LANG_JS, "let x; function f(x) { return () => x } x", "abba");
    expect_groups(f, MLN_LANG_JS, "let x; f(x => x)", "abb");
    expect_groups(f, MLN_LANG_JS, "let x; (function x() { x }); x", "abba");
    expect_groups(f, MLN_LANG_JS, "(function x() { x }); x", "aa-");
    expect_groups(f, MLN_LANG_JS, "try {} catch (x) { x } x", "aa-");
    expect_groups(f, MLN_LANG_JS, "try {} catch ({x}) { x } x", "aa-");
    expect_groups(f, MLN_LANG_JS, "for (let x = 0; x < 1; x++) { x } x", "aaaa-");
    expect_groups(f, MLN_LANG_JS, "for (const x of y) { x } x", "aa-");
    expect_groups(f, MLN_LANG_JS, "switch (y) { case 1: let x; x } x", "aa-");
    expect_groups(f, MLN_LANG_JS, "const {x} = y, [z, ...w] = x; x", "aaa");
    expect_groups(f, MLN_LANG_JS, "const {a: {b: [x = 1]}} = y; x", "aa");
    expect_groups(f, MLN_LANG_TS, "function f(x: string) { return x as string }", "aa");
}

static void declarations_are_hoisted(void **state)
{
    fixture *f = *state;
    expect_groups(f, MLN_LANG_JS, "x; var x", "aa");
    expect_groups(f, MLN_LANG_JS, "x(); function x() {}", "aa");
    expect_groups(f, MLN_LANG_JS, "function f() { x; if (y) { var x } } x", "aa-");
    expect_groups(f, MLN_LANG_JS, "var x; function f() { for (var x of y) {} x } x", "abba");
    expect_groups(f, MLN_LANG_JS, "function f() { x } let x", "aa");
    expect_groups(f, MLN_LANG_JS, "var x = 1; var x = 2; x", "aaa");
    expect_groups(f, MLN_LANG_JS, "{ var x } x", "aa");
    assert_int_equal(mln_names_get(&f->names, ident(f, "x", 0))->kind, MLN_BINDING_VARIABLE);
}

static void c_has_blocks_and_parameters(void **state)
{
    fixture *f = *state;
    expect_groups(f, MLN_LANG_C, "int x; int f(int x) { return x; } int g(void) { return x; }",
                  "abba");
    expect_groups(f, MLN_LANG_C, "void f(void) { int x; { int x; x = 1; } x = 2; }", "abba");
    expect_groups(f, MLN_LANG_C, "void f(void) { for (int x = 0; x; x++) ; x(); }", "aaa-");
    expect_groups(f, MLN_LANG_C, "struct x { int a; }; int f(struct x *v) { return x(v); }", "---");
    expect_groups(f, MLN_LANG_C, "int x; enum x { A }; int f(void) { return x; }", "a-a");
#define BRANCH "void f(void) {\n#ifdef A\nint x;\n#endif\nx = 1; }\n"
    /* A branch of the preprocessor is no block. */
    expect_groups(f, MLN_LANG_C, BRANCH, "aa");
}

static void expect_owner(fixture *f, mln_lang lang, const char *code, const char *name, unsigned op,
                         uint32_t declared)
{
    resolve(f, lang, code);
    const mln_binding_info *b = mln_names_get(&f->names, ident(f, name, 0));
    if (!b || !mln_tree_is(&f->tree, b->owner, MLN_KIND_FUNCTION) ||
        mln_tree_op(&f->tree, b->owner) != op || b->declared != declared || b->writes)
        fail_msg("%s: %s is not the function it should be", code, name);
}

/* The body is what the name stands for, wherever prototypes and overloads stand. */
static void prototypes_are_no_writes(void **state)
{
    fixture *f = *state;
    expect_owner(f, MLN_LANG_C,
                 "int f(int); int g(void) { return f(1); } int f(int a) { return a; }", "f",
                 MLN_FUNCTION_DECLARATION, 2);
    expect_owner(f, MLN_LANG_C, "int f(int a) { return a; } int f(int);", "f",
                 MLN_FUNCTION_DECLARATION, 2);
    expect_owner(f, MLN_LANG_C, "int f(int); int f(int a);", "f", MLN_FUNCTION_SIGNATURE, 2);
    expect_owner(f, MLN_LANG_TS,
                 "function f(a: string): void; function f(a: number): void;"
                 " function f(a: any) { return a; }",
                 "f", MLN_FUNCTION_DECLARATION, 3);
}

static void kinds_and_writes_are_told(void **state)
{
    fixture *f = *state;
    resolve(f, MLN_LANG_JS,
            "import i from 'm'; function g(p) { try {} catch (c) {} } class K {} let v = 1;"
            "let w; w = 1; w++; [w] = v; for (w in v) ; let u = v; let [d] = v");
    static const struct {
        const char *name;
        mln_binding_kind kind;
        uint32_t writes;
    } cases[] = {
        {"i", MLN_BINDING_IMPORT, 0},   {"g", MLN_BINDING_FUNCTION, 0},
        {"p", MLN_BINDING_PARAM, 0},    {"c", MLN_BINDING_CATCH, 0},
        {"K", MLN_BINDING_CLASS, 0},    {"v", MLN_BINDING_VARIABLE, 0},
        {"w", MLN_BINDING_VARIABLE, 4}, {"u", MLN_BINDING_VARIABLE, 0},
        {"d", MLN_BINDING_VARIABLE, 0},
    };
    for (size_t i = 0; i < MLN_COUNT_OF(cases); i++) {
        const mln_binding_info *binding = mln_names_get(&f->names, ident(f, cases[i].name, 0));
        assert_non_null(binding);
        if (binding->kind != cases[i].kind || binding->writes != cases[i].writes)
            fail_msg("%s: kind %d, %u writes", cases[i].name, (int)binding->kind, binding->writes);
    }
    assert_int_equal(mln_names_get(&f->names, ident(f, "w", 0))->first_write, ident(f, "w", 1).id);
    assert_int_equal(mln_names_get_function(&f->names, ident(f, "p", 0)).id,
                     mln_names_get(&f->names, ident(f, "g", 0))->owner.id);
    assert_int_equal(mln_names_get_function(&f->names, ident(f, "v", 0)).id, UINT32_MAX);
}

static void expect_import(fixture *f, const char *code, mln_from from, const char *module,
                          const char *base, const char *imported, bool is_default)
{
    resolve(f, MLN_LANG_TS, code);
    const mln_binding_info *binding = mln_names_get(&f->names, ident(f, "x", 0));
    assert_non_null(binding);
    const mln_strtab *syms = &f->tree.syms;
    if (binding->from != from || !mln_str_is(mln_strtab_get(syms, binding->module.id), module) ||
        !mln_str_is(mln_strtab_get(syms, binding->base.id), base) ||
        !mln_str_is(mln_strtab_get(syms, binding->imported.id), imported) ||
        binding->is_default != is_default)
        fail_msg("%s: from %d module %.*s base %.*s imported %.*s default %d", code,
                 (int)binding->from, MLN_STR_ARGS(mln_strtab_get(syms, binding->module.id)),
                 MLN_STR_ARGS(mln_strtab_get(syms, binding->base.id)),
                 MLN_STR_ARGS(mln_strtab_get(syms, binding->imported.id)), binding->is_default);
}

static void imports_are_known(void **state)
{
    fixture *f = *state;
    const mln_from import = MLN_FROM_IMPORT, require = MLN_FROM_REQUIRE;
    expect_import(f, "import {x} from 'm'", import, "m", "m", "x", false);
    expect_import(f, "import {y as x} from 'm'", import, "m", "m", "y", false);
    expect_import(f, "import x from 'm'", import, "m", "m", "", true);
    expect_import(f, "import * as x from 'm'", import, "m", "m", "", false);
    expect_import(f, "import x, {y} from '../a/m.js'", import, "../a/m.js", "m", "", true);
    expect_import(f, "import {x} from '@s/m'", import, "@s/m", "m", "x", false);
    expect_import(f, "import x = require('m')", require, "m", "m", "", false);
    expect_import(f, "const x = require('m')", require, "m", "m", "", false);
    expect_import(f, "const {x} = require('m')", require, "m", "m", "x", false);
    expect_import(f, "const {y: x} = require('./m.js')", require, "./m.js", "./m.js", "y", false);
    expect_import(f, "const {y: {x}} = require('m')", MLN_FROM_NOWHERE, "", "", "", false);
    expect_import(f, "const x = load('m')", MLN_FROM_NOWHERE, "", "", "", false);
    expect_import(f, "const x = require(m)", MLN_FROM_NOWHERE, "", "", "", false);
}

static void expect_exports(fixture *f, const char *code, const char *expected)
{
    resolve(f, MLN_LANG_JS, code);
    mln_buf text = {0};
    for (uint32_t i = 0; i < f->names.exports.len; i++) {
        if (i)
            mln_buf_add_char(&text, ' ');
        mln_buf_add_str(&text, mln_strtab_get(&f->tree.syms, f->names.exports.data[i].name.id));
    }
    if (strcmp(mln_buf_get_text(&text), expected) != 0)
        fail_msg("%s: exports '%s', expected '%s'", code, mln_buf_get_text(&text), expected);
    mln_buf_release(&text);
}

static void exports_are_known(void **state)
{
    fixture *f = *state;
    expect_exports(f, "let a; function b() {}", "");
    expect_exports(f, "export const a = 1; export function b(p) { let q }", "a b");
    expect_exports(f, "export let a = 1, b = 2", "a b");
    expect_exports(f, "export class A { m(p) {} }", "A");
    expect_exports(f, "let a, b; export {a, b as c}", "a c");
    expect_exports(f, "export default function f() {}", "default");
    expect_exports(f, "export default a", "default");
}

static const char *kind_names[] = {"unknown", "string", "number", "bool", "null", "some"};

/* The value of the argument of the last `use(…)`. */
static void check_value(fixture *f, mln_lang lang, const char *code, mln_constant_kind kind,
                        const char *text)
{
    resolve(f, lang, code);
    mln_node argument = MLN_NO_NODE;
    for (uint32_t id = 0; id + 2 < f->tree.count; id++)
        if (f->tree.kind[id] == MLN_KIND_CALL &&
            mln_str_is(mln_tree_sym_text(&f->tree, (mln_node){id + 1}), "use"))
            argument = (mln_node){id + 2};
    assert_int_not_equal(argument.id, UINT32_MAX);
    mln_constant value = mln_names_get_value(&f->names, argument);
    mln_str found = mln_strtab_get(&f->tree.syms, value.sym.id);
    if (value.kind != kind || !mln_str_is(found, text))
        fail_msg("%s: is %s '%.*s', expected %s '%s'", code,
                 value.kind < MLN_COUNT_OF(kind_names) ? kind_names[value.kind] : "?",
                 MLN_STR_ARGS(found), kind_names[kind], text);
}

static void js(fixture *f, const char *code, mln_constant_kind kind, const char *text)
{
    check_value(f, MLN_LANG_JS, code, kind, text);
}

#define NOT MLN_CONSTANT_UNKNOWN
#define STRING MLN_CONSTANT_STRING
#define NUMBER MLN_CONSTANT_NUMBER
#define BOOLEAN MLN_CONSTANT_BOOL
#define SOME MLN_CONSTANT_SOME_STRING

static void constants_are_folded(void **state)
{
    fixture *f = *state;
    js(f, "use('a')", STRING, "a");
    js(f, "use('a' + 'b' + \"c\")", STRING, "abc");
    js(f, "use('a' + 1 + true)", STRING, "a1true");
    js(f, "use(`a${'b'}c`)", STRING, "abc");
    js(f, "use(``)", STRING, "");
    js(f, "use('a' + x)", NOT, "");
    js(f, "use(!true)", BOOLEAN, "false");
    js(f, "use(0x10)", NUMBER, "16");
    js(f, "use(-1)", NUMBER, "-1");
    js(f, "use(1 + 2)", NOT, ""); /* numbers are floats here */
    js(f, "const a = 'x'; use(a)", STRING, "x");
    js(f, "const a = 'x', b = a + 'y'; function g() { use(`${b}z`) }", STRING, "xyz");
    js(f, "let a = 'x'; use(a)", STRING, "x");
    js(f, "const a = f(); use(a)", NOT, "");
    js(f, "const a = b, b = a; use(a)", NOT, "");
    js(f, "function g(a) { use(a) }", NOT, "");
    js(f, "const {a} = 'x'; use(a)", NOT, "");
    js(f, "class A { p = 'x'; m() { use(this.p) } }", STRING, "x");
    js(f, "class A { p = 'x'; m() { this.p = y; use(this.p) } }", NOT, "");
    check_value(f, MLN_LANG_TS, "use('a' as string)", STRING, "a");
#define C(expression) "void f(void) { use(" expression "); }"
    check_value(f, MLN_LANG_C, C("1 + 2 * 3"), NUMBER, "7");
    check_value(f, MLN_LANG_C, C("(0x10 - 010) / 2"), NUMBER, "4");
    check_value(f, MLN_LANG_C, C("1 / 0"), NOT, "");
    check_value(f, MLN_LANG_C, C("999999999999999999 * 999999999999999999"), NOT, "");
    check_value(f, MLN_LANG_C, C("\"a\" \"b\""), STRING, "ab");
    check_value(f, MLN_LANG_C, "void f(void) { int n = 8; use(n * 4); }", NUMBER, "32");
    check_value(f, MLN_LANG_C, "void f(void) { int n = 8; g(&n); use(n); }", NOT, "");
}

static void values_follow_the_flow(void **state)
{
    fixture *f = *state;
    js(f, "function g() { let a = 'x'; a = 'y'; use(a) }", STRING, "y");
    js(f, "function g() { let a = 'x'; use(a); a = 'y' }", STRING, "x");
    js(f, "function g() { let a; a = 'y'; use(a) }", STRING, "y");
    js(f, "function g() { let a = 'x'; a = h(); use(a) }", NOT, "");
    js(f, "function g() { let a = 'x'; if (b) a = 'y'; use(a) }", SOME, "");
    js(f, "function g() { let a = 'x'; if (b) a = 'x'; use(a) }", STRING, "x");
    js(f, "function g() { let a = 'x'; if (b) a = h(); use(a) }", NOT, "");
    js(f, "function g() { let a; if (b) { a = 'x' } else { a = 'y' } use(a) }", SOME, "");
    js(f, "function g() { let a = 'x'; if (b) { a = 'y'; use(a) } }", STRING, "y");
    js(f, "function g() { let a = 'x'; a += 'y'; use(a) }", STRING, "xy");
    js(f, "function g() { let a = 'x'; if (b) { a += 'y' } use(a) }", SOME, "");
    js(f, "function g() { let a = 'x'; while (b) { use(a); a = a + 'y' } }", NOT, "");
    js(f, "function g() { let a = 'x'; for (;;) { use(a); a = h() } }", NOT, "");
    js(f, "function g() { let a = 'x'; a = 'y'; return () => use(a) }", NOT, "");
    js(f, "function g(a) { a = 'y'; use(a) }", NOT, "");
}

static void expect_type(fixture *f, mln_lang lang, const char *code, const char *name)
{
    resolve(f, lang, code);
    mln_node argument = MLN_NO_NODE;
    for (uint32_t id = 0; id + 2 < f->tree.count; id++)
        if (f->tree.kind[id] == MLN_KIND_CALL &&
            mln_str_is(mln_tree_sym_text(&f->tree, (mln_node){id + 1}), "use"))
            argument = (mln_node){id + 2};
    assert_int_not_equal(argument.id, UINT32_MAX);
    mln_type type = mln_names_get_type(&f->names, argument);
    mln_buf text = {0};
    if (type.kind == MLN_TYPE_NAMED)
        mln_buf_add(&text, type.name, type.name_len);
    for (mln_node at = type.node; type.kind == MLN_TYPE_NODE; at = mln_tree_first(at)) {
        if (mln_tree_is(&f->tree, at, MLN_KIND_TYPE_POINTER)) {
            type.pointers++;
            continue;
        }
        mln_buf_add_str(&text, mln_tree_sym_text(&f->tree, at));
        break;
    }
    for (uint32_t i = 0; i < type.pointers; i++)
        mln_buf_add_char(&text, '*');
    if (strcmp(mln_buf_get_text(&text), name) != 0)
        fail_msg("%s: is '%s', expected '%s'", code, mln_buf_get_text(&text), name);
    mln_buf_release(&text);
}

static void types_are_known(void **state)
{
    fixture *f = *state;
    expect_type(f, MLN_LANG_TS, "use('a')", "string");
    expect_type(f, MLN_LANG_TS, "use(1)", "number");
    expect_type(f, MLN_LANG_TS, "use(true)", "boolean");
    expect_type(f, MLN_LANG_TS, "use(/a/)", "RegExp");
    expect_type(f, MLN_LANG_TS, "use(new A.B())", "B");
    expect_type(f, MLN_LANG_TS, "const a = new B(); use(a)", "B");
    expect_type(f, MLN_LANG_TS, "function g(a: B) { use(a) }", "B");
    expect_type(f, MLN_LANG_TS, "function g(a) { use(a) }", "");
    expect_type(f, MLN_LANG_TS, "function g(a = 'x') { use(a) }", "");
    expect_type(f, MLN_LANG_TS, "use(h() as B)", "B");
    expect_type(f, MLN_LANG_TS, "class A { p: B; m() { use(this.p) } }", "B");
    expect_type(f, MLN_LANG_TS, "use('a' + b)", "");
    expect_type(f, MLN_LANG_TS, "let a; a = 'x'; use(a)", "");
    expect_type(f, MLN_LANG_C, C("\"a\""), "char*");
    expect_type(f, MLN_LANG_C, C("1"), "int");
    expect_type(f, MLN_LANG_C, C("1.5"), "double");
    expect_type(f, MLN_LANG_C, C("'a'"), "char");
    expect_type(f, MLN_LANG_C, C("(long)x"), "long");
    expect_type(f, MLN_LANG_C, C("1 + 2"), "int");
    expect_type(f, MLN_LANG_C, "void f(char **p) { use(p); }", "char**");
    expect_type(f, MLN_LANG_C, "void f(void) { unsigned  int n; use(n); }", "unsigned int");
}

/* `a + a + …` and the like, far deeper than any stack. */
static void depth_is_no_matter(void **state)
{
    fixture *f = *state;
    static const char *const parts[][4] = {
        {"use(", "'a' + ", "'a'", ")"},    {"use(x = ", "x = ", "1", ")"},
        {"let y; ", "{ let x; ", "x", ""}, {"f(", "x => ", "x", ")"},
        {"use(", "!", "true", ")"},
    };
    for (size_t i = 0; i < MLN_COUNT_OF(parts); i++) {
        mln_buf text = {0};
        mln_buf_add_text(&text, parts[i][0]);
        for (uint32_t d = 0; d < 4000; d++)
            mln_buf_add_text(&text, parts[i][1]);
        mln_buf_add_text(&text, parts[i][2]);
        for (uint32_t d = 0; i == 2 && d < 4000; d++)
            mln_buf_add_char(&text, '}');
        mln_buf_add_text(&text, parts[i][3]);
        assert_int_equal(
            mln_parser_parse_as(f->parser, &f->tree, MLN_LANG_JS, mln_buf_get_str(&text)), MLN_OK);
        mln_names_resolve(&f->names, &f->tree);
        for (uint32_t id = 0; id < f->tree.count; id += 97)
            if (mln_kind_get_class(mln_tree_kind(&f->tree, (mln_node){id})) == MLN_CLASS_EXPR) {
                mln_constant value = mln_names_get_value(&f->names, (mln_node){id});
                assert_true(value.kind <= MLN_CONSTANT_SOME_STRING);
            }
        mln_buf_release(&text);
    }
}

static void expect_excerpt(fixture *f, bool expected, mln_lang lang, const char *code)
{
    resolve(f, lang, code);
    if (mln_names_is_excerpt(&f->names) != expected)
        fail_msg("%s: is %sexcerpt", code, expected ? "no " : "an ");
}

static void excerpts_are_known(void **state)
{
    fixture *f = *state;
    const char *piece = "export function list(req: Request, next: NextFunction) { db.find(next) }";
    expect_excerpt(f, true, MLN_LANG_TS, piece);
    expect_excerpt(f, false, MLN_LANG_TS,
                   "import { db } from './db'\n"
                   "export function list(req: Request, next: NextFunction) { db.find(next) }");
    /* A script: what it names may stand in another one. */
    expect_excerpt(f, false, MLN_LANG_TS,
                   "function list(req: Request, next: NextFunction) { db.find(next) }");
    /* Values alone are brought in by some frameworks, types alone by declaration files. */
    expect_excerpt(f, false, MLN_LANG_TS,
                   "export default defineEventHandler(async (event) => readBody(event))");
    expect_excerpt(f, false, MLN_LANG_TS, "export const of = (shop: Shop): number => shop.id");
    expect_excerpt(f, false, MLN_LANG_TS,
                   "interface Shop { id: number }\n"
                   "export class Shops<T> { of(shop: Shop, more: T) { console.log(shop, more) } }");
    expect_excerpt(f, false, MLN_LANG_JS, "export function list(req) { db.find(req, security) }");
}

int mln_test_names_names(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scopes_nest),
        cmocka_unit_test(declarations_are_hoisted),
        cmocka_unit_test(c_has_blocks_and_parameters),
        cmocka_unit_test(prototypes_are_no_writes),
        cmocka_unit_test(kinds_and_writes_are_told),
        cmocka_unit_test(imports_are_known),
        cmocka_unit_test(exports_are_known),
        cmocka_unit_test(constants_are_folded),
        cmocka_unit_test(values_follow_the_flow),
        cmocka_unit_test(excerpts_are_known),
        cmocka_unit_test(types_are_known),
        cmocka_unit_test(depth_is_no_matter),
    };
    return cmocka_run_group_tests_name("names/names", tests, set_up, tear_down);
}
