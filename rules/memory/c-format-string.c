#include <stdio.h>
#include <string.h>
#include <syslog.h>
#include "civetweb.h"

#define LOG(...) syslog(LOG_INFO, __VA_ARGS__)

struct entry {
    const char *text;
};

void direct(struct mg_connection *conn)
{
    const char *agent = mg_get_header(conn, "User-Agent");
    // ruleid: c-format-string
    printf(agent);
    // ruleid: c-format-string
    syslog(LOG_INFO, agent);
    const char *same = agent;
    // ruleid: c-format-string
    fprintf(stderr, same);
    // ruleid: c-format-string
    mg_printf(conn, agent);
    // ok: c-format-string
    printf("%s", agent);
    // ok: c-format-string
    mg_printf(conn, "HTTP/1.1 200 OK\r\n\r\n%s", agent);
}

void built(struct mg_connection *conn)
{
    char line[256];
    char out[256];
    snprintf(line, sizeof line, "agent %s\n", mg_get_header(conn, "User-Agent"));
    // ruleid: c-format-string
    snprintf(out, sizeof out, line);
    // ok: c-format-string
    fputs(line, stderr);
}

void by_field(struct mg_connection *conn, struct entry *entry)
{
    entry->text = mg_get_request_info(conn)->query_string;
    // ruleid: c-format-string
    printf(entry->text);
}

static void say(const char *text)
{
    // ruleid: c-format-string
    fprintf(stderr, text);
}

void by_wrapper(struct mg_connection *conn)
{
    say(mg_get_request_info(conn)->local_uri);
    say("started\n");
}

void by_macro(struct mg_connection *conn)
{
    // ruleid: c-format-string
    LOG(mg_get_header(conn, "Referer"));
    // ok: c-format-string
    LOG("%s", mg_get_header(conn, "Referer"));
}

// The client chooses which of the program's formats is taken.
void chosen(struct mg_connection *conn, int count)
{
    const char *lang = mg_get_header(conn, "Accept-Language");
    const char *format = strcmp(lang, "de") == 0 ? "%d Dateien\n" : "%d files\n";
    // ok: c-format-string
    printf(format, count);
}
