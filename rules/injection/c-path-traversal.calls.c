// Each call that takes a path, with the path where its documentation has it.
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include "civetweb.h"

void reads(struct mg_connection *conn, int dir)
{
    const char *path = mg_get_header(conn, "X-Path");
    // ruleid: c-path-traversal
    fopen(path, "r");
    // ruleid: c-path-traversal
    freopen(path, "r", stdin);
    // ruleid: c-path-traversal
    open(path, O_RDONLY);
    // ruleid: c-path-traversal
    openat(dir, path, O_RDONLY);
    // ruleid: c-path-traversal
    opendir(path);
    // ruleid: c-path-traversal
    scandir(path, NULL, NULL, NULL);
    // ruleid: c-path-traversal
    nftw(path, NULL, 4, 0);
    // ok: c-path-traversal
    fprintf(stderr, "%s\n", path);
}

void writes(struct mg_connection *conn, int dir)
{
    const char *path = mg_get_header(conn, "X-Path");
    // ruleid: c-path-traversal
    creat(path, 0600);
    // ruleid: c-path-traversal
    unlink(path);
    // ruleid: c-path-traversal
    unlinkat(dir, path, 0);
    // ruleid: c-path-traversal
    remove(path);
    // ruleid: c-path-traversal
    rename("/srv/a", path);
    // ruleid: c-path-traversal
    rename(path, "/srv/a");
    // ruleid: c-path-traversal
    symlink("/srv/a", path);
    // ruleid: c-path-traversal
    mkdir(path, 0700);
    // ruleid: c-path-traversal
    rmdir(path);
    // ruleid: c-path-traversal
    chmod(path, 0600);
    // ruleid: c-path-traversal
    truncate(path, 0);
}

void served(struct mg_connection *conn, struct mg_http_message *hm)
{
    const char *path = mg_get_header(conn, "X-Path");
    struct mg_http_serve_opts opts = {.mime_types = ""};
    // ruleid: c-path-traversal
    mg_send_file(conn, path);
    // ruleid: c-path-traversal
    mg_send_file_body(conn, path);
    // ruleid: c-path-traversal
    mg_send_mime_file(conn, path, "text/plain");
    // ruleid: c-path-traversal
    mg_store_body(conn, path);
    char name[64];
    mg_http_get_var(&hm->query, "name", name, sizeof name);
    // ruleid: c-path-traversal
    mg_http_serve_file(conn, hm, name, &opts);
}
