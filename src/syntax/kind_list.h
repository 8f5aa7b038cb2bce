/* MLN_KIND(NAME, "name", CLASS, "layout"): every kind of node, for all languages.
 *
 * CLASS is what the node is for the matcher: EXPR, STMT, TYPE, or PART (of a larger thing).
 * The layout names the children in order. A plain word is one child that is always there: `none`
 * stands for one that is absent. A word with a star is any number of children. A node may have
 * both; the fixed ones come first. Read by the accessors, mln_tree_check, `merlon tree` and the
 * matcher.
 */
/* clang-format off */
MLN_KIND(NONE,           "none",           PART, "")
MLN_KIND(ERROR,          "error",          PART, "items*")
MLN_KIND(OTHER,          "other",          EXPR, "items*")           /* sym: the grammar's name */
MLN_KIND(FILE,           "file",           PART, "items*")
/* statements */
MLN_KIND(BLOCK,          "block",          STMT, "items*")           /* IMPLICIT: no braces were written */
MLN_KIND(EXPR_STMT,      "expr-stmt",      STMT, "expr")
MLN_KIND(DECLARATOR,     "declarator",     STMT, "name type init attributes*") /* op: var, let, const, plain */
MLN_KIND(FUNCTION,       "function",       EXPR, "name params return-type body attributes*") /* op: mln_function_op */
MLN_KIND(CLASS,          "class",          EXPR, "name heritage body attributes*")
MLN_KIND(IF,             "if",             STMT, "cond then else")
MLN_KIND(FOR,            "for",            STMT, "init cond step body")
MLN_KIND(FOR_IN,         "for-in",         STMT, "target object body") /* op: in, of */
MLN_KIND(WHILE,          "while",          STMT, "cond body")
MLN_KIND(DO,             "do",             STMT, "body cond")
MLN_KIND(SWITCH,         "switch",         STMT, "value cases*")
MLN_KIND(CASE,           "case",           PART, "value items*")     /* value none: default */
MLN_KIND(TRY,            "try",            STMT, "body catch finally")
MLN_KIND(CATCH,          "catch",          PART, "param body")
MLN_KIND(RETURN,         "return",         STMT, "value")
MLN_KIND(THROW,          "throw",          STMT, "value")
MLN_KIND(BREAK,          "break",          STMT, "label")
MLN_KIND(CONTINUE,       "continue",       STMT, "label")
MLN_KIND(GOTO,           "goto",           STMT, "label")
MLN_KIND(LABELED,        "labeled",        STMT, "label body")
MLN_KIND(WITH,           "with",           STMT, "object body")
MLN_KIND(DEBUGGER,       "debugger",       STMT, "")
MLN_KIND(EMPTY,          "empty",          STMT, "")
MLN_KIND(IMPORT,         "import",         STMT, "source items*")
MLN_KIND(IMPORT_ITEM,    "import-item",    PART, "imported local")   /* op: named, default, namespace, require */
MLN_KIND(EXPORT,         "export",         STMT, "source declaration items*") /* DEFAULT: export default */
MLN_KIND(EXPORT_ITEM,    "export-item",    PART, "local exported")
MLN_KIND(NAMESPACE,      "namespace",      STMT, "name body")
MLN_KIND(INTERFACE,      "interface",      STMT, "name heritage body")
MLN_KIND(TYPE_ALIAS,     "type-alias",     STMT, "name type attributes*") /* also C typedef */
MLN_KIND(INCLUDE,        "include",        STMT, "path")
MLN_KIND(DEFINE,         "define",         STMT, "name params value") /* value: the text, unparsed */
MLN_KIND(CONDITIONAL_PP, "pp-if",          STMT, "cond body else")
MLN_KIND(DIRECTIVE,      "directive",      STMT, "items*")           /* any other preprocessor line */
/* names and literals */
MLN_KIND(IDENT,          "ident",          EXPR, "")
MLN_KIND(PROPERTY_NAME,  "property-name",  PART, "")
MLN_KIND(LABEL,          "label",          PART, "")
MLN_KIND(THIS,           "this",           EXPR, "")
MLN_KIND(SUPER,          "super",          EXPR, "")
MLN_KIND(NUMBER,         "number",         EXPR, "")                 /* sym: the value, spelled one way */
MLN_KIND(STRING,         "string",         EXPR, "")                 /* sym: the decoded value */
MLN_KIND(CHAR,           "char",           EXPR, "")
MLN_KIND(TEMPLATE,       "template",       EXPR, "parts*")
MLN_KIND(TEMPLATE_TEXT,  "template-text",  PART, "")
MLN_KIND(REGEX,          "regex",          EXPR, "")                 /* sym: between the slashes */
MLN_KIND(BOOL,           "bool",           EXPR, "")
MLN_KIND(NULL,           "null",           EXPR, "")
/* expressions */
MLN_KIND(CALL,           "call",           EXPR, "callee args*")
MLN_KIND(NEW,            "new",            EXPR, "callee args*")
MLN_KIND(MEMBER,         "member",         EXPR, "object key")       /* op: dot, arrow */
MLN_KIND(INDEX,          "index",          EXPR, "object index")
MLN_KIND(BINARY,         "binary",         EXPR, "left right")
MLN_KIND(UNARY,          "unary",          EXPR, "operand")
MLN_KIND(UPDATE,         "update",         EXPR, "operand")          /* PREFIX: ++x */
MLN_KIND(ASSIGN,         "assign",         EXPR, "target value")     /* op: none for =, else the binary one */
MLN_KIND(CONDITIONAL,    "conditional",    EXPR, "cond then else")
MLN_KIND(SEQUENCE,       "sequence",       EXPR, "items*")
MLN_KIND(AWAIT,          "await",          EXPR, "value")
MLN_KIND(YIELD,          "yield",          EXPR, "value")
MLN_KIND(SPREAD,         "spread",         EXPR, "value")            /* PATTERN: a rest element */
MLN_KIND(CAST,           "cast",           EXPR, "value type")       /* op: mln_cast_op */
MLN_KIND(TYPED,          "typed",          EXPR, "value type")       /* (x: T), in patterns */
MLN_KIND(TAGGED,         "tagged",         EXPR, "tag template")
MLN_KIND(SIZEOF,         "sizeof",         EXPR, "operand")
MLN_KIND(ARRAY,          "array",          EXPR, "items*")           /* PATTERN: destructuring */
MLN_KIND(OBJECT,         "object",         EXPR, "members*")         /* PATTERN: destructuring */
MLN_KIND(PROPERTY,       "property",       PART, "key value")
MLN_KIND(DEFAULT_VALUE,  "default-value",  PART, "target value")
MLN_KIND(INITIALIZER,    "initializer",    EXPR, "items*")           /* C braces */
MLN_KIND(STMT_EXPR,      "stmt-expr",      EXPR, "block")
MLN_KIND(HOLE,           "hole",           EXPR, "")                 /* nothing between two commas */
/* functions and classes */
MLN_KIND(PARAMS,         "params",         PART, "params*")
MLN_KIND(PARAM,          "param",          PART, "name type default attributes*")
MLN_KIND(HERITAGE,       "heritage",       PART, "items*")
MLN_KIND(EXTENDS,        "extends",        PART, "class")
MLN_KIND(IMPLEMENTS,     "implements",     PART, "types*")
MLN_KIND(CLASS_BODY,     "class-body",     PART, "members*")
MLN_KIND(FIELD,          "field",          PART, "key type value attributes*")
MLN_KIND(STATIC_BLOCK,   "static-block",   PART, "body")
MLN_KIND(DECORATOR,      "decorator",      PART, "expr")
MLN_KIND(COMPUTED_KEY,   "computed-key",   PART, "expr")
/* JSX */
MLN_KIND(JSX,            "jsx",            EXPR, "name attributes children*")
MLN_KIND(JSX_ATTRS,      "jsx-attrs",      PART, "items*")
MLN_KIND(JSX_ATTR,       "jsx-attr",       PART, "name value")
MLN_KIND(JSX_EXPR,       "jsx-expr",       PART, "expr")
MLN_KIND(JSX_TEXT,       "jsx-text",       PART, "")
/* types */
MLN_KIND(TYPE_NAME,      "type-name",      TYPE, "")                 /* sym: without its module */
MLN_KIND(TYPE_APPLY,     "type-apply",     TYPE, "name args")
MLN_KIND(TYPE_ARGS,      "type-args",      PART, "types*")
MLN_KIND(TYPE_PARAMS,    "type-params",    PART, "params*")
MLN_KIND(TYPE_PARAM,     "type-param",     PART, "name constraint default")
MLN_KIND(TYPE_POINTER,   "type-pointer",   TYPE, "target")
MLN_KIND(TYPE_ARRAY,     "type-array",     TYPE, "element size")
MLN_KIND(TYPE_FUNCTION,  "type-function",  TYPE, "result params*")
MLN_KIND(TYPE_UNION,     "type-union",     TYPE, "types*")
MLN_KIND(TYPE_INTERSECT, "type-intersect", TYPE, "types*")
MLN_KIND(TYPE_TUPLE,     "type-tuple",     TYPE, "types*")
MLN_KIND(TYPE_OBJECT,    "type-object",    TYPE, "members*")
MLN_KIND(TYPE_LITERAL,   "type-literal",   TYPE, "value")
MLN_KIND(TYPE_OPERATOR,  "type-operator",  TYPE, "types*")           /* keyof, typeof, infer, x[y], a ? b : c … */
MLN_KIND(STRUCT,         "struct",         TYPE, "name body attributes*") /* op: struct, union */
MLN_KIND(ENUM,           "enum",           TYPE, "name members*")
MLN_KIND(ENUM_MEMBER,    "enum-member",    PART, "name value")
MLN_KIND(MEMBERS,        "members",        PART, "members*")         /* of an interface or a struct */
MLN_KIND(ATTRIBUTE,      "attribute",      PART, "items*")           /* C attributes and qualifiers with arguments */
/* clang-format on */
