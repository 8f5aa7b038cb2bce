/* merlon.yaml: what is read, what it changes, what it must not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "ruleset/config.h"

int mln_test_ruleset_config(void);

typedef struct {
    mln_config config;
    mln_models models;
    mln_diags diags;
    mln_status status;
} loaded;

static void load(loaded *l, const char *yaml)
{
    *l = (loaded){0};
    mln_models_init(&l->models);
    l->status = mln_config_read(&l->config, &l->models, MLN_STR("merlon.yaml"), mln_str_of(yaml),
                                &l->diags);
}

static void release(loaded *l)
{
    mln_models_finish(&l->models, &l->diags);
    mln_config_release(&l->config);
    mln_models_release(&l->models);
    mln_diags_release(&l->diags);
}

static void assert_text(mln_str text, const char *expected)
{
    assert_int_equal(text.len, strlen(expected));
    assert_memory_equal(text.ptr, expected, text.len);
}

#define EVERYTHING                                                                                 \
    "rules:\n"                                                                                     \
    "  disable: [weak-*, sql-injection]\n"                                                         \
    "  enable: weak-hash\n"                                                                        \
    "  severity: {xss: critical, weak-*: info}\n"                                                  \
    "ignore: [gen, /dist/, ./x]\n"                                                                 \
    "models:\n"                                                                                    \
    "- sanitizers: {sql.escape: ['local.escapeName()']}\n"                                         \
    "- {package: own, sinks: {sql.query: ['run(0)']}}\n"                                           \
    "controls:\n"                                                                                  \
    "  rate-limit: [limitLogin, limits.slow]\n"                                                    \
    "  auth: requireUser\n"

static void everything_is_read(void **state)
{
    (void)state;
    loaded l;
    load(&l, EVERYTHING);
    for (uint32_t i = 0; i < l.diags.list.len; i++)
        fail_msg("%u: %.*s", l.diags.list.data[i].line, MLN_STR_ARGS(l.diags.list.data[i].text));
    assert_int_equal(l.status, MLN_OK);
    assert_text(l.config.file, "merlon.yaml");
    assert_int_equal(mln_config_get(&l.config, MLN_STR("weak-hash")), MLN_CONFIG_OFF);
    assert_int_equal(mln_config_get(&l.config, MLN_STR("sql-injection")), MLN_CONFIG_OFF);
    assert_int_equal(mln_config_get(&l.config, MLN_STR("sql-injection-2")), MLN_CONFIG_SILENT);
    assert_int_equal(l.config.severity_count, 2);
    assert_int_equal(l.config.models, 2);
    assert_true(mln_models_has(&l.models, MLN_API_SANITIZER, MLN_STR("sql.escape")));
    assert_int_equal(l.models.declared.len, 3);
    assert_text(l.models.declared.data[1].control, "rate-limit");
    assert_text(l.models.declared.data[1].name, "limits.slow");
    assert_text(l.models.declared.data[2].name, "requireUser");
    release(&l);
    load(&l, "rules: {enable: a}\n");
    assert_int_equal(mln_config_get(&l.config, MLN_STR("a")), MLN_CONFIG_ON);
    release(&l);
    load(&l, "");
    assert_int_equal(l.status, MLN_OK);
    release(&l);
}

static void expect(const char *yaml, uint32_t line, uint32_t column, const char *code,
                   const char *part)
{
    loaded l;
    load(&l, yaml);
    assert_int_equal(l.status, MLN_SYNTAX);
    assert_int_equal(l.diags.error_count, 1);
    const mln_diag *d = &l.diags.list.data[0];
    char text[512] = "";
    memcpy(text, d->text.ptr, d->text.len < sizeof text ? d->text.len : sizeof text - 1);
    if (d->line != line || d->column != column || strcmp(d->code, code) != 0 || !strstr(text, part))
        fail_msg("%u:%u %s %s in\n%s", d->line, d->column, d->code, text, yaml);
    release(&l);
}

static void errors_have_places(void **state)
{
    (void)state;
    expect("ignores: [a]\n", 1, 1, "unknown-key", "did you mean \"ignore\"?");
    expect("rules: {disabled: a}\n", 1, 9, "unknown-key", "did you mean \"disable\"?");
    expect("rules:\n- id: a\n", 2, 1, "wrong-type", "--config");
    expect("rules: {severity: {a: hihg}}\n", 1, 23, "unknown-severity", "did you mean \"high\"?");
    expect("ignore: {a: b}\n", 1, 9, "wrong-type", "a list of texts");
    expect("controls: {rate-limits: a}\n", 1, 12, "unknown-control",
           "did you mean \"rate-limit\"?");
    expect("controls: {auth: 'a b'}\n", 1, 18, "bad-name", "name of a function");
    expect("models: [{sinks: {a.b: ['local.(']}}]\n", 1, 32, "bad-path", "behind 'local.'");
    expect("models: [{snks: {}}]\n", 1, 11, "unknown-key", "did you mean \"sinks\"?");
    expect("- a\n", 1, 1, "wrong-type", "a mapping");
    /* Nothing that bounds the work can be said here. */
    expect("max-file-size: 1G\n", 1, 1, "unknown-key", "max-file-size");
    expect("jobs: 99\n", 1, 1, "unknown-key", "jobs");
    expect("config: ../rules\n", 1, 1, "unknown-key", "config");
}

static void what_it_may_hold_is_bounded(void **state)
{
    (void)state;
    mln_buf text = {0};
    static const char *const heads[] = {"ignore:\n", "rules:\n  disable:\n",
                                        "controls:\n  auth:\n"};
    for (size_t i = 0; i < MLN_COUNT_OF(heads); i++) {
        mln_buf_clear(&text);
        mln_buf_add_text(&text, heads[i]);
        for (uint32_t k = 0; k <= MLN_CONFIG_ENTRIES_MAX; k++)
            mln_buf_addf(&text, "  - a%u\n", k);
        loaded l;
        load(&l, mln_buf_get_text(&text));
        assert_int_equal(l.status, MLN_SYNTAX);
        assert_int_equal(l.diags.error_count, 1);
        assert_string_equal(l.diags.list.data[0].code, "too-many");
        release(&l);
    }
    mln_buf_clear(&text);
    mln_buf_add_text(&text, "models:\n  sinks:\n    a.b:\n");
    for (uint32_t k = 0; k <= MLN_CONFIG_ENTRIES_MAX; k++)
        mln_buf_addf(&text, "    - local.f%u(0)\n", k);
    loaded l;
    load(&l, mln_buf_get_text(&text));
    assert_string_equal(l.diags.list.data[0].code, "too-many");
    assert_int_equal(l.models.paths, 0);
    release(&l);
    mln_buf_release(&text);
}

#define RULE(id) "- {id: " id ", message: m, severity: LOW, languages: [c], pattern: f()}\n"

static void severities_change_and_slips_are_told(void **state)
{
    (void)state;
    loaded l;
    load(&l, "rules: {severity: {'a*': critical, b: low}, disable: [abd, c*], enable: zzz}\n");
    assert_int_equal(l.status, MLN_OK);
    mln_ruleset set = {0};
    assert_int_equal(mln_ruleset_add_text(&set, MLN_STR("r.yaml"),
                                          MLN_STR("rules:\n" RULE("abc") RULE("b") RULE("c")),
                                          &l.diags),
                     MLN_OK);
    mln_config_apply(&l.config, &set, &l.diags);
    assert_int_equal(set.rules.data[0].card.severity, MLN_SEVERITY_CRITICAL);
    assert_int_equal(set.rules.data[1].card.severity, MLN_SEVERITY_LOW);
    assert_int_equal(l.config.severities_changed, 1); /* b was low */
    assert_int_equal(l.diags.list.len, 2);
    assert_int_equal(l.diags.list.data[0].level, MLN_DIAG_WARNING);
    assert_text(l.diags.list.data[0].text, "\"abd\" names no rule; did you mean \"abc\"?");
    assert_text(l.diags.list.data[1].text, "\"zzz\" names no rule");
    mln_ruleset_release(&set);
    release(&l);
}

static void what_it_changed_is_said(void **state)
{
    (void)state;
    loaded l;
    mln_buf text = {0};
    load(&l, EVERYTHING);
    l.config.rules_off = 1;
    l.config.rules_on = 2;
    l.config.severities_changed = 3;
    mln_config_describe(&l.config, &text);
    assert_string_equal(mln_buf_get_text(&text), "1 rule off, 2 rules on, 3 severities, 3 paths "
                                                 "ignored, 2 models, 3 controls");
    release(&l);
    load(&l, "");
    mln_config_describe(&l.config, &text);
    assert_int_equal(text.len, 0);
    release(&l);
    mln_buf_release(&text);
}

static void anchors_begin_at_its_folder(void **state)
{
    (void)state;
    static const struct {
        const char *root;
        const char *expected[3];
    } cases[] = {{".", {"gen", "/dist/", "/x"}},
                 {"./", {"gen", "/dist/", "/x"}},
                 {"src", {"gen", "/src/dist/", "/src/x"}},
                 {"./a/b/", {"gen", "/a/b/dist/", "/a/b/x"}},
                 {"a*", {"gen", "/a\\*/dist/", "/a\\*/x"}},
                 {"..", {"gen", "/dist/", "/x"}},
                 {"/srv/app", {"gen", "/dist/", "/x"}}};
    for (size_t i = 0; i < MLN_COUNT_OF(cases); i++) {
        loaded l;
        load(&l, EVERYTHING);
        const char *const *globs = mln_config_get_ignore(&l.config, cases[i].root);
        for (uint32_t k = 0; k < 3; k++)
            assert_string_equal(globs[k], cases[i].expected[k]);
        release(&l);
    }
}

static void files_are_read_with_care(void **state)
{
    (void)state;
    char folder[] = "/tmp/merlon-config-XXXXXX", path[64], other[64];
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/merlon.yaml", folder);
    (void)snprintf(other, sizeof other, "%s/other", folder);
    mln_config config = {0};
    mln_models models;
    mln_diags diags = {0};
    mln_models_init(&models);
    assert_int_equal(mln_config_load(&config, &models, path, &diags), MLN_NOT_FOUND);
    assert_int_equal(diags.list.len, 0);
    FILE *file = fopen(other, "wb");
    assert_non_null(file);
    for (uint32_t i = 0; i <= MLN_CONFIG_BYTES_MAX; i++)
        assert_int_equal(fputc('#', file), '#');
    assert_int_equal(fclose(file), 0);
    assert_int_equal(symlink(other, path), 0);
    assert_int_equal(mln_config_load(&config, &models, path, &diags), MLN_SPECIAL);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rename(other, path), 0);
    assert_int_equal(mln_config_load(&config, &models, path, &diags), MLN_LIMIT);
    assert_int_equal(diags.error_count, 2);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    mln_models_finish(&models, &diags);
    mln_models_release(&models);
    mln_config_release(&config);
    mln_diags_release(&diags);
}

int mln_test_ruleset_config(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_read),
        cmocka_unit_test(errors_have_places),
        cmocka_unit_test(what_it_may_hold_is_bounded),
        cmocka_unit_test(severities_change_and_slips_are_told),
        cmocka_unit_test(what_it_changed_is_said),
        cmocka_unit_test(anchors_begin_at_its_folder),
        cmocka_unit_test(files_are_read_with_care),
    };
    return cmocka_run_group_tests_name("ruleset/config", tests, NULL, NULL);
}
