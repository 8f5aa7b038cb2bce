#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct user {
    char name[32];
};

static void set(struct user *user, const char *from)
{
    // ruleid: c-unbounded-function
    strcpy(user->name, from);
}

void all(char *from)
{
    char to[32];
    char *same = from;
    struct user user;
    set(&user, from);
    // ruleid: c-unbounded-function
    strcat(to, same);
    // ruleid: c-unbounded-function
    sprintf(to, "hello %s", from);
    // ruleid: c-unbounded-function
    sprintf(to, from);
    // ok: c-unbounded-function
    strcpy(to, "hello");
    // ok: c-unbounded-function
    sprintf(to, "%d", 12);
    // ok: c-unbounded-function
    snprintf(to, sizeof to, "%s", from);
    const char *fixed = "fixed";
    // ok: c-unbounded-function
    strcpy(to, fixed);
}

char *made(const char *from)
{
    char *to = malloc(strlen(from) + 1);
    // ok: c-unbounded-function
    return strcpy(to, from);
}

void asked(const char *from)
{
    char to[32];
    if (strlen(from) < sizeof to) {
        // ok: c-unbounded-function
        strcpy(to, from);
    }
}
