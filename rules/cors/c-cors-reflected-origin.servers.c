// The origin that asks is allowed, by a handler of each server.
#include <stdio.h>
#include <string.h>

static ngx_int_t ngx_http_cors_handler(ngx_http_request_t *r)
{
    ngx_table_elt_t *h = ngx_list_push(&r->headers_out.headers);
    h->hash = 1;
    ngx_str_set(&h->key, "Access-Control-Allow-Origin");
    // ruleid: c-cors-reflected-origin
    h->value = r->headers_in.origin->value;
    return NGX_OK;
}

static ngx_int_t ngx_http_other_handler(ngx_http_request_t *r)
{
    ngx_table_elt_t *h = ngx_list_push(&r->headers_out.headers);
    h->hash = 1;
    ngx_str_set(&h->key, "X-Origin");
    // ok: c-cors-reflected-origin
    h->value = r->headers_in.origin->value;
    return NGX_OK;
}

static void on_event(struct mg_connection *c, int ev, void *ev_data)
{
    char line[256];
    struct mg_http_message *hm = (struct mg_http_message *)ev_data;
    struct mg_str *origin = mg_http_get_header(hm, "Origin");
    // ruleid: c-cors-reflected-origin
    mg_snprintf(line, sizeof line, "Access-Control-Allow-Origin: %.*s\r\n", (int)origin->len, origin->buf);
    mg_http_reply(c, 200, line, "%s", "{}");
    // ruleid: c-cors-reflected-origin
    mg_printf(c, "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: %.*s\r\n\r\n", (int)origin->len, origin->buf);
    // ok: c-cors-reflected-origin
    MG_INFO(("asked by %.*s", (int)origin->len, origin->buf));
}

int page(struct http_request *req)
{
    const char *origin;
    http_request_header(req, "origin", &origin);
    // ruleid: c-cors-reflected-origin
    http_response_header(req, "access-control-allow-origin", origin);
    // ok: c-cors-reflected-origin
    http_response_header(req, "vary", "origin");
    return KORE_RESULT_OK;
}

static void on_request(struct evhttp_request *req, void *arg)
{
    struct evkeyvalq *in = evhttp_request_get_input_headers(req);
    struct evkeyvalq *out = evhttp_request_get_output_headers(req);
    // ruleid: c-cors-reflected-origin
    evhttp_add_header(out, "Access-Control-Allow-Origin", evhttp_find_header(in, "Origin"));
    const char *origin = evhttp_find_header(in, "Origin");
    if (strcmp(origin, "https://app.example.com") == 0)
        // ok: c-cors-reflected-origin
        evhttp_add_header(out, "Access-Control-Allow-Origin", origin);
}

static void on_fastcgi(FCGX_Request *request)
{
    const char *origin = FCGX_GetParam("HTTP_ORIGIN", request->envp);
    // ruleid: c-cors-reflected-origin
    FCGX_FPrintF(request->out, "Access-Control-Allow-Origin: %s\r\n", origin);
}

static int on_h2o(h2o_handler_t *self, h2o_req_t *req)
{
    ssize_t index = h2o_find_header_by_str(&req->headers, H2O_STRLIT("origin"), -1);
    // ruleid: c-cors-reflected-origin
    h2o_add_header_by_str(&req->pool, &req->res.headers, H2O_STRLIT("access-control-allow-origin"), 0, NULL, req->headers.entries[index].value.base, req->headers.entries[index].value.len);
    // ok: c-cors-reflected-origin
    h2o_add_header_by_str(&req->pool, &req->res.headers, H2O_STRLIT("x-origin"), 0, NULL, req->headers.entries[index].value.base, req->headers.entries[index].value.len);
    return 0;
}

static onion_connection_status on_onion(void *data, onion_request *req, onion_response *res)
{
    // ruleid: c-cors-reflected-origin
    onion_response_set_header(res, "Access-Control-Allow-Origin", onion_request_get_header(req, "Origin"));
    return OCS_PROCESSED;
}

static int on_ulfius(const struct _u_request *request, struct _u_response *response, void *data)
{
    // ruleid: c-cors-reflected-origin
    u_map_put(response->map_header, "Access-Control-Allow-Origin", u_map_get(request->map_header, "Origin"));
    // ruleid: c-cors-reflected-origin
    ulfius_add_header_to_response(response, "Access-Control-Allow-Origin", u_map_get_case(request->map_header, "origin"));
    return U_CALLBACK_CONTINUE;
}

static void on_soup(SoupServer *server, SoupServerMessage *msg, const char *path, GHashTable *query, gpointer data)
{
    SoupMessageHeaders *in = soup_server_message_get_request_headers(msg);
    SoupMessageHeaders *out = soup_server_message_get_response_headers(msg);
    // ruleid: c-cors-reflected-origin
    soup_message_headers_replace(out, "Access-Control-Allow-Origin", soup_message_headers_get_one(in, "Origin"));
}
