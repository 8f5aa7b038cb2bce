#include "answer_p.h"
#include "csp_p.h"

#include <string.h>

struct mlg_policy {
    mlg_env env;
    int report_only, allow_foreign, preflight_status, need_nonce;
    char *csp_report; /* report-only: the one header that is set */
    mlg_headers *headers;
    mlg_cors *cors;
    mlg_limit *limit, *account_limit;
    mlg_csrf *csrf;
};

void mlg_policy_options_init(mlg_policy_options *options)
{
    if (!options)
        return;
    memset(options, 0, sizeof *options);
    mlg_cors_options_init(&options->cors);
    mlg_limit_options_init(&options->limit);
    mlg_limit_options_init(&options->account_limit);
    mlg_csrf_options_init(&options->csrf);
    options->limit.name = "client";
    options->account_limit.name = "account";
    options->account_limit.limit = 10;
    options->account_limit.window_us = 15 * 60 * INT64_C(1000000);
}

static int limits_new(mlg_policy *policy, const mlg_env *env, const mlg_policy_options *options)
{
    int error = mlg_limit_new(env, &options->limit, &policy->limit);
    if (error)
        return error;
    mlg_limit_options account = options->account_limit;
    char *path = NULL;
    if (!account.path && options->limit.path) {
        size_t size = strlen(options->limit.path) + sizeof ".account";
        path = mlg_env_alloc(&policy->env, size);
        if (!path)
            return MLG_ERR_MEMORY;
        mlg_out out;
        mlg_out_init(&out, path, size);
        mlg_out_text(&out, options->limit.path);
        mlg_out_text(&out, ".account");
        (void)mlg_out_end(&out);
        account.path = path;
    }
    if (!account.redis.host && !account.redis.socket_path)
        account.redis = options->limit.redis;
    error = mlg_limit_new(env, &account, &policy->account_limit);
    mlg_env_free(&policy->env, path);
    return error;
}

static int headers_new(mlg_policy *policy, const mlg_env *env, const mlg_policy_options *options)
{
    int error = mlg_headers_new(env, &policy->headers);
    if (!error && options->csp)
        error = mlg_headers_set_csp(policy->headers, options->csp, 0);
    for (size_t i = 0; !error && i < options->header_change_count; i++)
        error = mlg_headers_set(policy->headers, options->header_changes[i].name,
                                options->header_changes[i].value);
    if (error)
        return error;
    policy->need_nonce = mlg_headers_need_nonce(policy->headers);
    const char *name, *value;
    for (size_t i = 0; mlg_headers_get(policy->headers, i, &name, &value) == MLG_ALLOW; i++)
        if (strcmp(name, "Content-Security-Policy") == 0) {
            policy->csp_report = mlg_env_dup(&policy->env, value);
            return policy->csp_report ? MLG_OK : MLG_ERR_MEMORY;
        }
    return MLG_OK;
}

static int is_open(const mlg_cors_options *cors)
{
    for (size_t i = 0; i < cors->origin_count; i++)
        if (strcmp(cors->origins[i], "*") == 0)
            return 1;
    return 0;
}

int mlg_policy_new(const mlg_env *env, const mlg_policy_options *options, mlg_policy **out)
{
    mlg_env own;
    if (out)
        *out = NULL;
    if (!out || !options)
        return MLG_ERR_ARGUMENT;
    int error = mlg_env_init(&own, env);
    if (error)
        return error;
    mlg_policy *policy = mlg_env_alloc(&own, sizeof *policy);
    if (!policy)
        return MLG_ERR_MEMORY;
    policy->env = own;
    if (options->header_change_count && !options->header_changes)
        error = MLG_ERR_ARGUMENT;
    policy->report_only = options->report_only;
    policy->allow_foreign = options->allow_foreign;
    policy->preflight_status =
        options->cors.preflight_status ? options->cors.preflight_status : 204;
    if (!error && !options->no_headers)
        error = headers_new(policy, env, options);
    if (!error && !options->no_cors)
        error = mlg_cors_new(env, &options->cors, &policy->cors);
    if (!error && !options->no_limit)
        error = limits_new(policy, env, options);
    if (!error && !options->no_csrf) {
        /* Who may read answers may also send; everybody may not. */
        mlg_csrf_options csrf = options->csrf;
        if (!csrf.origin_count && !options->no_cors && !is_open(&options->cors)) {
            csrf.origins = options->cors.origins;
            csrf.origin_count = options->cors.origin_count;
        }
        error = mlg_csrf_new(env, &csrf, &policy->csrf);
    }
    if (error) {
        mlg_policy_free(policy);
        return error;
    }
    *out = policy;
    return MLG_OK;
}

void mlg_policy_free(mlg_policy *policy)
{
    if (!policy)
        return;
    mlg_env env = policy->env;
    mlg_env_free(&env, policy->csp_report);
    mlg_headers_free(policy->headers);
    mlg_cors_free(policy->cors);
    mlg_limit_free(policy->limit);
    mlg_limit_free(policy->account_limit);
    mlg_csrf_free(policy->csrf);
    mlg_env_free(&env, policy);
}

void mlg_verdict_write(mlg_verdict *verdict, const char *accept)
{
    /* A preflight is answered without words. */
    if (verdict && !verdict->allowed && verdict->status >= 400)
        verdict->content_type = mlg_answer_write(verdict->status, NULL, accept, verdict->body,
                                                 sizeof verdict->body, &verdict->body_len);
}

static void ignore_header(void *arg, const char *name, const char *value, int append)
{
    (void)arg;
    (void)name;
    (void)value;
    (void)append;
}

/* Refuses, or in report-only says that it would have. Returns whether it refused. */
static int refuse(const mlg_policy *policy, const mlg_request *request, int status,
                  const char *control, const char *reason, mlg_verdict *verdict)
{
    mlg_env_report(&policy->env, policy->report_only ? MLG_EVENT_WOULD_BLOCK : MLG_EVENT_BLOCKED,
                   control, reason, request);
    if (policy->report_only)
        return 0;
    verdict->allowed = 0;
    verdict->status = status;
    verdict->control = control;
    verdict->reason = reason;
    mlg_verdict_write(verdict, request->accept);
    return 1;
}

static int headers_check(const mlg_policy *policy, mlg_header_fn *set, void *arg,
                         mlg_verdict *verdict)
{
    int error = MLG_OK;
    if (policy->need_nonce)
        error = mlg_random_token(16, verdict->nonce, sizeof verdict->nonce);
    if (error < 0)
        return error;
    const char *nonce = policy->need_nonce ? verdict->nonce : NULL;
    if (!policy->report_only)
        return mlg_headers_apply(policy->headers, nonce, set, arg);
    if (policy->csp_report) {
        char text[MLG_CSP_MAX];
        error = mlg_csp_fill(policy->csp_report, nonce, text, sizeof text);
        if (error < 0)
            return error;
        set(arg, "Content-Security-Policy-Report-Only", text, 0);
    }
    return MLG_OK;
}

static int is_refused(mlg_limit *limit, const char *key, int address, mlg_limit_state *state,
                      int *error)
{
    int verdict = address ? mlg_limit_hit_address(limit, key, 1, state)
                          : mlg_limit_hit(limit, key, strlen(key), 1, state);
    if (verdict < 0)
        *error = verdict;
    return verdict != MLG_ALLOW;
}

static int limits_check(mlg_policy *policy, unsigned parts, const mlg_request *request,
                        mlg_header_fn *set, void *arg, mlg_verdict *verdict)
{
    int error = MLG_OK;
    const mlg_limit *teller = parts & MLG_PART_LIMIT ? policy->limit : NULL;
    const char *reason = NULL;
    /* A request without an address shares one key with all others of the kind: it is not let by. */
    if (teller && is_refused(policy->limit, request->client ? request->client : "", 1,
                             &verdict->limit, &error)) {
        reason = "too many requests of a client";
    } else if (parts & MLG_PART_ACCOUNT && request->account) {
        mlg_limit_state state;
        if (is_refused(policy->account_limit, request->account, 0, &state, &error)) {
            reason = "too many tries for an account";
            verdict->limit = state;
            teller = policy->account_limit;
        }
    }
    if (error)
        return error;
    if (teller && set && !policy->report_only)
        mlg_limit_apply(teller, &verdict->limit, set, arg);
    return reason && refuse(policy, request, 429, "rate-limit", reason, verdict) ? MLG_DENY
                                                                                 : MLG_ALLOW;
}

static int parts_check(mlg_policy *policy, unsigned parts, const mlg_request *request,
                       mlg_header_fn *set, void *arg, mlg_verdict *verdict)
{
    if (policy->headers && set && parts & MLG_PART_HEADERS) {
        int error = headers_check(policy, set, arg, verdict);
        if (error < 0)
            return error;
    }
    if (policy->cors && parts & MLG_PART_CORS) {
        int outcome = mlg_cors_apply(policy->cors, request, MLG_ORIGIN_ASK,
                                     policy->report_only || !set ? ignore_header : set, arg);
        if (outcome < 0)
            return outcome;
        if ((outcome == MLG_CORS_REFUSED && !policy->allow_foreign) ||
            outcome == MLG_CORS_PREFLIGHT_REFUSED) {
            if (refuse(policy, request, 403, "cors-allow-list", "foreign origin", verdict))
                return MLG_DENY;
        } else if (outcome == MLG_CORS_PREFLIGHT && !policy->report_only) {
            verdict->status = policy->preflight_status;
            verdict->reason = "preflight";
            return MLG_DENY;
        }
    }
    if (policy->limit && parts & (MLG_PART_LIMIT | MLG_PART_ACCOUNT)) {
        int outcome = limits_check(policy, parts, request, set, arg, verdict);
        if (outcome != MLG_ALLOW)
            return outcome;
    }
    if (policy->csrf && parts & MLG_PART_CSRF) {
        int outcome = mlg_csrf_check_source(policy->csrf, request);
        const char *reason = "foreign page";
        if (outcome == MLG_ALLOW) {
            outcome = mlg_csrf_check(policy->csrf, request);
            reason = "missing or wrong token";
        }
        if (outcome < 0)
            return outcome;
        if (outcome == MLG_DENY && refuse(policy, request, 403, "csrf", reason, verdict))
            return MLG_DENY;
    }
    verdict->allowed = 1;
    verdict->status = 200;
    return MLG_ALLOW;
}

int mlg_policy_check(mlg_policy *policy, const mlg_request *request, mlg_header_fn *set, void *arg,
                     mlg_verdict *verdict)
{
    return mlg_policy_check_parts(set ? policy : NULL, MLG_PART_ALL, request, set, arg, verdict);
}

int mlg_policy_check_parts(mlg_policy *policy, unsigned parts, const mlg_request *request,
                           mlg_header_fn *set, void *arg, mlg_verdict *verdict)
{
    if (!verdict)
        return MLG_ERR_ARGUMENT;
    memset(verdict, 0, sizeof *verdict);
    int outcome = policy && request && !(parts & ~(unsigned)MLG_PART_ALL)
                      ? parts_check(policy, parts, request, set, arg, verdict)
                      : MLG_ERR_ARGUMENT;
    if (outcome < 0) {
        /* Nobody is let through by an error. */
        verdict->allowed = 0;
        verdict->status = 500;
        mlg_verdict_write(verdict, request ? request->accept : NULL);
    }
    return outcome;
}

const mlg_headers *mlg_policy_headers(const mlg_policy *policy)
{
    return policy ? policy->headers : NULL;
}

const mlg_cors *mlg_policy_cors(const mlg_policy *policy)
{
    return policy ? policy->cors : NULL;
}

mlg_limit *mlg_policy_limit(const mlg_policy *policy)
{
    return policy ? policy->limit : NULL;
}

const mlg_csrf *mlg_policy_csrf(const mlg_policy *policy)
{
    return policy ? policy->csrf : NULL;
}

int mlg_policy_error(const mlg_policy *policy, int status, const char *detail, size_t detail_len,
                     const mlg_request *request, mlg_answer *out)
{
    return mlg_error_answer(policy ? &policy->env : NULL, status, detail, detail_len, request, out);
}
