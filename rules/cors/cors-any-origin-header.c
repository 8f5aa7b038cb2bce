#include <event2/http.h>
#include <microhttpd.h>
#include "civetweb.h"

#define ORIGIN "https://app.example.com"

void open_to_all(struct mg_connection *conn, struct evkeyvalq *headers, struct MHD_Response *answer)
{
    // ruleid: cors-any-origin-header
    mg_printf(conn, "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n\r\n");
    // ruleid: cors-any-origin-header
    mg_printf(conn,
              "HTTP/1.1 200 OK\r\n"
              "Access-Control-Allow-Origin: *\r\n"
              "Content-Length: %d\r\n\r\n",
              12);
    // ruleid: cors-any-origin-header
    mg_response_header_add(conn, "Access-Control-Allow-Origin", "*", -1);
    // ruleid: cors-any-origin-header
    evhttp_add_header(headers, "access-control-allow-origin", "*");
    // ruleid: cors-any-origin-header
    MHD_add_response_header(answer, "Access-Control-Allow-Origin", "*");
}

#define ALLOW_ALL "Access-Control-Allow-Origin: *\r\n"

struct answer {
    const char *origin;
};

void other_servers(struct MHD_Response *answer, struct http_request *req, ngx_table_elt_t *h)
{
    // ruleid: cors-any-origin-header
    MHD_add_response_header(answer, MHD_HTTP_HEADER_ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    const char *anyone = "*";
    // ruleid: cors-any-origin-header
    http_response_header(req, "access-control-allow-origin", anyone);
    // ruleid: cors-any-origin-header
    ngx_str_set(&h->key, "Access-Control-Allow-Origin");
    ngx_str_set(&h->value, "*");
    // ruleid: cors-any-origin-header
    printf("Content-Type: text/html\r\nAccess-Control-Allow-Origin: *\r\n\r\n");
    struct answer kept;
    kept.origin = "*";
    // todoruleid: cors-any-origin-header
    http_response_header(req, "access-control-allow-origin", kept.origin);
    // todoruleid: cors-any-origin-header
    printf(ALLOW_ALL);
}

static void allow(struct mg_connection *conn, const char *origin)
{
    // todoruleid: cors-any-origin-header
    mg_response_header_add(conn, "Access-Control-Allow-Origin", origin, -1);
}

void by_wrapper(struct mg_connection *conn)
{
    allow(conn, "*");
}

void open_to_one(struct mg_connection *conn, struct evkeyvalq *headers, const char *origin)
{
    // ok: cors-any-origin-header
    mg_printf(conn, "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: https://app.example.com\r\n\r\n");
    // ok: cors-any-origin-header
    mg_printf(conn, "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Methods: *\r\n\r\n");
    // ok: cors-any-origin-header
    evhttp_add_header(headers, "Access-Control-Allow-Origin", "https://app.example.com");
    // ok: cors-any-origin-header
    mg_response_header_add(conn, "Accept", "*", -1);
    if (strcmp(origin, "https://app.example.com") == 0) {
        // ok: cors-any-origin-header
        mg_response_header_add(conn, "Access-Control-Allow-Origin", origin, -1);
    }
}
