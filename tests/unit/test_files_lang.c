/* Languages: by extension, by shebang, by what a header holds; minified and generated text. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "files/evidence.h"
#include "files/lang.h"

int mln_test_files_lang(void);

static mln_lang detect(const char *path, const char *head)
{
    bool cplusplus = true;
    mln_lang lang = mln_lang_detect(mln_str_of(path), mln_str_of(head), &cplusplus);
    assert_false(cplusplus);
    return lang;
}

static void extensions(void **state)
{
    (void)state;
    assert_int_equal(detect("a.js", ""), MLN_LANG_JS);
    assert_int_equal(detect("x/A.JS", ""), MLN_LANG_JS);
    assert_int_equal(detect("a.cjs", ""), MLN_LANG_JS);
    assert_int_equal(detect("a.jsx", ""), MLN_LANG_JS);
    assert_int_equal(detect("a.d.mts", ""), MLN_LANG_TS);
    assert_int_equal(detect("a.Tsx", ""), MLN_LANG_TSX);
    assert_int_equal(detect("a.c", "class X {};"), MLN_LANG_C);
    assert_int_equal(detect("a.h", ""), MLN_LANG_C);
    assert_int_equal(detect("a.cpp", ""), MLN_LANG_NONE);
    assert_int_equal(detect("a.json", ""), MLN_LANG_NONE);
    assert_int_equal(detect(".js", ""), MLN_LANG_NONE);
    assert_int_equal(detect("a.js/b", ""), MLN_LANG_NONE);
    assert_true(mln_lang_has_extension(MLN_STR("x.y/a.ts")));
    assert_false(mln_lang_has_extension(MLN_STR("a.ts/x")));
    assert_false(mln_lang_has_extension(MLN_STR("c")));
}

static void shebangs(void **state)
{
    (void)state;
    assert_int_equal(detect("run", "#!/usr/bin/node\n"), MLN_LANG_JS);
    assert_int_equal(detect("run", "#!/usr/bin/env node"), MLN_LANG_JS);
    assert_int_equal(detect("run", "#! /usr/bin/env  nodejs --x\r\n"), MLN_LANG_JS);
    assert_int_equal(detect("run", "#!/usr/bin/env -S node --no-warnings\n"), MLN_LANG_JS);
    assert_int_equal(detect("run", "#!/usr/bin/env -Snode\n"), MLN_LANG_JS);
    assert_int_equal(detect("run", "#!/usr/bin/env -S NODE_ENV=x node\n"), MLN_LANG_JS);
    assert_int_equal(detect("run", "#!/opt/node-v20/bin/node20\n"), MLN_LANG_JS);
    assert_int_equal(detect("run", "#!/usr/bin/env -S deno run --allow-net\n"), MLN_LANG_TS);
    assert_int_equal(detect("run", "#!/usr/bin/env bun\n"), MLN_LANG_TS);
    assert_int_equal(detect("run", "#!/usr/bin/env ts-node\n"), MLN_LANG_TS);
    assert_int_equal(detect("run", "#!/usr/bin/env -S npx tsx\n"), MLN_LANG_TS);
    assert_int_equal(detect("run", "#!/usr/bin/tcc -run\n"), MLN_LANG_C);
    assert_int_equal(detect("run", "#!/bin/sh\nnode x.js\n"), MLN_LANG_NONE);
    assert_int_equal(detect("run", "#!/bin/sh node\n"), MLN_LANG_NONE);
    assert_int_equal(detect("run", "#!/usr/bin/env"), MLN_LANG_NONE);
    assert_int_equal(detect("run", "#!"), MLN_LANG_NONE);
    assert_int_equal(detect("run", ""), MLN_LANG_NONE);
    /* An extension that is known counts more. */
    assert_int_equal(detect("run.ts", "#!/usr/bin/node\n"), MLN_LANG_TS);
}

static void names_in_rules(void **state)
{
    (void)state;
    assert_int_equal(mln_lang_find(MLN_STR("js")), MLN_LANG_BIT(MLN_LANG_JS));
    assert_int_equal(mln_lang_find(MLN_STR("javascript")), MLN_LANG_BIT(MLN_LANG_JS));
    assert_int_equal(mln_lang_find(MLN_STR("typescript")),
                     MLN_LANG_BIT(MLN_LANG_TS) | MLN_LANG_BIT(MLN_LANG_TSX));
    assert_int_equal(mln_lang_find(MLN_STR("c")), MLN_LANG_BIT(MLN_LANG_C));
    assert_int_equal(mln_lang_find(MLN_STR("python")), 0);
    assert_int_equal(mln_lang_find(MLN_STR("none")), 0);
    assert_int_equal(mln_lang_find(MLN_STR("")), 0);
    assert_string_equal(mln_lang_get_id(MLN_LANG_TSX), "tsx");
    assert_string_equal(mln_lang_get_id(MLN_LANG_NONE), "none");
}

typedef enum { IS_C, IS_CPLUSPLUS, IS_OBJECTIVE_C } kind;

static void check_header(const char *text, kind expected)
{
    bool cplusplus;
    mln_lang lang = mln_lang_detect(MLN_STR("a.h"), mln_str_of(text), &cplusplus);
    kind found = lang == MLN_LANG_C ? IS_C : cplusplus ? IS_CPLUSPLUS : IS_OBJECTIVE_C;
    if (found != expected)
        fail_msg("kind %d, not %d: %s", found, expected, text);
}

static void headers_of_c(void **state)
{
    (void)state;
    static const char *const headers[] = {
        "#ifndef A_H\n#define A_H\n#ifdef __cplusplus\nextern \"C\" {\n#endif\nint f(void);\n"
        "#ifdef __cplusplus\n}\n#endif\n#endif\n",
        "#if defined(__cplusplus)\nclass A { public: int x; };\n#else\nint f(void);\n#endif\n",
        "#ifndef __cplusplus\ntypedef int bool;\n#else\nnamespace a { class b; }\n#endif\nint "
        "f(void);",
        "#ifdef __cplusplus\n#ifdef X\nclass A {};\n#endif\nclass B {};\n#endif\nint x;",
        "#ifdef __OBJC__\n@class A;\n#endif\nint x;",
        "#if 0\ntemplate <class T> T f();\n#endif\nint x;",
        "/* class A { public: }; std::x */ // namespace b {\nint x;",
        "static const char *s = \"class A { std::b };\"; char c = '\\''; // '\nint x;",
        "#define S \"a\\\"b::c\"\n#define X(a) class a { \\\n  public: }\nint x;",
        "struct x { int class; void *private; unsigned public : 1; int template; };",
        "int new, this, namespace; int f(int class) { return class ? namespace : new; }",
        "[[gnu::packed]] struct a { int b; };",
        "#include <stdio.h>\n#include <sys/types.h>\nint x;",
        "switch (a) { case b: c(); default: d(); }",
        "",
        "\"",
        "/*",
        "#",
        "#if",
        "\\",
        "@",
        "class",
        "using",
    };
    for (size_t i = 0; i < MLN_COUNT_OF(headers); i++)
        check_header(headers[i], IS_C);
}

static void headers_of_others(void **state)
{
    (void)state;
    static const char *const cplusplus[] = {
        "class A;",
        "class A { int x; };",
        "class EXPORT A : B { };",
        "#ifndef A\n#define A\nnamespace a {\nint f();\n}\n#endif",
        "namespace { int x; }",
        "inline namespace v1 { int x; }",
        "template <typename T> T f(T);",
        "template<> int f<int>();",
        "struct A {\npublic:\n int x;\nprivate :\n int y; };",
        "std::string f();",
        "int f(const std::vector<int> &);",
        "#include <vector>\nint x;",
        "using namespace a;",
        "using A = int;",
        "inline int f(long a) { return static_cast<int>(a); }",
        "extern \"C\" { int f(void); }",
        "#ifdef X\nint a;\n#else\nint b;\n#endif\nclass A {};",
    };
    for (size_t i = 0; i < MLN_COUNT_OF(cplusplus); i++)
        check_header(cplusplus[i], IS_CPLUSPLUS);
    check_header("#import <Foundation/Foundation.h>\n", IS_OBJECTIVE_C);
    check_header("@interface A : NSObject\n@end\n", IS_OBJECTIVE_C);
    check_header("@class A;\nvoid f(A *a);\n", IS_OBJECTIVE_C);
}

static void test_code_by_its_place(void **state)
{
    (void)state;
    static const char *const tests[] = {"test/a.js",      "src/__tests__/a.ts", "a.spec.ts",
                                        "lib/test_a.c",   "lib/a_test.c",       "t/a.c",
                                        "lib/t/keys.pem", "lib/testReader.c"};
    static const char *const others[] = {"a.js",          "latest/a.js",      "lib/testify.c",
                                         "lib/contest.c", "tt/a.c",           "lib/t.c",
                                         "lib/test.c",    "lib/testReader.js"};
    for (size_t i = 0; i < MLN_COUNT_OF(tests); i++)
        assert_true(mln_evidence_is_test(mln_str_of(tests[i])));
    for (size_t i = 0; i < MLN_COUNT_OF(others); i++)
        assert_false(mln_evidence_is_test(mln_str_of(others[i])));
}

typedef enum { WRITTEN = -1 } written;

static int judge(mln_str text, mln_lang lang)
{
    mln_skip_reason reason;
    return mln_evidence_find(text, lang, &reason) ? (int)reason : WRITTEN;
}

static void generated_text(void **state)
{
    (void)state;
    static const char *const generated[] = {
        "// @generated by tool\nlet a;\n",
        "/**\n * @generated\n */\nlet a;\n",
        "// Code generated by protoc-gen-x. DO NOT EDIT.\nlet a;\n",
        "/* This file was automatically\n * generated from x.idl */\nlet a;\n",
        "// This file is auto-generated.\nlet a;\n",
        "/* eslint-disable */\n// AUTOGENERATED -- DO NOT EDIT\nlet a;\n",
        "/******/ (() => { // webpackBootstrap\nlet a;\n",
        "var a;\nfunction __webpack_require__(id) { }\n",
    };
    for (size_t i = 0; i < MLN_COUNT_OF(generated); i++)
        if (judge(mln_str_of(generated[i]), MLN_LANG_JS) != MLN_SKIP_GENERATED)
            fail_msg("not seen: %s", generated[i]);
    static const char *const c[] = {
        "/* A Bison parser, made by GNU Bison 3.8.2.  */\nint x;\n",
        "#line 3 \"lex.yy.c\"\n#define YY_INT_ALIGNED short\n/* A lexical scanner generated by "
        "flex */\n",
        "/* Generated by the protocol buffer compiler.  DO NOT EDIT! */\n",
        "#include \"tree_sitter/parser.h\"\n#define LANGUAGE_VERSION 14\n#define STATE_COUNT 5\n"
        "#define LARGE_STATE_COUNT 2\n#define SYMBOL_COUNT 9\n",
    };
    for (size_t i = 0; i < MLN_COUNT_OF(c); i++)
        assert_int_equal(judge(mln_str_of(c[i]), MLN_LANG_C), MLN_SKIP_GENERATED);
    static const char *const by_hand[] = {
        "\"use strict\";\nObject.defineProperty(exports, \"__esModule\", { value: true });\n",
        "const mark = '@generated';\nconst text = \"Code generated by x. DO NOT EDIT.\";\n",
        "// Finds files that hold '@generated'.\nlet a;\n",
        "// Do not edit the list below without asking.\nlet a;\n",
        "// Returns the token generated by the login.\nlet a;\n",
        "const id = __webpack_require__;\n",
        "let a;\n//# sourceMappingURL=a.js.map\n",
        "",
    };
    for (size_t i = 0; i < MLN_COUNT_OF(by_hand); i++)
        if (judge(mln_str_of(by_hand[i]), MLN_LANG_JS) != WRITTEN)
            fail_msg("taken for generated: %s", by_hand[i]);
    /* Only a file's beginning speaks for it. */
    mln_buf text = {0};
    for (int i = 0; i < 400; i++)
        mln_buf_add_text(&text, "let a = f(b);\n");
    mln_buf_add_text(&text, "// @generated\n");
    assert_int_equal(judge(mln_buf_get_str(&text), MLN_LANG_JS), WRITTEN);
    mln_buf_release(&text);
}

static void add_times(mln_buf *out, int times, const char *text)
{
    while (times-- > 0)
        mln_buf_add_text(out, text);
}

static void minified_text(void **state)
{
    (void)state;
    mln_buf text = {0};
    mln_buf_add_text(&text, "/*! lib v1 | licence */\n");
    add_times(&text, 100, "function a(b,c){return b?c(b):d;}");
    assert_int_equal(judge(mln_buf_get_str(&text), MLN_LANG_JS), MLN_SKIP_MINIFIED);
    assert_int_equal(judge(mln_buf_get_str(&text), MLN_LANG_C), WRITTEN);
    /* The same on lines of its own. */
    mln_buf_clear(&text);
    add_times(&text, 100, "function a(b,c){return b?c(b):d;}\n");
    assert_int_equal(judge(mln_buf_get_str(&text), MLN_LANG_JS), WRITTEN);
    /* Code around a large piece of data. */
    mln_buf_clear(&text);
    add_times(&text, 20, "app.get('/', (req, res) => { res.send(logo); });\n");
    mln_buf_add_text(&text, "const logo = 'data:image/png;base64,");
    add_times(&text, 500, "iVBORw0KGgoAAAANSUhEUgAA");
    mln_buf_add_text(&text, "';\n");
    assert_int_equal(judge(mln_buf_get_str(&text), MLN_LANG_JS), WRITTEN);
    /* Long lines of prose. */
    mln_buf_clear(&text);
    for (int i = 0; i < 20; i++) {
        mln_buf_add_text(&text, "say('");
        add_times(&text, 60, "some words of text ");
        mln_buf_add_text(&text, "');\n");
    }
    assert_int_equal(judge(mln_buf_get_str(&text), MLN_LANG_JS), WRITTEN);
    /* Pictures as texts, all of it in one line: no code stands around them. */
    mln_buf_clear(&text);
    mln_buf_add_text(&text, "var a=i(`ball`,[");
    add_times(&text, 200, "[`path`,{d:`M8 16V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v12`}],");
    mln_buf_add_text(&text, "]);\n");
    assert_int_equal(judge(mln_buf_get_str(&text), MLN_LANG_JS), MLN_SKIP_MINIFIED);
    /* With code around them, however little. */
    add_times(&text, 10, "app.get('/ball', (req, res) => res.send(a));\n");
    assert_int_equal(judge(mln_buf_get_str(&text), MLN_LANG_JS), WRITTEN);
    mln_buf_release(&text);
}

static void skip_reasons_have_names(void **state)
{
    (void)state;
    for (int i = 0; i < MLN_SKIP_COUNT; i++) {
        assert_true(strlen(mln_skip_get_id((mln_skip_reason)i)) > 2);
        assert_true(strlen(mln_skip_get_text((mln_skip_reason)i)) > 2);
    }
    assert_string_equal(mln_skip_get_id(MLN_SKIP_CPLUSPLUS), "cplusplus");
    assert_string_equal(mln_skip_get_id(MLN_SKIP_COUNT), "unknown");
}

int mln_test_files_lang(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(extensions),
        cmocka_unit_test(shebangs),
        cmocka_unit_test(names_in_rules),
        cmocka_unit_test(headers_of_c),
        cmocka_unit_test(headers_of_others),
        cmocka_unit_test(test_code_by_its_place),
        cmocka_unit_test(generated_text),
        cmocka_unit_test(minified_text),
        cmocka_unit_test(skip_reasons_have_names),
    };
    return cmocka_run_group_tests_name("files/lang", tests, NULL, NULL);
}
