/* resolve: what values are: which library thing, which function, class or object of the file.
 *
 * States travel forward along copies, phis, captures, cells, loads of what was stored, parameters
 * of known functions and their results, to a fixpoint. A value has a bounded set of them; on
 * overflow it is unknown, and that is counted.
 *
 *   API state   a state of the automaton (flow/api.h): `express()` …
 *   function    a CLOSURE that may be this value
 *   class, instance, object   a CLASS, what `new` of it gives, an OBJECT or ARRAY literal; an
 * object may also be `exports` or `module` (a GLOBAL), what a constructor function makes (its
 * CLOSURE), or the list a call gives (the CALL)
 *
 * Objects keep what is stored under each key, in no order of time (field-sensitive, not
 * flow-sensitive); what is stored under a computed key is under all. A function called from several
 * places is looked at once, with what all of them give it.
 *
 * Beside what a value is, there is what a library does with it: the argument of a modelled call, a
 * function that is handed to it, a property of an object that is. This does not travel with the
 * value; it leads to the parameters and results of functions.
 */
#ifndef MLN_FLOW_RESOLVE_H
#define MLN_FLOW_RESOLVE_H

#include "base/arena.h"
#include "flow/api.h"
#include "flow/facts.h"

typedef enum {
    MLN_STATE_API,      /* index: automaton state */
    MLN_STATE_FUNCTION, /* index: function */
    MLN_STATE_CLASS,
    MLN_STATE_INSTANCE, /* index: class */
    MLN_STATE_OBJECT    /* index: the value that makes it */
} mln_state_kind;

typedef struct {
    mln_state_kind kind;
    uint32_t index;
} mln_state;

/* A call and a function of the file that it may call; `f.call(…)` and `f.apply(…)` call f. */
typedef struct {
    uint32_t call;
    uint32_t function;
} mln_call_target;

/* A role of a model that falls on a value. SOURCE and SANITIZER fall where the value comes into
 * being (a LOAD, a call's result, a PARAM, an OUT …), not on its copies; where the path ends in an
 * argument, on the OUT of the call. SINK and GUARD fall on the argument; a SINK also on a value
 * that is stored into a property, or that a function returns. */
typedef struct {
    uint32_t value; /* SOURCE, SANITIZER, SINK, GUARD: the value itself (an argument occurrence, an
                       OUT, a call's result, a PARAM …); FLOW, CALL: the CALL value */
    uint32_t call;  /* the CALL when it came by an argument or as a result; MLN_FLOW_NONE */
    const mln_api_role *role;
    uint32_t key; /* SOURCE, of C: symbol; what comes into being is this field of `value`, a struct
                     that may be handed on before anybody reads the field. 0: the value itself */
} mln_role_hit;

typedef struct {
    const mln_facts *facts;
    const mln_api *api;
    const mln_state *states; /* of value v: states[first_state[v] … first_state[v + 1]) */
    const uint32_t *first_state;
    const mln_call_target *targets; /* sorted by call, then function */
    uint32_t target_count;
    const mln_role_hit *roles; /* sorted by value, then role */
    uint32_t role_count;
    const mln_str *const
        *key_lists; /* of the api: paths of sinks and ports, ended by an empty text */
    uint32_t overflows;
} mln_resolution;

typedef struct mln_resolver mln_resolver;

/* One a thread; of a frozen api. */
mln_resolver *mln_resolver_new(const mln_api *api);
void mln_resolver_free(mln_resolver *resolver);

/* Looks at one file. The arrays of the resolution lie in `arena`. */
void mln_resolver_run(mln_resolver *resolver, const mln_facts *facts, mln_arena *arena,
                      mln_resolution *resolution);

/* The roles that fall on a value: resolution->roles[*first] up to the one that is returned.
 * Logarithmic. */
uint32_t mln_resolution_find_roles(const mln_resolution *resolution, uint32_t value,
                                   uint32_t *first);

/* The functions that a call may call: likewise of resolution->targets. */
uint32_t mln_resolution_find_targets(const mln_resolution *resolution, uint32_t call,
                                     uint32_t *first);

#endif
