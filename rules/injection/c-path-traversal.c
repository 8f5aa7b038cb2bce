#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "civetweb.h"

#define ROOT "/srv/files"
#define OPEN(path) open((path), O_RDONLY)

struct download {
    char path[PATH_MAX];
};

int get_file(struct mg_connection *conn, void *data)
{
    char path[PATH_MAX];
    char name[128];
    const char *query = mg_get_request_info(conn)->query_string;
    mg_get_var(query, strlen(query), "name", name, sizeof name);
    snprintf(path, sizeof path, ROOT "/%s", name);
    // ruleid: c-path-traversal
    FILE *file = fopen(path, "rb");

    const char *same = path;
    // ruleid: c-path-traversal
    int fd = open(same, O_RDONLY);
    // ruleid: c-path-traversal
    unlink(path);
    // ruleid: c-path-traversal
    mg_send_file(conn, path);
    return fd >= 0 && file ? 200 : 404;
}

void by_field(struct mg_connection *conn, struct download *wanted)
{
    strcpy(wanted->path, ROOT);
    strncat(wanted->path, mg_get_header(conn, "X-File"), 100);
    // ruleid: c-path-traversal
    fopen(wanted->path, "rb");
}

static FILE *open_log(const char *day, const char *mode)
{
    char path[256];
    sprintf(path, "/var/log/app/%s.log", day);
    // ruleid: c-path-traversal
    return fopen(path, mode);
}

int by_wrapper(struct mg_connection *conn)
{
    return open_log(mg_get_request_info(conn)->query_string, "r") ? 200 : 404;
}

int by_macro(struct mg_connection *conn)
{
    char path[256];
    mg_read(conn, path, sizeof path);
    // ruleid: c-path-traversal
    return OPEN(path);
}

void cgi(void)
{
    char path[256];
    snprintf(path, sizeof path, "/srv/pages%s", getenv("PATH_INFO"));
    // ruleid: c-path-traversal
    fopen(path, "r");
}

int checked(struct mg_connection *conn)
{
    const char *name = mg_get_header(conn, "X-File");
    char path[256];
    if (strstr(name, "..") || strchr(name, '/'))
        return 400;
    snprintf(path, sizeof path, "/srv/files/%s", name);
    // ok: c-path-traversal
    fopen(path, "rb");
    return 200;
}

int resolved(struct mg_connection *conn)
{
    char path[PATH_MAX];
    char real[PATH_MAX];
    snprintf(path, sizeof path, "/srv/files/%s", mg_get_header(conn, "X-File"));
    if (!realpath(path, real) || strncmp(real, ROOT "/", sizeof ROOT) != 0)
        return 403;
    // ok: c-path-traversal
    fopen(real, "rb");
    return 200;
}

int numbered(struct mg_connection *conn)
{
    char path[64];
    unsigned long id = strtoul(mg_get_header(conn, "X-File"), NULL, 10);
    snprintf(path, sizeof path, "/srv/files/%lu.png", id);
    // ok: c-path-traversal
    fopen(path, "rb");
    return 200;
}

// What is asked for decides what is answered, not which file is opened.
int fixed(struct mg_connection *conn)
{
    const char *accept = mg_get_header(conn, "Accept");
    // ok: c-path-traversal
    return fopen(strstr(accept, "json") ? "/srv/index.json" : "/srv/index.html", "rb") ? 200 : 500;
}

// CivetWeb has taken "../" out of it.
int cleaned(struct mg_connection *conn)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "/srv/files%s", mg_get_request_info(conn)->local_uri);
    // ok: c-path-traversal
    mg_send_file(conn, path);
    return 200;
}

// The part behind the last slash, when there is one: no folder is left in either case.
FILE *last_part(struct mg_connection *conn)
{
    char path[PATH_MAX];
    const char *name = mg_get_header(conn, "X-File");
    const char *slash = strrchr(name, '/');
    if (slash)
        name = slash + 1;
    slash = strrchr(name, '\\');
    if (slash)
        name = slash + 1;
    snprintf(path, sizeof path, ROOT "/%s", name);
    // ok: c-path-traversal
    return fopen(path, "rb");
}

// What was found out of another text says nothing of this one.
FILE *other_text(struct mg_connection *conn)
{
    char path[PATH_MAX];
    const char *name = mg_get_header(conn, "X-File");
    const char *slash = strrchr(mg_get_header(conn, "Accept"), '/');
    if (slash)
        return NULL;
    snprintf(path, sizeof path, ROOT "/%s", name);
    // ruleid: c-path-traversal
    return fopen(path, "rb");
}
