#include "base/multi.h"

#include "base/ascii.h"
#include "base/mem.h"

#include "base/banned.h"

#define NONE UINT32_MAX

/* A state is the number of its row's first cell, so that a step needs no multiplication. Rows of
 * states that end a literal come last: one compare tells whether there is anything to say. */
struct mln_multi {
    uint8_t class_of[256];
    uint32_t class_count;
    uint32_t *next;        /* by state and class */
    uint32_t first_ending; /* the first state where a literal ends */
    uint32_t *literal;     /* by row: the first literal that ends there, or NONE */
    uint32_t *shorter;     /* by row: the row of the longest suffix where one ends, or NONE */
    uint32_t *equal;       /* by literal: the next one that is equal, or NONE */
};

static void make_classes(mln_multi *multi, const mln_str *literals, uint32_t count)
{
    multi->class_count = 1; /* class 0: bytes of no literal */
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < literals[i].len; k++) {
            uint8_t byte = (uint8_t)mln_ascii_to_lower(literals[i].ptr[k]);
            if (!multi->class_of[byte])
                multi->class_of[byte] = (uint8_t)multi->class_count++;
        }
    for (int c = 'A'; c <= 'Z'; c++)
        multi->class_of[c] = multi->class_of[c - 'A' + 'a'];
}

/* While it is built: a trie whose rows are in the order of their making. */
typedef struct {
    uint32_t *next; /* by row and class: a row; 0, the root, where there is no way yet */
    uint32_t *literal;
    uint32_t *shorter;
    uint32_t *fail;
    uint32_t *queue; /* rows by depth */
    uint32_t rows;
} trie;

static void add_literal(mln_multi *multi, trie *t, mln_str literal, uint32_t index)
{
    uint32_t row = 0;
    multi->equal[index] = NONE;
    if (!literal.len)
        return;
    for (uint32_t k = 0; k < literal.len; k++) {
        uint32_t *way = &t->next[row * multi->class_count +
                                 multi->class_of[(uint8_t)mln_ascii_to_lower(literal.ptr[k])]];
        if (!*way)
            *way = t->rows++;
        row = *way;
    }
    uint32_t *place = &t->literal[row];
    while (*place != NONE)
        place = &multi->equal[*place];
    *place = index;
}

/* Turns the trie into the automaton, shallow rows first: a way that is missing is the one of the
 * longest proper suffix. */
static void complete(const mln_multi *multi, trie *t)
{
    uint32_t classes = multi->class_count, head = 0, tail = 0;
    t->queue[tail++] = 0;
    while (head < tail) {
        uint32_t row = t->queue[head++], fail = t->fail[row];
        t->shorter[row] = t->literal[fail] != NONE && fail != row ? fail : t->shorter[fail];
        for (uint32_t c = 0; c < classes; c++) {
            uint32_t *way = &t->next[row * classes + c];
            uint32_t back = row ? t->next[fail * classes + c] : 0;
            if (*way) {
                t->fail[*way] = back;
                t->queue[tail++] = *way;
            } else {
                *way = back;
            }
        }
    }
}

/* Copies the rows to their last places: those where something ends behind the others. */
static void place_rows(mln_multi *multi, const trie *t)
{
    uint32_t classes = multi->class_count, at = 0;
    uint32_t *place = mln_mem_new(t->rows, sizeof *place);
    for (int ending = 0; ending < 2; ending++) {
        if (ending)
            multi->first_ending = at * classes;
        for (uint32_t row = 0; row < t->rows; row++)
            if ((t->literal[row] != NONE || t->shorter[row] != NONE) == (ending == 1))
                place[row] = at++;
    }
    multi->next = mln_mem_new((size_t)t->rows * classes, sizeof *multi->next);
    multi->literal = mln_mem_new(t->rows, sizeof *multi->literal);
    multi->shorter = mln_mem_new(t->rows, sizeof *multi->shorter);
    for (uint32_t row = 0; row < t->rows; row++) {
        uint32_t to = place[row];
        multi->literal[to] = t->literal[row];
        multi->shorter[to] = t->shorter[row] == NONE ? NONE : place[t->shorter[row]];
        for (uint32_t c = 0; c < classes; c++)
            multi->next[to * classes + c] = place[t->next[row * classes + c]] * classes;
    }
    mln_mem_free(place);
}

mln_multi *mln_multi_new(const mln_str *literals, uint32_t count)
{
    uint64_t rows = 1;
    for (uint32_t i = 0; i < count; i++)
        rows += literals[i].len;
    if (rows > MLN_MULTI_STATE_MAX)
        return NULL;
    mln_multi *multi = mln_mem_new(1, sizeof *multi);
    make_classes(multi, literals, count);
    multi->equal = mln_mem_new((size_t)count + 1, sizeof *multi->equal);
    size_t room = (size_t)rows;
    trie t = {.rows = 1};
    t.next = mln_mem_new(room * multi->class_count, sizeof *t.next);
    t.literal = mln_mem_new(room, sizeof *t.literal);
    t.shorter = mln_mem_new(room, sizeof *t.shorter);
    t.fail = mln_mem_new(room, sizeof *t.fail);
    t.queue = mln_mem_new(room, sizeof *t.queue);
    memset(t.literal, 0xFF, room * sizeof *t.literal);
    memset(t.shorter, 0xFF, room * sizeof *t.shorter);
    for (uint32_t i = 0; i < count; i++)
        add_literal(multi, &t, literals[i], i);
    complete(multi, &t);
    place_rows(multi, &t);
    mln_mem_free(t.next);
    mln_mem_free(t.literal);
    mln_mem_free(t.shorter);
    mln_mem_free(t.fail);
    mln_mem_free(t.queue);
    return multi;
}

void mln_multi_free(mln_multi *multi)
{
    if (!multi)
        return;
    mln_mem_free(multi->next);
    mln_mem_free(multi->literal);
    mln_mem_free(multi->shorter);
    mln_mem_free(multi->equal);
    mln_mem_free(multi);
}

static void say(const mln_multi *multi, uint32_t state, uint32_t stop, mln_multi_hit *hit,
                void *context)
{
    for (uint32_t row = state / multi->class_count; row != NONE; row = multi->shorter[row])
        for (uint32_t i = multi->literal[row]; i != NONE; i = multi->equal[i])
            hit(context, i, stop);
}

void mln_multi_scan(const mln_multi *multi, mln_str text, mln_multi_hit *hit, void *context)
{
    const uint32_t *next = multi->next;
    uint32_t first_ending = multi->first_ending, state = 0;
    for (uint32_t at = 0; at < text.len; at++) {
        state = next[state + multi->class_of[(unsigned char)text.ptr[at]]];
        if (MLN_UNLIKELY(state >= first_ending))
            say(multi, state, at + 1, hit, context);
    }
}
