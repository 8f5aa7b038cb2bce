// What a request brings, in the ways its server's documentation reads it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- a function that is declared first

static void run(const char *text);
static int on_early(llhttp_t *parser, const char *from, size_t size);

int early(struct http_request *req)
{
    char *name;
    http_argument_get_string(req, "name", &name);
    run(name);
    return KORE_RESULT_OK;
}

static void run(const char *text)
{
    // ruleid: c-command-injection
    system(text);
}

// ---- nginx

static ngx_int_t ngx_http_headers_handler(ngx_http_request_t *r)
{
    char line[256];
    ngx_list_part_t *part = &r->headers_in.headers.part;
    ngx_table_elt_t *header = part->elts;
    for (ngx_uint_t i = 0; i < part->nelts; i++) {
        snprintf(line, sizeof line, "convert %s", header[i].value.data);
        // ruleid: c-command-injection
        system(line);
        snprintf(line, sizeof line, "convert %zu", header[i].value.len);
        // ok: c-command-injection
        system(line);
    }
    return NGX_OK;
}

static void ngx_http_body_handler(ngx_http_request_t *r)
{
    u_char *p = ngx_pnalloc(r->pool, 4096), *start = p;
    for (ngx_chain_t *in = r->request_body->bufs; in; in = in->next)
        p = ngx_cpymem(p, in->buf->pos, in->buf->last - in->buf->pos);
    *p = 0;
    // ruleid: c-command-injection
    system((char *)start);
}

static ngx_int_t ngx_http_copied_handler(ngx_http_request_t *r)
{
    ngx_str_t copy, plain;
    u_char line[256];
    copy.data = ngx_pstrdup(r->pool, &r->args);
    // ruleid: c-command-injection
    system((char *)copy.data);
    plain.data = ngx_pnalloc(r->pool, 64);
    ngx_decode_base64(&plain, &copy);
    // ruleid: c-command-injection
    system((char *)plain.data);
    ngx_snprintf(line, sizeof line, "convert %V%Z", &r->uri);
    // ruleid: c-command-injection
    system((char *)line);
    ngx_snprintf(line, sizeof line, "convert %uz%Z", r->uri.len);
    // ok: c-command-injection
    system((char *)line);
    return NGX_OK;
}

// ---- Mongoose: texts are structs that are handed on before they are read

static void on_event(struct mg_connection *c, int ev, void *ev_data)
{
    char line[256];
    struct mg_http_message *hm = (struct mg_http_message *)ev_data;
    struct mg_str caps[2], key, value, rest = hm->query, body = mg_strdup(hm->body);
    // ruleid: c-command-injection
    system(body.buf);
    if (mg_match(hm->uri, mg_str("/run/*"), caps)) {
        snprintf(line, sizeof line, "convert %.*s", (int)caps[0].len, caps[0].buf);
        // ruleid: c-command-injection
        system(line);
    }
    while (mg_span(rest, &key, &rest, '&')) {
        mg_span(key, &key, &value, '=');
        snprintf(line, sizeof line, "convert %.*s", (int)value.len, value.buf);
        // ruleid: c-command-injection
        system(line);
    }
    snprintf(line, sizeof line, "convert %d", (int)hm->body.len);
    // ok: c-command-injection
    system(line);
    struct mg_str own = mg_strdup(mg_str("convert all"));
    // ok: c-command-injection
    system(own.buf);
}

// ---- handlers in structs: by name, by place, by assignment

static int on_early(llhttp_t *parser, const char *from, size_t size)
{
    char line[256];
    snprintf(line, sizeof line, "convert %.*s", (int)size, from);
    // ruleid: c-command-injection
    return system(line) + (parser == NULL);
}

static int on_status(llhttp_t *parser, const char *from, size_t size)
{
    char line[256];
    snprintf(line, sizeof line, "convert %.*s", (int)size, from);
    // ok: c-command-injection
    return system(line) + (parser == NULL);
}

int parse(const char *text, size_t size)
{
    llhttp_t parser;
    llhttp_settings_t settings;
    llhttp_settings_init(&settings);
    settings.on_url = on_early;
    settings.on_status = on_status;
    llhttp_init(&parser, HTTP_REQUEST, &settings);
    return llhttp_execute(&parser, text, size) == HPE_OK;
}

static void echo(struct connection *, u_int8_t, void *, size_t);
static void gone(struct connection *);
static struct kore_wscbs by_place = {NULL, echo, gone};

static void echo(struct connection *to, u_int8_t kind, void *text, size_t size)
{
    // ruleid: c-command-injection
    system(text);
}

static void gone(struct connection *from)
{
    // ok: c-command-injection
    system((char *)from->name);
}

static int take(const char *field, const char *name, char *folder, size_t size, void *mine)
{
    // ruleid: c-command-injection
    system(name);
    // ok: c-command-injection
    return system(folder) + (int)size + (mine != NULL);
}

int forms(struct mg_connection *conn)
{
    struct mg_form_data_handler by_name = {.field_found = take};
    return mg_handle_form_request(conn, &by_name);
}

// ---- libevhtp, cgic, qDecoder, libcgi, libsoup, Lwan, facil.io, Onion

static void on_evhtp(evhtp_request_t *req, void *arg)
{
    // ruleid: c-command-injection
    system(req->uri->path->file);
    // ruleid: c-command-injection
    system(evhtp_kv_find(req->uri->query, "name"));
}

extern char *cgiQueryString;

int cgiMain(void)
{
    char name[81];
    cgiFormFileName("picture", name, sizeof name);
    // ruleid: c-command-injection
    system(name);
    // ruleid: c-command-injection
    return system(cgiQueryString);
}

static void on_qdecoder(void)
{
    qentry_t *req = qcgireq_parse(NULL, Q_CGI_ALL);
    // ruleid: c-command-injection
    system(req->getstr(req, "name", false));
    // ok: c-command-injection
    system(req->error);
    // ruleid: c-command-injection
    system(qcgireq_getquery(Q_CGI_GET));
}

static void on_libcgi(void)
{
    // ruleid: c-command-injection
    system(cgi_param_multiple("color"));
}

static void on_soup(SoupServer *server, SoupServerMessage *msg, const char *path, GHashTable *query, gpointer data)
{
    SoupMessageBody *body = soup_server_message_get_request_body(msg);
    // ruleid: c-command-injection
    system(body->data);
    // ruleid: c-command-injection
    system(g_hash_table_lookup(query, "name"));
    // ok: c-command-injection
    system(data);
}

void listen_to(SoupServer *server)
{
    soup_server_add_handler(server, NULL, on_soup, NULL, NULL);
}

LWAN_HANDLER(page)
{
    // ruleid: c-command-injection
    system(lwan_request_get_query_param(request, "name"));
    return HTTP_OK;
}

static void on_facil(http_s *h)
{
    fio_str_info_s path = fiobj_obj2cstr(h->path);
    // ruleid: c-command-injection
    system(path.data);
}

static onion_connection_status on_onion(void *data, onion_request *req, onion_response *res)
{
    // ruleid: c-command-injection
    system(onion_block_data(onion_request_get_data(req)));
    // ruleid: c-command-injection
    system(onion_dict_get(onion_request_get_post_dict(req), "note"));
    return OCS_PROCESSED;
}
