/* costs: the table of --profile. */
#ifndef MLN_CLI_COSTS_H
#define MLN_CLI_COSTS_H

#include "finding/run.h"

/* Prints on standard error what phases and rules cost, the dearest first: twenty rules, or `all`.
 * A rule that spent its step budget is marked. */
void mln_costs_print(const mln_run *run, bool all);

#endif
