#include "ruleset/rule_p.h"

#include "base/banned.h"

/* One source, sink, sanitizer or propagator while it is read; begins with a slot. */
typedef struct {
    mln_slot slot;
    mln_taint_spec made;
    mln_labels *labels;
    mln_builder focus; /* beside the pattern it narrows, without a "patterns" around both */
    const mln_yaml_node *model;
    const mln_yaml_node *constant;
    const mln_yaml_node *packages;
    const mln_yaml_node *not_packages;
    const mln_yaml_node *replace_labels;
} spec;

/* --- keys ------------------------------------------------------------------------------------ */

static void read_side_effect(mln_reader *reader, const mln_yaml_node *key,
                             const mln_yaml_node *value, void *target)
{
    (void)key;
    mln_taint_spec *made = &((spec *)target)->made;
    bool boolean;
    if (mln_yaml_get_bool(value, &boolean))
        made->by_side_effect = boolean ? MLN_SIDE_EFFECT_YES : MLN_SIDE_EFFECT_NO;
    else if (mln_str_is(value->text, "only"))
        made->by_side_effect = MLN_SIDE_EFFECT_ONLY;
    else
        mln_reader_error(reader, value, "wrong-type",
                         "\"by-side-effect\" must be true, false or \"only\"");
}

static void read_metavariable(mln_reader *reader, const mln_yaml_node *key,
                              const mln_yaml_node *value, void *target)
{
    mln_taint_spec *made = &((spec *)target)->made;
    if (mln_condition_check_name(reader, value))
        *(mln_str_is(key->text, "from") ? &made->from : &made->to) =
            mln_reader_keep(reader, value->text);
}

static void read_focus(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)key;
    mln_condition_add_focus(reader, value, &((spec *)target)->focus);
}

/* The label's index, or NO_LABEL after an error. */
static uint32_t add_label(mln_reader *reader, const mln_yaml_node *node, mln_labels *labels)
{
    if (!mln_labels_is_name(node->text)) {
        mln_reader_error(reader, node, "bad-label",
                         "\"%.*s\" is no label; use letters, digits and _, and neither and, or "
                         "nor not",
                         MLN_STR_ARGS(node->text));
        return MLN_TAINT_NO_LABEL;
    }
    uint32_t label = mln_labels_add(labels, mln_reader_keep(reader, node->text));
    if (label == UINT32_MAX) {
        mln_reader_error(reader, node, "too-many-labels", "a rule has at most %u labels",
                         MLN_TAINT_LABEL_MAX);
        return MLN_TAINT_NO_LABEL;
    }
    return label;
}

static void read_label(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)key;
    spec *s = target;
    s->made.label = add_label(reader, value, s->labels);
}

static void warn_label(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)value, (void)target;
    if (!reader->other_language)
        mln_reader_warn(reader, key, "key-without-effect",
                        "a sink gives no label; \"requires\" is what asks for one");
}

static void read_requires(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                          void *target)
{
    spec *s = target;
    if (value->kind == MLN_YAML_LIST) {
        mln_reader_refuse(reader, "\"requires\" for single metavariables is not supported");
        return;
    }
    if (!mln_reader_check_type(reader, value, MLN_TYPE_TEXT, key->text))
        return;
    char error[128];
    uint32_t offset;
    if (mln_requires_parse(reader->arena, mln_reader_keep(reader, value->text), s->labels,
                           &s->made.requires, error, sizeof error, &offset) != MLN_OK)
        mln_reader_error_at(reader, value, offset, "bad-requires", "%s", error);
}

/* The engines that are free to use find nothing at such a sink; the rule's others count. */
static void read_at_exit(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                         void *target)
{
    spec *s = target;
    (void)mln_yaml_get_bool(value, &s->made.at_exit);
    if (s->made.at_exit && !reader->other_language)
        mln_reader_warn(reader, key, "key-without-effect",
                        "nothing is found at a sink with \"at-exit\"");
}

#define FOCUS                                                                                      \
    {                                                                                              \
        "focus-metavariable", MLN_TYPE_TEXTS, false, read_focus, 0                                 \
    }
#define SIDE_EFFECT                                                                                \
    {                                                                                              \
        "by-side-effect", MLN_TYPE_TEXT_OR_BOOL, false, read_side_effect, 0                        \
    }
#define LABEL                                                                                      \
    {                                                                                              \
        "label", MLN_TYPE_TEXT, false, read_label, 0                                               \
    }
#define REQUIRES                                                                                   \
    {                                                                                              \
        "requires", MLN_TYPE_ANY, false, read_requires, 0                                          \
    }
#define EXACT                                                                                      \
    {                                                                                              \
        "exact", MLN_TYPE_BOOL, false, NULL, offsetof(spec, made.exact)                            \
    }
#define MODEL                                                                                      \
    {                                                                                              \
        "model", MLN_TYPE_TEXT, false, keep_model, 0                                               \
    }
#define PACKAGES                                                                                   \
    {                                                                                              \
        "packages", MLN_TYPE_TEXTS, false, NULL, offsetof(spec, packages)                          \
    }
#define NOT_PACKAGES                                                                               \
    {                                                                                              \
        "not-packages", MLN_TYPE_TEXTS, false, NULL, offsetof(spec, not_packages)                  \
    }

static void keep_model(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)key;
    spec *s = target;
    s->model = value;
    s->made.model = mln_reader_keep(reader, mln_str_trim(value->text));
}

/* clang-format off */
static const mln_key source_keys[] = {
    FOCUS, SIDE_EFFECT, LABEL, REQUIRES, EXACT, MODEL, PACKAGES, NOT_PACKAGES,
    {"constant", MLN_TYPE_ANY, false, NULL, offsetof(spec, constant)},
    {"control", MLN_TYPE_BOOL, false, NULL, offsetof(spec, made.control)},
};
static const mln_key sink_keys[] = {
    FOCUS, REQUIRES, EXACT, MODEL, PACKAGES, NOT_PACKAGES,
    {"label", MLN_TYPE_TEXT, false, warn_label, 0},
    {"at-exit", MLN_TYPE_BOOL, false, read_at_exit, 0},
};
static const mln_key sanitizer_keys[] = {
    FOCUS, SIDE_EFFECT, EXACT, MODEL, PACKAGES, NOT_PACKAGES,
    {"not_conflicting", MLN_TYPE_BOOL, false, NULL, offsetof(spec, made.not_conflicting)},
    {"not-conflicting", MLN_TYPE_BOOL, false, NULL, offsetof(spec, made.not_conflicting)},
};
static const mln_key propagator_keys[] = {
    FOCUS, SIDE_EFFECT, LABEL, REQUIRES,
    {"from", MLN_TYPE_TEXT, true, read_metavariable, 0},
    {"to", MLN_TYPE_TEXT, true, read_metavariable, 0},
    {"replace-labels", MLN_TYPE_TEXTS, false, NULL, offsetof(spec, replace_labels)},
};
/* clang-format on */

#define TABLE(keys, what)                                                                          \
    {                                                                                              \
        keys, MLN_COUNT_OF(keys), what, NULL                                                       \
    }

static const mln_keys tables[MLN_SPEC_COUNT] = {
    [MLN_SPEC_SOURCE] = TABLE(source_keys, "a source"),
    [MLN_SPEC_SINK] = TABLE(sink_keys, "a sink"),
    [MLN_SPEC_SANITIZER] = TABLE(sanitizer_keys, "a sanitizer"),
    [MLN_SPEC_PROPAGATOR] = TABLE(propagator_keys, "a propagator"),
};

/* --- one entry ------------------------------------------------------------------------------- */

static void begin(spec *s, mln_rule_draft *draft, const mln_yaml_node *item, int which)
{
    *s = (spec){.labels = &draft->labels};
    /* Label 0 is the one that is not written. */
    (void)mln_labels_add(&draft->labels, MLN_STR("__SOURCE__"));
    s->made = (mln_taint_spec){
        .exact = which == MLN_SPEC_SINK,
        .by_side_effect = which == MLN_SPEC_PROPAGATOR ? MLN_SIDE_EFFECT_YES : MLN_SIDE_EFFECT_NO,
        .label = which == MLN_SPEC_PROPAGATOR ? MLN_TAINT_NO_LABEL : 0,
        .line = item->line,
        .column = item->column,
    };
}

/* The focus that stands beside a pattern goes around it. */
static void set_formula(mln_reader *reader, const mln_yaml_node *item, spec *s,
                        const mln_formula *formula)
{
    if (formula && s->focus.focus.len) {
        mln_vec_add(&s->focus.children, formula);
        formula = mln_formula_new_from(reader, MLN_FORMULA_ALL, item, &s->focus);
    }
    s->made.formula = formula;
}

static void read_replaced(mln_reader *reader, spec *s)
{
    const mln_yaml_node *node = s->replace_labels;
    uint32_t count = node->kind == MLN_YAML_LIST ? node->count : 1;
    s->made.has_replace_labels = true;
    for (uint32_t i = 0; i < count; i++) {
        const mln_yaml_node *item = node->kind == MLN_YAML_LIST ? node->items[i] : node;
        uint32_t label = add_label(reader, item, s->labels);
        if (label != MLN_TAINT_NO_LABEL)
            s->made.replace_labels |= 1u << label;
    }
}

/* Whether exactly one of a pattern, a model and a constant is there; an error otherwise. */
static bool check_kind(mln_reader *reader, const mln_yaml_node *item, const spec *s, int which)
{
    uint32_t kinds = s->slot.count + (s->model != NULL) + (s->constant != NULL);
    if (kinds != 1)
        mln_reader_error(reader, item, "one-key", "%s must hold exactly one %s", tables[which].what,
                         which == MLN_SPEC_SOURCE       ? "pattern key, or a model or a constant"
                         : which == MLN_SPEC_PROPAGATOR ? "pattern key"
                                                        : "pattern key, or a model");
    const mln_yaml_node *packages = s->packages ? s->packages : s->not_packages;
    if (packages && !s->model)
        mln_reader_error(reader, packages, "wrong-key",
                         "packages narrow a model, and here is none");
    if (!s->slot.count && s->focus.focus.len)
        mln_reader_error(reader, item, "wrong-key",
                         "\"focus-metavariable\" goes with a pattern, and here is none");
    return kinds == 1;
}

static void finish(mln_reader *reader, mln_rule_draft *draft, const mln_yaml_node *item, spec *s,
                   int which)
{
    mln_taint_spec *made = &s->made;
    if (!check_kind(reader, item, s, which))
        return;
    if (s->model && made->model.len == 0)
        mln_reader_error(reader, s->model, "wrong-type", "a set of the models is missing");
    if (s->constant && !mln_literals_read(reader, s->constant, &made->constant))
        return;
    if (s->replace_labels)
        read_replaced(reader, s);
    made->packages = mln_packages_read(reader, s->packages, s->not_packages);
    mln_formula_check_positive(reader, item, made->formula);
    if (made->formula && made->formula->kind == MLN_FORMULA_INSIDE)
        mln_reader_error(reader, item, "no-positive-pattern",
                         "an inside cannot be all there is; put it beside a pattern");
    if (made->label != MLN_TAINT_NO_LABEL && which != MLN_SPEC_SINK)
        draft->given |= UINT64_C(1) << made->label;
    mln_vec_add(&draft->specs[which], *made);
}

static void read_old(mln_reader *reader, const mln_yaml_node *list, mln_rule_draft *draft,
                     int which)
{
    mln_keys table = tables[which];
    table.more = &mln_formula_keys;
    for (uint32_t i = 0; i < list->count; i++) {
        const mln_yaml_node *item = list->items[i];
        if (!mln_reader_check_type(reader, item, MLN_TYPE_MAP, mln_str_of(table.what)))
            continue;
        spec s;
        begin(&s, draft, item, which);
        bool good = mln_reader_read_map(reader, item, &table, &s);
        if (good) {
            set_formula(reader, item, &s, s.slot.formula);
            finish(reader, draft, item, &s, which);
        }
        mln_builder_release(&s.focus);
    }
}

static void read_new(mln_reader *reader, const mln_yaml_node *list, mln_rule_draft *draft,
                     int which)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const mln_yaml_node *item = list->items[i];
        mln_keys table = tables[which];
        spec s;
        begin(&s, draft, item, which);
        bool map = item->kind == MLN_YAML_MAP;
        uint32_t errors = reader->errors;
        if (map && (mln_yaml_get(item, "model") || mln_yaml_get(item, "constant"))) {
            table.more = &mln_match_keys;
            (void)mln_reader_read_map(reader, item, &table, &s);
        } else {
            const mln_formula *formula = mln_read_match(reader, item, &table, &s);
            s.slot.count = 1; /* anything else has been told */
            set_formula(reader, item, &s, formula);
            if (!map && which == MLN_SPEC_PROPAGATOR)
                mln_reader_error(reader, item, "missing-key",
                                 "a propagator must say \"from\" and \"to\"");
        }
        if (reader->errors == errors)
            finish(reader, draft, item, &s, which);
        mln_builder_release(&s.focus);
    }
}

#define READER(function, read, which)                                                              \
    static void function(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value, \
                         void *target)                                                             \
    {                                                                                              \
        (void)key;                                                                                 \
        read(reader, value, target, which);                                                        \
    }

READER(read_sources, read_old, MLN_SPEC_SOURCE)
READER(read_sinks, read_old, MLN_SPEC_SINK)
READER(read_sanitizers, read_old, MLN_SPEC_SANITIZER)
READER(read_propagators, read_old, MLN_SPEC_PROPAGATOR)
READER(read_new_sources, read_new, MLN_SPEC_SOURCE)
READER(read_new_sinks, read_new, MLN_SPEC_SINK)
READER(read_new_sanitizers, read_new, MLN_SPEC_SANITIZER)
READER(read_new_propagators, read_new, MLN_SPEC_PROPAGATOR)

static const mln_key new_keys[] = {
    {"sources", MLN_TYPE_LIST, true, read_new_sources, 0},
    {"sinks", MLN_TYPE_LIST, true, read_new_sinks, 0},
    {"sanitizers", MLN_TYPE_LIST, false, read_new_sanitizers, 0},
    {"propagators", MLN_TYPE_LIST, false, read_new_propagators, 0},
};

static const mln_keys new_table = {new_keys, MLN_COUNT_OF(new_keys), "\"taint\"", NULL};

static void read_taint(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                       void *target)
{
    (void)key;
    (void)mln_reader_read_map(reader, value, &new_table, target);
}

static const mln_key taint_keys[] = {
    {"pattern-sources", MLN_TYPE_LIST, false, read_sources, 0},
    {"pattern-sinks", MLN_TYPE_LIST, false, read_sinks, 0},
    {"pattern-sanitizers", MLN_TYPE_LIST, false, read_sanitizers, 0},
    {"pattern-propagators", MLN_TYPE_LIST, false, read_propagators, 0},
    {"taint", MLN_TYPE_MAP, false, read_taint, 0},
};

const mln_keys mln_taint_keys = {taint_keys, MLN_COUNT_OF(taint_keys), "a taint rule", NULL};

/* --- the rule -------------------------------------------------------------------------------- */

static const mln_yaml_node *find_list(const mln_rule_draft *draft, int which)
{
    static const char *const old[] = {"pattern-sources", "pattern-sinks"};
    static const char *const names[] = {"sources", "sinks"};
    const mln_yaml_node *taint = mln_yaml_get(draft->node, "taint");
    const mln_yaml_node *list = taint ? mln_yaml_get(taint, names[which]) : NULL;
    return list ? list : mln_yaml_get(draft->node, old[which]);
}

static void check_lists(mln_reader *reader, const mln_rule_draft *draft)
{
    static const char *const names[] = {"pattern-sources", "pattern-sinks"};
    const mln_yaml_node *taint = mln_yaml_get(draft->node, "taint");
    for (int which = MLN_SPEC_SOURCE; which <= MLN_SPEC_SINK; which++) {
        const mln_yaml_node *list = find_list(draft, which);
        /* Under `taint` the table of keys has told it. */
        if (!list && !taint)
            mln_reader_error(reader, draft->node, "missing-key",
                             "\"%s\" is missing in a taint rule", names[which]);
        else if (list && list->kind == MLN_YAML_LIST && list->count == 0)
            mln_reader_error(reader, list, "missing-key", "%s is missing in a taint rule",
                             tables[which].what);
    }
    for (uint32_t i = 0; taint && i < MLN_COUNT_OF(taint_keys) - 1; i++)
        if (mln_yaml_get(draft->node, taint_keys[i].name))
            mln_reader_error(reader, mln_yaml_get(draft->node, taint_keys[i].name), "one-key",
                             "\"%s\" and \"taint\" exclude each other", taint_keys[i].name);
}

/* A label that is asked for and that nothing gives is a slip of the pen. */
static void check_labels(mln_reader *reader, const mln_rule_draft *draft)
{
    for (uint32_t i = 1; i < draft->labels.count; i++)
        if (!(draft->given >> i & 1) && !reader->other_language) {
            const char *names[MLN_TAINT_LABEL_MAX + 1];
            uint32_t count = 0;
            for (uint32_t k = 1; k < draft->labels.count; k++)
                if (draft->given >> k & 1)
                    names[count++] = mln_arena_dup(reader->arena, draft->labels.list[k].ptr,
                                                   draft->labels.list[k].len);
            names[count] = NULL;
            mln_reader_warn(reader, draft->node, "label-never-given",
                            "no source gives the label \"%.*s\"%s",
                            MLN_STR_ARGS(draft->labels.list[i]),
                            mln_reader_get_hint(reader, draft->labels.list[i], names));
        }
}

static const mln_taint_spec *keep_specs(mln_reader *reader, const mln_taint_specs *specs)
{
    mln_taint_spec *kept = MLN_ARENA_ARRAY(reader->arena, mln_taint_spec, specs->len);
    for (uint32_t i = 0; i < specs->len; i++)
        kept[i] = specs->data[i];
    return kept;
}

const mln_taint_rule *mln_taint_finish(mln_reader *reader, mln_rule_draft *draft)
{
    check_lists(reader, draft);
    mln_taint_rule *rule = MLN_ARENA_NEW(reader->arena, mln_taint_rule);
    const mln_taint_specs *specs = draft->specs;
    rule->sources = keep_specs(reader, &specs[MLN_SPEC_SOURCE]);
    rule->source_count = specs[MLN_SPEC_SOURCE].len;
    rule->sinks = keep_specs(reader, &specs[MLN_SPEC_SINK]);
    rule->sink_count = specs[MLN_SPEC_SINK].len;
    rule->sanitizers = keep_specs(reader, &specs[MLN_SPEC_SANITIZER]);
    rule->sanitizer_count = specs[MLN_SPEC_SANITIZER].len;
    rule->propagators = keep_specs(reader, &specs[MLN_SPEC_PROPAGATOR]);
    rule->propagator_count = specs[MLN_SPEC_PROPAGATOR].len;
    mln_str *labels = MLN_ARENA_ARRAY(reader->arena, mln_str, draft->labels.count);
    for (uint32_t i = 0; i < draft->labels.count; i++)
        labels[i] = draft->labels.list[i];
    rule->labels = labels;
    rule->label_count = draft->labels.count;
    bool models = false;
    for (int which = 0; which < MLN_SPEC_COUNT; which++)
        for (uint32_t i = 0; i < specs[which].len; i++)
            models |= specs[which].data[i].model.len > 0 ||
                      specs[which].data[i].constant.kind != MLN_LITERALS_NONE;
    rule->options = (mln_taint_options){.unknown_calls = !models,
                                        .library_calls = models,
                                        .guards = models,
                                        .deep_sinks = !models,
                                        .throws = models,
                                        .safe_number = models,
                                        .safe_boolean = models,
                                        .safe_index = models};
    draft->taint_options = &rule->options;
    if (reader->errors == draft->errors)
        check_labels(reader, draft);
    return rule;
}
