/* The man page, as roff. Made from the command table. */
#include "base/base.h"
#include "cli/help.h"

#include "base/banned.h"

/* A hyphen is a minus sign in roff unless escaped, and a dot or quote that begins a line a request.
 */
static void add(mln_buf *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if ((*at == '.' || *at == '\'') && (at == text || at[-1] == '\n'))
            mln_buf_add_text(out, "\\&");
        if (*at == '\n' && at[1] == '\n') {
            mln_buf_add_text(out, "\n.PP\n");
            at++;
        } else if (*at == '-') {
            mln_buf_add_text(out, "\\-");
        } else if (*at == '\\') {
            mln_buf_add_text(out, "\\e");
        } else {
            mln_buf_add_char(out, *at);
        }
    }
}

static void add_option(mln_buf *out, char letter, const char *name, const char *value,
                       const char *text)
{
    mln_buf_add_text(out, ".TP\n");
    if (letter != 0)
        mln_buf_addf(out, "\\fB\\-%c\\fR, ", letter);
    mln_buf_add_text(out, "\\fB\\-\\-");
    add(out, name);
    mln_buf_add_text(out, "\\fR");
    if (value != NULL) {
        mln_buf_add_text(out, " \\fI");
        add(out, value);
        mln_buf_add_text(out, "\\fR");
    }
    mln_buf_add_char(out, '\n');
    add(out, text);
    mln_buf_add_char(out, '\n');
}

static void add_command(mln_buf *out, const mln_command *command)
{
    mln_buf_addf(out, ".SH MERLON %s\n\\fBmerlon %s\\fR [\\fIOPTION\\fR…] ", command->name,
                 command->name);
    add(out, command->operands);
    mln_buf_add_text(out, "\n.PP\n");
    add(out, command->summary);
    mln_buf_add_text(out, ".\n");
    if (command->text != NULL) {
        mln_buf_add_text(out, ".PP\n");
        add(out, command->text);
        mln_buf_add_char(out, '\n');
    }
    for (uint32_t i = 0; i < command->option_count; i++) {
        const mln_option *option = &command->options[i];
        add_option(out, option->letter, option->name, option->value, option->text);
    }
    for (uint32_t i = 0; i < command->example_count; i++) {
        mln_buf_add_text(out, i == 0 ? ".PP\nExamples:\n.TP\n\\fB" : ".TP\n\\fB");
        add(out, command->examples[i].line);
        mln_buf_add_text(out, "\\fR\n");
        add(out, command->examples[i].text);
        mln_buf_add_char(out, '\n');
    }
}

void mln_help_add_man(mln_buf *out)
{
    mln_buf_add_text(out, ".TH MERLON 1 \"\" \"merlon " MLN_VERSION "\" \"User commands\"\n"
                          ".SH NAME\nmerlon \\- find security problems in server code\n"
                          ".SH SYNOPSIS\n\\fBmerlon\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR…] "
                          "[\\fIPATH\\fR…]\n"
                          ".SH DESCRIPTION\nmerlon reads server code written in JavaScript, "
                          "TypeScript and C and reports what an attacker could use. Rules are "
                          "written in the Semgrep rule syntax; a pack of them is built in.\n");
    for (uint32_t i = 0; i < mln_command_get_count(); i++)
        add_command(out, mln_command_get(i));
    mln_buf_add_text(out, ".SH EXIT STATUS\n"
                          ".TP\n\\fB0\\fR\nNo finding at or above \\fB\\-\\-fail\\-on\\fR.\n"
                          ".TP\n\\fB1\\fR\nFindings at or above it, or tests that fail.\n"
                          ".TP\n\\fB2\\fR\nWrong usage, a malformed rule, or output that could "
                          "not be written.\n"
                          ".TP\n\\fB3\\fR\nUnder \\fB\\-\\-strict\\fR: something was not "
                          "analysed.\n"
                          ".SH ENVIRONMENT\n.TP\n\\fBNO_COLOR\\fR\nWhen set and not empty, no "
                          "colours unless \\fB\\-\\-color=always\\fR.\n");
}
