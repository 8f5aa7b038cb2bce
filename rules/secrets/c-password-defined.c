#include <string.h>

// ruleid: c-password-defined
#define DB_PASSWORD "hunter2024"
// ok: c-password-defined
#define PASSWORD_FIELD "password"
// ok: c-password-defined
#define PROMPT_PASSWORD "Enter the password: "

struct config {
    const char *api_key;
    char password[32];
};

// ruleid: c-password-defined
static const char *const jwt_secret = "Xk29dLq0vB7m";

void set(struct config *config, const char *given)
{
    // ruleid: c-password-defined
    config->api_key = "9f8e7d6c5b4a";
    // ruleid: c-password-defined
    strcpy(config->password, "Tr0ub4dor");
    // ok: c-password-defined
    config->api_key = given;
    // ok: c-password-defined
    const char *password = "";
    // ok: c-password-defined
    const char *secret_file = "/run/secrets/db1";
    (void)password, (void)secret_file;
}
