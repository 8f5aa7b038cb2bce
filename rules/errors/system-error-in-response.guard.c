#include <sqlite3.h>
#include <string.h>
#include "civetweb.h"
#include "merlon_guard.h"

int bare(struct mg_connection *conn, sqlite3 *db)
{
    // ruleid: system-error-in-response
    mg_printf(conn, "query failed: %s", sqlite3_errmsg(db));
    return 500;
}

int safe(struct mg_connection *conn, sqlite3 *db, const mlg_env *env, const mlg_request *request)
{
    const char *detail = sqlite3_errmsg(db);
    mlg_answer answer;
    mlg_error_answer(env, 500, detail, strlen(detail), request, &answer);
    // ok: system-error-in-response
    mg_printf(conn, "HTTP/1.1 500 Error\r\nContent-Type: %s\r\n\r\n%s", answer.content_type, answer.body);
    return answer.status;
}
