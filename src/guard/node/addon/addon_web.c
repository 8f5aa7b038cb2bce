/* Security headers and CORS. */
#include "addon_p.h"

#include <stdlib.h>
#include <string.h>

/* ---- security headers --------------------------------------------------------------------- */

static napi_value csp_check_name(napi_env env, napi_callback_info info)
{
    mlg_args args;
    mlg_args_init(&args, env, info);
    const char *text = mlg_args_text(&args, 0, NULL);
    int result = text ? mlg_csp_check_name(text) : MLG_ERR_VALUE;
    mlg_args_release(&args);
    return mlg_number(env, result);
}

static napi_value csp_check_source(napi_env env, napi_callback_info info)
{
    mlg_args args;
    mlg_args_init(&args, env, info);
    const char *text = mlg_args_text(&args, 0, NULL);
    int result = text ? mlg_csp_check_source(text) : MLG_ERR_VALUE;
    mlg_args_release(&args);
    return mlg_number(env, result);
}

mlg_csp *mlg_csp_read(const char *lines, int with_defaults, int *error)
{
    mlg_csp *csp = NULL;
    *error = mlg_csp_new(NULL, with_defaults, &csp);
    char *copy = lines ? malloc(strlen(lines) + 1) : NULL;
    if (!*error && lines && !copy)
        *error = MLG_ERR_MEMORY;
    if (copy)
        strcpy(copy, lines);
    for (char *line = copy; !*error && line && *line;) {
        char *end = strchr(line, '\n'), *sources = strchr(line, '\t');
        if (!end || !sources || sources > end) {
            *error = MLG_ERR_VALUE;
            break;
        }
        *end = *sources++ = '\0';
        /* A directive without a TAB behind its sources' place is taken out: "name TAB -". */
        *error = mlg_csp_set(csp, line, strcmp(sources, "-") == 0 ? NULL : sources);
        line = end + 1;
    }
    free(copy);
    if (*error) {
        mlg_csp_free(csp);
        return NULL;
    }
    return csp;
}

/* lines, 1 to start with the defaults: the policy with {nonce} where one goes, or an error */
static napi_value csp_write(napi_env env, napi_callback_info info)
{
    mlg_args args;
    char text[16384];
    int written;
    mlg_args_init(&args, env, info);
    const char *lines = mlg_args_text(&args, 0, NULL);
    mlg_csp *csp = mlg_csp_read(lines, mlg_args_number(&args, 1, 0) != 0, &written);
    if (csp)
        written = mlg_csp_write(csp, NULL, text, sizeof text);
    mlg_csp_free(csp);
    mlg_args_release(&args);
    return mlg_written(env, text, written);
}

/* name, words with LF between them (none: the default) */
static napi_value header_compose(napi_env env, napi_callback_info info)
{
    mlg_args args;
    char value[512];
    const char *words[16];
    size_t count = 0;
    int written = MLG_ERR_VALUE;
    mlg_args_init(&args, env, info);
    const char *name = mlg_args_text(&args, 0, NULL);
    char *at = (char *)mlg_args_text(&args, 1, NULL);
    while (at && count < sizeof words / sizeof *words) {
        words[count++] = at;
        at = strchr(at, '\n');
        if (at)
            *at++ = '\0';
    }
    if (name && !at)
        written = mlg_header_compose(name, words, count, value, sizeof value);
    mlg_args_release(&args);
    return mlg_written(env, value, written);
}

/* ---- CORS --------------------------------------------------------------------------------- */

void mlg_cors_read(mlg_args *args, napi_value object, mlg_cors_options *options)
{
    mlg_cors_options_init(options);
    options->origins = mlg_field_list(args, object, "origins", &options->origin_count);
    options->credentials = mlg_field_true(args, object, "credentials");
    options->methods = mlg_field_text(args, object, "methods", NULL);
    options->allowed_headers = mlg_field_text(args, object, "allowedHeaders", NULL);
    options->exposed_headers = mlg_field_text(args, object, "exposedHeaders", NULL);
    options->max_age = (int64_t)mlg_field_number(args, object, "maxAge", (double)options->max_age);
    options->preflight_status = (int)mlg_field_number(args, object, "preflightStatus", 0);
    options->fixed_origin = mlg_field_text(args, object, "fixedOrigin", NULL);
    options->reflect_any = mlg_field_true(args, object, "reflectAny");
    options->loose = mlg_field_true(args, object, "loose");
}

/* method, scheme, host, origin, Access-Control-Request-Method, -Headers, verdict: the outcome as a
 * digit, then the headers */
static napi_value cors_apply(napi_env env, napi_callback_info info)
{
    mlg_args args;
    mlg_request request = {0};
    mlg_args_init(&args, env, info);
    mlg_holder *holder = args.data;
    request.method = mlg_args_text(&args, 0, NULL);
    request.scheme = mlg_args_text(&args, 1, NULL);
    request.host = mlg_args_text(&args, 2, NULL);
    request.origin = mlg_args_text(&args, 3, NULL);
    request.access_control_request_method = mlg_args_text(&args, 4, NULL);
    request.access_control_request_headers = mlg_args_text(&args, 5, NULL);
    int verdict = (int)mlg_args_number(&args, 6, MLG_ORIGIN_ASK);
    mlg_text *text = &holder->headers;
    mlg_text_clear(text);
    mlg_text_add(text, "0", 1);
    int outcome = args.failed
                      ? MLG_ERR_MEMORY
                      : mlg_cors_apply(holder->object, &request, verdict, mlg_text_header, text);
    if (outcome >= 0 && text->failed)
        outcome = MLG_ERR_MEMORY;
    mlg_args_release(&args);
    if (outcome < 0)
        return mlg_throw(env, outcome, "cors");
    text->data[0] = (char)('0' + outcome);
    return mlg_string(env, text->data, text->len);
}

static napi_value cors_match(napi_env env, napi_callback_info info)
{
    mlg_args args;
    size_t len;
    mlg_args_init(&args, env, info);
    mlg_holder *holder = args.data;
    const char *origin = mlg_args_text(&args, 0, &len);
    int result = origin ? mlg_cors_match(holder->object, origin, len) : MLG_DENY;
    mlg_args_release(&args);
    return mlg_number(env, result);
}

static void cors_end(void *object)
{
    mlg_cors_free(object);
}

static napi_value cors_new(napi_env env, napi_callback_info info)
{
    static const mlg_function functions[] = {{"apply", cors_apply}, {"match", cors_match}};
    mlg_args args;
    mlg_cors_options options;
    mlg_cors *cors = NULL;
    mlg_args_init(&args, env, info);
    mlg_cors_read(&args, args.value[0], &options);
    mlg_holder *holder = mlg_holder_new(env, cors_end);
    int error = !holder || args.failed ? MLG_ERR_MEMORY : mlg_cors_new(NULL, &options, &cors);
    mlg_args_release(&args);
    if (error) {
        mlg_holder_free(holder);
        return mlg_throw(env, error, "cors");
    }
    holder->object = cors;
    return mlg_holder_object(env, holder, functions, sizeof functions / sizeof *functions);
}

int mlg_web_export(napi_env env, napi_value exports)
{
    static const mlg_function functions[] = {
        {"cspCheckName", csp_check_name},
        {"cspCheckSource", csp_check_source},
        {"cspWrite", csp_write},
        {"headerCompose", header_compose},
        {"corsNew", cors_new},
    };
    return mlg_export(env, exports, functions, sizeof functions / sizeof *functions);
}
