#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PRINT printf

struct line {
    char text[128];
};

static void show(const char *text)
{
    // ruleid: c-local-format-string
    printf(text);
}

int main(int argc, char **argv)
{
    char buffer[256];
    // ruleid: c-local-format-string
    printf(argv[1]);
    char *home = getenv("HOME");
    // ruleid: c-local-format-string
    fprintf(stderr, home);
    fgets(buffer, sizeof buffer, stdin);
    // ruleid: c-local-format-string
    printf(buffer);
    // ruleid: c-local-format-string
    PRINT(buffer);
    show(argv[2]);

    struct line line;
    strncpy(line.text, argv[3], sizeof line.text);
    // ruleid: c-local-format-string
    printf(line.text);
    // ok: c-local-format-string
    printf("%s\n", argv[1]);
    // ok: c-local-format-string
    puts(buffer);
    char number[16];
    snprintf(number, sizeof number, "%d", atoi(argv[1]));
    // ok: c-local-format-string
    printf(number);
    return 0;
}
