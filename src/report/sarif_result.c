#include "report/sarif_p.h"

#include "base/banned.h"

static uint32_t at_least_one(uint32_t number)
{
    return number ? number : 1;
}

static void put_region(mln_sarif *sarif, const char *key, const mln_region *region, mln_str snippet)
{
    mln_json *json = &sarif->json;
    mln_json_open_object(json, key);
    mln_json_put_uint(json, "startLine", at_least_one(region->start.line));
    mln_json_put_uint(json, "startColumn", at_least_one(region->start.column_utf16));
    mln_json_put_uint(json, "endLine", at_least_one(region->end.line));
    mln_json_put_uint(json, "endColumn", at_least_one(region->end.column_utf16));
    if (snippet.len) {
        mln_json_open_object(json, "snippet");
        mln_json_put_str(json, "text", snippet);
        mln_json_end_object(json);
    }
    mln_json_end_object(json);
}

static void put_physical_location(mln_sarif *sarif, uint32_t file, const mln_region *region,
                                  mln_str snippet)
{
    mln_json_open_object(&sarif->json, "physicalLocation");
    mln_sarif_put_location(sarif, sarif->run->files.data[file].path, sarif->artifacts[file]);
    put_region(sarif, "region", region, snippet);
    mln_json_end_object(&sarif->json);
}

static void put_step(mln_sarif *sarif, const mln_step *step)
{
    mln_json *json = &sarif->json;
    mln_json_begin_object(json);
    mln_json_open_object(json, "location");
    /* The excerpt of a step may be more than its region: no snippet. */
    put_physical_location(sarif, step->file, &step->region, (mln_str){0});
    mln_sarif_put_message(sarif, "message", step->text,
                          step->excerpt.len ? step->excerpt : MLN_STR("step"));
    mln_json_end_object(json);
    mln_json_end_object(json);
}

static void put_code_flow(mln_sarif *sarif, const mln_finding *f)
{
    mln_json *json = &sarif->json;
    mln_json_open_array(json, "codeFlows");
    mln_json_begin_object(json);
    mln_json_open_array(json, "threadFlows");
    mln_json_begin_object(json);
    mln_json_open_array(json, "locations");
    /* Of a path that is too long, both ends: where it comes from and where it arrives. */
    uint32_t half = MLN_SARIF_MAX_STEPS / 2;
    for (uint32_t i = 0; i < f->step_count; i++)
        if (f->step_count <= MLN_SARIF_MAX_STEPS || i < half || i >= f->step_count - half)
            put_step(sarif, &f->steps[i]);
    mln_json_end_array(json);
    mln_json_end_object(json);
    mln_json_end_array(json);
    mln_json_end_object(json);
    mln_json_end_array(json);
}

/* Where it comes from, as the text of the result links to it. */
static void put_source(mln_sarif *sarif, const mln_finding *f)
{
    mln_json *json = &sarif->json;
    const mln_step *step = &f->steps[0];
    mln_json_open_array(json, "relatedLocations");
    mln_json_begin_object(json);
    mln_json_put_uint(json, "id", MLN_SARIF_SOURCE_ID);
    put_physical_location(sarif, step->file, &step->region, (mln_str){0});
    mln_sarif_put_message(sarif, "message", step->text,
                          step->excerpt.len ? step->excerpt : MLN_STR("source"));
    mln_json_end_object(json);
    mln_json_end_array(json);
}

static void put_fix(mln_sarif *sarif, const mln_finding *f)
{
    mln_json *json = &sarif->json;
    mln_json_open_array(json, "fixes");
    mln_json_begin_object(json);
    mln_sarif_put_message(sarif, "description", MLN_STR("Replace the code."), (mln_str){0});
    mln_json_open_array(json, "artifactChanges");
    mln_json_begin_object(json);
    mln_sarif_put_location(sarif, sarif->run->files.data[f->file].path, sarif->artifacts[f->file]);
    mln_json_open_array(json, "replacements");
    mln_json_begin_object(json);
    put_region(sarif, "deletedRegion", mln_finding_get_whole(f), (mln_str){0});
    mln_json_open_object(json, "insertedContent");
    mln_json_put_str(json, "text", f->fix);
    mln_json_end_object(json);
    mln_json_end_object(json);
    mln_json_end_array(json);
    mln_json_end_object(json);
    mln_json_end_array(json);
    mln_json_end_object(json);
    mln_json_end_array(json);
}

/* Once one result says whether it is suppressed, all must. */
static void put_suppressions(mln_sarif *sarif, const mln_finding *f)
{
    mln_json *json = &sarif->json;
    mln_json_open_array(json, "suppressions");
    if (f->suppression != MLN_ACTIVE) {
        mln_json_begin_object(json);
        mln_json_put_text(json, "kind",
                          f->suppression == MLN_SUPPRESSED_IN_SOURCE ? "inSource" : "external");
        mln_json_put_text(json, "status", "accepted");
        if (f->justification.len)
            mln_json_put_str(json, "justification", f->justification);
        mln_json_end_object(json);
    }
    mln_json_end_array(json);
}

static void put_result(mln_sarif *sarif, const mln_finding *f)
{
    mln_json *json = &sarif->json;
    const mln_card *card = &sarif->run->cards.data[f->rule];
    mln_json_begin_object(json);
    mln_json_put_str(json, "ruleId", card->id);
    if (sarif->rules[f->rule] != MLN_SARIF_NONE)
        mln_json_put_uint(json, "ruleIndex", sarif->rules[f->rule]);
    mln_json_put_text(json, "level", mln_sarif_get_level(f->severity));
    mln_sarif_put_result_message(sarif, f);
    mln_json_open_array(json, "locations");
    mln_json_begin_object(json);
    put_physical_location(sarif, f->file, &f->region, mln_finding_get_sink(f));
    if (f->scope.len) {
        mln_json_open_array(json, "logicalLocations");
        mln_json_begin_object(json);
        mln_json_put_str(json, "name", f->scope);
        mln_json_put_text(json, "kind", "function");
        mln_json_end_object(json);
        mln_json_end_array(json);
    }
    mln_json_end_object(json);
    mln_json_end_array(json);
    if (f->line_hash.len || f->identity.len) {
        mln_json_open_object(json, "partialFingerprints");
        if (f->line_hash.len)
            mln_json_put_str(json, "primaryLocationLineHash", f->line_hash);
        if (f->identity.len)
            mln_json_put_str(json, "merlonIdentity/v1", f->identity);
        mln_json_end_object(json);
    }
    if (f->step_count) {
        put_source(sarif, f);
        put_code_flow(sarif, f);
    }
    if (f->has_fix)
        put_fix(sarif, f);
    if (sarif->options->include_suppressed)
        put_suppressions(sarif, f);
    mln_json_end_object(json);
}

void mln_sarif_put_results(mln_sarif *sarif)
{
    const mln_run *run = sarif->run;
    mln_json_open_array(&sarif->json, "results");
    for (uint32_t i = 0; i < run->findings.len; i++)
        if (sarif->shown[i])
            put_result(sarif, &run->findings.data[i]);
    mln_json_end_array(&sarif->json);
}
