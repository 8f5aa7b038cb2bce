#include "flow/option.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "flow/option_p.h"

#include "base/banned.h"

#define ABSENT_KEY 0xfffffffcu /* a name that the file at hand does not have: no symbol */
#define PLACE_KEYS_MAX 16u
#define ALTERNATIVE_MAX 32u
#define FILE_ITEMS_MAX 262144u

/* --- packages -------------------------------------------------------------------------------- */

bool mln_package_filter_takes(const mln_package_filter *filter, mln_str package)
{
    bool takes = filter->only_count == 0;
    for (uint32_t i = 0; i < filter->only_count && !takes; i++)
        takes = mln_str_equal(filter->only[i], package);
    for (uint32_t i = 0; i < filter->except_count && takes; i++)
        takes = !mln_str_equal(filter->except[i], package);
    return takes;
}

/* --- programs -------------------------------------------------------------------------------- */

struct mln_option_program {
    mln_arena arena;
    const mln_api *api;
    const mln_option_rule *const *rules;
    uint32_t count;
    uint32_t part_count; /* of all rules */
    mln_strtab keys;     /* names of properties that rules ask for */
};

static void add_keys(mln_option_program *program, const mln_option_place *place)
{
    for (uint32_t i = 0; i < place->key_count; i++)
        (void)mln_strtab_add(&program->keys, place->keys[i]);
}

static void add_part(mln_option_program *program, const mln_option_rule *part)
{
    program->part_count++;
    add_keys(program, &part->report);
    for (uint32_t c = 0; c < part->condition_count; c++)
        for (uint32_t p = 0; p < part->conditions[c].at_count; p++)
            add_keys(program, &part->conditions[c].at[p]);
}

mln_option_program *mln_option_program_new(const mln_api *api, const mln_option_rule *const *rules,
                                           uint32_t count)
{
    mln_option_program *program = mln_mem_new(1, sizeof *program);
    const mln_option_rule **kept = MLN_ARENA_ARRAY(&program->arena, const mln_option_rule *, count);
    program->api = api;
    program->rules = kept;
    program->count = count;
    mln_strtab_init(&program->keys);
    for (uint32_t i = 0; i < count; i++) {
        kept[i] = rules[i];
        for (const mln_option_rule *part = rules[i]; part; part = part->next)
            add_part(program, part);
    }
    return program;
}

void mln_option_program_free(mln_option_program *program)
{
    if (!program)
        return;
    mln_strtab_release(&program->keys);
    mln_arena_release(&program->arena);
    mln_mem_free(program);
}

/* --- the finder ------------------------------------------------------------------------------ */

struct mln_option_finder {
    mln_lookup lookup;
    mln_regex_matcher *matcher;
    MLN_VEC(uint32_t)
    syms; /* of the file, by key of the program */
    MLN_VEC(mln_definition)
    alternatives; /* of the first argument */
    MLN_VEC(mln_definition)
    marked; /* what the finding is about; ABSENT: the call */
    MLN_VEC(mln_option_hit)
    hits;
};

/* A call under a rule. */
typedef struct {
    mln_option_finder *finder;
    const mln_option_program *program;
    const mln_resolution *resolution;
    const mln_facts *facts;
    const mln_option_rule *rule;
    mln_arena *arena;
    uint32_t call;
    uint32_t argument; /* whose alternative is looked at; MLN_FLOW_NONE: none */
    mln_definition alternative;
    uint32_t caller; /* the item the alternative came in by, when it came by a parameter */
} question;

mln_option_finder *mln_option_finder_new(void)
{
    mln_option_finder *finder = mln_mem_new(1, sizeof *finder);
    finder->matcher = mln_regex_matcher_new();
    return finder;
}

void mln_option_finder_free(mln_option_finder *finder)
{
    if (!finder)
        return;
    mln_lookup_release(&finder->lookup);
    mln_regex_matcher_free(finder->matcher);
    mln_vec_release(&finder->syms);
    mln_vec_release(&finder->alternatives);
    mln_vec_release(&finder->marked);
    mln_vec_release(&finder->hits);
    mln_mem_free(finder);
}

/* The file's symbols of the names that rules ask for. */
static void find_syms(mln_option_finder *finder, const mln_option_program *program,
                      const mln_facts *facts)
{
    mln_vec_clear(&finder->syms);
    for (uint32_t i = 0; i < program->keys.entries.len; i++)
        mln_vec_add(&finder->syms, ABSENT_KEY);
    for (uint32_t sym = 1; sym < facts->string_count; sym++) {
        uint32_t key = mln_strtab_find(&program->keys, mln_facts_string(facts, sym));
        if (key != UINT32_MAX)
            finder->syms.data[key] = sym;
    }
}

/* Looks a place up; what is found is in the lookup. */
static void look_up(question *q, const mln_option_place *place)
{
    mln_option_finder *finder = q->finder;
    uint32_t keys[PLACE_KEYS_MAX], count = 0;
    for (uint32_t i = 0; i < place->key_count && count < PLACE_KEYS_MAX; i++)
        keys[count++] = mln_str_is(place->keys[i], "[]")
                            ? MLN_FLOW_ELEMENT
                            : finder->syms.data[mln_strtab_find(&q->program->keys, place->keys[i])];
    bool settled =
        q->alternative.kind == MLN_DEFINED_ABSENT || q->alternative.kind == MLN_DEFINED_UNKNOWN;
    if (place->argument == q->argument && settled) {
        mln_vec_clear(&finder->lookup.found);
        mln_vec_add(&finder->lookup.found, q->alternative);
        return;
    }
    if (place->argument == q->argument) {
        mln_lookup_run(&finder->lookup, q->alternative.value, q->alternative.context, keys, count,
                       false, q->alternative.item);
        return;
    }
    bool unknown;
    uint32_t value = mln_lookup_get_argument(q->facts, q->call, place->argument, &unknown);
    if (value != MLN_FLOW_NONE) {
        mln_lookup_run(&finder->lookup, value, 0, keys, count, false, MLN_FLOW_NONE);
        return;
    }
    mln_vec_clear(&finder->lookup.found);
    mln_vec_add(&finder->lookup.found,
                (mln_definition){.kind = unknown ? MLN_DEFINED_UNKNOWN : MLN_DEFINED_ABSENT,
                                 .value = q->call,
                                 .item = MLN_FLOW_NONE});
}

/* --- conditions ------------------------------------------------------------------------------ */

static bool is_call_of(const question *q, uint32_t call, const mln_str *sets, uint32_t count)
{
    uint32_t first, last = mln_resolution_find_roles(q->resolution, call, &first);
    for (uint32_t i = first; i < last; i++)
        for (uint32_t s = 0; s < count; s++)
            if (q->resolution->roles[i].role->kind == MLN_API_CALL &&
                q->resolution->roles[i].role->set == mln_api_find_set(q->program->api, sets[s]))
                return true;
    return false;
}

/* A macro or an enumerator, by its spelling: a constant, other than a variable from elsewhere. */
static bool is_constant_name(const mln_facts *facts, mln_str name)
{
    bool upper = false;
    for (uint32_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (mln_ascii_is_lower(c))
            return false;
        upper |= mln_ascii_is_upper(c);
    }
    return upper && facts->lang == MLN_LANG_C;
}

static bool is_module(const mln_facts *facts, uint32_t value, const mln_str *names, uint32_t count)
{
    for (uint32_t i = 0; mln_facts_op(facts, value) == MLN_FLOW_MODULE && i < count; i++)
        if (mln_str_equal(mln_facts_string(facts, facts->sym[value]), names[i]))
            return true;
    return false;
}

static bool takes(const question *q, const mln_literals *set, const mln_definition *d)
{
    mln_flow_op op = d->kind == MLN_DEFINED_CONSTANT ? MLN_FLOW_CONST
                     : d->kind == MLN_DEFINED_NAME   ? MLN_FLOW_GLOBAL
                                                     : MLN_FLOW_REGEX;
    return mln_literals_take(set, op, &d->literal, q->finder->matcher);
}

/* Whether one definition is what the condition asks for; "missing" is about all of them. */
static bool is_asked_for(const question *q, const mln_option_condition *condition,
                         const mln_definition *d)
{
    const mln_literal *literal = &d->literal;
    bool number = d->kind == MLN_DEFINED_CONSTANT && literal->kind == MLN_LITERAL_NUMBER;
    bool constant = d->kind == MLN_DEFINED_CONSTANT ||
                    (d->kind == MLN_DEFINED_NAME && is_constant_name(q->facts, literal->text));
    if (condition->given && d->kind != MLN_DEFINED_ABSENT)
        return true;
    if (condition->set && d->kind != MLN_DEFINED_ABSENT && !d->outside)
        return true;
    switch (d->kind) {
    case MLN_DEFINED_CONSTANT:
    case MLN_DEFINED_NAME:
    case MLN_DEFINED_REGEX:
        return takes(q, &condition->is, d) || takes(q, &condition->matches, d) ||
               (d->kind == MLN_DEFINED_REGEX && takes(q, &condition->regex, d)) ||
               (condition->is_not.kind != MLN_LITERALS_NONE && constant &&
                !takes(q, &condition->is_not, d)) ||
               (condition->constant && d->kind == MLN_DEFINED_CONSTANT &&
                literal->kind == MLN_LITERAL_TEXT) ||
               (condition->has_below && number && literal->number < condition->below) ||
               (condition->has_above && number && literal->number > condition->above);
    case MLN_DEFINED_FUNCTION:
        return condition->function ||
               mln_option_gives_only(q->facts, d->value, &condition->gives, q->finder->matcher);
    case MLN_DEFINED_CALL:
        return condition->call_count &&
               is_call_of(q, d->value, condition->calls, condition->call_count);
    case MLN_DEFINED_UNKNOWN:
        return is_module(q->facts, d->value, condition->modules, condition->module_count);
    default:
        return false;
    }
}

/* Whether the other things that the argument can be at this call lack it too: what one way sets and
 * another does not is not certainly missing. Other callers are another matter. */
static bool is_missing_everywhere(question *q, const mln_option_condition *condition)
{
    mln_option_finder *finder = q->finder;
    mln_definition alternative = q->alternative;
    uint32_t caller = q->caller;
    bool missing = true;
    for (uint32_t i = 0; i < finder->alternatives.len && missing; i++) {
        q->alternative = finder->alternatives.data[i];
        if (mln_lookup_get_caller(&finder->lookup, q->alternative.item) != caller)
            continue;
        for (uint32_t p = 0; p < condition->at_count && missing; p++) {
            look_up(q, &condition->at[p]);
            for (uint32_t d = 0; d < finder->lookup.found.len && missing; d++)
                missing = finder->lookup.found.data[d].kind == MLN_DEFINED_ABSENT;
        }
    }
    q->alternative = alternative;
    return missing;
}

/* Adds what satisfies a condition to `marked`, when it is to be marked. */
static bool holds(question *q, const mln_option_condition *condition, bool mark)
{
    mln_option_finder *finder = q->finder;
    bool holds = false, missing = condition->missing;
    bool never = condition->never.kind != MLN_LITERALS_NONE;
    for (uint32_t p = 0; p < condition->at_count; p++) {
        look_up(q, &condition->at[p]);
        missing = missing && finder->lookup.found.len > 0;
        for (uint32_t i = 0; i < finder->lookup.found.len; i++) {
            const mln_definition *d = &finder->lookup.found.data[i];
            missing = missing && d->kind == MLN_DEFINED_ABSENT;
            never = never && !(d->kind == MLN_DEFINED_CONSTANT && takes(q, &condition->never, d));
            if (!is_asked_for(q, condition, d))
                continue;
            holds = true;
            if (mark)
                mln_vec_add(&finder->marked, *d);
        }
    }
    if (missing && q->argument != MLN_FLOW_NONE)
        missing = is_missing_everywhere(q, condition);
    if (missing && mark && !holds)
        mln_vec_add(&finder->marked,
                    (mln_definition){.kind = MLN_DEFINED_ABSENT, .item = MLN_FLOW_NONE});
    return holds || missing || never;
}

static bool is_same_place(const mln_option_place *a, const mln_option_place *b)
{
    bool same = a->argument == b->argument && a->key_count == b->key_count;
    for (uint32_t i = 0; same && i < a->key_count; i++)
        same = mln_str_equal(a->keys[i], b->keys[i]);
    return same;
}

/* The condition whose value is marked; the count of conditions when it is none of them. */
static uint32_t get_marked_condition(const mln_option_rule *rule)
{
    if (!rule->has_report)
        return 0;
    for (uint32_t c = 0; c < rule->condition_count; c++)
        for (uint32_t p = 0; p < rule->conditions[c].at_count; p++)
            if (is_same_place(&rule->conditions[c].at[p], &rule->report))
                return c;
    return rule->condition_count;
}

/* --- hits ------------------------------------------------------------------------------------ */

/* What a definition has to show: where the value is written, else the argument, else the call. */
static uint32_t get_shown(const question *q, const mln_definition *d, uint32_t argument)
{
    if (d->kind != MLN_DEFINED_ABSENT && d->kind != MLN_DEFINED_UNKNOWN)
        return d->value;
    bool unknown;
    uint32_t value = mln_lookup_get_argument(q->facts, q->call, argument, &unknown);
    return d->kind == MLN_DEFINED_ABSENT || value == MLN_FLOW_NONE ? q->call : value;
}

static void add_hit(question *q, uint32_t rule, const mln_api_role *role, const mln_definition *d,
                    uint32_t argument)
{
    mln_option_hit hit = {.rule = rule, .call = q->call, .role = role};
    hit.value = get_shown(q, d, argument);
    for (uint32_t i = q->finder->hits.len; i-- > 0;) {
        const mln_option_hit *other = &q->finder->hits.data[i];
        if (other->rule == rule && other->call == hit.call && other->value == hit.value)
            return;
    }
    mln_definition shown = *d;
    shown.value = hit.value;
    if (hit.value == q->call) {
        mln_flow_step *step = MLN_ARENA_NEW(q->arena, mln_flow_step);
        *step = (mln_flow_step){q->call, MLN_STEP_SINK};
        hit.steps = step;
        hit.step_count = 1;
    } else {
        hit.steps =
            mln_lookup_get_way(&q->finder->lookup, &shown, q->call, q->arena, &hit.step_count);
    }
    mln_vec_add(&q->finder->hits, hit);
}

/* Judges the rule with one alternative of its first argument. */
static void judge(question *q, uint32_t rule_index, const mln_api_role *role)
{
    const mln_option_rule *rule = q->rule;
    mln_option_finder *finder = q->finder;
    uint32_t marked = get_marked_condition(rule);
    mln_vec_clear(&finder->marked);
    for (uint32_t c = 0; c < rule->condition_count; c++)
        if (!holds(q, &rule->conditions[c], c == marked))
            return;
    uint32_t argument = rule->has_report        ? rule->report.argument
                        : rule->condition_count ? rule->conditions[0].at[0].argument
                                                : 0;
    if (marked == rule->condition_count && rule->has_report) {
        look_up(q, &rule->report);
        for (uint32_t i = 0; i < finder->lookup.found.len; i++)
            if (finder->lookup.found.data[i].kind > MLN_DEFINED_ABSENT)
                mln_vec_add(&finder->marked, finder->lookup.found.data[i]);
        /* One place of several: which of them goes with the conditions is not known. */
        if (finder->marked.len > 1)
            finder->marked.len = 1;
    }
    if (finder->marked.len == 0)
        mln_vec_add(&finder->marked,
                    (mln_definition){.kind = MLN_DEFINED_ABSENT, .item = MLN_FLOW_NONE});
    for (uint32_t i = 0; i < finder->marked.len; i++)
        add_hit(q, rule_index, role, &finder->marked.data[i], argument);
}

/* One call: each thing that the first condition's argument can be is judged by itself, so that
 * conditions do not hold of different objects. */
static void ask(question *q, uint32_t rule_index, const mln_api_role *role)
{
    mln_option_finder *finder = q->finder;
    q->argument = MLN_FLOW_NONE;
    mln_lookup_begin(&finder->lookup, q->resolution, q->arena);
    if (q->rule->condition_count == 0) {
        judge(q, rule_index, role);
        return;
    }
    bool unknown;
    uint32_t argument = q->rule->conditions[0].at[0].argument;
    uint32_t value = mln_lookup_get_argument(q->facts, q->call, argument, &unknown);
    if (value == MLN_FLOW_NONE) {
        judge(q, rule_index, role);
        return;
    }
    mln_lookup_run(&finder->lookup, value, 0, NULL, 0, true, MLN_FLOW_NONE);
    mln_vec_clear(&finder->alternatives);
    for (uint32_t i = 0; i < finder->lookup.found.len && i < ALTERNATIVE_MAX; i++)
        mln_vec_add(&finder->alternatives, finder->lookup.found.data[i]);
    q->argument = argument;
    for (uint32_t i = 0; i < finder->alternatives.len; i++) {
        q->alternative = finder->alternatives.data[i];
        q->caller = mln_lookup_get_caller(&finder->lookup, q->alternative.item);
        judge(q, rule_index, role);
    }
}

static int compare_hits(const void *left, const void *right)
{
    const mln_option_hit *a = left, *b = right;
    if (a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    if (a->call != b->call)
        return a->call < b->call ? -1 : 1;
    return (a->value > b->value) - (a->value < b->value);
}

static bool wants(const mln_option_program *program, const mln_option_rule *rule,
                  const mln_api_role *role)
{
    if (!mln_package_filter_takes(&rule->packages, role->package))
        return false;
    for (uint32_t s = 0; s < rule->call_count; s++)
        if (mln_api_find_set(program->api, rule->calls[s]) == role->set)
            return true;
    return false;
}

/* The most precise role that makes a call one of the rule's; NULL when none does. `first` … `last`:
 * the call's roles. */
static const mln_api_role *find_role(const question *q, uint32_t first, uint32_t last)
{
    const mln_api_role *best = NULL;
    for (uint32_t i = first; i < last; i++) {
        const mln_api_role *role = q->resolution->roles[i].role;
        if (role->kind == MLN_API_CALL && wants(q->program, q->rule, role) &&
            (!best || role->precision > best->precision))
            best = role;
    }
    return best;
}

static bool has_call(const mln_resolution *resolution, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++)
        if (resolution->roles[i].role->kind == MLN_API_CALL)
            return true;
    return false;
}

/* One call under one rule, when it is one of the rule's and stands where the rule says. */
static void ask_at(question *q, uint32_t rule_index, uint32_t first, uint32_t last,
                   mln_option_scope *scope)
{
    const mln_api_role *role = find_role(q, first, last);
    if (role && !scope->known)
        mln_option_scope_make(scope, q->rule, q->resolution, q->finder->matcher, q->arena);
    if (role && mln_option_scope_holds(scope, q->facts, q->call))
        ask(q, rule_index, role);
}

void mln_option_find(mln_option_finder *finder, const mln_option_program *program,
                     const mln_resolution *resolution, mln_arena *arena,
                     const mln_option_hit **hits, uint32_t *count, bool *spent)
{
    const mln_facts *facts = resolution->facts;
    bool ready = false;
    mln_option_scope *scopes = NULL;
    mln_vec_clear(&finder->hits);
    finder->lookup.spent = false;
    finder->lookup.budget = FILE_ITEMS_MAX;
    for (uint32_t first = 0, last; first < resolution->role_count; first = last) {
        uint32_t call = resolution->roles[first].value;
        for (last = first; last < resolution->role_count && resolution->roles[last].value == call;)
            last++;
        if (mln_facts_op(facts, call) != MLN_FLOW_CALL || !has_call(resolution, first, last))
            continue;
        if (!ready) {
            find_syms(finder, program, facts);
            scopes = MLN_ARENA_ARRAY(arena, mln_option_scope, program->part_count);
        }
        ready = true;
        for (uint32_t r = 0, part = 0; r < program->count; r++)
            for (const mln_option_rule *rule = program->rules[r]; rule; rule = rule->next, part++) {
                question q = {.finder = finder,
                              .program = program,
                              .resolution = resolution,
                              .facts = facts,
                              .rule = rule,
                              .arena = arena,
                              .call = call};
                if (program->rules[r]->langs & MLN_LANG_BIT(facts->lang))
                    ask_at(&q, r, first, last, &scopes[part]);
            }
    }
    if (finder->hits.len > 1)
        qsort(finder->hits.data, finder->hits.len, sizeof *finder->hits.data, compare_hits);
    mln_option_hit *kept = MLN_ARENA_ARRAY(arena, mln_option_hit, finder->hits.len);
    for (uint32_t i = 0; i < finder->hits.len; i++)
        kept[i] = finder->hits.data[i];
    *hits = kept;
    *count = finder->hits.len;
    *spent = finder->lookup.spent;
}
