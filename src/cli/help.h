/* help: the help texts, the man page and the shell completions, all made from the command table. */
#ifndef MLN_CLI_HELP_H
#define MLN_CLI_HELP_H

#include "cli/command.h"

/* `merlon --help`. */
void mln_help_add_overview(mln_buf *out);

/* `merlon COMMAND --help`. */
void mln_help_add_command(mln_buf *out, const mln_command *command);

/* merlon.1, as roff. */
void mln_help_add_man(mln_buf *out);

/* The completion script of a shell. */
void mln_help_add_bash(mln_buf *out);
void mln_help_add_zsh(mln_buf *out);
void mln_help_add_fish(mln_buf *out);

#endif
