/* Jansson: from a text to values and back. */
#include <jansson.h>
#include <stdio.h>

int run(const char *text, size_t size)
{
    json_t *root = json_loadb(text, size, 0, NULL);
    const char *a, *b, *c, *d;
    json_unpack(root, "{s:s, s:s, s:s, s:s}", "a", &a, "b", &b, "c", &c, "d", &d);
    puts(json_dumps(json_array_get(root, 0), 0));
    json_t *made = json_pack("{s:s}", "name", text), *list = json_array();
    json_array_append_new(list, json_string(text));
    json_object_set(made, "list", list), json_object_set_new(made, "same", list);
    json_decref(made);
    return puts(a);
}
