/* Tokens and literals of comparisons. */
#include "pattern/comparison_parse_p.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"

#include "base/banned.h"

typedef mln_comparison_parser parser;

void mln_comparison_fail(parser *p, mln_status status, uint32_t at, const char *format, ...)
{
    if (p->failed != MLN_OK)
        return;
    p->failed = status;
    p->error_at = at;
    if (p->error && p->error_size) {
        va_list args;
        va_start(args, format);
        (void)vsnprintf(p->error, p->error_size, format, args);
        va_end(args);
    }
}

mln_span mln_comparison_keep(parser *p, const char *text, uint32_t len)
{
    mln_span span = {p->pool_len, p->pool_len + len};
    memcpy(p->pool + p->pool_len, text, len);
    p->pool_len += len;
    return span;
}

bool mln_comparison_is_word(char c)
{
    return mln_ascii_is_alnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

char mln_comparison_peek_at(const parser *p, uint32_t ahead)
{
    return p->at + ahead < p->text.len ? p->text.ptr[p->at + ahead] : '\0';
}

static void skip_space(parser *p)
{
    for (char c = mln_comparison_peek_at(p, 0); c == ' ' || c == '\t' || c == '\n' || c == '\r' ||
                                                (c == '\\' && mln_comparison_peek_at(p, 1) == '\n');
         c = mln_comparison_peek_at(p, 0))
        p->at++;
}

char mln_comparison_peek(parser *p)
{
    skip_space(p);
    return mln_comparison_peek_at(p, 0);
}

bool mln_comparison_at_end(parser *p)
{
    skip_space(p);
    return p->at >= p->text.len;
}

bool mln_comparison_take(parser *p, const char *sign, const char *unless_followed_by)
{
    skip_space(p);
    uint32_t len = (uint32_t)strlen(sign);
    if (p->text.len - p->at < len || memcmp(p->text.ptr + p->at, sign, len) != 0)
        return false;
    char next = mln_comparison_peek_at(p, len);
    if (next && strchr(unless_followed_by, next))
        return false;
    p->at += len;
    return true;
}

bool mln_comparison_take_word(parser *p, const char *word)
{
    skip_space(p);
    uint32_t len = (uint32_t)strlen(word);
    if (p->text.len - p->at < len || memcmp(p->text.ptr + p->at, word, len) != 0 ||
        mln_comparison_is_word(mln_comparison_peek_at(p, len)))
        return false;
    p->at += len;
    return true;
}

void mln_comparison_expect(parser *p, char sign)
{
    if (p->failed != MLN_OK)
        return;
    if (mln_comparison_peek(p) == sign)
        p->at++;
    else if (p->at >= p->text.len)
        mln_comparison_fail(p, MLN_SYNTAX, p->at, "'%c' is missing at the end", sign);
    else
        mln_comparison_fail(p, MLN_SYNTAX, p->at, "expected '%c' here", sign);
}

/* --- strings --------------------------------------------------------------------------------- */

/* Reads a string literal into the pool. Escapes as in Python; an unknown one stays as written. */
static bool read_string(parser *p, mln_span *span)
{
    uint32_t from = p->at;
    bool raw = false;
    while (mln_comparison_peek_at(p, 0) == 'r' || mln_comparison_peek_at(p, 0) == 'R' ||
           mln_comparison_peek_at(p, 0) == 'u' || mln_comparison_peek_at(p, 0) == 'b' ||
           mln_comparison_peek_at(p, 0) == 'B' || mln_comparison_peek_at(p, 0) == 'U') {
        raw = raw || mln_comparison_peek_at(p, 0) == 'r' || mln_comparison_peek_at(p, 0) == 'R';
        p->at++;
    }
    char quote = mln_comparison_peek_at(p, 0);
    uint32_t quotes =
        mln_comparison_peek_at(p, 1) == quote && mln_comparison_peek_at(p, 2) == quote ? 3 : 1;
    p->at += quotes;
    span->start = p->pool_len;
    for (;;) {
        char c = mln_comparison_peek_at(p, 0);
        if (p->at >= p->text.len || (quotes == 1 && c == '\n')) {
            mln_comparison_fail(p, MLN_SYNTAX, from, "this string does not end");
            return false;
        }
        if (c == quote && (quotes == 1 || (mln_comparison_peek_at(p, 1) == quote &&
                                           mln_comparison_peek_at(p, 2) == quote)))
            break;
        if (c == '\\' && p->at + 1 < p->text.len) {
            char e = mln_comparison_peek_at(p, 1);
            static const char from_letters[] = "ntrfvab\\'\"", to[] = "\n\t\r\f\v\a\b\\'\"";
            const char *known = e ? strchr(from_letters, e) : NULL;
            int high = e == 'x' ? mln_ascii_get_hex(mln_comparison_peek_at(p, 2)) : -1;
            int low = high >= 0 ? mln_ascii_get_hex(mln_comparison_peek_at(p, 3)) : -1;
            if (!raw && known) {
                p->pool[p->pool_len++] = to[known - from_letters];
                p->at += 2;
            } else if (!raw && low >= 0 && high < 8) {
                p->pool[p->pool_len++] = (char)(high * 16 + low);
                p->at += 4;
            } else if (!raw && e == '\n') {
                p->at += 2;
            } else {
                p->pool[p->pool_len++] = c;
                p->pool[p->pool_len++] = e;
                p->at += 2;
            }
            continue;
        }
        p->pool[p->pool_len++] = c;
        p->at++;
    }
    p->at += quotes;
    span->stop = p->pool_len;
    return true;
}

bool mln_comparison_at_string(const parser *p)
{
    uint32_t i = 0;
    while (i < 2 && mln_comparison_peek_at(p, i) && strchr("rRuUbB", mln_comparison_peek_at(p, i)))
        i++;
    return mln_comparison_peek_at(p, i) == '"' || mln_comparison_peek_at(p, i) == '\'';
}

bool mln_comparison_read_strings(parser *p, mln_span *span)
{
    if (!read_string(p, span))
        return false;
    while (!mln_comparison_at_end(p) && mln_comparison_at_string(p)) {
        mln_span more;
        if (!read_string(p, &more))
            return false;
        span->stop = more.stop;
    }
    return true;
}
