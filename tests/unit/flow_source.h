/* Source text through the whole of flow, for tests: parsed, lowered, resolved and solved.
 *
 * In the text `source()` is a source, each argument of `sink(…)` a sink, `clean(…)` a sanitizer;
 * `source1()`, `sink1(…)`, `clean1(…)` are those of problem 1, and so on. A line whose sink must be
 * reached ends in `// hit`; no other line may be.
 */
#ifndef MLN_TEST_FLOW_SOURCE_H
#define MLN_TEST_FLOW_SOURCE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "flow/build.h"
#include "flow/solve.h"
#include "syntax/parse.h"

typedef struct {
    mln_parser *parser;
    mln_tree tree;
    mln_names names;
    mln_flow_lowering *lowering;
    mln_api *api;
    mln_resolver *resolver;
    mln_solver *solver;
    mln_arena arena;
    mln_facts facts;
    mln_resolution resolution;
    MLN_VEC(mln_mark)
    marks;
    mln_solve_policy policy;
    const mln_require *requires;
    uint32_t require_count;
    uint64_t budget;
    const mln_flow_hit *hits;
    uint32_t hit_count;
    bool spent;
} flow_source;

static inline void flow_source_init(flow_source *s)
{
    memset(s, 0, sizeof *s);
    s->parser = mln_parser_new();
    mln_tree_init(&s->tree);
    s->lowering = mln_flow_lowering_new();
    s->api = mln_api_new();
    s->solver = mln_solver_new();
    s->budget = 100000;
    /* As a rule with models has it. */
    uint64_t all = ~(uint64_t)0;
    s->policy = (mln_solve_policy){.library = all,
                                   .guards = all,
                                   .number_kills = all,
                                   .boolean_kills = all,
                                   .comparison_kills = all,
                                   .not_kills = all,
                                   .index_kills = all,
                                   .throws = all,
                                   .interprocedural = all};
}

static inline void flow_source_release(flow_source *s)
{
    mln_solver_free(s->solver);
    mln_resolver_free(s->resolver);
    mln_api_free(s->api);
    mln_flow_lowering_free(s->lowering);
    mln_names_release(&s->names);
    mln_parser_free(s->parser);
    mln_tree_release(&s->tree);
    mln_arena_release(&s->arena);
    mln_vec_release(&s->marks);
}

/* The bit that a global's name ends in, if it begins with `word`; -1 otherwise. */
static inline int flow_source_bit(mln_str name, const char *word)
{
    mln_str start = mln_str_of(word);
    if (!mln_str_starts_with(name, start) || name.len > start.len + 1)
        return -1;
    if (name.len == start.len)
        return 0;
    char c = name.ptr[start.len];
    return c >= '0' && c <= '9' ? c - '0' : -1;
}

static inline void flow_source_mark(flow_source *s)
{
    const mln_facts *f = &s->facts;
    mln_vec_clear(&s->marks);
    for (uint32_t v = 0; v < f->value_count; v++) {
        if (mln_facts_op(f, v) != MLN_FLOW_CALL)
            continue;
        const mln_flow_operand *operands = mln_facts_operands(f, v);
        uint32_t callee = mln_facts_skip_copies(f, operands[0].value);
        if (mln_facts_op(f, callee) != MLN_FLOW_GLOBAL)
            continue;
        mln_str name = mln_facts_string(f, f->sym[callee]);
        static const char *const words[] = {"source", "sink", "clean"};
        for (int w = 0; w < 3; w++) {
            int bit = flow_source_bit(name, words[w]);
            if (bit < 0)
                continue;
            mln_mark mark = {.kind = (mln_mark_kind)w, .problem = (uint32_t)bit, .value = v};
            if (w != MLN_MARK_SINK) {
                mln_vec_add(&s->marks, mark);
                continue;
            }
            for (uint32_t i = 2; i < f->count[v]; i++) {
                mark.value = operands[i].value;
                mln_vec_add(&s->marks, mark);
            }
        }
    }
}

static inline void flow_source_solve(flow_source *s)
{
    mln_solve_input input = {.facts = &s->facts,
                             .resolution = &s->resolution,
                             .marks = s->marks.data,
                             .mark_count = s->marks.len,
                             .requires = s->requires,
                             .require_count = s->require_count,
                             .policy = s->policy,
                             .budget = s->budget};
    mln_solver_run(s->solver, &input, &s->arena, &s->hits, &s->hit_count, &s->spent);
}

/* Lowers and resolves. The api is frozen by the first. */
static inline void flow_source_load(flow_source *s, mln_lang lang, const char *code)
{
    assert_int_equal(mln_parser_parse_as(s->parser, &s->tree, lang, mln_str_of(code)), MLN_OK);
    if (s->tree.errors.len)
        fail_msg("does not parse: %s", code);
    mln_names_resolve(&s->names, &s->tree);
    uint32_t spent = 0;
    mln_flow_build(s->lowering, &s->names, &s->arena, &s->facts, &spent);
    const char *broken = mln_facts_check(&s->facts);
    if (broken)
        fail_msg("facts: %s", broken);
    if (!s->resolver) {
        mln_api_freeze(s->api);
        s->resolver = mln_resolver_new(s->api);
    }
    mln_resolver_run(s->resolver, &s->facts, &s->arena, &s->resolution);
    flow_source_mark(s);
}

static inline bool flow_source_has_hit(const flow_source *s, uint32_t from, uint32_t to)
{
    for (uint32_t i = 0; i < s->hit_count; i++) {
        uint32_t at = s->facts.start[s->marks.data[s->hits[i].sink].value];
        if (from <= at && at < to)
            return true;
    }
    return false;
}

/* Every line has a hit exactly when it says so. */
static inline void flow_source_expect(flow_source *s, mln_lang lang, const char *code)
{
    flow_source_load(s, lang, code);
    flow_source_solve(s);
    for (const char *line = code; *line;) {
        size_t len = strcspn(line, "\n");
        mln_str text = {line, (uint32_t)len};
        uint32_t from = (uint32_t)(line - code);
        bool wanted = mln_str_ends_with(text, MLN_STR("// hit"));
        if (flow_source_has_hit(s, from, from + (uint32_t)len) != wanted) {
            if (getenv("MLN_TEST_FACTS")) { /* to see why */
                mln_buf out = {0};
                mln_facts_print(&s->facts, &out);
                fprintf(stderr, "%s", mln_buf_get_text(&out));
                mln_buf_release(&out);
            }
            fail_msg("%s: %.*s", wanted ? "missed" : "false alarm", (int)len, line);
        }
        line += len + (line[len] == '\n');
    }
}

#endif
