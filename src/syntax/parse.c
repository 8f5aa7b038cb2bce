#define _GNU_SOURCE
#include "syntax/parse.h"

#include <assert.h>
#include <pthread.h>
#include <tree_sitter/api.h>

#include "base/ascii.h"
#include "syntax/lower_p.h"
#include "syntax/ts_memory_p.h"

#include "base/banned.h"

#define TEXT_MAX (1u << 30)

struct mln_parser {
    mln_ts_memory memory;
    mln_cst cst;
    mln_cst other; /* of the sibling grammar */
    mln_lower lower;
    mln_buf blanked;
    bool cursor;
};

/* Read-only once made; shared by all threads. */
static mln_grammar grammars[MLN_LANG_COUNT];
static pthread_once_t grammars_made = PTHREAD_ONCE_INIT;

static void make_grammars(void)
{
    mln_ts_memory_install();
    mln_lang_ecma_init(&grammars[MLN_LANG_JS], MLN_LANG_JS);
    mln_lang_ecma_init(&grammars[MLN_LANG_TS], MLN_LANG_TS);
    mln_lang_ecma_init(&grammars[MLN_LANG_TSX], MLN_LANG_TSX);
    mln_lang_c_init(&grammars[MLN_LANG_C]);
}

mln_parser *mln_parser_new(void)
{
    pthread_once(&grammars_made, make_grammars);
    return mln_mem_new(1, sizeof(mln_parser));
}

void mln_parser_free(mln_parser *parser)
{
    if (!parser)
        return;
    mln_arena_release(&parser->memory.arena);
    mln_cst_release(&parser->cst);
    mln_cst_release(&parser->other);
    mln_vec_release(&parser->lower.todo);
    mln_vec_release(&parser->lower.chains);
    mln_buf_release(&parser->lower.text);
    mln_buf_release(&parser->blanked);
    mln_mem_free(parser);
}

void mln_parser_set_cursor(mln_parser *parser, bool cursor)
{
    parser->cursor = cursor;
}

static bool is_word_at(mln_str text, size_t from, size_t len)
{
    static const char definition[] = "define ";
    size_t skip = sizeof definition - 1;
    if (from >= skip && memcmp(text.ptr + from - skip, definition, skip) == 0)
        return false;
    char before = from ? text.ptr[from - 1] : ' ';
    char after = from + len < text.len ? text.ptr[from + len] : ' ';
    return !mln_ascii_is_alnum(before) && before != '_' && !mln_ascii_is_alnum(after) &&
           after != '_';
}

/* The text as the grammar sees it: of the same length. */
static mln_str blank_words(mln_parser *parser, const mln_grammar *grammar, mln_str text)
{
    mln_buf_clear(&parser->blanked);
    for (const char *const *word = grammar->blanks; word && *word; word++) {
        size_t len = strlen(*word), from = 0;
        for (const char *at; text.len > from &&
                             (at = memmem(text.ptr + from, text.len - from, *word, len)) != NULL;) {
            size_t start = (size_t)(at - text.ptr);
            from = start + len;
            if (!is_word_at(text, start, len))
                continue;
            if (!parser->blanked.len)
                mln_buf_add_str(&parser->blanked, text);
            memset(parser->blanked.data + start, ' ', len);
        }
    }
    return parser->blanked.len ? mln_buf_get_str(&parser->blanked) : text;
}

/* The whole text as one chunk. */
static void read_cst(mln_parser *parser, mln_cst *cst, const mln_grammar *grammar, mln_str text)
{
    mln_ts_memory_begin(&parser->memory);
    TSParser *core = ts_parser_new();
    ts_parser_set_language(core, grammar->language);
    mln_str seen = blank_words(parser, grammar, text);
    TSTree *tree = ts_parser_parse_string(core, NULL, seen.ptr, seen.len);
#ifdef MLN_CST_BY_CURSOR
    mln_cst_read_cursor(cst, tree, grammar->fates);
#else
    if (parser->cursor)
        mln_cst_read_cursor(cst, tree, grammar->fates);
    else
        mln_cst_read(cst, tree, grammar->fates);
#endif
    /* Neither tree nor parser is deleted: all their memory is the arena's. */
    mln_ts_memory_end();
}

static mln_lang get_sibling(mln_lang lang)
{
    switch (lang) {
    case MLN_LANG_JS:
    case MLN_LANG_TS:
        return MLN_LANG_TSX;
    case MLN_LANG_TSX:
        return MLN_LANG_TS;
    default:
        return MLN_LANG_NONE;
    }
}

static void finish(mln_parser *parser, mln_tree *tree, const mln_cst *cst, mln_lang lang,
                   mln_str text)
{
    mln_tree_clear(tree);
    tree->lang = lang;
    tree->text = text;
    parser->lower.grammar = &grammars[lang];
    parser->lower.cst = cst;
    parser->lower.tree = tree;
    mln_lower_run(&parser->lower);
    for (uint32_t i = 0; i < cst->comments.len; i++)
        mln_vec_add(&tree->comments, cst->comments.data[i]);
    for (uint32_t i = 0; i < cst->errors.len; i++)
        mln_vec_add(&tree->errors, cst->errors.data[i]);
    tree->error_bytes = cst->error_bytes;
#ifndef NDEBUG
    mln_node where;
    assert(mln_tree_check(tree, &where) == NULL);
#endif
}

mln_status mln_parser_parse_as(mln_parser *parser, mln_tree *tree, mln_lang lang, mln_str text)
{
    if (lang >= MLN_LANG_COUNT || !grammars[lang].language)
        return MLN_UNSUPPORTED;
    if (text.len > TEXT_MAX)
        return MLN_LIMIT;
    read_cst(parser, &parser->cst, &grammars[lang], text);
    finish(parser, tree, &parser->cst, lang, text);
    return MLN_OK;
}

mln_status mln_parser_parse(mln_parser *parser, mln_tree *tree, mln_lang lang, mln_str text)
{
    if (lang >= MLN_LANG_COUNT || !grammars[lang].language)
        return MLN_UNSUPPORTED;
    if (text.len > TEXT_MAX)
        return MLN_LIMIT;
    read_cst(parser, &parser->cst, &grammars[lang], text);
    const mln_cst *best = &parser->cst;
    mln_lang sibling = get_sibling(lang);
    if (best->error_bytes && sibling != MLN_LANG_NONE) {
        read_cst(parser, &parser->other, &grammars[sibling], text);
        if (parser->other.error_bytes < best->error_bytes) {
            best = &parser->other;
            lang = sibling;
        }
    }
    finish(parser, tree, best, lang, text);
    return MLN_OK;
}
