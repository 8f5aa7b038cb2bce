#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "civetweb.h"

// A function of the file's own that is called like a library's, and takes its format elsewhere.
static int mg_snprintf(char *out, size_t size, const char *label, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int n = snprintf(out, size, "%s: ", label) +
            vsnprintf(out + strlen(out), size - strlen(out), format, arguments);
    va_end(arguments);
    return n;
}

void own_function(struct mg_connection *conn, char *line, size_t size)
{
    const char *label = mg_get_header(conn, "X-Label");
    // ok: c-format-string
    mg_snprintf(line, size, label, "%d requests", 3);
}
