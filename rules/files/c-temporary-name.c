#include <stdio.h>
#include <stdlib.h>

#define TEMPORARY(name) mktemp(name)

struct upload {
    char name[L_tmpnam];
};

static char *name(char *template)
{
    // ruleid: c-temporary-name
    return mktemp(template);
}

void all(struct upload *upload)
{
    char template[] = "/tmp/uploadXXXXXX";
    // ruleid: c-temporary-name
    tmpnam(upload->name);
    // ruleid: c-temporary-name
    char *other = tempnam("/tmp", "up");
    char *same = template;
    // ruleid: c-temporary-name
    FILE *file = fopen(mktemp(same), "w");
    // ok: c-temporary-name
    int fd = mkstemp(template);
    // ok: c-temporary-name
    file = tmpfile();
    // ok: c-temporary-name
    char *folder = mkdtemp(template);
    printf("%s %s %s %d %p\n", folder, other, name(template), fd, (void *)file);
}
