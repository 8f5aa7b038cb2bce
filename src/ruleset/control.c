#include "ruleset/control.h"

#include "ruleset/embedded_p.h"
#include "ruleset/folder_p.h"
#include "ruleset/reader_p.h"

#include "base/banned.h"

#define TABLE "controls.yaml"

static const mln_key control_keys[] = {
    {"id", MLN_TYPE_TEXT, true, NULL, offsetof(mln_control, id)},
    {"title", MLN_TYPE_TEXT, true, NULL, offsetof(mln_control, title)},
    {"text", MLN_TYPE_TEXT, true, NULL, offsetof(mln_control, text)},
};
static const mln_keys control_table = {control_keys, MLN_COUNT_OF(control_keys), "a control", NULL};

static void read_list(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    (void)key;
    mln_controls *controls = target;
    for (uint32_t i = 0; i < value->count; i++) {
        const mln_yaml_node *item = value->items[i];
        mln_control control = {.line = item->line};
        if (!mln_reader_check_type(reader, item, MLN_TYPE_MAP, MLN_STR("controls")) ||
            !mln_reader_read_map(reader, item, &control_table, &control))
            continue;
        control.text = mln_str_trim(control.text);
        const mln_control *other = mln_controls_find(controls, control.id);
        if (other)
            mln_reader_error(reader, item, "duplicate-id",
                             "the control \"%.*s\" is given twice; the first stands on line %u",
                             MLN_STR_ARGS(control.id), other->line);
        else
            mln_vec_add(&controls->list, control);
    }
}

static const mln_key file_keys[] = {{"controls", MLN_TYPE_LIST, true, read_list, 0}};
static const mln_keys file_table = {file_keys, MLN_COUNT_OF(file_keys), "a list of controls", NULL};

void mln_controls_release(mln_controls *controls)
{
    mln_vec_release(&controls->list);
    mln_arena_release(&controls->arena);
}

mln_status mln_controls_add_text(mln_controls *controls, mln_str file, mln_str yaml,
                                 mln_diags *diags)
{
    mln_arena scratch = {0};
    const mln_yaml_node *root;
    mln_reader reader = {.arena = &controls->arena, .diags = diags, .file = file};
    mln_status status = mln_yaml_read(&scratch, file, yaml, diags, &root);
    if (status == MLN_OK && root &&
        mln_reader_check_type(&reader, root, MLN_TYPE_MAP, MLN_STR("controls")))
        (void)mln_reader_read_map(&reader, root, &file_table, controls);
    mln_arena_release(&scratch);
    return status != MLN_OK ? status : reader.errors ? MLN_SYNTAX : MLN_OK;
}

static mln_status add_file(void *target, mln_str path, mln_str text, mln_diags *diags)
{
    if (mln_folder_classify(path, text) != MLN_YAML_TABLE ||
        !mln_str_ends_with(path, MLN_STR(TABLE)))
        return MLN_OK;
    return mln_controls_add_text(target, path, text, diags);
}

mln_status mln_controls_add_path(mln_controls *controls, const char *path, mln_diags *diags)
{
    return mln_folder_read(path, add_file, controls, true, diags);
}

mln_status mln_controls_add_default(mln_controls *controls, mln_diags *diags)
{
    for (uint32_t i = 0; i < mln_embedded_file_count; i++) {
        const mln_embedded_file *file = &mln_embedded_files[i];
        if (mln_str_is(MLN_STR(TABLE), file->name))
            return mln_controls_add_text(controls, MLN_STR("<default>/" TABLE),
                                         (mln_str){(const char *)file->bytes, file->len}, diags);
    }
    return MLN_NOT_FOUND;
}

const mln_control *mln_controls_find(const mln_controls *controls, mln_str id)
{
    for (uint32_t i = 0; i < controls->list.len; i++)
        if (mln_str_equal(controls->list.data[i].id, id))
            return &controls->list.data[i];
    return NULL;
}

mln_status mln_controls_check(const mln_controls *controls, const mln_ruleset *set, uint32_t first,
                              mln_diags *diags)
{
    mln_status status = MLN_OK;
    for (uint32_t i = first; i < set->rules.len; i++) {
        const mln_rule *rule = &set->rules.data[i];
        mln_str guard = rule->card.guard;
        if (guard.len && mln_controls_find(controls, guard))
            continue;
        if (guard.len)
            mln_diags_add(diags, MLN_DIAG_ERROR, "unknown-guard", rule->file, rule->line, 0,
                          rule->card.id, "there is no control \"%.*s\" in rules/" TABLE,
                          MLN_STR_ARGS(guard));
        else
            mln_diags_add(diags, MLN_DIAG_ERROR, "missing-guard", rule->file, rule->line, 0,
                          rule->card.id,
                          "the rule names no guard: which control of rules/" TABLE " closes it?");
        status = MLN_SYNTAX;
    }
    return status;
}
