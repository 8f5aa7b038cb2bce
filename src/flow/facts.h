/* facts: what one file's code computes, as values: the intermediate form that flow works on.
 *
 * Every expression that is evaluated has a value, numbered in order of evaluation within its
 * function. Variables are gone: a use is a COPY of the value that reaches it, ways meet in a PHI
 * (SSA, made on the fly: Braun et al., "Simple and efficient construction of static single
 * assignment form", CC 2013). Objects are values too: `o.x = v` makes a new value STORE(o, v[x])
 * that takes the variable's place, so that strong updates and field sensitivity come for free. An
 * l-value of up to three constant keys on a variable or `this` is tracked like a variable of its
 * own.
 *
 * A branch makes a REFINE of what its condition speaks of on either way (e-SSA: Bodik, Gupta,
 * Sarkar, PLDI 2000), so that a guard is an ordinary operation.
 *
 * A variable that an inner function reads is a CAPTURE of the version there was when the function
 * value was made, or, when it is written elsewhere too, a CELL of all its definitions. `this.x` in
 * a class is what the method knows of it, joined with the class's CELL for x.
 *
 * A call that is given a variable (JavaScript: as argument or receiver; C: also by address) makes
 * an OUT, which takes the variable's place: what the call may have written to it.
 *
 * In C `*p`, `p[i]` and `a[i]` are loads of ELEMENT, `p->f` is `p.f`, and `&x` is x.
 *
 * Facts hold offsets only and know nothing of rules or other files: one block of memory that can be
 * moved, written and mapped back (mln_facts_open). The arrays below are views into it.
 */
#ifndef MLN_FLOW_FACTS_H
#define MLN_FLOW_FACTS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/status.h"
#include "base/str.h"
#include "files/lang.h"

typedef enum {
#define MLN_FLOW_OP(name, text, operands) MLN_FLOW_##name,
#include "flow/op_list.h"
#undef MLN_FLOW_OP
    MLN_FLOW_OP_COUNT
} mln_flow_op;

typedef enum {
    MLN_FLOW_STRING = 1,
    MLN_FLOW_NUMBER,
    MLN_FLOW_BOOL,
    MLN_FLOW_NULL /* null, undefined, NULL */
} mln_flow_const;

/* aux of BINARY and UNARY; sym is the spelling of ARITHMETIC, BITWISE and SIGN. */
typedef enum {
    MLN_FLOW_ARITHMETIC, /* - * / % **; also + of numbers */
    MLN_FLOW_BITWISE,    /* & | ^ << >> >>> ~ */
    MLN_FLOW_EQUAL,      /* == and === */
    MLN_FLOW_NOT_EQUAL,
    MLN_FLOW_LESS,
    MLN_FLOW_LESS_EQUAL,
    MLN_FLOW_GREATER,
    MLN_FLOW_GREATER_EQUAL,
    MLN_FLOW_IN,
    MLN_FLOW_INSTANCEOF,
    MLN_FLOW_NOT,
    MLN_FLOW_TYPEOF,
    MLN_FLOW_VOID,
    MLN_FLOW_DELETE,
    MLN_FLOW_SIGN, /* unary + and - */
    MLN_FLOW_OPERATOR_COUNT
} mln_flow_operator;

/* Keys are symbols of the facts; these two are none. */
#define MLN_FLOW_ELEMENT 0xfffffffeu /* some element: the key is computed */
#define MLN_FLOW_SPREAD 0xfffffffdu  /* all of the operand's own properties or elements */

#define MLN_FLOW_NONE UINT32_MAX

/* Ports of a call: arguments by number, and these. */
#define MLN_FLOW_PORT_RECEIVER 0xffffu
#define MLN_FLOW_PORT_THROWN 0xfffeu /* of an OUT: what the call throws; in a try it has one */

/* Flags of a value. */
enum {
    MLN_FLOW_FLAG_NEW = 1, /* CALL: `new` */
    MLN_FLOW_FLAG_TAGGED =
        2, /* CALL: tagged template; the first argument is an ARRAY of its texts */
    MLN_FLOW_FLAG_TEMPLATE = 4, /* CONCAT: a template; `+` otherwise */
    MLN_FLOW_FLAG_SUPER = 8,    /* CALL: `super(…)` */
    MLN_FLOW_FLAG_BIND = 16, /* COPY: the value a declaration or assignment gives its target; sym: a
                                variable's name */
    MLN_FLOW_FLAG_ARITHMETIC = 32 /* CONCAT: `+` whose operands may be numbers as well */
};

typedef struct {
    uint32_t value;
    uint32_t key; /* see op_list.h; 0 where there is none */
} mln_flow_operand;

typedef struct {
    uint32_t name;     /* symbol: its own, or of the variable or property it is given to; 0: none */
    uint32_t parent;   /* the function around it; MLN_FLOW_NONE for the file's own (function 0) */
    uint32_t class_id; /* of a method; MLN_FLOW_NONE otherwise */
    uint32_t first_param; /* PARAM values stand in a row */
    uint32_t param_count;
    uint32_t this_value;
    uint32_t result;  /* PHI of what is returned (and yielded) */
    uint32_t thrown;  /* PHI of what leaves it as an exception */
    uint32_t closure; /* the CLOSURE value; MLN_FLOW_NONE for function 0 */
    uint32_t
        first_exit; /* one a parameter, then one for `this`: the value its variable holds at the
                       end, when it was written through; MLN_FLOW_NONE otherwise (facts.exits) */
    uint32_t start; /* bytes */
    uint32_t stop;
    uint32_t flags; /* below */
} mln_flow_function;

enum {
    MLN_FLOW_FUNCTION_ASYNC = 1,
    MLN_FLOW_FUNCTION_GENERATOR = 2,
    MLN_FLOW_FUNCTION_ARROW = 4,
    MLN_FLOW_FUNCTION_STATIC = 8,
    MLN_FLOW_FUNCTION_CONSTRUCTOR = 16,
    MLN_FLOW_FUNCTION_EXPORTED = 32, /* C: not static */
    MLN_FLOW_FUNCTION_REST = 64      /* the last parameter takes the rest */
};

typedef struct {
    uint32_t name;
    uint32_t extends; /* value; MLN_FLOW_NONE for none */
    uint32_t value;   /* the CLASS value */
    uint32_t start, stop;
} mln_flow_class;

/* A field or method of a class: its CELL. Sorted by (class_id, key). */
typedef struct {
    uint32_t class_id;
    uint32_t key;
    uint32_t cell;
} mln_flow_field;

/* The declared type of a value (a PARAM, a variable's BIND, a class field's CELL):
 * `express.Request`. Sorted by value. */
typedef struct {
    uint32_t value;
    uint32_t module; /* symbol of the package it is imported from; 0: unknown, or C */
    uint32_t name;   /* symbol: the type's name there (C: without struct, pointers, qualifiers) */
} mln_flow_type;

typedef enum {
    MLN_FLOW_ON_PARAM,
    MLN_FLOW_ON_FUNCTION,
    MLN_FLOW_ON_CLASS,
    MLN_FLOW_ON_FIELD
} mln_flow_place;

/* A decorator and what it stands on. */
typedef struct {
    mln_flow_place place;
    uint32_t target;    /* PARAM value, function, class, or CELL value of a field */
    uint32_t decorator; /* value of its expression: a CALL, or what is named */
} mln_flow_decoration;

/* What a file offers to others: `exports.name = value`. name 0: all of module.exports. "default".
 */
typedef struct {
    uint32_t name;
    uint32_t value;
    uint32_t module; /* symbol: re-exported from there (value NONE), imported; 0 otherwise */
    uint32_t imported;
} mln_flow_export;

/* A basic block: its values are those with this number in block_of. Edges in edges[first_next …].
 */
typedef struct {
    uint32_t function;
    uint32_t first_next;
    uint32_t next_count;
} mln_flow_block;

typedef struct {
    const void *blob;
    uint32_t blob_size;
    mln_lang lang;
    uint32_t value_count;
    const uint8_t *op; /* mln_flow_op */
    const uint8_t *flags;
    const uint32_t *aux;
    const uint32_t *sym;
    const uint32_t *first; /* of its operands */
    const uint32_t *count;
    const uint32_t *start; /* bytes of the decoded text */
    const uint32_t *stop;
    const uint32_t *func; /* index of the function it is computed in */
    const uint32_t *block_of;
    const mln_flow_operand *operands;
    uint32_t operand_count;
    const mln_flow_function *functions; /* 0 is the file */
    uint32_t function_count;
    const uint32_t *exits;
    uint32_t exit_count;
    const mln_flow_class *classes;
    uint32_t class_count;
    const mln_flow_field *fields;
    uint32_t field_count;
    const mln_flow_type *types;
    uint32_t type_count;
    const mln_flow_decoration *decorations;
    uint32_t decoration_count;
    const mln_flow_export *exports;
    uint32_t export_count;
    const mln_flow_block *blocks;
    uint32_t block_count;
    const uint32_t *edges;
    uint32_t edge_count;
    const uint32_t *string_first; /* string_count + 1 offsets into string_bytes; 0 is "" */
    const char *string_bytes;
    uint32_t string_count;
} mln_facts;

/* Sets the views. MLN_SYNTAX when the block is not one that mln_facts_builder_seal made. */
MLN_CHECK_RESULT mln_status mln_facts_open(mln_facts *facts, const void *blob, uint32_t size);

static inline mln_flow_op mln_facts_op(const mln_facts *facts, uint32_t value)
{
    return (mln_flow_op)facts->op[value];
}

static inline const mln_flow_operand *mln_facts_operands(const mln_facts *facts, uint32_t value)
{
    return facts->operands + facts->first[value];
}

static inline mln_str mln_facts_string(const mln_facts *facts, uint32_t sym)
{
    uint32_t from = facts->string_first[sym];
    return (mln_str){facts->string_bytes + from, facts->string_first[sym + 1] - from};
}

/* The CELL of a class's field or method, or MLN_FLOW_NONE. Logarithmic. */
uint32_t mln_facts_find_field(const mln_facts *facts, uint32_t class_id, uint32_t key);

/* What stands under COPY, CAPTURE, AWAIT and REFINE. Bounded. */
uint32_t mln_facts_skip_copies(const mln_facts *facts, uint32_t value);

const char *mln_flow_op_get_name(mln_flow_op op);

/* The invariants above; NULL, or what is broken. */
const char *mln_facts_check(const mln_facts *facts);

/* As text, a line a value: `merlon tree --flow`. */
void mln_facts_print(const mln_facts *facts, mln_buf *out);

#endif
