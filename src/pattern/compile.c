#include <stdio.h>

#include "base/ascii.h"
#include "pattern/need_p.h"
#include "pattern/pattern.h"
#include "pattern/prepare.h"
#include "pattern/wrap_p.h"

#include "base/banned.h"

/* ---- marks ---- */

static bool is_metavariable(mln_str name);

/* `$...X` as it stands in text. */
static bool is_list_variable(mln_str name)
{
    char one[64] = "$";
    if (!mln_str_starts_with(name, MLN_STR("$...")) || name.len - 3 > sizeof one)
        return false;
    memcpy(one + 1, name.ptr + 4, name.len - 4);
    return is_metavariable((mln_str){one, name.len - 3});
}

static bool is_metavariable(mln_str name)
{
    if (name.len < 2 || name.ptr[0] != '$')
        return false;
    for (uint32_t i = 1; i < name.len; i++) {
        char c = name.ptr[i];
        if (!(mln_ascii_is_upper(c) || c == '_' || mln_ascii_is_digit(c)))
            return false;
    }
    return true;
}

typedef struct {
    mln_pattern *pattern;
    mln_pattern_compiler *compiler;
    MLN_VEC(mln_str)
    variables;
    char *error;
    size_t error_size;
} marker;

static uint16_t add_variable(marker *m, mln_str name)
{
    for (uint32_t i = 0; i < m->variables.len; i++)
        if (mln_str_equal(m->variables.data[i], name))
            return (uint16_t)i;
    mln_str copy = {mln_arena_dup(m->compiler->arena, name.ptr, name.len), name.len};
    mln_vec_add(&m->variables, copy);
    return (uint16_t)(m->variables.len - 1);
}

static void mark_name(marker *m, mln_pattern_node *node, mln_str name)
{
    if (mln_str_is(name, MLN_DOTS_NAME)) {
        node->meta = MLN_META_ELLIPSIS;
    } else if (mln_str_starts_with(name, MLN_STR(MLN_LIST_PREFIX))) {
        char full[256];
        int len =
            snprintf(full, sizeof full, "$...%.*s", (int)(name.len - (sizeof MLN_LIST_PREFIX - 1)),
                     name.ptr + sizeof MLN_LIST_PREFIX - 1);
        node->meta = MLN_META_LIST;
        if (len > 0 && (size_t)len < sizeof full)
            node->variable = add_variable(m, (mln_str){full, (uint32_t)len});
    } else if (is_metavariable(name)) {
        node->meta = MLN_META_VARIABLE;
        node->variable = add_variable(m, name);
    }
}

static void mark_literal(marker *m, mln_node n)
{
    const mln_tree *tree = &m->pattern->tree;
    if (tree->sym[n.id])
        m->pattern->nodes[n.id].literal =
            mln_strtab_add(m->compiler->vocabulary, mln_tree_sym_text(tree, n));
}

static mln_status mark_string(marker *m, mln_node n)
{
    mln_pattern_node *node = &m->pattern->nodes[n.id];
    mln_str value = mln_tree_sym_text(&m->pattern->tree, n);
    if (mln_str_is(value, "...")) {
        node->meta = MLN_META_ANY_STRING;
    } else if (is_metavariable(value)) {
        node->meta = MLN_META_STRING_VARIABLE;
        node->variable = add_variable(m, value);
    } else if (value.len > 4 && mln_str_starts_with(value, MLN_STR("$...")) &&
               is_metavariable((mln_str){value.ptr + 3, value.len - 3})) {
        node->meta = MLN_META_ANY_STRING;
    } else if (mln_str_starts_with(value, MLN_STR("=~/"))) {
        uint32_t flags, offset;
        mln_str raw = mln_pattern_get_string_regex(m->pattern, n, &flags);
        node->meta = MLN_META_STRING_REGEX;
        return mln_regex_new(&node->regex, raw, flags, m->error, m->error_size, &offset);
    } else {
        mark_literal(m, n);
    }
    return MLN_OK;
}

/* A node that wraps a marked name and stands for the same. */
static void lift(mln_pattern *p, mln_node n, mln_node from)
{
    p->nodes[n.id].meta = p->nodes[from.id].meta;
    p->nodes[n.id].variable = p->nodes[from.id].variable;
}

static bool is_list_meta(const mln_pattern *p, mln_node n)
{
    return p->nodes[n.id].meta == MLN_META_ELLIPSIS || p->nodes[n.id].meta == MLN_META_LIST;
}

static bool is_none(const mln_pattern *p, mln_node n)
{
    return mln_tree_is(&p->tree, n, MLN_KIND_NONE);
}

/* Children are marked before their parents: nodes are visited backwards. */
static mln_status mark(marker *m, mln_node n)
{
    mln_pattern *p = m->pattern;
    const mln_tree *tree = &p->tree;
    mln_pattern_node *node = &p->nodes[n.id];
    mln_str name = mln_tree_sym_text(tree, n);
    node->variable = MLN_NO_VARIABLE;
    node->literal = UINT32_MAX;
    MLN_EACH_CHILD(tree, n, c)
    node->has_ellipsis |= is_list_meta(p, c);
    mln_node first = mln_tree_first(n);
    bool has_children = mln_tree_has_children(tree, n);
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_IDENT:
    case MLN_KIND_PROPERTY_NAME:
    case MLN_KIND_LABEL:
    case MLN_KIND_TYPE_NAME:
        mark_name(m, node, name);
        if (node->meta == MLN_META_PLAIN)
            mark_literal(m, n);
        break;
    case MLN_KIND_STRING:
        return mark_string(m, n);
    case MLN_KIND_TEMPLATE_TEXT:
        if (mln_str_is(mln_str_trim(name), "...") || mln_str_is(name, MLN_DOTS_NAME))
            node->meta = MLN_META_ELLIPSIS;
        else if (is_metavariable(name))
            mark_name(m, node, name);
        else if (is_list_variable(name)) {
            node->meta = MLN_META_LIST;
            node->variable = add_variable(m, name);
        } else
            mark_literal(m, n);
        break;
    case MLN_KIND_JSX_TEXT: {
        mln_str trimmed = mln_str_trim(name);
        if (mln_str_is(trimmed, "..."))
            node->meta = MLN_META_ELLIPSIS;
        else if (is_metavariable(trimmed))
            mark_name(m, node, trimmed);
        else
            mark_literal(m, n);
        break;
    }
    case MLN_KIND_REGEX:
        if (mln_str_is(name, "..."))
            node->meta = MLN_META_ANY_REGEX;
        else if (is_metavariable(name)) {
            node->meta = MLN_META_REGEX_VARIABLE;
            node->variable = add_variable(m, name);
        } else
            mark_literal(m, n);
        break;
    case MLN_KIND_NUMBER:
    case MLN_KIND_CHAR:
    case MLN_KIND_BOOL:
    case MLN_KIND_NULL:
    case MLN_KIND_OTHER:
        mark_literal(m, n);
        break;
    case MLN_KIND_EXPR_STMT:
        if (p->nodes[first.id].meta == MLN_META_ELLIPSIS ||
            p->nodes[first.id].meta == MLN_META_VARIABLE ||
            p->nodes[first.id].meta == MLN_META_LIST)
            lift(p, n, first);
        break;
    case MLN_KIND_PARAM: {
        mln_node type = mln_tree_child(tree, n, 1);
        if (is_list_meta(p, first))
            lift(p, n, first);
        else if (is_none(p, first) && is_list_meta(p, type))
            lift(p, n, type);
        else if (is_none(p, first) && p->nodes[type.id].meta == MLN_META_VARIABLE)
            lift(p, n, type);
        break;
    }
    case MLN_KIND_PROPERTY:
    case MLN_KIND_FIELD:
    case MLN_KIND_EXPORT_ITEM:
    case MLN_KIND_ENUM_MEMBER:
    case MLN_KIND_JSX_ATTR:
        if (is_list_meta(p, first))
            lift(p, n, first);
        break;
    case MLN_KIND_IMPORT_ITEM:
        if (is_list_meta(p, mln_tree_child(tree, n, 1)))
            lift(p, n, mln_tree_child(tree, n, 1));
        break;
    case MLN_KIND_JSX_EXPR:
        if (has_children && p->nodes[first.id].meta == MLN_META_ELLIPSIS)
            lift(p, n, first);
        if (has_children && p->nodes[first.id].meta == MLN_META_VARIABLE &&
            mln_tree_is(tree, mln_tree_parent(tree, n), MLN_KIND_JSX_ATTR))
            lift(p, n, first);
        break;
    case MLN_KIND_TYPED:
        node->meta = MLN_META_TYPED;
        break;
    case MLN_KIND_CALL: {
        mln_str callee = mln_tree_sym_text(tree, first);
        mln_node arg = mln_tree_next(tree, first);
        if (!mln_tree_is(tree, first, MLN_KIND_IDENT) || arg.id >= mln_tree_end(tree, n))
            break;
        if (mln_str_is(callee, MLN_DEEP_NAME))
            node->meta = MLN_META_DEEP;
        if (mln_str_is(callee, MLN_TYPED_NAME) && mln_tree_is(tree, arg, MLN_KIND_CAST))
            node->meta = MLN_META_TYPED;
        if (node->meta != MLN_META_PLAIN)
            p->nodes[first.id].literal = UINT32_MAX;
        break;
    }
    case MLN_KIND_BLOCK: {
        /* `() => ...` */
        bool implicit = mln_tree_has(tree, n, MLN_FLAG_IMPLICIT) && has_children &&
                        mln_tree_is(tree, first, MLN_KIND_RETURN);
        if (implicit && p->nodes[mln_tree_first(first).id].meta == MLN_META_ELLIPSIS)
            node->meta = MLN_META_ANYTHING;
        break;
    }
    default:
        break;
    }
    return MLN_OK;
}

/* ---- roots ---- */

static bool ends_with_semicolon(mln_str text)
{
    return text.len && text.ptr[text.len - 1] == ';';
}

static mln_node last_child(const mln_tree *tree, mln_node n)
{
    mln_node last = MLN_NO_NODE;
    MLN_EACH_CHILD(tree, n, c)
    last = c;
    return last;
}

/* The body that was left out matches anything. */
static void open_body(mln_pattern *p, mln_node n)
{
    const mln_tree *tree = &p->tree;
    switch (mln_tree_kind(tree, n)) {
    case MLN_KIND_FUNCTION:
        p->nodes[mln_tree_child(tree, n, 3).id].meta = MLN_META_ANYTHING;
        break;
    case MLN_KIND_CLASS:
        p->nodes[mln_tree_child(tree, n, 2).id].meta = MLN_META_ANYTHING;
        break;
    case MLN_KIND_IF:
    case MLN_KIND_WHILE:
    case MLN_KIND_WITH:
        p->nodes[mln_tree_child(tree, n, 1).id].meta = MLN_META_ANYTHING;
        break;
    case MLN_KIND_FOR:
        p->nodes[mln_tree_child(tree, n, 3).id].meta = MLN_META_ANYTHING;
        break;
    case MLN_KIND_FOR_IN:
        p->nodes[mln_tree_child(tree, n, 2).id].meta = MLN_META_ANYTHING;
        break;
    case MLN_KIND_EXPORT:
        open_body(p, mln_tree_child(tree, n, 1));
        break;
    default:
        break;
    }
}

/* `function f(...)`, which a grammar takes for a signature. */
static bool lacks_body(const mln_pattern *p, mln_str text)
{
    return mln_tree_is(&p->tree, p->root, MLN_KIND_FUNCTION) && !ends_with_semicolon(text) &&
           is_none(p, mln_tree_child(&p->tree, p->root, 3));
}

static bool set_statements(mln_pattern *p, mln_node list, mln_str text, bool open)
{
    const mln_tree *tree = &p->tree;
    uint32_t count = mln_tree_child_count(tree, list);
    if (count == 0)
        return false;
    p->list = list;
    p->root = mln_tree_first(list);
    p->last = last_child(tree, list);
    if (open)
        open_body(p, p->last);
    if (count > 1) {
        p->shape = MLN_SHAPE_SEQUENCE;
        return true;
    }
    p->shape = MLN_SHAPE_STATEMENT;
    p->is_open = open || lacks_body(p, text);
    if (mln_tree_is(tree, p->root, MLN_KIND_EXPR_STMT) && !ends_with_semicolon(text)) {
        p->shape = MLN_SHAPE_EXPRESSION;
        p->root = mln_tree_first(p->root);
    }
    if (mln_tree_is(tree, p->root, MLN_KIND_DECORATOR))
        p->shape = MLN_SHAPE_NOTHING;
    return true;
}

static bool set_part(mln_pattern *p, mln_node n)
{
    p->shape = MLN_SHAPE_PART;
    p->root = n;
    p->list = n;
    return true;
}

static bool set_root(mln_pattern *p, mln_wrapping_kind how, mln_str text)
{
    const mln_tree *tree = &p->tree;
    mln_node file = {0};
    if (!mln_tree_has_children(tree, file))
        return false;
    mln_node first = mln_tree_first(file);
    switch (how) {
    case HOW_PLAIN:
        return set_statements(p, file, text, false);
    case HOW_OPEN:
        return set_statements(p, file, text, true);
    case HOW_EXPR:
        /* Between parentheses the grammar takes a keyword for a name: `(if (c))` is a call to it.
         */
        if (mln_wrap_starts_statement(text))
            return false;
        if (!mln_tree_is(tree, first, MLN_KIND_EXPR_STMT) ||
            mln_tree_next(tree, first).id != tree->count)
            return false;
        p->shape = MLN_SHAPE_EXPRESSION;
        p->root = mln_tree_first(first);
        p->list = p->root;
        return true;
    case HOW_CATCH: {
        mln_node handler = mln_tree_child(tree, first, 1);
        mln_node finalizer = mln_tree_child(tree, first, 2);
        if (!is_none(p, handler)) {
            if (mln_tree_op(tree, first) == 0 &&
                !mln_tree_has_children(tree, mln_tree_child(tree, handler, 1)) &&
                !mln_str_ends_with(text, MLN_STR("}")))
                p->nodes[mln_tree_child(tree, handler, 1).id].meta = MLN_META_ANYTHING;
            return set_part(p, handler);
        }
        set_part(p, finalizer);
        p->shape = MLN_SHAPE_FINALLY;
        return true;
    }
    case HOW_CASE:
    case HOW_BODY_CASE: {
        mln_node at = first;
        if (how == HOW_BODY_CASE)
            at = mln_tree_first(mln_tree_child(tree, first, 3));
        mln_node label = mln_tree_next(tree, mln_tree_first(at));
        if (label.id >= mln_tree_end(tree, at))
            return false;
        return set_part(p, label);
    }
    case HOW_MEMBER: {
        mln_node body = mln_tree_child(tree, first, 2);
        if (!mln_tree_is(tree, first, MLN_KIND_CLASS) || !mln_tree_has_children(tree, body))
            return false;
        mln_node member = mln_tree_first(body);
        p->is_open =
            !mln_str_ends_with(text, MLN_STR("}")) && mln_tree_is(tree, member, MLN_KIND_FUNCTION);
        if (p->is_open)
            open_body(p, member);
        return set_part(p, member);
    }
    case HOW_FIELD: {
        mln_node object = mln_tree_first(first);
        if (!mln_tree_is(tree, object, MLN_KIND_OBJECT) || !mln_tree_has_children(tree, object))
            return false;
        return set_part(p, mln_tree_first(object));
    }
    case HOW_RIGHT: {
        mln_node statement = mln_tree_first(mln_tree_child(tree, first, 3));
        if (mln_tree_child_count(tree, mln_tree_child(tree, first, 3)) != 1 ||
            !mln_tree_is(tree, statement, MLN_KIND_EXPR_STMT) ||
            !mln_tree_is(tree, mln_tree_first(statement), MLN_KIND_ASSIGN))
            return false;
        p->shape = MLN_SHAPE_EXPRESSION;
        p->root = mln_tree_child(tree, mln_tree_first(statement), 1);
        p->list = p->root;
        return true;
    }
    case HOW_NOTHING:
        p->shape = MLN_SHAPE_NOTHING;
        p->root = p->list = first;
        return true;
    case HOW_BODY:
    case HOW_BODY_OPEN: {
        if (!mln_tree_is(tree, first, MLN_KIND_FUNCTION))
            return false;
        mln_node body = mln_tree_child(tree, first, 3);
        return set_statements(p, body, text, how == HOW_BODY_OPEN);
    }
    }
    return false;
}

/* The grammar's own braces: a `}` of the pattern must not close the wrapping. */
static bool is_balanced(const mln_pattern *p, mln_wrapping_kind how)
{
    const mln_tree *tree = &p->tree;
    if (how == HOW_PLAIN || how == HOW_OPEN)
        return true;
    return mln_tree_next(tree, mln_tree_first((mln_node){0})).id == tree->count;
}

static void finish(marker *m)
{
    mln_pattern *p = m->pattern;
    mln_arena *arena = m->compiler->arena;
    mln_pattern_find_needs(p, arena);
    mln_str *variables = MLN_ARENA_ARRAY(arena, mln_str, m->variables.len + 1);
    if (m->variables.len)
        memcpy(variables, m->variables.data, m->variables.len * sizeof *variables);
    p->variables = variables;
    p->variable_count = m->variables.len;
}

static void release_regexes(mln_pattern *p)
{
    for (uint32_t id = 0; p->nodes && id < p->tree.count; id++)
        mln_regex_free(p->nodes[id].regex);
    p->nodes = NULL;
}

/* Makes a pattern of what parsed. */
static mln_status take(mln_pattern_compiler *compiler, mln_pattern *p, const mln_wrapped *wrapped,
                       marker *m)
{
    release_regexes(p);
    p->tree = wrapped->tree;
    p->nodes = MLN_ARENA_ARRAY(compiler->arena, mln_pattern_node, p->tree.count);
    m->variables.len = 0;
    for (uint32_t id = p->tree.count; id-- > 0;) {
        mln_status status = mark(m, (mln_node){id});
        if (status != MLN_OK)
            return status;
    }
    mln_wrapping_kind how = wrapped->wrapping->how;
    if (!is_balanced(p, how) || !set_root(p, how, mln_str_trim(p->text))) {
        snprintf(m->error, m->error_size, "it is empty or closes more braces than it opens");
        return MLN_SYNTAX;
    }
    return MLN_OK;
}

mln_status mln_pattern_compile(mln_pattern_compiler *compiler, mln_str text, mln_lang lang,
                               const mln_pattern_options *options, const mln_wrapped *ready,
                               mln_pattern **pattern, char *error, size_t error_size,
                               uint32_t *error_line)
{
    mln_pattern *p = MLN_ARENA_NEW(compiler->arena, mln_pattern);
    p->lang = lang == MLN_LANG_C ? MLN_LANG_C : MLN_LANG_TSX;
    p->text = text;
    p->options = *options;
    *pattern = NULL;
    marker m = {.pattern = p, .compiler = compiler, .error = error, .error_size = error_size};
    mln_wrapped wrapped;
    if (ready)
        wrapped = *ready;
    else
        mln_wrapped_read(&wrapped, compiler->parser, compiler->tree, compiler->arena, text, p->lang,
                         0);
    *error_line = wrapped.error_line;
    mln_status status = wrapped.status;
    while (wrapped.wrapping && (status = take(compiler, p, &wrapped, &m)) != MLN_OK) {
        /* What parses otherwise may be what is meant. */
        mln_wrapped next;
        mln_wrapped_read(&next, compiler->parser, compiler->tree, compiler->arena, text, p->lang,
                         wrapped.index + 1);
        if (!next.wrapping)
            break;
        wrapped = next;
    }
    if (status == MLN_OK) {
        finish(&m);
        *pattern = p;
    } else {
        if (!wrapped.wrapping)
            snprintf(error, error_size, "it does not parse as %s",
                     mln_lang_get_id(p->lang == MLN_LANG_C ? MLN_LANG_C : MLN_LANG_JS));
        mln_pattern_release(p);
    }
    mln_vec_release(&m.variables);
    return status;
}

void mln_pattern_release(mln_pattern *pattern)
{
    release_regexes(pattern);
}
