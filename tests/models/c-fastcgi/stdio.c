/* fcgi_stdio: what stands behind stdio's names. */
#include <fcgi_stdio.h>

int run(const char *text)
{
    char line[256];
    while (FCGI_Accept() >= 0) {
        FCGI_printf("%s", text);
        FCGI_puts(text), FCGI_fputs(text, FCGI_stdout);
        FCGI_fwrite((void *)text, 1, 8, FCGI_stdout);
        FCGI_fgets(line, sizeof line, FCGI_stdin);
        FCGI_fread(line, 1, sizeof line, FCGI_stdin);
        FCGI_gets(line);
        line[0] = (char)FCGI_getchar();
        FCGI_puts(line);
    }
    return 0;
}
