#include "base/thread.h"
#include "pattern/program_p.h"

#include "base/banned.h"

/* Fewer patterns than this are read sooner than a thread is started. */
#define AHEAD_MIN 64u
/* What a thread takes at a time. */
#define SHARE 16u

static void write_key(mln_buf *key, mln_str text, mln_lang lang)
{
    mln_buf_clear(key);
    mln_buf_add_char(key, lang == MLN_LANG_C ? 'c' : 'e');
    mln_buf_add_str(key, text);
}

static void expect(mln_read_ahead *ahead, const mln_formula *f, mln_lang lang, mln_buf *key)
{
    if (f->kind == MLN_FORMULA_PATTERN) {
        write_key(key, f->text, lang);
        uint32_t known = ahead->keys.entries.len;
        if (mln_strtab_add(&ahead->keys, mln_buf_get_str(key)) == known)
            mln_vec_add(&ahead->patterns, (mln_ahead){.text = f->text, .lang = lang});
    }
    for (uint32_t i = 0; i < f->child_count; i++)
        expect(ahead, f->children[i], lang, key);
    for (uint32_t i = 0; i < f->condition_count; i++)
        if (f->conditions[i].formula && !f->conditions[i].language.len)
            expect(ahead, f->conditions[i].formula, lang, key);
}

void mln_program_expect(mln_program *program, const mln_formula *formula, mln_program_target target)
{
    if (target.subject != MLN_SUBJECT_CODE)
        return;
    if (!program->ahead.keys.slot_count)
        mln_strtab_init(&program->ahead.keys);
    mln_buf key = {0};
    expect(&program->ahead, formula, target.lang, &key);
    mln_buf_release(&key);
}

typedef struct {
    mln_parser *parser;
    mln_tree scratch;
    mln_arena *arena;
} reader;

typedef struct {
    mln_read_ahead *ahead;
    reader *readers; /* by worker */
} reading;

static void read_share(void *context, uint32_t index, uint32_t worker)
{
    const reading *r = context;
    reader *own = &r->readers[worker];
    uint32_t end = (index + 1) * SHARE;
    for (uint32_t i = index * SHARE; i < end && i < r->ahead->patterns.len; i++) {
        mln_ahead *each = &r->ahead->patterns.data[i];
        mln_wrapped_read(&each->wrapped, own->parser, &own->scratch, own->arena, each->text,
                         each->lang, 0);
    }
}

void mln_program_read_ahead(mln_program *program, uint32_t workers)
{
    mln_read_ahead *ahead = &program->ahead;
    if (workers < 2 || ahead->patterns.len < AHEAD_MIN || ahead->arenas)
        return;
    uint32_t shares = (ahead->patterns.len + SHARE - 1) / SHARE;
    if (workers > shares)
        workers = shares;
    ahead->arenas = mln_mem_new(workers, sizeof *ahead->arenas);
    ahead->arena_count = workers;
    reader *readers = mln_mem_new(workers, sizeof *readers);
    for (uint32_t i = 0; i < workers; i++) {
        readers[i] = (reader){.parser = mln_parser_new(), .arena = &ahead->arenas[i]};
        mln_tree_init(&readers[i].scratch);
    }
    mln_thread_each(shares, workers, read_share, &(reading){ahead, readers});
    for (uint32_t i = 0; i < workers; i++) {
        mln_parser_free(readers[i].parser);
        mln_tree_release(&readers[i].scratch);
    }
    mln_mem_free(readers);
}

const mln_wrapped *mln_read_ahead_find(const mln_read_ahead *ahead, mln_str text, mln_lang lang)
{
    if (!ahead->arenas)
        return NULL;
    mln_buf key = {0};
    write_key(&key, text, lang);
    uint32_t id = mln_strtab_find(&ahead->keys, mln_buf_get_str(&key));
    mln_buf_release(&key);
    return id == UINT32_MAX ? NULL : &ahead->patterns.data[id - 1].wrapped;
}

void mln_read_ahead_release(mln_read_ahead *ahead)
{
    if (ahead->keys.slot_count)
        mln_strtab_release(&ahead->keys);
    for (uint32_t i = 0; i < ahead->arena_count; i++)
        mln_arena_release(&ahead->arenas[i]);
    mln_mem_free(ahead->arenas);
    mln_vec_release(&ahead->patterns);
}
