/* libxml2: from a text to its elements, attributes and what XPath finds. */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <stdio.h>
#include <string.h>

static void show(xmlDoc *doc)
{
    xmlNode *root = xmlDocGetRootElement(doc);
    xmlChar *id = xmlGetProp(root, BAD_CAST "id"), *text = xmlNodeGetContent(root);
    printf("%s: %s\n", (char *)id, (char *)text);
    xmlFree(id), xmlFree(text), xmlFreeDoc(doc);
}

static void find(xmlDoc *doc, const char *path)
{
    xmlXPathContext *context = xmlXPathNewContext(doc);
    xmlXPathCompExpr *query = xmlXPathCtxtCompile(context, BAD_CAST path);
    xmlXPathFreeCompExpr(query);
    query = xmlXPathCompile(BAD_CAST path);
    xmlXPathFreeObject(xmlXPathEvalExpression(BAD_CAST path, context));
    xmlXPathFreeObject(xmlXPathEval(BAD_CAST path, context));
    xmlXPathFreeCompExpr(query), xmlXPathFreeContext(context);
}

int run(const char *text, const char *path)
{
    int size = (int)strlen(text);
    xmlDoc *doc = xmlReadMemory(text, size, NULL, NULL, XML_PARSE_NONET);
    find(doc, path), show(doc);
    show(xmlParseMemory(text, size));
    show(xmlParseDoc(BAD_CAST text));
    return 0;
}
