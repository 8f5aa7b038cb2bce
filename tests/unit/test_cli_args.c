/* Command lines: every way to give an option, and what is said when one is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/args.h"

int mln_test_cli_args(void);

static const mln_option options[] = {
    {.name = "format", .letter = 'f', .value = "FORMAT", .choices = "text json", .text = "."},
    {.name = "config", .letter = 'c', .value = "PATH", .repeatable = true, .text = "."},
    {.name = "quiet", .letter = 'q', .text = "."},
    {.name = "verbose", .letter = 'v', .text = "."},
};

static mln_status parse(mln_args *args, mln_buf *error, int argc, const char *const *argv)
{
    return mln_args_parse(args, options, (uint32_t)MLN_COUNT_OF(options), argc, argv, error);
}

#define PARSE(args, error, ...)                                                                    \
    parse(args, error, (int)MLN_COUNT_OF(((const char *const[]){__VA_ARGS__})),                    \
          (const char *const[]){__VA_ARGS__})

static void options_are_read_in_every_form(void **state)
{
    (void)state;
    mln_args args = {0};
    mln_buf error = {0};
    assert_int_equal(PARSE(&args, &error, "a", "--format", "json", "--config=x=y", "-c", "z", "-cw",
                           "-qv", "-", "b", "--", "-q", "--nope"),
                     MLN_OK);
    assert_string_equal(mln_args_get(&args, "format", "none"), "json");
    assert_true(mln_args_has(&args, "quiet"));
    assert_true(mln_args_has(&args, "verbose"));
    mln_arg_values values = {0};
    mln_args_get_all(&args, "config", &values);
    assert_int_equal(values.len, 3);
    assert_string_equal(values.data[0], "x=y");
    assert_string_equal(values.data[1], "z");
    assert_string_equal(values.data[2], "w");
    assert_int_equal(args.operands.len, 5);
    assert_string_equal(args.operands.data[0], "a");
    assert_string_equal(args.operands.data[1], "-");
    assert_string_equal(args.operands.data[3], "-q");
    assert_string_equal(args.operands.data[4], "--nope");
    mln_vec_release(&values);
    mln_args_release(&args);
    mln_buf_release(&error);
}

static void the_last_value_counts(void **state)
{
    (void)state;
    mln_args args = {0};
    mln_buf error = {0};
    assert_int_equal(PARSE(&args, &error, "-fjson", "--format=text"), MLN_OK);
    assert_string_equal(mln_args_get(&args, "format", "none"), "text");
    assert_string_equal(mln_args_get(&args, "config", "none"), "none");
    mln_args_release(&args);
    mln_buf_release(&error);
}

static void expect_error(const char *const *argv, int argc, const char *text)
{
    mln_args args = {0};
    mln_buf error = {0};
    assert_int_equal(parse(&args, &error, argc, argv), MLN_USAGE);
    assert_string_equal(mln_buf_get_text(&error), text);
    mln_args_release(&args);
    mln_buf_release(&error);
}

static void mistakes_are_named(void **state)
{
    (void)state;
    expect_error((const char *const[]){"--fromat", "json"}, 2,
                 "unknown option '--fromat'; did you mean '--format'?");
    expect_error((const char *const[]){"--xyzzy=1"}, 1, "unknown option '--xyzzy=1'");
    expect_error((const char *const[]){"-z"}, 1, "unknown option '-z'");
    expect_error((const char *const[]){"--format"}, 1, "--format needs a value: --format FORMAT");
    expect_error((const char *const[]){"-qf"}, 1, "--format needs a value: --format FORMAT");
    expect_error((const char *const[]){"--format=xml"}, 1,
                 "--format cannot be 'xml'; it is one of: text json");
    expect_error((const char *const[]){"--format=tex"}, 1,
                 "--format cannot be 'tex'; it is one of: text json");
    expect_error((const char *const[]){"--quiet=1"}, 1, "--quiet takes no value");
    expect_error((const char *const[]){"--config="}, 1, "--config needs a PATH that is not empty");
}

static void help_is_heard_behind_a_mistake(void **state)
{
    (void)state;
    mln_args args = {0};
    mln_buf error = {0};
    assert_int_equal(PARSE(&args, &error, "--nope", "--help"), MLN_USAGE);
    assert_true(args.help);
    mln_args_release(&args);
    mln_args operand = {0};
    assert_int_equal(PARSE(&operand, &error, "--nope", "--", "--help"), MLN_USAGE);
    assert_false(operand.help);
    mln_args_release(&operand);
    mln_buf_release(&error);
}

static void numbers_and_sizes_are_read(void **state)
{
    (void)state;
    uint32_t count = 7;
    assert_true(mln_args_read_count("1024", 1024, &count));
    assert_int_equal(count, 1024);
    assert_false(mln_args_read_count("1025", 1024, &count));
    assert_false(mln_args_read_count("", 10, &count));
    assert_false(mln_args_read_count("-1", 10, &count));
    assert_false(mln_args_read_count("1x", 10, &count));
    assert_false(mln_args_read_count("99999999999999999999999999", UINT32_MAX, &count));
    uint64_t bytes = 0;
    assert_true(mln_args_read_size("512", &bytes));
    assert_int_equal(bytes, 512);
    assert_true(mln_args_read_size("3k", &bytes));
    assert_int_equal(bytes, 3072);
    assert_true(mln_args_read_size("5MiB", &bytes));
    assert_int_equal(bytes, 5242880);
    assert_true(mln_args_read_size("2G", &bytes));
    assert_int_equal(bytes, UINT64_C(2147483648));
    assert_false(mln_args_read_size("M", &bytes));
    assert_false(mln_args_read_size("5T", &bytes));
    assert_false(mln_args_read_size("5 M", &bytes));
    assert_false(mln_args_read_size("99999999999999999999G", &bytes));
}

int mln_test_cli_args(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_are_read_in_every_form),
        cmocka_unit_test(the_last_value_counts),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(help_is_heard_behind_a_mistake),
        cmocka_unit_test(numbers_and_sizes_are_read),
    };
    return cmocka_run_group_tests_name("cli/args", tests, NULL, NULL);
}
