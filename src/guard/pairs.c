#include "pairs_p.h"

#include <string.h>

int mlg_pairs_set(const mlg_env *env, char **names, char **texts, size_t *count, size_t max,
                  size_t at, const char *name, const char *text)
{
    if (!text) {
        if (at == *count)
            return MLG_OK;
        mlg_env_free(env, names[at]);
        mlg_env_free(env, texts[at]);
        --*count;
        memmove(&names[at], &names[at + 1], (*count - at) * sizeof names[0]);
        memmove(&texts[at], &texts[at + 1], (*count - at) * sizeof texts[0]);
        return MLG_OK;
    }
    if (at == max)
        return MLG_ERR_SPACE;
    char *copy = mlg_env_dup(env, text);
    if (!copy)
        return MLG_ERR_MEMORY;
    if (at == *count) {
        names[at] = mlg_env_dup(env, name);
        if (!names[at]) {
            mlg_env_free(env, copy);
            return MLG_ERR_MEMORY;
        }
        ++*count;
    } else {
        mlg_env_free(env, texts[at]);
    }
    texts[at] = copy;
    return MLG_OK;
}

void mlg_pairs_release(const mlg_env *env, char **names, char **texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        mlg_env_free(env, names[i]);
        mlg_env_free(env, texts[i]);
    }
}
