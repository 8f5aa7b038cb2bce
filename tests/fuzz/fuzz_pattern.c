/* A pattern, compiled, and matched in a fixed text and in its own. */
#include "names/names.h"
#include "pattern/match.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char code[] =
    "const a = require('m'); function f(x, ...y) { if (x) { g(x, `a${y}`); "
    "return {a: 1, b}; } else { h(); } }\nclass A { m() { this.x = 'y' + z; } "
    "}\nfor (const i of l) k(i && j || !i);";

static void match(mln_pattern *pattern, const mln_strtab *vocabulary, mln_parser *parser,
                  mln_str text)
{
    mln_tree tree;
    mln_names names = {0};
    mln_subject subject;
    mln_arena arena = {0};
    mln_matches list = {0};
    mln_regex_matcher *regex = mln_regex_matcher_new();
    mln_tree_init(&tree);
    mln_subject_init(&subject, vocabulary, regex);
    mln_lang lang = pattern->lang == MLN_LANG_C ? MLN_LANG_C : MLN_LANG_JS;
    if (mln_parser_parse(parser, &tree, lang, text) == MLN_OK) {
        mln_names_resolve(&names, &tree);
        mln_subject_set(&subject, &tree, &names);
        mln_match_find(&subject, pattern, &arena, &list);
    }
    mln_vec_release(&list.matches);
    mln_subject_release(&subject);
    mln_names_release(&names);
    mln_tree_release(&tree);
    mln_regex_matcher_free(regex);
    mln_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static mln_parser *parser;
    if (!parser)
        parser = mln_parser_new();
    if (size < 2 || size > 4096)
        return 0;
    mln_arena arena = {0};
    mln_strtab vocabulary;
    mln_strtab_init(&vocabulary);
    mln_tree tree;
    mln_tree_init(&tree);
    mln_pattern_compiler compiler = {parser, &tree, &arena, &vocabulary};
    mln_pattern_options options = mln_pattern_options_default();
    mln_lang lang = data[0] & 1 ? MLN_LANG_C : MLN_LANG_JS;
    mln_str text = {mln_arena_dup(&arena, (const char *)data + 1, size - 1), (uint32_t)(size - 1)};
    char error[256];
    uint32_t line;
    mln_pattern *pattern;
    /* As the program does: read before, or when it is compiled. */
    mln_wrapped ready;
    bool ahead = data[0] & 2;
    if (ahead)
        mln_wrapped_read(&ready, parser, &tree, &arena, text, lang, 0);
    if (mln_pattern_compile(&compiler, text, lang, &options, ahead ? &ready : NULL, &pattern, error,
                            sizeof error, &line) == MLN_OK) {
        match(pattern, &vocabulary, parser, (mln_str){code, sizeof code - 1});
        match(pattern, &vocabulary, parser, text);
        mln_pattern_release(pattern);
    }
    mln_tree_release(&tree);
    mln_strtab_release(&vocabulary);
    mln_arena_release(&arena);
    return 0;
}
