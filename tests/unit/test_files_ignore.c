/* The ignore rules: cases thought through by hand, and random trees compared with git itself. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <spawn.h>
#include <sys/wait.h>

#include "base/buf.h"
#include "base/strtab.h"
#include "files/ignore.h"
#include "files/walk.h"
#include "files_tree.h"

int mln_test_files_ignore(void);

static mln_arena arena;

static bool ignored(const char *text, const char *path)
{
    const mln_ignore *scope = mln_ignore_add(&arena, NULL, MLN_STR(""), mln_str_of(text));
    mln_str name = mln_str_of(path);
    bool is_folder = name.len && name.ptr[name.len - 1] == '/';
    name.len -= is_folder;
    return mln_ignore_find(scope, name, is_folder);
}

static void patterns_mean_what_git_says(void **state)
{
    (void)state;
    assert_true(ignored("*.o", "a.o"));
    assert_true(ignored("*.o", "x/y/a.o"));
    assert_false(ignored("*.o", "a.os"));
    assert_true(ignored("/a", "a"));
    assert_false(ignored("/a", "x/a"));
    assert_true(ignored("x/a", "x/a"));
    assert_false(ignored("x/a", "y/x/a"));
    assert_true(ignored("**/a", "a"));
    assert_true(ignored("**/a", "x/y/a"));
    assert_true(ignored("x/**", "x/y/z"));
    assert_false(ignored("x/**", "x"));
    assert_true(ignored("x/**/y", "x/y"));
    assert_true(ignored("x/**/y", "x/a/b/y"));
    assert_false(ignored("x/**/y", "xa/y"));
    assert_false(ignored("x/*/y", "x/a/b/y"));
    assert_true(ignored("d/", "d/"));
    assert_false(ignored("d/", "d"));
    assert_true(ignored("d/", "x/d/"));
    assert_false(ignored("/d/", "x/d/"));
    assert_true(ignored("[a-c]x", "bx"));
    assert_false(ignored("[!a-c]x", "bx"));
    assert_true(ignored("[[:digit:]]x", "7x"));
    assert_false(ignored("[a", "[a"));
    assert_false(ignored("a\\", "a\\"));
}

static void lines_are_read_as_git_reads_them(void **state)
{
    (void)state;
    assert_false(ignored("#a", "#a"));
    assert_true(ignored("\\#a", "#a"));
    assert_true(ignored("\\!a", "!a"));
    assert_true(ignored("a   ", "a"));
    assert_true(ignored("a\\ ", "a "));
    assert_true(ignored("a\\  ", "a "));
    assert_false(ignored("a\\ ", "a"));
    assert_true(ignored("a\r\nb\r\n", "a"));
    assert_true(ignored("a\r\nb\r\n", "b"));
    assert_false(ignored("a\t", "a"));
    assert_true(ignored("\xEF\xBB\xBF"
                        "a\n",
                        "a"));
    assert_true(ignored("b\na", "a"));
    assert_false(ignored("\n\n/\n!\n  \n", "a"));
}

static void the_last_line_that_matches_wins(void **state)
{
    (void)state;
    assert_false(ignored("*.c\n!a.c\n", "a.c"));
    assert_true(ignored("*.c\n!a.c\n", "b.c"));
    assert_true(ignored("!a.c\n*.c\n", "a.c"));
    assert_false(ignored("!a.c\n", "a.c"));
    const mln_ignore *top = mln_ignore_add(&arena, NULL, MLN_STR(""), MLN_STR("*.c\n/x/b\n"));
    const mln_ignore *sub = mln_ignore_add(&arena, top, MLN_STR("x/"), MLN_STR("!a.c\n/only\n"));
    assert_false(mln_ignore_find(sub, MLN_STR("x/a.c"), false));
    assert_true(mln_ignore_find(sub, MLN_STR("x/z.c"), false));
    assert_true(mln_ignore_find(sub, MLN_STR("x/b"), false));
    assert_true(mln_ignore_find(sub, MLN_STR("x/only"), false));
    assert_false(mln_ignore_find(sub, MLN_STR("x/y/only"), false));
    /* A file without patterns adds nothing. */
    assert_ptr_equal(mln_ignore_add(&arena, top, MLN_STR("x/"), MLN_STR("# none\n\n")), top);
}

/* xorshift64*: the same trees on every machine. */
static uint64_t seed;

static uint32_t pick(uint32_t below)
{
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return (uint32_t)((seed * 2685821657736338717u) >> 33) % below;
}

static const char *const folder_names[] = {"a", "b", "ab", "foo", "bar", "a b", "x.d"};
static const char *const file_names[] = {"a.c",    "b.c",  "ab.c", "foo.c",     "bar.js", "a",
                                         "#h.c",   "!n.c", "x .c", "[x].c",     "B.c",    "-.c",
                                         "e\\q.c", "sp ",  "b.ts", "\xC3\xA9.c"};

static void add_piece(mln_buf *out)
{
    static const char *const pieces[] = {
        "a",     "b",        "ab",          "foo",        "bar",          "*",
        "?",     "*.c",      "*.js",        "a*",         "*b",           "[ab]",
        "[!a]",  "[^b]",     "[a-f]*",      "[]x]*",      "[[:alpha:]]*", "[[:upper:]].c",
        "\\a",   "\\*",      "a.c",         "b.c",        "foo.c",        "bar.js",
        "x.d",   "a b",      "a\\ b",       "\\[x\\].c",  "[[]x].c",      "*o*",
        "f*o*",  "**",       "a**",         "**b",        "[a",           "x .c",
        "*\\q*", "e\\\\q.c", "[[:bogus:]]", "[a-]*",      "[-b]",         "[b-a]",
        "[\\]]", "?.c",      "???.c",       "\xC3\xA9.c", "[\\a-\\c]"};
    mln_buf_add_text(out, pieces[pick(MLN_COUNT_OF(pieces))]);
}

static void make_ignore_file(const char *folder)
{
    mln_buf text = {0};
    uint32_t lines = 1 + pick(6);
    for (uint32_t i = 0; i < lines; i++) {
        if (pick(12) == 0) {
            static const char *const odd[] = {
                "#a.c",     "\\#h.c", "\\!n.c", "",       "  ",         "/",         "!",
                "//",       "/*",     "!/*",    "*/",     "**",         "**/",       "/**",
                "!*/",      "a//b",   "sp\\ ",  "sp\\  ", "sp ",        "foo**/bar", "a/**b",
                "**\\/a.c", "a\\",    "\\",     "*\\",    "a/**/**/b.c"};
            mln_buf_add_text(&text, odd[pick(MLN_COUNT_OF(odd))]);
        } else {
            if (pick(3) == 0)
                mln_buf_add_char(&text, '!');
            if (pick(4) == 0)
                mln_buf_add_char(&text, '/');
            if (pick(8) == 0)
                mln_buf_add_text(&text, "**/");
            add_piece(&text);
            for (uint32_t more = pick(3); more > 0 && pick(2); more--) {
                mln_buf_add_text(&text, pick(4) ? "/" : "/**/");
                add_piece(&text);
            }
            if (pick(5) == 0)
                mln_buf_add_char(&text, '/');
            if (pick(8) == 0)
                mln_buf_add_text(&text, pick(2) ? " " : "  ");
        }
        if (i + 1 < lines || pick(4))
            mln_buf_add_text(&text, pick(10) ? "\n" : "\r\n");
    }
    char path[512];
    snprintf(path, sizeof path, "%s.gitignore", folder);
    tree_write(path, text.data ? text.data : "", text.len);
    mln_buf_release(&text);
}

static void make_folder(const char *folder, uint32_t depth)
{
    char path[512];
    for (uint32_t files = 2 + pick(5); files > 0; files--) {
        snprintf(path, sizeof path, "%s%s", folder, file_names[pick(MLN_COUNT_OF(file_names))]);
        struct stat info;
        if (lstat(path, &info) != 0)
            tree_text(path, "x\n");
    }
    if (depth == 0 || pick(3) == 0)
        make_ignore_file(folder);
    if (depth >= 4)
        return;
    for (uint32_t folders = pick(4); folders > 0; folders--) {
        snprintf(path, sizeof path, "%s%s", folder, folder_names[pick(MLN_COUNT_OF(folder_names))]);
        if (mkdir(path, 0755) != 0)
            continue;
        strncat(path, "/", sizeof path - strlen(path) - 1);
        make_folder(path, depth + 1);
    }
}

static bool read_text(const char *path, mln_buf *out)
{
    out->len = 0;
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char piece[4096];
    for (size_t got; (got = fread(piece, 1, sizeof piece, file)) > 0;)
        mln_buf_add(out, piece, got);
    fclose(file);
    return true;
}

/* Every path below `folder` into `all` (each with a NUL), and what we ignore into `ours`. */
static void ask_ourselves(const char *folder, const mln_ignore *scope, bool lost, mln_buf *all,
                          mln_strtab *ours)
{
    char path[600];
    mln_buf text = {0};
    snprintf(path, sizeof path, "%s.gitignore", folder);
    if (!lost && read_text(path, &text))
        scope = mln_ignore_add(&arena, scope, mln_str_of(folder), mln_buf_get_str(&text));
    mln_buf_release(&text);
    DIR *dir = opendir(*folder ? folder : ".");
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
            strcmp(entry->d_name, ".git") == 0)
            continue;
        int len = snprintf(path, sizeof path, "%s%s", folder, entry->d_name);
        bool is_folder = entry->d_type == DT_DIR;
        mln_buf_add(all, path, (size_t)len + 1);
        bool out = lost || mln_ignore_find(scope, mln_str_of(path), is_folder);
        if (out)
            mln_strtab_add(ours, mln_str_of(path));
        if (is_folder) {
            strncat(path, "/", sizeof path - strlen(path) - 1);
            ask_ourselves(path, scope, out, all, ours);
        }
    }
    closedir(dir);
}

static int run(const char *const *arguments, const char *input, const char *output)
{
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, input, O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    extern char **environ;
    pid_t child;
    int failed =
        posix_spawnp(&child, arguments[0], &files, NULL, (char **)(uintptr_t)arguments, environ);
    posix_spawn_file_actions_destroy(&files);
    int status = 127;
    if (failed || waitpid(child, &status, 0) < 0)
        return 127;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 127;
}

static void compare_walk(const mln_buf *all, const mln_strtab *git)
{
    mln_walk walk = {0};
    mln_diags diags = {0};
    const char *const roots[] = {"."};
    mln_walk_options options = {0};
    assert_int_equal(mln_walk_add(&walk, roots, 1, &options, &diags), MLN_OK);
    mln_strtab listed;
    mln_strtab_init(&listed);
    for (uint32_t i = 0; i < walk.files.len; i++)
        mln_strtab_add(&listed, walk.files.data[i].path);
    for (size_t at = 0; at < all->len;) {
        mln_str path = mln_str_of(all->data + at);
        at += path.len + 1;
        struct stat info;
        bool candidate =
            lstat(path.ptr, &info) == 0 && S_ISREG(info.st_mode) &&
            (mln_str_ends_with(path, MLN_STR(".c")) || mln_str_ends_with(path, MLN_STR(".js")) ||
             mln_str_ends_with(path, MLN_STR(".ts")));
        bool expected = candidate && mln_strtab_find(git, path) == UINT32_MAX;
        if (expected != (mln_strtab_find(&listed, path) != UINT32_MAX))
            fail_msg("the walk %s '%s'", expected ? "misses" : "lists", path.ptr);
    }
    mln_strtab_release(&listed);
    mln_walk_release(&walk);
    mln_diags_release(&diags);
}

static uint32_t compare_tree(const char *home)
{
    make_folder("", 0);
    char listing[300], answer[300];
    snprintf(listing, sizeof listing, "%s/listing", home);
    snprintf(answer, sizeof answer, "%s/answer", home);
    mln_buf all = {0}, text = {0};
    mln_strtab ours, git;
    mln_strtab_init(&ours);
    mln_strtab_init(&git);
    ask_ourselves("", NULL, false, &all, &ours);
    tree_write(listing, all.data, all.len);
    const char *check[] = {"git",           "--git-dir=../repository/.git",
                           "--work-tree=.", "check-ignore",
                           "--stdin",       "-z",
                           "--no-index",    NULL};
    int status = run(check, listing, answer);
    assert_true(status == 0 || status == 1);
    assert_true(read_text(answer, &text));
    for (size_t at = 0; at < text.len;) {
        mln_str path = mln_str_of(text.data + at);
        mln_strtab_add(&git, path);
        at += path.len + 1;
    }
    uint32_t compared = 0;
    for (size_t at = 0; at < all.len; compared++) {
        mln_str path = mln_str_of(all.data + at);
        at += path.len + 1;
        bool git_says = mln_strtab_find(&git, path) != UINT32_MAX;
        bool we_say = mln_strtab_find(&ours, path) != UINT32_MAX;
        if (git_says != we_say)
            fail_msg("git %s '%s', we do not agree", git_says ? "ignores" : "keeps", path.ptr);
    }
    compare_walk(&all, &git);
    mln_strtab_release(&ours);
    mln_strtab_release(&git);
    mln_buf_release(&all);
    mln_buf_release(&text);
    return compared;
}

static void random_trees_are_ignored_as_git_does(void **state)
{
    (void)state;
    const char *version[] = {"git", "--version", NULL};
    if (run(version, "/dev/null", "/dev/null") != 0) {
        print_message("git is not there: the comparison with it is skipped\n");
        skip();
    }
    char home[256], back[4096];
    assert_non_null(getcwd(back, sizeof back));
    tree_make(home);
    setenv("HOME", home, 1);
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
    setenv("GIT_CEILING_DIRECTORIES", home, 1);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("GIT_DIR");
    /* One repository serves all trees: each is its work tree in turn. */
    const char *init[] = {"git", "init", "-q", "--template=", "repository", NULL};
    assert_int_equal(chdir(home), 0);
    assert_int_equal(run(init, "/dev/null", "/dev/null"), 0);
    uint32_t compared = 0;
    for (uint32_t tree = 1; tree <= 300; tree++) {
        char folder[300];
        snprintf(folder, sizeof folder, "%s/%u", home, tree);
        seed = 0x9E3779B97F4A7C15u * tree;
        assert_int_equal(mkdir(folder, 0755), 0);
        assert_int_equal(chdir(folder), 0);
        print_message(tree % 100 ? "" : "tree %u\n", tree);
        compared += compare_tree(home);
        mln_arena_clear(&arena);
    }
    assert_true(compared > 3000);
    assert_int_equal(chdir(back), 0);
    tree_remove(home);
}

int mln_test_files_ignore(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_mean_what_git_says),
        cmocka_unit_test(lines_are_read_as_git_reads_them),
        cmocka_unit_test(the_last_line_that_matches_wins),
        cmocka_unit_test(random_trees_are_ignored_as_git_does),
    };
    int result = cmocka_run_group_tests_name("files/ignore", tests, NULL, NULL);
    mln_arena_release(&arena);
    return result;
}
