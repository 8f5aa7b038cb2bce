/* The small tools, and cookies. */
#include "addon_p.h"

#include <stdlib.h>
#include <string.h>

static napi_value escape(napi_env env, napi_callback_info info,
                         int (*write)(const char *, size_t, char *, size_t), size_t factor)
{
    mlg_args args;
    size_t len;
    napi_value result = NULL;
    mlg_args_init(&args, env, info);
    const char *text = mlg_args_text(&args, 0, &len);
    char short_room[2048], *room = short_room;
    size_t size = len * factor + 1;
    if (text && size > sizeof short_room)
        room = mlg_args_memory(&args, size);
    if (!text && !args.failed)
        napi_throw_type_error(env, NULL, "merlon-guard: not a string");
    else if (!text || !room)
        mlg_throw(env, MLG_ERR_MEMORY, "escape");
    else
        result = mlg_written(env, room, write(text, len, room, size));
    mlg_args_release(&args);
    return result;
}

static napi_value escape_html(napi_env env, napi_callback_info info)
{
    return escape(env, info, mlg_escape_html, 6);
}

static napi_value escape_attribute(napi_env env, napi_callback_info info)
{
    return escape(env, info, mlg_escape_attribute, 6);
}

static napi_value escape_url(napi_env env, napi_callback_info info)
{
    return escape(env, info, mlg_escape_url, 3);
}

/* 1, 0, or MLG_ERR_ARGUMENT when one is neither text nor bytes. */
static napi_value equal(napi_env env, napi_callback_info info)
{
    mlg_args args;
    size_t a_len = 0, b_len = 0;
    mlg_args_init(&args, env, info);
    const char *a = mlg_args_bytes(&args, args.value[0], &a_len);
    const char *b = mlg_args_bytes(&args, args.value[1], &b_len);
    int result = a && b ? mlg_equal(a, a_len, b, b_len) : MLG_ERR_ARGUMENT;
    mlg_args_release(&args);
    return mlg_number(env, result);
}

static napi_value random_token(napi_env env, napi_callback_info info)
{
    mlg_args args;
    char token[MLG_TOKEN_SIZE(1024)];
    mlg_args_init(&args, env, info);
    double bytes = mlg_args_number(&args, 0, 32);
    int len = bytes >= 0 && bytes <= 1024 ? mlg_random_token((size_t)bytes, token, sizeof token)
                                          : MLG_ERR_ARGUMENT;
    return mlg_written(env, token, len);
}

static napi_value is(napi_env env, napi_callback_info info, int (*test)(const char *, size_t))
{
    mlg_args args;
    size_t len;
    mlg_args_init(&args, env, info);
    const char *text = mlg_args_text(&args, 0, &len);
    int result = text ? test(text, len) : 0;
    mlg_args_release(&args);
    return mlg_number(env, result);
}

static napi_value is_token(napi_env env, napi_callback_info info)
{
    return is(env, info, mlg_is_token);
}

static napi_value is_header_value(napi_env env, napi_callback_info info)
{
    return is(env, info, mlg_is_header_value);
}

static napi_value address_key(napi_env env, napi_callback_info info)
{
    mlg_args args;
    size_t len;
    char key[MLG_ADDRESS_SIZE];
    mlg_args_init(&args, env, info);
    const char *address = mlg_args_text(&args, 0, &len);
    double prefix = mlg_args_number(&args, 1, 0);
    int written = address && strlen(address) == len && prefix >= 0 && prefix <= 128
                      ? mlg_address_key(address, (unsigned)prefix, key, sizeof key)
                      : MLG_ERR_VALUE;
    mlg_args_release(&args);
    return mlg_written(env, key, written);
}

/* name, value, path, domain, max-age, same-site, flags (1 readable, 2 insecure, 4 partitioned, 8
 * encode) */
static napi_value cookie_write(napi_env env, napi_callback_info info)
{
    mlg_args args;
    mlg_cookie cookie = {0};
    size_t name_len, value_len;
    char short_room[4096], *room = short_room;
    mlg_args_init(&args, env, info);
    cookie.name = mlg_args_text(&args, 0, &name_len);
    cookie.value = mlg_args_text(&args, 1, &value_len);
    cookie.path = mlg_args_text(&args, 2, NULL);
    cookie.domain = mlg_args_text(&args, 3, NULL);
    double max_age = mlg_args_number(&args, 4, 0);
    cookie.max_age = max_age >= -1 && max_age <= 1e12 ? (int64_t)max_age : -1;
    cookie.same_site = (int)mlg_args_number(&args, 5, 0);
    unsigned flags = (unsigned)mlg_args_number(&args, 6, 0);
    cookie.readable = (flags & 1) != 0;
    cookie.insecure = (flags & 2) != 0;
    cookie.partitioned = (flags & 4) != 0;
    cookie.encode = (flags & 8) != 0;
    int written = MLG_ERR_ARGUMENT;
    if (cookie.name && cookie.value && strlen(cookie.name) == name_len &&
        strlen(cookie.value) == value_len) {
        size_t size = name_len + 3 * value_len + 1024 + (cookie.path ? strlen(cookie.path) : 0) +
                      (cookie.domain ? strlen(cookie.domain) : 0);
        if (size > sizeof short_room)
            room = mlg_args_memory(&args, size);
        else
            size = sizeof short_room;
        written = room ? mlg_cookie_write(&cookie, room, size) : MLG_ERR_MEMORY;
    }
    napi_value result = mlg_written(env, room, written);
    mlg_args_release(&args);
    return result;
}

/* header, name: the value, or a number */
static napi_value cookie_find(napi_env env, napi_callback_info info)
{
    mlg_args args;
    size_t len, value_len = 0;
    const char *value = NULL;
    mlg_args_init(&args, env, info);
    const char *header = mlg_args_text(&args, 0, &len);
    const char *name = mlg_args_text(&args, 1, NULL);
    int found = header && name ? mlg_cookie_find(header, len, name, &value, &value_len) : MLG_DENY;
    napi_value result =
        found == MLG_ALLOW ? mlg_string(env, value, value_len) : mlg_number(env, found);
    mlg_args_release(&args);
    return result;
}

static napi_value error_text(napi_env env, napi_callback_info info)
{
    mlg_args args;
    mlg_args_init(&args, env, info);
    const char *text = mlg_error_text((int)mlg_args_number(&args, 0, 0));
    return mlg_string(env, text, strlen(text));
}

static napi_value version(napi_env env, napi_callback_info info)
{
    (void)info;
    return mlg_string(env, mlg_version(), strlen(mlg_version()));
}

/* status, accept: "id NUL type NUL body"; the log is the caller's */
static napi_value error_answer(napi_env env, napi_callback_info info)
{
    mlg_args args;
    mlg_request request = {0};
    mlg_answer answer;
    mlg_text text = {0};
    mlg_args_init(&args, env, info);
    double status = mlg_args_number(&args, 0, 500);
    request.accept = mlg_args_text(&args, 1, NULL);
    int error = mlg_error_answer(NULL, status > 0 && status < 1000 ? (int)status : 500, NULL, 0,
                                 &request, &answer);
    mlg_args_release(&args);
    if (error < 0)
        return mlg_throw(env, error, "error answer");
    char number[] = {(char)('0' + answer.status / 100), (char)('0' + answer.status / 10 % 10),
                     (char)('0' + answer.status % 10)};
    mlg_text_field(&text, number, sizeof number);
    mlg_text_field(&text, answer.id, strlen(answer.id));
    mlg_text_field(&text, answer.content_type, strlen(answer.content_type));
    mlg_text_add(&text, answer.body, answer.body_len);
    napi_value result = text.failed ? mlg_throw(env, MLG_ERR_MEMORY, "error answer")
                                    : mlg_string(env, text.data, text.len);
    mlg_text_release(&text);
    return result;
}

/* algorithm, 1 for its name: the script for Redis, or the name for EVALSHA */
static napi_value redis_script(napi_env env, napi_callback_info info)
{
    mlg_args args;
    const char *sha1 = NULL;
    mlg_args_init(&args, env, info);
    const char *text = mlg_redis_script((int)mlg_args_number(&args, 0, -1), &sha1);
    if (!text)
        return mlg_number(env, MLG_ERR_ARGUMENT);
    if (mlg_args_number(&args, 1, 0) != 0)
        text = sha1;
    return mlg_string(env, text, strlen(text));
}

int mlg_tools_export(napi_env env, napi_value exports)
{
    static const mlg_function functions[] = {
        {"escapeHtml", escape_html},        {"escapeAttribute", escape_attribute},
        {"escapeUrl", escape_url},          {"equal", equal},
        {"randomToken", random_token},      {"isToken", is_token},
        {"isHeaderValue", is_header_value}, {"addressKey", address_key},
        {"cookieWrite", cookie_write},      {"cookieFind", cookie_find},
        {"errorText", error_text},          {"errorAnswer", error_answer},
        {"redisScript", redis_script},      {"version", version},
    };
    return mlg_export(env, exports, functions, sizeof functions / sizeof *functions);
}
