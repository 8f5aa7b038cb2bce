/* comparison, private: the program that compiler and machine share. */
#ifndef MLN_PATTERN_COMPARISON_P_H
#define MLN_PATTERN_COMPARISON_P_H

#include "pattern/comparison.h"

typedef enum {
    OP_INT,    /* as.integer, text `span` */
    OP_FLOAT,  /* as.number, text `span` */
    OP_STRING, /* `span` */
    OP_BOOL,   /* `arg` */
    OP_NULL,
    OP_NAME,    /* metavariable `arg` */
    OP_UNKNOWN, /* has no value */
    OP_NEGATE,
    OP_INVERT,
    OP_PLUS,
    OP_NOT,
    OP_TO_INT, /* base `arg`, 0: as written */
    OP_TO_FLOAT,
    OP_TO_STR,
    OP_MATCH, /* regex `arg` */
    OP_STRPTIME,
    OP_IN_LIST, /* of `arg` elements, below them the value sought */
    OP_IN,
    OP_ADD, /* from here on: two operands */
    OP_SUB,
    OP_MUL,
    OP_DIV,
    OP_FLOOR_DIV,
    OP_MOD,
    OP_POW,
    OP_BIT_AND,
    OP_BIT_OR,
    OP_BIT_XOR,
    OP_SHIFT_LEFT,
    OP_SHIFT_RIGHT,
    OP_EQ,
    OP_NE,
    OP_LT,
    OP_LE,
    OP_GT,
    OP_GE,
    OP_AND,
    OP_OR
} mln_comparison_op_kind;

typedef struct {
    mln_comparison_op_kind kind;
    uint32_t arg;
    union {
        int64_t integer;
        double number;
        mln_span span; /* of the string pool */
    } as;
    mln_span text; /* of a number: as written, in the pool */
} mln_comparison_op;

#define MLN_COMPARISON_OP_MAX 512u
#define MLN_COMPARISON_STACK_MAX 64u
#define MLN_COMPARISON_NAME_MAX 32u
#define MLN_COMPARISON_REGEX_MAX 16u

struct mln_comparison {
    const mln_comparison_op *ops;
    uint32_t op_count;
    const char *pool;
    mln_span names[MLN_COMPARISON_NAME_MAX];
    uint32_t name_count;
    mln_span unknown;
    mln_regex *regexes[MLN_COMPARISON_REGEX_MAX]; /* the only heap objects */
    uint32_t regex_count;
};

static inline mln_str mln_comparison_text(const mln_comparison *self, mln_span span)
{
    return (mln_str){self->pool + span.start, span.stop - span.start};
}

/* Seconds since 1970-01-01 of "2024-02-29"; false when it is no such date. */
bool mln_comparison_parse_date(mln_str text, int64_t *seconds);

/* A whole text as an integer; base 0: ten, or as a prefix 0x, 0o, 0b says. */
bool mln_comparison_parse_int(mln_str text, uint32_t base, int64_t *value);

bool mln_comparison_parse_float(mln_str text, double *value);

#endif
