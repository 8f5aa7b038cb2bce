/* Rate limits. Sources: the sliding window of two counters as described by Cloudflare ("How we
 * built rate limiting capable of scaling to millions of domains", 2017), with its estimate as exact
 * integers; GCRA of ITU-T I.371, virtual scheduling. */
#include "redis_p.h"
#include "table_p.h"

#include <string.h>

/* What the state words hold, beside the generation.
 *   sliding  first [number of the window 32 | hits 24], second the window before
 *   GCRA     first: the theoretical arrival time in sixteenths of a microsecond since 1970
 *   fixed    first [begin in ms, modulo 2^34 | hits 22] */
#define SLIDING_BITS 24
#define FIXED_BITS 22
#define FIXED_TIME_BITS 34
#define TICKS 16
#define FIXED_MAX (((uint64_t)1 << FIXED_BITS) - 1)
#define LIMIT_MAX 4000000
#define WINDOW_MAX INT64_C(8000000000000)
#define NOW_MAX (INT64_C(1) << 51) /* the year 2041; beyond, ticks leave their 56 bits in 2112 */
#define STEP_BACK                                                                                  \
    INT64_C(3600000000) /* a state further in the future is of a clock that was wrong */
#define TRIES_TO_COUNT 16

__extension__ typedef unsigned __int128 wide;

struct mlg_limit {
    mlg_env env;
    mlg_table *table;
    mlg_redis *redis;
    int algorithm;
    int fail;
    uint64_t limit;
    uint64_t window;   /* microseconds */
    uint64_t interval; /* GCRA: ticks from one hit to the next */
    unsigned ipv6_prefix;
};

/* ---- algorithms: a state and a time give an answer and a new state
 * ---------------------------------- */

/* The state of a key that a hit changes, and whether it does. */
typedef struct mlg_step {
    uint64_t first, second;
    int counted;
} mlg_step;

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t divided_up(wide a, uint64_t b)
{
    return (uint64_t)((a + b - 1) / b);
}

typedef struct mlg_windows {
    uint32_t number; /* of the window that counts now */
    uint64_t now, before;
    uint64_t elapsed; /* in it */
} mlg_windows;

static mlg_windows windows_of(const mlg_limit *limit, uint64_t first, uint64_t second,
                              int64_t now_us)
{
    const uint64_t mask = ((uint64_t)1 << SLIDING_BITS) - 1;
    mlg_windows w = {(uint32_t)((uint64_t)now_us / limit->window), 0, 0,
                     (uint64_t)now_us % limit->window};
    uint32_t number = (uint32_t)(first >> SLIDING_BITS);
    int64_t ahead = (int32_t)(number - w.number);
    if (!first) {
        return w;
    } else if (ahead > 0 &&
               (uint64_t)ahead <= ((uint64_t)STEP_BACK + limit->window) / limit->window) {
        /* This process's time is an old one: it stood still between the clock and here. */
        w.number = number;
        w.elapsed = 0;
    } else if (ahead == -1) {
        w.before = first & mask;
        return w;
    } else if (ahead != 0) {
        return w;
    }
    w.now = first & mask;
    if ((uint32_t)(second >> SLIDING_BITS) == w.number - 1)
        w.before = second & mask;
    return w;
}

static void sliding_tell(const mlg_limit *limit, const mlg_windows *w, uint32_t cost,
                         mlg_limit_state *state)
{
    uint64_t window = limit->window, left = window - w->elapsed;
    uint64_t weighed = divided_up((wide)w->before * left, window);
    state->hits = w->now + weighed;
    state->remaining = state->hits < limit->limit ? limit->limit - state->hits : 0;
    state->reset_us = (int64_t)(w->now ? left + window : w->before ? left : 0);
    state->retry_us = 0;
    if (cost > limit->limit) {
        state->retry_us = (int64_t)window;
    } else if (state->hits + cost > limit->limit) {
        uint64_t wait;
        if (w->now + cost <= limit->limit) {
            /* Until enough of the window before has slid out. */
            uint64_t may = (uint64_t)((wide)(limit->limit - w->now - cost) * window / w->before);
            wait = left > may ? left - may : 1;
        } else {
            uint64_t may = (uint64_t)((wide)(limit->limit - cost) * window / w->now);
            wait = left + (window > may ? window - may : 0);
        }
        state->retry_us = (int64_t)wait;
    }
}

static int sliding_hit(const mlg_limit *limit, mlg_step *step, int64_t now_us, uint32_t cost,
                       mlg_limit_state *state)
{
    mlg_windows w = windows_of(limit, step->first, step->second, now_us);
    wide used = (wide)(w.now + cost) * limit->window + (wide)w.before * (limit->window - w.elapsed);
    int allowed = used <= (wide)limit->limit * limit->window;
    if (allowed) {
        w.now += cost;
        step->first = (uint64_t)w.number << SLIDING_BITS | w.now;
        step->second = w.before ? (uint64_t)(uint32_t)(w.number - 1) << SLIDING_BITS | w.before : 0;
        step->counted = 1;
    }
    sliding_tell(limit, &w, allowed ? 1 : cost, state);
    return allowed;
}

static void gcra_tell(const mlg_limit *limit, uint64_t now, uint64_t due, uint32_t cost,
                      mlg_limit_state *state)
{
    uint64_t debt = due > now ? due - now : 0, burst = limit->interval * limit->limit;
    state->hits = divided_up(debt, limit->interval);
    state->remaining = debt < burst ? (burst - debt) / limit->interval : 0;
    state->reset_us = (int64_t)divided_up(debt, TICKS);
    state->retry_us = 0;
    if (cost > limit->limit)
        state->retry_us = (int64_t)limit->window;
    else if (debt + cost * limit->interval > burst)
        state->retry_us = (int64_t)divided_up(debt + cost * limit->interval - burst, TICKS);
}

static uint64_t gcra_due(const mlg_limit *limit, uint64_t first, uint64_t now)
{
    uint64_t most = now + limit->interval * limit->limit + (uint64_t)STEP_BACK * TICKS;
    return first > most ? 0 : first;
}

static int gcra_hit(const mlg_limit *limit, mlg_step *step, int64_t now_us, uint32_t cost,
                    mlg_limit_state *state)
{
    uint64_t now = (uint64_t)now_us * TICKS, due = gcra_due(limit, step->first, now);
    uint64_t next = (due > now ? due : now) + least(cost, limit->limit) * limit->interval;
    int allowed = cost <= limit->limit && next - now <= limit->interval * limit->limit;
    if (allowed) {
        step->first = due = next;
        step->counted = 1;
    }
    gcra_tell(limit, now, due, allowed ? 1 : cost, state);
    return allowed;
}

/* Hits of the window that runs, or 0; `begin` becomes when it began, in the modulus. */
static uint64_t fixed_hits(const mlg_limit *limit, uint64_t first, uint64_t now_ms, uint64_t *begin,
                           uint64_t *elapsed)
{
    const uint64_t modulus = (uint64_t)1 << FIXED_TIME_BITS;
    uint64_t hits = first & FIXED_MAX;
    *begin = first >> FIXED_BITS;
    *elapsed = (now_ms - *begin) & (modulus - 1);
    if (modulus - *elapsed <= (uint64_t)STEP_BACK / 1000)
        *elapsed = 0; /* an old time, as above */
    if (!first || *elapsed >= limit->window / 1000) {
        *begin = now_ms & (modulus - 1);
        *elapsed = 0;
        return 0;
    }
    return hits;
}

static void fixed_tell(const mlg_limit *limit, uint64_t hits, uint64_t elapsed, int refused,
                       mlg_limit_state *state)
{
    state->hits = hits;
    state->remaining = hits < limit->limit ? limit->limit - hits : 0;
    state->reset_us = hits ? (int64_t)((limit->window / 1000 - elapsed) * 1000) : 0;
    state->retry_us = refused || !state->remaining ? state->reset_us : 0;
}

static int fixed_hit(const mlg_limit *limit, mlg_step *step, int64_t now_us, uint32_t cost,
                     mlg_limit_state *state)
{
    uint64_t begin, elapsed;
    uint64_t hits = fixed_hits(limit, step->first, (uint64_t)now_us / 1000, &begin, &elapsed);
    hits = least(hits + cost, FIXED_MAX);
    step->first = begin << FIXED_BITS | hits;
    step->counted = 1;
    fixed_tell(limit, hits, elapsed, hits > limit->limit, state);
    return hits <= limit->limit;
}

static int decide(const mlg_limit *limit, mlg_step *step, int64_t now_us, uint32_t cost,
                  mlg_limit_state *state)
{
    switch (limit->algorithm) {
    case MLG_LIMIT_GCRA:
        return gcra_hit(limit, step, now_us, cost, state);
    case MLG_LIMIT_FIXED:
        return fixed_hit(limit, step, now_us, cost, state);
    default:
        return sliding_hit(limit, step, now_us, cost, state);
    }
}

static uint64_t weigh(const void *arg, int64_t now_us, uint64_t first, uint64_t second)
{
    const mlg_limit *limit = arg;
    uint64_t begin, elapsed;
    switch (limit->algorithm) {
    case MLG_LIMIT_GCRA: {
        uint64_t now = (uint64_t)now_us * TICKS, due = gcra_due(limit, first, now);
        return due > now ? divided_up(due - now, limit->interval) : 0;
    }
    case MLG_LIMIT_FIXED:
        return fixed_hits(limit, first, (uint64_t)now_us / 1000, &begin, &elapsed);
    default: {
        mlg_windows w = windows_of(limit, first, second, now_us);
        return w.now + w.before;
    }
    }
}

/* ---- places
 * ------------------------------------------------------------------------------------------ */

/* Reads both words as they belong together: the second is only ever changed before the first. */
static void read_state(const mlg_place *place, uint64_t *first, uint64_t *second)
{
    uint64_t again = atomic_load(&place->state[0]);
    do {
        *first = again;
        *second = atomic_load(&place->state[1]);
        again = atomic_load(&place->state[0]);
    } while (again != *first);
}

/*
 * Writes a step. A window's end is two words: first the window before is written, which readers of
 * the old first word overlook as its number is not the one they want; then the first word, only if
 * it is what it was. A process that ends in between has changed nothing; one that comes late finds
 * the first word changed and starts over. The second word is only changed from what was read, so
 * that a late writer cannot put back an old window.
 */
static int write_state(const mlg_place *place, uint64_t first, uint64_t second,
                       const mlg_step *step)
{
    uint64_t generation = mlg_place_generation(place);
    uint64_t next = generation | step->second;
    if (step->second != mlg_place_value(place, second) &&
        !atomic_compare_exchange_strong(&place->state[1], &second, next))
        return 0;
    return atomic_compare_exchange_strong(&place->state[0], &first, generation | step->first);
}

static int count(mlg_limit *limit, uint64_t hash, uint32_t cost, int64_t now_us,
                 mlg_limit_state *state)
{
    int allowed = 0;
    for (int tries = 0; tries < TRIES_TO_COUNT; tries++) {
        mlg_place place;
        mlg_step step;
        uint64_t first, second;
        mlg_table_take(limit->table, hash, now_us, weigh, limit, &place);
        do {
            read_state(&place, &first, &second);
            step.first = mlg_place_value(&place, first);
            step.second = mlg_place_value(&place, second);
            step.counted = 0;
            allowed = decide(limit, &step, now_us, cost, state);
        } while (step.counted && !write_state(&place, first, second, &step));
        /* Was it given away while this was written? Then what was counted is void. */
        if (!step.counted || atomic_load(place.tag) == place.seen)
            break;
    }
    return allowed;
}

/* ---- the interface
 * ------------------------------------------------------------------------------------- */

void mlg_limit_options_init(mlg_limit_options *options)
{
    if (!options)
        return;
    memset(options, 0, sizeof *options);
    options->algorithm = MLG_LIMIT_SLIDING;
    options->limit = 100;
    options->window_us = 60 * INT64_C(1000000);
}

int mlg_limit_new(const mlg_env *env, const mlg_limit_options *options, mlg_limit **out)
{
    if (out)
        *out = NULL;
    if (!out || !options || options->algorithm < MLG_LIMIT_SLIDING ||
        options->algorithm > MLG_LIMIT_FIXED || options->window_us < 1000 ||
        options->window_us > WINDOW_MAX || options->limit > INT64_MAX || options->ipv6_prefix > 128)
        return MLG_ERR_ARGUMENT;
    uint64_t ticks = (uint64_t)options->window_us * TICKS;
    if (options->algorithm != MLG_LIMIT_FIXED &&
        (options->limit < 1 || options->limit > least(LIMIT_MAX, ticks)))
        return MLG_ERR_ARGUMENT;
    mlg_env own;
    int error = mlg_env_init(&own, env);
    if (error)
        return error;
    mlg_limit *limit = mlg_env_alloc(&own, sizeof *limit);
    if (!limit)
        return MLG_ERR_MEMORY;
    limit->env = own;
    limit->algorithm = options->algorithm;
    limit->limit = options->limit;
    limit->window = (uint64_t)options->window_us;
    limit->interval = divided_up(ticks, options->limit ? options->limit : 1);
    limit->ipv6_prefix = options->ipv6_prefix;
    limit->fail = options->redis.fail;
    mlg_limit_options filled = *options;
    if (!filled.capacity)
        filled.capacity = 100000;
    if (options->redis.host || options->redis.socket_path)
        error = mlg_redis_new(&own, &filled, &limit->redis);
    else
        error = mlg_table_new(&own, &filled, &limit->table);
    if (error) {
        mlg_env_free(&own, limit);
        return error;
    }
    *out = limit;
    return MLG_OK;
}

void mlg_limit_free(mlg_limit *limit)
{
    if (!limit)
        return;
    mlg_env env = limit->env;
    mlg_table_free(limit->table, &env);
    mlg_redis_free(limit->redis);
    mlg_env_free(&env, limit);
}

static int is_good(const mlg_limit *limit, const char *key, size_t len, int64_t now_us)
{
    return limit && (key || !len) && now_us >= 0 && now_us < NOW_MAX;
}

int mlg_limit_hit_at(mlg_limit *limit, const char *key, size_t len, uint32_t cost, int64_t now_us,
                     mlg_limit_state *state)
{
    mlg_limit_state unasked;
    if (!state)
        state = &unasked;
    memset(state, 0, sizeof *state);
    if (!is_good(limit, key, len, now_us) || !cost || cost > LIMIT_MAX)
        return MLG_ERR_ARGUMENT;
    state->limit = limit->limit;
    if (!limit->table)
        return MLG_ERR_UNSUPPORTED;
    state->allowed = count(limit, mlg_table_hash(limit->table, key, len), cost, now_us, state);
    return state->allowed ? MLG_ALLOW : MLG_DENY;
}

int mlg_limit_hit(mlg_limit *limit, const char *key, size_t len, uint32_t cost,
                  mlg_limit_state *state)
{
    mlg_limit_state unasked;
    if (!state)
        state = &unasked;
    memset(state, 0, sizeof *state);
    if (!limit)
        return MLG_ERR_ARGUMENT;
    if (limit->table)
        return mlg_limit_hit_at(limit, key, len, cost, mlg_env_now(&limit->env), state);
    if (!is_good(limit, key, len, 0) || !cost || cost > LIMIT_MAX)
        return MLG_ERR_ARGUMENT;
    state->limit = limit->limit;
    int verdict = mlg_redis_hit(limit->redis, key, len, cost, state);
    state->limit = limit->limit;
    if (verdict < 0) {
        memset(state, 0, sizeof *state);
        state->limit = limit->limit;
        state->degraded = 1;
        verdict = limit->fail == MLG_FAIL_OPEN ? MLG_ALLOW : MLG_DENY;
        state->retry_us = verdict == MLG_ALLOW ? 0 : 1000000;
        mlg_env_report(&limit->env, MLG_EVENT_DEGRADED, "rate-limit",
                       verdict == MLG_ALLOW ? "store unreachable, allowed"
                                            : "store unreachable, refused",
                       NULL);
    }
    state->allowed = verdict == MLG_ALLOW;
    return verdict;
}

int mlg_limit_hit_address(mlg_limit *limit, const char *address, uint32_t cost,
                          mlg_limit_state *state)
{
    char key[MLG_ADDRESS_SIZE];
    if (!limit || !address)
        return MLG_ERR_ARGUMENT;
    int len = mlg_address_key(address, limit->ipv6_prefix, key, sizeof key);
    if (len < 0)
        return mlg_limit_hit(limit, address, strlen(address), cost, state);
    return mlg_limit_hit(limit, key, (size_t)len, cost, state);
}

int mlg_limit_peek_at(mlg_limit *limit, const char *key, size_t len, int64_t now_us,
                      mlg_limit_state *state)
{
    mlg_limit_state unasked;
    if (!state)
        state = &unasked;
    memset(state, 0, sizeof *state);
    if (!is_good(limit, key, len, now_us))
        return MLG_ERR_ARGUMENT;
    if (!limit->table)
        return MLG_ERR_UNSUPPORTED;
    state->limit = limit->limit;
    uint64_t first = 0, second = 0;
    mlg_place place;
    if (mlg_table_find(limit->table, mlg_table_hash(limit->table, key, len), &place) == MLG_ALLOW) {
        read_state(&place, &first, &second);
        first = mlg_place_value(&place, first);
        second = mlg_place_value(&place, second);
    }
    if (limit->algorithm == MLG_LIMIT_GCRA) {
        uint64_t now = (uint64_t)now_us * TICKS;
        gcra_tell(limit, now, gcra_due(limit, first, now), 1, state);
    } else if (limit->algorithm == MLG_LIMIT_FIXED) {
        uint64_t begin, elapsed;
        uint64_t hits = fixed_hits(limit, first, (uint64_t)now_us / 1000, &begin, &elapsed);
        fixed_tell(limit, hits, elapsed, 0, state);
        /* A window whose hits were all taken back still runs: its key is there. */
        if (first && begin == first >> FIXED_BITS)
            state->reset_us = (int64_t)((limit->window / 1000 - elapsed) * 1000);
    } else {
        mlg_windows w = windows_of(limit, first, second, now_us);
        sliding_tell(limit, &w, 1, state);
    }
    state->allowed = state->remaining > 0;
    return state->allowed ? MLG_ALLOW : MLG_DENY;
}

int mlg_limit_undo_at(mlg_limit *limit, const char *key, size_t len, uint32_t cost, int64_t now_us)
{
    if (!is_good(limit, key, len, now_us))
        return MLG_ERR_ARGUMENT;
    if (!limit->table)
        return MLG_ERR_UNSUPPORTED;
    mlg_place place;
    if (mlg_table_find(limit->table, mlg_table_hash(limit->table, key, len), &place) != MLG_ALLOW)
        return MLG_OK;
    uint64_t seen = atomic_load(&place.state[0]), next;
    do {
        uint64_t first = mlg_place_value(&place, seen), begin, elapsed;
        if (!first)
            return MLG_OK;
        if (limit->algorithm == MLG_LIMIT_GCRA) {
            uint64_t back = least(cost, limit->limit) * limit->interval;
            next = first > back ? first - back : 1;
        } else if (limit->algorithm == MLG_LIMIT_FIXED) {
            /* A window that is left without hits goes on as long as it would have. */
            if (!fixed_hits(limit, first, (uint64_t)now_us / 1000, &begin, &elapsed))
                return MLG_OK;
            next = first - least(cost, first & FIXED_MAX);
        } else {
            next = first - least(cost, first & (((uint64_t)1 << SLIDING_BITS) - 1));
        }
        next |= mlg_place_generation(&place);
    } while (!atomic_compare_exchange_weak(&place.state[0], &seen, next));
    return MLG_OK;
}

int mlg_limit_forget(mlg_limit *limit, const char *key, size_t len)
{
    if (!is_good(limit, key, len, 0))
        return MLG_ERR_ARGUMENT;
    if (limit->redis)
        return mlg_redis_forget(limit->redis, key, len);
    mlg_place place;
    if (mlg_table_find(limit->table, mlg_table_hash(limit->table, key, len), &place) == MLG_ALLOW)
        mlg_table_drop(&place);
    return MLG_OK;
}

int mlg_limit_clear(mlg_limit *limit)
{
    if (!limit)
        return MLG_ERR_ARGUMENT;
    if (!limit->table)
        return MLG_ERR_UNSUPPORTED;
    mlg_table_clear(limit->table);
    return MLG_OK;
}

int mlg_limit_usage_get(const mlg_limit *limit, mlg_limit_usage *usage)
{
    if (!limit || !usage)
        return MLG_ERR_ARGUMENT;
    if (!limit->table)
        return MLG_ERR_UNSUPPORTED;
    mlg_table_usage(limit->table, usage);
    return MLG_OK;
}

static int64_t seconds_up(int64_t us)
{
    return (us + 999999) / 1000000;
}

int mlg_limit_apply(const mlg_limit *limit, const mlg_limit_state *state, mlg_header_fn *set,
                    void *arg)
{
    char text[96];
    mlg_out out;
    if (!limit || !state || !set)
        return MLG_ERR_ARGUMENT;
    mlg_out_init(&out, text, sizeof text);
    mlg_out_number(&out, (int64_t)limit->limit);
    mlg_out_text(&out, ";w=");
    mlg_out_number(&out, seconds_up((int64_t)limit->window));
    if (mlg_out_end(&out) > 0)
        set(arg, "RateLimit-Policy", text, 0);
    if (!state->degraded) {
        mlg_out_init(&out, text, sizeof text);
        mlg_out_text(&out, "limit=");
        mlg_out_number(&out, (int64_t)limit->limit);
        mlg_out_text(&out, ", remaining=");
        mlg_out_number(&out, (int64_t)state->remaining);
        mlg_out_text(&out, ", reset=");
        mlg_out_number(&out, seconds_up(state->reset_us));
        if (mlg_out_end(&out) > 0)
            set(arg, "RateLimit", text, 0);
    }
    if (!state->allowed) {
        mlg_out_init(&out, text, sizeof text);
        mlg_out_number(&out, state->retry_us > 0 ? seconds_up(state->retry_us) : 1);
        if (mlg_out_end(&out) > 0)
            set(arg, "Retry-After", text, 0);
    }
    return MLG_OK;
}
