/* libcgi. */
#include <stdio.h>
#include <stdlib.h>

#include "libcgi/cgi.h"

int main(void)
{
    cgi_init();
    cgi_process_form();
    char *name = cgi_param("name"), *color = cgi_param_multiple("color");
    char *page = htmlentities(name), *plain = cgi_unescape_special_chars(color);
    char *link = cgi_escape_special_chars(plain);
    if (cgi_cookie_value("session") == NULL)
        cgi_redirect("/login");
    cgi_init_headers();
    printf("<p>%s <a href=\"/?%s\">%s</a>", page, link, page);
    free(page), free(plain), free(link);
    cgi_end();
    return 0;
}
