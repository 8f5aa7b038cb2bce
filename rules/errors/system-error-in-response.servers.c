// A handler of each server that answers with the system's or the database's own words.
#include <errno.h>
#include <sqlite3.h>
#include <string.h>

extern sqlite3 *db;

// ---- nginx: what a chain of buffers holds is the answer

static ngx_int_t ngx_http_send_text(ngx_http_request_t *r, u_char *text, size_t size)
{
    ngx_chain_t out;
    ngx_buf_t *b = ngx_calloc_buf(r->pool);
    b->pos = text;
    b->last = text + size;
    b->memory = 1;
    b->last_buf = 1;
    out.buf = b;
    out.next = NULL;
    // ruleid: system-error-in-response
    return ngx_http_output_filter(r, &out);
}

static ngx_int_t ngx_http_told_handler(ngx_http_request_t *r)
{
    char *why = strerror(errno);
    return ngx_http_send_text(r, (u_char *)why, strlen(why));
}

static ngx_int_t ngx_http_printed_handler(ngx_http_request_t *r)
{
    ngx_chain_t out;
    ngx_buf_t *b = ngx_create_temp_buf(r->pool, 256);
    b->last = ngx_sprintf(b->pos, "cannot open: %s", strerror(errno));
    out.buf = b;
    out.next = NULL;
    // ruleid: system-error-in-response
    return ngx_http_output_filter(r, &out);
}

static ngx_int_t ngx_http_logged_handler(ngx_http_request_t *r)
{
    ngx_chain_t out;
    ngx_buf_t *b = ngx_create_temp_buf(r->pool, 256);
    // ok: system-error-in-response
    ngx_log_error(NGX_LOG_ERR, r->connection->log, errno, "cannot open: %s", strerror(errno));
    b->last = ngx_sprintf(b->pos, "something went wrong");
    out.buf = b;
    out.next = NULL;
    // ok: system-error-in-response
    return ngx_http_output_filter(r, &out);
}

// ---- Mongoose

static void on_event(struct mg_connection *c, int ev, void *ev_data)
{
    if (ev != MG_EV_HTTP_MSG || ev_data == NULL)
        return;
    // ruleid: system-error-in-response
    mg_http_reply(c, 500, "", "open: %s", strerror(errno));
    char *json = mg_mprintf("{%m:%m}", MG_ESC("error"), MG_ESC(sqlite3_errmsg(db)));
    // ruleid: system-error-in-response
    mg_http_reply(c, 500, "Content-Type: application/json\r\n", "%s", json);
    // ruleid: system-error-in-response
    mg_http_printf_chunk(c, "%s", sqlite3_errmsg(db));
    // ok: system-error-in-response
    MG_ERROR(("open: %s", strerror(errno)));
    // ok: system-error-in-response
    mg_http_reply(c, 500, "", "error %d", errno);
}

// Mongoose 6
static void on_old_event(struct mg_connection *nc, int ev, void *ev_data)
{
    if (ev != MG_EV_HTTP_REQUEST || ev_data == NULL)
        return;
    // ruleid: system-error-in-response
    mg_http_send_error(nc, 500, strerror(errno));
    // ruleid: system-error-in-response
    mg_printf_http_chunk(nc, "%s", sqlite3_errmsg(db));
}

// ---- Kore

int fail(struct http_request *req)
{
    // ruleid: system-error-in-response
    http_response(req, 500, errno_s, strlen(errno_s));
    struct kore_buf *buf = kore_buf_alloc(128);
    kore_buf_appendf(buf, "db: %s", sqlite3_errmsg(db));
    // ruleid: system-error-in-response
    http_response(req, 500, buf->data, buf->offset);
    // ok: system-error-in-response
    kore_log(LOG_ERR, "db: %s", errno_s);
    return KORE_RESULT_OK;
}

// ---- libevent

static void on_request(struct evhttp_request *req, void *arg)
{
    struct evbuffer *buf = evbuffer_new();
    // ruleid: system-error-in-response
    evbuffer_add_printf(buf, "open: %s", strerror(errno));
    // ruleid: system-error-in-response
    evhttp_send_error(req, 500, strerror(errno));
    // ruleid: system-error-in-response
    evhttp_send_reply(req, 500, sqlite3_errmsg(db), NULL);
    // ok: system-error-in-response
    event_warn("open: %s", strerror(errno));
}

// ---- FastCGI, qDecoder, libcgi

static void on_fastcgi(FCGX_Request *request)
{
    // ruleid: system-error-in-response
    FCGX_FPrintF(request->out, "open: %s", strerror(errno));
    // ruleid: system-error-in-response
    FCGX_PutS(sqlite3_errmsg(db), request->out);
    // ok: system-error-in-response
    FCGX_FPrintF(request->out, "error %d", errno);
}

static void on_qdecoder(qentry_t *req)
{
    qcgires_setcontenttype(req, "text/plain");
    // ruleid: system-error-in-response
    printf("open: %s", strerror(errno));
    // ok: system-error-in-response
    fprintf(stderr, "open: %s", strerror(errno));
}

static void on_libcgi(void)
{
    cgi_init_headers();
    // ruleid: system-error-in-response
    puts(sqlite3_errmsg(db));
}

// ---- H2O, Onion, Ulfius, libsoup, Lwan, facil.io

static int on_h2o(h2o_handler_t *self, h2o_req_t *req)
{
    const char *why = sqlite3_errmsg(db);
    // ruleid: system-error-in-response
    h2o_send_inline(req, why, strlen(why));
    // ruleid: system-error-in-response
    h2o_send_error_500(req, "Internal Server Error", strerror(errno), 0);
    // ok: system-error-in-response
    h2o_send_error_500(req, "Internal Server Error", "something went wrong", 0);
    return 0;
}

static onion_connection_status on_onion(void *data, onion_request *req, onion_response *res)
{
    // ruleid: system-error-in-response
    onion_response_printf(res, "open: %s", strerror(errno));
    // ruleid: system-error-in-response
    onion_response_write0(res, sqlite3_errmsg(db));
    // ruleid: system-error-in-response
    return onion_shortcut_response(strerror(errno), 500, req, res);
}

static int on_ulfius(const struct _u_request *request, struct _u_response *response, void *data)
{
    char *text = msprintf("open: %s", strerror(errno));
    // ruleid: system-error-in-response
    ulfius_set_string_body_response(response, 500, text);
    json_t *body = json_pack("{s:s}", "error", sqlite3_errmsg(db));
    // ruleid: system-error-in-response
    ulfius_set_json_body_response(response, 500, body);
    // ok: system-error-in-response
    y_log_message(Y_LOG_LEVEL_ERROR, "open: %s", strerror(errno));
    return U_CALLBACK_CONTINUE;
}

static void on_soup(SoupServer *server, SoupServerMessage *msg, const char *path, GHashTable *query, gpointer data)
{
    GError *error = NULL;
    g_file_get_contents("/srv/list", NULL, NULL, &error);
    // ruleid: system-error-in-response
    soup_server_message_set_response(msg, "text/plain", SOUP_MEMORY_COPY, error->message, strlen(error->message));
    // ok: system-error-in-response
    g_warning("%s", error->message);
}

LWAN_HANDLER(page)
{
    // ruleid: system-error-in-response
    lwan_strbuf_append_printf(response->buffer, "open: %s", strerror(errno));
    // ruleid: system-error-in-response
    lwan_strbuf_append_strz(response->buffer, sqlite3_errmsg(db));
    return HTTP_OK;
}

static void on_facil(http_s *h)
{
    const char *why = strerror(errno);
    // ruleid: system-error-in-response
    http_send_body(h, (void *)why, strlen(why));
}

// ---- by way of JSON

static void by_cjson(struct http_request *req)
{
    cJSON *root = cJSON_CreateObject(), *list = cJSON_CreateArray();
    cJSON_AddItemToArray(list, cJSON_CreateString(strerror(errno)));
    cJSON_AddItemToObject(root, "errors", list);
    cJSON_AddStringToObject(root, "name", "shop");
    char *text = cJSON_PrintUnformatted(root);
    // ruleid: system-error-in-response
    http_response(req, 500, text, strlen(text));
    cJSON *other = cJSON_CreateObject();
    cJSON_AddStringToObject(other, "name", "shop");
    cJSON_AddNumberToObject(other, "error", errno);
    char *plain = cJSON_PrintUnformatted(other);
    // ok: system-error-in-response
    http_response(req, 500, plain, strlen(plain));
}

static void by_json_c(struct http_request *req)
{
    struct json_object *root = json_object_new_object(), *list = json_object_new_array();
    json_object_array_add(list, json_object_new_string(strerror(errno)));
    json_object_object_add(root, "errors", list);
    const char *text = json_object_to_json_string(root);
    // ruleid: system-error-in-response
    http_response(req, 500, text, strlen(text));
}

static void by_jansson(struct http_request *req)
{
    json_t *root = json_object(), *list = json_array();
    json_array_append_new(list, json_string(strerror(errno)));
    json_object_set_new(root, "errors", list);
    char *text = json_dumps(root, 0);
    // ruleid: system-error-in-response
    http_response(req, 500, text, strlen(text));
}

static void by_parson(struct http_request *req)
{
    JSON_Value *root = json_value_init_object();
    JSON_Object *object = json_value_get_object(root);
    json_object_set_string(object, "error", strerror(errno));
    char *text = json_serialize_to_string(json_object_get_wrapping_value(object));
    // ruleid: system-error-in-response
    http_response(req, 500, text, strlen(text));
}

static void by_yyjson(struct http_request *req)
{
    size_t size = 0;
    yyjson_mut_doc *doc = yyjson_mut_doc_new(NULL);
    yyjson_mut_val *root = yyjson_mut_obj(doc);
    yyjson_mut_doc_set_root(doc, root);
    yyjson_mut_obj_add_strcpy(doc, root, "error", strerror(errno));
    char *text = yyjson_mut_write(doc, 0, &size);
    // ruleid: system-error-in-response
    http_response(req, 500, text, size);
}
