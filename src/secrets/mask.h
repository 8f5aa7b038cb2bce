/* mask: what of a secret may be shown: its first characters and a digest.
 *
 * The digest tells whether two places hold the same secret. It is salted with the rule's id, so
 * that it is equal in every run and on every thread, and it is short, so that it does not tell
 * which secret: of a password, which could be tried out, it keeps 16 bits.
 */
#ifndef MLN_SECRETS_MASK_H
#define MLN_SECRETS_MASK_H

#include "base/buf.h"
#include "base/str.h"

/* Eight hexadecimal digits and a NUL. */
#define MLN_MASK_DIGEST_SIZE 9

/* How many of a secret's first bytes are shown: four, but no more than a quarter, whole characters
 * only, none of a line after the first. */
uint32_t mln_mask_get_shown(mln_str secret);

/* The digest of a secret under a salt; returns its length, four or, of a secret of 20 bytes or
 * more, eight digits. */
uint32_t mln_mask_write_digest(mln_str salt, mln_str secret, char out[MLN_MASK_DIGEST_SIZE]);

/* Overwrites a secret that stands in `text` at `span`, but for the bytes that are shown: a star for
 * each byte, so that nothing moves. Line ends stay. */
void mln_mask_cover(char *text, mln_span span, uint32_t shown);

/* Covers every occurrence of `secret` in `text`, of one of several lines also each line of eight
 * bytes or more. True when there was one. */
bool mln_mask_cover_all(char *text, uint32_t len, mln_str secret);

#endif
