/* resolve, private: nodes with sets of states, and what passes states on.
 *
 * A node is a value of the facts, a property of an object, the instances of a class, or a place
 * between two others. When a state is added to a node, it is put on the worklist once; then it goes
 * along the node's operands-of edges (for values) and along its links.
 */
#ifndef MLN_FLOW_RESOLVE_P_H
#define MLN_FLOW_RESOLVE_P_H

#include "flow/api_p.h"
#include "flow/resolve.h"

/* Most states of a node: API states; functions, classes and instances; objects. A node that would
 * get more keeps none of them, and neither do its copies (objects: these keep what they have). What
 * has been read from it or called by then stays. */
#define MLN_RESOLVE_APIS_MAX 12u
#define MLN_RESOLVE_FUNCTIONS_MAX 8u
#define MLN_RESOLVE_OBJECTS_MAX 8u
#define MLN_RESOLVE_USES_MAX 12u

/* A state in one word. `origin`: it begins here, and is not a copy from elsewhere. */
#define MLN_RESOLVE_ORIGIN 0x10000000u
#define MLN_RESOLVE_INDEX_MASK 0x0fffffffu

/* The index of a state that says: too many of this kind. */
#define MLN_RESOLVE_TOO_MANY MLN_RESOLVE_INDEX_MASK

static inline uint32_t mln_resolve_pack(mln_state_kind kind, uint32_t index)
{
    return (uint32_t)kind << 29 | (index & MLN_RESOLVE_INDEX_MASK);
}

static inline mln_state_kind mln_resolve_kind(uint32_t state)
{
    return (mln_state_kind)(state >> 29);
}

static inline uint32_t mln_resolve_index(uint32_t state)
{
    return state & MLN_RESOLVE_INDEX_MASK;
}

/* Groups of states that are bounded each for itself. */
enum { MLN_RESOLVE_APIS, MLN_RESOLVE_FUNCTIONS, MLN_RESOLVE_OBJECTS, MLN_RESOLVE_GROUPS };

static inline int mln_resolve_group(uint32_t state)
{
    mln_state_kind kind = mln_resolve_kind(state);
    return kind == MLN_STATE_API      ? MLN_RESOLVE_APIS
           : kind == MLN_STATE_OBJECT ? MLN_RESOLVE_OBJECTS
                                      : MLN_RESOLVE_FUNCTIONS;
}

/* Keys of property nodes that are no symbols; MLN_FLOW_ELEMENT: stored under a computed key. */
#define MLN_RESOLVE_ALL 0xfffffff0u       /* all properties of the object */
#define MLN_RESOLVE_INSTANCES 0xfffffff1u /* what the instances of a class are to libraries */
#define MLN_RESOLVE_BETWEEN 0xfffffff2u   /* no property */

typedef struct {
    uint32_t states; /* index + 1 of a chunk */
    uint32_t links;
    uint32_t uses;
    uint8_t counts[MLN_RESOLVE_GROUPS]; /* of states; MLN_RESOLVE_FULL: too many */
    uint8_t use_count;
    bool merges; /* of an object's ALL: states of all properties come together here */
} mln_resolve_node;

#define MLN_RESOLVE_FULL 0xffu

/* States of a node; 0 is none. */
#define MLN_RESOLVE_CHUNK 7u
typedef struct {
    uint32_t states[MLN_RESOLVE_CHUNK];
    uint32_t next;
} mln_resolve_chunk;

/* What to do with each state of a node. */
typedef enum {
    MLN_LINK_EDGE,      /* a: the node it goes to */
    MLN_LINK_LOAD,      /* a: node, b: key */
    MLN_LINK_STORE,     /* a: node that is stored, b: key */
    MLN_LINK_FIELD,     /* of a class: a: node, b: key, c: depth */
    MLN_LINK_EXTENDS,   /* a: class */
    MLN_LINK_CONSTRUCT, /* of a class: a: call, c: depth */
    MLN_LINK_DECORATE,  /* a: decoration */
    MLN_LINK_PARAM,     /* of a function: a: node that is handed to it, b: parameter */
    MLN_LINK_RESULT,    /* of a function: a: node its result goes to */
    MLN_LINK_SPREAD     /* of an array: a: state each element is used as, b: call */
} mln_link_kind;

typedef struct {
    mln_link_kind kind;
    uint32_t a, b, c;
    uint32_t next;
} mln_resolve_link;

/* What a library does with the value: an automaton state of what it is given. */
typedef struct {
    uint32_t state;
    uint32_t call;
    uint32_t next;
} mln_resolve_use;

/* Of a node that is no value. */
typedef struct {
    uint32_t owner; /* the object, as a state */
    uint32_t key;
    uint32_t next;  /* the object's next property, as node; 0 for none */
    uint32_t first; /* of ALL */
} mln_resolve_property;

typedef struct {
    uint32_t node;
    uint32_t state; /* or, with `is_use`, the index of a use that is new */
    bool is_use;
} mln_resolve_work;

struct mln_resolver {
    const mln_api *api;
    const mln_facts *facts;
    int family;
    uint32_t overflows;
    MLN_VEC(mln_resolve_node)
    nodes; /* values first */
    MLN_VEC(mln_resolve_chunk)
    chunks;
    MLN_VEC(mln_resolve_link)
    links;
    MLN_VEC(mln_resolve_use)
    uses;
    MLN_VEC(mln_resolve_property)
    properties;      /* of node value_count + i */
    uint32_t *slots; /* node of a property + 1; open addressing */
    uint32_t slot_count;
    uint32_t slots_used;
    MLN_VEC(mln_resolve_work)
    work;
    MLN_VEC(uint32_t)
    first_user; /* by value: of its users, value_count + 1 */
    MLN_VEC(uint32_t)
    users; /* operand indices */
    MLN_VEC(uint32_t)
    user_of; /* by operand: the value it is an operand of */
    MLN_VEC(uint32_t)
    name_of; /* by symbol: of the api's vocabulary; 0 for none */
    MLN_VEC(uint32_t)
    sym_of; /* by name: the file's symbol; 0 for none */
    MLN_VEC(uint32_t)
    class_of; /* by symbol: index + 1 of a class so named */
    MLN_VEC(uint32_t)
    constructors; /* by class: index + 1 of the function */
    MLN_VEC(uint32_t)
    instances; /* by class: node */
    MLN_VEC(mln_call_target)
    targets;
    MLN_VEC(mln_role_hit)
    hits;
};

/* ---- nodes ---- */

/* Forgets the file before and makes a node for each value. */
void mln_resolver_begin(mln_resolver *r, const mln_facts *facts);

/* Gives nodes what is known of them from the beginning; resolve_known.c. */
void mln_resolver_add_known(mln_resolver *r);

void mln_resolver_add_state(mln_resolver *r, uint32_t node, uint32_t state);

/* All states that `target` of the automaton stands for, as their origin. */
void mln_resolver_add_api(mln_resolver *r, uint32_t node, uint32_t target);

void mln_resolver_add_link(mln_resolver *r, uint32_t node, mln_resolve_link link);

static inline void mln_resolver_add_edge(mln_resolver *r, uint32_t from, uint32_t to)
{
    mln_resolver_add_link(r, from, (mln_resolve_link){.kind = MLN_LINK_EDGE, .a = to});
}

/* A library uses the node's value as `target`; `call` or MLN_FLOW_NONE. */
void mln_resolver_add_use(mln_resolver *r, uint32_t node, uint32_t target, uint32_t call);

/* The node of an object's property, made if new. */
uint32_t mln_resolver_get_property(mln_resolver *r, uint32_t owner, uint32_t key);

/* A node between others. */
uint32_t mln_resolver_add_between(mln_resolver *r, uint32_t owner, uint32_t key);

/* The ALL of an object with the states of all its properties. */
uint32_t mln_resolver_merge(mln_resolver *r, uint32_t owner);

static inline const mln_resolve_property *mln_resolver_get_owner(const mln_resolver *r,
                                                                 uint32_t node)
{
    uint32_t count = r->facts->value_count;
    return node < count ? NULL : &r->properties.data[node - count];
}

/* A walk over the states of a node, which may get more meanwhile. */
typedef struct {
    uint32_t chunk; /* index + 1 */
    uint32_t slot;
} mln_resolve_walk;

static inline mln_resolve_walk mln_resolver_walk(const mln_resolver *r, uint32_t node)
{
    return (mln_resolve_walk){r->nodes.data[node].states, 0};
}

/* The next state, with its mark of origin; 0 at the end. */
static inline uint32_t mln_resolve_next(const mln_resolver *r, mln_resolve_walk *walk)
{
    while (walk->chunk) {
        const mln_resolve_chunk *chunk = &r->chunks.data[walk->chunk - 1];
        while (walk->slot < MLN_RESOLVE_CHUNK)
            if (chunk->states[walk->slot++])
                return chunk->states[walk->slot - 1];
        *walk = (mln_resolve_walk){chunk->next, 0};
    }
    return 0;
}

/* ---- what states do ---- */

/* Reads a property of something in `state` into a node. */
void mln_resolver_load(mln_resolver *r, uint32_t node, uint32_t key, uint32_t state);

/* A field or method of a class or of those it extends. */
void mln_resolver_load_field(mln_resolver *r, uint32_t node, uint32_t class_id, uint32_t key,
                             uint32_t depth);

/* A call whose callee is in `state`. */
void mln_resolver_call(mln_resolver *r, uint32_t call, uint32_t state);

/* `f.call(…)`, `f.apply(…)`, `f.bind(…)` with `f` in `state`. */
void mln_resolver_call_method(mln_resolver *r, uint32_t call, mln_api_word word, uint32_t state);

/* Runs the constructor of a class, or of the one it extends. */
void mln_resolver_construct(mln_resolver *r, uint32_t call, uint32_t class_id, uint32_t depth);

/* What a use means for a value in `state`. */
void mln_resolver_apply_use(mln_resolver *r, const mln_resolve_use *use, uint32_t state);

/* Methods of a class that a library calls: members of `api_state`. */
void mln_resolver_use_methods(mln_resolver *r, uint32_t class_id, uint32_t api_state);

/* What a decorator in `state` does with what it stands on. */
void mln_resolver_decorate(mln_resolver *r, uint32_t decoration, uint32_t state);

/* ---- what comes out ---- */

void mln_resolver_find_roles(mln_resolver *r);

static inline uint32_t mln_resolver_get_name(const mln_resolver *r, uint32_t key)
{
    return key < r->name_of.len ? r->name_of.data[key] : 0;
}

static inline bool mln_resolver_is_object(uint32_t state)
{
    return mln_resolve_kind(state) != MLN_STATE_API;
}

#endif
