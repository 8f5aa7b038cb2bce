#include "flow/solve_p.h"

#include "flow/prefix.h"

#include "base/banned.h"

static void pass(mln_solver *solver, const mln_solve_from *from, uint32_t to, mln_path path,
                 uint64_t bits, mln_step_kind why)
{
    mln_solver_push(solver, from, to, mln_solver_place(solver, from->context, to), path, bits, why,
                    MLN_FLOW_NONE);
}

/* An operator makes one thing of the value as a whole. */
static void pass_whole(mln_solver *solver, const mln_solve_from *from, uint32_t to, uint64_t bits,
                       mln_step_kind why)
{
    if (mln_solver_is_whole(solver, from->path))
        pass(solver, from, to, 0, bits, why);
}

static mln_path push(mln_solver *solver, uint32_t key, mln_path path)
{
    return mln_paths_push(&solver->paths, key, path);
}

static uint32_t get_first(const mln_solver *solver, mln_path path)
{
    return mln_paths_get_first(&solver->paths, path);
}

static mln_path get_rest(const mln_solver *solver, mln_path path)
{
    return mln_paths_get_rest(&solver->paths, path);
}

/* How many there are: a number, and no element of what is counted. */
static bool is_size(const mln_facts *facts, uint32_t key)
{
    if (key >= facts->string_count)
        return false;
    mln_str text = mln_facts_string(facts, key);
    return mln_str_is(text, "length") || mln_str_is(text, "size");
}

static void concat(mln_solver *solver, const mln_solve_from *from, mln_solve_use use)
{
    const mln_solve_policy *policy = &solver->in->policy;
    uint64_t bits = from->bits & ~policy->string_kills;
    if ((bits & policy->prefix_kills) && mln_prefix_is_fixed(solver->facts, use.user, use.slot))
        bits &= ~policy->prefix_kills;
    pass_whole(solver, from, use.user, bits, MLN_STEP_CONCAT);
}

static uint64_t get_operator_kills(const mln_solve_policy *policy, uint32_t operator)
{
    switch ((mln_flow_operator) operator) {
    case MLN_FLOW_ARITHMETIC:
    case MLN_FLOW_BITWISE:
    case MLN_FLOW_SIGN:
        return policy->number_kills;
    case MLN_FLOW_EQUAL:
    case MLN_FLOW_NOT_EQUAL:
    case MLN_FLOW_LESS:
    case MLN_FLOW_LESS_EQUAL:
    case MLN_FLOW_GREATER:
    case MLN_FLOW_GREATER_EQUAL:
    case MLN_FLOW_IN:
        return policy->comparison_kills;
    case MLN_FLOW_NOT:
        return policy->not_kills;
    default:
        return policy->boolean_kills;
    }
}

/* What of the bits is harmless by the declared type of a value. */
static uint64_t get_typed_kills(const mln_solver *solver, uint32_t value)
{
    const mln_facts *facts = solver->facts;
    const mln_solve_policy *policy = &solver->in->policy;
    uint32_t low = 0, high = facts->type_count;
    if (!(policy->typed_numbers | policy->typed_booleans))
        return 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (facts->types[middle].value < value)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == facts->type_count || facts->types[low].value != value || facts->types[low].module)
        return 0;
    mln_str name = mln_facts_string(facts, facts->types[low].name);
    return mln_str_is(name, "number")    ? policy->typed_numbers
           : mln_str_is(name, "boolean") ? policy->typed_booleans
                                         : 0;
}

static void load(mln_solver *solver, const mln_solve_from *from, mln_solve_use use)
{
    const mln_facts *facts = solver->facts;
    const mln_solve_policy *policy = &solver->in->policy;
    if (use.slot == 1) { /* by this index; whoever chooses the key chooses what is read */
        pass_whole(solver, from, use.user, from->bits & ~policy->index_kills, MLN_STEP_USE);
        return;
    }
    uint32_t key = mln_facts_operands(facts, use.user)[0].key;
    bool size = is_size(facts, key);
    if (from->path == 0) {
        uint64_t bits = size ? from->bits & ~policy->number_kills : from->bits;
        pass(solver, from, use.user, 0, bits, MLN_STEP_USE);
        return;
    }
    uint32_t first = get_first(solver, from->path);
    if (size ? first == key : mln_path_keys_meet(first, key))
        pass(solver, from, use.user, get_rest(solver, from->path), from->bits, MLN_STEP_USE);
}

static void store(mln_solver *solver, const mln_solve_from *from, mln_solve_use use)
{
    uint32_t key = mln_facts_operands(solver->facts, use.user)[1].key;
    if (use.slot == 1)
        pass(solver, from, use.user, push(solver, key, from->path), from->bits, MLN_STEP_ASSIGN);
    else if (use.slot == 0 &&
             (from->path == 0 || key == MLN_FLOW_ELEMENT || get_first(solver, from->path) != key))
        pass(solver, from, use.user, from->path, from->bits, MLN_STEP_USE);
}

/* Whether a later operand of a literal takes the place of what an earlier one put under `key`. */
static bool is_overwritten(const mln_facts *facts, uint32_t value, uint32_t slot, uint32_t key)
{
    const mln_flow_operand *operands = mln_facts_operands(facts, value);
    if (key == MLN_FLOW_ELEMENT)
        return false;
    for (uint32_t i = slot + 1; i < facts->count[value]; i++)
        if (operands[i].key == key)
            return true;
    return false;
}

/* OBJECT, ARRAY and JSX. */
static void literal(mln_solver *solver, const mln_solve_from *from, mln_solve_use use)
{
    const mln_facts *facts = solver->facts;
    bool array = mln_facts_op(facts, use.user) == MLN_FLOW_ARRAY;
    uint32_t key = mln_facts_operands(facts, use.user)[use.slot].key;
    mln_path path = from->path;
    if (key != MLN_FLOW_SPREAD) {
        path = push(solver, key, path);
    } else if (array && path && mln_solver_is_element(solver, get_first(solver, path))) {
        /* Its elements stand at other places here. */
        path = push(solver, MLN_FLOW_ELEMENT, get_rest(solver, path));
    }
    if (path && !array && is_overwritten(facts, use.user, use.slot, get_first(solver, path)))
        return;
    uint64_t bits = from->bits;
    if (mln_facts_op(facts, use.user) == MLN_FLOW_JSX) {
        /* Where calls of unknown code let everything through, an element is such a call. */
        uint64_t all = bits & solver->in->policy.unknown_pass;
        pass(solver, from, use.user, 0, all, MLN_STEP_USE);
        bits &= ~all & solver->in->policy.library;
    }
    pass(solver, from, use.user, path, bits, MLN_STEP_USE);
}

static void rest(mln_solver *solver, const mln_solve_from *from, mln_solve_use use)
{
    if (use.slot > 0)
        return;
    const mln_facts *facts = solver->facts;
    const mln_flow_operand *operands = mln_facts_operands(facts, use.user);
    mln_path path = from->path;
    if (path) {
        uint32_t first = get_first(solver, path);
        for (uint32_t i = 1; i < facts->count[use.user]; i++)
            if (operands[i].key == first && first != MLN_FLOW_ELEMENT)
                return;
        if (mln_solver_is_element(solver, first))
            path = push(solver, MLN_FLOW_ELEMENT, get_rest(solver, path));
    }
    pass(solver, from, use.user, path, from->bits, MLN_STEP_USE);
}

static void refine(mln_solver *solver, const mln_solve_from *from, mln_solve_use use)
{
    const mln_solve_policy *policy = &solver->in->policy;
    if (use.slot != 0)
        return;
    uint64_t bits = from->bits;
    uint64_t guarded = bits & policy->guards;
    if (guarded) {
        uint64_t texts = mln_guards_prove(&solver->guards, use.user, guarded, MLN_PROOF_TEXT);
        if (texts) {
            bits &= ~mln_guards_prove(&solver->guards, use.user, guarded, MLN_PROOF_CLEAN);
            bits &= ~(texts & policy->string_kills);
            bits &= ~mln_guards_prove(&solver->guards, use.user,
                                      bits & policy->prefix_kills & guarded, MLN_PROOF_PREFIX);
        }
    }
    pass(solver, from, use.user, from->path, bits, MLN_STEP_USE);
}

void mln_solver_transfer(mln_solver *solver, const mln_solve_from *from, mln_solve_use use)
{
    const mln_facts *facts = solver->facts;
    const mln_solve_policy *policy = &solver->in->policy;
    if (use.slot >= MLN_SLOT_EXIT) {
        mln_solver_leave(solver, from, use);
        return;
    }
    switch (mln_facts_op(facts, use.user)) {
    case MLN_FLOW_YIELD:
        pass(solver, from, use.user, from->path, from->bits & policy->library, MLN_STEP_USE);
        break;
    case MLN_FLOW_COPY:
        pass(solver, from, use.user, from->path, from->bits & ~get_typed_kills(solver, use.user),
             facts->flags[use.user] & MLN_FLOW_FLAG_BIND ? MLN_STEP_ASSIGN : MLN_STEP_USE);
        break;
    case MLN_FLOW_AWAIT:
    case MLN_FLOW_PHI:
    case MLN_FLOW_CAPTURE:
        pass(solver, from, use.user, from->path, from->bits,
             facts->flags[use.user] & MLN_FLOW_FLAG_BIND ? MLN_STEP_ASSIGN : MLN_STEP_USE);
        break;
    case MLN_FLOW_CELL: /* lives longer than any call */
        mln_solver_push(solver, from, use.user, 0, from->path, from->bits, MLN_STEP_USE,
                        MLN_FLOW_NONE);
        break;
    case MLN_FLOW_CONCAT:
        concat(solver, from, use);
        break;
    case MLN_FLOW_BINARY:
    case MLN_FLOW_UNARY:
        pass_whole(solver, from, use.user,
                   from->bits & ~get_operator_kills(policy, facts->aux[use.user]), MLN_STEP_USE);
        break;
    case MLN_FLOW_LOAD:
        load(solver, from, use);
        break;
    case MLN_FLOW_STORE:
        store(solver, from, use);
        break;
    case MLN_FLOW_OBJECT:
    case MLN_FLOW_ARRAY:
    case MLN_FLOW_JSX:
        literal(solver, from, use);
        break;
    case MLN_FLOW_REST:
        rest(solver, from, use);
        break;
    case MLN_FLOW_CALL:
        mln_solver_enter_call(solver, from, use.user, use.slot);
        break;
    case MLN_FLOW_OUT: /* the call's own result is another thing */
        if (use.slot == 1)
            pass(solver, from, use.user, from->path,
                 mln_solver_is_overwritten(solver, use.user) ? from->bits & policy->unknown_pass
                                                             : from->bits,
                 MLN_STEP_USE);
        break;
    case MLN_FLOW_CATCH:
        pass(solver, from, use.user, from->path, from->bits & policy->throws, MLN_STEP_USE);
        break;
    case MLN_FLOW_REFINE:
        refine(solver, from, use);
        break;
    case MLN_FLOW_UNKNOWN: /* like a call of unknown code */
        pass(solver, from, use.user, 0, from->bits & policy->unknown_pass, MLN_STEP_THROUGH);
        break;
    default: /* has no operands */
        break;
    }
}
