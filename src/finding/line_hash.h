/* line_hash: GitHub's `primaryLocationLineHash`.
 *
 * Code scanning recognises a result between two uploads by this value, and the upload action
 * computes it again and warns when ours differs. So it is exactly the action's: over the UTF-16
 * code units that follow the start of a line, white space (space, tab) skipped, CR and CR LF read
 * as LF, 65535 appended at the end of the file and then zeros, the polynomial of the next 100 units
 * to the base 37, modulo 2^64; then the ordinal of that value among the lines of the file. It
 * covers what follows the line, so an edit below changes it: merlon's own identity is another
 * (finding/identity.h).
 */
#ifndef MLN_FINDING_LINE_HASH_H
#define MLN_FINDING_LINE_HASH_H

#include "base/str.h"

typedef struct {
    uint64_t value;
    uint32_t ordinal; /* 1-based; 0: the file has no such line */
} mln_line_hash;

/* Room for the written form: 16 digits, a colon, ten digits and a NUL. */
#define MLN_LINE_HASH_SIZE 28

/* The hashes of `count` lines (1-based, in any order, repeats allowed) into out[0 … count-1]. One
 * pass that ends at the last line asked for; memory is 8 bytes a line up to there.
 *
 * `text` is best the bytes of the file as they are stored (`raw` of a source in UTF-8): the action
 * does not take off a byte order mark, which merlon's decoded text lacks. What is not valid UTF-8
 * counts as U+FFFD, as for the action. Lines are counted as the action does: a lone CR ends one. */
void mln_line_hash_compute(mln_str text, const uint32_t *lines, uint32_t count, mln_line_hash *out);

/* Writes "39fa2ee980eb94b0:1" with a NUL; returns its length. */
uint32_t mln_line_hash_write(mln_line_hash hash, char out[MLN_LINE_HASH_SIZE]);

#endif
