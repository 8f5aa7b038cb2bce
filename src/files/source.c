#define _GNU_SOURCE
#include "files/source.h"

#include <fcntl.h>

#include "base/utf.h"
#include "files/open.h"

#include "base/banned.h"

/* Offsets have 32 bits, and broken text may grow to three times its size. */
#define BYTES_MAX ((UINT32_MAX - 1024u) / 3)

void mln_source_release(mln_source *source)
{
    mln_vec_release(&source->lines);
    mln_buf_release(&source->raw);
    mln_buf_release(&source->decoded);
    *source = (mln_source){0};
}

static void reset(mln_source *source, mln_str path)
{
    source->path = path;
    source->lang = MLN_LANG_NONE;
    source->lossy = source->crlf = false;
    source->text = MLN_STR("");
    mln_vec_clear(&source->lines);
    mln_buf_clear(&source->decoded);
}

static void pad(mln_buf *buf)
{
    mln_buf_reserve(buf, MLN_SOURCE_PAD);
    memset(buf->data + buf->len, 0, MLN_SOURCE_PAD);
}

static bool has_nul(mln_str text)
{
    return text.len && memchr(text.ptr, '\0', text.len);
}

/* Makes `text` from `raw`, pointing into it when nothing has to change. */
static mln_status decode(mln_source *source)
{
    pad(&source->raw);
    mln_str text = mln_buf_get_str(&source->raw);
    bool converted = true;
    if (mln_str_starts_with(text, MLN_STR("\xFF\xFE")) ||
        mln_str_starts_with(text, MLN_STR("\xFE\xFF"))) {
        bool big_endian = text.ptr[0] == '\xFE';
        mln_str units = {text.ptr + 2, text.len - 2};
        source->lossy = !mln_utf_add_utf16(&source->decoded, units, big_endian);
    } else {
        if (mln_str_starts_with(text, MLN_STR("\xEF\xBB\xBF")))
            text = (mln_str){text.ptr + 3, text.len - 3};
        if (has_nul(text))
            return MLN_BINARY;
        converted = mln_utf_find_invalid(text, 0) != text.len;
        if (converted) {
            mln_utf_add_mended(&source->decoded, text);
            source->lossy = true;
        }
    }
    if (converted) {
        pad(&source->decoded);
        text = mln_buf_get_str(&source->decoded);
        if (has_nul(text))
            return MLN_BINARY;
    }
    source->text = text;
    const char *end = text.len ? memchr(text.ptr, '\n', text.len) : NULL;
    source->crlf = end && end > text.ptr && end[-1] == '\r';
    return MLN_OK;
}

mln_status mln_source_read(mln_source *source, const char *fs_path, mln_str path,
                           uint64_t max_bytes)
{
    reset(source, path);
    if (max_bytes == 0 || max_bytes > BYTES_MAX)
        max_bytes = BYTES_MAX;
    mln_status status = mln_open_read_text(&source->raw, AT_FDCWD, fs_path, max_bytes);
    return status == MLN_OK ? decode(source) : status;
}

mln_status mln_source_set(mln_source *source, mln_str path, mln_str bytes)
{
    reset(source, path);
    mln_buf_clear(&source->raw);
    if (bytes.len > BYTES_MAX)
        return MLN_LIMIT;
    mln_buf_add_str(&source->raw, bytes);
    return decode(source);
}

static void make_lines(mln_source *source)
{
    if (source->lines.len)
        return;
    mln_str text = source->text;
    mln_vec_add(&source->lines, 0);
    for (uint32_t at = 0; at < text.len;) {
        const char *end = memchr(text.ptr + at, '\n', text.len - at);
        if (!end)
            break;
        at = (uint32_t)(end - text.ptr) + 1;
        mln_vec_add(&source->lines, at);
    }
}

uint32_t mln_source_get_line(mln_source *source, uint32_t offset)
{
    make_lines(source);
    /* The last line that starts at or before the offset. */
    uint32_t low = 0, high = source->lines.len;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->lines.data[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

mln_position mln_source_get_position(mln_source *source, uint32_t offset)
{
    mln_str text = source->text;
    if (offset > text.len)
        offset = text.len;
    while (offset > 0 && offset < text.len && ((unsigned char)text.ptr[offset] & 0xC0) == 0x80)
        offset--;
    uint32_t line = mln_source_get_line(source, offset);
    uint32_t start = source->lines.data[line - 1];
    mln_str before = {text.ptr + start, offset - start};
    return (mln_position){line, before.len + 1, mln_utf_count_utf16(before) + 1,
                          mln_utf_count_chars(before) + 1};
}

mln_str mln_source_get_line_text(mln_source *source, uint32_t line)
{
    make_lines(source);
    if (line == 0 || line > source->lines.len)
        return MLN_STR("");
    uint32_t start = source->lines.data[line - 1], stop = source->text.len;
    if (line < source->lines.len) {
        stop = source->lines.data[line] - 1;
        if (stop > start && source->text.ptr[stop - 1] == '\r')
            stop--;
    }
    return (mln_str){source->text.ptr + start, stop - start};
}

uint32_t mln_source_get_line_count(mln_source *source)
{
    make_lines(source);
    return source->lines.len;
}
