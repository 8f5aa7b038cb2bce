/* libevhtp, over libevent: a request's parts are fields of structs. */
#include <event2/buffer.h>
#include <evhtp.h>

static void on_request(evhtp_request_t *req, void *arg)
{
    const char *agent = evhtp_header_find(req->headers_in, "User-Agent");
    const char *name = evhtp_kv_find(req->uri->query, "name");
    evhtp_kv_t *sort = evhtp_kvs_find_kv(req->uri->query, "sort");
    evbuffer_add_printf(req->buffer_out, "%s in %s, %s", req->uri->path->file, req->uri->path->path,
                        req->uri->path->full);
    evbuffer_add_printf(req->buffer_out, "?%s", (char *)req->uri->query_raw);
    evbuffer_add_printf(req->buffer_out, "%s %s %s", agent, name, sort->val);
    evbuffer_add_buffer(req->buffer_out, req->buffer_in);
    evhtp_headers_add_header(req->headers_out, evhtp_header_new("X-Shop", arg, 0, 0));
    evhtp_send_reply(req, EVHTP_RES_OK);
}

int main(void)
{
    struct event_base *base = event_base_new();
    evhtp_t *htp = evhtp_new(base, NULL);
    evhtp_set_cb(htp, "/", on_request, "open");
    return evhtp_bind_socket(htp, "127.0.0.1", 8080, 128) || event_base_loop(base, 0);
}
