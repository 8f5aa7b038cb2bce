/* Databases through APR and libdbi; DuckDB, Firebird, MongoDB; a broker's address. */
#include <amqp.h>
#include <apr_dbd.h>
#include <dbi/dbi.h>
#include <duckdb.h>
#include <ibase.h>
#include <mongoc/mongoc.h>

static int apr(const apr_dbd_driver_t *driver, apr_dbd_t *db, apr_pool_t *pool, const char *query)
{
    int count = 0;
    apr_dbd_results_t *rows = NULL;
    apr_dbd_query(driver, db, &count, query);
    return apr_dbd_select(driver, pool, db, &rows, query, 0);
}

static dbi_result dbi(dbi_conn conn, const char *query, const char *name)
{
    dbi_result_free(dbi_conn_query(conn, query));
    return dbi_conn_queryf(conn, "SELECT * FROM goods WHERE name = %s", name);
}

static int duck(duckdb_connection conn, const char *query)
{
    duckdb_prepared_statement statement;
    return duckdb_query(conn, query, NULL) == DuckDBError ||
           duckdb_prepare(conn, query, &statement) == DuckDBError;
}

static ISC_STATUS firebird(isc_db_handle *db, isc_tr_handle *change, const char *query)
{
    ISC_STATUS_ARRAY status;
    isc_stmt_handle statement = 0;
    isc_dsql_prepare(status, change, &statement, 0, query, SQL_DIALECT_CURRENT, NULL);
    return isc_dsql_execute_immediate(status, db, change, 0, query, SQL_DIALECT_CURRENT, NULL);
}

int run(const apr_dbd_driver_t *driver, apr_dbd_t *db, apr_pool_t *pool, dbi_conn conn,
        duckdb_connection third, isc_db_handle *fourth, isc_tr_handle *change, char *text)
{
    struct amqp_connection_info info;
    mongoc_uri_t *uri = mongoc_uri_new(text);
    mongoc_client_t *client = mongoc_client_new(text);
    mongoc_client_destroy(client), mongoc_uri_destroy(uri);
    dbi_result_free(dbi(conn, text, text));
    return apr(driver, db, pool, text) + duck(third, text) + amqp_parse_url(text, &info) +
           (int)firebird(fourth, change, text);
}
