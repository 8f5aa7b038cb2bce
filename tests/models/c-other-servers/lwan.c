/* Lwan. */
#include <stdlib.h>

#include "lwan.h"

LWAN_HANDLER(page)
{
    const char *name = lwan_request_get_query_param(request, "name");
    const char *note = lwan_request_get_post_param(request, "note");
    const char *last = lwan_request_get_cookie(request, "last");
    const char *agent = lwan_request_get_header(request, "User-Agent");
    if (name == NULL || note == NULL)
        return HTTP_BAD_REQUEST;
    response->mime_type = "text/plain";
    lwan_strbuf_set(response->buffer, name, strlen(name));
    lwan_strbuf_append_str(response->buffer, note, strlen(note));
    lwan_strbuf_append_strz(response->buffer, last);
    lwan_strbuf_append_printf(response->buffer, "%s", agent);
    return data ? HTTP_INTERNAL_ERROR : HTTP_OK;
}

LWAN_HANDLER(hello)
{
    lwan_strbuf_setz(response->buffer, data ? data : "hello");
    return request ? HTTP_OK : HTTP_INTERNAL_ERROR;
}

int main(void)
{
    static const struct lwan_url_map urls[] = {
        {.prefix = "/page", .handler = LWAN_HANDLER_REF(page)},
        {.prefix = "/", .handler = LWAN_HANDLER_REF(hello)},
        {}};
    struct lwan server;
    lwan_init(&server);
    lwan_set_url_map(&server, urls);
    lwan_main_loop(&server);
    lwan_shutdown(&server);
    return 0;
}
