/* secrets: all detectors, compiled together, and their way through a file.
 *
 * One pass over the bytes finds the keywords of all detectors (base/multi.h). Around each keyword
 * of a detector that reads files of that path its expression is run, in a window, under the limits
 * of base/regex.h; windows that meet are one, so that no byte is searched twice for one detector
 * but at their seams. What matches is judged by its characters, its structure and what stands
 * around it. Of detectors that find the same place the one that knows most of the format stays.
 */
#ifndef MLN_SECRETS_SECRETS_H
#define MLN_SECRETS_SECRETS_H

#include "base/status.h"
#include "base/vec.h"
#include "secrets/detector.h"
#include "syntax/tree.h"

/* More secrets of one detector in one file are not kept. */
#define MLN_SECRETS_MAX 200u

/* Compiled; immutable, shared by threads. */
typedef struct mln_secrets mln_secrets;

/* The detectors must outlive the result. MLN_SYNTAX or MLN_LIMIT: `*bad` is the number of the
 * detector whose expression does not compile, or the count when together they have too many
 * keywords; `error` holds the reason; `*secrets` is NULL. */
MLN_CHECK_RESULT mln_status mln_secrets_new(mln_secrets **secrets,
                                            const mln_detector *const *detectors, uint32_t count,
                                            uint32_t *bad, char *error, size_t error_size);
void mln_secrets_free(mln_secrets *secrets);

typedef struct {
    uint32_t detector;
    mln_span span; /* of the secret alone */
    mln_str name;  /* what it is called; may be empty; in the file's text or the tree */
} mln_secret;

/* What is scanned. */
typedef struct {
    mln_str path;
    mln_str text;         /* valid UTF-8 */
    const mln_tree *tree; /* of code that was parsed; else NULL */
    bool ignore_paths;    /* every detector reads it, whatever its `files` say */
} mln_secret_file;

typedef struct mln_secret_scanner mln_secret_scanner;

/* One thread's. `secrets` must outlive it. */
mln_secret_scanner *mln_secret_scanner_new(const mln_secrets *secrets);
void mln_secret_scanner_free(mln_secret_scanner *scanner);

/* What was found, by place. It lives until the next file, the names as long as the file. `*spent`
 * is the number of a detector that met a limit, so that there may be more, or UINT32_MAX. */
void mln_secret_scanner_run(mln_secret_scanner *scanner, const mln_secret_file *file,
                            const mln_secret **found, uint32_t *count, uint32_t *spent);

#endif
