#include "addon_p.h"

#include <stdlib.h>
#include <string.h>

/* ---- arguments ---------------------------------------------------------------------------- */

struct mlg_block {
    struct mlg_block *next;
    max_align_t memory[];
};

void mlg_args_init(mlg_args *args, napi_env env, napi_callback_info info)
{
    args->env = env;
    args->count = sizeof args->value / sizeof *args->value;
    args->blocks = NULL;
    args->used = 0;
    args->failed = 0;
    args->data = NULL;
    if (napi_get_cb_info(env, info, &args->count, args->value, NULL, &args->data) != napi_ok)
        args->count = 0;
}

void mlg_args_release(mlg_args *args)
{
    while (args->blocks) {
        struct mlg_block *next = args->blocks->next;
        free(args->blocks);
        args->blocks = next;
    }
}

void *mlg_args_memory(mlg_args *args, size_t size)
{
    struct mlg_block *block = malloc(sizeof *block + size);
    if (!block) {
        args->failed = 1;
        return NULL;
    }
    block->next = args->blocks;
    args->blocks = block;
    return block->memory;
}

const char *mlg_args_value(mlg_args *args, napi_value value, size_t *len)
{
    size_t own, free_room = sizeof args->room - args->used;
    if (!len)
        len = &own;
    *len = 0;
    char *to = args->room + args->used;
    if (free_room > 16) {
        if (napi_get_value_string_utf8(args->env, value, to, free_room, len) != napi_ok)
            return NULL;
        /* A text that ends this near to the end may have been cut, between two characters. */
        if (*len + 5 < free_room) {
            args->used += *len + 1;
            return to;
        }
    }
    if (napi_get_value_string_utf8(args->env, value, NULL, 0, len) != napi_ok)
        return NULL;
    to = mlg_args_memory(args, *len + 1);
    if (!to || napi_get_value_string_utf8(args->env, value, to, *len + 1, len) != napi_ok)
        return NULL;
    return to;
}

const char *mlg_args_text(mlg_args *args, size_t index, size_t *len)
{
    if (index < args->count)
        return mlg_args_value(args, args->value[index], len);
    if (len)
        *len = 0;
    return NULL;
}

const char *mlg_args_bytes(mlg_args *args, napi_value value, size_t *len)
{
    bool is_bytes = false;
    void *data = NULL;
    if (napi_is_typedarray(args->env, value, &is_bytes) == napi_ok && is_bytes) {
        napi_typedarray_type type;
        if (napi_get_typedarray_info(args->env, value, &type, len, &data, NULL, NULL) != napi_ok ||
            (type != napi_uint8_array && type != napi_uint8_clamped_array))
            return NULL;
        return data ? data : "";
    }
    return mlg_args_value(args, value, len);
}

double mlg_args_number(mlg_args *args, size_t index, double otherwise)
{
    double number;
    if (index >= args->count ||
        napi_get_value_double(args->env, args->value[index], &number) != napi_ok)
        return otherwise;
    return number;
}

napi_value mlg_field(mlg_args *args, napi_value object, const char *name)
{
    napi_value value;
    napi_valuetype type = napi_undefined;
    if (!object || napi_get_named_property(args->env, object, name, &value) != napi_ok ||
        napi_typeof(args->env, value, &type) != napi_ok || type == napi_undefined ||
        type == napi_null)
        return NULL;
    return value;
}

const char *mlg_field_text(mlg_args *args, napi_value object, const char *name, size_t *len)
{
    size_t own;
    napi_value value = mlg_field(args, object, name);
    if (!len)
        len = &own;
    *len = 0;
    return value ? mlg_args_bytes(args, value, len) : NULL;
}

double mlg_field_number(mlg_args *args, napi_value object, const char *name, double otherwise)
{
    double number;
    napi_value value = mlg_field(args, object, name);
    return value && napi_get_value_double(args->env, value, &number) == napi_ok ? number
                                                                                : otherwise;
}

int mlg_field_true(mlg_args *args, napi_value object, const char *name)
{
    bool is_true = false;
    napi_value value = mlg_field(args, object, name);
    return value && napi_get_value_bool(args->env, value, &is_true) == napi_ok && is_true;
}

const char *const *mlg_field_list(mlg_args *args, napi_value object, const char *name,
                                  size_t *count)
{
    uint32_t length = 0;
    napi_value list = mlg_field(args, object, name);
    *count = 0;
    if (!list || napi_get_array_length(args->env, list, &length) != napi_ok || !length)
        return NULL;
    const char **texts = mlg_args_memory(args, length * sizeof *texts);
    for (uint32_t i = 0; texts && i < length; i++) {
        napi_value item;
        texts[i] = napi_get_element(args->env, list, i, &item) == napi_ok
                       ? mlg_args_value(args, item, NULL)
                       : NULL;
    }
    *count = texts ? length : 0;
    return texts;
}

/* ---- results ------------------------------------------------------------------------------ */

napi_value mlg_number(napi_env env, double number)
{
    napi_value value = NULL;
    napi_create_double(env, number, &value);
    return value;
}

napi_value mlg_string(napi_env env, const char *text, size_t len)
{
    napi_value value = NULL;
    napi_create_string_utf8(env, text, len, &value);
    return value;
}

napi_value mlg_written(napi_env env, const char *text, int len)
{
    return len < 0 ? mlg_number(env, len) : mlg_string(env, text, (size_t)len);
}

void mlg_text_add(mlg_text *text, const char *data, size_t len)
{
    if (text->failed)
        return;
    if (len > text->size - text->len) {
        size_t size = (text->size + len) * 2 + 64;
        char *grown = realloc(text->data, size);
        if (!grown) {
            text->len = 0;
            text->failed = 1;
            return;
        }
        text->data = grown;
        text->size = size;
    }
    if (len)
        memcpy(text->data + text->len, data, len);
    text->len += len;
}

void mlg_text_field(mlg_text *text, const char *data, size_t len)
{
    mlg_text_add(text, data, len);
    mlg_text_add(text, "", 1);
}

void mlg_text_clear(mlg_text *text)
{
    text->len = 0;
    text->failed = 0;
}

void mlg_text_release(mlg_text *text)
{
    free(text->data);
    memset(text, 0, sizeof *text);
}

void mlg_text_header(void *text, const char *name, const char *value, int append)
{
    mlg_text_field(text, name, strlen(name));
    mlg_text_field(text, value, strlen(value));
    mlg_text_field(text, "+", append ? 1 : 0);
}

napi_value mlg_throw(napi_env env, int error, const char *what)
{
    napi_value text, number, thrown;
    mlg_text said = {0};
    mlg_text_add(&said, "merlon-guard: ", 14);
    mlg_text_add(&said, what, strlen(what));
    mlg_text_add(&said, ": ", 2);
    mlg_text_add(&said, mlg_error_text(error), strlen(mlg_error_text(error)));
    if (napi_create_string_utf8(env, said.len ? said.data : what, said.len, &text) == napi_ok &&
        napi_create_error(env, NULL, text, &thrown) == napi_ok &&
        napi_create_int32(env, error, &number) == napi_ok &&
        napi_set_named_property(env, thrown, "errno", number) == napi_ok)
        napi_throw(env, thrown);
    mlg_text_release(&said);
    return NULL;
}

/* ---- objects ------------------------------------------------------------------------------ */

void mlg_state_write(mlg_instance *instance, const mlg_limit_state *state)
{
    double *to = instance->state;
    to[MLG_STATE_LIMIT] = (double)state->limit;
    to[MLG_STATE_HITS] = (double)state->hits;
    to[MLG_STATE_REMAINING] = (double)state->remaining;
    to[MLG_STATE_RESET] = (double)state->reset_us / 1000;
    to[MLG_STATE_RETRY] = (double)state->retry_us / 1000;
    to[MLG_STATE_DEGRADED] = state->degraded;
}

mlg_holder *mlg_holder_new(napi_env env, void (*end)(void *object))
{
    void *instance = NULL;
    mlg_holder *holder = calloc(1, sizeof *holder);
    if (!holder)
        return NULL;
    napi_get_instance_data(env, &instance);
    holder->instance = instance;
    holder->end = end;
    return holder;
}

void mlg_holder_free(mlg_holder *holder)
{
    if (!holder)
        return;
    if (holder->object)
        holder->end(holder->object);
    mlg_text_release(&holder->events);
    mlg_text_release(&holder->headers);
    free(holder);
}

void mlg_holder_table(napi_env env, mlg_holder *holder, size_t capacity)
{
    int64_t now;
    int64_t bytes = (int64_t)(capacity ? capacity : 100000) * 40;
    if (napi_adjust_external_memory(env, bytes, &now) == napi_ok)
        holder->outside += bytes;
}

static void function_end(napi_env env, void *data, void *hint)
{
    mlg_holder *holder = data;
    int64_t now;
    (void)hint;
    if (--holder->functions > 0)
        return;
    if (holder->outside)
        napi_adjust_external_memory(env, -holder->outside, &now);
    mlg_holder_free(holder);
}

napi_value mlg_holder_object(napi_env env, mlg_holder *holder, const mlg_function *functions,
                             size_t count)
{
    napi_value object, function;
    holder->functions = 1; /* this call's own, so that no failure frees it too early */
    int good = napi_create_object(env, &object) == napi_ok;
    for (size_t i = 0; good && i < count; i++) {
        good = napi_create_function(env, functions[i].name, NAPI_AUTO_LENGTH, functions[i].call,
                                    holder, &function) == napi_ok &&
               napi_add_finalizer(env, function, holder, function_end, NULL, NULL) == napi_ok;
        if (good) {
            holder->functions++;
            good = napi_set_named_property(env, object, functions[i].name, function) == napi_ok;
        }
    }
    function_end(env, holder, NULL);
    if (good)
        return object;
    mlg_throw(env, MLG_ERR_MEMORY, "object");
    return NULL;
}

static void event_add(void *arg, const mlg_event *event)
{
    mlg_text *events = arg;
    char outcome = (char)('0' + event->outcome);
    const char *texts[] = {event->control, event->rule, event->reason, event->id};
    const char *places[] = {event->client, event->method, event->path};
    /* Whoever does not take them shall not fill the memory. */
    if (events->len > 65536)
        return;
    mlg_text_field(events, &outcome, 1);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        mlg_text_field(events, texts[i], texts[i] ? strlen(texts[i]) : 0);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        mlg_text_field(events, places[i], places[i] ? strlen(places[i]) : 0);
    const char *end = event->detail ? memchr(event->detail, '\0', event->detail_len) : NULL;
    mlg_text_field(events, event->detail, end ? (size_t)(end - event->detail) : event->detail_len);
}

mlg_env mlg_holder_env(mlg_holder *holder)
{
    mlg_env env = {0};
    env.log = event_add;
    env.log_arg = &holder->events;
    env.rules = MLG_RULES_NODE;
    return env;
}

/* ---- module ------------------------------------------------------------------------------- */

int mlg_export(napi_env env, napi_value exports, const mlg_function *functions, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        napi_value function;
        if (napi_create_function(env, functions[i].name, NAPI_AUTO_LENGTH, functions[i].call, NULL,
                                 &function) != napi_ok ||
            napi_set_named_property(env, exports, functions[i].name, function) != napi_ok)
            return 0;
    }
    return 1;
}

static void instance_end(napi_env env, void *data, void *hint)
{
    (void)env;
    (void)hint;
    free(data);
}

NAPI_MODULE_INIT()
{
    napi_value buffer, array;
    napi_ref kept;
    void *numbers = NULL;
    mlg_instance *instance = calloc(1, sizeof *instance);
    if (!instance || napi_set_instance_data(env, instance, instance_end, NULL) != napi_ok) {
        free(instance);
        return mlg_throw(env, MLG_ERR_MEMORY, "start");
    }
    /* The reference keeps the array's memory for as long as the thread lives. */
    if (napi_create_arraybuffer(env, MLG_STATE_COUNT * sizeof(double), &numbers, &buffer) !=
            napi_ok ||
        napi_create_typedarray(env, napi_float64_array, MLG_STATE_COUNT, buffer, 0, &array) !=
            napi_ok ||
        napi_create_reference(env, buffer, 1, &kept) != napi_ok ||
        napi_set_named_property(env, exports, "state", array) != napi_ok)
        return mlg_throw(env, MLG_ERR_MEMORY, "start");
    instance->state = numbers;
    if (!mlg_tools_export(env, exports) || !mlg_web_export(env, exports) ||
        !mlg_limit_export(env, exports) || !mlg_csrf_export(env, exports) ||
        !mlg_policy_export(env, exports))
        return mlg_throw(env, MLG_ERR_MEMORY, "start");
    return exports;
}
