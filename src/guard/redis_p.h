/* The store of a rate limit in Redis. Connections are pooled; each is used by one thread at a time.
 */
#ifndef MLG_REDIS_P_H
#define MLG_REDIS_P_H

#include "guard_p.h"

typedef struct mlg_redis mlg_redis;

int mlg_redis_new(const mlg_env *env, const mlg_limit_options *options, mlg_redis **out);
void mlg_redis_free(mlg_redis *redis);

/* Counts; MLG_ALLOW, MLG_DENY, or MLG_ERR_STORE within the time-out. */
int mlg_redis_hit(mlg_redis *redis, const char *key, size_t len, uint32_t cost,
                  mlg_limit_state *state);
int mlg_redis_forget(mlg_redis *redis, const char *key, size_t len);

#endif
