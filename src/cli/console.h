/* console: what the commands print. Standard output carries results, standard error what went wrong
 * and progress. One message is one line; control characters of names are shown, not sent.
 */
#ifndef MLN_CLI_CONSOLE_H
#define MLN_CLI_CONSOLE_H

#include "base/buf.h"
#include "base/diag.h"

/* "merlon: error: …" on standard error. */
void mln_console_error(const char *format, ...) MLN_PRINTF(1, 2);

/* "merlon: …" on standard error. */
void mln_console_note(const char *format, ...) MLN_PRINTF(1, 2);

/* Those of at least `level`, each as `file:line:column: error: text`. */
void mln_console_diags(const mln_diags *diags, mln_diag_level level);

/* Writes all of it to standard output. The result is an exit code: 0, or 2 after a message. */
int mln_console_print(const mln_buf *text);

/* Whether colours go to file descriptor `fd`: `when` is auto, always or never. Auto: a terminal
 * that is not dumb, and NO_COLOR is unset or empty. */
bool mln_console_has_colour(const char *when, int fd);

/* Columns of the terminal on `fd`; 0 when it is none. */
uint32_t mln_console_get_width(int fd);

/* Progress of a long task on standard error, if that is a terminal: nothing in the first second,
 * then at most ten times a second. May be called from any thread. */
typedef struct mln_progress mln_progress;
mln_progress *mln_progress_new(bool wanted);
void mln_progress_show(void *progress, uint32_t done, uint32_t total);
void mln_progress_free(mln_progress *progress); /* takes the line away */

#endif
