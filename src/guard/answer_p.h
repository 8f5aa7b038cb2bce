/* Bodies that say a status and nothing of what led to it. */
#ifndef MLG_ANSWER_P_H
#define MLG_ANSWER_P_H

#include "guard_p.h"

/* The reason phrase of a status, "Error" where it is unknown. */
const char *mlg_status_text(int status);

/* Writes a body as `accept` prefers and returns its type; `id` may be NULL. */
const char *mlg_answer_write(int status, const char *id, const char *accept, char *out, size_t size,
                             size_t *len);

#endif
