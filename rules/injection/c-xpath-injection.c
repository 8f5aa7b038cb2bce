#include <libxml/xpath.h>
#include <stdio.h>
#include <stdlib.h>
#include "civetweb.h"

#define FIND(text, ctx) xmlXPathEvalExpression(BAD_CAST(text), (ctx))

struct lookup {
    char expression[256];
};

static xmlXPathObjectPtr find(xmlXPathContextPtr ctx, const char *name)
{
    char expression[256];
    snprintf(expression, sizeof expression, "//user[@name='%s']", name);
    // ruleid: c-xpath-injection
    return xmlXPathEvalExpression((const xmlChar *)expression, ctx);
}

void all(struct mg_connection *conn, xmlXPathContextPtr ctx, struct lookup *lookup)
{
    const char *name = mg_get_header(conn, "X-Name");
    find(ctx, name);
    snprintf(lookup->expression, sizeof lookup->expression, "//user[@name='%s']", name);
    const char *same = lookup->expression;
    // ruleid: c-xpath-injection
    xmlXPathEval((const xmlChar *)same, ctx);
    // todoruleid: c-xpath-injection
    FIND(name, ctx);
    char expression[64];
    snprintf(expression, sizeof expression, "//user[@id='%d']", atoi(name));
    // ok: c-xpath-injection
    xmlXPathEvalExpression((const xmlChar *)expression, ctx);
    // ok: c-xpath-injection
    xmlXPathEvalExpression((const xmlChar *)"//user[@name=$name]", ctx);
    // ok: c-xpath-injection
    xmlXPathCompile((const xmlChar *)"//user");
}

/* As libxml2's own documentation casts. */
void cast(struct mg_connection *conn, xmlXPathContextPtr ctx)
{
    const char *name = mg_get_header(conn, "X-Name");
    // ruleid: c-xpath-injection
    xmlXPathObjectPtr found = xmlXPathEvalExpression(BAD_CAST name, ctx);
    // ruleid: c-xpath-injection
    xmlXPathFreeObject(xmlXPathEvalExpression(BAD_CAST name, ctx));
    // ruleid: c-xpath-injection
    if (xmlXPathEval(BAD_CAST(name), ctx) == NULL)
        xmlXPathFreeObject(found);
    // ok: c-xpath-injection
    xmlXPathFreeObject(xmlXPathEvalExpression(BAD_CAST "//user", ctx));
}
