/* Mongoose 7.13 to 7.20: the text of JSON is found first, then its escapes are undone. */
#include "mongoose.h"

void on_json(struct mg_connection *c, struct mg_http_message *hm)
{
    char note[64];
    struct mg_str text = mg_json_get_tok(hm->body, "$.note");
    if (mg_json_unescape(text, note, sizeof note))
        mg_http_reply(c, 200, "Content-Type: text/plain\r\n", "%s", note);
    else
        mg_http_reply(c, 400, "", "no note\n");
}
