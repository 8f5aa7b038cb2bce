#include "service.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <signal.h>
#include <unistd.h>

static const char session_cookie[] = "__Host-sid";

/* The log: what happened in one line each, for whoever runs the server. */
static void log_event(void *arg, const mlg_event *event)
{
    (void)arg;
    fprintf(stderr, "guard %d %s rule=%s id=%s reason=%s %.*s\n", event->outcome, event->control,
            event->rule ? event->rule : "-", event->id ? event->id : "-", event->reason,
            (int)event->detail_len, event->detail ? event->detail : "");
}

static int policy_init(service *self, const char *folder)
{
    static const char *const origins[] = {"https://app.example.org"};
    char path[512], secret[32];
    mlg_env env = {.log = log_event};
    mlg_policy_options options;
    mlg_policy_options_init(&options);
    snprintf(path, sizeof path, "%s/limit", folder);
    options.limit.path = path;
    options.limit.limit = 200;
    options.account_limit.limit = 10;
    options.cors.origins = origins;
    options.cors.origin_count = 1;
    /* Of this example alone: a secret that lasts comes from outside the code. */
    const char *given = getenv("SERVICE_SECRET");
    if (!given)
        randombytes_buf(secret, sizeof secret);
    options.csrf.secret = given ? given : secret;
    options.csrf.secret_len = given ? strlen(given) : sizeof secret;
    int error = mlg_policy_new(&env, &options, &self->policy);
    if (error)
        fprintf(stderr, "policy: %s\n", mlg_error_text(error));
    return error;
}

int service_init(service *self, const char *folder, int bare)
{
    memset(self, 0, sizeof *self);
    if (sodium_init() < 0 || (!bare && policy_init(self, folder) != MLG_OK))
        return -1;
    char hash[crypto_pwhash_STRBYTES];
    sqlite3_stmt *add;
    if (sqlite3_open_v2(":memory:", &self->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX,
                        NULL) != SQLITE_OK ||
        sqlite3_exec(self->db,
                     "create table users(name text primary key, hash text);"
                     "create table goods(name text, price integer);"
                     "insert into goods values('red ink', 3), ('blue ink', 4), ('paper <a4>', 5)",
                     NULL, NULL, NULL) != SQLITE_OK ||
        crypto_pwhash_str(hash, "correct horse", 13, crypto_pwhash_OPSLIMIT_MIN,
                          crypto_pwhash_MEMLIMIT_MIN) != 0 ||
        sqlite3_prepare_v2(self->db, "insert into users values('anna', ?1)", -1, &add, NULL) !=
            SQLITE_OK)
        return -1;
    sqlite3_bind_text(add, 1, hash, -1, SQLITE_TRANSIENT);
    int done = sqlite3_step(add) == SQLITE_DONE;
    sqlite3_finalize(add);
    return done ? 0 : -1;
}

void service_release(service *self)
{
    mlg_policy_free(self->policy);
    sqlite3_close(self->db);
}

void service_limit_life(void)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    alarm(60);
}

/* ---- answers
 * -------------------------------------------------------------------------------------------- */

static void set_header(void *arg, const char *name, const char *value, int append)
{
    service_response *to = arg;
    (void)append; /* the same header twice says the same as one with both values */
    if (to->header_count == SERVICE_HEADERS_MAX)
        return;
    size_t i = to->header_count++;
    snprintf(to->names[i], sizeof to->names[i], "%s", name);
    snprintf(to->header[i].value, sizeof to->header[i].value, "%s", value);
    to->header[i].name = to->names[i];
}

static void answer(service_response *response, int status, const char *type, const char *body)
{
    response->status = status;
    response->type = type;
    int len = snprintf(response->body, sizeof response->body, "%s", body);
    response->body_len = len < 0                               ? 0
                         : (size_t)len < sizeof response->body ? (size_t)len
                                                               : sizeof response->body - 1;
}

static void answer_error(const service *self, const service_request *request,
                         service_response *response)
{
    const char *detail = sqlite3_errmsg(self->db);
    if (!self->policy) {
        answer(response, 500, "text/plain", detail);
        return;
    }
    mlg_answer safe;
    mlg_policy_error(self->policy, 500, detail, strlen(detail), &request->guard, &safe);
    answer(response, safe.status, safe.content_type, safe.body);
}

/* ---- forms
 * ------------------------------------------------------------------------------------------------
 */

static int hex_of(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    digit = (char)(digit | 0x20);
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* The value of a field of an urlencoded form; "" when it is not there. */
static void field_get(const char *form, const char *name, char *out, size_t size)
{
    size_t len = 0, name_len = strlen(name);
    out[0] = '\0';
    for (const char *at = form; at && *at; at = strchr(at, '&') ? strchr(at, '&') + 1 : NULL) {
        if (strncmp(at, name, name_len) != 0 || at[name_len] != '=')
            continue;
        for (at += name_len + 1; *at && *at != '&' && len + 1 < size; at++) {
            char byte = *at == '+' ? ' ' : *at;
            if (byte == '%' && hex_of(at[1]) >= 0 && hex_of(at[2]) >= 0) {
                byte = (char)(hex_of(at[1]) << 4 | hex_of(at[2]));
                at += 2;
            }
            out[len++] = byte;
        }
        out[len] = '\0';
        return;
    }
}

/* ---- pages
 * -------------------------------------------------------------------------------------------------
 */

static void show_form(service *self, service_request *request, service_response *response)
{
    char session[MLG_TOKEN_SIZE(16)], token[MLG_CSRF_TOKEN_SIZE] = "",
                                      text[MLG_CSRF_TOKEN_SIZE + 128];
    if (!request->guard.session) {
        mlg_random_token(16, session, sizeof session);
        mlg_cookie cookie = {.name = session_cookie, .value = session};
        if (mlg_cookie_write(&cookie, text, sizeof text) > 0)
            set_header(response, "Set-Cookie", text, 0);
        request->guard.session = session;
    }
    if (self->policy) {
        const mlg_csrf *csrf = mlg_policy_csrf(self->policy);
        mlg_csrf_issue(csrf, request->guard.session, strlen(request->guard.session), token,
                       sizeof token);
        if (mlg_csrf_cookie(csrf, token, text, sizeof text) > 0)
            set_header(response, "Set-Cookie", text, 0);
    }
    answer(response, 200, "text/html; charset=utf-8", "");
    int len = snprintf(response->body, sizeof response->body,
                       "<!doctype html><title>Shop</title><form method=post action=/login>"
                       "<input type=hidden name=token value=\"%s\"><input name=user>"
                       "<input name=password type=password><button>Log in</button></form>\n",
                       token);
    response->body_len = (size_t)len;
}

static void log_in(service *self, service_request *request, service_response *response)
{
    char password[128];
    sqlite3_stmt *find;
    field_get(request->body, "password", password, sizeof password);
    if (sqlite3_prepare_v2(self->db, "select hash from users where name = ?1", -1, &find, NULL) !=
        SQLITE_OK) {
        answer_error(self, request, response);
        return;
    }
    sqlite3_bind_text(find, 1, request->guard.account, -1, SQLITE_TRANSIENT);
    int known = sqlite3_step(find) == SQLITE_ROW &&
                crypto_pwhash_str_verify((const char *)sqlite3_column_text(find, 0), password,
                                         strlen(password)) == 0;
    sqlite3_finalize(find);
    answer(response, known ? 200 : 401, "text/plain", known ? "welcome\n" : "no\n");
}

static void search(service *self, const service_request *request, service_response *response)
{
    char words[256], escaped[MLG_ESCAPE_HTML_SIZE(256)];
    sqlite3_stmt *find;
    field_get(request->query, "q", words, sizeof words);
    if (sqlite3_prepare_v2(self->db, "select name, price from goods where instr(name, ?1) > 0", -1,
                           &find, NULL) != SQLITE_OK) {
        answer_error(self, request, response);
        return;
    }
    sqlite3_bind_text(find, 1, words, -1, SQLITE_TRANSIENT);
    mlg_escape_html(words, strlen(words), escaped, sizeof escaped);
    answer(response, 200, "text/html; charset=utf-8", "");
    size_t len = (size_t)snprintf(response->body, sizeof response->body, "<p>%s</p><ul>", escaped);
    while (sqlite3_step(find) == SQLITE_ROW && len < sizeof response->body - 2048) {
        const char *name = (const char *)sqlite3_column_text(find, 0);
        if (mlg_escape_html(name, strlen(name), escaped, sizeof escaped) < 0)
            continue;
        len += (size_t)snprintf(response->body + len, sizeof response->body - len,
                                "<li>%s: %d</li>", escaped, sqlite3_column_int(find, 1));
    }
    len += (size_t)snprintf(response->body + len, sizeof response->body - len, "</ul>\n");
    response->body_len = len;
    sqlite3_finalize(find);
}

/* An error as they happen: a table that a migration forgot. */
static void fail(const service *self, const service_request *request, service_response *response)
{
    sqlite3_stmt *find;
    if (sqlite3_prepare_v2(self->db, "select secret from orders_2019", -1, &find, NULL) ==
        SQLITE_OK)
        sqlite3_finalize(find);
    answer_error(self, request, response);
}

static int is(const service_request *request, const char *method, const char *path)
{
    return strcmp(request->guard.method, method) == 0 && strcmp(request->guard.path, path) == 0;
}

void service_handle(service *self, service_request *request, service_response *response)
{
    char session[64] = "", account[128] = "", token[MLG_CSRF_TOKEN_SIZE] = "";
    const char *value;
    size_t len;
    response->header_count = 0;
    response->body_len = 0;
    if (request->guard.cookie &&
        mlg_cookie_find(request->guard.cookie, strlen(request->guard.cookie), session_cookie,
                        &value, &len) == MLG_ALLOW &&
        len < sizeof session) {
        memcpy(session, value, len);
        session[len] = '\0';
        request->guard.session = session;
    }
    if (is(request, "POST", "/login")) {
        field_get(request->body, "user", account, sizeof account);
        field_get(request->body, "token", token, sizeof token);
        request->guard.account = account;
        request->guard.csrf_token = token;
    }
    if (self->policy) {
        mlg_verdict verdict;
        if (mlg_policy_check(self->policy, &request->guard, set_header, response, &verdict) !=
            MLG_ALLOW) {
            answer(response, verdict.status, verdict.content_type, verdict.body);
            return;
        }
    }
    if (is(request, "GET", "/"))
        show_form(self, request, response);
    else if (is(request, "POST", "/login"))
        log_in(self, request, response);
    else if (is(request, "GET", "/search"))
        search(self, request, response);
    else if (is(request, "GET", "/fail"))
        fail(self, request, response);
    else
        answer(response, 404, "text/plain", "nothing here\n");
}
