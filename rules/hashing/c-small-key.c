#include <openssl/evp.h>
#include <openssl/rsa.h>

#define BITS 1024
#define MAKE(rsa, e) RSA_generate_key_ex((rsa), 1024, (e), NULL)

struct wanted {
    int bits;
};

static EVP_PKEY *make(int bits)
{
    return EVP_RSA_gen(bits);
}

void all(RSA *rsa, BIGNUM *e, EVP_PKEY_CTX *ctx, int from_file)
{
    // ruleid: c-small-key
    RSA_generate_key_ex(rsa, 1024, e, NULL);
    // ruleid: c-small-key
    int bits = 512;
    EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, bits);
    struct wanted wanted;
    // ruleid: c-small-key
    wanted.bits = 1024;
    RSA_generate_key_ex(rsa, wanted.bits, e, NULL);
    // ruleid: c-small-key
    make(1024);
    // ruleid: c-small-key
    RSA_generate_key_ex(rsa, BITS, e, NULL);
    // ruleid: c-small-key
    MAKE(rsa, e);
    // ok: c-small-key
    RSA_generate_key_ex(rsa, 3072, e, NULL);
    // ok: c-small-key
    EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, from_file);
    // ok: c-small-key
    EVP_PKEY_CTX_set_ec_paramgen_curve_nid(ctx, 415);
}
