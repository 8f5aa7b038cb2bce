/* checksum: the structure of credential formats that have one.
 *
 * A random text that only looks like a token does not pass; an example made up by hand hardly does.
 * Sources: GitHub's and npm's descriptions of their token formats (CRC-32 of the random part in
 * base 62, six digits at the end); RFC 7515 and 7519 (JSON Web Token); AWS's base32 key ids, which
 * hold the account's number; RFC 7468, 5915, 8017, 4880 and OpenSSH's PROTOCOL.key (keys in PEM).
 */
#ifndef MLN_SECRETS_CHECKSUM_H
#define MLN_SECRETS_CHECKSUM_H

#include "base/str.h"

typedef enum {
    MLN_CHECKSUM_NONE,
    MLN_CHECKSUM_GITHUB_CRC32, /* of the body: the last six characters check those before them */
    MLN_CHECKSUM_JWT,          /* a header that names an algorithm, claims, a signature */
    MLN_CHECKSUM_AWS_KEY_ID,   /* four letters, then base32 that holds an account number */
    MLN_CHECKSUM_PEM           /* the key's first bytes are those its label announces */
} mln_checksum;

bool mln_checksum_find(mln_str name, mln_checksum *checksum);

/* "none github-crc32 …": for messages. */
extern const char *const mln_checksum_names[];

bool mln_checksum_holds(mln_checksum checksum, mln_str text);

#endif
