/* The rule language, probe by probe: unit/probes.json holds small rules, code, and the lines on
 * which the reference implementation finds them. A probe marked `todo` is one that merlon is known
 * to answer otherwise, by fault or on purpose (unknown keys are errors here): it must still differ,
 * so that the mark goes when the difference does. A probe with `ranges` is judged by the whole
 * ranges as well ("2:1-2:9", columns from 1, the end exclusive). Suppression by comments is not the
 * engine's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/buf.h"
#include "engine/engine.h"

int mln_test_engine_probes(void);

/* Adds each line once; findings come sorted by place. */
static void add_line(mln_buf *out, uint32_t line, uint32_t *last)
{
    if (*last != line)
        mln_buf_addf(out, "%s%u", *last ? " " : "", line);
    *last = line;
}

/* Adds each range once, so that they come as in the probe. */
static void add_range(mln_buf *out, const mln_region *region)
{
    mln_buf text = {0};
    mln_buf_addf(&text, " %u:%u-%u:%u", region->start.line, region->start.column_utf16,
                 region->end.line, region->end.column_utf16);
    if (!strstr(mln_buf_get_text(out), mln_buf_get_text(&text)))
        mln_buf_add_str(out, mln_buf_get_str(&text));
    mln_buf_release(&text);
}

/* A whole rule of one probe, as JSON, which is YAML. */
static char *write_rule(json_t *probe)
{
    const char *lang = json_string_value(json_object_get(probe, "lang"));
    json_t *rule = json_deep_copy(json_object_get(probe, "rule"));
    json_object_set_new(rule, "id", json_string("probe"));
    json_object_set_new(rule, "languages", json_pack("[s]", lang));
    if (!json_object_get(rule, "message"))
        json_object_set_new(rule, "message", json_string("found"));
    if (!json_object_get(rule, "severity"))
        json_object_set_new(rule, "severity", json_string("ERROR"));
    json_t *rules = json_pack("{s:[o]}", "rules", rule);
    char *text = json_dumps(rules, JSON_ENSURE_ASCII);
    json_decref(rules);
    return text;
}

/* The lines found, or what went wrong, as text. */
static void run_probe(json_t *probe, mln_buf *out, mln_buf *ranges)
{
    mln_ruleset rules = {0};
    mln_diags diags = {0};
    mln_engine *engine = NULL;
    mln_run run = {0};
    char *yaml = write_rule(probe);
    if (mln_ruleset_add_text(&rules, MLN_STR("probe.yaml"), mln_str_of(yaml), &diags) != MLN_OK ||
        mln_engine_new(&engine, &rules, NULL, 1, &diags) != MLN_OK) {
        mln_buf_add_text(out, "error: ");
        if (diags.list.len)
            mln_buf_add_str(out, diags.list.data[0].text);
    } else {
        char path[16];
        snprintf(path, sizeof path, "t.%s", json_string_value(json_object_get(probe, "lang")));
        mln_str code = mln_str_of(json_string_value(json_object_get(probe, "code")));
        mln_engine_options options = {
            .stdin_text = &code, .stdin_path = mln_str_of(path), .tests = MLN_TESTS_FULL};
        mln_engine_scan(engine, &options, &run);
        if (run.rules_loaded != 1) {
            mln_buf_add_text(out, "refused: ");
            mln_buf_add_str(out, rules.rules.data[0].why);
        } else if (run.files.len != 1) {
            mln_buf_add_text(out, "error: the file was not scanned");
        }
        uint32_t last = 0;
        for (uint32_t i = 0; i < run.findings.len; i++) {
            add_line(out, run.findings.data[i].region.start.line, &last);
            add_range(ranges, &run.findings.data[i].region);
        }
    }
    free(yaml);
    mln_engine_free(engine);
    mln_run_release(&run);
    mln_ruleset_release(&rules);
    mln_diags_release(&diags);
}

static void probes_agree(void **state)
{
    (void)state;
    json_error_t error;
    json_t *probes = json_load_file(MLN_TEST_DIR "/unit/probes.json", 0, &error);
    if (!probes)
        fail_msg("probes.json:%d: %s", error.line, error.text);
    size_t index, passed = 0, todo = 0, faults = 0;
    json_t *probe;
    mln_buf expected = {0}, found = {0}, wanted = {0}, ranges = {0};
    json_array_foreach(probes, index, probe)
    {
        const char *name = json_string_value(json_object_get(probe, "name"));
        json_t *lines = json_object_get(probe, "lines"), *line;
        assert_non_null(name);
        assert_true(json_is_array(lines) && json_is_object(json_object_get(probe, "rule")));
        assert_true(json_is_string(json_object_get(probe, "code")));
        assert_true(json_is_string(json_object_get(probe, "lang")));
        size_t i;
        uint32_t last = 0;
        mln_buf_clear(&expected);
        json_array_foreach(lines, i, line)
            add_line(&expected, (uint32_t)json_integer_value(line), &last);
        mln_buf_clear(&found);
        mln_buf_clear(&ranges);
        run_probe(probe, &found, &ranges);
        bool same = strcmp(mln_buf_get_text(&expected), mln_buf_get_text(&found)) == 0;
        json_t *spots = json_object_get(probe, "ranges");
        mln_buf_clear(&wanted);
        json_array_foreach(spots, i, line) mln_buf_addf(&wanted, " %s", json_string_value(line));
        if (spots && strcmp(mln_buf_get_text(&wanted), mln_buf_get_text(&ranges)) != 0) {
            faults++;
            fprintf(stderr, "probe '%s': ranges%s, expected%s\n", name, mln_buf_get_text(&ranges),
                    mln_buf_get_text(&wanted));
        }
        bool known = json_is_true(json_object_get(probe, "todo"));
        passed += same;
        todo += known;
        if (same == known) {
            faults++;
            fprintf(stderr, "probe '%s' (%s): lines [%s], expected [%s]%s\n", name,
                    json_string_value(json_object_get(probe, "lang")), mln_buf_get_text(&found),
                    mln_buf_get_text(&expected), same ? ": mended, take its \"todo\" away" : "");
        }
    }
    mln_buf_release(&expected);
    mln_buf_release(&found);
    mln_buf_release(&wanted);
    mln_buf_release(&ranges);
    json_decref(probes);
    assert_int_not_equal(index, 0);
    if (faults)
        fail_msg("%zu of %zu probes are not as marked (%zu agree, %zu marked todo)", faults, index,
                 passed, todo);
    /* Were the marks to outgrow the rest, the test would say little. */
    assert_true(passed > todo);
}

int mln_test_engine_probes(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(probes_agree),
    };
    return cmocka_run_group_tests_name("engine/probes", tests, NULL, NULL);
}
