#include "base/glob.h"

#include "base/ascii.h"

#include "base/banned.h"

#define NOWHERE UINT32_MAX

static bool is_graph(unsigned char c)
{
    return c > ' ' && c < 0x7F;
}

/* POSIX classes in the C locale. False when there is no such class. */
static bool find_class(mln_str name, unsigned char c, bool *inside)
{
    bool alnum = mln_ascii_is_alnum(c);
    if (mln_str_is(name, "alnum"))
        *inside = alnum;
    else if (mln_str_is(name, "alpha"))
        *inside = mln_ascii_is_letter(c);
    else if (mln_str_is(name, "blank"))
        *inside = c == ' ' || c == '\t';
    else if (mln_str_is(name, "cntrl"))
        *inside = c < ' ' || c == 0x7F;
    else if (mln_str_is(name, "digit"))
        *inside = mln_ascii_is_digit(c);
    else if (mln_str_is(name, "graph"))
        *inside = is_graph(c);
    else if (mln_str_is(name, "lower"))
        *inside = mln_ascii_is_lower(c);
    else if (mln_str_is(name, "print"))
        *inside = is_graph(c) || c == ' ';
    else if (mln_str_is(name, "punct"))
        *inside = is_graph(c) && !alnum;
    else if (mln_str_is(name, "space"))
        *inside = mln_ascii_is_space(c);
    else if (mln_str_is(name, "upper"))
        *inside = mln_ascii_is_upper(c);
    else if (mln_str_is(name, "xdigit"))
        *inside = mln_ascii_get_hex(c) >= 0;
    else
        return false;
    return true;
}

/* Matches `c` against the set whose '[' stands at `at`. Returns the offset after its ']', or
 * NOWHERE when the set is malformed. */
static uint32_t match_set(mln_str pattern, uint32_t at, unsigned char c, bool *matched)
{
    const unsigned char *p = (const unsigned char *)pattern.ptr;
    uint32_t len = pattern.len;
    bool negated = false, found = false;
    at++;
    if (at < len && (p[at] == '!' || p[at] == '^')) {
        negated = true;
        at++;
    }
    int low = -1; /* what a '-' that follows would range from */
    for (bool first = true;; first = false) {
        if (at >= len)
            return NOWHERE;
        unsigned char now = p[at];
        if (now == ']' && !first)
            break;
        if (now == '[' && at + 1 < len && p[at + 1] == ':') {
            const char *close = memchr(pattern.ptr + at + 2, ']', len - at - 2);
            if (!close)
                return NOWHERE;
            uint32_t end = (uint32_t)(close - pattern.ptr);
            if (end > at + 2 && p[end - 1] == ':') {
                bool inside;
                if (!find_class((mln_str){pattern.ptr + at + 2, end - at - 3}, c, &inside))
                    return NOWHERE;
                found |= inside;
                low = -1;
                at = end + 1;
                continue;
            }
        } else if (now == '-' && low >= 0 && at + 1 < len && p[at + 1] != ']') {
            at++;
            if (p[at] == '\\' && ++at >= len)
                return NOWHERE;
            found |= low <= c && c <= p[at];
            low = -1;
            at++;
            continue;
        } else if (now == '\\') {
            if (++at >= len)
                return NOWHERE;
            now = p[at];
        }
        found |= now == c;
        low = now;
        at++;
    }
    *matched = found != negated && c != '/';
    return at + 1;
}

/* Matches one character of the text against the pattern's element at `at`, which is no '*'. Returns
 * the offset after the element, NOWHERE when it does not match. */
static uint32_t match_one(mln_str pattern, uint32_t at, char c)
{
    bool matched;
    switch (pattern.ptr[at]) {
    case '?':
        return c != '/' ? at + 1 : NOWHERE;
    case '[':
        at = match_set(pattern, at, (unsigned char)c, &matched);
        return at != NOWHERE && matched ? at : NOWHERE;
    case '\\':
        if (++at >= pattern.len)
            return NOWHERE;
        return pattern.ptr[at] == c ? at + 1 : NOWHERE;
    default:
        return pattern.ptr[at] == c ? at + 1 : NOWHERE;
    }
}

static bool ends_well(mln_str text, uint32_t at, uint32_t flags)
{
    if (at == text.len)
        return !(flags & MLN_GLOB_INSIDE);
    return (flags & (MLN_GLOB_ALONG | MLN_GLOB_INSIDE)) && text.ptr[at] == '/';
}

bool mln_glob_match(mln_str pattern, mln_str text, uint32_t flags)
{
    const char *p = pattern.ptr;
    uint32_t at = 0, text_at = 0;
    /* Where to take up again: after the last '*', and after the last "**" + '/'. */
    uint32_t star = NOWHERE, star_text = 0, deep = NOWHERE, deep_text = 0;
    for (;;) {
        if (at < pattern.len && p[at] == '*') {
            uint32_t stop = at;
            while (stop < pattern.len && p[stop] == '*')
                stop++;
            bool folders = stop - at >= 2 && (at == 0 || p[at - 1] == '/');
            if (folders && stop == pattern.len)
                return !(flags & MLN_GLOB_INSIDE) ||
                       memchr(text.ptr + text_at, '/', text.len - text_at);
            star = NOWHERE;
            if (folders && p[stop] == '/') {
                at = deep = stop + 1;
                deep_text = text_at;
                continue;
            }
            if (folders && p[stop] == '\\' && stop + 1 < pattern.len && p[stop + 1] == '/') {
                /* git takes an escaped slash for one folder at least. */
                deep = stop + 2;
                deep_text = text_at;
            } else {
                at = star = stop;
                star_text = text_at;
                continue;
            }
        } else if (at < pattern.len) {
            uint32_t next =
                text_at < text.len ? match_one(pattern, at, text.ptr[text_at]) : NOWHERE;
            if (next != NOWHERE) {
                at = next;
                text_at++;
                continue;
            }
        } else if (ends_well(text, text_at, flags)) {
            return true;
        }
        if (star != NOWHERE && star_text < text.len && text.ptr[star_text] != '/') {
            text_at = ++star_text;
            at = star;
            continue;
        }
        if (deep == NOWHERE)
            return false;
        const char *slash = memchr(text.ptr + deep_text, '/', text.len - deep_text);
        if (!slash)
            return false;
        text_at = deep_text = (uint32_t)(slash - text.ptr) + 1;
        at = deep;
        star = NOWHERE;
    }
}

bool mln_glob_match_path(mln_str pattern, mln_str path)
{
    bool anchored = false;
    if (pattern.len >= 2 && pattern.ptr[0] == '.' && pattern.ptr[1] == '/') {
        pattern = (mln_str){pattern.ptr + 2, pattern.len - 2};
        anchored = true;
    }
    while (pattern.len && pattern.ptr[0] == '/') {
        pattern = (mln_str){pattern.ptr + 1, pattern.len - 1};
        anchored = true;
    }
    uint32_t flags = MLN_GLOB_ALONG;
    while (pattern.len && pattern.ptr[pattern.len - 1] == '/') {
        pattern.len--;
        flags = MLN_GLOB_INSIDE;
    }
    if (pattern.len == 0)
        return false;
    for (uint32_t at = 0; at < path.len;) {
        if (mln_glob_match(pattern, (mln_str){path.ptr + at, path.len - at}, flags))
            return true;
        const char *slash = memchr(path.ptr + at, '/', path.len - at);
        if (!slash || anchored)
            return false;
        at = (uint32_t)(slash - path.ptr) + 1;
    }
    return false;
}

uint32_t mln_glob_get_literal_length(mln_str pattern)
{
    uint32_t len = 0;
    while (len < pattern.len && !memchr("*?[\\", pattern.ptr[len], 4))
        len++;
    return len;
}
