#include "base/utf.h"

#include <string.h>

#include "base/banned.h"

/* Length of the valid sequence at `p`, or 0. */
static uint32_t sequence(const unsigned char *p, size_t left)
{
    unsigned char c = p[0];
    if (c < 0x80)
        return 1;
    uint32_t len = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
    if (c < 0xc2 || c > 0xf4 || left < len)
        return 0;
    for (uint32_t i = 1; i < len; i++)
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    if ((c == 0xe0 && p[1] < 0xa0) || (c == 0xed && p[1] > 0x9f) || (c == 0xf0 && p[1] < 0x90) ||
        (c == 0xf4 && p[1] > 0x8f))
        return 0;
    return len;
}

size_t mln_utf8_validate(mln_str text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t at = 0;
    while (at < text.len) {
        uint64_t word;
        if (at + sizeof word <= text.len) {
            memcpy(&word, p + at, sizeof word);
            if (!(word & 0x8080808080808080u)) {
                at += sizeof word;
                continue;
            }
        }
        uint32_t len = sequence(p + at, text.len - at);
        if (!len)
            break;
        at += len;
    }
    return at;
}

uint32_t mln_utf8_next(mln_str text, uint32_t *at)
{
    const unsigned char *p = (const unsigned char *)text.ptr + *at;
    uint32_t len = sequence(p, text.len - *at);
    *at += len ? len : 1;
    switch (len) {
    case 1:
        return p[0];
    case 2:
        return (uint32_t)(p[0] & 0x1f) << 6 | (p[1] & 0x3f);
    case 3:
        return (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
    case 4:
        return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3f) << 12 |
               (uint32_t)(p[2] & 0x3f) << 6 | (p[3] & 0x3f);
    default:
        return 0xfffd;
    }
}

void mln_utf8_add(mln_buf *out, uint32_t code)
{
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        code = 0xfffd;
    if (code < 0x80) {
        mln_buf_add_char(out, (char)code);
        return;
    }
    if (code < 0x800) {
        mln_buf_add_char(out, (char)(0xc0 | code >> 6));
    } else {
        if (code < 0x10000) {
            mln_buf_add_char(out, (char)(0xe0 | code >> 12));
        } else {
            mln_buf_add_char(out, (char)(0xf0 | code >> 18));
            mln_buf_add_char(out, (char)(0x80 | (code >> 12 & 0x3f)));
        }
        mln_buf_add_char(out, (char)(0x80 | (code >> 6 & 0x3f)));
    }
    mln_buf_add_char(out, (char)(0x80 | (code & 0x3f)));
}

void mln_utf8_repair(mln_str text, mln_buf *out)
{
    while (text.len) {
        size_t good = mln_utf8_validate(text);
        mln_buf_add(out, text.ptr, good);
        if (good == text.len)
            return;
        mln_utf8_add(out, 0xfffd);
        text.ptr += good + 1;
        text.len -= (uint32_t)good + 1;
    }
}

bool mln_utf16_decode(mln_str bytes, bool big_endian, mln_buf *out)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    bool valid = bytes.len % 2 == 0;
    mln_buf_reserve(out, bytes.len);
    for (uint32_t i = 0; i + 1 < bytes.len; i += 2) {
        uint32_t unit = big_endian ? (uint32_t)p[i] << 8 | p[i + 1]
                                   : (uint32_t)p[i + 1] << 8 | p[i];
        if (unit >= 0xd800 && unit < 0xdc00 && i + 3 < bytes.len) {
            uint32_t low = big_endian ? (uint32_t)p[i + 2] << 8 | p[i + 3]
                                      : (uint32_t)p[i + 3] << 8 | p[i + 2];
            if (low >= 0xdc00 && low < 0xe000) {
                unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                i += 2;
            }
        }
        valid &= !(unit >= 0xd800 && unit < 0xe000);
        mln_utf8_add(out, unit);
    }
    if (bytes.len % 2)
        mln_utf8_add(out, 0xfffd);
    return valid;
}
