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

/* How much of a file is looked at first by mln_open_read_text. */
#define MLN_OPEN_HEAD 4096u

/* The same as mln_open_read_all, but a file whose first bytes hold a NUL, and are not UTF-16 with a
 * byte order mark, is MLN_BINARY, and no more of it is read. */
MLN_CHECK_RESULT mln_status mln_open_read_text(mln_buf *out, int at, const char *path,
                                               uint64_t max);

/* Replaces `out` by the content of a regular file of at most `max` bytes. MLN_SPECIAL, MLN_LIMIT or
 * what mln_open_status says. */
MLN_CHECK_RESULT mln_status mln_open_read_all(mln_buf *out, int at, const char *path, uint64_t max);

#endif
