/* CivetWeb: addresses, forms, websockets. */
#include <civetweb.h>
#include <stdio.h>
#include <string.h>

static int on_field(const char *key, const char *name, char *path, size_t size, void *data)
{
    puts(key), puts(name);
    return (int)size + path[0] + (data != NULL);
}

static int on_value(const char *key, const char *value, size_t size, void *data)
{
    puts(key), puts(value);
    return (int)size + (data != NULL);
}

static int on_data(struct mg_connection *conn, int bits, char *text, size_t size, void *data)
{
    return mg_websocket_write(conn, bits, text, size) + (data != NULL);
}

int run(struct mg_context *server, struct mg_connection *conn, const char *host, char *form)
{
    char error[64], link[256];
    struct mg_header fields[8];
    struct mg_form_data_handler handler = {on_field, on_value, NULL, NULL};
    struct mg_form_data_handler named = {.field_found = on_field, .field_get = on_value};
    unsigned char plain[64];
    size_t room = sizeof plain;
    mg_connect_client(host, 80, 0, error, sizeof error);
    mg_download(host, 80, 0, error, sizeof error, "GET / HTTP/1.0\r\n\r\n");
    mg_send_mime_file2(conn, form, NULL, NULL);
    mg_response_header_add_lines(conn, form);
    mg_get_request_link(conn, link, sizeof link);
    mg_split_form_urlencoded(form, fields, 8);
    puts(fields[0].value), puts(link);
    mg_base64_decode(form, strlen(form), plain, &room);
    mg_set_websocket_handler_with_subprotocols(server, "/ws", NULL, NULL, NULL, on_data, NULL,
                                               NULL);
    return mg_handle_form_request(conn, &handler) + mg_handle_form_request(conn, &named);
}
