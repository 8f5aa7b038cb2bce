/* qDecoder: what a form holds is a table with functions to read it. */
#include <stdio.h>
#include <stdlib.h>

#include "qdecoder.h"

int main(void)
{
    qentry_t *req = qcgireq_parse(NULL, Q_CGI_ALL);
    char *query = qcgireq_getquery(Q_CGI_GET), *name = req->getstr(req, "name", false);
    if (req->getint(req, "leave"))
        qcgires_redirect(req, "/");
    qcgires_setcookie(req, "last", "start", 0, "/", NULL, false);
    qcgires_setcontenttype(req, "text/plain");
    printf("%s: %s\n", query, name);
    free(query);
    req->free(req);
    return 0;
}
