#include <libpq-fe.h>
#include <mysql.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "civetweb.h"

#define QUERY(db, sql) sqlite3_exec((db), (sql), NULL, NULL, NULL)

struct search {
    sqlite3 *db;
    char name[64];
    int limit;
};

int by_name(struct mg_connection *conn, void *data)
{
    sqlite3 *db = data;
    const struct mg_request_info *info = mg_get_request_info(conn);
    char name[64];
    char sql[256];
    if (mg_get_var(info->query_string, strlen(info->query_string), "name", name, sizeof name) < 0)
        return 400;
    snprintf(sql, sizeof sql, "SELECT * FROM users WHERE name = '%s'", name);
    // ruleid: c-sql-injection
    sqlite3_exec(db, sql, NULL, NULL, NULL);

    const char *again = sql;
    sqlite3_stmt *stmt;
    // ruleid: c-sql-injection
    if (sqlite3_prepare_v2(db, again, -1, &stmt, NULL) != SQLITE_OK)
        return 500;
    return 200;
}

// A field of a struct.
int by_field(struct mg_connection *conn, struct search *search)
{
    char sql[256] = "SELECT * FROM users WHERE name = '";
    mg_get_cookie(mg_get_header(conn, "Cookie"), "name", search->name, sizeof search->name);
    search->limit = 10;
    strcat(sql, search->name);
    strcat(sql, "'");
    // ruleid: c-sql-injection
    sqlite3_exec(search->db, sql, NULL, NULL, NULL);

    snprintf(sql, sizeof sql, "SELECT * FROM users LIMIT %d", search->limit);
    // ok: c-sql-injection
    sqlite3_exec(search->db, sql, NULL, NULL, NULL);
    return 200;
}

// A function around the query.
static PGresult *run(PGconn *pg, const char *table, const char *key)
{
    char sql[512];
    snprintf(sql, sizeof sql, "SELECT * FROM %s WHERE key = '%s'", table, key);
    // ruleid: c-sql-injection
    return PQexec(pg, sql);
}

int by_wrapper(struct mg_connection *conn, PGconn *pg)
{
    run(pg, "users", mg_get_request_info(conn)->local_uri);
    return 200;
}

int by_macro(struct mg_connection *conn, sqlite3 *db)
{
    char body[1024];
    int length = mg_read(conn, body, sizeof body - 1);
    body[length] = '\0';
    // ruleid: c-sql-injection
    QUERY(db, body);
    return 200;
}

void mysql_side(MYSQL *my, const char *header)
{
    char *sql = NULL;
    char *wanted = getenv("QUERY_STRING");
    asprintf(&sql, "DELETE FROM users WHERE name = '%s'", wanted);
    // ruleid: c-sql-injection
    mysql_query(my, sql);
    asprintf(&sql, "DELETE FROM users WHERE name = '%s'", header);
    // ok: c-sql-injection
    mysql_query(my, sql);
}

// Bound.
int bound(struct mg_connection *conn, sqlite3 *db)
{
    sqlite3_stmt *stmt;
    const char *name = mg_get_header(conn, "X-Name");
    // ok: c-sql-injection
    sqlite3_prepare_v2(db, "SELECT * FROM users WHERE name = ?", -1, &stmt, NULL);
    sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);

    const char *values[1] = {name};
    PGconn *pg = PQconnectdb("service=shop");
    // ok: c-sql-injection
    PQexecParams(pg, "SELECT * FROM users WHERE name = $1", 1, NULL, values, NULL, NULL, 0);
    return 200;
}

// Only a number of it.
int number(struct mg_connection *conn, sqlite3 *db)
{
    char sql[128];
    int id = atoi(mg_get_request_info(conn)->query_string);
    snprintf(sql, sizeof sql, "SELECT * FROM users WHERE id = %d", id);
    // ok: c-sql-injection
    sqlite3_exec(db, sql, NULL, NULL, NULL);
    return 200;
}

// Escaped.
int escaped(struct mg_connection *conn, MYSQL *my, sqlite3 *db, PGconn *pg)
{
    const char *name = mg_get_header(conn, "X-Name");
    char safe[129];
    char sql[256];
    mysql_real_escape_string(my, safe, name, strlen(name));
    snprintf(sql, sizeof sql, "SELECT * FROM users WHERE name = '%s'", safe);
    // ok: c-sql-injection
    mysql_query(my, sql);

    char *text = sqlite3_mprintf("SELECT * FROM users WHERE name = %Q AND id > %d", name, 3);
    // ok: c-sql-injection
    sqlite3_exec(db, text, NULL, NULL, NULL);
    text = sqlite3_mprintf("SELECT * FROM users WHERE name = '%s'", name);
    // ruleid: c-sql-injection
    sqlite3_exec(db, text, NULL, NULL, NULL);

    char *literal = PQescapeLiteral(pg, name, strlen(name));
    snprintf(sql, sizeof sql, "SELECT * FROM users WHERE name = %s", literal);
    // ok: c-sql-injection
    PQexec(pg, sql);
    return 200;
}

// One of a few names that the program knows.
int listed(struct mg_connection *conn, sqlite3 *db)
{
    const char *column = mg_get_header(conn, "X-Sort");
    char sql[128];
    if (strcmp(column, "name") != 0 && strcmp(column, "age") != 0)
        return 400;
    snprintf(sql, sizeof sql, "SELECT * FROM users ORDER BY %s", column);
    // ok: c-sql-injection
    sqlite3_exec(db, sql, NULL, NULL, NULL);
    return 200;
}
