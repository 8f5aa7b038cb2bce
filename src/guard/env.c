#include "guard_p.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t clock_of_system(void *arg)
{
    (void)arg;
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0)
        return 0;
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void *alloc_of_system(void *arg, size_t size)
{
    (void)arg;
    return malloc(size);
}

static void free_of_system(void *arg, void *memory)
{
    (void)arg;
    free(memory);
}

int mlg_env_init(mlg_env *env, const mlg_env *from)
{
    memset(env, 0, sizeof *env);
    if (from)
        *env = *from;
    if (!env->alloc != !env->free)
        return MLG_ERR_ARGUMENT;
    if (!env->clock)
        env->clock = clock_of_system;
    if (!env->alloc) {
        env->alloc = alloc_of_system;
        env->free = free_of_system;
    }
    return sodium_init() < 0 ? MLG_ERR_CRYPTO : MLG_OK;
}

void *mlg_env_alloc(const mlg_env *env, size_t size)
{
    void *memory = env->alloc(env->alloc_arg, size ? size : 1);
    if (memory)
        memset(memory, 0, size);
    return memory;
}

void mlg_env_free(const mlg_env *env, void *memory)
{
    if (memory)
        env->free(env->alloc_arg, memory);
}

char *mlg_env_dup(const mlg_env *env, const char *text)
{
    if (!text)
        return NULL;
    size_t size = strlen(text) + 1;
    char *copy = mlg_env_alloc(env, size);
    if (copy)
        memcpy(copy, text, size);
    return copy;
}

int64_t mlg_env_now(const mlg_env *env)
{
    return env->clock(env->clock_arg);
}

/* The linter's rule that asks for a control, C and Node. */
static const char *rule_of(const char *control, int rules)
{
    static const char *const table[][3] = {
        {"rate-limit", "c-login-without-rate-limit", "login-without-rate-limit"},
        {"cors-allow-list", "c-cors-reflected-origin", "cors-any-origin"},
        {"csrf", NULL, "session-without-csrf-token"},
        {"safe-errors", "system-error-in-response", "stack-trace-in-response"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i][0], control) == 0)
            return table[i][rules == MLG_RULES_NODE ? 2 : 1];
    return NULL;
}

void mlg_env_log(const mlg_env *env, const mlg_event *event)
{
    if (!env->log)
        return;
    mlg_event full = *event;
    full.rule = rule_of(event->control, env->rules);
    env->log(env->log_arg, &full);
}

void mlg_env_report(const mlg_env *env, int outcome, const char *control, const char *reason,
                    const mlg_request *request)
{
    mlg_event event = {0};
    event.outcome = outcome;
    event.control = control;
    event.reason = reason;
    if (request) {
        event.client = request->client;
        event.method = request->method;
        event.path = request->path;
    }
    mlg_env_log(env, &event);
}

const char *mlg_version(void)
{
    return MLG_VERSION;
}

const char *mlg_error_text(int error)
{
    switch (error) {
    case MLG_ERR_ARGUMENT:
        return "an argument that no call may have";
    case MLG_ERR_VALUE:
        return "a text that is not allowed in its place";
    case MLG_ERR_SPACE:
        return "the buffer is too small";
    case MLG_ERR_MEMORY:
        return "there is no memory";
    case MLG_ERR_FILE:
        return "the table's file cannot be opened, made or mapped";
    case MLG_ERR_OWNER:
        return "the table's file is another user's, or open to others";
    case MLG_ERR_FORMAT:
        return "the file is no table, or one of another version";
    case MLG_ERR_MISMATCH:
        return "the table was made for another algorithm, window or capacity";
    case MLG_ERR_STORE:
        return "Redis cannot be reached in time, or answered with an error";
    case MLG_ERR_CRYPTO:
        return "libsodium cannot be started";
    case MLG_ERR_CONFLICT:
        return "options that exclude one another";
    case MLG_ERR_UNSUPPORTED:
        return "not supported here";
    default:
        return error < 0 ? "unknown error" : "no error";
    }
}
