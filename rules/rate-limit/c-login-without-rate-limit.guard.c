#include "civetweb.h"
#include "merlon_guard.h"

static mlg_limit *logins;
static mlg_policy *policy;

int bare(struct mg_connection *conn, const char *password)
{
    char token[64];
    mlg_random_token(16, token, sizeof token);
    // ruleid: c-login-without-rate-limit
    return check_password(find_user("x"), password) ? 200 : 401;
}

int limited(struct mg_connection *conn, const char *password)
{
    const char *client = mg_get_request_info(conn)->remote_addr;
    if (mlg_limit_hit_address(logins, client, 1, NULL) != MLG_ALLOW)
        return 429;
    // ok: c-login-without-rate-limit
    return check_password(find_user("x"), password) ? 200 : 401;
}

int guarded(struct mg_connection *conn, const mlg_request *request, const char *password)
{
    mlg_verdict verdict;
    if (mlg_policy_check(policy, request, set_header, conn, &verdict) != MLG_ALLOW)
        return answer(conn, &verdict);
    // ok: c-login-without-rate-limit
    return check_password(find_user("x"), password) ? 200 : 401;
}
