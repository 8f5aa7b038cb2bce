#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

#define IV "0123456789abcdef"

static const unsigned char fixed[16] = {1, 2, 3, 4};

struct box {
    unsigned char iv[16];
};

void array(EVP_CIPHER_CTX *ctx, const unsigned char *key)
{
    unsigned char iv[16] = {0};
    // ruleid: c-static-iv
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, iv);
}

void text(EVP_CIPHER_CTX *ctx, const unsigned char *key)
{
    // ruleid: c-static-iv
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, (const unsigned char *)"0123456789abcdef");
    const char *iv = "0123456789abcdef";
    // ruleid: c-static-iv
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, (const unsigned char *)iv);
    // ruleid: c-static-iv
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, fixed);
}

void by_field(EVP_CIPHER_CTX *ctx, const unsigned char *key, struct box *box)
{
    memset(box->iv, 0, sizeof box->iv);
    // ruleid: c-static-iv
    EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, box->iv);
}

void by_macro(EVP_CIPHER_CTX *ctx, const unsigned char *key)
{
    // todoruleid: c-static-iv
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, (const unsigned char *)IV);
}

int fresh(EVP_CIPHER_CTX *ctx, const unsigned char *key)
{
    unsigned char iv[16] = {0};
    if (RAND_bytes(iv, sizeof iv) != 1)
        return 0;
    // ok: c-static-iv
    return EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, iv);
}

void given(EVP_CIPHER_CTX *ctx, const unsigned char *key, const unsigned char *iv)
{
    // ok: c-static-iv
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, iv);
    // ok: c-static-iv
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, NULL, NULL);
}

// Decryption takes the one that came with the message.
void back(EVP_CIPHER_CTX *ctx, const unsigned char *key, const unsigned char *message)
{
    unsigned char iv[16] = {0};
    memcpy(iv, message, sizeof iv);
    // ok: c-static-iv
    EVP_DecryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, iv);
}
