// Every origin is allowed, by a handler of each server.

static void on_event(struct mg_connection *c, int ev, void *ev_data)
{
    char line[128];
    // ruleid: cors-any-origin-header
    mg_http_reply(c, 200, "Access-Control-Allow-Origin: *\r\n", "%s", "{}");
    // ruleid: cors-any-origin-header
    mg_snprintf(line, sizeof line, "Access-Control-Allow-Origin: *\r\nX-Id: %d\r\n", ev);
    // ruleid: cors-any-origin-header
    mg_send_head(c, 200, 2, "Access-Control-Allow-Origin: *");
    // ok: cors-any-origin-header
    mg_http_reply(c, 200, "Access-Control-Allow-Origin: https://app.example.com\r\n", "%s", "{}");
}

static int on_h2o(h2o_handler_t *self, h2o_req_t *req)
{
    // ruleid: cors-any-origin-header
    h2o_add_header_by_str(&req->pool, &req->res.headers, H2O_STRLIT("access-control-allow-origin"), 0, NULL, H2O_STRLIT("*"));
    // ruleid: cors-any-origin-header
    h2o_set_header_by_str(&req->pool, &req->res.headers, H2O_STRLIT("access-control-allow-origin"), 0, H2O_STRLIT("*"), 1);
    // ok: cors-any-origin-header
    h2o_add_header_by_str(&req->pool, &req->res.headers, H2O_STRLIT("access-control-allow-headers"), 0, NULL, H2O_STRLIT("*"));
    return 0;
}

static int on_ulfius(const struct _u_request *request, struct _u_response *response, void *data)
{
    // ruleid: cors-any-origin-header
    u_map_put(response->map_header, "Access-Control-Allow-Origin", "*");
    // ok: cors-any-origin-header
    u_map_put(response->map_header, "Vary", "*");
    return U_CALLBACK_CONTINUE;
}
