/* For people: findings by file, with the code and what to do; then what was seen and what was not.
 */
#include "report/report.h"

#include "report/excerpt.h"
#include "report/screen.h"
#include "report/steps.h"
#include "report/tally.h"

#include "base/banned.h"

#define DEFAULT_WIDTH 100u
#define INDENT 4u
#define LISTED 10u /* entries of a list, unless verbose */

#define BOLD "\x1B[1m"
#define DIM "\x1B[2m"
#define PLAIN "\x1B[0m"

typedef struct {
    mln_buf *out;
    const mln_run *run;
    const mln_report_options *options;
    uint32_t width;
} writer;

static void add_styled(writer *w, const char *style, mln_str text)
{
    if (w->options->colour)
        mln_buf_add_text(w->out, style);
    mln_screen_add(w->out, text);
    if (w->options->colour)
        mln_buf_add_text(w->out, PLAIN);
}

static const char *get_style(mln_severity severity)
{
    static const char *const STYLES[MLN_SEVERITY_COUNT] = {"\x1B[36m", "\x1B[34m", "\x1B[33m",
                                                           "\x1B[31m", "\x1B[1;31m"};
    return STYLES[severity];
}

/* Only plain addresses go into a hyperlink's escape sequence. */
static bool is_linkable(mln_str url)
{
    for (uint32_t i = 0; i < url.len; i++)
        if (url.ptr[i] <= ' ' || url.ptr[i] >= 0x7F)
            return false;
    return mln_str_starts_with(url, MLN_STR("https://")) ||
           mln_str_starts_with(url, MLN_STR("http://"));
}

static void add_rule(writer *w, const mln_card *card)
{
    bool link = w->options->colour && is_linkable(card->url);
    if (link)
        mln_buf_addf(w->out, "\x1B]8;;%.*s\x1B\\", MLN_STR_ARGS(card->url));
    add_styled(w, BOLD, card->id);
    if (link)
        mln_buf_add_text(w->out, "\x1B]8;;\x1B\\");
}

static void add_indent(writer *w, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        mln_buf_add_char(w->out, ' ');
}

/* A paragraph that begins with `label`. */
static void add_paragraph(writer *w, const char *label, mln_str text)
{
    add_indent(w, INDENT);
    if (*label)
        mln_buf_add_text(w->out, label);
    mln_screen_wrap(w->out, text, INDENT + (uint32_t)strlen(label), w->width);
    mln_buf_add_char(w->out, '\n');
}

/* Every line of a text on its own, indented. */
static void add_lines(writer *w, mln_str text, uint32_t indent)
{
    while (text.len) {
        const char *end = memchr(text.ptr, '\n', text.len);
        uint32_t len = end ? (uint32_t)(end - text.ptr) : text.len;
        size_t begin = w->out->len;
        add_indent(w, indent);
        for (uint32_t at = 0; at < len; at++) {
            if (text.ptr[at] == '\t') {
                add_indent(w, 4);
                continue;
            }
            mln_screen_glyph glyph = mln_screen_get((mln_str){text.ptr, len}, at);
            mln_buf_add(w->out, glyph.bytes, glyph.len);
            at += glyph.taken - 1;
        }
        if (!len)
            w->out->len = begin;
        mln_buf_add_char(w->out, '\n');
        len += end != NULL;
        text = (mln_str){text.ptr + len, text.len - len};
    }
}

static void add_list(mln_buf *out, const mln_str *list, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (out->len)
            mln_buf_add_text(out, ", ");
        mln_buf_add_str(out, list[i]);
    }
}

static void add_more(writer *w, const mln_card *card)
{
    mln_buf more = {0};
    add_list(&more, card->cwe, card->cwe_count);
    add_list(&more, card->owasp, card->owasp_count);
    if (card->url.len && !(w->options->colour && is_linkable(card->url)))
        add_list(&more, &card->url, 1);
    if (w->options->verbose)
        add_list(&more, card->references, card->reference_count);
    if (more.len)
        add_paragraph(w, "See: ", mln_buf_get_str(&more));
    mln_buf_release(&more);
}

static void add_finding(writer *w, const mln_finding *f)
{
    const mln_card *card = &w->run->cards.data[f->rule];
    mln_buf_addf(w->out, "\n  %u:%u  ", f->region.start.line, f->region.start.column_chars);
    add_styled(w, get_style(f->severity), mln_str_of(mln_severity_get_name(f->severity)));
    mln_buf_add_text(w->out, "  ");
    add_rule(w, card);
    if (f->in_test)
        mln_buf_add_text(w->out, "  (test code)");
    mln_buf_add_char(w->out, '\n');
    if (f->suppression != MLN_ACTIVE)
        add_paragraph(w, "Suppressed: ",
                      f->justification.len ? f->justification : MLN_STR("no reason given"));
    add_paragraph(w, "", f->message.len ? f->message : card->title);
    if (f->excerpt.len) {
        mln_excerpt_layout layout = {INDENT + 1, w->width, w->options->colour};
        mln_excerpt_add(w->out, f->excerpt, &f->region, &layout);
    }
    if (f->step_count) {
        add_paragraph(w, "", MLN_STR("Path:"));
        mln_steps_add(w->out, w->run, f, INDENT + 2, w->options->verbose);
    }
    if (f->has_fix && f->fix.len) {
        add_paragraph(w, "", MLN_STR("Replace it with:"));
        add_lines(w, f->fix, INDENT + 2);
    } else if (f->has_fix) {
        add_paragraph(w, "", MLN_STR("Fix: remove it."));
    }
    if (card->guard.len)
        add_paragraph(w, "Guard: ", card->guard);
    add_more(w, card);
    if (w->options->verbose && card->help.len)
        add_lines(w, card->help, INDENT);
}

static bool add_findings(writer *w)
{
    uint32_t file = UINT32_MAX;
    for (uint32_t i = 0; i < w->run->findings.len; i++) {
        const mln_finding *f = &w->run->findings.data[i];
        if (!mln_report_shows(w->options, f))
            continue;
        if (f->file != file) {
            if (file != UINT32_MAX)
                mln_buf_add_char(w->out, '\n');
            file = f->file;
            add_styled(w, BOLD, w->run->files.data[file].path);
            mln_buf_add_char(w->out, '\n');
        }
        add_finding(w, f);
    }
    return file != UINT32_MAX;
}

static void add_counts(writer *w, const mln_tally *tally)
{
    mln_buf_addf(w->out, "%u finding%s", tally->active, mln_tally_plural(tally->active));
    const char *separator = ": ";
    for (uint32_t i = MLN_SEVERITY_COUNT; i-- > 0;) {
        if (!tally->severities[i])
            continue;
        mln_buf_addf(w->out, "%s%u ", separator, tally->severities[i]);
        mln_str name = mln_str_of(mln_severity_get_name((mln_severity)i));
        add_styled(w, get_style((mln_severity)i), name);
        separator = ", ";
    }
    if (tally->suppressed)
        mln_buf_addf(w->out, "; %u suppressed", tally->suppressed);
    mln_buf_add_char(w->out, '\n');
}

/* Files that only rules about secrets have seen, and why. */
static void add_secrets_only(writer *w, const mln_tally *tally)
{
    const mln_run *run = w->run;
    if (!tally->secrets_only)
        return;
    mln_buf_addf(w->out, "%u read for secrets only", tally->secrets_only);
    const char *separator = ": ";
    for (uint32_t i = 0; i < MLN_SKIP_COUNT; i++) {
        if (!tally->passed_over[i])
            continue;
        mln_buf_addf(w->out, "%s%u %s", separator, tally->passed_over[i],
                     mln_skip_get_text((mln_skip_reason)i));
        separator = "; ";
    }
    mln_buf_add_char(w->out, '\n');
    for (uint32_t i = 0; w->options->verbose && i < run->files.len; i++) {
        const mln_run_file *file = &run->files.data[i];
        if (!file->secrets_only || file->passed_over == MLN_SKIP_NO_LANGUAGE)
            continue;
        mln_buf_add_text(w->out, "  ");
        mln_screen_add(w->out, file->path);
        mln_buf_addf(w->out, ": %s\n", mln_skip_get_text(file->passed_over));
    }
}

static void add_files(writer *w, const mln_tally *tally)
{
    const mln_run *run = w->run;
    mln_buf_addf(w->out, "%u file%s read", tally->read, mln_tally_plural(tally->read));
    const char *separator = ": ";
    for (uint32_t i = 0; i < MLN_LANG_COUNT; i++) {
        if (!tally->langs[i])
            continue;
        mln_buf_addf(w->out, "%s%u %s", separator, tally->langs[i], mln_lang_get_id((mln_lang)i));
        separator = ", ";
    }
    mln_buf_add_char(w->out, '\n');
    add_secrets_only(w, tally);
    if (!tally->skips)
        return;
    mln_buf_addf(w->out, "%u skipped", tally->skips);
    separator = ": ";
    for (uint32_t i = 0; i < MLN_SKIP_COUNT; i++) {
        if (!run->skip_counts[i])
            continue;
        mln_buf_addf(w->out, "%s%u %s", separator, run->skip_counts[i],
                     mln_skip_get_text((mln_skip_reason)i));
        separator = "; ";
    }
    mln_buf_add_char(w->out, '\n');
    for (uint32_t i = 0; w->options->verbose && i < run->skips.len; i++) {
        mln_buf_add_text(w->out, "  ");
        mln_screen_add(w->out, run->skips.data[i].path);
        mln_buf_addf(w->out, ": %s\n", mln_skip_get_text(run->skips.data[i].reason));
    }
}

static void add_rules(writer *w)
{
    const mln_run *run = w->run;
    mln_buf_addf(w->out, "%u rule%s run", run->rules_loaded, mln_tally_plural(run->rules_loaded));
    if (run->rules_refused)
        mln_buf_addf(w->out, ", %u refused", run->rules_refused);
    if (run->rules_other_language)
        mln_buf_addf(w->out, ", %u for other languages", run->rules_other_language);
    mln_buf_add_char(w->out, '\n');
}

static void add_error_files(writer *w, const mln_tally *tally)
{
    if (!tally->error_files)
        return;
    mln_buf_addf(w->out, "%u file%s did not parse whole:\n", tally->error_files,
                 mln_tally_plural(tally->error_files));
    uint32_t listed = 0;
    for (uint32_t i = 0; i < w->run->files.len; i++) {
        const mln_run_file *file = &w->run->files.data[i];
        if (!file->error_count)
            continue;
        if (listed == LISTED && !w->options->verbose) {
            mln_buf_addf(w->out, "  and %u more; --verbose lists them\n",
                         tally->error_files - listed);
            break;
        }
        listed++;
        mln_buf_add_text(w->out, "  ");
        mln_screen_add(w->out, file->path);
        mln_buf_addf(w->out, ":%u: %u place%s, %u of %u bytes\n", file->error_line,
                     file->error_count, mln_tally_plural(file->error_count), file->error_bytes,
                     file->bytes);
    }
}

static void add_diag(writer *w, const mln_diag *diag)
{
    static const char *const LEVELS[] = {"note", "warning", "error"};
    static const mln_severity STYLES[] = {MLN_SEVERITY_INFO, MLN_SEVERITY_MEDIUM,
                                          MLN_SEVERITY_HIGH};
    add_styled(w, get_style(STYLES[diag->level]), mln_str_of(LEVELS[diag->level]));
    mln_buf_add_text(w->out, ": ");
    if (diag->file.len) {
        mln_screen_add(w->out, diag->file);
        if (diag->line)
            mln_buf_addf(w->out, ":%u", diag->line);
        if (diag->line && diag->column)
            mln_buf_addf(w->out, ":%u", diag->column);
        mln_buf_add_text(w->out, ": ");
    }
    if (diag->rule.len) {
        mln_screen_add(w->out, diag->rule);
        mln_buf_add_text(w->out, ": ");
    }
    mln_screen_add(w->out, diag->text);
    mln_buf_addf(w->out, " [%s]\n", diag->code);
}

/* What a project's own file changed belongs to what was run. */
static bool is_config(const mln_diag *diag)
{
    return diag->level == MLN_DIAG_NOTE && strcmp(diag->code, "project-config") == 0;
}

static void add_configs(writer *w)
{
    for (uint32_t i = 0; i < w->run->diags.list.len; i++) {
        const mln_diag *diag = &w->run->diags.list.data[i];
        if (!is_config(diag))
            continue;
        mln_screen_add(w->out, diag->file);
        mln_buf_add_text(w->out, ": ");
        mln_screen_add(w->out, diag->text);
        mln_buf_add_char(w->out, '\n');
    }
}

static void add_diags(writer *w)
{
    const mln_diags *diags = &w->run->diags;
    uint32_t notes = 0;
    for (uint32_t i = 0; i < diags->list.len; i++) {
        const mln_diag *diag = &diags->list.data[i];
        if (is_config(diag))
            continue;
        if (diag->level == MLN_DIAG_NOTE && !w->options->verbose)
            notes++;
        else
            add_diag(w, diag);
    }
    if (notes)
        mln_buf_addf(w->out, "%u note%s; --verbose shows %s\n", notes, mln_tally_plural(notes),
                     notes == 1 ? "it" : "them");
}

void mln_report_text(const mln_run *run, const mln_report_options *options, mln_buf *out)
{
    writer w = {out, run, options, options->width ? options->width : DEFAULT_WIDTH};
    bool any = add_findings(&w);
    if (!options->quiet) {
        mln_tally tally = mln_tally_make(run);
        if (any)
            mln_buf_add_char(out, '\n');
        add_diags(&w);
        add_error_files(&w, &tally);
        add_files(&w, &tally);
        add_rules(&w);
        add_configs(&w);
        if (run->incomplete)
            mln_buf_add_text(out, "The analysis is incomplete: see above for what was left out.\n");
        add_counts(&w, &tally);
    }
    if (options->timing && !options->quiet) {
        uint64_t ms = run->seconds > 0 ? (uint64_t)(run->seconds * 1000 + 0.5) : 0;
        mln_buf_addf(out, "%u.%03u s\n", (unsigned)(ms / 1000), (unsigned)(ms % 1000));
    }
}
