#include <string.h>
#include "civetweb.h"
#include "merlon_guard.h"

void bare(struct mg_connection *conn)
{
    char name[64];
    mg_get_var("", 0, "name", name, sizeof name);
    // ruleid: c-html-response
    mg_printf(conn, "<p>%s</p>", name);
}

void escaped(struct mg_connection *conn)
{
    char name[64], text[MLG_ESCAPE_HTML_SIZE(64)];
    mg_get_var("", 0, "name", name, sizeof name);
    mlg_escape_html(name, strlen(name), text, sizeof text);
    // ok: c-html-response
    mg_printf(conn, "<p>%s</p>", text);
}

void in_an_attribute(struct mg_connection *conn)
{
    char name[64], text[MLG_ESCAPE_HTML_SIZE(64)];
    mg_get_var("", 0, "name", name, sizeof name);
    mlg_escape_attribute(name, strlen(name), text, sizeof text);
    // ok: c-html-response
    mg_printf(conn, "<p title=%s>", text);
}

void in_a_link(struct mg_connection *conn)
{
    char name[64], text[MLG_ESCAPE_URL_SIZE(64)];
    mg_get_var("", 0, "name", name, sizeof name);
    mlg_escape_url(name, strlen(name), text, sizeof text);
    // ok: c-html-response
    mg_printf(conn, "<a href='/u/%s'>", text);
}

void one_forgotten(struct mg_connection *conn)
{
    char name[64], text[MLG_ESCAPE_HTML_SIZE(64)];
    mg_get_var("", 0, "name", name, sizeof name);
    mlg_escape_html(name, strlen(name), text, sizeof text);
    // ruleid: c-html-response
    mg_printf(conn, "<p>%s %s</p>", text, name);
}
