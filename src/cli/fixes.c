#include "cli/fixes.h"

#include <unistd.h>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/output.h"
#include "fix/unified.h"
#include "report/screen.h"

#include "base/banned.h"

#define BOM_BYTES 3u

/* The file that was walked under a shown path; NULL when there is none, or two. */
static const mln_walk_file *find_file(const mln_walk *walk, mln_str path)
{
    const mln_walk_file *found = NULL;
    for (uint32_t i = 0; i < walk->files.len; i++) {
        if (!mln_str_equal(walk->files.data[i].path, path))
            continue;
        if (found)
            return NULL;
        found = &walk->files.data[i];
    }
    return found;
}

static void refuse(mln_run *run, uint32_t file, const char *why)
{
    mln_diags_add(&run->diags, MLN_DIAG_WARNING, "fix-refused", run->files.data[file].path, 0, 0,
                  MLN_STR(""), "its fixes are not applied: %s", why);
}

/* What came of each fix that is not applied. */
static void tell(mln_run *run, uint32_t file, const mln_fix *fix)
{
    for (uint32_t i = 0; i < fix->outcomes.len; i++) {
        const mln_fix_outcome *outcome = &fix->outcomes.data[i];
        const mln_finding *f = &run->findings.data[outcome->finding];
        const char *why = NULL;
        mln_diag_level level = MLN_DIAG_WARNING;
        switch (outcome->verdict) {
        case MLN_FIX_APPLIED:
        case MLN_FIX_SAME:
            continue;
        case MLN_FIX_OVERLAPS:
            level = MLN_DIAG_NOTE;
            why = "it overlaps with another: run merlon again";
            break;
        case MLN_FIX_BREAKS:
            why = "the file would not parse any more";
            break;
        case MLN_FIX_COVERED:
            why = "it holds a secret, which merlon does not write";
            break;
        }
        mln_diags_add(&run->diags, level, "fix-refused", run->files.data[file].path,
                      f->region.start.line, f->region.start.column_bytes,
                      run->cards.data[f->rule].id, "its fix is not applied: %s", why);
    }
}

/* The bytes before the text in the file as stored: none, or a byte order mark. False when the file
 * is not the text it was decoded to. */
static bool get_mark(const mln_source *source, mln_str *mark)
{
    mln_str raw = mln_buf_get_str(&source->raw), text = source->text;
    *mark = (mln_str){raw.ptr, raw.len - text.len};
    if (source->lossy || raw.len < text.len || (mark->len && mark->len != BOM_BYTES))
        return false;
    return !text.len || memcmp(raw.ptr + mark->len, text.ptr, text.len) == 0;
}

typedef struct {
    mln_run *run;
    mln_parser *parser;
    mln_buf *difference;
    uint32_t fixed, files;
    int code;
} applying;

static void write_file(applying *a, uint32_t file, const char *fs_path, mln_str mark,
                       const mln_fix *fix)
{
    mln_buf stored = {0};
    mln_buf_add_str(&stored, mark);
    mln_buf_add_str(&stored, mln_buf_get_str(&fix->text));
    int error = mln_output_write(fs_path, &stored);
    mln_buf_release(&stored);
    if (error) {
        mln_console_error("%.*s cannot be written: %s", MLN_STR_ARGS(a->run->files.data[file].path),
                          mln_output_get_reason(error));
        a->code = MLN_EXIT_ERROR;
        return;
    }
    a->files++;
    a->fixed += fix->edits.len;
}

static void fix_file(applying *a, uint32_t file, const char *fs_path, mln_source *source)
{
    mln_run *run = a->run;
    mln_str path = run->files.data[file].path, mark;
    mln_status status = mln_source_read(source, fs_path, path, 0);
    if (status != MLN_OK) {
        refuse(run, file, mln_status_text(status));
        return;
    }
    if (!get_mark(source, &mark)) {
        refuse(run, file, "it is not plain UTF-8");
        return;
    }
    if (!mln_fix_is_fresh(run, file, source)) {
        refuse(run, file, "it has changed since it was scanned");
        return;
    }
    mln_fix fix = {0};
    mln_fix_make(&fix, a->parser, run, file, source);
    tell(run, file, &fix);
    if (a->difference) {
        mln_unified_add(a->difference, path, source->text, fix.edits.data, fix.edits.len);
        a->fixed += fix.edits.len;
        a->files += fix.edits.len > 0;
    } else if (fix.edits.len) {
        write_file(a, file, fs_path, mark, &fix);
    }
    mln_fix_release(&fix);
}

/* To a terminal only what it shows goes; elsewhere the difference is for a program to read. */
static int print_difference(const mln_buf *difference)
{
    if (!isatty(STDOUT_FILENO))
        return mln_console_print(difference);
    mln_str text = mln_buf_get_str(difference);
    mln_buf shown = {0};
    for (uint32_t at = 0; at < text.len;) {
        if (text.ptr[at] == '\n' || text.ptr[at] == '\t') {
            mln_buf_add_char(&shown, text.ptr[at++]);
            continue;
        }
        mln_screen_glyph glyph = mln_screen_get(text, at);
        mln_buf_add(&shown, glyph.bytes, glyph.len);
        at += glyph.taken;
    }
    int code = mln_console_print(&shown);
    mln_buf_release(&shown);
    return code;
}

int mln_fixes_run(mln_run *run, const mln_walk *walk, bool dry_run, bool quiet)
{
    mln_buf difference = {0};
    applying a = {.run = run,
                  .difference = dry_run ? &difference : NULL,
                  .parser = mln_parser_new(),
                  .code = MLN_EXIT_CLEAN};
    mln_source source = {0};
    /* Findings are sorted by file. */
    for (uint32_t i = 0, last = UINT32_MAX; i < run->findings.len; i++) {
        const mln_finding *f = &run->findings.data[i];
        if (!f->has_fix || f->suppression != MLN_ACTIVE || f->file == last)
            continue;
        last = f->file;
        const mln_walk_file *walked = find_file(walk, run->files.data[last].path);
        if (walked)
            fix_file(&a, last, walked->fs_path, &source);
        else
            refuse(run, last, "two files are shown by this name");
    }
    mln_source_release(&source);
    mln_parser_free(a.parser);
    mln_diags_sort(&run->diags);
    if (!quiet)
        mln_console_note("%u fix%s %sapplied in %u file%s", a.fixed, a.fixed == 1 ? "" : "es",
                         dry_run ? "would be " : "", a.files, a.files == 1 ? "" : "s");
    if (dry_run && print_difference(&difference) != MLN_EXIT_CLEAN)
        a.code = MLN_EXIT_ERROR;
    mln_buf_release(&difference);
    return a.code;
}
