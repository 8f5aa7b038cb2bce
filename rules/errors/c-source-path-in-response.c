#include <stdio.h>
#include <string.h>
#include <microhttpd.h>
#include "civetweb.h"

#define FAIL(conn, text) mg_send_http_error((conn), 500, "%s: %s", __FILE__, (text))

struct where {
    const char *file;
};

void all(struct mg_connection *conn, struct where *where)
{
    // ruleid: c-source-path-in-response
    mg_printf(conn, "HTTP/1.1 500 Error\r\n\r\n%s:%d", __FILE__, __LINE__);
    // ruleid: c-source-path-in-response
    mg_send_http_error(conn, 500, "%s failed", __func__);
    const char *file = __FILE__;
    // ruleid: c-source-path-in-response
    mg_printf(conn, "in %s", file);
    where->file = __FILE__;
    // ruleid: c-source-path-in-response
    mg_printf(conn, "in %s", where->file);
    // ok: c-source-path-in-response
    fprintf(stderr, "%s:%d\n", __FILE__, __LINE__);
    // ok: c-source-path-in-response
    mg_cry(conn, "%s: out of memory", __func__);
    // ok: c-source-path-in-response
    mg_send_http_error(conn, 500, "%s", "internal error");
}

static void page(struct MHD_Connection *connection)
{
    char text[128];
    snprintf(text, sizeof text, "assertion in %s", __FILE__);
    // ruleid: c-source-path-in-response
    struct MHD_Response *response = MHD_create_response_from_buffer(strlen(text), text, MHD_RESPMEM_MUST_COPY);
    MHD_queue_response(connection, 500, response);
}

int other_servers(struct http_request *req, struct mg_connection *nc, struct lwan_strbuf *out, onion_response *res)
{
    struct kore_buf *buf = kore_buf_alloc(64);
    // ruleid: c-source-path-in-response
    kore_buf_appendf(buf, "%s:%d", __FILE__, __LINE__);
    // ruleid: c-source-path-in-response
    http_response(req, 500, __func__, 4);
    // ruleid: c-source-path-in-response
    mg_http_send_error(nc, 500, __FILE__);
    // ruleid: c-source-path-in-response
    lwan_strbuf_append_printf(out, "%s", __FILE__);
    // ruleid: c-source-path-in-response
    onion_response_write0(res, __FILE__);
    // ok: c-source-path-in-response
    kore_log(LOG_ERR, "%s:%d", __FILE__, __LINE__);
    return KORE_RESULT_OK;
}
