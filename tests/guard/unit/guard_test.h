/* What the guard's unit tests share: cmocka, and a recorder of headers. */
#ifndef MLG_GUARD_TEST_H
#define MLG_GUARD_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "merlon_guard.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* "Name: value\n" for each header, "+" before one that is appended. */
typedef struct recorder {
    char text[8192];
    size_t len;
} recorder;

static inline void record(void *arg, const char *name, const char *value, int append)
{
    recorder *to = arg;
    int len = snprintf(to->text + to->len, sizeof to->text - to->len, "%s%s: %s\n",
                       append ? "+" : "", name, value);
    assert_true(len > 0 && (size_t)len < sizeof to->text - to->len);
    to->len += (size_t)len;
}

/* Whether the recorded headers have this line. */
static inline int has_line(const recorder *from, const char *line)
{
    char want[1024];
    int len = snprintf(want, sizeof want, "%s\n", line);
    for (const char *at = from->text; (at = strstr(at, want)) != NULL; at++)
        if (len > 0 && (at == from->text || at[-1] == '\n'))
            return 1;
    return 0;
}

#endif
