#include <curl/curl.h>
#include <openssl/ssl.h>

#define OFF 0L
#define NO_CHECK(curl) curl_easy_setopt((curl), CURLOPT_SSL_VERIFYPEER, 0L)

struct options {
    long verify;
};

void fetch(CURL *curl, struct options *options)
{
    // ruleid: c-certificate-not-verified
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
    // ruleid: c-certificate-not-verified
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0);
    long off = 0;
    // ruleid: c-certificate-not-verified
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, off);
    options->verify = 0;
    // todoruleid: c-certificate-not-verified
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, options->verify);
    // todoruleid: c-certificate-not-verified
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, OFF);
    // todoruleid: c-certificate-not-verified
    NO_CHECK(curl);
    // ok: c-certificate-not-verified
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    // ok: c-certificate-not-verified
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    // ok: c-certificate-not-verified
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 0L);
}

// Who runs it has said so.
void asked(CURL *curl, int insecure)
{
    if (insecure) {
        // ok: c-certificate-not-verified
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
    }
}

SSL_CTX *client(void)
{
    SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
    // ruleid: c-certificate-not-verified
    SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL);
    return ctx;
}

int connect_to(SSL_CTX *ctx, int fd)
{
    // ruleid: c-certificate-not-verified
    SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL);
    SSL *ssl = SSL_new(ctx);
    SSL_set_fd(ssl, fd);
    return SSL_connect(ssl);
}

// ruleid: c-certificate-not-verified
static int trust_all(int ok, X509_STORE_CTX *store)
{
    return 1;
}

// A server that asks its clients for nothing.
SSL_CTX *server(void)
{
    SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
    // ok: c-certificate-not-verified
    SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL);
    return ctx;
}

SSL_CTX *right(void)
{
    SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
    // ok: c-certificate-not-verified
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
    return ctx;
}

static int only_old(int ok, X509_STORE_CTX *store)
{
    if (X509_STORE_CTX_get_error(store) == X509_V_ERR_CERT_HAS_EXPIRED)
        return 0;
    return ok;
}
