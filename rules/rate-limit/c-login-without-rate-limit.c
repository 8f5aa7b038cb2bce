#include <crypt.h>
#include <string.h>
#include "civetweb.h"

#define VERIFY(password, stored) (strcmp(crypt((password), (stored)), (stored)) == 0)

struct user {
    char password[128];
    int attempts;
};

struct user *find_user(const char *name);

int login(struct mg_connection *conn, void *data)
{
    char password[64];
    struct user *user = find_user("x");
    mg_get_var("", 0, "password", password, sizeof password);
    // ruleid: c-login-without-rate-limit
    const char *hash = crypt(password, user->password);
    return hash && CRYPTO_memcmp(hash, user->password, 13) == 0 ? 200 : 401;
}

enum MHD_Result login_mhd(void *cls, struct MHD_Connection *connection, const char *url)
{
    struct user *user = find_user(url);
    const char *given = MHD_lookup_connection_value(connection, MHD_POSTDATA_KIND, "password");
    char *stored = user->password;
    // ruleid: c-login-without-rate-limit
    if (crypto_pwhash_str_verify(stored, given, strlen(given)) != 0)
        return MHD_NO;
    return MHD_YES;
}

static int check_password(const struct user *user, const char *password)
{
    // ok: c-login-without-rate-limit
    return argon2id_verify(user->password, password, strlen(password)) == 0;
}

int by_wrapper(struct http_request *req)
{
    // ruleid: c-login-without-rate-limit
    return check_password(find_user(req->path), req->agent) ? 200 : 401;
}

int by_macro(struct mg_connection *conn, const char *password)
{
    // todoruleid: c-login-without-rate-limit
    return VERIFY(password, find_user("x")->password) ? 200 : 401;
}

int limited(struct mg_connection *conn, const char *password)
{
    if (!rate_limit_allows(mg_get_request_info(conn)->remote_addr))
        return 429;
    // ok: c-login-without-rate-limit
    return check_password(find_user("x"), password) ? 200 : 401;
}

int counted(struct mg_connection *conn, const char *password)
{
    struct user *user = find_user("x");
    if (user->attempts > 10)
        return 403;
    user->attempts++;
    // ok: c-login-without-rate-limit
    return check_password(user, password) ? 200 : 401;
}

// No handler: a tool.
int ask(const char *typed, const struct user *user)
{
    // ok: c-login-without-rate-limit
    return strcmp(crypt(typed, user->password), user->password) == 0;
}

static bool may_enter(struct mg_http_message *hm)
{
    char user[64], given[64];
    mg_http_creds(hm, user, sizeof user, given, sizeof given);
    // ruleid: c-login-without-rate-limit
    return strcmp(given, find_user(user)->password) == 0;
}

static int by_digest(struct mg_connection *conn, void *data)
{
    // ruleid: c-login-without-rate-limit
    if (!mg_check_digest_access_authentication(conn, "shop", "/etc/shop.users"))
        return 401;
    return 200;
}

enum MHD_Result by_basic(void *cls, struct MHD_Connection *connection, const char *url)
{
    if (attempts_of(connection) > 10)
        return MHD_NO;
    // ok: c-login-without-rate-limit
    void *info = MHD_basic_auth_get_username_password3(connection);
    return info ? MHD_YES : MHD_NO;
}
