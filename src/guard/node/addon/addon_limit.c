/* Rate limits. All calls take the time in milliseconds, so that the caller's clock is the only
 * one; without, it is the system's. */
#include "addon_p.h"

#include <math.h>
#include <string.h>

void mlg_limit_read(mlg_args *args, napi_value object, mlg_limit_options *options)
{
    /* Numbers that no integer holds become ones that the library refuses. */
    double limit = mlg_field_number(args, object, "limit", (double)options->limit);
    double window = mlg_field_number(args, object, "windowMs", (double)options->window_us / 1000);
    double capacity = mlg_field_number(args, object, "capacity", 0);
    options->algorithm = (int)mlg_field_number(args, object, "algorithm", options->algorithm);
    options->limit = limit >= 0 && limit <= 9e15 ? (uint64_t)limit : UINT64_MAX;
    options->window_us = window >= 0 && window <= 9e12 ? (int64_t)(window * 1000) : 0;
    options->capacity = capacity >= 0 && capacity <= 1e9 ? (size_t)capacity : SIZE_MAX;
    const char *name = mlg_field_text(args, object, "name", NULL);
    if (name)
        options->name = name;
    options->path = mlg_field_text(args, object, "path", NULL);
    options->replace = mlg_field_true(args, object, "replace");
    double prefix = mlg_field_number(args, object, "ipv6Prefix", 0);
    options->ipv6_prefix = prefix >= 0 && prefix <= 128 ? (unsigned)prefix : 129;
}

typedef int mlg_limit_call(mlg_limit *limit, const char *key, size_t len, uint32_t cost,
                           int64_t now_us, mlg_limit_state *state);

static int hit(mlg_limit *limit, const char *key, size_t len, uint32_t cost, int64_t now_us,
               mlg_limit_state *state)
{
    return now_us < 0 ? mlg_limit_hit(limit, key, len, cost, state)
                      : mlg_limit_hit_at(limit, key, len, cost, now_us, state);
}

static int peek(mlg_limit *limit, const char *key, size_t len, uint32_t cost, int64_t now_us,
                mlg_limit_state *state)
{
    (void)cost;
    return mlg_limit_peek_at(limit, key, len, now_us, state);
}

static int undo(mlg_limit *limit, const char *key, size_t len, uint32_t cost, int64_t now_us,
                mlg_limit_state *state)
{
    (void)state;
    return mlg_limit_undo_at(limit, key, len, cost, now_us);
}

static int forget(mlg_limit *limit, const char *key, size_t len, uint32_t cost, int64_t now_us,
                  mlg_limit_state *state)
{
    (void)cost;
    (void)now_us;
    (void)state;
    return mlg_limit_forget(limit, key, len);
}

/* key, cost, now */
static napi_value with_key(napi_env env, napi_callback_info info, mlg_limit_call *call, int tells)
{
    mlg_args args;
    mlg_limit_state state;
    size_t len;
    mlg_args_init(&args, env, info);
    mlg_holder *holder = args.data;
    const char *key = mlg_args_text(&args, 0, &len);
    double cost = mlg_args_number(&args, 1, 1), now = mlg_args_number(&args, 2, -1);
    int result = MLG_ERR_ARGUMENT;
    if (key && cost >= 1 && cost <= UINT32_MAX && now < 9e12)
        result = call(holder->object, key, len, (uint32_t)cost,
                      now < 0 ? -1 : (int64_t)(now * 1000), &state);
    mlg_args_release(&args);
    if (tells && result >= 0)
        mlg_state_write(holder->instance, &state);
    return mlg_number(env, result);
}

static napi_value limit_hit(napi_env env, napi_callback_info info)
{
    return with_key(env, info, hit, 1);
}

static napi_value limit_peek(napi_env env, napi_callback_info info)
{
    return with_key(env, info, peek, 1);
}

static napi_value limit_undo(napi_env env, napi_callback_info info)
{
    return with_key(env, info, undo, 0);
}

static napi_value limit_forget(napi_env env, napi_callback_info info)
{
    return with_key(env, info, forget, 0);
}

static napi_value limit_clear(napi_env env, napi_callback_info info)
{
    mlg_args args;
    mlg_args_init(&args, env, info);
    return mlg_number(env, mlg_limit_clear(((mlg_holder *)args.data)->object));
}

/* How many keys there are. */
static napi_value limit_taken(napi_env env, napi_callback_info info)
{
    mlg_args args;
    mlg_limit_usage usage;
    mlg_args_init(&args, env, info);
    int error = mlg_limit_usage_get(((mlg_holder *)args.data)->object, &usage);
    return mlg_number(env, error < 0 ? error : (double)usage.taken);
}

static void limit_end(void *object)
{
    mlg_limit_free(object);
}

static napi_value limit_new(napi_env env, napi_callback_info info)
{
    static const mlg_function functions[] = {
        {"hit", limit_hit},       {"peek", limit_peek},   {"undo", limit_undo},
        {"forget", limit_forget}, {"clear", limit_clear}, {"taken", limit_taken},
    };
    mlg_args args;
    mlg_limit_options options;
    mlg_limit *limit = NULL;
    mlg_args_init(&args, env, info);
    mlg_limit_options_init(&options);
    mlg_limit_read(&args, args.value[0], &options);
    mlg_holder *holder = mlg_holder_new(env, limit_end);
    int error = !holder || args.failed ? MLG_ERR_MEMORY : mlg_limit_new(NULL, &options, &limit);
    mlg_args_release(&args);
    if (error) {
        mlg_holder_free(holder);
        return mlg_throw(env, error, "limit");
    }
    holder->object = limit;
    mlg_holder_table(env, holder, options.capacity);
    return mlg_holder_object(env, holder, functions, sizeof functions / sizeof *functions);
}

int mlg_limit_export(napi_env env, napi_value exports)
{
    static const mlg_function functions[] = {{"limitNew", limit_new}};
    return mlg_export(env, exports, functions, sizeof functions / sizeof *functions);
}
