#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "civetweb.h"

#define START(line) system(line)

struct job {
    const char *line;
};

static sem_t slots;

int convert(struct mg_connection *conn, void *data)
{
    struct job *job = data;
    const char *line = job->line;
    // ruleid: c-work-without-rate-limit
    FILE *out = popen(line, "r");
    pclose(out);
    // ruleid: c-work-without-rate-limit
    return system(job->line) == 0 ? 200 : 500;
}

static int run(struct mg_connection *conn, const char *line)
{
    // ruleid: c-work-without-rate-limit
    if (fork() == 0)
        execl("/bin/true", line, (char *)NULL);
    return 200;
}

int by_macro(struct mg_connection *conn)
{
    // todoruleid: c-work-without-rate-limit
    return START("/usr/bin/refresh");
}

int bounded(struct mg_connection *conn)
{
    if (sem_trywait(&slots) != 0)
        return 503;
    // ok: c-work-without-rate-limit
    system("/usr/bin/refresh");
    sem_post(&slots);
    return run(conn, "x");
}

int limited(struct mg_connection *conn)
{
    if (!rate_limit(conn))
        return 429;
    // ok: c-work-without-rate-limit
    return system("/usr/bin/refresh");
}

int at_start(void)
{
    // ok: c-work-without-rate-limit
    return system("/usr/bin/prepare");
}
