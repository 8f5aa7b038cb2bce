#include <microhttpd.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RUN system
#define RUN_NOW(line) system(line)

extern char **environ;

struct job {
    char *line;
    const char *name;
};

enum MHD_Result ping(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                     const char *version, const char *upload_data, size_t *upload_data_size, void **con_cls)
{
    char line[256];
    const char *host = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "host");
    snprintf(line, sizeof line, "ping -c 1 %s", host);
    // ruleid: c-command-injection
    system(line);

    char *same = line;
    // ruleid: c-command-injection
    FILE *out = popen(same, "r");
    pclose(out);

    snprintf(line, sizeof line, "touch /tmp/%s", url + 1);
    // ruleid: c-command-injection
    execl("/bin/sh", "sh", "-c", line, (char *)NULL);
    return MHD_YES;
}

// A field of a struct.
void by_field(struct MHD_Connection *connection, struct job *job)
{
    job->name = MHD_lookup_connection_value(connection, MHD_POSTDATA_KIND, "name");
    asprintf(&job->line, "convert %s out.png", job->name);
    // ruleid: c-command-injection
    system(job->line);
    job->line = "convert in.png out.png";
    // ok: c-command-injection
    system(job->line);
}

// A function around the call.
static int run(const char *program, const char *argument)
{
    char line[512];
    strcpy(line, program);
    strcat(line, " ");
    strncat(line, argument, 100);
    // ruleid: c-command-injection
    return system(line);
}

void by_wrapper(struct MHD_Connection *connection)
{
    run("/usr/bin/whois", MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "X-Domain"));
}

void by_macro(struct MHD_Connection *connection)
{
    const char *line = MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, "job");
    // ruleid: c-command-injection
    RUN(line);
    // ruleid: c-command-injection
    RUN_NOW(line);
}

void cgi(void)
{
    char line[256];
    snprintf(line, sizeof line, "grep %s /var/log/app.log", getenv("QUERY_STRING"));
    // ruleid: c-command-injection
    system(line);
    snprintf(line, sizeof line, "ls %s", getenv("HOME"));
    // ok: c-command-injection
    system(line);
}

// The body of a POST.
void cgi_body(void)
{
    char body[1024];
    char line[2048];
    char *length = getenv("CONTENT_LENGTH");
    size_t size = fread(body, 1, strtoul(length, NULL, 10), stdin);
    body[size] = '\0';
    snprintf(line, sizeof line, "logger %s", body);
    // ruleid: c-command-injection
    system(line);
}

// What is left of a buffer is written behind what is there.
void behind(struct MHD_Connection *connection)
{
    char line[256];
    int used = snprintf(line, sizeof line, "id %s", MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "u"));
    snprintf(line + used, sizeof line - used, " -n");
    // ruleid: c-command-injection
    system(line);
    // Read as a number, written as one.
    int count = 0;
    sscanf(MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "n"), "%d", &count);
    snprintf(line, sizeof line, "head -n %d /srv/news", count);
    // ok: c-command-injection
    system(line);
}

void from_socket(int listener)
{
    char line[256];
    int client = accept(listener, NULL, NULL);
    read(client, line, sizeof line);
    // ruleid: c-command-injection
    system(line);
    snprintf(line, sizeof line, "report %d", client);
    // ok: c-command-injection
    system(line);
}

void whole_program(struct MHD_Connection *connection)
{
    const char *tool = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "tool");
    // ruleid: c-command-injection
    execlp(tool, tool, (char *)NULL);
}

// Arguments are no command line.
void arguments(struct MHD_Connection *connection)
{
    const char *host = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "host");
    char *const argv[] = {"ping", "-c", "1", "--", (char *)host, NULL};
    pid_t child;
    // ok: c-command-injection
    posix_spawn(&child, "/bin/ping", NULL, NULL, argv, environ);
    // ok: c-command-injection
    execl("/bin/ping", "ping", "-c", "1", "--", host, (char *)NULL);
}

// A number of it.
void number(struct MHD_Connection *connection)
{
    char line[64];
    long seconds = strtol(MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "s"), NULL, 10);
    snprintf(line, sizeof line, "sleep %ld", seconds);
    // ok: c-command-injection
    system(line);
}

// One of what the program knows.
void listed(struct MHD_Connection *connection)
{
    const char *unit = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "unit");
    char line[64];
    if (strcmp(unit, "web") == 0 || strcmp(unit, "mail") == 0) {
        snprintf(line, sizeof line, "systemctl status %s", unit);
        // ok: c-command-injection
        system(line);
    }
}
