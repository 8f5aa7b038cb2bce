#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include "civetweb.h"

#define LOG(text) syslog(LOG_INFO, "asked for %s", (text))

struct entry {
    const char *path;
};

static void note(const char *what)
{
    // ruleid: c-log-injection
    syslog(LOG_NOTICE, "%s", what);
}

void all(struct mg_connection *conn, struct entry *entry)
{
    const char *agent = mg_get_header(conn, "User-Agent");
    const char *same = agent;
    // ruleid: c-log-injection
    syslog(LOG_INFO, "agent %s", agent);
    // ruleid: c-log-injection
    fprintf(stderr, "agent %s\n", same);
    entry->path = mg_get_request_info(conn)->local_uri;
    // ruleid: c-log-injection
    syslog(LOG_INFO, "path %s", entry->path);
    note(agent);
    // ruleid: c-log-injection
    LOG(agent);
    // ok: c-log-injection
    syslog(LOG_INFO, "length %zu", strlen(agent));
    // ok: c-log-injection
    syslog(LOG_INFO, "page %d", atoi(agent));
    // ok: c-log-injection
    syslog(LOG_INFO, "started");
    FILE *page = fopen("/srv/page", "w");
    // ok: c-log-injection
    fprintf(page, "agent %s\n", agent);
}
