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

void mln_buf_grow(mln_buf *buf, size_t more)
{
    size_t cap = buf->cap ? buf->cap : 256;
    while (cap - buf->len <= more)
        cap *= 2;
    buf->data = mln_mem_resize(buf->data, cap, 1);
    buf->cap = cap;
}

void mln_buf_add_uint(mln_buf *buf, uint64_t number)
{
    char digits[20];
    uint32_t count = 0;
    do {
        digits[sizeof digits - ++count] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    mln_buf_add(buf, digits + sizeof digits - count, count);
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
