/* ODBC. */
#include <sql.h>
#include <sqlext.h>
#include <stdio.h>

static int signed_in(SQLHDBC db, SQLCHAR *user, SQLCHAR *password, SQLCHAR *address)
{
    SQLCHAR whole[1024];
    SQLSMALLINT size = 0;
    if (SQLConnect(db, (SQLCHAR *)"shop", SQL_NTS, user, SQL_NTS, password, SQL_NTS) == SQL_SUCCESS)
        return 1;
    return SQLDriverConnect(db, NULL, address, SQL_NTS, whole, sizeof whole, &size,
                            SQL_DRIVER_NOPROMPT) == SQL_SUCCESS;
}

int run(SQLHDBC db, SQLHSTMT statement, SQLCHAR *text, SQLWCHAR *wide, SQLCHAR *password)
{
    SQLCHAR state[6], message[256], native_text[256];
    SQLINTEGER code = 0, length = 0;
    SQLSMALLINT size = 0;
    if (!signed_in(db, text, password, text))
        return -1;
    SQLExecDirect(statement, text, SQL_NTS), SQLPrepare(statement, text, SQL_NTS);
    SQLExecDirectA(statement, text, SQL_NTS), SQLPrepareA(statement, text, SQL_NTS);
    SQLExecDirectW(statement, wide, SQL_NTS), SQLPrepareW(statement, wide, SQL_NTS);
    SQLNativeSql(db, text, SQL_NTS, native_text, sizeof native_text, &length);
    SQLGetDiagRec(SQL_HANDLE_STMT, statement, 1, state, &code, message, sizeof message, &size);
    return puts((char *)message);
}
