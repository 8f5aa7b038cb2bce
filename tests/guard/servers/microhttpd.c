/* The service on libmicrohttpd. Usage: server_microhttpd FOLDER [bare]. Says its port, ends with
 * its input. */
#include "service.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct upload {
    char body[SERVICE_BODY_MAX];
    size_t len;
} upload;

static const char *header_of(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/* The arguments of the query, as they were before libmicrohttpd took them apart. */
static enum MHD_Result add_argument(void *arg, enum MHD_ValueKind kind, const char *key,
                                    const char *value)
{
    char *query = arg, escaped[MLG_ESCAPE_URL_SIZE(256)];
    size_t len = strlen(query);
    (void)kind;
    if (value && mlg_escape_url(value, strlen(value), escaped, sizeof escaped) >= 0 &&
        len + strlen(key) + strlen(escaped) + 3 < 1024)
        snprintf(query + len, 1024 - len, "&%s=%s", key, escaped);
    return MHD_YES;
}

static enum MHD_Result handle(void *arg, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *data,
                              size_t *size, void **state)
{
    (void)version;
    upload *up = *state;
    if (!up) {
        *state = up = calloc(1, sizeof *up);
        return up ? MHD_YES : MHD_NO;
    }
    if (*size) {
        if (*size >= sizeof up->body - up->len)
            return MHD_NO;
        memcpy(up->body + up->len, data, *size);
        up->len += *size;
        *size = 0;
        return MHD_YES;
    }
    char client[INET_ADDRSTRLEN] = "", query[1024] = "";
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr_in *address = (const struct sockaddr_in *)info->client_addr;
    inet_ntop(AF_INET, &address->sin_addr, client, sizeof client);
    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, add_argument, query);
    service_request request = {.guard = {.method = method,
                                         .path = url,
                                         .host = header_of(connection, "Host"),
                                         .origin = header_of(connection, "Origin"),
                                         .referer = header_of(connection, "Referer"),
                                         .sec_fetch_site = header_of(connection, "Sec-Fetch-Site"),
                                         .accept = header_of(connection, "Accept"),
                                         .cookie = header_of(connection, "Cookie"),
                                         .access_control_request_method =
                                             header_of(connection, "Access-Control-Request-Method"),
                                         .access_control_request_headers = header_of(
                                             connection, "Access-Control-Request-Headers"),
                                         .client = client},
                               .query = query,
                               .body = up->body};
    service_response *response = malloc(sizeof *response);
    if (!response)
        return MHD_NO;
    service_handle(arg, &request, response);
    struct MHD_Response *reply =
        MHD_create_response_from_buffer(response->body_len, response->body, MHD_RESPMEM_MUST_COPY);
    for (size_t i = 0; i < response->header_count; i++)
        MHD_add_response_header(reply, response->header[i].name, response->header[i].value);
    if (response->type)
        MHD_add_response_header(reply, "Content-Type", response->type);
    enum MHD_Result result = MHD_queue_response(connection, (unsigned)response->status, reply);
    MHD_destroy_response(reply);
    free(response);
    return result;
}

static void finish(void *arg, struct MHD_Connection *connection, void **state,
                   enum MHD_RequestTerminationCode code)
{
    (void)arg;
    (void)connection;
    (void)code;
    free(*state);
    *state = NULL;
}

int main(int argc, char **argv)
{
    service shop;
    service_limit_life();
    if (argc < 2 || service_init(&shop, argv[1], argc > 2) != 0)
        return 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct MHD_Daemon *daemon = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL, handle, &shop, MHD_OPTION_SOCK_ADDR,
        &address, MHD_OPTION_THREAD_POOL_SIZE, 2u, MHD_OPTION_NOTIFY_COMPLETED, finish, NULL,
        MHD_OPTION_CONNECTION_TIMEOUT, 5u, MHD_OPTION_END);
    if (!daemon)
        return 1;
    printf("%u\n", MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
    fflush(stdout);
    char byte;
    while (read(0, &byte, 1) > 0)
        ;
    MHD_stop_daemon(daemon);
    service_release(&shop);
    return 0;
}
