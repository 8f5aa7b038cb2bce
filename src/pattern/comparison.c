#include "pattern/comparison_p.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/ascii.h"

#include "base/banned.h"

#define TEXT_MAX 16384u
#define DEPTH_MAX 48u
#define SECONDS_PER_DAY 86400

/* Recursive descent, bounded by DEPTH_MAX. Every function leaves `failed` set after an error. */
typedef struct {
    mln_str text;
    uint32_t at;
    uint32_t depth;
    bool strip;
    uint32_t base;
    char *error;
    size_t error_size;
    uint32_t error_at;
    mln_status failed;
    char *pool; /* room for every string: the text, unescaped, is never longer */
    uint32_t pool_len;
    uint32_t stack; /* height at this point of the program */
    mln_comparison *out;
    mln_comparison_op ops[MLN_COMPARISON_OP_MAX];
    uint32_t op_count;
} parser;

static void parse_or(parser *p);

static void MLN_PRINTF(4, 5)
    fail(parser *p, mln_status status, uint32_t at, const char *format, ...)
{
    if (p->failed != MLN_OK)
        return;
    p->failed = status;
    p->error_at = at;
    if (p->error && p->error_size) {
        va_list args;
        va_start(args, format);
        (void)vsnprintf(p->error, p->error_size, format, args);
        va_end(args);
    }
}

static void emit(parser *p, mln_comparison_op op, uint32_t pops)
{
    if (p->failed != MLN_OK)
        return;
    if (p->op_count == MLN_COMPARISON_OP_MAX || p->stack - pops + 1 > MLN_COMPARISON_STACK_MAX) {
        fail(p, MLN_LIMIT, p->at, "the comparison is too long");
        return;
    }
    p->ops[p->op_count++] = op;
    p->stack = p->stack - pops + 1;
}

static void emit_op(parser *p, mln_comparison_op_kind kind, uint32_t arg, uint32_t pops)
{
    emit(p, (mln_comparison_op){.kind = kind, .arg = arg}, pops);
}

static mln_span keep(parser *p, const char *text, uint32_t len)
{
    mln_span span = {p->pool_len, p->pool_len + len};
    memcpy(p->pool + p->pool_len, text, len);
    p->pool_len += len;
    return span;
}

/* --- tokens ---------------------------------------------------------------------------------- */

static bool is_word(char c)
{
    return mln_ascii_is_alnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

static char peek_at(const parser *p, uint32_t ahead)
{
    return p->at + ahead < p->text.len ? p->text.ptr[p->at + ahead] : '\0';
}

static void skip_space(parser *p)
{
    for (char c = peek_at(p, 0);
         c == ' ' || c == '\t' || c == '\n' || c == '\r' || (c == '\\' && peek_at(p, 1) == '\n');
         c = peek_at(p, 0))
        p->at++;
}

static char peek(parser *p)
{
    skip_space(p);
    return peek_at(p, 0);
}

static bool at_end(parser *p)
{
    skip_space(p);
    return p->at >= p->text.len;
}

/* Takes a sign, unless it is the beginning of a longer one. */
static bool take(parser *p, const char *sign, const char *unless_followed_by)
{
    skip_space(p);
    uint32_t len = (uint32_t)strlen(sign);
    if (p->text.len - p->at < len || memcmp(p->text.ptr + p->at, sign, len) != 0)
        return false;
    char next = peek_at(p, len);
    if (next && strchr(unless_followed_by, next))
        return false;
    p->at += len;
    return true;
}

static bool take_word(parser *p, const char *word)
{
    skip_space(p);
    uint32_t len = (uint32_t)strlen(word);
    if (p->text.len - p->at < len || memcmp(p->text.ptr + p->at, word, len) != 0 ||
        is_word(peek_at(p, len)))
        return false;
    p->at += len;
    return true;
}

static void expect(parser *p, char sign)
{
    if (p->failed != MLN_OK)
        return;
    if (peek(p) == sign)
        p->at++;
    else if (p->at >= p->text.len)
        fail(p, MLN_SYNTAX, p->at, "'%c' is missing at the end", sign);
    else
        fail(p, MLN_SYNTAX, p->at, "expected '%c' here", sign);
}

/* --- operands -------------------------------------------------------------------------------- */

static void parse_number(parser *p)
{
    uint32_t from = p->at;
    bool radix = peek_at(p, 0) == '0' && peek_at(p, 1) && strchr("xXoObB", peek_at(p, 1));
    bool real = false;
    char digits[128];
    uint32_t len = 0;
    for (;; p->at++) {
        char c = peek_at(p, 0);
        bool sign = !radix && (c == '-' || c == '+') && p->at > from &&
                    (p->text.ptr[p->at - 1] == 'e' || p->text.ptr[p->at - 1] == 'E');
        if (!is_word(c) && c != '.' && !sign)
            break;
        real = real || c == '.' || (!radix && (c == 'e' || c == 'E'));
        if (c == '_')
            continue;
        if (len == sizeof digits) {
            fail(p, MLN_LIMIT, from, "this number is too long");
            return;
        }
        digits[len++] = c;
    }
    mln_str written = {digits, len};
    mln_comparison_op op = {.kind = real ? OP_FLOAT : OP_INT};
    bool good = real ? mln_comparison_parse_float(written, &op.as.number)
                     : mln_comparison_parse_int(written, 0, &op.as.integer);
    if (!good) {
        fail(p, MLN_SYNTAX, from, "this is not a number");
        return;
    }
    op.text = keep(p, p->text.ptr + from, p->at - from);
    emit(p, op, 0);
}

/* Reads a string literal into the pool. Escapes as in Python; an unknown one stays as written. */
static bool read_string(parser *p, mln_span *span)
{
    uint32_t from = p->at;
    bool raw = false;
    while (peek_at(p, 0) == 'r' || peek_at(p, 0) == 'R' || peek_at(p, 0) == 'u' ||
           peek_at(p, 0) == 'b' || peek_at(p, 0) == 'B' || peek_at(p, 0) == 'U') {
        raw = raw || peek_at(p, 0) == 'r' || peek_at(p, 0) == 'R';
        p->at++;
    }
    char quote = peek_at(p, 0);
    uint32_t quotes = peek_at(p, 1) == quote && peek_at(p, 2) == quote ? 3 : 1;
    p->at += quotes;
    span->start = p->pool_len;
    for (;;) {
        char c = peek_at(p, 0);
        if (p->at >= p->text.len || (quotes == 1 && c == '\n')) {
            fail(p, MLN_SYNTAX, from, "this string does not end");
            return false;
        }
        if (c == quote && (quotes == 1 || (peek_at(p, 1) == quote && peek_at(p, 2) == quote)))
            break;
        if (c == '\\' && p->at + 1 < p->text.len) {
            char e = peek_at(p, 1);
            static const char from_letters[] = "ntrfvab\\'\"", to[] = "\n\t\r\f\v\a\b\\'\"";
            const char *known = e ? strchr(from_letters, e) : NULL;
            int high = e == 'x' ? mln_ascii_get_hex(peek_at(p, 2)) : -1;
            int low = high >= 0 ? mln_ascii_get_hex(peek_at(p, 3)) : -1;
            if (!raw && known) {
                p->pool[p->pool_len++] = to[known - from_letters];
                p->at += 2;
            } else if (!raw && low >= 0 && high < 8) {
                p->pool[p->pool_len++] = (char)(high * 16 + low);
                p->at += 4;
            } else if (!raw && e == '\n') {
                p->at += 2;
            } else {
                p->pool[p->pool_len++] = c;
                p->pool[p->pool_len++] = e;
                p->at += 2;
            }
            continue;
        }
        p->pool[p->pool_len++] = c;
        p->at++;
    }
    p->at += quotes;
    span->stop = p->pool_len;
    return true;
}

static bool at_string(const parser *p)
{
    uint32_t i = 0;
    while (i < 2 && peek_at(p, i) && strchr("rRuUbB", peek_at(p, i)))
        i++;
    return peek_at(p, i) == '"' || peek_at(p, i) == '\'';
}

/* One literal, or several side by side, which are one. */
static bool read_strings(parser *p, mln_span *span)
{
    if (!read_string(p, span))
        return false;
    while (!at_end(p) && at_string(p)) {
        mln_span more;
        if (!read_string(p, &more))
            return false;
        span->stop = more.stop;
    }
    return true;
}

static void parse_name(parser *p)
{
    uint32_t from = p->at++;
    if (peek_at(p, 0) == '.' && peek_at(p, 1) == '.' && peek_at(p, 2) == '.')
        p->at += 3;
    if (mln_ascii_is_digit(peek_at(p, 0))) {
        fail(p, MLN_SYNTAX, from,
             "a numbered metavariable has no value in a comparison; name the group: (?<NAME>..)");
        return;
    }
    uint32_t name = p->at;
    while (is_word(peek_at(p, 0)))
        p->at++;
    if (p->at == name) {
        fail(p, MLN_SYNTAX, from, "'$' is not followed by a name");
        return;
    }
    mln_str text = {p->text.ptr + from, p->at - from};
    mln_comparison *out = p->out;
    uint32_t i = 0;
    while (i < out->name_count && !mln_str_equal(text, mln_comparison_text(out, out->names[i])))
        i++;
    if (i == out->name_count) {
        if (i == MLN_COMPARISON_NAME_MAX) {
            fail(p, MLN_LIMIT, from, "more than %u metavariables", MLN_COMPARISON_NAME_MAX);
            return;
        }
        out->names[out->name_count++] = keep(p, text.ptr, text.len);
    }
    emit_op(p, OP_NAME, i, 0);
    if (p->strip)
        emit_op(p, OP_TO_INT, p->base, 1);
}

static void note_unknown(parser *p, uint32_t from, uint32_t len)
{
    if (p->out->unknown.stop == 0)
        p->out->unknown = keep(p, p->text.ptr + from, len);
}

/* Arguments of a call without a meaning here: parsed, so that what is malformed is found. */
static void parse_unknown_call(parser *p)
{
    uint32_t count = p->op_count, stack = p->stack;
    while (p->failed == MLN_OK && peek(p) != ')') {
        parse_or(p);
        if (peek(p) != ',')
            break;
        p->at++;
    }
    expect(p, ')');
    p->op_count = count;
    p->stack = stack;
    emit_op(p, OP_UNKNOWN, 0, 0);
}

static void parse_match(parser *p)
{
    mln_span span;
    if (at_end(p) || !at_string(p)) {
        fail(p, MLN_UNSUPPORTED, p->at, "the first argument of re.match must be a string");
        return;
    }
    uint32_t from = p->at;
    if (!read_strings(p, &span))
        return;
    if (p->out->regex_count == MLN_COMPARISON_REGEX_MAX) {
        fail(p, MLN_LIMIT, from, "more than %u calls of re.match", MLN_COMPARISON_REGEX_MAX);
        return;
    }
    char reason[200];
    mln_str pattern = mln_comparison_text(p->out, span);
    mln_regex *regex;
    if (mln_regex_new(&regex, pattern, MLN_REGEX_ANCHORED, reason, sizeof reason, NULL) != MLN_OK) {
        fail(p, MLN_SYNTAX, from, "this regular expression does not compile: %s", reason);
        return;
    }
    uint32_t index = p->out->regex_count++;
    p->out->regexes[index] = regex;
    expect(p, ',');
    parse_or(p);
    expect(p, ')');
    emit_op(p, OP_MATCH, index, 1);
}

static void parse_call(parser *p, mln_str name)
{
    static const struct {
        const char *name;
        mln_comparison_op_kind kind;
    } calls[] = {
        {"int", OP_TO_INT}, {"float", OP_TO_FLOAT}, {"str", OP_TO_STR}, {"strptime", OP_STRPTIME}};
    if (mln_str_is(name, "today")) {
        expect(p, ')');
        /* Today is the day the rule was compiled on: one scan, one date. */
        int64_t now = (int64_t)time(NULL);
        emit(p, (mln_comparison_op){.kind = OP_INT, .as.integer = now - now % SECONDS_PER_DAY}, 0);
        return;
    }
    if (mln_str_is(name, "re.match")) {
        parse_match(p);
        return;
    }
    for (size_t i = 0; i < MLN_COUNT_OF(calls); i++) {
        if (!mln_str_is(name, calls[i].name))
            continue;
        parse_or(p);
        expect(p, ')');
        emit_op(p, calls[i].kind, 0, 1);
        return;
    }
    note_unknown(p, (uint32_t)(name.ptr - p->text.ptr), name.len);
    parse_unknown_call(p);
}

static void parse_word(parser *p)
{
    static const char *const reserved[] = {"and", "or",   "not",    "in", "is",
                                           "if",  "else", "lambda", "for"};
    uint32_t from = p->at;
    while (is_word(peek_at(p, 0)) || (peek_at(p, 0) == '.' && is_word(peek_at(p, 1))))
        p->at++;
    mln_str word = {p->text.ptr + from, p->at - from};
    for (size_t i = 0; i < MLN_COUNT_OF(reserved); i++)
        if (mln_str_is(word, reserved[i])) {
            fail(p, MLN_SYNTAX, from, "'%s' does not belong here", reserved[i]);
            return;
        }
    if (peek(p) == '(') {
        p->at++;
        parse_call(p, word);
    } else if (mln_str_is(word, "True") || mln_str_is(word, "False")) {
        emit_op(p, OP_BOOL, word.ptr[0] == 'T', 0);
    } else if (mln_str_is(word, "None")) {
        emit_op(p, OP_NULL, 0, 0);
    } else {
        note_unknown(p, from, word.len);
        emit_op(p, OP_UNKNOWN, 0, 0);
    }
}

static void parse_operand(parser *p)
{
    char c = peek(p);
    if (p->at >= p->text.len) {
        fail(p, MLN_SYNTAX, p->at, "the comparison ends too early");
    } else if (at_string(p)) {
        mln_comparison_op op = {.kind = OP_STRING};
        if (read_strings(p, &op.as.span))
            emit(p, op, 0);
    } else if (mln_ascii_is_digit(c) || (c == '.' && mln_ascii_is_digit(peek_at(p, 1)))) {
        parse_number(p);
    } else if (c == '$') {
        parse_name(p);
    } else if (c == '(') {
        p->at++;
        parse_or(p);
        expect(p, ')');
    } else if (is_word(c)) {
        parse_word(p);
    } else if (c == '[') {
        fail(p, MLN_UNSUPPORTED, p->at, "a list can only stand on the right of `in`");
    } else {
        fail(p, MLN_SYNTAX, p->at, "an operand is expected here");
    }
    if (p->failed == MLN_OK && (peek(p) == '[' || peek(p) == '.'))
        fail(p, MLN_UNSUPPORTED, p->at, "neither indexing nor members can be used here");
}

/* --- operators, from the tightest to the loosest --------------------------------------------- */

static bool enter(parser *p)
{
    if (p->depth == DEPTH_MAX)
        fail(p, MLN_LIMIT, p->at, "the comparison is nested too deep");
    else if (p->failed == MLN_OK)
        p->depth++;
    return p->failed == MLN_OK;
}

/* Signs bind looser than ** on their right, tighter than all else. */
static void parse_unary(parser *p)
{
    if (!enter(p))
        return;
    if (take(p, "-", "")) {
        parse_unary(p);
        emit_op(p, OP_NEGATE, 0, 1);
    } else if (take(p, "~", "")) {
        parse_unary(p);
        emit_op(p, OP_INVERT, 0, 1);
    } else if (take(p, "+", "")) {
        parse_unary(p);
        emit_op(p, OP_PLUS, 0, 1);
    } else {
        parse_operand(p);
        if (p->failed == MLN_OK && take(p, "**", "")) {
            parse_unary(p);
            emit_op(p, OP_POW, 0, 2);
        }
    }
    p->depth--;
}

static void parse_product(parser *p)
{
    parse_unary(p);
    while (p->failed == MLN_OK) {
        mln_comparison_op_kind kind;
        if (take(p, "*", "*"))
            kind = OP_MUL;
        else if (take(p, "//", ""))
            kind = OP_FLOOR_DIV;
        else if (take(p, "/", ""))
            kind = OP_DIV;
        else if (take(p, "%", ""))
            kind = OP_MOD;
        else
            break;
        parse_unary(p);
        emit_op(p, kind, 0, 2);
    }
}

static void parse_sum(parser *p)
{
    parse_product(p);
    while (p->failed == MLN_OK) {
        mln_comparison_op_kind kind;
        if (take(p, "+", ""))
            kind = OP_ADD;
        else if (take(p, "-", ""))
            kind = OP_SUB;
        else
            break;
        parse_product(p);
        emit_op(p, kind, 0, 2);
    }
}

/* Shifts, then &, ^ and |: all tighter than a comparison, unlike in C. */
static void parse_shift(parser *p)
{
    parse_sum(p);
    while (p->failed == MLN_OK) {
        mln_comparison_op_kind kind;
        if (take(p, "<<", ""))
            kind = OP_SHIFT_LEFT;
        else if (take(p, ">>", ""))
            kind = OP_SHIFT_RIGHT;
        else
            break;
        parse_sum(p);
        emit_op(p, kind, 0, 2);
    }
}

static void parse_bit_and(parser *p)
{
    parse_shift(p);
    while (p->failed == MLN_OK && take(p, "&", "")) {
        parse_shift(p);
        emit_op(p, OP_BIT_AND, 0, 2);
    }
}

static void parse_bit_xor(parser *p)
{
    parse_bit_and(p);
    while (p->failed == MLN_OK && take(p, "^", "")) {
        parse_bit_and(p);
        emit_op(p, OP_BIT_XOR, 0, 2);
    }
}

static void parse_bits(parser *p)
{
    parse_bit_xor(p);
    while (p->failed == MLN_OK && take(p, "|", "")) {
        parse_bit_xor(p);
        emit_op(p, OP_BIT_OR, 0, 2);
    }
}

/* At the '[' or '(' of a list or tuple? A parenthesis without a comma is none. */
static bool at_list(parser *p)
{
    if (peek(p) == '[')
        return true;
    if (peek(p) != '(')
        return false;
    uint32_t depth = 0;
    for (uint32_t i = p->at; i < p->text.len; i++) {
        char c = p->text.ptr[i];
        if (c == '"' || c == '\'') {
            for (i++; i < p->text.len && p->text.ptr[i] != c; i++)
                if (p->text.ptr[i] == '\\')
                    i++;
        } else if (c == '(' || c == '[') {
            depth++;
        } else if (c == ')' || c == ']') {
            if (--depth == 0)
                return i == p->at + 1;
        } else if (c == ',' && depth == 1) {
            return true;
        }
    }
    return false;
}

static void parse_in(parser *p)
{
    if (!at_list(p)) {
        parse_bits(p);
        emit_op(p, OP_IN, 0, 2);
        return;
    }
    char end = peek(p) == '[' ? ']' : ')';
    uint32_t count = 0;
    p->at++;
    while (p->failed == MLN_OK && peek(p) != end) {
        parse_or(p);
        count++;
        if (peek(p) != ',')
            break;
        p->at++;
    }
    expect(p, end);
    emit_op(p, OP_IN_LIST, count, count + 1);
}

static bool take_comparison(parser *p, mln_comparison_op_kind *kind, bool *negated)
{
    static const struct {
        const char *sign;
        mln_comparison_op_kind kind;
    } signs[] = {{"==", OP_EQ}, {"!=", OP_NE}, {"<=", OP_LE},
                 {">=", OP_GE}, {"<", OP_LT},  {">", OP_GT}};
    *negated = false;
    for (size_t i = 0; i < MLN_COUNT_OF(signs); i++)
        if (take(p, signs[i].sign, i > 3 ? "<>" : "")) {
            *kind = signs[i].kind;
            return true;
        }
    *kind = OP_IN;
    if (take_word(p, "in"))
        return true;
    if (take_word(p, "is")) {
        *kind = OP_EQ;
        *negated = take_word(p, "not");
        return true;
    }
    uint32_t before = p->at;
    if (take_word(p, "not")) {
        if (take_word(p, "in")) {
            *negated = true;
            return true;
        }
        p->at = before;
    }
    return false;
}

/* a < b < c is a < b and b < c: the code of b is written twice. */
static void parse_comparison(parser *p)
{
    parse_bits(p);
    uint32_t from = 0, to = 0; /* code of the operand on the left, when it must be repeated */
    for (uint32_t round = 0; p->failed == MLN_OK; round++) {
        mln_comparison_op_kind kind;
        bool negated;
        if (!take_comparison(p, &kind, &negated))
            break;
        for (uint32_t i = from; round && i < to; i++) {
            if (p->op_count == MLN_COMPARISON_OP_MAX) {
                fail(p, MLN_LIMIT, p->at, "the comparison is too long");
                return;
            }
            p->ops[p->op_count++] = p->ops[i];
        }
        if (round && ++p->stack > MLN_COMPARISON_STACK_MAX)
            fail(p, MLN_LIMIT, p->at, "the comparison is too long");
        from = p->op_count;
        if (kind == OP_IN) {
            parse_in(p);
            to = from;
        } else {
            parse_bits(p);
            to = p->op_count;
            emit_op(p, kind, 0, 2);
        }
        if (negated)
            emit_op(p, OP_NOT, 0, 1);
        if (round)
            emit_op(p, OP_AND, 0, 2);
        if (kind == OP_IN)
            break; /* what follows a list is nothing sensible */
    }
}

static void parse_not(parser *p)
{
    if (!enter(p))
        return;
    if (take_word(p, "not")) {
        parse_not(p);
        emit_op(p, OP_NOT, 0, 1);
    } else {
        parse_comparison(p);
    }
    p->depth--;
}

static void parse_and(parser *p)
{
    parse_not(p);
    while (p->failed == MLN_OK && take_word(p, "and")) {
        parse_not(p);
        emit_op(p, OP_AND, 0, 2);
    }
}

static void parse_or(parser *p)
{
    if (!enter(p))
        return;
    parse_and(p);
    while (p->failed == MLN_OK && take_word(p, "or")) {
        parse_and(p);
        emit_op(p, OP_OR, 0, 2);
    }
    p->depth--;
}

/* --- the whole ------------------------------------------------------------------------------- */

mln_status mln_comparison_compile(mln_arena *arena, mln_str text, bool strip, int base,
                                  const mln_comparison **comparison, char *error, size_t error_size,
                                  uint32_t *error_offset)
{
    *comparison = NULL;
    mln_comparison *out = MLN_ARENA_NEW(arena, mln_comparison);
    parser *p = MLN_ARENA_NEW(arena, parser);
    *p = (parser){.text = text,
                  .strip = strip,
                  .base = base > 0 ? (uint32_t)base : 0,
                  .error = error,
                  .error_size = error_size,
                  .out = out};
    if (text.len > TEXT_MAX || base < 0 || base == 1 || base > 36) {
        fail(p, MLN_LIMIT, 0,
             text.len > TEXT_MAX ? "the comparison is too long" : "the base must be from 2 to 36");
    } else {
        /* Strings, names, numbers and the unknown word: each byte is kept at most three times. */
        p->pool = MLN_ARENA_ARRAY(arena, char, (size_t)text.len * 3 + 1);
        out->pool = p->pool;
        parse_or(p);
        if (p->failed == MLN_OK && !at_end(p))
            fail(p, MLN_SYNTAX, p->at, "the comparison should have ended here");
    }
    if (p->failed != MLN_OK) {
        mln_comparison_release(out);
        if (error_offset)
            *error_offset = p->error_at;
        return p->failed;
    }
    mln_comparison_op *ops = MLN_ARENA_ARRAY(arena, mln_comparison_op, p->op_count);
    memcpy(ops, p->ops, p->op_count * sizeof *ops);
    out->ops = ops;
    out->op_count = p->op_count;
    *comparison = out;
    return MLN_OK;
}

void mln_comparison_release(const mln_comparison *comparison)
{
    for (uint32_t i = 0; comparison && i < comparison->regex_count; i++)
        mln_regex_free(comparison->regexes[i]);
}

mln_str mln_comparison_get_unknown(const mln_comparison *comparison)
{
    return mln_comparison_text(comparison, comparison->unknown);
}

uint32_t mln_comparison_get_name_count(const mln_comparison *comparison)
{
    return comparison->name_count;
}

mln_str mln_comparison_get_name(const mln_comparison *comparison, uint32_t index)
{
    return mln_comparison_text(comparison, comparison->names[index]);
}
