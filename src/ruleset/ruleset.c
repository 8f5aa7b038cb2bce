#include "ruleset/rule.h"

#include <stdio.h>

#include "ruleset/control.h"
#include "ruleset/embedded_p.h"
#include "ruleset/folder_p.h"
#include "ruleset/rule_p.h"

#include "base/banned.h"

void mln_ruleset_release(mln_ruleset *set)
{
    for (uint32_t i = 0; i < set->regexes.len; i++)
        mln_regex_free(set->regexes.data[i]);
    mln_vec_release(&set->regexes);
    mln_vec_release(&set->rules);
    mln_arena_release(&set->arena);
}

/* --- one text -------------------------------------------------------------------------------- */

static void add_rule(mln_reader *reader, mln_ruleset *set, const mln_yaml_node *node,
                     uint32_t first)
{
    mln_rule rule;
    if (!mln_reader_check_type(reader, node, MLN_TYPE_MAP, MLN_STR("an entry of rules")) ||
        !mln_rule_read(reader, node, &rule))
        return;
    for (uint32_t i = 0; i < set->rules.len; i++) {
        const mln_rule *other = &set->rules.data[i];
        if (!mln_str_equal(other->card.id, rule.card.id))
            continue;
        if (i >= first) {
            mln_reader_error(reader, node, "duplicate-id",
                             "the id \"%.*s\" is taken by the rule on line %u",
                             MLN_STR_ARGS(rule.card.id), other->line);
            return;
        }
        mln_reader_warn(reader, node, "duplicate-id", "the id \"%.*s\" is taken in %.*s, line %u",
                        MLN_STR_ARGS(rule.card.id), MLN_STR_ARGS(other->file), other->line);
        break;
    }
    mln_vec_add(&set->rules, rule);
}

static void read_rules(mln_reader *reader, mln_ruleset *set, const mln_yaml_node *root)
{
    uint32_t first = set->rules.len;
    const mln_yaml_node *rules = mln_yaml_get(root, "rules");
    if (root->kind != MLN_YAML_MAP || !rules) {
        mln_reader_error(reader, root, "missing-key",
                         "this is not a rule file: it should begin with `rules:`");
        return;
    }
    for (uint32_t i = 0; i + 1 < root->count; i += 2) {
        static const char *const known[] = {"rules", NULL};
        const mln_yaml_node *key = root->items[i];
        if (!mln_str_is(key->text, "rules"))
            mln_reader_error(reader, key, "unknown-key",
                             "unknown key \"%.*s\" beside `rules:`%s; keys of a rule stand further "
                             "in, anchors inside a rule",
                             MLN_STR_ARGS(key->text),
                             mln_reader_get_hint(reader, key->text, known));
    }
    if (!mln_reader_check_type(reader, rules, MLN_TYPE_LIST, MLN_STR("rules")))
        return;
    for (uint32_t i = 0; i < rules->count; i++) {
        reader->rule = MLN_STR("");
        add_rule(reader, set, rules->items[i], first);
    }
}

mln_status mln_ruleset_add_text(mln_ruleset *set, mln_str file, mln_str yaml, mln_diags *diags)
{
    mln_arena scratch = {0};
    const mln_yaml_node *root;
    mln_reader reader = {
        .arena = &set->arena, .diags = diags, .file = file, .regexes = &set->regexes};
    mln_status status = mln_yaml_read(&scratch, file, yaml, diags, &root);
    if (status == MLN_OK && root) {
        read_rules(&reader, set, root);
    } else if (status == MLN_OK) {
        mln_diags_add(diags, MLN_DIAG_ERROR, "missing-key", file, 1, 1, MLN_STR(""),
                      "the file is empty: it should begin with `rules:`");
        status = MLN_SYNTAX;
    }
    mln_arena_release(&scratch);
    return status != MLN_OK ? MLN_SYNTAX : reader.errors ? MLN_SYNTAX : MLN_OK;
}

/* --- files and folders ----------------------------------------------------------------------- */

mln_status mln_ruleset_add_file(mln_ruleset *set, mln_str path, mln_str text, mln_diags *diags)
{
    if (mln_folder_classify(path, text) != MLN_YAML_RULES)
        return MLN_OK;
    return mln_ruleset_add_text(set, path, text, diags);
}

static mln_status add_file(void *target, mln_str path, mln_str text, mln_diags *diags)
{
    return mln_ruleset_add_file(target, path, text, diags);
}

mln_status mln_ruleset_add_path(mln_ruleset *set, const char *path, mln_diags *diags)
{
    return mln_folder_read(path, add_file, set, false, diags);
}

/* --- the pack in the binary ------------------------------------------------------------------ */

mln_status mln_ruleset_add_default(mln_ruleset *set, mln_diags *diags)
{
    mln_status result = MLN_OK;
    uint32_t first = set->rules.len;
    for (uint32_t i = 0; i < mln_embedded_file_count; i++) {
        const mln_embedded_file *file = &mln_embedded_files[i];
        mln_str text = {(const char *)file->bytes, file->len};
        if (mln_folder_classify(mln_str_of(file->name), text) != MLN_YAML_RULES)
            continue;
        char name[512];
        (void)snprintf(name, sizeof name, "<default>/%s", file->name);
        mln_status status = mln_ruleset_add_text(set, mln_str_of(name), text, diags);
        result = result != MLN_OK ? result : status;
    }
    mln_controls controls = {0};
    mln_status status = mln_controls_add_default(&controls, diags);
    result = result != MLN_OK ? result : status;
    status = mln_controls_check(&controls, set, first, diags);
    result = result != MLN_OK ? result : status;
    mln_controls_release(&controls);
    return result;
}
