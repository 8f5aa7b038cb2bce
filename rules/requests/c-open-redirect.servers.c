// Sent on to where a link says, by a handler of each server.
#include <stdio.h>

static ngx_int_t ngx_http_moved_handler(ngx_http_request_t *r)
{
    ngx_str_t to;
    ngx_http_arg(r, (u_char *)"to", 2, &to);
    r->headers_out.location = ngx_list_push(&r->headers_out.headers);
    r->headers_out.location->hash = 1;
    ngx_str_set(&r->headers_out.location->key, "Location");
    // ruleid: c-open-redirect
    r->headers_out.location->value = to;
    return NGX_HTTP_MOVED_TEMPORARILY;
}

static ngx_int_t ngx_http_fixed_handler(ngx_http_request_t *r)
{
    r->headers_out.location = ngx_list_push(&r->headers_out.headers);
    r->headers_out.location->hash = 1;
    ngx_str_set(&r->headers_out.location->key, "Location");
    // ok: c-open-redirect
    ngx_str_set(&r->headers_out.location->value, "/start");
    return NGX_HTTP_MOVED_TEMPORARILY;
}

static void on_event(struct mg_connection *c, int ev, void *ev_data)
{
    char to[128], line[256];
    struct mg_http_message *hm = (struct mg_http_message *)ev_data;
    mg_http_get_var(&hm->query, "to", to, sizeof to);
    // ruleid: c-open-redirect
    mg_snprintf(line, sizeof line, "Location: %s\r\n", to);
    mg_http_reply(c, 302, line, "");
    // ok: c-open-redirect
    mg_snprintf(line, sizeof line, "Location: /goods/%s\r\n", to);
    mg_http_reply(c, 302, line, "");
}

static void on_old_event(struct mg_connection *nc, int ev, void *ev_data)
{
    char to[128];
    struct http_message *hm = (struct http_message *)ev_data;
    mg_get_http_var(&hm->query_string, "to", to, sizeof to);
    // ruleid: c-open-redirect
    mg_http_send_redirect(nc, 302, mg_mk_str(to), mg_mk_str(NULL));
}

static int on_h2o(h2o_handler_t *self, h2o_req_t *req, const struct _u_request *request)
{
    const char *to = u_map_get(request->map_url, "to");
    // ruleid: c-open-redirect
    h2o_send_redirect(req, 302, "Found", to, 8);
    // ruleid: c-open-redirect
    h2o_add_header(&req->pool, &req->res.headers, H2O_TOKEN_LOCATION, NULL, to, 8);
    // ruleid: c-open-redirect
    h2o_add_header_by_str(&req->pool, &req->res.headers, H2O_STRLIT("location"), 0, NULL, to, 8);
    // ok: c-open-redirect
    h2o_add_header_by_str(&req->pool, &req->res.headers, H2O_STRLIT("x-to"), 0, NULL, to, 8);
    return 0;
}

static onion_connection_status on_onion(void *data, onion_request *req, onion_response *res)
{
    // ruleid: c-open-redirect
    return onion_shortcut_redirect(onion_request_get_query(req, "to"), req, res);
}

static int on_ulfius(const struct _u_request *request, struct _u_response *response, void *data)
{
    // ruleid: c-open-redirect
    u_map_put(response->map_header, "Location", u_map_get(request->map_url, "to"));
    return U_CALLBACK_CONTINUE;
}

static void on_soup(SoupServer *server, SoupServerMessage *msg, const char *path, GHashTable *query, gpointer data)
{
    // ruleid: c-open-redirect
    soup_server_message_set_redirect(msg, 302, g_hash_table_lookup(query, "to"));
    // ok: c-open-redirect
    soup_server_message_set_redirect(msg, 302, "/start");
}

void listen_to(SoupServer *server)
{
    soup_server_add_handler(server, NULL, on_soup, NULL, NULL);
}

int cgiMain(void)
{
    char to[128];
    cgiFormString("to", to, sizeof to);
    // ruleid: c-open-redirect
    cgiHeaderLocation(to);
    return 0;
}

static void on_qdecoder(void)
{
    qentry_t *req = qcgireq_parse(NULL, Q_CGI_ALL);
    // ruleid: c-open-redirect
    qcgires_redirect(req, req->getstr(req, "to", false));
}
