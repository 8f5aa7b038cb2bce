#include "flow/require.h"

#include "base/banned.h"

/* With `may` any of the labels can be missing, so that `not` always holds. */
static bool evaluate(const mln_require *require, uint64_t bits, bool may)
{
    bool stack[MLN_REQUIRE_DEPTH_MAX];
    uint32_t depth = 0;
    for (uint32_t i = 0; i < require->count; i++) {
        mln_require_step step = require->steps[i];
        switch (step.op) {
        case MLN_REQUIRE_BIT:
            if (depth == MLN_REQUIRE_DEPTH_MAX || step.bit > 63)
                return false;
            stack[depth++] = (bits >> step.bit) & 1;
            break;
        case MLN_REQUIRE_NOT:
            if (depth < 1)
                return false;
            stack[depth - 1] = may || !stack[depth - 1];
            break;
        case MLN_REQUIRE_AND:
        case MLN_REQUIRE_OR:
            if (depth < 2)
                return false;
            depth--;
            stack[depth - 1] = step.op == MLN_REQUIRE_AND ? stack[depth - 1] && stack[depth]
                                                          : stack[depth - 1] || stack[depth];
            break;
        default:
            return false;
        }
    }
    return depth == 1 && stack[0];
}

bool mln_require_holds(const mln_require *require, uint64_t bits)
{
    return evaluate(require, bits, false);
}

bool mln_require_may_hold(const mln_require *require, uint64_t bits)
{
    return evaluate(require, bits, true);
}

uint64_t mln_require_get_bits(const mln_require *require)
{
    uint64_t bits = 0;
    for (uint32_t i = 0; i < require->count; i++)
        if (require->steps[i].op == MLN_REQUIRE_BIT && require->steps[i].bit < 64)
            bits |= (uint64_t)1 << require->steps[i].bit;
    return bits;
}

uint64_t mln_require_get_wanted(const mln_require *require)
{
    /* What each expression on the stack wants, and what it would want if it were denied. */
    uint64_t wanted[MLN_REQUIRE_DEPTH_MAX], denied[MLN_REQUIRE_DEPTH_MAX];
    uint32_t depth = 0;
    for (uint32_t i = 0; i < require->count; i++) {
        mln_require_step step = require->steps[i];
        if (step.op == MLN_REQUIRE_BIT) {
            if (depth == MLN_REQUIRE_DEPTH_MAX || step.bit > 63)
                return 0;
            wanted[depth] = (uint64_t)1 << step.bit;
            denied[depth++] = 0;
        } else if (step.op == MLN_REQUIRE_NOT && depth) {
            uint64_t was = wanted[depth - 1];
            wanted[depth - 1] = denied[depth - 1];
            denied[depth - 1] = was;
        } else if (depth >= 2) {
            depth--;
            wanted[depth - 1] |= wanted[depth];
            denied[depth - 1] |= denied[depth];
        } else {
            return 0;
        }
    }
    return depth == 1 ? wanted[0] : 0;
}

uint64_t mln_require_get_first(const mln_require *require, uint64_t bits)
{
    bits &= mln_require_get_wanted(require);
    for (uint32_t i = 0; i < require->count && bits; i++) {
        mln_require_step step = require->steps[i];
        if (step.op == MLN_REQUIRE_BIT && step.bit < 64 && ((bits >> step.bit) & 1))
            return (uint64_t)1 << step.bit;
    }
    return 0;
}
