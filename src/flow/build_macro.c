/* C: calls of macros whose body is a call.
 *
 * `#define LOG(text) syslog(LOG_INFO, "%s", (text))` and `LOG(name)`: syslog is called, and the
 * name is its third argument. The body is text (the grammar does not parse it), so it is taken
 * apart here: a word, and arguments between commas. What stands in parentheses or behind a cast is
 * what stands there; an argument that is more than a parameter or a literal is made of the
 * parameters it mentions. `{ f(x); }` and `do { f(x); } while (0)` are `f(x)`. */
#include "flow/build_p.h"

#include "base/ascii.h"

#include "base/banned.h"

#define ARGUMENTS_MAX 24

typedef struct {
    mln_str callee;
    mln_str arguments[ARGUMENTS_MAX];
    uint32_t count;
} body_call;

static bool is_word(char c)
{
    return c == '_' || mln_ascii_is_alnum(c);
}

static uint32_t count_word(mln_str text)
{
    uint32_t i = 0;
    while (i < text.len && is_word(text.ptr[i]))
        i++;
    return i;
}

static mln_str cut(mln_str text, uint32_t from, uint32_t to)
{
    return mln_str_trim((mln_str){text.ptr + from, to - from});
}

/* Behind the literal or comment-free character that begins at `i`. */
static uint32_t skip_literal(mln_str text, uint32_t i)
{
    char quote = text.ptr[i];
    if (quote != '"' && quote != '\'')
        return i + 1;
    for (i++; i < text.len && text.ptr[i] != quote; i++)
        i += text.ptr[i] == '\\';
    return i + 1;
}

/* The parenthesis that closes the one at `open`; text.len when none does. */
static uint32_t find_close(mln_str text, uint32_t open)
{
    uint32_t depth = 0;
    for (uint32_t i = open; i < text.len; i = skip_literal(text, i)) {
        if (text.ptr[i] == '(' || text.ptr[i] == '{')
            depth++;
        else if ((text.ptr[i] == ')' || text.ptr[i] == '}') && --depth == 0)
            return i;
    }
    return text.len;
}

static mln_str drop(mln_str text, const char *word)
{
    uint32_t length = (uint32_t)strlen(word);
    if (!mln_str_starts_with(text, mln_str_of(word)) ||
        (length < text.len && is_word(word[length - 1]) && is_word(text.ptr[length])))
        return text;
    return cut(text, length, text.len);
}

/* Out of parentheses, braces and `do … while (0)`. */
static mln_str unwrap(mln_str text)
{
    for (;;) {
        mln_str before = text;
        text = drop(mln_str_trim(text), "do");
        if (text.len && text.ptr[text.len - 1] == ';')
            text = cut(text, 0, text.len - 1);
        if (text.len && (text.ptr[0] == '(' || text.ptr[0] == '{')) {
            uint32_t close = find_close(text, 0);
            mln_str rest = close < text.len ? cut(text, close + 1, text.len) : text;
            if (rest.len == 0 ||
                (text.ptr[0] == '{' && mln_str_starts_with(rest, MLN_STR("while"))))
                text = cut(text, 1, close);
        }
        if (text.len == before.len)
            return text;
    }
}

/* Behind a cast: a parenthesis with a type and nothing else before a word, a literal or another. */
static mln_str skip_casts(mln_str text)
{
    for (;;) {
        text = unwrap(text);
        uint32_t close = text.len && text.ptr[0] == '(' ? find_close(text, 0) : text.len;
        if (close >= text.len)
            return text;
        for (uint32_t i = 1; i < close; i++)
            if (!is_word(text.ptr[i]) && text.ptr[i] != ' ' && text.ptr[i] != '*')
                return text;
        text = cut(text, close + 1, text.len);
    }
}

static bool take_apart(mln_str text, body_call *found)
{
    text = unwrap(text);
    if (mln_str_starts_with(text, MLN_STR("(void)")))
        text = cut(text, 6, text.len);
    uint32_t word = count_word(text);
    found->callee = (mln_str){text.ptr, word};
    found->count = 0;
    while (word < text.len && text.ptr[word] == ' ')
        word++;
    if (found->callee.len == 0 || word >= text.len || text.ptr[word] != '(' ||
        find_close(text, word) + 1 != text.len)
        return false;
    uint32_t from = word + 1, stop = text.len - 1;
    for (uint32_t i = from; i <= stop;) {
        if (i == stop || text.ptr[i] == ',') {
            if (found->count >= ARGUMENTS_MAX)
                return false;
            mln_str argument = cut(text, from, i);
            if (argument.len || found->count)
                found->arguments[found->count++] = argument;
            from = ++i;
        } else if (text.ptr[i] == '(' || text.ptr[i] == '{') {
            i = find_close(text, i) + 1;
        } else {
            i = skip_literal(text, i);
        }
    }
    return true;
}

/* ---- parameters ---- */

typedef struct {
    mln_lowering *l;
    mln_node call;
    mln_node params;
    uint32_t param_count;
    uint32_t first_value; /* of the arguments that are given, on the stack */
    uint32_t given;
} macro_call;

static uint32_t find_param(const macro_call *m, mln_str name)
{
    uint32_t i = 0;
    MLN_EACH_CHILD(m->l->tree, m->params, param)
    {
        if (mln_str_equal(mln_tree_text(m->l->tree, mln_tree_first(param)), name))
            return i;
        i++;
    }
    return UINT32_MAX;
}

static mln_node get_given(const macro_call *m, uint32_t index)
{
    const mln_tree *tree = m->l->tree;
    mln_node arg = mln_tree_next(tree, mln_tree_first(m->call));
    while (index-- > 0)
        arg = mln_tree_next(tree, arg);
    return arg;
}

static uint32_t get_value(const macro_call *m, uint32_t index)
{
    return m->l->stack.data[m->first_value + index].value;
}

/* Gives a value of the body the place of the macro's name. */
static uint32_t place(const macro_call *m, uint32_t value)
{
    mln_node name = mln_tree_first(m->call);
    m->l->b.values.data[value].start = m->l->tree->start[name.id];
    m->l->b.values.data[value].stop = m->l->tree->stop[name.id];
    return value;
}

/* Made of the parameters that it mentions. */
static uint32_t make_mixed(const macro_call *m, mln_str text)
{
    uint32_t base = m->l->stack.len;
    for (uint32_t i = 0; i < text.len;) {
        uint32_t word = count_word((mln_str){text.ptr + i, text.len - i});
        if (word == 0) {
            i = skip_literal(text, i);
            continue;
        }
        uint32_t param = find_param(m, (mln_str){text.ptr + i, word});
        if (param < m->given)
            mln_vec_add(&m->l->stack, (mln_flow_operand){get_value(m, param), 0});
        i += word;
    }
    uint32_t made = mln_build_add(m->l, MLN_FLOW_UNKNOWN, MLN_NO_NODE, m->l->stack.data + base,
                                  m->l->stack.len - base);
    m->l->stack.len = base;
    return place(m, made);
}

/* What an argument of the body is; `*param`: the parameter that it is, or UINT32_MAX. */
static uint32_t make_argument(const macro_call *m, mln_str text, uint32_t *param)
{
    mln_lowering *l = m->l;
    text = skip_casts(text);
    *param = find_param(m, text);
    if (*param < m->given)
        return get_value(m, *param);
    *param = UINT32_MAX;
    bool word = text.len > 0 && count_word(text) == text.len;
    if (text.len >= 2 && text.ptr[0] == '"' && skip_literal(text, 0) == text.len)
        return place(m, mln_build_const(l, MLN_NO_NODE, MLN_FLOW_STRING,
                                        mln_build_text(l, cut(text, 1, text.len - 1))));
    if (word && mln_ascii_is_digit(text.ptr[0]))
        return place(m, mln_build_const(l, MLN_NO_NODE, MLN_FLOW_NUMBER, mln_build_text(l, text)));
    if (!word)
        return make_mixed(m, text);
    uint32_t global = mln_build_add(l, MLN_FLOW_GLOBAL, MLN_NO_NODE, NULL, 0);
    l->b.values.data[global].sym = mln_build_text(l, text);
    return place(m, global);
}

/* ---- calls ---- */

static uint32_t make_call(macro_call *m, const body_call *body, uint32_t *ports)
{
    mln_lowering *l = m->l;
    uint32_t base = l->stack.len, port = 0;
    uint32_t callee = mln_build_add(l, MLN_FLOW_GLOBAL, mln_tree_first(m->call), NULL, 0);
    l->b.values.data[callee].sym = mln_build_text(l, body->callee);
    mln_vec_add(&l->stack, (mln_flow_operand){callee, 0});
    mln_vec_add(&l->stack, (mln_flow_operand){mln_build_nothing(l), 0});
    for (uint32_t i = 0; i < body->count; i++) {
        mln_str text = body->arguments[i];
        if (mln_str_equal(drop(text, "##"), MLN_STR("__VA_ARGS__"))) {
            for (uint32_t rest = m->param_count; rest < m->given; rest++, port++) {
                ports[rest] = port;
                mln_vec_add(&l->stack, (mln_flow_operand){get_value(m, rest), 0});
            }
            continue;
        }
        uint32_t param, value = make_argument(m, text, &param);
        if (param != UINT32_MAX)
            ports[param] = port;
        mln_vec_add(&l->stack, (mln_flow_operand){value, 0});
        port++;
    }
    uint32_t call =
        mln_build_add(l, MLN_FLOW_CALL, m->call, l->stack.data + base, l->stack.len - base);
    l->stack.len = base;
    return call;
}

bool mln_build_macro(mln_lowering *l, mln_node n, uint32_t *call)
{
    const mln_tree *tree = l->tree;
    mln_node callee = mln_tree_first(n);
    const mln_binding_info *binding =
        mln_tree_is(tree, callee, MLN_KIND_IDENT) ? mln_names_get(l->names, callee) : NULL;
    if (!binding || !mln_tree_is(tree, binding->owner, MLN_KIND_DEFINE))
        return false;
    mln_node params = mln_tree_child(tree, binding->owner, 1);
    mln_node value = mln_tree_child(tree, binding->owner, 2);
    body_call body;
    if (mln_tree_is(tree, params, MLN_KIND_NONE) || mln_tree_is(tree, value, MLN_KIND_NONE) ||
        !take_apart(mln_str_trim(mln_tree_text(tree, value)), &body))
        return false;
    macro_call m = {.l = l, .call = n, .params = params, .first_value = l->stack.len};
    MLN_EACH_CHILD(tree, params, param)
    {
        (void)param;
        m.param_count++;
    }
    for (mln_node arg = mln_tree_next(tree, callee); arg.id < tree->end[n.id];
         arg = mln_tree_next(tree, arg), m.given++)
        mln_vec_add(&l->stack, (mln_flow_operand){mln_build_expr(l, arg), 0});
    uint32_t ports[ARGUMENTS_MAX];
    if (m.given > ARGUMENTS_MAX)
        m.given = ARGUMENTS_MAX;
    for (uint32_t i = 0; i < m.given; i++)
        ports[i] = UINT32_MAX;
    *call = make_call(&m, &body, ports);
    l->stack.len = m.first_value;
    for (uint32_t i = 0; i < m.given; i++)
        if (ports[i] != UINT32_MAX)
            mln_build_c_out(l, *call, ports[i], get_given(&m, i));
    return true;
}
