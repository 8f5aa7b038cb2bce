#include "flow/literal.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "base/ascii.h"

#include "base/banned.h"

#define NUMBER_MAX 64u

/* Suffixes of C and the `n` of a BigInt; in a hexadecimal number `f` is a digit. */
static uint32_t strip_suffix(const char *digits, uint32_t len, bool hex)
{
    while (len > 1) {
        char c = (char)(digits[len - 1] | 0x20);
        if (c != 'u' && c != 'l' && c != 'n' && (hex || c != 'f'))
            break;
        len--;
    }
    return len;
}

bool mln_literal_parse_number(mln_str text, double *number)
{
    char digits[NUMBER_MAX + 1];
    uint32_t len = 0;
    if (text.len > NUMBER_MAX)
        return false;
    for (uint32_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '_' && text.ptr[i] != '\'')
            digits[len++] = text.ptr[i];
    uint32_t sign = len && (digits[0] == '-' || digits[0] == '+');
    char *from = digits + sign;
    len -= sign;
    /* What strtod also reads and code does not: inf, nan, leading space. */
    if (len == 0 || !(mln_ascii_is_digit(from[0]) || (from[0] == '.' && len > 1)))
        return false;
    char base = len > 1 && from[0] == '0' ? (char)(from[1] | 0x20) : '\0';
    len = strip_suffix(from, len, base == 'x');
    from[len] = '\0';
    char *stop = NULL;
    errno = 0;
    if (base == 'b' || base == 'o')
        *number = (double)strtoull(from + 2, &stop, base == 'b' ? 2 : 8);
    else if (len > 1 && from[0] == '0' && strspn(from, "01234567") == len)
        *number = (double)strtoull(from, &stop, 8);
    else
        *number = strtod(from, &stop);
    if (sign && digits[0] == '-')
        *number = -*number;
    return stop == from + len && errno == 0 && isfinite(*number);
}

bool mln_literal_of(const mln_facts *facts, uint32_t value, mln_literal *literal)
{
    mln_flow_op op = mln_facts_op(facts, value);
    if (op != MLN_FLOW_CONST && op != MLN_FLOW_GLOBAL && op != MLN_FLOW_REGEX)
        return false;
    *literal = (mln_literal){.text = mln_facts_string(facts, facts->sym[value])};
    if (op != MLN_FLOW_CONST)
        return true;
    switch ((mln_flow_const)facts->aux[value]) {
    case MLN_FLOW_STRING:
        return true;
    case MLN_FLOW_NUMBER:
        literal->kind = MLN_LITERAL_NUMBER;
        return mln_literal_parse_number(literal->text, &literal->number);
    case MLN_FLOW_BOOL:
        literal->kind = MLN_LITERAL_BOOL;
        literal->number = mln_str_is(literal->text, "true");
        return true;
    case MLN_FLOW_NULL:
        literal->kind = MLN_LITERAL_NULL;
        return true;
    }
    return false;
}

static bool is_same(const mln_literal *wanted, const mln_literal *is)
{
    if (wanted->kind != is->kind)
        return false;
    switch (wanted->kind) {
    case MLN_LITERAL_TEXT:
        return mln_str_equal(wanted->text, is->text);
    case MLN_LITERAL_NUMBER:
    case MLN_LITERAL_BOOL:
        return !(wanted->number < is->number) && !(wanted->number > is->number);
    case MLN_LITERAL_NULL:
        return true;
    }
    return false;
}

bool mln_literals_take(const mln_literals *set, mln_flow_op op, const mln_literal *literal,
                       mln_regex_matcher *matcher)
{
    bool text = op == MLN_FLOW_CONST && literal->kind == MLN_LITERAL_TEXT;
    switch (set->kind) {
    case MLN_LITERALS_NONE:
        return false;
    case MLN_LITERALS_ANY_TEXT:
        return text;
    case MLN_LITERALS_LIST:
        for (uint32_t i = 0; op != MLN_FLOW_REGEX && i < set->count; i++)
            if (is_same(&set->list[i], literal))
                return true;
        return false;
    case MLN_LITERALS_REGEX:
        return (text || op == MLN_FLOW_REGEX) && mln_regex_match(set->regex, matcher, literal->text,
                                                                 0, NULL, NULL) == MLN_REGEX_MATCH;
    }
    return false;
}

bool mln_literals_match(const mln_literals *set, const mln_facts *facts, uint32_t value,
                        mln_regex_matcher *matcher)
{
    mln_literal literal;
    return set->kind != MLN_LITERALS_NONE && mln_literal_of(facts, value, &literal) &&
           mln_literals_take(set, mln_facts_op(facts, value), &literal, matcher);
}
