/* output: finished reports, to files and streams.
 *
 * A report is composed in memory and appears whole or not at all: it is written beside its target
 * and renamed. A target that is no regular file (a device, a pipe) is written to directly.
 */
#ifndef MLN_CLI_OUTPUT_H
#define MLN_CLI_OUTPUT_H

#include "base/buf.h"

/* Writes all of it to `fd`, waiting where it must. 0, or an errno value. */
int mln_output_send(int fd, const char *bytes, size_t len);

/* Writes the file at `path`. 0, or an errno value; then nothing is left behind, and what was there
 * before is there still. */
int mln_output_write(const char *path, const mln_buf *text);

/* What an errno value means for somebody who waits for a report; static text. */
const char *mln_output_get_reason(int error);

#endif
