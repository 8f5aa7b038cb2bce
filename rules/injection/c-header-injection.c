#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "civetweb.h"

#define BACK(conn, to) mg_printf((conn), "HTTP/1.1 302 Found\r\nLocation: %s\r\n\r\n", (to))

struct answer {
    char location[256];
};

int language(struct mg_connection *conn, void *data)
{
    char lang[32];
    const char *query = mg_get_request_info(conn)->query_string;
    mg_get_var(query, strlen(query), "lang", lang, sizeof lang);
    // ruleid: c-header-injection
    mg_response_header_add(conn, "Content-Language", lang, -1);
    const char *same = lang;
    // ruleid: c-header-injection
    mg_printf(conn, "HTTP/1.1 200 OK\r\nSet-Cookie: lang=%s; HttpOnly\r\n\r\n", same);
    return 200;
}

void by_field(struct mg_connection *conn, struct answer *answer)
{
    mg_read(conn, answer->location, sizeof answer->location);
    // ruleid: c-header-injection
    mg_response_header_add(conn, "Location", answer->location, -1);
}

static void set_name(struct MHD_Response *response, const char *name)
{
    char text[256];
    snprintf(text, sizeof text, "attachment; filename=\"%s\"", name);
    // ruleid: c-header-injection
    MHD_add_response_header(response, "Content-Disposition", text);
}

void by_wrapper(struct MHD_Connection *connection, struct MHD_Response *response)
{
    set_name(response, MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "name"));
}

void by_macro(struct mg_connection *conn)
{
    char to[256];
    mg_read(conn, to, sizeof to);
    // todoruleid: c-header-injection
    BACK(conn, to);
}

int refused(struct mg_connection *conn)
{
    const char *lang = mg_get_request_info(conn)->local_uri;
    if (strpbrk(lang, "\r\n"))
        return 400;
    // ok: c-header-injection
    mg_response_header_add(conn, "Content-Language", lang, -1);
    return 200;
}

// A header of the request cannot hold a line break.
void header(struct mg_connection *conn)
{
    const char *lang = mg_get_header(conn, "X-Lang");
    // ok: c-header-injection
    mg_response_header_add(conn, "Content-Language", lang, -1);
}

void known(struct mg_connection *conn)
{
    const char *lang = mg_get_request_info(conn)->local_uri;
    // ok: c-header-injection
    mg_response_header_add(conn, "Content-Language", strcmp(lang, "de") == 0 ? "de" : "en", -1);
}

void number(struct MHD_Connection *connection, struct MHD_Response *response)
{
    char text[32];
    snprintf(text, sizeof text, "%d", atoi(MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "age")));
    // ok: c-header-injection
    MHD_add_response_header(response, "Age", text);
}

// The request line as it came holds no line break: it would have ended there.
int moved(struct mg_connection *conn, void *data)
{
    const struct mg_request_info *info = mg_get_request_info(conn);
    // ok: c-header-injection
    mg_response_header_add(conn, "Location", info->request_uri, -1);
    // ruleid: c-header-injection
    mg_response_header_add(conn, "Content-Location", info->local_uri, -1);
    return 301;
}
