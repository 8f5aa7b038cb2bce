#include <microhttpd.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>
#include "civetweb.h"

#define NOTE(text) syslog(LOG_INFO, "login: %s", (text))

struct login {
    char name[64];
    char password[64];
};

static void note(const char *name, const char *secret)
{
    // ruleid: c-password-in-log
    fprintf(stderr, "login of %s with %s\n", name, secret);
}

int all(struct mg_connection *conn, struct login *login)
{
    char password[64];
    const char *query = mg_get_request_info(conn)->query_string;
    mg_get_var(query, strlen(query), "password", password, sizeof password);
    // ruleid: c-password-in-log
    syslog(LOG_INFO, "tried %s", password);
    const char *same = password;
    // ruleid: c-password-in-log
    NOTE(same);
    mg_get_var(query, strlen(query), "user_password", login->password, sizeof login->password);
    mg_get_var(query, strlen(query), "name", login->name, sizeof login->name);
    // ruleid: c-password-in-log
    mg_cry(conn, "no user with %s", login->password);
    note(login->name, login->password);
    // ok: c-password-in-log
    syslog(LOG_INFO, "login of %s", login->name);
    // ok: c-password-in-log
    syslog(LOG_INFO, "password of %zu letters", strlen(password));
    // ok: c-password-in-log
    fprintf(stderr, "wrong password\n");
    return 401;
}

void basic(struct MHD_Connection *connection)
{
    char *password = NULL;
    char *name = MHD_basic_auth_get_username_password(connection, &password);
    // ruleid: c-password-in-log
    fprintf(stderr, "%s %s\n", name, password);
}
