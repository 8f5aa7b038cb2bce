/* The solver on facts written by hand: what each operation hands on, and on which way. */
#include "flow_text.h"

int mln_test_flow_solve(void);

static mln_solve_policy policy;

static const mln_require *requires;
static uint32_t require_count;

/* The hits of `text`, exactly. */
static void expect(const char *text, const char *expected)
{
    flow_text t;
    mln_buf out = {0};
    flow_text_init(&t, MLN_LANG_JS);
    policy.interprocedural = ~(uint64_t)0;
    t.policy = policy;
    t.requires = requires;
    t.require_count = require_count;
    flow_text_add_lines(&t, text);
    flow_text_seal(&t);
    mln_solver *solver = mln_solver_new();
    flow_text_solve(&t, solver, &out);
    mln_buf_add(&out, "", 1);
    assert_string_equal(out.data, expected);
    mln_solver_free(solver);
    mln_buf_release(&out);
    flow_text_release(&t);
}

static int reset(void **state)
{
    (void)state;
    memset(&policy, 0, sizeof policy);
    policy.library = ~(uint64_t)0;
    requires = NULL;
    require_count = 0;
    return 0;
}

static void text_is_put_together(void **state)
{
    (void)state;
    expect("x = global x\n"
           "y = bind x\n"
           "q = concat 'select ' y\n"
           "source x 0\n"
           "sink q 0\n",
           "0: x y q\n");
    /* Another problem, another variable. */
    expect("x = global x\n"
           "y = global y\n"
           "q = concat 'select ' y\n"
           "source x 0\n"
           "source y 1\n"
           "sink q 0\n",
           "");
}

static void loops_end(void **state)
{
    (void)state;
    expect("x = global x\n"
           "p = phi\n"
           "q = concat p x\n"
           "also p q\n"
           "source x 0\n"
           "sink p 0\n",
           "0: x q p\n");
}

static void problems_are_told_apart(void **state)
{
    (void)state;
    expect("x = global x\n"
           "a = bind x\n"
           "b = bind x\n"
           "p = phi a b\n"
           "source x 0\n"
           "source x 1\n"
           "sanitizer a 0\n"
           "sanitizer b 1\n"
           "sink a 0\n"
           "sink a 1\n"
           "sink p 0\n"
           "sink p 1\n",
           "1: x a\n"
           "0: x b p\n"
           "1: x a p\n");
}

static void properties_are_told_apart(void **state)
{
    (void)state;
    const char *code = "x = global x\n"
                       "o = object x[a] 'b'[b]\n"
                       "p = store o x[c]\n"
                       "q = store p 'clean'[a]\n"
                       "pa = load p[a]\n"
                       "pb = load p[b]\n"
                       "pc = load p[c]\n"
                       "qa = load q[a]\n"
                       "qc = load q[c]\n"
                       "r = rest q 'c'[c]\n"
                       "s = rest o 'b'[b]\n"
                       "rc = load r[c]\n"
                       "sa = load s[a]\n"
                       "n = object o[...] 1[a]\n"
                       "na = load n[a]\n"
                       "k = object 1[a] o[...]\n"
                       "ka = load k[a]\n"
                       "source x 0\n";
    const char *const reached[] = {"pa", "pc", "qc", "sa", "ka"};
    const char *const clean[] = {"pb", "qa", "rc", "na", "o"};
    char text[1024], expected[64];
    for (size_t i = 0; i < MLN_COUNT_OF(clean); i++) {
        snprintf(text, sizeof text, "%ssink %s 0\n", code, clean[i]);
        expect(text, "");
    }
    for (size_t i = 0; i < MLN_COUNT_OF(reached); i++) {
        flow_text t;
        mln_buf out = {0};
        mln_solver *solver = mln_solver_new();
        flow_text_init(&t, MLN_LANG_JS);
        snprintf(text, sizeof text, "%ssink %s 0\n", code, reached[i]);
        flow_text_add_lines(&t, text);
        flow_text_seal(&t);
        flow_text_solve(&t, solver, &out);
        snprintf(expected, sizeof expected, " %s\n", reached[i]);
        assert_true(
            mln_str_ends_with((mln_str){out.data, (uint32_t)out.len}, mln_str_of(expected)));
        mln_solver_free(solver);
        mln_buf_release(&out);
        flow_text_release(&t);
    }
}

static void functions_are_called(void **state)
{
    (void)state;
    expect("function f a b\n"
           "q = concat 'x' a\n"
           "return q\n"
           "end\n"
           "x = global x\n"
           "r = call f - x 'y'\n"
           "s = call f - 'y' x\n"
           "source x 0\n"
           "sink r 0\n"
           "sink s 0\n",
           "0: x a q r\n");
}

/* What one caller puts in comes out at that caller, and its way goes by that caller. */
static void callers_are_told_apart(void **state)
{
    (void)state;
    expect("function f a\n"
           "return a\n"
           "end\n"
           "x = global x\n"
           "y = global y\n"
           "r = call f - x\n"
           "s = call f - y\n"
           "t = call f - 'clean'\n"
           "source x 0\n"
           "source y 1\n"
           "sink r 0\n"
           "sink r 1\n"
           "sink s 0\n"
           "sink s 1\n"
           "sink t 0\n"
           "sink t 1\n",
           "0: x a r\n"
           "1: y a s\n");
    expect("function f a\n"
           "return a\n"
           "end\n"
           "x = global x\n"
           "y = global y\n"
           "r = call f - x\n"
           "s = call f - y\n"
           "source x 0\n"
           "source y 0\n"
           "sink s 0\n",
           "0: y a s\n");
}

static void functions_call_themselves(void **state)
{
    (void)state;
    expect("g = phi\n"
           "function f a\n"
           "h = capture f\n"
           "d = concat a '.'\n"
           "r = call h - d\n"
           "return r\n"
           "return a\n"
           "end\n"
           "x = global x\n"
           "s = call f - x\n"
           "t = call f - 'clean'\n"
           "source x 0\n"
           "sink s 0\n"
           "sink t 0\n",
           "0: x a s\n");
}

static void wrappers_hand_on(void **state)
{
    (void)state;
    expect("function query sql\n"
           "sink sql 0\n"
           "end\n"
           "function run name\n"
           "g = capture query\n"
           "q = concat 'select ' name\n"
           "r = call g - q\n"
           "end\n"
           "x = global x\n"
           "c = call run - x\n"
           "source x 0\n",
           "0: x name q sql\n");
}

static void arguments_are_spread_and_gathered(void **state)
{
    (void)state;
    const char *code = "function f a b r +rest\n"
                       "r0 = load r[0]\n"
                       "sink a 0\n"
                       "sink b 1\n"
                       "sink r0 2\n"
                       "end\n"
                       "x = global x\n"
                       "source x 0\n"
                       "source x 1\n"
                       "source x 2\n";
    char text[512];
    snprintf(text, sizeof text, "%sc = call f - 1 x\n", code);
    expect(text, "1: x b\n");
    snprintf(text, sizeof text, "%sc = call f - 1 2 3 x\n", code);
    expect(text, "2: x r r0\n");
    snprintf(text, sizeof text, "%sl = array 1[0] x[1]\nc = call f - l[...]\n", code);
    expect(text, "1: x l b\n");
    snprintf(text, sizeof text, "%sl = array 1[0] x[1]\nc = call f - 1 l[...]\n", code);
    expect(text, "2: x l r r0\n");
    snprintf(text, sizeof text, "%sl = array 1[0]\nc = call f - 1 l[...] x\n", code);
    expect(text, "1: x b\n2: x r r0\n");
}

static void functions_capture(void **state)
{
    (void)state;
    expect("function outer a\n"
           "function inner\n"
           "c = capture a\n"
           "return c\n"
           "end\n"
           "i = call inner -\n"
           "return i\n"
           "end\n"
           "x = global x\n"
           "r = call outer - x\n"
           "s = call outer - 'clean'\n"
           "source x 0\n"
           "sink r 0\n"
           "sink s 0\n",
           "0: x a i r\n");
    /* A variable that several functions write is the same for all of them. */
    expect("cell = cell\n"
           "function put v\n"
           "b = bind v\n"
           "also cell b\n"
           "end\n"
           "function get\n"
           "g = copy cell\n"
           "return g\n"
           "end\n"
           "x = global x\n"
           "c = call put - x\n"
           "r = call get -\n"
           "source x 0\n"
           "sink r 0\n",
           "0: x v b g r\n");
}

static void parameters_come_out(void **state)
{
    (void)state;
    expect("function fill to from\n"
           "s = store to from[name]\n"
           "exit to s\n"
           "end\n"
           "x = global x\n"
           "o = object\n"
           "c = call fill - o x\n"
           "p = out c o 0\n"
           "n = load p[name]\n"
           "m = load p[other]\n"
           "source x 0\n"
           "sink n 0\n"
           "sink m 0\n",
           "0: x from s p n\n");
    expect("function Box v\n"
           "s = store Box.this v[held]\n"
           "exit this s\n"
           "end\n"
           "x = global x\n"
           "b = new Box - x\n"
           "h = load b[held]\n"
           "source x 0\n"
           "sink h 0\n",
           "0: x v s b h\n");
}

static void unknown_calls_follow_the_policy(void **state)
{
    (void)state;
    const char *code = "f = global f\n"
                       "x = global x\n"
                       "r = call f - x\n"
                       "s = call f x\n"
                       "l = load x[m]\n"
                       "t = call l -\n"
                       "n = new x -\n"
                       "source x 0\n"
                       "sink r 0\n"
                       "sink s 0\n"
                       "sink t 0\n"
                       "sink n 0\n";
    expect(code, "");
    policy.unknown_pass = 1;
    expect(code, "0: x r\n0: x s\n0: x l t\n");
}

static void the_rule_syntax_alone_knows_no_library(void **state)
{
    (void)state;
    const char *code = "f = global f\n"
                       "x = global x\n"
                       "n = new f - x\n"
                       "y = yield x\n"
                       "source x 0\n"
                       "sink n 0\nsink y 0\n";
    expect(code, "0: x y\n");
    policy.library = 0;
    expect(code, "0: x n\n");
}

static void operators_clean_what_the_rule_says(void **state)
{
    (void)state;
    const char *code = "x = global x\n"
                       "o = global o\n"
                       "n = binary * x 2\n"
                       "b = binary == x 'a'\n"
                       "u = unary ! x\n"
                       "m = unary sign x\n"
                       "i = load o[*] x\n"
                       "q = concat x ''\n"
                       "p = concat 'https://example.com/' x\n"
                       "source x 0\n"
                       "sink n 0\nsink b 0\nsink u 0\nsink m 0\nsink i 0\nsink q 0\nsink p 0\n";
    expect(code, "0: x n\n0: x b\n0: x u\n0: x m\n0: x i\n0: x q\n0: x p\n");
    policy.number_kills = 1;
    expect(code, "0: x b\n0: x u\n0: x i\n0: x q\n0: x p\n");
    policy.comparison_kills = 1;
    expect(code, "0: x u\n0: x i\n0: x q\n0: x p\n");
    policy.not_kills = 1;
    expect(code, "0: x i\n0: x q\n0: x p\n");
    policy.index_kills = 1;
    expect(code, "0: x q\n0: x p\n");
    policy.prefix_kills = 1;
    expect(code, "0: x q\n");
    policy.string_kills = 1;
    expect(code, "");
}

static void exceptions_are_caught(void **state)
{
    (void)state;
    const char *code = "function f a\n"
                       "throw a\n"
                       "end\n"
                       "function g b\n"
                       "h = capture f\n"
                       "r = call h - b\n" /* not caught here */
                       "end\n"
                       "x = global x\n"
                       "c = call g - x\n"
                       "e = out c - thrown\n"
                       "k = catch e\n"
                       "source x 0\n"
                       "source c 1\n" /* what it gives is not what it throws */
                       "sink k 0\n"
                       "sink k 1\n";
    expect(code, "");
    policy.throws = 3;
    expect(code, "0: x b a e k\n");
}

static void guards_hold_on_their_way(void **state)
{
    (void)state;
    const char *code = "x = global x\n"
                       "y = global y\n"
                       "c = binary == x 'a'\n"
                       "yes = refine x c 1\n"
                       "no = refine x c 0\n"
                       "other = refine y c 1\n"
                       "source x 0\n"
                       "source y 0\n"
                       "sink yes 0\n"
                       "sink no 0\n"
                       "sink other 0\n";
    expect(code, "0: x yes\n0: x no\n0: y other\n");
    policy.guards = 1;
    expect(code, "0: x no\n0: y other\n");
}

static void sinks_take_parts(void **state)
{
    (void)state;
    const char *code = "x = global x\n"
                       "o = object x[a]\n"
                       "l = array x[0]\n"
                       "n = object l[list]\n"
                       "source x 0\n";
    char text[256];
    snprintf(text, sizeof text, "%ssink o 0\nsink l 0\nsink n 0\n", code);
    expect(text, "0: x l\n"); /* elements are the whole */
    policy.deep_sinks = 1;
    expect(text, "0: x o\n0: x l\n0: x l n\n");
    policy.deep_sinks = 0;
    snprintf(text, sizeof text, "%ssink o 0 deep\nsink n 0 deep\n", code);
    expect(text, "0: x o\n0: x l n\n");
}

static void propagators_add_ways(void **state)
{
    (void)state;
    expect("x = global x\n"
           "y = global y\n"
           "source x 0\n"
           "source x 1\n"
           "propagator x y 0\n"
           "sink y 0\n"
           "sink y 1\n",
           "0: x y\n");
}

static void conditions_gate_sinks_and_sources(void **state)
{
    (void)state;
    static const mln_require_step both[] = {
        {MLN_REQUIRE_BIT, 0}, {MLN_REQUIRE_BIT, 1}, {MLN_REQUIRE_AND, 0}};
    static const mln_require_step only[] = {
        {MLN_REQUIRE_BIT, 0}, {MLN_REQUIRE_BIT, 1}, {MLN_REQUIRE_NOT, 0}, {MLN_REQUIRE_AND, 0}};
    static const mln_require_step first[] = {{MLN_REQUIRE_BIT, 0}};
    static const mln_require_step third[] = {{MLN_REQUIRE_BIT, 2}};
    static const mln_require all[] = {{both, 3}, {only, 4}, {first, 1}, {third, 1}};
    requires = all;
    require_count = 4;
    const char *code = "a = global a\n"
                       "b = global b\n"
                       "q = concat a b\n"
                       "source a 0\n"
                       "source b 1\n";
    char text[256];
    snprintf(text, sizeof text, "%ssink q 0 requires1\nsink a 0 requires1 id1\n", code);
    expect(text, "0: a q\n");
    /* The marks of one sink are judged together. */
    snprintf(text, sizeof text, "%ssink a 0 requires1 id7\nsink b 0 requires1 id7\n", code);
    expect(text, "0: a a\n");
    snprintf(text, sizeof text, "%ssink b 0 requires1 id1 group3\nsink a 0 requires1 id2 group3\n",
             code);
    expect(text, "0: a a\n");
    snprintf(text, sizeof text, "%ssink q 0 requires2\nsink a 0 requires2 id1\n", code);
    expect(text, "0: a a\n");
    /* A source that makes one label of another, and one that has nothing to make it of. */
    snprintf(text, sizeof text, "%ssource q 2 requires3\nsink q 2 requires4\n", code);
    expect(text, "2: q q\n");
    snprintf(text, sizeof text, "%ssource b 2 requires3\nsink q 2 requires4\n", code);
    expect(text, "");
    /* It acts in the middle of a function, and goes back to the caller. */
    expect("function f a\n"
           "b = bind a\n"
           "return b\n"
           "end\n"
           "x = global x\n"
           "r = call f - x\n"
           "s = call f - 'clean'\n"
           "source x 0\n"
           "source b 2 requires3\n"
           "sink r 2 requires4\n"
           "sink s 2 requires4 id1\n",
           "2: b r\n");
}

/* `text` with its marks turned round, and its facts moved: the same hits. */
static void order_and_place_do_not_matter(void **state)
{
    (void)state;
    policy.unknown_pass = 2;
    const char *text = "function f a b\n"
                       "q = concat a b\n"
                       "o = object q[k]\n"
                       "return o\n"
                       "end\n"
                       "x = global x\n"
                       "y = global y\n"
                       "g = global g\n"
                       "r = call f - x y\n"
                       "k = load r[k]\n"
                       "m = call g - k\n"
                       "source x 0\n"
                       "source y 0\n"
                       "source x 1\n"
                       "sanitizer q 1\n"
                       "propagator y g 1\n"
                       "source y 1\n"
                       "sink k 0\n"
                       "sink m 1\n"
                       "sink a 1\n";
    flow_text t;
    flow_text_init(&t, MLN_LANG_JS);
    policy.interprocedural = ~(uint64_t)0;
    t.policy = policy;
    flow_text_add_lines(&t, text);
    flow_text_seal(&t);
    mln_solver *solver = mln_solver_new();
    mln_buf first = {0}, again = {0};
    flow_text_solve(&t, solver, &first);
    assert_string_equal(mln_buf_get_text(&first), "1: x a\n0: x a q o r k\n"
                                                  "1: y g m\n");
    for (uint32_t i = 0; i < t.marks.len / 2; i++) {
        mln_mark mark = t.marks.data[i];
        t.marks.data[i] = t.marks.data[t.marks.len - 1 - i];
        t.marks.data[t.marks.len - 1 - i] = mark;
    }
    char *moved = malloc(t.facts.blob_size);
    memcpy(moved, t.facts.blob, t.facts.blob_size);
    memset((void *)(uintptr_t)t.facts.blob, 0xaa, t.facts.blob_size);
    assert_int_equal(mln_facts_open(&t.facts, moved, t.facts.blob_size), MLN_OK);
    flow_text_solve(&t, solver, &again); /* the same solver, too */
    assert_int_equal(again.len, first.len);
    assert_true(strstr(mln_buf_get_text(&again), "0: x a q o r k\n") != NULL);
    assert_true(strstr(mln_buf_get_text(&again), "1: y g m\n") != NULL);
    free(moved);
    mln_solver_free(solver);
    mln_buf_release(&first);
    mln_buf_release(&again);
    flow_text_release(&t);
}

/* A budget keeps the ways found so far, and says so. */
static void budgets_end_a_run(void **state)
{
    (void)state;
    flow_text t;
    flow_text_init(&t, MLN_LANG_JS);
    t.policy = policy;
    flow_text_add_lines(&t, "x = global x\n"
                            "a = bind x\n"
                            "b = bind a\n"
                            "c = bind b\n"
                            "source x 0\n"
                            "sink a 0\n"
                            "sink c 0\n");
    flow_text_seal(&t);
    mln_solver *solver = mln_solver_new();
    mln_buf out = {0};
    t.budget = 2;
    flow_text_solve(&t, solver, &out);
    assert_true(t.spent);
    assert_string_equal(mln_buf_get_text(&out), "0: x a\n");
    mln_buf_clear(&out);
    t.budget = 4;
    flow_text_solve(&t, solver, &out);
    assert_false(t.spent);
    assert_string_equal(mln_buf_get_text(&out), "0: x a\n0: x a b c\n");
    mln_solver_free(solver);
    mln_buf_release(&out);
    flow_text_release(&t);
}

/* Objects that are put into each other under many keys have ever more paths: they are not all told
 * apart. */
static void paths_of_a_value_are_bounded(void **state)
{
    (void)state;
    flow_text t;
    flow_text_init(&t, MLN_LANG_JS);
    t.policy.interprocedural = t.policy.library = ~(uint64_t)0;
    flow_text_add_lines(&t, "x = global x\n"
                            "p = phi\n"
                            "function f o\n"
                            "g = capture f\n");
    for (int i = 0; i < 12; i++) {
        char line[128];
        snprintf(line, sizeof line,
                 "s%d = store o o[k%d]\nr%d = call g - s%d\nreturn s%d\nreturn r%d\n", i, i, i, i,
                 i, i);
        flow_text_add_lines(&t, line);
    }
    flow_text_add_lines(&t, "end\n"
                            "o = object x[a]\n"
                            "r = call f - o\n"
                            "l = load r[k3]\n"
                            "n = load l[a]\n"
                            "source x 0\n"
                            "sink n 0\n");
    flow_text_seal(&t);
    mln_solver *solver = mln_solver_new();
    mln_buf out = {0};
    t.budget = 20000;
    flow_text_solve(&t, solver, &out);
    assert_false(t.spent);
    assert_true(mln_str_ends_with(mln_buf_get_str(&out), MLN_STR(" n\n")));
    mln_solver_free(solver);
    mln_buf_release(&out);
    flow_text_release(&t);
}

/* Flows of models between all kinds of ports. */
static void models_hand_on(void **state)
{
    (void)state;
    static const mln_str name[] = {{"name", 4}, {"", 0}}, element[] = {{"[]", 2}, {"", 0}};
    static const mln_str *const lists[] = {name, element};
    static const struct {
        struct mln_api_port from, to;
        const char *reached; /* of r, o, e, p */
    } cases[] = {
        {{0, 0, 0, MLN_API_PORT_ARG}, {0, 0, 0, MLN_API_PORT_RETURN}, "r"},
        {{1, 0, 0, MLN_API_PORT_ARG}, {0, 0, 0, MLN_API_PORT_RETURN}, ""},
        {{MLN_API_ANY_PORT, 0, 0, MLN_API_PORT_ARG}, {0, 0, 0, MLN_API_PORT_RETURN}, "r"},
        {{0, 0, 0, MLN_API_PORT_ARG}, {1, 0, 0, MLN_API_PORT_ARG}, "o"},
        {{0, 0, 0, MLN_API_PORT_ARG}, {0, 0, 0, MLN_API_PORT_RECEIVER}, "e"},
        {{0, 0, 0, MLN_API_PORT_ARG}, {2, 0, 0, MLN_API_PORT_PARAM}, "p"},
        {{0, 0, 0, MLN_API_PORT_ARG}, {2, 1, 0, MLN_API_PORT_PARAM}, ""},
        {{2, 0, 0, MLN_API_PORT_RESULT}, {0, 0, 0, MLN_API_PORT_RETURN}, ""},
        {{0, 0, 0, MLN_API_PORT_ARG}, {0, 0, 1, MLN_API_PORT_RETURN}, ""}, /* r.name, not r */
        {{0, 0, 2, MLN_API_PORT_ARG}, {0, 0, 2, MLN_API_PORT_RETURN}, "r"},
    };
    for (size_t i = 0; i < MLN_COUNT_OF(cases); i++) {
        flow_text t;
        flow_text_init(&t, MLN_LANG_JS);
        flow_text_add_lines(&t, "function f p q\n"
                                "return p\n"
                                "end\n"
                                "lib = global lib\n"
                                "x = global x\n"
                                "v = global v\n"
                                "w = global w\n"
                                "r = call lib w x v f\n"
                                "o = out r v 1\n"
                                "e = out r w receiver\n"
                                "source x 0\n"
                                "sink r 0\n"
                                "sink o 0\n"
                                "sink e 0\n"
                                "sink p 0\n");
        flow_text_seal(&t);
        t.policy.library = ~(uint64_t)0;
        mln_api_role role = {.kind = MLN_API_FLOW, .from = cases[i].from, .to = cases[i].to};
        mln_role_hit hit = {.value = flow_text_find(&t, "r"), .call = MLN_FLOW_NONE, .role = &role};
        t.resolution.roles = &hit;
        t.resolution.role_count = 1;
        t.resolution.key_lists = lists;
        mln_solver *solver = mln_solver_new();
        mln_buf out = {0};
        flow_text_solve(&t, solver, &out);
        mln_buf expected = {0};
        if (*cases[i].reached)
            mln_buf_addf(&expected, "0: x %s\n", cases[i].reached);
        if (strcmp(mln_buf_get_text(&out), mln_buf_get_text(&expected)) != 0)
            fail_msg("case %zu: %s, not %s", i, out.data, expected.data);
        mln_solver_free(solver);
        mln_buf_release(&out);
        mln_buf_release(&expected);
        flow_text_release(&t);
    }
}

/* What a callback gives, whether it was put in by the call or not. */
static void callbacks_give_back(void **state)
{
    (void)state;
    flow_text t;
    flow_text_init(&t, MLN_LANG_JS);
    flow_text_add_lines(&t, "x = global x\n"
                            "function map p\n"
                            "q = concat p '!'\n"
                            "return q\n"
                            "end\n"
                            "function get\n"
                            "c = capture x\n"
                            "return c\n"
                            "end\n"
                            "lib = global lib\n"
                            "r = call lib x map\n"
                            "s = call lib - get\n"
                            "t = call lib - map\n"
                            "source x 0\n"
                            "sink r 0\n"
                            "sink s 0\n"
                            "sink t 0\n");
    flow_text_seal(&t);
    mln_api_role in = {.kind = MLN_API_FLOW,
                       .from = {0, 0, 0, MLN_API_PORT_RECEIVER},
                       .to = {0, 0, 0, MLN_API_PORT_PARAM}};
    mln_api_role back = {.kind = MLN_API_FLOW,
                         .from = {0, 0, 0, MLN_API_PORT_RESULT},
                         .to = {0, 0, 0, MLN_API_PORT_RETURN}};
    mln_role_hit hits[6];
    const char *const calls[] = {"r", "s", "t"};
    for (int i = 0; i < 3; i++) {
        uint32_t call = flow_text_find(&t, calls[i]);
        hits[i * 2] = (mln_role_hit){.value = call, .call = MLN_FLOW_NONE, .role = &in};
        hits[i * 2 + 1] = (mln_role_hit){.value = call, .call = MLN_FLOW_NONE, .role = &back};
    }
    t.resolution.roles = hits;
    t.resolution.role_count = 6;
    mln_solver *solver = mln_solver_new();
    mln_buf out = {0};
    flow_text_solve(&t, solver, &out);
    assert_string_equal(mln_buf_get_text(&out), "0: x p q r\n0: x s\n");
    mln_solver_free(solver);
    mln_buf_release(&out);
    flow_text_release(&t);
}

int mln_test_flow_solve(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(text_is_put_together, reset),
        cmocka_unit_test_setup(loops_end, reset),
        cmocka_unit_test_setup(problems_are_told_apart, reset),
        cmocka_unit_test_setup(properties_are_told_apart, reset),
        cmocka_unit_test_setup(functions_are_called, reset),
        cmocka_unit_test_setup(callers_are_told_apart, reset),
        cmocka_unit_test_setup(functions_call_themselves, reset),
        cmocka_unit_test_setup(wrappers_hand_on, reset),
        cmocka_unit_test_setup(arguments_are_spread_and_gathered, reset),
        cmocka_unit_test_setup(functions_capture, reset),
        cmocka_unit_test_setup(parameters_come_out, reset),
        cmocka_unit_test_setup(unknown_calls_follow_the_policy, reset),
        cmocka_unit_test_setup(the_rule_syntax_alone_knows_no_library, reset),
        cmocka_unit_test_setup(operators_clean_what_the_rule_says, reset),
        cmocka_unit_test_setup(exceptions_are_caught, reset),
        cmocka_unit_test_setup(guards_hold_on_their_way, reset),
        cmocka_unit_test_setup(sinks_take_parts, reset),
        cmocka_unit_test_setup(propagators_add_ways, reset),
        cmocka_unit_test_setup(conditions_gate_sinks_and_sources, reset),
        cmocka_unit_test_setup(order_and_place_do_not_matter, reset),
        cmocka_unit_test_setup(budgets_end_a_run, reset),
        cmocka_unit_test_setup(paths_of_a_value_are_bounded, reset),
        cmocka_unit_test_setup(models_hand_on, reset),
        cmocka_unit_test_setup(callbacks_give_back, reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
