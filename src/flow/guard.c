#include "flow/guard.h"

#include "flow/anchored.h"
#include "flow/guard_p.h"
#include "flow/prefix.h"
#include "flow/solve_p.h"

#include "base/banned.h"

#define DEPTH_MAX 16 /* conditions in conditions, through functions */
#define OUTS_MAX 64
#define LOADS_MAX 8
#define WORK_MAX 300

typedef struct {
    const mln_resolution *resolution;
    const mln_facts *facts;
    uint32_t *work; /* conditions that were looked at for one REFINE */
    const mln_guards *guards;
    uint64_t problems; /* whose models' guards count: all, none, or one problem's */
} guard;

/* What the language itself offers to ask. */
typedef enum {
    ASKS_LIST,    /* receiver: a list; argument 0 is in it */
    ASKS_PLACE,   /* the same, but the answer is a place: only as a comparison */
    ASKS_KEY,     /* receiver: an object; argument 0 is a key of it */
    ASKS_KEY_OF,  /* argument 0: an object; argument 1 is a key of it */
    ASKS_PATTERN, /* receiver: a regular expression; argument 0 matches */
    ASKS_STRANGE, /* receiver: a regular expression; argument 0 has nothing that it finds */
    ASKS_MATCH,   /* receiver matches argument 0 */
    ASKS_NUMBER,  /* argument 0 is a number */
    ASKS_EQUAL    /* arguments 0 and 1 are equal, when it is 0 */
} question;

static const struct {
    const char *name;
    const char
        *base; /* global that it is a method of; "" a global itself; NULL a method of anything */
    question asks;
    bool when_false;
    bool c;
} questions[] = {
    {"includes", NULL, ASKS_LIST, false, false},
    {"has", NULL, ASKS_LIST, false, false},
    {"indexOf", NULL, ASKS_PLACE, false, false},
    {"lastIndexOf", NULL, ASKS_PLACE, false, false},
    {"hasOwnProperty", NULL, ASKS_KEY, false, false},
    {"hasOwn", "Object", ASKS_KEY_OF, false, false},
    {"test", NULL, ASKS_PATTERN, false, false},
    {"exec", NULL, ASKS_PATTERN, false, false},
    {"test", NULL, ASKS_STRANGE, true, false},
    {"exec", NULL, ASKS_STRANGE, true, false},
    {"match", NULL, ASKS_MATCH, false, false},
    {"isInteger", "Number", ASKS_NUMBER, false, false},
    {"isSafeInteger", "Number", ASKS_NUMBER, false, false},
    {"isFinite", "Number", ASKS_NUMBER, false, false},
    {"isFinite", "", ASKS_NUMBER, false, false},
    {"isNaN", "", ASKS_NUMBER, true, false},
    {"strcmp", "", ASKS_EQUAL, true, true},
    {"strcasecmp", "", ASKS_EQUAL, true, true},
    {"isdigit", "", ASKS_NUMBER, false, true},
    {"isalnum", "", ASKS_NUMBER, false, true},
    {"isalpha", "", ASKS_NUMBER, false, true},
    {"isxdigit", "", ASKS_NUMBER, false, true},
};

static mln_proof prove(const guard *g, uint32_t condition, bool truth, uint32_t subject, int depth);

static uint32_t skip(const guard *g, uint32_t value)
{
    return mln_facts_skip_copies(g->facts, value);
}

/* What a variable held before calls that it was given to. In JavaScript a call cannot change a text
 * or a number that it is given; in C only the call that tests it is trusted not to. */
static uint32_t skip_outs(const guard *g, uint32_t value, uint32_t call)
{
    for (int i = 0; i < OUTS_MAX; i++) {
        value = skip(g, value);
        if (mln_facts_op(g->facts, value) != MLN_FLOW_OUT ||
            (g->facts->lang == MLN_LANG_C && mln_facts_operands(g->facts, value)[0].value != call))
            break;
        value = mln_facts_operands(g->facts, value)[1].value;
    }
    return value;
}

/* Whether two values are the same thing. `call`: the one that tests, or MLN_FLOW_NONE. */
static bool is_same_for(const guard *g, uint32_t a, uint32_t b, uint32_t call)
{
    for (int i = 0; i < LOADS_MAX; i++) {
        a = skip_outs(g, a, call);
        b = skip_outs(g, b, call);
        if (a == b)
            return true;
        if (mln_facts_op(g->facts, a) != MLN_FLOW_LOAD ||
            mln_facts_op(g->facts, b) != MLN_FLOW_LOAD)
            return false;
        mln_flow_operand x = mln_facts_operands(g->facts, a)[0];
        mln_flow_operand y = mln_facts_operands(g->facts, b)[0];
        if (x.key != y.key || x.key >= g->facts->string_count)
            return false;
        a = x.value;
        b = y.value;
    }
    return false;
}

static bool is_same(const guard *g, uint32_t a, uint32_t b)
{
    return is_same_for(g, a, b, MLN_FLOW_NONE);
}

static mln_str get_sym(const guard *g, uint32_t value)
{
    return mln_facts_string(g->facts, g->facts->sym[value]);
}

static bool is_const(const guard *g, uint32_t value, mln_flow_const kind)
{
    return mln_facts_op(g->facts, value) == MLN_FLOW_CONST && g->facts->aux[value] == kind;
}

/* -1 as a literal or as a sign and a literal. */
static bool is_minus_one(const guard *g, uint32_t value)
{
    if (mln_facts_op(g->facts, value) == MLN_FLOW_UNARY && g->facts->aux[value] == MLN_FLOW_SIGN) {
        uint32_t one = skip(g, mln_facts_operands(g->facts, value)[0].value);
        return is_const(g, one, MLN_FLOW_NUMBER) && mln_str_is(get_sym(g, one), "1");
    }
    return is_const(g, value, MLN_FLOW_NUMBER) && mln_str_is(get_sym(g, value), "-1");
}

static bool is_zero(const guard *g, uint32_t value)
{
    return is_const(g, value, MLN_FLOW_NUMBER) && mln_str_is(get_sym(g, value), "0");
}

static bool is_number(const guard *g, uint32_t value)
{
    if (mln_facts_op(g->facts, value) == MLN_FLOW_UNARY && g->facts->aux[value] == MLN_FLOW_SIGN)
        value = skip(g, mln_facts_operands(g->facts, value)[0].value);
    return is_const(g, value, MLN_FLOW_NUMBER);
}

static mln_proof clean_if(bool proven)
{
    return proven ? MLN_PROOF_CLEAN : MLN_PROOF_NOTHING;
}

/* ---- calls ---- */

static uint32_t get_argument(const guard *g, uint32_t call, uint32_t index)
{
    const mln_flow_operand *operands = mln_facts_operands(g->facts, call);
    if (g->facts->count[call] <= index + 2)
        return MLN_FLOW_NONE;
    for (uint32_t i = 2; i <= index + 2; i++)
        if (operands[i].key == MLN_FLOW_SPREAD)
            return MLN_FLOW_NONE;
    return operands[index + 2].value;
}

static bool is_argument(const guard *g, uint32_t call, uint32_t index, uint32_t subject)
{
    uint32_t argument = get_argument(g, call, index);
    return argument != MLN_FLOW_NONE && is_same_for(g, argument, subject, call);
}

/* What is made a number as a whole, so that it is one when that is: `+x`, `Number(x)`. parseInt
 * reads the beginning alone. */
static uint32_t get_number_of(const guard *g, uint32_t value)
{
    uint32_t base, number = skip(g, value);
    if (mln_facts_op(g->facts, number) == MLN_FLOW_UNARY && g->facts->aux[number] == MLN_FLOW_SIGN)
        return mln_facts_operands(g->facts, number)[0].value;
    if (mln_facts_op(g->facts, number) == MLN_FLOW_CALL &&
        mln_str_is(mln_guard_get_name(g->facts, number, &base), "Number") && base == MLN_FLOW_NONE)
        return get_argument(g, number, 0);
    return MLN_FLOW_NONE;
}

/* A regular expression, as a literal or made of a constant text. */
static bool is_such_root(const guard *g, uint32_t value, bool (*says)(mln_str))
{
    if (mln_facts_op(g->facts, value) == MLN_FLOW_REGEX)
        return says(get_sym(g, value));
    uint32_t base;
    if (mln_facts_op(g->facts, value) != MLN_FLOW_CALL ||
        !mln_str_is(mln_guard_get_name(g->facts, value, &base), "RegExp") || base != MLN_FLOW_NONE)
        return false;
    uint32_t text = get_argument(g, value, 0);
    if (text == MLN_FLOW_NONE)
        return false;
    text = skip(g, text);
    return (is_const(g, text, MLN_FLOW_STRING) || mln_facts_op(g->facts, text) == MLN_FLOW_REGEX) &&
           says(get_sym(g, text));
}

static bool is_expression(const guard *g, uint32_t value, bool (*says)(mln_str))
{
    mln_guard_roots roots;
    if (!mln_guard_find_roots(g->facts, value, &roots))
        return false;
    for (uint32_t i = 0; i < roots.count; i++)
        if (!is_such_root(g, roots.values[i], says))
            return false;
    return true;
}

/* An expression that says what the whole text may be. One that another file of the project offers
 * is taken to: such are kept together to be shared, and are refused by. */
static bool is_whole(const guard *g, uint32_t value)
{
    return is_expression(g, value, mln_anchored_is_list) || mln_guard_is_offered(g->facts, value);
}

static bool answers(const guard *g, uint32_t call, question asks, uint32_t base, uint32_t subject)
{
    const mln_facts *facts = g->facts;
    uint32_t other;
    switch (asks) {
    case ASKS_LIST:
    case ASKS_PLACE:
        return is_argument(g, call, 0, subject) && mln_guard_is_list(facts, base);
    case ASKS_KEY:
        return is_argument(g, call, 0, subject) && mln_guard_is_object(facts, base);
    case ASKS_KEY_OF:
        other = get_argument(g, call, 0);
        return other != MLN_FLOW_NONE && is_argument(g, call, 1, subject) &&
               mln_guard_is_object(facts, other);
    case ASKS_PATTERN:
        return is_argument(g, call, 0, subject) && is_whole(g, base);
    case ASKS_STRANGE:
        return is_argument(g, call, 0, subject) && is_expression(g, base, mln_anchored_is_not_list);
    case ASKS_MATCH:
        other = get_argument(g, call, 0);
        return other != MLN_FLOW_NONE && is_same(g, base, subject) && is_whole(g, other);
    case ASKS_NUMBER:
        other = get_argument(g, call, 0);
        other = other != MLN_FLOW_NONE ? get_number_of(g, other) : MLN_FLOW_NONE;
        return is_argument(g, call, 0, subject) ||
               (other != MLN_FLOW_NONE && is_same(g, other, subject));
    case ASKS_EQUAL:
        for (uint32_t i = 0; i < 2; i++) {
            other = get_argument(g, call, 1 - i);
            if (is_argument(g, call, i, subject) && other != MLN_FLOW_NONE &&
                mln_facts_op(facts, skip(g, other)) == MLN_FLOW_CONST)
                return true;
        }
        return false;
    }
    return false;
}

/* What the language says. `place`: it is asked for a place that was found. */
static bool ask_language(const guard *g, uint32_t call, bool truth, bool place, uint32_t subject)
{
    uint32_t base;
    mln_str name = mln_guard_get_name(g->facts, call, &base);
    if (name.len == 0)
        return false;
    bool c = g->facts->lang == MLN_LANG_C;
    for (size_t i = 0; i < MLN_COUNT_OF(questions); i++) {
        if (questions[i].c != c || !mln_str_is(name, questions[i].name) ||
            questions[i].when_false == truth || (questions[i].asks == ASKS_PLACE) != place)
            continue;
        const char *of = questions[i].base;
        if (of ? (*of == '\0' ? base != MLN_FLOW_NONE
                              : base == MLN_FLOW_NONE || !mln_guard_is_global(g->facts, base, of))
               : base == MLN_FLOW_NONE)
            continue;
        if (answers(g, call, questions[i].asks, base, subject))
            return true;
    }
    return false;
}

/* `Object.prototype.hasOwnProperty.call(object, key)`. */
static bool ask_borrowed(const guard *g, uint32_t call, bool truth, uint32_t subject)
{
    uint32_t base;
    if (!truth || !mln_str_is(mln_guard_get_name(g->facts, call, &base), "call") ||
        base == MLN_FLOW_NONE)
        return false;
    uint32_t method = skip(g, base);
    if (mln_facts_op(g->facts, method) != MLN_FLOW_LOAD)
        return false;
    uint32_t key = mln_facts_operands(g->facts, method)[0].key;
    return key < g->facts->string_count &&
           mln_str_is(mln_facts_string(g->facts, key), "hasOwnProperty") &&
           answers(g, call, ASKS_KEY_OF, MLN_FLOW_NONE, subject);
}

/* Whether a set of models' guards counts for what is asked. */
static bool counts(const guard *g, uint32_t set)
{
    if (g->problems == UINT64_MAX || !g->guards->uses)
        return g->problems != 0;
    for (uint32_t i = 0; i < g->guards->use_count; i++)
        if (g->guards->uses[i].set == set && (g->guards->uses[i].problems & g->problems))
            return true;
    return false;
}

static bool ask_models(const guard *g, uint32_t call, bool truth, uint32_t subject)
{
    const mln_flow_operand *operands = mln_facts_operands(g->facts, call);
    for (uint32_t i = 1; i < g->facts->count[call]; i++) {
        if (operands[i].key == MLN_FLOW_SPREAD || !is_same_for(g, operands[i].value, subject, call))
            continue;
        uint32_t first, last = mln_resolution_find_roles(g->resolution, operands[i].value, &first);
        for (uint32_t r = first; r < last; r++) {
            const mln_role_hit *hit = &g->resolution->roles[r];
            if (hit->role->kind == MLN_API_GUARD && hit->call == call &&
                hit->role->when_false != truth && counts(g, hit->role->set))
                return true;
        }
    }
    return false;
}

/* What the functions say that the call may run: all of them must prove it of their parameter. */
static mln_proof ask_functions(const guard *g, uint32_t call, bool truth, uint32_t subject,
                               int depth)
{
    const mln_resolution *resolution = g->resolution;
    uint32_t first, last = mln_resolution_find_targets(resolution, call, &first);
    mln_proof least = MLN_PROOF_CLEAN;
    for (uint32_t t = first; t < last; t++) {
        const mln_flow_function *function = &g->facts->functions[resolution->targets[t].function];
        mln_proof best = MLN_PROOF_NOTHING;
        if (function->flags & MLN_FLOW_FUNCTION_GENERATOR)
            return MLN_PROOF_NOTHING;
        for (uint32_t i = 0; i < function->param_count && best < MLN_PROOF_CLEAN; i++) {
            if (!is_argument(g, call, i, subject))
                continue;
            mln_proof proof =
                prove(g, function->result, truth, function->first_param + i, depth - 1);
            best = proof > best ? proof : best;
        }
        least = best < least ? best : least;
    }
    return first == last ? MLN_PROOF_NOTHING : least;
}

/* `x.startsWith('https://example.com/')`. */
static bool begins_fixed(const guard *g, uint32_t call, uint32_t subject)
{
    uint32_t base, start = get_argument(g, call, 0);
    if (g->facts->lang == MLN_LANG_C || start == MLN_FLOW_NONE ||
        !mln_str_is(mln_guard_get_name(g->facts, call, &base), "startsWith") ||
        base == MLN_FLOW_NONE || !is_same(g, base, subject))
        return false;
    start = skip(g, start);
    return is_const(g, start, MLN_FLOW_STRING) && mln_prefix_text_is_fixed(get_sym(g, start));
}

static mln_proof prove_call(const guard *g, uint32_t call, bool truth, uint32_t subject, int depth)
{
    if (ask_models(g, call, truth, subject) || ask_language(g, call, truth, false, subject) ||
        ask_borrowed(g, call, truth, subject))
        return MLN_PROOF_CLEAN;
    if (truth && begins_fixed(g, call, subject))
        return MLN_PROOF_PREFIX;
    return ask_functions(g, call, truth, subject, depth);
}

/* ---- comparisons ---- */

static mln_proof prove_type(const guard *g, uint32_t constant, bool equal)
{
    mln_str type = get_sym(g, constant);
    if (mln_str_is(type, "object"))
        return equal ? MLN_PROOF_NOTHING : MLN_PROOF_TEXT;
    if (!equal)
        return MLN_PROOF_NOTHING;
    if (mln_str_is(type, "number") || mln_str_is(type, "boolean") || mln_str_is(type, "bigint") ||
        mln_str_is(type, "undefined"))
        return MLN_PROOF_CLEAN;
    return mln_str_is(type, "string") ? MLN_PROOF_TEXT : MLN_PROOF_NOTHING;
}

static mln_proof prove_equal(const guard *g, uint32_t tested, uint32_t other, bool equal,
                             uint32_t subject, int depth)
{
    const mln_facts *facts = g->facts;
    bool undefined = mln_facts_op(facts, other) == MLN_FLOW_UNDEFINED ||
                     mln_guard_is_global(facts, other, "undefined");
    bool constant = mln_facts_op(facts, other) == MLN_FLOW_CONST || undefined;
    if (is_minus_one(g, other)) {
        if (is_same(g, tested, subject))
            return clean_if(equal);
        return clean_if(mln_facts_op(facts, tested) == MLN_FLOW_CALL &&
                        ask_language(g, tested, !equal, true, subject));
    }
    if (!constant)
        return MLN_PROOF_NOTHING;
    if (is_same(g, tested, subject))
        return clean_if(equal);
    if (is_const(g, other, MLN_FLOW_STRING) && mln_facts_op(facts, tested) == MLN_FLOW_UNARY &&
        facts->aux[tested] == MLN_FLOW_TYPEOF &&
        is_same(g, mln_facts_operands(facts, tested)[0].value, subject))
        return prove_type(g, other, equal);
    if (undefined || is_const(g, other, MLN_FLOW_NULL) || is_zero(g, other))
        return prove(g, tested, !equal, subject, depth - 1);
    if (is_const(g, other, MLN_FLOW_BOOL))
        return prove(g, tested, mln_str_is(get_sym(g, other), "true") == equal, subject, depth - 1);
    return MLN_PROOF_NOTHING;
}

/* `tested` stands on the left of `how`. */
static mln_proof prove_order(const guard *g, uint32_t tested, mln_flow_operator how, uint32_t other,
                             bool truth, uint32_t subject)
{
    bool less = how == MLN_FLOW_LESS || how == MLN_FLOW_LESS_EQUAL;
    if (is_same(g, tested, subject)) {
        /* Whatever is no number is neither less nor greater than one. */
        bool bounded = g->facts->lang == MLN_LANG_C ? less == truth : truth;
        return clean_if(bounded && is_number(g, other));
    }
    if (mln_facts_op(g->facts, tested) != MLN_FLOW_CALL)
        return MLN_PROOF_NOTHING;
    /* A place that was found: >= 0, > -1, and not < 0, not <= -1. */
    bool found = (how == MLN_FLOW_GREATER_EQUAL && is_zero(g, other)) ||
                 (how == MLN_FLOW_GREATER && is_minus_one(g, other));
    bool missed = (how == MLN_FLOW_LESS && is_zero(g, other)) ||
                  (how == MLN_FLOW_LESS_EQUAL && is_minus_one(g, other));
    return clean_if((found || missed) && ask_language(g, tested, found == truth, true, subject));
}

static mln_flow_operator turn_round(mln_flow_operator how)
{
    switch (how) {
    case MLN_FLOW_LESS:
        return MLN_FLOW_GREATER;
    case MLN_FLOW_LESS_EQUAL:
        return MLN_FLOW_GREATER_EQUAL;
    case MLN_FLOW_GREATER:
        return MLN_FLOW_LESS;
    case MLN_FLOW_GREATER_EQUAL:
        return MLN_FLOW_LESS_EQUAL;
    default:
        return how;
    }
}

static mln_proof prove_binary(const guard *g, uint32_t value, bool truth, uint32_t subject,
                              int depth)
{
    uint32_t left = skip(g, mln_facts_operands(g->facts, value)[0].value);
    uint32_t right = skip(g, mln_facts_operands(g->facts, value)[1].value);
    mln_flow_operator how = (mln_flow_operator)g->facts->aux[value];
    mln_proof proof;
    switch (how) {
    case MLN_FLOW_EQUAL:
    case MLN_FLOW_NOT_EQUAL: {
        bool equal = (how == MLN_FLOW_EQUAL) == truth;
        proof = prove_equal(g, left, right, equal, subject, depth);
        return proof ? proof : prove_equal(g, right, left, equal, subject, depth);
    }
    case MLN_FLOW_LESS:
    case MLN_FLOW_LESS_EQUAL:
    case MLN_FLOW_GREATER:
    case MLN_FLOW_GREATER_EQUAL:
        proof = prove_order(g, left, how, right, truth, subject);
        return proof ? proof : prove_order(g, right, turn_round(how), left, truth, subject);
    case MLN_FLOW_IN:
        return clean_if(truth && is_same(g, left, subject) && mln_guard_is_object(g->facts, right));
    default:
        return MLN_PROOF_NOTHING;
    }
}

/* ---- conditions ---- */

/* Whether a value is known to be false or true itself: 0, 1; or -1. */
static int get_truth(const guard *g, uint32_t value)
{
    const mln_facts *facts = g->facts;
    for (int i = 0; i < DEPTH_MAX; i++) {
        if (mln_facts_op(facts, value) == MLN_FLOW_COPY) {
            value = mln_facts_operands(facts, value)[0].value;
        } else if (mln_facts_op(facts, value) == MLN_FLOW_REFINE) {
            const mln_flow_operand *operands = mln_facts_operands(facts, value);
            if (skip(g, operands[0].value) == skip(g, operands[1].value))
                return (int)facts->aux[value];
            value = operands[0].value;
        } else {
            break;
        }
    }
    if (mln_facts_op(facts, value) == MLN_FLOW_UNDEFINED || is_const(g, value, MLN_FLOW_NULL))
        return 0;
    if (is_const(g, value, MLN_FLOW_BOOL))
        return mln_str_is(get_sym(g, value), "true");
    if (is_const(g, value, MLN_FLOW_STRING))
        return facts->sym[value] != 0;
    if (is_const(g, value, MLN_FLOW_NUMBER))
        return !is_zero(g, value);
    return -1;
}

/* On every way by which it can come out like that. */
static mln_proof prove_phi(const guard *g, uint32_t phi, bool truth, uint32_t subject, int depth)
{
    mln_proof least = MLN_PROOF_CLEAN;
    bool any = false;
    for (uint32_t i = 0; i < g->facts->count[phi] && least; i++) {
        uint32_t value = mln_facts_operands(g->facts, phi)[i].value;
        int known = get_truth(g, value);
        if (known >= 0 && known != truth)
            continue;
        mln_proof proof = prove(g, value, truth, subject, depth - 1);
        least = proof < least ? proof : least;
        any = true;
    }
    return any ? least : MLN_PROOF_NOTHING;
}

static mln_proof prove(const guard *g, uint32_t condition, bool truth, uint32_t subject, int depth)
{
    const mln_facts *facts = g->facts;
    if (depth <= 0 || ++*g->work > WORK_MAX)
        return MLN_PROOF_NOTHING;
    uint32_t value = skip(g, condition);
    const mln_flow_operand *operands = mln_facts_operands(facts, value);
    switch (mln_facts_op(facts, value)) {
    case MLN_FLOW_UNARY:
        return facts->aux[value] == MLN_FLOW_NOT
                   ? prove(g, operands[0].value, !truth, subject, depth - 1)
                   : MLN_PROOF_NOTHING;
    case MLN_FLOW_BINARY:
        return prove_binary(g, value, truth, subject, depth);
    case MLN_FLOW_CALL:
        return prove_call(g, value, truth, subject, depth);
    case MLN_FLOW_PHI:
        return prove_phi(g, value, truth, subject, depth);
    case MLN_FLOW_LOAD: /* `MAP[x]`: it has that key */
        return clean_if(truth && facts->count[value] == 2 && operands[0].key == MLN_FLOW_ELEMENT &&
                        is_same(g, operands[1].value, subject) &&
                        mln_guard_is_object(facts, operands[0].value));
    default:
        return MLN_PROOF_NOTHING;
    }
}

void mln_guards_begin(mln_guards *guards, const mln_resolution *resolution,
                      const mln_guard_use *uses, uint32_t use_count)
{
    uint32_t n = resolution->facts->value_count;
    guards->resolution = resolution;
    guards->uses = uses;
    guards->use_count = use_count;
    mln_vec_reserve(&guards->known, n);
    if (n)
        memset(guards->known.data, 0, n);
}

void mln_guards_release(mln_guards *guards)
{
    mln_vec_release(&guards->known);
}

static mln_proof prove_refine(const mln_guards *guards, uint32_t refine, uint64_t problems)
{
    uint32_t work = 0;
    guard g = {guards->resolution, guards->resolution->facts, &work, guards, problems};
    const mln_flow_operand *operands = mln_facts_operands(g.facts, refine);
    /* The value that the condition speaks of: the same, or one that is written alike. */
    uint32_t subject = operands[g.facts->count[refine] > 2 ? 2 : 0].value;
    return prove(&g, operands[1].value, g.facts->aux[refine] != 0, subject, DEPTH_MAX);
}

uint64_t mln_guards_prove(mln_guards *guards, uint32_t refine, uint64_t problems, mln_proof least)
{
    uint8_t *known = &guards->known.data[refine];
    if (!*known)
        *known = (uint8_t)(prove_refine(guards, refine, UINT64_MAX) +
                           4 * prove_refine(guards, refine, 0) + 1);
    if ((mln_proof)((*known - 1) / 4) >= least)
        return problems;
    if ((mln_proof)((*known - 1) % 4) < least)
        return 0;
    uint64_t proven = 0;
    for (uint64_t rest = problems; rest; rest &= rest - 1)
        if (prove_refine(guards, refine, rest & -rest) >= least)
            proven |= rest & -rest;
    return proven;
}
