/* Kore 2: handlers of websockets are fields of a struct. */
#include <kore/kore.h>
#include <kore/http.h>

int page(struct http_request *);
static void echo(struct connection *, u_int8_t, void *, size_t);

static struct kore_wscbs handlers = {.message = echo};

static void echo(struct connection *to, u_int8_t kind, void *text, size_t size)
{
    kore_websocket_send(to, kind, text, size);
}

int page(struct http_request *req)
{
    kore_debug("page %s", req->path);
    kore_websocket_handshake(req, &handlers);
    return KORE_RESULT_OK;
}
