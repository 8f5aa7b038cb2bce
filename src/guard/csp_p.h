/* What the header set shares with the policy of its own: putting a nonce into a written policy. */
#ifndef MLG_CSP_P_H
#define MLG_CSP_P_H

#include "guard_p.h"

#define MLG_CSP_MAX 4096 /* of a written policy, NUL included, with the nonce in its place */

/* Copies a policy. `{nonce}` becomes the nonce's source; without one it goes, or becomes 'none'
 * where nothing else stands in its directive. */
int mlg_csp_fill(const char *policy, const char *nonce, char *out, size_t size);
int mlg_csp_takes_nonce(const char *policy);

#endif
