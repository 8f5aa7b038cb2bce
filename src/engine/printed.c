#include "engine/printed.h"

#include "flow/format.h"

#include "base/banned.h"

static bool is_format(const mln_resolution *resolution, uint32_t call, uint32_t value, uint32_t set)
{
    uint32_t first, last = mln_resolution_find_roles(resolution, value, &first);
    for (uint32_t i = first; i < last; i++) {
        const mln_role_hit *hit = &resolution->roles[i];
        if (hit->call == call && hit->role->kind == MLN_API_SINK && hit->role->set == set)
            return true;
    }
    return false;
}

bool mln_is_printed_number(const mln_resolution *resolution, uint32_t call, uint32_t value)
{
    const mln_facts *facts = resolution->facts;
    const mln_flow_operand *operands = mln_facts_operands(facts, call);
    uint32_t set = mln_api_find_set(resolution->api, MLN_STR("format.string")), at;
    uint32_t slot = 2;
    while (slot < facts->count[call] && operands[slot].value != value)
        slot++;
    if (set == UINT32_MAX || slot >= facts->count[call])
        return false;
    for (uint32_t format = 2; format < slot; format++)
        if (is_format(resolution, call, operands[format].value, set))
            return mln_format_find(mln_format_get(facts, call, format - 2), false,
                                   slot - format - 1, &at) == MLN_FORMAT_NUMBER;
    return false;
}
