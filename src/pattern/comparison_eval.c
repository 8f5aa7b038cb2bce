#include "pattern/comparison_p.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"

#include "base/banned.h"

#define NUMBER_MAX 128u

static const mln_value none = {.kind = MLN_VALUE_NONE};

static mln_value of_bool(bool value)
{
    return (mln_value){.kind = MLN_VALUE_BOOL, .as.boolean = value};
}

static mln_value of_int(int64_t value)
{
    return (mln_value){.kind = MLN_VALUE_INT, .as.integer = value};
}

static mln_value of_float(double value)
{
    return isfinite(value) ? (mln_value){.kind = MLN_VALUE_FLOAT, .as.number = value} : none;
}

/* --- texts to numbers ------------------------------------------------------------------------ */

bool mln_comparison_parse_int(mln_str text, uint32_t base, int64_t *value)
{
    bool negative = text.len && text.ptr[0] == '-';
    uint32_t i = text.len && (text.ptr[0] == '-' || text.ptr[0] == '+') ? 1 : 0;
    if (text.len > i + 2 && text.ptr[i] == '0') {
        char c = (char)(text.ptr[i + 1] | 0x20);
        uint32_t prefix = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 0;
        if (prefix) {
            base = prefix;
            i += 2;
        }
    }
    base = base ? base : 10;
    if (i >= text.len)
        return false;
    uint64_t sum = 0;
    for (; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '_' && i + 1 < text.len)
            continue;
        uint32_t digit = mln_ascii_is_digit(c)   ? (uint32_t)(c - '0')
                         : mln_ascii_is_lower(c) ? (uint32_t)(c - 'a') + 10
                         : mln_ascii_is_upper(c) ? (uint32_t)(c - 'A') + 10
                                                 : 99;
        if (digit >= base || sum > ((uint64_t)INT64_MAX - digit) / base)
            return false;
        sum = sum * base + digit;
    }
    *value = negative ? -(int64_t)sum : (int64_t)sum;
    return true;
}

bool mln_comparison_parse_float(mln_str text, double *value)
{
    char copy[NUMBER_MAX];
    text = mln_str_trim(text);
    if (text.len == 0 || text.len >= sizeof copy)
        return false;
    memcpy(copy, text.ptr, text.len);
    copy[text.len] = 0;
    /* Neither hexadecimal nor "nan" and "infinity", which strtod also takes. */
    if (strspn(copy, "0123456789.eE+-") != text.len)
        return false;
    char *end;
    *value = strtod(copy, &end);
    return *end == 0 && isfinite(*value);
}

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool mln_comparison_parse_date(mln_str text, int64_t *seconds)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    text = mln_str_trim(text);
    if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-')
        return false;
    int64_t year, month, day;
    if (!mln_comparison_parse_int((mln_str){text.ptr, 4}, 10, &year) ||
        !mln_comparison_parse_int((mln_str){text.ptr + 5, 2}, 10, &month) ||
        !mln_comparison_parse_int((mln_str){text.ptr + 8, 2}, 10, &day))
        return false;
    if (year < 1 || month < 1 || month > 12 || day < 1 ||
        day > days[month - 1] + (month == 2 && is_leap(year)))
        return false;
    int64_t past = year - 1;
    int64_t count = past * 365 + past / 4 - past / 100 + past / 400 - 719162; /* to 1970 */
    for (int64_t m = 0; m < month - 1; m++)
        count += days[m] + (m == 1 && is_leap(year));
    *seconds = (count + day - 1) * 86400;
    return true;
}

/* --- operations ------------------------------------------------------------------------------ */

static bool is_number(const mln_value *v)
{
    return v->kind == MLN_VALUE_INT || v->kind == MLN_VALUE_FLOAT;
}

static double get_number(const mln_value *v)
{
    return v->kind == MLN_VALUE_INT ? (double)v->as.integer : v->as.number;
}

static bool has_value(const mln_value *v)
{
    return v->kind != MLN_VALUE_NONE && v->kind != MLN_VALUE_TEXT;
}

/* As `in` compares: 1 is not 1.0. */
static bool is_same(const mln_value *a, const mln_value *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case MLN_VALUE_BOOL:
        return a->as.boolean == b->as.boolean;
    case MLN_VALUE_INT:
        return a->as.integer == b->as.integer;
    case MLN_VALUE_FLOAT:
        return a->as.number == b->as.number;
    case MLN_VALUE_STRING:
        return mln_str_equal(a->text, b->text);
    case MLN_VALUE_NULL:
        return true;
    default:
        return false;
    }
}

static bool is_equal(const mln_value *a, const mln_value *b)
{
    if (is_number(a) && is_number(b) && a->kind != b->kind)
        return get_number(a) == get_number(b);
    return is_same(a, b);
}

static mln_value order(mln_comparison_op_kind kind, const mln_value *a, const mln_value *b)
{
    int sign;
    if (a->kind == MLN_VALUE_INT && b->kind == MLN_VALUE_INT)
        sign = (a->as.integer > b->as.integer) - (a->as.integer < b->as.integer);
    else if (is_number(a) && is_number(b))
        sign = (get_number(a) > get_number(b)) - (get_number(a) < get_number(b));
    else if (a->kind == MLN_VALUE_STRING && b->kind == MLN_VALUE_STRING)
        sign = mln_str_compare(a->text, b->text);
    else
        return none;
    return of_bool(kind == OP_LT   ? sign < 0
                   : kind == OP_LE ? sign <= 0
                   : kind == OP_GT ? sign > 0
                                   : sign >= 0);
}

static mln_value raise_to_power(int64_t base, int64_t exponent)
{
    int64_t result = 1;
    while (exponent > 0) {
        if ((exponent & 1) && __builtin_mul_overflow(result, base, &result))
            return none;
        exponent >>= 1;
        if (exponent && __builtin_mul_overflow(base, base, &base))
            return none;
    }
    return of_int(result);
}

static mln_value divide_floor(int64_t a, int64_t b)
{
    if (b == 0 || (a == INT64_MIN && b == -1))
        return none;
    int64_t quotient = a / b, rest = a % b;
    return of_int(rest != 0 && (rest < 0) != (b < 0) ? quotient - 1 : quotient);
}

static mln_value compute_ints(mln_comparison_op_kind kind, int64_t a, int64_t b)
{
    int64_t result;
    bool over;
    switch (kind) {
    case OP_ADD:
        over = __builtin_add_overflow(a, b, &result);
        break;
    case OP_SUB:
        over = __builtin_sub_overflow(a, b, &result);
        break;
    case OP_MUL:
        over = __builtin_mul_overflow(a, b, &result);
        break;
    case OP_POW:
        return b >= 0 ? raise_to_power(a, b) : of_float(pow((double)a, (double)b));
    case OP_BIT_AND:
        return of_int(a & b);
    case OP_BIT_OR:
        return of_int(a | b);
    case OP_BIT_XOR:
        return of_int(a ^ b);
    case OP_SHIFT_LEFT:
        if (b < 0 || b > 62)
            return none;
        over = __builtin_mul_overflow(a, INT64_C(1) << b, &result);
        break;
    case OP_SHIFT_RIGHT:
        return b < 0 ? none : of_int(a >> (b > 63 ? 63 : b));
    case OP_DIV: /* `/` and `%` of whole numbers are C's, not Python's */
        return b && !(a == INT64_MIN && b == -1) ? of_int(a / b) : none;
    case OP_MOD:
        return b && !(a == INT64_MIN && b == -1) ? of_int(a % b) : none;
    default:
        return divide_floor(a, b);
    }
    return over ? none : of_int(result);
}

static mln_value compute_floats(mln_comparison_op_kind kind, double a, double b)
{
    switch (kind) {
    case OP_ADD:
        return of_float(a + b);
    case OP_SUB:
        return of_float(a - b);
    case OP_MUL:
        return of_float(a * b);
    case OP_POW:
        return of_float(pow(a, b));
    case OP_BIT_AND:
    case OP_BIT_OR:
    case OP_BIT_XOR:
    case OP_SHIFT_LEFT:
    case OP_SHIFT_RIGHT:
        return none;
    default:
        break;
    }
    if (b == 0)
        return none;
    if (kind == OP_DIV)
        return of_float(a / b);
    if (kind == OP_FLOOR_DIV)
        return of_float(floor(a / b));
    return of_float(a - b * floor(a / b));
}

static mln_value compute(mln_comparison_op_kind kind, const mln_value *a, const mln_value *b)
{
    switch (kind) {
    case OP_EQ:
        return of_bool(is_equal(a, b));
    case OP_NE:
        return of_bool(!is_equal(a, b));
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE:
        return order(kind, a, b);
    case OP_AND:
    case OP_OR:
        if (a->kind != MLN_VALUE_BOOL || b->kind != MLN_VALUE_BOOL)
            return none;
        return of_bool(kind == OP_AND ? a->as.boolean && b->as.boolean
                                      : a->as.boolean || b->as.boolean);
    default:
        break;
    }
    if (a->kind == MLN_VALUE_INT && b->kind == MLN_VALUE_INT)
        return compute_ints(kind, a->as.integer, b->as.integer);
    if (is_number(a) && is_number(b))
        return compute_floats(kind, get_number(a), get_number(b));
    return none;
}

static bool contains(mln_str text, mln_str part)
{
    for (uint32_t i = 0; i + part.len <= text.len; i++)
        if (part.len == 0 || memcmp(text.ptr + i, part.ptr, part.len) == 0)
            return true;
    return false;
}

static mln_value convert(const mln_comparison_op *op, const mln_value *v)
{
    bool textual = v->kind == MLN_VALUE_STRING || v->kind == MLN_VALUE_TEXT;
    int64_t integer;
    double number;
    switch (op->kind) {
    case OP_TO_STR:
        if (v->kind == MLN_VALUE_NONE || (!v->text.ptr && v->kind != MLN_VALUE_STRING))
            return none;
        return (mln_value){.kind = MLN_VALUE_STRING, .text = v->text};
    case OP_TO_INT:
        if (v->kind == MLN_VALUE_INT)
            return *v;
        return textual && mln_comparison_parse_int(v->text, op->arg, &integer) ? of_int(integer)
                                                                               : none;
    case OP_TO_FLOAT:
        if (is_number(v))
            return of_float(get_number(v));
        return textual && mln_comparison_parse_float(v->text, &number) ? of_float(number) : none;
    case OP_STRPTIME:
        return textual && mln_comparison_parse_date(v->text, &integer) ? of_int(integer) : none;
    case OP_NEGATE:
        if (v->kind == MLN_VALUE_INT)
            return v->as.integer == INT64_MIN ? none : of_int(-v->as.integer);
        return v->kind == MLN_VALUE_FLOAT ? of_float(-v->as.number) : none;
    case OP_INVERT:
        return v->kind == MLN_VALUE_INT ? of_int(~v->as.integer) : none;
    case OP_PLUS:
        return is_number(v) ? *v : none;
    default: /* OP_NOT */
        return v->kind == MLN_VALUE_BOOL ? of_bool(!v->as.boolean) : none;
    }
}

static mln_value match(const mln_comparison *self, mln_regex_matcher *matcher, uint32_t index,
                       const mln_value *v)
{
    if (v->kind != MLN_VALUE_STRING)
        return none;
    mln_regex_result result =
        mln_regex_match(self->regexes[index], matcher, v->text, 0, NULL, NULL);
    return result == MLN_REGEX_LIMIT ? none : of_bool(result == MLN_REGEX_MATCH);
}

static mln_value find_in_list(const mln_value *sought, const mln_value *list, uint32_t count)
{
    bool found = false;
    if (!has_value(sought))
        return none;
    for (uint32_t i = 0; i < count; i++) {
        if (!has_value(&list[i]))
            return none;
        found = found || is_same(sought, &list[i]);
    }
    return of_bool(found);
}

static mln_value load(const mln_comparison *self, const mln_comparison_op *op,
                      mln_value_lookup lookup, void *context)
{
    switch (op->kind) {
    case OP_INT:
        return (mln_value){.kind = MLN_VALUE_INT,
                           .as.integer = op->as.integer,
                           .text = mln_comparison_text(self, op->text)};
    case OP_FLOAT:
        return (mln_value){.kind = MLN_VALUE_FLOAT,
                           .as.number = op->as.number,
                           .text = mln_comparison_text(self, op->text)};
    case OP_STRING:
        return (mln_value){.kind = MLN_VALUE_STRING,
                           .text = mln_comparison_text(self, op->as.span)};
    case OP_BOOL:
        return (mln_value){.kind = MLN_VALUE_BOOL,
                           .as.boolean = op->arg != 0,
                           .text = op->arg ? MLN_STR("True") : MLN_STR("False")};
    case OP_NULL:
        return (mln_value){.kind = MLN_VALUE_NULL, .text = MLN_STR("None")};
    case OP_NAME:
        return lookup(context, mln_comparison_text(self, self->names[op->arg]));
    default: /* OP_UNKNOWN */
        return none;
    }
}

mln_comparison_result mln_comparison_evaluate(const mln_comparison *comparison,
                                              mln_regex_matcher *matcher, mln_value_lookup lookup,
                                              void *context)
{
    mln_value stack[MLN_COMPARISON_STACK_MAX];
    uint32_t top = 0;
    for (uint32_t i = 0; i < comparison->op_count; i++) {
        const mln_comparison_op *op = &comparison->ops[i];
        mln_value result;
        uint32_t pops = op->kind <= OP_UNKNOWN   ? 0
                        : op->kind == OP_IN_LIST ? op->arg + 1
                        : op->kind >= OP_IN      ? 2
                                                 : 1;
        mln_value *args = &stack[top - pops];
        if (pops == 0)
            result = load(comparison, op, lookup, context);
        else if (op->kind == OP_IN_LIST)
            result = find_in_list(&args[0], args + 1, op->arg);
        else if (op->kind == OP_MATCH)
            result = match(comparison, matcher, op->arg, &args[0]);
        else if (pops == 1)
            result = convert(op, &args[0]);
        else if (!has_value(&args[0]) || !has_value(&args[1]))
            result = none;
        else if (op->kind == OP_IN)
            result = args[0].kind == MLN_VALUE_STRING && args[1].kind == MLN_VALUE_STRING
                         ? of_bool(contains(args[1].text, args[0].text))
                         : none;
        else
            result = compute(op->kind, &args[0], &args[1]);
        /* Nothing is short-circuited: without a part there is no whole. */
        if (result.kind == MLN_VALUE_NONE)
            return MLN_COMPARISON_ERROR;
        stack[top - pops] = result;
        top = top - pops + 1;
    }
    if (top != 1 || stack[0].kind != MLN_VALUE_BOOL)
        return MLN_COMPARISON_ERROR;
    return stack[0].as.boolean ? MLN_COMPARISON_TRUE : MLN_COMPARISON_FALSE;
}
