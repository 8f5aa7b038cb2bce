#include <arpa/inet.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include "civetweb.h"

#define ALLOC(size) malloc(size)

struct header {
    uint32_t length;
};

void packet(int fd)
{
    struct header header;
    char body[512];
    char out[512];
    recv(fd, &header, sizeof header, 0);
    uint32_t length = ntohl(header.length);
    // ruleid: c-tainted-size
    memcpy(out, body, length);
    uint32_t same = length;
    // ruleid: c-tainted-size
    char *copy = malloc(same);
    free(copy);
}

static void *reserve(size_t count)
{
    // ruleid: c-tainted-size
    return calloc(count, 16);
}

void by_wrapper(struct mg_connection *conn)
{
    reserve(strtoul(mg_get_header(conn, "X-Count"), NULL, 10));
}

void by_macro(struct mg_connection *conn)
{
    int size = atoi(mg_get_header(conn, "Content-Length"));
    // ruleid: c-tainted-size
    char *body = ALLOC(size);
    free(body);
}

int bounded(struct mg_connection *conn)
{
    char body[512];
    int size = atoi(mg_get_header(conn, "Content-Length"));
    if (size < 0 || size > (int)sizeof body)
        return 400;
    // ok: c-tainted-size
    memset(body, 0, size);
    return 200;
}

void measured(struct mg_connection *conn)
{
    const char *agent = mg_get_header(conn, "User-Agent");
    // ok: c-tainted-size
    char *copy = malloc(strlen(agent) + 1);
    free(copy);
}

void constant(void)
{
    char body[64];
    // ok: c-tainted-size
    memset(body, 0, sizeof body);
}
