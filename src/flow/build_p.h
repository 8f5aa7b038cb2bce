/* build, private: what lowers a file keeps, and what its parts do for each other. */
#ifndef MLN_FLOW_BUILD_P_H
#define MLN_FLOW_BUILD_P_H

#include "flow/build.h"
#include "flow/builder.h"

/* Bounds. What bites is counted in `spent`. */
#define MLN_BUILD_DEPTH_MAX 1500u        /* nested expressions and statements, through functions */
#define MLN_BUILD_FUNCTION_DEPTH_MAX 48u /* functions in functions */
#define MLN_BUILD_VALUES_MAX 400000u     /* of one function, those inside it apart */
#define MLN_BUILD_KEYS_MAX 3u            /* of a tracked l-value */
#define MLN_BUILD_ALIASES_MAX 8u         /* C: variables that may point to one thing */

#define MLN_NO_VAR UINT32_MAX

typedef enum {
    MLN_VAR_BINDING,
    MLN_VAR_FREE, /* a name that nothing declares, but something assigns */
    MLN_VAR_THIS,
    MLN_VAR_PATH /* a property of another variable */
} mln_var_kind;

/* A variable of the intermediate form. */
typedef struct {
    mln_var_kind kind;
    uint32_t sym;        /* of the tree: name of a binding or free name */
    uint32_t owner;      /* tree node of the function it belongs to; 0: the file */
    uint32_t parent;     /* PATH: the variable it is a property of */
    uint32_t key;        /* PATH: symbol of the facts */
    uint32_t first_path; /* its properties that are tracked */
    uint32_t next_path;
    uint32_t declared_at; /* node */
    uint32_t last_write;  /* node of the last assignment in its own function */
    uint32_t writes;      /* assignments after the declaration */
    bool mutable_init;    /* begins as an object, an array or `new`: a method call may change it */
    bool inner_write;     /* another function writes it */
    bool needs_cell;
    uint32_t cell;       /* all definitions; NONE until it is asked for */
    uint32_t inner_cell; /* those by other functions */
    uint32_t alias;      /* C: next in a ring of variables that may point to the same */
} mln_build_var;

typedef struct {
    uint32_t first_pred; /* index + 1 into preds */
    uint32_t pred_count;
    uint32_t first_incomplete; /* index + 1 into incomplete */
    bool sealed;
} mln_ssa_block;

typedef struct {
    uint32_t item;
    uint32_t next; /* index + 1 */
} mln_ssa_link;

typedef struct {
    uint32_t var;
    uint32_t phi;
    uint32_t next; /* index + 1 */
} mln_ssa_incomplete;

typedef struct {
    uint32_t phi;
    uint32_t var;
    uint32_t block;
} mln_ssa_pending;

typedef struct {
    uint64_t key; /* variable and block */
    uint32_t value;
    uint32_t file; /* number of the file it is of */
} mln_ssa_def;

/* Where `break` and `continue` go. */
typedef struct {
    uint32_t label; /* symbol; 0 for none */
    uint32_t break_block;
    uint32_t continue_block; /* MLN_FLOW_NONE: not a loop */
} mln_build_jump;

/* C: a label of the function at hand. */
typedef struct {
    uint32_t label;
    uint32_t block;
} mln_build_label;

/* A function that is being lowered. */
typedef struct mln_build_function mln_build_function;
struct mln_build_function {
    mln_build_function *outer;
    uint32_t node; /* tree node: FUNCTION, 0 the file */
    uint32_t func;
    uint32_t class_id; /* whose `this` it sees */
    bool arrow;
    uint32_t entry;
    uint32_t exit;
    uint32_t block; /* MLN_FLOW_NONE: what follows cannot be reached */
    uint32_t first_jump;
    uint32_t first_label;
    uint32_t first_pending;
    uint32_t catch_block; /* of the innermost try; MLN_FLOW_NONE */
    uint32_t catch_value;
    uint32_t first_value;
    uint32_t inner_values;  /* of functions inside it */
    uint32_t pending_label; /* of the loop that comes next */
    uint32_t nothing;       /* an UNDEFINED to stand where no value is; made when it is needed */
    bool spent;
};

/* A function whose body comes at the end of the one around it. */
typedef struct {
    uint32_t node;
    uint32_t func;
    uint32_t class_id;
} mln_build_pending;

struct mln_flow_lowering {
    mln_names *names;
    const mln_tree *tree;
    bool c;
    mln_facts_builder b;
    mln_build_function *at; /* the function at hand */
    uint32_t depth;
    uint32_t function_depth;
    uint32_t spent;
    MLN_VEC(mln_build_var)
    vars; /* bindings first, by their index */
    uint32_t this_var;
    MLN_VEC(uint32_t)
    free_var; /* by symbol of the tree: variable + 1 */
    MLN_VEC(uint32_t)
    symbols; /* by symbol of the tree: symbol of the facts + 1 */
    MLN_VEC(uint32_t)
    value_of; /* by node: value + 1 */
    MLN_VEC(uint32_t)
    node_of; /* by value */
    MLN_VEC(uint32_t)
    out_of; /* by value: OUT + 1 */
    MLN_VEC(mln_ssa_block)
    blocks;
    MLN_VEC(mln_ssa_link)
    preds;
    MLN_VEC(mln_ssa_incomplete)
    incomplete;
    MLN_VEC(mln_ssa_pending)
    pending_phis;
    MLN_VEC(uint32_t)
    phis;
    bool filling;
    mln_ssa_def *defs;
    uint32_t def_slots; /* a power of two */
    uint32_t def_count;
    uint32_t file;
    MLN_VEC(mln_build_jump)
    jumps;
    MLN_VEC(mln_build_label)
    labels;
    MLN_VEC(mln_build_pending)
    pending;
    MLN_VEC(mln_flow_operand)
    stack; /* operands being gathered */
    MLN_VEC(uint32_t)
    functions; /* scratch of the survey: functions around a node */
};

typedef struct mln_flow_lowering mln_lowering;

/* ---- ssa.c ---- */

uint32_t mln_ssa_new_block(mln_lowering *l);
void mln_ssa_add_edge(mln_lowering *l, uint32_t from, uint32_t to);
/* No more edges will lead there. */
void mln_ssa_seal(mln_lowering *l, uint32_t block);
void mln_ssa_write(mln_lowering *l, uint32_t var, uint32_t block, uint32_t value);
uint32_t mln_ssa_read(mln_lowering *l, uint32_t var, uint32_t block);
/* Takes out the PHIs that choose between one value and themselves. */
void mln_ssa_simplify(mln_lowering *l);

/* ---- build_vars.c: the survey, and variables across functions ---- */

void mln_build_survey(mln_lowering *l);
/* The variable an IDENT stands for; MLN_NO_VAR for a name that nobody writes. */
uint32_t mln_build_get_var(const mln_lowering *l, mln_node ident);
/* The value a variable has on entry to the function whose block it is. */
uint32_t mln_build_get_initial(mln_lowering *l, uint32_t var, uint32_t block);
/* The value it has now, in the function at hand. */
uint32_t mln_build_read(mln_lowering *l, uint32_t var);
/* Gives it a value; its tracked properties follow. */
void mln_build_write(mln_lowering *l, uint32_t var, uint32_t value);
/* The same without its properties. */
void mln_build_write_only(mln_lowering *l, uint32_t var, uint32_t value);
/* The tracked property of a variable, or MLN_NO_VAR. `key` is of the facts. */
uint32_t mln_build_find_path(const mln_lowering *l, uint32_t var, uint32_t key);
/* The cell of a field of a class, made if new. */
uint32_t mln_build_get_field(mln_lowering *l, uint32_t class_id, uint32_t key);

/* ---- build.c: values and functions ---- */

uint32_t mln_build_sym(mln_lowering *l, uint32_t tree_sym);
uint32_t mln_build_text(mln_lowering *l, mln_str text);
/* A value of the function at hand; `n` may be MLN_NO_NODE: then it has no place and no node. */
uint32_t mln_build_add(mln_lowering *l, mln_flow_op op, mln_node n,
                       const mln_flow_operand *operands, uint32_t count);
uint32_t mln_build_add1(mln_lowering *l, mln_flow_op op, mln_node n, uint32_t a);
uint32_t mln_build_add2(mln_lowering *l, mln_flow_op op, mln_node n, uint32_t a, uint32_t b);
/* The value is what `n` computes, from now on. */
uint32_t mln_build_set(mln_lowering *l, mln_node n, uint32_t value);
uint32_t mln_build_undefined(mln_lowering *l, mln_node n);
/* One UNDEFINED a function, for operands that are not there. */
uint32_t mln_build_nothing(mln_lowering *l);
uint32_t mln_build_const(mln_lowering *l, mln_node n, mln_flow_const kind, uint32_t sym);
uint32_t mln_build_load(mln_lowering *l, mln_node n, uint32_t base, uint32_t key);
/* A CLOSURE whose body is lowered at once, or at the end of the function around it. */
uint32_t mln_build_closure(mln_lowering *l, mln_node n, uint32_t class_id, bool later);
/* False, counted, where things are nested too deep. Pairs with leave. */
bool mln_build_enter(mln_lowering *l);
void mln_build_leave(mln_lowering *l);
static inline bool mln_build_is_dead(const mln_lowering *l)
{
    return l->at->block == MLN_FLOW_NONE;
}
/* Ends the block at hand with an edge, and goes on in `to` (or nowhere, MLN_FLOW_NONE). */
void mln_build_jump_to(mln_lowering *l, uint32_t to);
void mln_build_go_on(mln_lowering *l, uint32_t block);
/* The same for a block whose ways in are all known: without one, it cannot be reached. */
void mln_build_go_into(mln_lowering *l, uint32_t block);

/* ---- build_stmt.c ---- */

void mln_build_stmt(mln_lowering *l, mln_node n);
void mln_build_stmts(mln_lowering *l, mln_node list);

/* ---- build_cond.c ---- */

/* Evaluates a condition and goes to one of two blocks. */
void mln_build_cond(mln_lowering *l, mln_node n, uint32_t yes, uint32_t no);
/* What `value == (other)` tells on the way to `block`: REFINEs of what stands in `n`. */
void mln_build_refine(mln_lowering *l, mln_node n, uint32_t cond, bool outcome);
uint32_t mln_build_logical(mln_lowering *l, mln_node n);
uint32_t mln_build_conditional(mln_lowering *l, mln_node n);

/* ---- build_expr.c ---- */

uint32_t mln_build_expr(mln_lowering *l, mln_node n);
/* What an operator makes of two values; `+` of JavaScript joins texts, of C moves pointers. */
uint32_t mln_build_combine(mln_lowering *l, mln_node n, unsigned op, uint32_t left, uint32_t right,
                           bool pointer);
/* C: whether an expression is a pointer or an array by its declaration. */
bool mln_build_is_pointer(const mln_lowering *l, mln_node n);
/* The key a MEMBER, INDEX, PROPERTY, FIELD … names: a symbol of the facts, or MLN_FLOW_ELEMENT. */
uint32_t mln_build_key(mln_lowering *l, mln_node key);
/* The key of `object[name]`: `[name]` where the name stands for a Symbol, which is made here or in
 * the project's file of symbols, and so is one property and no other; else MLN_FLOW_ELEMENT. */
uint32_t mln_build_index_key(mln_lowering *l, mln_node key);

/* ---- build_call.c ---- */

uint32_t mln_build_call(mln_lowering *l, mln_node n);
uint32_t mln_build_tagged(mln_lowering *l, mln_node n);
uint32_t mln_build_jsx(mln_lowering *l, mln_node n);
/* C: what the call may write to the argument that stands at `place`. */
void mln_build_c_out(mln_lowering *l, uint32_t call, uint32_t port, mln_node place);

/* ---- build_macro.c ---- */

/* C: a call of a macro of this file whose body is one call: that call, with the arguments in the
 * places that it gives them. False, and nothing is done, when the callee is no such macro. */
bool mln_build_macro(mln_lowering *l, mln_node n, uint32_t *call);

/* ---- build_assign.c ---- */

/* A chain of constant keys on a variable or `this`. */
typedef struct {
    uint32_t var; /* MLN_NO_VAR: none */
    uint32_t keys[MLN_BUILD_KEYS_MAX];
    uint32_t count;
} mln_lvalue;

bool mln_build_get_lvalue(mln_lowering *l, mln_node n, mln_lvalue *lvalue);
uint32_t mln_build_assign(mln_lowering *l, mln_node n);
uint32_t mln_build_update(mln_lowering *l, mln_node n);
/* Gives what `target` names (a name, a member, a pattern) a value. */
void mln_build_bind(mln_lowering *l, mln_node target, uint32_t value);
/* Writes the value of an l-value and all that holds it. `index`: the value of a last key that is
 * ELEMENT, or MLN_FLOW_NONE. */
void mln_build_put(mln_lowering *l, const mln_lvalue *lvalue, mln_node n, uint32_t value,
                   uint32_t index);
/* C: what may point to the same thing as a variable holds `value` too, or what it held. */
void mln_build_write_aliases(mln_lowering *l, uint32_t var, uint32_t value);
/* The type a declaration gives a value. */
void mln_build_add_type(mln_lowering *l, uint32_t value, mln_node type);

/* ---- build_class.c ---- */

uint32_t mln_build_class(mln_lowering *l, mln_node n);
void mln_build_decorate(mln_lowering *l, mln_node n, uint32_t first_fixed, mln_flow_place place,
                        uint32_t target);
void mln_build_import(mln_lowering *l, mln_node n);
void mln_build_export(mln_lowering *l, mln_node n);
/* All that a file exports by ES syntax, once it is lowered. */
void mln_build_exports(mln_lowering *l);
/* `exports.a = v`, `module.exports = v`. */
void mln_build_note_export(mln_lowering *l, mln_node target, uint32_t value);

#endif
