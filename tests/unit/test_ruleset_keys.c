/* No key of the built-in rules can be misspelt unnoticed: each is, one after the other. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <ftw.h>

#include "ruleset/rule.h"
#include "ruleset/yaml_p.h"

int mln_test_ruleset_keys(void);

#define WRONG "zzqx"

static uint32_t tried, rule_files;

static mln_str read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = malloc(MLN_YAML_BYTES_MAX);
    size_t len = fread(text, 1, MLN_YAML_BYTES_MAX, file);
    fclose(file);
    return (mln_str){text, (uint32_t)len};
}

/* Where a line and column (in bytes) are. */
static uint32_t find(mln_str text, uint32_t line, uint32_t column)
{
    uint32_t at = 0;
    while (--line)
        at = (uint32_t)((const char *)memchr(text.ptr + at, '\n', text.len - at) - text.ptr) + 1;
    return at + column - 1;
}

static bool is_told(const mln_diags *diags, const mln_yaml_node *key)
{
    for (uint32_t i = 0; i < diags->list.len; i++) {
        const mln_diag *d = &diags->list.data[i];
        if (d->level == MLN_DIAG_ERROR && d->line == key->line && d->column == key->column &&
            memmem(d->text.ptr, d->text.len, WRONG, strlen(WRONG)))
            return true;
    }
    return false;
}

static void try_key(const char *path, mln_str text, const mln_yaml_node *key)
{
    uint32_t at = find(text, key->line, key->column);
    mln_buf wrong = {0};
    mln_buf_add(&wrong, text.ptr, at);
    mln_buf_add_text(&wrong, WRONG);
    at += key->text.len + (key->plain ? 0 : 2);
    mln_buf_add(&wrong, text.ptr + at, text.len - at);
    mln_ruleset set = {0};
    mln_diags diags = {0};
    mln_status status =
        mln_ruleset_add_text(&set, MLN_STR("r.yaml"), mln_buf_get_str(&wrong), &diags);
    if (status != MLN_SYNTAX || !is_told(&diags, key))
        fail_msg("%s:%u:%u: \"%.*s\" is misspelt unnoticed", path, key->line, key->column,
                 MLN_STR_ARGS(key->text));
    tried++;
    mln_ruleset_release(&set);
    mln_diags_release(&diags);
    mln_buf_release(&wrong);
}

/* Every key below a node; what is in `metadata` is free. */
static void try_keys(const char *path, mln_str text, const mln_yaml_node *root)
{
    MLN_VEC(const mln_yaml_node *)
    open = {0};
    mln_vec_add(&open, root);
    for (uint32_t n = 0; n < open.len; n++) {
        const mln_yaml_node *node = open.data[n];
        uint32_t step = node->kind == MLN_YAML_MAP ? 2 : 1;
        for (uint32_t i = 0; i < node->count; i += step) {
            if (step == 2)
                try_key(path, text, node->items[i]);
            if (step == 1 || !mln_str_is(node->items[i]->text, "metadata"))
                mln_vec_add(&open, node->items[i + step - 1]);
        }
    }
    mln_vec_release(&open);
}

static int visit(const char *path, const struct stat *info, int kind, struct FTW *where)
{
    (void)info, (void)where;
    size_t len = strlen(path);
    if (kind != FTW_F || len < 5 || strcmp(path + len - 5, ".yaml") != 0)
        return 0;
    mln_str text = read_text(path);
    mln_arena arena = {0};
    mln_diags diags = {0};
    const mln_yaml_node *root = NULL;
    assert_int_equal(mln_yaml_read(&arena, mln_str_of(path), text, &diags, &root), MLN_OK);
    if (root && mln_yaml_get(root, "rules")) {
        rule_files++;
        try_keys(path, text, mln_yaml_get(root, "rules"));
    }
    mln_arena_release(&arena);
    mln_diags_release(&diags);
    free((char *)(uintptr_t)text.ptr);
    return 0;
}

static void every_key_of_every_rule_is_checked(void **state)
{
    (void)state;
    assert_int_equal(nftw(MLN_SOURCE_DIR "/rules", visit, 16, FTW_PHYS), 0);
    /* A pack that was not found asserts nothing. */
    assert_true(rule_files > 150);
    assert_true(tried > 5000);
}

int mln_test_ruleset_keys(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_key_of_every_rule_is_checked)};
    return cmocka_run_group_tests_name("ruleset/keys", tests, NULL, NULL);
}
