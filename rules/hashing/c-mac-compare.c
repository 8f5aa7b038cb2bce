#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <string.h>
#include <unistd.h>

#define SAME(a, b, n) (memcmp((a), (b), (n)) == 0)

struct message {
    unsigned char code[32];
    const unsigned char *data;
    size_t length;
};

int check(const struct message *message, const unsigned char *key, int length)
{
    unsigned char mine[32];
    unsigned int size = 0;
    HMAC(EVP_sha256(), key, length, message->data, message->length, mine, &size);
    // ruleid: c-mac-compare
    return memcmp(mine, message->code, size) == 0;
}

int other_way(HMAC_CTX *ctx, const unsigned char *theirs)
{
    unsigned char mine[32];
    if (!HMAC_Final(ctx, mine, NULL))
        return 0;
    // ruleid: c-mac-compare
    if (memcmp(theirs, mine, sizeof mine) != 0)
        return 0;
    return 1;
}

int by_field(struct message *message, const unsigned char *theirs, HMAC_CTX *ctx)
{
    HMAC_Final(ctx, message->code, NULL);
    // ruleid: c-mac-compare
    return !memcmp(message->code, theirs, 32);
}

int by_macro(const unsigned char *theirs, HMAC_CTX *ctx)
{
    unsigned char mine[32];
    HMAC_Final(ctx, mine, NULL);
    // todoruleid: c-mac-compare
    return SAME(mine, theirs, 32);
}

int password(const char *typed, const char *stored)
{
    char *mine = crypt(typed, stored);
    // ruleid: c-mac-compare
    return mine && strcmp(mine, stored) == 0;
}

int right(const struct message *message, const unsigned char *key, int length)
{
    unsigned char mine[32];
    HMAC(EVP_sha256(), key, length, message->data, message->length, mine, NULL);
    // ok: c-mac-compare
    if (memcmp(message->data, "v1", 2) != 0)
        return 0;
    // ok: c-mac-compare
    return CRYPTO_memcmp(mine, message->code, sizeof mine) == 0;
}

int no_code(const char *one, const char *two)
{
    // ok: c-mac-compare
    return strcmp(one, two);
}
