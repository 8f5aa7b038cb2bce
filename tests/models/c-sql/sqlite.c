/* SQLite: texts that are built, told and read. */
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>

static void built(sqlite3 *db, const char *text, va_list args)
{
    sqlite3_str *query = sqlite3_str_new(db);
    char small[64];
    sqlite3_str_append(query, text, 8);
    puts(sqlite3_str_value(query));
    puts(sqlite3_vmprintf(text, args));
    puts(sqlite3_vsnprintf(sizeof small, small, text, args));
}

static void read_row(sqlite3_stmt *statement, sqlite3_value *value)
{
    puts(sqlite3_column_blob(statement, 0));
    puts((const char *)sqlite3_column_text(statement, 0));
    puts((const char *)sqlite3_value_text(value));
    puts(sqlite3_sql(statement)), puts(sqlite3_expanded_sql(statement));
}

/* An encrypted database: SQLCipher and its like. */
static int unlocked(sqlite3 *db, const char *key, int size)
{
    return sqlite3_key(db, key, size) != SQLITE_OK || sqlite3_rekey(db, key, size) != SQLITE_OK;
}

int run(sqlite3 *db, const char *text, sqlite3_value *value, ...)
{
    sqlite3_stmt *statement = NULL;
    va_list args;
    va_start(args, value);
    built(db, text, args);
    va_end(args);
    puts(sqlite3_errstr(1)), puts(sqlite3_errmsg16(db));
    if (sqlite3_complete(text) && sqlite3_prepare16_v2(db, text, -1, &statement, NULL) == SQLITE_OK)
        read_row(statement, value);
    return unlocked(db, text, 8) + sqlite3_prepare16(db, text, -1, &statement, NULL);
}
