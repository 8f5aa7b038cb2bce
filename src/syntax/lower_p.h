/* lower: from a grammar's concrete nodes to the one tree. Private to this room.
 *
 * An adapter (lang_ecma.c, lang_c.c) is a table: a row a grammar symbol, saying which kind it
 * becomes and where the children of the layout come from. Where a table cannot say it, the row has
 * a function. Nothing recurses: work waits on one stack, and since nodes are added in preorder with
 * their parent known, ends and hashes are filled in by a later pass.
 */
#ifndef MLN_SYNTAX_LOWER_P_H
#define MLN_SYNTAX_LOWER_P_H

#include "base/buf.h"
#include "syntax/cst.h"
#include "syntax/tree.h"

#define MLN_NO_CST UINT32_MAX

/* Fields that adapters ask for, by the grammars' names. */
/* clang-format off */
#define MLN_FIELD_LIST(F)                                                                         \
    F(alias) F(alternative) F(argument) F(arguments) F(assembly_code) F(attribute) F(body)        \
    F(close_tag) F(condition) F(consequence) F(constructor) F(declaration) F(declarator)          \
    F(decorator) F(designator) F(directive) F(field) F(finalizer) F(flags) F(function)            \
    F(handler) F(increment) F(index) F(initializer) F(key) F(kind) F(label) F(left) F(member)     \
    F(module) F(name) F(object) F(open_tag) F(operator) F(optional_chain) F(parameter)            \
    F(parameters) F(path) F(pattern) F(property) F(return_type) F(right) F(size) F(source)        \
    F(type) F(type_arguments) F(type_parameters) F(update) F(value) F(constraint) F(filter)
/* clang-format on */

typedef enum {
    MLN_FIELD_none,
#define F(name) MLN_FIELD_##name,
    MLN_FIELD_LIST(F)
#undef F
        MLN_FIELD_COUNT
} mln_field;

/* Anonymous tokens that adapters ask for. */
/* clang-format off */
#define MLN_TOKEN_LIST(T)                                                                         \
    T(ASYNC, "async") T(STATIC, "static") T(GET, "get") T(SET, "set") T(STAR, "*")                \
    T(DOTS, "...") T(QUESTION, "?") T(OPTIONAL, "?.") T(OF, "of") T(IN, "in") T(CONST, "const")   \
    T(LET, "let") T(VAR, "var") T(USING, "using") T(AWAIT, "await") T(DEFAULT, "default")         \
    T(ASSIGN, "=") T(TYPE, "type") T(READONLY, "readonly") T(AS, "as") T(ARROW, "->")             \
    T(IMPORT, "import") T(NEW, "new") T(UNION, "union") T(UNSIGNED, "unsigned")                   \
    T(SIGNED, "signed") T(LONG, "long") T(SHORT, "short") T(COMMA, ",")                           \
    T(PUBLIC, "public") T(PRIVATE, "private") T(PROTECTED, "protected")
/* clang-format on */

typedef enum {
    MLN_TOKEN_NONE,
#define T(name, text) MLN_TOKEN_##name,
    MLN_TOKEN_LIST(T)
#undef T
        MLN_TOKEN_COUNT
} mln_token;

typedef enum {
    MLN_ACT_LOWER,  /* a concrete node by its row */
    MLN_ACT_NONE,   /* a placeholder */
    MLN_ACT_BODY,   /* a statement that must become a block */
    MLN_ACT_CUSTOM, /* `call` of the item */
    MLN_ACT_THROUGH /* a concrete node by its row, with the item's span */
} mln_act;

struct mln_lower;
struct mln_todo;
typedef void mln_lower_call(struct mln_lower *lower, const struct mln_todo *item);

typedef struct mln_todo {
    uint8_t act;
    uint8_t role;
    uint16_t flags; /* wanted in addition */
    uint32_t cst;
    uint32_t parent;
    uint32_t aux; /* the row's or call's own; 0 by default */
    mln_lower_call *call;
    mln_span span; /* of the concrete node, widened by parentheses; set before a row sees it */
} mln_todo;

/* One row of an adapter. `layout`: words `field:role`, `*:role` (all other named children),
 * `1:role` (the first such), `_` (none). Roles: e expression, s statement, b body, t type, k key, n
 * binding, m member, p part. `call` overrides the layout. A kind of NONE with a layout of one word
 * is transparent: the child takes the node's place and span. */
typedef struct {
    const char *symbol;
    mln_kind kind;
    uint16_t flags;
    const char *layout;
    mln_lower_call *call;
} mln_row;

typedef struct {
    uint8_t source; /* 0 placeholder, 1 field, 2 first other, 3 all other */
    uint8_t field;
    uint8_t act;
    uint8_t role;
} mln_slot;

#define MLN_SLOTS_MAX 6

typedef struct {
    const mln_row *row;
    uint32_t name; /* index of the symbol's name, for OTHER */
    mln_slot slots[MLN_SLOTS_MAX];
    uint8_t slot_count;
} mln_symbol_info;

typedef struct {
    mln_lang lang;
    const struct TSLanguage *language;
    uint32_t symbol_count;
    mln_symbol_info *symbols;
    uint8_t *fates;
    uint8_t *tokens;
    uint8_t *ops;
    uint8_t fields[MLN_FIELD_COUNT]; /* the grammar's id */
    const char *const *blanks; /* words that are blanks to the grammar, NULL at the end; or NULL */
} mln_grammar;

typedef struct mln_lower {
    const mln_grammar *grammar;
    const mln_cst *cst;
    mln_tree *tree;
    MLN_VEC(mln_todo)
    todo;
    mln_buf text; /* decoded strings */
    MLN_VEC(uint32_t)
    chains; /* C: declarators from the outermost in; see lang_c.c */
} mln_lower;

/* Fills a grammar from its rows; comments and punctuation as named. Called once a process. */
void mln_grammar_init(mln_grammar *grammar, mln_lang lang, const struct TSLanguage *language,
                      const mln_row *rows, size_t row_count, const char *const *comments);

/* Lowers what stands in `lower->cst` into `lower->tree`. */
void mln_lower_run(mln_lower *lower);

/* For adapters. */
uint32_t mln_lower_field(const mln_lower *lower, uint32_t cst, mln_field field);
bool mln_lower_has_token(const mln_lower *lower, uint32_t cst, mln_token token);
/* The first named child without a field, or any first named child; MLN_NO_CST without one. */
uint32_t mln_lower_first(const mln_lower *lower, uint32_t cst);
const mln_row *mln_lower_row(const mln_lower *lower, uint32_t cst);
static inline const mln_cst_node *mln_lower_cst(const mln_lower *lower, uint32_t cst)
{
    return &lower->cst->nodes.data[cst];
}
static inline mln_token mln_lower_token(const mln_lower *lower, uint32_t cst)
{
    uint16_t sym = lower->cst->nodes.data[cst].sym;
    return sym == MLN_CST_SYM_ERROR ? MLN_TOKEN_NONE : (mln_token)lower->grammar->tokens[sym];
}
static inline bool mln_lower_is_named(const mln_lower *lower, uint32_t cst)
{
    return (lower->cst->nodes.data[cst].flags & MLN_CST_NAMED) != 0;
}
#define MLN_EACH_CST(lower, node, c)                                                               \
    for (uint32_t c = (node) + 1; c < mln_lower_cst(lower, node)->end;                             \
         c = mln_lower_cst(lower, c)->end)

mln_str mln_lower_text(const mln_lower *lower, mln_span span);

/* Adds a node for `item`: its role, parent and span. Returns its id. */
uint32_t mln_lower_emit(mln_lower *lower, const mln_todo *item, mln_kind kind, unsigned flags);
/* Adds a node that nothing in the text stands for by itself. */
uint32_t mln_lower_emit_at(mln_lower *lower, mln_kind kind, mln_role role, unsigned flags,
                           uint32_t parent, mln_span span);
void mln_lower_emit_none(mln_lower *lower, uint32_t parent);
void mln_lower_set_text(mln_lower *lower, uint32_t node, mln_str text);

/* Work for later. Children are pushed in order between begin and end, which turns them round. A
 * `cst` of MLN_NO_CST pushes a placeholder. */
uint32_t mln_lower_begin(mln_lower *lower);
void mln_lower_push(mln_lower *lower, mln_act act, mln_role role, uint32_t cst, uint32_t parent);
void mln_lower_push_call(mln_lower *lower, mln_lower_call *call, mln_role role, uint32_t cst,
                         uint32_t parent, uint32_t aux);
void mln_lower_end(mln_lower *lower, uint32_t mark);

/* The child `cst` stands for the item, with the item's span and `flags`. */
void mln_lower_through(mln_lower *lower, const mln_todo *item, uint32_t cst, unsigned flags);

/* The same with the child's own span. */
void mln_lower_inside(mln_lower *lower, const mln_todo *item, uint32_t cst, unsigned flags);

/* Rows shared by adapters. */
mln_lower_call mln_lower_leaf;     /* sym: the text */
mln_lower_call mln_lower_number;   /* sym: the value, spelled one way */
mln_lower_call mln_lower_operator; /* slots, and the op of the `operator` child */

/* Decodes the escapes of a string body into `out`. `c_escapes`: octal and no \u{…}. */
void mln_string_decode(mln_str body, bool c_escapes, mln_buf *out);

/* The canonical spelling of a number: equal values, equal text; C suffixes other than L stay. */
void mln_number_normalise(mln_str text, bool c_language, mln_buf *out);

/* The adapters' tables. */
void mln_lang_ecma_init(mln_grammar *grammar, mln_lang lang);
void mln_lang_c_init(mln_grammar *grammar);

#endif
