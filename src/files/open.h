/* open: opening files that nobody vouches for. */
#ifndef MLN_FILES_OPEN_H
#define MLN_FILES_OPEN_H

#include "base/buf.h"
#include "base/status.h"

/* Opens `path` for reading, relative to the folder `at` (or AT_FDCWD): without following a link as
 * its last component, without blocking on a FIFO, without becoming a terminal's owner. The path may
 * be longer than PATH_MAX. -1 with errno. */
int mln_open_read(int at, const char *path);

/* The same for a folder. */
int mln_open_folder(int at, const char *path);

/* What errno after a failed open means: a final link, a socket or a device is MLN_SPECIAL. */
mln_status mln_open_status(int error);

/* Replaces `out` by the content of a regular file of at most `max` bytes. MLN_SPECIAL, MLN_LIMIT or
 * what mln_open_status says. */
MLN_CHECK_RESULT mln_status mln_open_read_all(mln_buf *out, int at, const char *path, uint64_t max);

#endif
