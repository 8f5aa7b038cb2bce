#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <execinfo.h>
#include <microhttpd.h>
#include "civetweb.h"

#define FAIL(conn, text) mg_send_http_error((conn), 500, "%s", (text))

struct result {
    int code;
    const char *message;
};

void by_errno(struct mg_connection *conn, const char *path)
{
    // ruleid: system-error-in-response
    mg_printf(conn, "HTTP/1.1 500 Error\r\n\r\n%s: %s", path, strerror(errno));
    // ruleid: system-error-in-response
    mg_send_http_error(conn, 500, "cannot open %s: %s", path, strerror(errno));
}

void by_database(struct evbuffer *out, sqlite3 *db)
{
    // ruleid: system-error-in-response
    evbuffer_add_printf(out, "query failed: %s", sqlite3_errmsg(db));
}

void by_variable(struct mg_connection *conn, MYSQL *my)
{
    const char *why = mysql_error(my);
    // ruleid: system-error-in-response
    mg_printf(conn, "HTTP/1.1 500 Error\r\n\r\n%s", why);
}

// Written into a buffer first.
enum MHD_Result by_buffer(struct MHD_Connection *connection, sqlite3 *db)
{
    char page[256];
    snprintf(page, sizeof page, "<p>%s</p>", sqlite3_errmsg(db));
    struct MHD_Response *response =
        // ruleid: system-error-in-response
        MHD_create_response_from_buffer(strlen(page), page, MHD_RESPMEM_MUST_COPY);
    return MHD_queue_response(connection, 500, response);
}

// What sqlite3_exec writes through its last argument.
void by_argument(struct mg_connection *conn, sqlite3 *db)
{
    char *why = NULL;
    if (sqlite3_exec(db, "SELECT 1", NULL, NULL, &why) != SQLITE_OK) {
        // ruleid: system-error-in-response
        mg_printf(conn, "HTTP/1.1 500 Error\r\n\r\n%s", why);
        sqlite3_free(why);
    }
}

void by_field(struct mg_connection *conn, struct result *result)
{
    result->message = strerror(errno);
    // ruleid: system-error-in-response
    mg_send_http_error(conn, 500, "%s", result->message);
    // ok: system-error-in-response
    mg_send_http_error(conn, 500, "error %d", result->code);
}

static void fail(struct mg_connection *conn, const char *why)
{
    // ruleid: system-error-in-response
    mg_printf(conn, "HTTP/1.1 500 Error\r\nContent-Type: text/plain\r\n\r\n%s", why);
}

void by_wrapper(struct mg_connection *conn, PGconn *pg)
{
    fail(conn, PQerrorMessage(pg));
    fail(conn, "internal error");
}

void by_macro(struct mg_connection *conn)
{
    // ruleid: system-error-in-response
    FAIL(conn, strerror(errno));
}

void stack(struct mg_connection *conn)
{
    void *frames[16];
    int count = backtrace(frames, 16);
    char **names = backtrace_symbols(frames, count);
    for (int i = 0; i < count; i++) {
        // ruleid: system-error-in-response
        mg_printf(conn, "%s\n", names[i]);
    }
}

int cgi(void)
{
    printf("Content-Type: text/html\r\n\r\n");
    FILE *file = fopen("/srv/data", "r");
    if (!file) {
        // ruleid: system-error-in-response
        printf("<p>%s</p>", strerror(errno));
        return 0;
    }
    return 0;
}

void logged(struct mg_connection *conn, sqlite3 *db)
{
    fprintf(stderr, "query failed: %s\n", sqlite3_errmsg(db));
    // ok: system-error-in-response
    mg_send_http_error(conn, 500, "%s", "internal error");
    // ok: system-error-in-response
    mg_printf(conn, "HTTP/1.1 500 Internal Server Error\r\n\r\n");
}

void other_variable(struct mg_connection *conn, sqlite3 *db, const char *name)
{
    const char *why = sqlite3_errmsg(db);
    log_line(why);
    // ok: system-error-in-response
    mg_printf(conn, "hello %s", name);
}

void to_the_log(struct mg_connection *conn)
{
    // ok: system-error-in-response
    mg_cry(conn, "fork: %s", strerror(errno));
}

// No server: a program that talks to its terminal.
int tool(const char *path)
{
    // ok: system-error-in-response
    printf("%s: %s\n", path, strerror(errno));
    return 1;
}
