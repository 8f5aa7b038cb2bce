/* wolfCrypt. */
#include <wolfssl/options.h>
#include <wolfssl/wolfcrypt/hash.h>
#include <wolfssl/wolfcrypt/pwdbased.h>
#include <wolfssl/wolfcrypt/random.h>
#include <wolfssl/wolfcrypt/rsa.h>

int run(RsaKey *key, WC_RNG *random, const byte *password, int size)
{
    byte salt[16] = {0}, out[32];
    wc_PBKDF2(out, password, size, salt, sizeof salt, 600000, sizeof out, WC_HASH_TYPE_SHA256);
    return wc_MakeRsaKey(key, 3072, WC_RSA_EXPONENT, random);
}
