#include "base/glob.h"

#include "base/banned.h"

typedef struct {
    const char *name;
    const char *ranges; /* pairs */
} named_class;

static const named_class named_classes[] = {
    {"alpha", "azAZ"}, {"digit", "09"},           {"alnum", "azAZ09"}, {"upper", "AZ"},
    {"lower", "az"},   {"xdigit", "09afAF"},      {"space", "  \t\r"}, {"punct", "!/:@[`{~"},
    {"blank", "  \t\t"}, {"print", " ~"},         {"graph", "!~"},     {"cntrl", "\x01\x1f\x7f\x7f"},
};

/* One bracket expression; `*at` stands behind `[` and moves behind `]`. False: it never closes. */
static bool match_class(mln_str pattern, uint32_t *at, unsigned char c, bool *matched)
{
    uint32_t i = *at;
    bool negated = i < pattern.len && (pattern.ptr[i] == '!' || pattern.ptr[i] == '^');
    bool found = false;
    i += negated;
    for (bool first = true;; first = false) {
        if (i >= pattern.len)
            return false;
        unsigned char low = (unsigned char)pattern.ptr[i++];
        if (low == ']' && !first)
            break;
        if (low == '[' && i < pattern.len && pattern.ptr[i] == ':') {
            uint32_t stop = i + 1;
            while (stop + 1 < pattern.len &&
                   !(pattern.ptr[stop] == ':' && pattern.ptr[stop + 1] == ']'))
                stop++;
            mln_str name = {pattern.ptr + i + 1, stop - i - 1};
            if (stop + 1 < pattern.len) {
                bool known = false;
                for (size_t k = 0; k < MLN_COUNT_OF(named_classes); k++) {
                    if (!mln_str_is(name, named_classes[k].name))
                        continue;
                    known = true;
                    for (const char *r = named_classes[k].ranges; *r; r += 2)
                        found |= c >= (unsigned char)r[0] && c <= (unsigned char)r[1];
                }
                /* git: an unknown class makes the whole pattern match nothing. */
                if (!known)
                    return false;
                i = stop + 2;
                continue;
            }
        }
        if (low == '\\' && i < pattern.len)
            low = (unsigned char)pattern.ptr[i++];
        unsigned char high = low;
        if (i + 1 < pattern.len && pattern.ptr[i] == '-' && pattern.ptr[i + 1] != ']') {
            i++;
            high = (unsigned char)pattern.ptr[i++];
            if (high == '\\' && i < pattern.len)
                high = (unsigned char)pattern.ptr[i++];
        }
        found |= c >= low && c <= high;
    }
    *at = i;
    *matched = found != negated && c != '/';
    return true;
}

/* Two places to come back to are enough: a later star makes an earlier one of its kind needless.
 * A single star gives up at a slash, a double one never. */
typedef struct {
    uint32_t pattern;
    uint32_t text;
    bool set;
} resume;

bool mln_glob_match(mln_str pattern, mln_str text)
{
    resume star = {0}, deep = {0};
    uint32_t p = 0, t = 0;
    for (;;) {
        if (p < pattern.len && pattern.ptr[p] == '*') {
            uint32_t from = p;
            while (p < pattern.len && pattern.ptr[p] == '*')
                p++;
            bool starts = from == 0 || pattern.ptr[from - 1] == '/';
            bool ends = p == pattern.len || pattern.ptr[p] == '/';
            if (p - from >= 2 && starts && ends) {
                if (p == pattern.len)
                    return true;
                p++;
                deep = (resume){p, t, true};
                star.set = false;
            } else {
                star = (resume){p, t, true};
            }
            continue;
        }
        if (p == pattern.len && t == text.len)
            return true;
        if (t < text.len && p < pattern.len) {
            char c = pattern.ptr[p];
            uint32_t next = p + 1;
            bool matched;
            if (c == '?') {
                matched = text.ptr[t] != '/';
            } else if (c == '[') {
                if (!match_class(pattern, &next, (unsigned char)text.ptr[t], &matched))
                    return false;
            } else {
                if (c == '\\' && next < pattern.len)
                    c = pattern.ptr[next++];
                matched = c == text.ptr[t];
            }
            if (matched) {
                p = next;
                t++;
                continue;
            }
        }
        if (star.set && star.text < text.len && text.ptr[star.text] != '/') {
            t = ++star.text;
            p = star.pattern;
            continue;
        }
        star.set = false;
        if (!deep.set)
            return false;
        /* A double star goes on behind the next slash. */
        while (deep.text < text.len && text.ptr[deep.text] != '/')
            deep.text++;
        if (deep.text == text.len)
            return false;
        t = ++deep.text;
        p = deep.pattern;
    }
}

bool mln_glob_match_path(mln_str pattern, mln_str path)
{
    while (path.len > 1 && path.ptr[0] == '.' && path.ptr[1] == '/')
        path = (mln_str){path.ptr + 2, path.len - 2};
    bool anchored = pattern.len && pattern.ptr[0] == '/';
    if (anchored)
        pattern = (mln_str){pattern.ptr + 1, pattern.len - 1};
    while (pattern.len > 1 && pattern.ptr[0] == '.' && pattern.ptr[1] == '/')
        pattern = (mln_str){pattern.ptr + 2, pattern.len - 2};
    while (pattern.len && pattern.ptr[pattern.len - 1] == '/')
        pattern.len--;
    /* From every component on, up to every later one. */
    for (uint32_t from = 0; from <= path.len;) {
        for (uint32_t to = from + 1; to <= path.len; to++)
            if ((to == path.len || path.ptr[to] == '/') &&
                mln_glob_match(pattern, (mln_str){path.ptr + from, to - from}))
                return true;
        if (anchored)
            return false;
        while (from < path.len && path.ptr[from] != '/')
            from++;
        from++;
    }
    return false;
}
