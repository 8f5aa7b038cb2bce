#include "base/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"

#include "base/banned.h"

#define PATTERN_MAX 65536u
#define NEST_MAX 200u
#define MATCH_LIMIT 1000000u
#define DEPTH_LIMIT 20000u
#define HEAP_LIMIT_KIB 32768u
#define JIT_STACK_START ((size_t)32 * 1024)
#define JIT_STACK_MAX ((size_t)1024 * 1024)
#define LITERAL_MIN 3u

struct mln_regex {
    pcre2_code *code;
    atomic_bool *ready; /* made into machine code, or tried */
    uint32_t group_count;
    const unsigned char *names; /* PCRE2's table: group number (two bytes), name, NUL */
    uint32_t name_count;
    uint32_t name_size;
    uint32_t literal_len;
    atomic_bool readiness;
    char literal[];
};

struct mln_regex_matcher {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
};

/* --- a literal that each match must contain ------------------------------------------------- */

typedef struct {
    mln_str pattern;
    uint32_t at;
} reader;

static bool is_quantifier(char c)
{
    return c == '*' || c == '+' || c == '?' || c == '{';
}

/* Passes over a character class, `at` on the '['. False when its end is not found. */
static bool skip_class(reader *r)
{
    uint32_t i = r->at + 1;
    if (i < r->pattern.len && r->pattern.ptr[i] == '^')
        i++;
    if (i < r->pattern.len && r->pattern.ptr[i] == ']')
        i++;
    for (; i < r->pattern.len; i++) {
        char c = r->pattern.ptr[i];
        if (c == '\\') {
            if (++i < r->pattern.len && r->pattern.ptr[i] == 'Q')
                return false;
        } else if (c == '[' && i + 1 < r->pattern.len && r->pattern.ptr[i + 1] == ':') {
            /* [:alpha:], or a '[' and a ':' as such: both end at the same ']' unless the name's
             * own bracket is mistaken for it. */
            uint32_t j = i + 2;
            while (j < r->pattern.len &&
                   (r->pattern.ptr[j] == '^' || mln_ascii_is_lower(r->pattern.ptr[j])))
                j++;
            if (j + 1 < r->pattern.len && r->pattern.ptr[j] == ':' && r->pattern.ptr[j + 1] == ']')
                i = j + 1;
        } else if (c == ']') {
            r->at = i + 1;
            return true;
        }
    }
    return false;
}

/* Reads what follows "(?" at `at` (on the '?'). False when it is something that changes how the
 * rest is to be read. */
static bool check_group_head(const reader *r)
{
    uint32_t i = r->at + 1;
    if (i < r->pattern.len && (r->pattern.ptr[i] == '#' || r->pattern.ptr[i] == 'C'))
        return false;
    for (; i < r->pattern.len; i++) {
        char c = r->pattern.ptr[i];
        if (c == 'i' || c == 'x' || c == '^')
            return false;
        if (c != 'm' && c != 's' && c != 'n' && c != 'J' && c != 'U' && c != '-')
            break;
    }
    return true;
}

/* Passes over a whole group, `at` on its '('. */
static bool skip_group(reader *r)
{
    uint32_t depth = 0;
    while (r->at < r->pattern.len) {
        char c = r->pattern.ptr[r->at];
        if (c == '\\') {
            if (r->at + 1 < r->pattern.len && r->pattern.ptr[r->at + 1] == 'Q')
                return false;
            r->at += 2;
        } else if (c == '[') {
            if (!skip_class(r))
                return false;
        } else if (c == '(') {
            depth++;
            r->at++;
            if (r->at < r->pattern.len && r->pattern.ptr[r->at] == '*')
                return false;
            if (r->at < r->pattern.len && r->pattern.ptr[r->at] == '?' && !check_group_head(r))
                return false;
        } else {
            r->at++;
            if (c == ')' && --depth == 0)
                return true;
        }
    }
    return false;
}

/* Passes over a quantifier, if there is one. `*least` is how often at least. False: odd. */
static bool skip_quantifier(reader *r, uint32_t *least, bool *some)
{
    *least = 1;
    *some = r->at < r->pattern.len && is_quantifier(r->pattern.ptr[r->at]);
    if (!*some)
        return true;
    char c = r->pattern.ptr[r->at++];
    if (c == '*' || c == '?')
        *least = 0;
    if (c == '{') {
        /* Without digits it is a brace like any other; do not be clever about it. */
        if (r->at >= r->pattern.len || !mln_ascii_is_digit(r->pattern.ptr[r->at]))
            return false;
        *least = r->pattern.ptr[r->at] == '0' ? 0 : 1;
        while (r->at < r->pattern.len && r->pattern.ptr[r->at] != '}')
            r->at++;
        if (r->at >= r->pattern.len)
            return false;
        r->at++;
    }
    if (r->at < r->pattern.len && (r->pattern.ptr[r->at] == '+' || r->pattern.ptr[r->at] == '?'))
        r->at++;
    return true;
}

/* The length of the UTF-8 character that starts with `c`. */
static uint32_t get_width(char c)
{
    unsigned char u = (unsigned char)c;
    return u < 0xc0 ? 1 : u < 0xe0 ? 2 : u < 0xf0 ? 3 : 4;
}

/* Escapes of letters and digits that stand for one place or one character, without operands. */
static bool is_plain_escape(char c)
{
    return c != 0 && strchr("abdefhnrstvwzABDGHNRSVWXZ", c) != NULL;
}

/* Finds the longest literal of the top level; writes it to `out` (room for the pattern). */
static uint32_t find_literal(mln_str pattern, uint32_t flags, char *out, char *scratch)
{
    reader r = {pattern, 0};
    uint32_t best = 0, len = 0;
    if (flags & MLN_REGEX_CASELESS)
        return 0;
    while (r.at < pattern.len) {
        char c = pattern.ptr[r.at];
        uint32_t width = 0; /* of the literal character at hand */
        uint32_t from = r.at;
        if (c == '|')
            return 0;
        if (c == '(') {
            /* (?i) and the like hold to the end of the enclosing group: here, of the pattern. */
            if (!skip_group(&r))
                return 0;
        } else if (c == '[') {
            if (!skip_class(&r))
                return 0;
        } else if (c == '\\') {
            if (r.at + 1 >= pattern.len)
                return 0;
            char e = pattern.ptr[r.at + 1];
            bool alnum = mln_ascii_is_alnum(e);
            if (alnum && !is_plain_escape(e))
                return 0;
            if (!alnum) {
                from = r.at + 1;
                width = get_width(e);
            }
            r.at += alnum ? 2 : 1 + width;
        } else if (c == '.' || c == '^' || c == '$') {
            r.at++;
        } else if (c == ')' || is_quantifier(c)) {
            return 0; /* a brace as text; the rest cannot stand here */
        } else {
            width = get_width(c);
            r.at += width;
        }
        if (r.at > pattern.len)
            return 0;
        uint32_t least;
        bool some;
        if (!skip_quantifier(&r, &least, &some))
            return 0;
        if (width && least) {
            memcpy(scratch + len, pattern.ptr + from, width);
            len += width;
        }
        if (len > best) {
            best = len;
            memcpy(out, scratch, len);
        }
        if (!width || some)
            len = 0;
    }
    return best >= LITERAL_MIN ? best : 0;
}

/* --- compiling -------------------------------------------------------------------------------- */

static mln_status report(int code, size_t offset, char *error, size_t error_size,
                         uint32_t *error_offset)
{
    if (error && error_size) {
        PCRE2_UCHAR text[256];
        if (pcre2_get_error_message(code, text, sizeof text) < 0)
            text[0] = 0;
        (void)snprintf(error, error_size, "%s", (const char *)text);
    }
    if (error_offset)
        *error_offset = (uint32_t)offset;
    return code == PCRE2_ERROR_HEAP_FAILED ? MLN_LIMIT : MLN_SYNTAX;
}

mln_status mln_regex_new(mln_regex **regex, mln_str pattern, uint32_t flags, char *error,
                         size_t error_size, uint32_t *error_offset)
{
    *regex = NULL;
    if (pattern.len > PATTERN_MAX) {
        if (error && error_size)
            (void)snprintf(error, error_size, "longer than %u bytes", PATTERN_MAX);
        if (error_offset)
            *error_offset = PATTERN_MAX;
        return MLN_LIMIT;
    }
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (!context)
        mln_mem_exhausted(sizeof(void *));
    (void)pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    (void)pcre2_set_parens_nest_limit(context, NEST_MAX);
    uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C;
    options |= flags & MLN_REGEX_ANCHORED ? PCRE2_ANCHORED : 0;
    options |= flags & MLN_REGEX_MULTILINE ? PCRE2_MULTILINE : 0;
    options |= flags & MLN_REGEX_CASELESS ? PCRE2_CASELESS : 0;
    options |= flags & MLN_REGEX_DOTALL ? PCRE2_DOTALL : 0;
    int code;
    PCRE2_SIZE offset;
    const char *text = pattern.len ? pattern.ptr : "";
    pcre2_code *compiled =
        pcre2_compile((PCRE2_SPTR)text, pattern.len, options, &code, &offset, context);
    pcre2_compile_context_free(context);
    if (!compiled)
        return report(code, offset, error, error_size, error_offset);
    mln_regex *self = mln_mem_new(1, sizeof *self + pattern.len);
    self->code = compiled;
    self->ready = &self->readiness;
    (void)pcre2_pattern_info(compiled, PCRE2_INFO_CAPTURECOUNT, &self->group_count);
    (void)pcre2_pattern_info(compiled, PCRE2_INFO_NAMECOUNT, &self->name_count);
    (void)pcre2_pattern_info(compiled, PCRE2_INFO_NAMEENTRYSIZE, &self->name_size);
    (void)pcre2_pattern_info(compiled, PCRE2_INFO_NAMETABLE, &self->names);
    if (pattern.len) {
        char *scratch = mln_mem_new(pattern.len, 1);
        self->literal_len = find_literal(pattern, flags, self->literal, scratch);
        mln_mem_free(scratch);
    }
    *regex = self;
    return MLN_OK;
}

void mln_regex_free(mln_regex *regex)
{
    if (!regex)
        return;
    pcre2_code_free(regex->code);
    mln_mem_free(regex);
}

uint32_t mln_regex_get_group_count(const mln_regex *regex)
{
    return regex->group_count;
}

mln_str mln_regex_get_group_name(const mln_regex *regex, uint32_t group)
{
    for (uint32_t i = 0; i < regex->name_count; i++) {
        const unsigned char *entry = regex->names + (size_t)i * regex->name_size;
        if ((((uint32_t)entry[0] << 8) | entry[1]) == group)
            return mln_str_of((const char *)entry + 2);
    }
    return MLN_STR("");
}

bool mln_regex_get_literal(const mln_regex *regex, mln_str *literal)
{
    *literal = (mln_str){regex->literal, regex->literal_len};
    return regex->literal_len > 0;
}

/* --- matching --------------------------------------------------------------------------------- */

mln_regex_matcher *mln_regex_matcher_new(void)
{
    mln_regex_matcher *self = mln_mem_new(1, sizeof *self);
    self->data = pcre2_match_data_create(MLN_REGEX_GROUP_MAX, NULL);
    self->context = pcre2_match_context_create(NULL);
    if (!self->data || !self->context)
        mln_mem_exhausted(sizeof(void *));
    (void)pcre2_set_match_limit(self->context, MATCH_LIMIT);
    (void)pcre2_set_depth_limit(self->context, DEPTH_LIMIT);
    (void)pcre2_set_heap_limit(self->context, HEAP_LIMIT_KIB);
    /* Without one JIT code uses 32 KiB of the thread's own stack. */
    self->stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MAX, NULL);
    if (self->stack)
        pcre2_jit_stack_assign(self->context, NULL, self->stack);
    return self;
}

void mln_regex_matcher_free(mln_regex_matcher *matcher)
{
    if (!matcher)
        return;
    if (matcher->stack)
        pcre2_jit_stack_free(matcher->stack);
    pcre2_match_context_free(matcher->context);
    pcre2_match_data_free(matcher->data);
    mln_mem_free(matcher);
}

/* Most expressions of a rule set meet no text, and machine code costs more than the rest of reading
 * one: it is made when a match is first tried, by one thread, before any other matches. */
static void make_ready(const mln_regex *regex)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    if (atomic_load_explicit(regex->ready, memory_order_acquire))
        return;
    (void)pthread_mutex_lock(&lock);
    if (!atomic_load_explicit(regex->ready, memory_order_relaxed))
        (void)pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE);
    atomic_store_explicit(regex->ready, true, memory_order_release);
    (void)pthread_mutex_unlock(&lock);
}

static mln_regex_result match_with(const mln_regex *regex, mln_regex_matcher *matcher,
                                   mln_str subject, uint32_t start, uint32_t options,
                                   mln_span *whole, mln_span *groups, uint32_t *group_count)
{
    uint32_t room = groups && group_count ? *group_count : 0;
    if (group_count)
        *group_count = 0;
    if (start > subject.len)
        return MLN_REGEX_NO_MATCH;
    const char *text = subject.len ? subject.ptr : "";
    make_ready(regex);
    int code = pcre2_match(regex->code, (PCRE2_SPTR)text, subject.len, start, options,
                           matcher->data, matcher->context);
    if (code == PCRE2_ERROR_NOMATCH)
        return MLN_REGEX_NO_MATCH;
    if (code < 0)
        return MLN_REGEX_LIMIT;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(matcher->data);
    whole->start = (uint32_t)ends[0];
    whole->stop = (uint32_t)ends[1];
    /* \K in a lookahead can put the start behind the stop. */
    if (whole->start > whole->stop)
        whole->start = whole->stop;
    uint32_t known = code ? (uint32_t)code : MLN_REGEX_GROUP_MAX;
    uint32_t count = regex->group_count + 1 < room ? regex->group_count + 1 : room;
    for (uint32_t i = 0; i < count; i++) {
        bool set = i < known && i < MLN_REGEX_GROUP_MAX && ends[2 * i] != PCRE2_UNSET;
        groups[i] = set ? (mln_span){(uint32_t)ends[2 * i], (uint32_t)ends[2 * i + 1]}
                        : (mln_span){MLN_REGEX_UNSET, MLN_REGEX_UNSET};
    }
    if (count) {
        groups[0] = *whole;
        *group_count = count;
    }
    return MLN_REGEX_MATCH;
}

mln_regex_result mln_regex_match(const mln_regex *regex, mln_regex_matcher *matcher,
                                 mln_str subject, uint32_t start, mln_span *groups,
                                 uint32_t *group_count)
{
    mln_span whole;
    return match_with(regex, matcher, subject, start, 0, &whole, groups, group_count);
}

mln_regex_iter mln_regex_iter_init(const mln_regex *regex, mln_regex_matcher *matcher,
                                   mln_str subject)
{
    return (mln_regex_iter){.regex = regex, .matcher = matcher, .subject = subject};
}

mln_regex_result mln_regex_iter_next(mln_regex_iter *iter, mln_span *groups, uint32_t *group_count)
{
    uint32_t room = group_count ? *group_count : 0;
    while (!iter->done) {
        uint32_t options = iter->after_empty ? PCRE2_NOTEMPTY_ATSTART | PCRE2_ANCHORED : 0;
        mln_span whole;
        if (group_count)
            *group_count = room;
        mln_regex_result result = match_with(iter->regex, iter->matcher, iter->subject, iter->at,
                                             options, &whole, groups, group_count);
        if (result == MLN_REGEX_MATCH) {
            /* \K can end a match before the place where the search began; never go back. */
            bool stuck = whole.stop < iter->at || (whole.start == whole.stop && iter->after_empty);
            if (!stuck) {
                iter->at = whole.stop;
                iter->after_empty = whole.start == whole.stop;
                return result;
            }
        } else if (result == MLN_REGEX_LIMIT) {
            iter->done = true;
            return result;
        } else if (!iter->after_empty) {
            break;
        }
        /* Nothing but the empty match here: one character on. */
        if (iter->at >= iter->subject.len)
            break;
        iter->at++;
        while (iter->at < iter->subject.len &&
               ((unsigned char)iter->subject.ptr[iter->at] & 0xc0) == 0x80)
            iter->at++;
        iter->after_empty = false;
    }
    iter->done = true;
    if (group_count)
        *group_count = 0;
    return MLN_REGEX_NO_MATCH;
}
