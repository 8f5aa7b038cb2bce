/* json_writer: JSON, written straight into a buf.
 *
 *     mln_json json = {.out = &buf};
 *     mln_json_begin_object(&json);
 *     mln_json_key(&json, "name");
 *     mln_json_str(&json, name);
 *     mln_json_end_object(&json);
 *
 * Indented by two spaces; commas and line ends are the writer's business. What is written is valid
 * UTF-8 whatever the text was: bytes that are not become U+FFFD. Control characters, those of C1
 * and DEL among them, and the line separators U+2028 and U+2029 are escaped, so that the output is
 * safe to show on a terminal and to paste into a script.
 */
#ifndef MLN_REPORT_JSON_WRITER_H
#define MLN_REPORT_JSON_WRITER_H

#include "base/buf.h"

/* Objects and arrays nest this deep at most; checked by the writer. */
#define MLN_JSON_DEPTH 60

typedef struct {
    mln_buf *out;
    uint32_t depth;
    uint64_t filled; /* bit d: what is open at depth d has an element */
    bool after_key;
} mln_json;

void mln_json_begin_object(mln_json *json);
void mln_json_end_object(mln_json *json);
void mln_json_begin_array(mln_json *json);
void mln_json_end_array(mln_json *json);

/* `key` needs no escapes. A value must follow. */
void mln_json_key(mln_json *json, const char *key);

void mln_json_str(mln_json *json, mln_str text);
void mln_json_text(mln_json *json, const char *text);
void mln_json_uint(mln_json *json, uint64_t number);
void mln_json_bool(mln_json *json, bool value);
/* With three decimals. */
void mln_json_seconds(mln_json *json, double seconds);

/* Key and value at once. */
void mln_json_put_str(mln_json *json, const char *key, mln_str text);
void mln_json_put_text(mln_json *json, const char *key, const char *text);
void mln_json_put_uint(mln_json *json, const char *key, uint64_t number);
void mln_json_put_bool(mln_json *json, const char *key, bool value);
void mln_json_open_object(mln_json *json, const char *key);
void mln_json_open_array(mln_json *json, const char *key);

#endif
