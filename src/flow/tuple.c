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
            while (tuples->slots[at].number != i + 1)
                at = (at + 1) & mask;
            tuples->slots[at] = (mln_tuple_slot){0};
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
    uint32_t old = tuples->slot_count, count = old ? old * 2 : SLOTS_MIN;
    mln_tuple_slot *slots = mln_mem_new(count, sizeof *slots);
    for (uint32_t i = 0; i < old; i++) {
        mln_tuple_slot slot = tuples->slots[i];
        uint32_t at = slot.hash & (count - 1);
        if (!slot.number)
            continue;
        while (slots[at].number)
            at = (at + 1) & (count - 1);
        slots[at] = slot;
    }
    mln_mem_free(tuples->slots);
    tuples->slots = slots;
    tuples->slot_count = count;
}

/* The slot that a tuple has, or would have. */
static mln_tuple_slot *find_slot(const mln_tuples *tuples, mln_tuple tuple, uint32_t hash_of)
{
    uint32_t mask = tuples->slot_count - 1, at = hash_of & mask;
    while (tuples->slots[at].number &&
           (tuples->slots[at].hash != hash_of ||
            !equal(tuples->all.data[tuples->slots[at].number - 1], tuple)))
        at = (at + 1) & mask;
    return &tuples->slots[at];
}

uint32_t mln_tuples_add(mln_tuples *tuples, mln_tuple tuple)
{
    if (tuples->all.len >= tuples->slot_count / 2)
        grow(tuples);
    uint32_t hash_of = hash(tuple);
    mln_tuple_slot *slot = find_slot(tuples, tuple, hash_of);
    if (slot->number)
        return slot->number - 1;
    mln_vec_add(&tuples->all, tuple);
    *slot = (mln_tuple_slot){tuples->all.len, hash_of};
    return tuples->all.len - 1;
}

uint32_t mln_tuples_find(const mln_tuples *tuples, mln_tuple tuple)
{
    if (tuples->slot_count == 0)
        return UINT32_MAX;
    uint32_t number = find_slot(tuples, tuple, hash(tuple))->number;
    return number ? number - 1 : UINT32_MAX;
}
