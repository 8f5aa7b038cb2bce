/* str: a piece of text, borrowed: pointer and length, not necessarily NUL-terminated. */
#ifndef MLN_BASE_STR_H
#define MLN_BASE_STR_H

#include <string.h>

#include "base/base.h"

typedef struct {
    const char *ptr;
    uint32_t len;
} mln_str;

#define MLN_STR(literal) ((mln_str){(literal), (uint32_t)(sizeof(literal) - 1)})
/* For printf's "%.*s". */
#define MLN_STR_ARGS(str) (int)(str).len, (str).ptr

static inline mln_str mln_str_of(const char *text)
{
    return (mln_str){text, (uint32_t)strlen(text)};
}

static inline bool mln_str_equal(mln_str a, mln_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool mln_str_is(mln_str a, const char *text)
{
    return mln_str_equal(a, mln_str_of(text));
}

static inline bool mln_str_starts_with(mln_str a, mln_str prefix)
{
    return a.len >= prefix.len && memcmp(a.ptr, prefix.ptr, prefix.len) == 0;
}

static inline bool mln_str_ends_with(mln_str a, mln_str suffix)
{
    return a.len >= suffix.len && memcmp(a.ptr + a.len - suffix.len, suffix.ptr, suffix.len) == 0;
}

/* Bytewise order, shorter first: <0, 0, >0. */
int mln_str_compare(mln_str a, mln_str b);

/* Without ASCII white space at both ends. */
mln_str mln_str_trim(mln_str a);

/* What stands behind the last `c`: of a path and '/', the name. All of it where there is none. */
mln_str mln_str_after_last(mln_str a, char c);

/* What stands before the first `c`. All of it where there is none. */
mln_str mln_str_before_first(mln_str a, char c);

/* Equal to one of `names`, of which there are `count`. */
bool mln_str_is_one_of(mln_str a, const char *const *names, size_t count);

/* Equal but for the case of ASCII letters. */
bool mln_str_equal_any_case(mln_str a, mln_str b);

/* `a` in lower case, ASCII letters alone, in `buffer`; cut after `size` bytes. */
mln_str mln_str_to_lower(mln_str a, char *buffer, uint32_t size);

/* The entry of `names` (count of them) that is nearest to `word` by edit distance, or NULL when
 * none is near enough to be worth a "did you mean". */
const char *mln_str_suggest(mln_str word, const char *const *names, size_t count);

#endif
