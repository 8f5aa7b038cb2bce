/* require: conditions on sets of labels (mln_require): `A and not B`. */
#ifndef MLN_FLOW_REQUIRE_H
#define MLN_FLOW_REQUIRE_H

#include "flow/solve.h"

/* Values that may wait for their operator; a program that needs more is no expression. */
#define MLN_REQUIRE_DEPTH_MAX 128u

/* Whether it holds of the labels in `bits`. A program that is no expression holds of nothing. */
bool mln_require_holds(const mln_require *require, uint64_t bits);

/* Whether it may hold of some of the labels in `bits`. */
bool mln_require_may_hold(const mln_require *require, uint64_t bits);

/* All labels it names. */
uint64_t mln_require_get_bits(const mln_require *require);

/* Those that it names other than to exclude them. */
uint64_t mln_require_get_wanted(const mln_require *require);

/* The first of those that is in `bits`, as a bit; 0 for none. The way of this one is shown. */
uint64_t mln_require_get_first(const mln_require *require, uint64_t bits);

#endif
