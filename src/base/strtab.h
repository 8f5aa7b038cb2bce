/* strtab: interned text. Equal text has one id; ids count up from 1, 0 is the empty string.
 *
 * A file has one (its symbols), the run has one (the vocabulary of all rules, frozen before the
 * scan). Text is copied. Lookup is one XXH3 hash and, as a rule, one compare.
 */
#ifndef MLN_BASE_STRTAB_H
#define MLN_BASE_STRTAB_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

typedef struct {
    mln_str text;
    uint32_t hash; /* of the text; equal in every table and every run */
} mln_strtab_entry;

typedef struct {
    MLN_VEC(mln_strtab_entry)
    entries;             /* by id; entry 0 is the empty string */
    uint32_t *slots;     /* id + 1, or 0; open addressing */
    uint32_t slot_count; /* a power of two */
    mln_arena texts;
} mln_strtab;

void mln_strtab_init(mln_strtab *tab);
void mln_strtab_release(mln_strtab *tab);
void mln_strtab_clear(mln_strtab *tab);

/* The id of `text`, made if new. */
uint32_t mln_strtab_add(mln_strtab *tab, mln_str text);

/* The id of `text`, or UINT32_MAX. Does not change the table: safe from many threads. */
uint32_t mln_strtab_find(const mln_strtab *tab, mln_str text);

/* The same with the hash at hand (mln_strtab_hash, or an entry of another table). */
uint32_t mln_strtab_find_hashed(const mln_strtab *tab, mln_str text, uint32_t hash);

uint32_t mln_strtab_hash(mln_str text);

static inline mln_str mln_strtab_get(const mln_strtab *tab, uint32_t id)
{
    return tab->entries.data[id].text;
}

static inline uint32_t mln_strtab_get_hash(const mln_strtab *tab, uint32_t id)
{
    return tab->entries.data[id].hash;
}

#endif
