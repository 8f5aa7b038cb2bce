/* base: what every room stands on.
 *
 * The room holds memory (arena, vec), text (str, buf, strtab, utf, glob, regex), status codes,
 * diagnostics and threads. It knows nothing about source code. This header carries the few macros
 * that all of them need.
 */
#ifndef MLN_BASE_BASE_H
#define MLN_BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MLN_VERSION "0.1.0"

#if defined(__GNUC__) || defined(__clang__)
#define MLN_CHECK_RESULT __attribute__((warn_unused_result))
#define MLN_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define MLN_LIKELY(x) __builtin_expect(!!(x), 1)
#define MLN_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define MLN_NORETURN __attribute__((noreturn))
#else
#define MLN_CHECK_RESULT
#define MLN_PRINTF(fmt, args)
#define MLN_LIKELY(x) (x)
#define MLN_UNLIKELY(x) (x)
#define MLN_NORETURN
#endif

#define MLN_COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* A byte range of a file or text, half open. */
typedef struct {
    uint32_t start;
    uint32_t stop;
} mln_span;

static inline bool mln_span_contains(mln_span outer, mln_span inner)
{
    return outer.start <= inner.start && inner.stop <= outer.stop;
}

static inline bool mln_span_equal(mln_span a, mln_span b)
{
    return a.start == b.start && a.stop == b.stop;
}

#endif
