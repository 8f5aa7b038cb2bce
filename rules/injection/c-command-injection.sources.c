// Each way in which a request reaches a C program, as its documentation shows it.
#include <event2/buffer.h>
#include <event2/http.h>
#include <fcgiapp.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <sys/socket.h>

// ---- sockets and TLS

void sockets(int fd, SSL *ssl, mbedtls_ssl_context *mbed, gnutls_session_t gnutls, struct sockaddr *from, socklen_t *size)
{
    char one[64], two[64], three[64], four[64], five[64], six[64];
    size_t got;
    recv(fd, one, sizeof one, 0);
    // ruleid: c-command-injection
    system(one);
    recvfrom(fd, two, sizeof two, 0, from, size);
    // ruleid: c-command-injection
    system(two);
    SSL_read(ssl, three, sizeof three);
    // ruleid: c-command-injection
    system(three);
    SSL_read_ex(ssl, four, sizeof four, &got);
    // ruleid: c-command-injection
    system(four);
    mbedtls_ssl_read(mbed, five, sizeof five);
    // ruleid: c-command-injection
    system(five);
    gnutls_record_recv(gnutls, six, sizeof six);
    // ruleid: c-command-injection
    system(six);
}

void streams(int listener)
{
    char line[128], block[128];
    int client = accept4(listener, NULL, NULL, 0);
    FILE *stream = fdopen(client, "r+");
    fgets(line, sizeof line, stream);
    // ruleid: c-command-injection
    system(line);
    fread(block, 1, sizeof block, stream);
    // ruleid: c-command-injection
    system(block);
    char *long_line = NULL;
    size_t room = 0;
    getline(&long_line, &room, stream);
    // ruleid: c-command-injection
    system(long_line);
    char word[32];
    int number;
    fscanf(stream, "%31s %d", word, &number);
    // ruleid: c-command-injection
    system(word);
}

static void *serve(void *argument)
{
    char line[64];
    int client = *(int *)argument;
    read(client, line, sizeof line);
    // ruleid: c-command-injection
    system(line);
    return NULL;
}

void threads(int listener)
{
    pthread_t thread;
    int client = accept(listener, NULL, NULL);
    pthread_create(&thread, NULL, serve, &client);
}

// What is read from anywhere else.
void other(int fd)
{
    char line[64];
    read(fd, line, sizeof line);
    // ok: c-command-injection
    system(line);
}

// ---- libmicrohttpd

static enum MHD_Result answer(void *mine, struct MHD_Connection *with, const char *address, const char *how,
                              const char *which, const char *body, size_t *size, void **state)
{
    // ruleid: c-command-injection
    system(address);
    // ruleid: c-command-injection
    system(how);
    // ruleid: c-command-injection
    system(body);
    // ok: c-command-injection
    system(mine);
    return MHD_YES;
}

static enum MHD_Result each(void *mine, enum MHD_ValueKind kind, const char *name, const char *text)
{
    // ruleid: c-command-injection
    system(name);
    // ruleid: c-command-injection
    system(text);
    return MHD_YES;
}

static enum MHD_Result field(void *mine, enum MHD_ValueKind kind, const char *name, const char *file,
                             const char *type, const char *encoding, const char *text, uint64_t at, size_t size)
{
    // ruleid: c-command-injection
    system(name);
    // ruleid: c-command-injection
    system(file);
    // ruleid: c-command-injection
    system(type);
    // ruleid: c-command-injection
    system(text);
    return MHD_YES;
}

void start(struct MHD_Connection *connection)
{
    MHD_start_daemon(MHD_USE_AUTO, 8080, NULL, NULL, &answer, NULL, MHD_OPTION_END);
    MHD_get_connection_values(connection, MHD_HEADER_KIND, &each, NULL);
    MHD_create_post_processor(connection, 1024, &field, NULL);
    const char *value;
    size_t size;
    MHD_lookup_connection_value_n(connection, MHD_GET_ARGUMENT_KIND, "q", 1, &value, &size);
    // ruleid: c-command-injection
    system(value);
    char *password;
    // ruleid: c-command-injection
    system(MHD_basic_auth_get_username_password(connection, &password));
    // ruleid: c-command-injection
    system(password);
    struct MHD_BasicAuthInfo *login = MHD_basic_auth_get_username_password3(connection);
    // ruleid: c-command-injection
    system(login->username);
    // ruleid: c-command-injection
    system(MHD_digest_auth_get_username(connection));
}

// The same, where it is registered in another file.
enum MHD_Result handler(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                        const char *version, const char *upload_data, size_t *upload_data_size, void **con_cls)
{
    // ruleid: c-command-injection
    system(url);
    // ruleid: c-command-injection
    system(upload_data);
    return MHD_YES;
}

enum MHD_Result iterate_post(void *cls, enum MHD_ValueKind kind, const char *key, const char *filename,
                             const char *content_type, const char *transfer_encoding, const char *data)
{
    // ruleid: c-command-injection
    system(filename);
    // ruleid: c-command-injection
    system(data);
    return MHD_YES;
}

// ---- CivetWeb

static int on_data(struct mg_connection *conn, int bits, char *data, size_t data_len, void *mine)
{
    // ruleid: c-command-injection
    system(data);
    return 1;
}

int field_found(const char *key, const char *filename, char *path, size_t pathlen, void *user_data)
{
    // ruleid: c-command-injection
    system(key);
    // ruleid: c-command-injection
    system(filename);
    return 0;
}

int field_get(const char *key, const char *value, size_t valuelen, void *user_data)
{
    // ruleid: c-command-injection
    system(value);
    return 0;
}

void civetweb(struct mg_connection *conn, struct mg_context *ctx)
{
    const struct mg_request_info *info = mg_get_request_info(conn);
    // ruleid: c-command-injection
    system(info->request_uri);
    // ruleid: c-command-injection
    system(info->local_uri);
    // ruleid: c-command-injection
    system(info->query_string);
    // ruleid: c-command-injection
    system(info->http_headers[0].value);
    // ruleid: c-command-injection
    system(mg_get_header(conn, "X-Command"));
    char one[64], two[64], three[64], four[64], five[64];
    mg_get_var("", 0, "a", one, sizeof one);
    // ruleid: c-command-injection
    system(one);
    mg_get_var2("", 0, "a", two, sizeof two, 1);
    // ruleid: c-command-injection
    system(two);
    mg_get_cookie("", "a", three, sizeof three);
    // ruleid: c-command-injection
    system(three);
    mg_read(conn, four, sizeof four);
    // ruleid: c-command-injection
    system(four);
    mg_url_decode(info->query_string, 3, five, sizeof five, 1);
    // ruleid: c-command-injection
    system(five);
    mg_set_websocket_handler(ctx, "/socket", NULL, NULL, on_data, NULL, NULL);
    // ok: c-command-injection
    system(info->request_method);
    // ok: c-command-injection
    system(info->remote_addr);
}

// ---- Mongoose

void mongoose(struct mg_connection *c, int ev, void *ev_data)
{
    struct mg_http_message *hm = (struct mg_http_message *)ev_data;
    // ruleid: c-command-injection
    system(hm->body.buf);
    // ruleid: c-command-injection
    system(hm->uri.ptr);
    // ruleid: c-command-injection
    system(hm->query.buf);
    // ruleid: c-command-injection
    system(hm->headers[0].value.buf);
    struct mg_str *header = mg_http_get_header(hm, "X-Command");
    // ruleid: c-command-injection
    system(header->buf);
    char one[64], user[64], password[64], line[64];
    mg_http_get_var(&hm->query, "a", one, sizeof one);
    // ruleid: c-command-injection
    system(one);
    mg_http_creds(hm, user, sizeof user, password, sizeof password);
    // ruleid: c-command-injection
    system(password);
    // ruleid: c-command-injection
    system(mg_json_get_str(hm->body, "$.a"));
    struct mg_str var = mg_http_var(hm->query, mg_str("a"));
    mg_snprintf(line, sizeof line, "%.*s", (int)var.len, var.buf);
    // ruleid: c-command-injection
    system(line);
    char *made = mg_mprintf("echo %d", (int)hm->body.len);
    // ok: c-command-injection
    system(made);
    struct mg_ws_message *wm = (struct mg_ws_message *)ev_data;
    // ruleid: c-command-injection
    system(wm->data.buf);
    struct mg_http_part part;
    mg_http_next_multipart(hm->body, 0, &part);
    // ruleid: c-command-injection
    system(part.filename.buf);
    struct mg_mqtt_message *mm = ev_data;
    // ruleid: c-command-injection
    system(mm->topic.buf);
}

// ---- Kore

int kore(struct http_request *req)
{
    char *text, *cookie;
    const char *header;
    char body[128];
    http_populate_get(req);
    http_argument_get_string(req, "a", &text);
    // ruleid: c-command-injection
    system(text);
    http_request_header(req, "x-command", &header);
    // ruleid: c-command-injection
    system(header);
    http_request_cookie(req, "a", &cookie);
    // ruleid: c-command-injection
    system(cookie);
    http_body_read(req, body, sizeof body);
    // ruleid: c-command-injection
    system(body);
    // ruleid: c-command-injection
    system(req->path);
    // ruleid: c-command-injection
    system(req->agent);
    struct kore_buf *buf = kore_buf_alloc(64);
    kore_buf_append(buf, text, strlen(text));
    // ruleid: c-command-injection
    system(kore_buf_stringify(buf, NULL));
    // ok: c-command-injection
    system(req->http_body_path);
    return KORE_RESULT_OK;
}

// ---- FastCGI and cgic

void fastcgi(FCGX_Request *request)
{
    char body[64], line[64];
    // ruleid: c-command-injection
    system(FCGX_GetParam("QUERY_STRING", request->envp));
    FCGX_GetStr(body, sizeof body, request->in);
    // ruleid: c-command-injection
    system(body);
    FCGX_GetLine(line, sizeof line, request->in);
    // ruleid: c-command-injection
    system(line);
}

int cgiMain(void)
{
    char name[64];
    cgiFormString("name", name, sizeof name);
    // ruleid: c-command-injection
    system(name);
    // ruleid: c-command-injection
    system(cgiQueryString);
    return 0;
}

// ---- nginx

ngx_int_t ngx_http_mine_handler(ngx_http_request_t *r)
{
    ngx_str_t value;
    // ruleid: c-command-injection
    system((char *)r->args.data);
    // ruleid: c-command-injection
    system((char *)r->uri.data);
    // ruleid: c-command-injection
    system((char *)r->headers_in.user_agent->value.data);
    ngx_http_arg(r, (u_char *)"a", 1, &value);
    // ruleid: c-command-injection
    system((char *)value.data);
    u_char line[128];
    ngx_snprintf(line, sizeof line, "run %V", &value);
    // ruleid: c-command-injection
    system((char *)line);
    return NGX_OK;
}

// ---- libevent

void libevent(struct evhttp_request *req, void *arg)
{
    struct evkeyvalq query;
    // ruleid: c-command-injection
    system(evhttp_request_get_uri(req));
    struct evhttp_uri *uri = evhttp_uri_parse(evhttp_request_get_uri(req));
    // ruleid: c-command-injection
    system(evhttp_uri_get_path(uri));
    // ruleid: c-command-injection
    system(evhttp_uri_get_query(uri));
    evhttp_parse_query_str(evhttp_uri_get_query(uri), &query);
    // ruleid: c-command-injection
    system(evhttp_find_header(&query, "a"));
    struct evbuffer *in = evhttp_request_get_input_buffer(req);
    // ruleid: c-command-injection
    system((char *)evbuffer_pullup(in, -1));
    char body[128];
    evbuffer_copyout(in, body, sizeof body);
    // ruleid: c-command-injection
    system(body);
    char *path = evhttp_uridecode(evhttp_uri_get_path(uri), 0, NULL);
    // ruleid: c-command-injection
    system(path);
}

void bufferevents(struct bufferevent *bev, void *arg)
{
    char line[64];
    bufferevent_read(bev, line, sizeof line);
    // ruleid: c-command-injection
    system(line);
}

// ---- others

int h2o(h2o_handler_t *self, h2o_req_t *req)
{
    // ruleid: c-command-injection
    system(req->path.base);
    // ruleid: c-command-injection
    system(req->entity.base);
    return 0;
}

int onion(void *p, onion_request *req, onion_response *res)
{
    // ruleid: c-command-injection
    system(onion_request_get_query(req, "a"));
    // ruleid: c-command-injection
    system(onion_request_get_post(req, "a"));
    // ruleid: c-command-injection
    system(onion_request_get_header(req, "X-A"));
    return OCS_PROCESSED;
}

int ulfius(const struct _u_request *request, struct _u_response *response, void *data)
{
    // ruleid: c-command-injection
    system(u_map_get(request->map_url, "a"));
    // ruleid: c-command-injection
    system(request->http_url);
    return U_CALLBACK_CONTINUE;
}

int on_url(llhttp_t *parser, const char *at, size_t length)
{
    // ruleid: c-command-injection
    system(at);
    return 0;
}

// ---- through readers of JSON

void readers(struct mg_connection *conn)
{
    char body[1024];
    mg_read(conn, body, sizeof body);
    cJSON *root = cJSON_Parse(body);
    cJSON *name = cJSON_GetObjectItem(root, "name");
    // ruleid: c-command-injection
    system(name->valuestring);
    char line[64];
    snprintf(line, sizeof line, "run %d", name->valueint);
    // ok: c-command-injection
    system(line);
    // ruleid: c-command-injection
    system(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(root, "b")));
    json_t *other = json_loads(body, 0, NULL);
    // ruleid: c-command-injection
    system(json_string_value(json_object_get(other, "a")));
    // ok: c-command-injection
    exit((int)json_integer_value(json_object_get(other, "n")));
    struct json_object *third = json_tokener_parse(body), *item;
    json_object_object_get_ex(third, "a", &item);
    // ruleid: c-command-injection
    system(json_object_get_string(item));
}

// ---- through the C library

void library(struct mg_connection *conn)
{
    const char *text = mg_get_header(conn, "X-A");
    char buffer[128], *rest, *copy = strdup(text);
    // ruleid: c-command-injection
    system(strtok(copy, ","));
    // ruleid: c-command-injection
    system(strtok_r(copy, ",", &rest));
    // ruleid: c-command-injection
    system(rest);
    // ruleid: c-command-injection
    system(strchr(text, '=') + 1);
    // ruleid: c-command-injection
    system(strstr(text, "a"));
    memcpy(buffer, text, 10);
    // ruleid: c-command-injection
    system(buffer);
    memcpy(buffer + 3, "abc", 3);
    // ruleid: c-command-injection
    system(buffer);
    strcpy(buffer, "ls");
    // ok: c-command-injection
    system(buffer);
    strlcat(buffer, text, sizeof buffer);
    // ruleid: c-command-injection
    system(buffer);
    strncpy(buffer, "ls", sizeof buffer);
    for (int i = 0; text[i]; i++)
        buffer[i] = (char)tolower(text[i]);
    // ruleid: c-command-injection
    system(buffer);
    char *made = NULL;
    asprintf(&made, "run %s", text);
    // ruleid: c-command-injection
    system(made);
    // ok: c-command-injection
    system(strerror((int)strtol(text, NULL, 10)));
}
