// Branches that are taken always or never.
#include <stdio.h>
#include "civetweb.h"

static int verbose;

void switched_off(struct mg_connection *conn, int wanted)
{
    const char *sent = mg_get_header(conn, "X-Text"), *text = "none";
    int off = 0, on = 1, later = 0;
    if (0)
        text = sent;
    // ok: c-format-string
    printf(text);
    if (off)
        text = sent;
    else if (!on || off == on)
        text = sent;
    // ok: c-format-string
    printf(text);
    while (0)
        text = sent;
    // ok: c-format-string
    printf(off ? sent : text);
    if (0 && wanted) {
        // ok: c-format-string
        printf(sent);
    }
    // ruleid: c-format-string
    printf(on ? sent : text);
    scanf("%d", &later);
    if (later)
        text = sent;
    // ruleid: c-format-string
    printf(text);
}

void switched_on(struct mg_connection *conn)
{
    const char *sent = mg_get_header(conn, "X-Text"), *text = "none";
    if (1 != 0)
        text = sent;
    // ruleid: c-format-string
    printf(text);
}

// What another function sets is not known.
void set_elsewhere(struct mg_connection *conn)
{
    const char *text = "none";
    if (verbose)
        text = mg_get_header(conn, "X-Text");
    // ruleid: c-format-string
    printf(text);
}

// A label in what is switched off is reached all the same.
void labelled(struct mg_connection *conn, int wrong)
{
    const char *text = mg_get_header(conn, "X-Text");
    if (wrong)
        goto fail;
    do {
        puts("fine");
    } while (0);
    if (0) {
    fail:
        // ruleid: c-format-string
        printf(text);
    }
}

// The loop is left by its break alone.
void endless(struct mg_connection *conn)
{
    const char *text = "none";
    while (1) {
        text = mg_get_header(conn, "X-Text");
        if (text)
            break;
    }
    // ruleid: c-format-string
    printf(text);
}
