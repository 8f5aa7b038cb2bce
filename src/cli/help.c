#include "cli/help.h"

#include "report/screen.h"

#include "base/banned.h"

#define WIDTH 80u
#define LEFT_MAX 26u

static void add_option(mln_buf *out, char letter, const char *name, const char *value,
                       const char *text)
{
    mln_buf left = {0};
    if (letter != 0)
        mln_buf_addf(&left, "  -%c, --%s", letter, name);
    else
        mln_buf_addf(&left, "      --%s", name);
    if (value != NULL)
        mln_buf_addf(&left, " %s", value);
    mln_buf_add_str(out, mln_buf_get_str(&left));
    if (left.len > LEFT_MAX)
        mln_buf_addf(out, "\n%*s", (int)LEFT_MAX + 2, "");
    else
        mln_buf_addf(out, "%*s", (int)(LEFT_MAX + 2 - left.len), "");
    mln_screen_wrap(out, mln_str_of(text), LEFT_MAX + 2, WIDTH);
    mln_buf_add_char(out, '\n');
    mln_buf_release(&left);
}

void mln_help_add_overview(mln_buf *out)
{
    mln_buf_add_text(out, "merlon finds security problems in server code written in JavaScript, "
                          "TypeScript and C.\n\nUsage: merlon COMMAND [OPTION…] [PATH…]\n\n"
                          "Commands:\n");
    for (uint32_t i = 0; i < mln_command_get_count(); i++) {
        const mln_command *command = mln_command_get(i);
        mln_buf_addf(out, "  %-12s  %s\n", command->name, command->summary);
    }
    mln_buf_add_text(out, "\nStart here:\n"
                          "  merlon scan .               scan the folder you are in\n"
                          "  merlon scan --help          what a scan can be told\n"
                          "  merlon rules                what it looks for\n"
                          "\nExit codes: 0 clean, 1 findings (see scan --fail-on), 2 an error, "
                          "3 incomplete (scan --strict).\n");
}

void mln_help_add_command(mln_buf *out, const mln_command *command)
{
    mln_buf_addf(out, "merlon %s: %s\n\nUsage: merlon %s [OPTION…]%s%s\n", command->name,
                 command->summary, command->name, *command->operands != '\0' ? " " : "",
                 command->operands);
    for (const char *at = command->text; at != NULL && *at != '\0';) {
        const char *end = strstr(at, "\n\n");
        size_t len = end != NULL ? (size_t)(end - at) : strlen(at);
        mln_buf_add_char(out, '\n');
        mln_screen_wrap(out, (mln_str){at, (uint32_t)len}, 0, WIDTH);
        mln_buf_add_char(out, '\n');
        at = end != NULL ? end + 2 : NULL;
    }
    mln_buf_add_text(out, "\nOptions:\n");
    for (uint32_t i = 0; i < command->option_count; i++) {
        const mln_option *option = &command->options[i];
        add_option(out, option->letter, option->name, option->value, option->text);
    }
    add_option(out, 'h', "help", NULL, "Show this help.");
    if (command->example_count > 0)
        mln_buf_add_text(out, "\nExamples:\n");
    for (uint32_t i = 0; i < command->example_count; i++)
        mln_buf_addf(out, "  %s\n      %s\n", command->examples[i].line, command->examples[i].text);
}
