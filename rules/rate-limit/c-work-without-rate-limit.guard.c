#include <stdlib.h>
#include "civetweb.h"
#include "merlon_guard.h"

static mlg_policy *policy;

int bare(struct mg_connection *conn)
{
    // ruleid: c-work-without-rate-limit
    return system("/usr/bin/refresh") == 0 ? 200 : 500;
}

int guarded(struct mg_connection *conn, const mlg_request *request)
{
    mlg_verdict verdict;
    if (mlg_policy_check(policy, request, set_header, conn, &verdict) != MLG_ALLOW)
        return answer(conn, &verdict);
    // ok: c-work-without-rate-limit
    return system("/usr/bin/refresh") == 0 ? 200 : 500;
}
