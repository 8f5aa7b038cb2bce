#include "fix/fix.h"

#include <stdlib.h>

#include "base/banned.h"

/* Bytes parsed for one file, beyond its first two times. */
#define PARSED_MAX (UINT64_C(256) << 20)
#define PARSES_MAX 400u

void mln_fix_release(mln_fix *fix)
{
    mln_vec_release(&fix->edits);
    mln_vec_release(&fix->outcomes);
    mln_arena_release(&fix->arena);
    mln_buf_release(&fix->text);
}

static bool has_fix(const mln_run *run, uint32_t finding, uint32_t file)
{
    const mln_finding *f = &run->findings.data[finding];
    return f->file == file && f->has_fix && f->suppression == MLN_ACTIVE;
}

/* A covered secret is as long as what it covers. */
static bool is_line(mln_str shown, mln_str line)
{
    bool same = shown.len == line.len;
    for (uint32_t i = 0; i < line.len && same; i++)
        same = shown.ptr[i] == line.ptr[i] || shown.ptr[i] == '*';
    return same;
}

/* An excerpt, which has LF and ends after some lines, against the source. */
static bool is_excerpt(const mln_finding *f, mln_source *source)
{
    mln_str rest = f->excerpt;
    for (uint32_t line = f->region.start.line; line <= f->region.end.line; line++) {
        const char *end = rest.len ? memchr(rest.ptr, '\n', rest.len) : NULL;
        mln_str part = {rest.ptr, end ? (uint32_t)(end - rest.ptr) : rest.len};
        if (!is_line(part, mln_source_get_line_text(source, line)))
            return false;
        if (!end)
            break;
        rest = (mln_str){end + 1, rest.len - part.len - 1};
    }
    return true;
}

bool mln_fix_is_fresh(const mln_run *run, uint32_t file, mln_source *source)
{
    if (run->files.data[file].bytes != source->text.len)
        return false;
    for (uint32_t i = 0; i < run->findings.len; i++)
        if (has_fix(run, i, file) && !is_excerpt(&run->findings.data[i], source))
            return false;
    return true;
}

void mln_edits_apply(mln_str text, const mln_edit *edits, uint32_t count, mln_buf *out)
{
    uint32_t at = 0;
    mln_buf_clear(out);
    for (uint32_t i = 0; i < count; i++) {
        mln_buf_add(out, text.ptr + at, edits[i].span.start - at);
        mln_buf_add_str(out, edits[i].text);
        at = edits[i].span.stop;
    }
    mln_buf_add(out, text.ptr + at, text.len - at);
}

/* --- which may be applied -------------------------------------------------------------------- */

typedef struct {
    mln_edit edit;
    uint32_t outcome; /* index */
} candidate;

typedef struct {
    mln_fix *fix;
    mln_parser *parser;
    const mln_source *source;
    mln_lang lang;
    mln_tree tree;
    uint32_t errors, error_bytes; /* of the text as it is */
    uint32_t parses;
    uint64_t parsed; /* bytes */
    const candidate *list;
    MLN_VEC(mln_edit)
    tried;
} attempt;

static bool parses(attempt *a, mln_str text)
{
    if (a->parses == PARSES_MAX || (a->parses > 1 && a->parsed > PARSED_MAX))
        return false;
    a->parses++;
    a->parsed += text.len;
    return mln_parser_parse(a->parser, &a->tree, a->lang, text) == MLN_OK;
}

/* Whether the edits that are accepted and those from `first` to before `last` parse together. */
static bool holds(attempt *a, uint32_t first, uint32_t last)
{
    mln_fix *fix = a->fix;
    if (a->lang == MLN_LANG_NONE)
        return true;
    mln_vec_clear(&a->tried);
    for (uint32_t i = 0; i < fix->edits.len; i++)
        mln_vec_add(&a->tried, fix->edits.data[i]);
    for (uint32_t i = first; i < last; i++)
        mln_vec_add(&a->tried, a->list[i].edit);
    mln_edits_apply(a->source->text, a->tried.data, a->tried.len, &fix->text);
    return parses(a, mln_buf_get_str(&fix->text)) && a->tree.errors.len <= a->errors &&
           a->tree.error_bytes <= a->error_bytes;
}

/* Accepts what can be of the candidates from `first` to before `last`: as deep as halving goes. */
static void accept(attempt *a, uint32_t first, uint32_t last)
{
    if (first == last)
        return;
    if (holds(a, first, last)) {
        for (uint32_t i = first; i < last; i++)
            mln_vec_add(&a->fix->edits, a->list[i].edit);
        return;
    }
    if (last - first == 1) {
        a->fix->outcomes.data[a->list[first].outcome].verdict = MLN_FIX_BREAKS;
        return;
    }
    uint32_t middle = first + (last - first) / 2;
    accept(a, first, middle);
    accept(a, middle, last);
}

/* --- making ---------------------------------------------------------------------------------- */

static int compare(const void *left, const void *right)
{
    const candidate *a = left, *b = right;
    if (a->edit.span.start != b->edit.span.start)
        return a->edit.span.start < b->edit.span.start ? -1 : 1;
    /* Of two that begin together the larger goes first: it does more. */
    if (a->edit.span.stop != b->edit.span.stop)
        return a->edit.span.stop > b->edit.span.stop ? -1 : 1;
    return a->outcome < b->outcome ? -1 : 1;
}

/* A fix with the line ends of the file. */
static mln_str get_text(mln_fix *fix, mln_str text, bool crlf)
{
    mln_buf made = {0};
    for (uint32_t i = 0; i < text.len; i++) {
        if (crlf && text.ptr[i] == '\n' && (i == 0 || text.ptr[i - 1] != '\r'))
            mln_buf_add_char(&made, '\r');
        mln_buf_add_char(&made, text.ptr[i]);
    }
    mln_str kept = {mln_arena_dup(&fix->arena, made.data ? made.data : "", made.len),
                    (uint32_t)made.len};
    mln_buf_release(&made);
    return kept;
}

/* Takes out candidates that overlap with one before them; returns how many stay. */
static uint32_t drop_overlaps(mln_fix *fix, candidate *list, uint32_t count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        const candidate *last = kept ? &list[kept - 1] : NULL;
        const mln_edit *edit = &list[i].edit;
        mln_fix_verdict *verdict = &fix->outcomes.data[list[i].outcome].verdict;
        if (last && mln_span_equal(last->edit.span, edit->span) &&
            mln_str_equal(last->edit.text, edit->text))
            *verdict = MLN_FIX_SAME;
        else if (last && (edit->span.start < last->edit.span.stop ||
                          edit->span.start == last->edit.span.start))
            *verdict = MLN_FIX_OVERLAPS;
        else
            list[kept++] = list[i];
    }
    return kept;
}

void mln_fix_make(mln_fix *fix, mln_parser *parser, const mln_run *run, uint32_t file,
                  const mln_source *source)
{
    MLN_VEC(candidate)
    list = {0};
    for (uint32_t i = 0; i < run->findings.len; i++) {
        const mln_finding *f = &run->findings.data[i];
        if (!has_fix(run, i, file))
            continue;
        mln_fix_outcome outcome = {i, f->fix_covered ? MLN_FIX_COVERED : MLN_FIX_APPLIED};
        candidate one = {{mln_finding_get_whole(f)->span, get_text(fix, f->fix, source->crlf)},
                         fix->outcomes.len};
        mln_vec_add(&fix->outcomes, outcome);
        if (!f->fix_covered)
            mln_vec_add(&list, one);
    }
    if (list.len)
        qsort(list.data, list.len, sizeof *list.data, compare);
    uint32_t count = drop_overlaps(fix, list.data, list.len);
    attempt a = {.fix = fix,
                 .parser = parser,
                 .source = source,
                 .lang = run->files.data[file].lang,
                 .list = list.data};
    mln_tree_init(&a.tree);
    if (a.lang != MLN_LANG_NONE && parses(&a, source->text)) {
        a.errors = a.tree.errors.len;
        a.error_bytes = a.tree.error_bytes;
    }
    accept(&a, 0, count);
    mln_edits_apply(source->text, fix->edits.data, fix->edits.len, &fix->text);
    mln_tree_release(&a.tree);
    mln_vec_release(&a.tried);
    mln_vec_release(&list);
}
