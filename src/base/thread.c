#define _GNU_SOURCE
#include "base/thread.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#ifdef __linux__
#include <sched.h>

#include "base/banned.h"
#endif

#define WORKERS_MAX 256u

typedef struct {
    _Atomic uint32_t next;
    uint32_t count;
    mln_thread_job *job;
    void *context;
} pool;

typedef struct {
    pool *shared;
    uint32_t worker;
} seat;

static void *run(void *argument)
{
    const seat *self = argument;
    pool *shared = self->shared;
    for (;;) {
        uint32_t index = atomic_fetch_add_explicit(&shared->next, 1, memory_order_relaxed);
        if (index >= shared->count)
            return NULL;
        shared->job(shared->context, index, self->worker);
    }
}

void mln_thread_each(uint32_t count, uint32_t workers, mln_thread_job *job, void *context)
{
    pool shared = {.count = count, .job = job, .context = context};
    if (workers > WORKERS_MAX)
        workers = WORKERS_MAX;
    if (workers > count)
        workers = count;
    pthread_t threads[WORKERS_MAX];
    seat seats[WORKERS_MAX];
    uint32_t started = 0;
    /* Deep code is walked without recursion; the default stack is ample. */
    for (uint32_t i = 1; i < workers; i++) {
        seats[i] = (seat){&shared, i};
        if (pthread_create(&threads[started], NULL, run, &seats[i]) != 0)
            break;
        started++;
    }
    seats[0] = (seat){&shared, 0};
    run(&seats[0]);
    for (uint32_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
}

uint32_t mln_thread_get_cpu_count(void)
{
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
        return (uint32_t)CPU_COUNT(&set);
#endif
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (uint32_t)count : 1;
}
