/* cJSON. */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int run(const char *text)
{
    cJSON *root = cJSON_Parse(text), *same = cJSON_ParseWithLength(text, strlen(text));
    cJSON *whole = cJSON_ParseWithOpts(text, NULL, 1), *copy = cJSON_Duplicate(root, 1);
    cJSON *list = cJSON_GetObjectItem(same, "list"), *first = cJSON_GetArrayItem(list, 0);
    puts(first->valuestring);
    puts(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(whole, "name")));
    char *pretty = cJSON_Print(copy), *short_text = cJSON_PrintUnformatted(first);
    puts(pretty), puts(short_text);
    free(pretty), free(short_text);
    cJSON *made = cJSON_CreateObject(), *more = cJSON_CreateArray();
    cJSON_AddItemToArray(more, cJSON_CreateString(text));
    cJSON_AddItemToObject(made, "list", more);
    cJSON_AddStringToObject(made, "name", text);
    cJSON_Delete(made);
    cJSON_Delete(root), cJSON_Delete(same), cJSON_Delete(whole), cJSON_Delete(copy);
    return 0;
}
