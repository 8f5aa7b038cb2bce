#include "guard_p.h"

#include <sodium.h>
#include <string.h>

void mlg_out_init(mlg_out *out, char *data, size_t size)
{
    out->data = data;
    out->size = size;
    out->len = 0;
    out->error = data && size ? MLG_OK : MLG_ERR_SPACE;
}

void mlg_out_byte(mlg_out *out, char byte)
{
    if (out->error)
        return;
    if (out->len + 1 >= out->size) {
        out->error = MLG_ERR_SPACE;
        return;
    }
    out->data[out->len++] = byte;
}

void mlg_out_add(mlg_out *out, const char *text, size_t len)
{
    if (out->error)
        return;
    if (len >= out->size - out->len) {
        out->error = MLG_ERR_SPACE;
        return;
    }
    memcpy(out->data + out->len, text, len);
    out->len += len;
}

void mlg_out_text(mlg_out *out, const char *text)
{
    mlg_out_add(out, text, strlen(text));
}

void mlg_out_number(mlg_out *out, int64_t number)
{
    char digits[20];
    size_t count = 0;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (number < 0)
        mlg_out_byte(out, '-');
    while (count)
        mlg_out_byte(out, digits[--count]);
}

int mlg_out_end(mlg_out *out)
{
    if (out->error) {
        if (out->data && out->size)
            out->data[0] = '\0';
        return out->error;
    }
    out->data[out->len] = '\0';
    return (int)out->len;
}

int mlg_is_alpha(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

int mlg_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

char mlg_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

int mlg_same(const char *a, size_t a_len, const char *b)
{
    if (strlen(b) != a_len)
        return 0;
    for (size_t i = 0; i < a_len; i++)
        if (mlg_lower(a[i]) != mlg_lower(b[i]))
            return 0;
    return 1;
}

int mlg_is_token(const char *text, size_t len)
{
    if (!text || !len)
        return 0;
    for (size_t i = 0; i < len; i++)
        if (!text[i] || (!mlg_is_alpha(text[i]) && !mlg_is_digit(text[i]) &&
                         !strchr("!#$%&'*+-.^_`|~", text[i])))
            return 0;
    return 1;
}

int mlg_is_header_value(const char *text, size_t len)
{
    if (!text)
        return 0;
    for (size_t i = 0; i < len; i++)
        if (((unsigned char)text[i] < 0x20 && text[i] != '\t') || text[i] == 0x7f)
            return 0;
    return 1;
}

int mlg_escape_html(const char *text, size_t len, char *out, size_t size)
{
    if (!text || len > MLG_TEXT_MAX)
        return MLG_ERR_ARGUMENT;
    mlg_out o;
    mlg_out_init(&o, out, size);
    for (size_t i = 0; i < len; i++) {
        switch (text[i]) {
        case '&':
            mlg_out_text(&o, "&amp;");
            break;
        case '<':
            mlg_out_text(&o, "&lt;");
            break;
        case '>':
            mlg_out_text(&o, "&gt;");
            break;
        case '"':
            mlg_out_text(&o, "&quot;");
            break;
        case '\'':
            mlg_out_text(&o, "&#39;");
            break;
        default:
            if (((unsigned char)text[i] < 0x20 && !(text[i] && strchr("\t\n\r", text[i]))) ||
                text[i] == 0x7f)
                mlg_out_text(&o, "\xEF\xBF\xBD");
            else
                mlg_out_byte(&o, text[i]);
        }
    }
    return mlg_out_end(&o);
}

int mlg_escape_attribute(const char *text, size_t len, char *out, size_t size)
{
    if (!text || len > MLG_TEXT_MAX)
        return MLG_ERR_ARGUMENT;
    mlg_out o;
    mlg_out_init(&o, out, size);
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte >= 0x80 || mlg_is_alpha(text[i]) || mlg_is_digit(text[i]) ||
            (byte && strchr("-._", text[i]))) {
            mlg_out_byte(&o, text[i]);
        } else if (byte < 0x20 && !(byte && strchr("\t\n\r", text[i]))) {
            /* No entity stands for these. */
            mlg_out_text(&o, "\xEF\xBF\xBD");
        } else {
            mlg_out_text(&o, "&#");
            mlg_out_number(&o, byte);
            mlg_out_byte(&o, ';');
        }
    }
    return mlg_out_end(&o);
}

int mlg_escape_url(const char *text, size_t len, char *out, size_t size)
{
    static const char hex[] = "0123456789ABCDEF";
    if (!text || len > MLG_TEXT_MAX)
        return MLG_ERR_ARGUMENT;
    mlg_out o;
    mlg_out_init(&o, out, size);
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (mlg_is_alpha(text[i]) || mlg_is_digit(text[i]) || (byte && strchr("-._~", text[i]))) {
            mlg_out_byte(&o, text[i]);
        } else {
            mlg_out_byte(&o, '%');
            mlg_out_byte(&o, hex[byte >> 4]);
            mlg_out_byte(&o, hex[byte & 15]);
        }
    }
    return mlg_out_end(&o);
}

int mlg_equal(const void *a, size_t a_len, const void *b, size_t b_len)
{
    if (!a || !b || a_len != b_len)
        return 0;
    return sodium_memcmp(a, b, a_len) == 0;
}

int mlg_random_token(size_t bytes, char *out, size_t size)
{
    unsigned char random[1024];
    if (bytes < 16 || bytes > sizeof random || !out)
        return MLG_ERR_ARGUMENT;
    if (size < MLG_TOKEN_SIZE(bytes)) {
        if (size)
            out[0] = '\0';
        return MLG_ERR_SPACE;
    }
    if (sodium_init() < 0)
        return MLG_ERR_CRYPTO;
    randombytes_buf(random, bytes);
    sodium_bin2base64(out, size, random, bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(random, bytes);
    return (int)strlen(out);
}
