#include "report/sarif_p.h"

#include "report/tally.h"

#include "base/banned.h"

/* A file of which this share or more did not parse is worth a warning, not a note. */
#define WARNING_SHARE 10u

/* Kinds of notifications that come from the run's record, not from its diagnostics. */
#define KIND_PARTIAL "partial-parse"
#define KIND_SKIPPED "skipped-files"
#define KIND_CUT "results-cut"

static const char *const LEVELS[] = {"note", "warning", "error"};

/* About the rules that were asked for, rather than about the code. */
static bool is_configuration(const mln_diag *diag)
{
    return (diag->rule.len && strcmp(diag->code, "unknown-rule") != 0) ||
           strcmp(diag->code, "project-config") == 0;
}

/* Nothing is wrong with a run that says which rules it could not take. */
static bool is_failure(const mln_diag *diag)
{
    return diag->level == MLN_DIAG_ERROR && strcmp(diag->code, "refused-rule") != 0;
}

/* The kinds are not listed in driver.notifications: GitHub reads that list as one of rules. */
static void put_kind(mln_sarif *sarif, const char *code)
{
    mln_json_open_object(&sarif->json, "descriptor");
    mln_json_put_text(&sarif->json, "id", code);
    mln_json_end_object(&sarif->json);
}

static void put_place(mln_sarif *sarif, mln_str path, uint32_t line, uint32_t artifact)
{
    mln_json *json = &sarif->json;
    mln_json_open_array(json, "locations");
    mln_json_begin_object(json);
    mln_json_open_object(json, "physicalLocation");
    mln_sarif_put_location(sarif, path, artifact);
    if (line) {
        /* No column: a notification's is in bytes. */
        mln_json_open_object(json, "region");
        mln_json_put_uint(json, "startLine", line);
        mln_json_end_object(json);
    }
    mln_json_end_object(json);
    mln_json_end_object(json);
    mln_json_end_array(json);
}

static void put_diag(mln_sarif *sarif, const mln_diag *diag)
{
    mln_json *json = &sarif->json;
    mln_json_begin_object(json);
    put_kind(sarif, diag->code);
    mln_json_put_text(json, "level", LEVELS[diag->level]);
    mln_buf_clear(&sarif->text);
    if (diag->rule.len) {
        mln_buf_add_str(&sarif->text, diag->rule);
        mln_buf_add_text(&sarif->text, ": ");
    }
    mln_buf_add_str(&sarif->text, diag->text);
    mln_str text = mln_buf_get_str(&sarif->text);
    mln_json_open_object(json, "message");
    mln_json_put_str(json, "text", text.len ? text : mln_str_of(diag->code));
    mln_json_end_object(json);
    if (diag->file.len)
        put_place(sarif, diag->file, diag->line, MLN_SARIF_NONE);
    if (diag->rule.len) {
        mln_json_open_object(json, "associatedRule");
        mln_json_put_str(json, "id", diag->rule);
        mln_json_end_object(json);
    }
    mln_json_end_object(json);
}

static void put_error_file(mln_sarif *sarif, uint32_t index)
{
    const mln_run_file *file = &sarif->run->files.data[index];
    mln_json *json = &sarif->json;
    bool warning = (uint64_t)file->error_bytes * 100 >= (uint64_t)file->bytes * WARNING_SHARE;
    mln_json_begin_object(json);
    put_kind(sarif, KIND_PARTIAL);
    mln_json_put_text(json, "level", warning ? "warning" : "note");
    mln_buf_clear(&sarif->text);
    mln_buf_addf(&sarif->text,
                 "%u part%s of this file (%u of %u bytes) did not parse and %s not analysed; the "
                 "rest was.",
                 file->error_count, mln_tally_plural(file->error_count), file->error_bytes,
                 file->bytes, file->error_count == 1 ? "was" : "were");
    mln_json_open_object(json, "message");
    mln_json_put_str(json, "text", mln_buf_get_str(&sarif->text));
    mln_json_end_object(json);
    put_place(sarif, file->path, file->error_line, sarif->artifacts[index]);
    mln_json_end_object(json);
}

/* Files that should have been read and could not be. */
static bool is_loss(mln_skip_reason reason)
{
    return reason == MLN_SKIP_UNREADABLE || reason == MLN_SKIP_TOO_LARGE ||
           reason == MLN_SKIP_BINARY;
}

static void put_skips(mln_sarif *sarif, mln_skip_reason reason)
{
    const mln_run *run = sarif->run;
    mln_json *json = &sarif->json;
    uint32_t count = run->skip_counts[reason];
    if (!count)
        return;
    mln_json_begin_object(json);
    put_kind(sarif, KIND_SKIPPED);
    mln_json_put_text(json, "level", is_loss(reason) ? "warning" : "note");
    mln_buf_clear(&sarif->text);
    mln_buf_addf(&sarif->text, "%u file%s or folder%s not analysed: %s.", count,
                 mln_tally_plural(count), mln_tally_plural(count), mln_skip_get_text(reason));
    mln_json_open_object(json, "message");
    mln_json_put_str(json, "text", mln_buf_get_str(&sarif->text));
    mln_json_end_object(json);
    bool open = false;
    for (uint32_t i = 0, named = 0; is_loss(reason) && i < run->skips.len && named < 100; i++) {
        if (run->skips.data[i].reason != reason)
            continue;
        named++;
        if (!open)
            mln_json_open_array(json, "locations");
        open = true;
        mln_json_begin_object(json);
        mln_json_open_object(json, "physicalLocation");
        mln_sarif_put_location(sarif, run->skips.data[i].path, MLN_SARIF_NONE);
        mln_json_end_object(json);
        mln_json_end_object(json);
    }
    if (open)
        mln_json_end_array(json);
    mln_json_end_object(json);
}

static void put_cut(mln_sarif *sarif)
{
    mln_json *json = &sarif->json;
    mln_json_begin_object(json);
    put_kind(sarif, KIND_CUT);
    mln_json_put_text(json, "level", "warning");
    mln_buf_clear(&sarif->text);
    mln_buf_addf(&sarif->text,
                 "%u of %u findings, the least severe, are left out: a SARIF file may hold %u.",
                 sarif->result_cut, sarif->result_count, MLN_SARIF_MAX_RESULTS);
    mln_json_open_object(json, "message");
    mln_json_put_str(json, "text", mln_buf_get_str(&sarif->text));
    mln_json_end_object(json);
    mln_json_end_object(json);
}

static void put_execution(mln_sarif *sarif)
{
    const mln_run *run = sarif->run;
    mln_json_open_array(&sarif->json, "toolExecutionNotifications");
    for (uint32_t i = 0; i < run->diags.list.len; i++)
        if (!is_configuration(&run->diags.list.data[i]))
            put_diag(sarif, &run->diags.list.data[i]);
    for (uint32_t i = 0; i < run->files.len; i++)
        if (run->files.data[i].error_count)
            put_error_file(sarif, i);
    for (uint32_t i = 0; i < MLN_SKIP_COUNT; i++)
        put_skips(sarif, (mln_skip_reason)i);
    if (sarif->result_cut)
        put_cut(sarif);
    mln_json_end_array(&sarif->json);
}

static void put_configuration(mln_sarif *sarif)
{
    const mln_run *run = sarif->run;
    mln_json_open_array(&sarif->json, "toolConfigurationNotifications");
    for (uint32_t i = 0; i < run->diags.list.len; i++)
        if (is_configuration(&run->diags.list.data[i]))
            put_diag(sarif, &run->diags.list.data[i]);
    mln_json_end_array(&sarif->json);
}

void mln_sarif_put_invocation(mln_sarif *sarif)
{
    const mln_run *run = sarif->run;
    mln_json *json = &sarif->json;
    bool success = true;
    for (uint32_t i = 0; i < run->diags.list.len && success; i++)
        success = !is_failure(&run->diags.list.data[i]);
    mln_json_open_array(json, "invocations");
    mln_json_begin_object(json);
    if (sarif->options->command_line.len)
        mln_json_put_str(json, "commandLine", sarif->options->command_line);
    mln_json_put_bool(json, "executionSuccessful", success);
    put_execution(sarif);
    put_configuration(sarif);
    mln_json_end_object(json);
    mln_json_end_array(json);
}
