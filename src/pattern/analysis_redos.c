#include "pattern/analysis.h"

#include <string.h>

#include "base/ascii.h"

#include "base/banned.h"

#define ITEM_MAX 512u
#define FRAME_MAX 64u

/* Bytes; from 0x80 on all or none, which is near enough for other scripts. */
typedef struct {
    uint64_t bits[4];
} charset;

typedef struct {
    charset set;    /* what it can be made of */
    bool nullable;  /* can be empty */
    bool anchor;    /* takes no text, but can fail */
    bool ambiguous; /* repeated by itself, one text can be split in many ways */
    bool pending;   /* holds a dangerous repetition: what follows must only be able to fail */
} item;

/* A group that is open; frame 0 is the whole expression. */
typedef struct {
    uint32_t first; /* item of the alternative that is being read */
    charset set;
    bool nullable;
    bool ambiguous;
    bool pending;
    bool atomic;
    bool look; /* lookahead or lookbehind */
} frame;

typedef struct {
    mln_str text;
    uint32_t at;
    item items[ITEM_MAX];
    uint32_t item_count;
    frame frames[FRAME_MAX];
    uint32_t frame_count;
    bool found;
    bool gave_up;
} reader;

static void add_char(charset *set, unsigned char c)
{
    if (c < 0x80)
        set->bits[c >> 6] |= UINT64_C(1) << (c & 63);
    else
        set->bits[2] = set->bits[3] = UINT64_MAX;
}

static void add_range(charset *set, unsigned low, unsigned high)
{
    for (unsigned c = low; c <= high && c < 0x80; c++)
        add_char(set, (unsigned char)c);
    if (high >= 0x80)
        add_char(set, 0x80);
}

static void add_set(charset *set, const charset *other)
{
    for (int i = 0; i < 4; i++)
        set->bits[i] |= other->bits[i];
}

static void invert(charset *set)
{
    for (int i = 0; i < 4; i++)
        set->bits[i] = ~set->bits[i];
}

static bool overlaps(const charset *a, const charset *b)
{
    for (int i = 0; i < 4; i++)
        if (a->bits[i] & b->bits[i])
            return true;
    return false;
}

static char peek(const reader *r, uint32_t ahead)
{
    return r->at + ahead < r->text.len ? r->text.ptr[r->at + ahead] : '\0';
}

/* \d and its like; false when `c` is none of them. */
static bool add_class(charset *set, char c)
{
    charset own = {{0}};
    switch (c | 0x20) {
    case 'd':
        add_range(&own, '0', '9');
        break;
    case 'w':
        add_range(&own, '0', '9');
        add_range(&own, 'a', 'z');
        add_range(&own, 'A', 'Z');
        add_char(&own, '_');
        break;
    case 's':
        add_range(&own, '\t', '\r');
        add_char(&own, ' ');
        break;
    case 'p': /* \p{..}: anything at all */
        invert(&own);
        add_set(set, &own);
        return true;
    default:
        return false;
    }
    if (c < 'a')
        invert(&own);
    add_set(set, &own);
    return true;
}

static void skip_braces(reader *r)
{
    if (peek(r, 0) != '{')
        return;
    while (r->at < r->text.len && r->text.ptr[r->at] != '}')
        r->at++;
    r->at++;
}

static unsigned read_hex(reader *r, uint32_t digits)
{
    unsigned value = 0;
    for (uint32_t i = 0; i < digits; i++) {
        int digit = mln_ascii_get_hex(peek(r, 0));
        if (digit < 0)
            break;
        value = value * 16 + (unsigned)digit;
        r->at++;
    }
    return value;
}

/* A character written with a backslash, `at` behind it, `c` its letter. */
static unsigned read_escaped(reader *r, char c)
{
    switch (c) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case 'f':
        return '\f';
    case 'v':
        return '\v';
    case 'x':
        if (peek(r, 0) == '{') {
            skip_braces(r);
            return 0x80;
        }
        return read_hex(r, 2);
    case 'u':
        if (peek(r, 0) == '{') {
            skip_braces(r);
            return 0x80;
        }
        return read_hex(r, 4);
    default:
        return (unsigned char)c;
    }
}

static void read_class(reader *r, charset *set)
{
    r->at++;
    bool negated = peek(r, 0) == '^';
    r->at += negated;
    bool first = true;
    while (r->at < r->text.len && (first || peek(r, 0) != ']')) {
        first = false;
        char c = r->text.ptr[r->at++];
        unsigned low = (unsigned char)c;
        if (c == '[' && peek(r, 0) == ':') {
            charset all = {{0}};
            invert(&all);
            add_set(set, &all);
            while (r->at < r->text.len && peek(r, 0) != ']')
                r->at++;
            r->at++;
            continue;
        }
        if (c == '\\' && r->at < r->text.len) {
            char e = r->text.ptr[r->at++];
            if (add_class(set, e)) {
                if ((e | 0x20) == 'p')
                    skip_braces(r);
                continue;
            }
            low = e == 'b' ? '\b' : read_escaped(r, e);
        }
        unsigned high = low;
        if (peek(r, 0) == '-' && peek(r, 1) && peek(r, 1) != ']') {
            r->at++;
            char d = r->text.ptr[r->at++];
            high = (unsigned char)d;
            if (d == '\\' && r->at < r->text.len) {
                char e = r->text.ptr[r->at++];
                high = read_escaped(r, e);
            }
        }
        add_range(set, low, high < low ? low : high);
    }
    r->at++;
    if (negated)
        invert(set);
}

/* `at` on the backslash. */
static item read_escape(reader *r)
{
    item result = {0};
    r->at++;
    char c = peek(r, 0);
    r->at++;
    if (add_class(&result.set, c)) {
        if ((c | 0x20) == 'p')
            skip_braces(r);
    } else if (c && strchr("bBAZzG", c)) {
        result.anchor = result.nullable = true;
    } else if ((c >= '1' && c <= '9') || c == 'k') {
        invert(&result.set); /* a back reference: could be anything */
        result.nullable = true;
        if (c == 'k' && peek(r, 0) == '<')
            while (r->at < r->text.len && r->text.ptr[r->at++] != '>')
                ;
    } else {
        unsigned code = read_escaped(r, c);
        add_range(&result.set, code, code);
    }
    return result;
}

/* Can one round of a repetition of items [first, end) be split in many ways? Some part of it must
 * be ambiguous by itself, and all the rest be either absent or made of the same characters. */
static bool is_ambiguous(const reader *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        if (!r->items[i].ambiguous)
            continue;
        bool fits = true;
        for (uint32_t j = first; j < end && fits; j++)
            fits = j == i || (r->items[j].nullable && !r->items[j].anchor) ||
                   overlaps(&r->items[i].set, &r->items[j].set);
        if (fits)
            return true;
    }
    return false;
}

/* The alternative of the innermost frame is at its end: its items become facts of the frame. */
static void end_alternative(reader *r)
{
    frame *f = &r->frames[r->frame_count - 1];
    bool nullable = true;
    for (uint32_t i = f->first; i < r->item_count; i++) {
        add_set(&f->set, &r->items[i].set);
        nullable = nullable && r->items[i].nullable;
        f->pending = f->pending || r->items[i].pending;
    }
    f->nullable = f->nullable || nullable;
    f->ambiguous = f->ambiguous || is_ambiguous(r, f->first, r->item_count);
    r->item_count = f->first;
}

static void add_item(reader *r, item added)
{
    if (r->item_count == ITEM_MAX) {
        r->gave_up = true;
        return;
    }
    /* Something that can fail stands behind a dangerous repetition. */
    const frame *f = &r->frames[r->frame_count - 1];
    if (!added.nullable || added.anchor)
        for (uint32_t i = f->first; i < r->item_count; i++)
            r->found = r->found || r->items[i].pending;
    r->items[r->item_count++] = added;
}

/* Reads a quantifier. False when there is none. */
static bool read_quantifier(reader *r, bool *optional, bool *unbounded, bool *possessive)
{
    char c = peek(r, 0);
    *optional = c == '*' || c == '?';
    *unbounded = c == '*' || c == '+';
    *possessive = false;
    if (c == '{') {
        uint32_t i = 1;
        while (mln_ascii_is_digit(peek(r, i)))
            i++;
        if (i == 1)
            return false;
        *optional = peek(r, 1) == '0' && i == 2;
        if (peek(r, i) == ',') {
            i++;
            *unbounded = peek(r, i) == '}';
            while (mln_ascii_is_digit(peek(r, i)))
                i++;
        }
        if (peek(r, i) != '}')
            return false;
        r->at += i;
    } else if (c != '*' && c != '+' && c != '?') {
        return false;
    }
    r->at++;
    if (peek(r, 0) == '+' || peek(r, 0) == '?')
        *possessive = r->text.ptr[r->at++] == '+';
    return true;
}

/* Adds an item together with the quantifier that follows it. */
static void add_quantified(reader *r, item added)
{
    bool optional, unbounded, possessive;
    if (!added.anchor && read_quantifier(r, &optional, &unbounded, &possessive)) {
        added.nullable = added.nullable || optional;
        if (unbounded && !possessive) {
            added.pending = added.pending || added.ambiguous;
            added.ambiguous = true;
        }
        if (possessive)
            added.ambiguous = added.pending = false;
    }
    add_item(r, added);
}

static void open_group(reader *r)
{
    frame opened = {.first = r->item_count};
    r->at++;
    if (peek(r, 0) == '?') {
        char c = peek(r, 1);
        r->at += 2;
        if (c == '#') {
            while (r->at < r->text.len && r->text.ptr[r->at++] != ')')
                ;
            return;
        }
        opened.atomic = c == '>';
        opened.look = c == '=' || c == '!';
        if (c == 'P')
            r->at++;
        if (c == '<' && (peek(r, 0) == '=' || peek(r, 0) == '!')) {
            opened.look = true;
            r->at++;
        } else if (c == '<' || c == 'P') {
            while (r->at < r->text.len && r->text.ptr[r->at++] != '>')
                ;
        } else if (c != ':' && !opened.look && !opened.atomic) {
            while (r->at < r->text.len && peek(r, 0) != ')' && peek(r, 0) != ':')
                r->at++;
            r->at += peek(r, 0) == ':'; /* (?i) closes as an empty group */
        }
    }
    if (r->frame_count == FRAME_MAX) {
        r->gave_up = true;
        return;
    }
    r->frames[r->frame_count++] = opened;
}

static void close_group(reader *r)
{
    end_alternative(r);
    const frame *f = &r->frames[--r->frame_count];
    item group = {.set = f->set,
                  .nullable = f->nullable,
                  .ambiguous = f->ambiguous && !f->atomic,
                  .pending = f->pending && !f->atomic};
    if (f->look)
        group = (item){.nullable = true, .anchor = true};
    add_quantified(r, group);
}

/* Without the slashes or quotes of the literal it stands in. */
static mln_str unwrap(mln_str text)
{
    text = mln_str_trim(text);
    if (text.len < 2)
        return text;
    char first = text.ptr[0];
    if (first == '"' || first == '\'' || first == '`')
        return text.ptr[text.len - 1] == first ? (mln_str){text.ptr + 1, text.len - 2} : text;
    if (first != '/')
        return text;
    uint32_t end = text.len;
    while (end > 1 && mln_ascii_is_lower(text.ptr[end - 1]))
        end--;
    return end > 1 && text.ptr[end - 1] == '/' ? (mln_str){text.ptr + 1, end - 2} : text;
}

bool mln_analysis_is_redos(mln_str text)
{
    reader r = {.text = unwrap(text), .frame_count = 1};
    while (r.at < r.text.len && !r.found && !r.gave_up) {
        char c = r.text.ptr[r.at];
        item next = {0};
        if (c == '(') {
            open_group(&r);
            continue;
        }
        if (c == ')' && r.frame_count > 1) {
            r.at++;
            close_group(&r);
            continue;
        }
        if (c == '|') {
            r.at++;
            end_alternative(&r);
            continue;
        }
        if (c == '[') {
            read_class(&r, &next.set);
        } else if (c == '\\') {
            next = read_escape(&r);
        } else {
            r.at++;
            if (c == '^' || c == '$') {
                next.anchor = next.nullable = true;
            } else if (c == '.') {
                add_char(&next.set, '\n');
                invert(&next.set);
            } else {
                add_char(&next.set, (unsigned char)c);
            }
        }
        add_quantified(&r, next);
    }
    return r.found && !r.gave_up;
}
