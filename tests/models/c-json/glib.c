/* GLib: texts, pieces of texts, buffers that grow. */
#include <glib.h>

int run(const char *text, const char *folder)
{
    char *copy = g_strdup(text), *part = g_strndup(text, 8), *plain = NULL;
    char *both = g_strconcat(copy, "/", part, NULL), *path = g_build_filename(folder, both, NULL);
    char *line = g_strdup_printf("%s=%d", path, 1), **words = g_strsplit(line, ",", 0);
    GString *buffer = g_string_new(words[0]);
    g_string_append(buffer, line);
    g_string_append_printf(buffer, "%s, %s", path, part);
    plain = g_uri_unescape_string(buffer->str, NULL);
    g_print("%s", plain);
    g_string_free(buffer, TRUE), g_strfreev(words);
    g_free(copy), g_free(part), g_free(both), g_free(path), g_free(line), g_free(plain);
    return 0;
}
