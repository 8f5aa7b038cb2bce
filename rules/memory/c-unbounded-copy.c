#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define COPY(to, from) strcpy((to), (from))

struct user {
    char name[32];
};

void on_stack(struct MHD_Connection *connection)
{
    char name[32];
    char line[64];
    const char *text = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "name");
    // ruleid: c-unbounded-copy
    strcpy(name, text);
    const char *same = text;
    // ruleid: c-unbounded-copy
    strcat(name, same);
    // ruleid: c-unbounded-copy
    sprintf(line, "hello %s", text);
    // ruleid: c-unbounded-copy
    sscanf(text, "%s", name);
    // ok: c-unbounded-copy
    snprintf(line, sizeof line, "hello %s", text);
    // ok: c-unbounded-copy
    sprintf(line, "hello %.20s", text);
    // ok: c-unbounded-copy
    sscanf(text, "%31s", name);
}

void by_field(struct MHD_Connection *connection, struct user *user)
{
    const char *text = MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, "name");
    // ruleid: c-unbounded-copy
    strcpy(user->name, text);
}

static void set_name(struct user *user, const char *name)
{
    // ruleid: c-unbounded-copy
    strcpy(user->name, name);
}

void by_wrapper(struct MHD_Connection *connection, struct user *user)
{
    set_name(user, MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "X-Name"));
}

void by_macro(struct MHD_Connection *connection)
{
    char name[32];
    const char *text = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "X-Name");
    // todoruleid: c-unbounded-copy
    COPY(name, text);
}

void from_socket(int fd)
{
    char packet[4096];
    char name[16];
    ssize_t length = recv(fd, packet, sizeof packet - 1, 0);
    packet[length] = '\0';
    // ruleid: c-unbounded-copy
    strcpy(name, packet + 4);
}

// Cut off before.
void bounded(struct MHD_Connection *connection)
{
    char name[32];
    char line[64];
    const char *text = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "name");
    snprintf(name, sizeof name, "%s", text);
    // ok: c-unbounded-copy
    sprintf(line, "hello %s", name);
}

int measured(struct MHD_Connection *connection)
{
    char name[32];
    const char *text = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "name");
    if (strlen(text) >= sizeof name)
        return 400;
    // ok: c-unbounded-copy
    strcpy(name, text);
    return 200;
}

char *made_for_it(struct MHD_Connection *connection)
{
    const char *text = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "name");
    char *copy = malloc(strlen(text) + 1);
    // ok: c-unbounded-copy
    strcpy(copy, text);

    size_t length = strlen(text);
    char *other = malloc(length + 8);
    // ok: c-unbounded-copy
    sprintf(other, "name=%s", text);
    return copy;
}

void number(struct MHD_Connection *connection)
{
    char line[32];
    // ok: c-unbounded-copy
    sprintf(line, "%d", atoi(MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "n")));
}

void constant(void)
{
    char line[32];
    // ok: c-unbounded-copy
    strcpy(line, "hello");
}
