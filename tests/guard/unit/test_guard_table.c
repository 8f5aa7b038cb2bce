/* The shared table: room, eviction, threads that take the same places at once, files. */
#include "guard_test.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int mlg_test_guard_table(void);

#define SECOND INT64_C(1000000)
#define START (INT64_C(1700000000) * SECOND)

static mlg_limit_options options_of(int algorithm, uint64_t count, size_t capacity)
{
    mlg_limit_options options;
    mlg_limit_options_init(&options);
    options.algorithm = algorithm;
    options.limit = count;
    options.capacity = capacity;
    return options;
}

static void a_full_table_has_room_for_all(void **state)
{
    (void)state;
    enum { KEYS = 200000 };
    mlg_limit_options options = options_of(MLG_LIMIT_SLIDING, 10, KEYS);
    mlg_limit *limit;
    mlg_limit_usage usage;
    assert_int_equal(mlg_limit_new(NULL, &options, &limit), MLG_OK);
    for (uint32_t round = 1; round <= 2; round++) {
        for (uint32_t key = 0; key < KEYS; key++) {
            mlg_limit_state s;
            assert_int_equal(mlg_limit_hit_at(limit, (char *)&key, sizeof key, 1, START, &s),
                             MLG_ALLOW);
            assert_int_equal(s.hits, round);
        }
    }
    assert_int_equal(mlg_limit_usage_get(limit, &usage), MLG_OK);
    assert_int_equal(usage.taken, KEYS);
    assert_int_equal(usage.evicted, 0);
    assert_true(usage.bytes <= (size_t)KEYS * 64);
    mlg_limit_free(limit);
}

static void many_keys_do_not_wash_out_a_heavy_one(void **state)
{
    (void)state;
    for (int algorithm = MLG_LIMIT_SLIDING; algorithm <= MLG_LIMIT_FIXED; algorithm++) {
        mlg_limit_options options = options_of(algorithm, 50, 64);
        mlg_limit *limit;
        mlg_limit_usage usage;
        mlg_limit_state s;
        assert_int_equal(mlg_limit_new(NULL, &options, &limit), MLG_OK);
        assert_int_equal(mlg_limit_hit_at(limit, "heavy", 5, 50, START, NULL), MLG_ALLOW);
        for (uint32_t key = 0; key < 100000; key++)
            assert_int_equal(mlg_limit_hit_at(limit, (char *)&key, sizeof key, 1, START, NULL),
                             MLG_ALLOW);
        assert_int_equal(mlg_limit_hit_at(limit, "heavy", 5, 1, START, &s), MLG_DENY);
        assert_int_equal(mlg_limit_usage_get(limit, &usage), MLG_OK);
        assert_true(usage.taken <= usage.places);
        assert_int_equal(usage.evicted, 100001 - usage.taken);
        mlg_limit_free(limit);
    }
}

static void expired_keys_make_room_first(void **state)
{
    (void)state;
    for (int algorithm = MLG_LIMIT_SLIDING; algorithm <= MLG_LIMIT_FIXED; algorithm++) {
        mlg_limit_options options = options_of(algorithm, 50, 1000);
        mlg_limit *limit;
        mlg_limit_usage usage;
        assert_int_equal(mlg_limit_new(NULL, &options, &limit), MLG_OK);
        for (uint32_t key = 0; key < 100000;
             key++) /* a thousand live at a time: 60 s, two windows at most */
            mlg_limit_hit_at(limit, (char *)&key, sizeof key, 1, START + (int64_t)key * SECOND / 5,
                             NULL);
        assert_int_equal(mlg_limit_usage_get(limit, &usage), MLG_OK);
        assert_int_equal(usage.evicted, 0);
        mlg_limit_free(limit);
    }
}

/* Threads that meet: each hits every key once, in the same order, so that first hits fall together.
 */
enum { THREADS = 4, KEYS = 3000, ROUNDS = 12 };

typedef struct crowd {
    mlg_limit *limit;
    pthread_barrier_t barrier;
    _Atomic int allowed;
} crowd;

static void *hit_all(void *arg)
{
    crowd *all = arg;
    for (int round = 0; round < ROUNDS; round++) {
        pthread_barrier_wait(&all->barrier);
        /* Rounds lie far apart: the places of the round before are expired, and are taken again. */
        int64_t now = START + round * 1000 * SECOND;
        for (int key = 0; key < KEYS; key++) {
            int name = key + round * KEYS;
            all->allowed += mlg_limit_hit_at(all->limit, (char *)&name, sizeof name, 1, now, NULL);
        }
    }
    return NULL;
}

static void first_hits_that_meet_are_all_counted(void **state)
{
    (void)state;
    for (int algorithm = MLG_LIMIT_SLIDING; algorithm <= MLG_LIMIT_FIXED; algorithm++) {
        /* One hit fewer than threads: a key with two places would let one more through. */
        mlg_limit_options options = options_of(algorithm, THREADS - 1, KEYS);
        crowd all;
        pthread_t threads[THREADS];
        assert_int_equal(mlg_limit_new(NULL, &options, &all.limit), MLG_OK);
        all.allowed = 0;
        pthread_barrier_init(&all.barrier, NULL, THREADS);
        for (int i = 0; i < THREADS; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, hit_all, &all), 0);
        for (int i = 0; i < THREADS; i++)
            pthread_join(threads[i], NULL);
        pthread_barrier_destroy(&all.barrier);
        mlg_limit_usage usage;
        assert_int_equal(mlg_limit_usage_get(all.limit, &usage), MLG_OK);
        assert_int_equal(usage.evicted, 0);
        assert_int_equal(all.allowed, ROUNDS * KEYS * (THREADS - 1));
        mlg_limit_free(all.limit);
    }
}

static void *hit_crowded(void *arg)
{
    crowd *all = arg;
    for (int i = 0; i < 40000; i++) {
        int name = i % 997;
        if (mlg_limit_hit_at(all->limit, (char *)&name, sizeof name, 1, START, NULL) < 0)
            abort();
    }
    return NULL;
}

static void a_crowded_table_stays_whole(void **state)
{
    (void)state;
    mlg_limit_options options = options_of(MLG_LIMIT_SLIDING, 1000000, 20);
    crowd all;
    pthread_t threads[THREADS];
    mlg_limit_usage usage;
    assert_int_equal(mlg_limit_new(NULL, &options, &all.limit), MLG_OK);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, hit_crowded, &all), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(mlg_limit_usage_get(all.limit, &usage), MLG_OK);
    assert_true(usage.taken <= usage.places);
    mlg_limit_clear(all.limit);
    assert_int_equal(mlg_limit_usage_get(all.limit, &usage), MLG_OK);
    assert_int_equal(usage.taken, 0);
    mlg_limit_free(all.limit);
}

/* ---- files ---- */

typedef struct place {
    char folder[64];
    char path[96];
} place;

static int make_folder(void **state)
{
    place *at = calloc(1, sizeof *at);
    const char *base = getenv("TMPDIR");
    snprintf(at->folder, sizeof at->folder, "%s/mlg-XXXXXX",
             base && strlen(base) < 40 ? base : "/tmp");
    if (!mkdtemp(at->folder))
        return -1;
    snprintf(at->path, sizeof at->path, "%s/table", at->folder);
    *state = at;
    return 0;
}

static int remove_folder(void **state)
{
    place *at = *state;
    unlink(at->path);
    int left = rmdir(at->folder); /* fails when a file of the making was left */
    free(at);
    return left;
}

static int open_table(const place *at, mlg_limit_options options, mlg_limit **limit)
{
    options.path = at->path;
    return mlg_limit_new(NULL, &options, limit);
}

static void a_file_is_private_and_shared(void **state)
{
    place *at = *state;
    mlg_limit *one, *two, *other;
    mlg_limit_state s;
    struct stat info;
    mlg_limit_options options = options_of(MLG_LIMIT_SLIDING, 10, 100);
    mode_t mask = umask(0);
    assert_int_equal(open_table(at, options, &one), MLG_OK);
    umask(mask);
    assert_int_equal(open_table(at, options, &two), MLG_OK);
    assert_int_equal(stat(at->path, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    options.name = "other";
    assert_int_equal(open_table(at, options, &other), MLG_OK);
    mlg_limit_hit_at(one, "k", 1, 3, START, NULL);
    mlg_limit_hit_at(two, "k", 1, 1, START, &s);
    assert_int_equal(s.hits, 4);
    mlg_limit_hit_at(other, "k", 1, 1, START, &s);
    assert_int_equal(s.hits, 1);
    mlg_limit_free(one);
    mlg_limit_free(two);
    mlg_limit_free(other);
    options.name = NULL;
    assert_int_equal(open_table(at, options, &one), MLG_OK); /* it lasts */
    mlg_limit_hit_at(one, "k", 1, 1, START, &s);
    assert_int_equal(s.hits, 5);
    mlg_limit_free(one);
}

static void files_that_do_not_fit_are_refused(void **state)
{
    place *at = *state;
    mlg_limit *limit, *old;
    mlg_limit_state s;
    mlg_limit_options options = options_of(MLG_LIMIT_SLIDING, 10, 100);
    assert_int_equal(open_table(at, options, &old), MLG_OK);
    mlg_limit_hit_at(old, "k", 1, 3, START, NULL);
    mlg_limit_options others[] = {options, options, options};
    others[0].algorithm = MLG_LIMIT_GCRA;
    others[1].window_us *= 2;
    others[2].capacity *= 2;
    for (size_t i = 0; i < COUNT_OF(others); i++)
        assert_int_equal(open_table(at, others[i], &limit), MLG_ERR_MISMATCH);
    options.limit = 20; /* no part of what is counted */
    assert_int_equal(open_table(at, options, &limit), MLG_OK);
    mlg_limit_free(limit);
    others[2].replace = 1;
    assert_int_equal(open_table(at, others[2], &limit), MLG_OK);
    mlg_limit_hit_at(limit, "k", 1, 1, START, &s);
    assert_int_equal(s.hits, 1);
    mlg_limit_hit_at(old, "k", 1, 1, START, &s); /* who has the old one keeps it */
    assert_int_equal(s.hits, 4);
    mlg_limit_free(limit);
    mlg_limit_free(old);
}

static void files_of_others_are_refused(void **state)
{
    place *at = *state;
    mlg_limit *limit;
    mlg_limit_options options = options_of(MLG_LIMIT_SLIDING, 10, 100);
    assert_int_equal(open_table(at, options, &limit), MLG_OK);
    mlg_limit_free(limit);
    assert_int_equal(chmod(at->path, 0640), 0);
    options.replace = 1; /* replaces what does not fit, never what is not one's own */
    assert_int_equal(open_table(at, options, &limit), MLG_ERR_OWNER);
    assert_int_equal(chmod(at->path, 0600), 0);
    options.replace = 0;
    int file = open(at->path, O_RDWR);
    assert_true(file >= 0);
    unsigned char byte;
    assert_int_equal(pread(file, &byte, 1, 40), 1); /* of the key */
    byte ^= 1;
    assert_int_equal(pwrite(file, &byte, 1, 40), 1);
    assert_int_equal(open_table(at, options, &limit), MLG_ERR_FORMAT);
    assert_int_equal(ftruncate(file, 100), 0);
    assert_int_equal(open_table(at, options, &limit), MLG_ERR_FORMAT);
    assert_int_equal(ftruncate(file, 0), 0);
    close(file);
    assert_int_equal(open_table(at, options, &limit), MLG_ERR_FORMAT);
    unlink(at->path);
    char target[128];
    snprintf(target, sizeof target, "%s/none", at->folder);
    assert_int_equal(symlink(target, at->path), 0);
    assert_int_equal(open_table(at, options, &limit), MLG_ERR_FILE);
    assert_int_not_equal(access(target, F_OK), 0);
    unlink(at->path);
    assert_int_equal(mkdir(at->path, 0700), 0);
    assert_int_equal(open_table(at, options, &limit), MLG_ERR_FILE);
    rmdir(at->path);
    assert_int_equal(mkfifo(at->path, 0600), 0);
    assert_int_equal(open_table(at, options, &limit),
                     MLG_ERR_FORMAT); /* and does not wait for a writer */
}

int mlg_test_guard_table(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_table_has_room_for_all),
        cmocka_unit_test(many_keys_do_not_wash_out_a_heavy_one),
        cmocka_unit_test(expired_keys_make_room_first),
        cmocka_unit_test(first_hits_that_meet_are_all_counted),
        cmocka_unit_test(a_crowded_table_stays_whole),
        cmocka_unit_test_setup_teardown(a_file_is_private_and_shared, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(files_that_do_not_fit_are_refused, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(files_of_others_are_refused, make_folder, remove_folder),
    };
    return cmocka_run_group_tests_name("guard/table", tests, NULL, NULL);
}
