/* guard: what a condition proves of a value on the way of a branch that a REFINE stands on.
 *
 * Proven clean is a value that
 *
 *   - equals a constant (a case of a switch is such a comparison)
 *   - is in a list of constants: `LIST.includes(x)`, `indexOf`, `SET.has(x)`, `MAP[x]`,
 *     `x in OBJECT`, `hasOwnProperty`
 *   - matches a regular expression that says what the whole text may be (flow/anchored.h), or
 *     one that another file of the project offers under a name
 *   - is a number or boolean by `typeof`, `Number.isInteger` and the like, `!isNaN`; in JavaScript
 *     also by being less or greater than a number, which no other text is; in C by being less
 *     than one
 *   - is the argument that a model's guard speaks of (MLN_API_GUARD), for the problems that its set
 *     counts for
 *   - passes a function of this file that returns one of these
 *
 * `typeof x === 'string'` proves a text, `x.startsWith('https://example.com/')` where it leads.
 * That something is truthy proves nothing. A guard speaks of the value it tests and no other: equal
 * are values that are the same but for copies, and the same constant properties of such.
 *
 * What the language itself offers (`includes`, `test` …) is a table in guard.c: an API path cannot
 * say "a receiver that is a constant list" or "an anchored expression". Everything else is models'
 * matter.
 */
#ifndef MLN_FLOW_GUARD_H
#define MLN_FLOW_GUARD_H

#include "base/vec.h"
#include "flow/facts.h"
#include "flow/resolve.h"

typedef enum {
    MLN_PROOF_NOTHING,
    MLN_PROOF_TEXT,   /* a text, or a number: no object */
    MLN_PROOF_PREFIX, /* a text that begins with one that says where it leads (flow/prefix.h) */
    MLN_PROOF_CLEAN
} mln_proof;

/* A set of models' guards, and the problems it counts for. */
typedef struct {
    uint32_t set; /* of the api's */
    uint64_t problems;
} mln_guard_use;

/* All-zero memory is ready. */
typedef struct {
    const mln_resolution *resolution;
    const mln_guard_use *uses;
    uint32_t use_count;
    MLN_VEC(uint8_t)
    known; /* by value: the proof with all models' guards and, times four, without any; + 1, or 0 */
} mln_guards;

/* The facts that are asked about; forgets those before. `uses` NULL: every set counts for all. */
void mln_guards_begin(mln_guards *guards, const mln_resolution *resolution,
                      const mln_guard_use *uses, uint32_t use_count);
void mln_guards_release(mln_guards *guards);

/* For which of the problems the branch proves `least` or more of the value that `refine` (a REFINE)
 * is made of. */
uint64_t mln_guards_prove(mln_guards *guards, uint32_t refine, uint64_t problems, mln_proof least);

#endif
