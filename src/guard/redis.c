#include "redis_p.h"

#include <sodium.h>
#include <string.h>

#ifndef MLG_WITHOUT_REDIS

#include <hiredis/hiredis.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#define MOST_CONNECTIONS 64
#define LEASES 1024
#define KEY_MAX 512
/* A lease of a sliding window or a bucket is spent within this part of the window. */
#define LEASE_PART 10

/* Hits that Redis has counted for this process already. */
typedef struct mlg_lease {
    unsigned char key[crypto_generichash_BYTES_MIN];
    uint32_t left;
    int64_t until; /* monotonic microseconds */
    mlg_limit_state state;
} mlg_lease;

struct mlg_redis {
    mlg_env env;
    pthread_mutex_t lock;
    pthread_cond_t freed;
    _Atomic pid_t owner;
    redisContext *idle[MOST_CONNECTIONS];
    unsigned idle_count, open, most;
    _Atomic int64_t silent_until; /* monotonic: Redis is not asked before */
    char *host, *socket_path, *user, *password, *prefix;
    int port, database, algorithm;
    unsigned timeout_ms, retry_ms, lease;
    uint64_t limit;
    int64_t window_us;
    mlg_lease *leases;
};

static int64_t monotonic_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* ---- connections
 * ------------------------------------------------------------------------------------- */

/* What is left of the time, or -1. hiredis takes zero for "forever". */
static int left_of(int64_t deadline, struct timeval *left)
{
    int64_t us = deadline - monotonic_now();
    if (us <= 0)
        return -1;
    left->tv_sec = (time_t)(us / 1000000);
    left->tv_usec = (suseconds_t)(us % 1000000);
    return 0;
}

static redisReply *ask(redisContext *context, int64_t deadline, int count, const char **words,
                       const size_t *lens)
{
    struct timeval left;
    if (left_of(deadline, &left) != 0 || redisSetTimeout(context, left) != REDIS_OK)
        return NULL;
    return redisCommandArgv(context, count, words, lens);
}

static int is_done(redisContext *context, int64_t deadline, int count, const char **words)
{
    redisReply *reply = ask(context, deadline, count, words, NULL);
    int done = reply && reply->type != REDIS_REPLY_ERROR;
    if (reply)
        freeReplyObject(reply);
    return done;
}

static redisContext *connect_to(const mlg_redis *redis, int64_t deadline)
{
    struct timeval left;
    if (left_of(deadline, &left) != 0)
        return NULL;
    redisContext *context = redis->socket_path
                                ? redisConnectUnixWithTimeout(redis->socket_path, left)
                                : redisConnectWithTimeout(redis->host, redis->port, left);
    if (!context)
        return NULL;
    int good = !context->err;
    if (good && redis->password) {
        const char *words[] = {"AUTH", redis->user ? redis->user : redis->password,
                               redis->password};
        good = is_done(context, deadline, redis->user ? 3 : 2, words);
    }
    if (good && redis->database) {
        char number[16];
        mlg_out out;
        mlg_out_init(&out, number, sizeof number);
        mlg_out_number(&out, redis->database);
        (void)mlg_out_end(&out);
        const char *words[] = {"SELECT", number};
        good = is_done(context, deadline, 2, words);
    }
    if (good)
        return context;
    redisFree(context);
    return NULL;
}

/* After a fork the parent's sockets are not the child's to use. */
static void own(mlg_redis *redis)
{
    pid_t self = getpid();
    if (atomic_load(&redis->owner) == self)
        return;
    pthread_mutex_init(&redis->lock, NULL);
    pthread_cond_init(&redis->freed, NULL);
    while (redis->idle_count)
        redisFree(redis->idle[--redis->idle_count]);
    redis->open = 0;
    if (redis->leases)
        memset(redis->leases, 0, LEASES * sizeof *redis->leases);
    atomic_store(&redis->silent_until, 0);
    atomic_store(&redis->owner, self);
}

static redisContext *borrow(mlg_redis *redis, int64_t deadline)
{
    redisContext *context = NULL;
    pthread_mutex_lock(&redis->lock);
    while (!redis->idle_count && redis->open >= redis->most) {
        struct timespec until;
        int64_t wait = deadline - monotonic_now();
        clock_gettime(CLOCK_REALTIME, &until);
        int64_t ns = until.tv_nsec + (wait % 1000000) * 1000;
        until.tv_sec += (time_t)(wait / 1000000 + ns / 1000000000);
        until.tv_nsec = (long)(ns % 1000000000);
        if (wait <= 0 || pthread_cond_timedwait(&redis->freed, &redis->lock, &until) != 0) {
            pthread_mutex_unlock(&redis->lock);
            return NULL;
        }
    }
    if (redis->idle_count)
        context = redis->idle[--redis->idle_count];
    else
        redis->open++;
    pthread_mutex_unlock(&redis->lock);
    if (context)
        return context;
    context = connect_to(redis, deadline);
    if (!context) {
        pthread_mutex_lock(&redis->lock);
        redis->open--;
        pthread_cond_signal(&redis->freed);
        pthread_mutex_unlock(&redis->lock);
    }
    return context;
}

static void give_back(mlg_redis *redis, redisContext *context, int good)
{
    if (!good)
        redisFree(context);
    pthread_mutex_lock(&redis->lock);
    if (good)
        redis->idle[redis->idle_count++] = context;
    else
        redis->open--;
    pthread_cond_signal(&redis->freed);
    pthread_mutex_unlock(&redis->lock);
}

/* ---- SIGPIPE: hiredis writes to sockets that may be closed
 * ------------------------------------------- */

typedef struct mlg_quiet {
    sigset_t before;
    int pending;
} mlg_quiet;

static void quiet_begin(mlg_quiet *quiet)
{
    sigset_t pipe, pending;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigemptyset(&pending);
    sigpending(&pending);
    quiet->pending = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe, &quiet->before);
}

static void quiet_end(const mlg_quiet *quiet)
{
    if (!quiet->pending) {
        sigset_t pipe;
        const struct timespec none = {0, 0};
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        (void)sigtimedwait(&pipe, NULL, &none);
    }
    pthread_sigmask(SIG_SETMASK, &quiet->before, NULL);
}

/* ---- counting
 * ------------------------------------------------------------------------------------------ */

/* The key's name in Redis; a long one by its hash. */
static int key_write(const mlg_redis *redis, const char *key, size_t len, char *out, size_t size)
{
    mlg_out o;
    mlg_out_init(&o, out, size);
    mlg_out_text(&o, redis->prefix);
    if (len <= 128) {
        mlg_out_add(&o, key, len);
    } else {
        unsigned char hash[crypto_generichash_BYTES];
        char text[2 * sizeof hash + 1];
        crypto_generichash(hash, sizeof hash, (const unsigned char *)key, len, NULL, 0);
        mlg_out_text(&o, "#");
        mlg_out_text(&o, sodium_bin2hex(text, sizeof text, hash, sizeof hash));
    }
    return mlg_out_end(&o);
}

static int read_reply(const redisReply *reply, mlg_limit_state *state, uint32_t *granted)
{
    if (!reply || reply->type != REDIS_REPLY_ARRAY || reply->elements != 6)
        return MLG_ERR_STORE;
    long long values[6];
    for (size_t i = 0; i < 6; i++) {
        if (reply->element[i]->type != REDIS_REPLY_INTEGER || reply->element[i]->integer < 0)
            return MLG_ERR_STORE;
        values[i] = reply->element[i]->integer;
    }
    state->hits = (uint64_t)values[1];
    state->remaining = (uint64_t)values[2];
    state->reset_us = values[3];
    state->retry_us = values[4];
    *granted = (uint32_t)values[5];
    return values[0] == 1 ? MLG_ALLOW : MLG_DENY;
}

static int count_there(mlg_redis *redis, const char *key, size_t len, uint32_t cost,
                       mlg_limit_state *state, uint32_t *granted)
{
    int64_t now = monotonic_now(), deadline = now + (int64_t)redis->timeout_ms * 1000;
    if (now < atomic_load(&redis->silent_until))
        return MLG_ERR_STORE;
    redisContext *context = borrow(redis, deadline);
    int verdict = MLG_ERR_STORE;
    if (context) {
        char name[KEY_MAX], numbers[4][24];
        int64_t values[4] = {(int64_t)redis->limit, redis->window_us, cost, redis->lease};
        const char *sha1, *text = mlg_redis_script(redis->algorithm, &sha1);
        int name_len = key_write(redis, key, len, name, sizeof name);
        const char *words[8] = {"EVALSHA", sha1, "1", name};
        size_t lens[8] = {7, strlen(sha1), 1, name_len < 0 ? 0 : (size_t)name_len};
        for (size_t i = 0; i < 4; i++) {
            mlg_out out;
            mlg_out_init(&out, numbers[i], sizeof numbers[i]);
            mlg_out_number(&out, values[i]);
            lens[4 + i] = (size_t)mlg_out_end(&out);
            words[4 + i] = numbers[i];
        }
        redisReply *reply = ask(context, deadline, 8, words, lens);
        if (reply && reply->type == REDIS_REPLY_ERROR && strncmp(reply->str, "NOSCRIPT", 8) == 0) {
            freeReplyObject(reply);
            words[0] = "EVAL";
            lens[0] = 4;
            words[1] = text;
            lens[1] = strlen(text);
            reply = ask(context, deadline, 8, words, lens);
        }
        verdict = read_reply(reply, state, granted);
        if (reply)
            freeReplyObject(reply);
        give_back(redis, context, verdict >= 0);
    }
    if (verdict < 0)
        atomic_store(&redis->silent_until, monotonic_now() + (int64_t)redis->retry_ms * 1000);
    return verdict;
}

/* The place of a key among the leases; two keys may share one, then each fetches anew. */
static mlg_lease *lease_of(mlg_redis *redis, const char *key, size_t len, unsigned char *hash)
{
    crypto_generichash(hash, crypto_generichash_BYTES_MIN, (const unsigned char *)key, len, NULL,
                       0);
    return &redis->leases[(hash[0] | (unsigned)hash[1] << 8) % LEASES];
}

static int spend(mlg_redis *redis, mlg_lease *lease, const unsigned char *hash, uint32_t cost,
                 mlg_limit_state *state)
{
    int spent = 0;
    pthread_mutex_lock(&redis->lock);
    if (memcmp(lease->key, hash, sizeof lease->key) == 0 && lease->left >= cost &&
        monotonic_now() < lease->until) {
        lease->left -= cost;
        *state = lease->state;
        spent = 1;
    }
    pthread_mutex_unlock(&redis->lock);
    return spent;
}

static void keep(mlg_redis *redis, mlg_lease *lease, const unsigned char *hash, uint32_t left,
                 const mlg_limit_state *state)
{
    int64_t lasts =
        redis->algorithm == MLG_LIMIT_FIXED ? state->reset_us : redis->window_us / LEASE_PART;
    int64_t until = monotonic_now() + lasts;
    pthread_mutex_lock(&redis->lock);
    /* Of two threads that fetched at once both leases count. */
    if (memcmp(lease->key, hash, sizeof lease->key) == 0 && monotonic_now() < lease->until) {
        left += lease->left;
        until = until < lease->until ? until : lease->until;
    }
    memcpy(lease->key, hash, sizeof lease->key);
    lease->left = left;
    lease->until = until;
    lease->state = *state;
    pthread_mutex_unlock(&redis->lock);
}

int mlg_redis_hit(mlg_redis *redis, const char *key, size_t len, uint32_t cost,
                  mlg_limit_state *state)
{
    unsigned char hash[crypto_generichash_BYTES_MIN];
    uint32_t granted = 0;
    own(redis);
    mlg_lease *lease = redis->lease > 1 ? lease_of(redis, key, len, hash) : NULL;
    if (lease && spend(redis, lease, hash, cost, state))
        return MLG_ALLOW;
    mlg_quiet quiet;
    quiet_begin(&quiet);
    int verdict = count_there(redis, key, len, cost, state, &granted);
    quiet_end(&quiet);
    if (lease && verdict == MLG_ALLOW && granted > cost)
        keep(redis, lease, hash, granted - cost, state);
    return verdict;
}

int mlg_redis_forget(mlg_redis *redis, const char *key, size_t len)
{
    char name[KEY_MAX];
    int name_len = key_write(redis, key, len, name, sizeof name);
    own(redis);
    if (name_len < 0)
        return name_len;
    if (redis->lease > 1) {
        unsigned char hash[crypto_generichash_BYTES_MIN];
        mlg_lease *lease = lease_of(redis, key, len, hash);
        pthread_mutex_lock(&redis->lock);
        if (memcmp(lease->key, hash, sizeof hash) == 0)
            memset(lease, 0, sizeof *lease);
        pthread_mutex_unlock(&redis->lock);
    }
    int64_t deadline = monotonic_now() + (int64_t)redis->timeout_ms * 1000;
    mlg_quiet quiet;
    quiet_begin(&quiet);
    int result = MLG_ERR_STORE;
    redisContext *context = borrow(redis, deadline);
    if (context) {
        const char *words[2] = {"DEL", name};
        size_t lens[2] = {3, (size_t)name_len};
        redisReply *reply = ask(context, deadline, 2, words, lens);
        if (reply && reply->type == REDIS_REPLY_INTEGER)
            result = MLG_OK;
        if (reply)
            freeReplyObject(reply);
        give_back(redis, context, result == MLG_OK);
    }
    quiet_end(&quiet);
    return result;
}

/* ---- making
 * -----------------------------------------------------------------------------------------------
 */

/* prefix + name + ":" */
static char *prefix_of(const mlg_env *env, const mlg_limit_options *options)
{
    const char *prefix = options->redis.prefix ? options->redis.prefix : "mlg:";
    const char *name = options->name ? options->name : "";
    size_t size = strlen(prefix) + strlen(name) + 2;
    char *text = size > KEY_MAX / 2 ? NULL : mlg_env_alloc(env, size);
    if (!text)
        return NULL;
    mlg_out out;
    mlg_out_init(&out, text, size);
    mlg_out_text(&out, prefix);
    mlg_out_text(&out, name);
    mlg_out_text(&out, ":");
    (void)mlg_out_end(&out);
    return text;
}

int mlg_redis_new(const mlg_env *env, const mlg_limit_options *options, mlg_redis **out)
{
    const mlg_redis_options *given = &options->redis;
    *out = NULL;
    if (given->port < 0 || given->port > 65535 || given->database < 0 ||
        given->connections > MOST_CONNECTIONS || (given->user && !given->password) ||
        given->timeout_ms > 60000 || given->retry_ms > 3600000)
        return MLG_ERR_ARGUMENT;
    if (given->host && given->socket_path)
        return MLG_ERR_CONFLICT;
    mlg_redis *redis = mlg_env_alloc(env, sizeof *redis);
    if (!redis)
        return MLG_ERR_MEMORY;
    redis->env = *env;
    redis->most = given->connections ? given->connections : 4;
    redis->port = given->port ? given->port : 6379;
    redis->database = given->database;
    redis->timeout_ms = given->timeout_ms ? given->timeout_ms : 50;
    redis->retry_ms = given->retry_ms ? given->retry_ms : 1000;
    redis->lease = given->lease ? given->lease : 1;
    redis->algorithm = options->algorithm;
    redis->limit = options->limit;
    redis->window_us = options->window_us;
    pthread_mutex_init(&redis->lock, NULL);
    pthread_cond_init(&redis->freed, NULL);
    atomic_store(&redis->owner, getpid());
    redis->host = mlg_env_dup(env, given->host);
    redis->socket_path = mlg_env_dup(env, given->socket_path);
    redis->user = mlg_env_dup(env, given->user);
    redis->password = mlg_env_dup(env, given->password);
    redis->prefix = prefix_of(env, options);
    if (redis->lease > 1)
        redis->leases = mlg_env_alloc(env, LEASES * sizeof *redis->leases);
    if ((given->host && !redis->host) || (given->socket_path && !redis->socket_path) ||
        (given->user && !redis->user) || (given->password && !redis->password) || !redis->prefix ||
        (redis->lease > 1 && !redis->leases)) {
        mlg_redis_free(redis);
        return MLG_ERR_MEMORY;
    }
    *out = redis;
    return MLG_OK;
}

void mlg_redis_free(mlg_redis *redis)
{
    if (!redis)
        return;
    mlg_env env = redis->env;
    while (redis->idle_count)
        redisFree(redis->idle[--redis->idle_count]);
    if (redis->password)
        sodium_memzero(redis->password, strlen(redis->password));
    mlg_env_free(&env, redis->host);
    mlg_env_free(&env, redis->socket_path);
    mlg_env_free(&env, redis->user);
    mlg_env_free(&env, redis->password);
    mlg_env_free(&env, redis->prefix);
    mlg_env_free(&env, redis->leases);
    pthread_cond_destroy(&redis->freed);
    pthread_mutex_destroy(&redis->lock);
    mlg_env_free(&env, redis);
}

#else

int mlg_redis_new(const mlg_env *env, const mlg_limit_options *options, mlg_redis **out)
{
    (void)env;
    (void)options;
    *out = NULL;
    return MLG_ERR_UNSUPPORTED;
}

void mlg_redis_free(mlg_redis *redis)
{
    (void)redis;
}

int mlg_redis_hit(mlg_redis *redis, const char *key, size_t len, uint32_t cost,
                  mlg_limit_state *state)
{
    (void)redis;
    (void)key;
    (void)len;
    (void)cost;
    (void)state;
    return MLG_ERR_UNSUPPORTED;
}

int mlg_redis_forget(mlg_redis *redis, const char *key, size_t len)
{
    (void)redis;
    (void)key;
    (void)len;
    return MLG_ERR_UNSUPPORTED;
}

#endif
