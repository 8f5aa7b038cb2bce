/* H2O, as a library: a request's texts have a base and a length. */
#include <h2o.h>
#include <string.h>

static void log_text(h2o_iovec_t text)
{
    printf("%.*s\n", (int)text.len, text.base);
}

static void log_request(h2o_req_t *req)
{
    printf("%.*s %.*s\n", (int)req->method.len, req->method.base, (int)req->path.len,
           req->path.base);
    printf("%.*s\n", (int)req->path_normalized.len, req->path_normalized.base);
    printf("%.*s\n", (int)req->input.path.len, req->input.path.base);
    for (size_t i = 0; i != req->headers.size; i++)
        printf("%.*s\n", (int)req->headers.entries[i].value.len,
               req->headers.entries[i].value.base);
    log_text(req->authority);
}

static int on_request(h2o_handler_t *self, h2o_req_t *req)
{
    h2o_iovec_t body = h2o_strdup(&req->pool, req->entity.base, req->entity.len);
    h2o_iovec_t page = h2o_htmlescape(&req->pool, body.base, body.len);
    h2o_iovec_t whole = h2o_concat(&req->pool, h2o_iovec_init(H2O_STRLIT("<p>")), page);
    log_request(req);
    h2o_add_header(&req->pool, &req->res.headers, H2O_TOKEN_CONTENT_TYPE, NULL,
                   H2O_STRLIT("text/html"));
    h2o_set_header(&req->pool, &req->res.headers, H2O_TOKEN_CACHE_CONTROL, H2O_STRLIT("no-store"),
                   1);
    h2o_add_header_by_str(&req->pool, &req->res.headers, H2O_STRLIT("x-shop"), 0, NULL,
                          H2O_STRLIT("open"));
    h2o_set_header_by_str(&req->pool, &req->res.headers, H2O_STRLIT("x-frame-options"), 0,
                          H2O_STRLIT("DENY"), 1);
    if (self->dispose == NULL && page.len == 0)
        h2o_send_error_400(req, "Bad Request", "no text", 0);
    else
        h2o_send_inline(req, whole.base, whole.len);
    return 0;
}

static int on_file(h2o_handler_t *self, h2o_req_t *req)
{
    h2o_iovec_t type = h2o_iovec_init(H2O_STRLIT("text/plain"));
    if (self->on_req != on_file)
        h2o_send_error_generic(req, 418, "Teapot", "short and stout", 0);
    else if (req->method.len == 3 && memcmp(req->method.base, "GET", 3) == 0)
        return h2o_file_send(req, 200, "OK", "/srv/www/start.txt", type, 0);
    else if (req->method.len == 4)
        h2o_send_error_404(req, "Not Found", "no such file", 0);
    else if (req->method.len == 5)
        h2o_send_error_403(req, "Forbidden", "not yours", 0);
    else
        h2o_send_redirect(req, 302, "Found", H2O_STRLIT("/"));
    return 0;
}

static int on_broken(h2o_handler_t *self, h2o_req_t *req)
{
    if (self->on_req != on_broken)
        h2o_send_error_500(req, "Internal Server Error", "something broke", 0);
    else if (req->method.len == 3)
        h2o_send_error_502(req, "Bad Gateway", "nobody answers", 0);
    else
        h2o_send_error_503(req, "Service Unavailable", "come back later", 0);
    return 0;
}

void setup(h2o_hostconf_t *host)
{
    h2o_pathconf_t *pages = h2o_config_register_path(host, "/pages", 0);
    h2o_pathconf_t *files = h2o_config_register_path(host, "/files", 0);
    h2o_pathconf_t *broken = h2o_config_register_path(host, "/broken", 0);
    h2o_create_handler(pages, sizeof(h2o_handler_t))->on_req = on_request;
    h2o_create_handler(files, sizeof(h2o_handler_t))->on_req = on_file;
    h2o_create_handler(broken, sizeof(h2o_handler_t))->on_req = on_broken;
}
