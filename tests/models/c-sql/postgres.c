/* libpq: connecting, escaping, asking, reading. */
#include <libpq-fe.h>
#include <stdio.h>

int run(PGconn *conn, const char *text, const char *const *names, const char *const *values)
{
    char small[256];
    size_t size;
    PQconnectStart("host=db user=shop");
    PQpingParams(names, values, 0);
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
