/* CORS, as the Fetch standard's "CORS protocol" wants the server to answer. */
#include "origin_p.h"

#include <string.h>

struct mlg_cors {
    mlg_env env;
    mlg_origins origins;
    char *methods, *allowed_headers, *exposed_headers, *fixed_origin;
    char max_age[24]; /* "": not said */
    int credentials, reflect_any, loose;
};

void mlg_cors_options_init(mlg_cors_options *options)
{
    if (!options)
        return;
    memset(options, 0, sizeof *options);
    options->max_age = 600;
}

static int is_value(const char *text)
{
    return !text || mlg_is_header_value(text, strlen(text));
}

int mlg_cors_new(const mlg_env *env, const mlg_cors_options *options, mlg_cors **out)
{
    if (out)
        *out = NULL;
    if (!out || !options)
        return MLG_ERR_ARGUMENT;
    if (!is_value(options->methods) || !is_value(options->allowed_headers) ||
        !is_value(options->exposed_headers) || !is_value(options->fixed_origin))
        return MLG_ERR_VALUE;
    mlg_env own;
    int error = mlg_env_init(&own, env);
    if (error)
        return error;
    mlg_cors *cors = mlg_env_alloc(&own, sizeof *cors);
    if (!cors)
        return MLG_ERR_MEMORY;
    cors->env = own;
    error = mlg_origins_init(&cors->origins, &own, options->origins, options->origin_count);
    int open = cors->origins.any || options->reflect_any ||
               (options->fixed_origin && strcmp(options->fixed_origin, "*") == 0);
    if (!error && open && options->credentials && !options->loose)
        error = MLG_ERR_CONFLICT;
    cors->methods =
        mlg_env_dup(&own, options->methods ? options->methods : "GET,HEAD,PUT,PATCH,POST,DELETE");
    cors->allowed_headers = mlg_env_dup(&own, options->allowed_headers);
    cors->exposed_headers = mlg_env_dup(&own, options->exposed_headers);
    cors->fixed_origin = mlg_env_dup(&own, options->fixed_origin);
    if (!error && (!cors->methods || (options->allowed_headers && !cors->allowed_headers) ||
                   (options->exposed_headers && !cors->exposed_headers) ||
                   (options->fixed_origin && !cors->fixed_origin)))
        error = MLG_ERR_MEMORY;
    if (error) {
        mlg_cors_free(cors);
        return error;
    }
    if (options->max_age >= 0) {
        mlg_out text;
        mlg_out_init(&text, cors->max_age, sizeof cors->max_age);
        mlg_out_number(&text, options->max_age);
        (void)mlg_out_end(&text);
    }
    cors->credentials = options->credentials;
    cors->reflect_any = options->reflect_any;
    cors->loose = options->loose;
    *out = cors;
    return MLG_OK;
}

void mlg_cors_free(mlg_cors *cors)
{
    if (!cors)
        return;
    mlg_env env = cors->env;
    mlg_origins_release(&cors->origins, &env);
    mlg_env_free(&env, cors->methods);
    mlg_env_free(&env, cors->allowed_headers);
    mlg_env_free(&env, cors->exposed_headers);
    mlg_env_free(&env, cors->fixed_origin);
    mlg_env_free(&env, cors);
}

int mlg_cors_match(const mlg_cors *cors, const char *origin, size_t len)
{
    if (!cors || !origin)
        return MLG_ERR_ARGUMENT;
    return mlg_origins_match(&cors->origins, origin, len);
}

/* Sends Access-Control-Allow-Origin where it is due. MLG_CORS_OWN, _GRANTED or _REFUSED. */
static int origin_apply(const mlg_cors *cors, const mlg_request *request, int verdict,
                        mlg_header_fn *set, void *arg)
{
    static const char name[] = "Access-Control-Allow-Origin";
    const char *origin = request->origin;
    if (cors->fixed_origin || (cors->origins.any && verdict == MLG_ORIGIN_ASK)) {
        const char *said = cors->fixed_origin ? cors->fixed_origin : "*";
        set(arg, name, said, 0);
        if (strcmp(said, "*") != 0)
            set(arg, "Vary", "Origin", 1);
        return origin ? MLG_CORS_GRANTED : MLG_CORS_OWN;
    }
    int granted = MLG_CORS_REFUSED;
    if (!origin)
        granted = MLG_CORS_OWN;
    else if (verdict == MLG_ORIGIN_GRANTED || (verdict == MLG_ORIGIN_ASK && cors->reflect_any))
        granted = MLG_CORS_GRANTED;
    else if (verdict == MLG_ORIGIN_ASK &&
             mlg_origins_match(&cors->origins, origin, strlen(origin)) == MLG_ALLOW)
        granted = MLG_CORS_GRANTED;
    else if (verdict == MLG_ORIGIN_ASK && mlg_origin_is_own(origin, strlen(origin), request))
        granted = MLG_CORS_OWN;
    if (granted == MLG_CORS_GRANTED && !mlg_is_header_value(origin, strlen(origin)))
        granted = MLG_CORS_REFUSED;
    if (granted == MLG_CORS_GRANTED)
        set(arg, name, origin, 0);
    set(arg, "Vary", "Origin", 1);
    return granted;
}

static void preflight_apply(const mlg_cors *cors, const mlg_request *request, mlg_header_fn *set,
                            void *arg)
{
    set(arg, "Access-Control-Allow-Methods", cors->methods, 0);
    const char *headers = cors->allowed_headers;
    if (!headers) {
        headers = request->access_control_request_headers;
        set(arg, "Vary", "Access-Control-Request-Headers", 1);
    }
    if (headers && headers[0] && mlg_is_header_value(headers, strlen(headers)))
        set(arg, "Access-Control-Allow-Headers", headers, 0);
    if (cors->max_age[0])
        set(arg, "Access-Control-Max-Age", cors->max_age, 0);
}

int mlg_cors_apply(const mlg_cors *cors, const mlg_request *request, int verdict,
                   mlg_header_fn *set, void *arg)
{
    if (!cors || !request || !set || verdict < MLG_ORIGIN_ASK || verdict > MLG_ORIGIN_REFUSED)
        return MLG_ERR_ARGUMENT;
    int preflight = request->method && strcmp(request->method, "OPTIONS") == 0 &&
                    (cors->loose || (request->origin && request->access_control_request_method));
    int granted = origin_apply(cors, request, verdict, set, arg);
    if (granted == MLG_CORS_REFUSED && !cors->loose)
        return preflight ? MLG_CORS_PREFLIGHT_REFUSED : MLG_CORS_REFUSED;
    int sends = granted == MLG_CORS_GRANTED || cors->loose;
    if (cors->credentials && sends)
        set(arg, "Access-Control-Allow-Credentials", "true", 0);
    if (preflight && (sends || granted == MLG_CORS_OWN))
        preflight_apply(cors, request, set, arg);
    if (cors->exposed_headers && cors->exposed_headers[0] && sends)
        set(arg, "Access-Control-Expose-Headers", cors->exposed_headers, 0);
    if (granted == MLG_CORS_REFUSED)
        return preflight ? MLG_CORS_PREFLIGHT_REFUSED : MLG_CORS_REFUSED;
    return preflight ? MLG_CORS_PREFLIGHT : granted;
}
