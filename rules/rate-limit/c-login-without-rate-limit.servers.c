// A password is checked by a handler of each server.
#include <crypt.h>
#include <string.h>

extern char *stored;

static ngx_int_t ngx_http_login_handler(ngx_http_request_t *r)
{
    // ruleid: c-login-without-rate-limit
    char *hash = crypt((char *)r->headers_in.passwd.data, stored);
    return strcmp(hash, stored) == 0 ? NGX_OK : NGX_HTTP_UNAUTHORIZED;
}

static void on_event(struct mg_connection *c, int ev, void *ev_data)
{
    char user[32], pass[32];
    mg_http_creds(ev_data, user, sizeof user, pass, sizeof pass);
    // ruleid: c-login-without-rate-limit
    mg_http_reply(c, crypto_pwhash_str_verify(stored, pass, strlen(pass)) == 0 ? 200 : 403, "", "");
}

static void on_counted_event(struct mg_connection *c, int ev, void *ev_data)
{
    char user[32], pass[32];
    mg_http_creds(ev_data, user, sizeof user, pass, sizeof pass);
    if (attempts_of(user) > 10)
        mg_http_reply(c, 429, "Retry-After: 900\r\n", "");
    else
        // ok: c-login-without-rate-limit
        mg_http_reply(c, crypto_pwhash_str_verify(stored, pass, strlen(pass)) == 0 ? 200 : 403, "", "");
}

int login(struct http_request *req)
{
    char *pass;
    http_argument_get_string(req, "pass", &pass);
    // ruleid: c-login-without-rate-limit
    if (crypto_pwhash_str_verify(stored, pass, strlen(pass)) != 0)
        http_response(req, 403, NULL, 0);
    return KORE_RESULT_OK;
}

static void on_request(struct evhttp_request *req, void *arg)
{
    // ruleid: c-login-without-rate-limit
    if (crypto_pwhash_str_verify(stored, arg, 8) != 0)
        evhttp_send_error(req, 403, NULL);
}

static int on_h2o(h2o_handler_t *self, h2o_req_t *req)
{
    // ruleid: c-login-without-rate-limit
    return crypto_pwhash_str_verify(stored, req->entity.base, req->entity.len);
}

static onion_connection_status on_onion(void *data, onion_request *req, onion_response *res)
{
    const char *pass = onion_request_get_post(req, "pass");
    // ruleid: c-login-without-rate-limit
    return crypto_pwhash_str_verify(stored, pass, strlen(pass)) == 0 ? OCS_PROCESSED : OCS_FORBIDDEN;
}

static int on_ulfius(const struct _u_request *request, struct _u_response *response, void *data)
{
    const char *pass = request->auth_basic_password;
    // ruleid: c-login-without-rate-limit
    if (crypto_pwhash_str_verify(stored, pass, strlen(pass)) != 0)
        return U_CALLBACK_UNAUTHORIZED;
    return U_CALLBACK_CONTINUE;
}

static void on_soup(SoupServer *server, SoupServerMessage *msg, const char *path, GHashTable *query, gpointer data)
{
    const char *pass = g_hash_table_lookup(query, "pass");
    // ruleid: c-login-without-rate-limit
    if (crypto_pwhash_str_verify(stored, pass, strlen(pass)) != 0)
        soup_server_message_set_status(msg, 403, NULL);
}

static enum lwan_http_status on_lwan(struct lwan_request *request, struct lwan_response *response, void *data)
{
    const char *pass = lwan_request_get_post_param(request, "pass");
    // ruleid: c-login-without-rate-limit
    return crypto_pwhash_str_verify(stored, pass, strlen(pass)) == 0 ? HTTP_OK : HTTP_FORBIDDEN;
}

static void on_facil(http_s *h)
{
    // ruleid: c-login-without-rate-limit
    if (crypto_pwhash_str_verify(stored, fiobj_obj2cstr(h->query).data, 8) != 0)
        http_send_error(h, 403);
}

static void on_evhtp(evhtp_request_t *req, void *arg)
{
    const char *pass = evhtp_kv_find(req->uri->query, "pass");
    // ruleid: c-login-without-rate-limit
    evhtp_send_reply(req, crypto_pwhash_str_verify(stored, pass, strlen(pass)) == 0 ? 200 : 403);
}

int serve(FCGX_Request *request)
{
    char pass[64];
    while (FCGX_Accept_r(request) == 0) {
        FCGX_GetStr(pass, sizeof pass, request->in);
        // ruleid: c-login-without-rate-limit
        if (crypto_pwhash_str_verify(stored, pass, strlen(pass)) != 0)
            FCGX_PutS("Status: 403\r\n\r\n", request->out);
    }
    return 0;
}

int main(void)
{
    char pass[64];
    while (FCGI_Accept() >= 0) {
        FCGI_fgets(pass, sizeof pass, FCGI_stdin);
        // ruleid: c-login-without-rate-limit
        if (crypto_pwhash_str_verify(stored, pass, strlen(pass)) != 0)
            FCGI_puts("Status: 403\r\n\r");
    }
    return 0;
}

int cgiMain(void)
{
    char pass[64];
    cgiFormString("pass", pass, sizeof pass);
    // ruleid: c-login-without-rate-limit
    if (crypto_pwhash_str_verify(stored, pass, strlen(pass)) != 0)
        cgiHeaderStatus(403, "Forbidden");
    return 0;
}

int change(const char *old)
{
    // ok: c-login-without-rate-limit
    return crypto_pwhash_str_verify(stored, old, strlen(old));
}
