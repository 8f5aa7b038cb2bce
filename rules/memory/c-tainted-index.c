#include <stdlib.h>
#include <string.h>
#include "civetweb.h"

#define PICK(i) table[i]

static int table[16];

struct choice {
    int index;
};

static int pick(int index)
{
    // ruleid: c-tainted-index
    return table[index];
}

int all(struct mg_connection *conn, struct choice *choice)
{
    int index = atoi(mg_get_header(conn, "X-Index"));
    int same = index;
    // ruleid: c-tainted-index
    table[same] = 1;
    int parsed = (int)strtol(mg_get_header(conn, "X-Index"), NULL, 10);
    choice->index = parsed;
    // ruleid: c-tainted-index
    table[choice->index] = 1;
    // todoruleid: c-tainted-index
    PICK(index) = 1;
    // ok: c-tainted-index
    table[index % 16] = 1;
    // ok: c-tainted-index
    table[index & 15] = 1;
    return pick(index);
}

int bounded(struct mg_connection *conn)
{
    int index = atoi(mg_get_header(conn, "X-Index"));
    if (index < 0 || index >= 16)
        return 400;
    // ok: c-tainted-index
    table[index] = 1;
    for (int i = 0; i < 16; i++) {
        // ok: c-tainted-index
        table[i] = index;
    }
    return 200;
}
