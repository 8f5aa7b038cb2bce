/* The metavariable-* conditions. */
#include <errno.h>
#include <stdlib.h>

#include "names/type.h"
#include "names/value.h"
#include "pattern/program_p.h"

#include "base/banned.h"

#define DEPTH_MAX 32u

static mln_str span_text(const mln_evaluator *e, mln_span span)
{
    return (mln_str){e->subject.tree->text.ptr + span.start, span.stop - span.start};
}

static mln_constant get_constant(mln_evaluator *e, const mln_bound *bound)
{
    if (bound->kind == MLN_BOUND_TEXT)
        return (mln_constant){MLN_CONSTANT_STRING, bound->sym};
    if (bound->kind == MLN_BOUND_NODE)
        return mln_names_get_value(e->subject.names, bound->node);
    return (mln_constant){MLN_CONSTANT_UNKNOWN, {0}};
}

/* What a regular expression sees; `*shift` is where it stands in the file, UINT32_MAX when it does
 * not stand there as such. */
static mln_str get_text(mln_evaluator *e, const mln_bound *bound, bool constant, uint32_t *shift)
{
    const mln_tree *tree = e->subject.tree;
    *shift = bound->span.start;
    bool literal =
        bound->node.id < tree->count && (mln_tree_is(tree, bound->node, MLN_KIND_STRING) ||
                                         mln_tree_is(tree, bound->node, MLN_KIND_TEMPLATE) ||
                                         mln_tree_is(tree, bound->node, MLN_KIND_REGEX));
    if (bound->kind == MLN_BOUND_TEXT && !literal) {
        *shift = UINT32_MAX;
        return mln_strtab_get(&tree->syms, bound->sym.id);
    }
    if (constant && bound->kind == MLN_BOUND_NODE) {
        mln_constant value = get_constant(e, bound);
        if (value.kind == MLN_CONSTANT_STRING || value.kind == MLN_CONSTANT_NUMBER ||
            value.kind == MLN_CONSTANT_BOOL) {
            *shift = UINT32_MAX;
            return mln_strtab_get(&tree->syms, value.sym.id);
        }
    }
    return span_text(e, bound->span);
}

/* `groups` and `count` as for mln_regex_match, `shift` as for get_text. */
static bool match_regex(mln_evaluator *e, const mln_part_condition *c, const mln_bound *bound,
                        mln_span *groups, uint32_t *count, uint32_t *shift)
{
    /* As in the language's own engine: on `$1` it never holds. */
    if (mln_eval_is_group(e->compiled->variables[c->variable]))
        return false;
    mln_str text = get_text(e, bound, c->constant_propagation, shift);
    mln_regex_result result = mln_regex_match(c->regex, e->regex, text, 0, groups, count);
    e->spent |= result == MLN_REGEX_LIMIT;
    return result == MLN_REGEX_MATCH;
}

bool mln_eval_test_regex(mln_evaluator *e, const mln_part_condition *c, const mln_bound *bound)
{
    uint32_t shift;
    return match_regex(e, c, bound, NULL, NULL, &shift);
}

static void test_regex(mln_evaluator *e, const mln_part_condition *c, const mln_eval_range *range,
                       mln_eval_ranges *out)
{
    mln_span groups[MLN_REGEX_GROUP_MAX];
    uint32_t count = MLN_REGEX_GROUP_MAX, shift;
    if (!match_regex(e, c, &range->bounds[c->variable], groups, &count, &shift))
        return;
    mln_bound *bounds = mln_eval_copy(e, range->bounds);
    if (shift != UINT32_MAX)
        mln_eval_bind_groups(e, c->regex, groups, count, shift, bounds);
    mln_vec_add(out, (mln_eval_range){range->span, bounds, range->inside, range->is_text});
}

/* The formula on code of the file; what it takes away must agree with what is bound outside. */
static void eval_within(mln_evaluator *e, const mln_part_condition *c, const mln_eval_range *range,
                        mln_span within, mln_eval_ranges *found)
{
    const mln_bound *outer = e->outer;
    e->outer = range->bounds;
    mln_eval_part(e, c->formula, &within, found);
    e->outer = outer;
}

/* The formula on the bound code, with the outer bindings. */
static void test_pattern(mln_evaluator *e, const mln_part_condition *c, const mln_eval_range *range,
                         mln_eval_ranges *out)
{
    const mln_bound *bound = &range->bounds[c->variable];
    mln_span within = bound->span;
    /* A string's inside is no code unless a language is named. */
    if (bound->kind == MLN_BOUND_TEXT && !c->has_language)
        return;
    const mln_tree *tree = e->subject.tree;
    /* A list of statements is code; one of arguments is none. */
    if (bound->kind == MLN_BOUND_LIST && !c->has_language &&
        (within.start == within.stop || mln_tree_role(tree, bound->node) != MLN_ROLE_STMT))
        return;
    /* As text, or in a language of its own, a string is what stands between its quotes. */
    if (c->has_language && bound->kind == MLN_BOUND_NODE &&
        mln_tree_is(tree, bound->node, MLN_KIND_STRING) && within.stop - within.start >= 2) {
        within.start++;
        within.stop--;
    }
    bool inner = bound->kind == MLN_BOUND_TEXT ||
                 (bound->kind == MLN_BOUND_NODE && mln_tree_is(tree, bound->node, MLN_KIND_STRING));
    mln_eval_ranges found = {0};
    mln_str constant = {0};
    /* `"$X"` on a variable: the text that it holds. */
    if (bound->kind == MLN_BOUND_TEXT && !mln_tree_is(tree, bound->node, MLN_KIND_STRING) &&
        !mln_tree_is(tree, bound->node, MLN_KIND_TEMPLATE))
        constant = mln_strtab_get(&tree->syms, bound->sym.id);
    if (c->has_language && constant.len)
        mln_eval_nested_text(e, c, constant, &found);
    else if (c->has_language && !c->of_text && (c->nested || inner))
        mln_eval_nested(e, c, within, &found);
    else
        eval_within(e, c, range, within, &found);
    for (uint32_t i = 0; i < found.len; i++) {
        mln_bound *bounds = mln_eval_copy(e, range->bounds);
        if (mln_eval_merge(e, bounds, found.data[i].bounds))
            mln_vec_add(out, (mln_eval_range){range->span, bounds, range->inside, range->is_text});
    }
    mln_vec_release(&found);
}

typedef struct {
    mln_evaluator *e;
    const mln_eval_range *range;
} lookup_context;

/* A word of text is a number if it looks like one, else a string. */
static void read_word(mln_str text, mln_value *value)
{
    char digits[32];
    char *stop = NULL;
    value->kind = MLN_VALUE_STRING;
    if (!text.len || text.len >= sizeof digits)
        return;
    memcpy(digits, text.ptr, text.len);
    digits[text.len] = 0;
    errno = 0;
    long long number = strtoll(digits, &stop, digits[0] == '0' ? 0 : 10);
    if (errno || stop != digits + text.len)
        return;
    value->kind = MLN_VALUE_INT;
    value->as.integer = number;
}

/* Arithmetic on constants, which JavaScript's numbers are floats for. */
static bool compute(mln_evaluator *e, mln_node n, uint32_t depth, double *result)
{
    const mln_tree *tree = e->subject.tree;
    n = mln_tree_skip_casts(tree, n);
    if (!depth)
        return false;
    if (!mln_tree_is(tree, n, MLN_KIND_BINARY)) {
        mln_constant value = mln_names_get_value(e->subject.names, n);
        mln_str text = mln_strtab_get(&tree->syms, value.sym.id);
        char *stop = NULL;
        *result = value.kind == MLN_CONSTANT_NUMBER ? strtod(text.ptr, &stop) : 0;
        return value.kind == MLN_CONSTANT_NUMBER && stop == text.ptr + text.len;
    }
    double a, b;
    if (!compute(e, mln_tree_first(n), depth - 1, &a) ||
        !compute(e, mln_tree_child(tree, n, 1), depth - 1, &b))
        return false;
    switch (mln_tree_op(tree, n)) {
    case MLN_OP_ADD:
        *result = a + b;
        return true;
    case MLN_OP_SUB:
        *result = a - b;
        return true;
    case MLN_OP_MUL:
        *result = a * b;
        return true;
    case MLN_OP_DIV:
        *result = a / b;
        return b != 0;
    default:
        return false;
    }
}

static mln_value look_up(void *context, mln_str name)
{
    const lookup_context *self = context;
    mln_evaluator *e = self->e;
    const mln_tree *tree = e->subject.tree;
    mln_value value = {.kind = MLN_VALUE_NONE};
    uint32_t v = 0;
    while (v < e->compiled->variable_count && !mln_str_equal(e->compiled->variables[v], name))
        v++;
    if (v == e->compiled->variable_count || self->range->bounds[v].kind == MLN_BOUND_NOT)
        return value;
    const mln_bound *bound = &self->range->bounds[v];
    value.kind = MLN_VALUE_TEXT;
    value.text = span_text(e, bound->span);
    if (bound->kind == MLN_BOUND_NODE && mln_tree_is(tree, bound->node, MLN_KIND_STRING))
        value.text = mln_tree_sym_text(tree, bound->node);
    if (bound->kind == MLN_BOUND_WORD) {
        read_word(value.text, &value);
        return value;
    }
    mln_constant constant = get_constant(e, bound);
    mln_str text = mln_strtab_get(&tree->syms, constant.sym.id);
    /* A text that is put together where it stands is not worked out. */
    if (bound->kind == MLN_BOUND_NODE && constant.kind == MLN_CONSTANT_STRING &&
        mln_tree_is(tree, bound->node, MLN_KIND_BINARY))
        return value;
    switch (constant.kind) {
    case MLN_CONSTANT_STRING:
        value.kind = MLN_VALUE_STRING;
        value.text = text;
        break;
    case MLN_CONSTANT_BOOL:
        value.kind = MLN_VALUE_BOOL;
        value.as.boolean = mln_str_is(text, "true");
        break;
    case MLN_CONSTANT_NUMBER: {
        char *stop = NULL;
        bool integer = tree->lang == MLN_LANG_C && !memchr(text.ptr, '.', text.len);
        if (integer) {
            value.kind = MLN_VALUE_INT;
            value.as.integer = strtoll(text.ptr, &stop, 0);
        } else {
            value.kind = MLN_VALUE_FLOAT;
            value.as.number = strtod(text.ptr, &stop);
        }
        /* 10n and the like are no plain numbers. */
        if (stop != text.ptr + text.len)
            value.kind = MLN_VALUE_TEXT;
        break;
    }
    default:
        if (bound->kind == MLN_BOUND_NODE && tree->lang != MLN_LANG_C &&
            compute(e, bound->node, DEPTH_MAX, &value.as.number))
            value.kind = MLN_VALUE_FLOAT;
        break;
    }
    return value;
}

static void test_comparison(mln_evaluator *e, const mln_part_condition *c,
                            const mln_eval_range *range, mln_eval_ranges *out)
{
    lookup_context context = {e, range};
    if (mln_comparison_evaluate(c->comparison, e->regex, look_up, &context) == MLN_COMPARISON_TRUE)
        mln_vec_add(out, *range);
}

static void test_analysis(mln_evaluator *e, const mln_part_condition *c,
                          const mln_eval_range *range, mln_eval_ranges *out)
{
    const mln_bound *bound = &range->bounds[c->variable];
    mln_span span = bound->span;
    if (bound->kind == MLN_BOUND_NODE && span.stop - span.start >= 2 &&
        mln_tree_is(e->subject.tree, bound->node, MLN_KIND_STRING)) {
        span.start++;
        span.stop--;
    }
    if (mln_analysis_holds(c->analyzer, span_text(e, span)))
        mln_vec_add(out, *range);
}

/* A type as people write it: "char *", "string". */
static void add_type_text(const mln_tree *tree, mln_type type, mln_buf *out)
{
    uint32_t pointers = type.pointers;
    if (type.kind == MLN_TYPE_NODE && mln_tree_is(tree, type.node, MLN_KIND_TYPE_ARRAY)) {
        mln_node size = mln_tree_child(tree, type.node, 1);
        type.node = mln_tree_first(type.node);
        type.pointers = 0;
        add_type_text(tree, type, out);
        mln_buf_addf(out, "[%.*s]", MLN_STR_ARGS(mln_tree_text(tree, size)));
    } else if (type.kind == MLN_TYPE_NAMED) {
        mln_buf_add(out, type.name, type.name_len);
    } else if (type.kind == MLN_TYPE_NODE) {
        mln_node n = type.node;
        while (mln_tree_is(tree, n, MLN_KIND_TYPE_POINTER)) {
            n = mln_tree_first(n);
            pointers++;
        }
        if (mln_tree_is(tree, n, MLN_KIND_TYPE_NAME))
            mln_buf_add_str(out, mln_tree_sym_text(tree, n));
        else if (mln_tree_is(tree, n, MLN_KIND_TYPE_APPLY))
            mln_buf_add_str(out, mln_tree_sym_text(tree, mln_tree_first(n)));
        else
            mln_buf_add_str(out, mln_tree_text(tree, n));
    }
    while (pointers--)
        mln_buf_add_char(out, '*');
}

static bool same_type_text(mln_str want, mln_str have)
{
    uint32_t i = 0, j = 0;
    for (;;) {
        while (i < want.len && want.ptr[i] == ' ')
            i++;
        while (j < have.len && have.ptr[j] == ' ')
            j++;
        if (i == want.len || j == have.len)
            return i == want.len && j == have.len;
        if (want.ptr[i++] != have.ptr[j++])
            return false;
    }
}

static void test_type(mln_evaluator *e, const mln_part_condition *c, const mln_eval_range *range,
                      mln_eval_ranges *out)
{
    const mln_bound *bound = &range->bounds[c->variable];
    if (bound->kind != MLN_BOUND_NODE)
        return;
    mln_type type = mln_names_get_type(e->subject.names, bound->node);
    mln_buf text = {0};
    add_type_text(e->subject.tree, type, &text);
    for (uint32_t i = 0; i < c->type_count && text.len; i++)
        if (same_type_text(c->types[i], mln_buf_get_str(&text))) {
            mln_vec_add(out, *range);
            break;
        }
    mln_buf_release(&text);
}

void mln_eval_condition(mln_evaluator *e, const mln_part_condition *c, const mln_eval_range *range,
                        mln_eval_ranges *out)
{
    /* A condition on what is not bound drops the match. */
    if (c->variable != UINT32_MAX && c->kind != MLN_CONDITION_COMPARISON &&
        range->bounds[c->variable].kind == MLN_BOUND_NOT)
        return;
    switch (c->kind) {
    case MLN_CONDITION_REGEX:
        test_regex(e, c, range, out);
        break;
    case MLN_CONDITION_PATTERN:
        test_pattern(e, c, range, out);
        break;
    case MLN_CONDITION_COMPARISON:
        test_comparison(e, c, range, out);
        break;
    case MLN_CONDITION_ANALYSIS:
        test_analysis(e, c, range, out);
        break;
    case MLN_CONDITION_TYPE:
        test_type(e, c, range, out);
        break;
    }
}
