/* api, private: paths as read, and the automaton as flow/resolve.c walks it. */
#ifndef MLN_FLOW_API_P_H
#define MLN_FLOW_API_P_H

#include "flow/api.h"

/* ---- a path, read ---- */

typedef enum {
    MLN_API_ROOT_NAME,      /* a type of the model, else an export of the package */
    MLN_API_ROOT_EXPORTS,   /* the package */
    MLN_API_ROOT_REFERENCE, /* pkg#type */
    MLN_API_ROOT_GLOBAL,
    MLN_API_ROOT_LOCAL, /* local.name: a function of the scanned code */
    MLN_API_ROOT_ANY,
    MLN_API_ROOT_TYPE, /* type.Name */
    MLN_API_ROOT_SHAPE,
    MLN_API_ROOT_CAUGHT
} mln_api_root;

typedef enum {
    MLN_API_STEP_MEMBER, /* one of `count` names */
    MLN_API_STEP_STAR,
    MLN_API_STEP_ELEMENT,
    MLN_API_STEP_CALL,
    MLN_API_STEP_ARG,      /* from … to; `to` MLN_API_ANY_PORT: all behind */
    MLN_API_STEP_LAST,     /* `from`th argument from the end, 1 is the last */
    MLN_API_STEP_RECEIVER, /* what a method is called on */
    MLN_API_STEP_PARAM,    /* `from`; `to`: of functions with so many, or MLN_API_ANY_PORT */
    MLN_API_STEP_RESULT,
    MLN_API_STEP_INSTANCE,
    MLN_API_STEP_DECORATED,
    MLN_API_STEP_THIS,
    MLN_API_STEP_NAMED /* of a shape: a parameter with one of `count` names */
} mln_api_step_kind;

#define MLN_API_STEPS_MAX 24u
#define MLN_API_NAMES_MAX 128u
#define MLN_API_KEYS_MAX 4u
#define MLN_API_NUMBER_MAX 255u
#define MLN_API_ALTERNATIVES_MAX 256u /* ways to choose in one path */

typedef struct {
    uint8_t kind;
    uint32_t first; /* of the path's names */
    uint32_t count;
    uint32_t from, to;
} mln_api_step;

typedef struct {
    uint32_t port, param;
    uint32_t to; /* the last argument meant; MLN_API_ANY_PORT: all behind `port` */
    uint8_t where;
    uint8_t key_count;
    mln_str keys[MLN_API_KEYS_MAX];
} mln_api_written_port;

/* Texts point into what was read. */
typedef struct {
    mln_api_root root;
    mln_str package;                 /* of REFERENCE */
    uint32_t first_root, root_count; /* of the names: of NAME, REFERENCE, GLOBAL, LOCAL, TYPE */
    mln_api_step steps[MLN_API_STEPS_MAX];
    uint32_t step_count;
    mln_str names[MLN_API_NAMES_MAX];
    uint32_t name_count;
    bool deep;     /* ends in `..` */
    bool is_flow;  /* ends in (FROM -> TO) */
    bool identity; /* `=>`: what goes in is what comes out */
    mln_api_written_port from, to;
} mln_api_written;

/* MLN_SYNTAX with a line in `error` and `*offset` in bytes. */
MLN_CHECK_RESULT mln_status mln_api_parse(mln_api_written *path, mln_str text, char *error,
                                          size_t error_size, uint32_t *offset);

/* ---- the automaton ---- */

/* Languages that have an automaton of their own. */
enum { MLN_API_ECMA, MLN_API_C, MLN_API_FAMILY_COUNT };

/* Words of the language itself: the first of the vocabulary. */
typedef enum {
    MLN_WORD_DEFAULT = 1,
    MLN_WORD_PROTOTYPE,
    MLN_WORD_CALL,
    MLN_WORD_APPLY,
    MLN_WORD_BIND,
    MLN_WORD_GLOBAL_THIS,
    MLN_WORD_GLOBAL,
    MLN_WORD_WINDOW,
    MLN_WORD_SELF,
    MLN_WORD_MODULE,
    MLN_WORD_EXPORTS,
    MLN_WORD_COUNT
} mln_api_word;

/* State 0 is none. An edge leads to a state, which stands for all states of its closure: itself and
 * the types that its values have. States that lead nowhere and say nothing are in no closure. */
typedef struct {
    uint32_t star, element, call, receiver, result, instance, decorated, this_value;
    uint32_t first_member, member_count; /* sorted by name */
    uint32_t first_arg, arg_count;
    uint32_t first_param, param_count;
    uint32_t first_role, role_count; /* of role_ids */
    uint32_t first_same, same_count;
    uint32_t first_closure, closure_count; /* of closures; ascending */
    bool is_module;                        /* `.default` of it is itself */
    bool travels; /* copies of a value in it say something: there are edges, or roles of callees */
} mln_api_state;

typedef struct {
    uint32_t name; /* of the vocabulary */
    uint32_t target;
} mln_api_member;

/* An argument or parameter: see mln_api_step_kind. */
typedef struct {
    uint8_t kind;
    uint32_t from, to;
    uint32_t target;
} mln_api_range;

/* What goes into a call at one port is what comes out at another. */
typedef struct {
    struct mln_api_port from, to;
    uint32_t last; /* the last argument that `from` speaks of */
} mln_api_same;

/* Values declared with a type. Sorted by name, then package. */
typedef struct {
    uint32_t name, package; /* of the vocabulary; package 0: none */
    uint32_t target;
} mln_api_annotation;

/* Parameter names: `count` groups of alternatives. */
typedef struct {
    uint32_t first_group, count;
    uint32_t target;
} mln_api_shape;

typedef struct {
    uint32_t first, count; /* of `alternatives` */
} mln_api_group;

typedef struct {
    uint32_t *modules; /* by name: the state of a package */
    uint32_t *globals;
    uint32_t *locals;
    uint32_t *any; /* by property name */
    uint32_t caught;
    MLN_VEC(mln_api_annotation)
    annotations;
    MLN_VEC(mln_api_shape)
    shapes;
} mln_api_family;

/* One clause of the test of a file: all groups are there, and so is the type. */
typedef struct {
    uint32_t first_group, group_count; /* of needs */
    uint32_t package;                  /* of the vocabulary, needed as a text; 0 for none */
    uint32_t type;                     /* that it begins with; 0 for none */
    uint32_t makes;                    /* the type it makes possible; 0: a set */
    uint8_t family;
    uint8_t kind;
    uint32_t set;
} mln_api_clause;

typedef struct {
    uint8_t root; /* mln_api_root */
    uint8_t family;
    uint32_t package;                /* of the vocabulary */
    uint32_t first_root, root_count; /* of `alternatives`; REFERENCE: of the type table */
    uint32_t first_step, step_count;
    uint32_t makes; /* of the type table: the type it is a path of; 0: roles */
    uint32_t first_role, role_count;
    uint32_t first_same, same_count;
} mln_api_path;

struct mln_api {
    bool frozen;
    mln_arena arena;
    mln_strtab names; /* the vocabulary */
    mln_strtab sets;
    mln_strtab types; /* family, package and name as one text */
    MLN_VEC(bool)
    type_is_made; /* by id in `types` */
    MLN_VEC(mln_api_path)
    paths;
    MLN_VEC(mln_api_step)
    steps;
    MLN_VEC(uint32_t)
    alternatives; /* names of the vocabulary: of steps and groups */
    MLN_VEC(mln_api_role)
    roles;
    MLN_VEC(mln_api_same)
    sames;
    MLN_VEC(const mln_str *)
    key_lists;
    /* From here on made by the freeze. */
    mln_api_state *states;
    uint32_t state_count;
    mln_api_member *members;
    mln_api_range *ranges;
    uint32_t *role_ids;
    uint32_t *same_ids;
    uint32_t *closures;
    mln_api_family families[MLN_API_FAMILY_COUNT];
    MLN_VEC(mln_api_group)
    groups; /* of shapes and clauses */
    MLN_VEC(mln_api_clause)
    clauses;
    uint32_t *watch_first; /* by name, then by type: clauses to look at when it is there */
    uint32_t *watches;
    MLN_VEC(uint32_t)
    free_clauses; /* that wait for nothing */
    MLN_VEC(uint32_t)
    unknown; /* types */
};

static inline int mln_api_get_family(mln_lang lang)
{
    return lang == MLN_LANG_C ? MLN_API_C : MLN_API_ECMA;
}

/* The state behind `.name`; 0 for none. Logarithmic. */
uint32_t mln_api_find_member(const mln_api *api, uint32_t state, uint32_t name);

/* The state of values declared as `name` of a package (0: of none). */
uint32_t mln_api_find_annotation(const mln_api *api, int family, uint32_t package, uint32_t name);

/* The number of a type that a model makes; 0 for none. Before the freeze only. */
uint32_t mln_api_find_type(mln_api *api, int family, uint32_t package, uint32_t name);

/* The part of the freeze that the test of files needs. */
void mln_api_make_clauses(mln_api *api);

/* `node:fs` is `fs`. */
mln_str mln_api_get_package_name(mln_str name);

#endif
