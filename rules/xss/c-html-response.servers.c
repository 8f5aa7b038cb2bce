// A page with what came in, by a handler of each server; and the same made harmless.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ngx_int_t ngx_http_page_handler(ngx_http_request_t *r)
{
    ngx_str_t name;
    ngx_chain_t out;
    ngx_buf_t *b = ngx_create_temp_buf(r->pool, 256);
    if (ngx_http_arg(r, (u_char *)"name", 4, &name) != NGX_OK)
        return NGX_HTTP_BAD_REQUEST;
    ngx_str_set(&r->headers_out.content_type, "text/html");
    b->last = ngx_sprintf(b->pos, "<h1>%V</h1>", &name);
    out.buf = b;
    out.next = NULL;
    // ruleid: c-html-response
    return ngx_http_output_filter(r, &out);
}

static ngx_int_t ngx_http_safe_handler(ngx_http_request_t *r)
{
    u_char safe[256];
    ngx_chain_t out;
    ngx_buf_t *b = ngx_create_temp_buf(r->pool, 256);
    ngx_escape_html(safe, r->args.data, r->args.len);
    b->last = ngx_sprintf(b->pos, "<h1>%s</h1>", safe);
    out.buf = b;
    out.next = NULL;
    // ok: c-html-response
    return ngx_http_output_filter(r, &out);
}

static void on_event(struct mg_connection *c, int ev, void *ev_data)
{
    char name[64], code[128];
    struct mg_http_message *hm = (struct mg_http_message *)ev_data;
    struct mg_str caps[2];
    mg_http_get_var(&hm->query, "name", name, sizeof name);
    // ruleid: c-html-response
    mg_http_reply(c, 200, "Content-Type: text/html\r\n", "<h1>%s</h1>", name);
    if (mg_match(hm->uri, mg_str("/page/*"), caps))
        // ruleid: c-html-response
        mg_http_reply(c, 200, "Content-Type: text/html\r\n", "<h1>%.*s</h1>", (int)caps[0].len, caps[0].buf);
    mg_url_encode(name, strlen(name), code, sizeof code);
    // ok: c-html-response
    mg_http_reply(c, 200, "Content-Type: text/html\r\n", "<a href=\"/?%s\">again</a>", code);
    // ok: c-html-response
    mg_http_reply(c, 200, "Content-Type: text/html\r\n", "<h1>%d</h1>", (int)hm->body.len);
}

int page(struct http_request *req)
{
    char *name;
    struct kore_buf *buf = kore_buf_alloc(128);
    http_argument_get_string(req, "name", &name);
    kore_buf_append(buf, "<h1>", 4);
    kore_buf_append(buf, name, strlen(name));
    http_response_header(req, "content-type", "text/html");
    // ruleid: c-html-response
    http_response(req, 200, buf->data, buf->offset);
    return KORE_RESULT_OK;
}

static void on_request(struct evhttp_request *req, void *arg)
{
    struct evbuffer *buf = evbuffer_new();
    struct evkeyvalq query;
    evhttp_parse_query_str(evhttp_uri_get_query(evhttp_request_get_evhttp_uri(req)), &query);
    const char *name = evhttp_find_header(&query, "name");
    // ruleid: c-html-response
    evbuffer_add_printf(buf, "<h1>%s</h1>", name);
    char *safe = evhttp_htmlescape(name);
    // ok: c-html-response
    evbuffer_add_printf(buf, "<h1>%s</h1>", safe);
    evhttp_send_reply(req, 200, "OK", buf);
}

static void on_fastcgi(FCGX_Request *request)
{
    const char *query = FCGX_GetParam("QUERY_STRING", request->envp);
    // ruleid: c-html-response
    FCGX_FPrintF(request->out, "Content-Type: text/html\r\n\r\n<h1>%s</h1>", query);
}

static void on_qdecoder(void)
{
    qentry_t *req = qcgireq_parse(NULL, Q_CGI_ALL);
    qcgires_setcontenttype(req, "text/html");
    // ruleid: c-html-response
    printf("<h1>%s</h1>", req->getstr(req, "name", false));
}

static void on_libcgi(void)
{
    cgi_process_form();
    char *name = cgi_param("name"), *safe = htmlentities(name);
    cgi_init_headers();
    // ruleid: c-html-response
    printf("<h1>%s</h1>", name);
    // ok: c-html-response
    printf("<h1>%s</h1>", safe);
}

static int on_h2o(h2o_handler_t *self, h2o_req_t *req)
{
    h2o_iovec_t page = h2o_concat(&req->pool, h2o_iovec_init(H2O_STRLIT("<h1>")), req->path,
                                  h2o_iovec_init(H2O_STRLIT("</h1>")));
    // ruleid: c-html-response
    h2o_send_inline(req, page.base, page.len);
    h2o_iovec_t safe = h2o_htmlescape(&req->pool, req->path.base, req->path.len);
    page = h2o_concat(&req->pool, h2o_iovec_init(H2O_STRLIT("<h1>")), safe, h2o_iovec_init(H2O_STRLIT("</h1>")));
    // ok: c-html-response
    h2o_send_inline(req, page.base, page.len);
    return 0;
}

static onion_connection_status on_onion(void *data, onion_request *req, onion_response *res)
{
    const char *name = onion_request_get_query(req, "name");
    // ruleid: c-html-response
    onion_response_printf(res, "<h1>%s</h1>", name);
    // ruleid: c-html-response
    onion_response_write(res, name, strlen(name));
    char *safe = onion_html_quote(name);
    // ok: c-html-response
    onion_response_write0(res, safe);
    // ruleid: c-html-response
    return onion_shortcut_response(onion_request_get_post(req, "note"), 200, req, res);
}

static int on_ulfius(const struct _u_request *request, struct _u_response *response, void *data)
{
    char *page = msprintf("<h1>%s</h1>", u_map_get(request->map_url, "name"));
    // ruleid: c-html-response
    ulfius_set_string_body_response(response, 200, page);
    // ok: c-html-response
    ulfius_set_string_body_response(response, 200, u_map_get(request->map_url, "name"));
    return U_CALLBACK_CONTINUE;
}

static void on_soup(SoupServer *server, SoupServerMessage *msg, const char *path, GHashTable *query, gpointer data)
{
    GString *page = g_string_new("<h1>");
    g_string_append(page, g_hash_table_lookup(query, "name"));
    g_string_append(page, "</h1>");
    // ruleid: c-html-response
    soup_server_message_set_response(msg, "text/html", SOUP_MEMORY_COPY, page->str, page->len);
    GString *other = g_string_new("<h1>");
    g_string_append_printf(other, "%d</h1>", 1);
    // ok: c-html-response
    soup_server_message_set_response(msg, "text/html", SOUP_MEMORY_COPY, other->str, other->len);
}

void listen_to(SoupServer *server)
{
    soup_server_add_handler(server, NULL, on_soup, NULL, NULL);
}

LWAN_HANDLER(page)
{
    response->mime_type = "text/html";
    // ruleid: c-html-response
    lwan_strbuf_append_printf(response->buffer, "<h1>%s</h1>", lwan_request_get_query_param(request, "name"));
    return HTTP_OK;
}
