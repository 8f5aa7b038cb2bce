#include "triage/directive.h"

#include "base/ascii.h"

#include "base/banned.h"

#define MERLON "merlon-ignore"

static bool is_id_char(char c)
{
    return mln_ascii_is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '/';
}

/* What may not touch the words `merlon-ignore` and `nosem`. */
static bool is_word_char(char c)
{
    return mln_ascii_is_alnum(c) || c == '_' || c == '-';
}

static mln_str skip(mln_str text, uint32_t count)
{
    return (mln_str){text.ptr + count, text.len - count};
}

static bool starts_any_case(mln_str text, const char *word)
{
    mln_str start = mln_str_of(word);
    return text.len >= start.len && mln_str_equal_any_case((mln_str){text.ptr, start.len}, start);
}

int mln_date_compare(mln_date a, mln_date b)
{
    uint32_t x = a.year * 10000 + a.month * 100 + a.day;
    uint32_t y = b.year * 10000 + b.month * 100 + b.day;
    return (x > y) - (x < y);
}

static uint32_t get_number(mln_str text, uint32_t at, uint32_t len)
{
    uint32_t number = 0;
    for (uint32_t i = at; i < at + len; i++)
        number = number * 10 + (uint32_t)(text.ptr[i] - '0');
    return number;
}

bool mln_date_parse(mln_str text, mln_date *date)
{
    static const uint32_t DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (text.len != 10)
        return false;
    for (uint32_t i = 0; i < 10; i++) {
        bool dash = i == 4 || i == 7;
        if (dash ? text.ptr[i] != '-' : !mln_ascii_is_digit(text.ptr[i]))
            return false;
    }
    mln_date d = {get_number(text, 0, 4), get_number(text, 5, 2), get_number(text, 8, 2)};
    if (d.month < 1 || d.month > 12 || d.day < 1)
        return false;
    bool leap = (d.year % 4 == 0 && d.year % 100 != 0) || d.year % 400 == 0;
    if (d.day > DAYS[d.month - 1] + (d.month == 2 && leap))
        return false;
    *date = d;
    return true;
}

/* Length of the id at the start of `text`; 0 when there is none. A full stop at the end belongs to
 * the sentence; "--" begins the reason. */
static uint32_t get_id_length(mln_str text)
{
    if (mln_str_starts_with(text, MLN_STR("--")))
        return 0;
    uint32_t len = 0;
    while (len < text.len && is_id_char(text.ptr[len]))
        len++;
    while (len > 0 && text.ptr[len - 1] == '.')
        len--;
    return len;
}

/* Takes a list of ids off the start of *text. */
static mln_str take_ids(mln_str *text)
{
    mln_str rest = mln_str_trim(*text), list = {rest.ptr, 0};
    for (;;) {
        uint32_t len = get_id_length(rest);
        if (!len)
            break;
        rest = skip(rest, len);
        list.len = (uint32_t)(rest.ptr - list.ptr);
        mln_str after = mln_str_trim(rest);
        if (!mln_str_starts_with(after, MLN_STR(",")))
            break;
        rest = mln_str_trim(skip(after, 1));
    }
    *text = rest;
    return list;
}

/* Takes "(until 2027-01-31)" off the end of the reason. */
static void take_until(mln_directive *d)
{
    mln_str word = MLN_STR("(until");
    mln_str text = d->reason;
    uint32_t at = text.len;
    do {
        if (at == 0)
            return;
        at--;
    } while (!mln_str_starts_with(skip(text, at), word));
    mln_str rest = skip(text, at + word.len);
    d->reason = mln_str_trim((mln_str){text.ptr, at});
    const char *close = rest.len ? memchr(rest.ptr, ')', rest.len) : NULL;
    mln_str day = mln_str_trim((mln_str){rest.ptr, close ? (uint32_t)(close - rest.ptr) : 0});
    if (mln_date_parse(day, &d->until))
        d->has_until = true;
    else
        d->mistake = "its date is not one: write (until YYYY-MM-DD)";
}

/* Takes what begins a reason off the start of *text. */
static bool take_dashes(mln_str *text)
{
    static const char *const DASHES[] = {"--", "\xE2\x80\x94", "\xE2\x80\x93"};
    for (size_t i = 0; i < MLN_COUNT_OF(DASHES); i++) {
        mln_str dash = mln_str_of(DASHES[i]);
        if (mln_str_starts_with(*text, dash)) {
            *text = mln_str_trim(skip(*text, dash.len));
            return true;
        }
    }
    return false;
}

/* What follows `merlon-ignore` on its line. False: it was prose. */
static bool read_merlon(mln_str rest, bool first, mln_directive *d)
{
    rest = mln_str_trim(rest);
    bool colon = mln_str_starts_with(rest, MLN_STR(":"));
    if (colon) {
        rest = skip(rest, 1);
        d->ids = take_ids(&rest);
        rest = mln_str_trim(rest);
        if (!d->ids.len) {
            d->mistake = "no rule is named after the colon";
            return true;
        }
    }
    if (!rest.len || starts_any_case(rest, "nosem"))
        return true;
    if (take_dashes(&rest) || mln_str_starts_with(rest, MLN_STR("(until"))) {
        d->reason = rest;
        take_until(d);
        return true;
    }
    /* A full stop after the list or the word ends it as well. */
    if (rest.len == 1 && (*rest.ptr == '.' || *rest.ptr == ',' || *rest.ptr == ';'))
        return true;
    if (colon)
        d->mistake = "rule ids are separated by commas, and a reason begins with --";
    else if (first)
        d->mistake = "rule ids come after a colon, and a reason begins with --";
    return colon || first;
}

static void read_nosem(mln_str rest, mln_directive *d)
{
    mln_str trimmed = mln_str_trim(rest);
    if (mln_str_starts_with(trimmed, MLN_STR(":"))) {
        rest = skip(trimmed, 1);
        d->ids = take_ids(&rest);
    }
    rest = mln_str_trim(rest);
    if (take_dashes(&rest))
        d->reason = rest;
}

/* The length of the word of ours at the start of `text`, or 0. */
static uint32_t get_word_length(mln_str text)
{
    uint32_t len = 0;
    if (mln_str_starts_with(text, MLN_STR(MERLON)))
        len = (uint32_t)sizeof MERLON - 1;
    else if (starts_any_case(text, "nosemgrep"))
        len = (uint32_t)sizeof "nosemgrep" - 1;
    else if (starts_any_case(text, "nosem"))
        len = (uint32_t)sizeof "nosem" - 1;
    mln_str rest = skip(text, len);
    if (len && rest.len && is_word_char(rest.ptr[0]) && !mln_str_starts_with(rest, MLN_STR("--")))
        return 0;
    return len;
}

/* Reads the directive whose word is at `at` of the line. */
static bool read_at(mln_str line, uint32_t at, uint32_t word, mln_directive *d)
{
    mln_str rest = skip(line, at + word);
    *d = (mln_directive){.kind = line.ptr[at] == 'm' ? MLN_DIRECTIVE_MERLON : MLN_DIRECTIVE_NOSEM};
    if (d->kind == MLN_DIRECTIVE_NOSEM) {
        read_nosem(rest, d);
        return true;
    }
    bool first = true;
    for (uint32_t i = 0; i < at && first; i++)
        first = !mln_ascii_is_alnum(line.ptr[i]) && !((unsigned char)line.ptr[i] & 0x80);
    return read_merlon(rest, first, d);
}

static mln_str get_line(mln_directive_reader *r)
{
    if (!r->in_line) {
        const char *end = memchr(r->text.ptr + r->at, '\n', r->text.len - r->at);
        uint32_t stop = end ? (uint32_t)(end - r->text.ptr) : r->text.len;
        mln_str line = mln_str_trim((mln_str){r->text.ptr + r->at, stop - r->at});
        r->line_stop = r->at + line.len;
        r->in_line = true;
    }
    return (mln_str){r->text.ptr + r->line_start, r->line_stop - r->line_start};
}

bool mln_directive_next(mln_directive_reader *r, mln_directive *directive)
{
    for (; r->at < r->text.len; r->at++) {
        char c = r->text.ptr[r->at];
        if (c == '\n') {
            r->line++;
            r->line_start = r->at + 1;
            r->in_line = false;
        }
        if ((c != 'm' && c != 'n' && c != 'N') ||
            (r->at > r->line_start && is_word_char(r->text.ptr[r->at - 1])))
            continue;
        uint32_t word = get_word_length(skip(r->text, r->at));
        if (!word || !read_at(get_line(r), r->at - r->line_start, word, directive))
            continue;
        directive->line = r->line;
        /* Nothing is read twice: neither the list nor the reason can hold another directive. */
        r->at += word;
        mln_str last = directive->reason.len ? directive->reason : directive->ids;
        if (last.len)
            r->at = (uint32_t)(last.ptr - r->text.ptr) + last.len;
        return true;
    }
    return false;
}

bool mln_directive_next_id(const mln_directive *directive, uint32_t *at, mln_str *id)
{
    mln_str rest = skip(directive->ids, *at);
    while (rest.len && !is_id_char(rest.ptr[0]))
        rest = skip(rest, 1);
    id->ptr = rest.ptr;
    id->len = get_id_length(rest);
    *at = (uint32_t)(rest.ptr - directive->ids.ptr) + id->len;
    return id->len > 0;
}

static bool has_dotted_end(mln_str text, mln_str end)
{
    return end.len && text.len > end.len && text.ptr[text.len - end.len - 1] == '.' &&
           mln_str_ends_with(text, end);
}

bool mln_directive_id_matches(mln_str id, mln_str rule)
{
    return mln_str_equal(id, rule) || has_dotted_end(id, rule) || has_dotted_end(rule, id);
}
