#include "ruleset/requires.h"

#include <stdio.h>

#include "base/ascii.h"

#include "base/banned.h"

#define DEPTH_MAX 64u

uint32_t mln_labels_add(mln_labels *labels, mln_str name)
{
    for (uint32_t i = 0; i < labels->count; i++)
        if (mln_str_equal(labels->list[i], name))
            return i;
    if (labels->count == MLN_COUNT_OF(labels->list))
        return UINT32_MAX;
    labels->list[labels->count] = name;
    return labels->count++;
}

static bool is_name_char(char c, bool first)
{
    return mln_ascii_is_letter(c) || c == '_' || (!first && mln_ascii_is_digit(c));
}

bool mln_labels_is_name(mln_str name)
{
    static const char *const words[] = {"and", "or", "not", "True", "False"};
    if (mln_str_is_one_of(name, words, MLN_COUNT_OF(words)))
        return false;
    for (uint32_t i = 0; i < name.len; i++)
        if (!is_name_char(name.ptr[i], i == 0))
            return false;
    return name.len > 0;
}

/* Dijkstra's shunting yard: operators wait until one that binds less tightly comes. */
typedef struct {
    mln_str text;
    uint32_t at;
    uint8_t waiting[DEPTH_MAX]; /* an mln_require_op, or OPEN */
    uint32_t depth;
    mln_require_step steps[MLN_REQUIRES_STEP_MAX];
    uint32_t count;
    const char *error;
    mln_status status;
} parser;

#define OPEN 0xffu

static void fail(parser *p, mln_status status, const char *error)
{
    if (p->status == MLN_OK) {
        p->status = status;
        p->error = error;
    }
}

static void emit(parser *p, uint8_t op, uint32_t bit)
{
    if (p->count == MLN_REQUIRES_STEP_MAX)
        fail(p, MLN_LIMIT, "this condition is too long");
    else
        p->steps[p->count++] = (mln_require_step){op, (uint8_t)bit};
}

static void push(parser *p, uint8_t op)
{
    if (p->depth == DEPTH_MAX)
        fail(p, MLN_LIMIT, "this condition is nested too deep");
    else
        p->waiting[p->depth++] = op;
}

static int get_rank(uint8_t op)
{
    return op == OPEN ? 0 : op == MLN_REQUIRE_OR ? 1 : op == MLN_REQUIRE_AND ? 2 : 3;
}

static void flush(parser *p, int rank)
{
    while (p->depth && get_rank(p->waiting[p->depth - 1]) >= rank)
        emit(p, p->waiting[--p->depth], 0);
}

static mln_str next_word(parser *p)
{
    while (p->at < p->text.len && strchr(" \t\r\n", p->text.ptr[p->at]))
        p->at++;
    uint32_t from = p->at;
    while (p->at < p->text.len && is_name_char(p->text.ptr[p->at], p->at == from))
        p->at++;
    if (p->at == from && p->at < p->text.len)
        p->at++;
    return (mln_str){p->text.ptr + from, p->at - from};
}

/* Where an operand is due; true when it was one. */
static bool read_operand(parser *p, mln_str word, mln_labels *labels)
{
    if (mln_str_is(word, "not")) {
        push(p, MLN_REQUIRE_NOT);
        return false;
    }
    if (mln_str_is(word, "(")) {
        push(p, OPEN);
        return false;
    }
    bool yes = mln_str_is(word, "True");
    if (yes || mln_str_is(word, "False")) {
        emit(p, MLN_REQUIRE_BIT, 0);
        emit(p, MLN_REQUIRE_BIT, 0);
        emit(p, MLN_REQUIRE_NOT, 0);
        emit(p, yes ? MLN_REQUIRE_OR : MLN_REQUIRE_AND, 0);
        return true;
    }
    if (!mln_labels_is_name(word)) {
        fail(p, MLN_SYNTAX, "a label is expected here");
        return false;
    }
    uint32_t label = mln_labels_add(labels, word);
    if (label == UINT32_MAX)
        fail(p, MLN_LIMIT, "the rule has too many labels");
    emit(p, MLN_REQUIRE_BIT, label);
    return true;
}

/* Where an operator is due; true when an operand is due after it. */
static bool read_operator(parser *p, mln_str word)
{
    if (mln_str_is(word, ")")) {
        flush(p, 1);
        if (p->depth)
            p->depth--;
        else
            fail(p, MLN_SYNTAX, "this parenthesis closes nothing");
        return false;
    }
    bool both = mln_str_is(word, "and");
    if (!both && !mln_str_is(word, "or")) {
        fail(p, MLN_SYNTAX, "`and` or `or` is expected here");
        return false;
    }
    flush(p, both ? 2 : 1);
    push(p, both ? MLN_REQUIRE_AND : MLN_REQUIRE_OR);
    return true;
}

mln_status mln_requires_parse(mln_arena *arena, mln_str text, mln_labels *labels,
                              mln_require *program, char *error, size_t error_size,
                              uint32_t *offset)
{
    parser p = {.text = text};
    bool operand = true;
    *program = (mln_require){0};
    *offset = 0;
    while (p.status == MLN_OK) {
        mln_str word = next_word(&p);
        *offset = p.at - word.len;
        if (!word.len)
            break;
        operand = operand ? !read_operand(&p, word, labels) : read_operator(&p, word);
    }
    if (p.status == MLN_OK && operand)
        fail(&p, MLN_SYNTAX, "a label is missing at the end");
    if (p.status == MLN_OK)
        flush(&p, 1);
    if (p.status == MLN_OK && p.depth)
        fail(&p, MLN_SYNTAX, "a parenthesis is not closed");
    if (p.status != MLN_OK) {
        (void)snprintf(error, error_size, "%s", p.error);
        return p.status;
    }
    mln_require_step *steps = MLN_ARENA_ARRAY(arena, mln_require_step, p.count);
    memcpy(steps, p.steps, p.count * sizeof *steps);
    *program = (mln_require){steps, p.count};
    return MLN_OK;
}
