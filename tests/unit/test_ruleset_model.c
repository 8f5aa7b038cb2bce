/* Models as read, their errors, and whether rules and models meet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "ruleset/model.h"

int mln_test_ruleset_model(void);

#define PG "package: pg\n"

static void a_model_is_read(void **state)
{
    (void)state;
    mln_models models;
    mln_diags diags = {0};
    mln_models_init(&models);
    assert_int_equal(mln_models_add_text(&models, MLN_STR("pg.yaml"),
                                         MLN_STR("package: [pg, pg-pool]\n"
                                                 "see: https://node-postgres.com\n"
                                                 "types:\n"
                                                 "  client:\n"
                                                 "    - Client()\n"
                                                 "    - client.connect()\n"
                                                 "  pool: Pool()\n"
                                                 "sources: {}\n"
                                                 "sinks:\n"
                                                 "  sql.query:\n"
                                                 "    - client.query(0)\n"
                                                 "    - {path: any.query(0), precision: low}\n"
                                                 "sanitizers:\n"
                                                 "  sql.escape: [client.escapeLiteral()]\n"
                                                 "guards:\n"
                                                 "  check.integer: ['isInt(0)', '!isNot(0)']\n"
                                                 "calls:\n"
                                                 "  pg.connect: [Client]\n"
                                                 "flows: ['client.escapeIdentifier(0 -> return)']\n"
                                                 "same: ['wrap(0 -> return)']\n"),
                                         &diags),
                     MLN_OK);
    mln_models_finish(&models, &diags);
    for (uint32_t i = 0; i < diags.list.len; i++)
        fail_msg("%u: %.*s", diags.list.data[i].line, MLN_STR_ARGS(diags.list.data[i].text));
    assert_int_equal(models.paths, 11);
    assert_int_equal(models.sets.len, 4);
    assert_true(mln_models_has(&models, MLN_API_SINK, MLN_STR("sql.query")));
    assert_false(mln_models_has(&models, MLN_API_SOURCE, MLN_STR("sql.query")));
    assert_true(mln_models_has(&models, MLN_API_SANITIZER, MLN_STR("sql.escape")));
    assert_true(mln_models_has(&models, MLN_API_SANITIZER, MLN_STR("check.integer")));
    assert_false(mln_models_has(&models, MLN_API_GUARD, MLN_STR("sql.escape")));
    assert_int_not_equal(mln_api_find_set(models.api, MLN_STR("sql.query")), UINT32_MAX);
    assert_int_equal(models.sets.data[0].line, 10);
    mln_models_release(&models);
    mln_diags_release(&diags);
}

static void expect(const char *yaml, uint32_t line, uint32_t column, const char *code,
                   const char *part)
{
    mln_models models;
    mln_diags diags = {0};
    mln_models_init(&models);
    assert_int_equal(mln_models_add_text(&models, MLN_STR("m.yaml"), mln_str_of(yaml), &diags),
                     MLN_SYNTAX);
    if (diags.error_count != 1)
        fail_msg("%u errors in\n%s", diags.error_count, yaml);
    const mln_diag *d = &diags.list.data[0];
    char text[512] = "";
    memcpy(text, d->text.ptr, d->text.len < sizeof text ? d->text.len : sizeof text - 1);
    if (d->line != line || d->column != column || strcmp(d->code, code) != 0 || !strstr(text, part))
        fail_msg("%u:%u %s %s in\n%s", d->line, d->column, d->code, text, yaml);
    mln_models_release(&models);
    mln_diags_release(&diags);
}

static void errors_have_places(void **state)
{
    (void)state;
    expect(PG "sinkz: {}\n", 2, 1, "unknown-key", "did you mean \"sinks\"?");
    expect("sinks: {}\n", 1, 1, "missing-key", "\"package\"");
    expect(PG "sinks: [a]\n", 2, 8, "wrong-type", "a mapping");
    expect(PG "sinks: {sql.query: x}\n", 2, 20, "wrong-type", "a list");
    expect(PG "sinks: {Sql query: []}\n", 2, 9, "bad-set", "small letters");
    expect(PG "sinks: {sql.: []}\n", 2, 9, "bad-set", "small letters");
    expect(PG "sinks:\n  sql.query:\n    - a.query(0\n", 4, 16, "bad-path", "missing at the end");
    expect(PG "sinks:\n  sql.query:\n    - {path: a..b}\n", 4, 17, "bad-path", "end of a path");
    expect(PG "sinks:\n  a: [{path: b(0), precision: lo}]\n", 3, 31, "unknown-precision",
           "did you mean \"low\"?");
    expect(PG "sinks:\n  a: [{path: b(0), precison: low}]\n", 3, 20, "unknown-key",
           "did you mean \"precision\"?");
    expect(PG "guards:\n  a: ['!b(']\n", 3, 11, "bad-path", "");
    expect(PG "flows: ['f(0 -> )']\n", 2, 17, "bad-path", "port");
    expect(PG "languages: [go]\n", 2, 13, "unknown-language", "does not read \"go\"");
    expect(PG "languages: [javscript]\n", 2, 13, "unknown-language", "did you mean");
    expect(PG "languages: [c]\nsinks: {a: ['exports(0)']}\n", 3, 14, "bad-path", "C has no");
    expect("a\n", 1, 1, "wrong-type", "a mapping");
    expect("- {package: a}\n- b\n", 2, 3, "wrong-type", "a mapping");
}

static void types_that_are_nowhere_are_told(void **state)
{
    (void)state;
    mln_models models;
    mln_diags diags = {0};
    mln_models_init(&models);
    assert_int_equal(mln_models_add_text(&models, MLN_STR("a.yaml"),
                                         MLN_STR("package: a\ntypes: {request: [A()]}\n"), &diags),
                     MLN_OK);
    assert_int_equal(mln_models_add_text(&models, MLN_STR("b.yaml"),
                                         MLN_STR("package: b\nsources: {x: ['a#reqest.body']}\n"),
                                         &diags),
                     MLN_OK);
    mln_models_finish(&models, &diags);
    assert_int_equal(diags.list.len, 1);
    assert_string_equal(diags.list.data[0].code, "unknown-type");
    mln_models_release(&models);
    mln_diags_release(&diags);
}

static void sets_of_rules_and_models_meet(void **state)
{
    (void)state;
    mln_models models;
    mln_ruleset set = {0};
    mln_diags diags = {0};
    mln_models_init(&models);
    assert_int_equal(
        mln_models_add_text(&models, MLN_STR("a.yaml"),
                            MLN_STR("package: a\n"
                                    "sources: {http.request: [A()]}\n"
                                    "sinks: {sql.query: ['q(0)'], html.response: ['h(0)']}\n"
                                    "guards: {check.plain: ['g(0)']}\n"
                                    "calls: {a.create: [c]}\n"),
                            &diags),
        MLN_OK);
    assert_int_equal(
        mln_ruleset_add_text(&set, MLN_STR("r.yaml"),
                             MLN_STR("rules:\n"
                                     "- id: t\n  message: m\n  severity: LOW\n  languages: [js]\n"
                                     "  mode: taint\n"
                                     "  pattern-sources: [{model: http.request}]\n"
                                     "  pattern-sinks: [{model: sql.qery}, {pattern: x}]\n"
                                     "  pattern-sanitizers: [{model: check.plain}]\n"
                                     "- id: o\n  message: m\n  severity: LOW\n  languages: [js]\n"
                                     "  mode: option\n  calls: [a.create, a.make]\n"),
                             &diags),
        MLN_OK);
    mln_models_finish(&models, &diags);
    assert_int_equal(diags.list.len, 0);
    mln_models_check(&models, &set, true, &diags);
    mln_diags_sort(&diags);
    static const struct {
        const char *file, *code, *part;
        uint32_t line;
    } expected[] = {{"a.yaml", "unused-set", "\"html.response\"", 3},
                    {"a.yaml", "unused-set", "\"sql.query\"", 3},
                    {"r.yaml", "unknown-set", "did you mean \"sql.query\"?", 8},
                    {"r.yaml", "unknown-set", "calls called \"a.make\"", 10}};
    assert_int_equal(diags.list.len, MLN_COUNT_OF(expected));
    for (size_t i = 0; i < MLN_COUNT_OF(expected); i++) {
        const mln_diag *d = &diags.list.data[i];
        char text[256] = "";
        memcpy(text, d->text.ptr, d->text.len < sizeof text ? d->text.len : sizeof text - 1);
        assert_true(mln_str_is(d->file, expected[i].file));
        assert_string_equal(d->code, expected[i].code);
        assert_int_equal(d->line, expected[i].line);
        assert_int_equal(d->level, MLN_DIAG_WARNING);
        assert_non_null(strstr(text, expected[i].part));
    }
    mln_models_release(&models);
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

/* A model file of one's own takes the place of the built-in one of that name; rule files and models
 * do not get in each other's way. */
static void folders_hold_rules_and_models(void **state)
{
    (void)state;
    char folder[] = "/tmp/merlon-models-XXXXXX", models_folder[64], pg[64], rule[64], odd[64];
    assert_non_null(mkdtemp(folder));
    (void)snprintf(models_folder, sizeof models_folder, "%s/models", folder);
    (void)snprintf(pg, sizeof pg, "%s/models/pg.yaml", folder);
    (void)snprintf(odd, sizeof odd, "%s/models/odd.yaml", folder);
    (void)snprintf(rule, sizeof rule, "%s/r.yaml", folder);
    assert_int_equal(mkdir(models_folder, 0700), 0);
    write_file(pg, "package: pg\nsinks: {own.sink: ['q(0)']}\n");
    write_file(odd, "rules:\n- {id: b, message: m, severity: LOW, languages: [c], pattern: f()}\n");
    write_file(rule,
               "rules:\n- {id: a, message: m, severity: LOW, languages: [c], pattern: f()}\n");
    mln_models models;
    mln_ruleset set = {0};
    mln_diags diags = {0};
    mln_models_init(&models);
    assert_int_equal(mln_ruleset_add_path(&set, folder, &diags), MLN_OK);
    assert_int_equal(set.rules.len, 2); /* `rules:` in models/ are rules */
    assert_int_equal(mln_models_add_path(&models, folder, &diags), MLN_OK);
    assert_int_equal(mln_models_add_path(&models, "/nonexistent", &diags), MLN_OK);
    assert_int_equal(models.files, 1);
    assert_int_equal(mln_models_add_default(&models, &diags), MLN_OK);
    assert_true(models.files > 1);
    assert_true(mln_models_has(&models, MLN_API_SINK, MLN_STR("own.sink")));
    assert_true(mln_models_has(&models, MLN_API_SOURCE, MLN_STR("http.request")));
    for (uint32_t i = 0; i < models.sets.len; i++)
        assert_false(mln_str_is(models.sets.data[i].file, "<default>/models/pg.yaml"));
    mln_models_finish(&models, &diags);
    assert_int_equal(diags.error_count, 0);
    mln_models_release(&models);
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
    assert_int_equal(remove(pg) | remove(odd) | remove(models_folder) | remove(rule), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void the_pack_s_models_load(void **state)
{
    (void)state;
    mln_models models;
    mln_ruleset set = {0};
    mln_diags diags = {0};
    mln_models_init(&models);
    mln_status status = mln_models_add_default(&models, &diags);
    mln_models_finish(&models, &diags);
    for (uint32_t i = 0; i < diags.list.len; i++)
        print_error("%.*s:%u: %.*s\n", MLN_STR_ARGS(diags.list.data[i].file),
                    diags.list.data[i].line, MLN_STR_ARGS(diags.list.data[i].text));
    assert_int_equal(status, MLN_OK);
    assert_int_equal(diags.list.len, 0);
    mln_models_release(&models);
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
}

int mln_test_ruleset_model(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_model_is_read),
        cmocka_unit_test(errors_have_places),
        cmocka_unit_test(types_that_are_nowhere_are_told),
        cmocka_unit_test(sets_of_rules_and_models_meet),
        cmocka_unit_test(folders_hold_rules_and_models),
        cmocka_unit_test(the_pack_s_models_load),
    };
    return cmocka_run_group_tests_name("ruleset/model", tests, NULL, NULL);
}
