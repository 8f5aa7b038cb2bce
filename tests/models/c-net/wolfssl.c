/* wolfSSL. */
#include <stdio.h>
#include <wolfssl/options.h>
#include <wolfssl/ssl.h>

int run(WOLFSSL *ssl)
{
    char text[256];
    int size = wolfSSL_read(ssl, text, sizeof text);
    return size < 0 ? size : puts(text);
}
