// Further calls that run SQL, with the text where their documentation has it, and what stands beside it.
#include <apr_dbd.h>
#include <dbi/dbi.h>
#include <dpi.h>
#include <duckdb.h>
#include <ibase.h>
#include <mysql.h>
#include <sql.h>
#include <string.h>
#include "mongoose.h"

void apr(struct mg_http_message *hm, const apr_dbd_driver_t *driver, apr_pool_t *pool, apr_dbd_t *db)
{
    int count = 0;
    apr_dbd_results_t *rows = NULL;
    char *text = mg_json_get_str(hm->body, "$.q");
    // ruleid: c-sql-injection
    apr_dbd_query(driver, db, &count, text);
    // ruleid: c-sql-injection
    apr_dbd_select(driver, pool, db, &rows, text, 0);
    // ok: c-sql-injection
    apr_dbd_query(driver, db, &count, "DELETE FROM old");
}

void dbi(struct mg_http_message *hm, dbi_conn conn)
{
    char *text = mg_json_get_str(hm->body, "$.q");
    // ruleid: c-sql-injection
    dbi_conn_query(conn, text);
    // ruleid: c-sql-injection
    dbi_conn_queryf(conn, "SELECT '%s'", text);
    // ok: c-sql-injection
    dbi_conn_queryf(conn, "SELECT %d", atoi(text));
}

void duck(struct mg_http_message *hm, duckdb_connection conn, duckdb_prepared_statement *statement)
{
    char *text = mg_json_get_str(hm->body, "$.q");
    // ruleid: c-sql-injection
    duckdb_query(conn, text, NULL);
    // ruleid: c-sql-injection
    duckdb_prepare(conn, text, statement);
    // ok: c-sql-injection
    duckdb_bind_varchar(*statement, 1, text);
}

void firebird(struct mg_http_message *hm, isc_db_handle *db, isc_tr_handle *change, isc_stmt_handle *statement)
{
    ISC_STATUS_ARRAY status;
    char *text = mg_json_get_str(hm->body, "$.q");
    // ruleid: c-sql-injection
    isc_dsql_execute_immediate(status, db, change, 0, text, 3, NULL);
    // ruleid: c-sql-injection
    isc_dsql_prepare(status, change, statement, 0, text, 3, NULL);
    // ok: c-sql-injection
    isc_dsql_execute_immediate(status, db, change, (unsigned short)strlen(text), "DELETE FROM old", 3, NULL);
}

void odpi(struct mg_http_message *hm, dpiConn *conn, dpiStmt **statement)
{
    char *text = mg_json_get_str(hm->body, "$.q");
    // ruleid: c-sql-injection
    dpiConn_prepareStmt(conn, 0, text, (uint32_t)strlen(text), NULL, 0, statement);
}

void mysql(struct mg_http_message *hm, MYSQL *my)
{
    int done = 0;
    char safe[256], *text = mg_json_get_str(hm->body, "$.q");
    // ruleid: c-sql-injection
    mysql_send_query(my, text, strlen(text));
    // ruleid: c-sql-injection
    mysql_real_query_nonblocking(my, text, strlen(text));
    // ruleid: c-sql-injection
    mysql_query_start(&done, my, text);
    // ruleid: c-sql-injection
    mysql_real_query_start(&done, my, text, strlen(text));
    mysql_hex_string(safe, text, strlen(text));
    // ok: c-sql-injection
    mysql_query(my, safe);
    mysql_real_escape_string_quote(my, safe, text, strlen(text), '\'');
    // ok: c-sql-injection
    mysql_query(my, safe);
}

void odbc(struct mg_http_message *hm, SQLHDBC db, SQLHSTMT statement, SQLCHAR *out, SQLINTEGER *length)
{
    SQLCHAR *text = (SQLCHAR *)mg_json_get_str(hm->body, "$.q");
    // ruleid: c-sql-injection
    SQLExecDirectA(statement, text, SQL_NTS);
    // ruleid: c-sql-injection
    SQLPrepareW(statement, (SQLWCHAR *)text, SQL_NTS);
    // ruleid: c-sql-injection
    SQLNativeSql(db, text, SQL_NTS, out, 256, length);
    // ok: c-sql-injection
    sqlite3_complete((const char *)text);
}
