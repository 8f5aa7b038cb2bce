/* CSRF tokens. */
#include "addon_p.h"

#include <string.h>

void mlg_csrf_read(mlg_args *args, napi_value object, mlg_csrf_options *options)
{
    mlg_csrf_options_init(options);
    options->secret = mlg_field_text(args, object, "secret", &options->secret_len);
    options->old_secrets = mlg_field_list(args, object, "oldSecrets", &options->old_secret_count);
    options->digest = (int)mlg_field_number(args, object, "digest", MLG_DIGEST_SHA256);
    double bytes = mlg_field_number(args, object, "randomBytes", 0);
    options->random_bytes = bytes >= 0 && bytes <= 256 ? (unsigned)bytes : 257;
    options->cookie = mlg_field_text(args, object, "cookie", NULL);
    options->token_delimiter = mlg_field_text(args, object, "tokenDelimiter", NULL);
    options->message_delimiter = mlg_field_text(args, object, "messageDelimiter", NULL);
    options->origins = mlg_field_list(args, object, "origins", &options->origin_count);
    options->loose = mlg_field_true(args, object, "loose");
}

/* session */
static napi_value csrf_issue(napi_env env, napi_callback_info info)
{
    mlg_args args;
    size_t len;
    char token[MLG_CSRF_TOKEN_SIZE];
    mlg_args_init(&args, env, info);
    const char *session = mlg_args_text(&args, 0, &len);
    int written =
        mlg_csrf_issue(((mlg_holder *)args.data)->object, session, len, token, sizeof token);
    mlg_args_release(&args);
    return mlg_written(env, token, written);
}

/* session, cookie, sent; without `sent`, whether the cookie's token is one of ours */
static napi_value csrf_match(napi_env env, napi_callback_info info)
{
    mlg_args args;
    size_t session_len, cookie_len, sent_len;
    mlg_args_init(&args, env, info);
    mlg_csrf *csrf = ((mlg_holder *)args.data)->object;
    const char *session = mlg_args_text(&args, 0, &session_len);
    const char *cookie = mlg_args_text(&args, 1, &cookie_len);
    int result;
    if (args.count < 3) {
        result = mlg_csrf_verify(csrf, session, session_len, cookie, cookie_len);
    } else {
        const char *sent = mlg_args_text(&args, 2, &sent_len);
        result = mlg_csrf_match(csrf, session, session_len, cookie, cookie_len, sent, sent_len);
    }
    if (args.failed)
        result = MLG_ERR_MEMORY;
    mlg_args_release(&args);
    return mlg_number(env, result);
}

/* token: the value of Set-Cookie */
static napi_value csrf_cookie(napi_env env, napi_callback_info info)
{
    mlg_args args;
    char cookie[MLG_CSRF_TOKEN_SIZE + 512];
    mlg_args_init(&args, env, info);
    const char *token = mlg_args_text(&args, 0, NULL);
    int written = mlg_csrf_cookie(((mlg_holder *)args.data)->object, token, cookie, sizeof cookie);
    mlg_args_release(&args);
    return mlg_written(env, cookie, written);
}

static void csrf_end(void *object)
{
    mlg_csrf_free(object);
}

static napi_value csrf_new(napi_env env, napi_callback_info info)
{
    static const mlg_function functions[] = {
        {"issue", csrf_issue}, {"match", csrf_match}, {"cookie", csrf_cookie}};
    mlg_args args;
    mlg_csrf_options options;
    mlg_csrf *csrf = NULL;
    mlg_args_init(&args, env, info);
    mlg_csrf_read(&args, args.value[0], &options);
    mlg_holder *holder = mlg_holder_new(env, csrf_end);
    int error = !holder || args.failed ? MLG_ERR_MEMORY : mlg_csrf_new(NULL, &options, &csrf);
    mlg_args_release(&args);
    if (error) {
        mlg_holder_free(holder);
        return mlg_throw(env, error, "csrf");
    }
    holder->object = csrf;
    return mlg_holder_object(env, holder, functions, sizeof functions / sizeof *functions);
}

int mlg_csrf_export(napi_env env, napi_value exports)
{
    static const mlg_function functions[] = {{"csrfNew", csrf_new}};
    return mlg_export(env, exports, functions, sizeof functions / sizeof *functions);
}
