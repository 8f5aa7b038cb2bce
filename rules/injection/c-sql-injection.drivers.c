// Each call that runs SQL, with the text where its documentation has it.
#include <libpq-fe.h>
#include <mysql.h>
#include <oci.h>
#include <sql.h>
#include <sqlite3.h>
#include "civetweb.h"

void sqlite(struct mg_connection *conn, sqlite3 *db, sqlite3_stmt *stmt, char **table)
{
    const char *text = mg_get_header(conn, "X-Query");
    // ruleid: c-sql-injection
    sqlite3_exec(db, text, NULL, NULL, NULL);
    // ruleid: c-sql-injection
    sqlite3_prepare(db, text, -1, &stmt, NULL);
    // ruleid: c-sql-injection
    sqlite3_prepare_v2(db, text, -1, &stmt, NULL);
    // ruleid: c-sql-injection
    sqlite3_prepare_v3(db, text, -1, 0, &stmt, NULL);
    // ruleid: c-sql-injection
    sqlite3_get_table(db, text, &table, NULL, NULL, NULL);
    // ok: c-sql-injection
    sqlite3_bind_text(stmt, 1, text, -1, SQLITE_TRANSIENT);

    char made[256];
    sqlite3_snprintf(sizeof made, made, "SELECT '%q'", text);
    // ok: c-sql-injection
    sqlite3_exec(db, made, NULL, NULL, NULL);
    sqlite3_snprintf(sizeof made, made, "SELECT '%s'", text);
    // ruleid: c-sql-injection
    sqlite3_exec(db, made, NULL, NULL, NULL);

    sqlite3_str *str = sqlite3_str_new(db);
    sqlite3_str_appendall(str, "SELECT * FROM users WHERE name = '");
    sqlite3_str_appendf(str, "%s'", text);
    // ruleid: c-sql-injection
    sqlite3_exec(db, sqlite3_str_finish(str), NULL, NULL, NULL);
}

void postgres(struct mg_connection *conn, PGconn *pg)
{
    const char *text = mg_get_header(conn, "X-Query");
    const char *const values[] = {text};
    // ruleid: c-sql-injection
    PQexec(pg, text);
    // ruleid: c-sql-injection
    PQexecParams(pg, text, 0, NULL, NULL, NULL, NULL, 0);
    // ruleid: c-sql-injection
    PQprepare(pg, "name", text, 0, NULL);
    // ruleid: c-sql-injection
    PQsendQuery(pg, text);
    // ruleid: c-sql-injection
    PQsendPrepare(pg, "name", text, 0, NULL);
    // ok: c-sql-injection
    PQexecPrepared(pg, "name", 1, values, NULL, NULL, 0);
    char safe[256];
    int error;
    PQescapeStringConn(pg, safe, text, strlen(text), &error);
    // ok: c-sql-injection
    PQexec(pg, safe);
}

void mysql(struct mg_connection *conn, MYSQL *my, MYSQL_STMT *stmt)
{
    const char *text = mg_get_header(conn, "X-Query");
    // ruleid: c-sql-injection
    mysql_query(my, text);
    // ruleid: c-sql-injection
    mysql_real_query(my, text, strlen(text));
    // ruleid: c-sql-injection
    mysql_stmt_prepare(stmt, text, strlen(text));
}

void odbc(struct mg_connection *conn, SQLHSTMT stmt)
{
    SQLCHAR *text = (SQLCHAR *)mg_get_header(conn, "X-Query");
    // ruleid: c-sql-injection
    SQLExecDirect(stmt, text, SQL_NTS);
    // ruleid: c-sql-injection
    SQLPrepare(stmt, text, SQL_NTS);
    // ok: c-sql-injection
    SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 64, 0, text, 64, NULL);
}

void oracle(struct mg_connection *conn, OCISvcCtx *svc, OCIStmt *stmt, OCIError *error)
{
    const OraText *text = (const OraText *)mg_get_header(conn, "X-Query");
    // ruleid: c-sql-injection
    OCIStmtPrepare(stmt, error, text, 10, OCI_NTV_SYNTAX, OCI_DEFAULT);
    // ruleid: c-sql-injection
    OCIStmtPrepare2(svc, &stmt, error, text, 10, NULL, 0, OCI_NTV_SYNTAX, OCI_DEFAULT);
}

void kore(struct kore_pgsql *sql, struct http_request *req)
{
    char *name, *query;
    http_argument_get_string(req, "name", &name);
    kore_asprintf(&query, "SELECT '%s'", name);
    // ruleid: c-sql-injection
    kore_pgsql_query(sql, name);
    // ruleid: c-sql-injection
    kore_pgsql_query_params(sql, name, 0, 0);
    // ok: c-sql-injection
    kore_pgsql_query_params(sql, "SELECT $1", 0, 1, name, strlen(name), 0);
}
