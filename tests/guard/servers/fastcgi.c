/*
 * The service as a FastCGI program with two processes, and as a CGI program with one a request; the
 * limit's table is the file that they share. Usage: server_fastcgi FOLDER [bare]: listens on
 * FOLDER/socket, ends with its input; with GATEWAY_INTERFACE in its surroundings it is a CGI
 * program and answers one request.
 */
#include "service.h"

#include <fcgiapp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Both kinds tell of a request in the same names. */
static void handle(service *shop, char **names, const char *body, service_response *response)
{
    const char *path = FCGX_GetParam("PATH_INFO", names),
               *method = FCGX_GetParam("REQUEST_METHOD", names);
    service_request request = {
        .guard = {.method = method ? method : "GET",
                  .path = path ? path : "/",
                  .host = FCGX_GetParam("HTTP_HOST", names),
                  .origin = FCGX_GetParam("HTTP_ORIGIN", names),
                  .referer = FCGX_GetParam("HTTP_REFERER", names),
                  .sec_fetch_site = FCGX_GetParam("HTTP_SEC_FETCH_SITE", names),
                  .accept = FCGX_GetParam("HTTP_ACCEPT", names),
                  .cookie = FCGX_GetParam("HTTP_COOKIE", names),
                  .access_control_request_method =
                      FCGX_GetParam("HTTP_ACCESS_CONTROL_REQUEST_METHOD", names),
                  .access_control_request_headers =
                      FCGX_GetParam("HTTP_ACCESS_CONTROL_REQUEST_HEADERS", names),
                  .client = FCGX_GetParam("REMOTE_ADDR", names)},
        .query = FCGX_GetParam("QUERY_STRING", names),
        .body = body};
    service_handle(shop, &request, response);
}

static int serve(const char *folder, int bare, int socket)
{
    service shop;
    FCGX_Request fcgi;
    if (service_init(&shop, folder, bare) != 0 || FCGX_InitRequest(&fcgi, socket, 0) != 0)
        return 1;
    while (FCGX_Accept_r(&fcgi) >= 0) {
        static service_response response;
        char body[SERVICE_BODY_MAX];
        int len = FCGX_GetStr(body, sizeof body - 1, fcgi.in);
        body[len > 0 ? len : 0] = '\0';
        handle(&shop, fcgi.envp, body, &response);
        FCGX_FPrintF(fcgi.out, "Status: %d\r\n", response.status);
        if (response.type)
            FCGX_FPrintF(fcgi.out, "Content-Type: %s\r\n", response.type);
        for (size_t i = 0; i < response.header_count; i++)
            FCGX_FPrintF(fcgi.out, "%s: %s\r\n", response.header[i].name, response.header[i].value);
        FCGX_FPrintF(fcgi.out, "\r\n");
        FCGX_PutStr(response.body, (int)response.body_len, fcgi.out);
        FCGX_Finish_r(&fcgi);
    }
    service_release(&shop);
    return 0;
}

static int serve_cgi(const char *folder, int bare)
{
    static service_response response;
    char body[SERVICE_BODY_MAX];
    service shop;
    if (service_init(&shop, folder, bare) != 0)
        return 1;
    size_t len = fread(body, 1, sizeof body - 1, stdin);
    body[len] = '\0';
    handle(&shop, environ, body, &response);
    printf("Status: %d\r\n", response.status);
    if (response.type)
        printf("Content-Type: %s\r\n", response.type);
    for (size_t i = 0; i < response.header_count; i++)
        printf("%s: %s\r\n", response.header[i].name, response.header[i].value);
    printf("\r\n");
    fwrite(response.body, 1, response.body_len, stdout);
    service_release(&shop);
    return 0;
}

int main(int argc, char **argv)
{
    char path[512], byte;
    pid_t worker[2];
    service_limit_life();
    if (argc < 2 || FCGX_Init() != 0)
        return 1;
    if (getenv("GATEWAY_INTERFACE"))
        return serve_cgi(argv[1], argc > 2);
    snprintf(path, sizeof path, "%s/socket", argv[1]);
    int socket = FCGX_OpenSocket(path, 16);
    if (socket < 0)
        return 1;
    for (int i = 0; i < 2; i++) {
        worker[i] = fork();
        if (worker[i] == 0) {
            service_limit_life();
            _exit(serve(argv[1], argc > 2, socket));
        }
    }
    printf("0\n");
    fflush(stdout);
    while (read(0, &byte, 1) > 0)
        ;
    for (int i = 0; i < 2; i++) {
        kill(worker[i], SIGKILL);
        waitpid(worker[i], NULL, 0);
    }
    unlink(path);
    return 0;
}
