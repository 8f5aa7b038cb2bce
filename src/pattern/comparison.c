#include "pattern/comparison.h"

#include <string.h>
#include <time.h>

#include "base/ascii.h"
#include "pattern/comparison_parse_p.h"

#include "base/banned.h"

#define TEXT_MAX 16384u
#define DEPTH_MAX 48u
#define SECONDS_PER_DAY 86400

typedef mln_comparison_parser parser;

/* Recursive descent, bounded by DEPTH_MAX. */
static void parse_or(parser *p);

static void emit(parser *p, mln_comparison_op op, uint32_t pops)
{
    if (p->failed != MLN_OK)
        return;
    if (p->op_count == MLN_COMPARISON_OP_MAX || p->stack - pops + 1 > MLN_COMPARISON_STACK_MAX) {
        mln_comparison_fail(p, MLN_LIMIT, p->at, "the comparison is too long");
        return;
    }
    p->ops[p->op_count++] = op;
    p->stack = p->stack - pops + 1;
}

static void emit_op(parser *p, mln_comparison_op_kind kind, uint32_t arg, uint32_t pops)
{
    emit(p, (mln_comparison_op){.kind = kind, .arg = arg}, pops);
}

/* --- operands -------------------------------------------------------------------------------- */

static void parse_number(parser *p)
{
    uint32_t from = p->at;
    bool radix = mln_comparison_peek_at(p, 0) == '0' && mln_comparison_peek_at(p, 1) &&
                 strchr("xXoObB", mln_comparison_peek_at(p, 1));
    bool real = false;
    char digits[128];
    uint32_t len = 0;
    for (;; p->at++) {
        char c = mln_comparison_peek_at(p, 0);
        bool sign = !radix && (c == '-' || c == '+') && p->at > from &&
                    (p->text.ptr[p->at - 1] == 'e' || p->text.ptr[p->at - 1] == 'E');
        if (!mln_comparison_is_word(c) && c != '.' && !sign)
            break;
        real = real || c == '.' || (!radix && (c == 'e' || c == 'E'));
        if (c == '_')
            continue;
        if (len == sizeof digits) {
            mln_comparison_fail(p, MLN_LIMIT, from, "this number is too long");
            return;
        }
        digits[len++] = c;
    }
    mln_str written = {digits, len};
    mln_comparison_op op = {.kind = real ? OP_FLOAT : OP_INT};
    bool good = real ? mln_comparison_parse_float(written, &op.as.number)
                     : mln_comparison_parse_int(written, 0, &op.as.integer);
    if (!good) {
        mln_comparison_fail(p, MLN_SYNTAX, from, "this is not a number");
        return;
    }
    op.text = mln_comparison_keep(p, p->text.ptr + from, p->at - from);
    emit(p, op, 0);
}

static void parse_name(parser *p)
{
    uint32_t from = p->at++;
    if (mln_comparison_peek_at(p, 0) == '.' && mln_comparison_peek_at(p, 1) == '.' &&
        mln_comparison_peek_at(p, 2) == '.')
        p->at += 3;
    if (mln_ascii_is_digit(mln_comparison_peek_at(p, 0))) {
        mln_comparison_fail(
            p, MLN_SYNTAX, from,
            "a numbered metavariable has no value in a comparison; name the group: (?<NAME>..)");
        return;
    }
    uint32_t name = p->at;
    while (mln_comparison_is_word(mln_comparison_peek_at(p, 0)))
        p->at++;
    if (p->at == name) {
        mln_comparison_fail(p, MLN_SYNTAX, from, "'$' is not followed by a name");
        return;
    }
    mln_str text = {p->text.ptr + from, p->at - from};
    mln_comparison *out = p->out;
    uint32_t i = 0;
    while (i < out->name_count && !mln_str_equal(text, mln_comparison_text(out, out->names[i])))
        i++;
    if (i == out->name_count) {
        if (i == MLN_COMPARISON_NAME_MAX) {
            mln_comparison_fail(p, MLN_LIMIT, from, "more than %u metavariables",
                                MLN_COMPARISON_NAME_MAX);
            return;
        }
        out->names[out->name_count++] = mln_comparison_keep(p, text.ptr, text.len);
    }
    emit_op(p, OP_NAME, i, 0);
    if (p->strip)
        emit_op(p, OP_TO_INT, p->base, 1);
}

static void note_unknown(parser *p, uint32_t from, uint32_t len)
{
    if (p->out->unknown.stop == 0)
        p->out->unknown = mln_comparison_keep(p, p->text.ptr + from, len);
}

/* Arguments of a call without a meaning here: parsed, so that what is malformed is found. */
static void parse_unknown_call(parser *p)
{
    uint32_t count = p->op_count, stack = p->stack;
    while (p->failed == MLN_OK && mln_comparison_peek(p) != ')') {
        parse_or(p);
        if (mln_comparison_peek(p) != ',')
            break;
        p->at++;
    }
    mln_comparison_expect(p, ')');
    p->op_count = count;
    p->stack = stack;
    emit_op(p, OP_UNKNOWN, 0, 0);
}

static void parse_match(parser *p)
{
    mln_span span;
    if (mln_comparison_at_end(p) || !mln_comparison_at_string(p)) {
        mln_comparison_fail(p, MLN_UNSUPPORTED, p->at,
                            "the first argument of re.match must be a string");
        return;
    }
    uint32_t from = p->at;
    if (!mln_comparison_read_strings(p, &span))
        return;
    if (p->out->regex_count == MLN_COMPARISON_REGEX_MAX) {
        mln_comparison_fail(p, MLN_LIMIT, from, "more than %u calls of re.match",
                            MLN_COMPARISON_REGEX_MAX);
        return;
    }
    char reason[200];
    mln_str pattern = mln_comparison_text(p->out, span);
    mln_regex *regex;
    if (mln_regex_new(&regex, pattern, MLN_REGEX_ANCHORED, reason, sizeof reason, NULL) != MLN_OK) {
        mln_comparison_fail(p, MLN_SYNTAX, from, "this regular expression does not compile: %s",
                            reason);
        return;
    }
    uint32_t index = p->out->regex_count++;
    p->out->regexes[index] = regex;
    mln_comparison_expect(p, ',');
    parse_or(p);
    mln_comparison_expect(p, ')');
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
        mln_comparison_expect(p, ')');
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
        mln_comparison_expect(p, ')');
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
    while (mln_comparison_is_word(mln_comparison_peek_at(p, 0)) ||
           (mln_comparison_peek_at(p, 0) == '.' &&
            mln_comparison_is_word(mln_comparison_peek_at(p, 1))))
        p->at++;
    mln_str word = {p->text.ptr + from, p->at - from};
    for (size_t i = 0; i < MLN_COUNT_OF(reserved); i++)
        if (mln_str_is(word, reserved[i])) {
            mln_comparison_fail(p, MLN_SYNTAX, from, "'%s' does not belong here", reserved[i]);
            return;
        }
    if (mln_comparison_peek(p) == '(') {
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
    char c = mln_comparison_peek(p);
    if (p->at >= p->text.len) {
        mln_comparison_fail(p, MLN_SYNTAX, p->at, "the comparison ends too early");
    } else if (mln_comparison_at_string(p)) {
        mln_comparison_op op = {.kind = OP_STRING};
        if (mln_comparison_read_strings(p, &op.as.span))
            emit(p, op, 0);
    } else if (mln_ascii_is_digit(c) ||
               (c == '.' && mln_ascii_is_digit(mln_comparison_peek_at(p, 1)))) {
        parse_number(p);
    } else if (c == '$') {
        parse_name(p);
    } else if (c == '(') {
        p->at++;
        parse_or(p);
        mln_comparison_expect(p, ')');
    } else if (mln_comparison_is_word(c)) {
        parse_word(p);
    } else if (c == '[') {
        mln_comparison_fail(p, MLN_UNSUPPORTED, p->at,
                            "a list can only stand on the right of `in`");
    } else {
        mln_comparison_fail(p, MLN_SYNTAX, p->at, "an operand is expected here");
    }
    if (p->failed == MLN_OK && (mln_comparison_peek(p) == '[' || mln_comparison_peek(p) == '.'))
        mln_comparison_fail(p, MLN_UNSUPPORTED, p->at,
                            "neither indexing nor members can be used here");
}

/* --- operators, from the tightest to the loosest --------------------------------------------- */

static bool enter(parser *p)
{
    if (p->depth == DEPTH_MAX)
        mln_comparison_fail(p, MLN_LIMIT, p->at, "the comparison is nested too deep");
    else if (p->failed == MLN_OK)
        p->depth++;
    return p->failed == MLN_OK;
}

/* Signs bind looser than ** on their right, tighter than all else. */
static void parse_unary(parser *p)
{
    if (!enter(p))
        return;
    if (mln_comparison_take(p, "-", "")) {
        parse_unary(p);
        emit_op(p, OP_NEGATE, 0, 1);
    } else if (mln_comparison_take(p, "~", "")) {
        parse_unary(p);
        emit_op(p, OP_INVERT, 0, 1);
    } else if (mln_comparison_take(p, "+", "")) {
        parse_unary(p);
        emit_op(p, OP_PLUS, 0, 1);
    } else {
        parse_operand(p);
        if (p->failed == MLN_OK && mln_comparison_take(p, "**", "")) {
            parse_unary(p);
            emit_op(p, OP_POW, 0, 2);
        }
    }
    p->depth--;
}

/* What binds tighter than a comparison, all to the left; unlike in C the bits are among them. A
 * sign stands behind the longer ones that begin with it. */
static const struct {
    const char *sign;
    const char *unless_followed_by;
    mln_comparison_op_kind kind;
    uint32_t level; /* the higher the tighter */
} operators[] = {
    {"|", "", OP_BIT_OR, 0},      {"^", "", OP_BIT_XOR, 1},      {"&", "", OP_BIT_AND, 2},
    {"<<", "", OP_SHIFT_LEFT, 3}, {">>", "", OP_SHIFT_RIGHT, 3}, {"+", "", OP_ADD, 4},
    {"-", "", OP_SUB, 4},         {"*", "*", OP_MUL, 5},         {"//", "", OP_FLOOR_DIV, 5},
    {"/", "", OP_DIV, 5},         {"%", "", OP_MOD, 5},
};

#define LEVELS 6u

static bool take_operator(parser *p, uint32_t level, mln_comparison_op_kind *kind)
{
    for (size_t i = 0; i < MLN_COUNT_OF(operators); i++)
        if (operators[i].level == level &&
            mln_comparison_take(p, operators[i].sign, operators[i].unless_followed_by)) {
            *kind = operators[i].kind;
            return true;
        }
    return false;
}

static void parse_level(parser *p, uint32_t level)
{
    if (level == LEVELS) {
        parse_unary(p);
        return;
    }
    parse_level(p, level + 1);
    mln_comparison_op_kind kind;
    while (p->failed == MLN_OK && take_operator(p, level, &kind)) {
        parse_level(p, level + 1);
        emit_op(p, kind, 0, 2);
    }
}

/* At the '[' or '(' of a list or tuple? A parenthesis without a comma is none. */
static bool at_list(parser *p)
{
    if (mln_comparison_peek(p) == '[')
        return true;
    if (mln_comparison_peek(p) != '(')
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
        parse_level(p, 0);
        emit_op(p, OP_IN, 0, 2);
        return;
    }
    char end = mln_comparison_peek(p) == '[' ? ']' : ')';
    uint32_t count = 0;
    p->at++;
    while (p->failed == MLN_OK && mln_comparison_peek(p) != end) {
        parse_or(p);
        count++;
        if (mln_comparison_peek(p) != ',')
            break;
        p->at++;
    }
    mln_comparison_expect(p, end);
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
        if (mln_comparison_take(p, signs[i].sign, i > 3 ? "<>" : "")) {
            *kind = signs[i].kind;
            return true;
        }
    *kind = OP_IN;
    if (mln_comparison_take_word(p, "in"))
        return true;
    if (mln_comparison_take_word(p, "is")) {
        *kind = OP_EQ;
        *negated = mln_comparison_take_word(p, "not");
        return true;
    }
    uint32_t before = p->at;
    if (mln_comparison_take_word(p, "not")) {
        if (mln_comparison_take_word(p, "in")) {
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
    parse_level(p, 0);
    uint32_t from = 0, to = 0; /* code of the operand on the left, when it must be repeated */
    for (uint32_t round = 0; p->failed == MLN_OK; round++) {
        mln_comparison_op_kind kind;
        bool negated;
        if (!take_comparison(p, &kind, &negated))
            break;
        for (uint32_t i = from; round && i < to; i++) {
            if (p->op_count == MLN_COMPARISON_OP_MAX) {
                mln_comparison_fail(p, MLN_LIMIT, p->at, "the comparison is too long");
                return;
            }
            p->ops[p->op_count++] = p->ops[i];
        }
        if (round && ++p->stack > MLN_COMPARISON_STACK_MAX)
            mln_comparison_fail(p, MLN_LIMIT, p->at, "the comparison is too long");
        from = p->op_count;
        if (kind == OP_IN) {
            parse_in(p);
            to = from;
        } else {
            parse_level(p, 0);
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
    if (mln_comparison_take_word(p, "not")) {
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
    while (p->failed == MLN_OK && mln_comparison_take_word(p, "and")) {
        parse_not(p);
        emit_op(p, OP_AND, 0, 2);
    }
}

static void parse_or(parser *p)
{
    if (!enter(p))
        return;
    parse_and(p);
    while (p->failed == MLN_OK && mln_comparison_take_word(p, "or")) {
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
        mln_comparison_fail(p, MLN_LIMIT, 0,
                            text.len > TEXT_MAX ? "the comparison is too long"
                                                : "the base must be from 2 to 36");
    } else {
        /* Strings, names, numbers and the unknown word: each byte is kept at most three times. */
        p->pool = MLN_ARENA_ARRAY(arena, char, (size_t)text.len * 3 + 1);
        out->pool = p->pool;
        parse_or(p);
        if (p->failed == MLN_OK && !mln_comparison_at_end(p))
            mln_comparison_fail(p, MLN_SYNTAX, p->at, "the comparison should have ended here");
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
