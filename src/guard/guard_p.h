/* What the parts of the guard library share: surroundings, a writer into the caller's buffer, tests
 * of bytes. */
#ifndef MLG_GUARD_P_H
#define MLG_GUARD_P_H

#include "merlon_guard.h"

/* Longest text a call takes; results stay below INT_MAX. */
#define MLG_TEXT_MAX ((size_t)1 << 27)

/* Takes the caller's surroundings or the system's, and starts libsodium. */
int mlg_env_init(mlg_env *env, const mlg_env *from);
void *mlg_env_alloc(const mlg_env *env, size_t size); /* zeroed; NULL when there is none */
void mlg_env_free(const mlg_env *env, void *memory);
char *mlg_env_dup(const mlg_env *env, const char *text); /* NULL stays NULL: ask before */
int64_t mlg_env_now(const mlg_env *env);
void mlg_env_log(const mlg_env *env, const mlg_event *event);

/* Hands an event about a request to the log; `request` may be NULL. */
void mlg_env_report(const mlg_env *env, int outcome, const char *control, const char *reason,
                    const mlg_request *request);

/* Writes into a buffer of fixed size; what does not fit is an error at the end, never a short text.
 */
typedef struct mlg_out {
    char *data;
    size_t size;
    size_t len;
    int error;
} mlg_out;

void mlg_out_init(mlg_out *out, char *data, size_t size);
void mlg_out_byte(mlg_out *out, char byte);
void mlg_out_add(mlg_out *out, const char *text, size_t len);
void mlg_out_text(mlg_out *out, const char *text);
void mlg_out_number(mlg_out *out, int64_t number);
int mlg_out_end(mlg_out *out); /* length, or the first error and an empty text */

/* ASCII alone, whatever the locale is. */
int mlg_is_alpha(char byte);
int mlg_is_digit(char byte);
char mlg_lower(char byte);
int mlg_same(const char *a, size_t a_len, const char *b); /* without case */

#endif
