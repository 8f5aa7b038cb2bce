#include <microhttpd.h>
#include <stdio.h>
#include "civetweb.h"

#define SESSION "session=%s; Path=/; Secure"
#define SET(conn, id) mg_printf((conn), "Set-Cookie: session=%s; Path=/; Secure\r\n", (id))

struct answer {
    char cookie[128];
};

void text(struct mg_connection *conn, const char *id)
{
    // ruleid: c-cookie-without-httponly
    mg_printf(conn, "HTTP/1.1 200 OK\r\nSet-Cookie: session=%s; Path=/; Secure\r\nX-Else: 1\r\n\r\n", id);
    const char *format = "HTTP/1.1 200 OK\r\nSet-Cookie: auth_token=%s; Secure\r\n\r\n";
    // ruleid: c-cookie-without-httponly
    mg_printf(conn, format, id);
    // The attribute belongs to another line.
    // ruleid: c-cookie-without-httponly
    mg_printf(conn, "Set-Cookie: sid=%s; Secure\r\nX-Note: HttpOnly\r\n\r\n", id);
}

void by_field(struct MHD_Response *response, struct answer *answer, const char *id)
{
    snprintf(answer->cookie, sizeof answer->cookie, "session=%s; Path=/; Secure", id);
    // ruleid: c-cookie-without-httponly
    MHD_add_response_header(response, "Set-Cookie", answer->cookie);
}

static void set(struct mg_connection *conn, const char *id)
{
    char value[128];
    snprintf(value, sizeof value, "session=%s; Secure", id);
    // ruleid: c-cookie-without-httponly
    mg_response_header_add(conn, "Set-Cookie", value, -1);
}

void by_macro(struct mg_connection *conn, const char *id)
{
    // todoruleid: c-cookie-without-httponly
    SET(conn, id);
    // todoruleid: c-cookie-without-httponly
    mg_printf(conn, "Set-Cookie: " SESSION "\r\n", id);
}

void right(struct mg_connection *conn, struct MHD_Response *response, const char *id)
{
    // ok: c-cookie-without-httponly
    mg_printf(conn, "HTTP/1.1 200 OK\r\nSet-Cookie: session=%s; HttpOnly; Secure; SameSite=Lax\r\n\r\n", id);
    // ok: c-cookie-without-httponly
    MHD_add_response_header(response, "Set-Cookie", "session=1; HttpOnly; Secure");
    set(conn, id);
}

// Not what a session hangs on.
void preference(struct mg_connection *conn)
{
    // ok: c-cookie-without-httponly
    mg_printf(conn, "HTTP/1.1 200 OK\r\nSet-Cookie: theme=dark; Path=/\r\n\r\n");
}

// Taken away.
void logout(struct mg_connection *conn)
{
    // ok: c-cookie-without-httponly
    mg_printf(conn, "HTTP/1.1 200 OK\r\nSet-Cookie: session=; Path=/; Max-Age=0\r\n\r\n");
}

int by_flags(struct _u_response *response, const char *id)
{
    // ruleid: c-cookie-without-httponly
    ulfius_add_cookie_to_response(response, "session", id, NULL, 3600, NULL, "/", 1, 0);
    // ok: c-cookie-without-httponly
    ulfius_add_cookie_to_response(response, "session", id, NULL, 3600, NULL, "/", 1, 1);
    // ok: c-cookie-without-httponly
    ulfius_add_cookie_to_response(response, "theme", id, NULL, 3600, NULL, "/", 1, 0);
    return U_OK;
}

/* A text in several parts, with the flags in a part of their own. */
void in_parts(struct mg_connection *c, const char *token)
{
    char line[256];
    // ok: c-cookie-without-httponly
    mg_snprintf(line, sizeof line,
                "Set-Cookie: access_token=%s; Path=/; "
                "%sHttpOnly; SameSite=Lax; Max-Age=%d\r\n",
                token, c->is_tls ? "Secure; " : "", 3600);
    // ok: c-cookie-without-httponly
    snprintf(line, sizeof line, "Set-Cookie: session=%s; %s\r\n", token, flags(c));
    // ruleid: c-cookie-without-httponly
    mg_snprintf(line, sizeof line,
                "Set-Cookie: access_token=%s; Path=%s; "
                "Max-Age=%d\r\n",
                token, "/", 3600);
    // ruleid: c-cookie-without-httponly
    snprintf(line, sizeof line,
             "Set-Cookie: session=%s\r\n"
             "X-Note: HttpOnly; Secure\r\n",
             token);
}
