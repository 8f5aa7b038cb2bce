#include "flow/path.h"

#include "base/banned.h"

static mln_path add(mln_paths *paths, uint32_t key, mln_path rest)
{
    uint32_t depth = mln_paths_get_depth(paths, rest) + 1;
    return mln_tuples_add(&paths->all, (mln_tuple){{key, rest, depth, 0}}) + 1;
}

mln_path mln_paths_push(mln_paths *paths, uint32_t key, mln_path path)
{
    if (mln_paths_get_depth(paths, path) >= MLN_PATH_MAX) {
        uint32_t keys[MLN_PATH_MAX - 1];
        for (int i = 0; i < MLN_PATH_MAX - 1; i++) {
            keys[i] = mln_paths_get_first(paths, path);
            path = mln_paths_get_rest(paths, path);
        }
        path = 0;
        for (int i = MLN_PATH_MAX - 2; i >= 0; i--)
            path = add(paths, keys[i], path);
    }
    return add(paths, key, path);
}
