/* Constants out of constants. */
#include <math.h>
#include <stdio.h>

#include "flow/option_p.h"

#include "base/banned.h"

#define DEPTH_MAX 16u
#define STEP_MAX 512u
#define TEXT_MAX 4096u

/* What is folded, and how much has been looked at: parts may be shared many times over. */
typedef struct {
    const mln_facts *facts;
    mln_arena *arena;
    uint32_t steps;
} folder;

static bool fold(folder *f, uint32_t value, uint32_t depth, mln_literal *literal);

/* As `+` and templates write it; whole numbers alone: the digits of others are not worth it. */
static bool to_text(const mln_literal *literal, mln_arena *arena, mln_str *text)
{
    if (literal->kind != MLN_LITERAL_NUMBER) {
        *text = literal->text;
        return true;
    }
    if (floor(literal->number) < literal->number || fabs(literal->number) > 9e15)
        return false;
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%.0f", literal->number);
    *text = (mln_str){mln_arena_dup(arena, digits, (size_t)len), (uint32_t)len};
    return true;
}

static bool fold_concat(folder *f, uint32_t value, uint32_t depth, mln_literal *literal)
{
    const mln_facts *facts = f->facts;
    const mln_flow_operand *parts = mln_facts_operands(facts, value);
    uint32_t count = facts->count[value], numbers = 0, texts = 0;
    double sum = 0;
    mln_buf text = {0};
    bool good = count > 0;
    for (uint32_t i = 0; i < count && good; i++) {
        mln_literal part;
        mln_str piece = {0};
        good = fold(f, parts[i].value, depth, &part) && to_text(&part, f->arena, &piece) &&
               text.len + piece.len <= TEXT_MAX;
        if (!good)
            break;
        mln_buf_add_str(&text, piece);
        numbers += part.kind == MLN_LITERAL_NUMBER;
        texts += part.kind == MLN_LITERAL_TEXT;
        sum += part.number;
    }
    bool template = facts->flags[value] & MLN_FLOW_FLAG_TEMPLATE;
    /* `true + 1` and `null + null` are numbers. */
    good = good && (template || texts || numbers == count);
    if (good && numbers == count && !template)
        *literal = (mln_literal){.kind = MLN_LITERAL_NUMBER, .number = sum};
    else if (good)
        *literal =
            (mln_literal){.kind = MLN_LITERAL_TEXT,
                          .text = {mln_arena_dup(f->arena, text.len ? text.data : "", text.len),
                                   (uint32_t)text.len}};
    mln_buf_release(&text);
    return good;
}

static bool is_integer(double number)
{
    return number >= 0 && number <= 4294967295.0 && !(floor(number) < number);
}

static bool calculate(mln_str op, double left, double right, double *result)
{
    static const char *const ops[] = {"+", "-", "*", "/", "%", "**", "<<", ">>", "|", "&"};
    size_t at = 0;
    while (at < MLN_COUNT_OF(ops) && !mln_str_is(op, ops[at]))
        at++;
    if (at >= 6 && (!is_integer(left) || !is_integer(right)))
        return false;
    switch (at) {
    case 0:
        *result = left + right;
        return true;
    case 1:
        *result = left - right;
        return true;
    case 2:
        *result = left * right;
        return true;
    case 3:
        *result = left / right;
        return isfinite(*result);
    case 4:
        *result = fmod(left, right);
        return isfinite(*result);
    case 5:
        *result = pow(left, right);
        return isfinite(*result);
    case 6:
        *result = ldexp(left, (int)right);
        return right < 31;
    case 7:
        *result = floor(ldexp(left, -(int)right));
        return right < 32;
    case 8:
        *result = (double)((uint64_t)left | (uint64_t)right);
        return true;
    case 9:
        *result = (double)((uint64_t)left & (uint64_t)right);
        return true;
    default:
        return false;
    }
}

static bool fold_operator(folder *f, uint32_t value, uint32_t depth, mln_literal *literal)
{
    const mln_facts *facts = f->facts;
    const mln_flow_operand *operands = mln_facts_operands(facts, value);
    mln_str op = mln_facts_string(facts, facts->sym[value]);
    mln_literal left, right;
    if (facts->count[value] == 0 || !fold(f, operands[0].value, depth, &left))
        return false;
    if (mln_facts_op(facts, value) == MLN_FLOW_UNARY) {
        if (facts->aux[value] == MLN_FLOW_NOT && left.kind == MLN_LITERAL_BOOL) {
            bool yes = left.number < 0.5;
            *literal = (mln_literal){.kind = MLN_LITERAL_BOOL,
                                     .number = yes,
                                     .text = yes ? MLN_STR("true") : MLN_STR("false")};
            return true;
        }
        *literal = (mln_literal){.kind = MLN_LITERAL_NUMBER,
                                 .number = mln_str_is(op, "-") ? -left.number : left.number};
        return facts->aux[value] == MLN_FLOW_SIGN && op.len == 1 && left.kind == MLN_LITERAL_NUMBER;
    }
    if (facts->count[value] < 2 || !fold(f, operands[1].value, depth, &right) ||
        left.kind != MLN_LITERAL_NUMBER || right.kind != MLN_LITERAL_NUMBER)
        return false;
    *literal = (mln_literal){.kind = MLN_LITERAL_NUMBER};
    return calculate(op, left.number, right.number, &literal->number);
}

static bool fold(folder *f, uint32_t value, uint32_t depth, mln_literal *literal)
{
    const mln_facts *facts = f->facts;
    while (depth < DEPTH_MAX && ++f->steps < STEP_MAX) {
        switch (mln_facts_op(facts, value)) {
        case MLN_FLOW_CONST:
            return mln_literal_of(facts, value, literal);
        case MLN_FLOW_CONCAT:
            return fold_concat(f, value, depth + 1, literal);
        case MLN_FLOW_BINARY:
        case MLN_FLOW_UNARY:
            return fold_operator(f, value, depth + 1, literal);
        case MLN_FLOW_COPY:
        case MLN_FLOW_CAPTURE:
        case MLN_FLOW_AWAIT:
        case MLN_FLOW_REFINE:
            break;
        case MLN_FLOW_PHI:
        case MLN_FLOW_CELL:
            if (facts->count[value] != 1)
                return false;
            break;
        default:
            return false;
        }
        value = mln_facts_operands(facts, value)[0].value;
    }
    return false;
}

bool mln_fold_constant(const mln_facts *facts, uint32_t value, mln_arena *arena,
                       mln_literal *literal)
{
    folder f = {.facts = facts, .arena = arena};
    return fold(&f, value, 0, literal);
}
