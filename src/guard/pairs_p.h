/* A short list of names with a text each, in two arrays of the caller: headers, directives. */
#ifndef MLG_PAIRS_P_H
#define MLG_PAIRS_P_H

#include "guard_p.h"

/* Gives the entry at `at` a text, a copy; `at` equal to `*count` adds one called `name`. Without a
 * text the entry goes, and there being none is no error. MLG_ERR_SPACE past `max`, MLG_ERR_MEMORY;
 * then nothing has changed. */
int mlg_pairs_set(const mlg_env *env, char **names, char **texts, size_t *count, size_t max,
                  size_t at, const char *name, const char *text);

void mlg_pairs_release(const mlg_env *env, char **names, char **texts, size_t count);

#endif
