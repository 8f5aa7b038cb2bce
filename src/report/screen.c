#include "report/screen.h"

#include <stdio.h>

#include "base/ascii.h"
#include "base/utf.h"

#include "base/banned.h"

typedef struct {
    uint32_t first, last;
} range;

static bool is_in(uint32_t code, const range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

/* Characters that are seen only by what they do to others: controls, marks of direction, invisible
 * separators, tags. */
static bool is_unsafe(uint32_t code)
{
    static const range RANGES[] = {{0x00, 0x1F},     {0x7F, 0x9F},      {0xAD, 0xAD},
                                   {0x61C, 0x61C},   {0x180E, 0x180E},  {0x200B, 0x200F},
                                   {0x2028, 0x202E}, {0x2060, 0x206F},  {0xFEFF, 0xFEFF},
                                   {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};
    return is_in(code, RANGES, MLN_COUNT_OF(RANGES));
}

/* The common combining marks and variation selectors. */
static bool is_combining(uint32_t code)
{
    static const range RANGES[] = {
        {0x300, 0x36F},   {0x483, 0x489},    {0x591, 0x5BD},   {0x610, 0x61A},   {0x64B, 0x65F},
        {0x93C, 0x93C},   {0x94D, 0x94D},    {0xE31, 0xE31},   {0xE34, 0xE3A},   {0xE47, 0xE4E},
        {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},  {0x20D0, 0x20FF}, {0x3099, 0x309A}, {0xFE00, 0xFE0F},
        {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF}};
    return code >= 0x300 && is_in(code, RANGES, MLN_COUNT_OF(RANGES));
}

/* East Asian Wide and Fullwidth of UAX #11, in blocks, and emoji. */
static bool is_wide(uint32_t code)
{
    static const range RANGES[] = {
        {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x4DBF},   {0x4E00, 0xA4CF},
        {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF}, {0x1B000, 0x1B2FF},
        {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
    return code >= 0x1100 && is_in(code, RANGES, MLN_COUNT_OF(RANGES));
}

mln_screen_glyph mln_screen_get(mln_str text, uint32_t at)
{
    if (text.ptr[at] >= 0x20 && text.ptr[at] < 0x7F)
        return (mln_screen_glyph){.bytes = {text.ptr[at]}, .len = 1, .width = 1, .taken = 1};
    mln_utf_char c = mln_utf_get(text, at);
    mln_screen_glyph glyph = {.len = 0, .width = 1, .taken = c.len};
    if (!c.valid) {
        memcpy(glyph.bytes, "\xEF\xBF\xBD", 3);
        glyph.len = 3;
    } else if (is_unsafe(c.code)) {
        char written[16];
        int len = snprintf(written, sizeof written, c.code < 0x100 ? "\\x%02x" : "\\u%04x",
                           (unsigned)c.code);
        glyph.len = glyph.width = (uint32_t)len;
        memcpy(glyph.bytes, written, glyph.len);
    } else {
        memcpy(glyph.bytes, text.ptr + at, c.len);
        glyph.len = c.len;
        glyph.width = is_combining(c.code) ? 0 : is_wide(c.code) ? 2 : 1;
    }
    return glyph;
}

uint32_t mln_screen_count_plain(mln_str text, uint32_t at, uint32_t limit)
{
    uint32_t count = 0;
    if (limit > text.len - at)
        limit = text.len - at;
    while (count < limit && text.ptr[at + count] >= 0x20 && text.ptr[at + count] < 0x7F)
        count++;
    return count;
}

void mln_screen_add(mln_buf *out, mln_str text)
{
    for (uint32_t at = 0; at < text.len;) {
        uint32_t plain = mln_screen_count_plain(text, at, UINT32_MAX);
        mln_buf_add(out, text.ptr + at, plain);
        at += plain;
        if (at == text.len)
            return;
        mln_screen_glyph glyph = mln_screen_get(text, at);
        mln_buf_add(out, glyph.bytes, glyph.len);
        at += glyph.taken;
    }
}

void mln_screen_wrap(mln_buf *out, mln_str text, uint32_t indent, uint32_t width)
{
    uint32_t column = indent;
    for (uint32_t at = 0; at < text.len;) {
        if (mln_ascii_is_space(text.ptr[at])) {
            at++;
            continue;
        }
        uint32_t word = at, word_width = 0;
        while (at < text.len && !mln_ascii_is_space(text.ptr[at])) {
            if (text.ptr[at] > 0x20 && text.ptr[at] < 0x7F) {
                word_width++;
                at++;
                continue;
            }
            mln_screen_glyph glyph = mln_screen_get(text, at);
            word_width += glyph.width;
            at += glyph.taken;
        }
        if (column > indent && column + 1 + word_width > width) {
            mln_buf_add_char(out, '\n');
            for (uint32_t i = 0; i < indent; i++)
                mln_buf_add_char(out, ' ');
            column = indent;
        } else if (column > indent) {
            mln_buf_add_char(out, ' ');
            column++;
        }
        mln_screen_add(out, (mln_str){text.ptr + word, at - word});
        column += word_width;
    }
}
