/* libsoup 3. */
#include <libsoup/soup.h>
#include <string.h>

static void on_request(SoupServer *server, SoupServerMessage *message, const char *where,
                       GHashTable *values, gpointer data)
{
    SoupMessageHeaders *from = soup_server_message_get_request_headers(message);
    SoupMessageHeaders *to = soup_server_message_get_response_headers(message);
    SoupMessageBody *body = soup_server_message_get_request_body(message);
    const char *agent = soup_message_headers_get_one(from, "User-Agent");
    const char *languages = soup_message_headers_get_list(from, "Accept-Language");
    const char *name = g_hash_table_lookup(values, "name");
    g_print("%s %s: %s, %s, %s\n", soup_server_is_https(server) ? "https" : "http", where, agent,
            languages, name);
    soup_message_headers_append(to, "X-Shop", data);
    soup_message_headers_replace(to, "Cache-Control", "no-store");
    if (body->length == 0)
        soup_server_message_set_redirect(message, SOUP_STATUS_FOUND, "/start");
    else
        soup_server_message_set_response(message, "text/plain", SOUP_MEMORY_COPY, body->data,
                                         body->length);
}

int main(void)
{
    SoupServer *server = soup_server_new("server-header", "shop", NULL);
    GMainLoop *loop = g_main_loop_new(NULL, FALSE);
    soup_server_add_handler(server, "/", on_request, "open", NULL);
    if (soup_server_listen_local(server, 8080, 0, NULL))
        g_main_loop_run(loop);
    return 0;
}
