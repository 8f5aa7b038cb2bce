#include <libxml/parser.h>

#define LENIENT (XML_PARSE_NOENT | XML_PARSE_RECOVER)

struct settings {
    int options;
};

static xmlDocPtr parse(const char *text, int length)
{
    // ruleid: c-xml-entities
    return xmlReadMemory(text, length, NULL, NULL, XML_PARSE_NOENT | XML_PARSE_NONET);
}

void all(const char *text, int length, struct settings *settings, xmlParserCtxtPtr ctxt)
{
    parse(text, length);
    int options = XML_PARSE_DTDLOAD;
    // ruleid: c-xml-entities
    xmlReadMemory(text, length, NULL, NULL, options);
    settings->options = XML_PARSE_NOENT;
    // ruleid: c-xml-entities
    xmlCtxtUseOptions(ctxt, settings->options);
    // ruleid: c-xml-entities
    xmlSubstituteEntitiesDefault(1);
    // todoruleid: c-xml-entities
    xmlReadMemory(text, length, NULL, NULL, LENIENT);
    // ok: c-xml-entities
    xmlReadMemory(text, length, NULL, NULL, XML_PARSE_NONET);
    // ok: c-xml-entities
    xmlReadMemory(text, length, NULL, NULL, 0);
    // ok: c-xml-entities
    xmlSubstituteEntitiesDefault(0);
}
