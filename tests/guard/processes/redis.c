/*
 * The rate limit in Redis. Usage: guard_redis PORT SOCKET PID-OF-REDIS PASSWORD (redis.sh starts
 * all)
 *
 * Processes that share no memory, half of them over TCP and half over the Unix socket, as those of
 * two machines, share one limit. Then Redis is stopped, continued and killed: each decision is the
 * configured one and comes in time.
 */
#include "merlon_guard.h"

#include <hiredis/hiredis.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SECOND INT64_C(1000000)

static int port, faults;
static const char *socket_path, *password;

static void expect(int good, const char *what)
{
    printf("%s: %s\n", good ? "ok" : "FAULT", what);
    faults += !good;
}

static mlg_limit_options options_of(int algorithm, uint64_t count, int over_socket,
                                    const char *name)
{
    mlg_limit_options options;
    mlg_limit_options_init(&options);
    options.algorithm = algorithm;
    options.limit = count;
    options.window_us = 600 * SECOND;
    options.name = name;
    options.redis.password = password;
    options.redis.timeout_ms = 2000;
    if (over_socket) {
        options.redis.socket_path = socket_path;
    } else {
        options.redis.host = "127.0.0.1";
        options.redis.port = port;
    }
    return options;
}

static mlg_limit *limit_of(const mlg_limit_options *options)
{
    mlg_limit *limit;
    int error = mlg_limit_new(NULL, options, &limit);
    if (error) {
        fprintf(stderr, "mlg_limit_new: %s\n", mlg_error_text(error));
        exit(1);
    }
    return limit;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Four processes, five hundred tries each at a limit of 1000; what was allowed in all. */
static int share(int algorithm, unsigned lease, const char *name, double *took)
{
    enum { PROCESSES = 4, TRIES = 500 };
    int ends[2], sum = 0;
    pid_t child[PROCESSES];
    if (pipe(ends) != 0)
        exit(1);
    double begin = now();
    for (int i = 0; i < PROCESSES; i++) {
        child[i] = fork();
        if (child[i] == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            mlg_limit_options options = options_of(algorithm, 1000, i & 1, name);
            options.redis.lease = lease;
            mlg_limit *limit = limit_of(&options);
            int allowed = 0;
            for (int j = 0; j < TRIES; j++) {
                mlg_limit_state state;
                allowed += mlg_limit_hit(limit, "one", 3, 1, &state) == MLG_ALLOW;
                if (state.degraded)
                    allowed = -1000000;
            }
            mlg_limit_free(limit);
            _exit(write(ends[1], &allowed, sizeof allowed) != sizeof allowed);
        }
    }
    for (int i = 0; i < PROCESSES; i++) {
        int allowed, status;
        if (read(ends[0], &allowed, sizeof allowed) != sizeof allowed)
            exit(1);
        sum += allowed;
        waitpid(child[i], &status, 0);
    }
    *took = now() - begin;
    close(ends[0]);
    close(ends[1]);
    return sum;
}

static void limits_are_shared(void)
{
    static const char *const names[] = {"sliding", "gcra", "fixed"};
    for (int algorithm = MLG_LIMIT_SLIDING; algorithm <= MLG_LIMIT_FIXED; algorithm++) {
        char text[200];
        double plain, leased;
        int all = share(algorithm, 1, names[algorithm], &plain);
        snprintf(text, sizeof text,
                 "%s: 4 processes, 2000 tries, %d of 1000 allowed, %.0f us a try", names[algorithm],
                 all, plain * 1e6 / 500);
        /* The bucket refills while it is emptied: one each 0.6 s. */
        expect(all == 1000 ||
                   (algorithm == MLG_LIMIT_GCRA && all > 1000 && all <= 1001 + (int)(plain / 0.6)),
               text);
        char name[32];
        snprintf(name, sizeof name, "%s-lease", names[algorithm]);
        all = share(algorithm, 20, name, &leased);
        snprintf(text, sizeof text, "%s with leases of 20: %d of 1000 allowed, %.0f us a try",
                 names[algorithm], all, leased * 1e6 / 500);
        expect(all <= 1001 && all >= 1000 - 4 * 19, text);
    }
}

static void states_are_told(void)
{
    mlg_limit_state state;
    for (int algorithm = MLG_LIMIT_SLIDING; algorithm <= MLG_LIMIT_FIXED; algorithm++) {
        mlg_limit_options options = options_of(algorithm, 3, 1, "told");
        options.window_us = 5 * SECOND + algorithm; /* a name of its own each */
        char name[16];
        snprintf(name, sizeof name, "told%d", algorithm);
        options.name = name;
        mlg_limit *limit = limit_of(&options);
        char key[300];
        memset(key, 'k', sizeof key);
        key[5] = '\0'; /* any bytes, any length */
        expect(mlg_limit_hit(limit, key, sizeof key, 2, &state) == MLG_ALLOW && state.hits == 2 &&
                   state.remaining == 1,
               "two hits at once");
        expect(mlg_limit_hit(limit, key, sizeof key, 2, &state) == MLG_DENY && state.retry_us > 0 &&
                   state.retry_us <= 10 * SECOND && state.limit == 3,
               "two more do not fit");
        expect(mlg_limit_hit(limit, key, 5, 1, &state) == MLG_ALLOW && state.hits == 1,
               "another key");
        expect(mlg_limit_forget(limit, key, sizeof key) == MLG_OK, "forgetting");
        expect(mlg_limit_hit(limit, key, sizeof key, 3, &state) == MLG_ALLOW, "and a fresh start");
        expect(mlg_limit_hit_at(limit, key, 5, 1, SECOND, &state) == MLG_ERR_UNSUPPORTED,
               "no clock but Redis's");
        mlg_limit_free(limit);
    }
    mlg_limit_options options = options_of(MLG_LIMIT_FIXED, 2, 0, "window");
    options.window_us = SECOND / 5;
    mlg_limit *limit = limit_of(&options);
    expect(mlg_limit_hit(limit, "k", 1, 3, &state) == MLG_DENY, "a window that is full");
    usleep(250000);
    expect(mlg_limit_hit(limit, "k", 1, 1, &state) == MLG_ALLOW && state.hits == 1, "and is over");
    mlg_limit_free(limit);
}

static void scripts_have_their_names(void)
{
    redisContext *context = redisConnectUnix(socket_path);
    redisReply *reply = redisCommand(context, "AUTH %s", password);
    freeReplyObject(reply);
    for (int algorithm = MLG_LIMIT_SLIDING; algorithm <= MLG_LIMIT_FIXED; algorithm++) {
        const char *sha1, *text = mlg_redis_script(algorithm, &sha1);
        reply = redisCommand(context, "SCRIPT LOAD %s", text);
        expect(reply && reply->type == REDIS_REPLY_STRING && strcmp(reply->str, sha1) == 0,
               "a script's SHA-1");
        freeReplyObject(reply);
    }
    redisFree(context);
}

static void *hit_some(void *arg)
{
    int allowed = 0;
    for (int i = 0; i < 200; i++)
        allowed += mlg_limit_hit(arg, "threads", 7, 1, NULL) == MLG_ALLOW;
    return (void *)(intptr_t)allowed;
}

static void threads_share_connections(void)
{
    mlg_limit_options options = options_of(MLG_LIMIT_FIXED, 500, 1, "threads");
    options.redis.connections = 2;
    mlg_limit *limit = limit_of(&options);
    pthread_t threads[6];
    int sum = 0;
    for (int i = 0; i < 6; i++)
        pthread_create(&threads[i], NULL, hit_some, limit);
    for (int i = 0; i < 6; i++) {
        void *allowed;
        pthread_join(threads[i], &allowed);
        sum += (int)(intptr_t)allowed;
    }
    expect(sum == 500, "six threads over two connections");
    /* A child of a process with open connections uses its own. */
    pid_t child = fork();
    if (child == 0) {
        mlg_limit_state state;
        _exit(!(mlg_limit_hit(limit, "child", 5, 1, &state) == MLG_ALLOW && !state.degraded &&
                state.hits == 1));
    }
    mlg_limit_state state;
    int status;
    int mine = mlg_limit_hit(limit, "parent", 6, 1, &state) == MLG_ALLOW && !state.degraded &&
               state.hits == 1;
    waitpid(child, &status, 0);
    expect(mine && status == 0, "parent and child after a fork");
    mlg_limit_free(limit);
}

static int events;

static void note(void *arg, const mlg_event *event)
{
    (void)arg;
    events += event->outcome == MLG_EVENT_DEGRADED;
}

static mlg_limit *degraded_of(int over_socket, int fail)
{
    mlg_limit_options options = options_of(MLG_LIMIT_SLIDING, 1000000, over_socket, "fail");
    mlg_env env = {.log = note};
    mlg_limit *limit;
    options.redis.timeout_ms = 80;
    options.redis.retry_ms = 300;
    options.redis.fail = fail;
    if (mlg_limit_new(&env, &options, &limit) != MLG_OK)
        exit(1);
    return limit;
}

static int answer_in(mlg_limit *limit, double most, mlg_limit_state *state, double *took)
{
    double begin = now();
    int verdict = mlg_limit_hit(limit, "k", 1, 1, state);
    *took = now() - begin;
    return *took <= most ? verdict : -100;
}

static void failures_are_answered(pid_t server)
{
    char text[160];
    double took;
    mlg_limit_state state;
    mlg_limit *open = degraded_of(0, MLG_FAIL_OPEN), *closed = degraded_of(1, MLG_FAIL_CLOSED);
    expect(mlg_limit_hit(open, "k", 1, 1, &state) == MLG_ALLOW && !state.degraded,
           "Redis answers, TCP");
    expect(mlg_limit_hit(closed, "k", 1, 1, &state) == MLG_ALLOW && !state.degraded,
           "Redis answers, socket");

    kill(server, SIGSTOP); /* it takes what is sent and never answers */
    int verdict = answer_in(open, 0.2, &state, &took);
    snprintf(text, sizeof text, "Redis hangs: allowed after %.0f ms of 80", took * 1e3);
    expect(verdict == MLG_ALLOW && state.degraded, text);
    verdict = answer_in(closed, 0.2, &state, &took);
    snprintf(text, sizeof text, "Redis hangs: refused after %.0f ms of 80", took * 1e3);
    expect(verdict == MLG_DENY && state.degraded && state.retry_us > 0, text);
    verdict = answer_in(closed, 0.01, &state, &took);
    expect(verdict == MLG_DENY && state.degraded, "for a while it is not asked again");
    kill(server, SIGCONT);
    usleep(400000);
    expect(answer_in(open, 0.2, &state, &took) == MLG_ALLOW && !state.degraded, "it is back, TCP");
    expect(answer_in(closed, 0.2, &state, &took) == MLG_ALLOW && !state.degraded,
           "it is back, socket");

    kill(server, SIGKILL);
    usleep(100000);
    events = 0;
    verdict = answer_in(open, 0.2, &state, &took);
    snprintf(text, sizeof text, "Redis is killed: allowed after %.1f ms", took * 1e3);
    expect(verdict == MLG_ALLOW && state.degraded, text);
    verdict = answer_in(closed, 0.2, &state, &took);
    snprintf(text, sizeof text, "Redis is killed: refused after %.1f ms", took * 1e3);
    expect(verdict == MLG_DENY && state.degraded, text);
    expect(events == 2, "the log was told");
    mlg_limit_free(open);
    mlg_limit_free(closed);
    mlg_limit *late = degraded_of(0, MLG_FAIL_OPEN);
    expect(answer_in(late, 0.2, &state, &took) == MLG_ALLOW && state.degraded,
           "and when it never was there");
    mlg_limit_free(late);
}

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    setvbuf(stdout, NULL, _IOLBF, 0);
    alarm(90);
    port = atoi(argv[1]);
    socket_path = argv[2];
    password = argv[4];
    signal(SIGPIPE, SIG_DFL); /* a SIGPIPE that gets out ends this test */
    scripts_have_their_names();
    states_are_told();
    limits_are_shared();
    threads_share_connections();
    failures_are_answered((pid_t)atoi(argv[3]));
    printf("%d faults\n", faults);
    return faults != 0;
}
