/* SDS, the texts of Redis. */
#include <stdio.h>
#include <string.h>

#include "sds.h"

int run(const char *text)
{
    sds line = sdsnew(text), part = sdsnewlen(text, 8), copy = sdsdup(line);
    line = sdscat(line, part);
    line = sdscatlen(line, text, strlen(text));
    line = sdscatprintf(line, "%s", text);
    line = sdscatfmt(line, "%s", text);
    copy = sdscpy(copy, text);
    puts(line), puts(copy);
    sdsfree(line), sdsfree(part), sdsfree(copy);
    return 0;
}
