#include "base/utf.h"

#include "base/banned.h"

#define HIGH_BITS 0x8080808080808080u
#define LOW_BITS 0x0101010101010101u

static uint64_t load(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

mln_utf_char mln_utf_get(mln_str text, uint32_t at)
{
    const unsigned char *ptr = (const unsigned char *)text.ptr + at;
    uint32_t left = text.len - at, first = ptr[0];
    if (first < 0x80)
        return (mln_utf_char){first, 1, true};
    if (first < 0xC2 || first > 0xF4)
        return (mln_utf_char){MLN_UTF_REPLACEMENT, 1, false};
    uint32_t need = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    /* The second byte's range leaves out overlong forms, surrogates and what is past U+10FFFF. */
    uint32_t low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    uint32_t high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    uint32_t code = first & (0x3Fu >> need);
    for (uint32_t i = 1; i <= need; i++) {
        if (i >= left || ptr[i] < low || ptr[i] > high)
            return (mln_utf_char){MLN_UTF_REPLACEMENT, i, false};
        code = code << 6 | (ptr[i] & 0x3Fu);
        low = 0x80;
        high = 0xBF;
    }
    return (mln_utf_char){code, need + 1, true};
}

uint32_t mln_utf_find_non_ascii(mln_str text, uint32_t from)
{
    uint32_t at = from;
    /* Four words a step: the loop is then limited by memory, not by branches. */
    while (text.len - at >= 32) {
        const char *ptr = text.ptr + at;
        if ((load(ptr) | load(ptr + 8) | load(ptr + 16) | load(ptr + 24)) & HIGH_BITS)
            break;
        at += 32;
    }
    while (text.len - at >= 8 && !(load(text.ptr + at) & HIGH_BITS))
        at += 8;
    while (at < text.len && !((unsigned char)text.ptr[at] & 0x80))
        at++;
    return at;
}

uint32_t mln_utf_find_invalid(mln_str text, uint32_t from)
{
    uint32_t at = from;
    for (;;) {
        at = mln_utf_find_non_ascii(text, at);
        /* Stays here while the text is not ASCII: prose in other scripts comes in runs. */
        while (at < text.len && ((unsigned char)text.ptr[at] & 0x80)) {
            mln_utf_char c = mln_utf_get(text, at);
            if (!c.valid)
                return at;
            at += c.len;
        }
        if (at >= text.len)
            return text.len;
    }
}

bool mln_utf_is_valid(mln_str text)
{
    return mln_utf_find_invalid(text, 0) == text.len;
}

void mln_utf_add_code(mln_buf *out, uint32_t code)
{
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = MLN_UTF_REPLACEMENT;
    char bytes[4];
    uint32_t len;
    if (code < 0x80) {
        bytes[0] = (char)code;
        len = 1;
    } else if (code < 0x800) {
        bytes[0] = (char)(0xC0 | code >> 6);
        bytes[1] = (char)(0x80 | (code & 0x3F));
        len = 2;
    } else if (code < 0x10000) {
        bytes[0] = (char)(0xE0 | code >> 12);
        bytes[1] = (char)(0x80 | (code >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (code & 0x3F));
        len = 3;
    } else {
        bytes[0] = (char)(0xF0 | code >> 18);
        bytes[1] = (char)(0x80 | (code >> 12 & 0x3F));
        bytes[2] = (char)(0x80 | (code >> 6 & 0x3F));
        bytes[3] = (char)(0x80 | (code & 0x3F));
        len = 4;
    }
    mln_buf_add(out, bytes, len);
}

bool mln_utf_add_mended(mln_buf *out, mln_str text)
{
    bool clean = true;
    uint32_t at = 0;
    while (at < text.len) {
        uint32_t bad = mln_utf_find_invalid(text, at);
        mln_buf_add(out, text.ptr + at, bad - at);
        if (bad == text.len)
            break;
        clean = false;
        mln_utf_add_code(out, MLN_UTF_REPLACEMENT);
        at = bad + mln_utf_get(text, bad).len;
    }
    return clean;
}

static uint32_t get_unit(mln_str bytes, uint32_t at, bool big_endian)
{
    uint32_t first = (unsigned char)bytes.ptr[at], second = (unsigned char)bytes.ptr[at + 1];
    return big_endian ? first << 8 | second : second << 8 | first;
}

bool mln_utf_add_utf16(mln_buf *out, mln_str bytes, bool big_endian)
{
    bool clean = true;
    uint32_t at = 0;
    mln_buf_reserve(out, (size_t)bytes.len / 2 * 3 + 3);
    while (bytes.len - at >= 2) {
        uint32_t unit = get_unit(bytes, at, big_endian);
        at += 2;
        if (unit >= 0xD800 && unit <= 0xDFFF) {
            uint32_t next = bytes.len - at >= 2 ? get_unit(bytes, at, big_endian) : 0;
            if (unit < 0xDC00 && next >= 0xDC00 && next <= 0xDFFF) {
                unit = 0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00);
                at += 2;
            } else {
                unit = MLN_UTF_REPLACEMENT;
                clean = false;
            }
        }
        mln_utf_add_code(out, unit);
    }
    if (at < bytes.len) {
        mln_utf_add_code(out, MLN_UTF_REPLACEMENT);
        clean = false;
    }
    return clean;
}

uint32_t mln_utf_count_chars(mln_str text)
{
    uint32_t continuation = 0, at = 0;
    for (; text.len - at >= 8; at += 8) {
        uint64_t word = load(text.ptr + at);
        /* A continuation byte has bit 7 set and bit 6 clear. */
        uint64_t mask = word >> 7 & ~(word >> 6) & LOW_BITS;
        continuation += (uint32_t)(mask * LOW_BITS >> 56);
    }
    for (; at < text.len; at++)
        continuation += ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
    return text.len - continuation;
}

uint32_t mln_utf_count_utf16(mln_str text)
{
    uint32_t units = mln_utf_count_chars(text);
    /* Only four-byte sequences take two units. */
    for (uint32_t at = mln_utf_find_non_ascii(text, 0); at < text.len; at++)
        units += (unsigned char)text.ptr[at] >= 0xF0;
    return units;
}
