/* The order service's older twin: CivetWeb and SQLite. */
#include <stdio.h>
#include <string.h>

#include <civetweb.h>
#include <openssl/evp.h>
#include <openssl/md5.h>
#include <sqlite3.h>

static sqlite3 *db;

/* A key in the source is a key in every copy of the binary. */
static const char *api_key = "9f86d081-884c-4d63-a1bc-0f2b7e3c5a90";

/* The search text becomes part of the query. */
static int search(struct mg_connection *conn, void *unused)
{
    const struct mg_request_info *info = mg_get_request_info(conn);
    char title[100] = "";
    char query[300];
    (void)unused;
    if (info->query_string != NULL)
        mg_get_var(info->query_string, strlen(info->query_string), "q", title, sizeof title);
    snprintf(query, sizeof query, "SELECT * FROM orders WHERE title LIKE '%%%s%%'", title);
    if (sqlite3_exec(db, query, NULL, NULL, NULL) != SQLITE_OK) {
        /* The error text tells an attacker how the query is built. */
        mg_printf(conn, "HTTP/1.1 500 Error\r\n\r\n%s", sqlite3_errmsg(db));
        return 500;
    }
    return 200;
}

/* Well done: the value is bound. */
static int by_id(struct mg_connection *conn, void *unused)
{
    sqlite3_stmt *statement;
    char id[20] = "";
    const struct mg_request_info *info = mg_get_request_info(conn);
    (void)unused;
    if (info->query_string != NULL)
        mg_get_var(info->query_string, strlen(info->query_string), "id", id, sizeof id);
    if (sqlite3_prepare_v2(db, "SELECT * FROM orders WHERE id = ?", -1, &statement, NULL) !=
        SQLITE_OK) {
        fprintf(stderr, "orders: %s\n", sqlite3_errmsg(db));
        mg_send_http_error(conn, 500, "%s", "internal error");
        return 500;
    }
    sqlite3_bind_text(statement, 1, id, -1, SQLITE_TRANSIENT);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
    return 200;
}

/* MD5 of a password is looked up in a table. */
static void hash_weakly(const char *password, unsigned char out[MD5_DIGEST_LENGTH])
{
    MD5((const unsigned char *)password, strlen(password), out);
}

/* Well done: slow on purpose, with a salt. */
static int hash_well(const char *password, const unsigned char *salt, unsigned char out[32])
{
    return PKCS5_PBKDF2_HMAC(password, (int)strlen(password), salt, 16, 600000, EVP_sha256(), 32,
                             out);
}

/* Every origin may read the answer. */
static int prices(struct mg_connection *conn, void *unused)
{
    (void)unused;
    mg_printf(conn, "HTTP/1.1 200 OK\r\n"
                    "Access-Control-Allow-Origin: *\r\n"
                    "Access-Control-Allow-Credentials: true\r\n\r\n[]");
    return 200;
}

/* Anybody may try passwords as fast as the line allows. */
static int login(struct mg_connection *conn, void *unused)
{
    char body[200];
    unsigned char hash[32];
    unsigned char weak[MD5_DIGEST_LENGTH];
    static const unsigned char salt[16] = "kept beside it";
    int len = mg_read(conn, body, sizeof body - 1);
    (void)unused;
    body[len > 0 ? len : 0] = '\0';
    hash_weakly(body, weak);
    hash_well(body, salt, hash);
    mg_send_http_ok(conn, "text/plain", 0);
    return 200;
}

void orders_register(struct mg_context *server)
{
    printf("key %.4s…\n", api_key);
    mg_set_request_handler(server, "/api/orders", search, NULL);
    mg_set_request_handler(server, "/api/order", by_id, NULL);
    mg_set_request_handler(server, "/api/prices", prices, NULL);
    mg_set_request_handler(server, "/api/login", login, NULL);
}
