// A text that came in is still one when it was read as JSON or XML, or made longer.
#include <stdlib.h>
#include <string.h>
#include "mongoose.h"

static void by_cjson(struct mg_http_message *hm)
{
    cJSON *root = cJSON_ParseWithLength(hm->body.buf, hm->body.len);
    cJSON *first = cJSON_GetArrayItem(cJSON_GetObjectItem(root, "list"), 0);
    // ruleid: c-command-injection
    system(first->valuestring);
    // ruleid: c-command-injection
    system(cJSON_Print(cJSON_Duplicate(root, 1)));
    // ok: c-command-injection
    system(cJSON_GetErrorPtr());
}

static void by_json_c(struct mg_http_message *hm)
{
    struct json_tokener *reader = json_tokener_new();
    struct json_object *root = json_tokener_parse_ex(reader, hm->body.buf, (int)hm->body.len);
    // ruleid: c-command-injection
    system(json_object_get_string(json_object_array_get_idx(json_object_object_get(root, "list"), 0)));
}

static void by_parson(struct mg_http_message *hm)
{
    JSON_Object *order = json_value_get_object(json_parse_string(hm->body.buf));
    // ruleid: c-command-injection
    system(json_object_dotget_string(order, "to.city"));
    // ruleid: c-command-injection
    system(json_value_get_string(json_object_get_value(order, "name")));
}

static void by_yyjson(struct mg_http_message *hm)
{
    yyjson_doc *doc = yyjson_read(hm->body.buf, hm->body.len, 0);
    // ruleid: c-command-injection
    system(yyjson_get_str(yyjson_obj_get(yyjson_doc_get_root(doc), "name")));
}

static void by_libxml(struct mg_http_message *hm)
{
    xmlDocPtr doc = xmlParseMemory(hm->body.buf, (int)hm->body.len);
    xmlNodePtr root = xmlDocGetRootElement(doc);
    // ruleid: c-command-injection
    system((char *)xmlGetProp(root, (const xmlChar *)"name"));
    // ruleid: c-command-injection
    system((char *)xmlNodeGetContent(root));
    // ok: c-command-injection
    system((char *)xmlGetProp(own_settings(), (const xmlChar *)hm->body.buf));
}

static void by_glib(struct mg_http_message *hm)
{
    GString *line = g_string_new("convert ");
    // ok: c-command-injection
    system(line->str);
    g_string_append_printf(line, "%d ", 12);
    // ok: c-command-injection
    system(line->str);
    g_string_append(line, hm->body.buf);
    // ruleid: c-command-injection
    system(line->str);
    g_string_append(line, " out.png");
    // ruleid: c-command-injection
    system(line->str);
    char **words = g_strsplit(hm->body.buf, ",", 0);
    // ruleid: c-command-injection
    system(g_strconcat("convert ", words[0], NULL));
    // ruleid: c-command-injection
    system(g_uri_unescape_string(g_strndup(hm->query.buf, hm->query.len), NULL));
}

static void by_sds(struct mg_http_message *hm)
{
    sds line = sdscatprintf(sdsempty(), "convert %s", hm->body.buf);
    // ruleid: c-command-injection
    system(line);
    line = sdscatprintf(sdsempty(), "convert %zu", hm->body.len);
    // ok: c-command-injection
    system(line);
    line = sdscatlen(sdsnew("convert "), hm->query.buf, hm->query.len);
    // ruleid: c-command-injection
    system(line);
    line = sdscpy(line, "convert all");
    // ok: c-command-injection
    system(line);
}

static void by_curl(struct mg_http_message *hm, CURL *curl)
{
    int size = 0;
    // ruleid: c-command-injection
    system(curl_easy_unescape(curl, hm->query.buf, 0, &size));
    struct berval *value = ber_bvstrdup(hm->query.buf);
    // ruleid: c-command-injection
    system(value->bv_val);
}

// What came over TLS, or by libuv.
static void on_text(uv_stream_t *stream, ssize_t size, const uv_buf_t *buf)
{
    // ruleid: c-command-injection
    system(buf->base);
}

void listen_to(uv_stream_t *stream, WOLFSSL *ssl, struct tls *tls)
{
    char text[256];
    uv_read_start(stream, on_room, on_text);
    wolfSSL_read(ssl, text, sizeof text);
    // ruleid: c-command-injection
    system(text);
    char other[256];
    tls_read(tls, other, sizeof other);
    // ruleid: c-command-injection
    system(other);
}
