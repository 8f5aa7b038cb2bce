#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "civetweb.h"

#define GO(conn, to) mg_send_http_redirect((conn), (to), 302)

struct session {
    char next[256];
};

int login(struct mg_connection *conn, void *data)
{
    char next[256];
    const char *query = mg_get_request_info(conn)->query_string;
    mg_get_var(query, strlen(query), "next", next, sizeof next);
    // ruleid: c-open-redirect
    mg_send_http_redirect(conn, next, 302);
    const char *same = next;
    // ruleid: c-open-redirect
    mg_response_header_add(conn, "Location", same, -1);
    // ruleid: c-open-redirect
    mg_printf(conn, "HTTP/1.1 302 Found\r\nLocation: %s\r\n\r\n", next);
    // ruleid: c-open-redirect
    GO(conn, next);
    // ok: c-open-redirect
    mg_printf(conn, "HTTP/1.1 302 Found\r\nLocation: /done?from=%s\r\n\r\n", next);
    return 302;
}

void by_field(struct mg_connection *conn, struct session *session)
{
    mg_read(conn, session->next, sizeof session->next);
    // ruleid: c-open-redirect
    mg_send_http_redirect(conn, session->next, 302);
}

static void go(struct MHD_Response *response, const char *to)
{
    // ruleid: c-open-redirect
    MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, to);
}

void by_wrapper(struct MHD_Connection *connection, struct MHD_Response *response)
{
    go(response, MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "to"));
}

void own_path(struct MHD_Connection *connection, struct MHD_Response *response)
{
    char to[256];
    snprintf(to, sizeof to, "/items/%s", MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "id"));
    // ok: c-open-redirect
    MHD_add_response_header(response, "Location", to);
}

void listed(struct mg_connection *conn)
{
    char to[64];
    mg_read(conn, to, sizeof to);
    if (strcmp(to, "/home") != 0 && strcmp(to, "/cart") != 0)
        return;
    // ok: c-open-redirect
    mg_send_http_redirect(conn, to, 302);
}

// What another site cannot steer.
void by_header(struct mg_connection *conn)
{
    // ok: c-open-redirect
    mg_send_http_redirect(conn, mg_get_header(conn, "X-Back"), 302);
}
