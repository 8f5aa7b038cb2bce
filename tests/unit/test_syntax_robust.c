/* Trees of any input at all: real files, both ways of reading them, nesting without bound, and
 * bytes changed at random. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/buf.h"
#include "files/lang.h"
#include "syntax/parse.h"

int mln_test_syntax_robust(void);

typedef struct {
    mln_parser *parser, *cursor;
    mln_tree tree, other;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    f->parser = mln_parser_new();
    f->cursor = mln_parser_new();
    mln_parser_set_cursor(f->cursor, true);
    mln_tree_init(&f->tree);
    mln_tree_init(&f->other);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    mln_parser_free(f->parser);
    mln_parser_free(f->cursor);
    mln_tree_release(&f->tree);
    mln_tree_release(&f->other);
    free(f);
    return 0;
}

static void check(const mln_tree *tree, const char *name)
{
    mln_node where;
    const char *broken = mln_tree_check(tree, &where);
    if (broken)
        fail_msg("%s: %s, at node %u (%s), byte %u of: %.*s", name, broken, where.id,
                 mln_kind_get_name(mln_tree_kind(tree, where)), tree->start[where.id],
                 tree->text.len > 2000 ? 2000 : (int)tree->text.len, tree->text.ptr);
}

/* The name of the first array in which two trees differ; NULL when they are the same. */
static const char *compare(const mln_tree *a, const mln_tree *b, bool one_grammar)
{
    if (a->count != b->count)
        return "count";
    size_t count = a->count, words = count * sizeof(uint32_t);
    if (memcmp(a->kind, b->kind, count) != 0)
        return "kind";
    if (memcmp(a->role, b->role, count) != 0)
        return "role";
    if (memcmp(a->flags, b->flags, count * sizeof(uint16_t)) != 0)
        return "flags";
    if (memcmp(a->end, b->end, words) != 0)
        return "end";
    if (memcmp(a->hash, b->hash, words) != 0)
        return "hash";
    for (uint32_t id = 0; id < a->count; id++)
        if (!mln_str_equal(mln_tree_sym_text(a, (mln_node){id}),
                           mln_tree_sym_text(b, (mln_node){id})))
            return "sym";
    for (uint32_t id = 0; id < a->count; id++)
        /* The keyword `extends` belongs to the clause in TypeScript's grammar only. */
        if ((one_grammar || a->kind[id] != MLN_KIND_EXTENDS) &&
            (a->start[id] != b->start[id] || a->stop[id] != b->stop[id]))
            return "span";
    if (a->errors.len != b->errors.len || a->error_bytes != b->error_bytes)
        return "errors";
    for (uint32_t i = 0; i < a->errors.len; i++)
        if (a->errors.data[i].span.start != b->errors.data[i].span.start ||
            a->errors.data[i].span.stop != b->errors.data[i].span.stop ||
            a->errors.data[i].missing != b->errors.data[i].missing)
            return "an error";
    if (a->comments.len != b->comments.len)
        return "comments";
    for (uint32_t i = 0; i < a->comments.len; i++)
        if (a->comments.data[i].span.start != b->comments.data[i].span.start ||
            a->comments.data[i].span.stop != b->comments.data[i].span.stop)
            return "a comment";
    return NULL;
}

/* Parses a copy that ends where the text ends, so that reading past it is seen by a sanitizer. */
static void read_both(fixture *f, mln_lang lang, mln_str text, const char *name)
{
    char *copy = malloc(text.len ? text.len : 1);
    assert_non_null(copy);
    if (text.len)
        memcpy(copy, text.ptr, text.len);
    text.ptr = copy;
    assert_int_equal(mln_parser_parse(f->parser, &f->tree, lang, text), MLN_OK);
    assert_int_equal(mln_parser_parse(f->cursor, &f->other, lang, text), MLN_OK);
    check(&f->tree, name);
    const char *difference = compare(&f->tree, &f->other, true);
    if (difference)
        fail_msg("%s: the cursor reads another tree: %s", name, difference);
    free(copy);
}

/* ---- real files ---- */

#define FILES_MAX 400u
#define BYTES_MAX (200u << 10)

typedef struct {
    uint32_t files, by_lang[MLN_LANG_COUNT];
} tally;

static void read_file(fixture *f, const char *path, size_t size, tally *seen)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return;
    char *text = malloc(size + 1);
    assert_non_null(text);
    size = fread(text, 1, size, file);
    fclose(file);
    bool cplusplus;
    mln_str str = {text, (uint32_t)size};
    mln_lang lang = mln_lang_detect(mln_str_of(path), str, &cplusplus);
    if (lang != MLN_LANG_NONE) {
        read_both(f, lang, str, path);
        seen->files++;
        seen->by_lang[lang]++;
    }
    free(text);
}

static void read_folders(fixture *f, const char *const *roots, size_t count, tally *seen)
{
    MLN_VEC(char *)
    stack = {0};
    for (size_t i = 0; i < count; i++)
        mln_vec_add(&stack, strdup(roots[i]));
    while (stack.len) {
        char *folder = stack.data[--stack.len];
        DIR *dir = opendir(folder);
        for (struct dirent *entry; dir && seen->files < FILES_MAX && (entry = readdir(dir));) {
            if (entry->d_name[0] == '.')
                continue;
            size_t len = strlen(folder) + strlen(entry->d_name) + 2;
            char *path = malloc(len);
            assert_non_null(path);
            snprintf(path, len, "%s/%s", folder, entry->d_name);
            struct stat info;
            if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
                mln_vec_add(&stack, path);
                continue;
            }
            if (S_ISREG(info.st_mode) && (size_t)info.st_size <= BYTES_MAX)
                read_file(f, path, (size_t)info.st_size, seen);
            free(path);
        }
        if (dir)
            closedir(dir);
        free(folder);
    }
    mln_vec_release(&stack);
}

static void subtrees_and_cursor_read_the_same(void **state)
{
    tally seen = {0};
    const char *const own[] = {MLN_TEST_DIR, MLN_SOURCE_DIR "/rules", MLN_SOURCE_DIR "/src"};
    read_folders(*state, own, MLN_COUNT_OF(own), &seen);
    assert_true(seen.by_lang[MLN_LANG_C] > 50);
    tally others = {0};
    const char *const grammars[] = {MLN_SOURCE_DIR "/grammars"};
    read_folders(*state, grammars, 1, &others);
    assert_true(others.files > 20);
    assert_true(seen.by_lang[MLN_LANG_JS] + others.by_lang[MLN_LANG_JS] > 5);
    assert_true(seen.by_lang[MLN_LANG_TS] + others.by_lang[MLN_LANG_TS] > 0);
}

/* ---- one code, three grammars ---- */

static const char ecma_sample[] =
    "import a, {b as c} from 'm'; import * as n from './n.js';\n"
    "const {x, y: [z = 1, ...w], ...rest} = require('q'), k = `t${a}u${n.o}`;\n"
    "export function f(p, {q, r = 2} = {}, ...s) { if (p) return q; else if (r) throw s; }\n"
    "export default class A extends B.C { #p = 1; static s; get g() { return this.#p; }\n"
    "  set g(v) {} async *h() { yield* i; await j; } static {} [k]() {} 'l'() {} }\n"
    "export {f as g, k}; export * from 'r';\n"
    "for (let i = 0, e = 9; i < e; i++) { continue; }\n"
    "for (const [u, v] of w) l: for (;;) break l;\n"
    "for (t in o) while (x) do { x--; } while (!x);\n"
    "switch (x) { case 1: case 2: f(); break; default: g(); }\n"
    "try { a?.b?.[c]?.(d); } catch ({message}) { delete a.b; } finally { ; }\n"
    "var h = async (a) => await a, i = b => ({b, 'c': 1, [d]: 2, ...e, m() {}, get n() {}});\n"
    "x = y ?\?= z ** 2, typeof x === 'y' && x in y || void 0 instanceof z;\n"
    "tag`x${1}`; new A; new A.B(...c); /re[/]x/gi.test(s); (function () { 'use strict'; })();\n"
    "[a, b.c] = [b, a]; ({a, b: c.d} = e); label: { break label; }\n"
    "n = 0x1F + 1_0 + 1e3 + 10n; s = '\\u{41}\\x42\\\n'; if (a) ; debugger; // end\n";

static void grammars_agree(void **state)
{
    fixture *f = *state;
    mln_str text = {ecma_sample, sizeof ecma_sample - 1};
    static const mln_lang others[] = {MLN_LANG_TS, MLN_LANG_TSX};
    assert_int_equal(mln_parser_parse_as(f->parser, &f->tree, MLN_LANG_JS, text), MLN_OK);
    assert_int_equal(f->tree.errors.len, 0);
    check(&f->tree, "sample");
    for (size_t i = 0; i < MLN_COUNT_OF(others); i++) {
        assert_int_equal(mln_parser_parse_as(f->parser, &f->other, others[i], text), MLN_OK);
        check(&f->other, "sample");
        const char *difference = compare(&f->tree, &f->other, false);
        if (!difference)
            continue;
        for (uint32_t id = 0; id < f->tree.count && id < f->other.count; id++)
            if (f->tree.kind[id] != f->other.kind[id] || f->tree.flags[id] != f->other.flags[id] ||
                f->tree.end[id] != f->other.end[id])
                fail_msg("grammar %u: %s differs, at node %u: %s, %s: %.60s", (unsigned)others[i],
                         difference, id, mln_kind_get_name((mln_kind)f->tree.kind[id]),
                         mln_kind_get_name((mln_kind)f->other.kind[id]),
                         ecma_sample + f->tree.start[id]);
        for (uint32_t id = 0; id < f->tree.count && id < f->other.count; id++)
            if (f->tree.kind[id] != MLN_KIND_EXTENDS &&
                (f->tree.start[id] != f->other.start[id] || f->tree.stop[id] != f->other.stop[id]))
                fail_msg("grammar %u: %s differs, at node %u: %u-%u, %u-%u: %.60s",
                         (unsigned)others[i], difference, id, f->tree.start[id], f->tree.stop[id],
                         f->other.start[id], f->other.stop[id], ecma_sample + f->tree.start[id]);
        fail_msg("grammar %u: %s differs", (unsigned)others[i], difference);
    }
}

/* ---- depth ---- */

#define DEPTH 100000u

static void nest(fixture *f, mln_lang lang, const char *before, const char *open,
                 const char *middle, const char *close, const char *after)
{
    mln_buf text = {0};
    mln_buf_add_text(&text, before);
    for (uint32_t i = 0; i < DEPTH; i++)
        mln_buf_add_text(&text, open);
    mln_buf_add_text(&text, middle);
    for (uint32_t i = 0; i < DEPTH; i++)
        mln_buf_add_text(&text, close);
    mln_buf_add_text(&text, after);
    assert_int_equal(mln_parser_parse_as(f->parser, &f->tree, lang, mln_buf_get_str(&text)),
                     MLN_OK);
    check(&f->tree, open);
    mln_buf_release(&text);
}

static void depth_is_no_matter(void **state)
{
    fixture *f = *state;
    static const mln_lang langs[] = {MLN_LANG_JS, MLN_LANG_TSX, MLN_LANG_C};
    for (size_t i = 0; i < MLN_COUNT_OF(langs); i++) {
        bool c = langs[i] == MLN_LANG_C;
        const char *head = c ? "void f(void) { " : "", *tail = c ? "; }" : "";
        nest(f, langs[i], c ? "int a = " : "a = ", "(", "1", ")", ";");
        nest(f, langs[i], head, "{", "a();", "}", tail);
        nest(f, langs[i], c ? "int a[] = " : "a = ", c ? "{" : "[", "1", c ? "}" : "]", ";");
        assert_true(f->tree.count > DEPTH);
        nest(f, langs[i], head, "if (a) {} else ", "{}", "", tail);
        assert_true(f->tree.count > DEPTH);
        nest(f, langs[i], c ? "int x = " : "x = ", "a + ", "a", "", ";");
        assert_true(f->tree.count > 2 * DEPTH);
        /* Never closed, and never opened. */
        nest(f, langs[i], head, "(", "", "", tail);
        nest(f, langs[i], "", "}", "", "", "");
    }
    nest(f, MLN_LANG_JS, "", "a => ", "a", "", ";");
    nest(f, MLN_LANG_JS, "", "f(", "a", ")", ";");
    nest(f, MLN_LANG_JS, "a", ".b", "", "", ";");
    nest(f, MLN_LANG_JS, "x = ", "`${", "1", "}`", ";");
    nest(f, MLN_LANG_C, "int ", "*", "p", "", ";");
}

static void nothing_is_a_file(void **state)
{
    for (mln_lang lang = 0; lang < MLN_LANG_COUNT; lang++) {
        fixture *f = *state;
        if (lang == MLN_LANG_NONE ||
            mln_parser_parse(f->parser, &f->tree, lang, MLN_STR("")) != MLN_OK)
            continue;
        static const char *const texts[] = {"", " ", "\n", "\r\n\r\n", "/* */", "\xff", "\\", "'"};
        for (size_t i = 0; i < MLN_COUNT_OF(texts); i++) {
            read_both(f, lang, mln_str_of(texts[i]), texts[i]);
            assert_int_equal(f->tree.kind[0], MLN_KIND_FILE);
            assert_int_equal(f->tree.start[0], 0);
            assert_int_equal(f->tree.stop[0], strlen(texts[i]));
        }
        read_both(f, lang, MLN_STR(""), "empty");
        assert_int_equal(f->tree.count, 1);
    }
}

/* ---- chance ---- */

#define ROUNDS 250u

static const char c_sample[] =
    "#include <stdio.h>\n#define M(a) ((a) + 1)\n"
    "typedef struct s { int a, *b; char (*f)(int, char *[]); } s;\n"
    "static const char *t[] = { \"a\\101\" \"b\", [2] = \"c\" };\n"
    "enum e { A = 1 << 2, B };\n"
    "int main(int argc, char **argv)\n{\n"
    "#ifdef X\n    if (argc > 1 && argv[1])\n        goto out;\n#else\n    argc--;\n#endif\n"
    "    for (int i = 0, j = 9; i < j; i++) { s x = { .a = i, .b = &j }; x.f(1, 0); }\n"
    "    switch (argc) { case 1: puts(\"x\"); break; default: return M(sizeof(int)); }\n"
    "    do { argc ? f() : (void)g(); } while (0);\nout:\n    return 0x1F + 010;\n}\n";

static const char ts_sample[] =
    "@D({a: 1}) export class A<T extends B = C> extends E<T> implements F, G {\n"
    "  @P() private readonly x?: string = <any>y; constructor(@I() public a: X, b?: Y) { super(); "
    "}\n"
    "  get z(): Array<number> { return this.x!.q as unknown as number[]; } m?(): void;\n}\n"
    "interface H extends J { [k: string]: L | M & N; (a: O): P; }\n"
    "type Q<R> = R extends infer S ? keyof S : typeof x[]; enum U { V = 1, W }\n"
    "namespace a.b { export const c: [d: number, e?: string] = f; } declare module 'x' {}\n"
    "import y = require('z'); export = y; function g<T>(this: T, ...r: T[]): asserts r is any {}\n";

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void mutate(fixture *f, mln_lang lang, const char *sample, uint32_t len)
{
    static const char bytes[] = "(){}[]<>;:,.'\"`\\/*#=+-!?@$ \n\t\r%&|~^a0_\xff\xc3\x01";
    char *text = malloc(len + 16);
    assert_non_null(text);
    for (uint32_t round = 0; round < ROUNDS; round++) {
        uint32_t seed = round * 2654435761u + (uint32_t)lang, size = len;
        memcpy(text, sample, len);
        for (uint32_t i = next_random(&seed) % 8 + 1; i > 0 && size > 1; i--) {
            uint32_t at = next_random(&seed) % size;
            char byte = bytes[next_random(&seed) % (sizeof bytes - 1)];
            switch (next_random(&seed) % 4) {
            case 0:
                memmove(text + at, text + at + 1, size - at - 1);
                size--;
                break;
            case 1:
                memmove(text + at + 1, text + at, size - at);
                text[at] = byte;
                size++;
                break;
            case 2:
                text[at] = byte;
                break;
            default:
                if (next_random(&seed) % 4 == 0)
                    size = at + 1;
                break;
            }
        }
        char name[64];
        snprintf(name, sizeof name, "language %u, round %u", (unsigned)lang, round);
        read_both(f, lang, (mln_str){text, size}, name);
    }
    free(text);
}

static void any_bytes_make_a_tree(void **state)
{
    mutate(*state, MLN_LANG_JS, ecma_sample, sizeof ecma_sample - 1);
    mutate(*state, MLN_LANG_TSX, ecma_sample, sizeof ecma_sample - 1);
    mutate(*state, MLN_LANG_TS, ts_sample, sizeof ts_sample - 1);
    mutate(*state, MLN_LANG_C, c_sample, sizeof c_sample - 1);
}

int mln_test_syntax_robust(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_a_file),
        cmocka_unit_test(grammars_agree),
        cmocka_unit_test(any_bytes_make_a_tree),
        cmocka_unit_test(depth_is_no_matter),
        cmocka_unit_test(subtrees_and_cursor_read_the_same),
    };
    return cmocka_run_group_tests_name("syntax/robust", tests, set_up, tear_down);
}
