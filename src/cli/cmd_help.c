/* merlon help: the same texts as --help, and the man page. */
#include "cli/command.h"
#include "cli/console.h"
#include "cli/help.h"

#include "base/banned.h"

static const mln_option options[] = {
    {.name = "man", .text = "Print the man page, as roff."},
};

static const mln_example examples[] = {
    {"merlon help scan", "What a scan can be told."},
    {"merlon help --man | man -l -", "Read the man page without installing it."},
};

static int run(const mln_args *args)
{
    if (args->operands.len > 1) {
        mln_console_error("one command at a time: merlon help %s", args->operands.data[0]);
        return MLN_EXIT_ERROR;
    }
    mln_buf text = {0};
    if (mln_args_has(args, "man")) {
        mln_help_add_man(&text);
    } else if (args->operands.len == 0) {
        mln_help_add_overview(&text);
    } else {
        const mln_command *command = mln_command_find(args->operands.data[0]);
        if (command == NULL)
            return mln_command_fail_unknown(args->operands.data[0]);
        mln_help_add_command(&text, command);
    }
    int code = mln_console_print(&text);
    mln_buf_release(&text);
    return code;
}

const mln_command mln_command_help = {
    .name = "help",
    .summary = "show help for merlon or one of its commands",
    .operands = "[COMMAND]",
    .options = options,
    .option_count = MLN_COUNT_OF(options),
    .examples = examples,
    .example_count = MLN_COUNT_OF(examples),
    .run = run,
};
