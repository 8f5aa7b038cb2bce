/* The walk: what is listed, what is left out and why. Each listing is written as one line: the
 * files, then the skips with their reasons. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "base/buf.h"
#include "files/source.h"
#include "files/walk.h"
#include "files_tree.h"

int mln_test_files_walk(void);

static char home[256], back[4096];
static mln_buf shown;
static uint32_t no_language;

static int enter_home(void **state)
{
    (void)state;
    tree_make(home);
    setenv("HOME", home, 1);
    unsetenv("XDG_CONFIG_HOME");
    return getcwd(back, sizeof back) && chdir(home) == 0 && mkdir("w", 0755) == 0 && chdir("w") == 0
               ? 0
               : -1;
}

static int leave_home(void **state)
{
    (void)state;
    int failed = chdir(back);
    tree_remove(home);
    mln_buf_release(&shown);
    return failed;
}

static const char *walk_with(const char *const *roots, uint32_t count,
                             const mln_walk_options *options, mln_status expected)
{
    mln_walk walk = {0};
    mln_diags diags = {0};
    assert_int_equal(mln_walk_add(&walk, roots, count, options, &diags), expected);
    assert_int_equal(diags.error_count != 0, expected != MLN_OK);
    mln_buf_clear(&shown);
    for (uint32_t i = 0; i < walk.files.len; i++) {
        const mln_walk_file *file = &walk.files.data[i];
        mln_buf_addf(&shown, "%s%s%.*s", i ? " " : "", file->explicit_path ? "!" : "",
                     MLN_STR_ARGS(file->path));
        struct stat info;
        if (strlen(file->fs_path) < 4096) {
            assert_int_equal(lstat(file->fs_path, &info), 0);
            assert_true(S_ISREG(info.st_mode));
            assert_int_equal(info.st_size, file->bytes);
        }
    }
    mln_buf_add_text(&shown, " |");
    for (uint32_t i = 0; i < walk.skips.len; i++)
        mln_buf_addf(&shown, " %.*s=%s", MLN_STR_ARGS(walk.skips.data[i].path),
                     mln_skip_get_id(walk.skips.data[i].reason));
    no_language = walk.no_language;
    mln_walk_release(&walk);
    mln_diags_release(&diags);
    return mln_buf_get_text(&shown);
}

static const char *walk_one(const char *root)
{
    mln_walk_options options = {0};
    return walk_with(&root, 1, &options, MLN_OK);
}

static void files_are_sorted_and_shown(void **state)
{
    (void)state;
    tree_text("b.js", "1");
    tree_text("a/z.c", "");
    tree_text("a.ts", "");
    tree_text("a/README.md", "");
    tree_text("a/.hidden.js", "");
    tree_text(".github/x.js", "");
    tree_text("run", "#!/usr/bin/env node\n");
    tree_text("Makefile", "all:\n");
    tree_text(".git/hooks/x.js", "");
    tree_text(".hg/x.js", "");
    tree_text("a/.svn/x.js", "");
    assert_string_equal(walk_one("."), ".github/x.js a.ts a/.hidden.js a/z.c b.js run |");
    assert_int_equal(no_language, 2);
    assert_string_equal(walk_one("a"), "a/.hidden.js a/z.c |");
    assert_string_equal(walk_one("./a//"), "a/.hidden.js a/z.c |");
    char whole[300], expected[700];
    snprintf(whole, sizeof whole, "%s/w/a", home);
    assert_string_equal(walk_one(whole), "a/.hidden.js a/z.c |");
    assert_int_equal(chdir("a/.svn"), 0);
    assert_string_equal(walk_one("../../a"), "../../a/.hidden.js ../../a/z.c |");
    snprintf(expected, sizeof expected, "%s/.hidden.js %s/z.c |", whole, whole);
    assert_string_equal(walk_one(whole), expected);
}

static void all_text_is_listed_when_asked_for(void **state)
{
    (void)state;
    tree_text("a/x.js", "");
    tree_text("a/.env", "");
    tree_text("a/values.yaml", "");
    tree_text("a/Makefile", "");
    tree_text("a/photo.PNG", "");
    tree_text("a/lib.so.1", "");
    tree_text("a/.gitignore", "*.log\n");
    tree_text("a/run.log", "");
    mln_walk_options options = {.all_text = true};
    const char *root = "a";
    /* A name that says picture is not opened; what is in no language and ignored is no skip. */
    assert_string_equal(walk_with(&root, 1, &options, MLN_OK),
                        "a/.env a/.gitignore a/Makefile a/lib.so.1 a/values.yaml a/x.js |");
    assert_int_equal(no_language, 0);
    assert_string_equal(walk_one("a"), "a/x.js |");
    assert_int_equal(no_language, 7);
}

static void roots_give_each_file_once(void **state)
{
    (void)state;
    tree_text("a/x.js", "");
    tree_text("a/b/y.js", "");
    tree_text("a/.gitignore", "b\nx.js\n");
    tree_text("n.txt", "no language");
    mln_walk_options options = {0};
    const char *const twice[] = {"a", ".", "./a"};
    assert_string_equal(walk_with(twice, 3, &options, MLN_OK), " | a/b/=ignored a/x.js=ignored");
    /* What is named is read: a file always, a folder unless its files are ignored one by one. */
    const char *const named[] = {".", "a/x.js", "n.txt", "a/b", "a/../a/x.js"};
    assert_string_equal(walk_with(named, 5, &options, MLN_OK),
                        "a/b/y.js !a/x.js !n.txt | a/b/=ignored a/x.js=ignored");
    const char *const missing[] = {"none", "a/x.js"};
    assert_string_equal(walk_with(missing, 2, &options, MLN_NOT_FOUND), "!a/x.js |");
}

static void links_stay_inside(void **state)
{
    (void)state;
    tree_text("../outside/o.js", "");
    tree_text("real/a.js", "");
    tree_text("real/data", "let a;");
    assert_int_equal(symlink("real", "alias"), 0);
    assert_int_equal(symlink("real/a.js", "b.js"), 0);
    assert_int_equal(symlink("real/data", "data.js"), 0);
    assert_int_equal(symlink("real/data", "again.js"), 0);
    assert_int_equal(symlink("..", "real/up"), 0);
    assert_int_equal(symlink(".", "real/self"), 0);
    assert_int_equal(symlink("ring2", "ring1"), 0);
    assert_int_equal(symlink("ring1", "ring2"), 0);
    assert_int_equal(symlink("../outside", "out"), 0);
    assert_int_equal(symlink("../outside/o.js", "o.js"), 0);
    assert_int_equal(symlink("/etc/hostname", "text"), 0);
    assert_int_equal(symlink("nowhere", "gone.js"), 0);
    /* The link that comes first by name gives the file without a language of its own its name. */
    assert_string_equal(walk_one("."), "again.js real/a.js | gone.js=link o.js=link out=link "
                                       "real/self=link real/up=link ring1=link ring2=link");
    /* A root that is a link was asked for. */
    assert_string_equal(walk_one("out"), "out/o.js |");
    mln_walk_options options = {.no_ignore = true};
    const char *const link[] = {"o.js"};
    assert_string_equal(walk_with(link, 1, &options, MLN_OK), "!o.js |");
}

static void odd_files_are_said(void **state)
{
    (void)state;
    tree_text("empty.js", "");
    tree_text("big.js", "");
    assert_int_equal(truncate("big.js", 100 << 20), 0);
    assert_int_equal(mkfifo("pipe.js", 0600), 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "sock"};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    close(fd);
    tree_text("caf\xE9/x\xFFy.js", "");
    tree_text("tab\there.js", "");
    tree_text("caf\xC3\xA9.js", "");
    assert_string_equal(walk_one("."),
                        "big.js caf\\xE9/x\\xFFy.js caf\xC3\xA9.js empty.js tab\\x09here.js | "
                        "pipe.js=special sock=special");
    mln_walk_options options = {0};
    const char *const pipe[] = {"pipe.js"};
    assert_string_equal(walk_with(pipe, 1, &options, MLN_OK), " | pipe.js=special");
}

static void what_cannot_be_read_is_said(void **state)
{
    (void)state;
    if (geteuid() == 0) {
        print_message("running as root, who may read everything: skipped\n");
        skip();
    }
    tree_text("a.js", "");
    tree_text("d/b.js", "");
    tree_text("c.js", "");
    assert_int_equal(chmod("a.js", 0), 0);
    assert_int_equal(chmod("d", 0), 0);
    assert_string_equal(walk_one("."), "c.js | a.js=unreadable d/=unreadable");
    mln_walk_options options = {0};
    const char *const file[] = {"a.js"}, *const folder[] = {"d"};
    walk_with(file, 1, &options, MLN_DENIED);
    walk_with(folder, 1, &options, MLN_DENIED);
    assert_int_equal(chmod("d", 0700), 0);
}

#define DEPTH 3000

static void deep_trees_are_read(void **state)
{
    (void)state;
    int at = open(".", O_RDONLY | O_DIRECTORY);
    for (int i = 0; i < DEPTH; i++) {
        assert_int_equal(mkdirat(at, "d", 0755), 0);
        int next = openat(at, "d", O_RDONLY | O_DIRECTORY);
        assert_true(next >= 0);
        close(at);
        at = next;
    }
    int fd = openat(at, "x.js", O_WRONLY | O_CREAT, 0644);
    assert_int_equal(write(fd, "let x;", 6), 6);
    close(fd);
    /* A sibling near the top is met after the way back up. */
    tree_text("d/d/e/y.js", "");
    tree_text("z.js", "");
    mln_walk walk = {0};
    mln_diags diags = {0};
    mln_walk_options options = {0};
    const char *const roots[] = {"."};
    assert_int_equal(mln_walk_add(&walk, roots, 1, &options, &diags), MLN_OK);
    assert_int_equal(walk.files.len, 3);
    assert_int_equal(walk.skips.len, 0);
    assert_int_equal(walk.files.data[0].path.len, 2 * DEPTH + 4);
    assert_true(mln_str_is(walk.files.data[1].path, "d/d/e/y.js"));
    mln_source source = {0};
    assert_int_equal(
        mln_source_read(&source, walk.files.data[0].fs_path, walk.files.data[0].path, 0), MLN_OK);
    assert_true(mln_str_is(source.text, "let x;"));
    mln_source_release(&source);
    mln_walk_release(&walk);
    mln_diags_release(&diags);
    /* Taken down from below: no path is long enough to name it. */
    assert_int_equal(unlinkat(at, "x.js", 0), 0);
    for (int i = 0; i < DEPTH - 2; i++) {
        int above = openat(at, "..", O_RDONLY | O_DIRECTORY);
        assert_int_equal(unlinkat(above, "d", AT_REMOVEDIR), 0);
        close(at);
        at = above;
    }
    close(at);
}

static void a_path_has_a_limit(void **state)
{
    (void)state;
    char name[201];
    memset(name, 'n', 200);
    name[200] = '\0';
    int at = open(".", O_RDONLY | O_DIRECTORY);
    for (int i = 0; i < 200; i++) {
        assert_int_equal(mkdirat(at, name, 0755), 0);
        int next = openat(at, name, O_RDONLY | O_DIRECTORY);
        close(at);
        at = next;
    }
    const char *listing = walk_one(".");
    size_t len = strlen(listing);
    assert_true(len > 32768 && len < 33100);
    assert_string_equal(listing + len - 12, "/=unreadable");
    for (int i = 0; i < 200; i++) {
        int above = openat(at, "..", O_RDONLY | O_DIRECTORY);
        assert_int_equal(unlinkat(above, name, AT_REMOVEDIR), 0);
        close(at);
        at = above;
    }
    close(at);
}

static void ignore_files_count_inside_and_above(void **state)
{
    (void)state;
    tree_text(".gitignore", "*.gen.js\n/top.js\n!keep.gen.js\ndir/\n");
    tree_text("sub/.gitignore", "!b.gen.js\n");
    tree_text("sub/.merlonignore", "b.gen.js\nmine.js\n");
    tree_text("sub/a.gen.js", "");
    tree_text("sub/b.gen.js", "");
    tree_text("sub/keep.gen.js", "");
    tree_text("sub/mine.js", "");
    tree_text("sub/top.js", "");
    tree_text("top.js", "");
    tree_text("dir/x.js", "");
    static const char inside[] = "sub/keep.gen.js sub/top.js | sub/a.gen.js=ignored "
                                 "sub/b.gen.js=ignored sub/mine.js=ignored";
    /* Outside a repository the files from the root down count. */
    assert_string_equal(walk_one("."),
                        "sub/keep.gen.js sub/top.js | dir/=ignored sub/a.gen.js=ignored "
                        "sub/b.gen.js=ignored sub/mine.js=ignored top.js=ignored");
    assert_string_equal(walk_one("sub"), "sub/a.gen.js sub/keep.gen.js sub/top.js | "
                                         "sub/b.gen.js=ignored sub/mine.js=ignored");
    /* Inside one, those above as well. */
    tree_text(".git/HEAD", "ref: refs/heads/main\n");
    assert_string_equal(walk_one("sub"), inside);
    assert_string_equal(walk_one("dir"), "dir/x.js |");
    tree_text(".git/info/exclude", "/sub/top.js\n");
    tree_text("../.config/git/ignore", "keep.*\nx.js\n");
    /* The repository's own line takes the user's back. */
    assert_string_equal(walk_one("sub"),
                        "sub/keep.gen.js | sub/a.gen.js=ignored sub/b.gen.js=ignored "
                        "sub/mine.js=ignored sub/top.js=ignored");
    assert_string_equal(walk_one("dir"), " | dir/x.js=ignored");
    mln_walk_options options = {.no_ignore = true};
    const char *const roots[] = {"sub"};
    assert_string_equal(walk_with(roots, 1, &options, MLN_OK),
                        "sub/a.gen.js sub/b.gen.js sub/keep.gen.js sub/mine.js sub/top.js |");
}

static void worktrees_find_their_repository(void **state)
{
    (void)state;
    tree_text("main/.git/HEAD", "ref: refs/heads/main\n");
    tree_text("main/.git/info/exclude", "x.js\n");
    tree_text("main/.git/worktrees/t/HEAD", "ref: refs/heads/t\n");
    tree_text("main/.git/worktrees/t/commondir", "../..\n");
    tree_text("tree/.git", "gitdir: ../main/.git/worktrees/t\n");
    tree_text("tree/s/x.js", "");
    tree_text("tree/s/y.js", "");
    assert_string_equal(walk_one("tree/s"), "tree/s/y.js | tree/s/x.js=ignored");
}

static void include_and_exclude(void **state)
{
    (void)state;
    tree_text("a.js", "");
    tree_text("src/a.js", "");
    tree_text("src/b.ts", "");
    tree_text("src/test/c.js", "");
    const char *const include[] = {"src/**/*.js", "*.ts"};
    const char *const exclude[] = {"test"};
    const char *const roots[] = {"."};
    mln_walk_options options = {.include = include, .include_count = 2};
    assert_string_equal(walk_with(roots, 1, &options, MLN_OK), "src/a.js src/b.ts src/test/c.js |");
    options.exclude = exclude;
    options.exclude_count = 1;
    assert_string_equal(walk_with(roots, 1, &options, MLN_OK),
                        "src/a.js src/b.ts | src/test/=ignored");
    options.no_ignore = true; /* what was asked for holds */
    assert_string_equal(walk_with(roots, 1, &options, MLN_OK),
                        "src/a.js src/b.ts | src/test/=ignored");
    /* Where the root stands does not count when it is elsewhere. */
    assert_int_equal(mkdir("test", 0755), 0);
    assert_int_equal(mkdir("test/here", 0755), 0);
    assert_int_equal(chdir("test/here"), 0);
    const char *const above[] = {"../../src/test"};
    options = (mln_walk_options){.exclude = exclude, .exclude_count = 1};
    assert_string_equal(walk_with(above, 1, &options, MLN_OK), "../../src/test/c.js |");
}

static void dependencies_and_output_by_evidence(void **state)
{
    (void)state;
    tree_text("node_modules/p/i.js", "");
    tree_text("x/bower_components/p/i.js", "");
    /* Named so, without any evidence. */
    tree_text("plain/build/b.js", "");
    tree_text("plain/dist/b.js", "");
    tree_text("plain/vendor/own.js", "");
    tree_text("plain/coverage/c.js", "");
    tree_text("plain/target/t.c", "");
    /* With it. */
    tree_text("app/package.json", "{\"main\": \"./dist/i.js\", \"scripts\": {\"build\": \"tsc\"}}");
    tree_text("app/dist/i.js", "");
    tree_text("app/build/make.js", "");
    tree_text("app/out/i.js", "");
    tree_text("app/out/i.js.map", "");
    tree_text("app/.next/i.js", "");
    tree_text("app/coverage/lcov.info", "");
    tree_text("app/coverage/prettify.js", "");
    tree_text("ts/tsconfig.json", "{\"compilerOptions\": {\"outDir\" : \"lib/\"}}");
    tree_text("ts/lib/i.js", "");
    tree_text("ts/libs/i.js", "");
    tree_text("c/CMakeLists.txt", "");
    tree_text("c/any/CMakeCache.txt", "");
    tree_text("c/any/gen.c", "");
    tree_text("in/CMakeLists.txt", "");
    tree_text("in/CMakeCache.txt", "");
    tree_text("in/m.c", "");
    tree_text("in/CMakeFiles/id.c", "");
    tree_text("rs/Cargo.toml", "");
    tree_text("rs/target/t.c", "");
    tree_text("go/vendor/modules.txt", "");
    tree_text("go/vendor/x.c", "");
    tree_text("lic/third_party/z/LICENSE", "");
    tree_text("lic/third_party/z/z.c", "");
    tree_text("tag/cache/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n");
    tree_text("tag/cache/x.js", "");
    tree_text("tag/false/CACHEDIR.TAG", "something else\n");
    tree_text("tag/false/x.js", "");
    assert_string_equal(
        walk_one("."),
        "app/build/make.js in/m.c plain/build/b.js plain/coverage/c.js plain/dist/b.js "
        "plain/target/t.c plain/vendor/own.js tag/false/x.js ts/libs/i.js | "
        "app/.next/=build-output app/coverage/=build-output app/dist/=build-output "
        "app/out/=build-output c/any/=build-output go/vendor/=dependency "
        "in/CMakeFiles/=build-output lic/third_party/=dependency node_modules/=dependency "
        "rs/target/=build-output tag/cache/=build-output ts/lib/=build-output "
        "x/bower_components/=dependency");
    /* A root was asked for, and --no-ignore asks for everything. */
    assert_string_equal(walk_one("app/dist"), "app/dist/i.js |");
    mln_walk_options options = {.no_ignore = true};
    const char *const roots[] = {"ts", "x"};
    assert_string_equal(walk_with(roots, 2, &options, MLN_OK),
                        "ts/lib/i.js ts/libs/i.js x/bower_components/p/i.js |");
}

#define WALK_TEST(test) cmocka_unit_test_setup_teardown(test, enter_home, leave_home)

int mln_test_files_walk(void)
{
    const struct CMUnitTest tests[] = {
        WALK_TEST(files_are_sorted_and_shown),
        WALK_TEST(all_text_is_listed_when_asked_for),
        WALK_TEST(roots_give_each_file_once),
        WALK_TEST(links_stay_inside),
        WALK_TEST(odd_files_are_said),
        WALK_TEST(what_cannot_be_read_is_said),
        WALK_TEST(deep_trees_are_read),
        WALK_TEST(a_path_has_a_limit),
        WALK_TEST(ignore_files_count_inside_and_above),
        WALK_TEST(worktrees_find_their_repository),
        WALK_TEST(include_and_exclude),
        WALK_TEST(dependencies_and_output_by_evidence),
    };
    return cmocka_run_group_tests_name("files/walk", tests, NULL, NULL);
}
