/* Files, folders, the embedded pack and its controls. */
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

#include "ruleset/control.h"
#include "ruleset/rule.h"

int mln_test_ruleset_path(void);

#define RULE(id) "rules:\n- {id: " id ", message: m, severity: LOW, languages: [c], pattern: f()}\n"

typedef struct {
    char folder[64];
    char made[16][128]; /* in the order of making: files and folders */
    int count;
} place;

static const char *make(place *p, const char *name, const char *text)
{
    char folder[sizeof p->folder];
    memcpy(folder, p->folder, sizeof folder);
    char *path = p->made[p->count++];
    (void)snprintf(path, sizeof p->made[0], "%s/%s", folder, name);
    if (!text) {
        assert_int_equal(mkdir(path, 0700), 0);
        return path;
    }
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
    return path;
}

static void set_up(place *p)
{
    p->count = 0;
    memcpy(p->folder, "/tmp/merlon-ruleset-XXXXXX", 27);
    assert_non_null(mkdtemp(p->folder));
}

static void tear_down(place *p)
{
    while (p->count > 0)
        assert_int_equal(remove(p->made[--p->count]), 0);
    assert_int_equal(rmdir(p->folder), 0);
}

static void a_folder_is_read_in_order(void **state)
{
    (void)state;
    place p;
    set_up(&p);
    (void)make(&p, "z.yml", RULE("z"));
    (void)make(&p, "sub", NULL);
    (void)make(&p, "sub/b.yaml", RULE("b"));
    (void)make(&p, "a.yaml", RULE("a"));
    (void)make(&p, "a.test.yaml", "not: a rule\n");
    (void)make(&p, "controls.yaml", "controls: []\n");
    (void)make(&p, ".hidden.yaml", "nonsense");
    (void)make(&p, "a.c", "int x;\n");
    (void)make(&p, "c.json", "{}");
    mln_ruleset set = {0};
    mln_diags diags = {0};
    assert_int_equal(mln_ruleset_add_path(&set, p.folder, &diags), MLN_OK);
    assert_int_equal(diags.list.len, 0);
    assert_int_equal(set.rules.len, 3);
    assert_true(mln_str_is(set.rules.data[0].card.id, "a"));
    assert_true(mln_str_is(set.rules.data[1].card.id, "b"));
    assert_true(mln_str_is(set.rules.data[2].card.id, "z"));
    assert_true(mln_str_ends_with(set.rules.data[1].file, MLN_STR("/sub/b.yaml")));
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
    tear_down(&p);
}

static void ids_may_meet_across_files_with_a_warning(void **state)
{
    (void)state;
    place p;
    set_up(&p);
    (void)make(&p, "a.yaml", RULE("same"));
    (void)make(&p, "b.yaml", RULE("same"));
    mln_ruleset set = {0};
    mln_diags diags = {0};
    assert_int_equal(mln_ruleset_add_path(&set, p.folder, &diags), MLN_OK);
    assert_int_equal(set.rules.len, 2);
    assert_int_equal(diags.list.len, 1);
    assert_int_equal(diags.list.data[0].level, MLN_DIAG_WARNING);
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
    tear_down(&p);
}

static void expect_failure(const char *path, mln_status expected, const char *part)
{
    mln_ruleset set = {0};
    mln_diags diags = {0};
    assert_int_equal(mln_ruleset_add_path(&set, path, &diags), expected);
    assert_int_equal(diags.error_count, 1);
    char text[512] = "";
    mln_str said = diags.list.data[0].text;
    memcpy(text, said.ptr, said.len < sizeof text ? said.len : sizeof text - 1);
    assert_non_null(strstr(text, part));
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
}

static void what_is_no_rule_file_is_told(void **state)
{
    (void)state;
    place p;
    set_up(&p);
    expect_failure("/nonexistent/rules.yaml", MLN_NOT_FOUND, "no such rule file");
    expect_failure(p.folder, MLN_NOT_FOUND, "no *.yaml");
    expect_failure("/dev/null", MLN_SPECIAL, "neither a file");
    expect_failure(make(&p, "x.yaml", "a: b\n"), MLN_SYNTAX, "not a rule file");
    mln_ruleset set = {0};
    mln_diags diags = {0};
    const char *json = make(&p, "y.json", "{\"rules\": []}");
    assert_int_equal(mln_ruleset_add_path(&set, json, &diags), MLN_OK);
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
    tear_down(&p);
}

static void the_pack_loads_and_names_its_controls(void **state)
{
    (void)state;
    mln_ruleset set = {0};
    mln_diags diags = {0};
    mln_status status = mln_ruleset_add_default(&set, &diags);
    for (uint32_t i = 0; i < diags.list.len; i++)
        print_error("%.*s:%u: %.*s\n", MLN_STR_ARGS(diags.list.data[i].file),
                    diags.list.data[i].line, MLN_STR_ARGS(diags.list.data[i].text));
    assert_int_equal(status, MLN_OK);
    assert_int_equal(diags.list.len, 0);
    for (uint32_t i = 0; i < set.rules.len; i++)
        assert_true(mln_str_starts_with(set.rules.data[i].file, MLN_STR("<default>/")));
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
}

static void controls_are_read_and_checked(void **state)
{
    (void)state;
    mln_controls controls = {0};
    mln_diags diags = {0};
    assert_int_equal(mln_controls_add_default(&controls, &diags), MLN_OK);
    assert_non_null(mln_controls_find(&controls, MLN_STR("rate-limit")));
    assert_non_null(mln_controls_find(&controls, MLN_STR("cors-allow-list")));
    assert_null(mln_controls_find(&controls, MLN_STR("rate")));
    mln_ruleset set = {0};
    assert_int_equal(
        mln_ruleset_add_text(
            &set, MLN_STR("r.yaml"),
            MLN_STR("rules:\n"
                    "- {id: a, message: m, severity: LOW, languages: [c], pattern: f()}\n"
                    "- {id: b, message: m, severity: LOW, languages: [c], pattern: f(),"
                    " guard: rate-limit}\n"
                    "- {id: c, message: m, severity: LOW, languages: [c], pattern: f(),"
                    " metadata: {guard: nothing}}\n"),
            &diags),
        MLN_OK);
    assert_int_equal(mln_controls_check(&controls, &set, 0, &diags), MLN_SYNTAX);
    assert_int_equal(diags.error_count, 2);
    assert_string_equal(diags.list.data[0].code, "missing-guard");
    assert_int_equal(diags.list.data[0].line, 2);
    assert_string_equal(diags.list.data[1].code, "unknown-guard");
    assert_int_equal(diags.list.data[1].line, 4);
    assert_int_equal(mln_controls_check(&controls, &set, 3, &diags), MLN_OK);
    mln_diags_clear(&diags);
    assert_int_equal(mln_controls_add_text(&controls, MLN_STR("c.yaml"),
                                           MLN_STR("controls:\n- {id: x, title: t, tex: u}\n"
                                                   "- {id: rate-limit, title: t, text: u}\n"),
                                           &diags),
                     MLN_SYNTAX);
    assert_int_equal(diags.error_count, 3);
    mln_controls_release(&controls);
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
}

int mln_test_ruleset_path(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_is_read_in_order),
        cmocka_unit_test(ids_may_meet_across_files_with_a_warning),
        cmocka_unit_test(what_is_no_rule_file_is_told),
        cmocka_unit_test(the_pack_loads_and_names_its_controls),
        cmocka_unit_test(controls_are_read_and_checked),
    };
    return cmocka_run_group_tests_name("ruleset/path", tests, NULL, NULL);
}
