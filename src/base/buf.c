#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/mem.h"

#include "base/banned.h"

void mln_buf_release(mln_buf *buf)
{
    mln_mem_free(buf->data);
    *buf = (mln_buf){0};
}

void mln_buf_clear(mln_buf *buf)
{
    buf->len = 0;
}

void mln_buf_reserve(mln_buf *buf, size_t more)
{
    if (buf->cap - buf->len > more)
        return;
    size_t cap = buf->cap ? buf->cap : 256;
    while (cap - buf->len <= more)
        cap *= 2;
    buf->data = mln_mem_resize(buf->data, cap, 1);
    buf->cap = cap;
}

void mln_buf_add(mln_buf *buf, const void *bytes, size_t len)
{
    if (!len)
        return;
    mln_buf_reserve(buf, len);
    memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
}

void mln_buf_add_char(mln_buf *buf, char c)
{
    mln_buf_reserve(buf, 1);
    buf->data[buf->len++] = c;
}

void mln_buf_add_str(mln_buf *buf, mln_str str)
{
    mln_buf_add(buf, str.ptr, str.len);
}

void mln_buf_add_text(mln_buf *buf, const char *text)
{
    mln_buf_add(buf, text, strlen(text));
}

void mln_buf_addf(mln_buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len > 0) {
        mln_buf_reserve(buf, (size_t)len + 1);
        vsnprintf(buf->data + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
}

const char *mln_buf_get_text(mln_buf *buf)
{
    mln_buf_reserve(buf, 1);
    buf->data[buf->len] = '\0';
    return buf->data;
}
