/* source: the text of one file, decoded, with its lines and the one position converter.
 *
 * Text is UTF-8 without byte order mark whatever the file was in. UTF-16 (with a mark) is
 * converted; a byte that is not valid UTF-8 becomes U+FFFD and `lossy` is set. Line ends are kept.
 * Every offset in merlon is a byte offset into this text; what people and formats want is made
 * here.
 */
#ifndef MLN_FILES_SOURCE_H
#define MLN_FILES_SOURCE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/status.h"
#include "base/str.h"
#include "base/vec.h"
#include "files/lang.h"

/* NUL bytes after the text, so that it may be read a word at a time. */
#define MLN_SOURCE_PAD 16u

typedef struct {
    mln_str path; /* as shown to people: relative to where the scan began, '/' separated, UTF-8 */
    mln_lang lang;
    bool lossy;   /* some bytes were not valid text */
    bool crlf;    /* the first line ends in CR LF */
    mln_str text; /* followed by MLN_SOURCE_PAD bytes of NUL */
    /* Byte offset at which each line starts; made on first use. LF ends a line, with or without CR
     * before it; a lone CR does not. */
    MLN_VEC(uint32_t)
    lines;
    mln_buf raw;     /* what was read; reused from file to file */
    mln_buf decoded; /* what had to be converted */
} mln_source;

typedef struct {
    uint32_t line;         /* 1-based */
    uint32_t column_bytes; /* 1-based */
    uint32_t column_utf16; /* 1-based */
    uint32_t column_chars; /* 1-based, in code points */
} mln_position;

/* An all-zero source is ready. One source is reused for many files. */
void mln_source_release(mln_source *source);

/* Reads the file at `fs_path` (opened without following a final link, without blocking on a FIFO).
 * MLN_SPECIAL: not a regular file. MLN_LIMIT: larger than `max_bytes` (0: no limit). MLN_BINARY:
 * holds NUL bytes and is not UTF-16. MLN_NOT_FOUND, MLN_DENIED, MLN_IO: as they say. `path` is
 * borrowed. Does not detect the language: `lang` is MLN_LANG_NONE. A path may be longer than
 * PATH_MAX. After a failure the text is empty. */
MLN_CHECK_RESULT mln_status mln_source_read(mln_source *source, const char *fs_path, mln_str path,
                                            uint64_t max_bytes);

/* The same from bytes at hand (standard input, tests). They are copied or converted. */
MLN_CHECK_RESULT mln_status mln_source_set(mln_source *source, mln_str path, mln_str bytes);

/* Line and columns of a byte offset; offsets past the end count as the end, one inside a code point
 * as its start. */
mln_position mln_source_get_position(mln_source *source, uint32_t offset);

/* 1-based line of an offset: O(log lines). */
uint32_t mln_source_get_line(mln_source *source, uint32_t offset);

/* The text of a 1-based line without its line end; empty past the end. */
mln_str mln_source_get_line_text(mln_source *source, uint32_t line);

/* At least 1; a line end at the very end of the text starts one more line, an empty one. */
uint32_t mln_source_get_line_count(mln_source *source);

#endif
