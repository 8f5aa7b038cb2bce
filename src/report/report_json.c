#include "report/json_writer.h"
#include "report/report.h"
#include "report/tally.h"

#include "base/banned.h"

/* The format's own version: the first number changes when a reader must, the second when something
 * is added. */
#define FORMAT_VERSION "1.0"
#define SCHEMA_ID "urn:merlon:report:1.0"

static void put_optional(mln_json *json, const char *key, mln_str text)
{
    if (text.len)
        mln_json_put_str(json, key, text);
}

static void put_list(mln_json *json, const char *key, const mln_str *list, uint32_t count)
{
    mln_json_open_array(json, key);
    for (uint32_t i = 0; i < count; i++)
        mln_json_str(json, list[i]);
    mln_json_end_array(json);
}

static void put_card(mln_json *json, const mln_card *card)
{
    mln_json_begin_object(json);
    mln_json_put_str(json, "id", card->id);
    mln_json_put_str(json, "title", card->title.len ? card->title : card->id);
    mln_json_put_str(json, "message", card->message);
    put_optional(json, "help", card->help);
    put_optional(json, "url", card->url);
    mln_json_put_text(json, "severity", mln_severity_get_name(card->severity));
    mln_json_put_text(json, "precision", mln_precision_get_name(card->precision));
    put_optional(json, "guard", card->guard);
    put_list(json, "cwe", card->cwe, card->cwe_count);
    put_list(json, "owasp", card->owasp, card->owasp_count);
    put_list(json, "references", card->references, card->reference_count);
    put_list(json, "tags", card->tags, card->tag_count);
    mln_json_end_object(json);
}

static void put_position(mln_json *json, const char *key, const mln_position *at, uint32_t offset)
{
    mln_json_open_object(json, key);
    mln_json_put_uint(json, "line", at->line);
    mln_json_put_uint(json, "column", at->column_bytes);
    mln_json_put_uint(json, "column_utf16", at->column_utf16);
    mln_json_put_uint(json, "column_code_points", at->column_chars);
    mln_json_put_uint(json, "offset", offset);
    mln_json_end_object(json);
}

static void put_region(mln_json *json, const mln_region *region)
{
    put_position(json, "start", &region->start, region->span.start);
    put_position(json, "end", &region->end, region->span.stop);
}

static void put_steps(mln_json *json, const mln_run *run, const mln_finding *f)
{
    mln_json_open_array(json, "steps");
    for (uint32_t i = 0; i < f->step_count; i++) {
        const mln_step *step = &f->steps[i];
        mln_json_begin_object(json);
        mln_json_put_str(json, "path", run->files.data[step->file].path);
        put_region(json, &step->region);
        mln_json_put_str(json, "message", step->text);
        mln_json_put_str(json, "excerpt", step->excerpt);
        mln_json_end_object(json);
    }
    mln_json_end_array(json);
}

static void put_finding(mln_json *json, const mln_run *run, const mln_finding *f)
{
    mln_json_begin_object(json);
    mln_json_put_str(json, "rule", run->cards.data[f->rule].id);
    mln_json_put_text(json, "severity", mln_severity_get_name(f->severity));
    mln_json_put_str(json, "message", f->message);
    mln_json_put_str(json, "path", run->files.data[f->file].path);
    put_region(json, &f->region);
    mln_json_put_str(json, "excerpt", f->excerpt);
    put_optional(json, "scope", f->scope);
    mln_json_put_str(json, "identity", f->identity);
    put_optional(json, "line_hash", f->line_hash);
    mln_json_put_bool(json, "in_test", f->in_test);
    if (f->step_count)
        put_steps(json, run, f);
    mln_json_open_array(json, "metavariables");
    for (uint32_t i = 0; i < f->binding_count; i++) {
        mln_json_begin_object(json);
        mln_json_put_str(json, "name", f->bindings[i].name);
        mln_json_put_str(json, "text", f->bindings[i].text);
        put_region(json, &f->bindings[i].region);
        mln_json_end_object(json);
    }
    mln_json_end_array(json);
    if (f->has_fix) {
        mln_json_put_str(json, "fix", f->fix);
        mln_json_open_object(json, "fix_region");
        put_region(json, mln_finding_get_whole(f));
        mln_json_end_object(json);
    }
    if (f->suppression != MLN_ACTIVE) {
        mln_json_open_object(json, "suppression");
        mln_json_put_text(json, "kind",
                          f->suppression == MLN_SUPPRESSED_IN_SOURCE ? "in-source" : "external");
        put_optional(json, "justification", f->justification);
        mln_json_end_object(json);
    }
    mln_json_end_object(json);
}

static void put_diag(mln_json *json, const mln_diag *diag)
{
    static const char *const LEVELS[] = {"note", "warning", "error"};
    mln_json_begin_object(json);
    mln_json_put_text(json, "level", LEVELS[diag->level]);
    mln_json_put_text(json, "code", diag->code);
    mln_json_put_str(json, "message", diag->text);
    put_optional(json, "rule", diag->rule);
    put_optional(json, "path", diag->file);
    if (diag->line)
        mln_json_put_uint(json, "line", diag->line);
    if (diag->column)
        mln_json_put_uint(json, "column", diag->column);
    mln_json_end_object(json);
}

static void put_summary(mln_json *json, const mln_run *run, const mln_report_options *options)
{
    mln_tally tally = mln_tally_make(run);
    mln_json_open_object(json, "summary");
    mln_json_put_bool(json, "complete", !run->incomplete);
    mln_json_open_object(json, "findings");
    for (uint32_t i = MLN_SEVERITY_COUNT; i-- > 0;)
        mln_json_put_uint(json, mln_severity_get_name((mln_severity)i), tally.severities[i]);
    mln_json_end_object(json);
    mln_json_put_uint(json, "suppressed", tally.suppressed);
    mln_json_put_uint(json, "files", tally.read);
    mln_json_put_uint(json, "bytes", run->bytes);
    mln_json_put_uint(json, "lines", run->lines);
    mln_json_open_object(json, "files_by_language");
    for (uint32_t i = 0; i < MLN_LANG_COUNT; i++)
        if (tally.langs[i])
            mln_json_put_uint(json, mln_lang_get_id((mln_lang)i), tally.langs[i]);
    mln_json_end_object(json);
    if (tally.secrets_only) {
        mln_json_open_object(json, "read_for_secrets_only");
        for (uint32_t i = 0; i < MLN_SKIP_COUNT; i++)
            if (tally.passed_over[i])
                mln_json_put_uint(json, mln_skip_get_id((mln_skip_reason)i), tally.passed_over[i]);
        mln_json_end_object(json);
    }
    mln_json_open_object(json, "skipped");
    for (uint32_t i = 0; i < MLN_SKIP_COUNT; i++)
        if (run->skip_counts[i])
            mln_json_put_uint(json, mln_skip_get_id((mln_skip_reason)i), run->skip_counts[i]);
    mln_json_end_object(json);
    mln_json_open_object(json, "rules");
    mln_json_put_uint(json, "run", run->rules_loaded);
    mln_json_put_uint(json, "refused", run->rules_refused);
    mln_json_put_uint(json, "other_language", run->rules_other_language);
    mln_json_end_object(json);
    if (options->timing) {
        mln_json_key(json, "seconds");
        mln_json_seconds(json, run->seconds);
    }
    mln_json_end_object(json);
}

void mln_report_json(const mln_run *run, const mln_report_options *options, mln_buf *out)
{
    mln_json json = {.out = out};
    mln_json_begin_object(&json);
    mln_json_put_text(&json, "$schema", SCHEMA_ID);
    mln_json_put_text(&json, "version", FORMAT_VERSION);
    mln_json_open_object(&json, "tool");
    mln_json_put_text(&json, "name", "merlon");
    mln_json_put_str(&json, "version",
                     options->version.len ? options->version : MLN_STR(MLN_VERSION));
    mln_json_end_object(&json);

    mln_json_open_array(&json, "rules");
    for (uint32_t i = 0; i < run->cards.len; i++)
        put_card(&json, &run->cards.data[i]);
    mln_json_end_array(&json);

    mln_json_open_array(&json, "findings");
    for (uint32_t i = 0; i < run->findings.len; i++)
        if (mln_report_shows(options, &run->findings.data[i]))
            put_finding(&json, run, &run->findings.data[i]);
    mln_json_end_array(&json);

    mln_json_open_array(&json, "files_with_errors");
    for (uint32_t i = 0; i < run->files.len; i++) {
        const mln_run_file *file = &run->files.data[i];
        if (!file->error_count)
            continue;
        mln_json_begin_object(&json);
        mln_json_put_str(&json, "path", file->path);
        mln_json_put_text(&json, "language", mln_lang_get_id(file->lang));
        mln_json_put_uint(&json, "errors", file->error_count);
        mln_json_put_uint(&json, "first_line", file->error_line);
        mln_json_put_uint(&json, "unparsed_bytes", file->error_bytes);
        mln_json_put_uint(&json, "bytes", file->bytes);
        mln_json_end_object(&json);
    }
    mln_json_end_array(&json);

    mln_json_open_array(&json, "skipped");
    for (uint32_t i = 0; i < run->skips.len; i++) {
        mln_json_begin_object(&json);
        mln_json_put_str(&json, "path", run->skips.data[i].path);
        mln_json_put_text(&json, "reason", mln_skip_get_id(run->skips.data[i].reason));
        mln_json_end_object(&json);
    }
    mln_json_end_array(&json);

    mln_json_open_array(&json, "notifications");
    for (uint32_t i = 0; i < run->diags.list.len; i++)
        put_diag(&json, &run->diags.list.data[i]);
    mln_json_end_array(&json);

    put_summary(&json, run, options);
    mln_json_end_object(&json);
}
