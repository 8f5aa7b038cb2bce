#include "fix/unified.h"

#include "base/banned.h"

#define CONTEXT 3u

/* Whole lines and what they become. */
typedef struct {
    mln_span span; /* of the text before */
    uint32_t line; /* 0-based, of its first line; of an empty one, the line it stands before */
    mln_str after;
} change;

static uint32_t get_line_start(mln_str text, uint32_t at)
{
    while (at > 0 && text.ptr[at - 1] != '\n')
        at--;
    return at;
}

/* Behind the line end of the line at `at`, or the end of the text. */
static uint32_t get_line_end(mln_str text, uint32_t at)
{
    const char *end = at < text.len ? memchr(text.ptr + at, '\n', text.len - at) : NULL;
    return end ? (uint32_t)(end - text.ptr) + 1 : text.len;
}

static uint32_t count_lines(mln_str text)
{
    uint32_t count = 0;
    for (uint32_t at = 0; at < text.len; at = get_line_end(text, at))
        count++;
    return count;
}

/* Takes lines that are equal on both sides off a change. */
static void trim(change *c, mln_str before)
{
    for (;;) {
        mln_str old = {before.ptr + c->span.start, c->span.stop - c->span.start};
        uint32_t a = get_line_end(old, 0), b = get_line_end(c->after, 0);
        if (!a || a != b || memcmp(old.ptr, c->after.ptr, a) != 0)
            break;
        c->span.start += a;
        c->line++;
        c->after = (mln_str){c->after.ptr + a, c->after.len - a};
    }
    for (;;) {
        mln_str old = {before.ptr + c->span.start, c->span.stop - c->span.start};
        uint32_t a = old.len ? old.len - get_line_start(old, old.len - 1) : 0;
        uint32_t b = c->after.len ? c->after.len - get_line_start(c->after, c->after.len - 1) : 0;
        if (!a || a != b || memcmp(old.ptr + old.len - a, c->after.ptr + c->after.len - b, a) != 0)
            break;
        c->span.stop -= a;
        c->after.len -= b;
    }
}

typedef MLN_VEC(change)
changes;

/* Edits that touch the same lines, or lines side by side, are one change. */
static void find_changes(changes *list, mln_arena *arena, mln_str before, const mln_edit *edits,
                         uint32_t count)
{
    uint32_t line = 0, counted = 0;
    mln_buf text = {0};
    for (uint32_t i = 0; i < count;) {
        uint32_t start = get_line_start(before, edits[i].span.start);
        uint32_t stop = start, at = start;
        mln_buf_clear(&text);
        bool open; /* the last line has no end */
        do {
            mln_buf_add(&text, before.ptr + at, edits[i].span.start - at);
            mln_buf_add_str(&text, edits[i].text);
            at = edits[i++].span.stop;
            stop = get_line_end(before, at);
            open = stop > 0 && before.ptr[stop - 1] != '\n';
        } while (i < count && (edits[i].span.start < get_line_end(before, stop) ||
                               edits[i].span.start == stop || open));
        mln_buf_add(&text, before.ptr + at, stop - at);
        line += count_lines((mln_str){before.ptr + counted, start - counted});
        counted = start;
        change one = {.span = {start, stop}, .line = line};
        one.after = (mln_str){mln_arena_dup(arena, text.data ? text.data : "", text.len),
                              (uint32_t)text.len};
        trim(&one, before);
        if (one.span.start < one.span.stop || one.after.len)
            mln_vec_add(list, one);
    }
    mln_buf_release(&text);
}

static void add_lines(mln_buf *out, char mark, mln_str text)
{
    for (uint32_t at = 0; at < text.len;) {
        uint32_t end = get_line_end(text, at);
        mln_buf_add_char(out, mark);
        mln_buf_add(out, text.ptr + at, end - at);
        if (text.ptr[end - 1] != '\n')
            mln_buf_add_text(out, "\n\\ No newline at end of file\n");
        at = end;
    }
}

/* `count` lines back from `at`, which is the start of a line; fewer at the start of the text. */
static uint32_t go_back(mln_str text, uint32_t at, uint32_t count)
{
    while (count-- && at > 0)
        at = get_line_start(text, at - 1);
    return at;
}

static uint32_t go_on(mln_str text, uint32_t at, uint32_t count)
{
    while (count-- && at < text.len)
        at = get_line_end(text, at);
    return at;
}

static mln_str get_part(mln_str text, uint32_t from, uint32_t to)
{
    return (mln_str){text.ptr + from, to - from};
}

/* "12,3"; of no lines, the line before them. */
static void add_range(mln_buf *out, uint32_t line, uint32_t count)
{
    mln_buf_addf(out, "%u", count ? line + 1 : line);
    if (count != 1)
        mln_buf_addf(out, ",%u", count);
}

/* Changes from `first` to before `last`, with what is around and between them. Returns by how many
 * lines the text grows. */
static int64_t add_hunk(mln_buf *out, mln_str before, const change *first, const change *last,
                        int64_t shift)
{
    uint32_t start = go_back(before, first->span.start, CONTEXT), at = start;
    uint32_t stop = go_on(before, last[-1].span.stop, CONTEXT);
    uint32_t line = first->line - count_lines(get_part(before, start, first->span.start));
    uint32_t old_lines = count_lines(get_part(before, start, stop));
    int64_t grown = 0;
    mln_buf body = {0};
    for (const change *c = first; c < last; c++) {
        add_lines(&body, ' ', get_part(before, at, c->span.start));
        add_lines(&body, '-', get_part(before, c->span.start, c->span.stop));
        add_lines(&body, '+', c->after);
        grown += (int64_t)count_lines(c->after) -
                 count_lines(get_part(before, c->span.start, c->span.stop));
        at = c->span.stop;
    }
    add_lines(&body, ' ', get_part(before, at, stop));
    mln_buf_add_text(out, "@@ -");
    add_range(out, line, old_lines);
    mln_buf_add_text(out, " +");
    add_range(out, (uint32_t)(line + shift), (uint32_t)(old_lines + grown));
    mln_buf_add_text(out, " @@\n");
    mln_buf_add_str(out, mln_buf_get_str(&body));
    mln_buf_release(&body);
    return grown;
}

void mln_unified_add(mln_buf *out, mln_str path, mln_str before, const mln_edit *edits,
                     uint32_t count)
{
    mln_arena arena = {0};
    changes list = {0};
    while (path.len && path.ptr[0] == '/')
        path = (mln_str){path.ptr + 1, path.len - 1};
    find_changes(&list, &arena, before, edits, count);
    if (list.len)
        mln_buf_addf(out, "--- a/%.*s\n+++ b/%.*s\n", MLN_STR_ARGS(path), MLN_STR_ARGS(path));
    int64_t shift = 0;
    for (uint32_t i = 0; i < list.len;) {
        uint32_t last = i + 1;
        while (last < list.len && go_on(before, list.data[last - 1].span.stop, 2 * CONTEXT) >=
                                      list.data[last].span.start)
            last++;
        shift += add_hunk(out, before, &list.data[i], &list.data[last], shift);
        i = last;
    }
    mln_vec_release(&list);
    mln_arena_release(&arena);
}
