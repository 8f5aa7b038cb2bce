/* kind: what a node is, and the small enumerations kept in its flags. */
#ifndef MLN_SYNTAX_KIND_H
#define MLN_SYNTAX_KIND_H

#include "base/str.h"

typedef enum {
#define MLN_KIND(name, text, class, layout) MLN_KIND_##name,
#include "syntax/kind_list.h"
#undef MLN_KIND
    MLN_KIND_COUNT
} mln_kind;

typedef enum { MLN_CLASS_EXPR, MLN_CLASS_STMT, MLN_CLASS_TYPE, MLN_CLASS_PART } mln_kind_class;

typedef enum {
#define MLN_OP(name, text) MLN_OP_##name,
#include "syntax/op_list.h"
#undef MLN_OP
    MLN_OP_COUNT
} mln_op;

/* What stands in the op bits of other kinds. */
enum { MLN_DECL_VAR = 1, MLN_DECL_LET, MLN_DECL_CONST, MLN_DECL_USING, MLN_DECL_PLAIN };
typedef enum {
    MLN_FUNCTION_DECLARATION = 1,
    MLN_FUNCTION_EXPRESSION,
    MLN_FUNCTION_ARROW,
    MLN_FUNCTION_METHOD,
    MLN_FUNCTION_GETTER,
    MLN_FUNCTION_SETTER,
    MLN_FUNCTION_SIGNATURE /* no body: overloads, abstract methods, prototypes */
} mln_function_op;
enum { MLN_ITEM_NAMED = 1, MLN_ITEM_DEFAULT, MLN_ITEM_NAMESPACE, MLN_ITEM_REQUIRE };
enum { MLN_CAST_AS = 1, MLN_CAST_SATISFIES, MLN_CAST_ANGLE, MLN_CAST_NON_NULL, MLN_CAST_C };
enum { MLN_MEMBER_DOT = 1, MLN_MEMBER_ARROW };
enum { MLN_LOOP_IN = 1, MLN_LOOP_OF };
enum { MLN_STRUCT_STRUCT = 1, MLN_STRUCT_UNION };
enum { MLN_QUOTE_SINGLE = 1, MLN_QUOTE_DOUBLE, MLN_QUOTE_BACKTICK, MLN_QUOTE_ANGLE };

/* Flags: the low six bits are the op, the rest is spelling. Bits with two names belong to kinds
 * that never meet. */
enum {
    MLN_FLAG_OP = 0x3f,
    MLN_FLAG_PAREN = 1 << 6,    /* parentheses stood around it */
    MLN_FLAG_BROKEN = 1 << 7,   /* it, or something in it, did not parse */
    MLN_FLAG_IMPLICIT = 1 << 8, /* made up: a block without braces, an arrow's expression body */
    MLN_FLAG_OPTIONAL = 1 << 9, /* ?. and optional parameters, members */
    MLN_FLAG_COMPUTED = 1 << 10,
    MLN_FLAG_CONST = 1 << 10, /* C types and TypeScript readonly */
    MLN_FLAG_PREFIX = 1 << 10,
    MLN_FLAG_SHORTHAND = 1 << 11, /* {a} */
    MLN_FLAG_REST = 1 << 11,      /* ...a as a parameter */
    MLN_FLAG_DEFAULT = 1 << 11,   /* export default */
    MLN_FLAG_NO_ARGS = 1 << 11,   /* new A without parentheses */
    MLN_FLAG_PATTERN = 1 << 12,   /* destructuring */
    MLN_FLAG_STATIC = 1 << 13,    /* of a PARAM: a field too (TypeScript's parameter properties) */
    MLN_FLAG_ASYNC = 1 << 14,     /* also for await */
    MLN_FLAG_GENERATOR = 1 << 15
};

/* What a node is where it stands. */
typedef enum {
    MLN_ROLE_PART, /* neither of the below */
    MLN_ROLE_EXPR, /* an expression that is evaluated or assigned to */
    MLN_ROLE_STMT, /* an item of a block or file, or a body */
    MLN_ROLE_BIND, /* a name that is being declared, or a destructuring of such */
    MLN_ROLE_TYPE,
    MLN_ROLE_KEY,    /* a key of an object or class, the name after a dot */
    MLN_ROLE_MEMBER, /* a member of a class or an object */
    MLN_ROLE_COUNT
} mln_role;

const char *mln_kind_get_name(mln_kind kind);
mln_kind_class mln_kind_get_class(mln_kind kind);
const char *mln_role_get_name(mln_role role);

/* Children that are always there. */
uint32_t mln_kind_get_fixed(mln_kind kind);

/* Whether more may follow them. */
bool mln_kind_has_rest(mln_kind kind);

/* The layout, for people. */
const char *mln_kind_get_layout(mln_kind kind);

/* The spelling of an operator; "" for MLN_OP_NONE. */
const char *mln_op_get_text(mln_op op);

/* MLN_OP_OTHER when there is none of that spelling. An assignment operator is looked up without its
 * `=`. */
mln_op mln_op_find(mln_str text);

#endif
