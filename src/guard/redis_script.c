/* The scripts count with the clock of Redis, so that machines whose clocks differ share one limit.
 * The names are the SHA-1 of the texts; a test holds them against what Redis computes. */
#include "guard_p.h"

#define HEAD                                                                                       \
    "local limit, window, cost, lease = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), " \
    "tonumber(ARGV[4])\n"                                                                          \
    "local time = redis.call('TIME')\n"                                                            \
    "local now = tonumber(time[1]) * 1000000 + tonumber(time[2])\n"

static const char sliding[] = HEAD
    "local number = math.floor(now / window)\n"
    "local elapsed = now - number * window\n"
    "local kept = redis.call('HMGET', KEYS[1], 'n', 'c', 'p')\n"
    "local n, c, p = tonumber(kept[1]), tonumber(kept[2]) or 0, tonumber(kept[3]) or 0\n"
    "if not n or n < number - 1 then c, p = 0, 0\n"
    "elseif n == number - 1 then c, p = 0, c\n"
    "elseif n > number then number, elapsed = n, 0 end\n"
    "local left = window - elapsed\n"
    "local weighed = p * left / window\n"
    "local free = math.floor(limit - c - weighed)\n"
    "local granted, retry = 0, 0\n"
    "if free >= cost then\n"
    "  granted = math.min(math.max(cost, lease), free)\n"
    "  c = c + granted\n"
    "  redis.call('HSET', KEYS[1], 'n', string.format('%.0f', number), 'c', c, 'p', p)\n"
    "  redis.call('PEXPIRE', KEYS[1], math.ceil((left + window) / 1000))\n"
    "elseif cost > limit then retry = window\n"
    "elseif c + cost <= limit then retry = math.max(1, math.ceil(left - (limit - c - cost) * "
    "window / p))\n"
    "else retry = math.ceil(left + math.max(0, window - (limit - cost) * window / c)) end\n"
    "local hits = c + math.ceil(weighed)\n"
    "local reset = c > 0 and left + window or p > 0 and left or 0\n"
    "return {granted > 0 and 1 or 0, hits, math.max(0, limit - hits), reset, retry, granted}\n";

static const char gcra[] =
    HEAD "local interval = window / limit\n"
         "local due = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))\n"
         "local free = math.floor((now + window - due) / interval + 0.000001)\n"
         "local granted, retry = 0, 0\n"
         "if free >= cost then\n"
         "  granted = math.min(math.max(cost, lease), free)\n"
         "  due = due + granted * interval\n"
         "  free = free - granted\n"
         "  redis.call('SET', KEYS[1], string.format('%.17g', due), 'PX', math.ceil((due - now) / "
         "1000))\n"
         "elseif cost > limit then retry = window\n"
         "else retry = math.max(1, math.ceil(due + cost * interval - now - window)) end\n"
         "return {granted > 0 and 1 or 0, math.ceil((due - now) / interval), free, math.ceil(due - "
         "now), retry, granted}\n";

static const char fixed[] = HEAD
    "local before = tonumber(redis.call('GET', KEYS[1]) or '0')\n"
    "local take, allowed = cost, before + cost <= limit\n"
    "if allowed then take = math.min(math.max(cost, lease), limit - before) end\n"
    "local hits = redis.call('INCRBY', KEYS[1], take)\n"
    "local left = redis.call('PTTL', KEYS[1])\n"
    "if left < 0 then\n"
    "  left = math.ceil(window / 1000)\n"
    "  redis.call('PEXPIRE', KEYS[1], left)\n"
    "end\n"
    "left = left * 1000\n"
    "local free = math.max(0, limit - hits)\n"
    "return {allowed and 1 or 0, hits, free, left, allowed and 0 or left, allowed and take or 0}\n";

const char *mlg_redis_script(int algorithm, const char **sha1)
{
    static const struct {
        const char *text, *name;
    } scripts[] = {
        {sliding, "3579139ac255caa370d3f73185703b822ec53a0a"},
        {gcra, "ffa99886f9ceeb29358417de31d151fa132a03e5"},
        {fixed, "7a785ed9704e62db78aa94183d6fde8277b79402"},
    };
    if (algorithm < MLG_LIMIT_SLIDING || algorithm > MLG_LIMIT_FIXED)
        return NULL;
    if (sha1)
        *sha1 = scripts[algorithm].name;
    return scripts[algorithm].text;
}
