/* Keys of Mbed TLS, Libgcrypt and libraries for JSON Web Tokens. */
#include <gcrypt.h>
#include <jwt.h>
#include <l8w8jwt/encode.h>
#include <mbedtls/aes.h>
#include <mbedtls/gcm.h>
#include <mbedtls/md.h>
#include <mbedtls/rsa.h>
#include <string.h>

static void mbedtls(mbedtls_rsa_context *rsa, int (*random)(void *, unsigned char *, size_t),
                    const unsigned char *key, const unsigned char *text)
{
    unsigned char digest[32];
    mbedtls_aes_context aes;
    mbedtls_gcm_context gcm;
    mbedtls_aes_setkey_enc(&aes, key, 256);
    mbedtls_aes_setkey_dec(&aes, key, 256);
    mbedtls_gcm_setkey(&gcm, MBEDTLS_CIPHER_ID_AES, key, 256);
    mbedtls_md_hmac(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), key, 32, text, 8, digest);
    mbedtls_rsa_gen_key(rsa, random, NULL, 3072, 65537);
}

int run(mbedtls_rsa_context *rsa, int (*random)(void *, unsigned char *, size_t),
        gcry_cipher_hd_t cipher, jwt_t *token, const char *text, unsigned char *key)
{
    struct l8w8jwt_encoding_params params;
    int size = (int)strlen((char *)key);
    mbedtls(rsa, random, key, (const unsigned char *)text);
    gcry_cipher_setkey(cipher, key, 32);
    jwt_set_alg(token, JWT_ALG_HS256, key, size);
    jwt_decode(&token, text, key, size);
    l8w8jwt_encoding_params_init(&params);
    params.secret_key = key;
    params.secret_key_length = (size_t)size;
    return l8w8jwt_encode(&params);
}
