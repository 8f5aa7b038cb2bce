/* Reading what came over TLS, and what went wrong: OpenSSL, Mbed TLS, GnuTLS, wolfSSL, libtls. */
#include <gnutls/gnutls.h>
#include <mbedtls/error.h>
#include <mbedtls/ssl.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <tls.h>

static void openssl(SSL *ssl, BIO *bio, SSL_CTX *ctx, char *password)
{
    char text[256];
    size_t size = 0;
    SSL_CTX_set_default_passwd_cb_userdata(ctx, password);
    SSL_read(ssl, text, sizeof text);
    SSL_read_ex(ssl, text, sizeof text, &size);
    BIO_read(bio, text, sizeof text);
    BIO_gets(bio, text, sizeof text);
    puts(ERR_error_string(ERR_get_error(), NULL));
    ERR_error_string(ERR_get_error(), text);
    puts(text);
    ERR_error_string_n(ERR_get_error(), text, sizeof text);
    puts(text), puts(ERR_reason_error_string(1)), puts(ERR_lib_error_string(1));
}

static void others(mbedtls_ssl_context *ssl, gnutls_session_t session, struct tls *ctx)
{
    char text[256];
    int code = mbedtls_ssl_read(ssl, (unsigned char *)text, sizeof text);
    mbedtls_strerror(code, text, sizeof text);
    puts(text);
    ssize_t size = gnutls_record_recv(session, text, sizeof text);
    puts(gnutls_strerror((int)size));
    if (tls_read(ctx, text, sizeof text) > 0)
        puts(text);
}

int run(SSL *ssl, BIO *bio, SSL_CTX *ctx, char *password, mbedtls_ssl_context *other,
        gnutls_session_t session, struct tls *third)
{
    openssl(ssl, bio, ctx, password);
    others(other, session, third);
    return 0;
}
