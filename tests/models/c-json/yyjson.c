/* yyjson. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

int run(const char *text)
{
    yyjson_doc *doc = yyjson_read(text, strlen(text), 0);
    yyjson_val *root = yyjson_doc_get_root(doc), *name = yyjson_obj_get(root, "name");
    puts(yyjson_get_str(name));
    yyjson_mut_doc *made = yyjson_mut_doc_new(NULL);
    yyjson_mut_val *order = yyjson_mut_obj(made);
    yyjson_mut_doc_set_root(made, order);
    yyjson_mut_obj_add_str(made, order, "name", text);
    yyjson_mut_obj_add_strcpy(made, order, "note", text);
    char *again = yyjson_mut_write(made, 0, NULL);
    puts(again);
    free(again);
    yyjson_mut_doc_free(made);
    yyjson_doc_free(doc);
    return 0;
}
