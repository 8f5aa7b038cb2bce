/* Mongoose 7: what a handler reads of messages, and what it answers. */
#include "mongoose.h"

static struct mg_http_serve_opts pages = {.root_dir = "/srv/www"};

static void on_upload(struct mg_connection *c, struct mg_http_message *hm)
{
    struct mg_http_part part;
    size_t at = 0;
    while ((at = mg_http_next_multipart(hm->body, at, &part)) > 0)
        MG_INFO(("%.*s", (int)part.filename.len, part.filename.buf));
    mg_http_upload(c, hm, &mg_fs_posix, "/srv/inbox", 1 << 20);
}

static void on_json(struct mg_connection *c, struct mg_str json)
{
    int size = 0;
    char *name = mg_json_get_str(json, "$.name"), *file = mg_json_get_b64(json, "$.file", &size);
    struct mg_str size_text = mg_json_get_tok(json, "$.size");
    char plain[64];
    mg_json_unescape(json, "$.note", plain, sizeof plain);
    mg_printf(c, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    mg_http_printf_chunk(c, "%s %.*s %s", name, (int)size_text.len, size_text.buf, plain);
    mg_http_write_chunk(c, file, (size_t)size);
    mg_http_write_chunk(c, "", 0);
    mg_free(name), mg_free(file);
}

static void on_form(struct mg_connection *c, struct mg_http_message *hm)
{
    char name[64], user[64], pass[64], plain[64], code[128];
    struct mg_str id = mg_http_var(hm->query, mg_str("id")), copy = mg_strdup(id);
    struct mg_str *agent = mg_http_get_header(hm, "User-Agent");
    struct mg_str *cookie = mg_http_get_header(hm, "Cookie");
    struct mg_str session = mg_http_get_header_var(*cookie, mg_str("session"));
    mg_http_get_var(&hm->body, "name", name, sizeof name);
    mg_http_creds(hm, user, sizeof user, pass, sizeof pass);
    mg_url_decode(id.buf, id.len, plain, sizeof plain, 1);
    mg_base64_decode(copy.buf, copy.len, plain, sizeof plain);
    mg_url_encode(plain, strlen(plain), code, sizeof code);
    char *line = mg_mprintf("{%m:%m,%m:%.*s}", MG_ESC("name"), MG_ESC(code), MG_ESC("id"),
                            (int)session.len, session.buf);
    mg_snprintf(plain, sizeof plain, "%s, %.*s", user, (int)agent->len, agent->buf);
    mg_http_reply(c, 200, "X-Name: a\r\n", "%s %s", line, plain);
    mg_free(line);
}

/* Texts that are parts of texts. */
static void on_list(struct mg_connection *c, struct mg_http_message *hm)
{
    struct mg_str caps[2], entry, key, value, rest = hm->query, text = mg_str_n("a,b", 3);
    struct mg_iobuf io = {NULL, 0, 0, 64};
    if (mg_match(hm->uri, mg_str("/list/*"), caps))
        mg_iobuf_add(&io, io.len, caps[0].buf, caps[0].len);
    while (mg_span(rest, &entry, &rest, '&')) {
        mg_span(entry, &key, &value, '=');
        mg_iobuf_add(&io, io.len, value.buf, value.len);
    }
    mg_send(c, io.buf, io.len);
    mg_send(c, text.buf, text.len);
    for (size_t i = 0; i < MG_MAX_HTTP_HEADERS && hm->headers[i].name.len > 0; i++)
        mg_send(c, hm->headers[i].value.buf, hm->headers[i].value.len);
}

static void on_event(struct mg_connection *c, int ev, void *ev_data)
{
    if (ev == MG_EV_HTTP_MSG) {
        struct mg_http_message *hm = (struct mg_http_message *)ev_data;
        if (mg_match(hm->uri, mg_str("/upload"), NULL))
            on_upload(c, hm);
        else if (mg_match(hm->uri, mg_str("/json"), NULL))
            on_json(c, hm->body);
        else if (mg_match(hm->uri, mg_str("/form"), NULL))
            on_form(c, hm);
        else if (mg_match(hm->uri, mg_str("/list/#"), NULL))
            on_list(c, hm);
        else if (mg_match(hm->uri, mg_str("/socket"), NULL))
            mg_ws_upgrade(c, hm, NULL);
        else if (mg_match(hm->uri, mg_str("/start"), NULL))
            mg_http_serve_file(c, hm, "/srv/www/start.html", &pages);
        else
            mg_http_serve_dir(c, hm, &pages);
    } else if (ev == MG_EV_WS_MSG) {
        struct mg_ws_message *wm = (struct mg_ws_message *)ev_data;
        mg_ws_send(c, wm->data.buf, wm->data.len, WEBSOCKET_OP_TEXT);
        mg_ws_printf(c, WEBSOCKET_OP_TEXT, "%.*s", (int)wm->data.len, wm->data.buf);
    } else if (ev == MG_EV_MQTT_MSG) {
        struct mg_mqtt_message *mm = (struct mg_mqtt_message *)ev_data;
        MG_INFO(("%.*s: %.*s", (int)mm->topic.len, mm->topic.buf, (int)mm->data.len, mm->data.buf));
    }
}

int main(int argc, char **argv)
{
    struct mg_mgr mgr;
    mg_mgr_init(&mgr);
    if (argc > 1) {
        mg_http_connect(&mgr, argv[1], on_event, NULL);
        mg_ws_connect(&mgr, argv[1], on_event, NULL, NULL);
        mg_connect(&mgr, argv[1], on_event, NULL);
    }
    mg_http_listen(&mgr, "http://127.0.0.1:8000", on_event, NULL);
    for (;;)
        mg_mgr_poll(&mgr, 1000);
}
