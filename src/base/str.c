#include "base/str.h"

#include "base/ascii.h"

#include "base/banned.h"

int mln_str_compare(mln_str a, mln_str b)
{
    uint32_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.ptr, b.ptr, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

mln_str mln_str_trim(mln_str a)
{
    while (a.len && mln_ascii_is_space(a.ptr[0])) {
        a.ptr++;
        a.len--;
    }
    while (a.len && mln_ascii_is_space(a.ptr[a.len - 1]))
        a.len--;
    return a;
}

mln_str mln_str_after_last(mln_str a, char c)
{
    uint32_t start = a.len;
    while (start > 0 && a.ptr[start - 1] != c)
        start--;
    return start ? (mln_str){a.ptr + start, a.len - start} : a;
}

mln_str mln_str_before_first(mln_str a, char c)
{
    const char *end = a.len ? memchr(a.ptr, c, a.len) : NULL;
    return end ? (mln_str){a.ptr, (uint32_t)(end - a.ptr)} : a;
}

bool mln_str_is_one_of(mln_str a, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (mln_str_is(a, names[i]))
            return true;
    return false;
}

bool mln_str_equal_any_case(mln_str a, mln_str b)
{
    if (a.len != b.len)
        return false;
    for (uint32_t i = 0; i < a.len; i++)
        if (mln_ascii_to_lower(a.ptr[i]) != mln_ascii_to_lower(b.ptr[i]))
            return false;
    return true;
}

mln_str mln_str_to_lower(mln_str a, char *buffer, uint32_t size)
{
    uint32_t len = a.len < size ? a.len : size;
    for (uint32_t i = 0; i < len; i++)
        buffer[i] = mln_ascii_to_lower(a.ptr[i]);
    return (mln_str){buffer, len};
}

#define SUGGEST_MAX 64u

/* Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours
 * cost one each. */
static uint32_t distance(mln_str a, mln_str b)
{
    uint32_t rows[3][SUGGEST_MAX + 1];
    uint32_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (uint32_t j = 0; j <= b.len; j++)
        last[j] = j;
    for (uint32_t i = 1; i <= a.len; i++) {
        now[0] = i;
        for (uint32_t j = 1; j <= b.len; j++) {
            uint32_t cost = last[j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);
            if (last[j] + 1 < cost)
                cost = last[j] + 1;
            if (now[j - 1] + 1 < cost)
                cost = now[j - 1] + 1;
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1] &&
                before[j - 2] + 1 < cost)
                cost = before[j - 2] + 1;
            now[j] = cost;
        }
        uint32_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b.len];
}

const char *mln_str_suggest(mln_str word, const char *const *names, size_t count)
{
    if (word.len == 0 || word.len > SUGGEST_MAX)
        return NULL;
    const char *best = NULL;
    uint32_t best_distance = word.len / 3 + 1;
    for (size_t i = 0; i < count; i++) {
        mln_str name = mln_str_of(names[i]);
        if (name.len > SUGGEST_MAX)
            continue;
        uint32_t d = distance(word, name);
        if (d <= best_distance && (!best || d < best_distance)) {
            best = names[i];
            best_distance = d;
        }
    }
    return best;
}
