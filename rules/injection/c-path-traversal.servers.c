// A file whose name came in, by a handler of each server.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

static ngx_int_t ngx_http_file_handler(ngx_http_request_t *r)
{
    u_char path[1024];
    ngx_str_t name, whole;
    ngx_open_file_info_t of;
    ngx_http_core_loc_conf_t *clcf = ngx_http_get_module_loc_conf(r, ngx_http_core_module);
    ngx_http_arg(r, (u_char *)"file", 4, &name);
    ngx_snprintf(path, sizeof path, "/srv/%V%Z", &name);
    // ruleid: c-path-traversal
    ngx_fd_t fd = ngx_open_file(path, NGX_FILE_RDONLY, NGX_FILE_OPEN, 0);
    // ruleid: c-path-traversal
    ngx_delete_file(path);
    whole.len = name.len;
    whole.data = ngx_pstrdup(r->pool, &name);
    // ruleid: c-path-traversal
    ngx_open_cached_file(clcf->open_file_cache, &whole, &of, r->pool);
    ngx_str_t fixed = ngx_string("/srv/start.html");
    // ok: c-path-traversal
    ngx_open_cached_file(clcf->open_file_cache, &fixed, &of, r->pool);
    return fd == NGX_INVALID_FILE ? NGX_HTTP_NOT_FOUND : NGX_OK;
}

static void on_event(struct mg_connection *c, int ev, void *ev_data)
{
    char name[64], path[128];
    struct mg_http_part part;
    struct mg_http_message *hm = (struct mg_http_message *)ev_data;
    mg_http_get_var(&hm->query, "file", name, sizeof name);
    snprintf(path, sizeof path, "/srv/%s", name);
    struct mg_http_serve_opts opts = {.root_dir = path};
    // ruleid: c-path-traversal
    mg_http_serve_dir(c, hm, &opts);
    // ruleid: c-path-traversal
    mg_http_serve_file(c, hm, path, NULL);
    struct mg_http_serve_opts fixed = {.root_dir = "/srv/www"};
    // ok: c-path-traversal
    mg_http_serve_dir(c, hm, &fixed);
    for (size_t at = 0; (at = mg_http_next_multipart(hm->body, at, &part)) > 0;) {
        snprintf(path, sizeof path, "/srv/%.*s", (int)part.filename.len, part.filename.buf);
        // ruleid: c-path-traversal
        fopen(path, "w");
    }
}

static void on_checked(struct mg_connection *c, struct mg_http_message *hm)
{
    char path[128];
    struct mg_str parts[3];
    if (!mg_match(hm->uri, mg_str("/api/*/*"), parts))
        return;
    struct mg_str name = parts[1];
    if (!mg_path_is_sane(name)) {
        mg_http_reply(c, 400, "", "Bad file name\n");
        return;
    }
    mg_snprintf(path, sizeof path, "/srv/%.*s", (int)name.len, name.buf);
    // ok: c-path-traversal
    mg_http_serve_file(c, hm, path, NULL);
    mg_snprintf(path, sizeof path, "/srv/%.*s", (int)parts[2].len, parts[2].buf);
    // ruleid: c-path-traversal
    mg_http_serve_file(c, hm, path, NULL);
}

int upload(struct http_request *req)
{
    char path[256];
    struct http_file *file = http_file_lookup(req, "picture");
    snprintf(path, sizeof path, "/srv/%s", file->filename);
    // ruleid: c-path-traversal
    open(path, O_WRONLY | O_CREAT, 0600);
    return KORE_RESULT_OK;
}

static void on_request(struct evhttp_request *req, void *arg)
{
    char path[256];
    char *name = evhttp_uridecode(evhttp_uri_get_path(evhttp_request_get_evhttp_uri(req)), 0, NULL);
    snprintf(path, sizeof path, "/srv/%s", name);
    // ruleid: c-path-traversal
    open(path, O_RDONLY);
}

static void on_fastcgi(FCGX_Request *request)
{
    // ruleid: c-path-traversal
    fopen(FCGX_GetParam("PATH_INFO", request->envp), "r");
}

int cgiMain(void)
{
    char name[256];
    cgiFormFileName("picture", name, sizeof name);
    // ruleid: c-path-traversal
    fopen(name, "w");
    return 0;
}

static int on_h2o(h2o_handler_t *self, h2o_req_t *req)
{
    h2o_iovec_t path = h2o_strdup(&req->pool, req->path.base, req->path.len);
    // ruleid: c-path-traversal
    return h2o_file_send(req, 200, "OK", path.base, h2o_iovec_init(H2O_STRLIT("text/plain")), 0);
}

static onion_connection_status on_onion(void *data, onion_request *req, onion_response *res)
{
    // ruleid: c-path-traversal
    return onion_shortcut_response_file(onion_request_get_query(req, "file"), req, res);
}

static int on_ulfius(const struct _u_request *request, struct _u_response *response, void *data)
{
    // ruleid: c-path-traversal
    fopen(u_map_get(request->map_url, "file"), "r");
    return U_CALLBACK_CONTINUE;
}

static void on_soup(SoupServer *server, SoupServerMessage *msg, const char *path, GHashTable *query, gpointer data)
{
    char *file = g_build_filename("/srv", path, NULL);
    // ruleid: c-path-traversal
    fopen(file, "r");
}

void listen_to(SoupServer *server)
{
    soup_server_add_handler(server, NULL, on_soup, NULL, NULL);
}
