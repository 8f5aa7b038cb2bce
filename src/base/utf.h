/* utf: UTF-8 and UTF-16.
 *
 * Decoding of broken text follows the WHATWG Encoding Standard (§ UTF-8 decoder, § shared UTF-16
 * decoder), as browsers and Node do: each longest prefix of a valid sequence that is not completed,
 * and each other byte that fits nowhere, counts as one U+FFFD; so does each unpaired surrogate.
 */
#ifndef MLN_BASE_UTF_H
#define MLN_BASE_UTF_H

#include "base/buf.h"
#include "base/str.h"

#define MLN_UTF_REPLACEMENT 0xFFFDu

typedef struct {
    uint32_t code;
    uint32_t len; /* bytes taken; at least 1 */
    bool valid;   /* false: `code` is the replacement character */
} mln_utf_char;

/* The code point at `at`, which is below `text.len`. */
mln_utf_char mln_utf_get(mln_str text, uint32_t at);

/* Offset of the first byte at or after `from` that is not ASCII, or `text.len`. Reads a machine
 * word at a time. */
uint32_t mln_utf_find_non_ascii(mln_str text, uint32_t from);

/* Offset of the first byte at or after `from`, a sequence's start, where no valid UTF-8 sequence
 * stands, or `text.len`. */
uint32_t mln_utf_find_invalid(mln_str text, uint32_t from);

bool mln_utf_is_valid(mln_str text);

/* Appends `code` as UTF-8; what is no scalar value becomes U+FFFD. */
void mln_utf_add_code(mln_buf *out, uint32_t code);

/* Appends `text` with everything invalid replaced by U+FFFD. True when nothing had to be. The
 * output is at most three times as long. */
bool mln_utf_add_mended(mln_buf *out, mln_str text);

/* Appends UTF-16 `bytes` (no byte order mark expected) as UTF-8. An unpaired surrogate or an odd
 * last byte becomes U+FFFD. True when there was none. The output is at most 1.5 times as long,
 * and three bytes. */
bool mln_utf_add_utf16(mln_buf *out, mln_str bytes, bool big_endian);

/* Lengths of valid UTF-8 text in code points and in UTF-16 units. In text that is not valid, each
 * byte that is no continuation byte counts as one code point. */
uint32_t mln_utf_count_chars(mln_str text);
uint32_t mln_utf_count_utf16(mln_str text);

#endif
