/* The shape of trees: what code becomes, in every language. Expected shapes were written down from
 * the languages' definitions and the layouts in syntax/kind_list.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "syntax/parse.h"

int mln_test_syntax_tree(void);

/* ---- sketch: a tree as one line ----
 *
 * A node is its kind, then `.` and letters for flags, `[+]` for an operator, `#2` for another op,
 * `:text` for its symbol, and its children in parentheses. An absent child is `-`. The file's node
 * is left out. Letters: P parentheses, B broken, I implicit, O optional, C computed (or const, or
 * prefix), S shorthand (or rest, default, no arguments), D destructuring, T static, A async,
 * G generator. */

static void sketch_node(const mln_tree *tree, mln_node n, mln_buf *out)
{
    static const char letters[] = "PBIOCSDTAG"; /* by bit, from MLN_FLAG_PAREN up */
    mln_kind kind = mln_tree_kind(tree, n);
    unsigned op = mln_tree_op(tree, n);
    mln_buf_add_text(out, kind == MLN_KIND_NONE ? "-" : mln_kind_get_name(kind));
    bool dotted = false;
    for (unsigned i = 0; letters[i]; i++) {
        if (!mln_tree_has(tree, n, MLN_FLAG_PAREN << i))
            continue;
        if (!dotted)
            mln_buf_add_char(out, '.');
        dotted = true;
        mln_buf_add_char(out, letters[i]);
    }
    if (kind == MLN_KIND_BINARY || kind == MLN_KIND_UNARY || kind == MLN_KIND_UPDATE ||
        kind == MLN_KIND_ASSIGN)
        mln_buf_addf(out, "[%s]", op ? mln_op_get_text((mln_op)op) : "=");
    else if (op)
        mln_buf_addf(out, "#%u", op);
    if (tree->sym[n.id]) {
        mln_buf_add_char(out, ':');
        mln_buf_add_str(out, mln_tree_sym_text(tree, n));
    }
}

/* Appends the sketch of all below the file. */
static void sketch_tree(const mln_tree *tree, mln_buf *out)
{
    MLN_VEC(uint32_t)
    open = {0}; /* ends of the nodes around */
    bool first = true;
    for (uint32_t id = 1; id < tree->count; id++) {
        for (; open.len && open.data[open.len - 1] <= id; open.len--)
            mln_buf_add_char(out, ')');
        if (!first)
            mln_buf_add_char(out, ' ');
        sketch_node(tree, (mln_node){id}, out);
        first = tree->end[id] > id + 1;
        if (first) {
            mln_buf_add_char(out, '(');
            mln_vec_add(&open, tree->end[id]);
        }
    }
    for (; open.len; open.len--)
        mln_buf_add_char(out, ')');
    mln_vec_release(&open);
}

/* ---- */

typedef struct {
    mln_parser *parser;
    mln_tree tree;
    mln_buf text;
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
    mln_parser_free(f->parser);
    mln_tree_release(&f->tree);
    mln_buf_release(&f->text);
    free(f);
    return 0;
}

static void parse(fixture *f, mln_lang lang, const char *code)
{
    if (mln_parser_parse_as(f->parser, &f->tree, lang, mln_str_of(code)) != MLN_OK)
        fail_msg("%s: not parsed", code);
    mln_node where;
    const char *broken = mln_tree_check(&f->tree, &where);
    if (broken)
        fail_msg("%s: %s, at node %u", code, broken, where.id);
}

static void expect(fixture *f, mln_lang lang, const char *code, const char *shape)
{
    parse(f, lang, code);
    mln_buf_clear(&f->text);
    sketch_tree(&f->tree, &f->text);
    if (strcmp(mln_buf_get_text(&f->text), shape) != 0)
        fail_msg("%s\n  is       %s\n  expected %s", code, mln_buf_get_text(&f->text), shape);
    if (f->tree.errors.len)
        fail_msg("%s: does not parse clean", code);
}

/* For code on which the three ECMAScript grammars must agree. */
static void expect_all(fixture *f, const char *code, const char *shape)
{
    expect(f, MLN_LANG_JS, code, shape);
    expect(f, MLN_LANG_TS, code, shape);
    expect(f, MLN_LANG_TSX, code, shape);
}

/* Node number `index` (from 0) of a kind. */
static mln_node find(const mln_tree *tree, mln_kind kind, uint32_t index)
{
    for (uint32_t id = 0; id < tree->count; id++)
        if (tree->kind[id] == (uint8_t)kind && index-- == 0)
            return (mln_node){id};
    fail_msg("no such %s", mln_kind_get_name(kind));
    return MLN_NO_NODE;
}

static void expect_text(fixture *f, mln_kind kind, uint32_t index, const char *text)
{
    mln_str found = mln_tree_text(&f->tree, find(&f->tree, kind, index));
    if (!mln_str_is(found, text))
        fail_msg("%s %u covers '%.*s', expected '%s'", mln_kind_get_name(kind), index,
                 MLN_STR_ARGS(found), text);
}

static void declarators_are_split(void **state)
{
    fixture *f = *state;
    expect_all(f, "var a = 1, b;", "declarator#1(ident:a - number:1) declarator#1(ident:b - -)");
    expect_text(f, MLN_KIND_DECLARATOR, 0, "var a = 1, b;");
    expect_text(f, MLN_KIND_DECLARATOR, 1, "var a = 1, b;");
    expect_all(f, "let a; const b = c",
               "declarator#2(ident:a - -) declarator#3(ident:b - ident:c)");
    /* Where one node is wanted, an implicit block holds them. */
    expect_all(f, "for (let i = 0, j = 1;;) {}",
               "for(block.I(declarator#2(ident:i - number:0) declarator#2(ident:j - number:1)) - - "
               "block)");
    expect_all(f, "for (let i = 0; i < 9; i++) f();",
               "for(declarator#2(ident:i - number:0) binary[<](ident:i number:9) "
               "update[++](ident:i) block.I(expr-stmt(call(ident:f))))");
    expect_all(f, "for (const k of o) ; for (k in o) {}",
               "for-in#2(declarator#3(ident:k - -) ident:o block.I(empty)) "
               "for-in#1(ident:k ident:o block)");
    expect(f, MLN_LANG_C, "int a = 1, *b;",
           "declarator#5(ident:a type-name:int number:1) "
           "declarator#5(ident:b type-pointer(type-name:int) -)");
    expect_text(f, MLN_KIND_DECLARATOR, 1, "int a = 1, *b;");
}

static void bodies_without_braces_are_blocks(void **state)
{
    fixture *f = *state;
    const char *code = "if (x) y(); else z();";
    const char *shape = "if(ident.P:x block.I(expr-stmt(call(ident:y))) "
                        "block.I(expr-stmt(call(ident:z))))";
    expect_all(f, code, shape);
    expect_text(f, MLN_KIND_BLOCK, 0, "y();");
    expect_text(f, MLN_KIND_BLOCK, 1, "z();");
    expect_all(f, "if (x) {}", "if(ident.P:x block -)");
    /* else if: the second `if` stands in a block of its own. */
    expect_all(f, "if (a) {} else if (b) {}", "if(ident.P:a block block.I(if(ident.P:b block -)))");
    expect_all(f, "while (a) b; do c; while (d)",
               "while(ident.P:a block.I(expr-stmt(ident:b))) "
               "do(block.I(expr-stmt(ident:c)) ident.P:d)");
    expect_all(f, "l: for (;;) break l;",
               "labeled(label:l block.I(for(- - - block.I(break(label:l)))))");
    const char *c = "void f(void) { if (x) y(); else z(); while (a) ; }";
    expect(f, MLN_LANG_C, c,
           "function#1(ident:f params(param(- type-name:void -)) type-name:void "
           "block(if(ident.P:x block.I(expr-stmt(call(ident:y))) "
           "block.I(expr-stmt(call(ident:z)))) while(ident.P:a block.I(empty))))");
}

static void functions_have_one_shape(void **state)
{
    fixture *f = *state;
    expect_all(f, "f(x => x + 1)",
               "expr-stmt(call(ident:f function#3(- params.I(param(ident:x - -)) - "
               "block.I(return.I(binary[+](ident:x number:1))))))");
    expect_text(f, MLN_KIND_RETURN, 0, "x + 1");
    expect_all(f, "g = async (a, b = 1, ...c) => { return a }",
               "expr-stmt(assign[=](ident:g function.A#3(- params(param(ident:a - -) "
               "param(ident:b - number:1) param.S(ident:c - -)) - block(return(ident:a)))))");
    expect_all(f, "function* h() {}", "function.G#1(ident:h params - block)");
    expect_all(f, "x = function () {}",
               "expr-stmt(assign[=](ident:x function#2(- params - block)))");
    expect_all(f, "x = { m() {}, get y() {}, set y(v) {}, async z() {} }",
               "expr-stmt(assign[=](ident:x object(function#4(property-name:m params - block) "
               "function#5(property-name:y params - block) "
               "function#6(property-name:y params(param(ident:v - -)) - block) "
               "function.A#4(property-name:z params - block))))");
    expect(f, MLN_LANG_TS, "function f(a: string, b?: B): void {}",
           "function#1(ident:f params(param(ident:a type-name:string -) "
           "param.O(ident:b type-name:B -)) type-name:void block)");
}

static void parentheses_widen_spans(void **state)
{
    fixture *f = *state;
    expect_all(f, "((a + b)) * (c());",
               "expr-stmt(binary[*](binary.P[+](ident:a ident:b) call.P(ident:c)))");
    expect_text(f, MLN_KIND_BINARY, 0, "((a + b)) * (c())");
    expect_text(f, MLN_KIND_BINARY, 1, "((a + b))");
    expect_text(f, MLN_KIND_CALL, 0, "(c())");
    /* A leaf keeps its own. */
    expect_all(f, "((a))", "expr-stmt(ident.P:a)");
    expect_text(f, MLN_KIND_IDENT, 0, "a");
    expect(f, MLN_LANG_C, "int x = (1 + 2) * 3;",
           "declarator#5(ident:x type-name:int binary[*](binary.P[+](number:1 number:2) "
           "number:3))");
    /* In C they do not, nor where a statement's own syntax has them. */
    expect_text(f, MLN_KIND_BINARY, 1, "1 + 2");
    expect_all(f, "if (a + b) ;", "if(binary.P[+](ident:a ident:b) block.I(empty) -)");
    expect_text(f, MLN_KIND_BINARY, 0, "a + b");
}

static void check_string(fixture *f, mln_lang lang, const char *code, const char *value,
                         uint32_t len)
{
    parse(f, lang, code);
    mln_str found = mln_tree_sym_text(&f->tree, find(&f->tree, MLN_KIND_STRING, 0));
    if (!mln_str_equal(found, (mln_str){value, len}))
        fail_msg("%s: is '%.*s'", code, MLN_STR_ARGS(found));
}

#define CHECK_STRING(f, lang, code, value) check_string(f, lang, code, value, sizeof(value) - 1)

static void strings_are_decoded(void **state)
{
    fixture *f = *state;
    CHECK_STRING(f, MLN_LANG_JS, "'plain'", "plain");
    CHECK_STRING(f, MLN_LANG_JS, "s = ''", "");
    CHECK_STRING(f, MLN_LANG_JS, "'\\x41\\u0042\\u{43}'", "ABC");
    CHECK_STRING(f, MLN_LANG_JS, "'\\xe9'", "\xc3\xa9");
    CHECK_STRING(f, MLN_LANG_JS, "'\\uD83D\\uDE00|\\u{1F600}'",
                 "\xf0\x9f\x98\x80|\xf0\x9f\x98\x80");
    CHECK_STRING(f, MLN_LANG_JS, "'a\\\nb\\\r\nc'", "abc");
    CHECK_STRING(f, MLN_LANG_JS, "'\\n\\t\\r\\b\\f\\v\\\\\\'\\\"\\q'", "\n\t\r\b\f\v\\'\"q");
    CHECK_STRING(f, MLN_LANG_TS, "x = 'a\\0b'", "a\0b");
    CHECK_STRING(f, MLN_LANG_TS, "x = \"it's \\101\"", "it's A");
    CHECK_STRING(f, MLN_LANG_C, "char *s = \"\\101\\60\\7\\a\";", "A0\a\a");
    CHECK_STRING(f, MLN_LANG_C, "char *s = \"a\" \"\\x62\" /* - */ \"c\";", "abc");
    CHECK_STRING(f, MLN_LANG_C, "char *s = \"\\u00e9\\U0001F600\";", "\xc3\xa9\xf0\x9f\x98\x80");
    CHECK_STRING(f, MLN_LANG_C, "char *s = \"a\\\nb\";", "ab");
    CHECK_STRING(f, MLN_LANG_C, "#include <stdio.h>\n", "stdio.h");
    CHECK_STRING(f, MLN_LANG_C, "#include \"a/b.h\"\n", "a/b.h");
    expect(f, MLN_LANG_C, "char c = '\\n';", "declarator#5(ident:c type-name:char char:\n)");
}

static void numbers_are_normalised(void **state)
{
    fixture *f = *state;
    static const struct {
        mln_lang lang;
        const char *code, *value;
    } cases[] = {
        {MLN_LANG_JS, "x = 16", "16"},        {MLN_LANG_JS, "x = 0x10", "16"},
        {MLN_LANG_JS, "x = 0XfF", "255"},     {MLN_LANG_JS, "x = 0b1010", "10"},
        {MLN_LANG_JS, "x = 0o17", "15"},      {MLN_LANG_JS, "x = 1_000_000", "1000000"},
        {MLN_LANG_JS, "x = 1e3", "1000"},     {MLN_LANG_JS, "x = 1.50", "1.5"},
        {MLN_LANG_JS, "x = .5", "0.5"},       {MLN_LANG_JS, "x = 10n", "10n"},
        {MLN_LANG_TS, "let x = 0x7f", "127"}, {MLN_LANG_C, "int x = 010;", "8"},
        {MLN_LANG_C, "int x = 0x1F;", "31"},  {MLN_LANG_C, "int x = 0;", "0"},
        {MLN_LANG_C, "int x = 0b11;", "3"},   {MLN_LANG_C, "double x = 2.50;", "2.5"},
        {MLN_LANG_C, "int x = 10L;", "10L"},  {MLN_LANG_C, "int x = 09.5;", "9.5"},
    };
    for (size_t i = 0; i < MLN_COUNT_OF(cases); i++) {
        parse(f, cases[i].lang, cases[i].code);
        mln_str found = mln_tree_sym_text(&f->tree, find(&f->tree, MLN_KIND_NUMBER, 0));
        if (!mln_str_is(found, cases[i].value))
            fail_msg("%s: is %.*s, expected %s", cases[i].code, MLN_STR_ARGS(found),
                     cases[i].value);
    }
}

static void destructuring_is_a_pattern(void **state)
{
    fixture *f = *state;
    expect_all(f, "const {a, b: c = 2, d = 3, [k]: e, ...r} = o",
               "declarator#3(object.D(property.S(property-name:a ident:a) "
               "property(property-name:b default-value(ident:c number:2)) "
               "property.S(property-name:d default-value(ident:d number:3)) "
               "property(computed-key(ident:k) ident:e) spread.D(ident:r)) - ident:o)");
    expect_all(f, "let [d, e = 3, ...g] = p",
               "declarator#2(array.D(ident:d default-value(ident:e number:3) spread.D(ident:g)) - "
               "ident:p)");
    expect_all(f, "[a, b] = [b, ...a]",
               "expr-stmt(assign[=](array.D(ident:a ident:b) array(ident:b spread(ident:a))))");
    expect_all(f, "function f({a}, [b] = []) {}",
               "function#1(ident:f params(param(object.D(property.S(property-name:a ident:a)) - -) "
               "param(array.D(ident:b) - array)) - block)");
    /* A target of a declaration binds, one of an assignment is an expression. */
    parse(f, MLN_LANG_JS, "const {x} = o");
    assert_int_equal(mln_tree_role(&f->tree, find(&f->tree, MLN_KIND_IDENT, 0)), MLN_ROLE_BIND);
    parse(f, MLN_LANG_JS, "[x] = o");
    assert_int_equal(mln_tree_role(&f->tree, find(&f->tree, MLN_KIND_IDENT, 0)), MLN_ROLE_EXPR);
}

static void expressions_nest(void **state)
{
    fixture *f = *state;
    expect_all(f, "a?.b?.[c]?.(d)",
               "expr-stmt(call.O(index.O(member.O#1(ident:a property-name:b) ident:c) ident:d))");
    expect_all(f, "a.b[c](d)",
               "expr-stmt(call(index(member#1(ident:a property-name:b) ident:c) ident:d))");
    expect_all(f, "`x${a}y\\n`", "expr-stmt(template(template-text:x ident:a template-text:y\n))");
    expect_all(f, "`t`; tag`q`",
               "expr-stmt(template(template-text:t)) "
               "expr-stmt(tagged(ident:tag template(template-text:q)))");
    expect_all(f, "a ? b : (c, d)",
               "expr-stmt(conditional(ident:a ident:b sequence.P(ident:c ident:d)))");
    expect_all(f, "x += -y ** 1; ++x; x--",
               "expr-stmt(assign[+](ident:x binary[**](unary[-](ident:y) number:1))) "
               "expr-stmt(update.C[++](ident:x)) expr-stmt(update[--](ident:x))");
    expect_all(f, "a - b - c; a ?? b",
               "expr-stmt(binary[-](binary[-](ident:a ident:b) ident:c)) "
               "expr-stmt(binary[??](ident:a ident:b))");
    expect_all(f, "new A; new B(1)", "expr-stmt(new.S(ident:A)) expr-stmt(new(ident:B number:1))");
    expect_all(f, "({a, b: 1, [c]: 2, 'd': 3, ...e})",
               "expr-stmt(object.P(property.S(property-name:a ident:a) "
               "property(property-name:b number:1) property(computed-key(ident:c) number:2) "
               "property(string:d number:3) spread(ident:e)))");
    expect(f, MLN_LANG_TS, "let z = <any>x as B; w!",
           "declarator#2(ident:z - cast#1(cast#3(ident:x type-name:any) type-name:B)) "
           "expr-stmt(cast#4(ident:w -))");
    expect(f, MLN_LANG_C, "int v = *p->q.r + s[1] + (char)t;",
           "declarator#5(ident:v type-name:int binary[+](binary[+](unary[*](member#1("
           "member#2(ident:p property-name:q) property-name:r)) index(ident:s number:1)) "
           "cast#5(ident:t type-name:char)))");
}

static void statements_nest(void **state)
{
    fixture *f = *state;
    expect_all(f, "switch (x) { case 1: a(); break; default: b() }",
               "switch(ident.P:x case(number:1 expr-stmt(call(ident:a)) break(-)) "
               "case(- expr-stmt(call(ident:b))))");
    expect(f, MLN_LANG_C, "void f(void) { switch (x) { case 1: a(); break; default: b(); } }",
           "function#1(ident:f params(param(- type-name:void -)) type-name:void "
           "block(switch(ident.P:x case(number:1 expr-stmt(call(ident:a)) break(-)) "
           "case(- expr-stmt(call(ident:b))))))");
    expect_all(f, "try { a } catch (e) { b } finally { c }",
               "try(block(expr-stmt(ident:a)) catch(ident:e block(expr-stmt(ident:b))) "
               "block(expr-stmt(ident:c)))");
    expect_all(f, "try {} catch {}", "try(block catch(- block) -)");
    expect_all(f, "throw a; debugger;", "throw(ident:a) debugger");
    expect_all(f, "import a, {b, c as d} from 'm'; import * as n from 'n'",
               "import(string:m import-item#2(- ident:a) import-item#1(ident:b ident:b) "
               "import-item#1(ident:c ident:d)) import(string:n import-item#3(- ident:n))");
}

static void classes_have_members(void **state)
{
    fixture *f = *state;
    expect_all(f, "class A extends B { static p = 1; get x() {} async *g() {} static {} }",
               "class#1(ident:A heritage(extends(ident:B)) class-body("
               "field.T(property-name:p - number:1) function#5(property-name:x params - block) "
               "function.AG#4(property-name:g params - block) static-block(block)))");
    expect_all(f, "class A { #q; ['r'] = 1; constructor() {} }",
               "class#1(ident:A - class-body(field(property-name:#q - -) "
               "field(computed-key(string:r) - number:1) "
               "function#4(property-name:constructor params - block)))");
    expect(f, MLN_LANG_TS, "class A implements B, C { private readonly x?: T; m(): void; }",
           "class#1(ident:A heritage(implements(type-name:B type-name:C)) class-body("
           "field.OC(property-name:x type-name:T -) "
           "function#7(property-name:m params type-name:void -)))");
}

static void decorators_are_attributes_in_every_grammar(void **state)
{
    fixture *f = *state;
    expect_all(f, "@D class A { @E(1) @F m() {} @G p = 2 }",
               "class#1(ident:A - class-body(function#4(property-name:m params - block "
               "decorator(call(ident:E number:1)) decorator(ident:F)) "
               "field(property-name:p - number:2 decorator(ident:G))) decorator(ident:D))");
    expect_text(f, MLN_KIND_CLASS, 0, "@D class A { @E(1) @F m() {} @G p = 2 }");
    expect_text(f, MLN_KIND_FUNCTION, 0, "@E(1) @F m() {}");
    expect_text(f, MLN_KIND_FIELD, 0, "@G p = 2");
    expect_all(f, "@D export class A {}",
               "export(- class#1(ident:A - class-body decorator(ident:D)))");
    expect(f, MLN_LANG_TS, "class A { m(@P() a: T) {} }",
           "class#1(ident:A - class-body(function#4(property-name:m params(param(ident:a "
           "type-name:T - decorator(call(ident:P)))) - block)))");
}

static void c_declarators_read_inside_out(void **state)
{
    fixture *f = *state;
    expect(f, MLN_LANG_C, "char *p[10];",
           "declarator#5(ident:p type-array(type-pointer(type-name:char) number:10) -)");
    expect(f, MLN_LANG_C, "char (*q)[10];",
           "declarator#5(ident:q type-pointer(type-array(type-name:char number:10)) -)");
    expect(f, MLN_LANG_C, "int (*fp)(int, char *);",
           "declarator#5(ident:fp type-pointer(type-function(type-name:int params("
           "param(- type-name:int -) param(- type-pointer(type-name:char) -)))) -)");
    expect(f, MLN_LANG_C, "int *f(void);",
           "function#7(ident:f params(param(- type-name:void -)) type-pointer(type-name:int) -)");
    expect(f, MLN_LANG_C, "int (*table[3])(void);",
           "declarator#5(ident:table type-array(type-pointer(type-function(type-name:int "
           "params(param(- type-name:void -)))) number:3) -)");
    expect(f, MLN_LANG_C, "typedef unsigned  long ul;",
           "type-alias(ident:ul type-name:unsigned long)");
    expect(f, MLN_LANG_C, "struct S { int a, *b; };",
           "struct#1(ident:S members(field(property-name:a type-name:int -) "
           "field(property-name:b type-pointer(type-name:int) -)))");
    expect(f, MLN_LANG_C, "static const char *s;",
           "declarator.CT#5(ident:s type-pointer(type-name.C:char) -)");
    expect(f, MLN_LANG_C, "enum E { A = 1, B };",
           "enum(ident:E enum-member(ident:A number:1) enum-member(ident:B -))");
}

static void preprocessor_branches_hold_code(void **state)
{
    fixture *f = *state;
    expect(f, MLN_LANG_C, "#ifdef A\nint x;\n#else\nint y;\n#endif\n",
           "pp-if(ident:A block.I(declarator#5(ident:x type-name:int -)) "
           "pp-if(- block.I(declarator#5(ident:y type-name:int -)) -))");
    expect(f, MLN_LANG_C, "void f(void) {\n#if B\na();\n#endif\nb();\n}\n",
           "function#1(ident:f params(param(- type-name:void -)) type-name:void "
           "block(pp-if(ident:B block.I(expr-stmt(call(ident:a))) -) expr-stmt(call(ident:b))))");
    expect(f, MLN_LANG_C, "#define MAX(a,b) ((a)+(b))\n",
           "define(ident:MAX params(param(ident:a - -) param(ident:b - -)) "
           "template-text:((a)+(b)))");
}

/* Calls of a name in a tree. */
static uint32_t count_calls(const mln_tree *tree, const char *name)
{
    uint32_t count = 0;
    for (uint32_t id = 0; id + 1 < tree->count; id++)
        count += tree->kind[id] == MLN_KIND_CALL && tree->kind[id + 1] == MLN_KIND_IDENT &&
                 mln_str_is(mln_tree_sym_text(tree, (mln_node){id + 1}), name);
    return count;
}

/* `BAD_CAST text` is a cast to whoever knows the header; to nobody else it is C. */
static void casts_of_headers_are_blanks(void **state)
{
    fixture *f = *state;
    static const char *const clean[] = {
        "void f(void) { g(h(BAD_CAST a, b)); }", "void f(void) { g(BAD_CAST(a)); }", "BAD_CAST a;",
        "#define BAD_CAST (char *)\n",           "int MY_BAD_CAST, BAD_CASTS;",
    };
    for (size_t i = 0; i < MLN_COUNT_OF(clean); i++) {
        parse(f, MLN_LANG_C, clean[i]);
        if (f->tree.errors.len)
            fail_msg("%s: does not parse", clean[i]);
    }
    expect(f, MLN_LANG_C, "int c = BAD_CAST d;", "declarator#5(ident:c type-name:int ident:d)");
    parse(f, MLN_LANG_C, "int c = OTHER_CAST d;");
    assert_true(f->tree.errors.len > 0);
}

/* The grammar takes them for types that a macro makes. */
static void calls_with_types_are_calls(void **state)
{
    fixture *f = *state;
    expect(f, MLN_LANG_C, "void f(void) { puts(va_arg(ap, char *)); }",
           "function#1(ident:f params(param(- type-name:void -)) type-name:void "
           "block(expr-stmt(call(ident:puts call(ident:va_arg ident:ap other:type_descriptor)))))");
    expect(f, MLN_LANG_C, "void f(void) { g(take(a, b)); }",
           "function#1(ident:f params(param(- type-name:void -)) type-name:void "
           "block(expr-stmt(call(ident:g call(ident:take ident:a ident:b)))))");
    expect(f, MLN_LANG_C, "MAKE(struct list *);",
           "type-operator(ident:MAKE type-pointer(struct#1(ident:list -)))");
}

static void code_around_an_error_is_kept(void **state)
{
    fixture *f = *state;
    static const struct {
        mln_lang lang;
        const char *code;
    } cases[] = {
        {MLN_LANG_JS, "before(1); var = = ; after(2);"},
        {MLN_LANG_JS, "before(1);\nfunction f() { x = ; }\nafter(2);"},
        {MLN_LANG_TS, "before(1);\nclass A { m( }\nafter(2);"},
        {MLN_LANG_TSX, "before(1);\nlet x: = 3;\nafter(2);"},
        {MLN_LANG_C, "void f(void) { before(1); int = ; after(2); }"},
    };
    for (size_t i = 0; i < MLN_COUNT_OF(cases); i++) {
        parse(f, cases[i].lang, cases[i].code);
        if (!f->tree.errors.len || !mln_tree_has(&f->tree, (mln_node){0}, MLN_FLAG_BROKEN))
            fail_msg("%s: no error was seen", cases[i].code);
        if (count_calls(&f->tree, "before") != 1 || count_calls(&f->tree, "after") != 1)
            fail_msg("%s: code beside the error is lost", cases[i].code);
    }
    parse(f, MLN_LANG_JS, "fine()");
    assert_int_equal(f->tree.errors.len, 0);
    assert_int_equal(f->tree.error_bytes, 0);
    assert_false(mln_tree_has(&f->tree, (mln_node){0}, MLN_FLAG_BROKEN));
}

static void siblings_are_tried(void **state)
{
    fixture *f = *state;
    assert_int_equal(
        mln_parser_parse(f->parser, &f->tree, MLN_LANG_JS, MLN_STR("let x: string = y as string;")),
        MLN_OK);
    assert_int_equal(f->tree.lang, MLN_LANG_TSX);
    assert_int_equal(f->tree.errors.len, 0);
    assert_int_equal(
        mln_parser_parse(f->parser, &f->tree, MLN_LANG_TS, MLN_STR("x = <a b='c'>{d}</a>;")),
        MLN_OK);
    assert_int_equal(f->tree.lang, MLN_LANG_TSX);
    assert_int_equal(mln_parser_parse(f->parser, &f->tree, MLN_LANG_JS, MLN_STR("a = 1")), MLN_OK);
    assert_int_equal(f->tree.lang, MLN_LANG_JS);
    assert_int_equal(mln_parser_parse(f->parser, &f->tree, MLN_LANG_NONE, MLN_STR("a")),
                     MLN_UNSUPPORTED);
}

/* Whether the first two items of a file are the same code, by hash and by comparison. */
static bool is_same(fixture *f, mln_lang lang, const char *code)
{
    parse(f, lang, code);
    mln_node a = {1}, b = mln_tree_next(&f->tree, a);
    bool same = mln_tree_same(&f->tree, a, b);
    assert_int_equal(same, f->tree.hash[a.id] == f->tree.hash[b.id]);
    return same;
}

static void equal_code_has_equal_hashes(void **state)
{
    fixture *f = *state;
    static const char *const equal[] = {
        "f(a, 'b');\n   f( a , \"b\" );",
        "x = (a);x = a;",
        "if (a) b(); if (a) { b(); }",
        "x = 0x10; x = 16;",
        "a = '\\x41'; a = 'A'",
        "f(x => x); f((x) => { return x; })",
        "/* c */ g(1); g(/* d */ 1 /* e */)",
    };
    static const char *const different[] = {
        "f(a, b); f(b, a);", "f(a); f(a, a);", "a + b; a - b;",      "a.b; a?.b;",
        "a.b; a['b'];",      "f(1); f('1');",  "x = a; x += a;",     "f(g(a), b); f(g(a, b))",
        "++x; x++",          "f(a); new f(a)", "[a, [b]]; [[a], b]", "var a = 1; let a = 1;",
    };
    for (size_t i = 0; i < MLN_COUNT_OF(equal); i++)
        if (!is_same(f, MLN_LANG_JS, equal[i]))
            fail_msg("%s: should be the same code", equal[i]);
    for (size_t i = 0; i < MLN_COUNT_OF(different); i++)
        if (is_same(f, MLN_LANG_JS, different[i]))
            fail_msg("%s: should be different code", different[i]);
    assert_true(is_same(f, MLN_LANG_C, "char *a = \"x\" \"y\"; char*a=\"xy\";"));
    assert_false(is_same(f, MLN_LANG_C, "char *a; char **a;"));
    assert_false(is_same(f, MLN_LANG_C, "int (*a)[3]; int *a[3];"));
}

int mln_test_syntax_tree(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(declarators_are_split),
        cmocka_unit_test(bodies_without_braces_are_blocks),
        cmocka_unit_test(functions_have_one_shape),
        cmocka_unit_test(parentheses_widen_spans),
        cmocka_unit_test(strings_are_decoded),
        cmocka_unit_test(numbers_are_normalised),
        cmocka_unit_test(destructuring_is_a_pattern),
        cmocka_unit_test(expressions_nest),
        cmocka_unit_test(statements_nest),
        cmocka_unit_test(classes_have_members),
        cmocka_unit_test(decorators_are_attributes_in_every_grammar),
        cmocka_unit_test(c_declarators_read_inside_out),
        cmocka_unit_test(preprocessor_branches_hold_code),
        cmocka_unit_test(casts_of_headers_are_blanks),
        cmocka_unit_test(calls_with_types_are_calls),
        cmocka_unit_test(code_around_an_error_is_kept),
        cmocka_unit_test(siblings_are_tried),
        cmocka_unit_test(equal_code_has_equal_hashes),
    };
    return cmocka_run_group_tests_name("syntax/tree", tests, set_up, tear_down);
}
