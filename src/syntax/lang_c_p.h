/* What the files of the C adapter share. */
#ifndef MLN_SYNTAX_LANG_C_P_H
#define MLN_SYNTAX_LANG_C_P_H

#include "syntax/lower_p.h"

/* A type that a macro makes. `puts(va_arg(ap, char *));` is one to the grammar too, made by `puts`
 * of a function's type, in a declaration of nothing: it is lowered as the call that it is. */
mln_lower_call mln_lower_c_macro;

#endif
