/* libpq: connecting, escaping, asking, reading. */
#include <libpq-fe.h>
#include <stdio.h>

int run(PGconn *conn, const char *text)
{
    char small[256];
    size_t size;
    PQconnectStart("host=db user=shop");
    PQping("host=db user=shop");
    puts((char *)PQescapeBytea((const unsigned char *)text, 8, &size));
    puts((char *)PQescapeByteaConn(conn, (const unsigned char *)text, 8, &size));
    puts(PQescapeIdentifier(conn, text, 8));
    PQescapeString(small, text, 8);
    PQsendQueryParams(conn, text, 0, NULL, NULL, NULL, NULL, 0);
    PGresult *result = PQgetResult(conn);
    puts(PQresultErrorField(result, 'M'));
    puts(PQresultVerboseErrorMessage(result, PQERRORS_DEFAULT, PQSHOW_CONTEXT_NEVER));
    return puts(PQgetvalue(result, 0, 0));
}
