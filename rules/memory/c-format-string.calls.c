// Each call that takes a format, with the format where its documentation has it.
#include <err.h>
#include <error.h>
#include <stdarg.h>
#include <stdio.h>
#include <syslog.h>
#include "civetweb.h"

void standard(struct mg_connection *conn, va_list list, int fd)
{
    const char *text = mg_get_header(conn, "X-Text");
    char out[64], *made;
    // ruleid: c-format-string
    printf(text);
    // ruleid: c-format-string
    vprintf(text, list);
    // ruleid: c-format-string
    fprintf(stderr, text);
    // ruleid: c-format-string
    vfprintf(stderr, text, list);
    // ruleid: c-format-string
    dprintf(fd, text);
    // ruleid: c-format-string
    sprintf(out, text);
    // ruleid: c-format-string
    snprintf(out, sizeof out, text);
    // ruleid: c-format-string
    vsnprintf(out, sizeof out, text, list);
    // ruleid: c-format-string
    asprintf(&made, text);
    // ruleid: c-format-string
    syslog(LOG_INFO, text);
    // ruleid: c-format-string
    vsyslog(LOG_INFO, text, list);
    // ruleid: c-format-string
    warnx(text);
    // ruleid: c-format-string
    err(1, text);
    // ruleid: c-format-string
    error(0, 0, text);
    // ruleid: c-format-string
    sscanf("1", text, out);
    // ok: c-format-string
    sscanf(text, "%d", out);
    // ok: c-format-string
    warnx("%s", text);
}

void servers(struct mg_connection *conn, FCGX_Stream *out, struct evbuffer *buffer, struct kore_buf *buf)
{
    const char *text = mg_get_header(conn, "X-Text");
    char line[64];
    // ruleid: c-format-string
    mg_printf(conn, text);
    // ruleid: c-format-string
    mg_send_http_error(conn, 500, text);
    // ruleid: c-format-string
    mg_cry(conn, text);
    // ruleid: c-format-string
    mg_http_reply(conn, 200, "", text);
    // ruleid: c-format-string
    mg_snprintf(line, sizeof line, text);
    // ruleid: c-format-string
    FCGX_FPrintF(out, text);
    // ruleid: c-format-string
    evbuffer_add_printf(buffer, text);
    // ruleid: c-format-string
    kore_buf_appendf(buf, text);
    // ruleid: c-format-string
    kore_log(LOG_INFO, text);
    // ruleid: c-format-string
    redisCommand(NULL, text);
    // ok: c-format-string
    mg_http_reply(conn, 200, "", "%s", text);
}
