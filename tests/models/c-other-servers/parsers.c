/* llhttp and http-parser: functions that are given the pieces of a request. */
#include <http_parser.h>
#include <llhttp.h>
#include <stdio.h>

static int on_text(llhttp_t *state, const char *from, size_t size)
{
    return printf("%.*s\n", (int)size, from) < 0 || state->data == NULL;
}

static int on_old_text(http_parser *state, const char *from, size_t size)
{
    return printf("%.*s\n", (int)size, from) < 0 || state->data == NULL;
}

static int on_body(http_parser *parser, const char *at, size_t length)
{
    return printf("%.*s\n", (int)length, at) < 0 || parser->data == NULL;
}

int parse(const char *text, size_t size)
{
    llhttp_t parser;
    llhttp_settings_t settings;
    llhttp_settings_init(&settings);
    settings.on_url = on_text;
    settings.on_header_field = on_text, settings.on_header_value = on_text;
    settings.on_body = on_text;
    llhttp_init(&parser, HTTP_REQUEST, &settings);
    return llhttp_execute(&parser, text, size) == HPE_OK ? 0 : -1;
}

size_t parse_old(const char *text, size_t size)
{
    http_parser parser;
    http_parser_settings settings;
    http_parser_settings_init(&settings);
    settings.on_url = on_old_text;
    settings.on_header_field = on_old_text, settings.on_header_value = on_old_text;
    settings.on_body = on_body;
    http_parser_init(&parser, HTTP_REQUEST);
    return http_parser_execute(&parser, &settings, text, size);
}
