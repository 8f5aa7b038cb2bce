/* Facts, marks and hits as text, for tests of the solver.
 *
 * A line each, words apart by spaces; functions nest and end with `end`:
 *
 *     x = global request
 *     function f a b             makes the values f, a, b, f.this, f.result, f.thrown
 *     q = concat 'select ' a     texts in quotes and numbers are constants; - is nothing
 *     return q
 *     end
 *     r = call f - x             callee, receiver, arguments; callee f: f is its target
 *     y = load r[name]           keys in brackets: [*] an element, [...] a spread
 *     c = binary == y 'a'
 *     z = refine y c 1
 *     also p z                   one more operand of a phi or cell p
 *     exit a v                   what parameter a (or this) holds at the end
 *     source x 0                 marks: value, problem
 *     sink z 0 / sanitizer z 0 / propagator x z 0
 *
 * Hits are written as `problem: source … sink`, a line each, with the names of the steps' values.
 */
#ifndef MLN_TEST_FLOW_TEXT_H
#define MLN_TEST_FLOW_TEXT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "flow/builder.h"
#include "flow/solve.h"

typedef struct {
    mln_facts_builder builder;
    mln_arena arena;
    mln_facts facts;
    mln_strtab names; /* of values: id -> values.data[id] */
    MLN_VEC(uint32_t)
    values;
    MLN_VEC(mln_call_target)
    targets;
    MLN_VEC(mln_mark)
    marks;
    MLN_VEC(mln_role_hit)
    roles;
    MLN_VEC(mln_state)
    states;
    MLN_VEC(uint32_t)
    first_state;
    mln_resolution resolution;
    mln_solve_policy policy;
    const mln_require *requires;
    uint32_t require_count;
    uint64_t budget;
    bool spent;
    uint32_t function;
} flow_text;

static inline uint32_t flow_text_find(flow_text *t, const char *name)
{
    uint32_t id = mln_strtab_find(&t->names, mln_str_of(name));
    if (id == UINT32_MAX || id >= t->values.len)
        fail_msg("no value %s", name);
    return t->values.data[id];
}

static inline void flow_text_name(flow_text *t, const char *name, uint32_t value)
{
    uint32_t id = mln_strtab_add(&t->names, mln_str_of(name));
    while (t->values.len <= id)
        mln_vec_add(&t->values, MLN_FLOW_NONE);
    t->values.data[id] = value;
}

static inline uint32_t flow_text_add(flow_text *t, mln_flow_op op, const mln_flow_operand *operands,
                                     uint32_t count)
{
    uint32_t at = t->builder.values.len * 10;
    return mln_facts_builder_add(&t->builder, op, t->function, 0, (mln_span){at, at + 5}, operands,
                                 count);
}

static inline uint32_t flow_text_symbol(flow_text *t, const char *text)
{
    return mln_facts_builder_add_string(&t->builder, mln_str_of(text));
}

/* `name`, `name[key]`, `'text'`, `12`, `-`. */
static inline mln_flow_operand flow_text_operand(flow_text *t, char *word)
{
    mln_flow_operand operand = {0};
    size_t len = strlen(word);
    char *bracket = strchr(word[0] == '\'' ? strchr(word + 1, '\'') : word, '[');
    if (bracket && word[len - 1] == ']') {
        word[len - 1] = '\0';
        *bracket = '\0';
        operand.key = strcmp(bracket + 1, "*") == 0     ? MLN_FLOW_ELEMENT
                      : strcmp(bracket + 1, "...") == 0 ? MLN_FLOW_SPREAD
                                                        : flow_text_symbol(t, bracket + 1);
    }
    bool number = (word[0] >= '0' && word[0] <= '9') || (word[0] == '-' && word[1]);
    if (strcmp(word, "-") == 0) {
        operand.value = flow_text_add(t, MLN_FLOW_UNDEFINED, NULL, 0);
    } else if (word[0] == '\'' || number) {
        if (word[0] == '\'') {
            word++;
            word[strlen(word) - 1] = '\0';
        }
        operand.value = flow_text_add(t, MLN_FLOW_CONST, NULL, 0);
        t->builder.values.data[operand.value].sym = flow_text_symbol(t, word);
        t->builder.values.data[operand.value].aux = number ? MLN_FLOW_NUMBER : MLN_FLOW_STRING;
    } else {
        operand.value = flow_text_find(t, word);
    }
    return operand;
}

static inline mln_flow_op flow_text_op(const char *name)
{
    for (int op = 0; op < MLN_FLOW_OP_COUNT; op++)
        if (strcmp(mln_flow_op_get_name((mln_flow_op)op), name) == 0)
            return (mln_flow_op)op;
    fail_msg("no operation %s", name);
    return MLN_FLOW_OP_COUNT;
}

static inline uint32_t flow_text_operator(const char *text)
{
    static const char *const texts[MLN_FLOW_OPERATOR_COUNT] = {
        "*",  "&",          "==", "!=",     "<",    "<=",     ">",   ">=",
        "in", "instanceof", "!",  "typeof", "void", "delete", "sign"};
    for (uint32_t i = 0; i < MLN_FLOW_OPERATOR_COUNT; i++)
        if (strcmp(texts[i], text) == 0)
            return i;
    fail_msg("no operator %s", text);
    return 0;
}

static inline void flow_text_function(flow_text *t, char **words, uint32_t count)
{
    char name[64];
    uint32_t f = t->builder.functions.len, closure = MLN_FLOW_NONE;
    if (f) {
        closure = flow_text_add(t, MLN_FLOW_CLOSURE, NULL, 0);
        t->builder.values.data[closure].aux = f;
        flow_text_name(t, words[0], closure);
    }
    mln_flow_function function = {.parent = f ? t->function : MLN_FLOW_NONE,
                                  .class_id = MLN_FLOW_NONE,
                                  .closure = closure,
                                  .param_count = 0,
                                  .first_exit = t->builder.exits.len};
    t->function = f;
    function.first_param = t->builder.values.len;
    for (uint32_t i = 1; i < count; i++) {
        if (strcmp(words[i], "+rest") == 0) {
            function.flags |= MLN_FLOW_FUNCTION_REST;
        } else if (strcmp(words[i], "+generator") == 0) {
            function.flags |= MLN_FLOW_FUNCTION_GENERATOR;
        } else {
            uint32_t param = flow_text_add(t, MLN_FLOW_PARAM, NULL, 0);
            t->builder.values.data[param].aux = function.param_count++;
            flow_text_name(t, words[i], param);
        }
    }
    for (uint32_t i = 0; i <= function.param_count; i++)
        mln_vec_add(&t->builder.exits, MLN_FLOW_NONE);
    function.this_value = flow_text_add(t, MLN_FLOW_THIS, NULL, 0);
    function.result = flow_text_add(t, MLN_FLOW_PHI, NULL, 0);
    function.thrown = flow_text_add(t, MLN_FLOW_PHI, NULL, 0);
    mln_vec_add(&t->builder.functions, function);
    if (f) {
        snprintf(name, sizeof name, "%s.this", words[0]);
        flow_text_name(t, name, function.this_value);
        snprintf(name, sizeof name, "%s.result", words[0]);
        flow_text_name(t, name, function.result);
        snprintf(name, sizeof name, "%s.thrown", words[0]);
        flow_text_name(t, name, function.thrown);
    }
}

static inline void flow_text_mark(flow_text *t, mln_mark_kind kind, char **words, uint32_t count)
{
    bool propagates = kind == MLN_MARK_PROPAGATOR;
    mln_mark mark = {.kind = kind,
                     .value = flow_text_find(t, words[0]),
                     .problem = (uint32_t)atoi(words[propagates ? 2 : 1])};
    if (propagates)
        mark.to = flow_text_find(t, words[1]);
    for (uint32_t i = 2; i < count; i++) {
        if (strncmp(words[i], "requires", 8) == 0)
            mark.requires_index = (uint64_t)atoi(words[i] + 8);
        if (strncmp(words[i], "id", 2) == 0)
            mark.id = (uint32_t)atoi(words[i] + 2);
        if (strncmp(words[i], "group", 5) == 0)
            mark.group = (uint32_t)atoi(words[i] + 5);
        if (strcmp(words[i], "deep") == 0)
            mark.deep = true;
        if (strncmp(words[i], "path", 4) == 0)
            mark.path = (uint32_t)atoi(words[i] + 4);
    }
    mln_vec_add(&t->marks, mark);
}

static inline void flow_text_value(flow_text *t, const char *name, char **words, uint32_t count)
{
    bool bind = strcmp(words[0], "bind") == 0, fresh = strcmp(words[0], "new") == 0;
    mln_flow_op op = bind ? MLN_FLOW_COPY : fresh ? MLN_FLOW_CALL : flow_text_op(words[0]);
    mln_flow_operand operands[16];
    uint32_t n = 0, aux = 0, sym = 0, from = 1, to = count;
    switch (op) {
    case MLN_FLOW_GLOBAL:
    case MLN_FLOW_MODULE:
    case MLN_FLOW_REGEX:
        sym = flow_text_symbol(t, words[1]);
        from = count;
        break;
    case MLN_FLOW_BINARY:
    case MLN_FLOW_UNARY:
        aux = flow_text_operator(words[1]);
        from = 2;
        break;
    case MLN_FLOW_REFINE:
    case MLN_FLOW_OUT:
        aux = strcmp(words[3], "receiver") == 0 ? MLN_FLOW_PORT_RECEIVER
              : strcmp(words[3], "thrown") == 0 ? MLN_FLOW_PORT_THROWN
                                                : (uint32_t)atoi(words[3]);
        to = 3;
        break;
    default:
        break;
    }
    for (uint32_t i = from; i < to; i++)
        operands[n++] = flow_text_operand(t, words[i]);
    uint32_t value = flow_text_add(t, op, operands, n);
    mln_builder_value *v = &t->builder.values.data[value];
    v->aux = aux;
    v->sym = sym;
    v->flags = bind ? MLN_FLOW_FLAG_BIND : fresh ? MLN_FLOW_FLAG_NEW : 0;
    flow_text_name(t, name, value);
    uint32_t callee = op == MLN_FLOW_CALL ? operands[0].value : value;
    while (t->builder.values.data[callee].op == MLN_FLOW_COPY ||
           t->builder.values.data[callee].op == MLN_FLOW_CAPTURE)
        callee = t->builder.operands.data[t->builder.values.data[callee].first].value;
    if (op == MLN_FLOW_CALL && t->builder.values.data[callee].op == MLN_FLOW_CLOSURE)
        mln_vec_add(&t->targets, (mln_call_target){value, t->builder.values.data[callee].aux});
}

/* Adds a line; it is written into. */
static inline void flow_text_line(flow_text *t, char *line)
{
    char *words[24];
    uint32_t n = 0;
    for (char *at = line; *at && n < MLN_COUNT_OF(words);) {
        while (*at == ' ')
            at++;
        if (!*at)
            break;
        words[n++] = at;
        bool quoted = *at == '\'';
        if (quoted)
            at = strchr(at + 1, '\'') + 1;
        while (*at && *at != ' ')
            at++;
        if (*at)
            *at++ = '\0';
    }
    if (n == 0)
        return;
    if (strcmp(words[0], "function") == 0) {
        flow_text_function(t, words + 1, n - 1);
    } else if (strcmp(words[0], "end") == 0) {
        t->function = t->builder.functions.data[t->function].parent;
    } else if (strcmp(words[0], "return") == 0 || strcmp(words[0], "throw") == 0) {
        const mln_flow_function *f = &t->builder.functions.data[t->function];
        uint32_t phi = words[0][0] == 'r' ? f->result : f->thrown;
        mln_facts_builder_add_operand(&t->builder, phi, flow_text_operand(t, words[1]));
    } else if (strcmp(words[0], "also") == 0) {
        mln_facts_builder_add_operand(&t->builder, flow_text_find(t, words[1]),
                                      flow_text_operand(t, words[2]));
    } else if (strcmp(words[0], "exit") == 0) {
        const mln_flow_function *f = &t->builder.functions.data[t->function];
        uint32_t exit = strcmp(words[1], "this") == 0
                            ? f->param_count
                            : flow_text_find(t, words[1]) - f->first_param;
        t->builder.exits.data[f->first_exit + exit] = flow_text_find(t, words[2]);
    } else if (strcmp(words[0], "source") == 0) {
        flow_text_mark(t, MLN_MARK_SOURCE, words + 1, n - 1);
    } else if (strcmp(words[0], "sink") == 0) {
        flow_text_mark(t, MLN_MARK_SINK, words + 1, n - 1);
    } else if (strcmp(words[0], "sanitizer") == 0) {
        flow_text_mark(t, MLN_MARK_SANITIZER, words + 1, n - 1);
    } else if (strcmp(words[0], "propagator") == 0) {
        flow_text_mark(t, MLN_MARK_PROPAGATOR, words + 1, n - 1);
    } else {
        flow_text_value(t, words[0], words + 2, n - 2);
    }
}

static inline void flow_text_init(flow_text *t, mln_lang lang)
{
    memset(t, 0, sizeof *t);
    mln_strtab_init(&t->names);
    mln_strtab_init(&t->builder.strings);
    mln_facts_builder_init(&t->builder, lang);
    mln_vec_add(&t->builder.blocks, (mln_flow_block){0});
    char *words[1] = {NULL};
    flow_text_function(t, words, 1);
    t->policy.interprocedural = ~(uint64_t)0;
    t->budget = 100000;
}

static inline void flow_text_add_lines(flow_text *t, const char *text)
{
    char line[256];
    while (*text) {
        size_t len = strcspn(text, "\n");
        assert_true(len < sizeof line);
        memcpy(line, text, len);
        line[len] = '\0';
        flow_text_line(t, line);
        text += len + (text[len] == '\n');
    }
}

/* Facts and resolution are ready. Every closure is its own only state. */
static inline void flow_text_seal(flow_text *t)
{
    mln_facts_builder_seal(&t->builder, &t->arena, &t->facts);
    const char *broken = mln_facts_check(&t->facts);
    if (broken)
        fail_msg("facts: %s", broken);
    for (uint32_t v = 0; v < t->facts.value_count; v++) {
        mln_vec_add(&t->first_state, t->states.len);
        uint32_t root = mln_facts_skip_copies(&t->facts, v);
        if (mln_facts_op(&t->facts, root) == MLN_FLOW_CLOSURE)
            mln_vec_add(&t->states, (mln_state){MLN_STATE_FUNCTION, t->facts.aux[root]});
    }
    mln_vec_add(&t->first_state, t->states.len);
    t->resolution.facts = &t->facts;
    t->resolution.states = t->states.data;
    t->resolution.first_state = t->first_state.data;
    t->resolution.targets = t->targets.data;
    t->resolution.target_count = t->targets.len;
    t->resolution.roles = t->roles.data;
    t->resolution.role_count = t->roles.len;
}

static inline void flow_text_write(const flow_text *t, uint32_t value, mln_buf *out)
{
    for (uint32_t id = 0; id < t->values.len; id++) {
        if (t->values.data[id] == value && id) {
            mln_buf_add_str(out, mln_strtab_get(&t->names, id));
            return;
        }
    }
    mln_buf_addf(out, "v%u", value);
}

static inline void flow_text_solve(flow_text *t, mln_solver *solver, mln_buf *out)
{
    mln_solve_input input = {.facts = &t->facts,
                             .resolution = &t->resolution,
                             .marks = t->marks.data,
                             .mark_count = t->marks.len,
                             .requires = t->requires,
                             .require_count = t->require_count,
                             .policy = t->policy,
                             .budget = t->budget};
    const mln_flow_hit *hits;
    uint32_t count;
    mln_solver_run(solver, &input, &t->arena, &hits, &count, &t->spent);
    for (uint32_t i = 0; i < count; i++) {
        mln_buf_addf(out, "%u:", hits[i].problem);
        for (uint32_t s = 0; s < hits[i].step_count; s++) {
            mln_buf_add_str(out, MLN_STR(" "));
            flow_text_write(t, hits[i].steps[s].value, out);
        }
        mln_buf_add_str(out, MLN_STR("\n"));
        assert_int_equal(t->marks.data[hits[i].source].value, hits[i].steps[0].value);
        assert_int_equal(t->marks.data[hits[i].sink].value,
                         hits[i].steps[hits[i].step_count - 1].value);
    }
}

static inline void flow_text_release(flow_text *t)
{
    mln_facts_builder_release(&t->builder);
    mln_arena_release(&t->arena);
    mln_strtab_release(&t->names);
    mln_vec_release(&t->values);
    mln_vec_release(&t->targets);
    mln_vec_release(&t->marks);
    mln_vec_release(&t->roles);
    mln_vec_release(&t->states);
    mln_vec_release(&t->first_state);
}

#endif
