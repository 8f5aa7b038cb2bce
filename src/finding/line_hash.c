#include "finding/line_hash.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/vec.h"
#include "base/utf.h"

#include "base/banned.h"

#define WINDOW 100u
#define BASE 37u
#define END_OF_FILE 65535u

typedef struct {
    uint64_t raw;             /* hash of the window */
    uint64_t leaving;         /* BASE to the power of WINDOW */
    uint16_t window[WINDOW];  /* the last units, a ring */
    uint32_t started[WINDOW]; /* line that started at that unit, or 0 */
    uint32_t at;              /* next place in the ring */
    uint32_t line;            /* last line started */
    uint32_t last_wanted;
    bool at_line_start;
    bool after_cr;
    MLN_VEC(uint64_t)
    hashes; /* by line - 1 */
} roller;

static inline void push(roller *r, uint32_t unit)
{
    /* A line leaves the window as its first unit would be overwritten: what is in the ring now is
     * exactly the 100 units from its start. */
    if (r->started[r->at]) {
        mln_vec_add(&r->hashes, r->raw);
        r->started[r->at] = 0;
    }
    if (r->at_line_start) {
        r->at_line_start = false;
        r->started[r->at] = ++r->line;
    }
    r->raw = BASE * r->raw + unit - r->leaving * r->window[r->at];
    r->window[r->at] = (uint16_t)unit;
    r->at = r->at + 1 == WINDOW ? 0 : r->at + 1;
}

static inline void take(roller *r, uint32_t unit)
{
    if (unit == ' ' || unit == '\t' || (r->after_cr && unit == '\n')) {
        r->after_cr = false;
        return;
    }
    r->after_cr = unit == '\r';
    if (unit == '\r')
        unit = '\n';
    push(r, unit);
    if (unit == '\n')
        r->at_line_start = true;
}

static void roll(roller *r, mln_str text)
{
    for (uint32_t at = 0; at < text.len && r->hashes.len < r->last_wanted;) {
        unsigned char byte = (unsigned char)text.ptr[at];
        if (MLN_LIKELY(byte < 0x80)) {
            take(r, byte);
            at++;
            continue;
        }
        mln_utf_char c = mln_utf_get(text, at);
        at += c.len;
        if (c.code >= 0x10000) {
            take(r, 0xD800 + ((c.code - 0x10000) >> 10));
            take(r, 0xDC00 + ((c.code - 0x10000) & 0x3FF));
        } else {
            take(r, c.code);
        }
    }
    if (r->hashes.len >= r->last_wanted)
        return;
    take(r, END_OF_FILE);
    for (uint32_t i = 0; i < WINDOW; i++) {
        r->at_line_start = false;
        push(r, 0);
    }
}

/* Values asked for, with how often each was seen so far; open addressing. */
typedef struct {
    uint64_t value;
    uint32_t seen;
    bool used;
} slot;

static slot *find_slot(slot *slots, uint32_t mask, uint64_t value)
{
    uint32_t at = (uint32_t)(value ^ value >> 32) & mask;
    while (slots[at].used && slots[at].value != value)
        at = (at + 1) & mask;
    return &slots[at];
}

void mln_line_hash_compute(mln_str text, const uint32_t *lines, uint32_t count, mln_line_hash *out)
{
    roller r = {.leaving = 1, .at_line_start = true};
    for (uint32_t i = 0; i < count; i++) {
        out[i] = (mln_line_hash){0};
        if (lines[i] > r.last_wanted)
            r.last_wanted = lines[i];
    }
    if (!r.last_wanted)
        return;
    for (uint32_t i = 0; i < WINDOW; i++)
        r.leaving *= BASE;
    roll(&r, text);

    uint32_t size = 8;
    while (size < count * 2 && size < UINT32_MAX / 2)
        size *= 2;
    slot *slots = mln_mem_new(size, sizeof *slots);
    /* Which lines are asked for, so that the ordinals come out in one pass. */
    uint8_t *wanted = mln_mem_new(r.hashes.len ? r.hashes.len : 1, 1);
    for (uint32_t i = 0; i < count; i++) {
        if (lines[i] == 0 || lines[i] > r.hashes.len)
            continue;
        out[i].value = r.hashes.data[lines[i] - 1];
        wanted[lines[i] - 1] = 1;
        slot *s = find_slot(slots, size - 1, out[i].value);
        s->used = true;
        s->value = out[i].value;
    }
    /* The ordinals of wanted lines take the place of their hashes. */
    for (uint32_t i = 0; i < r.hashes.len; i++) {
        slot *s = find_slot(slots, size - 1, r.hashes.data[i]);
        if (s->used)
            s->seen++;
        if (wanted[i])
            r.hashes.data[i] = s->seen;
    }
    for (uint32_t i = 0; i < count; i++)
        if (lines[i] != 0 && lines[i] <= r.hashes.len)
            out[i].ordinal = (uint32_t)r.hashes.data[lines[i] - 1];
    mln_mem_free(wanted);
    mln_mem_free(slots);
    mln_vec_release(&r.hashes);
}

uint32_t mln_line_hash_write(mln_line_hash hash, char out[MLN_LINE_HASH_SIZE])
{
    int len = snprintf(out, MLN_LINE_HASH_SIZE, "%" PRIx64 ":%" PRIu32, hash.value, hash.ordinal);
    return (uint32_t)len;
}
