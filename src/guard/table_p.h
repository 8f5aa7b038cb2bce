/*
 * The table of a rate limit: memory that processes share, changed without locks.
 *
 * A bucket is 192 bytes: eight tags (one cache line), then two state words for each. A key has two
 * buckets, hence sixteen places, in an order that is the same for everybody. 4.8 keys a bucket are
 * planned, 40 bytes a key; with two choices a bucket of eight then does not overflow.
 *
 *     tag    [ hash 55 | tentative 1 | generation 8 ]      hash 0: empty
 *     state  [ generation 8 | what the algorithm keeps, 56 ]
 *
 * Taking a place is one compare-and-swap of its tag that also raises the generation, so that the
 * states of the key before are void from that instant: nothing needs to be cleared, and a process
 * may end or stop between any two steps. That one key never gets two places is seen to by the
 * tentative bit. A place is first taken tentatively; then all places of the key are read: when one
 * is confirmed, or a lower one tentative, this one is given back; higher tentative ones are taken
 * away; then it is confirmed. Of two who place one after the other, the later one's reading finds
 * the earlier, so both cannot be confirmed. Whoever meets a tentative place of his own key finishes
 * it, its owner may be gone. Hits go to confirmed places alone.
 *
 * A hit that finds the tag changed after it has counted counts again (its place was given away
 * under it).
 */
#ifndef MLG_TABLE_P_H
#define MLG_TABLE_P_H

#include "guard_p.h"

#include <stdatomic.h>

#define MLG_TABLE_VERSION 1
#define MLG_GENERATION_SHIFT 56
#define MLG_STATE_MASK (((uint64_t)1 << MLG_GENERATION_SHIFT) - 1)

typedef struct mlg_table mlg_table;

/* A place of a key: `seen` is its tag as it was found. */
typedef struct mlg_place {
    _Atomic uint64_t *tag;
    _Atomic uint64_t *state; /* two */
    uint64_t seen;
} mlg_place;

/* How many hits a place would forget: 0 when it has expired. States are without generation; a void
 * one is 0. */
typedef uint64_t mlg_weigh_fn(const void *arg, int64_t now_us, uint64_t first, uint64_t second);

/* Opens or makes it. The name enters the hash. */
int mlg_table_new(const mlg_env *env, const mlg_limit_options *options, mlg_table **out);
void mlg_table_free(mlg_table *table, const mlg_env *env);

uint64_t mlg_table_hash(const mlg_table *table, const char *key, size_t len);

/* MLG_ALLOW and the place of a key that has one, else MLG_DENY. */
int mlg_table_find(const mlg_table *table, uint64_t hash, mlg_place *place);

/* Its place, taken when it has none. Always succeeds. */
void mlg_table_take(const mlg_table *table, uint64_t hash, int64_t now_us, mlg_weigh_fn *weigh,
                    const void *arg, mlg_place *place);

/* Makes a place empty, unless it has changed since. */
void mlg_table_drop(const mlg_place *place);
void mlg_table_clear(mlg_table *table);
void mlg_table_usage(const mlg_table *table, mlg_limit_usage *usage);

/* The generation of a place, in the upper bits, as its states carry it. */
static inline uint64_t mlg_place_generation(const mlg_place *place)
{
    return place->seen << MLG_GENERATION_SHIFT;
}

/* A state word of a place without its generation; 0 when it belongs to a key before. */
static inline uint64_t mlg_place_value(const mlg_place *place, uint64_t word)
{
    return (word & ~MLG_STATE_MASK) == mlg_place_generation(place) ? word & MLG_STATE_MASK : 0;
}

#endif
