#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "civetweb.h"

#define PAGE(conn, text) mg_printf((conn), "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>%s</p>", (text))

struct page {
    char html[512];
};

char *escape_html(const char *text);

int hello(struct mg_connection *conn, void *data)
{
    char name[64];
    const char *query = mg_get_request_info(conn)->query_string;
    mg_get_var(query, strlen(query), "name", name, sizeof name);
    // ruleid: c-html-response
    mg_printf(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nHello %s", name);
    const char *same = name;
    // ruleid: c-html-response
    mg_printf(conn, "<h1>%s</h1>", same);
    // ok: c-html-response
    mg_printf(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nHello %s", name);
    return 200;
}

enum MHD_Result by_field(struct MHD_Connection *connection, struct page *page)
{
    const char *name = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "name");
    snprintf(page->html, sizeof page->html, "<html><body>Hello %s</body></html>", name);
    struct MHD_Response *response =
        // ruleid: c-html-response
        MHD_create_response_from_buffer(strlen(page->html), page->html, MHD_RESPMEM_MUST_COPY);
    return MHD_queue_response(connection, 200, response);
}

static void row(struct mg_connection *conn, const char *key, const char *value)
{
    // ruleid: c-html-response
    mg_printf(conn, "<tr><td>%s</td><td>%s</td></tr>", key, value);
}

void by_wrapper(struct mg_connection *conn)
{
    row(conn, "agent", mg_get_header(conn, "User-Agent"));
}

void by_macro(struct mg_connection *conn)
{
    // ruleid: c-html-response
    PAGE(conn, mg_get_header(conn, "Referer"));
}

static void show(const char *query)
{
    puts("<p>Results for ");
    // ruleid: c-html-response
    puts(query);
    // ruleid: c-html-response
    printf("<p>%s</p>", query);
}

int cgi(void)
{
    char *query = getenv("QUERY_STRING");
    printf("Content-Type: text/html\r\n\r\n");
    show(query);
    return 0;
}

void escaped(struct mg_connection *conn)
{
    char *name = escape_html(mg_get_header(conn, "X-Name"));
    // ok: c-html-response
    mg_printf(conn, "<h1>%s</h1>", name);
    free(name);
}

void number(struct mg_connection *conn)
{
    int page = atoi(mg_get_header(conn, "X-Page"));
    // ok: c-html-response
    mg_printf(conn, "<p>page %d</p>", page);
}

void letter(struct mg_connection *conn)
{
    const char *name = mg_get_header(conn, "X-Name");
    // ok: c-html-response
    mg_printf(conn, "<p>begins with %d</p>", name[0]);
}

void json(struct mg_connection *conn)
{
    // ok: c-html-response
    mg_printf(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"name\":\"%s\"}",
              mg_get_header(conn, "X-Name"));
}

void own(struct mg_connection *conn, const char *version)
{
    // ok: c-html-response
    mg_printf(conn, "<p>version %s</p>", version);
}

/* Mongoose's own way: the function that prints, then what it prints. */
static void listing(struct mg_connection *c, struct mg_http_message *hm)
{
    mg_printf(c,
              "<html><h1>%M</h1></html>",
              // ok: c-html-response
              mg_print_html_esc, (int) hm->uri.len, hm->uri.buf);
    // ruleid: c-html-response
    mg_printf(c, "<html><h1>%.*s</h1></html>", (int) hm->uri.len, hm->uri.buf);
}
