#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct user {
    char name[32];
};

void all(struct user *user, const char *from)
{
    char to[32] = "";
    // ruleid: c-bound-of-source
    strncpy(to, from, strlen(from));
    // ruleid: c-bound-of-source
    strncpy(user->name, from, strlen(from) + 1);
    // ruleid: c-bound-of-source
    strncat(to, from, sizeof(to) - strlen(to) - 1);
    // ruleid: c-bound-of-source
    strncat(to, from, sizeof(to) - strlen(to) - 1);
    // ok: c-bound-of-source
    strncat(to, from, sizeof to - strlen(to) - 1);
    // ok: c-bound-of-source
    strncpy(to, from, sizeof to - 1);
    // ok: c-bound-of-source
    strncpy(to, "close", strlen("close") + 1);
}

char *made(const char *from)
{
    char *to = malloc(strlen(from) + 1);
    // ok: c-bound-of-source
    strncpy(to, from, strlen(from) + 1);
    return to;
}

void asked(const char *from)
{
    char to[32];
    if (strlen(from) < sizeof to) {
        // ok: c-bound-of-source
        strncpy(to, from, strlen(from) + 1);
    }
}
