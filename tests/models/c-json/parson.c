/* Parson. */
#include <stdio.h>

#include "parson.h"

int run(const char *text)
{
    JSON_Value *root = json_parse_string(text);
    JSON_Object *order = json_value_get_object(root);
    JSON_Value *name = json_object_get_value(order, "name");
    puts(json_value_get_string(name));
    puts(json_object_get_string(order, "note")), puts(json_object_dotget_string(order, "to.city"));
    json_object_set_string(order, "name", text);
    char *again = json_serialize_to_string(json_object_get_wrapping_value(order));
    puts(again);
    json_free_serialized_string(again);
    json_value_free(root);
    return 0;
}
