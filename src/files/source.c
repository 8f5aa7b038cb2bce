#define _GNU_SOURCE
#include "files/source.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf.h"

#include "base/banned.h"

#define OFFSET_MAX (UINT32_MAX - 16u)

void mln_source_release(mln_source *source)
{
    mln_vec_release(&source->lines);
    mln_buf_release(&source->raw);
    mln_buf_release(&source->decoded);
    *source = (mln_source){0};
}

/* Makes text of what is in `raw`. */
static mln_status decode(mln_source *source)
{
    mln_buf *raw = &source->raw;
    mln_buf_clear(&source->decoded);
    mln_vec_clear(&source->lines);
    source->lossy = false;
    mln_str bytes = {mln_buf_get_text(raw), (uint32_t)raw->len};
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    if (bytes.len >= 2 && ((p[0] == 0xff && p[1] == 0xfe) || (p[0] == 0xfe && p[1] == 0xff))) {
        bool big = p[0] == 0xfe;
        bytes = (mln_str){bytes.ptr + 2, bytes.len - 2};
        source->lossy = !mln_utf16_decode(bytes, big, &source->decoded);
        source->text = (mln_str){mln_buf_get_text(&source->decoded), (uint32_t)source->decoded.len};
    } else {
        if (memchr(bytes.ptr, '\0', bytes.len))
            return MLN_BINARY;
        if (bytes.len >= 3 && p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf)
            bytes = (mln_str){bytes.ptr + 3, bytes.len - 3};
        source->text = bytes;
        if (mln_utf8_validate(bytes) != bytes.len) {
            source->lossy = true;
            mln_utf8_repair(bytes, &source->decoded);
            source->text =
                (mln_str){mln_buf_get_text(&source->decoded), (uint32_t)source->decoded.len};
        }
    }
    const char *end = memchr(source->text.ptr, '\n', source->text.len);
    source->crlf = end && end > source->text.ptr && end[-1] == '\r';
    return MLN_OK;
}

static mln_status read_all(mln_source *source, int fd, uint64_t max_bytes)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return mln_status_from_errno(errno);
    if (!S_ISREG(info.st_mode))
        return MLN_SPECIAL;
    if ((max_bytes && (uint64_t)info.st_size > max_bytes) || (uint64_t)info.st_size > OFFSET_MAX)
        return MLN_LIMIT;
    mln_buf_clear(&source->raw);
    mln_buf_reserve(&source->raw, (size_t)info.st_size + 1);
    for (;;) {
        /* One byte more than was announced: a file that grows is noticed. */
        mln_buf_reserve(&source->raw, 4096);
        ssize_t got = read(fd, source->raw.data + source->raw.len,
                           source->raw.cap - source->raw.len - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return mln_status_from_errno(errno);
        if (got == 0)
            break;
        source->raw.len += (size_t)got;
        if ((max_bytes && source->raw.len > max_bytes) || source->raw.len > OFFSET_MAX)
            return MLN_LIMIT;
    }
    return MLN_OK;
}

mln_status mln_source_read(mln_source *source, const char *fs_path, mln_str path,
                           uint64_t max_bytes)
{
    source->path = path;
    source->lang = MLN_LANG_NONE;
    int fd = open(fs_path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return errno == ELOOP || errno == ENXIO ? MLN_SPECIAL : mln_status_from_errno(errno);
    mln_status status = read_all(source, fd, max_bytes);
    close(fd);
    return status == MLN_OK ? decode(source) : status;
}

mln_status mln_source_set(mln_source *source, mln_str path, mln_str bytes)
{
    source->path = path;
    source->lang = MLN_LANG_NONE;
    if (bytes.len > OFFSET_MAX)
        return MLN_LIMIT;
    mln_buf_clear(&source->raw);
    mln_buf_add_str(&source->raw, bytes);
    return decode(source);
}

static void make_lines(mln_source *source)
{
    if (source->lines.len)
        return;
    mln_vec_add(&source->lines, 0);
    const char *at = source->text.ptr, *end = at + source->text.len;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        at++;
        mln_vec_add(&source->lines, (uint32_t)(at - source->text.ptr));
    }
}

uint32_t mln_source_get_line(mln_source *source, uint32_t offset)
{
    make_lines(source);
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
    if (offset > source->text.len)
        offset = source->text.len;
    uint32_t line = mln_source_get_line(source, offset);
    uint32_t start = source->lines.data[line - 1];
    mln_position position = {line, offset - start + 1, 1, 1};
    mln_str text = {source->text.ptr, offset};
    for (uint32_t at = start; at < offset;) {
        uint32_t code = mln_utf8_next(text, &at);
        position.column_chars++;
        position.column_utf16 += code >= 0x10000 ? 2 : 1;
    }
    return position;
}

mln_str mln_source_get_line_text(mln_source *source, uint32_t line)
{
    make_lines(source);
    if (line == 0 || line > source->lines.len)
        return MLN_STR("");
    uint32_t start = source->lines.data[line - 1];
    uint32_t stop = line < source->lines.len ? source->lines.data[line] : source->text.len;
    if (stop > start && source->text.ptr[stop - 1] == '\n')
        stop--;
    if (stop > start && source->text.ptr[stop - 1] == '\r')
        stop--;
    return (mln_str){source->text.ptr + start, stop - start};
}

uint32_t mln_source_get_line_count(mln_source *source)
{
    make_lines(source);
    uint32_t count = source->lines.len;
    return source->lines.data[count - 1] == source->text.len ? count - 1 : count;
}
