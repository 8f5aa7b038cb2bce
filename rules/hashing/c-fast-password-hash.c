#include <openssl/evp.h>
#include <openssl/md5.h>
#include <openssl/sha.h>
#include <string.h>

#define BYTES(text) ((const unsigned char *)(text))

struct user {
    char password[64];
    unsigned char digest[32];
};

void one(const char *password, unsigned char *out)
{
    // ruleid: c-fast-password-hash
    SHA256((const unsigned char *)password, strlen(password), out);
    const char *plain_password = password;
    // ruleid: c-fast-password-hash
    MD5((const unsigned char *)plain_password, strlen(plain_password), out);
}

void by_field(struct user *user)
{
    // ruleid: c-fast-password-hash
    SHA256((const unsigned char *)user->password, strlen(user->password), user->digest);
}

static void digest(EVP_MD_CTX *ctx, const char *passwd)
{
    EVP_DigestInit_ex(ctx, EVP_sha512(), NULL);
    // ruleid: c-fast-password-hash
    EVP_DigestUpdate(ctx, passwd, strlen(passwd));
}

void by_macro(const char *pwd, unsigned char *out)
{
    // todoruleid: c-fast-password-hash
    SHA256(BYTES(pwd), strlen(pwd), out);
}

void others(const char *text, const char *password_file, unsigned char *out, EVP_MD_CTX *ctx)
{
    // ok: c-fast-password-hash
    SHA256((const unsigned char *)text, strlen(text), out);
    // ok: c-fast-password-hash
    EVP_DigestUpdate(ctx, password_file, strlen(password_file));
    // ok: c-fast-password-hash
    PKCS5_PBKDF2_HMAC(text, -1, out, 16, 600000, EVP_sha256(), 32, out);
}
