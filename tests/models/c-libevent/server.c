/* libevent's HTTP server: what a handler reads of a request, and what it answers. */
#include <event2/buffer.h>
#include <event2/buffer_compat.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/http_compat.h>
#include <event2/http_struct.h>
#include <event2/keyvalq_struct.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_line(struct evbuffer *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    evbuffer_add_vprintf(out, format, args);
    va_end(args);
}

/* The parts of the address. */
static void on_address(struct evhttp_request *req, struct evbuffer *out)
{
    const struct evhttp_uri *uri = evhttp_request_get_evhttp_uri(req);
    const char *whole = evhttp_request_get_uri(req), *same = evhttp_request_uri(req);
    add_line(out, "%s %s on %s\n", whole, same, evhttp_request_get_host(req));
    add_line(out, "%s?%s#%s\n", evhttp_uri_get_path(uri), evhttp_uri_get_query(uri),
             evhttp_uri_get_fragment(uri));
    struct evhttp_uri *again = evhttp_uri_parse_with_flags(req->uri, EVHTTP_URI_NONCONFORMANT);
    struct evhttp_uri *plain = evhttp_uri_parse(whole);
    add_line(out, "%s, %s\n", evhttp_uri_get_userinfo(again), evhttp_uri_get_path(plain));
    evhttp_uri_free(again), evhttp_uri_free(plain);
}

/* Queries, headers and forms are lists of keys and values. */
static void on_values(struct evhttp_request *req, struct evbuffer *out)
{
    struct evkeyvalq all, query, form;
    size_t size = 0;
    evhttp_parse_query(evhttp_request_get_uri(req), &all);
    evhttp_parse_query_str(evhttp_uri_get_query(evhttp_request_get_evhttp_uri(req)), &query);
    const char *name = evhttp_find_header(&query, "name"), *sort = evhttp_find_header(&all, "sort");
    char *page = evhttp_htmlescape(name);
    add_line(out, "<p>%s</p>", page);
    const char *agent = evhttp_find_header(evhttp_request_get_input_headers(req), "User-Agent");
    char *link = evhttp_encode_uri(name), *more = evhttp_uriencode(agent, -1, 1);
    char *raw = evhttp_decode_uri(sort), *path = evhttp_uridecode(req->uri, 1, &size);
    evbuffer_add_printf(out, "<a href=\"/?%s&%s\">%s%s</a>", link, more, raw, path);
    evhttp_parse_query_str((char *)evbuffer_pullup(req->input_buffer, -1), &form);
    evhttp_add_header(evhttp_request_get_output_headers(req), "X-Sort",
                      evhttp_find_header(&form, "sort"));
    add_line(out, "from %s", evhttp_find_header(req->input_headers, "Referer"));
    free(page), free(link), free(more), free(raw), free(path);
}

/* The body: copied out, taken out, line by line, or handed on as it is. */
static void on_body(struct evhttp_request *req, struct evbuffer *out)
{
    struct evbuffer *in = evhttp_request_get_input_buffer(req), *rest = evbuffer_new();
    char first[64], second[64];
    evbuffer_copyout(in, first, sizeof first);
    int size = evbuffer_remove(in, second, sizeof second);
    char *line = evbuffer_readln(in, NULL, EVBUFFER_EOL_CRLF), *old = evbuffer_readline(in);
    evbuffer_add(out, first, sizeof first);
    evbuffer_add_reference(out, second, (size_t)size, NULL, NULL);
    evbuffer_add_printf(out, "%s%s", line, old);
    evbuffer_add_buffer(rest, in);
    evbuffer_add_buffer(out, rest);
    evbuffer_free(rest), free(line), free(old);
}

static void on_answer(struct evhttp_request *answer, void *arg)
{
    evhttp_send_reply(arg, answer ? HTTP_OK : 502, answer ? "OK" : "Bad Gateway", NULL);
}

static void on_request(struct evhttp_request *req, void *arg)
{
    struct evbuffer *out = evbuffer_new();
    if (evhttp_request_get_command(req) == EVHTTP_REQ_PUT) {
        struct evhttp_connection *to = evhttp_connection_base_new(arg, NULL, "127.0.0.1", 8081);
        struct evhttp_request *on = evhttp_request_new(on_answer, req);
        evhttp_make_request(to, on, EVHTTP_REQ_PUT, "/store");
    } else if (evhttp_request_get_command(req) == EVHTTP_REQ_POST) {
        on_body(req, out);
        evhttp_send_reply_start(req, HTTP_OK, "OK");
        evhttp_send_reply_chunk(req, out);
        evhttp_send_reply_end(req);
    } else if (evhttp_request_get_command(req) == EVHTTP_REQ_GET) {
        on_address(req, out), on_values(req, out);
        evhttp_send_reply(req, HTTP_OK, "OK", out);
    } else
        evhttp_send_error(req, HTTP_BADMETHOD, "no such method");
    evbuffer_free(out);
}

/* A protocol of one's own on a socket. */
static void on_read(struct bufferevent *bev, void *arg)
{
    char text[256];
    size_t size = bufferevent_read(bev, text, sizeof text);
    bufferevent_write(bev, text, size);
    char *line = evbuffer_readln(bufferevent_get_input(bev), NULL, EVBUFFER_EOL_LF);
    fputs(line, arg);
    free(line);
}

int main(void)
{
    struct event_base *base = event_base_new();
    struct evhttp *http = evhttp_new(base);
    struct bufferevent *bev = bufferevent_socket_new(base, 0, BEV_OPT_CLOSE_ON_FREE);
    bufferevent_setcb(bev, on_read, NULL, NULL, stdout);
    evhttp_set_gencb(http, on_request, base);
    return evhttp_bind_socket(http, "127.0.0.1", 8080) != 0 || event_base_dispatch(base) != 0;
}
