/* Looking things up in a resolution. */
#include "flow/resolve.h"

#include "base/banned.h"

uint32_t mln_resolution_find_roles(const mln_resolution *resolution, uint32_t value,
                                   uint32_t *first)
{
    uint32_t low = 0, high = resolution->role_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (resolution->roles[middle].value < value)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (low < resolution->role_count && resolution->roles[low].value == value)
        low++;
    return low;
}

uint32_t mln_resolution_find_targets(const mln_resolution *resolution, uint32_t call,
                                     uint32_t *first)
{
    uint32_t low = 0, high = resolution->target_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (resolution->targets[middle].call < call)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (low < resolution->target_count && resolution->targets[low].call == call)
        low++;
    return low;
}
