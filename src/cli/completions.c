/* Completion scripts for bash, zsh and fish. Made from the command table. */
#include "base/base.h"
#include "cli/help.h"

#include "base/banned.h"

static void add_commands(mln_buf *out)
{
    for (uint32_t i = 0; i < mln_command_get_count(); i++)
        mln_buf_addf(out, "%s%s", i > 0 ? " " : "", mln_command_get(i)->name);
}

/* Words between single quotes, for all three shells: the texts hold no backslash. */
static void add_quoted(mln_buf *out, const char *text, const char *escape_also)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            mln_buf_add_text(out, "'\\''");
        else if (strchr(escape_also, *text) != NULL)
            mln_buf_addf(out, "\\%c", *text);
        else
            mln_buf_add_char(out, *text);
    }
}

static bool is_path(const mln_option *option)
{
    return strstr(option->value, "PATH") != NULL;
}

void mln_help_add_bash(mln_buf *out)
{
    mln_buf_add_text(out, "# bash completion for merlon\n"
                          "_merlon() {\n"
                          "    local word=${COMP_WORDS[COMP_CWORD]} "
                          "previous=${COMP_WORDS[COMP_CWORD-1]}\n"
                          "    COMPREPLY=()\n"
                          "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                          "        COMPREPLY=($(compgen -W '");
    add_commands(out);
    mln_buf_add_text(out, " --help --version' -- \"$word\"))\n"
                          "        return\n"
                          "    fi\n"
                          "    # Bash makes --name=value three words.\n"
                          "    [ \"$previous\" = '=' ] && previous=${COMP_WORDS[COMP_CWORD-2]}\n"
                          "    [ \"$word\" = '=' ] && word=\n"
                          "    case ${COMP_WORDS[1]} in\n");
    for (uint32_t i = 0; i < mln_command_get_count(); i++) {
        const mln_command *command = mln_command_get(i);
        mln_buf_addf(out, "    %s)\n        case $previous in\n", command->name);
        for (uint32_t k = 0; k < command->option_count; k++) {
            const mln_option *option = &command->options[k];
            if (option->value == NULL)
                continue;
            mln_buf_addf(out, "        --%s", option->name);
            if (option->letter != 0)
                mln_buf_addf(out, "|-%c", option->letter);
            if (option->choices != NULL)
                mln_buf_addf(out, ") COMPREPLY=($(compgen -W '%s' -- \"$word\")); return ;;\n",
                             option->choices);
            else if (is_path(option))
                mln_buf_add_text(out, ") compopt -o default; return ;;\n");
            else
                mln_buf_add_text(out, ") return ;;\n");
        }
        mln_buf_add_text(out, "        esac\n        case $word in\n        -*) "
                              "COMPREPLY=($(compgen -W '");
        for (uint32_t k = 0; k < command->option_count; k++)
            mln_buf_addf(out, "--%s ", command->options[k].name);
        mln_buf_add_text(out, "--help' -- \"$word\")); return ;;\n        esac\n");
        if (strcmp(command->name, "help") == 0) {
            mln_buf_add_text(out, "        COMPREPLY=($(compgen -W '");
            add_commands(out);
            mln_buf_add_text(out, "' -- \"$word\"))\n");
        } else if (strcmp(command->name, "completions") == 0) {
            mln_buf_add_text(out, "        COMPREPLY=($(compgen -W 'bash zsh fish' -- "
                                  "\"$word\"))\n");
        } else if (strstr(command->operands, "PATH") != NULL) {
            mln_buf_add_text(out, "        compopt -o default\n");
        }
        mln_buf_add_text(out, "        ;;\n");
    }
    mln_buf_add_text(out, "    esac\n}\ncomplete -F _merlon merlon\n");
}

static void add_zsh_option(mln_buf *out, const mln_option *option, bool short_form)
{
    mln_buf_addf(out, "            '%s", option->repeatable ? "*" : "");
    if (short_form)
        mln_buf_addf(out, "-%c", option->letter);
    else
        mln_buf_addf(out, "--%s%s", option->name, option->value != NULL ? "=" : "");
    mln_buf_add_char(out, '[');
    add_quoted(out, option->text, "[]:");
    mln_buf_add_char(out, ']');
    if (option->value != NULL) {
        mln_buf_add_char(out, ':');
        add_quoted(out, option->value, "[]:");
        mln_buf_add_char(out, ':');
        if (option->choices != NULL)
            mln_buf_addf(out, "(%s)", option->choices);
        else if (is_path(option))
            mln_buf_add_text(out, "_files");
    }
    mln_buf_add_text(out, "' \\\n");
}

void mln_help_add_zsh(mln_buf *out)
{
    mln_buf_add_text(out, "#compdef merlon\n"
                          "_merlon() {\n"
                          "    local -a commands\n"
                          "    commands=(\n");
    for (uint32_t i = 0; i < mln_command_get_count(); i++) {
        mln_buf_addf(out, "        '%s:", mln_command_get(i)->name);
        add_quoted(out, mln_command_get(i)->summary, ":");
        mln_buf_add_text(out, "'\n");
    }
    mln_buf_add_text(out, "    )\n"
                          "    if (( CURRENT == 2 )); then\n"
                          "        _describe command commands\n"
                          "        return\n"
                          "    fi\n"
                          "    local command=$words[2]\n"
                          "    shift words\n"
                          "    (( CURRENT-- ))\n"
                          "    case $command in\n");
    for (uint32_t i = 0; i < mln_command_get_count(); i++) {
        const mln_command *command = mln_command_get(i);
        mln_buf_addf(out, "    %s)\n        _arguments -s \\\n", command->name);
        for (uint32_t k = 0; k < command->option_count; k++) {
            add_zsh_option(out, &command->options[k], false);
            if (command->options[k].letter != 0)
                add_zsh_option(out, &command->options[k], true);
        }
        mln_buf_add_text(out, "            '--help[Show the help.]'");
        if (strcmp(command->name, "help") == 0) {
            mln_buf_add_text(out, " \\\n            '1:command:(");
            add_commands(out);
            mln_buf_add_text(out, ")'");
        } else if (strcmp(command->name, "completions") == 0) {
            mln_buf_add_text(out, " \\\n            '1:shell:(bash zsh fish)'");
        } else if (strstr(command->operands, "PATH") != NULL) {
            mln_buf_add_text(out, " \\\n            '*:path:_files'");
        }
        mln_buf_add_text(out, "\n        ;;\n");
    }
    mln_buf_add_text(out, "    esac\n}\n_merlon \"$@\"\n");
}

void mln_help_add_fish(mln_buf *out)
{
    mln_buf_add_text(out, "# fish completion for merlon\n"
                          "complete -c merlon -n __fish_use_subcommand -f -l help -d 'Show the "
                          "help.'\n"
                          "complete -c merlon -n __fish_use_subcommand -f -l version -d 'Show "
                          "the version.'\n");
    for (uint32_t i = 0; i < mln_command_get_count(); i++) {
        const mln_command *command = mln_command_get(i);
        mln_buf_addf(out, "complete -c merlon -n __fish_use_subcommand -f -a %s -d '",
                     command->name);
        add_quoted(out, command->summary, "");
        mln_buf_add_text(out, "'\n");
        for (uint32_t k = 0; k < command->option_count; k++) {
            const mln_option *option = &command->options[k];
            mln_buf_addf(out, "complete -c merlon -n '__fish_seen_subcommand_from %s' -l %s",
                         command->name, option->name);
            if (option->letter != 0)
                mln_buf_addf(out, " -s %c", option->letter);
            if (option->value != NULL && option->choices != NULL)
                mln_buf_addf(out, " -x -a '%s'", option->choices);
            else if (option->value != NULL)
                mln_buf_add_text(out, is_path(option) ? " -r" : " -x");
            mln_buf_add_text(out, " -d '");
            add_quoted(out, option->text, "");
            mln_buf_add_text(out, "'\n");
        }
    }
    mln_buf_add_text(out, "complete -c merlon -n '__fish_seen_subcommand_from completions' -f -a "
                          "'bash zsh fish'\n"
                          "complete -c merlon -n '__fish_seen_subcommand_from help' -f -a '");
    add_commands(out);
    mln_buf_add_text(out, "'\n");
}
