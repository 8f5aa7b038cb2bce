/* buf: bytes that grow: output is composed here and written once. */
#ifndef MLN_BASE_BUF_H
#define MLN_BASE_BUF_H

#include "base/str.h"

/* An all-zero buf is empty and ready. `data` has no NUL unless mln_buf_get_text adds one. */
typedef struct {
    char *data;
    size_t len;
    size_t cap;
} mln_buf;

void mln_buf_release(mln_buf *buf);
void mln_buf_clear(mln_buf *buf); /* keeps the memory */
void mln_buf_grow(mln_buf *buf, size_t more);
void mln_buf_add_uint(mln_buf *buf, uint64_t number); /* in decimal */
void mln_buf_addf(mln_buf *buf, const char *format, ...) MLN_PRINTF(2, 3);

/* The content with a NUL after it, which is not counted; valid until the next change. */
const char *mln_buf_get_text(mln_buf *buf);

/* Makes room for `more` bytes, and one. */
static inline void mln_buf_reserve(mln_buf *buf, size_t more)
{
    if (buf->cap - buf->len <= more)
        mln_buf_grow(buf, more);
}
static inline void mln_buf_add(mln_buf *buf, const void *bytes, size_t len)
{
    if (!len)
        return;
    mln_buf_reserve(buf, len);
    memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
}
static inline void mln_buf_add_char(mln_buf *buf, char c)
{
    mln_buf_reserve(buf, 1);
    buf->data[buf->len++] = c;
}
static inline void mln_buf_add_str(mln_buf *buf, mln_str str)
{
    mln_buf_add(buf, str.ptr, str.len);
}
static inline void mln_buf_add_text(mln_buf *buf, const char *text)
{
    mln_buf_add(buf, text, strlen(text));
}

static inline mln_str mln_buf_get_str(const mln_buf *buf)
{
    return (mln_str){buf->data, (uint32_t)buf->len};
}

#endif
