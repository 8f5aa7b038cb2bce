/* Kore's PostgreSQL. */
#include <kore/kore.h>
#include <kore/http.h>
#include <kore/pgsql.h>
#include <stdarg.h>

int ask(struct kore_pgsql *, const char *, ...);

int ask(struct kore_pgsql *db, const char *query, ...)
{
    va_list args;
    va_start(args, query);
    int done = kore_pgsql_query(db, query) && kore_pgsql_query_params(db, query, 0, 0) &&
               kore_pgsql_v_query_params(db, query, 0, 1, args);
    va_end(args);
    return done;
}
