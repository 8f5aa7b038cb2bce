/* match: the solver's inside. Private to this room. */
#ifndef MLN_PATTERN_MATCH_P_H
#define MLN_PATTERN_MATCH_P_H

#include "pattern/match.h"

typedef enum {
    MLN_GOAL_NODE,  /* pattern node a against node b */
    MLN_GOAL_LIST,  /* pattern nodes a .. b against siblings c .. d, in order */
    MLN_GOAL_SET,   /* pattern members a .. b against members c .. d, in any order */
    MLN_GOAL_STMTS, /* pattern statements a .. b from node c on, up to d */
} mln_goal_op;

typedef struct mln_goal {
    const struct mln_goal *next;
    uint8_t op;
    uint8_t flags;
    uint32_t a;
    uint32_t b;
    uint32_t c;
    uint32_t d;
    uint32_t e; /* SET: goal's list of taken members; STMTS: last matched node plus one */
} mln_goal;

enum {
    MLN_GOAL_ROOT = 1, /* STMTS: of the whole pattern: its end is the match's */
    MLN_GOAL_OPEN = 4, /* more may follow */
    MLN_GOAL_EXACT = 8 /* SET: no extra members */
};

/* Nodes, in order. */
typedef struct {
    const uint32_t *nodes;
    uint32_t count;
} mln_places;

#define MLN_STEP_PLACES_MAX 3u

/* A statement of a sequence in the file at hand. */
typedef struct {
    const mln_pattern_step *step;
    mln_places places[2 * MLN_STEP_PLACES_MAX]; /* what it matches holds a node of each */
    uint32_t place_count;                       /* those by its literals */
    uint32_t held_count;                        /* .. and those by what is bound at the moment */
    /* The last look for it and what follows that found nothing: from a node on to the end of a
     * list, which is the children of `failed_list`, with these bindings. */
    bool failed;
    uint32_t failed_from, failed_list;
    mln_bound *failed_bounds;
} mln_sequence_step;

typedef struct mln_matcher {
    mln_subject *subject;
    mln_tree *tree;
    mln_names *names;
    const mln_pattern *pattern;
    const mln_tree *ptree;
    mln_bound *bounds;
    MLN_VEC(uint16_t)
    trail;
    mln_arena *arena;   /* goals: given back after each root */
    mln_arena *results; /* matches */
    mln_matches *out;
    const mln_span *around; /* only matches around one of these are asked for */
    uint32_t around_count;  /* 0: all */
    mln_span span;          /* of the match being tried, and its other ends */
    const uint32_t *ends;
    uint32_t end_count;
    uint32_t root; /* node being tried */
    uint64_t steps;
    uint64_t budget;
    uint32_t depth;
    mln_sequence_step *sequence; /* of a sequence: its steps */
} mln_matcher;

/* The range of a match whose root is node `n`, as the language has it: declarations and imports of
 * JavaScript end before their `;`, an arrow's expression body as a statement begins at the `=>`, a
 * preprocessor line ends before its line end, a definition by a named function pattern begins with
 * the key that it is the value of, and a pattern without a body gives the head alone. */
mln_span mln_match_get_span(const mln_matcher *m, mln_node n);

/* In the place of a match's span: it is that of its root. */
#define MLN_MATCH_SPAN_DUE ((mln_span){UINT32_MAX, UINT32_MAX})

/* Whether a match with this span is asked for. */
bool mln_match_is_around(const mln_matcher *m, mln_span span);

/* What `export default $X` binds: of what has a name the name, its definition stands for itself. */
mln_node mln_match_get_exported(const mln_tree *tree, mln_node export);

/* No way on. A pointer that is no goal; NULL is "nothing left to do". */
extern const mln_goal mln_goal_fail;
#define FAIL (&mln_goal_fail)

const mln_goal *mln_goal_new(mln_matcher *m, mln_goal_op op, uint32_t a, uint32_t b,
                             const mln_goal *next);
#define GOAL_NODE(m, p, t, next) mln_goal_new(m, MLN_GOAL_NODE, (p).id, (t).id, next)

/* Tries one way: solves, then undoes what it bound. */
void mln_solve_way(mln_matcher *m, const mln_goal *goal);

bool mln_match_bind(mln_matcher *m, uint16_t variable, mln_bound bound);
bool mln_match_bind_node(mln_matcher *m, uint16_t variable, mln_node n);

static inline const mln_pattern_node *mln_match_pnode(const mln_matcher *m, mln_node p)
{
    return &m->pattern->nodes[p.id];
}
static inline mln_meta mln_match_meta(const mln_matcher *m, mln_node p)
{
    return (mln_meta)m->pattern->nodes[p.id].meta;
}
static inline mln_kind mln_match_pkind(const mln_matcher *m, mln_node p)
{
    return mln_tree_kind(m->ptree, p);
}
static inline bool mln_match_is_none(const mln_tree *tree, mln_node n)
{
    return tree->kind[n.id] == MLN_KIND_NONE;
}
static inline mln_node mln_match_pchild(const mln_matcher *m, mln_node p, uint32_t i)
{
    return mln_tree_child(m->ptree, p, i);
}
static inline mln_node mln_match_child(const mln_matcher *m, mln_node t, uint32_t i)
{
    return mln_tree_child(m->tree, t, i);
}

/* Whether a node's symbol is the pattern's literal. */
bool mln_match_literal(const mln_matcher *m, mln_node p, mln_node t);
bool mln_match_sym(const mln_matcher *m, mln_node p, mln_sym sym);

/* Whether it can be told at a glance that a node of the pattern, an expression, does not match one
 * of the code; see match_refuse.c. */
bool mln_match_refuses(const mln_matcher *m, mln_node p, mln_node t);

/* The same of two statements. */
bool mln_match_refuses_stmt(const mln_matcher *m, mln_node p, mln_node t);

/* A string as it stands between its quotes, escapes and all. False when the node is not one
 * literal: then only its value is known. */
bool mln_match_get_spelling(const mln_tree *tree, mln_node t, mln_str *text);

/* The dispatcher and its cases; each gives what is left to do, or FAIL. */
const mln_goal *mln_match_node(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_expr(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_stmt(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_function(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_class(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_switch(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_case(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_import(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_member(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_call(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_decorators(mln_matcher *m, mln_node p, mln_node t, uint32_t fixed,
                                     const mln_goal *next);
const mln_goal *mln_match_param(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_declarator(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_assign(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_string(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_constant(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_template(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_typed(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_deep(mln_matcher *m, mln_node e, uint32_t from, uint32_t to,
                               const mln_goal *next);
/* An expression anywhere a statement pattern looks for it in the statement `t`. */
const mln_goal *mln_match_expr_stmt(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
const mln_goal *mln_match_list(mln_matcher *m, const mln_goal *goal);
const mln_goal *mln_match_set(mln_matcher *m, const mln_goal *goal);

/* Tries the pattern, a sequence, at every suffix of every list of statements. */
void mln_match_sequence(mln_matcher *m);

/* The step of the pattern that is the statement `p`; NULL when the pattern is no sequence or `p` is
 * none of its own. */
mln_sequence_step *mln_sequence_find(const mln_matcher *m, uint32_t p);

/* Before a look for the step: notes the names that its statement holds by what is bound now. */
void mln_sequence_begin(mln_matcher *m, mln_sequence_step *step);

/* A walk over the code in order: which of each of the places comes next. */
typedef struct {
    uint32_t next[2 * MLN_STEP_PLACES_MAX];
} mln_sequence_walk;

mln_sequence_walk mln_sequence_walk_from(const mln_sequence_step *step, uint32_t first);

/* Whether the code of node `n` lacks what the step needs. Nodes are asked about in order. */
bool mln_sequence_lacks(const mln_matcher *m, const mln_sequence_step *step,
                        mln_sequence_walk *walk, uint32_t n);

/* Before which node the step must begin so that the steps behind it find what they need before
 * `end`. */
uint32_t mln_sequence_get_limit(const mln_matcher *m, const mln_sequence_step *step, uint32_t end);

/* Whether it is known that looking for the step, and what follows, from `from` on to the end of the
 * list that the root stands in finds nothing with what is bound now; and to note that it is so. */
bool mln_sequence_is_known(const mln_matcher *m, const mln_sequence_step *step, uint32_t from);
void mln_sequence_note(const mln_matcher *m, mln_sequence_step *step, uint32_t from);
const mln_goal *mln_match_stmts(mln_matcher *m, const mln_goal *goal);

/* All children of both in order, nothing lenient. */
const mln_goal *mln_match_children(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
/* Absent in the pattern: anything. */
const mln_goal *mln_match_lenient(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);
/* Absent in the pattern: absent in the code. */
const mln_goal *mln_match_strict(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);

const mln_goal *mln_goal_list(mln_matcher *m, uint32_t p, uint32_t p_end, uint32_t t,
                              uint32_t t_end, const mln_goal *next);
const mln_goal *mln_goal_set(mln_matcher *m, uint32_t p, uint32_t p_end, uint32_t t, uint32_t t_end,
                             bool exact, const mln_goal *next);
const mln_goal *mln_goal_block(mln_matcher *m, mln_node p, mln_node t, const mln_goal *next);

/* Kinds that are nothing but a name. */
static inline bool mln_match_is_name(mln_kind kind)
{
    return kind == MLN_KIND_IDENT || kind == MLN_KIND_PROPERTY_NAME || kind == MLN_KIND_LABEL ||
           kind == MLN_KIND_TYPE_NAME;
}

#endif
