/* SARIF 2.1.0 (OASIS, 2020) as GitHub code scanning, its strictest reader, wants it. */
#include "report/report.h"

#include "base/ascii.h"
#include "report/sarif_p.h"
#include "report/tally.h"

#include "base/banned.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"
#define ROOT "%SRCROOT%"

const char *mln_sarif_get_level(mln_severity severity)
{
    return severity >= MLN_SEVERITY_HIGH     ? "error"
           : severity == MLN_SEVERITY_MEDIUM ? "warning"
                                             : "note";
}

static bool holds_link(mln_str text)
{
    for (uint32_t i = 0; i + 1 < text.len; i++)
        if (text.ptr[i] == ']' && text.ptr[i + 1] == '(')
            return true;
    return false;
}

static void add_escaped(mln_buf *out, mln_str text)
{
    for (uint32_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '[' || text.ptr[i] == ']' || text.ptr[i] == '\\')
            mln_buf_add_char(out, '\\');
        mln_buf_add_char(out, text.ptr[i]);
    }
}

void mln_sarif_put_message(mln_sarif *sarif, const char *key, mln_str text, mln_str otherwise)
{
    text = mln_str_trim(text);
    if (!text.len)
        text = otherwise;
    mln_json_open_object(&sarif->json, key);
    /* `[a](b)` would become a link: in code it is an index and a call. */
    if (holds_link(text)) {
        mln_buf_clear(&sarif->text);
        add_escaped(&sarif->text, text);
        text = mln_buf_get_str(&sarif->text);
    }
    mln_json_put_str(&sarif->json, "text", text);
    mln_json_end_object(&sarif->json);
}

void mln_sarif_put_result_message(mln_sarif *sarif, const mln_finding *finding)
{
    mln_str id = sarif->run->cards.data[finding->rule].id;
    if (!finding->step_count) {
        mln_sarif_put_message(sarif, "message", finding->message, id);
        return;
    }
    mln_str text = mln_str_trim(finding->message);
    mln_buf *out = &sarif->text;
    mln_buf_clear(out);
    add_escaped(out, text.len ? text : id);
    const mln_step *source = &finding->steps[0];
    mln_buf_add_text(out, " Source: [");
    add_escaped(out, sarif->run->files.data[source->file].path);
    mln_buf_addf(out, ":%u](%u).", source->region.start.line, MLN_SARIF_SOURCE_ID);
    mln_json_open_object(&sarif->json, "message");
    mln_json_put_str(&sarif->json, "text", mln_buf_get_str(out));
    mln_json_end_object(&sarif->json);
}

static bool is_uri_char(char c)
{
    return mln_ascii_is_alnum(c) || (c && strchr("/-._~!$&'()*+,;=@", c));
}

static mln_str strip_dot_slash(mln_str path)
{
    while (mln_str_starts_with(path, MLN_STR("./")))
        path = (mln_str){path.ptr + 2, path.len - 2};
    return path;
}

void mln_sarif_add_uri(mln_buf *out, mln_str path)
{
    path = strip_dot_slash(path);
    if (mln_str_starts_with(path, MLN_STR("/")))
        mln_buf_add_text(out, "file://");
    for (uint32_t i = 0; i < path.len; i++) {
        if (is_uri_char(path.ptr[i]))
            mln_buf_add_char(out, path.ptr[i]);
        else
            mln_buf_addf(out, "%%%02X", (unsigned)(unsigned char)path.ptr[i]);
    }
}

static void put_location_body(mln_sarif *sarif, mln_str path, uint32_t artifact)
{
    mln_json *json = &sarif->json;
    mln_buf_clear(&sarif->text);
    mln_sarif_add_uri(&sarif->text, path);
    mln_json_put_str(json, "uri", mln_buf_get_str(&sarif->text));
    if (!mln_str_starts_with(path, MLN_STR("/")))
        mln_json_put_text(json, "uriBaseId", ROOT);
    if (artifact != MLN_SARIF_NONE)
        mln_json_put_uint(json, "index", artifact);
}

void mln_sarif_put_location(mln_sarif *sarif, mln_str path, uint32_t artifact)
{
    mln_json_open_object(&sarif->json, "artifactLocation");
    put_location_body(sarif, path, artifact);
    mln_json_end_object(&sarif->json);
}

/* Chooses the findings that become results: all that are asked for, or the most severe of them. */
static void choose_results(mln_sarif *sarif)
{
    const mln_run *run = sarif->run;
    uint32_t room = MLN_SARIF_MAX_RESULTS;
    for (uint32_t i = 0; i < run->findings.len; i++)
        sarif->result_count += mln_report_shows(sarif->options, &run->findings.data[i]);
    for (uint32_t severity = MLN_SEVERITY_COUNT; severity-- > 0;) {
        for (uint32_t i = 0; i < run->findings.len; i++) {
            const mln_finding *f = &run->findings.data[i];
            if ((uint32_t)f->severity != severity || !mln_report_shows(sarif->options, f))
                continue;
            if (room) {
                sarif->shown[i] = true;
                room--;
            } else {
                sarif->result_cut++;
            }
        }
    }
}

/* Numbers the files that the report speaks of. Files are in order of path, so equal paths are
 * neighbours; they are one artifact. */
static void number_artifacts(mln_sarif *sarif)
{
    const mln_run *run = sarif->run;
    bool *used = mln_mem_new(run->files.len + 1, sizeof *used);
    for (uint32_t i = 0; i < run->findings.len; i++) {
        const mln_finding *f = &run->findings.data[i];
        if (!sarif->shown[i])
            continue;
        used[f->file] = true;
        for (uint32_t s = 0; s < f->step_count; s++)
            used[f->steps[s].file] = true;
    }
    uint32_t last = MLN_SARIF_NONE;
    for (uint32_t i = 0; i < run->files.len; i++) {
        sarif->artifacts[i] = MLN_SARIF_NONE;
        if (!used[i] && !run->files.data[i].error_count)
            continue;
        bool same =
            last != MLN_SARIF_NONE && mln_str_equal(strip_dot_slash(run->files.data[last].path),
                                                    strip_dot_slash(run->files.data[i].path));
        sarif->artifacts[i] = same ? sarif->artifact_count - 1 : sarif->artifact_count++;
        last = i;
    }
    mln_mem_free(used);
}

static void put_artifacts(mln_sarif *sarif)
{
    const mln_run *run = sarif->run;
    mln_json *json = &sarif->json;
    mln_json_open_array(json, "artifacts");
    for (uint32_t i = 0, next = 0; i < run->files.len; i++) {
        if (sarif->artifacts[i] != next)
            continue;
        next++;
        mln_json_begin_object(json);
        mln_json_open_object(json, "location");
        put_location_body(sarif, run->files.data[i].path, sarif->artifacts[i]);
        mln_json_end_object(json);
        if (run->files.data[i].lang != MLN_LANG_NONE)
            mln_json_put_text(json, "sourceLanguage", mln_lang_get_id(run->files.data[i].lang));
        mln_json_end_object(json);
    }
    mln_json_end_array(json);
}

static void put_driver(mln_sarif *sarif)
{
    mln_json *json = &sarif->json;
    mln_str version = sarif->options->version;
    if (!version.len)
        version = MLN_STR(MLN_VERSION);
    mln_json_open_object(json, "tool");
    mln_json_open_object(json, "driver");
    mln_json_put_text(json, "name", "merlon");
    mln_json_put_str(json, "version", version);
    mln_json_put_str(json, "semanticVersion", version);
    mln_sarif_put_rules(sarif);
    mln_json_end_object(json);
    mln_json_end_object(json);
}

static void put_run(mln_sarif *sarif)
{
    mln_json *json = &sarif->json;
    mln_json_begin_object(json);
    put_driver(sarif);
    if (sarif->options->category.len) {
        mln_buf_clear(&sarif->text);
        mln_buf_add_str(&sarif->text, sarif->options->category);
        mln_buf_add_char(&sarif->text, '/');
        mln_json_open_object(json, "automationDetails");
        mln_json_put_str(json, "id", mln_buf_get_str(&sarif->text));
        mln_json_end_object(json);
    }
    mln_sarif_put_invocation(sarif);
    mln_json_open_object(json, "originalUriBaseIds");
    mln_json_open_object(json, ROOT);
    mln_sarif_put_message(sarif, "description", MLN_STR("The folder in which merlon was started."),
                          (mln_str){0});
    mln_json_end_object(json);
    mln_json_end_object(json);
    mln_json_put_text(json, "columnKind", "utf16CodeUnits");
    put_artifacts(sarif);
    mln_sarif_put_results(sarif);
    mln_json_end_object(json);
}

void mln_report_sarif(const mln_run *run, const mln_report_options *options, mln_buf *out)
{
    mln_sarif sarif = {.json = {.out = out}, .run = run, .options = options};
    sarif.rules = mln_mem_new(run->cards.len + 1, sizeof *sarif.rules);
    sarif.artifacts = mln_mem_new(run->files.len + 1, sizeof *sarif.artifacts);
    sarif.shown = mln_mem_new(run->findings.len + 1, sizeof *sarif.shown);
    choose_results(&sarif);
    number_artifacts(&sarif);
    mln_json *json = &sarif.json;
    mln_json_begin_object(json);
    mln_json_put_text(json, "$schema", SCHEMA);
    mln_json_put_text(json, "version", "2.1.0");
    mln_json_open_array(json, "runs");
    put_run(&sarif);
    mln_json_end_array(json);
    mln_json_end_object(json);
    mln_mem_free(sarif.rules);
    mln_mem_free(sarif.artifacts);
    mln_mem_free(sarif.shown);
    mln_buf_release(&sarif.text);
}
