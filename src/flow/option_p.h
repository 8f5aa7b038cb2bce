/* option, private: looking a place up. */
#ifndef MLN_FLOW_OPTION_P_H
#define MLN_FLOW_OPTION_P_H

#include "flow/option.h"

typedef enum {
    MLN_DEFINED_UNKNOWN,
    MLN_DEFINED_ABSENT, /* certainly nothing there */
    MLN_DEFINED_CONSTANT,
    MLN_DEFINED_NAME, /* that nothing declares */
    MLN_DEFINED_REGEX,
    MLN_DEFINED_FUNCTION,
    MLN_DEFINED_CALL,  /* what a call gives that is not looked into */
    MLN_DEFINED_OBJECT /* an object, array or class instance */
} mln_defined_kind;

/* One of the values that can be at a place. */
typedef struct {
    mln_defined_kind kind;
    uint32_t value;      /* that defines it */
    uint32_t context;    /* in which it does */
    uint32_t item;       /* how it was come to; MLN_FLOW_NONE: not at all */
    mln_literal literal; /* of CONSTANT, NAME and REGEX */
    bool outside;        /* UNKNOWN: what it would be a property of is not known */
} mln_definition;

/* A value still to be looked at; the keys of a path are a list, 0 is its end. */
typedef struct {
    uint32_t value;
    uint32_t path;
    uint32_t context;
    uint32_t parent; /* item it was come to from; MLN_FLOW_NONE */
    bool reached; /* the place itself was come to; what is looked up since is what stands there */
} mln_lookup_item;

typedef struct {
    uint32_t key;
    uint32_t rest;
} mln_lookup_key;

/* The call by which a function was entered; 0 is none. */
typedef struct {
    uint32_t call;
    uint32_t parent;
    uint32_t depth;
} mln_lookup_context;

/* One lookup after the other, for the alternatives of one call; all-zero memory is ready. */
typedef struct {
    const mln_resolution *resolution;
    mln_arena *arena; /* takes texts that are put together */
    MLN_VEC(mln_lookup_item)
    items;
    MLN_VEC(mln_lookup_key)
    keys;
    MLN_VEC(mln_lookup_context)
    contexts;
    MLN_VEC(mln_definition)
    found;               /* of the lookup that ran last */
    uint32_t first_item; /* of it */
    uint32_t budget;     /* items that the file may still have */
    bool cut;            /* it ended at a bound */
    bool spent;          /* one of the file's did */
} mln_lookup;

void mln_lookup_release(mln_lookup *lookup);

/* Ready for another call. */
void mln_lookup_begin(mln_lookup *lookup, const mln_resolution *resolution, mln_arena *arena);

/* Looks up `keys` (symbols) of a value; `found` gets what can be there, unknown values included,
 * without repetitions. `whole`: objects and what is made of them are not looked into: their
 * definitions are the values to look up more in. `parent`: an item this is the continuation of. */
void mln_lookup_run(mln_lookup *lookup, uint32_t value, uint32_t context, const uint32_t *keys,
                    uint32_t key_count, bool whole, uint32_t parent);

/* The way from a definition to where the lookup began, as steps; `call` ends it. In `arena`. */
const mln_flow_step *mln_lookup_get_way(const mln_lookup *lookup, const mln_definition *definition,
                                        uint32_t call, mln_arena *arena, uint32_t *count);

/* The item of the argument that a caller gave, when the way to `item` leads through a parameter;
 * MLN_FLOW_NONE otherwise. */
uint32_t mln_lookup_get_caller(const mln_lookup *lookup, uint32_t item);

/* Argument `index` of a call; MLN_FLOW_NONE when it is not given, and `*unknown` when that cannot
 * be said. */
uint32_t mln_lookup_get_argument(const mln_facts *facts, uint32_t call, uint32_t index,
                                 bool *unknown);

/* Whether a function (a CLOSURE) answers, and nothing but constants of the set: all that it
 * returns, or all that it hands to its callback. False when that cannot be said. */
bool mln_option_gives_only(const mln_facts *facts, uint32_t closure, const mln_literals *set,
                           mln_regex_matcher *matcher);

/* What one file says about where calls of one rule may stand; made at the first of them. */
typedef struct {
    bool known;
    bool fits;             /* what the file has and has not */
    const uint8_t *inside; /* of each function: whether it is one of `within`; NULL: all */
} mln_option_scope;

void mln_option_scope_make(mln_option_scope *scope, const mln_option_rule *rule,
                           const mln_resolution *resolution, mln_regex_matcher *matcher,
                           mln_arena *arena);

static inline bool mln_option_scope_holds(const mln_option_scope *scope, const mln_facts *facts,
                                          uint32_t call)
{
    return scope->fits && (!scope->inside || scope->inside[facts->func[call]]);
}

/* The constant that an expression of constants is: texts put together, arithmetic, signs. False
 * when it is none. Texts lie in `arena`. */
bool mln_fold_constant(const mln_facts *facts, uint32_t value, mln_arena *arena,
                       mln_literal *literal);

/* Whether an object certainly has, or certainly has not, a key. */
typedef enum { MLN_HAS_NOT, MLN_HAS, MLN_MAY_HAVE } mln_has_key;
mln_has_key mln_facts_find_key(const mln_facts *facts, uint32_t value, uint32_t key);

#endif
