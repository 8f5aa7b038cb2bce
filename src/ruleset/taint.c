#include "ruleset/formula_p.h"

#include "base/banned.h"

/* Taint rules are refused for now; they are read so that their errors are found all the same. */

/* One source, sink, sanitizer or propagator; begins with a slot. */
typedef struct {
    mln_slot slot;
    bool exact;
    bool control;
    bool at_exit;
    bool not_conflicting;
    mln_str label;
    mln_str model;
    mln_str from;
    mln_str to;
} spec;

static void check_side_effect(mln_reader *reader, const mln_yaml_node *key,
                              const mln_yaml_node *value, void *target)
{
    (void)key, (void)target;
    bool boolean;
    if (!mln_yaml_get_bool(value, &boolean) && !mln_str_is(value->text, "only"))
        mln_reader_error(reader, value, "wrong-type",
                         "\"by-side-effect\" must be true, false or \"only\"");
}

static void check_metavariable(mln_reader *reader, const mln_yaml_node *key,
                               const mln_yaml_node *value, void *target)
{
    (void)key, (void)target;
    (void)mln_condition_check_name(reader, value);
}

static void check_focus(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value,
                        void *target)
{
    (void)key, (void)target;
    mln_builder builder = {0};
    mln_condition_add_focus(reader, value, &builder);
    mln_builder_release(&builder);
}

/* Beside the pattern it narrows, without a "patterns" around both. */
#define FOCUS                                                                                      \
    {                                                                                              \
        "focus-metavariable", MLN_TYPE_TEXTS, false, check_focus, 0                                \
    }
#define SIDE_EFFECT                                                                                \
    {                                                                                              \
        "by-side-effect", MLN_TYPE_TEXT_OR_BOOL, false, check_side_effect, 0                       \
    }
#define LABEL                                                                                      \
    {                                                                                              \
        "label", MLN_TYPE_TEXT, false, NULL, offsetof(spec, label)                                 \
    }
#define REQUIRES                                                                                   \
    {                                                                                              \
        "requires", MLN_TYPE_ANY, false, NULL, MLN_KEY_NOWHERE                                     \
    }
#define EXACT                                                                                      \
    {                                                                                              \
        "exact", MLN_TYPE_BOOL, false, NULL, offsetof(spec, exact)                                 \
    }
#define MODEL                                                                                      \
    {                                                                                              \
        "model", MLN_TYPE_TEXT, false, NULL, offsetof(spec, model)                                 \
    }

static const mln_key source_keys[] = {
    FOCUS,
    SIDE_EFFECT,
    LABEL,
    REQUIRES,
    EXACT,
    MODEL,
    {"control", MLN_TYPE_BOOL, false, NULL, offsetof(spec, control)},
};
static const mln_key sink_keys[] = {
    FOCUS, LABEL, REQUIRES,
    EXACT, MODEL, {"at-exit", MLN_TYPE_BOOL, false, NULL, offsetof(spec, at_exit)},
};
static const mln_key sanitizer_keys[] = {
    FOCUS,
    SIDE_EFFECT,
    EXACT,
    MODEL,
    {"not_conflicting", MLN_TYPE_BOOL, false, NULL, offsetof(spec, not_conflicting)},
    {"not-conflicting", MLN_TYPE_BOOL, false, NULL, offsetof(spec, not_conflicting)},
};
static const mln_key propagator_keys[] = {
    FOCUS,
    SIDE_EFFECT,
    LABEL,
    REQUIRES,
    {"from", MLN_TYPE_TEXT, true, check_metavariable, 0},
    {"to", MLN_TYPE_TEXT, true, check_metavariable, 0},
    {"replace-labels", MLN_TYPE_TEXTS, false, NULL, MLN_KEY_NOWHERE},
};

enum { SOURCE, SINK, SANITIZER, PROPAGATOR };

static const mln_keys tables[] = {
    [SOURCE] = {source_keys, MLN_COUNT_OF(source_keys), "a source", &mln_formula_keys},
    [SINK] = {sink_keys, MLN_COUNT_OF(sink_keys), "a sink", &mln_formula_keys},
    [SANITIZER] = {sanitizer_keys, MLN_COUNT_OF(sanitizer_keys), "a sanitizer", &mln_formula_keys},
    [PROPAGATOR] = {propagator_keys, MLN_COUNT_OF(propagator_keys), "a propagator",
                    &mln_formula_keys},
};

static void read_old(mln_reader *reader, const mln_yaml_node *list, int which)
{
    mln_str name = mln_str_of(tables[which].what);
    for (uint32_t i = 0; i < list->count; i++) {
        const mln_yaml_node *item = list->items[i];
        if (!mln_reader_check_type(reader, item, MLN_TYPE_MAP, name))
            continue;
        spec s = {0};
        bool good = mln_reader_read_map(reader, item, &tables[which], &s);
        if (good && s.slot.count != (s.model.len ? 0 : 1))
            mln_reader_error(reader, item, "one-key", "%s must hold exactly one pattern key",
                             tables[which].what);
        mln_formula_check_positive(reader, item, s.slot.formula);
    }
}

static void read_new(mln_reader *reader, const mln_yaml_node *list, int which)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const mln_yaml_node *item = list->items[i];
        if (item->kind == MLN_YAML_MAP && mln_yaml_get(item, "model"))
            continue;
        spec s = {0};
        mln_keys own = tables[which];
        own.more = NULL;
        const mln_formula *formula = mln_read_match(reader, item, &own, &s);
        mln_formula_check_positive(reader, item, formula);
    }
}

#define READER(function, read, which)                                                              \
    static void function(mln_reader *reader, const mln_yaml_node *key, const mln_yaml_node *value, \
                         void *target)                                                             \
    {                                                                                              \
        (void)key, (void)target;                                                                   \
        read(reader, value, which);                                                                \
    }

READER(read_sources, read_old, SOURCE)
READER(read_sinks, read_old, SINK)
READER(read_sanitizers, read_old, SANITIZER)
READER(read_propagators, read_old, PROPAGATOR)
READER(read_new_sources, read_new, SOURCE)
READER(read_new_sinks, read_new, SINK)
READER(read_new_sanitizers, read_new, SANITIZER)
READER(read_new_propagators, read_new, PROPAGATOR)

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
    (void)key, (void)target;
    (void)mln_reader_read_map(reader, value, &new_table, NULL);
}

static const mln_key taint_keys[] = {
    {"pattern-sources", MLN_TYPE_LIST, false, read_sources, 0},
    {"pattern-sinks", MLN_TYPE_LIST, false, read_sinks, 0},
    {"pattern-sanitizers", MLN_TYPE_LIST, false, read_sanitizers, 0},
    {"pattern-propagators", MLN_TYPE_LIST, false, read_propagators, 0},
    {"taint", MLN_TYPE_MAP, false, read_taint, 0},
};

const mln_keys mln_taint_keys = {taint_keys, MLN_COUNT_OF(taint_keys), "a taint rule", NULL};
