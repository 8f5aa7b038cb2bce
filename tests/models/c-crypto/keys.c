/* Keys that are given as they are, and how keys are made: OpenSSL. */
#include <openssl/aes.h>
#include <openssl/dh.h>
#include <openssl/dsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>
#include <string.h>

static void sign(const char *key, int size, unsigned char *text, EVP_MAC_CTX *mac)
{
    unsigned char digest[32];
    unsigned count = sizeof digest;
    HMAC_CTX *ctx = HMAC_CTX_new();
    HMAC(EVP_sha256(), key, size, text, 8, digest, &count);
    HMAC_Init_ex(ctx, key, size, EVP_sha256(), NULL);
    EVP_MAC_init(mac, (const unsigned char *)key, (size_t)size, NULL);
    EVP_PKEY *a = EVP_PKEY_new_mac_key(EVP_PKEY_HMAC, NULL, (const unsigned char *)key, size);
    EVP_PKEY *b = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, (const unsigned char *)key,
                                               (size_t)size);
    EVP_PKEY_free(a), EVP_PKEY_free(b), HMAC_CTX_free(ctx);
}

static void encrypt(EVP_CIPHER_CTX *ctx, const unsigned char *key, const unsigned char *iv)
{
    AES_KEY schedule;
    EVP_EncryptInit(ctx, EVP_aes_256_cbc(), key, iv);
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, iv);
    EVP_EncryptInit_ex2(ctx, EVP_aes_256_cbc(), key, iv, NULL);
    EVP_DecryptInit(ctx, EVP_aes_256_cbc(), key, iv);
    EVP_DecryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, iv);
    EVP_CipherInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, iv, 1);
    AES_set_encrypt_key(key, 256, &schedule);
    AES_set_decrypt_key(key, 256, &schedule);
}

static void make_keys(EVP_PKEY_CTX *ctx, RSA *rsa, DSA *dsa, DH *dh, BIGNUM *e)
{
    RSA_free(RSA_generate_key(3072, 65537, NULL, NULL));
    RSA_generate_key_ex(rsa, 3072, e, NULL);
    RSA_generate_multi_prime_key(rsa, 4096, 3, e, NULL);
    EVP_PKEY_free(EVP_RSA_gen(3072));
    EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, 3072);
    EVP_PKEY_CTX_set_dsa_paramgen_bits(ctx, 3072);
    EVP_PKEY_CTX_set_dh_paramgen_prime_len(ctx, 3072);
    DSA_generate_parameters_ex(dsa, 3072, NULL, 0, NULL, NULL, NULL);
    DH_generate_parameters_ex(dh, 3072, DH_GENERATOR_2, NULL);
}

int run(const char *key, unsigned char *text, EVP_MAC_CTX *mac, EVP_CIPHER_CTX *cipher,
        EVP_PKEY_CTX *ctx, RSA *rsa, DSA *dsa, DH *dh, BIGNUM *e)
{
    unsigned char salt[16] = {0}, out[32];
    int size = (int)strlen(key);
    sign(key, size, text, mac);
    encrypt(cipher, (const unsigned char *)key, text);
    make_keys(ctx, rsa, dsa, dh, e);
    return PKCS5_PBKDF2_HMAC(key, size, salt, sizeof salt, 600000, EVP_sha256(), sizeof out, out) &&
           PKCS5_PBKDF2_HMAC_SHA1(key, size, salt, sizeof salt, 1300000, sizeof out, out);
}
