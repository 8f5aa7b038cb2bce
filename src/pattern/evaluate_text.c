/* Formulas for text, and code inside text. */
#include "pattern/program_p.h"

#include "base/banned.h"

/* Code in a string is looked into so deep: code in a string in that code .. */
#define NESTING_MAX 4u

/* ---- words ---- */

static void note_word(void *context, uint32_t literal, uint32_t stop)
{
    mln_evaluator *e = context;
    e->words.data[literal / 64] |= (uint64_t)1 << (literal % 64);
    e->word_stops.data[literal] = stop;
}

void mln_eval_find_words(mln_evaluator *e)
{
    const mln_program *program = e->program;
    if (!program->finder || e->word_file == e->file)
        return;
    uint32_t count = program->words.entries.len / 64 + 1;
    mln_vec_reserve(&e->words, count);
    mln_vec_reserve(&e->word_stops, program->words.entries.len);
    memset(e->words.data, 0, count * sizeof *e->words.data);
    e->words.len = count;
    e->word_file = e->file;
    mln_multi_scan(program->finder, e->subject.tree->text, note_word, e);
}

static bool has(const mln_evaluator *e, uint32_t word)
{
    return e->words.data[word / 64] >> (word % 64) & 1;
}

bool mln_eval_has_one(const mln_evaluator *e, mln_word_set words)
{
    if (e->word_file != e->file || !words.count)
        return true;
    for (uint32_t i = 0; i < words.count; i++)
        if (has(e, words.ids[i]))
            return true;
    return false;
}

uint32_t mln_eval_get_last_stop(const mln_evaluator *e, mln_word_set words)
{
    uint32_t last = 0;
    if (e->word_file != e->file || !words.count)
        return UINT32_MAX;
    for (uint32_t i = 0; i < words.count; i++)
        if (has(e, words.ids[i]) && e->word_stops.data[words.ids[i]] > last)
            last = e->word_stops.data[words.ids[i]];
    return last;
}

bool mln_eval_has_word(const mln_evaluator *e, const mln_part *part)
{
    if (!part->is_text || part->kind == MLN_FORMULA_REGEX)
        return mln_eval_has_one(e, part->words);
    for (uint32_t i = 0; i < part->words.count; i++)
        if (e->word_file == e->file && !has(e, part->words.ids[i]))
            return false;
    return true;
}

/* ---- patterns ---- */

static const mln_generic_text *get_file_text(mln_evaluator *e, const mln_generic *generic)
{
    uint8_t style = mln_generic_get_comment_style(generic);
    mln_generic_text *text = &e->texts[style];
    if (!mln_generic_needs_tokens(generic)) {
        text = &e->plain;
        *text = (mln_generic_text){.text = e->subject.tree->text};
    } else if (e->text_file[style] != e->file) {
        e->text_file[style] = e->file;
        mln_generic_read(&e->arena, e->subject.tree->text, style, text);
    }
    return text;
}

static void add_ranges(mln_evaluator *e, const mln_part *part, const mln_matches *list,
                       mln_eval_ranges *out)
{
    const mln_generic *generic = e->program->generics.data[part->pattern];
    uint32_t count = mln_generic_get_variable_count(generic);
    for (uint32_t i = 0; i < list->matches.len; i++) {
        mln_bound *bounds = mln_eval_copy(e, NULL);
        for (uint32_t v = 0; v < count; v++)
            bounds[part->variables[v]] = list->matches.data[i].bounds[v];
        mln_vec_add(out, (mln_eval_range){list->matches.data[i].span, bounds, false, false});
    }
    e->spent |= list->spent;
}

void mln_eval_text(mln_evaluator *e, const mln_part *part, const mln_span *within,
                   mln_eval_ranges *out)
{
    const mln_generic *generic = e->program->generics.data[part->pattern];
    if (!e->generic)
        e->generic = mln_generic_matcher_new(e->regex);
    if (within) {
        /* A piece of text by itself: its first line is not indented. */
        mln_matches list = {0};
        mln_str text = {e->subject.tree->text.ptr + within->start, within->stop - within->start};
        mln_generic_text piece = {.text = text};
        if (mln_generic_needs_tokens(generic))
            mln_generic_read(&e->arena, text, mln_generic_get_comment_style(generic), &piece);
        mln_generic_find(e->generic, generic, &piece, within->start, &e->arena, &list);
        add_ranges(e, part, &list, out);
        mln_vec_release(&list.matches);
        return;
    }
    mln_eval_cache *cache = &e->text_cache.data[part->pattern];
    if (cache->file != e->file) {
        cache->file = e->file;
        mln_vec_clear(&cache->list.matches);
        cache->list.spent = false;
        if (mln_eval_has_word(e, part))
            mln_generic_find(e->generic, generic, get_file_text(e, generic), 0, &e->arena,
                             &cache->list);
    }
    add_ranges(e, part, &cache->list, out);
}

/* ---- code inside ---- */

struct mln_nested {
    mln_parser *parser;
    mln_tree tree;
    mln_names names;
    mln_evaluator *evaluator;
};

static struct mln_nested *get_nested(mln_evaluator *e)
{
    if (e->nested)
        return e->nested;
    struct mln_nested *made = mln_mem_new(1, sizeof *made);
    made->parser = mln_parser_new();
    mln_tree_init(&made->tree);
    made->evaluator = mln_evaluator_new(e->program);
    made->evaluator->depth = e->depth + 1;
    e->nested = made;
    return made;
}

/* The condition's formula on a text of its own. */
static void find_nested(mln_evaluator *e, const mln_part_condition *c, mln_str text,
                        mln_eval_ranges *found)
{
    if (e->depth == NESTING_MAX) {
        e->spent = true;
        return;
    }
    struct mln_nested *nested = get_nested(e);
    mln_evaluator *inner = nested->evaluator;
    mln_tree_clear(&nested->tree);
    if (c->of_text) {
        nested->tree.text = text;
        nested->tree.lang = MLN_LANG_NONE;
        mln_evaluator_set_text(inner, &nested->tree);
    } else {
        if (mln_parser_parse(nested->parser, &nested->tree, c->lang, text) != MLN_OK)
            return;
        mln_names_resolve(&nested->names, &nested->tree);
        mln_evaluator_set(inner, &nested->tree, &nested->names);
    }
    inner->compiled = e->compiled;
    inner->spent = false;
    mln_eval_part(inner, c->formula, NULL, found);
    e->spent |= inner->spent;
}

void mln_eval_nested_text(mln_evaluator *e, const mln_part_condition *c, mln_str text,
                          mln_eval_ranges *out)
{
    mln_eval_ranges found = {0};
    find_nested(e, c, text, &found);
    if (found.len)
        mln_vec_add(out, (mln_eval_range){.bounds = mln_eval_copy(e, NULL)});
    mln_vec_release(&found);
}

void mln_eval_nested(mln_evaluator *e, const mln_part_condition *c, mln_span within,
                     mln_eval_ranges *out)
{
    mln_str text = {e->subject.tree->text.ptr + within.start, within.stop - within.start};
    mln_eval_ranges found = {0};
    find_nested(e, c, text, &found);
    /* What is bound there is a piece of text here. */
    for (uint32_t i = 0; i < found.len; i++) {
        mln_bound *bounds = mln_eval_copy(e, NULL);
        for (uint32_t v = 0; v < e->compiled->variable_count; v++) {
            const mln_bound *bound = &found.data[i].bounds[v];
            if (bound->kind != MLN_BOUND_NOT)
                bounds[v] = (mln_bound){
                    .kind = MLN_BOUND_SPAN,
                    .node = MLN_NO_NODE,
                    .span = {bound->span.start + within.start, bound->span.stop + within.start}};
        }
        mln_span span = found.data[i].span;
        mln_vec_add(out, (mln_eval_range){{span.start + within.start, span.stop + within.start},
                                          bounds,
                                          found.data[i].inside,
                                          found.data[i].is_text});
    }
    mln_vec_release(&found);
}

void mln_eval_release_text(mln_evaluator *e)
{
    for (uint32_t i = 0; i < e->text_cache.len; i++)
        mln_vec_release(&e->text_cache.data[i].list.matches);
    mln_vec_release(&e->text_cache);
    mln_vec_release(&e->words);
    mln_vec_release(&e->word_stops);
    mln_generic_matcher_free(e->generic);
    if (!e->nested)
        return;
    mln_parser_free(e->nested->parser);
    mln_tree_release(&e->nested->tree);
    mln_names_release(&e->nested->names);
    mln_evaluator_free(e->nested->evaluator);
    mln_mem_free(e->nested);
}
