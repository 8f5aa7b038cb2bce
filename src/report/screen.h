/* screen: text that is safe to show on a terminal, and how wide it is there.
 *
 * What comes from the scanned repository may hold escape sequences that move the cursor, change the
 * title or hide code, and marks that turn the direction of writing ("Trojan source"). Nothing of
 * that reaches the terminal: such characters are written out, as "\x1b" or "\u202e".
 */
#ifndef MLN_REPORT_SCREEN_H
#define MLN_REPORT_SCREEN_H

#include "base/buf.h"

/* One character as it is shown. */
typedef struct {
    char bytes[8]; /* no NUL */
    uint32_t len;
    uint32_t width; /* columns: 0 (combining), 1, 2 (East Asian, emoji), or more when written out */
    uint32_t taken; /* bytes of the text */
} mln_screen_glyph;

/* The character at byte `at`, which is below text.len. A tab or line end is written out too. */
mln_screen_glyph mln_screen_get(mln_str text, uint32_t at);

/* How many characters from byte `at` on are shown as they are, one byte and one column each; at
 * most `limit` are counted. */
uint32_t mln_screen_count_plain(mln_str text, uint32_t at, uint32_t limit);

/* Adds the text, all of it. */
void mln_screen_add(mln_buf *out, mln_str text);

/* Adds the text in lines of at most `width` columns (a longer word overflows), broken at white
 * space; every line but the first begins with `indent` spaces, and the first is taken to begin
 * there. White space is folded, blank lines with it. */
void mln_screen_wrap(mln_buf *out, mln_str text, uint32_t indent, uint32_t width);

#endif
