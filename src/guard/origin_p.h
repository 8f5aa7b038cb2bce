/* Origins (RFC 6454, 6.2) and the entries of a list that they are compared with. */
#ifndef MLG_ORIGIN_P_H
#define MLG_ORIGIN_P_H

#include "guard_p.h"

/* The parts of an origin, in the text they were found in. */
typedef struct mlg_origin {
    const char *scheme, *host, *port;
    size_t scheme_len, host_len, port_len; /* no port: 0 */
} mlg_origin;

/* MLG_ALLOW when the text is scheme "://" host [":" port] and nothing else, else MLG_DENY. */
int mlg_origin_parse(const char *text, size_t len, mlg_origin *out);

/* A list: texts that were checked, one memory. */
typedef struct mlg_origins {
    char **entries;
    size_t count;
    int any; /* `*` was among them */
} mlg_origins;

int mlg_origins_init(mlg_origins *origins, const mlg_env *env, const char *const *entries,
                     size_t count);
void mlg_origins_release(mlg_origins *origins, const mlg_env *env);
int mlg_origins_match(const mlg_origins *origins, const char *text, size_t len);

/* Whether an origin is the server's own: its host and port are those of the Host header, its scheme
 * the request's. */
int mlg_origin_is_own(const char *text, size_t len, const mlg_request *request);

#endif
