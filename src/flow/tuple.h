/* tuple: numbers for tuples of four numbers. Equal tuples have one number; numbers count up from 0
 * in the order of adding, whatever the hash.
 *
 * All-zero memory is empty and ready; `clear` keeps what is allocated.
 */
#ifndef MLN_FLOW_TUPLE_H
#define MLN_FLOW_TUPLE_H

#include "base/vec.h"

typedef struct {
    uint32_t part[4];
} mln_tuple;

/* The hash stands beside the number: another tuple is told without a look at it. */
typedef struct {
    uint32_t number; /* and 1; 0: empty */
    uint32_t hash;
} mln_tuple_slot;

typedef struct {
    MLN_VEC(mln_tuple)
    all;                   /* by number */
    mln_tuple_slot *slots; /* open addressing */
    uint32_t slot_count;   /* a power of two */
} mln_tuples;

void mln_tuples_clear(mln_tuples *tuples);
void mln_tuples_release(mln_tuples *tuples);

/* The number of a tuple, made if new: then it is `all.len - 1`. */
uint32_t mln_tuples_add(mln_tuples *tuples, mln_tuple tuple);

/* The number of a tuple, or UINT32_MAX. */
uint32_t mln_tuples_find(const mln_tuples *tuples, mln_tuple tuple);

#endif
