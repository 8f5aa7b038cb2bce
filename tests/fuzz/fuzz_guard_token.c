/* CSRF tokens: session, cookie and what was sent, divided by line feeds. Only what was issued may
 * pass. */
#include "merlon_guard.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static mlg_csrf *csrf;
    static char issued[MLG_CSRF_TOKEN_SIZE];
    if (!csrf) {
        mlg_csrf_options options = {
            .secret = "0123456789abcdef", .secret_len = 16, .digest = MLG_DIGEST_SHA512};
        if (mlg_csrf_new(NULL, &options, &csrf) != MLG_OK ||
            mlg_csrf_issue(csrf, "s", 1, issued, sizeof issued) < 0)
            abort();
    }
    const char *text = (const char *)data, *end = text + size;
    const char *cookie = size ? memchr(text, '\n', size) : NULL;
    size_t session_len = cookie ? (size_t)(cookie - text) : size;
    cookie = cookie ? cookie + 1 : end;
    const char *sent = memchr(cookie, '\n', (size_t)(end - cookie));
    size_t cookie_len = (size_t)((sent ? sent : end) - cookie);
    sent = sent ? sent + 1 : end;
    if (mlg_csrf_match(csrf, text, session_len, cookie, cookie_len, sent, (size_t)(end - sent)) ==
            MLG_ALLOW ||
        mlg_csrf_match(csrf, text, session_len, cookie, cookie_len, cookie, cookie_len) ==
            MLG_ALLOW)
        abort();
    /* One that was issued, with the input in its place. */
    char changed[MLG_CSRF_TOKEN_SIZE];
    size_t len = strlen(issued), at = size ? data[0] % len : 0,
           count = size < len - at ? size : len - at;
    memcpy(changed, issued, len);
    if (count)
        memcpy(changed + at, data, count);
    int same = memcmp(changed, issued, len) == 0;
    if ((mlg_csrf_verify(csrf, "s", 1, changed, len) == MLG_ALLOW) != same)
        abort();
    return 0;
}
