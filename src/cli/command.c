#include "cli/command.h"

#include "cli/console.h"
#include "cli/help.h"

#include "base/banned.h"

static const mln_command *const commands[] = {
#define MLN_COMMAND(name) &mln_command_##name,
#include "cli/cmd_list.h"
#undef MLN_COMMAND
};

uint32_t mln_command_get_count(void)
{
    return (uint32_t)MLN_COUNT_OF(commands);
}

const mln_command *mln_command_get(uint32_t index)
{
    return commands[index];
}

const mln_command *mln_command_find(const char *name)
{
    for (uint32_t i = 0; i < MLN_COUNT_OF(commands); i++) {
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    }
    return NULL;
}

int mln_command_fail_unknown(const char *name)
{
    const char *names[MLN_COUNT_OF(commands)];
    for (uint32_t i = 0; i < MLN_COUNT_OF(commands); i++)
        names[i] = commands[i]->name;
    const char *near = mln_str_suggest(mln_str_of(name), names, MLN_COUNT_OF(commands));
    if (near != NULL)
        mln_console_error("unknown command '%s'; did you mean 'merlon %s'?", name, near);
    else
        mln_console_error("unknown command '%s'; to scan a path: merlon scan PATH (see merlon "
                          "--help)",
                          name);
    return MLN_EXIT_ERROR;
}

int mln_command_run(const mln_command *command, int argc, const char *const *argv)
{
    mln_args args = {0};
    mln_buf error = {0};
    int code;
    mln_status status =
        mln_args_parse(&args, command->options, command->option_count, argc, argv, &error);
    if (args.help) {
        mln_buf text = {0};
        mln_help_add_command(&text, command);
        code = mln_console_print(&text);
        mln_buf_release(&text);
    } else if (status != MLN_OK) {
        mln_console_error("%s (see merlon %s --help)", mln_buf_get_text(&error), command->name);
        code = MLN_EXIT_ERROR;
    } else if (args.operands.len > 0 && *command->operands == '\0') {
        mln_console_error("merlon %s takes no '%s' (see merlon %s --help)", command->name,
                          args.operands.data[0], command->name);
        code = MLN_EXIT_ERROR;
    } else {
        code = command->run(&args);
    }
    mln_buf_release(&error);
    mln_args_release(&args);
    return code;
}
