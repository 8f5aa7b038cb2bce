#include <string.h>

#define MASTER "open sesame"
#define SAME(a, b) (strcmp((a), (b)) == 0)

struct login {
    char name[32];
    char password[64];
};

static const char *const master = "open sesame";

int all(const struct login *login, const char *password)
{
    // ruleid: c-password-compared
    if (strcmp(login->password, "battery1") == 0)
        return 1;
    // ruleid: c-password-compared
    if (strcmp(password, master) == 0)
        return 1;
    const char *pass = password;
    // ruleid: c-password-compared
    return !memcmp("letmein", pass, 8);
}

static int is_admin(const char *passwd)
{
    // ruleid: c-password-compared
    return strcmp(passwd, "admin123") == 0;
}

int by_macro(const char *password)
{
    // todoruleid: c-password-compared
    if (strcmp(password, MASTER) == 0)
        return 1;
    // todoruleid: c-password-compared
    return SAME(password, "open sesame");
}

int others(const struct login *login, const char *password, const char *stored)
{
    // ok: c-password-compared
    if (strcmp(login->name, "admin") == 0)
        return is_admin(password);
    // ok: c-password-compared
    if (strcmp(password, "") == 0)
        return 0;
    // ok: c-password-compared
    if (strcmp(password, "none") == 0)
        return 0;
    // ok: c-password-compared
    return strcmp(password, stored) == 0;
}
