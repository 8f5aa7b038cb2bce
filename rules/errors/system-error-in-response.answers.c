// Each text that tells of the inside, and each call that answers, as their documentation has them.
#include <curl/curl.h>
#include <dlfcn.h>
#include <errno.h>
#include <ldap.h>
#include <libpq-fe.h>
#include <microhttpd.h>
#include <mysql.h>
#include <openssl/err.h>
#include <sqlite3.h>
#include <string.h>
#include "civetweb.h"

void texts(struct mg_connection *conn, sqlite3 *db, MYSQL *my, MYSQL_STMT *stmt, PGconn *pg, PGresult *result)
{
    char buffer[256];
    // ruleid: system-error-in-response
    mg_printf(conn, "%s", strerror(errno));
    strerror_r(errno, buffer, sizeof buffer);
    // ruleid: system-error-in-response
    mg_printf(conn, "%s", buffer);
    // ruleid: system-error-in-response
    mg_printf(conn, "%s", dlerror());
    // ruleid: system-error-in-response
    mg_printf(conn, "%s", sqlite3_errmsg(db));
    // ruleid: system-error-in-response
    mg_printf(conn, "%s", mysql_error(my));
    // ruleid: system-error-in-response
    mg_printf(conn, "%s", mysql_stmt_error(stmt));
    // ruleid: system-error-in-response
    mg_printf(conn, "%s", PQerrorMessage(pg));
    // ruleid: system-error-in-response
    mg_printf(conn, "%s", PQresultErrorMessage(result));
    // ruleid: system-error-in-response
    mg_printf(conn, "%s", curl_easy_strerror(CURLE_OK));
    // ruleid: system-error-in-response
    mg_printf(conn, "%s", ldap_err2string(1));
    // ruleid: system-error-in-response
    mg_printf(conn, "%s", ERR_error_string(ERR_get_error(), NULL));
    ERR_error_string_n(ERR_get_error(), buffer, sizeof buffer);
    // ruleid: system-error-in-response
    mg_printf(conn, "%s", buffer);
    // ok: system-error-in-response
    mg_printf(conn, "error %d", errno);
    // ok: system-error-in-response
    mg_printf(conn, "%d", sqlite3_errcode(db));
}

void civetweb(struct mg_connection *conn)
{
    const char *why = strerror(errno);
    // ruleid: system-error-in-response
    mg_write(conn, why, strlen(why));
    // ruleid: system-error-in-response
    mg_send_chunk(conn, why, strlen(why));
    // ruleid: system-error-in-response
    mg_response_header_add(conn, "X-Error", why, -1);
    // ruleid: system-error-in-response
    mg_send_http_error(conn, 500, "%s", why);
}

void mongoose(struct mg_connection *c)
{
    const char *why = strerror(errno);
    // ruleid: system-error-in-response
    mg_http_reply(c, 500, "", "%s", why);
    // ruleid: system-error-in-response
    mg_send(c, why, strlen(why));
    // ruleid: system-error-in-response
    mg_http_printf_chunk(c, "%s", why);
    // ruleid: system-error-in-response
    mg_ws_send(c, why, strlen(why), WEBSOCKET_OP_TEXT);
}

void libmicrohttpd(void)
{
    char *why = strerror(errno);
    struct MHD_Response *answer;
    // ruleid: system-error-in-response
    answer = MHD_create_response_from_buffer_static(strlen(why), why);
    // ruleid: system-error-in-response
    answer = MHD_create_response_from_buffer_copy(strlen(why), why);
    // ruleid: system-error-in-response
    answer = MHD_create_response_from_data(strlen(why), why, 0, 1);
    // ruleid: system-error-in-response
    MHD_add_response_header(answer, "X-Error", why);
}

void others(struct http_request *req, FCGX_Stream *out, struct evhttp_request *ev, struct evbuffer *buffer,
            onion_response *res, struct _u_response *response, h2o_req_t *h2o)
{
    const char *why = strerror(errno);
    // ruleid: system-error-in-response
    http_response(req, 500, why, strlen(why));
    // ruleid: system-error-in-response
    FCGX_PutS(why, out);
    // ruleid: system-error-in-response
    FCGX_FPrintF(out, "Content-Type: text/plain\r\n\r\n%s", why);
    // ruleid: system-error-in-response
    evhttp_send_error(ev, 500, why);
    // ruleid: system-error-in-response
    evhttp_send_reply(ev, 500, why, NULL);
    // ruleid: system-error-in-response
    evbuffer_add(buffer, why, strlen(why));
    // ruleid: system-error-in-response
    onion_response_write0(res, why);
    // ruleid: system-error-in-response
    onion_response_printf(res, "%s", why);
    // ruleid: system-error-in-response
    ulfius_set_string_body_response(response, 500, why);
    // ruleid: system-error-in-response
    h2o_send_inline(h2o, why, strlen(why));
    // ok: system-error-in-response
    evhttp_send_error(ev, 500, "internal error");
    // ok: system-error-in-response
    kore_log(LOG_ERR, "%s", why);
}
