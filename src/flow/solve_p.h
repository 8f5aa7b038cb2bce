/* solve_p: the solver's state, and who does what in it.
 *
 *   solve.c           runs: seeds, the worklist, the conditions, the hits
 *   solve_graph.c     who uses a value, who calls a function; built once a run
 *   solve_transfer.c  what an operation hands on
 *   solve_call.c      into functions and out again, through models and unknown calls
 *   solve_way.c       from a taint back to its source
 *
 * A *fact* is (value, context, path) with the set of problems it holds for. Context 0: the source
 * is in here, or in something that lives as long as the program. Another context is what entered a
 * function: (function, PARAM or `this`, path). What holds in it holds for the callers that entered
 * it with that, and for nobody else.
 *
 * A *taint* is one growth of a fact and where it came from. The taints in order of making are the
 * worklist, first in first out, and the witnesses at once: the first taint of a fact that has a bit
 * is the end of a shortest way for it.
 */
#ifndef MLN_FLOW_SOLVE_P_H
#define MLN_FLOW_SOLVE_P_H

#include "flow/guard.h"
#include "flow/path.h"
#include "flow/solve.h"

/* A value that uses another: as its operand `slot`. Or a function (`user`) whose result, exception
 * or exit it is. */
typedef struct {
    uint32_t user;
    uint32_t slot;
} mln_solve_use;

#define MLN_SLOT_EXIT 0xf0000000u /* and the number of the exit */
#define MLN_SLOT_RESULT 0xfffffff0u
#define MLN_SLOT_THROWN 0xfffffff1u

/* A call that may run a function: directly, or it is argument `port` of a call whose model speaks
 * of what that function gives back. */
typedef struct {
    uint32_t function;
    uint32_t call;
    uint32_t port;
} mln_solve_site;

#define MLN_PORT_DIRECT UINT32_MAX

typedef struct {
    uint64_t mask;
    uint32_t first_taint; /* index + 1 */
    uint32_t last_taint;
    uint32_t next; /* fact of the same value; index + 1 */
} mln_solve_fact;

typedef struct {
    uint64_t bits;
    uint32_t fact;
    uint32_t pred;  /* taint; MLN_FLOW_NONE at a source */
    uint32_t next;  /* of the same fact; index + 1 */
    uint32_t entry; /* when it came out of a function: the entry it belongs to; MLN_FLOW_NONE */
    mln_step_kind why;
} mln_solve_taint;

/* One caller of a context: tuple (context, call, context of the caller, port). */
typedef struct {
    uint64_t mask;
    uint32_t first_way; /* index + 1; newest first */
    uint32_t next;      /* entry of the same context; index + 1 */
} mln_solve_entry;

/* Which taint of the caller put in which bits. */
typedef struct {
    uint64_t bits;
    uint32_t taint;
    uint32_t next; /* index + 1 */
} mln_solve_way;

/* A taint that left a function by its result, exception or an exit: what a caller that comes later
 * is given too. */
typedef struct {
    uint32_t taint;
    uint32_t slot;
    uint32_t next; /* of the same context; index + 1 */
} mln_solve_left;

typedef struct {
    uint32_t first_entry; /* index + 1 */
    uint32_t first_left;  /* index + 1 */
    uint32_t last_left;
} mln_solve_context;

/* What marks say of a value. */
typedef struct {
    uint32_t value;
    uint64_t kills;
    uint32_t first_propagator; /* of solver->order */
    uint32_t propagator_count;
} mln_solve_marked;

/* A key list of the api, as keys of these facts. */
typedef struct {
    uint32_t list;  /* index */
    uint32_t first; /* of solver->keys */
    uint32_t count;
} mln_solve_list;

struct mln_solver {
    const mln_solve_input *in;
    const mln_facts *facts;
    mln_guards guards;

    /* The graph. */
    MLN_VEC(uint32_t)
    first_use; /* of value v: uses[first_use[v] … first_use[v + 1]) */
    MLN_VEC(mln_solve_use)
    uses;
    MLN_VEC(mln_solve_site)
    sites; /* by function */
    MLN_VEC(uint32_t)
    first_site;

    /* The marks. */
    MLN_VEC(const mln_mark *)
    order; /* in an order that does not depend on how they were given */
    MLN_VEC(mln_solve_marked)
    marked;
    MLN_VEC(uint32_t)
    marked_of; /* by value: index + 1 */
    MLN_VEC(const mln_mark *)
    waiting;          /* sources with a condition that does not hold so far */
    uint64_t live;    /* bits that some sink or condition asks for */
    uint64_t derived; /* bits that sources with a condition make: they may begin in the middle */

    /* The taints. */
    mln_paths paths;
    mln_tuples fact_keys; /* value, context, path */
    MLN_VEC(mln_solve_fact)
    all_facts;
    MLN_VEC(uint32_t)
    facts_of; /* by value: index + 1 */
    MLN_VEC(uint8_t)
    has_whole;         /* by value: whether it is tainted as a whole in some context */
    mln_tuples places; /* value and context; or function, value and 1: where contexts begin */
    MLN_VEC(uint32_t)
    deep_paths; /* of a place: how many paths of two keys and more it has */
    MLN_VEC(mln_solve_taint)
    taints;
    uint64_t next;   /* taint to follow */
    uint64_t pushes; /* tries to add something to a fact */

    /* The contexts: number c at c - 1: function, value, path. */
    mln_tuples contexts;
    MLN_VEC(mln_solve_context)
    context_data;
    MLN_VEC(mln_solve_left)
    left;
    mln_tuples entry_keys;
    MLN_VEC(mln_solve_entry)
    entries;
    MLN_VEC(mln_solve_way)
    ways;

    /* Keys of models. */
    MLN_VEC(mln_solve_list)
    lists;
    MLN_VEC(uint32_t)
    keys;
    MLN_VEC(mln_str)
    foreign_keys; /* texts that the facts do not have: numbers from MLN_KEY_FOREIGN on */

    MLN_VEC(mln_flow_hit)
    hits;
    MLN_VEC(mln_flow_step)
    steps;
    MLN_VEC(uint32_t)
    way; /* scratch: taints from the sink back */
    MLN_VEC(uint32_t)
    stack; /* scratch: entries to leave by */
};

#define MLN_KEY_FOREIGN 0xf0000000u

/* What is being followed. */
typedef struct {
    uint32_t taint;
    uint32_t value;
    uint32_t context;
    mln_path path;
    uint64_t bits;
} mln_solve_from;

/* ---- solve.c ---- */

/* Adds what is new of `bits` to a fact. `entry`: MLN_FLOW_NONE but for what leaves a function. */
void mln_solver_push(mln_solver *solver, const mln_solve_from *from, uint32_t value,
                     uint32_t context, mln_path path, uint64_t bits, mln_step_kind why,
                     uint32_t entry);

/* The path itself, or only its first key when `place` has many deep paths already: what is under
 * one key is one thing then. */
mln_path mln_solver_widen(mln_solver *solver, mln_tuple place, mln_path path);

/* Whether a path speaks of the value as a whole: of itself, or of elements of it. */
bool mln_solver_is_whole(const mln_solver *solver, mln_path path);

/* Whether a key is a number, or computed. */
bool mln_solver_is_element(const mln_solver *solver, uint32_t key);

/* The keys of list `path` - 1 of the api, as keys of the facts. */
const uint32_t *mln_solver_get_keys(mln_solver *solver, uint32_t path, uint32_t *count);

/* The context that a taint has at a value of another function: its own while that function stands
 * in the context's, else 0. */
uint32_t mln_solver_place(const mln_solver *solver, uint32_t context, uint32_t value);

/* ---- solve_graph.c ---- */

void mln_solver_build_graph(mln_solver *solver);
void mln_solver_release_graph(mln_solver *solver);

/* ---- solve_transfer.c ---- */

void mln_solver_transfer(mln_solver *solver, const mln_solve_from *from, mln_solve_use use);

/* ---- solve_call.c ---- */

/* A taint is operand `slot` of a call. */
void mln_solver_enter_call(mln_solver *solver, const mln_solve_from *from, uint32_t call,
                           uint32_t slot);

/* C: whether the call that an OUT comes from writes the whole of what the variable holds: a model's
 * flow goes there (`strcpy(1 -> 0)`), none comes from there (`strcat(0 -> 0)`), and the argument is
 * the variable and not a place in it (`buf + n`). */
bool mln_solver_is_overwritten(const mln_solver *solver, uint32_t out);

/* A taint is what a function returns, throws, or leaves behind in a parameter. */
void mln_solver_leave(mln_solver *solver, const mln_solve_from *from, mln_solve_use use);

/* ---- solve_way.c ---- */

/* The way of problem `bit` to a taint, as steps in solver->steps; returns the value it begins at.
 */
uint32_t mln_solver_trace(mln_solver *solver, uint32_t taint, uint64_t bit);

#endif
