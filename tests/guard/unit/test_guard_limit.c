/* The three algorithms at given times: by hand, and against models that keep what the state words
 * compress. */
#include "guard_test.h"

#include <stdlib.h>

int mlg_test_guard_limit(void);

#define SECOND INT64_C(1000000)
#define START (INT64_C(1700000000) * SECOND) /* a whole second and a whole minute's 20th */

static mlg_limit *limit_of(int algorithm, uint64_t count, int64_t window_us, size_t capacity)
{
    mlg_limit_options options;
    mlg_limit *limit;
    mlg_limit_options_init(&options);
    options.algorithm = algorithm;
    options.limit = count;
    options.window_us = window_us;
    options.capacity = capacity;
    assert_int_equal(mlg_limit_new(NULL, &options, &limit), MLG_OK);
    return limit;
}

static void a_fixed_window_begins_with_the_first_hit(void **state)
{
    (void)state;
    mlg_limit *limit = limit_of(MLG_LIMIT_FIXED, 2, 10 * SECOND, 100);
    mlg_limit_state s;
    int64_t t = START + 3 * SECOND + 500;
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, t, &s), MLG_ALLOW);
    assert_int_equal(s.hits, 1);
    assert_int_equal(s.remaining, 1);
    assert_int_equal(s.reset_us, 10 * SECOND);
    assert_int_equal(s.retry_us, 0);
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, t + 4 * SECOND, &s), MLG_ALLOW);
    assert_int_equal(s.reset_us, 6 * SECOND);
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, t + 9 * SECOND, &s), MLG_DENY);
    assert_int_equal(s.hits, 3); /* refused ones count */
    assert_int_equal(s.retry_us, SECOND);
    assert_int_equal(mlg_limit_hit_at(limit, "l", 1, 1, t + 9 * SECOND, &s), MLG_ALLOW);
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, t + 10 * SECOND, &s), MLG_ALLOW);
    assert_int_equal(s.hits, 1);
    mlg_limit_free(limit);
}

static void hits_are_taken_back_and_forgotten(void **state)
{
    (void)state;
    mlg_limit *limit = limit_of(MLG_LIMIT_FIXED, 5, 10 * SECOND, 100);
    mlg_limit_state s;
    assert_int_equal(mlg_limit_peek_at(limit, "k", 1, START, &s), MLG_ALLOW);
    assert_int_equal(s.hits, 0);
    assert_int_equal(s.reset_us, 0);
    assert_int_equal(mlg_limit_undo_at(limit, "k", 1, 1, START), MLG_OK); /* nothing there */
    mlg_limit_hit_at(limit, "k", 1, 2, START, NULL);
    mlg_limit_undo_at(limit, "k", 1, 1, START + 1000);
    mlg_limit_peek_at(limit, "k", 1, START + 1000, &s);
    assert_int_equal(s.hits, 1);
    mlg_limit_undo_at(limit, "k", 1, 9, START + 1000); /* not below none */
    mlg_limit_peek_at(limit, "k", 1, START + 3 * SECOND, &s);
    assert_int_equal(s.hits, 0);
    assert_int_equal(s.reset_us, 7 * SECOND); /* without hits, but there */
    mlg_limit_hit_at(limit, "k", 1, 1, START + 4 * SECOND, &s);
    assert_int_equal(s.hits, 1);
    assert_int_equal(s.reset_us, 6 * SECOND); /* still the old window */
    mlg_limit_forget(limit, "k", 1);
    mlg_limit_hit_at(limit, "k", 1, 1, START + 5 * SECOND, &s);
    assert_int_equal(s.hits, 1);
    assert_int_equal(s.reset_us, 10 * SECOND);
    mlg_limit_clear(limit);
    mlg_limit_peek_at(limit, "k", 1, START + 5 * SECOND, &s);
    assert_int_equal(s.hits, 0);
    mlg_limit_free(limit);
}

static void a_sliding_window_weighs_the_one_before(void **state)
{
    (void)state;
    mlg_limit *limit = limit_of(MLG_LIMIT_SLIDING, 10, 10 * SECOND, 100);
    mlg_limit_state s;
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 10, START, &s), MLG_ALLOW);
    assert_int_equal(s.remaining, 0);
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, START + 9 * SECOND, &s), MLG_DENY);
    /* 10 of the window before at 9/10 of it: 9 weigh at 11 s. */
    assert_int_equal(s.retry_us, 2 * SECOND);
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, START + 11 * SECOND - 1, &s), MLG_DENY);
    assert_int_equal(s.retry_us, 1);
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, START + 11 * SECOND, &s), MLG_ALLOW);
    assert_int_equal(s.hits, 10);
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 4, START + 15 * SECOND, &s),
                     MLG_ALLOW); /* 5 + 1 + 4 */
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, START + 15 * SECOND, &s), MLG_DENY);
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 10, START + 30 * SECOND, &s),
                     MLG_ALLOW); /* all is past */
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 11, START + 60 * SECOND, &s),
                     MLG_DENY); /* never fits */
    mlg_limit_free(limit);
}

static void a_bucket_refills_steadily(void **state)
{
    (void)state;
    mlg_limit *limit = limit_of(MLG_LIMIT_GCRA, 5, 10 * SECOND, 100);
    mlg_limit_state s;
    for (int i = 0; i < 5; i++) {
        assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, START, &s), MLG_ALLOW);
        assert_int_equal(s.remaining, 4 - i);
    }
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, START, &s), MLG_DENY);
    assert_int_equal(s.retry_us, 2 * SECOND);
    assert_int_equal(s.reset_us, 10 * SECOND);
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, START + 2 * SECOND - 1, &s), MLG_DENY);
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, START + 2 * SECOND, &s), MLG_ALLOW);
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, START + 2 * SECOND, &s), MLG_DENY);
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 5, START + 60 * SECOND, &s), MLG_ALLOW);
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 4000000, START + 60 * SECOND, &s), MLG_DENY);
    mlg_limit_free(limit);
}

/* A window that keeps each hit's time cannot be told apart from the two counters where windows are
 * whole; so the model here is the definition of the algorithms, in other units. */
typedef struct model {
    int64_t begin, number;
    double now, before, due;
} model;

static int model_hit(model *m, int algorithm, double count, int64_t window, int64_t t,
                     uint32_t cost)
{
    if (algorithm == MLG_LIMIT_FIXED) {
        if (m->now == 0 || t / 1000 - m->begin / 1000 >= window / 1000) {
            m->begin = t;
            m->now = 0;
        }
        m->now += cost;
        return m->now <= count;
    }
    if (algorithm == MLG_LIMIT_GCRA) {
        double due =
            (m->due > (double)t ? m->due : (double)t) + (double)cost * (double)window / count;
        if (due - (double)t > (double)window + 0.001)
            return 0;
        m->due = due;
        return 1;
    }
    int64_t number = t / window;
    if (number != m->number) {
        m->before = number == m->number + 1 ? m->now : 0;
        m->now = 0;
        m->number = number;
    }
    if (m->now + cost + m->before * (double)(window - t % window) / (double)window > count)
        return 0;
    m->now += cost;
    return 1;
}

static void random_hits_are_counted_as_the_models_do(void **state)
{
    (void)state;
    enum { KEYS = 50, HITS = 60000 };
    unsigned seed = 7;
    for (int algorithm = MLG_LIMIT_SLIDING; algorithm <= MLG_LIMIT_FIXED; algorithm++) {
        /* A power of two a second: an interval without rest, so that both agree to the tick. */
        mlg_limit *limit = limit_of(algorithm, 32, 2 * SECOND, 1000);
        static model models[KEYS];
        memset(models, 0, sizeof models);
        int64_t t = START;
        int allowed = 0;
        for (int i = 0; i < HITS; i++) {
            seed = seed * 1103515245 + 12345;
            int key = (int)(seed >> 16) % KEYS;
            seed = seed * 1103515245 + 12345;
            uint32_t cost = 1 + (seed >> 16) % 3;
            t += (seed >> 20) % 1500 + (i % 5000 == 0 ? 3 * SECOND : 0);
            int got = mlg_limit_hit_at(limit, (char *)&key, sizeof key, cost, t, NULL);
            assert_int_equal(got, model_hit(&models[key], algorithm, 32, 2 * SECOND, t, cost));
            allowed += got;
        }
        assert_in_range(allowed, HITS / 10, HITS - HITS / 10); /* both answers are there */
        mlg_limit_free(limit);
    }
}

static void an_old_time_resets_nothing(void **state)
{
    (void)state;
    mlg_limit_state s;
    for (int algorithm = MLG_LIMIT_SLIDING; algorithm <= MLG_LIMIT_FIXED; algorithm++) {
        mlg_limit *limit = limit_of(algorithm, 10, SECOND, 100);
        assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 10, START + 40 * SECOND, &s), MLG_ALLOW);
        /* A process that read its clock and then stood still for 40 s. */
        assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, START, &s), MLG_DENY);
        assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, START + 40 * SECOND + 1, &s), MLG_DENY);
        /* A clock that was days ahead does not lock out for days. */
        assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, START - 86400 * SECOND, &s), MLG_ALLOW);
        mlg_limit_free(limit);
    }
}

static void wrong_numbers_are_refused(void **state)
{
    (void)state;
    static const struct {
        int algorithm;
        uint64_t limit;
        int64_t window_us;
    } bad[] = {
        {3, 1, SECOND},
        {-1, 1, SECOND},
        {MLG_LIMIT_SLIDING, 0, SECOND},
        {MLG_LIMIT_SLIDING, 4000001, SECOND},
        {MLG_LIMIT_SLIDING, 1, 999},
        {MLG_LIMIT_SLIDING, 1, INT64_MAX},
        {MLG_LIMIT_GCRA, 16001, 1000},
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        mlg_limit_options options;
        mlg_limit *limit;
        mlg_limit_options_init(&options);
        options.algorithm = bad[i].algorithm;
        options.limit = bad[i].limit;
        options.window_us = bad[i].window_us;
        assert_int_equal(mlg_limit_new(NULL, &options, &limit), MLG_ERR_ARGUMENT);
        assert_null(limit);
    }
    mlg_limit *limit = limit_of(MLG_LIMIT_SLIDING, 1, SECOND, 1);
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 0, START, NULL), MLG_ERR_ARGUMENT);
    assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 1, -1, NULL), MLG_ERR_ARGUMENT);
    assert_int_equal(mlg_limit_hit_at(limit, NULL, 1, 1, START, NULL), MLG_ERR_ARGUMENT);
    assert_int_equal(mlg_limit_hit_at(NULL, "k", 1, 1, START, NULL), MLG_ERR_ARGUMENT);
    assert_int_equal(mlg_limit_hit_at(limit, NULL, 0, 1, START, NULL),
                     MLG_ALLOW); /* the empty key is one */
    mlg_limit_free(limit);
}

static void the_largest_numbers_do_not_overflow(void **state)
{
    (void)state;
    const int64_t window = INT64_C(8000000000000), late = (INT64_C(1) << 51) - 1;
    for (int algorithm = MLG_LIMIT_SLIDING; algorithm <= MLG_LIMIT_FIXED; algorithm++) {
        mlg_limit *limit = limit_of(algorithm, 4000000, window, 10);
        mlg_limit_state s;
        assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 4000000, late - window / 4, &s),
                         MLG_ALLOW);
        assert_int_equal(mlg_limit_hit_at(limit, "k", 1, 4000000, late, &s), MLG_DENY);
        assert_in_range(s.retry_us, 1, 2 * window);
        assert_in_range(s.reset_us, 1, 2 * window);
        mlg_limit_free(limit);
    }
}

static void a_fixed_window_takes_any_limit(void **state)
{
    (void)state;
    mlg_limit_state s;
    mlg_limit *none = limit_of(MLG_LIMIT_FIXED, 0, SECOND, 10);
    assert_int_equal(mlg_limit_hit_at(none, "k", 1, 1, START, &s), MLG_DENY);
    assert_int_equal(s.hits, 1);
    mlg_limit_free(none);
    mlg_limit *all = limit_of(MLG_LIMIT_FIXED, INT64_MAX, SECOND, 10);
    for (int i = 0; i < 3; i++) /* beyond what is counted */
        assert_int_equal(mlg_limit_hit_at(all, "k", 1, 4000000, START, &s), MLG_ALLOW);
    assert_int_equal(s.hits, 4194303);
    mlg_limit_free(all);
}

static void networks_count_as_one_client(void **state)
{
    (void)state;
    mlg_limit *limit = limit_of(MLG_LIMIT_GCRA, 1, 3600 * SECOND, 100);
    assert_int_equal(mlg_limit_hit_address(limit, "2001:db8:1:2::1", 1, NULL), MLG_ALLOW);
    assert_int_equal(mlg_limit_hit_address(limit, "2001:db8:1:2:ffff::2", 1, NULL), MLG_DENY);
    assert_int_equal(mlg_limit_hit_address(limit, "2001:db8:1:f2::1", 1, NULL), MLG_DENY);
    assert_int_equal(mlg_limit_hit_address(limit, "2001:db8:1:100::1", 1, NULL), MLG_ALLOW);
    assert_int_equal(mlg_limit_hit_address(limit, "192.0.2.1", 1, NULL), MLG_ALLOW);
    assert_int_equal(mlg_limit_hit_address(limit, "::ffff:192.0.2.1", 1, NULL), MLG_DENY);
    assert_int_equal(mlg_limit_hit_address(limit, "unix:", 1, NULL), MLG_ALLOW);
    assert_int_equal(mlg_limit_hit_address(limit, "unix:", 1, NULL), MLG_DENY);
    mlg_limit_free(limit);
}

static void answers_say_when_to_come_back(void **state)
{
    (void)state;
    mlg_limit *limit = limit_of(MLG_LIMIT_FIXED, 1, 90 * SECOND, 100);
    mlg_limit_state s;
    recorder first = {0}, second = {0};
    mlg_limit_hit_at(limit, "k", 1, 1, START, &s);
    mlg_limit_apply(limit, &s, record, &first);
    assert_string_equal(first.text,
                        "RateLimit-Policy: 1;w=90\nRateLimit: limit=1, remaining=0, reset=90\n");
    mlg_limit_hit_at(limit, "k", 1, 1, START + 500000, &s);
    mlg_limit_apply(limit, &s, record, &second);
    assert_true(has_line(&second, "Retry-After: 90")); /* 89.5 s, never too early */
    mlg_limit_free(limit);
}

int mlg_test_guard_limit(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fixed_window_begins_with_the_first_hit),
        cmocka_unit_test(hits_are_taken_back_and_forgotten),
        cmocka_unit_test(a_sliding_window_weighs_the_one_before),
        cmocka_unit_test(a_bucket_refills_steadily),
        cmocka_unit_test(random_hits_are_counted_as_the_models_do),
        cmocka_unit_test(an_old_time_resets_nothing),
        cmocka_unit_test(wrong_numbers_are_refused),
        cmocka_unit_test(the_largest_numbers_do_not_overflow),
        cmocka_unit_test(a_fixed_window_takes_any_limit),
        cmocka_unit_test(networks_count_as_one_client),
        cmocka_unit_test(answers_say_when_to_come_back),
    };
    return cmocka_run_group_tests_name("guard/limit", tests, NULL, NULL);
}
