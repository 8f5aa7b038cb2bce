#include <string.h>
#include "civetweb.h"
#include "merlon_guard.h"

static mlg_cors *cors;

void bare(struct mg_connection *conn)
{
    const char *origin = mg_get_header(conn, "Origin");
    if (mlg_is_header_value(origin, strlen(origin))) {
        // ruleid: c-cors-reflected-origin
        mg_response_header_add(conn, "Access-Control-Allow-Origin", origin, -1);
    }
}

void matched(struct mg_connection *conn)
{
    const char *origin = mg_get_header(conn, "Origin");
    if (origin && mlg_cors_match(cors, origin, strlen(origin)) == MLG_ALLOW) {
        // ok: c-cors-reflected-origin
        mg_response_header_add(conn, "Access-Control-Allow-Origin", origin, -1);
    }
}

void left(struct mg_connection *conn)
{
    const char *origin = mg_get_header(conn, "Origin");
    if (!origin || mlg_cors_match(cors, origin, strlen(origin)) != MLG_ALLOW)
        return;
    // ok: c-cors-reflected-origin
    mg_response_header_add(conn, "Access-Control-Allow-Origin", origin, -1);
}

void wrong_way_round(struct mg_connection *conn)
{
    const char *origin = mg_get_header(conn, "Origin");
    if (mlg_cors_match(cors, origin, strlen(origin)) == MLG_DENY) {
        // ruleid: c-cors-reflected-origin
        mg_response_header_add(conn, "Access-Control-Allow-Origin", origin, -1);
    }
}

static void set_header(void *arg, const char *name, const char *value, int append)
{
    // ok: c-cors-reflected-origin
    mg_response_header_add(arg, name, value, -1);
}

int applied(struct mg_connection *conn)
{
    mlg_request request = {.method = "GET", .origin = mg_get_header(conn, "Origin")};
    return mlg_cors_apply(cors, &request, MLG_ORIGIN_ASK, set_header, conn);
}
