#include <stdio.h>
#include <string.h>
#include <microhttpd.h>
#include "civetweb.h"

#define REPLY mg_printf

struct session {
    void *user;
};

void all(struct mg_connection *conn, struct session *session)
{
    // ruleid: c-pointer-in-response
    mg_printf(conn, "HTTP/1.1 200 OK\r\n\r\nsession %p", (void *)session);
    // ruleid: c-pointer-in-response
    mg_send_http_error(conn, 500, "no user %p", session->user);
    const char *format = "session %p\n";
    // ruleid: c-pointer-in-response
    mg_printf(conn, format, (void *)session);
    // ok: c-pointer-in-response
    mg_printf(conn, "100%% people, %d percent", 12);
    // ok: c-pointer-in-response
    mg_printf(conn, "100%%p");
    // ok: c-pointer-in-response
    fprintf(stderr, "session %p\n", (void *)session);
    // todoruleid: c-pointer-in-response
    REPLY(conn, "%p", (void *)session);
}

static void reply(struct MHD_Connection *connection, void *what)
{
    char page[64];
    snprintf(page, sizeof page, "id=%p", what);
    // ruleid: c-pointer-in-response
    struct MHD_Response *response = MHD_create_response_from_buffer(strlen(page), page, MHD_RESPMEM_MUST_COPY);
    MHD_queue_response(connection, 200, response);
}

void other_servers(struct mg_connection *nc, struct lwan_strbuf *out, void *user)
{
    // ruleid: c-pointer-in-response
    mg_printf_http_chunk(nc, "user %p", user);
    // ruleid: c-pointer-in-response
    lwan_strbuf_append_printf(out, "user %p", user);
    // ok: c-pointer-in-response
    lwan_strbuf_append_printf(out, "user %d", 12);
}
