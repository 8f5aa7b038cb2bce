#include <string.h>

#define EQUAL(a, b) (strcmp((a), (b)) == 0)

struct session {
    char csrf_token[33];
    unsigned char hmac[32];
};

int all(const struct session *session, const char *api_key, const char *given, const unsigned char *theirs)
{
    // ruleid: c-secret-compare
    if (strcmp(api_key, given) != 0)
        return 0;
    // ruleid: c-secret-compare
    if (strcmp(given, session->csrf_token) != 0)
        return 0;
    const char *expected_token = session->csrf_token;
    // ruleid: c-secret-compare
    if (strncmp(expected_token, given, 32) != 0)
        return 0;
    // ruleid: c-secret-compare
    return memcmp(session->hmac, theirs, 32) == 0;
}

static int same_password(const char *password, const char *stored)
{
    // ruleid: c-secret-compare
    return !strcmp(password, stored);
}

int by_macro(const char *token, const char *given)
{
    // todoruleid: c-secret-compare
    return EQUAL(token, given);
}

int others(const char *token, const char *name, const char *method)
{
    // ok: c-secret-compare
    if (strcmp(token, "GET") == 0)
        return 1;
    // ok: c-secret-compare
    if (strcmp(name, method) == 0)
        return same_password(name, method);
    // ok: c-secret-compare
    return strcmp(method, "password") == 0;
}
