#include "files/cplusplus_p.h"

#include "base/ascii.h"

#include "base/banned.h"

/* What stood before a token, as far as it decides. */
typedef enum { BEFORE_STATEMENT, BEFORE_EXTERN, BEFORE_OTHER } before;

typedef struct {
    mln_str text;
    uint32_t at;
    before last;
    uint32_t hidden;    /* conditionals open inside a part that C does not see, and that one */
    uint32_t depth;     /* conditionals open around what C sees, and the one that hides */
    uint64_t inverted;  /* bit a depth: what follows #else is not for C */
    uint32_t attribute; /* inside [[ … ]], where C23 has `::` too */
    mln_header_kind found;
    mln_header_kind perhaps; /* found where a condition decides whether C sees it */
    bool shallow;            /* there are tokens outside all conditions but the guard's */
} scanner;

/* More conditions than an include guard's: what stands here may be for another language under a
 * name of the project's own. */
static bool is_conditional(const scanner *s)
{
    return s->depth > 1;
}

static void find_kind(scanner *s, mln_header_kind kind)
{
    if (is_conditional(s))
        s->perhaps = kind;
    else
        s->found = kind;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static bool is_word_char(char c)
{
    return mln_ascii_is_alnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* The character at `at`; NUL past the end. */
static char peek(const scanner *s, uint32_t at)
{
    return at < s->text.len ? s->text.ptr[at] : '\0';
}

static void skip_comment(scanner *s)
{
    mln_str text = s->text;
    if (text.ptr[s->at + 1] == '/') {
        const char *end = memchr(text.ptr + s->at, '\n', text.len - s->at);
        s->at = end ? (uint32_t)(end - text.ptr) : text.len;
        return;
    }
    s->at += 2;
    while (s->at < text.len) {
        const char *star = memchr(text.ptr + s->at, '*', text.len - s->at);
        s->at = star ? (uint32_t)(star - text.ptr) + 1 : text.len;
        if (peek(s, s->at) == '/') {
            s->at++;
            return;
        }
    }
}

static bool at_comment(const scanner *s)
{
    return peek(s, s->at) == '/' && (peek(s, s->at + 1) == '/' || peek(s, s->at + 1) == '*');
}

static void skip_literal(scanner *s)
{
    char quote = s->text.ptr[s->at++];
    while (s->at < s->text.len && s->text.ptr[s->at] != '\n') {
        char c = s->text.ptr[s->at++];
        if (c == quote)
            return;
        if (c == '\\' && s->at < s->text.len)
            s->at++;
    }
}

static mln_str read_word(scanner *s)
{
    uint32_t start = s->at;
    while (s->at < s->text.len && is_word_char(s->text.ptr[s->at]))
        s->at++;
    return (mln_str){s->text.ptr + start, s->at - start};
}

/* Blanks, line ends and comments. */
static void skip_space(scanner *s)
{
    for (;;) {
        char c = peek(s, s->at);
        if (s->at < s->text.len && (is_blank(c) || c == '\n'))
            s->at++;
        else if (at_comment(s))
            skip_comment(s);
        else
            return;
    }
}

/* The rest of a directive with the lines it is continued on. */
static mln_str read_directive(scanner *s)
{
    uint32_t start = s->at;
    while (s->at < s->text.len && s->text.ptr[s->at] != '\n') {
        if (at_comment(s)) {
            skip_comment(s);
        } else if (s->text.ptr[s->at] == '\\') {
            s->at += peek(s, s->at + 1) == '\r' ? 3 : 2;
            if (s->at > s->text.len)
                s->at = s->text.len;
        } else {
            s->at++;
        }
    }
    return mln_str_trim((mln_str){s->text.ptr + start, s->at - start});
}

static bool has_word(mln_str text, const char *word)
{
    scanner words = {.text = text};
    while (words.at < text.len) {
        mln_str found = read_word(&words);
        if (mln_str_is(found, word))
            return true;
        if (!found.len)
            words.at++;
    }
    return false;
}

static bool names_other_language(mln_str condition)
{
    return has_word(condition, "__cplusplus") || has_word(condition, "__OBJC__");
}

/* Whether what follows a condition is never C: 0, or a test for another language that nothing
 * softens. */
static bool hides_from_c(mln_str name, mln_str condition)
{
    if (mln_str_is(name, "ifndef"))
        return false;
    if (mln_str_is(condition, "0"))
        return true;
    return !memchr(condition.ptr, '!', condition.len) &&
           !memchr(condition.ptr, '|', condition.len) && names_other_language(condition);
}

/* `#include <vector>`: a name without a suffix is the C++ library's. */
static bool is_cplusplus_include(mln_str what)
{
    if (what.len < 3 || what.ptr[0] != '<')
        return false;
    const char *close = memchr(what.ptr, '>', what.len);
    if (!close)
        return false;
    mln_str name = {what.ptr + 1, (uint32_t)(close - what.ptr) - 1};
    return name.len && !memchr(name.ptr, '.', name.len) && !memchr(name.ptr, '/', name.len);
}

static void read_preprocessor(scanner *s)
{
    s->at++;
    while (is_blank(peek(s, s->at)))
        s->at++;
    mln_str name = read_word(s);
    mln_str rest = read_directive(s);
    if (mln_str_starts_with(name, MLN_STR("if"))) {
        if (s->hidden) {
            s->hidden++;
            return;
        }
        s->depth++;
        s->hidden = hides_from_c(name, rest);
        uint64_t bit = (uint64_t)1 << (s->depth & 63);
        bool inverted = (mln_str_is(name, "ifndef") || (rest.len && rest.ptr[0] == '!')) &&
                        names_other_language(rest);
        s->inverted = inverted ? s->inverted | bit : s->inverted & ~bit;
    } else if (mln_str_is(name, "endif")) {
        if (s->hidden)
            s->hidden--;
        if (!s->hidden && s->depth)
            s->depth--;
    } else if (mln_str_starts_with(name, MLN_STR("el"))) {
        if (s->hidden == 1)
            s->hidden = hides_from_c(MLN_STR("elif"), rest);
        else if (!s->hidden && s->depth)
            s->hidden = (uint32_t)(s->inverted >> (s->depth & 63) & 1);
    } else if (!s->hidden && mln_str_is(name, "import")) {
        find_kind(s, MLN_HEADER_OBJECTIVE_C);
    } else if (!s->hidden && mln_str_is(name, "include") && is_cplusplus_include(rest)) {
        find_kind(s, MLN_HEADER_CPLUSPLUS);
    }
}

/* A word of C++ that stands where C could not have it. `s->at` is after the word. */
static bool is_cplusplus_word(scanner *s, mln_str word, before last)
{
    static const char *const openers[] = {"class", "namespace", "template", "using"};
    static const char *const access[] = {"public", "private", "protected"};
    static const char *const casts[] = {"static_cast", "dynamic_cast", "reinterpret_cast",
                                        "const_cast"};
    uint32_t after = s->at;
    skip_space(s);
    char next = peek(s, s->at), second = peek(s, s->at + 1);
    if (last == BEFORE_STATEMENT && mln_str_is_one_of(word, access, MLN_COUNT_OF(access)))
        return next == ':' && second != ':';
    if (mln_str_is_one_of(word, casts, MLN_COUNT_OF(casts)))
        return next == '<';
    if (last != BEFORE_STATEMENT || !mln_str_is_one_of(word, openers, MLN_COUNT_OF(openers))) {
        s->at = after;
        return false;
    }
    bool found;
    if (mln_str_is(word, "template")) {
        found = next == '<';
    } else if (mln_str_is(word, "namespace") && next == '{') {
        found = true;
    } else {
        mln_str name = read_word(s);
        skip_space(s);
        char then = peek(s, s->at);
        found = name.len && (is_word_char(then) || then == '{' || then == ';' || then == ':' ||
                             (then == '=' && mln_str_is(word, "using")));
    }
    s->at = after;
    return found;
}

static void read_token_word(scanner *s)
{
    static const char *const prefixes[] = {"inline", "export", "typedef", "static", "friend"};
    before last = s->last;
    mln_str word = read_word(s);
    s->last = BEFORE_OTHER;
    if (mln_str_is(word, "extern"))
        s->last = BEFORE_EXTERN;
    else if (last == BEFORE_STATEMENT && mln_str_is_one_of(word, prefixes, MLN_COUNT_OF(prefixes)))
        s->last = BEFORE_STATEMENT;
    else if (is_cplusplus_word(s, word, last))
        find_kind(s, MLN_HEADER_CPLUSPLUS);
}

static bool is_objective_c(const scanner *s)
{
    static const char *const words[] = {"interface", "protocol",       "class",
                                        "property",  "implementation", "import"};
    scanner ahead = *s;
    ahead.at++;
    return mln_str_is_one_of(read_word(&ahead), words, MLN_COUNT_OF(words));
}

static void read_token(scanner *s)
{
    char c = s->text.ptr[s->at];
    if (c == '"' || c == '\'') {
        if (s->last == BEFORE_EXTERN && c == '"')
            find_kind(s, MLN_HEADER_CPLUSPLUS);
        skip_literal(s);
        s->last = BEFORE_OTHER;
        return;
    }
    if (is_word_char(c)) {
        read_token_word(s);
        return;
    }
    char next = peek(s, s->at + 1);
    if (c == '[' && next == '[')
        s->attribute++;
    else if (c == ']' && next == ']' && s->attribute)
        s->attribute--;
    else if (c == ':' && next == ':' && !s->attribute)
        find_kind(s, MLN_HEADER_CPLUSPLUS);
    else if (c == '@' && is_objective_c(s))
        find_kind(s, MLN_HEADER_OBJECTIVE_C);
    s->last = c == ';' || c == '{' || c == '}' || c == ':' ? BEFORE_STATEMENT : BEFORE_OTHER;
    s->at++;
}

mln_header_kind mln_header_find_kind(mln_str text)
{
    scanner s = {.text = text};
    bool line_start = true;
    while (s.at < text.len && s.found == MLN_HEADER_C) {
        char c = text.ptr[s.at];
        if (c == '\n') {
            line_start = true;
            s.at++;
        } else if (is_blank(c)) {
            s.at++;
        } else if (at_comment(&s)) {
            skip_comment(&s);
        } else if (c == '#' && line_start) {
            /* A directive ends no statement, but a macro before it may: `BEGIN_DECLS`. */
            read_preprocessor(&s);
            s.last = BEFORE_STATEMENT;
        } else {
            line_start = false;
            if (!s.hidden) {
                s.shallow |= !is_conditional(&s);
                read_token(&s);
            } else if (c == '"' || c == '\'') {
                skip_literal(&s);
            } else {
                s.at++;
            }
        }
    }
    return s.found != MLN_HEADER_C || s.shallow ? s.found : s.perhaps;
}
