/* The service on CivetWeb. Usage: server_civetweb FOLDER [bare]. Says its port, ends with its
 * input. */
#include "service.h"

#include <civetweb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int handle(struct mg_connection *connection, void *arg)
{
    const struct mg_request_info *info = mg_get_request_info(connection);
    char body[SERVICE_BODY_MAX] = "";
    size_t len = 0;
    int got;
    while (len + 1 < sizeof body &&
           (got = mg_read(connection, body + len, sizeof body - 1 - len)) > 0)
        len += (size_t)got;
    body[len] = '\0';
    service_request request = {
        .guard = {.method = info->request_method,
                  .path = info->local_uri,
                  .host = mg_get_header(connection, "Host"),
                  .origin = mg_get_header(connection, "Origin"),
                  .referer = mg_get_header(connection, "Referer"),
                  .sec_fetch_site = mg_get_header(connection, "Sec-Fetch-Site"),
                  .accept = mg_get_header(connection, "Accept"),
                  .cookie = mg_get_header(connection, "Cookie"),
                  .access_control_request_method =
                      mg_get_header(connection, "Access-Control-Request-Method"),
                  .access_control_request_headers =
                      mg_get_header(connection, "Access-Control-Request-Headers"),
                  .client = info->remote_addr},
        .query = info->query_string,
        .body = body};
    service_response *response = malloc(sizeof *response);
    if (!response)
        return 500;
    service_handle(arg, &request, response);
    int status = response->status;
    mg_printf(connection, "HTTP/1.1 %d %s\r\nContent-Length: %zu\r\n", status,
              mg_get_response_code_text(connection, status), response->body_len);
    if (response->type)
        mg_printf(connection, "Content-Type: %s\r\n", response->type);
    for (size_t i = 0; i < response->header_count; i++)
        mg_printf(connection, "%s: %s\r\n", response->header[i].name, response->header[i].value);
    mg_printf(connection, "\r\n");
    mg_write(connection, response->body, response->body_len);
    free(response);
    return status;
}

int main(int argc, char **argv)
{
    /* A preflight is the guard's to answer, not CivetWeb's. */
    static const char *const options[] = {"listening_ports",
                                          "127.0.0.1:0",
                                          "num_threads",
                                          "2",
                                          "request_timeout_ms",
                                          "5000",
                                          "access_control_allow_methods",
                                          "",
                                          NULL};
    service shop;
    service_limit_life();
    if (argc < 2 || service_init(&shop, argv[1], argc > 2) != 0)
        return 1;
    mg_init_library(0);
    struct mg_context *context = mg_start(NULL, NULL, (const char **)(uintptr_t)options);
    if (!context)
        return 1;
    mg_set_request_handler(context, "/", handle, &shop);
    struct mg_server_port port;
    if (mg_get_server_ports(context, 1, &port) != 1)
        return 1;
    printf("%d\n", port.port);
    fflush(stdout);
    char byte;
    while (read(0, &byte, 1) > 0)
        ;
    mg_stop(context);
    mg_exit_library();
    service_release(&shop);
    return 0;
}
