#include "flow/option_p.h"

#include "base/banned.h"

#define KEY_DEPTH_MAX 12u /* of spreads in spreads */
#define KEY_STEP_MAX 1024u
#define JOINED_MAX 8u /* values that meet in one */

static mln_has_key both(mln_has_key a, mln_has_key b)
{
    return a == b ? a : MLN_MAY_HAVE;
}

static mln_has_key find_key(const mln_facts *facts, uint32_t value, uint32_t key, uint32_t depth,
                            uint32_t *steps)
{
    if (depth == KEY_DEPTH_MAX || ++*steps > KEY_STEP_MAX)
        return MLN_MAY_HAVE;
    value = mln_facts_skip_copies(facts, value);
    const mln_flow_operand *operands = mln_facts_operands(facts, value);
    uint32_t count = facts->count[value];
    mln_has_key has;
    switch (mln_facts_op(facts, value)) {
    case MLN_FLOW_UNDEFINED:
        return MLN_HAS_NOT;
    case MLN_FLOW_CONST:
        return facts->aux[value] == MLN_FLOW_STRING ? MLN_MAY_HAVE : MLN_HAS_NOT;
    case MLN_FLOW_OBJECT:
        has = MLN_HAS_NOT;
        for (uint32_t i = count; i-- > 0;) {
            if (operands[i].key == key)
                return MLN_HAS;
            if (operands[i].key == MLN_FLOW_ELEMENT)
                has = MLN_MAY_HAVE;
            mln_has_key spread = operands[i].key == MLN_FLOW_SPREAD
                                     ? find_key(facts, operands[i].value, key, depth + 1, steps)
                                     : MLN_HAS_NOT;
            if (spread == MLN_HAS)
                return MLN_HAS;
            if (spread == MLN_MAY_HAVE)
                has = MLN_MAY_HAVE;
        }
        return has;
    case MLN_FLOW_STORE:
        if (operands[1].key == key)
            return MLN_HAS;
        has = find_key(facts, operands[0].value, key, depth + 1, steps);
        return has == MLN_HAS_NOT && operands[1].key == MLN_FLOW_ELEMENT ? MLN_MAY_HAVE : has;
    case MLN_FLOW_OUT:
        return find_key(facts, operands[1].value, key, depth + 1, steps) == MLN_HAS ? MLN_HAS
                                                                                    : MLN_MAY_HAVE;
    case MLN_FLOW_PHI:
    case MLN_FLOW_CELL:
        has = count ? find_key(facts, operands[0].value, key, depth + 1, steps) : MLN_MAY_HAVE;
        for (uint32_t i = 1; i < count && i < JOINED_MAX && has != MLN_MAY_HAVE; i++)
            has = both(has, find_key(facts, operands[i].value, key, depth + 1, steps));
        return count > JOINED_MAX ? MLN_MAY_HAVE : has;
    default:
        return MLN_MAY_HAVE;
    }
}

mln_has_key mln_facts_find_key(const mln_facts *facts, uint32_t value, uint32_t key)
{
    uint32_t steps = 0;
    return find_key(facts, value, key, 0, &steps);
}
