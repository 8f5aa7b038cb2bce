/* Kore: a module of pages, a websocket, and what is asked of another server. */
#include <kore/kore.h>
#include <kore/http.h>

#include <kore/curl.h>

int page(struct http_request *);
int upload(struct http_request *);
int store(struct http_request *);
int stream(struct http_request *);
int forward(struct http_request *);
int connect_socket(struct http_request *);
void on_message(struct connection *, u_int8_t, void *, size_t);
int read_list(const char *);

/* Arguments, headers and cookies of a request. */
int page(struct http_request *req)
{
    char *name, *sort, *session, *words[4], small[32];
    const char *from, *accept;
    size_t size;
    http_populate_qs(req), http_populate_cookies(req);
    if (!http_argument_get_string(req, "name", &name) ||
        !http_argument_get(req, "sort", (void **)&sort, NULL, HTTP_ARG_TYPE_STRING)) {
        http_response_close(req, HTTP_STATUS_BAD_REQUEST, "no name", 7);
        return KORE_RESULT_OK;
    }
    http_request_header(req, "x-from", &from);
    http_request_header_get(req, "accept", (void **)&accept, NULL, HTTP_ARG_TYPE_STRING);
    http_request_cookie(req, "session", &session);
    kore_log(LOG_INFO, "%s?%s of %s by %s from %s", req->path, req->query_string, req->host,
             req->agent, req->referer);
    char *copy = kore_strdup(name);
    kore_split_string(copy, ",", words, 4);
    kore_strlcpy(small, words[0], sizeof small);
    struct kore_buf *buf = kore_buf_alloc(256);
    kore_buf_append(buf, name, strlen(name));
    kore_buf_appendf(buf, " %s %s %s", kore_text_trim(sort, strlen(sort)), from, accept);
    http_response_cookie(req, "last", small, "/", 0, 3600, NULL);
    http_response_header(req, "content-type", "text/plain");
    kore_log(LOG_INFO, "%s", kore_buf_stringify(buf, NULL));
    u_int8_t *text = kore_buf_release(buf, &size);
    http_response(req, HTTP_STATUS_OK, text, size);
    kore_free(text), kore_free(copy);
    return KORE_RESULT_OK;
}

/* Forms with files. */
int upload(struct http_request *req)
{
    u_int8_t part[1024];
    struct http_arg *arg;
    http_populate_multipart_form(req);
    struct http_file *file = http_file_lookup(req, "picture");
    ssize_t size = http_file_read(file, part, sizeof part);
    kore_log(LOG_INFO, "%s, %s: %zd bytes", file->name, file->filename, size);
    TAILQ_FOREACH(arg, &req->arguments, list)
    kore_log(LOG_INFO, "%s is %s", arg->name, arg->s_value);
    http_response(req, HTTP_STATUS_OK, part, (size_t)size);
    return KORE_RESULT_OK;
}

/* A body of JSON. */
int store(struct http_request *req)
{
    struct kore_json json;
    u_int8_t *plain;
    size_t size;
    kore_json_init(&json, req->http_body->data, req->http_body->offset);
    if (!kore_json_parse(&json)) {
        http_response(req, HTTP_STATUS_BAD_REQUEST, NULL, 0);
        return KORE_RESULT_OK;
    }
    struct kore_json_item *order = kore_json_find_object(json.root, "order");
    struct kore_json_item *list = kore_json_find_array(order, "list");
    struct kore_json_item *name = kore_json_find_string(order, "name");
    struct kore_json_item *code = kore_json_find(order, "code", KORE_JSON_TYPE_STRING);
    kore_base64_decode(code->data.string, &plain, &size);
    kore_log(LOG_INFO, "%s: %.*s", name->data.string, (int)size, plain);
    http_response_json(req, HTTP_STATUS_OK, list);
    kore_json_cleanup(&json);
    return KORE_RESULT_OK;
}

int stream(struct http_request *req)
{
    char *body = kore_malloc(1024);
    ssize_t size = http_body_read(req, body, 1024);
    http_response_stream(req, HTTP_STATUS_OK, body, (size_t)size, NULL, NULL);
    return KORE_RESULT_OK;
}

int forward(struct http_request *req)
{
    struct kore_curl client;
    if (!kore_curl_init(&client, "http://127.0.0.1:8081/", KORE_CURL_ASYNC))
        http_response(req, HTTP_STATUS_BAD_GATEWAY, NULL, 0);
    return KORE_RESULT_OK;
}

int connect_socket(struct http_request *req)
{
    kore_websocket_handshake(req, NULL, "on_message", NULL);
    return KORE_RESULT_OK;
}

void on_message(struct connection *c, u_int8_t op, void *data, size_t len)
{
    kore_websocket_send(c, op, data, len);
    kore_websocket_broadcast(c, op, data, len, WEBSOCKET_BROADCAST_GLOBAL);
}

int read_list(const char *path)
{
    char line[256];
    FILE *file = fopen(path, "r");
    if (file == NULL)
        fatal("%s: %s", path, errno_s);
    while (kore_read_line(file, line, sizeof line) != NULL)
        kore_log(LOG_INFO, "%s", line);
    if (ferror(file))
        fatalx("cannot read %s", path);
    return fclose(file);
}
