#include "flow/tuple.h"

#include <string.h>

#include "base/banned.h"

#define SLOTS_MIN 64

static uint32_t hash(mln_tuple tuple)
{
    uint64_t h = 0x9e3779b97f4a7c15u;
    for (int i = 0; i < 4; i++) {
        h = (h ^ tuple.part[i]) * 0xff51afd7ed558ccdu;
        h ^= h >> 32;
    }
    return (uint32_t)h;
}

static bool equal(mln_tuple a, mln_tuple b)
{
    return a.part[0] == b.part[0] && a.part[1] == b.part[1] && a.part[2] == b.part[2] &&
           a.part[3] == b.part[3];
}

void mln_tuples_clear(mln_tuples *tuples)
{
    uint32_t mask = tuples->slot_count - 1;
    if (tuples->all.len > tuples->slot_count / 16) {
        memset(tuples->slots, 0, tuples->slot_count * sizeof *tuples->slots);
    } else {
        /* Few in a large table: each by itself. Its slot is there, though those before it may be
         * empty again. */
        for (uint32_t i = 0; i < tuples->all.len; i++) {
            uint32_t at = hash(tuples->all.data[i]) & mask;
            while (tuples->slots[at] != i + 1)
                at = (at + 1) & mask;
            tuples->slots[at] = 0;
        }
    }
    mln_vec_clear(&tuples->all);
}

void mln_tuples_release(mln_tuples *tuples)
{
    mln_vec_release(&tuples->all);
    mln_mem_free(tuples->slots);
    tuples->slots = NULL;
    tuples->slot_count = 0;
}

static void grow(mln_tuples *tuples)
{
    uint32_t count = tuples->slot_count ? tuples->slot_count * 2 : SLOTS_MIN;
    mln_mem_free(tuples->slots);
    tuples->slots = mln_mem_new(count, sizeof *tuples->slots);
    tuples->slot_count = count;
    for (uint32_t i = 0; i < tuples->all.len; i++) {
        uint32_t at = hash(tuples->all.data[i]) & (count - 1);
        while (tuples->slots[at])
            at = (at + 1) & (count - 1);
        tuples->slots[at] = i + 1;
    }
}

uint32_t mln_tuples_add(mln_tuples *tuples, mln_tuple tuple)
{
    if (tuples->all.len >= tuples->slot_count / 2)
        grow(tuples);
    uint32_t mask = tuples->slot_count - 1, at = hash(tuple) & mask;
    for (; tuples->slots[at]; at = (at + 1) & mask)
        if (equal(tuples->all.data[tuples->slots[at] - 1], tuple))
            return tuples->slots[at] - 1;
    mln_vec_add(&tuples->all, tuple);
    tuples->slots[at] = tuples->all.len;
    return tuples->all.len - 1;
}

uint32_t mln_tuples_find(const mln_tuples *tuples, mln_tuple tuple)
{
    if (tuples->slot_count == 0)
        return UINT32_MAX;
    uint32_t mask = tuples->slot_count - 1;
    for (uint32_t at = hash(tuple) & mask; tuples->slots[at]; at = (at + 1) & mask)
        if (equal(tuples->all.data[tuples->slots[at] - 1], tuple))
            return tuples->slots[at] - 1;
    return UINT32_MAX;
}
