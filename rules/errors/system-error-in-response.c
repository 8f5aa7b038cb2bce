#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include "civetweb.h"

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
