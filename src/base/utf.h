/* utf: Unicode's encodings, as far as source text needs them. */
#ifndef MLN_BASE_UTF_H
#define MLN_BASE_UTF_H

#include "base/buf.h"

/* Bytes from the start that are valid UTF-8 (RFC 3629: no overlong forms, no surrogates). Equal to
 * `text.len` when all is. Eight bytes at a time over ASCII. */
size_t mln_utf8_validate(mln_str text);

/* The code point at `*at`, which moves past it; U+FFFD and one byte for what is not valid. */
uint32_t mln_utf8_next(mln_str text, uint32_t *at);

void mln_utf8_add(mln_buf *out, uint32_t code);

/* A copy in which every byte that is not valid UTF-8 is U+FFFD. */
void mln_utf8_repair(mln_str text, mln_buf *out);

/* UTF-16 without its mark; an unpaired surrogate or a last odd byte becomes U+FFFD. Returns whether
 * all was valid. */
bool mln_utf16_decode(mln_str bytes, bool big_endian, mln_buf *out);

#endif
