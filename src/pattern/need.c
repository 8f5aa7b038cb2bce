#include "pattern/need_p.h"

#include "base/ascii.h"

#include "base/banned.h"

#define ONE_PIECE_MIN 5u

/* Names of headers, operators ("$where") and the like are written in one piece; what else a string
 * is may be put together from parts. An import's source never is. */
static bool is_in_one_piece(mln_str text)
{
    for (uint32_t i = 0; i < text.len; i++)
        if (!mln_ascii_is_letter(text.ptr[i]) && text.ptr[i] != '-' && text.ptr[i] != '_' &&
            !(text.ptr[i] == '$' && i == 0))
            return false;
    return text.len >= ONE_PIECE_MIN;
}

static void note_string(mln_pattern *p, mln_node n)
{
    const mln_tree *tree = &p->tree;
    mln_str text = mln_tree_sym_text(tree, n);
    bool import = mln_tree_is(tree, mln_tree_parent(tree, n), MLN_KIND_IMPORT);
    if (text.len > p->string.len && (import || is_in_one_piece(text)))
        p->string = text;
}

mln_str mln_pattern_get_string_regex(const mln_pattern *p, mln_node n, uint32_t *flags)
{
    /* The raw text: escapes belong to the regular expression. */
    mln_str raw = mln_tree_text(&p->tree, n);
    raw = (mln_str){raw.ptr + 4, raw.len - 5};
    *flags = 0;
    while (raw.len && raw.ptr[raw.len - 1] != '/') {
        *flags |= raw.ptr[raw.len - 1] == 'i' ? MLN_REGEX_CASELESS : 0u;
        *flags |= raw.ptr[raw.len - 1] == 'm' ? MLN_REGEX_MULTILINE : 0u;
        raw.len--;
    }
    if (raw.len)
        raw.len--;
    return raw;
}

/* Whether a literal is in the file of every match under the same text. Strings may be put together
 * from parts, so only that of a require counts. */
static bool is_required(const mln_pattern *p, mln_node n)
{
    const mln_tree *tree = &p->tree;
    mln_kind kind = mln_tree_kind(tree, n);
    mln_node parent = mln_tree_parent(tree, n);
    if (p->nodes[n.id].literal == UINT32_MAX)
        return false;
    if (kind == MLN_KIND_STRING && mln_tree_is(tree, parent, MLN_KIND_CALL))
        return mln_str_is(mln_tree_sym_text(tree, mln_tree_first(parent)), "require");
    return kind == MLN_KIND_PROPERTY_NAME ||
           (kind == MLN_KIND_IDENT && !mln_tree_is(tree, parent, MLN_KIND_IMPORT_ITEM));
}

static uint64_t get_variable_bit(const mln_pattern_node *node)
{
    return node->variable == MLN_NO_VARIABLE         ? 0
           : node->variable < MLN_STEP_VARIABLES_MAX ? UINT64_C(1) << node->variable
                                                     : UINT64_MAX;
}

/* Whether all around a node, up to the statement `top`, has to be matched for the statement to be.
 * Notes a call that a tagged template can stand for whatever its arguments are. */
static bool is_certain(const mln_pattern *p, mln_node n, mln_pattern_step *step)
{
    const mln_tree *tree = &p->tree;
    while (n.id != step->node.id) {
        n = mln_tree_parent(tree, n);
        switch (mln_tree_kind(tree, n)) {
        case MLN_KIND_CALL:
            if (p->nodes[n.id].meta == MLN_META_PLAIN && p->nodes[n.id].has_ellipsis)
                step->open_call = true;
            break;
        case MLN_KIND_EXPR_STMT:
        case MLN_KIND_DECLARATOR:
        case MLN_KIND_RETURN:
        case MLN_KIND_IF:
        case MLN_KIND_ASSIGN:
        case MLN_KIND_BINARY:
        case MLN_KIND_NEW:
        case MLN_KIND_INDEX:
        case MLN_KIND_UNARY:
        case MLN_KIND_OBJECT:
        case MLN_KIND_PROPERTY:
            break;
        default:
            return false;
        }
    }
    return true;
}

/* Whether what a variable matches is there as itself: an operand, an argument, what is assigned.
 * Not a member's object, which may be the module that a name was imported from, nor what is called.
 */
static bool is_operand(const mln_pattern *p, mln_node n)
{
    const mln_tree *tree = &p->tree;
    mln_node parent = mln_tree_parent(tree, n);
    if (p->nodes[n.id].meta != MLN_META_VARIABLE || !mln_tree_is(tree, n, MLN_KIND_IDENT))
        return false;
    switch (mln_tree_kind(tree, parent)) {
    case MLN_KIND_CALL:
    case MLN_KIND_NEW:
        return n.id != parent.id + 1;
    case MLN_KIND_ASSIGN:
    case MLN_KIND_BINARY:
    case MLN_KIND_INDEX:
    case MLN_KIND_UNARY:
        return true;
    default:
        return false;
    }
}

/* What a type is asked for may stand where the value was declared, so a statement that asks for one
 * has no literals of its own. */
static void find_step(const mln_pattern *p, mln_arena *arena, mln_pattern_step *step)
{
    const mln_tree *tree = &p->tree;
    uint32_t first = step->node.id, end = tree->end[first];
    uint32_t *required = MLN_ARENA_ARRAY(arena, uint32_t, end - first);
    step->required = required;
    bool typed = false;
    for (uint32_t id = first; id < end; id++) {
        step->variables |= get_variable_bit(&p->nodes[id]);
        typed |= p->nodes[id].meta == MLN_META_TYPED;
        if (is_operand(p, (mln_node){id}) && p->nodes[id].variable < MLN_STEP_VARIABLES_MAX &&
            is_certain(p, (mln_node){id}, step))
            step->held |= get_variable_bit(&p->nodes[id]);
        if (p->nodes[id].meta == MLN_META_ANYTHING)
            id = tree->end[id] - 1;
        else if (is_required(p, (mln_node){id}))
            required[step->required_count++] = p->nodes[id].literal;
    }
    if (typed) {
        step->required_count = 0;
        step->held = 0;
    }
}

static void find_steps(mln_pattern *p, mln_arena *arena)
{
    const mln_tree *tree = &p->tree;
    uint32_t end = tree->end[p->list.id];
    for (uint32_t id = p->root.id; id < end; id = tree->end[id])
        p->step_count++;
    mln_pattern_step *steps = MLN_ARENA_ARRAY(arena, mln_pattern_step, p->step_count + 1);
    uint32_t count = 0;
    for (uint32_t id = p->root.id; id < end; id = tree->end[id]) {
        steps[count].node = (mln_node){id};
        find_step(p, arena, &steps[count++]);
    }
    for (uint32_t i = count; i-- > 1;)
        steps[i - 1].variables |= steps[i].variables;
    p->steps = steps;
}

void mln_pattern_find_needs(mln_pattern *p, mln_arena *arena)
{
    const mln_tree *tree = &p->tree;
    uint32_t *required = MLN_ARENA_ARRAY(arena, uint32_t, tree->count + 1), flags;
    p->required = required;
    for (uint32_t id = p->list.id; id < tree->end[p->list.id]; id++) {
        mln_node n = {id};
        if (p->nodes[id].meta == MLN_META_ANYTHING) {
            id = tree->end[id] - 1;
            continue;
        }
        if (p->nodes[id].meta == MLN_META_STRING_REGEX)
            p->string_regex = mln_pattern_get_string_regex(p, n, &flags);
        else if (p->nodes[id].literal != UINT32_MAX && mln_tree_is(tree, n, MLN_KIND_STRING))
            note_string(p, n);
        if (is_required(p, n))
            required[p->required_count++] = p->nodes[id].literal;
    }
    if (p->shape == MLN_SHAPE_SEQUENCE)
        find_steps(p, arena);
}
