#include <stdio.h>

#define READ scanf
#define WORD "%s"

struct name {
    char first[16];
};

static int word(FILE *in, char *to)
{
    // ruleid: c-scanf-string
    return fscanf(in, "%s", to);
}

void all(const char *line, struct name *name)
{
    char buffer[16];
    int number;
    // ruleid: c-scanf-string
    scanf("%s", buffer);
    // ruleid: c-scanf-string
    scanf("%d %s", &number, buffer);
    // ruleid: c-scanf-string
    sscanf(line, "%[^,]", name->first);
    const char *format = "%s";
    // ruleid: c-scanf-string
    scanf(format, buffer);
    word(stdin, buffer);
    // ok: c-scanf-string
    scanf("%15s", buffer);
    // ok: c-scanf-string
    sscanf(line, "%15[^,],%d", name->first, &number);
    // ok: c-scanf-string
    scanf("%d%%", &number);
    // ok: c-scanf-string
    sscanf(line, "%*s %d", &number);
}
