// A header with what was decoded, by a handler of each server.
#include <stdio.h>
#include <string.h>

static void on_event(struct mg_connection *c, int ev, void *ev_data)
{
    char name[64], code[128], line[256];
    struct mg_http_message *hm = (struct mg_http_message *)ev_data;
    mg_http_get_var(&hm->query, "name", name, sizeof name);
    snprintf(line, sizeof line, "X-Name: %s\r\n", name);
    // ruleid: c-header-injection
    mg_http_reply(c, 200, line, "%s", "{}");
    mg_url_encode(name, strlen(name), code, sizeof code);
    snprintf(line, sizeof line, "X-Name: %s\r\n", code);
    // ok: c-header-injection
    mg_http_reply(c, 200, line, "%s", "{}");
}

int page(struct http_request *req)
{
    char *name;
    http_argument_get_string(req, "name", &name);
    // ruleid: c-header-injection
    http_response_header(req, "x-name", name);
    // ruleid: c-header-injection
    http_response_cookie(req, "name", name, "/", 0, 0, NULL);
    if (strchr(name, '\n') == NULL)
        // ok: c-header-injection
        http_response_header(req, "x-name", name);
    return KORE_RESULT_OK;
}

static void on_request(struct evhttp_request *req, void *arg)
{
    char *path = evhttp_uridecode(evhttp_request_get_uri(req), 0, NULL);
    // ruleid: c-header-injection
    evhttp_add_header(evhttp_request_get_output_headers(req), "X-Path", path);
    // ok: c-header-injection
    evhttp_add_header(evhttp_request_get_output_headers(req), "X-Path", evhttp_request_get_uri(req));
}

static void on_evhtp(evhtp_request_t *req, void *arg)
{
    char *name = evhttp_uridecode((char *)req->uri->query_raw, 0, NULL);
    // ruleid: c-header-injection
    evhtp_headers_add_header(req->headers_out, evhtp_header_new("X-Name", name, 0, 0));
}

static void on_fastcgi(FCGX_Request *request)
{
    char body[256];
    FCGX_GetStr(body, sizeof body, request->in);
    // ruleid: c-header-injection
    FCGX_FPrintF(request->out, "Location: /goods/%s\r\n\r\n", body);
}

int cgiMain(void)
{
    char name[81];
    cgiFormString("name", name, sizeof name);
    // ruleid: c-header-injection
    cgiHeaderCookieSetString("name", name, 3600, "/", NULL);
    // ruleid: c-header-injection
    cgiHeaderStatus(404, name);
    return 0;
}

static void on_qdecoder(void)
{
    qentry_t *req = qcgireq_parse(NULL, Q_CGI_ALL);
    // ruleid: c-header-injection
    qcgires_setcookie(req, "name", req->getstr(req, "name", false), 0, "/", NULL, false);
}

static int on_h2o(h2o_handler_t *self, h2o_req_t *req)
{
    // ruleid: c-header-injection
    h2o_add_header_by_str(&req->pool, &req->res.headers, H2O_STRLIT("x-note"), 0, NULL, req->entity.base, req->entity.len);
    // ruleid: c-header-injection
    h2o_add_header_by_str(&req->pool, &req->res.headers, "x-note", 6, 0, NULL, req->entity.base, req->entity.len);
    // ok: c-header-injection
    h2o_add_header_by_str(&req->pool, &req->res.headers, H2O_STRLIT("x-path"), 0, NULL, req->path.base, req->path.len);
    return 0;
}

static onion_connection_status on_onion(void *data, onion_request *req, onion_response *res)
{
    // ruleid: c-header-injection
    onion_response_set_header(res, "X-Name", onion_request_get_query(req, "name"));
    // ok: c-header-injection
    onion_response_set_header(res, "X-Agent", onion_request_get_header(req, "User-Agent"));
    return OCS_PROCESSED;
}

static int on_ulfius(const struct _u_request *request, struct _u_response *response, void *data)
{
    // ruleid: c-header-injection
    ulfius_add_header_to_response(response, "X-Name", u_map_get(request->map_url, "name"));
    // ruleid: c-header-injection
    ulfius_add_cookie_to_response(response, "name", u_map_get(request->map_post_body, "name"), NULL, 0, NULL, "/", 1, 1);
    // ok: c-header-injection
    ulfius_add_header_to_response(response, "X-Agent", u_map_get(request->map_header, "User-Agent"));
    return U_CALLBACK_CONTINUE;
}
