/* merlon rules: what merlon looks for. */
#include <unistd.h>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/rule_options.h"
#include "cli/select.h"
#include "report/json_writer.h"
#include "report/screen.h"
#include "ruleset/control.h"

#include "base/banned.h"

static const mln_option options[] = {
    MLN_OPTION_CONFIG,
    {.name = "format",
     .letter = 'f',
     .value = "FORMAT",
     .choices = "text json",
     .text = "text or json."},
    {.name = "json", .text = "The same as --format json."},
};

static const mln_example examples[] = {
    {"merlon rules", "List the built-in rules."},
    {"merlon rules sql-injection", "Explain one."},
    {"merlon rules --config my-rules/ --format json", "List others, for a script."},
};

static const char *const mode_names[] = {
    [MLN_RULE_SEARCH] = "search", [MLN_RULE_TAINT] = "taint",   [MLN_RULE_OPTION] = "option",
    [MLN_RULE_ROUTE] = "route",   [MLN_RULE_SECRET] = "secret", [MLN_RULE_OTHER] = "other"};
static const char *const state_names[] = {"ready", "refused", "other-language"};

static void add_langs(mln_buf *out, mln_lang_set langs)
{
    bool first = true;
    for (int lang = MLN_LANG_NONE + 1; lang < MLN_LANG_COUNT; lang++) {
        if ((langs & MLN_LANG_BIT(lang)) == 0)
            continue;
        mln_buf_addf(out, "%s%s", first ? "" : " ", mln_lang_get_id((mln_lang)lang));
        first = false;
    }
}

static void add_list(mln_buf *out, const mln_ruleset *set)
{
    int width = 2;
    for (uint32_t i = 0; i < set->rules.len; i++) {
        int len = (int)set->rules.data[i].card.id.len;
        if (len > width && len <= 60)
            width = len;
    }
    mln_buf_addf(out, "%-*s  %-8s  %-9s  %s\n", width, "id", "severity", "precision", "languages");
    for (uint32_t i = 0; i < set->rules.len; i++) {
        const mln_rule *rule = &set->rules.data[i];
        mln_buf id = {0};
        mln_screen_add(&id, rule->card.id);
        mln_buf_addf(out, "%-*s  %-8s  %-9s  ", width, mln_buf_get_text(&id),
                     mln_severity_get_name(rule->card.severity),
                     mln_precision_get_name(rule->card.precision));
        mln_buf_release(&id);
        if (rule->state == MLN_RULE_READY && rule->detector)
            mln_buf_add_text(out, "any text");
        else if (rule->state == MLN_RULE_READY)
            add_langs(out, rule->langs);
        else
            mln_buf_addf(out, "(%s)", state_names[rule->state]);
        mln_buf_add_char(out, '\n');
    }
}

static void add_words(mln_json *json, const char *key, const mln_str *words, uint32_t count)
{
    mln_json_open_array(json, key);
    for (uint32_t i = 0; i < count; i++)
        mln_json_str(json, words[i]);
    mln_json_end_array(json);
}

static void add_json_rule(mln_json *json, const mln_rule *rule)
{
    const mln_card *card = &rule->card;
    mln_json_begin_object(json);
    mln_json_put_str(json, "id", card->id);
    mln_json_put_str(json, "title", card->title);
    mln_json_put_str(json, "message", card->message);
    mln_json_put_str(json, "help", card->help);
    mln_json_put_str(json, "url", card->url);
    mln_json_put_text(json, "severity", mln_severity_get_name(card->severity));
    mln_json_put_text(json, "precision", mln_precision_get_name(card->precision));
    mln_json_open_array(json, "languages");
    for (int lang = MLN_LANG_NONE + 1; lang < MLN_LANG_COUNT; lang++) {
        if ((rule->langs & MLN_LANG_BIT(lang)) != 0)
            mln_json_text(json, mln_lang_get_id((mln_lang)lang));
    }
    mln_json_end_array(json);
    add_words(json, "cwe", card->cwe, card->cwe_count);
    add_words(json, "owasp", card->owasp, card->owasp_count);
    add_words(json, "references", card->references, card->reference_count);
    add_words(json, "tags", card->tags, card->tag_count);
    mln_json_put_str(json, "guard", card->guard);
    mln_json_put_text(json, "mode", mode_names[rule->mode]);
    mln_json_put_text(json, "state", state_names[rule->state]);
    mln_json_put_str(json, "why", rule->why);
    mln_json_put_str(json, "file", rule->file);
    mln_json_put_uint(json, "line", rule->line);
    mln_json_end_object(json);
}

static void add_json(mln_buf *out, const mln_ruleset *set, const mln_rule *only)
{
    mln_json json = {.out = out};
    mln_json_begin_object(&json);
    mln_json_open_array(&json, "rules");
    for (uint32_t i = 0; i < set->rules.len; i++) {
        if (only == NULL || only == &set->rules.data[i])
            add_json_rule(&json, &set->rules.data[i]);
    }
    mln_json_end_array(&json);
    mln_json_end_object(&json);
}

static void add_field(mln_buf *out, const char *name, const mln_str *values, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (values[i].len == 0)
            continue;
        mln_buf_addf(out, "%-11s", i == 0 ? name : "");
        mln_screen_add(out, values[i]);
        mln_buf_add_char(out, '\n');
    }
}

static void add_paragraph(mln_buf *out, mln_str text)
{
    if (text.len == 0)
        return;
    mln_buf_add_char(out, '\n');
    mln_screen_wrap(out, text, 0, 80);
    mln_buf_add_char(out, '\n');
}

/* What the rule's control says to write; nothing when it names none. */
static void add_guard(mln_buf *out, const mln_card *card)
{
    if (card->guard.len == 0)
        return;
    mln_controls controls = {0};
    mln_diags diags = {0};
    const mln_control *control = NULL;
    if (mln_controls_add_default(&controls, &diags) == MLN_OK)
        control = mln_controls_find(&controls, card->guard);
    mln_buf_add_text(out, "\nControl    ");
    mln_screen_add(out, card->guard);
    mln_buf_add_char(out, '\n');
    if (control != NULL)
        add_paragraph(out, control->text);
    mln_controls_release(&controls);
    mln_diags_release(&diags);
}

static void add_word(mln_buf *out, mln_str word)
{
    if (out->len > 0)
        mln_buf_add_text(out, ", ");
    mln_buf_add_str(out, word);
}

/* What the sources, sinks or sanitizers of a taint rule are: the sets, and whether there are
 * patterns. */
static void add_specs(mln_buf *out, const char *name, const mln_taint_spec *specs, uint32_t count)
{
    mln_buf text = {0};
    uint32_t patterns = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (specs[i].model.len > 0)
            add_word(&text, specs[i].model);
        else if (specs[i].constant.kind != MLN_LITERALS_NONE)
            add_word(&text, MLN_STR("constants"));
        patterns += specs[i].formula != NULL;
    }
    if (patterns > 0)
        mln_buf_addf(&text, "%s%u pattern%s", text.len > 0 ? ", " : "", patterns,
                     patterns == 1 ? "" : "s");
    mln_str line = mln_buf_get_str(&text);
    add_field(out, name, &line, 1);
    mln_buf_release(&text);
}

static void add_place(mln_buf *text, const mln_option_place *place)
{
    mln_buf_addf(text, "%s(%u)", text->len > 0 ? ", " : "", place->argument);
    for (uint32_t k = 0; k < place->key_count; k++)
        mln_buf_addf(text, "%s%.*s", mln_str_is(place->keys[k], "[]") ? "" : ".",
                     MLN_STR_ARGS(place->keys[k]));
}

static void add_option(mln_buf *out, const mln_option_rule *option)
{
    mln_buf text = {0};
    for (const mln_option_rule *part = option; part; part = part->next)
        for (uint32_t i = 0; i < part->call_count; i++)
            add_word(&text, part->calls[i]);
    mln_str calls = mln_buf_get_str(&text);
    add_field(out, "Calls", &calls, 1);
    mln_buf_clear(&text);
    for (const mln_option_rule *part = option; part; part = part->next)
        for (uint32_t i = 0; i < part->condition_count; i++)
            for (uint32_t p = 0; p < part->conditions[i].at_count; p++)
                add_place(&text, &part->conditions[i].at[p]);
    mln_str places = mln_buf_get_str(&text);
    add_field(out, "Asks for", &places, 1);
    mln_buf_release(&text);
}

/* What it works on, for the modes whose rules say it in words. */
static void add_mode(mln_buf *out, const mln_rule *rule)
{
    mln_str mode = mln_str_of(mode_names[rule->mode]);
    add_field(out, "Mode", &mode, rule->mode == MLN_RULE_OTHER ? 0 : 1);
    const mln_taint_rule *taint = rule->taint;
    if (taint != NULL) {
        add_specs(out, "From", taint->sources, taint->source_count);
        add_specs(out, "Into", taint->sinks, taint->sink_count);
        add_specs(out, "Cleaned by", taint->sanitizers, taint->sanitizer_count);
    }
    if (rule->option != NULL)
        add_option(out, rule->option);
    if (rule->route != NULL)
        add_field(out, "Without", &rule->route->control, 1);
}

static void add_explanation(mln_buf *out, const mln_rule *rule)
{
    const mln_card *card = &rule->card;
    mln_str severity = mln_str_of(mln_severity_get_name(card->severity));
    mln_str precision = mln_str_of(mln_precision_get_name(card->precision));
    mln_buf langs = {0};
    if (rule->detector)
        mln_buf_add_text(&langs, "any text");
    else
        add_langs(&langs, rule->langs);
    mln_str langs_text = mln_buf_get_str(&langs);
    add_field(out, "Rule", &card->id, 1);
    add_field(out, "Title", &card->title, mln_str_equal(card->title, card->id) ? 0 : 1);
    add_field(out, "Severity", &severity, 1);
    add_field(out, "Precision", &precision, 1);
    add_field(out, "Languages", &langs_text, 1);
    add_mode(out, rule);
    add_field(out, "CWE", card->cwe, card->cwe_count);
    add_field(out, "OWASP", card->owasp, card->owasp_count);
    add_field(out, "File", &rule->file, 1);
    mln_buf_release(&langs);
    if (rule->state == MLN_RULE_REFUSED)
        add_field(out, "Not run", &rule->why, 1);
    add_paragraph(out, card->message);
    add_paragraph(out, card->help);
    add_guard(out, card);
    if (card->url.len > 0 || card->reference_count > 0)
        mln_buf_add_char(out, '\n');
    add_field(out, "See", &card->url, 1);
    add_field(out, card->url.len > 0 ? "" : "See", card->references, card->reference_count);
}

static const mln_rule *find_rule(const mln_ruleset *set, const char *id)
{
    for (uint32_t i = 0; i < set->rules.len; i++) {
        if (mln_str_is(set->rules.data[i].card.id, id))
            return &set->rules.data[i];
    }
    return NULL;
}

static int fail_unknown(mln_ruleset *set, const char *id)
{
    const char **ids = MLN_ARENA_ARRAY(&set->arena, const char *, set->rules.len + 1);
    for (uint32_t i = 0; i < set->rules.len; i++) {
        mln_str text = set->rules.data[i].card.id;
        ids[i] = mln_arena_dup(&set->arena, text.ptr, text.len);
    }
    const char *near = mln_str_suggest(mln_str_of(id), ids, set->rules.len);
    if (near != NULL)
        mln_console_error("there is no rule '%s'; did you mean '%s'?", id, near);
    else
        mln_console_error("there is no rule '%s'; merlon rules lists them", id);
    return MLN_EXIT_ERROR;
}

static int run(const mln_args *args)
{
    mln_ruleset set = {0};
    mln_diags diags = {0};
    mln_arg_values configs = {0};
    mln_args_get_all(args, "config", &configs);
    mln_status status = mln_select_load(&set, NULL, &configs, &diags);
    mln_vec_release(&configs);
    mln_diags_sort(&diags);
    mln_console_diags(&diags, MLN_DIAG_ERROR);

    bool json =
        mln_args_has(args, "json") || strcmp(mln_args_get(args, "format", "text"), "json") == 0;
    mln_buf text = {0};
    int code = MLN_EXIT_CLEAN;
    const mln_rule *only = NULL;
    if (args->operands.len > 1) {
        mln_console_error("one rule at a time: merlon rules %s", args->operands.data[0]);
        code = MLN_EXIT_ERROR;
    } else if (args->operands.len == 1) {
        only = find_rule(&set, args->operands.data[0]);
        if (only == NULL)
            code = fail_unknown(&set, args->operands.data[0]);
    }
    if (code == MLN_EXIT_CLEAN) {
        if (json)
            add_json(&text, &set, only);
        else if (only != NULL)
            add_explanation(&text, only);
        else
            add_list(&text, &set);
        code = mln_console_print(&text);
    }
    if (status != MLN_OK)
        code = MLN_EXIT_ERROR;
    mln_buf_release(&text);
    mln_diags_release(&diags);
    mln_ruleset_release(&set);
    return code;
}

const mln_command mln_command_rules = {
    .name = "rules",
    .summary = "list the rules, or explain one",
    .operands = "[ID]",
    .options = options,
    .option_count = MLN_COUNT_OF(options),
    .examples = examples,
    .example_count = MLN_COUNT_OF(examples),
    .run = run,
};
