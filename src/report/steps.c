#include "report/steps.h"

#include "base/ascii.h"
#include "report/screen.h"

#include "base/banned.h"

#define SHOWN 12u
#define HEAD 6u /* of the shown ones, those from the source on */
#define CODE_WIDTH 40u
#define ELLIPSIS "\xE2\x80\xA6"

typedef struct {
    mln_buf *out;
    const mln_run *run;
    const mln_finding *finding;
    uint32_t indent;
    uint32_t digits;
    uint32_t place; /* columns */
    uint32_t code;
} table;

static void pad(mln_buf *out, uint32_t from, uint32_t to)
{
    for (; from < to; from++)
        mln_buf_add_char(out, ' ');
}

/* Adds "path:line:column"; returns its columns. */
static uint32_t add_place(mln_buf *out, const table *t, const mln_step *step)
{
    mln_str path = t->run->files.data[step->file].path;
    uint32_t width = 0;
    for (uint32_t at = 0; at < path.len;) {
        mln_screen_glyph glyph = mln_screen_get(path, at);
        mln_buf_add(out, glyph.bytes, glyph.len);
        width += glyph.width;
        at += glyph.taken;
    }
    size_t before = out->len;
    mln_buf_addf(out, ":%u:%u", step->region.start.line, step->region.start.column_chars);
    return width + (uint32_t)(out->len - before);
}

/* Adds code in one line, its white space folded, cut at CODE_WIDTH; returns its columns. */
static uint32_t add_code(mln_buf *out, mln_str code)
{
    code = mln_str_trim(code);
    uint32_t width = 0, cut_width = 0;
    size_t cut = out->len; /* where the sign that there is more would stand */
    for (uint32_t at = 0; at < code.len;) {
        mln_screen_glyph glyph = {.bytes = " ", .len = 1, .width = 1, .taken = 1};
        if (mln_ascii_is_space(code.ptr[at])) {
            while (at + glyph.taken < code.len && mln_ascii_is_space(code.ptr[at + glyph.taken]))
                glyph.taken++;
        } else {
            glyph = mln_screen_get(code, at);
        }
        if (width + glyph.width > CODE_WIDTH) {
            out->len = cut;
            mln_buf_add_text(out, ELLIPSIS);
            return cut_width + 1;
        }
        mln_buf_add(out, glyph.bytes, glyph.len);
        width += glyph.width;
        at += glyph.taken;
        if (width < CODE_WIDTH) {
            cut = out->len;
            cut_width = width;
        }
    }
    return width;
}

static bool is_shown(const mln_finding *f, uint32_t index, bool all)
{
    return all || f->step_count <= SHOWN || index < HEAD ||
           index >= f->step_count - (SHOWN - HEAD - 1);
}

static void add_step(const table *t, uint32_t index)
{
    const mln_step *step = &t->finding->steps[index];
    mln_buf *out = t->out;
    pad(out, 0, t->indent);
    mln_buf_addf(out, "%*u. ", (int)t->digits, index + 1);
    uint32_t width = add_place(out, t, step);
    if (step->excerpt.len || step->text.len)
        pad(out, width, t->place + 2);
    if (t->code) {
        width = add_code(out, step->excerpt);
        if (step->text.len)
            pad(out, width, t->code + 2);
    }
    mln_screen_add(out, step->text);
    mln_buf_add_char(out, '\n');
}

void mln_steps_add(mln_buf *out, const mln_run *run, const mln_finding *finding, uint32_t indent,
                   bool all)
{
    table t = {.out = out, .run = run, .finding = finding, .indent = indent, .digits = 1};
    for (uint32_t number = finding->step_count; number >= 10; number /= 10)
        t.digits++;
    mln_buf scratch = {0};
    for (uint32_t i = 0; i < finding->step_count; i++) {
        if (!is_shown(finding, i, all))
            continue;
        mln_buf_clear(&scratch);
        uint32_t place = add_place(&scratch, &t, &finding->steps[i]);
        uint32_t code = add_code(&scratch, finding->steps[i].excerpt);
        t.place = place > t.place ? place : t.place;
        t.code = code > t.code ? code : t.code;
    }
    mln_buf_release(&scratch);
    bool folded = false;
    for (uint32_t i = 0; i < finding->step_count; i++) {
        if (is_shown(finding, i, all)) {
            add_step(&t, i);
        } else if (!folded) {
            folded = true;
            pad(out, 0, t.indent + t.digits + 2);
            mln_buf_addf(out, ELLIPSIS " %u more steps\n", finding->step_count - SHOWN + 1);
        }
    }
}
