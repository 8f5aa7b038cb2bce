/* path: which part of a value: `body.name` as a number.
 *
 * A path is a list of keys, outermost first, interned; 0 is the value itself. Keys are symbols of
 * the facts or MLN_FLOW_ELEMENT. At most MLN_PATH_MAX keys are kept: what would lie deeper is cut
 * off, so that the innermost key left stands for all that is below it.
 *
 * All-zero memory is ready; `clear` forgets all paths and keeps the memory.
 */
#ifndef MLN_FLOW_PATH_H
#define MLN_FLOW_PATH_H

#include "flow/facts.h"
#include "flow/tuple.h"

#define MLN_PATH_MAX 4

typedef uint32_t mln_path;

typedef struct {
    mln_tuples all; /* of path p at p - 1: first key, rest, number of keys */
} mln_paths;

static inline void mln_paths_clear(mln_paths *paths)
{
    mln_tuples_clear(&paths->all);
}

static inline void mln_paths_release(mln_paths *paths)
{
    mln_tuples_release(&paths->all);
}

/* The outermost key of a path that is not 0. */
static inline uint32_t mln_paths_get_first(const mln_paths *paths, mln_path path)
{
    return paths->all.all.data[path - 1].part[0];
}

/* The path without it. */
static inline mln_path mln_paths_get_rest(const mln_paths *paths, mln_path path)
{
    return paths->all.all.data[path - 1].part[1];
}

static inline uint32_t mln_paths_get_depth(const mln_paths *paths, mln_path path)
{
    return path ? paths->all.all.data[path - 1].part[2] : 0;
}

/* The path with one more key before it. */
mln_path mln_paths_push(mln_paths *paths, uint32_t key, mln_path path);

/* Whether what is stored under one key may be read under the other: they are the same, or one is
 * computed. */
static inline bool mln_path_keys_meet(uint32_t a, uint32_t b)
{
    return a == b || a == MLN_FLOW_ELEMENT || b == MLN_FLOW_ELEMENT;
}

#endif
