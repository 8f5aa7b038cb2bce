/*
 * The rate limit among processes. Usage: guard_processes exact|kill|stop|room FOLDER
 *
 *   exact   eight processes hit one key half a million times each; every hit is counted, for each
 * algorithm kill    processes that hit old and new keys are killed in the middle; nothing is lost,
 * nobody waits stop    one process is stopped at a thousand points; the others do as much a CPU
 * second as without it room    a million keys: bytes a key, and none given up
 *
 * Prints the figures; exits 0 when all holds. Ends by itself: children die with their parent, and
 * the alarm ends that.
 */
#include "merlon_guard.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SECOND INT64_C(1000000)
#define START (INT64_C(1700000000) * SECOND)
#define DAY (86400 * SECOND)
#define MOST 8

static const char *const names[] = {"sliding", "gcra", "fixed"};

/* What the processes tell one another, in shared memory; a cache line for each. */
typedef struct line {
    _Atomic uint64_t hits, allowed;
    char rest[48];
} line;

static struct {
    line lines[MOST];
    _Atomic int go, stop, rest, resting; /* the last two: of process 0 */
} * shared;

static char path[512];

static void fail(const char *what)
{
    fprintf(stderr, "guard_processes: %s (errno: %s)\n", what, strerror(errno));
    unlink(path);
    exit(1);
}

static mlg_limit *table_open(int algorithm, uint64_t count, size_t capacity)
{
    mlg_limit_options options;
    mlg_limit *limit;
    mlg_limit_options_init(&options);
    options.algorithm = algorithm;
    options.limit = count;
    options.window_us = 30 * DAY;
    options.capacity = capacity;
    options.path = path;
    options.replace = 1;
    int error = mlg_limit_new(NULL, &options, &limit);
    if (error) {
        fprintf(stderr, "%s: %s\n", path, mlg_error_text(error));
        exit(1);
    }
    return limit;
}

typedef void work_fn(unsigned self, uint64_t amount, int algorithm);

static pid_t spawn(work_fn *work, unsigned self, uint64_t amount, int algorithm)
{
    pid_t parent = getpid(), child = fork();
    if (child < 0)
        fail("fork");
    if (child)
        return child;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    while (!atomic_load(&shared->go))
        usleep(100);
    work(self, amount, algorithm);
    _exit(0);
}

static void reset(void)
{
    memset(shared, 0, sizeof *shared);
    unlink(path);
}

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- exact
 * ------------------------------------------------------------------------------------------- */

static void hit_one_key(unsigned self, uint64_t amount, int algorithm)
{
    mlg_limit *limit = table_open(algorithm, 4000000, 1000);
    uint64_t allowed = 0;
    for (uint64_t i = 0; i < amount; i++)
        allowed += mlg_limit_hit_at(limit, "one", 3, 1, START, NULL) == MLG_ALLOW;
    shared->lines[self].allowed = allowed;
}

static int exact(void)
{
    enum { PROCESSES = 8, HITS = 500000 };
    int good = 1;
    for (int algorithm = MLG_LIMIT_SLIDING; algorithm <= MLG_LIMIT_FIXED; algorithm++) {
        pid_t child[PROCESSES];
        reset();
        for (unsigned i = 0; i < PROCESSES; i++)
            child[i] = spawn(hit_one_key, i, HITS, algorithm); /* each opens the file for itself */
        double begin = seconds(CLOCK_MONOTONIC);
        shared->go = 1;
        uint64_t allowed = 0;
        for (unsigned i = 0; i < PROCESSES; i++) {
            int status;
            if (waitpid(child[i], &status, 0) != child[i] || status != 0)
                fail("a process failed");
            allowed += shared->lines[i].allowed;
        }
        double took = seconds(CLOCK_MONOTONIC) - begin;
        mlg_limit *limit = table_open(algorithm, 4000000, 1000);
        mlg_limit_state state;
        mlg_limit_peek_at(limit, "one", 3, START, &state);
        int last = mlg_limit_hit_at(limit, "one", 3, 1, START, NULL);
        mlg_limit_free(limit);
        printf("%s: %d processes, %d hits each: %llu counted, %llu allowed, the next one %s; %.0f "
               "ns a hit\n",
               names[algorithm], PROCESSES, HITS, (unsigned long long)state.hits,
               (unsigned long long)allowed, last == MLG_DENY ? "refused" : "allowed",
               took * 1e9 / (PROCESSES * HITS));
        good &= state.hits == PROCESSES * HITS && allowed == PROCESSES * HITS && last == MLG_DENY;
    }
    return good;
}

/* ---- kill
 * --------------------------------------------------------------------------------------------- */

enum { OLD_KEYS = 7, NEW_EACH = 16 };

/* Every sixteenth hit is of a key that is new, and the same for all, so that kills fall into the
 * taking of places. */
static uint64_t key_of(uint64_t i)
{
    return i % NEW_EACH ? i % OLD_KEYS : OLD_KEYS + i;
}

static void hit_old_and_new(unsigned self, uint64_t amount, int algorithm)
{
    mlg_limit *limit = table_open(algorithm, 4000000, 60000);
    for (uint64_t i = 0; i < amount; i++) {
        uint64_t key = key_of(i);
        if (mlg_limit_hit_at(limit, (char *)&key, sizeof key, 1, START, NULL) != MLG_ALLOW)
            _exit(2);
        atomic_store_explicit(&shared->lines[self].hits, i + 1, memory_order_release);
    }
}

static int kill_round(int algorithm, unsigned round, uint64_t *most_lost)
{
    enum { PROCESSES = 4, HITS = 320000 };
    pid_t child[PROCESSES];
    uint64_t killed = 0, told = 0, counted = 0;
    reset();
    mlg_limit_free(table_open(algorithm, 4000000, 60000));
    for (unsigned i = 0; i < PROCESSES; i++)
        child[i] = spawn(hit_old_and_new, i, HITS, algorithm);
    shared->go = 1;
    while (atomic_load(&shared->lines[0].hits) < 1 + round * 7919 % (HITS / 2))
        sched_yield();
    kill(child[0], SIGKILL);
    for (unsigned i = 0; i < PROCESSES; i++) {
        int status;
        if (waitpid(child[i], &status, 0) != child[i] || (i && status != 0))
            fail("a process that was not killed failed");
        killed += i == 0 && WIFSIGNALED(status);
        told += shared->lines[i].hits;
    }
    /* Each key by itself: what was reported is there, and at most the one hit that was under way
     * besides. */
    mlg_limit *limit = table_open(algorithm, 4000000, 60000);
    for (uint64_t i = 0; i < HITS + OLD_KEYS * NEW_EACH; i += NEW_EACH) {
        uint64_t key = i < OLD_KEYS * NEW_EACH ? i / NEW_EACH : key_of(i - OLD_KEYS * NEW_EACH);
        mlg_limit_state state;
        mlg_limit_peek_at(limit, (char *)&key, sizeof key, START, &state);
        counted += state.hits;
    }
    mlg_limit_free(limit);
    uint64_t lost = told > counted ? told - counted : 0;
    if (lost > *most_lost)
        *most_lost = lost;
    if (counted < told || counted > told + killed) {
        printf("%s, round %u: %llu hits reported, %llu counted\n", names[algorithm], round,
               (unsigned long long)told, (unsigned long long)counted);
        return -1;
    }
    return (int)killed;
}

static int kill_some(void)
{
    enum { ROUNDS = 30 };
    int good = 1;
    for (int algorithm = MLG_LIMIT_SLIDING; algorithm <= MLG_LIMIT_FIXED; algorithm++) {
        uint64_t lost = 0;
        int killed = 0;
        for (unsigned round = 0; round < ROUNDS; round++) {
            int result = kill_round(algorithm, round * 7 + 1, &lost);
            good &= result >= 0;
            killed += result > 0;
        }
        printf("%s: %d of %d processes killed in the middle, %llu hits lost\n", names[algorithm],
               killed, ROUNDS, (unsigned long long)lost);
        good &= killed > ROUNDS / 2;
    }
    return good;
}

/* ---- stop
 * --------------------------------------------------------------------------------------------- */

static void hit_until_told(unsigned self, uint64_t amount, int algorithm)
{
    mlg_limit *limit = table_open(algorithm, 4000000, 2000);
    (void)amount;
    for (uint64_t i = 0; !atomic_load(&shared->stop); i++) {
        if (self == 0 && atomic_load(&shared->rest)) {
            shared->resting = 1;
            while (atomic_load(&shared->rest) && !atomic_load(&shared->stop))
                usleep(200);
            shared->resting = 0;
        }
        /* A few keys that all hit, and many that are new: the table is full, places are given away
         * all the time. */
        uint64_t key = i % 8 ? i % 3 : (i << 8 | self);
        mlg_limit_hit_at(limit, (char *)&key, sizeof key, 1, START + (int64_t)i, NULL);
        atomic_store_explicit(&shared->lines[self].hits, i + 1, memory_order_relaxed);
    }
}

typedef struct tally {
    uint64_t hits;
    double cpu;
} tally;

static tally read_tally(const pid_t *child, unsigned from, unsigned to)
{
    tally sum = {0, 0};
    for (unsigned i = from; i < to; i++) {
        clockid_t clock;
        if (clock_getcpuclockid(child[i], &clock) != 0)
            fail("clock_getcpuclockid");
        sum.cpu += seconds(clock);
        sum.hits += atomic_load(&shared->lines[i].hits);
    }
    return sum;
}

/* Adds what processes 1 to 3 do in a moment. */
static void watch(const pid_t *child, tally *sum, unsigned *standstills)
{
    enum { PROCESSES = 4, SLICE_US = 1500 };
    tally before = read_tally(child, 1, PROCESSES);
    usleep(SLICE_US);
    tally after = read_tally(child, 1, PROCESSES);
    /* On a busy machine none of them may get a processor: that is no waiting for one another. */
    *standstills += after.hits == before.hits && after.cpu - before.cpu > SLICE_US / 2e6;
    sum->hits += after.hits - before.hits;
    sum->cpu += after.cpu - before.cpu;
}

/* Process 0 stands still by turns: between two hits, where it has nothing under way, and stopped
 * wherever it is. */
static int stop_round(int algorithm)
{
    enum { PROCESSES = 4, POINTS = 1000 };
    pid_t child[PROCESSES];
    tally resting = {0, 0}, stopped = {0, 0};
    unsigned standstills = 0, unused = 0, seed = 1;
    int status;
    reset();
    mlg_limit_free(table_open(algorithm, 4000000, 2000));
    for (unsigned i = 0; i < PROCESSES; i++)
        child[i] = spawn(hit_until_told, i, 0, algorithm);
    shared->go = 1;
    usleep(20000);
    for (unsigned i = 0; i < POINTS; i++) {
        shared->rest = 1;
        while (!atomic_load(&shared->resting))
            usleep(50);
        watch(child, &resting, &unused);
        shared->rest = 0;
        while (atomic_load(&shared->resting))
            usleep(50);
        seed = seed * 1103515245 + 12345;
        usleep(seed >> 16 & 255);
        kill(child[0], SIGSTOP);
        if (waitpid(child[0], &status, WUNTRACED) != child[0] || !WIFSTOPPED(status))
            fail("the process did not stop");
        watch(child, &stopped, &standstills);
        kill(child[0], SIGCONT);
    }
    shared->stop = 1;
    for (unsigned i = 0; i < PROCESSES; i++)
        waitpid(child[i], NULL, 0);
    double with = (double)stopped.hits / stopped.cpu, without = (double)resting.hits / resting.cpu;
    printf("%s: stopped at %d points; the others %.2f million hits a CPU second, %.2f while it "
           "rests: %.2f times; "
           "%u standstills\n",
           names[algorithm], POINTS, with / 1e6, without / 1e6, with / without, standstills);
    /* Who waits for the stopped one spends a whole slice on nothing. The ratio is told, and judged
     * only where no noise of the machine comes to: it moves by a quarter on a busy one. */
    return standstills == 0 && with > 0.5 * without;
}

static int stop_one(void)
{
    int good = 1;
    for (int algorithm = MLG_LIMIT_SLIDING; algorithm <= MLG_LIMIT_FIXED; algorithm++)
        good &= stop_round(algorithm);
    return good;
}

/* ---- room
 * --------------------------------------------------------------------------------------------- */

static int room(void)
{
    enum { KEYS = 1000000 };
    int good = 1;
    for (int algorithm = MLG_LIMIT_SLIDING; algorithm <= MLG_LIMIT_FIXED; algorithm++) {
        mlg_limit_usage usage;
        struct stat info;
        uint64_t wrong = 0;
        reset();
        mlg_limit *limit = table_open(algorithm, 100, KEYS);
        double begin = seconds(CLOCK_PROCESS_CPUTIME_ID);
        for (uint64_t key = 0; key < KEYS; key++)
            mlg_limit_hit_at(limit, (char *)&key, sizeof key, 1, START, NULL);
        double took = seconds(CLOCK_PROCESS_CPUTIME_ID) - begin;
        for (uint64_t key = 0; key < KEYS; key++) {
            mlg_limit_state state;
            mlg_limit_peek_at(limit, (char *)&key, sizeof key, START, &state);
            wrong += state.hits != 1;
        }
        mlg_limit_usage_get(limit, &usage);
        mlg_limit_free(limit);
        if (stat(path, &info) != 0)
            fail("stat");
        double each = (double)info.st_blocks * 512 / KEYS;
        printf("%s: %zu keys in %.1f MB, %.1f bytes a key; %llu given up, %llu wrong; %.0f ns for "
               "a new key\n",
               names[algorithm], usage.taken, (double)usage.bytes / 1e6, each,
               (unsigned long long)usage.evicted, (unsigned long long)wrong, took * 1e9 / KEYS);
        good &= usage.taken == KEYS && usage.evicted == 0 && wrong == 0 && each <= 64 &&
                usage.bytes <= (size_t)KEYS * 64;
    }
    return good;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(void);
    } parts[] = {{"exact", exact}, {"kill", kill_some}, {"stop", stop_one}, {"room", room}};
    if (argc != 3 ||
        snprintf(path, sizeof path, "%s/table-%s", argv[2], argv[1]) >= (int)sizeof path)
        return 2;
    setvbuf(stdout, NULL, _IOLBF, 0);
    alarm(240);
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return 2;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(parts[i].name, argv[1]) != 0)
            continue;
        int good = parts[i].run();
        unlink(path);
        return good ? 0 : 1;
    }
    return 2;
}
