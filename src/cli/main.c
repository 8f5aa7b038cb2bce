/* merlon: finds the command and runs it. */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/help.h"

#include "base/banned.h"

/* A standard stream that is closed would be the next file opened, and messages would land in it.
 * Read-only, so that writing to it fails and is reported. */
static void hold_standard_streams(void)
{
    int fd;
    do
        fd = open("/dev/null", O_RDONLY);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd > STDERR_FILENO)
        close(fd);
}

int main(int argc, char **argv)
{
    hold_standard_streams();
    /* A closed pipe is an error of write(), with a message and an exit code. */
    signal(SIGPIPE, SIG_IGN);

    if (argc < 2) {
        mln_console_error("no command; to scan a path: merlon scan PATH (see merlon --help)");
        return MLN_EXIT_ERROR;
    }
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    else if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0)
        name = "version";
    const mln_command *command = mln_command_find(name);
    if (command == NULL)
        return mln_command_fail_unknown(name);
    return mln_command_run(command, argc - 2, (const char *const *)argv + 2);
}
