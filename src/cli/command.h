/* command: the commands of merlon, as a table that main, help, completions and man page read. */
#ifndef MLN_CLI_COMMAND_H
#define MLN_CLI_COMMAND_H

#include "cli/args.h"

/* Exit codes of every command. */
enum {
    MLN_EXIT_CLEAN = 0,
    MLN_EXIT_FINDINGS = 1,  /* findings at or above --fail-on; failing tests */
    MLN_EXIT_ERROR = 2,     /* usage, configuration, malformed rule, output that failed */
    MLN_EXIT_INCOMPLETE = 3 /* something was not analysed, under --strict */
};

typedef struct {
    const char *name;
    const char *summary;  /* half a line, without a full stop */
    const char *operands; /* "[PATH…]" */
    const char *text;     /* paragraphs, separated by empty lines; may be NULL */
    const mln_option *options;
    uint32_t option_count;
    const mln_example *examples;
    uint32_t example_count;
    int (*run)(const mln_args *args); /* an exit code */
} mln_command;

/* mln_command_scan … */
#define MLN_COMMAND(name) extern const mln_command mln_command_##name;
#include "cli/cmd_list.h"
#undef MLN_COMMAND

/* In the order of the list. */
uint32_t mln_command_get_count(void);
const mln_command *mln_command_get(uint32_t index);

/* NULL when there is none of that name. */
const mln_command *mln_command_find(const char *name);

/* Says on standard error that there is no such command, and which may have been meant. */
int mln_command_fail_unknown(const char *name);

/* Reads the command line of `command` and runs it. */
int mln_command_run(const mln_command *command, int argc, const char *const *argv);

#endif
