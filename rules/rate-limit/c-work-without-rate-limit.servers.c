// A program is started by a handler of each server.
#include <stdlib.h>

static ngx_int_t ngx_http_list_handler(ngx_http_request_t *r)
{
    // ruleid: c-work-without-rate-limit
    return system("list-goods") == 0 ? NGX_OK : NGX_ERROR;
}

static int on_h2o(h2o_handler_t *self, h2o_req_t *req)
{
    // ruleid: c-work-without-rate-limit
    return system("list-goods");
}

static void on_soup(SoupServer *server, SoupServerMessage *msg, const char *path, GHashTable *query, gpointer data)
{
    // ruleid: c-work-without-rate-limit
    system("list-goods");
}

static enum lwan_http_status on_lwan(struct lwan_request *request, struct lwan_response *response, void *data)
{
    // ruleid: c-work-without-rate-limit
    return system("list-goods") == 0 ? HTTP_OK : HTTP_INTERNAL_ERROR;
}

static void on_facil(http_s *h)
{
    // ruleid: c-work-without-rate-limit
    system("list-goods");
}

static void on_evhtp(evhtp_request_t *req, void *arg)
{
    // ruleid: c-work-without-rate-limit
    system("list-goods");
}

int serve(FCGX_Request *request)
{
    // ok: c-work-without-rate-limit
    if (too_many())
        return -1;
    return system("list-goods");
}

int take(FCGX_Request *request)
{
    while (FCGX_Accept_r(request) == 0)
        FCGX_PutS("Status: 200\r\n\r\n", request->out);
    while (FCGX_Accept_r(request) == 0) {
        // ruleid: c-work-without-rate-limit
        system("list-goods");
    }
    return 0;
}

int cgiMain(void)
{
    // ruleid: c-work-without-rate-limit
    return system("list-goods");
}

int nightly(void)
{
    // ok: c-work-without-rate-limit
    return system("list-goods");
}
