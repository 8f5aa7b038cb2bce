/* Safe errors, and all guards in one object. */
#include "guard_test.h"

#include <stdlib.h>

int mlg_test_guard_policy(void);

typedef struct journal {
    int count;
    int outcome;
    char control[32], rule[48], reason[64], id[32], detail[256];
} journal;

static void take(char *to, size_t size, const char *from)
{
    snprintf(to, size, "%s", from ? from : "-");
}

static void note(void *arg, const mlg_event *event)
{
    journal *to = arg;
    to->count++;
    to->outcome = event->outcome;
    take(to->control, sizeof to->control, event->control);
    take(to->rule, sizeof to->rule, event->rule);
    take(to->reason, sizeof to->reason, event->reason);
    take(to->id, sizeof to->id, event->id);
    snprintf(to->detail, sizeof to->detail, "%.*s", (int)event->detail_len,
             event->detail ? event->detail : "");
}

static void errors_tell_the_log_and_not_the_client(void **state)
{
    (void)state;
    static const struct {
        const char *accept, *type;
    } kinds[] = {
        {NULL, "application/json; charset=utf-8"},
        {"*/*", "application/json; charset=utf-8"},
        {"application/json", "application/json; charset=utf-8"},
        {"text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"},
        {"text/plain", "text/plain; charset=utf-8"},
        {"application/problem+json, text/html", "application/json; charset=utf-8"},
    };
    const char detail[] = "sqlite: no such table: users <script>\n  at query (db.js:3)";
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        journal log = {0};
        mlg_env env = {.log = note, .log_arg = &log};
        mlg_request request = {.accept = kinds[i].accept};
        mlg_answer answer;
        assert_int_equal(mlg_error_answer(&env, 503, detail, sizeof detail - 1, &request, &answer),
                         MLG_OK);
        assert_int_equal(answer.status, 503);
        assert_string_equal(answer.content_type, kinds[i].type);
        assert_int_equal(strlen(answer.id), 22);
        assert_int_equal(answer.body_len, strlen(answer.body));
        assert_non_null(strstr(answer.body, answer.id));
        assert_non_null(strstr(answer.body, "Service Unavailable"));
        assert_null(strstr(answer.body, "sqlite"));
        assert_int_equal(log.count, 1);
        assert_int_equal(log.outcome, MLG_EVENT_ERROR);
        assert_string_equal(log.id, answer.id);
        assert_string_equal(log.detail, detail);
        assert_string_equal(log.control, "safe-errors");
        assert_string_equal(log.rule, "system-error-in-response");
    }
    mlg_answer answer;
    assert_int_equal(mlg_error_answer(NULL, 200, NULL, 0, NULL, &answer), MLG_OK);
    assert_int_equal(answer.status, 500);
}

static const char secret[] = "0123456789abcdef0123456789abcdef";
static const char *const list[] = {"https://app.example.org"};

static mlg_policy *policy_of(journal *log, int report_only)
{
    mlg_policy_options options;
    mlg_policy *policy;
    mlg_env env = {.log = note, .log_arg = log};
    mlg_policy_options_init(&options);
    options.csrf.secret = secret;
    options.csrf.secret_len = sizeof secret - 1;
    options.cors.origins = list;
    options.cors.origin_count = 1;
    options.limit.limit = 5;
    options.account_limit.limit = 2;
    options.report_only = report_only;
    assert_int_equal(mlg_policy_new(&env, &options, &policy), MLG_OK);
    return policy;
}

static mlg_request plain_request(void)
{
    mlg_request request = {
        .method = "GET", .path = "/", .host = "shop.example", .client = "192.0.2.1"};
    return request;
}

static void a_plain_request_is_hardened(void **state)
{
    (void)state;
    journal log = {0};
    mlg_policy *policy = policy_of(&log, 0);
    mlg_request request = plain_request();
    mlg_verdict verdict;
    recorder headers = {0};
    assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_ALLOW);
    assert_int_equal(verdict.allowed, 1);
    assert_true(has_line(&headers, "X-Content-Type-Options: nosniff"));
    assert_true(has_line(&headers, "RateLimit-Policy: 5;w=60"));
    assert_int_equal(log.count, 0);
    mlg_policy_free(policy);
}

static void attacks_are_refused(void **state)
{
    (void)state;
    journal log = {0};
    mlg_policy *policy = policy_of(&log, 0);
    mlg_verdict verdict;
    recorder headers = {0};
    mlg_request request = plain_request();
    request.origin = "https://evil.example";
    assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_DENY);
    assert_int_equal(verdict.status, 403);
    assert_string_equal(verdict.control, "cors-allow-list");
    assert_string_equal(verdict.body, "{\"error\":\"Forbidden\"}\n");
    assert_int_equal(log.outcome, MLG_EVENT_BLOCKED);
    assert_string_equal(log.rule, "c-cors-reflected-origin");
    assert_true(
        has_line(&headers, "X-Content-Type-Options: nosniff")); /* refusals are hardened too */

    request = plain_request();
    request.method = "POST";
    assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_DENY);
    assert_string_equal(verdict.control, "csrf");
    assert_string_equal(verdict.reason, "missing or wrong token");

    char token[MLG_CSRF_TOKEN_SIZE], cookie[MLG_CSRF_TOKEN_SIZE + 32];
    assert_true(mlg_csrf_issue(mlg_policy_csrf(policy), "s", 1, token, sizeof token) > 0);
    snprintf(cookie, sizeof cookie, "__Host-csrf=%s", token);
    request.cookie = cookie;
    request.csrf_token = token;
    request.session = "s";
    request.account = "anna";
    assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_ALLOW);
    request.client = "192.0.2.2"; /* another client, the same account */
    assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_ALLOW);
    assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_DENY);
    assert_int_equal(verdict.status, 429);
    assert_string_equal(verdict.reason, "too many tries for an account");
    assert_string_equal(log.rule, "c-login-without-rate-limit");

    request = plain_request();
    request.client = "192.0.2.3";
    for (int i = 0; i < 5; i++)
        assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_ALLOW);
    memset(&headers, 0, sizeof headers);
    assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_DENY);
    assert_int_equal(verdict.status, 429);
    assert_non_null(strstr(headers.text, "\nRetry-After: "));
    request.client = NULL; /* who hides is counted with all who hide */
    for (int i = 0; i < 5; i++)
        assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_ALLOW);
    assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_DENY);
    mlg_policy_free(policy);
}

static void a_listed_origin_gets_its_preflight(void **state)
{
    (void)state;
    journal log = {0};
    mlg_policy *policy = policy_of(&log, 0);
    mlg_verdict verdict;
    recorder headers = {0};
    mlg_request request = plain_request();
    request.method = "OPTIONS";
    request.origin = "https://app.example.org";
    request.access_control_request_method = "PUT";
    assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_DENY);
    assert_int_equal(verdict.status, 204);
    assert_int_equal(verdict.body_len, 0);
    assert_null(verdict.control);
    assert_true(has_line(&headers, "Access-Control-Allow-Origin: https://app.example.org"));
    assert_int_equal(log.count, 0);
    mlg_policy_free(policy);
}

static void report_only_changes_nothing(void **state)
{
    (void)state;
    journal log = {0};
    mlg_policy *policy = policy_of(&log, 1);
    mlg_verdict verdict;
    recorder headers = {0};
    mlg_request request = plain_request();
    request.method = "POST";
    request.origin = "https://evil.example";
    for (int i = 1; i <= 5; i++) {
        assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_ALLOW);
        assert_int_equal(log.count, 2 * i); /* CORS and CSRF */
    }
    assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_ALLOW);
    assert_int_equal(log.count, 13); /* and now the limit */
    assert_int_equal(log.outcome, MLG_EVENT_WOULD_BLOCK);
    for (const char *line = headers.text; *line; line = strchr(line, '\n') + 1)
        assert_ptr_equal(strstr(line, "Content-Security-Policy-Report-Only: "), line);
    mlg_policy_free(policy);
}

static void a_policy_wants_a_secret(void **state)
{
    (void)state;
    mlg_policy_options options;
    mlg_policy *policy;
    mlg_policy_options_init(&options);
    assert_int_equal(mlg_policy_new(NULL, &options, &policy), MLG_ERR_ARGUMENT);
    assert_null(policy);
    options.no_csrf = 1;
    assert_int_equal(mlg_policy_new(NULL, &options, &policy), MLG_OK);
    assert_null(mlg_policy_csrf(policy));
    mlg_policy_free(policy);
    mlg_verdict verdict;
    assert_int_equal(mlg_policy_check(NULL, NULL, NULL, NULL, &verdict), MLG_ERR_ARGUMENT);
    assert_int_equal(verdict.allowed, 0);
    assert_int_equal(verdict.status, 500);
}

static void what_all_may_read_not_all_may_change(void **state)
{
    (void)state;
    const char *any = "*";
    mlg_policy_options options;
    mlg_policy *policy;
    mlg_verdict verdict;
    recorder headers = {0};
    mlg_policy_options_init(&options);
    options.csrf.secret = secret;
    options.csrf.secret_len = sizeof secret - 1;
    options.cors.origins = &any;
    options.cors.origin_count = 1;
    assert_int_equal(mlg_policy_new(NULL, &options, &policy), MLG_OK);
    mlg_request request = plain_request();
    request.origin = "https://other.example";
    assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_ALLOW);
    assert_true(has_line(&headers, "Access-Control-Allow-Origin: *"));
    request.method = "POST";
    assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_DENY);
    assert_string_equal(verdict.reason, "foreign page");
    mlg_policy_free(policy);
}

static void nonces_are_new_for_each_answer(void **state)
{
    (void)state;
    mlg_csp *csp;
    mlg_policy_options options;
    mlg_policy *policy;
    mlg_verdict one, two;
    recorder headers = {0};
    char want[96];
    assert_int_equal(mlg_csp_new(NULL, 1, &csp), MLG_OK);
    assert_int_equal(mlg_csp_set(csp, "script-src", "{nonce}"), MLG_OK);
    mlg_policy_options_init(&options);
    options.no_csrf = 1;
    options.csp = csp;
    assert_int_equal(mlg_policy_new(NULL, &options, &policy), MLG_OK);
    mlg_csp_free(csp);
    mlg_request request = plain_request();
    assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &one), MLG_ALLOW);
    assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &two), MLG_ALLOW);
    assert_string_not_equal(one.nonce, two.nonce);
    snprintf(want, sizeof want, ";script-src 'nonce-%s';", one.nonce);
    assert_non_null(strstr(headers.text, want));
    mlg_policy_free(policy);
}

/* ---- memory: every allocation may fail ---- */

typedef struct pool {
    int left, live;
} pool;

static void *pool_alloc(void *arg, size_t size)
{
    pool *from = arg;
    if (from->left-- <= 0)
        return NULL;
    from->live++;
    return malloc(size);
}

static void pool_free(void *arg, void *memory)
{
    pool *to = arg;
    to->live--;
    free(memory);
}

static void no_memory_is_an_error_and_no_leak(void **state)
{
    (void)state;
    mlg_policy_options options;
    mlg_policy_options_init(&options);
    options.csrf.secret = secret;
    options.csrf.secret_len = sizeof secret - 1;
    options.cors.origins = list;
    options.cors.origin_count = 1;
    int result = MLG_ERR_MEMORY;
    for (int allowed = 0; result != MLG_OK; allowed++) {
        pool memory = {allowed, 0};
        mlg_env env = {.alloc = pool_alloc, .free = pool_free, .alloc_arg = &memory};
        mlg_policy *policy;
        result = mlg_policy_new(&env, &options, &policy);
        if (result != MLG_OK) {
            assert_int_equal(result, MLG_ERR_MEMORY);
            assert_null(policy);
        }
        mlg_policy_free(policy);
        assert_int_equal(memory.live, 0);
        assert_true(allowed < 1000);
    }
}

static void parts_are_the_whole_and_no_more(void **state)
{
    (void)state;
    journal log = {0};
    mlg_policy *policy = policy_of(&log, 0);
    mlg_verdict verdict;
    recorder headers = {0};
    mlg_request request = plain_request();
    request.method = "POST";
    request.account = "anna";
    /* The client's limit alone: no header of the others, no account counted, no token asked for. */
    for (int i = 0; i < 5; i++)
        assert_int_equal(
            mlg_policy_check_parts(policy, MLG_PART_LIMIT, &request, record, &headers, &verdict),
            MLG_ALLOW);
    assert_int_equal(verdict.limit.remaining, 0);
    assert_null(strstr(headers.text, "Content-Security-Policy"));
    assert_null(strstr(headers.text, "Vary"));
    assert_int_equal(
        mlg_policy_check_parts(policy, MLG_PART_LIMIT, &request, record, &headers, &verdict),
        MLG_DENY);
    assert_int_equal(verdict.status, 429);
    /* The account alone, though the client has had enough; told only when it is refused. */
    memset(&headers, 0, sizeof headers);
    for (int i = 0; i < 2; i++)
        assert_int_equal(
            mlg_policy_check_parts(policy, MLG_PART_ACCOUNT, &request, record, &headers, &verdict),
            MLG_ALLOW);
    assert_null(strstr(headers.text, "RateLimit"));
    assert_int_equal(
        mlg_policy_check_parts(policy, MLG_PART_ACCOUNT, &request, record, &headers, &verdict),
        MLG_DENY);
    assert_string_equal(verdict.reason, "too many tries for an account");
    assert_true(has_line(&headers, "RateLimit-Policy: 2;w=900"));
    assert_int_equal(
        mlg_policy_check_parts(policy, MLG_PART_CSRF, &request, record, &headers, &verdict),
        MLG_DENY);
    assert_string_equal(verdict.control, "csrf");
    request.origin = "https://evil.example";
    assert_int_equal(
        mlg_policy_check_parts(policy, MLG_PART_CORS, &request, record, &headers, &verdict),
        MLG_DENY);
    assert_int_equal(
        mlg_policy_check_parts(policy, MLG_PART_HEADERS, &request, record, &headers, &verdict),
        MLG_ALLOW);
    assert_true(has_line(&headers, "X-Frame-Options: SAMEORIGIN"));
    assert_int_equal(mlg_policy_check_parts(policy, 0, &request, record, &headers, &verdict),
                     MLG_ALLOW);
    assert_int_equal(mlg_policy_check_parts(policy, 32, &request, record, &headers, &verdict),
                     MLG_ERR_ARGUMENT);
    mlg_policy_free(policy);
}

static void the_safe_set_can_be_changed(void **state)
{
    (void)state;
    static const mlg_header_change changes[] = {{"x-frame-options", "DENY"},
                                                {"X-Download-Options", NULL},
                                                {"X-Robots-Tag", "none"},
                                                {"X-Nothing", NULL}};
    mlg_policy_options options;
    mlg_policy *policy;
    mlg_verdict verdict;
    recorder headers = {0};
    mlg_request request = plain_request();
    mlg_policy_options_init(&options);
    options.no_csrf = 1;
    options.header_changes = changes;
    options.header_change_count = COUNT_OF(changes);
    assert_int_equal(mlg_policy_new(NULL, &options, &policy), MLG_OK);
    assert_int_equal(mlg_policy_check(policy, &request, record, &headers, &verdict), MLG_ALLOW);
    assert_non_null(strstr(headers.text, ": DENY\n"));
    assert_null(strstr(headers.text, "SAMEORIGIN"));
    assert_null(strstr(headers.text, "X-Download-Options"));
    assert_true(has_line(&headers, "X-Robots-Tag: none"));
    mlg_policy_free(policy);
    static const mlg_header_change bad = {"X-Bad", "a\nb"};
    options.header_changes = &bad;
    options.header_change_count = 1;
    assert_int_equal(mlg_policy_new(NULL, &options, &policy), MLG_ERR_VALUE);
    options.header_changes = NULL;
    assert_int_equal(mlg_policy_new(NULL, &options, &policy), MLG_ERR_ARGUMENT);
}

int mlg_test_guard_policy(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_tell_the_log_and_not_the_client),
        cmocka_unit_test(a_plain_request_is_hardened),
        cmocka_unit_test(attacks_are_refused),
        cmocka_unit_test(a_listed_origin_gets_its_preflight),
        cmocka_unit_test(report_only_changes_nothing),
        cmocka_unit_test(a_policy_wants_a_secret),
        cmocka_unit_test(what_all_may_read_not_all_may_change),
        cmocka_unit_test(nonces_are_new_for_each_answer),
        cmocka_unit_test(parts_are_the_whole_and_no_more),
        cmocka_unit_test(the_safe_set_can_be_changed),
        cmocka_unit_test(no_memory_is_an_error_and_no_leak),
    };
    return cmocka_run_group_tests_name("guard/policy", tests, NULL, NULL);
}
