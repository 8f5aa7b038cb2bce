/* MLN_FLOW_OP(NAME, "name", "operands"): what a value of the intermediate form is.
 *
 * Operands are listed in order; a star is any number. An operand may carry a key (in brackets). */
/* clang-format off */
MLN_FLOW_OP(UNDEFINED, "undefined", "")            /* nothing: an unassigned variable, an absent argument */
MLN_FLOW_OP(CONST,     "const",     "")            /* sym: the value; aux: mln_flow_const */
MLN_FLOW_OP(GLOBAL,    "global",    "")            /* a name no file declares; sym */
MLN_FLOW_OP(MODULE,    "module",    "")            /* what `require(sym)` or an import of it gives */
MLN_FLOW_OP(PARAM,     "param",     "")            /* aux: index; sym: name; of function func */
MLN_FLOW_OP(THIS,      "this",      "")            /* of function func */
MLN_FLOW_OP(CLOSURE,   "closure",   "")            /* aux: function */
MLN_FLOW_OP(CLASS,     "class",     "")            /* aux: class */
MLN_FLOW_OP(COPY,      "copy",      "value")       /* one use of a variable, a cast, parentheses */
MLN_FLOW_OP(PHI,       "phi",       "values*")     /* where ways meet; also what a function returns */
MLN_FLOW_OP(CAPTURE,   "capture",   "value")       /* an outer function's variable, seen from func */
MLN_FLOW_OP(CELL,      "cell",      "values*")     /* a variable or class field that several functions
                                                      write: all its definitions, in no order; an operand
                                                      with key 1 is an initialiser */
MLN_FLOW_OP(CONCAT,    "concat",    "parts*")      /* `+` with a text on either side, or of unknown type; templates */
MLN_FLOW_OP(BINARY,    "binary",    "left right")  /* aux: mln_flow_operator */
MLN_FLOW_OP(UNARY,     "unary",     "operand")     /* aux: mln_flow_operator */
MLN_FLOW_OP(LOAD,      "load",      "base[key] index?") /* key: property, or MLN_FLOW_ELEMENT with an index */
MLN_FLOW_OP(STORE,     "store",     "base value[key] index?") /* the base with one property replaced */
MLN_FLOW_OP(OBJECT,    "object",    "values[key]*") /* key: property, ELEMENT when computed, SPREAD */
MLN_FLOW_OP(ARRAY,     "array",     "values[key]*") /* key: "0" …; SPREAD */
MLN_FLOW_OP(REST,      "rest",      "base keys[key]*") /* destructuring: base without these keys */
MLN_FLOW_OP(CALL,      "call",      "callee receiver args[key]*") /* key SPREAD: `...a`; flags */
MLN_FLOW_OP(OUT,       "out",       "call old")    /* aux: port; what the variable that was argument or
                                                      receiver holds after the call */
MLN_FLOW_OP(AWAIT,     "await",     "value")
MLN_FLOW_OP(YIELD,     "yield",     "value")
MLN_FLOW_OP(CATCH,     "catch",     "thrown*")     /* what a catch clause is given */
MLN_FLOW_OP(REFINE,    "refine",    "value cond tested?") /* the value on one way of a branch, or one that is
                                                      written as the tested one; aux: 1 true, 0 false */
MLN_FLOW_OP(REGEX,     "regex",     "")            /* sym: between the slashes */
MLN_FLOW_OP(JSX,       "jsx",       "values[key]*") /* sym: element name; key: attribute, or "children" */
MLN_FLOW_OP(UNKNOWN,   "unknown",   "values*")     /* an expression of no other kind, made of these */
/* clang-format on */
