/* Mongoose 6: texts have a pointer `p`, and messages other names. */
#include "mongoose.h"

static void on_page(struct mg_connection *nc, struct http_message *hm)
{
    char name[64];
    struct mg_str *agent = mg_get_http_header(hm, "User-Agent");
    mg_get_http_var(&hm->query_string, "name", name, sizeof name);
    mg_send_head(nc, 200, -1, "Content-Type: text/html\r\nTransfer-Encoding: chunked");
    for (int i = 0; i < MG_MAX_HTTP_HEADERS && hm->header_names[i].len > 0; i++)
        mg_printf_http_chunk(nc, "%.*s: %.*s\n", (int)hm->header_names[i].len,
                             hm->header_names[i].p, (int)hm->header_values[i].len,
                             hm->header_values[i].p);
    mg_printf_html_escape(nc, "%s", name);
    mg_send_http_chunk(nc, agent->p, agent->len);
    mg_send_http_chunk(nc, "", 0);
}

static void on_part(struct mg_connection *nc, struct mg_http_multipart_part *part)
{
    mg_printf_http_chunk(nc, "%s is %s\n", part->var_name, part->file_name);
    mg_send_http_chunk(nc, part->data.p, part->data.len);
}

static void on_event(struct mg_connection *nc, int ev, void *ev_data)
{
    struct http_message *hm = (struct http_message *)ev_data;
    struct mg_str shop = MG_MK_STR("/shop");
    if (ev == MG_EV_HTTP_REQUEST && mg_vcmp(&hm->uri, "/old") == 0)
        mg_http_send_redirect(nc, 302, mg_mk_str("/shop"), mg_mk_str(NULL));
    else if (ev == MG_EV_HTTP_REQUEST && mg_strcmp(mg_strstrip(hm->uri), shop) == 0)
        on_page(nc, hm);
    else if (ev == MG_EV_HTTP_REQUEST)
        mg_http_send_error(nc, 404, "no such page");
    else if (ev == MG_EV_HTTP_PART_DATA)
        on_part(nc, (struct mg_http_multipart_part *)ev_data);
    if (ev == MG_EV_WEBSOCKET_FRAME) {
        struct websocket_message *wm = (struct websocket_message *)ev_data;
        mg_send_websocket_frame(nc, WEBSOCKET_OP_TEXT, wm->data, wm->size);
    }
}

int main(int argc, char **argv)
{
    struct mg_mgr mgr;
    mg_mgr_init(&mgr, NULL);
    if (argc > 1)
        mg_connect_http(&mgr, on_event, argv[1], NULL, NULL);
    struct mg_connection *nc = mg_bind(&mgr, "127.0.0.1:8000", on_event);
    mg_set_protocol_http_websocket(nc);
    for (;;)
        mg_mgr_poll(&mgr, 1000);
}
