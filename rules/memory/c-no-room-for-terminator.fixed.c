#include <stdlib.h>
#include <string.h>

struct entry {
    char *name;
};

char *copy(const char *text)
{
    // ruleid: c-no-room-for-terminator
    char *out = malloc(strlen(text) + 1);
    strcpy(out, text);
    return out;
}

void by_variable(const char *text)
{
    size_t length = strlen(text);
    // ruleid: c-no-room-for-terminator
    char *out = (char *)malloc(length + 1);
    if (!out)
        return;
    strcpy(out, text);
}

void by_field(struct entry *entry, const char *text)
{
    // ruleid: c-no-room-for-terminator
    entry->name = xmalloc(strlen(text) + 1);
    strcpy(entry->name, text);
}

void times(const char *text)
{
    // ruleid: c-no-room-for-terminator
    char *out = malloc(strlen(text) * sizeof(char) + 1);
    strcpy(out, text);
}

void right(const char *text)
{
    // ok: c-no-room-for-terminator
    char *out = malloc(strlen(text) + 1);
    strcpy(out, text);

    size_t length = strlen(text) + 1;
    // ok: c-no-room-for-terminator
    char *two = malloc(length);
    strcpy(two, text);
}

// Not a text: no NUL is written.
void bytes(const char *text)
{
    size_t length = strlen(text);
    // ok: c-no-room-for-terminator
    char *out = malloc(length);
    memcpy(out, text, length);
}
