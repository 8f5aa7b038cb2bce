#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "civetweb.h"

#define ALLOW(conn, origin) mg_response_header_add((conn), "Access-Control-Allow-Origin", (origin), -1)

struct cors {
    const char *origin;
};

void direct(struct mg_connection *conn)
{
    const char *origin = mg_get_header(conn, "Origin");
    // ruleid: c-cors-reflected-origin
    mg_response_header_add(conn, "Access-Control-Allow-Origin", origin, -1);
    mg_response_header_add(conn, "Access-Control-Allow-Credentials", "true", -1);
    // ruleid: c-cors-reflected-origin
    mg_printf(conn, "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: %s\r\n\r\n", origin);
    // ok: c-cors-reflected-origin
    mg_printf(conn, "HTTP/1.1 200 OK\r\nX-Origin: %s\r\n\r\n", origin);
}

void by_field(struct mg_connection *conn, struct cors *cors)
{
    cors->origin = mg_get_header(conn, "Origin");
    const char *same = cors->origin;
    // ruleid: c-cors-reflected-origin
    mg_response_header_add(conn, "Access-Control-Allow-Origin", same, -1);
}

static void allow(struct MHD_Response *response, const char *origin)
{
    // ruleid: c-cors-reflected-origin
    MHD_add_response_header(response, MHD_HTTP_HEADER_ACCESS_CONTROL_ALLOW_ORIGIN, origin);
}

void by_wrapper(struct MHD_Connection *connection, struct MHD_Response *response)
{
    allow(response, MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Origin"));
}

void by_macro(struct mg_connection *conn)
{
    // todoruleid: c-cors-reflected-origin
    ALLOW(conn, mg_get_header(conn, "Origin"));
}

void cgi(void)
{
    // ruleid: c-cors-reflected-origin
    printf("Access-Control-Allow-Origin: %s\r\n", getenv("HTTP_ORIGIN"));
}

void listed(struct mg_connection *conn)
{
    const char *origin = mg_get_header(conn, "Origin");
    if (origin && strcmp(origin, "https://app.example.com") == 0) {
        // ok: c-cors-reflected-origin
        mg_response_header_add(conn, "Access-Control-Allow-Origin", origin, -1);
    }
}

void left(struct mg_connection *conn)
{
    const char *origin = mg_get_header(conn, "Origin");
    if (strcmp(origin, "https://app.example.com") != 0 && strcmp(origin, "https://admin.example.com") != 0)
        return;
    // ok: c-cors-reflected-origin
    mg_response_header_add(conn, "Access-Control-Allow-Origin", origin, -1);
}

void fixed(struct mg_connection *conn)
{
    const char *origin = mg_get_header(conn, "Origin");
    // ok: c-cors-reflected-origin
    mg_response_header_add(conn, "Access-Control-Allow-Origin", "https://app.example.com", -1);
    mg_cry(conn, "asked from %s", origin);
}
