/* Strings and numbers: from how they are spelled to what they are. */
#include "syntax/lower_p.h"

#include <errno.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "base/utf.h"

#include "base/banned.h"

/* Up to `max` hexadecimal digits at `*at`; false when there is none. */
static bool read_hex(mln_str body, uint32_t *at, uint32_t max, uint32_t *value)
{
    uint32_t count = 0;
    *value = 0;
    while (count < max && *at < body.len && mln_ascii_get_hex(body.ptr[*at]) >= 0) {
        *value = *value << 4 | (uint32_t)mln_ascii_get_hex(body.ptr[*at]);
        (*at)++;
        count++;
    }
    return count > 0;
}

static void decode_unicode(mln_str body, uint32_t *at, mln_buf *out)
{
    uint32_t code = 0;
    if (*at < body.len && body.ptr[*at] == '{') {
        (*at)++;
        read_hex(body, at, 8, &code);
        if (*at < body.len && body.ptr[*at] == '}')
            (*at)++;
        mln_utf_add_code(out, code);
        return;
    }
    if (!read_hex(body, at, 4, &code))
        return;
    uint32_t low_at = *at + 2, low;
    if (code >= 0xd800 && code < 0xdc00 && low_at < body.len && body.ptr[*at] == '\\' &&
        body.ptr[*at + 1] == 'u' && read_hex(body, &low_at, 4, &low) && low >= 0xdc00 &&
        low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        *at = low_at;
    }
    mln_utf_add_code(out, code);
}

void mln_string_decode(mln_str body, bool c_escapes, mln_buf *out)
{
    uint32_t at = 0;
    while (at < body.len) {
        char c = body.ptr[at++];
        if (c != '\\' || at == body.len) {
            mln_buf_add_char(out, c);
            continue;
        }
        c = body.ptr[at++];
        uint32_t value;
        switch (c) {
        case 'n':
            mln_buf_add_char(out, '\n');
            break;
        case 't':
            mln_buf_add_char(out, '\t');
            break;
        case 'r':
            mln_buf_add_char(out, '\r');
            break;
        case 'b':
            mln_buf_add_char(out, '\b');
            break;
        case 'f':
            mln_buf_add_char(out, '\f');
            break;
        case 'v':
            mln_buf_add_char(out, '\v');
            break;
        case 'a':
            mln_buf_add_char(out, c_escapes ? '\a' : 'a');
            break;
        case 'x':
            if (read_hex(body, &at, 2, &value)) {
                if (c_escapes)
                    mln_buf_add_char(out, (char)value);
                else
                    mln_utf_add_code(out, value);
            }
            break;
        case 'u':
            decode_unicode(body, &at, out);
            break;
        case 'U':
            if (c_escapes && read_hex(body, &at, 8, &value))
                mln_utf_add_code(out, value);
            else
                mln_buf_add_char(out, 'U');
            break;
        case '\r': /* a line continuation */
            if (at < body.len && body.ptr[at] == '\n')
                at++;
            break;
        case '\n':
            break;
        default:
            if (c >= '0' && c <= '7') {
                value = (uint32_t)(c - '0');
                for (int i = c <= '3' ? 0 : 1;
                     i < 2 && at < body.len && body.ptr[at] >= '0' && body.ptr[at] <= '7'; i++)
                    value = value << 3 | (uint32_t)(body.ptr[at++] - '0');
                if (c_escapes)
                    mln_buf_add_char(out, (char)value);
                else
                    mln_utf_add_code(out, value);
            } else {
                mln_buf_add_char(out, c);
            }
        }
    }
}

#define NUMBER_MAX 64u

void mln_number_normalise(mln_str text, bool c_language, mln_buf *out)
{
    char digits[NUMBER_MAX + 1];
    uint32_t len = 0;
    bool hex = text.len > 1 && text.ptr[0] == '0' && (text.ptr[1] | 0x20) == 'x';
    for (uint32_t i = 0; i < text.len && len < NUMBER_MAX; i++)
        if (text.ptr[i] != '_' && text.ptr[i] != '\'')
            digits[len++] = text.ptr[i];
    digits[len] = '\0';
    /* Too long to be read exactly, or of another type: it stays as it is spelled. */
    if (text.len > NUMBER_MAX || len == 0) {
        mln_buf_add_str(out, text);
        return;
    }
    char last = (char)(digits[len - 1] | 0x20);
    bool suffix = c_language ? (last == 'u' || last == 'l' || (!hex && last == 'f')) : last == 'n';
    /* So do hexadecimal fractions, and the old octals of JavaScript, which strict code refuses. */
    bool odd = (hex && strpbrk(digits, ".pP")) ||
               (!c_language && digits[0] == '0' && len > 1 && mln_ascii_is_digit(digits[1]));
    if (suffix || odd) {
        mln_buf_add_str(out, text);
        return;
    }
    char *stop = NULL;
    size_t before = out->len;
    errno = 0;
    if (digits[0] == '0' && len > 1 && (digits[1] | 0x20) == 'b') {
        mln_buf_addf(out, "%llu", strtoull(digits + 2, &stop, 2));
    } else if (digits[0] == '0' && len > 1 && (digits[1] | 0x20) == 'o') {
        mln_buf_addf(out, "%llu", strtoull(digits + 2, &stop, 8));
    } else if (hex) {
        mln_buf_addf(out, "%llu", strtoull(digits + 2, &stop, 16));
    } else if (c_language && digits[0] == '0' && len > 1 && strspn(digits, "01234567") == len) {
        mln_buf_addf(out, "%llu", strtoull(digits, &stop, 8));
    } else if (strspn(digits, "0123456789") == len && len < 19) {
        mln_buf_addf(out, "%llu", strtoull(digits, &stop, 10));
    } else {
        mln_buf_addf(out, "%.17g", strtod(digits, &stop));
    }
    /* Beyond what the types hold two numbers would come out equal. */
    if (errno == ERANGE) {
        out->len = before;
        mln_buf_add_str(out, text);
    }
}
