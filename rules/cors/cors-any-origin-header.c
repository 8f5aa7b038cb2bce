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
