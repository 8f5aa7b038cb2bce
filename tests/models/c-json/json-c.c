/* json-c. */
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

int run(const char *text)
{
    struct json_tokener *reader = json_tokener_new();
    struct json_object *root = json_tokener_parse_ex(reader, text, (int)strlen(text));
    struct json_object *again = json_tokener_parse(text), *name = NULL;
    struct json_object *list = json_object_object_get(root, "list");
    if (json_object_object_get_ex(again, "name", &name))
        puts(json_object_get_string(name));
    puts(json_object_get_string(json_object_array_get_idx(list, 0)));
    puts(json_object_to_json_string(root));
    struct json_object *made = json_object_new_object(), *more = json_object_new_array();
    json_object_array_add(more, json_object_new_string(text));
    json_object_object_add(made, "list", more);
    json_object_put(made);
    json_object_put(root), json_object_put(again);
    json_tokener_free(reader);
    return 0;
}
