/* thread: one job for every index of a range, on several threads.
 *
 * Work is taken from one atomic counter; no lock is held. Results belong to the index, so that they
 * do not depend on who did the work.
 */
#ifndef MLN_BASE_THREAD_H
#define MLN_BASE_THREAD_H

#include "base/base.h"

/* `worker` is 0 … workers-1 and is the same for all calls made by one thread. */
typedef void mln_thread_job(void *context, uint32_t index, uint32_t worker);

/* Calls `job` for 0 … count-1, in rising order of start, and returns when all are done. With
 * `workers` ≤ 1 nothing but the calling thread is used. A thread that cannot be started is done
 * without. */
void mln_thread_each(uint32_t count, uint32_t workers, mln_thread_job *job, void *context);

/* Processors this process may use; at least 1. */
uint32_t mln_thread_get_cpu_count(void);

#endif
