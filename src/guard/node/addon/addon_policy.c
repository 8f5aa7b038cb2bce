/* All guards in one object: one crossing a request. */
#include "addon_p.h"

#include <string.h>

enum { CHECK_ALLOWED = 1, CHECK_HEADERS = 2, CHECK_EVENTS = 4 };

/* parts, method, client, account, Origin, Host, scheme, Access-Control-Request-Method, -Headers,
 * Referer, Sec-Fetch-Site, Cookie, token, session; what is left out at the end is absent. CHECK_
 * values added up: CHECK_HEADERS says to take `headers`, else those of a request without Origin
 * hold, and the state's numbers. */
static napi_value policy_check(napi_env env, napi_callback_info info)
{
    mlg_args args;
    mlg_request request = {0};
    mlg_args_init(&args, env, info);
    mlg_holder *holder = args.data;
    mlg_policy *policy = holder->object;
    double parts = mlg_args_number(&args, 0, MLG_PART_ALL);
    const char **fields[] = {
        &request.method,
        &request.client,
        &request.account,
        &request.origin,
        &request.host,
        &request.scheme,
        &request.access_control_request_method,
        &request.access_control_request_headers,
        &request.referer,
        &request.sec_fetch_site,
        &request.cookie,
        &request.csrf_token,
        &request.session,
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields && i + 1 < args.count; i++)
        *fields[i] = mlg_args_text(&args, i + 1, NULL);
    /* Most requests have neither: what they are told is known, and is not written down. */
    int told = request.origin || request.account;
    mlg_text_clear(&holder->headers);
    int outcome = MLG_ERR_ARGUMENT;
    if (args.failed)
        outcome = MLG_ERR_MEMORY;
    else if (parts >= 0 && parts <= MLG_PART_ALL)
        outcome =
            mlg_policy_check_parts(policy, (unsigned)parts, &request, told ? mlg_text_header : NULL,
                                   &holder->headers, &holder->verdict);
    if (outcome == MLG_DENY && !told) {
        /* It was not the account that was refused. */
        request.method = "GET";
        if (mlg_policy_cors(policy) && (unsigned)parts & MLG_PART_CORS)
            mlg_cors_apply(mlg_policy_cors(policy), &request, MLG_ORIGIN_ASK, mlg_text_header,
                           &holder->headers);
        if (mlg_policy_limit(policy) && (unsigned)parts & MLG_PART_LIMIT)
            mlg_limit_apply(mlg_policy_limit(policy), &holder->verdict.limit, mlg_text_header,
                            &holder->headers);
    }
    /* An account that was let through changes nothing of what is told. */
    told = request.origin != NULL || outcome != MLG_ALLOW;
    mlg_args_release(&args);
    if (outcome >= 0 && holder->headers.failed)
        outcome = MLG_ERR_MEMORY;
    if (outcome < 0)
        return mlg_number(env, outcome);
    mlg_state_write(holder->instance, &holder->verdict.limit);
    return mlg_number(env, (outcome == MLG_ALLOW ? CHECK_ALLOWED : 0) + (told ? CHECK_HEADERS : 0) +
                               (holder->events.len ? CHECK_EVENTS : 0));
}

/* The headers of the last check. */
static napi_value policy_headers(napi_env env, napi_callback_info info)
{
    mlg_args args;
    mlg_args_init(&args, env, info);
    mlg_text *text = &((mlg_holder *)args.data)->headers;
    return mlg_string(env, text->len ? text->data : "", text->len);
}

static void number_add(mlg_text *text, int number)
{
    char digits[] = {(char)('0' + number / 100 % 10), (char)('0' + number / 10 % 10),
                     (char)('0' + number % 10)};
    mlg_text_field(text, digits, sizeof digits);
}

/* Accept: the answer to a request that was refused by the last check, "status NUL control NUL
 * reason NUL type NUL body". */
static napi_value policy_verdict(napi_env env, napi_callback_info info)
{
    mlg_args args;
    mlg_text text = {0};
    mlg_args_init(&args, env, info);
    mlg_verdict *verdict = &((mlg_holder *)args.data)->verdict;
    const char *accept = mlg_args_text(&args, 0, NULL);
    mlg_verdict_write(verdict, accept);
    mlg_args_release(&args);
    const char *fields[] = {verdict->control, verdict->reason, verdict->content_type};
    number_add(&text, verdict->status);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        mlg_text_field(&text, fields[i], fields[i] ? strlen(fields[i]) : 0);
    mlg_text_add(&text, verdict->body, verdict->body_len);
    napi_value result = text.failed ? mlg_throw(env, MLG_ERR_MEMORY, "verdict")
                                    : mlg_string(env, text.data, text.len);
    mlg_text_release(&text);
    return result;
}

/* What there is to log since the last time: eight texts an event, each with a NUL behind it. */
static napi_value policy_events(napi_env env, napi_callback_info info)
{
    mlg_args args;
    mlg_args_init(&args, env, info);
    mlg_text *events = &((mlg_holder *)args.data)->events;
    napi_value result = mlg_string(env, events->len ? events->data : "", events->len);
    mlg_text_clear(events);
    return result;
}

/* What every answer is told to a request without Origin: a nonce that stands where one goes, NUL,
 * then the headers. RateLimit, which counts, is among them with the numbers of nobody. */
static napi_value policy_fixed(napi_env env, napi_callback_info info)
{
    mlg_args args;
    mlg_args_init(&args, env, info);
    mlg_holder *holder = args.data;
    mlg_policy *policy = holder->object;
    mlg_text text = {0}, nonce = {0};
    mlg_request request = {0};
    mlg_limit_state state = {0};
    request.method = "GET";
    state.allowed = 1;
    int error = mlg_policy_check_parts(policy, MLG_PART_HEADERS, &request, mlg_text_header, &text,
                                       &holder->verdict);
    /* In report-only nothing else is set. */
    int quiet = mlg_args_number(&args, 0, 0) != 0;
    if (error >= 0 && mlg_policy_cors(policy) && !quiet)
        error = mlg_cors_apply(mlg_policy_cors(policy), &request, MLG_ORIGIN_ASK, mlg_text_header,
                               &text);
    if (error >= 0 && mlg_policy_limit(policy) && !quiet)
        error = mlg_limit_apply(mlg_policy_limit(policy), &state, mlg_text_header, &text);
    mlg_text_field(&nonce, holder->verdict.nonce, strlen(holder->verdict.nonce));
    mlg_text_add(&nonce, text.len ? text.data : "", text.len);
    if (error >= 0 && (text.failed || nonce.failed))
        error = MLG_ERR_MEMORY;
    napi_value result =
        error < 0 ? mlg_throw(env, error, "headers") : mlg_string(env, nonce.data, nonce.len);
    mlg_text_release(&text);
    mlg_text_release(&nonce);
    return result;
}

/* status, detail, then a request: "status NUL id NUL type NUL body" */
static napi_value policy_error(napi_env env, napi_callback_info info)
{
    mlg_args args;
    mlg_request request;
    mlg_answer answer;
    mlg_text text = {0};
    size_t detail_len;
    mlg_args_init(&args, env, info);
    mlg_holder *holder = args.data;
    double status = mlg_args_number(&args, 0, 500);
    const char *detail = mlg_args_text(&args, 1, &detail_len);
    memset(&request, 0, sizeof request);
    request.method = mlg_args_text(&args, 2, NULL);
    request.path = mlg_args_text(&args, 3, NULL);
    request.accept = mlg_args_text(&args, 4, NULL);
    request.client = mlg_args_text(&args, 5, NULL);
    int error = mlg_policy_error(holder->object, status > 0 && status < 1000 ? (int)status : 500,
                                 detail, detail_len, &request, &answer);
    mlg_args_release(&args);
    if (error < 0)
        return mlg_throw(env, error, "error answer");
    number_add(&text, answer.status);
    mlg_text_field(&text, answer.id, strlen(answer.id));
    mlg_text_field(&text, answer.content_type, strlen(answer.content_type));
    mlg_text_add(&text, answer.body, answer.body_len);
    napi_value result = text.failed ? mlg_throw(env, MLG_ERR_MEMORY, "error answer")
                                    : mlg_string(env, text.data, text.len);
    mlg_text_release(&text);
    return result;
}

/* session: a token, or an error */
static napi_value policy_issue(napi_env env, napi_callback_info info)
{
    mlg_args args;
    size_t len;
    char token[MLG_CSRF_TOKEN_SIZE];
    mlg_args_init(&args, env, info);
    const char *session = mlg_args_text(&args, 0, &len);
    int written = mlg_csrf_issue(mlg_policy_csrf(((mlg_holder *)args.data)->object), session, len,
                                 token, sizeof token);
    mlg_args_release(&args);
    return mlg_written(env, token, written);
}

/* session, token: whether it is one of ours */
static napi_value policy_verify(napi_env env, napi_callback_info info)
{
    mlg_args args;
    size_t session_len, token_len;
    mlg_args_init(&args, env, info);
    const char *session = mlg_args_text(&args, 0, &session_len);
    const char *token = mlg_args_text(&args, 1, &token_len);
    int result = mlg_csrf_verify(mlg_policy_csrf(((mlg_holder *)args.data)->object), session,
                                 session_len, token, token_len);
    mlg_args_release(&args);
    return mlg_number(env, result);
}

/* token: the value of Set-Cookie */
static napi_value policy_cookie(napi_env env, napi_callback_info info)
{
    mlg_args args;
    char cookie[MLG_CSRF_TOKEN_SIZE + 512];
    mlg_args_init(&args, env, info);
    const char *token = mlg_args_text(&args, 0, NULL);
    int written = mlg_csrf_cookie(mlg_policy_csrf(((mlg_holder *)args.data)->object), token, cookie,
                                  sizeof cookie);
    mlg_args_release(&args);
    return mlg_written(env, cookie, written);
}

/* Options that become one of the policy's; returns an error. */
static int options_read(mlg_args *args, napi_value object, mlg_policy_options *options)
{
    int error = MLG_OK;
    mlg_policy_options_init(options);
    options->report_only = mlg_field_true(args, object, "reportOnly");
    options->no_headers = mlg_field_true(args, object, "noHeaders");
    options->no_cors = mlg_field_true(args, object, "noCors");
    options->no_limit = mlg_field_true(args, object, "noLimit");
    options->no_csrf = mlg_field_true(args, object, "noCsrf");
    options->allow_foreign = mlg_field_true(args, object, "allowForeign");
    napi_value part = mlg_field(args, object, "cors");
    if (part)
        mlg_cors_read(args, part, &options->cors);
    if ((part = mlg_field(args, object, "limit")))
        mlg_limit_read(args, part, &options->limit);
    if ((part = mlg_field(args, object, "account")))
        mlg_limit_read(args, part, &options->account_limit);
    if ((part = mlg_field(args, object, "csrf")))
        mlg_csrf_read(args, part, &options->csrf);
    size_t names, values;
    const char *const *name = mlg_field_list(args, object, "headerNames", &names);
    const char *const *value = mlg_field_list(args, object, "headerValues", &values);
    if (names && names == values) {
        mlg_header_change *changes = mlg_args_memory(args, names * sizeof *changes);
        for (size_t i = 0; changes && i < names; i++)
            changes[i] = (mlg_header_change){name[i], value[i]};
        options->header_changes = changes;
        options->header_change_count = names;
    }
    const char *lines = mlg_field_text(args, object, "csp", NULL);
    if (lines)
        options->csp = mlg_csp_read(lines, !mlg_field_true(args, object, "cspBare"), &error);
    return error ? error : args->failed ? MLG_ERR_MEMORY : MLG_OK;
}

static void policy_end(void *object)
{
    mlg_policy_free(object);
}

static napi_value policy_new(napi_env env, napi_callback_info info)
{
    static const mlg_function functions[] = {
        {"check", policy_check},   {"headers", policy_headers}, {"verdict", policy_verdict},
        {"events", policy_events}, {"fixed", policy_fixed},     {"error", policy_error},
        {"issue", policy_issue},   {"verify", policy_verify},   {"cookie", policy_cookie},
    };
    mlg_args args;
    mlg_policy_options options;
    mlg_policy *policy = NULL;
    mlg_args_init(&args, env, info);
    mlg_holder *holder = mlg_holder_new(env, policy_end);
    int error = options_read(&args, args.value[0], &options);
    if (!holder)
        error = MLG_ERR_MEMORY;
    if (!error) {
        mlg_env own = mlg_holder_env(holder);
        error = mlg_policy_new(&own, &options, &policy);
    }
    mlg_csp_free((mlg_csp *)options.csp);
    mlg_args_release(&args);
    if (error) {
        mlg_holder_free(holder);
        return mlg_throw(env, error, "policy");
    }
    holder->object = policy;
    if (!options.no_limit) {
        mlg_holder_table(env, holder, options.limit.capacity);
        mlg_holder_table(env, holder, options.account_limit.capacity);
    }
    return mlg_holder_object(env, holder, functions, sizeof functions / sizeof *functions);
}

int mlg_policy_export(napi_env env, napi_value exports)
{
    static const mlg_function functions[] = {{"policyNew", policy_new}};
    return mlg_export(env, exports, functions, sizeof functions / sizeof *functions);
}
