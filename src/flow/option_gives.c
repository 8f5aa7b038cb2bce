/* What a function of an option answers: `origin: (from, callback) => callback(null, true)`. */
#include "flow/option_p.h"

#include "base/banned.h"

#define ANSWER_DEPTH_MAX 16u
#define CALLBACK_ANSWER 3u /* operand of the call: callee, receiver, error, answer */

static bool is_constant_of(const mln_facts *facts, uint32_t value, const mln_literals *set,
                           mln_regex_matcher *matcher, uint32_t depth)
{
    mln_literal literal;
    value = mln_facts_skip_copies(facts, value);
    mln_flow_op op = mln_facts_op(facts, value);
    if (op != MLN_FLOW_PHI && op != MLN_FLOW_CELL)
        return (op == MLN_FLOW_CONST || op == MLN_FLOW_REGEX) &&
               mln_literal_of(facts, value, &literal) &&
               mln_literals_take(set, op, &literal, matcher);
    bool all = facts->count[value] > 0 && depth < ANSWER_DEPTH_MAX;
    for (uint32_t i = 0; all && i < facts->count[value]; i++)
        all = is_constant_of(facts, mln_facts_operands(facts, value)[i].value, set, matcher,
                             depth + 1);
    return all;
}

static bool is_alias(mln_flow_op op)
{
    return op == MLN_FLOW_COPY || op == MLN_FLOW_CAPTURE || op == MLN_FLOW_REFINE ||
           op == MLN_FLOW_AWAIT;
}

/* Every use of the callback must be a call with an answer of the set. */
static bool answers_by(const mln_facts *facts, uint32_t callback, const mln_literals *set,
                       mln_regex_matcher *matcher, bool *called)
{
    bool all = true;
    *called = false;
    for (uint32_t v = 0; v < facts->value_count; v++) {
        mln_flow_op op = mln_facts_op(facts, v);
        const mln_flow_operand *operands = mln_facts_operands(facts, v);
        for (uint32_t i = 0; !is_alias(op) && i < facts->count[v]; i++) {
            if (mln_facts_skip_copies(facts, operands[i].value) != callback)
                continue;
            bool call = op == MLN_FLOW_CALL && i == 0;
            *called |= call;
            all = all && call && facts->count[v] > CALLBACK_ANSWER &&
                  operands[2].key != MLN_FLOW_SPREAD &&
                  is_constant_of(facts, operands[CALLBACK_ANSWER].value, set, matcher, 0);
        }
    }
    return all;
}

/* A function without branches, or whose branches all return, gives what its PHI holds; one that can
 * run to its end gives undefined too, which the PHI does not say. */
static bool runs_straight(const mln_facts *facts, uint32_t function)
{
    uint32_t branches = 0;
    for (uint32_t b = 0; b < facts->block_count; b++)
        branches += facts->blocks[b].function == function && facts->blocks[b].next_count > 1;
    return branches == 0;
}

bool mln_option_gives_only(const mln_facts *facts, uint32_t closure, const mln_literals *set,
                           mln_regex_matcher *matcher)
{
    uint32_t index = facts->aux[closure];
    const mln_flow_function *function = &facts->functions[index];
    bool called;
    if (set->kind == MLN_LITERALS_NONE || (function->flags & MLN_FLOW_FUNCTION_GENERATOR))
        return false;
    if (function->param_count > 0) {
        uint32_t callback = function->first_param + function->param_count - 1;
        bool all = answers_by(facts, callback, set, matcher, &called);
        if (called)
            return all;
    }
    return runs_straight(facts, index) && is_constant_of(facts, function->result, set, matcher, 0);
}
