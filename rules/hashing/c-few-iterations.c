#include <openssl/evp.h>

#define ROUNDS 1000
#define DERIVE(p, n, s, out) PKCS5_PBKDF2_HMAC((p), (n), (s), 16, 2000, EVP_sha256(), 32, (out))

struct cost {
    int rounds;
};

void all(const char *password, int length, const unsigned char *salt, unsigned char *out, int from_file)
{
    // ruleid: c-few-iterations
    PKCS5_PBKDF2_HMAC(password, length, salt, 16, 1000, EVP_sha256(), 32, out);
    // ruleid: c-few-iterations
    int rounds = 10000;
    PKCS5_PBKDF2_HMAC(password, length, salt, 16, rounds, EVP_sha256(), 32, out);
    struct cost cost;
    // ruleid: c-few-iterations
    cost.rounds = 4096;
    PKCS5_PBKDF2_HMAC(password, length, salt, 16, cost.rounds, EVP_sha256(), 32, out);
    // ruleid: c-few-iterations
    PKCS5_PBKDF2_HMAC(password, length, salt, 16, ROUNDS, EVP_sha256(), 32, out);
    // ruleid: c-few-iterations
    DERIVE(password, length, salt, out);
    // ok: c-few-iterations
    PKCS5_PBKDF2_HMAC(password, length, salt, 16, 600000, EVP_sha256(), 32, out);
    // ok: c-few-iterations
    PKCS5_PBKDF2_HMAC(password, length, salt, 16, from_file, EVP_sha256(), 32, out);
    rounds = 210000;
    // ok: c-few-iterations
    PKCS5_PBKDF2_HMAC(password, length, salt, 16, rounds, EVP_sha512(), 32, out);
}

void wolfssl(const byte *password, int length, const byte *salt, byte *out)
{
    // ruleid: c-few-iterations
    wc_PBKDF2(out, password, length, salt, 16, 1000, 32, WC_SHA256);
    // ok: c-few-iterations
    wc_PBKDF2(out, password, length, salt, 16, 600000, 32, WC_SHA256);
}
