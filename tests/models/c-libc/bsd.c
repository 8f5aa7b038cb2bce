/* What comes from the BSDs, from libbsd and readline, and what the kernel has of its own. */
#include <bsd/readpassphrase.h>
#include <bsd/string.h>
#include <bsd/unistd.h>
#include <readline/readline.h>
#include <stdio.h>
#include <stdlib.h>

int run(const char *text, const char *title)
{
    char small[32], password[64];
    char *line = readline("> ");
    strlcpy(small, text, sizeof small);
    puts(strnstr(small, "..", sizeof small));
    puts(readpassphrase("Password: ", password, sizeof password, 0));
    setproctitle("%s: %s", title, password);
    puts(line), puts(sys_errlist[1]);
    free(line);
    return 0;
}
