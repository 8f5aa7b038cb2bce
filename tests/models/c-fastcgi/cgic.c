/* cgic: forms, files and cookies of a CGI program. */
#include <stdio.h>

#include "cgic.h"

int cgiMain(void)
{
    char name[81], line[81], picture[256], kind[64], last[64], part[1024];
    char **all = NULL;
    cgiFilePtr file = NULL;
    int size = 0;
    cgiFormString("name", name, sizeof name);
    cgiFormStringNoNewlines("line", line, sizeof line);
    cgiFormStringMultiple("color", &all);
    cgiFormFileName("picture", picture, sizeof picture);
    cgiFormFileContentType("picture", kind, sizeof kind);
    cgiCookieString("last", last, sizeof last);
    if (cgiFormFileOpen("picture", &file) == cgiFormSuccess) {
        cgiFormFileRead(file, part, sizeof part, &size);
        cgiFormFileClose(file);
    }
    if (cgiFormSubmitClicked("leave") == cgiFormSuccess) {
        cgiHeaderLocation("https://www.example.com/");
        return 0;
    }
    cgiHeaderCookieSetString("last", "start", 3600, "/", NULL);
    cgiHeaderCookieSet("theme", "dark", 3600, "/", NULL, cgiCookieSecure | cgiCookieHttpOnly);
    if (size == 0)
        cgiHeaderStatus(404, "Not Found");
    else
        cgiHeaderContentType("text/plain");
    fprintf(cgiOut, "%s %s %s %s %s %s %s\n", name, line, all ? all[0] : "", picture, kind, last,
            part);
    fprintf(cgiOut, "%s?%s from %s by %s, as %s of %s\n", cgiPathInfo, cgiQueryString, cgiReferrer,
            cgiUserAgent, cgiRemoteUser, cgiCookie);
    cgiStringArrayFree(all);
    return 0;
}
