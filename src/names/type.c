#include "names/type.h"

#include "base/banned.h"

#define DEPTH_MAX 16

static mln_type named(const char *name)
{
    return (mln_type){.kind = MLN_TYPE_NAMED, .name = name, .name_len = (uint32_t)strlen(name)};
}

static mln_type of_node(const mln_tree *tree, mln_node type)
{
    if (mln_tree_is(tree, type, MLN_KIND_NONE))
        return (mln_type){0};
    return (mln_type){.kind = MLN_TYPE_NODE, .node = type};
}

static mln_type of_symbol(const mln_tree *tree, mln_node n)
{
    mln_str text = mln_tree_sym_text(tree, n);
    return (mln_type){.kind = MLN_TYPE_NAMED, .name = text.ptr, .name_len = text.len};
}

static mln_type of_binding(const mln_binding_info *binding, const mln_tree *tree, mln_node *init)
{
    mln_node owner = binding->owner;
    mln_kind kind = mln_tree_kind(tree, owner);
    if ((kind != MLN_KIND_DECLARATOR && kind != MLN_KIND_PARAM) ||
        mln_tree_first(owner).id != binding->node.id)
        return (mln_type){0};
    mln_node type = mln_tree_child(tree, owner, 1);
    if (!mln_tree_is(tree, type, MLN_KIND_NONE))
        return of_node(tree, type);
    if (kind == MLN_KIND_DECLARATOR)
        *init = mln_tree_next(tree, type);
    return (mln_type){0};
}

/* `this.x`: the field of the class around. */
static mln_type of_field(const mln_tree *tree, mln_node member, mln_node *init)
{
    uint32_t sym = tree->sym[mln_tree_child(tree, member, 1).id];
    mln_node at = member;
    while (at.id && !mln_tree_is(tree, at, MLN_KIND_CLASS_BODY))
        at = mln_tree_parent(tree, at);
    if (at.id)
        MLN_EACH_CHILD(tree, at, c)
        {
            if (!mln_tree_is(tree, c, MLN_KIND_FIELD) || tree->sym[mln_tree_first(c).id] != sym)
                continue;
            mln_node type = mln_tree_child(tree, c, 1);
            if (!mln_tree_is(tree, type, MLN_KIND_NONE))
                return of_node(tree, type);
            *init = mln_tree_next(tree, type);
        }
    return (mln_type){0};
}

static bool is_integer(const mln_tree *tree, mln_type type)
{
    if (type.kind == MLN_TYPE_NAMED)
        return type.pointers == 0 && type.name_len == 3 && memcmp(type.name, "int", 3) == 0;
    return type.kind == MLN_TYPE_NODE && mln_tree_is(tree, type.node, MLN_KIND_TYPE_NAME) &&
           mln_str_is(mln_tree_sym_text(tree, type.node), "int");
}

static mln_type of_c_literal(const mln_tree *tree, mln_node n)
{
    mln_str text = mln_tree_text(tree, n);
    bool real = memchr(text.ptr, '.', text.len) != NULL;
    return named(real ? "double" : "int");
}

static mln_type get_type(mln_names *names, mln_node n, int depth)
{
    const mln_tree *tree = names->tree;
    bool c = tree->lang == MLN_LANG_C;
    for (; depth < DEPTH_MAX; depth++) {
        mln_node init = MLN_NO_NODE;
        mln_type type = {0};
        switch (mln_tree_kind(tree, n)) {
        case MLN_KIND_STRING:
            type = named(c ? "char" : "string");
            type.pointers = c;
            return type;
        case MLN_KIND_NUMBER:
            return c ? of_c_literal(tree, n) : named("number");
        case MLN_KIND_CHAR:
            return named("char");
        case MLN_KIND_BOOL:
            return named(c ? "bool" : "boolean");
        case MLN_KIND_REGEX:
            return named("RegExp");
        case MLN_KIND_NULL:
            return (mln_type){.kind = c ? MLN_TYPE_NULL : MLN_TYPE_UNKNOWN};
        case MLN_KIND_NEW: {
            mln_node callee = mln_tree_first(n);
            if (mln_tree_is(tree, callee, MLN_KIND_MEMBER))
                callee = mln_tree_child(tree, callee, 1);
            return of_symbol(tree, callee);
        }
        case MLN_KIND_CAST:
            return of_node(tree, mln_tree_child(tree, n, 1));
        case MLN_KIND_IDENT: {
            const mln_binding_info *binding = mln_names_get(names, n);
            if (!binding)
                return type;
            type = of_binding(binding, tree, &init);
            break;
        }
        case MLN_KIND_MEMBER:
            if (mln_tree_is(tree, mln_tree_first(n), MLN_KIND_THIS))
                type = of_field(tree, n, &init);
            break;
        case MLN_KIND_BINARY:
            if (c && is_integer(tree, get_type(names, mln_tree_first(n), depth + 1)) &&
                is_integer(tree, get_type(names, mln_tree_child(tree, n, 1), depth + 1)))
                return named("int");
            return type;
        default:
            return type;
        }
        if (type.kind != MLN_TYPE_UNKNOWN || init.id == UINT32_MAX ||
            mln_tree_is(tree, init, MLN_KIND_NONE))
            return type;
        n = init;
    }
    return (mln_type){0};
}

mln_type mln_names_get_type(mln_names *names, mln_node n)
{
    return get_type(names, n, 0);
}
