#include <crypt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define HASH crypt

struct entry {
    const char *salt;
};

static const char *const md5 = "$1$abcdefgh";

char *all(const char *password, struct entry *entry, const char *stored)
{
    // ruleid: c-weak-crypt
    char *one = crypt(password, "ab");
    // ruleid: c-weak-crypt
    one = crypt(password, "$1$saltsalt$");
    // ruleid: c-weak-crypt
    one = crypt(password, md5);
    char salt[32];
    snprintf(salt, sizeof salt, "$1$%s", entry->salt);
    // ruleid: c-weak-crypt
    one = crypt(password, salt);
    // ruleid: c-weak-crypt
    char *made = crypt_gensalt("$1$", 0, NULL, 0);
    // todoruleid: c-weak-crypt
    one = HASH(password, "ab");

    // ok: c-weak-crypt
    one = crypt(password, "$6$saltsalt$");
    // ok: c-weak-crypt
    one = crypt(password, stored);
    // ok: c-weak-crypt
    made = crypt_gensalt("$y$", 0, NULL, 0);
    // ok: c-weak-crypt
    one = crypt(password, made);
    return one;
}
