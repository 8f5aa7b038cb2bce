#include "pattern/needle.h"

#include "base/ascii.h"
#include "base/buf.h"

#include "base/banned.h"

#define DEPTH_MAX 12

/* Any of these; `count` 0: nothing is known. */
typedef struct {
    mln_str words[MLN_NEEDLES_MAX];
    uint32_t count;
} needles;

typedef struct {
    mln_arena *arena;
    mln_str text;
    uint32_t at;
    int depth;
    bool doubt; /* what follows is not understood */
} reader;

static char peek(const reader *r, uint32_t ahead)
{
    return r->at + ahead < r->text.len ? r->text.ptr[r->at + ahead] : 0;
}

/* The more the shortest word says, the better. */
static uint32_t get_weight(const needles *n)
{
    uint32_t least = n->count ? UINT32_MAX : 0;
    for (uint32_t i = 0; i < n->count; i++)
        if (n->words[i].len < least)
            least = n->words[i].len;
    return least;
}

static void take_better(needles *best, const needles *other)
{
    if (get_weight(other) > get_weight(best))
        *best = *other;
}

static void skip_class(reader *r)
{
    r->at++;
    if (peek(r, 0) == '^')
        r->at++;
    if (peek(r, 0) == ']')
        r->at++;
    while (r->at < r->text.len && peek(r, 0) != ']') {
        if (peek(r, 0) == '\\') {
            r->at++;
        } else if (peek(r, 0) == '[' && (peek(r, 1) == ':' || peek(r, 1) == '.')) {
            while (r->at < r->text.len && !(peek(r, 0) == ']'))
                r->at++;
        }
        r->at++;
    }
    r->at++;
}

/* `*least` is how often the thing before must be there; whether there was a quantifier. */
static bool skip_quantifier(reader *r, uint32_t *least)
{
    char c = peek(r, 0);
    uint32_t at = r->at + 1, number = 0;
    *least = 1;
    if (c == '*' || c == '?')
        *least = 0;
    if (c == '{') {
        /* Only {n}, {n,}, {n,m} and {,m} are one. */
        while (at < r->text.len && mln_ascii_is_digit(r->text.ptr[at]) && number < 1000)
            number = number * 10 + (uint32_t)(r->text.ptr[at++] - '0');
        *least = number;
        while (at < r->text.len && (r->text.ptr[at] == ',' || mln_ascii_is_digit(r->text.ptr[at])))
            at++;
        if (at >= r->text.len || r->text.ptr[at] != '}' || at == r->at + 1) {
            *least = 1;
            return false;
        }
        at++;
    } else if (c != '*' && c != '+' && c != '?') {
        return false;
    }
    r->at = at;
    if (peek(r, 0) == '?' || peek(r, 0) == '+')
        r->at++;
    return true;
}

static needles read_alternatives(reader *r);

/* At a `(`. Lookaround says nothing of the match itself; flags but `i`, `m` and `s` may change what
 * everything means. */
static needles read_group(reader *r)
{
    needles none = {0};
    bool counts = true;
    r->at++;
    if (peek(r, 0) == '*') {
        r->doubt = true;
    } else if (peek(r, 0) == '?') {
        r->at++;
        char c = peek(r, 0), next = peek(r, 1);
        if (c == ':' || c == '>') {
            r->at++;
        } else if (c == '=' || c == '!' || (c == '<' && (next == '=' || next == '!'))) {
            counts = false;
            r->at += c == '<' ? 2 : 1;
        } else if (c == '<' || c == '\'' || (c == 'P' && next == '<')) {
            char close = c == '\'' ? '\'' : '>';
            r->at++;
            while (r->at < r->text.len && peek(r, 0) != close)
                r->at++;
            r->at++;
        } else {
            while (peek(r, 0) == 'i' || peek(r, 0) == 'm' || peek(r, 0) == 's')
                r->at++;
            r->doubt |= peek(r, 0) != ')' && peek(r, 0) != ':';
            if (peek(r, 0) == ')') {
                r->at++;
                return none;
            }
            r->at++;
        }
    }
    r->doubt |= ++r->depth > DEPTH_MAX;
    if (r->doubt)
        return none;
    needles inner = read_alternatives(r);
    r->depth--;
    r->doubt |= peek(r, 0) != ')';
    r->at++;
    return counts ? inner : none;
}

static void end_run(reader *r, mln_buf *run, needles *best)
{
    needles one = {.count = 1};
    if (run->len >= MLN_NEEDLE_MIN) {
        one.words[0] = (mln_str){mln_arena_dup(r->arena, run->data, run->len), (uint32_t)run->len};
        take_better(best, &one);
    }
    mln_buf_clear(run);
}

/* A backslash and what belongs to it; a sign that stands for itself goes to `run`. */
static bool read_escape(reader *r, mln_buf *run)
{
    char c = peek(r, 1);
    r->at += 2;
    if (c && !mln_ascii_is_alnum(c) && (unsigned char)c < 0x80) {
        mln_buf_add_char(run, c);
        return true;
    }
    if (c == 'x') {
        bool braces = peek(r, 0) == '{';
        while (braces && r->at < r->text.len && peek(r, 0) != '}')
            r->at++;
        r->at += braces ? 1 : 2;
    } else if (!memchr("bBdDwWsSnrtfvAzZhHR", c, 19)) {
        r->doubt = true;
    }
    return false;
}

static needles read_sequence(reader *r)
{
    needles best = {0};
    mln_buf run = {0};
    while (r->at < r->text.len && !r->doubt && peek(r, 0) != '|' && peek(r, 0) != ')') {
        char c = peek(r, 0);
        needles inner = {0};
        size_t before = run.len;
        bool literal = false;
        if (c == '(') {
            inner = read_group(r);
        } else if (c == '[') {
            skip_class(r);
        } else if (c == '\\') {
            literal = read_escape(r, &run);
        } else if (c == '.' || c == '^' || c == '$') {
            r->at++;
        } else {
            /* Whole characters: a quantifier is of all their bytes. */
            do
                mln_buf_add_char(&run, r->text.ptr[r->at++]);
            while (((unsigned char)peek(r, 0) & 0xC0) == 0x80);
            literal = true;
        }
        uint32_t least;
        bool repeated = skip_quantifier(r, &least);
        if (repeated && !least)
            run.len = before;
        if (!literal || repeated)
            end_run(r, &run, &best);
        if (least)
            take_better(&best, &inner);
    }
    end_run(r, &run, &best);
    mln_buf_release(&run);
    return best;
}

/* One of each. */
static needles read_alternatives(reader *r)
{
    needles all = read_sequence(r);
    bool known = all.count > 0;
    while (!r->doubt && peek(r, 0) == '|') {
        r->at++;
        needles next = read_sequence(r);
        known &= next.count > 0 && all.count + next.count <= MLN_NEEDLES_MAX;
        for (uint32_t i = 0; known && i < next.count; i++)
            all.words[all.count++] = next.words[i];
    }
    if (!known)
        all.count = 0;
    return all;
}

uint32_t mln_needles_find(mln_arena *arena, mln_str regex, mln_str *words)
{
    reader r = {.arena = arena, .text = regex};
    needles found = read_alternatives(&r);
    if (r.doubt || r.at < regex.len)
        return 0;
    for (uint32_t i = 0; i < found.count; i++)
        words[i] = found.words[i];
    return found.count;
}
