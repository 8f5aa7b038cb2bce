#include <openssl/evp.h>
#include <openssl/des.h>

#define CIPHER EVP_des_ede3_cbc()

struct box {
    const EVP_CIPHER *cipher;
};

static const EVP_CIPHER *pick(int old)
{
    // ruleid: c-weak-cipher
    return old ? EVP_rc4() : EVP_aes_256_gcm();
}

void all(EVP_CIPHER_CTX *ctx, const unsigned char *key, struct box *box)
{
    // ruleid: c-weak-cipher
    EVP_EncryptInit_ex(ctx, EVP_des_cbc(), NULL, key, NULL);
    // ruleid: c-weak-cipher
    EVP_EncryptInit_ex(ctx, EVP_aes_128_ecb(), NULL, key, NULL);
    // ruleid: c-weak-cipher
    const EVP_CIPHER *named = EVP_get_cipherbyname("des-ede3-cbc");
    const char *name = "AES-256-ECB";
    // ruleid: c-weak-cipher
    box->cipher = EVP_CIPHER_fetch(NULL, name, NULL);
    // ruleid: c-weak-cipher
    DES_ecb_encrypt(NULL, NULL, NULL, DES_ENCRYPT);
    // ok: c-weak-cipher
    EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, NULL);
    // ok: c-weak-cipher
    named = EVP_get_cipherbyname("aes-256-gcm");
    // ok: c-weak-cipher
    box->cipher = EVP_chacha20_poly1305();
    // ok: c-weak-cipher
    EVP_EncryptInit_ex(ctx, pick(0), NULL, key, NULL);
}
