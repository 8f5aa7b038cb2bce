#include <curl/curl.h>
#include <openssl/ssl.h>

#define MINIMUM TLS1_VERSION

struct settings {
    const SSL_METHOD *method;
};

static const SSL_METHOD *pick(void)
{
    // ruleid: c-old-tls
    return TLS_server_method();
}

void all(SSL_CTX *ctx, CURL *curl, struct settings *settings)
{
    // ruleid: c-old-tls
    ctx = SSL_CTX_new(TLS_server_method());
    // ruleid: c-old-tls
    settings->method = TLS_client_method();
    // ruleid: c-old-tls
    SSL_CTX_set_min_proto_version(ctx, TLS1_VERSION);
    // ruleid: c-old-tls
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_0);
    const char *ciphers = "HIGH:RC4";
    // ruleid: c-old-tls
    SSL_CTX_set_cipher_list(ctx, ciphers);
    // todoruleid: c-old-tls
    SSL_CTX_set_min_proto_version(ctx, MINIMUM);
    // ok: c-old-tls
    ctx = SSL_CTX_new(TLS_server_method());
    // ok: c-old-tls
    SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
    // ok: c-old-tls
    SSL_CTX_set_cipher_list(ctx, "HIGH:!aNULL:!MD5:!RC4:!DES");
    // ok: c-old-tls
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    settings->method = pick();
}
