#include "report/excerpt.h"

#include <stdio.h>

#include "report/screen.h"

#include "base/banned.h"

#define MAX_LINES 5u
#define TAB 4u
#define ELLIPSIS "\xE2\x80\xA6"
#define RED "\x1B[31m"
#define DIM "\x1B[2m"
#define PLAIN "\x1B[0m"

typedef struct {
    mln_buf *out;
    const mln_excerpt_layout *layout;
    uint32_t digits; /* of the largest line number shown */
    uint32_t room;   /* columns for code */
} drawer;

static void add_spaces(mln_buf *out, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        mln_buf_add_char(out, ' ');
}

/* "  12 | ", or the same without a number when `line` is 0. */
static void add_gutter(drawer *d, uint32_t line)
{
    char number[16] = "";
    if (line)
        snprintf(number, sizeof number, "%u", line);
    add_spaces(d->out, d->layout->indent + d->digits - (uint32_t)strlen(number));
    if (d->layout->colour)
        mln_buf_add_text(d->out, DIM);
    mln_buf_add_text(d->out, number);
    mln_buf_add_text(d->out, " |");
    if (d->layout->colour)
        mln_buf_add_text(d->out, PLAIN);
}

/* The character at `at` of a line, standing at `column`; a tab is the blanks to the next stop. */
static mln_screen_glyph get_glyph(mln_str line, uint32_t at, uint32_t column)
{
    if (line.ptr[at] != '\t')
        return mln_screen_get(line, at);
    uint32_t width = TAB - column % TAB;
    return (mln_screen_glyph){.bytes = "    ", .len = width, .width = width, .taken = 1};
}

/* Columns of the bytes start and stop of a line; the width of the line is counted up to `limit`
 * columns past stop. */
typedef struct {
    uint32_t start, stop, width;
} extent;

static extent measure(mln_str line, uint32_t start, uint32_t stop, uint32_t limit)
{
    extent e = {0};
    bool started = false, stopped = false;
    for (uint32_t at = 0; at < line.len;) {
        if (!started && at >= start) {
            e.start = e.width;
            started = true;
        }
        if (!stopped && at >= stop) {
            e.stop = e.width;
            stopped = true;
        }
        if (stopped && e.width > e.stop + limit)
            return e;
        /* Lines of a megabyte are mostly this. */
        uint32_t next = !started ? start : !stopped ? stop : at + limit + 1;
        uint32_t plain = next > at ? mln_screen_count_plain(line, at, next - at) : 0;
        if (plain) {
            e.width += plain;
            at += plain;
            continue;
        }
        mln_screen_glyph glyph = get_glyph(line, at, e.width);
        e.width += glyph.width;
        at += glyph.taken;
    }
    if (!started)
        e.start = e.width;
    if (!stopped)
        e.stop = e.width;
    return e;
}

/* Shows the columns first … first+room of a line. */
static void add_code(drawer *d, mln_str line, uint32_t first)
{
    uint32_t column = 0, shown = 0, last = first + d->room;
    mln_buf *out = d->out;
    bool cut_right = false;
    mln_buf_add_char(out, ' ');
    size_t begin = out->len;
    if (first) {
        mln_buf_add_text(out, ELLIPSIS);
        shown = 1;
    }
    for (uint32_t at = 0; at < line.len;) {
        uint32_t plain = column < first ? mln_screen_count_plain(line, at, first - column) : 0;
        if (plain) {
            column += plain;
            at += plain;
            continue;
        }
        mln_screen_glyph glyph = get_glyph(line, at, column);
        if (column >= first + (first > 0)) {
            /* The last column is kept for the sign that there is more. */
            bool ends = at + glyph.taken == line.len;
            if (column + glyph.width > last - !ends) {
                cut_right = true;
                break;
            }
            /* A wide character that was cut in half at the left edge leaves a gap. */
            for (; shown < column - first; shown++)
                mln_buf_add_char(out, ' ');
            plain = column + 1 < last ? mln_screen_count_plain(line, at, last - 1 - column) : 0;
            if (plain) {
                mln_buf_add(out, line.ptr + at, plain);
                shown += plain;
                column += plain;
                at += plain;
                continue;
            }
            mln_buf_add(out, glyph.bytes, glyph.len);
            shown += glyph.width;
        }
        column += glyph.width;
        at += glyph.taken;
    }
    if (cut_right)
        mln_buf_add_text(out, ELLIPSIS);
    while (out->len > begin && out->data[out->len - 1] == ' ')
        out->len--;
    if (out->len == begin)
        out->len--;
    mln_buf_add_char(out, '\n');
}

static void add_carets(drawer *d, uint32_t start, uint32_t stop, uint32_t first)
{
    uint32_t from = start - first;
    uint32_t to = stop > first ? stop - first : 0;
    if (to > d->room)
        to = d->room;
    add_gutter(d, 0);
    add_spaces(d->out, from + 1);
    if (d->layout->colour)
        mln_buf_add_text(d->out, RED);
    do
        mln_buf_add_char(d->out, '^');
    while (++from < to);
    if (d->layout->colour)
        mln_buf_add_text(d->out, PLAIN);
    mln_buf_add_char(d->out, '\n');
}

static mln_str take_line(mln_str *rest)
{
    const char *end = rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;
    uint32_t len = end ? (uint32_t)(end - rest->ptr) : rest->len;
    mln_str line = {rest->ptr, len};
    uint32_t taken = len + (end != NULL);
    *rest = (mln_str){rest->ptr + taken, rest->len - taken};
    return line;
}

static uint32_t count_lines(mln_str text)
{
    uint32_t count = text.len ? 1 : 0;
    for (uint32_t i = 0; i + 1 < text.len; i++)
        count += text.ptr[i] == '\n';
    return count;
}

static uint32_t count_digits(uint32_t number)
{
    uint32_t digits = 1;
    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

void mln_excerpt_add(mln_buf *out, mln_str excerpt, const mln_region *region,
                     const mln_excerpt_layout *layout)
{
    uint32_t count = count_lines(excerpt);
    uint32_t shown = count > MAX_LINES ? MAX_LINES - 1 : count;
    if (!count)
        return;
    drawer d = {.out = out, .layout = layout};
    d.digits = count_digits(region->start.line + shown - 1);
    uint32_t gutter = layout->indent + d.digits + 3;
    d.room = layout->width > gutter + 20 ? layout->width - gutter : 20;

    mln_str rest = excerpt;
    uint32_t first = 0;
    for (uint32_t i = 0; i < shown; i++) {
        mln_str line = take_line(&rest);
        if (i == 0) {
            uint32_t start = region->start.column_bytes ? region->start.column_bytes - 1 : 0;
            uint32_t stop = region->end.line > region->start.line ? line.len
                            : region->end.column_bytes            ? region->end.column_bytes - 1
                                                                  : 0;
            extent e = measure(line, start, stop, d.room);
            if (e.width > d.room && e.stop + 1 > d.room)
                first = e.start > d.room / 3 ? e.start - d.room / 3 : 0;
            add_gutter(&d, region->start.line);
            add_code(&d, line, first);
            add_carets(&d, e.start, e.stop, first);
        } else {
            add_gutter(&d, region->start.line + i);
            add_code(&d, line, first);
        }
    }
    if (shown < count) {
        add_gutter(&d, 0);
        mln_buf_addf(out, " " ELLIPSIS " %u more lines\n", count - shown);
    }
}
