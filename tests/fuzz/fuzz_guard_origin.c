/* Origin, Host and the other headers that CORS and the source check read; the first line is an
 * entry of the list. What is on no list and not one's own must not be granted: that is looked up
 * again in a slow and simple way. */
#include "merlon_guard.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void take_header(void *arg, const char *name, const char *value, int append)
{
    (void)append;
    if (!mlg_is_token(name, strlen(name)) || !mlg_is_header_value(value, strlen(value)))
        abort();
    *(int *)arg += strcmp(name, "Access-Control-Allow-Origin") == 0;
}

/* The next line, as a text of its own. */
static char *line_of(const uint8_t **data, size_t *size)
{
    const uint8_t *end = memchr(*data, '\n', *size);
    size_t len = end ? (size_t)(end - *data) : *size;
    char *text = malloc(len + 1);
    if (!text)
        abort();
    memcpy(text, *data, len);
    text[len] = '\0';
    *data += len + (end != NULL);
    *size -= len + (end != NULL);
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *entry = line_of(&data, &size), *origin = line_of(&data, &size),
         *host = line_of(&data, &size);
    char *other = line_of(&data, &size);
    const char *list = entry;
    mlg_cors_options options;
    mlg_cors *cors;
    mlg_cors_options_init(&options);
    options.origins = &list;
    options.origin_count = 1;
    if (mlg_cors_new(NULL, &options, &cors) == MLG_OK) {
        mlg_request request = {.method = "OPTIONS",
                               .host = host,
                               .origin = origin,
                               .referer = other,
                               .sec_fetch_site = size ? "cross-site" : NULL,
                               .access_control_request_method = other,
                               .access_control_request_headers = other};
        int said = 0, match = mlg_cors_match(cors, origin, strlen(origin));
        int outcome = mlg_cors_apply(cors, &request, MLG_ORIGIN_ASK, take_header, &said);
        if (outcome < 0 || (said && match != MLG_ALLOW && strcmp(entry, "*") != 0))
            abort();
        /* Without a star, what matches has the same letters, ports of their own aside. */
        if (match == MLG_ALLOW && !strchr(entry, '*') && strlen(origin) > strlen(entry) + 6)
            abort();
        if (match == MLG_ALLOW && strpbrk(origin, "/?#@ \\,") != strchr(origin, '/'))
            abort();
        mlg_csrf *csrf;
        mlg_csrf_options csrf_options = {.secret = "0123456789abcdef", .secret_len = 16};
        csrf_options.origins = strcmp(entry, "*") == 0 ? NULL : &list;
        csrf_options.origin_count = csrf_options.origins != NULL;
        if (mlg_csrf_new(NULL, &csrf_options, &csrf) == MLG_OK) {
            request.method = "POST";
            (void)mlg_csrf_check(csrf, &request);
            (void)mlg_csrf_check_source(csrf, &request);
            request.origin = NULL;
            (void)mlg_csrf_check_source(csrf, &request);
        }
        mlg_csrf_free(csrf);
    }
    mlg_cors_free(cors);
    char key[MLG_ADDRESS_SIZE], again[MLG_ADDRESS_SIZE];
    int len = mlg_address_key(other, (unsigned)size % 129, key, sizeof key);
    if (len > 0) {
        /* What it made is an address once more, and stays what it is. */
        key[strcspn(key, "/")] = '\0';
        if (mlg_address_key(key, (unsigned)size % 129, again, sizeof again) != len ||
            strncmp(key, again, strlen(key)) != 0)
            abort();
    }
    free(entry);
    free(origin);
    free(host);
    free(other);
    return 0;
}
