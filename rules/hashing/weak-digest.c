#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/md5.h>
#include <openssl/sha.h>
#include <string.h>

int check(const char *password, const unsigned char *stored)
{
    unsigned char out[16];
    // ruleid: weak-digest
    MD5((const unsigned char *)password, strlen(password), out);
    return memcmp(out, stored, sizeof out) == 0;
}

void digest(EVP_MD_CTX *ctx, const char *text, unsigned char *out)
{
    // ruleid: weak-digest
    EVP_DigestInit_ex(ctx, EVP_md5(), NULL);
    // ruleid: weak-digest
    const EVP_MD *kind = EVP_get_digestbyname("sha1");
    // ruleid: weak-digest
    SHA1((const unsigned char *)text, strlen(text), out);
}

void sign(X509 *cert, EVP_PKEY *key)
{
    // ruleid: weak-digest
    X509_sign(cert, key, EVP_sha1());
}

void good(EVP_MD_CTX *ctx, const char *text, unsigned char *out, const char *key, int length)
{
    // ok: weak-digest
    EVP_DigestInit_ex(ctx, EVP_sha256(), NULL);
    // ok: weak-digest
    SHA256((const unsigned char *)text, strlen(text), out);
    // ok: weak-digest
    const EVP_MD *kind = EVP_get_digestbyname("sha256");
    // ok: weak-digest
    HMAC(EVP_sha1(), key, length, (const unsigned char *)text, strlen(text), out, NULL);
    // ok: weak-digest
    PKCS5_PBKDF2_HMAC(text, -1, NULL, 0, 600000, EVP_sha1(), 32, out);
}

// The handshake of WebSocket is defined with SHA-1 and guards nothing.
void handshake(const char *key, unsigned char *out)
{
    static const char *magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    char text[128];
    SHA_CTX ctx;
    snprintf(text, sizeof text, "%s%s", key, magic);
    // ok: weak-digest
    SHA1_Init(&ctx);
    // ok: weak-digest
    EVP_Digest(text, strlen(text), out, NULL, EVP_get_digestbyname("sha1"), NULL);
}
