#include "report/json_writer.h"

#include <assert.h>
#include <inttypes.h>

#include "base/utf.h"

#include "base/banned.h"

static void indent(mln_json *json)
{
    static const char SPACES[] = "                                ";
    mln_buf_add_char(json->out, '\n');
    for (uint32_t left = json->depth * 2; left;) {
        uint32_t part = left < sizeof SPACES - 1 ? left : (uint32_t)sizeof SPACES - 1;
        mln_buf_add(json->out, SPACES, part);
        left -= part;
    }
}

/* What stands before a key or a value. */
static void separate(mln_json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (!json->depth)
        return;
    uint64_t bit = (uint64_t)1 << json->depth;
    if (json->filled & bit)
        mln_buf_add_char(json->out, ',');
    json->filled |= bit;
    indent(json);
}

static void begin(mln_json *json, char c)
{
    separate(json);
    mln_buf_add_char(json->out, c);
    assert(json->depth < MLN_JSON_DEPTH);
    json->depth++;
    json->filled &= ~((uint64_t)1 << json->depth);
}

static void end(mln_json *json, char c)
{
    assert(json->depth > 0 && !json->after_key);
    bool filled = json->filled >> json->depth & 1;
    json->depth--;
    if (filled)
        indent(json);
    mln_buf_add_char(json->out, c);
    if (!json->depth)
        mln_buf_add_char(json->out, '\n');
}

void mln_json_begin_object(mln_json *json)
{
    begin(json, '{');
}

void mln_json_end_object(mln_json *json)
{
    end(json, '}');
}

void mln_json_begin_array(mln_json *json)
{
    begin(json, '[');
}

void mln_json_end_array(mln_json *json)
{
    end(json, ']');
}

void mln_json_key(mln_json *json, const char *key)
{
    separate(json);
    mln_buf_add_char(json->out, '"');
    mln_buf_add_text(json->out, key);
    mln_buf_add(json->out, "\": ", 3);
    json->after_key = true;
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

#define ALL_BYTES(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Whether all of eight bytes are plain: none has its top bit set, is below 0x20 (it would borrow
 * from it) or is one of the three others (equal, the difference is zero, which borrows too). */
static bool are_plain(const char *bytes)
{
    uint64_t word, tops = ALL_BYTES(0x80);
    memcpy(&word, bytes, sizeof word);
    uint64_t quote = word ^ ALL_BYTES('"'), slash = word ^ ALL_BYTES('\\');
    uint64_t del = word ^ ALL_BYTES(0x7F);
    return ((word | (word - ALL_BYTES(0x20)) | (quote - ALL_BYTES(1)) | (slash - ALL_BYTES(1)) |
             (del - ALL_BYTES(1))) &
            tops) == 0;
}

static void add_escaped(mln_buf *out, mln_utf_char c, const char *bytes)
{
    switch (c.code) {
    case '"':
        mln_buf_add(out, "\\\"", 2);
        return;
    case '\\':
        mln_buf_add(out, "\\\\", 2);
        return;
    case '\n':
        mln_buf_add(out, "\\n", 2);
        return;
    case '\r':
        mln_buf_add(out, "\\r", 2);
        return;
    case '\t':
        mln_buf_add(out, "\\t", 2);
        return;
    default:
        break;
    }
    if (c.code < 0x20 || (c.code >= 0x7F && c.code < 0xA0) || c.code == 0x2028 || c.code == 0x2029)
        mln_buf_addf(out, "\\u%04x", (unsigned)c.code);
    else if (c.valid)
        mln_buf_add(out, bytes, c.len);
    else
        mln_buf_add(out, "\xEF\xBF\xBD", 3);
}

void mln_json_str(mln_json *json, mln_str text)
{
    separate(json);
    mln_buf *out = json->out;
    mln_buf_add_char(out, '"');
    for (uint32_t at = 0; at < text.len;) {
        uint32_t plain = at;
        while (text.len - plain >= 8 && are_plain(text.ptr + plain))
            plain += 8;
        while (plain < text.len && is_plain((unsigned char)text.ptr[plain]))
            plain++;
        mln_buf_add(out, text.ptr + at, plain - at);
        at = plain;
        if (at == text.len)
            break;
        mln_utf_char c = mln_utf_get(text, at);
        add_escaped(out, c, text.ptr + at);
        at += c.len;
    }
    mln_buf_add_char(out, '"');
}

void mln_json_text(mln_json *json, const char *text)
{
    mln_json_str(json, mln_str_of(text));
}

void mln_json_uint(mln_json *json, uint64_t number)
{
    separate(json);
    mln_buf_add_uint(json->out, number);
}

void mln_json_bool(mln_json *json, bool value)
{
    separate(json);
    mln_buf_add_text(json->out, value ? "true" : "false");
}

void mln_json_seconds(mln_json *json, double seconds)
{
    /* By whole numbers, so that no locale puts a comma there. */
    uint64_t ms = seconds > 0 ? (uint64_t)(seconds * 1000 + 0.5) : 0;
    separate(json);
    mln_buf_addf(json->out, "%" PRIu64 ".%03u", ms / 1000, (unsigned)(ms % 1000));
}

void mln_json_put_str(mln_json *json, const char *key, mln_str text)
{
    mln_json_key(json, key);
    mln_json_str(json, text);
}

void mln_json_put_text(mln_json *json, const char *key, const char *text)
{
    mln_json_key(json, key);
    mln_json_text(json, text);
}

void mln_json_put_uint(mln_json *json, const char *key, uint64_t number)
{
    mln_json_key(json, key);
    mln_json_uint(json, number);
}

void mln_json_put_bool(mln_json *json, const char *key, bool value)
{
    mln_json_key(json, key);
    mln_json_bool(json, value);
}

void mln_json_open_object(mln_json *json, const char *key)
{
    mln_json_key(json, key);
    mln_json_begin_object(json);
}

void mln_json_open_array(mln_json *json, const char *key)
{
    mln_json_key(json, key);
    mln_json_begin_array(json);
}
