/* lang_ecma: what the rows of JavaScript and TypeScript call. Private to this room. */
#ifndef MLN_SYNTAX_LANG_ECMA_P_H
#define MLN_SYNTAX_LANG_ECMA_P_H

#include "syntax/lower_p.h"

/* Declarations, functions, classes, modules: lang_ecma_decl.c. */
mln_lower_call mln_ecma_declaration;
mln_lower_call mln_ecma_for_in;
mln_lower_call mln_ecma_empty;
mln_lower_call mln_ecma_param;
mln_lower_call mln_ecma_params;
mln_lower_call mln_ecma_function;
mln_lower_call mln_ecma_class;
mln_lower_call mln_ecma_class_body;
mln_lower_call mln_ecma_heritage;
mln_lower_call mln_ecma_field;
mln_lower_call mln_ecma_import;
mln_lower_call mln_ecma_export;

/* Objects, expressions, literals, JSX, types: lang_ecma_expr.c. */
mln_lower_call mln_ecma_shorthand;
mln_lower_call mln_ecma_shorthand_default;
mln_lower_call mln_ecma_pattern_list;
mln_lower_call mln_ecma_pair_pattern;
mln_lower_call mln_ecma_default_pattern;
mln_lower_call mln_ecma_rest_pattern;
mln_lower_call mln_ecma_call;
mln_lower_call mln_ecma_member;
mln_lower_call mln_ecma_paren;
mln_lower_call mln_ecma_cast;
mln_lower_call mln_ecma_yield;
mln_lower_call mln_ecma_string;
mln_lower_call mln_ecma_template;
mln_lower_call mln_ecma_regex;
mln_lower_call mln_ecma_jsx;
mln_lower_call mln_ecma_jsx_attr;
mln_lower_call mln_ecma_qualified_type;
mln_lower_call mln_ecma_enum;
mln_lower_call mln_ecma_heritage_types;
mln_lower_call mln_ecma_switch;

#endif
