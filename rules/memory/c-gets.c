#include <stdio.h>

struct line {
    char text[80];
};

static char *ask(char *to)
{
    // ruleid: c-gets
    return gets(to);
}

void all(struct line *line)
{
    char buffer[80];
    char *same = buffer;
    // ruleid: c-gets
    gets(buffer);
    // ruleid: c-gets
    if (gets(same) == NULL)
        return;
    // ruleid: c-gets
    gets(line->text);
    ask(buffer);
    // ok: c-gets
    fgets(buffer, sizeof buffer, stdin);
    // ok: c-gets
    gets_s(buffer, sizeof buffer);
    // ok: c-gets
    db_gets(buffer, 1);
}
