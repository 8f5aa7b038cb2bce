/* libsoup 2: one message is request and answer. */
#include <libsoup/soup.h>
#include <string.h>

static void on_request(SoupServer *server, SoupMessage *message, const char *where,
                       GHashTable *values, SoupClientContext *client, gpointer data)
{
    const char *address = soup_client_context_get_host(client);
    if (values == NULL || server == data)
        soup_message_set_response(message, "text/plain", SOUP_MEMORY_COPY, where, strlen(where));
    else
        soup_message_set_response(message, "text/plain", SOUP_MEMORY_COPY, address,
                                  strlen(address));
}

void setup(SoupServer *server)
{
    soup_server_add_handler(server, "/where", on_request, NULL, NULL);
}
