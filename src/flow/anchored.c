#include "flow/anchored.h"

#include "base/banned.h"

/* The place after a class that begins at `at`; `*open`: it is said by what it is not. */
static uint32_t skip_class(mln_str re, uint32_t at, bool *open)
{
    at++;
    *open = at < re.len && re.ptr[at] == '^';
    if (*open)
        at++;
    while (at < re.len && re.ptr[at] != ']') {
        if (re.ptr[at] == '\\' && at + 1 < re.len) {
            at++;
            if (strchr("SDW", re.ptr[at]))
                *open = true;
        }
        at++;
    }
    return at < re.len ? at + 1 : at;
}

/* Whether what stands at `at` lets more than one of what is before it pass. */
static bool repeats(mln_str re, uint32_t at)
{
    if (at >= re.len)
        return false;
    if (re.ptr[at] == '*' || re.ptr[at] == '+')
        return true;
    if (re.ptr[at] != '{')
        return false;
    mln_str rest = {re.ptr + at, re.len - at};
    return !mln_str_starts_with(rest, MLN_STR("{1}")) &&
           !mln_str_starts_with(rest, MLN_STR("{0,1}")) &&
           !mln_str_starts_with(rest, MLN_STR("{0}")) &&
           !mln_str_starts_with(rest, MLN_STR("{1,1}"));
}

/* Whether $ at the end is not escaped. */
static bool ends_with_anchor(mln_str re)
{
    uint32_t slashes = 0;
    while (slashes + 1 < re.len && re.ptr[re.len - 2 - slashes] == '\\')
        slashes++;
    return re.len >= 2 && re.ptr[re.len - 1] == '$' && slashes % 2 == 0;
}

bool mln_anchored_is_list(mln_str re)
{
    if (!ends_with_anchor(re) || re.ptr[0] != '^')
        return false;
    uint32_t depth = 0;
    bool open_group = false; /* a group holds an open class: repeating it repeats that */
    for (uint32_t at = 1; at < re.len;) {
        bool open = false;
        switch (re.ptr[at]) {
        case '\\':
            open = at + 1 < re.len && strchr("SDW", re.ptr[at + 1]);
            at += 2;
            break;
        case '[':
            at = skip_class(re, at, &open);
            break;
        case '.':
            open = true;
            at++;
            break;
        case '(':
            depth++;
            at++;
            continue;
        case ')':
            if (depth == 0)
                return false;
            depth--;
            at++;
            open = open_group;
            open_group = depth && open_group;
            break;
        case '|':
            if (depth == 0)
                return false;
            at++;
            continue;
        default:
            at++;
            break;
        }
        if (open && repeats(re, at))
            return false;
        open_group |= open && depth;
    }
    return depth == 0;
}

bool mln_anchored_is_not_list(mln_str re)
{
    bool open;
    if (re.len >= 2 && re.ptr[0] == '\\')
        return re.ptr[1] == 'W' && (re.len == 2 || mln_str_is(re, "\\W+"));
    if (re.len < 4 || re.ptr[0] != '[' || re.ptr[1] != '^')
        return false;
    for (uint32_t at = 2; at + 1 < re.len; at++)
        if (strchr("'\"`;|&$<>\n", re.ptr[at]) ||
            (re.ptr[at] == '\\' && strchr("SDWsnr", re.ptr[at + 1])))
            return false;
    uint32_t end = skip_class(re, 0, &open);
    return end == re.len || (end + 1 == re.len && re.ptr[end] == '+');
}
