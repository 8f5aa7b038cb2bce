/* Cookie headers read, cookies written, texts escaped. The first byte is the length of a name. */
#include "merlon_guard.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_escapes(const char *text, size_t len)
{
    size_t room = MLG_ESCAPE_HTML_SIZE(len);
    char *out = malloc(room);
    if (!out)
        abort();
    int html = mlg_escape_html(text, len, out, room);
    if (html < 0 || strpbrk(out, "<>\"'"))
        abort();
    int attribute = mlg_escape_attribute(text, len, out, room);
    if (attribute < 0 || strpbrk(out, "<>\"' =`/\n"))
        abort();
    int url = mlg_escape_url(text, len, out, MLG_ESCAPE_URL_SIZE(len));
    if (url < 0 ||
        (size_t)url !=
            strspn(out, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%"))
        abort();
    if (len && mlg_escape_url(text, len, out, (size_t)url) != MLG_ERR_SPACE)
        abort();
    free(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size || size > 5000 || (size_t)data[0] + 1 > size)
        return 0;
    size_t name_len = data[0];
    char name[256];
    memcpy(name, data + 1, name_len);
    name[name_len] = '\0';
    const char *header = (const char *)data + 1 + name_len, *value;
    size_t len = size - 1 - name_len, value_len;
    if (mlg_cookie_find(header, len, name, &value, &value_len) == MLG_ALLOW) {
        if (value < header || value + value_len > header + len || memchr(value, ';', value_len))
            abort();
    } else if (value || value_len) {
        abort();
    }
    char text[5000], out[16384];
    memcpy(text, header, len);
    text[len] = '\0';
    for (int encode = 0; encode < 2; encode++) {
        mlg_cookie cookie = {
            .name = name, .value = text, .encode = encode, .same_site = (int)(size % 3)};
        int written = mlg_cookie_write(&cookie, out, sizeof out);
        if (written <= 0)
            continue;
        /* What was written is found again, and says no more than it should. */
        size_t pair = strcspn(out, ";");
        if (!mlg_is_header_value(out, (size_t)written) ||
            !strstr(out, "; HttpOnly; Secure; SameSite=") ||
            mlg_cookie_find(out, pair, name, &value, &value_len) != MLG_ALLOW ||
            (!encode && !mlg_equal(value, value_len, text, strlen(text))))
            abort();
    }
    check_escapes(header, len);
    return 0;
}
