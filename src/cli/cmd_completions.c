/* merlon completions: the script that makes a shell complete merlon's command lines. */
#include "cli/command.h"
#include "cli/console.h"
#include "cli/help.h"

#include "base/banned.h"

static const mln_example examples[] = {
    {"source <(merlon completions bash)", "Complete in this shell."},
    {"merlon completions fish > ~/.config/fish/completions/merlon.fish", "In every fish."},
};

static int run(const mln_args *args)
{
    const char *shell = args->operands.len == 1 ? args->operands.data[0] : "";
    mln_buf text = {0};
    if (strcmp(shell, "bash") == 0) {
        mln_help_add_bash(&text);
    } else if (strcmp(shell, "zsh") == 0) {
        mln_help_add_zsh(&text);
    } else if (strcmp(shell, "fish") == 0) {
        mln_help_add_fish(&text);
    } else {
        mln_console_error("name one shell: merlon completions bash, zsh or fish");
        return MLN_EXIT_ERROR;
    }
    int code = mln_console_print(&text);
    mln_buf_release(&text);
    return code;
}

const mln_command mln_command_completions = {
    .name = "completions",
    .summary = "print a completion script for bash, zsh or fish",
    .operands = "SHELL",
    .examples = examples,
    .example_count = MLN_COUNT_OF(examples),
    .run = run,
};
