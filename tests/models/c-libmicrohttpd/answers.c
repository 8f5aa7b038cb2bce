/* libmicrohttpd: answers, footers and all values of a request. */
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>

static enum MHD_Result on_value(void *data, enum MHD_ValueKind kind, const char *key,
                                size_t key_size, const char *value, size_t size)
{
    puts(key), puts(value);
    return data && kind && key_size && size ? MHD_YES : MHD_NO;
}

int run(struct MHD_Connection *conn, char *text, size_t size)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer_with_free_callback(size, text, free);
    MHD_add_response_footer(response, "Digest", text);
    MHD_get_connection_values_n(conn, MHD_HEADER_KIND, on_value, NULL);
    response = MHD_create_response_from_buffer_with_free_callback_cls(size, text, free, NULL);
    struct MHD_BasicAuthInfo *login = MHD_basic_auth_get_username_password3(conn);
    puts(login->username), puts(login->password);
    return (int)MHD_queue_response(conn, 200, response);
}
