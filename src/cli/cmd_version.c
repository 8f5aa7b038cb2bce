/* merlon version. */
#include "cli/command.h"
#include "cli/console.h"

#include "base/banned.h"

static int run(const mln_args *args)
{
    (void)args;
    mln_buf text = {0};
    mln_buf_add_text(&text, "merlon " MLN_VERSION "\n");
    int code = mln_console_print(&text);
    mln_buf_release(&text);
    return code;
}

const mln_command mln_command_version = {
    .name = "version",
    .summary = "show the version",
    .operands = "",
    .run = run,
};
