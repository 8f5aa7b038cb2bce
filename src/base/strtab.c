#include "base/strtab.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/banned.h"

#define FIRST_SLOTS 256u

uint32_t mln_strtab_hash(mln_str text)
{
    return (uint32_t)XXH3_64bits(text.ptr, text.len);
}

void mln_strtab_init(mln_strtab *tab)
{
    *tab = (mln_strtab){0};
    tab->slot_count = FIRST_SLOTS;
    tab->slots = mln_mem_new(FIRST_SLOTS, sizeof *tab->slots);
    mln_strtab_add(tab, MLN_STR(""));
}

void mln_strtab_release(mln_strtab *tab)
{
    mln_vec_release(&tab->entries);
    mln_mem_free(tab->slots);
    mln_arena_release(&tab->texts);
    tab->slots = NULL;
    tab->slot_count = 0;
}

void mln_strtab_clear(mln_strtab *tab)
{
    /* A huge file must not make every later clear expensive. */
    if (tab->slot_count > FIRST_SLOTS && tab->entries.len < tab->slot_count / 16) {
        tab->slot_count /= 2;
        tab->slots = mln_mem_resize(tab->slots, tab->slot_count, sizeof *tab->slots);
    }
    memset(tab->slots, 0, tab->slot_count * sizeof *tab->slots);
    mln_vec_clear(&tab->entries);
    mln_arena_clear(&tab->texts);
    mln_strtab_add(tab, MLN_STR(""));
}

static void rehash(mln_strtab *tab)
{
    tab->slot_count *= 2;
    mln_mem_free(tab->slots);
    tab->slots = mln_mem_new(tab->slot_count, sizeof *tab->slots);
    uint32_t mask = tab->slot_count - 1;
    for (uint32_t id = 0; id < tab->entries.len; id++) {
        uint32_t slot = tab->entries.data[id].hash & mask;
        while (tab->slots[slot])
            slot = (slot + 1) & mask;
        tab->slots[slot] = id + 1;
    }
}

uint32_t mln_strtab_find_hashed(const mln_strtab *tab, mln_str text, uint32_t hash)
{
    uint32_t mask = tab->slot_count - 1;
    for (uint32_t slot = hash & mask; tab->slots[slot]; slot = (slot + 1) & mask) {
        const mln_strtab_entry *entry = &tab->entries.data[tab->slots[slot] - 1];
        if (entry->hash == hash && mln_str_equal(entry->text, text))
            return tab->slots[slot] - 1;
    }
    return UINT32_MAX;
}

uint32_t mln_strtab_find(const mln_strtab *tab, mln_str text)
{
    return mln_strtab_find_hashed(tab, text, mln_strtab_hash(text));
}

uint32_t mln_strtab_add(mln_strtab *tab, mln_str text)
{
    uint32_t hash = mln_strtab_hash(text);
    uint32_t mask = tab->slot_count - 1;
    uint32_t slot = hash & mask;
    for (; tab->slots[slot]; slot = (slot + 1) & mask) {
        const mln_strtab_entry *entry = &tab->entries.data[tab->slots[slot] - 1];
        if (entry->hash == hash && mln_str_equal(entry->text, text))
            return tab->slots[slot] - 1;
    }
    uint32_t id = tab->entries.len;
    mln_str copy = {mln_arena_dup(&tab->texts, text.ptr, text.len), text.len};
    mln_vec_add(&tab->entries, (mln_strtab_entry){copy, hash});
    tab->slots[slot] = id + 1;
    if (tab->entries.len > tab->slot_count / 2)
        rehash(tab);
    return id;
}
