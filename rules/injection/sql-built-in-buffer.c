#include <mysql.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#define TABLE "users"

int find_user(sqlite3 *db, const char *name, int id)
{
    char sql[256];
    snprintf(sql, sizeof sql, "SELECT * FROM users WHERE name = '%s'", name);
    // ruleid: sql-built-in-buffer
    sqlite3_exec(db, sql, NULL, NULL, NULL);

    char *text = sqlite3_mprintf("SELECT * FROM users WHERE name = '%s'", name);
    // ruleid: sql-built-in-buffer
    return sqlite3_exec(db, text, NULL, NULL, NULL);
}

int in_condition(sqlite3 *db, const char *name)
{
    char sql[256];
    sqlite3_stmt *stmt;
    if (snprintf(sql, sizeof sql, "SELECT 1 FROM t WHERE k = '%s'", name) < 0)
        return 1;
    // ruleid: sql-built-in-buffer
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        return 1;
    return 0;
}

void pasted(MYSQL *my, const char *name)
{
    char sql[256] = "DELETE FROM users WHERE name = '";
    strcat(sql, name);
    strcat(sql, "'");
    // ruleid: sql-built-in-buffer
    mysql_query(my, sql);
}

PGresult *by_name(PGconn *pg, const char *name)
{
    char sql[256];
    sprintf(sql, "SELECT * FROM users WHERE name = '%s'", name);
    // ruleid: sql-built-in-buffer
    return PQexec(pg, sql);
}

int bound(sqlite3 *db, const char *name)
{
    sqlite3_stmt *stmt;
    // ok: sql-built-in-buffer
    sqlite3_prepare_v2(db, "SELECT * FROM users WHERE name = ?", -1, &stmt, NULL);
    return sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
}

int number_only(sqlite3 *db, int id)
{
    char sql[256];
    snprintf(sql, sizeof sql, "SELECT * FROM users WHERE id = %d", id);
    // ok: sql-built-in-buffer
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

int constant_piece(sqlite3 *db)
{
    char sql[256];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", "users");
    // ok: sql-built-in-buffer
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

int quoted(sqlite3 *db, const char *name)
{
    char *text = sqlite3_mprintf("SELECT * FROM users WHERE name = %Q", name);
    // ok: sql-built-in-buffer
    return sqlite3_exec(db, text, NULL, NULL, NULL);
}

void escaped(MYSQL *my, const char *name)
{
    char safe[129];
    char sql[256];
    mysql_real_escape_string(my, safe, name, strlen(name));
    snprintf(sql, sizeof sql, "SELECT * FROM users WHERE name = '%s'", safe);
    // ok: sql-built-in-buffer
    mysql_query(my, sql);
}

PGresult *with_params(PGconn *pg, const char *name)
{
    const char *values[1] = {name};
    // ok: sql-built-in-buffer
    return PQexecParams(pg, "SELECT * FROM users WHERE name = $1", 1, NULL, values, NULL, NULL, 0);
}
