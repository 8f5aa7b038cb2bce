#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEY "0123456789abcdef0123456789abcdef"

struct box {
    const unsigned char *key;
};

static const char *const secret = "correct horse battery staple";

void sign(const unsigned char *text, size_t length, unsigned char *out)
{
    // ruleid: c-key-in-code
    HMAC(EVP_sha256(), "battery staple", 14, text, length, out, NULL);
    // ruleid: c-key-in-code
    HMAC(EVP_sha256(), secret, (int)strlen(secret), text, length, out, NULL);
}

void by_field(EVP_CIPHER_CTX *ctx, struct box *box, const unsigned char *iv)
{
    box->key = (const unsigned char *)"0123456789abcdef0123456789abcdef";
    // ruleid: c-key-in-code
    EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, box->key, iv);
}

static void start(EVP_CIPHER_CTX *ctx, const char *key, const unsigned char *iv)
{
    // ruleid: c-key-in-code
    EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, (const unsigned char *)key, iv);
}

void by_wrapper(EVP_CIPHER_CTX *ctx, const unsigned char *iv)
{
    start(ctx, "0123456789abcdef0123456789abcdef", iv);
}

void by_macro(EVP_CIPHER_CTX *ctx, const unsigned char *iv)
{
    // ruleid: c-key-in-code
    EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, (const unsigned char *)KEY, iv);
}

void given(EVP_CIPHER_CTX *ctx, const unsigned char *key, const unsigned char *iv)
{
    unsigned char read_key[32];
    // ok: c-key-in-code
    EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, iv);
    FILE *file = fopen("/run/secrets/key", "rb");
    fread(read_key, 1, sizeof read_key, file);
    // ok: c-key-in-code
    EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, read_key, iv);
    // ok: c-key-in-code
    EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, NULL, NULL);
}

void sign_small(uint8_t out[32], uint8_t *text, size_t length, uint8_t *key, size_t key_length)
{
    // ruleid: c-key-in-code
    mg_hmac_sha256(out, (uint8_t *)secret, strlen(secret), text, length);
    // ok: c-key-in-code
    mg_hmac_sha256(out, key, key_length, text, length);
}
