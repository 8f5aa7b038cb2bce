#include "engine/gate.h"

#include "flow/require.h"

#include "base/banned.h"

#define WORDS_MAX 32u

typedef MLN_VEC(uint32_t)
mln_word_list;

/* ---- sources and sinks ---- */

/* By the texts of the file, which are constants of their own each. In C macros make more. */
static bool may_have_constant(const mln_taint *t, const mln_file_scan *scan,
                              const mln_engine_spec *spec)
{
    const mln_literals *set = &spec->spec->constant;
    if (!mln_evaluator_has_word(scan->evaluator, spec->words))
        return false;
    if (set->kind != MLN_LITERALS_REGEX || scan->source.lang == MLN_LANG_C)
        return true;
    const mln_strtab *syms = &scan->tree.syms;
    for (uint32_t i = 0; i < syms->entries.len; i++)
        if (mln_regex_match(set->regex, t->regex, mln_strtab_get(syms, i), 0, NULL, NULL) !=
            MLN_REGEX_NO_MATCH)
            return true;
    return false;
}

bool mln_gate_may_have(const mln_taint *t, const mln_file_scan *scan, mln_api_role_kind kind,
                       const mln_engine_spec *spec)
{
    const mln_compiled *formula = mln_taint_get_formula(scan, spec);
    if (formula)
        return mln_evaluator_may(scan->evaluator, formula);
    if (spec->spec->constant.kind != MLN_LITERALS_NONE)
        return may_have_constant(t, scan, spec);
    return mln_api_filter_may(t->filter, kind, spec->set);
}

/* Whether there can be something of a spec: by the names of the file, or once formulas have been
 * evaluated, by what they gave. */
static bool is_there(const mln_taint *t, const mln_file_scan *scan, const mln_candidate *c,
                     mln_api_role_kind kind, const mln_engine_spec *spec)
{
    if (c && mln_taint_get_formula(scan, spec))
        return c->ranges[spec->index].count > 0;
    return mln_gate_may_have(t, scan, kind, spec);
}

/* The labels that something in the file may give, as bits. */
static uint64_t find_labels(const mln_taint *t, const mln_file_scan *scan, const mln_candidate *c,
                            const mln_engine_taint *taint)
{
    uint64_t labels = 0;
    for (uint32_t i = 0; i < taint->rule->source_count; i++)
        if (is_there(t, scan, c, MLN_API_SOURCE, &taint->sources[i]))
            labels |= UINT64_C(1) << taint->sources[i].spec->label;
    for (uint32_t i = 0; labels && i < taint->rule->propagator_count; i++)
        if (taint->propagators[i].spec->label != MLN_TAINT_NO_LABEL)
            labels |= UINT64_C(1) << taint->propagators[i].spec->label;
    return labels;
}

/* Whether a sink can be reached by the labels that there are. */
bool mln_gate_may_reach(const mln_taint *t, const mln_file_scan *scan, const mln_candidate *c,
                        const mln_engine_taint *taint)
{
    /* Sinks are rarer than sources, and cheaper to tell. */
    bool any = false;
    for (uint32_t i = 0; i < taint->rule->sink_count && !any; i++)
        any = is_there(t, scan, c, MLN_API_SINK, &taint->sinks[i]);
    uint64_t labels = any ? find_labels(t, scan, c, taint) : 0;
    for (uint32_t i = 0; labels && i < taint->rule->sink_count; i++) {
        const mln_engine_spec *sink = &taint->sinks[i];
        bool wanted = sink->spec->requires.count
                          ? mln_require_may_hold(&sink->spec->requires, labels)
                          : labels & 1;
        if (wanted && is_there(t, scan, c, MLN_API_SINK, sink))
            return true;
    }
    return false;
}

/* ---- options ---- */

/* What is asked for by a text that stands somewhere in the file; false when there is something else
 * that makes the condition hold. */
static bool needs_text(const mln_option_condition *c)
{
    return !c->constant && !c->function && !c->missing && !c->given && !c->set && !c->has_below &&
           !c->has_above && !c->call_count && c->is_not.kind == MLN_LITERALS_NONE &&
           c->never.kind == MLN_LITERALS_NONE && c->gives.kind == MLN_LITERALS_NONE;
}

/* Adds the words that one kind of value of a condition needs. False when none are known. */
static bool add_literals(mln_program *program, const mln_literals *set, mln_word_list *words)
{
    if (set->kind == MLN_LITERALS_NONE)
        return true;
    mln_word_set more = {NULL, 0};
    if (set->kind == MLN_LITERALS_REGEX)
        more = mln_program_add_needles(program, set->regex_text);
    if (set->kind == MLN_LITERALS_LIST) {
        mln_str texts[WORDS_MAX];
        uint32_t count = 0;
        while (count < set->count && count < WORDS_MAX &&
               set->list[count].kind == MLN_LITERAL_TEXT) {
            texts[count] = set->list[count].text;
            count++;
        }
        if (count == set->count)
            more = mln_program_add_words(program, texts, count);
    }
    for (uint32_t i = 0; i < more.count; i++)
        mln_vec_add(words, more.ids[i]);
    return more.count > 0;
}

static mln_word_set find_needs(mln_program *program, const mln_option_condition *c,
                               mln_arena *arena)
{
    mln_word_list words = {0};
    mln_word_set none = {NULL, 0}, modules = none;
    if (!needs_text(c))
        return none;
    if (c->module_count)
        modules = mln_program_add_words(program, c->modules, c->module_count);
    bool known = (!c->module_count || modules.count) && add_literals(program, &c->is, &words) &&
                 add_literals(program, &c->matches, &words) &&
                 add_literals(program, &c->regex, &words);
    for (uint32_t i = 0; i < modules.count; i++)
        mln_vec_add(&words, modules.ids[i]);
    uint32_t *ids = MLN_ARENA_ARRAY(arena, uint32_t, words.len + 1);
    if (words.len)
        memcpy(ids, words.data, words.len * sizeof *ids);
    uint32_t count = known ? words.len : 0;
    mln_vec_release(&words);
    return (mln_word_set){ids, count};
}

const mln_option_gate *mln_gate_make(mln_program *program, const mln_api *api,
                                     const mln_option_rule *rule, mln_arena *arena, uint32_t *count)
{
    *count = 0;
    for (const mln_option_rule *part = rule; part; part = part->next)
        ++*count;
    mln_option_gate *gates = MLN_ARENA_ARRAY(arena, mln_option_gate, *count + 1), *gate = gates;
    for (const mln_option_rule *part = rule; part; part = part->next, gate++) {
        uint32_t *sets = MLN_ARENA_ARRAY(arena, uint32_t, part->call_count + 1);
        for (uint32_t i = 0; i < part->call_count; i++)
            sets[i] = mln_api_find_set(api, part->calls[i]);
        mln_word_set *needs = MLN_ARENA_ARRAY(arena, mln_word_set, part->condition_count + 1);
        for (uint32_t i = 0; i < part->condition_count; i++)
            needs[i] = find_needs(program, &part->conditions[i], arena);
        *gate = (mln_option_gate){sets, part->call_count, needs, part->condition_count};
    }
    return gates;
}

static bool is_open(const mln_taint *t, const mln_file_scan *scan, const mln_option_gate *gate)
{
    bool any = false;
    for (uint32_t i = 0; i < gate->set_count && !any; i++)
        any = mln_api_filter_may(t->filter, MLN_API_CALL, gate->sets[i]);
    for (uint32_t i = 0; i < gate->need_count && any; i++)
        any = mln_evaluator_has_word(scan->evaluator, gate->needs[i]);
    return any;
}

bool mln_gate_may_set(const mln_taint *t, const mln_file_scan *scan, const mln_engine_rule *rule)
{
    for (uint32_t i = 0; i < rule->gate_count; i++)
        if (is_open(t, scan, &rule->gates[i]))
            return true;
    return false;
}
