/* MLN_COMMAND(name): the commands, in the order of the help. Each is one file, cmd_<name>.c, with
 * mln_command_<name>. */
MLN_COMMAND(scan)
MLN_COMMAND(explain)
MLN_COMMAND(rules)
MLN_COMMAND(test)
MLN_COMMAND(validate)
MLN_COMMAND(tree)
MLN_COMMAND(completions)
MLN_COMMAND(version)
MLN_COMMAND(help)
