#include "ruleset/rule_p.h"

#include "base/banned.h"

/* What `options:` is read into. */
typedef struct {
    mln_pattern_options pattern;
    mln_taint_options taint;
    bool is_taint;
} target_options;

#define BOOL(name)                                                                                 \
    {                                                                                              \
#name, MLN_TYPE_BOOL, false, NULL, offsetof(target_options, pattern.name)                  \
    }
#define OTHER(name, type)                                                                          \
    {                                                                                              \
#name, type, false, NULL, MLN_KEY_NOWHERE                                                  \
    }
/* Changes what a search finds, and merlon does not have it. */
#define LACKING(name)                                                                              \
    {                                                                                              \
#name, MLN_TYPE_BOOL, false, note_lacking, 0                                               \
    }

static void note_lacking(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                         void *target)
{
    (void)target, (void)value;
    if (!reader->other_language)
        mln_reader_warn(reader, key, "option-without-effect",
                        "the option \"%.*s\" has no effect yet", MLN_STR_ARGS(key->text));
}

/* merlon's own keys are for taint rules alone. */
static bool check_taint(mln_reader *reader, const mln_yaml_node *key, const target_options *options)
{
    if (!options->is_taint)
        mln_reader_error(reader, key, "wrong-mode",
                         "the option \"%.*s\" belongs to a rule with `mode: taint`",
                         MLN_STR_ARGS(key->text));
    return options->is_taint;
}

static void read_taint_bool(mln_reader *reader, const mln_yaml_node *key,
                            const mln_yaml_node *value, void *target)
{
    target_options *options = target;
    mln_taint_options *taint = &options->taint;
    bool *place = mln_str_is(key->text, "unknown-calls")   ? &taint->unknown_calls
                  : mln_str_is(key->text, "library-calls") ? &taint->library_calls
                  : mln_str_is(key->text, "guards")        ? &taint->guards
                  : mln_str_is(key->text, "deep-sinks")    ? &taint->deep_sinks
                                                           : &taint->throws;
    if (check_taint(reader, key, options))
        (void)mln_yaml_get_bool(value, place);
}

static void read_safe(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    static const char *const names[] = {"number", "boolean", "index", "string", "prefix", NULL};
    target_options *options = target;
    mln_taint_options *taint = &options->taint;
    bool *const places[] = {&taint->safe_number, &taint->safe_boolean, &taint->safe_index,
                            &taint->safe_string, &taint->safe_prefix};
    if (!check_taint(reader, key, options))
        return;
    for (size_t i = 0; i < MLN_COUNT_OF(places); i++)
        *places[i] = false;
    uint32_t count = value->kind == MLN_YAML_LIST ? value->count : 1;
    for (uint32_t i = 0; i < count; i++) {
        const mln_yaml_node *item = value->kind == MLN_YAML_LIST ? value->items[i] : value;
        size_t at = 0;
        while (names[at] && !mln_str_is(item->text, names[at]))
            at++;
        if (names[at])
            *places[at] = true;
        else
            mln_reader_error(reader, item, "unknown-safe",
                             "\"%.*s\" is nothing a value could be harmless as; write number, "
                             "boolean, index, string or prefix%s",
                             MLN_STR_ARGS(item->text),
                             mln_reader_get_hint(reader, item->text, names));
    }
}

static void read_safe_functions(mln_reader *reader, const mln_yaml_node *key,
                                const mln_yaml_node *value, void *target)
{
    (void)reader, (void)key;
    bool safe = false;
    (void)mln_yaml_get_bool(value, &safe);
    ((target_options *)target)->taint.unknown_calls = !safe;
}

/* Rules for engines that look across functions expect of calls what those know of them. */
static void read_deep(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                      void *target)
{
    (void)reader, (void)key;
    bool deep = false;
    if (mln_yaml_get_bool(value, &deep) && deep)
        ((target_options *)target)->taint.library_calls = true;
}

/* The rule syntax's own words are narrower than `safe`: the outcome of a comparison; of `!`, too,
 * and what is declared a boolean; what is declared a number. */
static void read_safe_values(mln_reader *reader, const mln_yaml_node *key,
                             const mln_yaml_node *value, void *target)
{
    (void)reader;
    mln_taint_options *taint = &((target_options *)target)->taint;
    bool safe = false;
    (void)mln_yaml_get_bool(value, &safe);
    if (mln_str_is(key->text, "taint_assume_safe_numbers")) {
        taint->typed_number = safe;
        taint->safe_number &= safe;
        return;
    }
    taint->safe_boolean &= safe;
    taint->safe_comparison |= safe;
    if (mln_str_is(key->text, "taint_assume_safe_booleans"))
        taint->safe_not = taint->typed_boolean = safe;
}

/* What moves a finding, or its way, elsewhere. */
static void refuse_assignments(mln_reader *reader, const mln_yaml_node *key,
                               const mln_yaml_node *value, void *target)
{
    bool boolean = false;
    if (mln_yaml_get_bool(value, &boolean) && boolean && ((target_options *)target)->is_taint)
        mln_reader_refuse(reader, "the option \"%.*s\" is not supported", MLN_STR_ARGS(key->text));
}

static void read_focus(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)reader, (void)key;
    ((target_options *)target)->taint.focus_source = mln_str_is(value->text, "source");
}

/* --- of text --------------------------------------------------------------------------------- */

static void read_engine(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                        void *target)
{
    static const char *const names[] = {"spacegrep", "aliengrep", NULL};
    (void)key;
    bool alien = mln_str_is(value->text, names[1]);
    ((target_options *)target)->pattern.generic.aliengrep = alien;
    if (!alien && !mln_str_is(value->text, names[0]))
        mln_reader_error(reader, value, "unknown-engine", "unknown engine \"%.*s\"%s",
                         MLN_STR_ARGS(value->text),
                         mln_reader_get_hint(reader, value->text, names));
}

static void read_comment_style(mln_reader *reader, const mln_yaml_node *key,
                               const mln_yaml_node *value, void *target)
{
    static const char *const names[] = {
        [MLN_COMMENTS_C - 1] = "c",
        [MLN_COMMENTS_CPP - 1] = "cpp",
        [MLN_COMMENTS_SHELL - 1] = "shell",
        [MLN_COMMENTS_SHELL] = NULL,
    };
    (void)key;
    uint8_t at = 0;
    while (names[at] && !mln_str_is(value->text, names[at]))
        at++;
    if (names[at])
        ((target_options *)target)->pattern.generic.comment_style = (uint8_t)(at + 1);
    else
        mln_reader_error(reader, value, "unknown-comment-style",
                         "unknown style of comments \"%.*s\"; write c, cpp or shell",
                         MLN_STR_ARGS(value->text));
}

static void read_max_span(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                          void *target)
{
    int64_t lines = 0;
    if (!mln_yaml_get_int(value, &lines) || lines < 0 || lines > INT32_MAX)
        mln_reader_error(reader, value, "wrong-type", "\"%.*s\" must be a number of lines",
                         MLN_STR_ARGS(key->text));
    else
        ((target_options *)target)->pattern.generic.max_span = (uint32_t)lines;
}

static bool is_brace(const mln_yaml_node *node)
{
    return node->kind == MLN_YAML_SCALAR && node->text.len == 1;
}

/* A list of pairs of characters: ["<", ">"]. */
static void read_braces(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                        void *target)
{
    mln_generic_options *generic = &((target_options *)target)->pattern.generic;
    bool good = value->kind == MLN_YAML_LIST;
    generic->has_braces |= mln_str_is(key->text, "generic_braces");
    for (uint32_t i = 0; good && i < value->count; i++) {
        const mln_yaml_node *pair = value->items[i];
        good = pair->kind == MLN_YAML_LIST && pair->count == 2 && is_brace(pair->items[0]) &&
               is_brace(pair->items[1]) && generic->brace_count < MLN_GENERIC_BRACES_MAX;
        if (!good)
            break;
        char *place = generic->braces[generic->brace_count++];
        place[0] = pair->items[0]->text.ptr[0];
        place[1] = pair->items[1]->text.ptr[0];
    }
    if (!good)
        mln_reader_error(reader, value, "wrong-type",
                         "\"%.*s\" must be a list of at most %u pairs of characters",
                         MLN_STR_ARGS(key->text), MLN_GENERIC_BRACES_MAX);
}

static void read_word_characters(mln_reader *reader, const mln_yaml_node *key,
                                 const mln_yaml_node *value, void *target)
{
    mln_generic_options *generic = &((target_options *)target)->pattern.generic;
    bool good = value->kind == MLN_YAML_LIST && value->count <= MLN_GENERIC_CHARS_MAX;
    for (uint32_t i = 0; good && i < value->count; i++) {
        good = is_brace(value->items[i]);
        if (good)
            generic->chars[generic->char_count++] = value->items[i]->text.ptr[0];
    }
    if (!good)
        mln_reader_error(reader, value, "wrong-type",
                         "\"%.*s\" must be a list of at most %u characters",
                         MLN_STR_ARGS(key->text), MLN_GENERIC_CHARS_MAX);
}

/* --- the table ------------------------------------------------------------------------------- */

static const mln_key option_keys[] = {
    BOOL(constant_propagation),
    BOOL(symbolic_propagation),
    BOOL(implicit_ellipsis),
    BOOL(ac_matching),
    BOOL(commutative_boolop),
    BOOL(vardef_assign),
    BOOL(flddef_assign),
    BOOL(attr_expr),
    BOOL(arrow_is_function),
    BOOL(let_is_var),
    BOOL(xml_singleton_loose_matching),
    BOOL(xml_attrs_implicit_ellipsis),
    BOOL(xml_children_ordered),
    BOOL(decorators_order_matters),
    LACKING(commutative_compop),
    LACKING(symmetric_eq),
    LACKING(unify_ids_strictly),
    LACKING(go_deeper_expr),
    LACKING(go_deeper_stmt),
    LACKING(implicit_deep_exprstmt),
    LACKING(implicit_return),
    /* Of languages merlon lacks, of taint, of the machinery. */
    OTHER(cpp_parsing_pref, MLN_TYPE_TEXT),
    {"interfile", MLN_TYPE_BOOL, false, read_deep, 0},
    OTHER(timeout, MLN_TYPE_ANY),
    OTHER(dynamic_timeout, MLN_TYPE_ANY),
    OTHER(max_match_per_file, MLN_TYPE_INT),
    {"taint_unify_mvars", MLN_TYPE_BOOL, false, NULL, offsetof(target_options, taint.unify_mvars)},
    {"taint_assume_safe_functions", MLN_TYPE_BOOL, false, read_safe_functions, 0},
    {"taint_assume_safe_indexes", MLN_TYPE_BOOL, false, NULL,
     offsetof(target_options, taint.safe_index)},
    {"taint_assume_safe_comparisons", MLN_TYPE_BOOL, false, read_safe_values, 0},
    {"taint_assume_safe_booleans", MLN_TYPE_BOOL, false, read_safe_values, 0},
    {"taint_assume_safe_numbers", MLN_TYPE_BOOL, false, read_safe_values, 0},
    {"taint_only_propagate_through_assignments", MLN_TYPE_BOOL, false, refuse_assignments, 0},
    {"taint_focus_on", MLN_TYPE_TEXT, false, read_focus, 0},
    {"taint_match_on", MLN_TYPE_TEXT, false, read_focus, 0},
    {"unknown-calls", MLN_TYPE_BOOL, false, read_taint_bool, 0},
    {"library-calls", MLN_TYPE_BOOL, false, read_taint_bool, 0},
    {"guards", MLN_TYPE_BOOL, false, read_taint_bool, 0},
    {"deep-sinks", MLN_TYPE_BOOL, false, read_taint_bool, 0},
    {"throws", MLN_TYPE_BOOL, false, read_taint_bool, 0},
    {"safe", MLN_TYPE_TEXTS, false, read_safe, 0},
    {"taint_intrafile", MLN_TYPE_BOOL, false, read_deep, 0},
    OTHER(guarded_taint_signatures, MLN_TYPE_BOOL),
    {"generic_engine", MLN_TYPE_TEXT, false, read_engine, 0},
    {"generic_multiline", MLN_TYPE_BOOL, false, NULL,
     offsetof(target_options, pattern.generic.multiline)},
    {"generic_braces", MLN_TYPE_LIST, false, read_braces, 0},
    {"generic_extra_braces", MLN_TYPE_LIST, false, read_braces, 0},
    {"generic_extra_word_characters", MLN_TYPE_LIST, false, read_word_characters, 0},
    {"generic_caseless", MLN_TYPE_BOOL, false, NULL,
     offsetof(target_options, pattern.generic.caseless)},
    {"generic_ellipsis_max_span", MLN_TYPE_INT, false, read_max_span, 0},
    {"generic_comment_style", MLN_TYPE_TEXT, false, read_comment_style, 0},
};

static const mln_keys option_table = {option_keys, MLN_COUNT_OF(option_keys), "\"options\"", NULL};

void mln_rule_read_options(mln_reader *reader, const mln_yaml_node *node,
                           mln_pattern_options *options, mln_taint_options *taint)
{
    target_options target = {.pattern = *options, .is_taint = taint != NULL};
    if (taint)
        target.taint = *taint;
    (void)mln_reader_read_map(reader, node, &option_table, &target);
    *options = target.pattern;
    if (!taint)
        return;
    *taint = target.taint;
}
